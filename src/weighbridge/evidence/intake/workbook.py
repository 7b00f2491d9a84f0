"""The sheets of a workbook, .xlsx or .xls, looked at before a reader unpacks it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, TypeVar

from ...base import suggestion
from .file import File
from .grid import Grid, Line, many
from .refusal import refused

T = TypeVar("T")

LARGEST_CONTENT = 250_000_000  # bytes, unpacked
MOST_MEMBERS = 1_000
MOST_CELLS = 5_000_000  # of the rectangle up to the last cell, all of which a reader holds in memory
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*[^>/]|)>(?!</)")  # with something in it: an empty one is not read
_AT = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,8})["']""")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_AGAIN = "download it again; or open it and save it as CSV"


def read_workbook(file: File, sheet: str | None) -> Grid:
    """The one sheet of a workbook that is shown and has cells, or the one that is named, shown or not.

    Raises:
        IntakeError: the workbook is damaged, locked or none; there is no such sheet; or none was named of several.
    """
    if file.kind == "xlsx":
        _refuse_unsound(file)
    book = _guarded(file, lambda: _opened(file))
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


def _opened(file: File) -> Any:
    """The reader is loaded here: who reads no workbook does not pay for it."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(file.content))


def _grid(file: File, book: Any, name: str) -> Grid:
    """A sheet as the workbook holds it; one that has no cells, such as a chart, has no lines."""
    sheets = [meta for meta in book.sheets_metadata if meta.name == name]
    if sheets and not str(sheets[0].typ).endswith("WorkSheet"):
        return Grid(f"{file.name}, sheet {name}", (), "", False, name)
    sheet = _guarded(file, lambda: book.get_sheet_by_name(name))
    rows = _guarded(file, lambda: sheet.to_python(skip_empty_area=False))
    lines = tuple(line for number, row in enumerate(rows, 1) if not (line := Line(number, tuple(row))).is_empty)
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Grid(f"{file.name}, sheet {name}", lines, f"a workbook, sheet `{name}`", False, name, merged=merged)


def _guarded(file: File, read: Callable[[], T]) -> T:
    """Whatever the reader raises, reported as a damaged file; a panic of its inside is no ``Exception``."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        if type(error).__name__ == "PasswordError":
            raise refused(file.name, "is locked by a password", "save a copy without a password") from None
        raise refused(file.name, f"cannot be read as a workbook: {str(error)[:80]}", _AGAIN) from None


def _refuse_unsound(file: File) -> None:
    """Unpack each part to no more than it declares: no reader behind can get more from it."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            names = {member.filename for member in members}
            if total > LARGEST_CONTENT or len(members) > MOST_MEMBERS:
                found = f"unpacks to {total:,} bytes in {len(members):,} parts"
                raise refused(file.name, found, "keep the rows and columns that you need, and save them as CSV")
            if any(member.flag_bits & 1 for member in members):
                raise refused(file.name, "is locked by a password", "save a copy without a password")
            if "xl/workbook.xml" not in names:
                raise refused(file.name, "is an archive and not a workbook in .xlsx", "save its table as .xlsx or CSV")
            for member in members:
                unpacked = archive.read(member)  # no more than it declares, and against its checksum
                if _SHEET.fullmatch(member.filename):
                    _refuse_extent(file.name, member.filename, unpacked)
    except _DAMAGE as error:
        raise refused(file.name, f"is cut short or damaged: {str(error)[:80]}", _AGAIN) from None
