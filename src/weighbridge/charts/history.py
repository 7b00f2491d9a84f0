"""Figures from tables by their date, in the months around one, against the quantity that the article implies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import MonthLocator, date2num, num2date
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..base import RemediedError, visible
from ..case import Case
from ..casefile import ComparedRow, Mark, TableComparison, compared_rows
from ..text import MONTHS, capital, words
from . import credit, stated_band, style
from .chart import EXPLAIN, Chart, named
from .dates import Period, in_words, period
from .dots import LOOKS, comparison_of
from .stated_band import Stated
from .style import ACCENT, GREY, PALEST, PINE, SMALL, SMALL_LINE, TEXT, TINT, Sheet

EITHER_SIDE = timedelta(days=274)  # of the middle: a year and a half in all
LITTLE, SOME = 1.1, 1.5  # times: up to the first it is a little more, up to the second so much percent more
MONTH = timedelta(days=31)
LEFT, AWAY = 8.0, 2.2  # mm for the numbers of the axis; from a figure to the name of its group
WIDE, NARROW, AXIS = 62.0, 56.0, 8.0  # mm: how high the axes are, and what stands below them
FOOT = 4.5  # mm above the foot of the axes, where the month is named
ABOVE = 1.22  # times the highest figure, with room for words above it
Ends = tuple[float, float]


@dataclass(frozen=True)
class Dated:
    """A figure, or two ends of one, and the time that it covers."""

    group: str
    label: str
    said: str
    time: Period
    low: float
    high: float
    sources: tuple[str, ...]
    row: str


@dataclass(frozen=True)
class Around:
    """The month that a comparison is about, and its figures.

    Attributes:
        said: the month, or the other time, in words.
        time: when it begins and ends.
        near: the figures of each group that is drawn, of the months around it.
        then: the figures of each group that is said in a note, of that month alone.
    """

    said: str
    time: Period
    near: Mapping[str, Sequence[Dated]]
    then: Mapping[str, Sequence[Dated]]

    @property
    def first(self) -> Sequence[Dated]:
        """The figures that the title is about."""
        return next(iter(self.near.values()))

    @property
    def ends(self) -> list[float]:
        """All figures that are drawn."""
        return [end for several in self.near.values() for one in several for end in (one.low, one.high)]

    @property
    def in_it(self) -> Sequence[Dated]:
        """Those of the month itself."""
        return [one for one in self.first if self.time.begin <= one.time.begin and one.time.end <= self.time.end]


def has_history(case: Case, name: str) -> bool:
    """Whether any figure of the first group lies in the months around: else there is nothing to compare with.

    >>> from weighbridge import open_case
    >>> has_history(open_case("raqqa-2017"), "prices")
    True
    """
    return bool(_around(case, comparison_of(case, name)).first)


def history_plot(case: Case, name: str) -> Chart:
    """The figures of a comparison of the case by their date, beside the stated quantity, on a scale from zero.

    Args:
        name: of a comparison with a date.

    Raises:
        RemediedError: no figure of its first group lies in the year and a half around that date.

    >>> from weighbridge import open_case
    >>> history_plot(open_case("raqqa-2017"), "prices").title
    '$300 a tonne is a little above what iron scrap fetched at ports'
    """
    comparison = comparison_of(case, name)
    claim, around = Stated.of(case, comparison.stated), _around(case, comparison)
    if not around.first:
        raise RemediedError(f"`{name}` has no figure in the year and a half around {around.said}")
    title, note = finding(claim, comparison, around), _note(around, claim.unit)
    drawn = [one for several in (*around.near.values(), *around.then.values()) for one in several]
    data = pd.DataFrame([*(_record(one, comparison, claim.unit) for one in drawn), *stated_band.usual_rows(claim)])
    return Chart(
        named(case.name, name),
        title,
        f"{title}. {_ranges(claim, around)}",
        _description(comparison, claim, around, note),
        data,
        lambda sheet, _: _draw(sheet, comparison, claim, around, note),
        lambda width: _plot(width) + AXIS + _noted(note, width),
        f"Sources: {credit.line(case, (key for one in drawn for key in one.sources))}.",
        f"{capital(comparison.of)}, {style.per(claim.unit)}",
    )


def finding(claim: Stated, comparison: TableComparison, around: Around) -> str:
    """How the stated value stands to the range of the first group in the month: above, within or below, by how much.

    Where the months around it would say otherwise, the month is named.
    """
    near = _range(around.first) or claim.written
    then = _range(around.in_it) or near
    said, amount = _against(claim.written, then), claim.amount_beside(around.ends)
    roughly = [_against(claim.written, found, roughly=True) for found in (then, near)]
    when = f" in {around.said}" if roughly[0] != roughly[1] else ""
    return f"{amount} is {said} {comparison.finds.range}{when}"


def _against(stated: Ends, found: Ends, roughly: bool = False) -> str:
    """Where a value lies against a range.

    >>> _against((300, 300), (228, 282)), _against((300, 300), (200, 250)), _against((300, 300), (100, 120))
    ('a little above', '20% above', '2.5 to 3.0 times')
    >>> _against((300, 300), (290, 310)), _against((300, 300), (310, 400)), _against((300, 300), (600, 900))
    ('in the range of', 'a little below', '33% to 50% of')
    >>> _against((5, 5), (0, 0)), _against((-5, -5), (1, 2))
    ('above', 'below')
    """
    (low, high), (least, most) = stated, found
    if low <= most and least <= high:
        return "in the range of"
    if min(low, least) <= 0:  # of which nothing is so many times, nor so many percent
        return "above" if low > most else "below"
    side, ratio = ("above", low / most) if low > most else ("below", least / high)
    if ratio <= LITTLE:
        return f"a little {side}"
    if roughly:
        return side
    if side == "above":
        return (
            f"{words.number(100 * (ratio - 1), 2)}% above"
            if ratio < SOME
            else f"{_spread(low / most, high / least)} times"
        )
    share = 100 * (1 - high / least)
    return (
        f"{words.number(share, 2)}% below"
        if ratio < SOME
        else f"{words.with_unit(_spread(100 * low / most, 100 * high / least), 'percent')} of"
    )


def _spread(low: float, high: float) -> str:
    return words.span((low, high), digits=2)


def _range(figures: Sequence[Dated]) -> Ends | None:
    return (min(one.low for one in figures), max(one.high for one in figures)) if figures else None


def _around(case: Case, comparison: TableComparison) -> Around:
    """The month that the case takes, and the figures in and around it."""
    text = comparison.around or ""
    event = case.text.events.get(text)
    if event is not None:
        text = event.candidates[case.choices.get(text, event.preferred)].date
    text = text[: len("2017-02")]
    time = period(text)
    unit, spellings = case.model.units[comparison.stated], case.model.spellings
    near: dict[str, list[Dated]] = {}
    then: dict[str, list[Dated]] = {}
    for group, asked in comparison.groups.items():
        found = [_dated(row) for row in compared_rows(comparison, group, case.holdings, unit, spellings)]
        if asked.mark == Mark.NOTE:
            then[group] = [one for one in found if one.time.begin < time.end and time.begin < one.time.end]
        else:
            near[group] = [one for one in found if abs(one.time.at - time.at) <= EITHER_SIDE]
    return Around(in_words(text), time, near, then)


def _dated(row: ComparedRow) -> Dated:
    first, _, last = row.row.date.partition("/")
    time = period(first, last or None)
    return Dated(
        row.group,
        visible(row.label, lines=False),
        in_words(row.row.date),
        time,
        row.low,
        row.high,
        tuple(row.row.sources),
        f"{row.row.table}.csv:{row.row.line}",
    )


def _record(one: Dated, comparison: TableComparison, unit: str) -> dict[str, Any]:
    """A row of the data."""
    said = {"kind": one.group, "label": one.label, "time": one.said, **one.time._asdict()}
    mark = str(comparison.groups[one.group].mark)
    said |= {"low": one.low, "high": one.high, "unit": unit, "mark": mark, "source": ";".join(one.sources)}
    return said | {EXPLAIN: one.row}


def _note(around: Around, unit: str) -> str:
    """What would not fit on the scale, for that month."""
    found = {group: _range(several) for group, several in around.then.items()}
    said = [f"{visible(group, lines=False)} {words.span(ends, unit)}" for group, ends in found.items() if ends]
    return f"Not on this scale, in {around.said}: {words.listed(said)}." if said else ""


def _noted(note: str, width: float) -> float:
    """The height of the note, in mm."""
    return len(style.wrapped(note, style.inner(width), SMALL)) * SMALL_LINE + 1.0 if note else 0.0


def _ranges(claim: Stated, around: Around) -> str:
    """From where to where the figures lie, for the short text."""
    name, then = next(iter(around.near)), _range(around.in_it)
    others = {group: _range(several) for group, several in around.near.items() if group != name}
    month = f"In {around.said}" if then else f"No figure of {around.said} was found; in the months around it"
    said = [f"{name} {words.span(then or _range(around.first), claim.unit)}"]
    said += [f"{group} {words.span(ends, claim.unit)}" for group, ends in others.items() if ends]
    return f"{month}: {'; '.join(said)}."


def _description(comparison: TableComparison, claim: Stated, around: Around, note: str) -> str:
    """Everything that is drawn, a sentence for each figure."""
    said = [f"The {comparison.of} by date, in {style.per(claim.unit)}, on a scale from zero."]
    allowed = words.span(claim.usual, claim.unit)
    said += [f"A line for the article: {claim.amount_beside(around.ends)}; its wording allows {allowed}."]
    for group, several in around.near.items():
        mark = comparison.groups[group].mark
        said.append(f"{capital(group)} ({'brackets' if mark == Mark.BRACKET else f'{mark} marks'}).")
        for one in sorted(several, key=lambda one: one.time.at):
            where = f", {one.label}" if one.label else ""
            said.append(f"{one.said}{where}: {words.span((one.low, one.high), claim.unit)}.")
    return " ".join([*said, note]).strip()


def _plot(width: float) -> float:
    return WIDE if width > style.COLUMN else NARROW


def _draw(sheet: Sheet, comparison: TableComparison, claim: Stated, around: Around, note: str) -> None:
    high, left = _plot(sheet.width), style.MARGIN + LEFT
    axes = sheet.axes(left, 0, sheet.width - style.MARGIN - left, high)
    axes.set_ylim(0, ABOVE * max(*around.ends, claim.usual[1]))
    axes.set_xlim(*date2num([around.time.at - EITHER_SIDE, around.time.at + EITHER_SIDE]))
    _scales(axes)
    _month_of(axes, claim, around)
    _line(axes, claim, around)
    labels = []
    for group, several in around.near.items():
        mark = comparison.groups[group].mark
        for one in several:
            _bracket(axes, one) if mark == Mark.BRACKET else _dot(axes, one, mark)
        if several:
            labels.append(_label(axes, group, several, mark, claim.unit))
    _write(axes, labels, claim)
    for place, text in enumerate(style.wrapped(note, style.inner(sheet.width), SMALL)):
        sheet.text(style.MARGIN, high + AXIS + 1.0 + place * SMALL_LINE, text, va="top", size=SMALL)


def _month_of(axes: Axes, claim: Stated, around: Around) -> None:
    """The month as a strip, named at its foot, or at its head where the article's words stand at the foot."""
    axes.axvspan(
        *date2num([around.time.begin, around.time.end]),
        facecolor=PALEST, edgecolor="none", zorder=0.1, label=around.said,
    )  # fmt: skip
    at_foot = claim.usual[0] > axes.get_ylim()[1] / 4
    at, shift = (0.0, (2, 3)) if at_foot else (1.0, (2, -3))
    beside = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "size": SMALL, "color": GREY}
    axes.annotate(around.said, (date2num(around.time.end), at), shift, va="bottom" if at_foot else "top", **beside)


