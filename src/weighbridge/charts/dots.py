"""Documented figures from tables of evidence, ranked, against the quantity that the article implies.

In the manner of W. S. Cleveland, The Elements of Graphing Data (1985).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..case import Case
from ..evidence import Holdings, Row
from ..text import words
from . import credit, stated_band, style
from .chart import Chart, named
from .dates import in_words
from .stated_band import Stated
from .style import BLACK, BLUE, GREEN, GREY, ORANGE, PAGE, PURPLE, VERMILLION

MARKS = (("o", BLUE), ("D", VERMILLION), (">", BLACK), ("s", GREY), ("v", GREEN), ("^", ORANGE), ("P", PURPLE))
RANGE = "range"  # the kind of which both ends are drawn, with a line between
FIRM = "firm"  # what is not drawn hollow
PITCH, GAP = 6.7, 0.6  # mm from row to row; rows of space between one group and the next
LABELS, SCALE = 69.0, 101.0  # mm for the labels at the left and for the axis
AXIS, COLUMNS = 10.0, 3  # mm for the numbers and the name of the axis; columns of the legend
Line = tuple[int, str, str]


@dataclass(frozen=True)
class Dots:
    """Rows of a table of evidence that are drawn as dots, and which of its columns say what.

    Two rows whose keys differ only in ``-low`` and ``-high`` are the ends of one range.

    Attributes:
        table: the name of the table.
        kinds: what the legend says of each kind of figure, in the order of marks; where all are of one kind, its text.
        value: the column of figures.
        kind: the column that says of which kind a row is.
        label: what stands beside a row, with columns in braces: ``"limits of the load, {place}"``.
        detail: the columns that stand below it; a date is spelt, and a whole number has its column for a noun.
        hollow: a column and the value in it of those figures that are drawn hollow.
        where: columns and their values in the rows that are taken.
    """

    table: str
    kinds: Mapping[str, str] | str
    value: str = "value"
    kind: str = "statistic"
    label: str = "{what}"
    detail: tuple[str, ...] = ("place", "date")
    hollow: tuple[str, str] = ("", "")
    where: Mapping[str, str] = field(default_factory=dict)


def dot_plot(case: Case, quantity: str, figures: Dots, *beside: Dots, title: str, name: str = "dot plot") -> Chart:
    """Documented figures, the largest first, beside the quantity that the article implies.

    Args:
        quantity: the quantity of the case; rows in another unit than its own are left out.
        beside: other figures, below the first in the order of their tables: limits, ratings.
        name: what the chart's files are called, after the name of the case.

    Raises:
        EvidenceError: there is no such table.
        ValueError: a table has no row to draw.
    """
    claim, groups = Stated.of(case, quantity), (figures, *beside)
    found = [_rows(case, group, claim.unit) for group in groups]
    found[0].sort(key=lambda row: (-row["high"], row["label"]))
    place = _places(found)
    rows = [{**row, "row": place[_line(number, row)]} for number, several in enumerate(found) for row in several]
    data = pd.DataFrame([*rows, *claim.rows()])
    source = f"Sources: {credit.line(case, (key for row in rows for key in row['source'].split(';')))}."
    legend = _legend(groups)
    keys = len(stated_band.handles(data)) + len(_kinds(data, legend))
    height = style.head(title, PAGE) + PITCH * (max(place.values()) + 1) + AXIS
    return Chart(
        named(case.name, name),
        title,
        data,
        lambda canvas, plotted: _draw(canvas, plotted, legend, title, quantity),
        (PAGE, round(height + style.below(source, PAGE, keys, COLUMNS), 1)),
        _alt(data, claim, groups),
        source,
    )


def _rows(case: Case, group: Dots, unit: str) -> list[dict[str, Any]]:
    """A row for each figure or range, in the order of the table."""
    wanted = {**group.where, "unit": unit}
    taken = [row for row in case.holdings.table(group.table) if wanted.items() <= row.cells.items()]
    if not taken:
        wanted_words = words.listed([f"{column} `{value}`" for column, value in wanted.items()])
        raise ValueError(f"the table `{group.table}` has no row with {wanted_words}, so that there is nothing to draw")
    pairs = groupby(taken, key=lambda row: re.sub(r"-(low|high)$", "", row.cells["key"]))
    return [_row(group, list(ends), case.holdings) for _, ends in pairs]


def _row(group: Dots, ends: Sequence[Row], holdings: Holdings) -> dict[str, Any]:
    cells, values = ends[0].cells, [float(holdings.figure(row, group.value)) for row in ends]
    labels = [group.label.format_map(row.cells) for row in ends]
    column, value = group.hollow
    missing = f"{words.listed(group.detail)} not recorded"
    return {
        "kind": group.kinds if isinstance(group.kinds, str) else cells[group.kind],
        "basis": value if cells.get(column) == value else FIRM,
        "label": labels[0] if len(ends) == 1 else _shared(*labels),
        "detail": ", ".join(filter(None, (_detail(ends[0], column) for column in group.detail))) or missing,
        "low": min(values),
        "high": max(values),
        "unit": cells["unit"],
        "source": ";".join(dict.fromkeys(key for row in ends for key in row.sources)),
        "mark": cells["mark"],
    }


def _shared(low: str, high: str) -> str:
    """What the labels of two ends begin with: all but which end it is."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False))
    return "".join(letter for letter, _ in same).rstrip(" ,")


