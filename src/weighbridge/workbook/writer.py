"""Sheets written as a workbook: the same bytes on every run of a day, and nothing in it alive but our own formulas."""

from __future__ import annotations

import datetime
import io
import math
import operator
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ..base import day_of_run, reads_from_right
from .cells import Content, Live, Sheet
from .formats import LINE_HEIGHT, lines_of, number_format, shown_length, style_of
from .texts import cell_text, computes, link_of

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "max_url_length": 2_079,
}
A3 = 8
FROM_RIGHT = 2  # of reading orders: from right to left, whatever the sheet around it
STANDARD_WIDTH = 8.43  # of a column, in digits
HIGHEST_ROW = 409.0  # points
SPARE = 3.0  # digits of a column beside a number
LONGEST_LIST = 255  # characters of all that a list that drops down offers
LONGEST_FORMULA = 8_192
NUMBERS_ALONE = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -1e300,
    "maximum": 1e300,
    "ignore_blank": False,
    "error_title": "A number, please",
    "error_message": "This cell holds a number in the unit beside it. Type digits alone, such as 40.",
}
FOOTER = "&L&A&R&P of &N"


def written(sheets: Sequence[Sheet], title: str) -> bytes:
    """A workbook of these sheets as the bytes of a file.

    Args:
        title: of the document, as its properties show it.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(OPTIONS)) as book:
        day = datetime.datetime.fromisoformat(day_of_run())
        book.set_properties({"title": cell_text(title)[:255], "created": day, "author": "Weighbridge"})
        book.set_calc_mode("auto")
        formats = _Formats(book)
        for sheet in sheets:
            _Writer(book, sheet, formats).write()
    return file.getvalue()


class _Page(Worksheet):
    """A worksheet whose formulas are written as they are: ours name every function as the file's format has it.

    XlsxWriter looks through each formula for two dozen functions that none of ours uses, in half the time that a
    workbook takes.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.made: dict[tuple[str, str, bool, bool], Format] = {}

    def of(self, style: str, numbers: str = "", quoted: bool = False, from_right: bool = False) -> Format:
        """That of a style, with a number format, for a text that is never a formula, or for one read from the right."""
        key = (style, numbers, quoted, from_right)
        if key not in self.made:
            properties = style_of(style)
            properties |= {"num_format": numbers} if numbers else {}
            properties |= {"quote_prefix": True} if quoted else {}
            properties |= {"reading_order": FROM_RIGHT} if from_right else {}
            self.made[key] = self.book.add_format(properties)
        return self.made[key]


class _Writer:
    """Writes one sheet."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet, formats: _Formats) -> None:
        self.sheet, self.formats, self.book = sheet, formats, book
        self.page: Worksheet = book.add_worksheet(sheet.name, _Page)
        self.wide: dict[int, float] = {}

    def write(self) -> None:
        """Everything that is on the sheet."""
        for (row, column), content in sorted(self.sheet.cells.items(), key=operator.itemgetter(0)):
            self._cell(row, column, content)
        for column, width in {**self.sheet.widths, **self.wide}.items():
            self.page.set_column(column, column, width)
        for row, height in {**self._heights(), **self.sheet.heights}.items():
            self.page.set_row(row, min(height, HIGHEST_ROW))
        for (row, column), offered in self.sheet.lists.items():
            if len(",".join(offered)) <= LONGEST_LIST:
                self.page.data_validation(row, column, row, column, {"validate": "list", "source": list(offered)})
        self._numbers_alone()
        if self.sheet.filtered is not None:
            self.page.autofilter(*self.sheet.filtered)
        self._print()
        for row, column, chart in self.sheet.charts:
            chart.insert(self.book, self.page, row, column)

    def _numbers_alone(self) -> None:
        """Lets a program refuse a text in the yellow cells that hold numbers: one rule for all of a sheet."""
        places = sorted(
            place
            for place, style in self.sheet.styles.items()
            if style == "input" and isinstance(self.sheet.cells.get(place), int | float)
        )
        if places:
            ranges = " ".join(xl_rowcol_to_cell(*place) for place in places)
            self.page.data_validation(*places[0], *places[0], {**NUMBERS_ALONE, "multi_range": ranges})

    def _cell(self, row: int, column: int, content: Content) -> None:
        style = self.sheet.styles.get((row, column), "text")
        address = self.sheet.links.get((row, column))
        if isinstance(content, Live):
            self._live(row, column, content, style)
        elif isinstance(content, str):
            self._text(row, column, content, style, link_of(address) if address else None)
        elif isinstance(content, bool):
            self.page.write_boolean(row, column, content, self.formats.of(style))
        elif content is None:
            self.page.write_blank(row, column, None, self.formats.of(style))
        else:
            self._number(row, column, float(content), style)

    def _number(self, row: int, column: int, value: float, style: str) -> None:
        if math.isfinite(value):
            self.page.write_number(row, column, value, self._numbers(row, column, value, style))
        else:
            self.page.write_string(row, column, "no end", self.formats.of(style))

    def _numbers(self, row: int, column: int, value: float, style: str) -> Format:
        numbers = self.sheet.formats.get((row, column)) or number_format(value, style)
        needed = shown_length(value, numbers) + SPARE
        if needed > self.wide.get(column, self.sheet.widths.get(column, STANDARD_WIDTH)):
            self.wide[column] = needed  # a number that does not fit is shown as ####
        return self.formats.of(style, numbers)

    def _text(self, row: int, column: int, text: str, style: str, address: str | None) -> None:
        """A text, as a text whatever it begins with; with a link where it has an address of the web."""
        shown = cell_text(text)
        form = self.formats.of(style, quoted=computes(text), from_right=reads_from_right(shown))
        if address is not None:
            self.page.write_url(row, column, address, form, shown)
        else:
            self.page.write_string(row, column, shown, form)

    def _live(self, row: int, column: int, live: Live, style: str) -> None:
        """A formula with the library's value; cells of its own sheet need no name of a sheet."""
        formula = live.formula.replace(f"'{self.sheet.name}'!", "")
        if len(formula) > LONGEST_FORMULA:
            raise ValueError(f"{self.sheet.name}: a formula of {len(formula)} characters, at most {LONGEST_FORMULA}")
        value: Any = live.value
        if isinstance(value, str):
            value = cell_text(value)
        elif not isinstance(value, bool) and not math.isfinite(value):
            value = "#NUM!"
        is_number = isinstance(value, float | int) and not isinstance(value, bool)
        form = self._numbers(row, column, float(value), style) if is_number else self.formats.of(style)
        self.page.write_formula(row, column, f"={formula}", form, value)

    def _heights(self) -> dict[int, float]:
        """How high rows are in which a text is wrapped: not every program finds that when it opens a file."""
        lines: dict[int, int] = {}
        for (row, column), content in self.sheet.cells.items():
            text = content.value if isinstance(content, Live) else content
            if isinstance(text, str) and style_of(self.sheet.styles.get((row, column), "text")).get("text_wrap"):
                lines[row] = max(lines.get(row, 1), lines_of(text, self.sheet.widths.get(column, STANDARD_WIDTH)))
        return {row: LINE_HEIGHT * many + 2 for row, many in lines.items() if many > 1}

    def _print(self) -> None:
        """What stays in view, and how it goes on paper: across, one page wide, the heads on every page."""
        rows, columns = self.sheet.frozen
        if rows or columns:
            self.page.freeze_panes(rows, columns)
        if rows:
            self.page.repeat_rows(0, rows - 1)
        self.page.set_landscape()
        self.page.set_paper(A3)
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.page.set_footer(FOOTER)
        self.page.hide_gridlines(2)
