"""The World Bank's monthly workbook of commodity prices (“The Pink Sheet”), in any of its vintages.

Columns are found by name, or by the code below it, and never by letter: letters moved between vintages. Some vintages
have a row of codes, some have none; some have a hidden sheet first; some end in empty rows.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ...base import suggestion
from ...text import MONTHS
from ..figures import NO_FIGURE
from .other_files import MONTHLY_FILE as REMEDY
from .other_files import Shape, add_as_evidence, refuse_other_workbook
from .price_file import PriceFile, PriceFileError, Publisher, noted, read_price, refuse
from .xlsx import Workbook, open_workbook, read_bytes, sheet_names

SHEET = "Monthly Prices"
PER_TONNE = ("$/mt", "$/t")
PER_DRY_TONNE = ("$/mt", "$/t", "$/dmt", "$/dmtu")  # the last is what the Bank still writes over iron ore
ORE_PER_TONNE_FROM = "2008-12"  # earlier figures are cents per percent of iron, whatever the header says


class Wanted(NamedTuple):
    """A series of the workbook: its name here, its headers or codes there, its units, and the month it begins with."""

    name: str
    headers: tuple[str, ...]
    labels: tuple[str, ...]
    since: str = ""


WANTED_METALS = (
    Wanted("aluminium", ("aluminum", "aluminium"), PER_TONNE),
    Wanted("copper", ("copper",), PER_TONNE),
    Wanted("iron_ore", ("iron ore", "iron ore, cfr spot", "iron_ore"), PER_DRY_TONNE, ORE_PER_TONNE_FROM),
)
FEWEST_MONTHS = 12
KNOWN_BY = ("copper", "aluminum", "aluminium")  # the row of headers is that which has copper and another of these
_MONTH = re.compile(r"\s*((?:19|20)[0-9]{2})\s*M\s*(0?[1-9]|1[0-2])\s*", re.IGNORECASE)
_UPDATED = re.compile(rf"Updated on ({'|'.join(MONTHS)}) ([0-9]{{1,2}}), ([0-9]{{4}})", re.IGNORECASE)
Rows = list[list[Any]]


def read_pink_sheet(path: Path, content: bytes | None = None, wanted: Sequence[Wanted] = WANTED_METALS) -> PriceFile:
    """Monthly prices as the workbook has them: of aluminium, copper and iron ore in USD per tonne, or of other series.

    Args:
        wanted: the series that are read, each in its own unit.

    Raises:
        PriceFileError: it is not a workbook, or another one; a column is missing, has another unit, or holds no price.
    """
    content = read_bytes(path) if content is None else content
    refuse_other_workbook(path.name, sheet_names(content))  # an annual edition has more cells than are read
    book = open_workbook(path, content)
    rows = book.rows(_sheet(book))
    head = _head(rows, book.name)
    first = _first_month(rows, head, book.name)
    columns, labels = _columns(rows, head, first, wanted, book.name)
    prices = _prices(rows, first, columns, book.name)
    return PriceFile(Publisher.WORLD_BANK, book.name, book.sha256, _updated(rows[:head]), prices, labels)


def _sheet(book: Workbook) -> str:
    found = [sheet for sheet in book.sheets if _plain(sheet) == _plain(SHEET)]
    if len(found) != 1:
        sheets = ", ".join(f"`{sheet}`" for sheet in book.sheets[:8])
        told = f"{book.name} is another workbook: it has no sheet `{SHEET}`, only {sheets}"
        raise PriceFileError(told, f"{REMEDY}; or {add_as_evidence(book.name, Shape('', others=('--sheet', 'SHEET')))}")
    return found[0]


def _plain(cell: Any) -> str:
    """A header or a code without what varies: case, spaces, marks of footnotes."""
    return re.sub(r"\s+", " ", str(cell)).strip(" *†‡").strip().casefold()


def _head(rows: Rows, name: str) -> int:
    """The row of the headers: the first that names copper and aluminium."""
    for index, row in enumerate(rows[:40]):
        words = {_plain(cell) for cell in row}
        if KNOWN_BY[0] in words and words & set(KNOWN_BY[1:]):
            return index
    raise PriceFileError(f"{name} has no row of headers with copper and aluminium in the sheet `{SHEET}`", REMEDY)


def _first_month(rows: Rows, head: int, name: str) -> int:
    for index in range(head + 1, min(head + 10, len(rows))):
        if rows[index] and _month(rows[index][0]):
            return index
    raise PriceFileError(f"{name} has no months such as 1960M01 below its headers", REMEDY)


def _columns(
    rows: Rows, head: int, first: int, wanted: Sequence[Wanted], name: str
) -> tuple[dict[Wanted, int], dict[str, str]]:
    """The column of each series, and its unit; raises with every series that lacks one of them."""
    columns: dict[Wanted, int] = {}
    labels: dict[str, str] = {}
    errors: list[PriceFileError] = []
    for one in wanted:
        with noted(errors):
            columns[one] = _column(rows, head, first, one, name)
            labels[one.name] = _unit(rows, head, first, columns[one], one, name)
    refuse(errors)
    return columns, labels


def _column(rows: Rows, head: int, first: int, wanted: Wanted, name: str) -> int:
    """The column of a series: by its header, else by its code."""
    for index in (head, *range(head + 1, first)):
        found = [column for column, cell in enumerate(rows[index]) if _plain(cell) in wanted.headers]
        if len(found) > 1:
            letters = " and ".join(_letter(column) for column in found)
            raise PriceFileError(f"{name} has two columns for {wanted.name}: {letters}", REMEDY)
        if found:
            return found[0]
    headers = [_plain(cell) for cell in rows[head] if _plain(cell)]
    looked = " or ".join(f"`{known}`" for known in wanted.headers)
    found_none = f"{name} has no column {looked} for {wanted.name}"
    raise PriceFileError(found_none, suggestion(wanted.headers[0], headers, None if headers else REMEDY))


def _unit(rows: Rows, head: int, first: int, column: int, wanted: Wanted, name: str) -> str:
    """The unit as it stands below the header; raises unless it is one of those that are wanted."""
    cells = [str(rows[index][column]).strip() for index in range(head + 1, first) if len(rows[index]) > column]
    units = [cell for cell in cells if "$" in cell or "/" in cell or "¢" in cell]
    unit = units[0] if units else (cells[0] if cells else "")
    bare = unit.strip("() ").replace(" ", "").casefold()
    if bare not in [allowed.replace(" ", "") for allowed in wanted.labels]:
        where = f"{_letter(column)}{head + 2}"
        expected = " or ".join(f"({other})" for other in wanted.labels)
        is_per_tonne = set(PER_TONNE) <= set(wanted.labels)
        remedy = "prices are taken in USD per tonne only" if is_per_tonne else "download it again"
        raise PriceFileError(f"{name}, {SHEET}!{where}: {wanted.name} is in `{unit}`, expected {expected}", remedy)
    return unit


def _month(cell: Any) -> str | None:
    """A month as ``2017-02``, from the text ``2017M02`` or from a date."""
    if isinstance(cell, datetime.date):
        return f"{cell.year:04}-{cell.month:02}"
    match = _MONTH.fullmatch(str(cell))
    return f"{match[1]}-{int(match[2]):02}" if match else None


def _prices(rows: Rows, first: int, columns: Mapping[Wanted, int], name: str) -> dict[tuple[str, str], float]:
    """The prices by series and month; raises with every cell that holds none, and every row whose month is wrong."""
    prices: dict[tuple[str, str], float] = {}
    errors: list[PriceFileError] = []
    for index, month in _months(rows, first, columns, name, errors):
        row = rows[index]
        for wanted, column in columns.items():
            with noted(errors):
                where = f"{name}, {SHEET}!{_letter(column)}{index + 1}"
                price = _price(row[column] if column < len(row) else "", where)
                if price is not None and month >= wanted.since:
                    prices[wanted.name, month] = price
    refuse(errors)
    count = sum(metal == "copper" for metal, _ in prices)
    if count < FEWEST_MONTHS:
        raise PriceFileError(
            f"{name} has {count} months of copper, expected {FEWEST_MONTHS} or more: it is cut short", REMEDY
        )
    return prices


def _months(
    rows: Rows, first: int, columns: Mapping[Wanted, int], name: str, errors: list[PriceFileError]
) -> Iterator[tuple[int, str]]:
    """The rows that have a month, with it; what is wrong with the months of others is noted among the errors."""
    seen: dict[str, int] = {}
    for index in range(first, len(rows)):
        row = rows[index]
        month = _month(row[0]) if row else None
        with noted(errors):
            if month is None:
                _refuse_a_stray(row, index, columns, name)
            elif month in seen:
                found = f"{name}, {SHEET}: the month {month} stands in row {seen[month]} and again in row {index + 1}"
                raise PriceFileError(found, "download it again")
        if month is not None and month not in seen:
            seen[month] = index + 1
            yield index, month


def _refuse_a_stray(row: list[Any], index: int, columns: Mapping[Wanted, int], name: str) -> None:
    """A row without a month is the empty tail or a footnote; one that holds prices has lost its month."""
    numbers = [column for column in columns.values() if column < len(row) and isinstance(row[column], int | float)]
    if numbers:
        found = f"{name}, {SHEET}!A{index + 1}: `{str(row[0])[:20]}` is not a month, and the row holds prices"
        raise PriceFileError(found, "expected a month such as 2017M02")


def _price(cell: Any, where: str) -> float | None:
    """A price; None where the cell says that there is none."""
    if isinstance(cell, str) and cell.strip().casefold() in NO_FIGURE:
        return None
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell)
    text = f"{Decimal(repr(cell)):f}" if is_number else str(cell).strip()
    return read_price(text, where, "..")


def _letter(column: int) -> str:
    """The letters by which a spreadsheet calls a column.

    >>> _letter(0), _letter(25), _letter(62)
    ('A', 'Z', 'BK')
    """
    high, low = divmod(column, 26)
    return (_letter(high - 1) if high else "") + chr(ord("A") + low)


def _updated(rows: Rows) -> str | None:
    """The day on which the Bank says it made the file."""
    for cell in (cell for row in rows for cell in row):
        if match := _UPDATED.search(str(cell)):
            month = [known.casefold() for known in MONTHS].index(match[1].casefold()) + 1
            return f"{match[3]}-{month:02}-{int(match[2]):02}"
    return None
