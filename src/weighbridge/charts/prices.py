"""Prices of metal and of scrap, month by month, against the price that the article implies, in USD per tonne."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..case import Case
from ..graph import Input
from ..text import words
from . import credit, style
from .chart import Chart, named
from .moment import in_words, period
from .panels import METALS, MONTH, draw, height
from .stated import Stated
from .style import PAGE


def metal_prices(case: Case, name: str = "price") -> Chart:
    """Monthly prices of metal, single prices of scrap, and the price that the article implies.

    Args:
        name: the quantity of the case that is a price, in USD per tonne.
    """
    claim, month = Stated.of(case, name), case_month(case)
    metals, scrap = _metals(case, claim.unit), _scrap(case, claim.unit)
    begin, end, at = period(month)
    when = {"kind": MONTH, "label": in_words(month), "begin": begin, "end": end, "at": at}
    data = pd.DataFrame([*metals, *scrap, when, *claim.rows()])
    shipped = ", ".join(credit.licence(case, key) for key in dict.fromkeys(row["source"] for row in metals))
    cited = credit.line(case, (key for row in scrap for key in row["source"].split(";")))
    source = f"Lines: {shipped}. Single prices of scrap: {cited}."
    return Chart(
        named(case.name, "metal prices"),
        "What metal and scrap cost, and what the article implies",
        data,
        draw,
        (PAGE, height(data, source)),
        _alt(data, claim),
        source,
    )


def case_month(case: Case) -> str:
    """The month whose metal prices the case takes: ``2017-02``."""
    nodes = (case.model.node(name, case.choices) for name in case.model.inputs())
    figures = [figure for node in nodes if isinstance(node, Input) for figure in node.figures]
    return max(f.date.text for f in figures if f.row and f.row.table == "metal-prices" and f.date)


def _metals(case: Case, unit: str) -> list[dict[str, Any]]:
    rows = [row for row in case.shelf.table("metal-prices") if row.cells["unit"] == unit]
    return [_row("metal", row.cells["metal"], "", row.date, row.date, row.cells, "price", "price") for row in rows]


def _scrap(case: Case, unit: str) -> list[dict[str, Any]]:
    """Single prices in the unit of the stated one; those in another currency have no dated rate to compare them."""
    rows = [row.cells for row in case.shelf.table("scrap-prices") if row.cells["unit"] == unit]
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


def _alt(data: pd.DataFrame, claim: Stated) -> str:
    """The chart in words."""
    month = data[data["kind"] == MONTH].iloc[0]
    metals = data[data["kind"] == "metal"]
    then = metals[metals["at"] == month["at"]]
    unit = style.per(claim.unit)
    now = ", ".join(f"{METALS[row.label][0]} {words.number(row.low, 4)}" for row in then.itertuples())
    scrap = data[data["kind"] == "scrap"]
    spans = "; ".join(
        f"{material.replace('_', ' ')} {words.span((rows['low'].min(), rows['high'].max()))}"
        for material, rows in scrap.groupby("label", sort=False)
    )
    first, last = metals["start"].min(), metals["start"].max()
    return (
        f"Lines of the monthly prices of copper, aluminium and iron ore, {in_words(first)} to {in_words(last)}, "
        f"on a logarithmic axis in {unit}. In {month['label']}, the month of the case: {now}. "
        f"{len(scrap)} single prices of scrap: {spans}. The article implies {claim.words()}."
    )