def _scales(axes: Axes) -> None:
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    axes.xaxis.set_major_locator(MonthLocator((1, 4, 7, 10)))
    axes.xaxis.set_major_formatter(FuncFormatter(_month))
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", color=GREY, length=2)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y")


def _month(at: float, _: int) -> str:
    """The month that begins at a place: ``Jan`` over ``2017``."""
    begin = num2date(at)
    return f"{MONTHS[begin.month - 1][:3]}\n{begin.year}"


def _line(axes: Axes, claim: Stated, around: Around) -> None:
    """The stated value with its words above it, on the side on which fewer figures lie."""
    low, high = claim.usual
    if low < high:
        axes.axhspan(low, high, facecolor=TINT, edgecolor="none", zorder=0.2, label=stated_band.USUAL)
    for end in dict.fromkeys(claim.written):
        axes.axhline(end, color=ACCENT, linewidth=1.3, zorder=2.2, label=stated_band.STATED)
    early = sum(one.time.at < around.time.at for one in around.first) * 2 <= len(around.first)
    at, side = (0.0, "left") if early else (1.0, "right")
    words_above = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "ha": side, "color": ACCENT}
    more = f"its wording allows {words.span(claim.usual, claim.unit)}" if low < high else ""
    axes.annotate(more, (at, high), (0, 3), va="bottom", size=SMALL, **words_above)
    amount = claim.amount_beside(around.ends)
    rise = 3 + (SMALL_LINE / style.POINT if more else 0)
    axes.annotate(f"The article: {amount}", (at, high), (0, rise), va="bottom", weight="bold", **words_above)


