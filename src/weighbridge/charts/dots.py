"""Figures from tables, in groups and ranked, against the quantity that the article implies.

In the manner of W. S. Cleveland, The Elements of Graphing Data (1985).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..base import RemediedError, suggestion, visible
from ..case import Case
from ..casefile import ComparedRow, Mark, TableComparison, compared_rows
from ..text import capital, significant, words
from . import credit, stated_band, style
from .chart import EXPLAIN, Chart, named
from .dates import in_words
from .stated_band import Stated
from .style import BLUE, GREY, PALEST, SMALL, TEXT, Sheet

MOST_ROWS = 12
LABELS = 74.0  # mm, at most, for the names at the left, where there is room for them
PITCH, HEADING, BETWEEN = 6.6, 5.0, 2.0  # mm from row to row, for a heading, and between groups
ABOVE, AXIS = 8.0, 5.5  # mm for the words on the stated value, and for the numbers of the axis
FIGURE = 1.8  # mm from a dot to its figure
LOOKS: Mapping[str, Mapping[str, Any]] = {
    Mark.SOLID: {"marker": "o", "color": BLUE, "markerfacecolor": BLUE, "markersize": 5.0},
    Mark.HOLLOW: {"marker": "o", "color": BLUE, "markerfacecolor": "white", "markersize": 5.0, "markeredgewidth": 1.1},
    Mark.SQUARE: {"marker": "s", "color": GREY, "markerfacecolor": GREY, "markersize": 3.8},
}


@dataclass(frozen=True)
class Line:
    """What stands on one line: the figures of all rows of a group that have the same name."""

    name: str
    details: tuple[str, ...]
    values: tuple[float, ...]
    sources: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def detail(self) -> str:
        """Where, when and of how many."""
        return ", ".join(self.details)


@dataclass(frozen=True)
class Ranked:
    """A group: all its figures, and its lines, the highest first, of which the first few are drawn."""

    name: str
    mark: Mark
    figures: tuple[float, ...]
    lines: tuple[Line, ...]
    drawn: int

    @property
    def heading(self) -> str:
        """``Counted``, in the words of the case."""
        return capital(visible(self.name, lines=False))

    @property
    def part(self) -> str:
        """How many of its lines are drawn, where not all are."""
        return f"{self.drawn} highest of {len(self.lines)}" if self.drawn < len(self.lines) else ""


def comparison_of(case: Case, name: str) -> TableComparison:
    """A comparison of a case with tables, by its name.

    Raises:
        RemediedError: there is none of the name; it names the nearest.
    """
    known = case.text.comparisons
    if name not in known:
        raise RemediedError(f"there is no comparison `{name}`", suggestion(name, known))
    return known[name]


def dot_plot(case: Case, name: str) -> Chart:
    """The figures of a comparison of the case, the highest first in each group, beside the stated quantity.

    Args:
        name: of a comparison without a date.

    >>> from weighbridge import open_case
    >>> dot_plot(open_case("raqqa-2017"), "loads").title
    '2 of 10 convoys on record averaged 50 tonnes a truck or more'
    """
    comparison = comparison_of(case, name)
    claim, groups = Stated.of(case, comparison.stated), _groups(case, comparison)
    title = finding(groups[0].figures, claim, comparison)
    data = pd.DataFrame([*_records(groups, claim.unit), *stated_band.usual_rows(claim)])
    keys = [key for group in groups for line in group.lines[: group.drawn] for key in line.sources]
    return Chart(
        named(case.name, name),
        title,
        f"{title}. {_extents(groups, claim.unit)}",
        _description(comparison, groups, claim),
        data,
        lambda sheet, rows: _draw(sheet, rows, groups, claim),
        lambda width: ABOVE + _tall(groups) + AXIS,
        f"Sources: {credit.line(case, keys)}.",
        f"{capital(comparison.of)}, {style.per(claim.unit)}",
    )


def finding(figures: Sequence[float], claim: Stated, comparison: TableComparison) -> str:
    """What the first group says of the stated value: how many of its figures reach it, as a sentence."""
    finds, total = comparison.finds, len(figures)
    exact = [significant(value) for value in figures]
    low, high = (significant(end) for end in claim.written)
    least, most = (replace(claim, written=(end, end)).amount_beside(figures) for end in (low, high))
    reach = sum(value >= low for value in exact)
    within = sum(value >= significant(claim.usual[0]) for value in exact)
    every = f"The one {finds.one}" if total == 1 else f"All {total} {finds.many}"
    if min(exact) > high:
        return f"{every} {finds.verb} more than {most}"
    if reach == total:
        return f"{every} {finds.verb} {least} or more"
    if reach:
        return f"{reach} of {total} {finds.many} {finds.verb} {least} or more"
    near = f", but {within} of {total} {'comes' if within == 1 else 'come'} as near as its wording allows"
    return f"No {finds.one} {finds.verb} {least}{near if within else ''}"


def _groups(case: Case, comparison: TableComparison) -> list[Ranked]:
    """Each group with its lines ranked; a dozen lines in all are drawn, each group having its share."""
    unit, spellings = case.model.units[comparison.stated], case.model.spellings
    found = {name: compared_rows(comparison, name, case.holdings, unit, spellings) for name in comparison.groups}
    lines = {name: _lines(rows, _detailed(comparison, name)) for name, rows in found.items()}
    drawn = _shares([len(some) for some in lines.values()])
    return [
        Ranked(name, comparison.groups[name].mark, tuple(row.high for row in found[name]), tuple(some), many)
        for (name, some), many in zip(lines.items(), drawn, strict=True)
    ]


def _detailed(comparison: TableComparison, group: str) -> Sequence[str]:
    own = comparison.groups[group].detail
    return comparison.detail if own is None else own


def _lines(rows: Sequence[ComparedRow], detail: Sequence[str]) -> list[Line]:
    """The rows as lines, the highest first; those with the same name and detail are one."""
    names = {id(row): (row.label, tuple(filter(None, (_said(row, column) for column in detail)))) for row in rows}
    ordered = sorted(rows, key=lambda row: names[id(row)])
    lines = []
    for (label, more), same in groupby(ordered, key=lambda row: names[id(row)]):
        several = list(same)
        values = sorted({end for row in several for end in (row.low, row.high)})
        keys = dict.fromkeys(key for row in several for key in row.row.sources)
        details = tuple(visible(one, lines=False) for one in more)
        places = tuple(f"{row.row.table}.csv:{row.row.line}" for row in several)
        lines.append(Line(capital(visible(label, lines=False)), details, tuple(values), tuple(keys), places))
    return sorted(lines, key=lambda line: (-line.values[-1], line.name))


def _said(row: ComparedRow, column: str) -> str:
    """What a column says: a date spelled, a count with its noun, anything else as it stands."""
    cell = (row.row.date if column == "date" else row.row.cells[column]) or ""
    if column == "date":
        return in_words(cell) if cell else ""
    if not cell.isdecimal():
        return cell
    return f"{int(cell):,} {column if int(cell) > 1 else column.removesuffix('s')}"


def _shares(counts: Sequence[int]) -> list[int]:
    """How many lines of each group are drawn: one after the other, in turn, until there are a dozen.

    >>> _shares([6, 7, 3]), _shares([2, 1])
    ([5, 4, 3], [2, 1])
    """
    shares = [0] * len(counts)
    while sum(shares) < min(MOST_ROWS, sum(counts)):
        for place, count in enumerate(counts):
            if shares[place] < count and sum(shares) < MOST_ROWS:
                shares[place] += 1
    return shares


def _records(groups: Sequence[Ranked], unit: str) -> list[dict[str, Any]]:
    """A row for each figure that is drawn, in the order of the lines."""
    return [
        {"kind": group.name, "label": line.name, "detail": line.detail, "low": value, "high": value, "unit": unit}
        | {"mark": str(group.mark), "source": ";".join(line.sources), EXPLAIN: ";".join(line.rows)}
        for group in groups
        for line in group.lines[: group.drawn]
        for value in line.values
    ]


def _extents(groups: Sequence[Ranked], unit: str) -> str:
    """From where to where the figures of each group lie: ``Counted: 19.7 to 42; legal limits: 13 to 58 tonnes.``"""
    lows = [min(line.values[0] for line in group.lines) for group in groups]
    spans = words.spans([(low, max(group.figures)) for low, group in zip(lows, groups, strict=True)])
    said = [f"{group.name}: {words.with_unit(span, unit)}" for group, span in zip(groups, spans, strict=True)]
    text = "; ".join(said)
    return f"{capital(text)}."


def _description(comparison: TableComparison, groups: Sequence[Ranked], claim: Stated) -> str:
    """Everything that is drawn, a sentence for each line."""
    figures = [value for group in groups for value in group.figures]
    allowed = words.span(claim.usual, claim.unit)
    axis = f"Dots for the {comparison.of}, in {style.per(claim.unit)}, on a scale from zero."
    said = [axis, f"A line for the article: {claim.amount_beside(figures)}; its wording allows {allowed}."]
    for group in groups:
        part = f", the {group.part}" if group.part else ""
        said.append(f"{group.heading} ({group.mark} marks{part}).")
        for line in group.lines[: group.drawn]:
            detail = f" ({line.detail})" if line.detail else ""
            said.append(f"{line.name}{detail}: {words.listed(words.apart(line.values))}.")
    return " ".join(said)


def _tall(groups: Sequence[Ranked]) -> float:
    """The height of all groups, in mm."""
    return sum(HEADING + PITCH * group.drawn for group in groups) + BETWEEN * (len(groups) - 1)


def _draw(sheet: Sheet, data: pd.DataFrame, groups: Sequence[Ranked], claim: Stated) -> None:
    lines = [line for group in groups for line in group.lines[: group.drawn]]
    left = style.MARGIN + (_names(lines) if sheet.is_wide else 0)
    tall = ABOVE + _tall(groups)
    axes = sheet.axes(left, 0, sheet.width - style.MARGIN - left, tall)
    axes.set_ylim(tall, 0)  # in mm from above
    axes.set_xlim(0, data["high"].max() * 1.09)  # with room for the largest figure in writing
    _scale(axes, sheet.is_wide, tall)
    stated_band.mark(axes, claim, claim.amount_beside(data["high"]))
    texts = words.apart([*claim.written, *data["high"]])
    written = dict(zip([*claim.written, *data["high"]], texts, strict=True))
    place = left + (claim.written[0] / axes.get_xlim()[1]) * (sheet.width - style.MARGIN - left)
    down = ABOVE
    for group in groups:
        _heading(sheet, group, down, place)
        down += HEADING
        for line in group.lines[: group.drawn]:
            _name(sheet, line if sheet.is_wide else _told_apart(line, lines), down, place)
            _marks(axes, group, line, down + PITCH * (0.5 if sheet.is_wide else 0.72), written)
            down += PITCH
        down += BETWEEN


def _told_apart(line: Line, lines: Sequence[Line]) -> Line:
    """A line whose name holds its detail where another has the same name."""
    shared = line.details and sum(other.name == line.name for other in lines) > 1
    return replace(line, name=f"{line.name}, {line.detail}") if shared else line


def _names(lines: Sequence[Line]) -> float:
    """How much room the names need at the left, in mm."""
    needed = [max(style.measure(line.name), style.measure(line.detail, SMALL)) for line in lines]
    return min(max(needed) + 5.0, LABELS)


def _scale(axes: Axes, is_wide: bool, tall: float) -> None:
    axes.xaxis.set_major_locator(MaxNLocator(6 if is_wide else 5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    axes.tick_params(axis="y", left=False, labelleft=False)
    axes.tick_params(axis="x", color=GREY, length=2)
    axes.spines[["left", "bottom"]].set_visible(False)
    if is_wide:  # on a narrow sheet the names stand there
        axes.vlines(axes.get_xticks(), ABOVE, tall, color=PALEST, linewidth=0.6, zorder=0.3)


def _heading(sheet: Sheet, group: Ranked, down: float, place: float) -> None:
    """The name of a group behind its mark, and how many of it are drawn; ``place`` is that of the stated value."""
    middle, begin = down + HEADING / 2, style.MARGIN + 3.2
    at = ((style.MARGIN + 1.0) / sheet.width, 1 - (sheet.top + middle) / sheet.height)
    looks = {"transform": sheet.figure.transFigure, "linestyle": "none", **LOOKS[group.mark]}
    sheet.figure.add_artist(Line2D([at[0]], [at[1]], **looks))
    options = {"va": "center_baseline", "size": TEXT}
    sheet.text(begin, middle, group.heading, weight="bold", **options)
    if group.part:
        after = begin + style.measure(group.heading, TEXT, "bold") + 1.5
        halo = {"bbox": style.HALO} if after + style.measure(group.part, SMALL) > place - 1 else {}
        sheet.text(after, middle, group.part, **{**options, "size": SMALL, "color": GREY}, **halo)


def _marks(axes: Axes, group: Ranked, line: Line, down: float, written: Mapping[float, str]) -> None:
    """The marks of a line, and the figure of the last, or of the first and the last."""
    looks = LOOKS[group.mark]
    low, high = line.values[0], line.values[-1]
    if low < high:
        axes.hlines(down, low, high, color=looks["color"], linewidth=0.8, zorder=2.5)
    marks = {"linestyle": "none", "label": group.name, "clip_on": False, "zorder": 3, **looks}
    axes.plot(line.values, [down] * len(line.values), **marks)
    for value, (side, away) in {low: ("right", -FIGURE), high: ("left", FIGURE)}.items():
        place = {"xytext": (away / style.POINT, 0), "textcoords": "offset points"}
        axes.annotate(written[value], (value, down), ha=side, va="center_baseline", zorder=3.2, **place)


def _name(sheet: Sheet, line: Line, down: float, place: float) -> None:
    """What a line is: with where, when and of how many at the left of its marks, or on a narrow sheet above them."""
    begin = style.MARGIN
    if not sheet.is_wide:
        label = style.shortened(line.name, style.inner(sheet.width), SMALL)
        halo = {"bbox": style.HALO} if begin + style.measure(label, SMALL) > place - 1 else {}
        sheet.text(begin, down + PITCH * 0.36, label, size=SMALL, va="baseline", **halo)
        return
    room, middle = LABELS - 4.0, down + PITCH / 2
    if not line.detail:
        sheet.text(begin, middle, style.shortened(line.name, room), va="center_baseline")
        return
    sheet.text(begin, middle - 0.15, style.shortened(line.name, room), va="bottom")
    detail = style.shortened(line.detail, room, SMALL)
    sheet.text(begin, middle + 0.1, detail, va="top", size=SMALL, color=GREY)
