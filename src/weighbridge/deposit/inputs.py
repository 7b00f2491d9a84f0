"""What a case draws on, as the files of a deposit: the case with its record, whole tables, their sources, corrections.

Tables stay whole and byte for byte: the record of where one comes from holds its hash, a figure is found by its line,
and how a column writes its numbers may show in other rows only. Lists that name more than the case needs are cut to
what it needs: the sources, the corrections, the description of the tables. All of it stands in the layout that a case
is read from, so that the case of a deposit is weighed by what stands in the deposit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..base import (
    CASE_FILE,
    REVIEWS,
    CaseError,
    Place,
    Problem,
    own_file,
    regular,
    review_files,
    shown,
    visible_json,
    web_address,
)
from ..case import Case
from ..casefile import read_document
from ..evidence import PACKAGE_FILE, Source
from ..evidence.prices import SUFFIX
from .licences import Licence, table_licence
from .names import safe_name
from .parts import Part, Role

CORRECTIONS, SOURCES, TOPICS = "corrections.yaml", "sources.json", "topics.csv"
RECORDS = {"log.yaml": "the log of the case: which input was changed, when and why"}
EVIDENCE, LIBRARY = "evidence", "library"
NOT_OPEN = "other-closed"  # what the list of Open Definition calls terms that are not open: single figures are cited


@dataclass(frozen=True)
class Inputs:
    """The inputs of a case that was weighed, so that it is known which tables it reads.

    Attributes:
        own: the terms of what the depositor wrote.
    """

    case: Case
    own: Licence

    @property
    def folder(self) -> str:
        """Where the case stands in a deposit."""
        return f"data/cases/{safe_name(self.case.name)}"

    def parts(self) -> Iterator[Part]:
        """Every input as a file."""
        yield from self._case()
        for name in self.tables:
            yield from self._table(name)
        yield from self._topics()
        yield from self._corrections()
        sources = json.dumps([source.item for source in self.sources.values()], indent=2, ensure_ascii=False) + "\n"
        what = "the sources of the case and of its tables"
        yield self._part(f"data/{EVIDENCE}/{SOURCES}", visible_json(sources), what)
        yield from self._packages()

    @cached_property
    def tables(self) -> list[str]:
        """The tables that the case reads, and those that corrections of its sources name, in order."""
        read = {name for name in self.case.holdings.tables if self.case.holdings.file_of(name)}
        named = {name for _, text in self._records for name in _tables_in(text)}
        return sorted(read | {name for name in named if self.case.holdings.file_of(name)})

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source that the case, its tables and its corrections name, and those that they repeat, by key."""
        known = self.case.holdings.sources
        wanted = [outlet.key for origin in self.case.rests_on for outlet in origin.outlets]
        wanted += [key for name in self.tables for row in self.case.holdings.table(name) for key in row.sources]
        wanted += [key for _, record in self._records for key in _sources_in(record)]
        found: dict[str, Source] = {}
        while wanted:
            key = wanted.pop()
            if key in known and key not in found:
                found[key] = known[key]
                wanted += [origin] if (origin := known[key].origin) else []
        return dict(sorted(found.items()))

    def _case(self) -> Iterator[Part]:
        folder = self.case.path.parent
        yield self._part(f"{self.folder}/{CASE_FILE}", self.case.path.read_bytes(), "the case")
        for name, what in RECORDS.items():
            if (folder / name).is_file():
                yield self._part(f"{self.folder}/{name}", _content(folder / name, folder), what)
        for path in review_files(self.case.path):
            name = f"{self.folder}/{REVIEWS}/{safe_name(path.name)}"
            yield self._part(name, _content(path, folder), "a reviewer's file beside the case")

    def _table(self, name: str) -> Iterator[Part]:
        path = self.case.holdings.file_of(name)
        if path is None:
            return
        base = path.parent.parent
        yield self._part(self.place_of(name), _content(path, base), self._title(name), table_licence(self._known(name)))
        record = path.with_name(f"{name}{SUFFIX}")
        if record.is_file():
            what = f"the record of the files that {name}.csv was read from"
            yield self._part(self.place_of(name).removesuffix(".csv") + SUFFIX, _content(record, base), what)

    def _title(self, name: str) -> str:
        title = str(self.case.holdings.description_of(name).get("title") or "").strip()
        return f"the table {name}" + (f": {title}" if title else "")

    def place_of(self, name: str) -> str:
        """Where a table stands in a deposit: that of the case beside it, any other in the shared folder of its kind."""
        path = self.case.holdings.file_of(name)
        kind = LIBRARY if path and path.parent.name == LIBRARY else EVIDENCE
        beside = path is not None and path.parent.parent.resolve() == self.case.path.parent.resolve()
        return f"{self.folder}/{kind}/{name}.csv" if beside else f"data/{kind}/{name}.csv"

    def _topics(self) -> Iterator[Part]:
        """The list of the library's topics, where the case takes figures by their topic."""
        if not _has_key(self.case.document.data, LIBRARY):
            return
        for folder in self.case.holdings.folders:
            if folder.name == LIBRARY and (folder / TOPICS).is_file():
                content = _content(folder / TOPICS, folder.parent)
                yield self._part(f"data/{LIBRARY}/{TOPICS}", content, "the topics of the library")
                return

    def _corrections(self) -> Iterator[Part]:
        for place, records in self._corrections_by_place.items():
            text = "".join(record for record, _ in records)
            yield self._part(place, text, "what was mended, rejected or kept with a doubt among these sources")

    @property
    def _records(self) -> list[tuple[str, Any]]:
        return [one for records in self._corrections_by_place.values() for one in records]

    @cached_property
    def _corrections_by_place(self) -> dict[str, list[tuple[str, Any]]]:
        """The corrections that touch a source of the case, each as its lines and its content, by where they stand."""
        wanted = {outlet.key for origin in self.case.rests_on for outlet in origin.outlets}
        found: dict[str, list[tuple[str, Any]]] = {}
        for folder in self.case.holdings.folders:
            beside = folder.parent.resolve() == self.case.path.parent.resolve()
            place = f"{self.folder if beside else 'data'}/{EVIDENCE}/{CORRECTIONS}"
            for record, content in _read_records(folder / CORRECTIONS):
                if wanted & set(_sources_in(content)):
                    found.setdefault(place, []).append((record, content))
        return found

    def _packages(self) -> Iterator[Part]:
        """The descriptions of the tables that are here, one for each folder that holds any, with the page of each."""
        by_folder: dict[str, list[Mapping[str, Any]]] = {}
        for name in self.tables:
            place = self.place_of(name)
            above = place.rsplit("/", 2)[0]
            by_folder.setdefault(above, []).append(self._resource(name, place.removeprefix(f"{above}/")))
        for folder, resources in by_folder.items():
            text = json.dumps(_package(self.case, resources), indent=2, ensure_ascii=False) + "\n"
            what = "the description of the tables, as a data package"
            yield self._part(f"{folder}/{PACKAGE_FILE}", visible_json(text), what)

    def _resource(self, name: str, path: str) -> dict[str, Any]:
        """What the package beside a table says of it, word for word, with its place here and the names of its terms."""
        described = dict(self.case.holdings.description_of(name))
        given = described.get("licenses")
        terms = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        licence = {"title": table_licence(self._known(name)).name}
        named = [{"name": NOT_OPEN, **{k: v for k, v in one.items() if k != "path" or web_address(v)}} for one in terms]
        return {
            **(described or {"name": name.lower()}),
            "path": path,
            "licenses": named or [{"name": NOT_OPEN, **licence}],
        }

    def _known(self, name: str) -> list[Source]:
        """The sources of the rows of a table."""
        known = self.case.holdings.sources
        return [known[key] for row in self.case.holdings.table(name) for key in row.sources if key in known]

    def _part(self, path: str, content: str | bytes, what: str, licence: Licence | None = None) -> Part:
        whole = content.encode() if isinstance(content, str) else content
        return Part(path, whole, what, Role.INPUT, licence or self.own)


