"""Cells of a workbook before it is written: what stands in each, and where, so that formulas can refer to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from xlsxwriter.utility import xl_rowcol_to_cell

EXACT, SPECIAL = 1e-9, 1e-6  # as a share of the library's figure


@dataclass(frozen=True)
class Reference:
    """A cell by its sheet, its row and its column, counted from 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        """As a formula on any sheet refers to it: ``'Working'!$C$5``."""
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, self.column, row_abs=True, col_abs=True)}"


@dataclass(frozen=True)
class Live:
    """A formula of the spreadsheet, without its ``=``, and what the library computes in its place.

    A program that doesn't recalculate shows ``value``; one that does must come to it, within a share ``within`` of it:
    ``SPECIAL`` where the spreadsheet's own special functions are in it.
    """

    formula: str
    value: float | str | bool
    within: float = EXACT


class Remark(Live):
    """A formula that says something of the workbook as it was made, such as that an input is no longer as it was.

    Of the same case made anew with that input it says something else.
    """


Content: TypeAlias = str | float | int | bool | Live | None  # a text is always written as a text


@dataclass
class Sheet:
    """A sheet: its contents by row and column, the style of each, and how wide its columns are.

    ``styles`` holds names that the writer knows: ``head``, ``input``, ``derived``, ``text``, ``unit``, ``link`` ...

    Attributes:
        links: addresses of the web by cell; of any other the text stays and no link is made.
        formats: number formats of cells, where the writer shall not choose one by the value.
        lists: of what a cell may be one, offered as a list that drops down.
        heights: of rows that the program shall not find by itself, in points.
        frozen: how many rows and columns stay in view.
        filtered: the first row and column and the last ones of a table that can be filtered by its heads.
        charts: what the writer draws on the sheet, with the cell at which it begins.
    """

    name: str
    cells: dict[tuple[int, int], Content] = field(default_factory=dict)
    styles: dict[tuple[int, int], str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    lists: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    frozen: tuple[int, int] = (0, 0)
    filtered: tuple[int, int, int, int] | None = None
    charts: list[tuple[int, int, Any]] = field(default_factory=list)

    def put(self, row: int, column: int, content: Content, style: str = "text") -> Reference:
        """Put something into a cell; gives the reference to it.

        A figure that is no formula follows nothing: it is the library's, and looks so.
        """
        if style == "derived" and isinstance(content, int | float):
            style = "library"
        self.cells[row, column], self.styles[row, column] = content, style
        return Reference(self.name, row, column)
