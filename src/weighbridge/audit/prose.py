"""Whether prose holds no number that was computed and then typed.

A number in a document that tells of the case, or in the prose of a notebook that names it, stands in words of the
article, in a part that is rendered from results and is what it would be today, or in the list of typed figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from ..base import CASE_FILE, TableError, line_of
from ..case import Case, open_case
from .documents import rendered_parts
from .notebooks import broken
from .prose_numbers import (
    EVERY,
    LISTED,
    Lookup,
    NotHereError,
    ProseNumber,
    Typed,
    blank,
    free_numbers,
    numbers_in,
    typed_figures,
)
from .results import Item, failed, passed, unchecked
from .saved_output import Cell, SavedNotebook, saved_notebooks
from .scope import Scope

QUESTION = "prose"
DOCUMENTS = ("README.md", "docs/**/*.md")
LONG = 90  # characters of a line
OWN_NUMBER = re.compile(r"\A# (\d+)\. ")


def prose(scope: Scope) -> Iterator[Item]:
    """Items on documents that tell of the case, and on the prose of notebooks."""
    if scope.root is None:
        yield unchecked(QUESTION, "documents", "the case stands in no project", "audit it in its project")
        return
    try:
        listed = typed_figures(scope.root)
    except TableError as error:
        yield failed(
            QUESTION, "the list of typed figures", LISTED, error.message, "rows that can be read", error.remedy
        )
        return
    lookup = Lookup(scope.root, scope.case)
    for path, text in telling(scope.root, scope.case.name):
        yield from _document(scope.case, path, text, [one for one in listed if one.document == path], lookup)
    for one in saved_notebooks(scope.root, scope.case.name):
        if isinstance(one, SavedNotebook):
            yield _notebook(one, scope, [row for row in listed if row.document == one.name])
        else:
            yield broken(QUESTION, *one)


def telling(root: Path, case: str) -> Iterator[tuple[str, str]]:
    """The documents that name a case, each with its text, by their paths from the folder of the project."""
    for pattern in DOCUMENTS:
        for path in sorted(root.glob(pattern)):
            text = path.read_text(encoding="utf-8", errors="replace")
            if re.search(rf"(?<![\w-]){re.escape(case)}(?![\w-])", text):
                yield path.relative_to(root).as_posix(), text


def unlisted(numbers: Sequence[ProseNumber], text: str, listed: Sequence[Typed]) -> list[ProseNumber]:
    """The numbers of a text that no row of the list covers."""
    covered = [found.span() for one in listed for found in one.pattern.finditer(text)]
    return [one for one in numbers if not any(start <= one.start and one.end <= end for start, end in covered)]


def _document(case: Case, path: str, text: str, listed: Sequence[Typed], lookup: Lookup) -> Iterator[Item]:
    """Items on one document: numbers that are listed nowhere, rows that hold no longer."""
    what = f"the prose of {path}"
    if every := next((one for one in listed if one.words == EVERY), None):
        why = f"its numbers are not listed one by one: {every.kind}, {every.origin}"
        yield unchecked(QUESTION, what, why, f"check them by hand, or list each in {LISTED}", path)
        return
    own = text
    for found in rendered_parts(lookup.root, path, text):
        own = blank(own, *found)
    numbers = free_numbers(numbers_in(own), own, [case])
    wrong = [
        *_typed_by_hand(path, text, unlisted(numbers, own, listed)),
        *(_gone(one) for one in listed if not one.pattern.search(own)),
        *_not_given(listed, lookup),
    ]
    yield from wrong
    if not wrong:
        yield passed(QUESTION, what, path, f"{len(numbers)} typed numbers, each listed with where it comes from")


def _typed_by_hand(path: str, text: str, numbers: Sequence[ProseNumber]) -> Iterator[Item]:
    """An item for each line in which numbers are typed."""
    for line, several in groupby(numbers, key=lambda one: line_of(text, one.start)):
        found = f"{' and '.join(f'“{one.text}”' for one in several)} typed, in “{_line(text, line)}”"
        remedy = f"take it from a result, or list the words in {LISTED} with where the number comes from"
        expected = "a number of the article, of a rendered part, or of the list"
        yield failed(QUESTION, f"the prose of {path}", f"{path}:{line}", found, expected, remedy)


def _gone(one: Typed) -> Item:
    found = f"the words “{one.words}” of {one.place} do not stand there"
    remedy = f"compare the document with git; if the change is meant, change the row in {LISTED}"
    return failed(QUESTION, f"the prose of {one.document}", one.document, found, "the words as listed", remedy)


def _not_given(listed: Sequence[Typed], lookup: Lookup) -> Iterator[Item]:
    """Rows of which the origin does not give the numbers."""
    for one in listed:
        try:
            missing = list(lookup.lacking(one))
        except TableError as error:
            yield failed(QUESTION, "the list of typed figures", one.place, error.message, "a usable row", error.remedy)
            continue
        except NotHereError as error:
            why = f"there is no {error}, as the program of the project is not beside its data"
            yield unchecked(QUESTION, "a row of the list of typed figures", why, "audit it in a clone", one.place)
            continue
        if missing:
            found = f"{' and '.join(missing)} in “{one.words}” is not found: {one.kind} {one.origin}"
            remedy = "change the words of the document and the row, or name where the number comes from"
            yield failed(QUESTION, f"the prose of {one.document}", one.place, found, "numbers that it gives", remedy)


def _notebook(notebook: SavedNotebook, scope: Scope, listed: Sequence[Typed]) -> Item:
    """An item on the prose of a notebook: a heading has the notebook's own number, a quotation those of the article."""
    what = f"the prose of {notebook.name}"
    for cell in notebook.prose:
        if wrong := _typed_in_cell(notebook, cell, scope, listed):
            line = line_of(cell.source, wrong[0].start)
            found = f"{' and '.join(f'“{one.text}”' for one in wrong)} typed, in “{_line(cell.source, line)}”"
            remedy = f"let the cell below say it (`say`), or list the words in {LISTED} with where they come from"
            return failed(QUESTION, what, notebook.place(cell), found, "no number but the article's", remedy)
    return passed(QUESTION, what, notebook.name, "no number is typed but the article's")


def _typed_in_cell(notebook: SavedNotebook, cell: Cell, scope: Scope, listed: Sequence[Typed]) -> list[ProseNumber]:
    """The numbers of a cell of prose that are neither an article's, nor the notebook's own, nor listed."""
    numbers = numbers_in(cell.source)
    own = OWN_NUMBER.match(cell.source) if cell.number == 1 else None
    if own and int(own[1]) == _leading_number(notebook.path):
        numbers = [one for one in numbers if one.start != own.start(1)]
    return unlisted(free_numbers(numbers, cell.source, _cases_named(notebook, scope)), cell.source, listed)


def _cases_named(notebook: SavedNotebook, scope: Scope) -> Iterator[Case]:
    """The case itself, then the others that the notebook names, in its order: one may quote several articles."""
    yield scope.case
    cases = {path.parent.name: path for path in notebook.path.parents[1].glob(f"data/cases/*/{CASE_FILE}")}
    for name in notebook.words_of_code:
        if name in cases and name != scope.case.name:
            yield open_case(str(cases[name]))


def _leading_number(path: Path) -> int | None:
    found = re.match(r"\d+", path.name)
    return int(found[0]) if found else None


def _line(text: str, number: int) -> str:
    """A line of a text, as far as it is told."""
    line = text.splitlines()[number - 1].strip()
    return line if len(line) <= LONG else f"{line[:LONG]}…"
