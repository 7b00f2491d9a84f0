"""The specification curve of a check: for which stated values it would hold, under every combination of fair choices.

Two panels: the curve itself, and below it the options that each column takes. In the manner of U. Simonsohn,
J. P. Simmons, L. D. Nelson, Nature Human Behaviour 4 (2020).
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from ..answers import BADGES, shown_of
from ..case import Case
from ..checks import OUTCOMES, STANDS, Outcome, Weighing
from ..report import ReportedCheck, sides, tables
from ..text import words
from ..verdict import distinct, in_order
from . import credit, style, ways
from .chart import EXPLAIN, Chart, named
from .style import BLACK, BLUE, CHAIN, DASHED, DOTTED, GREY, ORANGE, PALE, PALEST, SKY, SOLID, VERMILLION, Sheet

# Names of columns are of two words where they can be: a choice, whose name is a column too, has one.
OUTCOME, WRITTEN, NEVER, STATED, UNIT = tables.OUTCOME, "as written", "holds nowhere", "stated value", "stated unit"
FROM, MIDDLE, TO = ENDS = tables.REACH_HEADS
LOOKS = {
    Outcome.HOLDS: (BLUE, SOLID, "o"),
    Outcome.THROUGH_ROUNDING: (SKY, CHAIN, "D"),
    Outcome.STRAINED: (ORANGE, DASHED, "^"),
    Outcome.FAILS: (VERMILLION, DOTTED, "X"),
    Outcome.CANNOT_TELL: (GREY, (0, (1, 3)), "s"),
}
MINE = {"marker": "v", "color": BLACK, "markersize": 4.0, "linestyle": "none"}  # the case as written
WIDE = 5.0  # times; what spreads further is drawn on a logarithmic axis
EDGE, OPEN = 0.05, 0.13  # of the spread: air at the ends of the axis, more where a line runs on
LONGEST = 24  # characters of an option on one line
PLOT, TAG, GAP, AXIS = 46.0, 3.0, 2.5, 15.0  # mm for the curve, above it, below it, and for what numbers the columns
LABELS, RIGHT, SPACE = 36.0, 3.0, 1.5  # mm at the left and right of both panels, and above the name of a choice
POINT, BAND = style.INCH / 72, 1.5  # mm, the latter from the middle of the column of the case as written to its edge
HEADS = {OUTCOME: "verdict"}  # what stands above the options, where that is not the name of the choice
Groups = Mapping[str, Sequence[str]]
Place = tuple[str, str | None, str, float]


def specification_curve(case: Case, check: str) -> Chart:
    """For which multiples of the stated value a check would hold: a column for every combination of fair choices.

    >>> from weighbridge import open_case
    >>> specification_curve(open_case("ihs-2016"), "the_revenue").title
    '30% fits in both ways to read it'
    """
    result = case.verify()[check]
    counting = {name: case.model.choices[name].counting for name in result.reference.choices}
    groups: Groups = {name: options for name, options in counting.items() if len(options) > 1}
    data = pd.DataFrame(_records(case, result, list(groups))).astype(dict.fromkeys(ENDS, float))
    groups = {OUTCOME: list(_counts(data)), **groups} if groups else {}
    side, source = result.reference.stated, _source(case, result)
    title, many = ways.headline(result, case.model.names), len(distinct(result.combinations))
    said = words.span(side.as_written, side.unit, 6) if side.as_written else sides.side(side)
    if side.as_written and side.as_written[0] == side.as_written[1] and data[STATED].isna().all():
        said += ", or as read otherwise"
    return Chart(
        named(case.name, check, "specifications"),
        title,
        f"{title}. As we read it: {BADGES[result.combinations[0].outcome]}.",
        _description(data, groups, result.reference.sentence, many) + _shown(result, len(data)),
        data,
        lambda sheet, rows: _draw(sheet, rows, groups, said, many),
        lambda width: _depth(data, groups, said),
        source,
    )


def _shown(result: ReportedCheck, shown: int) -> str:
    """How many of all ways the curve has, where there are more."""
    tally = result.check.tally
    return f" {shown_of(tally, shown)}" if tally is not None else ""


def _records(case: Case, result: ReportedCheck, shown: list[str]) -> list[dict[str, Any]]:
    """A row for each combination, in the order of the ledger; the stated value where it is one number in all."""
    asked = case.model.checks[result.name]
    sides = {case.weigher.side(asked.stated, {**case.choices, **c.choices}).as_written for c in result.combinations}
    low, high = (sides.pop() if len(sides) == 1 else None) or (0.0, 1.0)
    stated = {STATED: low if low == high else None, UNIT: result.reference.stated.unit}
    found = []
    ordered = in_order(result.combinations)
    for one, row in zip(ordered, tables.specification_rows(ordered), strict=True):
        taken = {**case.choices, **one.choices}  # not from the row, whose columns may have other names
        ends = {end: row[end] if row[end] is not None and math.isfinite(row[end]) else None for end in ENDS}
        never = ends[FROM] is ends[TO] is None and not _stands(case, result, taken)
        options = {WRITTEN: taken == case.choices, OUTCOME: row[OUTCOME], **{name: taken[name] for name in shown}}
        found.append({"rank": row["rank"], **ends, NEVER: never, **stated, **options, EXPLAIN: result.name})
    return found


def _stands(case: Case, result: ReportedCheck, taken: Mapping[str, str]) -> bool:
    """Whether a check holds at the stated value, whether or not that could have been otherwise."""
    weighing = Weighing(case.model, case.draws, case.model.checks[result.name], taken, thorough=False)
    return weighing.answer.outcome(1.0) in STANDS


def _source(case: Case, result: ReportedCheck) -> str:
    """Everything that any combination rests on."""
    model, asked = case.model, case.model.checks[result.name]
    keys = {case.text.article.source} & set(case.holdings.sources)
    for choices in ({**case.choices, **one.choices} for one in result.combinations):
        leaves = {leaf for side in asked.sides for leaf in model.leaves(side, choices)}
        figures = (figure for leaf in leaves for figure in model.node(leaf, choices).figures)
        keys |= {key for figure in figures for key in figure.sources}
    sources = credit.line(case, keys) or "the article"
    return f"Sources: {sources}; own calculation. Form: Simonsohn, Simmons, Nelson (2020)."


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many of each outcome there are, in the order of outcomes."""
    return {outcome: int((rows[OUTCOME] == outcome).sum()) for outcome in OUTCOMES if outcome in set(rows[OUTCOME])}


