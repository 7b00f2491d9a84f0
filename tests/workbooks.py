"""Small workbooks in the form of the World Bank's monthly one, with what varies between its vintages."""

import datetime
from pathlib import Path

from openpyxl import Workbook

HEADS = {"copper": "Copper", "aluminium": "Aluminum", "iron_ore": "Iron ore, cfr spot", "oil": "Crude oil, average"}
CODES = {"copper": "COPPER", "aluminium": "ALUMINUM", "iron_ore": "IRON_ORE", "oil": "CRUDE_PETRO"}
UNITS = {"copper": "($/mt)", "aluminium": "($/mt)", "iron_ore": "($/dmtu)", "oil": "($/bbl)"}
FIGURES = {"copper": 5940.91, "aluminium": 1860.75, "iron_ore": 89.44, "oil": 54.35}


def month_text(year, month):
    return f"{year}M{month:02}"


def months(first=2016, count=24):
    return [(first + index // 12, index % 12 + 1) for index in range(count)]


def write_workbook(
    path: Path,
    columns=("oil", "aluminium", "iron_ore", "copper"),
    codes=True,
    hidden=True,
    sheet="Monthly Prices",
    updated="Updated on March 02, 2018",
    heads=None,
    units=None,
    cells=None,
    first=2016,
    count=24,
    tail=0,
    month=month_text,
    factor=1.0,
):
    """Write it; every figure is that of February 2017, times ``factor``, so that a wrong column shows at once.

    Args:
        heads, units: other texts by metal. cells: other values by (metal, (year, month)).
    """
    heads, units, cells = {**HEADS, **(heads or {})}, {**UNITS, **(units or {})}, cells or {}
    book = Workbook()
    if hidden:
        book.active.title = "AFOSHEET"
        book.active.sheet_state = "hidden"
        prices = book.create_sheet(sheet)
    else:
        prices = book.active
        prices.title = sheet
    for line in (
        "World Bank Commodity Price Data (The Pink Sheet)",
        "monthly prices in nominal US dollars",
        "",
        updated,
    ):
        prices.append([line])
    prices.append([None, *(heads[name] for name in columns)])
    prices.append([None, *(units[name] for name in columns)])
    if codes:
        prices.append([None, *(CODES[name] for name in columns)])
    for when in months(first, count):
        figures = [cells.get((name, when), round(FIGURES[name] * factor, 4)) for name in columns]
        prices.append([month(*when), *figures])
    for _ in range(tail):
        prices.append([None if tail % 2 else " ", *("" for _ in columns)])
    book.create_sheet("Description")
    book.save(path)
    return path


def as_date(year, month):
    return datetime.date(year, month, 1)
