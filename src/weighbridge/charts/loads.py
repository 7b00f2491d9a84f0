"""Documented loads of trucks against the load that the article implies, in tonne per truck."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..case import Case
from ..evidence import Row
from ..text import words
from . import credit, stated, style
from .chart import Chart, named
from .moment import in_words
from .stated import Stated
from .style import BLACK, BLUE, GREEN, GREY, PAGE, VERMILLION

# A figure that somebody in office gave out is another kind of evidence than one that was counted or weighed.
ANNOUNCED = re.compile(r"\b(announced|officials?)\b", re.IGNORECASE)
MARKS = {
    "mean": ("o", BLUE, "mean of several trucks"),
    "single": ("D", VERMILLION, "one truck"),
    "maximum": (">", BLACK, "heaviest of several"),
    "rating": ("s", GREY, "maker's rating"),
    "range": ("|", BLUE, "range given"),
    "limit": ("v", GREEN, "limit of the load"),
}
PITCH, GAP = 6.7, 0.6  # mm from row to row; rows of space between loads and limits
LABELS, SCALE = 69.0, 101.0  # mm for the labels at the left and for the axis
AXIS, COLUMNS = 10.0, 3  # mm for the numbers and the name of the axis; columns of the legend


def documented_loads(case: Case, name: str = "load") -> Chart:
    """The loads of trucks that are documented, beside the one that the article implies.

    Args:
        name: the quantity of the case that is a load, in tonne per truck.
    """
    claim = Stated.of(case, name)
    rows = [*_loads(case), *_limits(case)]
    place = _places(rows)
    data = pd.DataFrame([*({**row, "row": place[row["label"], row["detail"]]} for row in rows), *claim.rows()])
    source = f"Sources: {credit.line(case, (key for row in rows for key in row['source'].split(';')))}."
    keys = len(stated.handles(data)) + len(_kinds(data))
    height = style.TITLE + PITCH * (max(place.values()) + 1) + AXIS + style.below(source, PAGE, keys, COLUMNS)
    return Chart(
        named(case.name, "documented loads"),
        "What trucks were documented to carry, and what the article implies",
        data,
        _draw,
        (PAGE, round(height, 1)),
        _alt(data, claim),
        source,
    )


def _loads(case: Case) -> list[dict[str, Any]]:
    """Rows of the table of payloads, the heaviest first; the two ends of a range become one row."""
    pairs = groupby(case.shelf.table("payloads"), key=lambda row: re.sub(r"-(low|high)$", "", row.cells["key"]))
    found = [_load(list(ends)) for _, ends in pairs]
    return sorted(found, key=lambda row: (-row["high"], row["label"]))


def _load(ends: list[Row]) -> dict[str, Any]:
    cells, values = ends[0].cells, [float(row.cells["payload"]) for row in ends]
    count = int(cells["trucks"] or 0)
    trucks = f"{count:,} truck{'s' if count > 1 else ''}" if count else ""
    return {
        "kind": cells["statistic"],
        "basis": "announced" if ANNOUNCED.search(cells["note"]) else "reported",
        "label": re.sub(r", (lower|upper) end$", "", cells["what"]),
        "detail": ", ".join(filter(None, [cells["place"], in_words(ends[0].date), trucks])),
        "low": min(values),
        "high": max(values),
        "unit": cells["unit"],
        "source": ";".join(dict.fromkeys(key for row in ends for key in row.sources)),
        "mark": cells["mark"],
    }


def _limits(case: Case) -> list[dict[str, Any]]:
    """The limits of what may be loaded, a label for each country and year."""
    rows = [row for row in case.shelf.table("truck-limits") if row.cells["quantity"] == "payload"]
    return [
        {
            "kind": "limit",
            "basis": "reported",
            "label": f"limits of the load, {row.cells['place']}",
            "detail": row.date or "year not recorded",
            "low": float(row.cells["value"]),
            "high": float(row.cells["value"]),
            "unit": row.cells["unit"],
            "source": ";".join(row.sources),
            "mark": row.cells["mark"],
        }
        for row in rows
    ]


def _places(rows: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    """How far down each label stands, in rows; what is allowed stands apart from what was done."""
    kinds = {(row["label"], row["detail"]): row["kind"] == "limit" for row in rows}
    return {label: number + (GAP if limit else 0.0) for number, (label, limit) in enumerate(kinds.items())}


def _draw(canvas: Figure, data: pd.DataFrame) -> None:
    rows = data[data["row"].notna()]
    last = rows["row"].max()
    _, height = canvas.get_size_inches() * style.INCH
    high = PITCH * (last + 1)
    bottom = height - style.TITLE - high
    axes = style.axes_at(canvas, LABELS, bottom, SCALE, high)
    axes.set_ylim(last + 0.5, -0.5)
    axes.set_xlim(0, data["high"].max() * 1.04)
    axes.set_xlabel(f"load ({style.per(rows['unit'].iloc[0])})")
    axes.grid(axis="x")
    stated.draw(axes, data)
    for row in rows.itertuples():
        _point(axes, row)
    _label(axes, rows)
    handles = [*stated.handles(data), *(_handle(kind, basis) for kind, basis in _kinds(data))]
    style.legend(canvas, handles, style.TITLE + high + AXIS, COLUMNS)


def _kinds(data: pd.DataFrame) -> list[tuple[str, str]]:
    """Each kind of figure that occurs, in the order of the legend."""
    found = set(zip(data["kind"], data["basis"], strict=True))
    return [(kind, basis) for kind in MARKS for basis in ("reported", "announced") if (kind, basis) in found]


def _looks(kind: str, basis: str) -> dict[str, Any]:
    """Filled for a figure that was reported, hollow and dashed for one that was merely announced."""
    marker, colour, _ = MARKS[kind]
    filled = "white" if basis == "announced" else colour
    dashes = style.DOTTED if basis == "announced" else style.SOLID
    looks = {"marker": marker, "color": colour, "markerfacecolor": filled, "markeredgewidth": 1.0}
    return {**looks, "linestyle": dashes if kind == "range" else "none", "markersize": 7 if kind == "range" else 4.8}


def _point(axes: Axes, row: Any) -> None:
    ends = list(dict.fromkeys((row.low, row.high)))
    axes.plot(ends, [row.row] * len(ends), **_looks(row.kind, row.basis), zorder=3, clip_on=False)


def _label(axes: Axes, rows: pd.DataFrame) -> None:
    """Two lines a row: what was carried, and where, when and by how many trucks."""
    axes.tick_params(axis="y", left=False, labelleft=False)
    for row in rows.drop_duplicates("row").itertuples():
        options = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "ha": "right"}
        axes.annotate(row.label, (0, row.row), (-5, 1), va="bottom", **options)
        axes.annotate(
            row.detail or "place and year not recorded", (0, row.row), (-5, -1), va="top", color=GREY, **options
        )


def _handle(kind: str, basis: str) -> Line2D:
    announced = ", announced" if basis == "announced" else ""
    return Line2D([], [], **_looks(kind, basis), label=f"{MARKS[kind][2]}{announced}")


def _alt(data: pd.DataFrame, claim: Stated) -> str:
    """The chart in words."""
    loads = data[data["kind"].isin(list(MARKS)) & (data["kind"] != "limit")]
    means, limits = loads[loads["kind"] == "mean"], data[data["kind"] == "limit"]
    each = "; ".join(
        f"{row.label} {words.span((row.low, row.high))}{' (announced)' if row.basis == 'announced' else ''}"
        for row in means.itertuples()
    )
    most = loads.iloc[0]
    unit = style.per(claim.unit)
    return (
        f"Dot plot of {len(loads)} documented loads, in {unit}. The article implies {claim.words()}. "
        f"{len(means)} are means of several trucks: {each}. "
        f"The heaviest figure is {words.number(most['high'])}: {most['label']}. "
        f"Limits of the load lie from {words.span((limits['low'].min(), limits['high'].max()))}."
    )
