"""Whether the shared tables stand on their sources: rows, workings, corrections, and the records beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..base import CaseError, line_of, shown
from ..casefile import CORRECTIONS, corrections
from ..evidence import Holdings
from .evidence_folder import SOURCES, folder_items, records, shared_files, unused_items
from .results import Item, failed, of_problems, passed
from .scope import CASES, Scope

QUESTION = "tables"
_NAMING = (".yaml", ".csv")  # the files of a case that may name sources


def tables(scope: Scope) -> Iterator[Item]:
    """What is found in the shared folders that a case draws on; its own folder belongs to the question `sources`."""
    case = scope.case
    folders = [folder for folder in case.holdings.folders if folder != scope.own_tables]
    for folder in folders:
        yield from folder_items(QUESTION, folder, case.holdings)
    for path, fault in shared_files([one for folder in folders for one in records(folder)]):
        yield failed(QUESTION, "a record of origin", shown(path), *fault)
    cases = [path for folder in folders for path in folder.parent.glob(f"{CASES}/**/*") if path.suffix in _NAMING]
    naming = [*dict.fromkeys(cases), *(path for folder in folders for path in folder.iterdir())]
    for folder in folders:
        yield from unused_items(QUESTION, folder / SOURCES, naming)
    yield from _corrections(case.holdings)


def _corrections(holdings: Holdings) -> Iterator[Item]:
    """Whether the reason of each correction still stands."""
    try:
        found = corrections(holdings)
    except CaseError as error:
        yield from of_problems(QUESTION, "a correction", "one that names what is there", error.problems)
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
        places = (f"{file}:{line_of(text, at.start())}" for file, text, at in found if at)
        return next(places, CORRECTIONS)

    return place