def _dot(axes: Axes, one: Dated, mark: Mark) -> None:
    """A mark at each end of a figure, a bar between, and a thread where it covers more than a month or so."""
    looks = {**LOOKS[mark], "markersize": LOOKS[mark]["markersize"] * 0.8}
    at, colour = date2num(one.time.at), looks["color"]
    ends = list(dict.fromkeys((one.low, one.high)))
    if one.time.end - one.time.begin > MONTH:
        axes.hlines(ends, *date2num([one.time.begin, one.time.end]), color=colour, linewidth=0.6, zorder=2.4)
    if len(ends) > 1:
        axes.vlines(at, *ends, color=colour, linewidth=0.6, zorder=2.4)
    axes.plot([at] * len(ends), ends, linestyle="none", label=one.group, zorder=3, **looks)


def _bracket(axes: Axes, one: Dated) -> None:
    """A vertical line with a cap at each end."""
    at = date2num(one.time.at)
    caps = {"color": PINE, "marker": "_", "markersize": 6, "markeredgewidth": 1.2, "linewidth": 1.2, "zorder": 3}
    axes.plot([at, at], [one.low, one.high], label=one.group, **caps)


@dataclass(frozen=True)
class Label:
    """The name and the extent of a group: lines of words beside its first or its last figure.

    Attributes:
        lines: each with its looks, from above.
        across: where they begin or end, as the axis counts time.
        is_before: whether they stand before that place.
        middle: how far above the foot of the axes their middle would best be, in mm.
    """

    lines: Sequence[tuple[str, Mapping[str, Any]]]
    across: float
    is_before: bool
    middle: float

    @property
    def high(self) -> float:
        """How high all lines are, in mm."""
        return len(self.lines) * style.LINE


