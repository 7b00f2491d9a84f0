"""The sheets of a workbook, .xlsx or .xls, looked at before a reader unpacks it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from ...base import suggestion
from ..workbook_parts import Unsound, UnsoundWorkbook, guarded, opened, sheets
from .file import File
from .grid import Cell, Grid, Line, many
from .refusal import IntakeError, refused

MOST_CELLS = 5_000_000  # of the rectangle up to the last cell, all of which a reader holds in memory
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*[^>/]|)>(?!</)")  # with something in it: an empty one is not read
_AT = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,8})["']""")
NO_NUMBER = "#NUM!"  # what spreadsheets show in the place of a number that they cannot hold
_AGAIN = "download it again; or open it and save it as CSV"


def read_workbook(file: File, sheet: str | None) -> Grid:
    """The one sheet of a workbook that is shown and has cells, or the one that is named, shown or not.

    Raises:
        IntakeError: the workbook is damaged, locked or none; there is no such sheet; or none was named of several.
    """
    if file.kind == "xlsx":
        _refuse_unsound(file)
    book = guarded(lambda: opened(file.content), lambda error: _unreadable(file, error))
    names = list(book.sheet_names)
    if sheet is not None and sheet not in names:
        raise refused(file.name, f"has no sheet `{sheet[:40]}`", f"--sheet: {suggestion(sheet, names)}")
    if sheet is not None:
        return _grid(file, book, sheet)
    shown = [meta.name for meta in book.sheets_metadata if str(meta.visible).endswith(".Visible")]
    grids = [grid for name in shown if (grid := _grid(file, book, name)).lines]
    if not grids:
        raise refused(file.name, "has no cells in any sheet that is shown", "download it again, or name one: --sheet")
    if len(grids) > 1:
        sizes = ", ".join(f"`{grid.sheet}` ({many(len(grid.lines), 'row')})" for grid in grids[:12])
        raise refused(file.name, f"has {len(grids)} sheets with cells: {sizes}", "add --sheet and the name of one")
    return grids[0]


def _refuse_extent(file: str, sheet: str, content: bytes) -> None:
    """A single cell far out makes a reader hold all between: billions of empty cells."""
    rows = columns = 0
    for number, row in enumerate(_ROW.split(content)):
        cells = [_AT.search(attributes) for attributes in _CELL.findall(row)]
        rows = max(rows, number, *(int(at[2]) for at in cells if at), 0)
        columns = max(columns, len(cells), *(_place(at[1]) for at in cells if at), 0)
    if rows * columns > MOST_CELLS:
        found = f"has its cells over {rows:,} rows and {columns:,} columns in {sheet}, at most {MOST_CELLS:,} cells"
        raise refused(file, found, "save the part of the sheet that is the table as CSV")


def _place(letters: bytes) -> int:
    """The number of a column by its letters, counted from 1."""
    place = 0
    for one in letters.upper():
        place = 26 * place + one - ord("A") + 1
    return place


def _grid(file: File, book: Any, name: str) -> Grid:
    """A sheet as the workbook holds it; one that has no cells, such as a chart, has no lines."""
    sheets = [meta for meta in book.sheets_metadata if meta.name == name]
    if sheets and not str(sheets[0].typ).endswith("WorkSheet"):
        return Grid(f"{file.name}, sheet {name}", (), "", False, name)
    refusal = lambda error: _unreadable(file, error)  # noqa: E731
    sheet = guarded(lambda: book.get_sheet_by_name(name), refusal)
    rows = guarded(lambda: sheet.to_python(skip_empty_area=False), refusal)
    lines = tuple(line for number, row in enumerate(rows, 1) if not (line := Line(number, _finite(row))).is_empty)
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Grid(f"{file.name}, sheet {name}", lines, f"a workbook, sheet `{name}`", False, name, merged=merged)


def _finite(row: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells of a row; a number without end, which no spreadsheet holds, is the error that it shows for one."""
    return tuple(NO_NUMBER if isinstance(cell, float) and not math.isfinite(cell) else cell for cell in row)


def _unreadable(file: File, error: BaseException) -> IntakeError:
    """A workbook that its reader does not read."""
    if type(error).__name__ == "PasswordError":
        return refused(file.name, "is locked by a password", "save a copy without a password")
    return refused(file.name, f"cannot be read as a workbook: {str(error)[:80]}", _AGAIN)


def _refuse_unsound(file: File) -> None:
    """Look at each part before a reader unpacks it."""
    try:
        for sheet, content in sheets(file.content):
            _refuse_extent(file.name, sheet, content)
    except UnsoundWorkbook as error:
        found, remedy = {
            Unsound.TOO_LARGE: (error.size, "keep the rows and columns that you need, and save them as CSV"),
            Unsound.LOCKED: ("is locked by a password", "save a copy without a password"),
            Unsound.NO_WORKBOOK: ("is an archive and not a workbook in .xlsx", "save its table as .xlsx or CSV"),
            Unsound.DAMAGED: (f"is cut short or damaged: {error.said}", _AGAIN),
        }[error.why]
        raise refused(file.name, found, remedy) from None
