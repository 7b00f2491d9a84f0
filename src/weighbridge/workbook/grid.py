"""Tables on a sheet: a title and what it is about, a row of heads, and rows below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

from ..base import shown_address
from .cells import Content, Live, Reference, Sheet

ABOUT, FIRST_HEAD = 1, 3  # the rows of what a sheet is about, and of its heads
NUMBERS = ("input", "derived", "figure", "library")  # the styles of columns whose heads stand to the right
LONGEST_LINE = 150  # characters of a line of it, which runs over the columns beside


class Column(NamedTuple):
    """A column of a table: its head, how wide it is in characters, and the style of its cells."""

    head: str
    width: float
    style: str = "text"


def titled(name: str, title: str, about: str) -> Sheet:
    """A sheet with a title, and below it two lines on what it holds."""
    sheet = Sheet(name)
    sheet.put(0, 0, title, "title")
    for row, line in enumerate(wrap(about, LONGEST_LINE)[:2], ABOUT):
        sheet.put(row, 0, line, "about")
    return sheet


def head_of(style: str) -> str:
    """The style of the head above cells of a style: it stands to that side on which they stand."""
    return "number head" if style in NUMBERS else "unit head" if style == "unit" else "head"


@dataclass
class Grid:
    """A table that grows downwards; ``at`` is the row that is being written.

    Attributes:
        head: the row of its heads.
        under: the places of columns, where they stand under those of another table.

    >>> sheet = titled("Units", "Units", "Every factor that is used.")
    >>> table = Grid(sheet, {"unit": Column("Unit", 20), "factor": Column("Factor", 12, "derived")})
    >>> table.next()
    4
    >>> print(table.put("factor", 1000.0))
    'Units'!$B$5
    """

    sheet: Sheet
    columns: Mapping[str, Column]
    head: int = FIRST_HEAD
    under: Mapping[str, int] | None = None

    def __post_init__(self) -> None:
        self.places = {key: place for place, key in enumerate(self.columns)} if self.under is None else self.under
        for key, column in self.columns.items():
            place = self.places[key]
            self.sheet.put(self.head, place, column.head, head_of(column.style))
            self.sheet.widths[place] = max(column.width, self.sheet.widths.get(place, 0.0))
        self.at = self.head

    def next(self) -> int:
        """Begin another row; gives its number, counted from 0."""
        self.at += 1
        return self.at

    def put(self, key: str, content: Content, style: str | None = None) -> Reference:
        """Put something into a column of this row, in the style of the column unless another is named."""
        return self.sheet.put(self.at, self.places[key], content, style or self.columns[key].style)

    def put_all(self, **contents: Content) -> None:
        """Put several things into this row, each into its column; nothing where there is nothing to say."""
        for key, content in contents.items():
            if content not in (None, ""):
                self.put(key, content)

    def reference(self, key: str) -> Reference:
        """The cell of a column in this row, whether something stands there or not."""
        return Reference(self.sheet.name, self.at, self.places[key])

    def link(self, key: str, address: str | None) -> None:
        """Put an address into a column of this row, as a link where it is one of the web."""
        if address:
            self.put(key, shown_address(address))
            self.sheet.links[self.at, self.places[key]] = address

    def column(self, key: str, first: int) -> str:
        """The cells of a column from a row to this one, as a formula on any sheet refers to them."""
        place = self.places[key]
        last = str(Reference(self.sheet.name, self.at, place)).rpartition("!")[2]
        return f"{Reference(self.sheet.name, first, place)}:{last}"


def equal(reference: Reference, value: float | str | bool) -> Live:
    """A cell that shows what another holds."""
    return Live(str(reference), value)
