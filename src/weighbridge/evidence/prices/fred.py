"""Prices as the database FRED gives them, and any other CSV of months whose metal and unit its user states."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ...base import suggestion
from ...text import listed, sha256
from .csv_table import CsvTable, decoded, read_csv_table
from .frequency import Frequency, read_day, refuse_other_than_monthly
from .other_files import Shape, add_as_evidence, refuse_other_csv
from .price_cells import Cell, decimal_sign, price_in
from .price_file import METALS, Dating, KnownBy, PriceColumn, PriceFile, PriceFileError, Publisher, noted, refuse
from .price_unit import EXAMPLES, TABLE_UNIT, usd_per_tonne
from .series_names import WANTED, Names, level_of, refuse_by_name
from .world_bank import ORE_PER_TONNE_FROM, read_pink_sheet
from .xlsx import OLE, read_bytes

DATES = ("date", "observation_date")
SAID_BY_ITSELF = "leave it away: the file says itself which metals and units it holds"


class Stated(NamedTuple):
    """What the user says of a column that does not say so itself."""

    metal: str | None = None
    unit: str | None = None


def read_price_file(path: Path, metal: str | None = None, unit: str | None = None) -> PriceFile:
    """Prices from whichever kind of file it is: a workbook of the World Bank, or a CSV of FRED or the like.

    Raises:
        PriceFileError: it is neither, or something in it is not what it should be.
    """
    content = read_bytes(path)
    if content.startswith((b"PK", OLE)) or path.suffix.casefold() in (".xlsx", ".xls", ".xlsm"):
        found = read_pink_sheet(path, content)
        if metal or unit:
            what = "`--metal`" if metal else "`--unit`"
            raise PriceFileError(
                f"{path.name} is a workbook of the World Bank, for which {what} is not asked", SAID_BY_ITSELF
            )
        return found
    return read_fred(path, metal, content, unit)


def read_fred(path: Path, metal: str | None = None, content: bytes | None = None, unit: str | None = None) -> PriceFile:
    """Monthly prices in USD per tonne from a CSV.

    Args:
        metal: which metal the column is of, where its name is not that of a level series of FRED.
        unit: in which unit it gives its prices, there: a price of a mass in USD.

    Raises:
        PriceFileError: it is not such a file, is of another frequency, or holds what is not a price level.
    """
    content = read_bytes(path) if content is None else content
    text = decoded(path.name, content)
    refuse_other_csv(path.name, text)
    table = read_csv_table(path.name, text, lambda cell: cell.strip().casefold() in DATES)
    columns = _columns(table, path, Stated(metal, unit))
    if not table.rows:
        raise PriceFileError(f"{path.name} holds no price", WANTED)
    days, found = _read(table, columns)
    often = refuse_other_than_monthly(path.name, table.rows[0].line, days)
    _refuse_twice(table, days)
    prices = _prices(found, days)
    if not prices:
        raise PriceFileError(f"{path.name} holds no price", WANTED)
    said = tuple(columns.values())
    publisher = Publisher.FILE if any(one.known_by == KnownBy.USER for one in said) else Publisher.FRED
    dating = Dating.LAST if often == Frequency.MONTH_ENDS else Dating.FIRST
    return PriceFile(publisher, path.name, sha256(content), None, prices, columns=said, dating=dating)


def _columns(table: CsvTable, path: Path, stated: Stated) -> Mapping[int, PriceColumn]:
    """What each column is taken for, by its place; the first holds the dates, and one without a name nothing."""
    found: dict[int, PriceColumn] = {}
    places = [place for place, name in enumerate(table.head) if place and (name or _holds(table, place))]
    for place in places:
        found[place] = column = _column(table.head[place], path, stated, alone=len(places) == 1)
        for other in list(found.values())[:-1]:
            if other.metal == column.metal:
                names = f"`{other.name}` and `{column.name}`"
                raise PriceFileError(f"{path.name}: two columns are {column.metal}: {names}", "keep one of them")
    return found


def _holds(table: CsvTable, place: int) -> bool:
    return any(row.cells[place].strip() for row in table.rows)


def _column(name: str, path: Path, stated: Stated, alone: bool) -> PriceColumn:
    """What a column is taken for: by its name, by that of the file where it is the only one, or as the user says."""
    refuse_by_name(path.name, name)
    if alone and not level_of(name):
        refuse_by_name(path.name, path.stem, Names.FILE)
    for text, known_by in ((name, KnownBy.NAME), (path.stem if alone else "", KnownBy.FILE_NAME)):
        if metal := level_of(text):
            _refuse_contradiction(path.name, text, metal, stated)
            return PriceColumn(name, metal, known_by=known_by)
    return _stated_column(name, path.name, stated, alone)


def _refuse_contradiction(file: str, series: str, metal: str, stated: Stated) -> None:
    """Raise where the user says something else of a series than what FRED says of it."""
    said = f"{file}: `{series}` is the price of {metal} in {TABLE_UNIT}"
    if stated.metal not in (None, metal):
        raise PriceFileError(f"{said}, and not of `{stated.metal}`", SAID_BY_ITSELF)
    if stated.unit is not None and abs(usd_per_tonne(stated.unit) - 1) > 1e-9:
        raise PriceFileError(f"{said}, and not in `{stated.unit}`", SAID_BY_ITSELF)


def _stated_column(name: str, file: str, stated: Stated, alone: bool) -> PriceColumn:
    """A column whose metal and unit only the user knows; raises unless both are said, and there is no other column."""
    what = f"{file}: the column `{name[:30]}` is not a series of prices that is known here"
    if not alone:
        several = "keep the date and one column, or take several over with `weighbridge evidence add`"
        raise PriceFileError(what, f"{several}; {WANTED}")
    if stated.metal is not None and stated.metal not in METALS:
        raise PriceFileError(f"`{stated.metal}` is not a metal of the table", suggestion(stated.metal, METALS))
    if stated.metal is None or stated.unit is None:
        lacking = [f"`--{key}`" for key, value in zip(Stated._fields, stated, strict=True) if value is None]
        remedy = (
            f"only if the file's publisher says that it is the price of {listed(METALS, 'or')} and in which unit, an "
            f"average of each month, say both by `--metal` and `--unit`, such as {EXAMPLES}; "
            f"else {add_as_evidence(file, Shape('', name or 'COLUMN'))}"
        )
        raise PriceFileError(
            f"{what}, and {' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing", remedy
        )
    return PriceColumn(name, stated.metal, stated.unit.strip(), usd_per_tonne(stated.unit), KnownBy.USER)


def _read(
    table: CsvTable, columns: Mapping[int, PriceColumn]
) -> tuple[list[datetime.date], dict[str, list[float | None]]]:
    """The day of each row, and its prices by metal; raises with every cell that holds no date or no price."""
    errors: list[PriceFileError] = []
    days = []
    for row in table.rows:
        with noted(errors):
            days.append(read_day(row.cells[0], f"{table.name}:{row.line}"))
    usual = "." if table.delimiter == "," else None  # who has commas between columns has points in numbers
    found: dict[str, list[float | None]] = {}
    for place, column in columns.items():
        cells = [Cell(f"{table.name}:{row.line}", row.cells[place]) for row in table.rows]
        prices = found[column.metal] = []
        with noted(errors):
            sign = decimal_sign(cells, usual)
            for cell in cells:
                with noted(errors):
                    prices.append(price_in(cell, sign, column.factor))
    refuse(errors)
    return days, found


def _prices(found: Mapping[str, list[float | None]], days: list[datetime.date]) -> dict[tuple[str, str], float]:
    """The prices by metal and month; ore of the years in which it was priced by its content is left out."""
    by_month = {}
    for metal, prices in found.items():
        for price, day in zip(prices, days, strict=True):
            month = f"{day:%Y-%m}"
            if price is not None and (metal != "iron_ore" or month >= ORE_PER_TONNE_FROM):
                by_month[metal, month] = price
    return by_month


def _refuse_twice(table: CsvTable, days: list[datetime.date]) -> None:
    seen: set[datetime.date] = set()
    errors = []
    for row, day in zip(table.rows, days, strict=True):
        if day in seen:
            told = f"{table.name}:{row.line}: the month {day:%Y-%m} stands twice"
            errors.append(PriceFileError(told, "download it again"))
        seen.add(day)
    refuse(errors)
