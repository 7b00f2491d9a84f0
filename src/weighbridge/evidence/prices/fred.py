"""Prices as the database FRED gives them: a text file with commas, under any of the headers it has used."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from ...base import suggestion
from ...text import listed, sha256
from .price_file import METALS, PriceFile, PriceFileError, Publisher, read_price
from .world_bank import ORE_PER_TONNE_FROM, read_pink_sheet
from .xlsx import OLE, is_page, read_bytes

SERIES = {"PCOPPUSDM": "copper", "PALUMUSDM": "aluminium", "PIORECRUSDM": "iron_ore"}
DATES = ("date", "observation_date")
MISSING = ("", ".", "nan", "na", "#n/a")
_DAY = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?")
_OTHER_FREQUENCY = re.compile(r"(PCOPPUSD|PALUMUSD|PIORECRUSD)([QADW])", re.IGNORECASE)
METAL_REMEDY = f"if it is {listed(METALS, 'or')}, say so by --metal; the table holds no other"
WANTED = f"download one of {', '.join(SERIES)} as CSV"


def read_price_file(path: Path, metal: str | None = None) -> PriceFile:
    """Prices from whichever kind of file it is: a workbook of the World Bank, or a CSV of FRED.

    Raises:
        PriceFileError: it is neither, or something in it is not what it should be.
    """
    content = read_bytes(path)
    workbook = content.startswith((b"PK", OLE)) or path.suffix.casefold() in (".xlsx", ".xls", ".xlsm")
    return read_pink_sheet(path, content) if workbook else read_fred(path, metal, content)


def read_fred(path: Path, metal: str | None = None, content: bytes | None = None) -> PriceFile:
    """Monthly prices in USD per tonne from a CSV of FRED.

    Args:
        metal: which metal a column is of whose header does not say so (``date,value``).

    Raises:
        PriceFileError: it is not such a file, is of another frequency, or holds what is not a price.
    """
    content = read_bytes(path) if content is None else content
    rows = _rows(path.name, content)
    head = [cell.strip() for cell in rows[0]]
    if head[0].casefold() not in DATES:
        raise PriceFileError(f"{path.name} begins with `{head[0][:30]}`, expected `observation_date` or `DATE`", WANTED)
    columns = {_metal(path, name, metal, len(head)): column for column, name in enumerate(head) if column}
    prices: dict[tuple[str, str], float] = {}
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(head):
            found = f"{path.name}:{line}: {len(row)} cells under {len(head)} columns"
            raise PriceFileError(found, "a price has a decimal point, and no comma in it; save it so")
        month = _month(path.name, line, row[0].strip())
        for name, column in columns.items():
            price = _price(path.name, line, row[column] if column < len(row) else "")
            if (name, month) in prices:
                raise PriceFileError(
                    f"{path.name}:{line}: the month {month} stands twice", "it is not monthly; " + WANTED
                )
            if price is not None and (name != "iron_ore" or month >= ORE_PER_TONNE_FROM):
                prices[name, month] = price
    if not prices:
        raise PriceFileError(f"{path.name} holds no price", WANTED)
    return PriceFile(Publisher.FRED, path.name, sha256(content), None, prices)


def _rows(name: str, content: bytes) -> list[list[str]]:
    """The cells of the file, line by line, with at least a header of two columns."""
    if is_page(content):
        raise PriceFileError(f"{name} is a web page, not a CSV file", "download the file itself, not the page about it")
    try:
        text = content.decode("utf-8-sig")
        rows = [row for row in csv.reader(text.splitlines()) if row]
    except (UnicodeDecodeError, csv.Error):
        raise PriceFileError(f"{name} is neither a workbook nor a text file with commas", WANTED) from None
    if not rows or len(rows[0]) < 2:
        semicolons = bool(rows) and ";" in rows[0][0]
        found = "separates its columns by semicolons" if semicolons else "has no columns separated by commas"
        raise PriceFileError(f"{name} {found}", "save it with commas and decimal points; " + WANTED)
    return rows


def _metal(path: Path, header: str, named: str | None, columns: int) -> str:
    """Which metal a column is of: by its header, by the file's name, or as the user says."""
    for text in (header, path.stem):
        if other := _OTHER_FREQUENCY.search(text):
            raise PriceFileError(f"{path.name}: `{other[0]}` is not monthly", f"take `{other[1]}M`")
        known = [metal for series, metal in SERIES.items() if series.casefold() in text.casefold()]
        if len(known) == 1 and (text == header or columns == 2):
            return known[0]
    if named is None or columns != 2:
        raise PriceFileError(f"{path.name} does not say which metal `{header[:30]}` is", METAL_REMEDY)
    if named not in METALS:
        raise PriceFileError(f"`{named}` is not a metal of the table", suggestion(named, METALS))
    return named


def _month(name: str, line: int, text: str) -> str:
    match = _DAY.fullmatch(text)
    if not match:
        raise PriceFileError(f"{name}:{line}: `{text[:20]}` is not a date", "expected one such as 2017-02-01")
    if match[3] not in (None, "01"):
        raise PriceFileError(f"{name}:{line}: {text} is not the first of a month", "it is not monthly; " + WANTED)
    return f"{match[1]}-{match[2]}"


def _price(name: str, line: int, cell: str) -> float | None:
    text = cell.strip()
    return None if text.casefold() in MISSING else read_price(text, f"{name}:{line}", "a dot")
