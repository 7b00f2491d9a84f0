"""Two sides on one scale: the article's number, and what is possible or what its other numbers give."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from ..answers import Figures, Size
from ..base import RemediedError
from ..case import Case
from ..graph import Comparison, Kind
from ..report import ReportedCheck
from ..text import capital, number, with_unit
from . import credit, style, ways
from .canvas import box, in_mm, write
from .chart import EXPLAIN, Chart, named
from .style import ACCENT, BLUE, GREY, LINE, MARGIN, PALEST, TINT, Sheet

BAR, AIR, AT_LEAST = 4.0, 2.5, 0.6  # mm: how high a bar is, between two, how wide one is that would not be seen
END = {Comparison.AT_MOST: "the most", Comparison.AT_LEAST: "the least", Comparison.EQUALS: "the middle"}
SHADE = "#D3E5F1"  # a pale blue: what lies below the lower end
TWICE, FIGURES = 2.0, 2  # from here a ratio is a number of times; how many digits it has


@dataclass(frozen=True)
class Bar:
    """One side as it is drawn, from one end to another, with the words above it."""

    label: str
    low: float
    high: float
    colour: str
    name: str


def possible_range(case: Case, check: str) -> Chart:
    """The article's number and what is possible, on one scale from zero.

    Args:
        check: a check that asks whether something is possible.

    Raises:
        RemediedError: it asks for something else, or a side has no ends or reaches below zero.

    >>> from weighbridge import open_case
    >>> possible_range(open_case("raqqa-2017"), "can_carry").title
    '50 tonnes a truck is 71% of the most that is possible: fits'
    """
    result = case.verify()[check]
    if result.kind != Kind.POSSIBLE or not _is_above_zero(result.figures):
        raise RemediedError(f"`{check}` does not ask whether something above zero is possible")
    title = f"{_size(result, result.figures.size)}: {result.figures.badge}"
    return _of(case, result, "possible", title, f"{title}. {result.answer.headline}")


def both_sides(case: Case, check: str) -> Chart:
    """The article's number and what it is set against, on one scale from zero.

    Args:
        check: a check that asks whether numbers agree.

    Raises:
        RemediedError: it asks for something else, or a side has no ends or reaches below zero.

    >>> from weighbridge import open_case
    >>> both_sides(open_case("ihs-2016"), "the_revenue").title
    "30% fits the article's other numbers"
    """
    result = case.verify()[check]
    if result.kind != Kind.AGREES or not _is_above_zero(result.figures):
        raise RemediedError(f"`{check}` does not ask whether two numbers above zero agree")
    title = result.answer.headline.rstrip(".")
    return _of(case, result, "sides", title, " ".join([f"{title}.", *result.answer.sentences[:1]]))


def _is_above_zero(figures: Figures) -> bool:
    ends = (figures.stated.low, figures.stated.high, figures.computed.low, figures.computed.high)
    return all(end is not None and end >= 0 for end in ends)


def _of(case: Case, result: ReportedCheck, kind: str, title: str, alt: str) -> Chart:
    """Both sides of a check as bars, the article's above."""
    figures = result.figures
    called = capital(case.model.names.of(result.reference.computed.name))
    stated, computed = figures.stated, figures.computed
    bars = [
        Bar(f"The article: {stated.text}", stated.low or 0.0, stated.high or 0.0, ACCENT, stated.name),
        Bar(f"{called}: {_range(figures)}", computed.low or 0.0, computed.high or 0.0, BLUE, computed.name),
    ]
    data = pd.DataFrame(
        [{"side": bar.label, "from": bar.low, "to": bar.high, "unit": stated.unit, EXPLAIN: bar.name} for bar in bars]
    )
    return Chart(
        named(case.name, result.name, kind),
        title,
        alt,
        ". ".join(bar.label for bar in bars) + ".",
        data,
        lambda sheet, rows: _draw(sheet, bars),
        _depth,
        credit.below_check(case, result.name),
        subtitle=result.question,
    )


def _range(figures: Figures) -> str:
    """Between which ends the computed side lies, in the unit of the stated one."""
    low, high = figures.computed.low or 0.0, figures.computed.high or 0.0
    return with_unit(f"{number(low)} to {number(high)}" if low != high else number(high), figures.stated.unit)


def _size(result: ReportedCheck, size: Size | None) -> str:
    """How the stated number compares with the end that was asked for: as a percentage, or as a number of times."""
    stated, end = ways.stated(result), END[result.relation]
    if size is None or size.kind != "ratio" or size.value is None:
        return f"{stated} beside {result.figures.computed.text}"
    if size.value >= TWICE:
        return f"{stated} is {number(size.value, FIGURES)} times {end} that is possible"
    return f"{stated} is {number(100 * size.value, FIGURES)}% of {end} that is possible"


def _depth(width: float) -> float:
    return 2 * (LINE + BAR) + AIR


def _draw(sheet: Sheet, bars: list[Bar]) -> None:
    axes, wide = in_mm(sheet), style.inner(sheet.width)
    most = max(bar.high for bar in bars)
    down = 0.0
    for bar in bars:
        down = write(axes, MARGIN, down, style.wrapped(bar.label, wide)[:1], color=bar.colour, weight="bold")
        _bar(axes, bar, wide / most if most else 0.0, down, wide)
        down += BAR + AIR
    axes.plot([MARGIN, MARGIN], [LINE, down - AIR], color=GREY, linewidth=0.6)  # zero


def _bar(axes: Axes, bar: Bar, scale: float, down: float, wide: float) -> None:
    """From zero pale as far as the lower end, then in full; what would not be seen is as wide as can be seen."""
    box(axes, MARGIN, down, wide, BAR, facecolor=PALEST)
    left, right = MARGIN + bar.low * scale, MARGIN + bar.high * scale
    box(axes, MARGIN, down, left - MARGIN, BAR, facecolor=TINT if bar.colour == ACCENT else SHADE)
    left = min(left, right - AT_LEAST)
    box(axes, left, down, right - left, BAR, facecolor=bar.colour, gid=bar.label)