def _detail(row: Row, column: str) -> str:
    """What a column says: a date spelt, a count with its noun, anything else as it stands."""
    cell = (row.date if column == "date" else row.cells[column]) or ""
    if column == "date":
        return in_words(cell) if cell else ""
    if not cell.isdecimal():
        return cell
    return f"{int(cell):,} {column if int(cell) > 1 else column.removesuffix('s')}"


def _line(group: int, row: Mapping[str, Any]) -> Line:
    """What shares one line: figures of a group with the same label and detail."""
    return group, row["label"], row["detail"]


def _places(found: Sequence[Sequence[Mapping[str, Any]]]) -> dict[Line, float]:
    """How far down each line stands, in rows, with a gap between groups."""
    lines = dict.fromkeys(_line(group, row) for group, rows in enumerate(found) for row in rows)
    return {line: number + GAP * line[0] for number, line in enumerate(lines)}


def _legend(groups: Iterable[Dots]) -> dict[str, tuple[str, str, str]]:
    """The mark, the colour and the words of each kind, in the order of the legend."""
    texts: dict[str, str] = {}
    for group in groups:
        texts |= {group.kinds: group.kinds} if isinstance(group.kinds, str) else group.kinds
    marks = iter(MARKS * len(texts))
    return {kind: (*(("|", BLUE) if kind == RANGE else next(marks)), text) for kind, text in texts.items()}


def _draw(canvas: Figure, data: pd.DataFrame, legend: Mapping[str, Any], title: str, quantity: str) -> None:
    rows = data[data["row"].notna()]
    last = rows["row"].max()
    _, height = canvas.get_size_inches() * style.INCH
    top, high = style.head(title, PAGE), PITCH * (last + 1)
    axes = style.axes_at(canvas, LABELS, height - top - high, SCALE, high)
    axes.set_ylim(last + 0.5, -0.5)
    axes.set_xlim(0, data["high"].max() * 1.04)
    axes.set_xlabel(f"{quantity.replace('_', ' ')} ({style.per(rows['unit'].iloc[0])})")
    axes.grid(axis="x")
    stated_band.draw(axes, data)
    for row in rows.itertuples():
        ends = list(dict.fromkeys((row.low, row.high)))
        axes.plot(ends, [row.row] * len(ends), **_looks(legend, row.kind, row.basis), zorder=3, clip_on=False)
    _label(axes, rows)
    handles = [_handle(legend, kind, basis) for kind, basis in _kinds(data, legend)]
    style.legend(canvas, [*stated_band.handles(data), *handles], top + high + AXIS, COLUMNS)


def _kinds(data: pd.DataFrame, legend: Iterable[str]) -> list[tuple[str, str]]:
    """Each kind of figure that occurs, firm and hollow, in the order of the legend."""
    found = list(dict.fromkeys(zip(data["kind"], data["basis"], strict=True)))
    firm_first = sorted(found, key=lambda one: one[1] != FIRM)
    return [one for kind in legend for one in firm_first if one[0] == kind]


def _looks(legend: Mapping[str, tuple[str, str, str]], kind: str, basis: str) -> dict[str, Any]:
    """Filled for a firm figure, hollow and dotted for any other."""
    marker, colour, _ = legend[kind]
    filled, dashes = (colour, style.SOLID) if basis == FIRM else ("white", style.DOTTED)
    looks = {"marker": marker, "color": colour, "markerfacecolor": filled, "markeredgewidth": 1.0}
    return {**looks, "linestyle": dashes if kind == RANGE else "none", "markersize": 7 if kind == RANGE else 4.8}


def _handle(legend: Mapping[str, tuple[str, str, str]], kind: str, basis: str) -> Line2D:
    more = "" if basis == FIRM else f", {basis}"
    return Line2D([], [], **_looks(legend, kind, basis), label=f"{legend[kind][2]}{more}")


def _label(axes: Axes, rows: pd.DataFrame) -> None:
    """Two lines a row: what it is, and where, when and of how many."""
    axes.tick_params(axis="y", left=False, labelleft=False)
    options = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "ha": "right"}
    for row in rows.drop_duplicates("row").itertuples():
        axes.annotate(row.label, (0, row.row), (-5, 1), va="bottom", **options)
        axes.annotate(row.detail, (0, row.row), (-5, -1), va="top", color=GREY, **options)


def _alt(data: pd.DataFrame, claim: Stated, groups: Sequence[Dots]) -> str:
    """The chart in words: every figure of the first kind, the largest of the first group, the extent of the others."""
    (first, *others), (kind, *_) = (_legend([group]) for group in groups), _legend(groups)
    ranked = data[data["kind"].isin(list(first))]
    said = "; ".join(
        f"{row.label} {words.span((row.low, row.high))}{'' if row.basis == FIRM else f' ({row.basis})'}"
        for row in ranked[ranked["kind"] == kind].itertuples()
    )
    most, count = ranked.iloc[0], (ranked["kind"] == kind).sum()
    beside = [
        f" {text[0].upper()}{text[1:]}: {words.span((rows['low'].min(), rows['high'].max()))}."
        for kinds in others
        for name, (*_, text) in kinds.items()
        if len(rows := data[data["kind"] == name])
    ]
    return (
        f"Dot plot of {len(ranked)} documented figures, in {style.per(claim.unit)}. "
        f"The article implies {claim.words()}. {count} of the kind “{first[kind][2]}”: {said}. "
        f"The largest figure is {words.number(most['high'])}: {most['label']}.{''.join(beside)}"
    )
