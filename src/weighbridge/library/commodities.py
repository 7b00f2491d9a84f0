"""The table of commodity prices, made from the World Bank's monthly workbook: which series it has, and its text.

``commodity_series.csv`` says by which headers a series is known, in which unit the workbook gives it, and from which
month on. Plywood is left out: it is priced by the sheet, and a sheet is no unit.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..base import CaseError, Cells, Place, Problem, filled, table_rows, visible
from ..evidence.prices import PriceFile, Wanted, read_pink_sheet

COMMODITIES = "commodity-prices"
SERIES = Path(__file__).with_name("commodity_series.csv")
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
FIGURE = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")
KEY = re.compile(r"[\w.-]+")
CELLS = {
    "column": filled("the name of a column"),
    "unit": filled("a unit"),
    "headers": filled("the headers of the workbook, with `;` between two"),
    "labels": filled("the units of the workbook, with `;` between two"),
    "since": Cells(
        lambda cell: not cell or bool(MONTH.fullmatch(cell)), lambda cell: "write a month, `1960-01`, or nothing"
    ),
}
NO_FIGURE = "…"
MARK = "V"
FIRST_COLUMNS = ("month", "source", "mark")
CENT = Decimal("0.01")
Cells = Mapping[tuple[str, str], str]  # figures as they are written, by series and month


class Series(NamedTuple):
    """A column of the table: its name, its unit, and how the workbook calls both."""

    column: str
    unit: str
    wanted: Wanted


@cache
def all_series() -> tuple[Series, ...]:
    """The series of the table in its order.

    >>> [series.unit for series in all_series() if series.column in ("gold", "copper")]
    ['USD/tonne', 'USD/troy_ounce']
    """
    rows = table_rows(SERIES, ("column", "unit", "headers", "labels", "since"), CELLS, once=("column",))
    return tuple(
        Series(
            row["column"],
            row["unit"],
            Wanted(row["column"], _parts(row["headers"].casefold()), _parts(row["labels"]), row["since"]),
        )
        for row in rows
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";"))


def read_workbook(path: Path) -> PriceFile:
    """All series of a workbook, each in its own unit; raises ``PriceFileError`` where it is no such workbook."""
    return read_pink_sheet(path, wanted=[series.wanted for series in all_series()])


def cells_of(file: PriceFile) -> dict[tuple[str, str], str]:
    """The figures of a file as the table writes them, by series and month."""
    return {key: written(price) for key, price in file.prices.items()}


def written(price: float) -> str:
    """A figure to the cent, as the Bank publishes it: more digits are noise of older editions.

    >>> written(0.5351), written(5940.9105), written(390.0)
    ('0.54', '5940.91', '390')
    """
    text = f"{Decimal(repr(price)).quantize(CENT):f}"
    return text.rstrip("0").rstrip(".")


def table_text(cells: Cells, sources: Mapping[str, str]) -> str:
    """The table as text: a month a line, with its source and mark, and a column for each series.

    Args:
        cells: the figures.
        sources: the key of the source of each month.
    """
    columns = [series.column for series in all_series()]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*FIRST_COLUMNS, *columns])
    for month in sorted({month for _, month in cells}):
        figures = (cells.get((column, month), NO_FIGURE) for column in columns)
        writer.writerow([month, sources[month], MARK, *figures])
    return text.getvalue()


def read_cells(text: str) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """The figures of the table, and the source of each month; nothing of a text that is empty.

    Raises:
        CaseError: it is not the table that an update writes, with every line in which anything else stands.
    """
    cells: dict[tuple[str, str], str] = {}
    sources: dict[str, str] = {}
    columns, *rows = [line.split(",") for line in text.splitlines()] or [[*FIRST_COLUMNS]]
    faults: dict[int, str] = {}
    if columns[:3] != [*FIRST_COLUMNS] or not set(columns[3:]) <= {series.column for series in all_series()}:
        faults[1] = f"expected the columns {', '.join(FIRST_COLUMNS)} and the series of the library"
    for line, row in enumerate(rows, 2):
        if fault := _fault_of(row, len(columns), sources):
            faults[line] = fault
            continue
        sources[row[0]] = row[1]
        figures = zip(columns[3:], row[3:], strict=True)
        cells.update({(column, row[0]): figure for column, figure in figures if figure != NO_FIGURE})
    if faults:
        name, remedy = f"{COMMODITIES}.csv", "restore the table from the project"
        raise CaseError([Problem(Place(name, line), fault, remedy) for line, fault in faults.items()])
    return cells, sources


def _fault_of(row: list[str], width: int, months: Collection[str]) -> str:
    """Why a row is none of the table, which has neither quotes nor commas in its cells; empty where it is one."""
    if len(row) != width:
        return f"the row has {len(row)} cells, the header {width}"
    if not MONTH.fullmatch(row[0]):
        return f"`{visible(row[0][:40], lines=False)}` is not a month"
    if row[0] in months:
        return f"the month {row[0]} stands twice"
    if not KEY.fullmatch(row[1]):
        return f"`{visible(row[1][:40], lines=False)}` is not the key of a source"
    wrong = next((cell for cell in row[3:] if cell != NO_FIGURE and not FIGURE.fullmatch(cell)), None)
    return "" if wrong is None else f"`{visible(wrong[:40], lines=False)}` is not a figure"
