"""Prices month by month and single prices, against the price that the article implies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..case import Case
from ..evidence import Holdings, Row
from ..graph import Input
from ..text import words
from . import credit
from .chart import Chart, named
from .dates import in_words, period
from .panels import LINE, MOMENT, POINT, Texts, draw, height
from .stated_band import Stated
from .style import PAGE, per


@dataclass(frozen=True)
class Lines:
    """A table of prices that were recorded again and again, a line for each thing priced.

    Attributes:
        table: the name of the table.
        names: what the legend says of each thing that is drawn, in the order of colours.
        thing, time, value: the columns that say what was priced, when and how high.
    """

    table: str
    names: Mapping[str, str]
    thing: str = "thing"
    time: str = "month"
    value: str = "price"


@dataclass(frozen=True)
class Points:
    """A table of single prices, each over the time that it covers.

    Attributes:
        table: the name of the table.
        levels: what the legend says of each point of the trade of which prices are drawn, in the order of marks.
        of: what the points are, as a plural: ``"prices of scrap"``.
        beside: the thing on a line whose colour a thing on points takes; any other is black.
        thing, level, low, high: the columns that say what was priced, at which point of the trade, from and to.
    """

    table: str
    levels: Mapping[str, str]
    of: str
    beside: Mapping[str, str] = field(default_factory=dict)
    thing: str = "thing"
    level: str = "level"
    low: str = "low"
    high: str = "high"


def price_history(
    case: Case,
    quantity: str,
    lines: Lines,
    points: Points,
    enlarged: tuple[str, ...],
    title: str,
    name: str = "price history",
) -> Chart:
    """Prices month by month, single prices, and the price that the article implies; once more around its month.

    Args:
        quantity: the quantity of the case that is a price; prices in another unit than its own are left out, for no
            dated rate compares them.
        enlarged: a name for what the second panel shows, then the things that it has to hold, on lines and points.
        name: what the chart's files are called, after the name of the case.

    Raises:
        EvidenceError: there is no such table.
        ValueError: a table has no price in the unit of the quantity, or the case takes none of the lines.
    """
    claim = Stated.of(case, quantity)
    moment = _moment(case, lines.table)
    rows = [*_lines(case, lines, claim.unit), *_points(case, points, claim.unit)]
    for table, kind in ((lines.table, LINE), (points.table, POINT)):
        if kind not in {row["kind"] for row in rows}:
            raise ValueError(f"the table `{table}` has no price in {claim.unit}, so that there is nothing to draw")
    when = {"kind": MOMENT, "label": in_words(moment), **period(moment)._asdict()}
    data = pd.DataFrame([*rows, when, *claim.rows()])
    texts = Texts(lines.names, points.levels, points.beside, enlarged[0], enlarged[1:])
    shipped = ", ".join(credit.licence(case, key) for key in _sources(rows, LINE))
    source = f"Lines: {shipped}. Single {points.of}: {credit.line(case, _sources(rows, POINT))}."
    return Chart(
        named(case.name, name),
        title,
        data,
        lambda canvas, plotted: draw(canvas, plotted, texts, title),
        (PAGE, height(data, texts, title, source)),
        _alt(data, claim, lines, points),
        source,
    )


def _moment(case: Case, table: str) -> str:
    """The last date of which the case takes a figure from the table: ``2017-02``."""
    nodes = (case.model.node(name, case.choices) for name in case.model.inputs())
    figures = [figure for node in nodes if isinstance(node, Input) for figure in node.figures]
    found = [f.date.text for f in figures if f.row and f.row.table == table and f.date]
    if not found:
        raise ValueError(f"the case {case.name} takes no figure from the table `{table}`, which sets the month")
    return max(found)


def _sources(rows: list[dict[str, Any]], kind: str) -> list[str]:
    return list(dict.fromkeys(key for row in rows if row["kind"] == kind for key in row["source"].split(";")))


def _lines(case: Case, lines: Lines, unit: str) -> list[dict[str, Any]]:
    taken = [row for row in case.holdings.table(lines.table) if row.cells["unit"] == unit]
    rows = [row for row in taken if row.cells[lines.thing] in lines.names]
    times, ends = (lines.time,) * 2, (lines.value,) * 2
    return [_row(LINE, row, (row.cells[lines.thing], ""), times, ends, case.holdings) for row in rows]


def _points(case: Case, points: Points, unit: str) -> list[dict[str, Any]]:
    rows = [
        row
        for row in case.holdings.table(points.table)
        if row.cells["unit"] == unit and row.cells[points.level] in points.levels
    ]
    times, ends = ("start", "end"), (points.low, points.high)
    labels = [(row.cells[points.thing], row.cells[points.level]) for row in rows]
    return [_row(POINT, row, label, times, ends, case.holdings) for row, label in zip(rows, labels, strict=True)]


def _row(
    kind: str, row: Row, label: tuple[str, str], times: tuple[str, str], ends: tuple[str, str], holdings: Holdings
) -> dict[str, Any]:
    """A row of the chart's data; ``label`` is what it is of, and at what level of the trade."""
    cells = row.cells
    return {
        "kind": kind,
        "label": label[0],
        "level": label[1],
        "place": cells.get("place", ""),
        "start": cells[times[0]],
        **period(*(cells[time] for time in times))._asdict(),
        "low": float(holdings.figure(row, ends[0])),
        "high": float(holdings.figure(row, ends[1])),
        "unit": cells["unit"],
        "source": cells["source"],
        "mark": cells["mark"],
    }


def _alt(data: pd.DataFrame, claim: Stated, lines: Lines, points: Points) -> str:
    """The chart in words."""
    moment = data[data["kind"] == MOMENT].iloc[0]
    drawn, single = data[data["kind"] == LINE], data[data["kind"] == POINT]
    then = drawn[drawn["at"] == moment["at"]]
    now = ", ".join(f"{lines.names[row.label]} {words.number(row.low, 4)}" for row in then.itertuples())
    spans = "; ".join(
        f"{thing.replace('_', ' ')} {words.span((rows['low'].min(), rows['high'].max()))}"
        for thing, rows in single.groupby("label", sort=False)
    )
    first, last = (in_words(month) for month in (drawn["start"].min(), drawn["start"].max()))
    return (
        f"Lines of the monthly prices of {words.listed(list(lines.names.values()))}, {first} to {last}, "
        f"on a logarithmic axis in {per(claim.unit)}. In {moment['label']}, the month of the case: {now}. "
        f"{len(single)} single {points.of}: {spans}. The article implies {claim.words()}."
    )
