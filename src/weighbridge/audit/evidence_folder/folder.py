"""A folder of tables: each table's rows, what was worked out in them, its list of sources, and the records beside."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

from ...base import CaseError, shown
from ...casefile import derived_row_problems
from ...evidence import PACKAGE_FILE, TRUST, EvidenceError, Holdings, Package, Source, Table, read_package
from ..results import Item, failed, of_problems, passed
from .provenance import record_items
from .source_list import SOURCES, list_items

Described = tuple[Package, Path, str]  # what describes tables, its folder, and where in it they are


def folder_items(question: str, folder: Path, holdings: Holdings) -> Iterator[Item]:
    """What is found in one folder of tables: each table, the list of sources, and the records of origin."""
    known = holdings.sources
    described = yield from _described(question, folder)
    yield from _workings(question, folder, described)
    for path in sorted(folder.glob("*.csv")):
        yield from _of_table(question, path, known, described)
    if (folder / SOURCES).is_file():
        yield from list_items(question, folder / SOURCES)
    yield from record_items(question, folder, known)


def _described(question: str, folder: Path) -> Generator[Item, None, Described | None]:
    """The package that describes a folder's tables, as the value of the generator; none where there is none."""
    for base, inside in ((folder, "."), (folder.parent, folder.name)):
        if (base / PACKAGE_FILE).is_file():
            try:
                package = read_package(base, shown(base), inside)
            except CaseError as error:
                what, expected = "the description of the tables", "one in step with them"
                yield from of_problems(question, what, expected, error.problems)
                return None
            what = f"{len(package.resources):,} resources are described as they are"
            yield passed(question, what, f"{shown(base)}/{PACKAGE_FILE}")
            return package, base, inside
    return None


def _workings(question: str, folder: Path, described: Described | None) -> Iterator[Item]:
    """Every figure that was worked out for a table, worked out again."""
    if described is None:
        return
    problems = derived_row_problems(*described)
    yield from of_problems(question, "a figure that was worked out", "what its row's own columns give", problems)
    if not problems:
        yield passed(question, f"every figure that was worked out in {shown(folder)} comes out again", shown(folder))


def _of_table(question: str, path: Path, known: Mapping[str, Source], described: Described | None) -> Iterator[Item]:
    """The rows of a table: each source is known, and each mark is one."""
    schema = _schema(path, described)
    if schema is not None and "source" not in schema.column_names:
        yield passed(question, f"{path.name} holds no figures, and needs no sources", shown(path))
        return
    try:
        rows = Holdings((path.parent,)).table(path.stem)
    except EvidenceError as error:
        yield failed(question, "a table", shown(path), error.found, "a table with sources and marks", error.remedy)
        return
    file, faults = shown(path), 0
    for row in rows:
        for fault, expected, remedy in _faults(row.sources, row.cells["mark"], known):
            faults += 1
            yield failed(question, "a row of a table", f"{file}:{row.line}", fault, expected, remedy)
    if not faults:
        yield passed(question, f"{path.name}: {len(rows):,} rows, each with sources that are known", file)


def _faults(sources: list[str], mark: str, known: Mapping[str, Source]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with what a row says of its sources: found, expected, remedy."""
    if not sources:
        yield "it names no source", "at least one", "write the `id` of a source into the column `source`"
    for key in sources:
        if key not in known:
            yield f"there is no source `{key}`", "a source of the list", "restore the list of sources, or mend the row"
    if mark not in TRUST:
        yield f"its mark is `{mark}`", f"one of {', '.join(TRUST)}", "write how far the figure is to be trusted"


def _schema(path: Path, described: Described | None) -> Table | None:
    resources = described[0].resources if described else []
    return next((one for one in resources if isinstance(one, Table) and Path(one.path).name == path.name), None)