def _content(path: Path, folder: Path) -> bytes:
    """The bytes of a file of the case or the data: of none that a link out of their folder leads to.

    Who packs a case of somebody else would publish what it leads to.
    """
    own = own_file(path, folder)
    try:
        return regular(own).read_bytes()
    except OSError as error:
        found = f"cannot be read: {error.strerror}"
        raise CaseError([Problem(Place(shown(path)), found, "check its name and permissions")]) from None


def _package(case: Case, resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A data package (version 2) of some tables: their descriptions, word for word."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": safe_name(f"{case.name}-tables").lower(),
        "title": f"The tables that the case {case.name} draws on",
        "description": "Each table is whole. Its terms are those of its sources.",
        "resources": list(resources),
    }


def _read_records(path: Path) -> list[tuple[str, Any]]:
    """The records of a file of corrections, each as its lines and its content; none where there is no such file.

    Raises:
        CaseError: the file is not YAML.
    """
    if not path.is_file():
        return []
    document = read_document(path)
    lines = _content(path, path.parent.parent).decode("utf-8-sig").splitlines(keepends=True)
    begins = {name: (document.place((name,)).line or 1) - 1 for name in document.data}
    ends = sorted([*begins.values(), len(lines)])
    following = dict(pairwise(ends))
    return [
        ("".join(lines[start : following[start]]).rstrip() + "\n\n", document.data[name])
        for name, start in begins.items()
    ]


def _sources_in(content: Any) -> list[str]:
    """The keys of the sources that a record of corrections names, its figures' own included."""
    named = content.get("sources") if isinstance(content, dict) else None
    keys = named if isinstance(named, list) else [named] if isinstance(named, str) else []
    figures = content.get("figures") if isinstance(content, dict) else None
    inside = figures.values() if isinstance(figures, dict) else []
    return [*keys, *(one["source"] for one in inside if isinstance(one, dict) and isinstance(one.get("source"), str))]


def _tables_in(content: Any) -> set[str]:
    """The tables that a record of corrections names: of its rows, its figures and its label."""
    if isinstance(content, dict):
        rows = [row.partition(":")[0] for row in content.get("rows") or [] if isinstance(row, str)]
        named = {content["table"]} if isinstance(content.get("table"), str) else set()
        return named.union(rows, *map(_tables_in, content.values()))
    return set()


def _has_key(tree: Any, key: str) -> bool:
    """Whether a key stands anywhere in a tree of mappings and lists."""
    if isinstance(tree, dict):
        return key in tree or any(_has_key(one, key) for one in tree.values())
    return isinstance(tree, list) and any(_has_key(one, key) for one in tree)
