"""Prices of metal and of scrap, month by month, against the price that the article implies, in USD per tonne."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from ..case import Case
from ..model import Input
from . import credit, stated, style
from .chart import Chart
from .moment import month_name, period
from .stated import Stated
from .style import BLACK, BLUE, CHAIN, DASHED, GREEN, MARGIN, PAGE, SOLID, VERMILLION

METALS = {
    "copper": ("copper", VERMILLION, SOLID),
    "aluminium": ("aluminium", BLUE, DASHED),
    "iron_ore": ("iron ore (not scrap)", GREEN, CHAIN),
}
SCRAP = {"copper_scrap": VERMILLION, "aluminium_scrap": BLUE, "iron_scrap": BLACK}
LEVELS = {
    "port": ("o", "at a port"),
    "yard": ("v", "at a scrap yard"),
    "spot": ("X", "on the spot, in war"),
    "consumer": ("s", "at a works"),
    "import": ("D", "customs value"),
    "export": ("D", "customs value"),
}
WINDOW = 8 / 12  # years before and after the month: figures for the whole of both years have their middle in it
HEIGHT, PANEL = 105.0, 62.0  # mm
NICE = (1, 2, 5)


def metal_prices(case: Case, name: str = "price") -> Chart:
    """Monthly prices of metal, single prices of scrap, and the price that the article implies.

    Args:
        name: the quantity of the case that is a price, in USD per tonne.
    """
    claim, month = Stated.of(case, name), case_month(case)
    metals, scrap = _metals(case, claim.unit), _scrap(case, claim.unit)
    begin, end, at = period(month)
    when = {"kind": "month of the case", "label": month_name(month), "begin": begin, "end": end, "at": at}
    data = pd.DataFrame([*metals, *scrap, when, *claim.rows()])
    shipped = ", ".join(credit.licence(case, key) for key in dict.fromkeys(row["source"] for row in metals))
    cited = credit.line(case, (key for row in scrap for key in row["source"].split(";")))
    return Chart(
        f"{case.name}-metal-prices",
        "What metal and scrap cost, and what the article implies",
        data,
        _draw,
        (PAGE, HEIGHT),
        _alt(data, claim),
        f"Lines: {shipped}. Single prices of scrap: {cited}.",
    )


def case_month(case: Case) -> str:
    """The month whose metal prices the case takes: ``2017-02``."""
    nodes = (case.model.node(name, case.choices) for name in case.model.inputs())
    figures = [figure for node in nodes if isinstance(node, Input) for figure in node.figures]
    return max(f.date for f in figures if f.row and f.row.startswith("metal-prices.csv") and f.date)


def _metals(case: Case, unit: str) -> list[dict[str, Any]]:
    rows = [row for row in case.library.table("metal-prices") if row.cells["unit"] == unit]
    return [_row("metal", row.cells["metal"], "", row.date, row.date, row.cells, "price", "price") for row in rows]


def _scrap(case: Case, unit: str) -> list[dict[str, Any]]:
    """Single prices in the unit of the stated one; those in another currency have no dated rate to compare them."""
    rows = [row.cells for row in case.library.table("scrap-prices") if row.cells["unit"] == unit]
    return [_row("scrap", c["material"], c["level"], c["start"], c["end"], c, "low", "high") for c in rows]


def _row(
    kind: str, label: str, level: str, start: str, end: str, cells: dict[str, str], low: str, high: str
) -> dict[str, Any]:
    first, last = period(start), period(end)
    return {
        "kind": kind,
        "label": label,
        "level": level,
        "place": cells.get("place", ""),
        "start": start,
        "begin": first[0],
        "end": last[1],
        "at": round((first[0] + last[1]) / 2, 4),
        "low": float(cells[low]),
        "high": float(cells[high]),
        "unit": cells["unit"],
        "source": cells["source"],
        "mark": cells["mark"],
    }


def _draw(canvas: Figure, data: pd.DataFrame) -> None:
    _, height = canvas.get_size_inches() * style.INCH
    bottom = height - style.TITLE - 4.0 - PANEL
    whole = style.axes_at(canvas, 16, bottom, 78, PANEL)
    near = style.axes_at(canvas, 107, bottom, 64, PANEL)
    month = data[data["kind"] == "month of the case"].iloc[0]
    box = _box(data, month)
    for axes in (whole, near):
        _panel(axes, data, month)
    _whole(whole, data, box, month)
    _near(near, box)
    handles = [*stated.handles(data), *_handles(data)]
    canvas.legend(handles=handles, loc="upper left", bbox_to_anchor=(MARGIN / PAGE, (bottom - 9.5) / height), ncols=3)
