"""The files that an addition changes, whole: the table, its description, its source, and the record of its origin.

The record is kept in words of W3C PROV, beside the table: each addition used a file, read as it says, and generated the
table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...base import Place, shown, suggestion, visible_json
from ...text import DateError, read_date, sha256
from ..codebook import render
from ..data_package import PAGE, parse_package
from ..prices import SUFFIX, read_provenance
from .addition import Addition
from .entries import Entries
from .file import File
from .header import Found
from .json_text import with_item
from .refusal import refused
from .request import Request
from .target import Target

SOURCES = "sources.json"
_SOURCES_PATH = f"evidence/{SOURCES}"  # where the terms of each source stand
PROFILES = "https://datapackage.org/profiles/2.0"
WHAT = "Where the table comes from, in words of W3C PROV: each addition used a file and generated the table."
_MEANINGS = {
    "month": "the month that the figure holds for",
    "date": "when the figure holds",
    "unit": "the unit of the figures in the row",
    "source": "where the figure was read: the `id` of a source",
    "mark": "how far to trust it: V read in a stored copy, D worked out, S second-hand",
    "note": "what else one must know",
}
_PROVENANCE_MEMBERS = [
    {"names": ["used"], "description": "the file: its name, SHA-256, sheet, header and columns"},
    {"names": ["read"], "description": "how its numbers and dates were read"},
    {"names": ["leftOut"], "description": "what of it was not taken"},
    {"names": ["wasDerivedFrom", "generated"], "description": "the SHA-256 of the table before and after"},
    {"names": ["rows"], "description": "the first and the last line of the table that it added, and how many"},
]


@dataclass(frozen=True)
class Intake:
    """All that is known of an addition before it is written."""

    target: Target
    file: File
    found: Found
    request: Request
    entries: Entries
    addition: Addition
    day: str
    version: str


def described_source(
    key: str, title: str, url: str | None, publisher: str | None, accessed: str | None, mark: str, licence: str | None
) -> dict[str, Any]:
    """A source as an item of CSL-JSON.

    Args:
        key, title, url, publisher, accessed, licence: as in the list of sources; the day as in ``2026-11-24``.
        mark: how far to trust it: V, D or S.

    Raises:
        IntakeError: it has neither address nor publisher, or no day of reading.
    """
    if not url and not publisher:
        raise refused("--source-title", "says what it is, not where", "add --source-url or --source-publisher")
    if not accessed:
        raise refused("--source-title", "has no day of reading", "add --accessed, the day of the download: 2026-11-24")
    try:
        day = read_date(accessed)
    except DateError as error:
        raise refused("--accessed", error.message, error.remedy) from None
    parts = [part for part in (day.year, day.month, day.day) if part]
    item = {"id": key, "type": "dataset", "title": title, "publisher": publisher, "URL": url}
    custom = {"trust": "S" if mark == "S" else "V", "licence": licence, "use": "cited"}
    known = {name: value for name, value in item.items() if value}
    return {**known, "custom": {k: v for k, v in custom.items() if v}, "accessed": {"date-parts": [parts]}}


def check_source(target: Target, request: Request) -> None:
    """Raise ``IntakeError`` where a source is neither known nor described, or described otherwise than it is known."""
    key, known = request.source or "", target.holdings.sources
    if request.new_source is None and key not in known:
        near = suggestion(key, known, otherwise="")
        describe = "describe it with --source-title, --accessed, and --source-url or --source-publisher"
        raise refused("--source", f"there is no source `{key[:60]}`", f"{near} Or {describe}" if near else describe)
    if request.new_source is not None and key in known and known[key].item != dict(request.new_source):
        fault = f"the source `{key}` is known: {known[key].citation()}"
        raise refused("--source-title", fault, "leave the description out, or choose another --source")


def contents(intake: Intake) -> dict[str, str | bytes]:
    """The files that change, by the names that the writer of the folder knows, the table last.

    Raises:
        CaseError: a file that is changed too cannot be read.
    """
    target, addition = intake.target, intake.addition
    record = addition.path.with_name(f"{addition.path.stem}{SUFFIX}")
    package = _package(intake)
    files: dict[str, str | bytes] = {}
    if (sources := _sources(intake)) is not None:
        files[target.named(target.evidence / SOURCES)] = sources
    files[target.named(record)] = _provenance(intake)
    if package is not None:
        files[target.named(target.package)] = package
        if target.case is None and target.package.is_file():
            files[PAGE] = render(parse_package(json.loads(package), Place(shown(target.package))))
    return {**files, target.named(addition.path): addition.after}


def _sources(intake: Intake) -> str | None:
    """The list of sources with the new one in it; none where it is there."""
    item, path = intake.request.new_source, intake.target.evidence / SOURCES
    if item is None or intake.request.source in intake.target.holdings.sources:
        return None
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else "[]\n"
    return with_item(text, item)


def _package(intake: Intake) -> str | None:
    """The data package with the table and its record in it; none where it has both, or another describes the table."""
    target, addition = intake.target, intake.addition
    if addition.is_described or (addition.before is not None and target.case is not None):
        return None
    path, table = target.package, addition.path.stem
    fault = "is not a data package with a list `resources`"
    try:
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else _empty_package(target)
        listed = json.loads(text)["resources"]
        names = {one.get("path") for one in listed if isinstance(one, dict)}
        for item in (_table(intake), _record_of(table, target)):
            text = text if item["path"] in names else with_item(text, item, "resources")
    except OSError as error:
        raise refused(shown(path), f"cannot be read: {error.strerror}", "check its permissions") from None
    except (ValueError, RecursionError, KeyError, TypeError):
        raise refused(shown(path), fault, "mend it, or move it away") from None
    return text


def _empty_package(target: Target) -> str:
    package = {"$schema": f"{PROFILES}/datapackage.json", "name": f"{target.base.name}-evidence", "resources": []}
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _table(intake: Intake) -> dict[str, Any]:
    """The table as a resource: its dialect, its terms, its columns and what they mean."""
    path, request = intake.addition.path, intake.request
    source = intake.target.holdings.sources.get(request.source or "")
    item = source.item if source else dict(request.new_source or {})
    licence = (item.get("custom") or {}).get("licence")
    return {
        "name": path.stem,
        "$schema": f"{PROFILES}/dataresource.json",
        "type": "table",
        "path": intake.target.named(path),
        "title": f"from {item['title'].strip('[]')}",
        "description": f"Added by `weighbridge evidence add`; `{path.stem}{SUFFIX}` has the file and how it was read.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\n"},
        "licenses": [{"title": licence or "cited; terms not recorded", "path": _SOURCES_PATH}],
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fields": [_field(name, intake) for name in intake.addition.columns],
            "missingValues": [""],
            "primaryKey": list(intake.entries.identity),
        },
    }


def _field(name: str, intake: Intake) -> dict[str, Any]:
    heading = intake.entries.headings.get(name)
    meaning = {"description": f"`{heading}` in the file"} if heading else {}
    if name in intake.addition.figures:
        return {"name": name, "type": "number", **meaning, "decimalChar": "."}
    shared = {"description": _MEANINGS[name]} if name in _MEANINGS else {}
    needed = (
        {"constraints": {"required": True}} if name in ("unit", "source", "mark", *intake.entries.identity[-1:]) else {}
    )
    return {"name": name, "type": "string", **meaning, **shared, **needed}


def _record_of(table: str, target: Target) -> dict[str, Any]:
    """The record of where a table is from, as a resource."""
    return {
        "name": f"{table}-provenance",
        "$schema": f"{PROFILES}/dataresource.json",
        "path": target.named(target.evidence / f"{table}{SUFFIX}"),
        "title": f"where the table `{table}` comes from",
        "description": "One entry for each addition, the newest last, in words of W3C PROV.",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "members": _PROVENANCE_MEMBERS,
    }


def _provenance(intake: Intake) -> str:
    """The record with this addition as its last; one that did not reach the table gives way."""
    addition = intake.addition
    path = addition.path.with_name(f"{addition.path.stem}{SUFFIX}")
    before: Mapping[str, Any] = {"table": addition.path.name, "what": WHAT, "updates": []}
    if path.is_file():
        before = read_provenance(path, shown(path))
    now = sha256(addition.before) if addition.before is not None else None
    updates = list(before["updates"])
    if updates and updates[-1].get("wasDerivedFrom", {}).get("sha256") == now:
        updates.pop()  # the table is still the one that it began with
    record = {**before, "updates": [*updates, _update(intake, now)]}
    return visible_json(json.dumps(record, indent=2, ensure_ascii=False)) + "\n"


def _update(intake: Intake, before: str | None) -> dict[str, Any]:
    addition, found, request = intake.addition, intake.found, intake.request
    header = None if found.header is None else "-".join(map(str, dict.fromkeys(found.header)))
    columns = dict(intake.entries.headings)
    used = {
        "name": intake.file.name,
        "sha256": intake.file.sha256,
        "source": request.source,
        "readAs": found.grid.how,
        "sheet": found.grid.sheet,
        "headerRow": header,
        "columns": columns,
        "where": dict(request.where),
    }
    first, last = str(addition.first_line), str(addition.last_line)
    derived = {"wasDerivedFrom": {"name": addition.path.name, "sha256": before}} if before else {}
    return {
        "activity": f"weighbridge evidence add, version {intake.version}",
        "endedAtTime": intake.day,
        "used": used,
        "labels": dict.fromkeys(addition.figures, request.unit),
        "read": list(intake.entries.how),
        "leftOut": list(intake.entries.left_out),
        **derived,
        "generated": {"name": addition.path.name, "sha256": sha256(addition.after)},
        "rows": [{"first": first, "last": last, "count": str(len(addition.new))}],
    }
