"""Files of other publishers, known by their shape: said to be what they are, with the command that takes any table."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from typing import NamedTuple

from ...base import command_line
from ..dialect import DELIMITERS
from .price_file import PriceFileError

LINES = 40  # within which the header of a table stands
MONTHLY_FILE = "take the monthly file of the World Bank's page on commodity markets: CMO-Historical-Data-Monthly.xlsx"
_MONTH_COLUMN = re.compile(r"(?:19|20)[0-9]{2}[-/ ]?M?(?:0?[1-9]|1[0-2])", re.IGNORECASE)
_YEAR_COLUMN = re.compile(r"(?:19|20)[0-9]{2}")
_INVESTING = {"date", "price", "open", "high", "low"}
_BARS = {"date", "open", "high", "low", "close"}


class Shape(NamedTuple):
    """What a file is, and what is known of it for the command that takes any table; the rest stands in capitals.

    Attributes:
        column, unit, date: the column of its figures, their unit, the column of the dates.
        across: the column that names the series, where each date has a column of its own.
        others: options that only such a file needs.
    """

    what: str
    column: str = "COLUMN"
    unit: str = "UNIT"
    date: str = "DATE"
    across: str | None = None
    others: tuple[str, ...] = ()


def add_as_evidence(name: str, shape: Shape) -> str:
    """The command that takes a table of any shape, for a message.

    >>> print(add_as_evidence("a.csv", Shape("", "Price", "USD/lb", "Date")))
    add it as evidence of its own: weighbridge evidence add a.csv --column Price --unit USD/lb --date Date --source KEY
    """
    if shape.across is None:
        figures = ["--column", shape.column, "--unit", shape.unit, "--date", shape.date]
    else:
        figures = ["--dates-across", "--keep", shape.across, "--unit", shape.unit]
    options = [*shape.others, *figures, "--source", "KEY"]
    typed = command_line(["weighbridge", "evidence", "add"], [name], options)
    return f"add it as evidence of its own: {typed}"


def refuse_other_csv(name: str, text: str) -> None:
    """Raise where a text is a table that the monthly prices are not taken from, by the header of a publisher.

    Raises:
        PriceFileError: with whose it is, what it holds, and the command that takes it.
    """
    lines = [line for line in text.splitlines()[:LINES] if line.strip()]
    if any("world bank commodity price data" in line.casefold() for line in lines):
        raise PriceFileError(f"{name} is a sheet of the World Bank's workbook, saved as text", MONTHLY_FILE)
    for line in lines:
        for cells in _cells(line):
            for shape in SHAPES:
                if found := shape(cells, text):
                    raise PriceFileError(f"{name} is {found.what}", add_as_evidence(name, found))


def _cells(line: str) -> list[list[str]]:
    """A line parted by each sign that may part it into three cells or more, or two."""
    ways = []
    for sign in DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=sign), [])
        except csv.Error:
            continue
        if len(cells) > 1:
            ways.append([cell.strip() for cell in cells])
    return ways


def _investing(cells: list[str], text: str) -> Shape | None:
    names = {cell.casefold() for cell in cells}
    if not names >= _INVESTING or not any(name.startswith("change") for name in names):
        return None
    what = "a table of investing.com: what a contract closed at, and no average of a month"
    if re.search(r'^"?[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}', text, re.MULTILINE):
        what += "; whether 02/01 is 2 January or 1 February depends on the site's edition"
        others = ("--date-format", "FORM")
    else:
        others = ()
    return Shape(what, _like(cells, "price"), date=_like(cells, "date"), others=others)


def _macrotrends(cells: list[str], text: str) -> Shape | None:
    if "macrotrends" not in text[:2000].casefold() or cells[0].casefold() != "date":
        return None
    return Shape("a table of macrotrends: daily prices in a unit that the file does not say", cells[1], date=cells[0])


def _westmetall(cells: list[str], text: str) -> Shape | None:
    lme = [cell for cell in cells if re.search(r"\bLME\b", cell)]  # cash, three months and stocks side by side
    prices = [cell for cell in lme if re.search("cash|settlement", cell, re.IGNORECASE)]
    if not prices or len(lme) < 2:
        return None
    return Shape("a table of daily LME settlements, as westmetall lists them", prices[0], "USD/tonne", cells[0])


def _wide(cells: list[str], text: str) -> Shape | None:
    """Months or years as columns, as the IMF's data portal exports its Primary Commodity Price System."""
    months = sum(bool(_MONTH_COLUMN.fullmatch(cell)) for cell in cells)
    years = sum(bool(_YEAR_COLUMN.fullmatch(cell)) for cell in cells)
    if max(months, years) < 3 or months + years < len(cells) - 12:
        return None
    imf = re.search(r"commodity (?:name|code)|\bPCPS\b|\bIMF\b", text, re.IGNORECASE)
    whose = "an export of the IMF's commodity prices" if imf else "a wide table"
    series = next((cell for cell in cells if re.search("name|series|indicator", cell, re.IGNORECASE)), cells[0])
    if imf:
        series = next((cell for cell in cells if cell.casefold() == "commodity name"), series)
    return Shape(f"{whose} with {'months' if months else 'years'} as columns, a series in each row", across=series)


def _bars(cells: list[str], text: str) -> Shape | None:
    if not {cell.casefold() for cell in cells} >= _BARS:
        return None
    return Shape(
        "a table of a market: open, high, low and close of each day", _like(cells, "close"), date=_like(cells, "date")
    )


def _like(cells: list[str], name: str) -> str:
    return next(cell for cell in cells if cell.casefold() == name)


SHAPES: tuple[Callable[[list[str], str], Shape | None], ...] = (_investing, _macrotrends, _westmetall, _wide, _bars)


def refuse_other_workbook(name: str, sheets: tuple[str, ...]) -> None:
    """Raise where the names of its sheets say that a workbook is another one than that of monthly prices.

    Raises:
        PriceFileError: with what it is: an annual edition of the Pink Sheet, a workbook of FRED, one of forecasts.
    """
    plain = [" ".join(sheet.casefold().split()) for sheet in sheets]
    if any(sheet.startswith("monthly prices") for sheet in plain):
        return
    annual = next((sheet for sheet, it in zip(sheets, plain, strict=True) if it.startswith("annual prices")), None)
    if annual is not None:
        found = f"{name} is an annual edition of the Pink Sheet; the table is monthly"
        raise PriceFileError(found, f"{MONTHLY_FILE}; or {add_as_evidence(name, _in_sheet(annual))}")
    if any(sheet.startswith("fred graph") for sheet in plain) or _is_fred(plain):
        told = f"{name} is a workbook of FRED"
        raise PriceFileError(told, "take the same series as CSV: under Download, choose `CSV (data)`")
    if any(re.search(r"\bforecast", sheet) for sheet in plain):
        raise PriceFileError(f"{name} is a workbook of forecasts, and no price is one", MONTHLY_FILE)


def _in_sheet(sheet: str) -> Shape:
    return Shape("", others=("--sheet", sheet))


def _is_fred(sheets: list[str]) -> bool:
    """A README before sheets by frequency, as FRED has written its workbooks since it gave up the old kind."""
    frequencies = {"daily", "weekly", "monthly", "quarterly", "annual", "semiannual", "biweekly"}
    named = {re.split("[, ]", sheet)[0] for sheet in sheets[1:]}
    return sheets[:1] == ["readme"] and bool(named) and named <= frequencies
