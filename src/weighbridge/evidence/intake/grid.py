"""The cells of a file as it has them, before anything is read from them; each knows where it stands."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta


@dataclass(frozen=True)
class Line:
    """A line of a text file or a row of a sheet: its number as an editor or a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """The cell of a column; an empty text where the line is shorter."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not any(map(shown_cell, self.cells))


@dataclass(frozen=True)
class Grid:
    """All lines of a text file, or of one sheet of a workbook.

    Attributes:
        file: the file's name, with the sheet where it has several: what messages call the place.
        how: how the file was read, in words: its encoding and its separator, or the sheet.
        is_text: whether it is a text file, of which lines may be longer or shorter than the header.
        delimiter: the sign between columns of a text file.
        is_encoding_guessed: whether it is text that is no UTF-8 and of which nobody said the encoding.
        merged: first row, first column, last row, last column of each merged cell, counted from 0.
    """

    file: str
    lines: tuple[Line, ...]
    how: str
    is_text: bool
    sheet: str | None = None
    delimiter: str = ","
    is_encoding_guessed: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


def letter(index: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    found = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        found, index = chr(ord("A") + rest) + found, index - 1
    return found


def shown_cell(cell: Cell) -> str:
    """A cell as text: numbers to the 15 digits that a spreadsheet keeps, a day without its empty hour.

    >>> shown_cell(2048.9250000000002), shown_cell(2017.0), shown_cell(datetime.datetime(2017, 2, 1))
    ('2048.925', '2017', '2017-02-01')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return f"{Decimal(format(cell, '.15g')):f}"
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return re.sub(r"\s+", " ", str(cell)).strip()


def many(count: int, one: str, more: str = "") -> str:
    """So many of something.

    >>> many(1, "row"), many(1200, "row"), many(2, "other cell leaves", "other cells leave")
    ('1 row', '1,200 rows', '2 other cells leave')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"