def _description(data: pd.DataFrame, groups: Groups, sentence: str, many: int) -> str:
    """The chart in words; ``many`` of its columns differ in what is compared."""
    count, mine = len(data), data[data[WRITTEN]].iloc[0]
    taken = "; ".join(f"{choice}: {mine[choice]}" for choice in list(groups)[1:])
    spans = []
    for name, found in zip(("lower ends", "middles", "upper ends"), (data[end].dropna() for end in ENDS), strict=True):
        missing = f" (none in {count - len(found)})" if len(found) < count else ""
        spans += [f"{name} {words.span((found.min(), found.max()))}{missing}"] if len(found) else []
    tally = ", ".join(f"{outcome} in {many}" for outcome, many in _counts(data).items())
    curve = f"Specification curve of {count} combination{'s' if count > 1 else ''} of fair choices"
    curve += f", {many} of which differ in what is compared" if many < count else ""
    return (
        f"{curve}, in the order of how much the stated value could be: {tally}. "
        f"The case as we read it, number {mine['rank']}{f' ({taken})' if taken else ''}: {sentence} "
        f"Over all, in multiples of what is stated: {', '.join(spans) or 'no ends'}. {_by_option(data, groups)}"
    ).strip()


def _by_option(data: pd.DataFrame, groups: Groups) -> str:
    """Which outcomes go with which options of each choice, options that see the same outcomes taken together."""
    parts, even = [], []
    for choice, options in list(groups.items())[1:]:
        seen = {option: tuple(_counts(data[data[choice] == option])) for option in options}
        alike = {outcomes: [option for option in options if seen[option] == outcomes] for outcomes in seen.values()}
        parts += [_goes(data, choice, those) for those in alike.values() if len(alike) > 1]
        even += [choice] if len(alike) == 1 else []
    if even:
        same = "each outcome occurs" if data[OUTCOME].nunique() > 1 else "the outcome is the same"
        parts.append(f"{same} with every option of {words.listed(even)}")
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts)