def _label(axes: Axes, group: str, several: Sequence[Dated], mark: Mark, unit: str) -> Label:
    """The name of a group and its extent, behind its last figure or before its first, where there is room."""
    (begin, end), wide, high = axes.get_xlim(), *_size(axes)
    first, last = min(several, key=lambda one: one.time.at), max(several, key=lambda one: one.time.at)
    before = (date2num(first.time.at) - begin) / (end - begin) * wide - AWAY
    after = (end - date2num(last.time.end)) / (end - begin) * wide - AWAY
    name, extent = capital(visible(group, lines=False)), words.span(_range(several) or (0, 0), unit)
    needed = max(style.measure(name, TEXT, "bold"), style.measure(extent, SMALL))
    is_before = before >= needed if mark == Mark.BRACKET else after < needed and before > after
    one, room = (first, before) if is_before else (last, after)
    looks = {"color": PINE if mark == Mark.BRACKET else LOOKS[mark]["color"]}
    bold, small = {**looks, "size": TEXT, "weight": "bold"}, {**looks, "size": SMALL}
    lines = [(text, bold) for text in style.wrapped(name, room, TEXT, "bold")]
    lines += [(text, small) for text in style.wrapped(extent, room, SMALL)]
    across = date2num(first.time.at if is_before else last.time.end)
    return Label(lines, across, is_before, (one.low + one.high) / 2 / axes.get_ylim()[1] * high)


def _size(axes: Axes) -> tuple[float, float]:
    """The width and the height of the axes, in mm."""
    return axes.bbox.width / axes.figure.dpi * style.INCH, axes.bbox.height / axes.figure.dpi * style.INCH


def _write(axes: Axes, labels: Sequence[Label], claim: Stated) -> None:
    """The labels, each as near to its figures as those below it and the band of the stated value allow."""
    _, high = _size(axes)
    band, filled = claim.usual[0] / axes.get_ylim()[1] * high, FOOT
    for label in sorted(labels, key=lambda label: label.middle):
        below = min(label.middle, band - 0.5 - label.high / 2) if label.middle < band else label.middle
        foot = max(below - label.high / 2, filled)
        filled = foot + label.high + 0.5
        beside = {"ha": "right" if label.is_before else "left", "va": "top", "textcoords": "offset points"}
        beside |= {"bbox": style.HALO}
        away = (-AWAY if label.is_before else AWAY) / style.POINT
        for place, (text, looks) in enumerate(label.lines):
            top = (foot + label.high - place * style.LINE) / high
            axes.annotate(text, (label.across, top), (away, 0), xycoords=("data", "axes fraction"), **beside, **looks)
