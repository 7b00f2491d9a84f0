"""Whether the shared tables stand on their sources: rows, workings, corrections, and the records beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

from ..base import CaseError, Problem, shown
from ..casefile import CORRECTIONS, corrections, derived_row_problems
from ..evidence import PACKAGE_FILE, TRUST, EvidenceError, Holdings, Package, Source, Table, read_package
from .provenance import record_items, records, shared_files
from .results import Item, failed, passed
from .scope import CASES, Scope
from .source_list import SOURCES, list_items, unused_items

QUESTION = "tables"
_NAMING = (".yaml", ".csv")  # the files of a case that may name sources
Described = tuple[Package, Path, str]  # what describes tables, its folder, and where in it they are


def tables(scope: Scope) -> Iterator[Item]:
    """What is found in the shared folders that a case draws on; its own folder belongs to the question `sources`."""
    case = scope.case
    folders = [folder for folder in case.holdings.folders if folder != own_folder(scope)]
    for folder in folders:
        yield from folder_items(QUESTION, folder, case.holdings)
    for path, fault in shared_files([one for folder in folders for one in records(folder)]):
        yield failed(QUESTION, "a record of origin", shown(path), *fault)
    cases = [path for folder in folders for path in folder.parent.glob(f"{CASES}/**/*") if path.suffix in _NAMING]
    naming = [*dict.fromkeys(cases), *(path for folder in folders for path in folder.iterdir())]
    for folder in folders:
        yield from unused_items(QUESTION, folder / SOURCES, naming)
    yield from _corrections(case.holdings)


def own_folder(scope: Scope) -> Path:
    """The folder of the tables and sources beside the case file, whether there is one or not."""
    return scope.case.path.resolve().parent / "evidence"


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
                yield from _problems(question, "the description of the tables", "one in step with them", error.problems)
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
    yield from _problems(question, "a figure that was worked out", "what its row's own columns give", problems)
    if not problems:
        yield passed(question, f"every figure that was worked out in {shown(folder)} comes out again", shown(folder))


def _problems(question: str, what: str, expected: str, problems: list[Problem]) -> Iterator[Item]:
    for one in problems:
        yield failed(question, what, str(one.place), one.message, expected, one.remedy)


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


def _corrections(holdings: Holdings) -> Iterator[Item]:
    """Whether the reason of each correction still stands."""
    try:
        found = corrections(holdings)
    except CaseError as error:
        yield from _problems(QUESTION, "a correction", "one that names what is there", error.problems)
        return
    place_of = _places(holdings)
    for name, one in found.items():
        if one.needed:
            yield passed(QUESTION, f"the reason of the correction `{name}` still stands", place_of(name))
        else:
            remedy = "read its figures again in the source, then drop the record"
            what = f"the correction `{name}`"
            yield failed(QUESTION, what, place_of(name), f"not so: {one.expectation}", "that it is so", remedy)


def _places(holdings: Holdings) -> Callable[[str], str]:
    """Where the record of a correction stands, by its name."""
    paths = [folder / CORRECTIONS for folder in holdings.folders if (folder / CORRECTIONS).is_file()]
    texts = {shown(path): path.read_text(encoding="utf-8") for path in paths}

    def place(name: str) -> str:
        """The file and the line."""
        begins = re.compile(rf"^{re.escape(name)}\s*:", re.MULTILINE)
        found = ((file, text, begins.search(text)) for file, text in texts.items())
        places = (f"{file}:{text.count(chr(10), 0, at.start()) + 1}" for file, text, at in found if at)
        return next(places, CORRECTIONS)

    return place
