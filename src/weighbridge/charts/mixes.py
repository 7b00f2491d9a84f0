"""How much of each part a mix may hold that gives the stated value: a bar from the least to the most, for each option.

In place of a triangle, which few people can read, and for any number of parts. A bar is what one part may be at all;
not every combination of what the bars allow gives the stated value.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..base import RemediedError
from ..case import Case
from ..report import ReportedCheck, ReportedFinding
from ..text import Names, capital, listed, significant, span, with_unit
from . import credit, style, ways
from .canvas import box, in_mm, paragraphs, write
from .chart import EXPLAIN, Chart, named
from .style import BLUE, GREY, LINE, MARGIN, PALEST, Sheet

HUNDRED, PERCENT = 100.0, "percent"
MOVES = 5.0  # percentage points: a choice that moves no end as far is named below and not drawn
MOST = 18  # bars
MINE, OTHER = BLUE, "#86BBDD"  # the case as written, and other options
HIGH, PITCH, THIN = 2.6, 1.2, 0.5  # mm: of a bar, between two lines of words, and of one that is a single value
HEAD, AIR, AXIS = 1.0, 2.2, 4.5  # mm: below a heading, above it, and for the numbers of the axis
LABELS, VALUES = 0.3, 25.0  # of the width at most for the names of parts; mm for the range in figures
TICKS, FEW, NARROW = (0, 25, 50, 75, 100), (0, 50, 100), 50.0  # percent; mm, below which few are labelled
BESIDE = 2.0  # mm between a bar and its words
Extent = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Block:
    """What each part may be under one option, in percent; of no mix at all the extent is empty."""

    label: str
    extent: Extent
    is_written: bool


def mix_ranges(case: Case, check: str) -> Chart:
    """How much of each part a mix may hold: as written, and under each option that moves an end of that.

    Args:
        check: a check of the kind ``reachable`` over a composition.

    Raises:
        RemediedError: the check asks for no mix.

    >>> from weighbridge import open_case
    >>> mix_ranges(open_case("raqqa-2017"), "some_mix").name
    'raqqa-2017-some-mix-parts'
    """
    result, names = case.verify()[check], case.model.names
    if result.reference.region is None:
        raise RemediedError(f"`{check}` is of the kind `{result.kind}`; only `reachable` asks for a mix")
    moves = _moves(result)
    drawn = _drawn(result, moves)
    blocks = _blocks(result, drawn, names)
    free = ways.of_the_mix(case.model, check)
    notes = _notes({one: by for one, by in moves.items() if one not in free}, drawn, names)
    title = headline(result, names)
    data = _data(blocks, case.model.checks[check].by or "")
    return Chart(
        named(case.name, check, "parts"),
        title,
        f"{title}. {extent_in_words(blocks[0])}",
        " ".join([*map(extent_in_words, blocks), *notes]),
        data,
        lambda sheet, rows: _draw(sheet, rows, notes),
        lambda width: _depth(data, notes, width),
        credit.below_check(case, check),
        subtitle="From the least to the most that the mix may hold of each part",
    )


# What the result says.


def _extent(finding: ReportedFinding) -> Extent:
    """What each part may be, in percent."""
    found = finding.region.extent if finding.region else {}
    shares = {part: (HUNDRED * low, HUNDRED * high) for part, (low, high) in found.items()}
    return {part: (significant(low, 6) + 0.0, significant(high, 6) + 0.0) for part, (low, high) in shares.items()}


def _moves(result: ReportedCheck) -> dict[str, float]:
    """How far each choice moves an end of a part at most, in percentage points, those that move most first."""
    written, found = _extent(result.reference), {}
    for place in result.check.where(lambda way: way.changed is not None and not way.ruled_out):
        finding = result.findings[place]
        found[finding.changed] = max(found.get(finding.changed, 0.0), _apart(written, _extent(finding)))
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _apart(one: Extent, other: Extent) -> float:
    if bool(one) != bool(other):
        return HUNDRED
    ends = zip(one.values(), other.values(), strict=True)
    return max((abs(a - b) for pair in ends for a, b in zip(*pair, strict=True)), default=0.0)


def _drawn(result: ReportedCheck, moves: dict[str, float]) -> list[str]:
    """The choices that are drawn: those that move an end far enough, as many as there is room for."""
    bars = max(1, len(_extent(result.reference)))
    drawn: list[str] = []
    for choice in [one for one, by in moves.items() if by >= MOVES]:
        options = len(_changed(result, [*drawn, choice]))
        if bars * (options + 1) <= MOST or not drawn:
            drawn.append(choice)
    return drawn


def _changed(result: ReportedCheck, choices: Sequence[str]) -> list[ReportedFinding]:
    """The findings that differ from the case as written in one of these choices, and count."""
    counting = [result.findings[place] for place in result.check.where(lambda way: not way.ruled_out)]
    return [one for choice in choices for one in counting if one.changed == choice]


def _blocks(result: ReportedCheck, drawn: Sequence[str], names: Names) -> list[Block]:
    written = result.reference
    mine = [ways.option(names, choice, written.choices[choice]) for choice in drawn]
    blocks = [Block(", ".join(mine), _extent(written), True)]
    for one in _changed(result, drawn)[: MOST // max(1, len(blocks[0].extent))]:
        assert one.changed is not None
        blocks.append(Block(ways.option(names, one.changed, one.choices[one.changed]), _extent(one), False))
    return blocks


def headline(result: ReportedCheck, names: Names) -> str:
    """What the case as written asks of the mix: the part of which there must be most, or the one that is most bounded.

    Ends are rounded outwards to whole percent, so that what is said is never more than what was found. The options
    under which that is so are named, of those choices that are drawn.
    """
    extent, price = _extent(result.reference), ways.stated(result)
    drawn = _drawn(result, _moves(result))
    clause = [names.option(choice, result.reference.choices[choice]) for choice in drawn[: ways.NAMED]]
    under = f" if {listed(clause)}" if clause else ""
    if not extent:
        return f"No mix gives {price}{under}"
    most = max(extent, key=lambda part: extent[part][0])
    least = math.floor(extent[most][0])
    if least >= 1:
        return f"{price} takes at least {least}% {_part(most)}{under}"
    rare = min(extent, key=lambda part: extent[part][1])
    if (ceiling := math.ceil(extent[rare][1])) < HUNDRED:
        return f"{price} leaves room for at most {ceiling}% {_part(rare)}{under}"
    return f"{price} leaves every part of the mix open{under}"


def _notes(moves: dict[str, float], drawn: Sequence[str], names: Names) -> list[str]:
    """What the choices do that are not drawn."""
    others = [choice for choice in moves if choice not in drawn]
    idle = [names.choice(choice) for choice in others if not moves[choice]]
    moving = [(names.choice(choice), _points(moves[choice])) for choice in others if moves[choice]]
    found = []
    if moving:
        (first, by), rest = moving[0], [f"{name} by {points}" for name, points in moving[1:]]
        found.append(capital(f"{listed([f'{first} moves an end by at most {by}', *rest])}."))
    if idle:
        found.append(capital(f"{listed(idle)} {'moves' if len(idle) == 1 else 'move'} none."))
    return found


def _points(by: float) -> str:
    whole = math.ceil(by)
    return f"{whole} percentage point{'s' if whole > 1 else ''}"


def _part(name: str) -> str:
    return name.replace("_", " ")


def extent_in_words(block: Block) -> str:
    """From the least to the most of each part under one option: ``If the metal is sold at a yard: iron 42 to 97%.``"""
    shares = [f"{_part(part)} {span(ends)}%" for part, ends in block.extent.items()]
    label = "As we read it" if block.is_written else f"If {block.label}"
    return f"{label}: {listed(shares) if shares else 'no mix at all'}."


def _data(blocks: Sequence[Block], whole: str) -> pd.DataFrame:
    """A row for each bar; of an option without any mix one row without ends; ``whole`` is the mix in the case."""
    rows = [
        {"block": at, "option": one.label, "as written": one.is_written, "part": part, "low": low, "high": high}
        for at, one in enumerate(blocks)
        for part, (low, high) in (one.extent or {"": (math.nan, math.nan)}).items()
    ]
    names = [f"{whole}.{row['part']}" if row["part"] else whole for row in rows]
    return pd.DataFrame([{**row, "unit": PERCENT, EXPLAIN: name} for row, name in zip(rows, names, strict=True)])


# The drawing.


def _heading(rows: pd.DataFrame, width: float) -> list[str]:
    first = rows.iloc[0]
    read = "as we read it" if first["as written"] and first["option"] else ""
    label = " – ".join(filter(None, [first["option"], read]))
    return style.wrapped(capital(label), style.inner(width), style.TEXT, "bold") if label else []


@dataclass(frozen=True)
class _Scale:
    """Where bars stand on a sheet of a width, in mm."""

    left: float
    wide: float

    @classmethod
    def of(cls, width: float, data: pd.DataFrame) -> _Scale:
        """As much room as the names of parts and the ranges in figures leave."""
        room = style.inner(width)
        longest = max(style.measure(_part(part)) for part in data["part"])
        left = MARGIN + min(longest + 0.1, LABELS * room) + BESIDE
        return cls(left, width - MARGIN - VALUES - left)

    def at(self, percent: float) -> float:
        """The place of a share."""
        return self.left + self.wide * percent / HUNDRED

    def name(self, part: str) -> list[str]:
        """The name of a part as lines beside its bar."""
        return style.wrapped(_part(part), self.left - MARGIN - BESIDE)

    def high(self, part: str) -> float:
        """How much room a bar takes with its name."""
        return max(1, len(self.name(part))) * LINE + PITCH


def _depth(data: pd.DataFrame, notes: Sequence[str], width: float) -> float:
    scale, heads = _Scale.of(width, data), [_heading(rows, width) for _, rows in data.groupby("block")]
    above = sum(len(lines) * LINE + HEAD + AIR for lines in heads) - AIR
    below = len(paragraphs(notes, width)) * LINE
    return above + sum(map(scale.high, data["part"])) + AXIS + below


def _draw(sheet: Sheet, data: pd.DataFrame, notes: Sequence[str]) -> None:
    axes, scale = in_mm(sheet), _Scale.of(sheet.width, data)
    down = -AIR
    for _, rows in data.groupby("block", sort=False):
        down = write(axes, MARGIN, down + AIR, _heading(rows, sheet.width), weight="bold") + HEAD
        top = down
        for row in rows.to_dict("records"):
            down += _bar(axes, row, scale, down)
        for tick in TICKS:
            axes.plot([scale.at(tick)] * 2, [top - 0.3, down - 0.3], color=PALEST, linewidth=0.6, zorder=0.5)
    for tick in TICKS if scale.wide > NARROW else FEW:
        alignment = {0: "left", 100: "right"}.get(tick, "center")
        write(axes, scale.at(tick), down, [with_unit(str(tick), PERCENT)], color=GREY, ha=alignment)
    write(axes, MARGIN, down + AXIS, paragraphs(notes, sheet.width), color=GREY)


def _bar(axes: Axes, row: Mapping[Hashable, Any], scale: _Scale, down: float) -> float:
    """One part: its name, the bar, the range in figures; how much room it took."""
    high = scale.high(row["part"])
    if not row["part"]:
        write(axes, scale.left, down + PITCH / 2, ["no mix at all"], color=GREY)
        return high
    write(axes, scale.left - BESIDE, down + PITCH / 2, scale.name(row["part"]), ha="right")
    ends = (row["low"], row["high"])
    wide = max(scale.at(ends[1]) - scale.at(ends[0]), THIN)
    left = min(scale.at(ends[0]), scale.at(HUNDRED) - wide)
    colour = MINE if row["as written"] else OTHER
    gid = named("bar", str(row["block"]), row["part"])
    box(axes, left, down + (high - HIGH) / 2, wide, HIGH, facecolor=colour, gid=gid)
    write(axes, scale.at(HUNDRED) + BESIDE, down + (high - LINE) / 2, [f"{span(ends)}%"])
    return high
