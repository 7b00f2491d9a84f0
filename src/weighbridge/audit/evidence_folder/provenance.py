"""The records of where tables come from: their hashes against the files and the rows that they speak of."""

from __future__ import annotations

import contextlib
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from ...base import CaseError, line_of, shown
from ...evidence import Source
from ...evidence.prices import SUFFIX, read_provenance
from ...text import sha256
from ..results import Item, failed, of_problems, passed

_DIGEST = re.compile(r"[0-9a-f]{64}")
_RESTORE = "restore the record or the table from the project's history"
Fault = tuple[str, str, str]  # what was found, what was expected, the remedy


def record_items(question: str, folder: Path, sources: Mapping[str, Source]) -> Iterator[Item]:
    """An item for each fault of the records in a folder, or one for each record without any."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            record = read_provenance(path, shown(path))
        except CaseError as error:
            yield from of_problems(question, "a record of origin", "a record", error.problems)
            continue
        faults = list(_faults(path, record, sources))
        for found, expected, remedy in faults:
            yield failed(question, "a record of origin", _place(path, found), found, expected, remedy)
        if not faults:
            what = f"{path.name}: {len(record['updates']):,} updates, the newest gives the table as it is"
            yield passed(question, what, shown(path))


def records(folder: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The records in a folder that can be read."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        with contextlib.suppress(CaseError):
            yield path, read_provenance(path, shown(path))


def _place(path: Path, found: str) -> str:
    """The record, with the line of the first hash that a fault names."""
    digest = _DIGEST.search(found)
    text = path.read_text(encoding="utf-8")
    at = text.find(digest[0]) if digest else -1
    return shown(path) if at < 0 else f"{shown(path)}:{line_of(text, at)}"


def _faults(path: Path, record: Mapping[str, Any], sources: Mapping[str, Source]) -> Iterator[Fault]:
    table = path.with_name(f"{path.name.removesuffix(SUFFIX)}.csv")
    updates = record["updates"]
    if record.get("table", table.name) != table.name:
        yield f"it speaks of `{record['table']}`", f"`{table.name}`, beside it", _RESTORE
    for update in updates:
        yield from _of_update(path, update, sources)
    for before, after in pairwise(updates):
        yield from _handed_on(before["generated"]["sha256"], after.get("wasDerivedFrom", {}).get("sha256"))
    if not table.is_file():
        yield f"the table {table.name} is not there", "the table that it speaks of", "restore the table"
        return
    content = table.read_bytes().replace(b"\r\n", b"\n")
    newest, now = updates[-1]["generated"]["sha256"], sha256(content)
    if newest != now:
        remedy = "restore the table; if it was changed by hand on purpose, record that as an update"
        yield f"it gives {newest} as the SHA-256 of {table.name}", f"{now}, which the table has", remedy
    yield from _lines(table, content, updates[-1])
    yield from _cells(table, updates)


def _handed_on(generated: str, derived: str | None) -> Iterator[Fault]:
    """An update begins with the table that the one before it left."""
    if derived != generated:
        yield f"an update starts from {derived}, the one before left {generated}", "one table", _RESTORE


def _of_update(path: Path, update: Mapping[str, Any], sources: Mapping[str, Source]) -> Iterator[Fault]:
    """The hashes of an update, the source that it names, and its file where that lies beside the record."""
    used = update["used"]
    for part in (used, update["generated"], update.get("wasDerivedFrom") or update["generated"]):
        if not _DIGEST.fullmatch(part["sha256"]):
            yield f"`{part['sha256']}` is not a SHA-256", "64 digits from 0 to f", _RESTORE
    source = used.get("source")
    if source is not None and source not in sources:
        yield f"there is no source `{source}`", "a source of the list", "restore the list of sources"
    kept = path.with_name(Path(used["name"]).name)
    if kept.is_file() and sha256(kept.read_bytes()) != used["sha256"]:
        found = f"it gives {used['sha256']} as the SHA-256 of {kept.name}"
        yield found, f"{sha256(kept.read_bytes())}, which the file has", "restore the file that was read"


def _lines(table: Path, content: bytes, update: Mapping[str, Any]) -> Iterator[Fault]:
    """The lines that an addition names are lines of the table, as many as it says."""
    last_line = content.count(b"\n") + (not content.endswith(b"\n"))
    for row in update["rows"]:
        if "first" not in row or "last" not in row:
            continue
        first, last = _number(row["first"]), _number(row["last"])
        if first is None or last is None or not 1 < first <= last <= last_line:
            found = f"it speaks of lines {row['first']} to {row['last']} of {table.name}"
            yield found, f"lines from 2 to {last_line}", _RESTORE


def _cells(table: Path, updates: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """What the updates last said of single prices, and how many they said there are, is what the table has."""
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    said = [row for update in updates for row in update["rows"]]
    prices = {(row.get("metal"), row.get("month")): row.get("price") for row in rows}
    last = {(one["metal"], one.get("month")): one["new"] for one in said if "metal" in one and "new" in one}
    for (metal, month), price in last.items():
        if prices.get((metal, month)) != price:
            found = f"it says that {metal} of {month} is {price}"
            yield found, f"{prices.get((metal, month), 'no price')}, which {table.name} has", _RESTORE
    is_whole = "wasDerivedFrom" not in updates[0]
    series = Counter({one["series"]: 0 for one in said if "series" in one})
    series.update({name: sum(int(one["new"]) for one in said if one.get("series") == name) for name in series})
    for name, count in series.items() if is_whole else ():
        filled = sum(any(map(str.isdigit, row.get(name) or "")) for row in rows)
        if filled != count:
            yield f"it says that `{name}` has {count:,} prices", f"{filled:,}, which {table.name} has", _RESTORE


def _number(text: object) -> int | None:
    return int(text) if isinstance(text, str) and text.isdecimal() else None


def shared_files(records: Sequence[tuple[Path, Mapping[str, Any]]]) -> Iterator[tuple[Path, Fault]]:
    """Records that speak of one file, by source and edition, and give it different hashes."""
    seen: dict[tuple[str, str], tuple[Path, str]] = {}
    for path, record in records:
        for update in record["updates"]:
            used = update["used"]
            if not (used.get("source") and used.get("updated")):
                continue
            first, digest = seen.setdefault((used["source"], used["updated"]), (path, used["sha256"]))
            if digest != used["sha256"]:
                found = f"it gives {used['sha256']} as the SHA-256 of the file behind `{used['source']}`"
                yield path, (found, f"{digest}, as {shown(first)} has it", _RESTORE)