def _goes(data: pd.DataFrame, choice: str, options: Sequence[str]) -> str:
    """What comes of some options: ``strained (24) or fails (24) in all 48 with mix: “any mix alike”``."""
    rows = data[data[choice].isin(options)]
    counts, all_of = _counts(rows), f"all {len(rows)}" if len(rows) > 1 else "the one"
    ways = " or ".join(f"{outcome} ({number})" if len(counts) > 1 else outcome for outcome, number in counts.items())
    return f"{ways} in {all_of} with {choice}: {' or '.join(f'“{option}”' for option in options)}"


def _draw(sheet: Sheet, data: pd.DataFrame, groups: Groups, said: str, many: int) -> None:
    """The curve, the rows below it, and the legend."""
    rows, deep = _places(groups)
    wide = sheet.width - LABELS - RIGHT
    size = max(1.2, min(4.5, 1.5 * wide / len(data) / POINT))  # of marks, in points; of thousands it leaves a trace
    mine, half = data.loc[data[WRITTEN], "rank"].iloc[0], min(0.5, BAND * len(data) / wide)
    panels = [sheet.axes(LABELS, TAG, wide, PLOT)]
    panels[0].tick_params(axis="x", bottom=False, labelbottom=False)
    _curve(panels[0], data, size)
    if groups:
        panels.append(sheet.axes(LABELS, TAG + PLOT + GAP, wide, deep))
        panels[1].set_ylim(deep, 0)
        _choices(panels[1], data, rows, size, wide, many)
        panels[0].plot([mine], [1], transform=panels[0].get_xaxis_transform(), clip_on=False, **MINE)
    for axes in panels:
        axes.set_xlim(0.5, len(data) + 0.5)
        axes.axvspan(mine - half, mine + half, facecolor=PALE if groups else "none", edgecolor="none", zorder=0.5)
    sheet.legend(_handles(data, said), TAG + PLOT + GAP + (deep + AXIS if groups else 0), 1)


def _depth(data: pd.DataFrame, groups: Groups, said: str) -> float:
    """How much room the panels and the legend need, in mm."""
    panels = TAG + PLOT + GAP + (_places(groups)[1] + AXIS if groups else 0)
    return panels + style.KEY * len(_handles(data, said))


def _places(groups: Groups) -> tuple[list[Place], float]:
    """The rows: each choice by its name, then its options, with text and place in mm from the top; and their depth."""
    rows, deep = [], 0.0
    for choice, options in groups.items():
        for option in (None, *options):
            shown = str(BADGES[Outcome(option)]) if option and choice == OUTCOME else option
            text = textwrap.fill(shown, LONGEST) if shown else HEADS.get(choice, choice)
            high = (text.count("\n") + 1) * style.LINE
            deep += high if option else high + SPACE
            rows.append((choice, option, text, deep - high / 2))
    return rows, deep


def _handles(data: pd.DataFrame, said: str) -> list[Line2D]:
    """What the legend explains; of several outcomes each is explained by its row."""
    looks = {"color": GREY, "linestyle": "none"}
    alone = [
        Line2D([], [], **_looks(outcome), label=str(BADGES[outcome])) for outcome in data[OUTCOME] if len(data) == 1
    ]
    middle = [Line2D([], [], **MINE | {"marker": "o"}, label="middle of the computed side")]
    mine = [Line2D([], [], **MINE, label="the case as we read it; its options in bold")]
    return [
        Line2D([], [], color=BLACK, linewidth=1.2, label=f"as stated: {said}"),
        Line2D([], [], marker="|", markersize=8, **looks, label="stated values for which it would fit"),
        *(middle if data[MIDDLE].notna().any() else []),
        *(alone or mine),
    ]


def _looks(outcome: Outcome, **more: Any) -> dict[str, Any]:
    """How an outcome is drawn; hollow where nothing can be said."""
    colour, dashes, marker = LOOKS[outcome]
    edge = (
        {"markerfacecolor": "white", "markeredgewidth": 0.6}
        if outcome == Outcome.CANNOT_TELL
        else {"markeredgewidth": 0}
    )
    return {"color": colour, "linestyle": dashes, "marker": marker, "clip_on": False, **edge, **more}


