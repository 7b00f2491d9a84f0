"""The rows of a CSV or of a JSONL file, each with a text or with the folder of a case; bad rows too."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from ..base import CaseError, Place, Problem, regular, shown, suggestion

LONGEST = 10_000_000  # characters of a text, as in a single look
LONGEST_LINE = 8 * LONGEST  # characters; JSON may take six for one
TEXT_COLUMNS = ("text", "passage", "quotation", "sentence")
CASE_COLUMNS = ("case", "folder")
KEY_COLUMNS = ("key", "id", "name")
_HALF_A_LETTER = re.compile(r"[\ud800-\udfff]")  # a surrogate, which no file can hold


class Sort(StrEnum):
    """What each row is."""

    PASSAGE = "passage"
    CASE = "case"


@dataclass(frozen=True)
class Item:
    """A row of the file: its number from 1, its key where it has one, what is to be weighed, or why that cannot be."""

    number: int
    key: str
    content: str
    problem: str = ""


@dataclass(frozen=True)
class Source:
    """A file of passages or of cases.

    Attributes:
        column: the column, or the member of each object, that is weighed.
        sha256: of the file, by which an unfinished run is known again.
        rows: how many there are.
    """

    path: Path
    column: str
    sort: Sort
    sha256: str
    rows: int

    def items(self) -> Iterator[Item]:
        """Each row in its order; a row that cannot be read has a problem and no content."""
        for number, (cells, problem) in enumerate(_records(self.path), 1):
            key = next((str(cells[name]) for name in KEY_COLUMNS if cells.get(name)), "")
            key = key.encode("utf-8", "replace").decode("utf-8")  # JSON can hold half a letter, and a file can't
            content = cells.get(self.column)
            if not problem and not isinstance(content, str):
                problem = f"there is no text in `{self.column}`"
            elif not problem and len(content) > LONGEST:
                problem = f"`{self.column}` has more than {LONGEST:,} characters"
            yield Item(number, key, "" if problem else content, problem)


def open_source(path: Path, column: str | None = None) -> Source:
    """A file that ends in ``.csv``, ``.jsonl`` or ``.ndjson``, read once to know it again.

    Raises:
        CaseError: it can't be read, is another kind of file, is empty, or has no column of texts or of cases.
    """
    try:
        first: dict[str, Any] = {}
        rows = 0
        for rows, (cells, _) in enumerate(_records(regular(path)), 1):  # noqa: B007 (the last number is the count)
            first = first or cells
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _refusal(path, f"cannot be read: {error.strerror}", "name a CSV or a JSONL file") from None
    if not first:
        raise _refusal(path, "has no rows", "a CSV has a header, and a row for each passage")
    chosen, sort = _column(path, list(first), column)
    return Source(path, chosen, sort, sha256, rows)


def _column(path: Path, names: list[str], column: str | None) -> tuple[str, Sort]:
    """The column that is weighed and what it holds, by its name where none is named."""
    if column is not None:
        if column not in names:
            raise _refusal(path, f"has no column `{column}`", suggestion(column, names))
        return column, Sort.CASE if column in CASE_COLUMNS else Sort.PASSAGE
    for known, sort in ((TEXT_COLUMNS, Sort.PASSAGE), (CASE_COLUMNS, Sort.CASE)):
        if found := next((name for name in known if name in names), None):
            return found, sort
    remedy = (
        f"call a column `text` or `case`, or name one with --column: {', '.join(f'`{name}`' for name in names[:9])}"
    )
    raise _refusal(path, "has no column of texts or of cases", remedy)


def _records(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Each record of a file with what is wrong with it; empty where nothing is."""
    if path.suffix.lower() == ".csv":
        yield from _csv_records(path)
    elif path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _json_records(path)
    else:
        raise _refusal(path, f"ends in `{path.suffix}`", "save it as CSV or as JSONL, UTF-8")


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    """The lines of a file; raises ``CaseError`` at one that is longer than any text, before it fills the memory."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            found = f"line {number:,} has more than {LONGEST_LINE:,} characters"
            raise _refusal(path, found, "save it as CSV or as JSONL, with a line for each text")
        yield line


def _csv_records(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    csv.field_size_limit(2 * LONGEST)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(_lines(path, file))
        _header(path, reader)
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield {}, f"line {reader.line_num} is no row of a CSV: {error}"
                continue
            if cells is None:
                return
            yield cells, _fault(cells, reader.line_num)


def _header(path: Path, reader: csv.DictReader[str]) -> None:
    """Read the line that names the columns, behind any empty ones; refuse one that is none, or names one twice."""
    try:
        while reader.fieldnames is not None and not any(reader.fieldnames):
            reader.fieldnames = None  # an empty line
    except csv.Error as error:
        raise _refusal(path, f"has no header in line {reader.line_num}: {error}", "name the columns there") from None
    names = list(reader.fieldnames or ())
    if any("\ufffd" in name or "\0" in name for name in names):
        raise _refusal(path, "is not UTF-8", "save it as CSV, UTF-8")
    if twice := [name for at, name in enumerate(names) if name in names[:at] and name]:
        raise _refusal(path, f"has two columns `{twice[0][:60]}`", "give one of them another name")


def _fault(cells: dict[Any, Any], line: int) -> str:
    if cells.get(None):
        return f"line {line} has more cells than the header; put texts with commas in quotation marks"
    texts = [cell for cell in cells.values() if isinstance(cell, str)]
    if any("\ufffd" in text for text in texts):
        return f"line {line} is not UTF-8; save the file as UTF-8"
    if any(_HALF_A_LETTER.search(text) for text in texts):
        return f"line {line} holds half of a letter that JSON writes in two parts; write both of them, or neither"
    return ""


def _json_records(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line, text in enumerate(_lines(path, file), 1):
            if not text.strip():
                continue
            try:
                cells = json.loads(text)
            except (ValueError, RecursionError):
                yield {}, f"line {line} is not JSON; write one object a line"
                continue
            if isinstance(cells, dict):
                yield cells, _fault(cells, line)
            else:
                yield {}, f'line {line} is no object; write one as in {{"text": "…"}}'


def _refusal(path: Path, found: str, remedy: str) -> CaseError:
    return CaseError([Problem(Place(shown(path)), found, remedy)])
