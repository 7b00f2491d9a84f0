"""The lines of a text file: in which encoding, and by which sign its columns are separated."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from ...base import command_line
from ..dialect import DELIMITERS
from .dates import looks_like_a_date
from .file import File
from .grid import Grid, Line
from .numbers import looks_like_a_number
from .refusal import IntakeError, refused

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
FALLBACK, TAB = "cp1252", "\t"
NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252", "cp1256": "Windows-1256"}
NEARLY = 0.9  # a second separator that reads the file nearly as well as the first leaves both possible
_SEP = re.compile(r'"?sep=(.)"?')
_LOOKED_AT = 400  # lines by which the separator is chosen


def read_text(file: File, encoding: str | None = None, delimiter: str | None = None) -> Grid:
    """The lines of a text file with their cells.

    Args:
        encoding, delimiter: as the user says they are; as the file shows where that is not said.

    Raises:
        IntakeError: it is no text in the encoding, its separator cannot be told, or a quotation mark is not closed.
    """
    text, name = _decoded(file, encoding)
    said = _SEP.fullmatch(text.partition("\n")[0].strip())
    skipped = 1 if said else 0
    body = text.partition("\n")[2] if said else text
    sign = _said(delimiter) or (said[1] if said else None) or _separator(file, body)
    lines = tuple(line for line in _lines(file, body, sign, skipped) if not line.is_empty)
    if not lines:
        raise refused(file.name, "is empty", "download it again")
    how = f"text in {NAMES.get(name, name)}, its columns separated by {DELIMITERS.get(sign, f'`{sign}`')}"
    return Grid(file.name, lines, how, True, delimiter=sign, is_encoding_guessed=encoding is None and name == FALLBACK)


def _said(delimiter: str | None) -> str | None:
    """The separator as a user names it: the sign itself, or ``tab``."""
    sign = {"tab": "\t", "\\t": "\t"}.get(delimiter.lower(), delimiter) if delimiter else None
    if sign is not None and len(sign) != 1:
        raise refused("--delimiter", f"`{sign[:20]}` is not one sign", "write one, such as ';', or tab")
    return sign


def _decoded(file: File, encoding: str | None) -> tuple[str, str]:
    """The text, and the encoding in which it was read."""
    content, known = file.content, encoding or _encoding(file.content)
    try:
        text = content.decode(known)
    except LookupError:
        raise refused(file.name, f"`{known}` is not an encoding", "write one such as utf-8, cp1252 or cp1256") from None
    except UnicodeDecodeError as error:
        if encoding is None and b"\x00" in content:
            raise _no_text(file) from None
        line = content.count(b"\n", 0, error.start) + 1
        remedy = "add --encoding, as in --encoding cp1256 for Arabic or cp1251 for Russian; or save it as CSV, UTF-8"
        found = f"is not text in {NAMES.get(known, known)}: byte {content[error.start]:#x} is no letter"
        raise refused(file.name, found, remedy, line) from None
    if "\x00" in text:
        raise _no_text(file)
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"), known


def _no_text(file: File) -> IntakeError:
    return refused(file.name, "is not a text file", "name a CSV file or a workbook (.xlsx, .xls)")


def _encoding(content: bytes) -> str:
    """That of its byte order mark, of its empty bytes, or UTF-8; else that of Windows in the West."""
    for mark, name in MARKS.items():
        if content.startswith(mark):
            return name
    head = content[:2000]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return FALLBACK
    return "utf-8"


def _separator(file: File, body: str) -> str:
    """The sign by which the most cells are numbers and dates, and the lines are equally long.

    Raises:
        IntakeError: two signs do about as well.
    """
    text = "\n".join(body.split("\n")[:_LOOKED_AT])
    scores = {sign: score for sign in DELIMITERS if (score := _fit(text, sign)) > 0}
    if not scores:
        return ","
    best, *others = sorted(scores, key=lambda sign: -scores[sign])
    near = [sign for sign in others if scores[sign] >= NEARLY * scores[best]]
    if near:
        both = f"{DELIMITERS[best]} or by {DELIMITERS[near[0]]}"
        signs = ("tab" if sign == TAB else sign for sign in (best, near[0]))
        remedy = " or ".join(command_line([], [], ["--delimiter", sign]) for sign in signs)
        raise refused(file.name, f"may have its columns separated by {both}", f"add {remedy}")
    return best


def _fit(text: str, sign: str) -> float:
    """How well a sign separates a text: the share of cells that say something whole, times that of equal lines."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=sign) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    usual, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    cells = [cell for row in rows if len(row) == usual for cell in row if cell.strip()]
    whole = sum(looks_like_a_number(cell) or looks_like_a_date(cell) for cell in cells)
    return (1 + whole) / (1 + len(cells)) * count / len(rows)


def _lines(file: File, body: str, sign: str, skipped: int) -> Iterator[Line]:
    """Each line by the number on which it begins; a quoted cell may go over several."""
    reader, begins = csv.reader(io.StringIO(body), delimiter=sign, strict=True), 1 + skipped
    try:
        for cells in reader:
            yield Line(begins, tuple(cells))
            begins = reader.line_num + 1 + skipped
    except csv.Error:
        remedy = 'close the quotation mark, and double one within a cell: "the ""old"" price"'
        fault = "a quotation mark is not closed"
        read = body.splitlines(keepends=True)[begins - 1 - skipped : reader.line_num]
        if sum(map(len, read)) > csv.field_size_limit():
            fault = f"a cell has more than {csv.field_size_limit():,} letters, as where a quotation mark is not closed"
        raise refused(file.name, fault, remedy, begins) from None