def _curve(axes: Axes, data: pd.DataFrame, size: float) -> None:
    """A line over the values for which it would hold, to the edge where it runs on, and a mark in the middle."""
    ends = _scale(axes, data)
    axes.axhline(1.0, color=BLACK, linewidth=1.2, zorder=2.2)
    for outcome, rows in data.groupby(OUTCOME, sort=False):
        looks = _looks(outcome, linestyle="none", markersize=size)
        spans = [(row["rank"], *span) for row in rows.to_dict("records") for span in _spans(row, ends)]
        ranks, lows, highs = ([span[at] for span in spans] for at in range(3))
        axes.vlines(ranks, lows, highs, *LOOKS[outcome][:2], linewidth=0.4 * size, gid=outcome)
        for edge, arrow in zip(ends, "v^", strict=True):
            on = [rank for rank, *span in spans if edge in span]
            axes.plot(on, [edge] * len(on), **looks | {"marker": arrow}, gid=f"{outcome}, runs on")
        axes.plot(rows["rank"], rows[MIDDLE], **looks | {"color": BLACK}, zorder=3, gid=f"{outcome}, middle")


def _spans(row: Mapping[str, Any], ends: tuple[float, float]) -> list[tuple[float, float]]:
    """From where to where a line is drawn."""
    if row[NEVER]:
        return []
    start, stop = (row[end] if pd.notna(row[end]) else edge for end, edge in zip((FROM, TO), ends, strict=True))
    return [(start, stop)] if start <= stop else [(ends[0], stop), (start, ends[1])]


def _scale(axes: Axes, data: pd.DataFrame) -> tuple[float, float]:
    """The axis of multiples, with what they are in the stated unit; gives its ends."""
    found = [1.0, *(value for end in ENDS for value in data[end].dropna())]
    log = min(found) > 0 and max(found) > WIDE * min(found)
    to, back = (math.log, math.exp) if log else (float, float)
    spread = to(max(found)) - to(min(found)) or 0.5
    apart = (data[FROM] > data[TO]).any()
    below, above = (spread * (OPEN if apart or data[end].isna().any() else EDGE) for end in (FROM, TO))
    low, high = back(to(min(found)) - below), back(to(max(found)) + above)
    low = max(low, 0.0) if min(found) > 0 else low
    steps = (1.0, 2.0, 5.0) if high < 1000 * low else (1.0,)
    locator = LogLocator(subs=steps) if log else MaxNLocator(6, steps=[1, 2, 5, 10])
    ticks = [at for at in locator.tick_values(low, high) if low <= at <= high]
    stated = data[STATED].iloc[0]
    values = [f" ({words.number(at * stated, 4)})" if stated else "" for at in ticks]
    axes.set(yscale="log" if log else "linear", ylim=(low, high))
    axes.set_yticks(ticks, [f"{words.number(at)}{value}" for at, value in zip(ticks, values, strict=True)])
    axes.yaxis.set_minor_locator(NullLocator())
    unit = f"\n({style.per(data[UNIT].iloc[0])})" if stated else ""
    axes.set_ylabel(f"{tables.TIMES}{unit}{', log scale' if log else ''}")
    axes.grid(axis="y")
    return low, high


def _choices(axes: Axes, data: pd.DataFrame, rows: Sequence[Place], size: float, wide: float, many: int) -> None:
    """A mark where a combination takes an option; the options of the case as written in bold."""
    written = data[data[WRITTEN]].iloc[0]
    across = {"transform": axes.get_yaxis_transform(), "va": "center", "parse_math": False}
    for choice, option, text, at in rows:
        if option is None:
            axes.text((style.MARGIN - LABELS) / wide, at, text, color=GREY, **across)
            continue
        taken = data[data[choice] == option]
        count = f" ({len(taken)})" if choice == OUTCOME else ""
        weight = "bold" if written[choice] == option else "normal"
        axes.text(-2.0 / wide, at, text + count, ha="right", weight=weight, **across)
        axes.axhline(at, color=PALEST, linewidth=0.5, zorder=0.4)
        for outcome, marks in taken.groupby(OUTCOME, sort=False):
            looks = _looks(outcome, linestyle="none", markersize=size)
            axes.plot(marks["rank"], [at] * len(marks), **looks, gid=f"{choice}: {option}")
        if choice == OUTCOME:
            key = [(end - LABELS) / wide for end in (2, 6, 10)]
            axes.plot(key, [at] * 3, **_looks(option), markevery=[1], transform=across["transform"])
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", left=False, labelleft=False)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    order = "in the order\nof how much the stated value could be"
    sets = f"{len(data)} sets of options, " if many < len(data) else ""
    axes.set_xlabel(f"{sets}{many} ways to read it, {order}", loc="right")
