"""Where a verdict turns on what we judged: a rule for each number that no source gives, coloured where it differs.

Each number is moved over the range in which it might fairly lie, all else as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..answers import BADGES, Badge
from ..base import RemediedError, visible
from ..case import Case
from ..report import ReportedCheck
from ..text import Names, capital, listed, spelled, with_unit
from ..what_if import Swung, flips_of, turn_words
from . import credit, style, ways
from .canvas import box, in_mm, write
from .chart import EXPLAIN, Chart, named
from .style import BLACK, GREY, LINE, MARGIN, PALE, PALEST, Sheet

MOST = 12  # rules
BAR, MARK, AIR = 4.4, 1.3, 2.6  # mm: how high a bar is, the mark above it, and between two rules
LABEL = 62.0  # mm for what a number is called, where it stands beside its rule
BESIDE, APART, EDGE = 4.0, 1.2, 0.8  # mm beside a rule, between two figures below it, and at the ends of a bar
EXPLAINED = "Bars: where each of our estimates might fairly lie. Colour: where the verdict would be another."
UNDECLARED = " (half to twice ours)"


@dataclass(frozen=True)
class Rule:
    """One judged number: what it is called, where we put it, and what the check says along its fair range.

    Attributes:
        called: what it is called.
        declared: whether the case says how far it might fairly lie; else it is half to twice ours.
        unit: of all its figures.
        ours: where we put it.
        ends: the fair range, and the turns in it, from the least to the greatest.
        badges: what the check says between each two of them.
        texts: the figures as they are written: ours, then the ends.
        name: by which it is set.
    """

    called: str
    declared: bool
    unit: str
    ours: float
    ends: tuple[float, ...]
    badges: tuple[Badge, ...]
    texts: tuple[str, ...]
    name: str

    @classmethod
    def of(cls, swung: Swung, names: Names) -> Rule:
        """A rule of what one number does to a check."""
        assert swung.fair is not None
        assert swung.outcome is not None
        turns = swung.fair_turns
        outcomes = [turns[0].below, *(turn.above for turn in turns)] if turns else [swung.outcome]
        ends = (swung.fair[0], *(turn.at.value for turn in turns), swung.fair[1])
        ours, *places, low, high = turn_words.apart_from(swung, turns, swung.fair)
        texts, called = (ours, low, *places, high), visible(names.lever(swung.input), lines=False)
        return cls(
            called,
            swung.fair_declared,
            swung.unit,
            swung.value,
            ends,
            tuple(BADGES[one] for one in outcomes),
            texts,
            swung.input,
        )

    @property
    def label(self) -> str:
        """What stands beside it."""
        return capital(self.called + ("" if self.declared else UNDECLARED))

    @property
    def turns(self) -> bool:
        """Whether the verdict is another somewhere in the range."""
        return len(self.badges) > 1

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where the rule is drawn."""
        return min(self.ours, self.ends[0]), max(self.ours, self.ends[-1])

    def while_(self) -> str:
        """Between which turns ours lies: ``above 57 tonnes a truck``."""
        inner = self.ends[1:-1]
        below = [text for end, text in zip(inner, self.texts[2:-1], strict=True) if end <= self.ours]
        above = [text for end, text in zip(inner, self.texts[2:-1], strict=True) if end > self.ours]
        if below and above:
            return f"between {below[-1]} and {with_unit(above[0], self.unit)}"
        return f"above {with_unit(below[-1], self.unit)}" if below else f"below {with_unit(above[0], self.unit)}"

    def elsewhere(self, mine: Badge) -> list[str]:
        """Where the verdict is another: ``unlikely from 49.9 to 57``, with the unit behind the last."""
        said = []
        for at, badge in enumerate(self.badges):
            low, high = self.texts[1 + at], self.texts[2 + at]
            if badge != mine:
                said.append(f"{badge} from {low} to {with_unit(high, self.unit)}")
        return said


def turning_points(case: Case, check: str) -> Chart:
    """Where the verdict of a check turns as each judged number is moved over the range in which it might fairly lie.

    Args:
        check: a check that rests on a judged number.

    Raises:
        RemediedError: it rests on none.

    >>> from weighbridge import open_case
    >>> turning_points(open_case("raqqa-2017"), "usual_load").name
    'raqqa-2017-usual-load-turns'
    """
    result, names = case.verify()[check], case.model.names
    found = flips_of(case.draws, check, case.choices, case.holdings.sources, only_fair=True)
    judged = sorted((one for one in found if one.outcome is not None), key=_distance)
    if not judged:
        raise RemediedError(f"`{check}` rests on no judged number")
    mine = BADGES[result.reference.outcome]  # as written, which is where ours stands on every rule
    rules = [Rule.of(one, names) for one in judged]
    # One that lies so near a turn that it is not known on which side says nothing of the case as written.
    rules = [rule for rule in rules if rule.badges[_place(rule)] == mine] or rules
    title, drawn = _title(result, rules, mine), rules[:MOST]
    data = pd.DataFrame([row for at, rule in enumerate(drawn) for row in _rows(at, rule, mine)])
    left_out = len(rules) - len(drawn)
    notes = [f"{capital(spelled(left_out))} more of our numbers are not drawn."] if left_out else []
    return Chart(
        named(case.name, check, "turns"),
        title,
        f"{title}. {_sentence(drawn[0], mine)}",
        " ".join([*(_sentence(rule, mine) for rule in drawn), *notes]),
        data,
        lambda sheet, rows: _draw(sheet, drawn, mine, notes),
        lambda width: _depth(drawn, mine, notes, width),
        credit.below_check(case, check),
        subtitle=EXPLAINED,
    )


def _distance(one: Swung) -> float:
    """How near the nearest turn in the fair range is, as a share of the value; those that never turn come last."""
    size = abs(one.value) or 1.0
    return min((abs(turn.at.value - one.value) / size for turn in one.fair_turns), default=float("inf"))


def _place(rule: Rule) -> int:
    """In which stretch ours lies."""
    return sum(end <= rule.ours for end in rule.ends[1:-1])


def _title(result: ReportedCheck, rules: Sequence[Rule], mine: Badge) -> str:
    """Which of our numbers could turn the verdict, in a sentence without full stop."""
    subject, turning = ways.stated(result), [rule for rule in rules if rule.turns]
    if not turning:
        none = f"None of our {spelled(len(rules))} estimates could" if rules[1:] else "Our one estimate could not"
        return f"{none} by itself change the verdict on {subject}"
    if len(turning) == 1:
        return f"{subject} {ways.SAYS[mine]} while {turning[0].called} is {turning[0].while_()}"
    first = f"change the verdict on {subject}, first {turning[0].called}"
    if len(turning) == len(rules):
        return f"Each of our {spelled(len(rules))} estimates could {first}"
    many = f"{capital(spelled(len(turning)))} of our {spelled(len(rules))} estimates"
    return f"{many} could each {first}"


def _sentence(rule: Rule, mine: Badge) -> str:
    """One rule in words."""
    fair = f"might fairly lie at {rule.texts[1]} to {with_unit(rule.texts[-1], rule.unit)}"
    said = rule.elsewhere(mine)
    what = f"Elsewhere in that range: {listed(said)}." if said else f"It {ways.SAYS[mine]} all through."
    return f"{rule.label}: we took {with_unit(rule.texts[0], rule.unit)}. It {fair}. {what}"


def _rows(at: int, rule: Rule, mine: Badge) -> list[dict[str, Any]]:
    """A row for each stretch of a rule."""
    return [
        {
            "rule": at,
            "number": rule.label,
            "ours": rule.ours,
            "from": rule.ends[place],
            "to": rule.ends[place + 1],
            "unit": rule.unit,
            "verdict": str(badge),
            "differs": badge != mine,
            EXPLAIN: rule.name,
        }
        for place, badge in enumerate(rule.badges)
    ]


# The drawing.


@dataclass(frozen=True)
class _Frame:
    """Where a rule stands on a sheet of a width, in mm: its label beside or above it."""

    left: float
    wide: float
    beside: bool

    @classmethod
    def of(cls, width: float, rules: Sequence[Rule]) -> _Frame:
        """Beside where there is room."""
        beside = width > style.COLUMN
        longest = max(style.measure(rule.label) for rule in rules) + 0.1
        left = MARGIN + (min(longest, LABEL) + BESIDE if beside else 0.0)
        return cls(left, width - MARGIN - left, beside)

    def label(self, rule: Rule) -> list[str]:
        """What a number is called, as lines."""
        return style.wrapped(rule.label, self.left - MARGIN - BESIDE if self.beside else self.wide)

    def at(self, rule: Rule, value: float) -> float:
        """The place of a value, its own scale for each rule."""
        low, high = rule.reach
        return self.left + (self.wide * (value - low) / (high - low) if high > low else self.wide / 2)

    def high(self, rule: Rule, mine: Badge) -> float:
        """How much room a rule takes."""
        body = LINE + MARK + BAR + LINE + len(self.words(rule, mine)) * LINE
        lines = len(self.label(rule)) * LINE
        return max(body, lines) if self.beside else lines + body

    def words(self, rule: Rule, mine: Badge) -> list[str]:
        """What stands below a rule where a verdict or a figure has no room at its place."""
        if not rule.turns or self._has_room(rule, mine):
            return []
        return style.wrapped(capital(f"{listed(rule.elsewhere(mine))}."), self.wide)

    def _has_room(self, rule: Rule, mine: Badge) -> bool:
        inside = all(badge == mine or self.fits(rule, at) for at, badge in enumerate(rule.badges))
        return inside and len(self.figures(rule)) == len(rule.ends)

    def fits(self, rule: Rule, at: int) -> bool:
        """Whether a verdict has room in its stretch."""
        wide = self.at(rule, rule.ends[at + 1]) - self.at(rule, rule.ends[at])
        return style.measure(rule.badges[at].marked) + 2 * EDGE <= wide

    def figures(self, rule: Rule) -> list[tuple[float, str, str]]:
        """The figures below a rule that have room: where, alignment, text; both ends before the turns between them."""
        found: list[tuple[float, float, float, str, str]] = []
        order = [0, len(rule.ends) - 1, *range(1, len(rule.ends) - 1)]
        for place in order:
            at, text = self.at(rule, rule.ends[place]), rule.texts[1 + place]
            wide = style.measure(text)
            left = min(max(at - wide / 2, self.left), self.left + self.wide - wide)
            if all(left >= right + APART or left + wide + APART <= start for start, right, *_ in found):
                found.append((left, left + wide, at, "left", text))
        return [(left, alignment, text) for left, _, _, alignment, text in found]


def _depth(rules: Sequence[Rule], mine: Badge, notes: Sequence[str], width: float) -> float:
    frame = _Frame.of(width, rules)
    return sum(frame.high(rule, mine) + AIR for rule in rules) - AIR + (len(notes) * LINE + AIR if notes else 0.0)


def _draw(sheet: Sheet, rules: Sequence[Rule], mine: Badge, notes: Sequence[str]) -> None:
    axes, frame, down = in_mm(sheet), _Frame.of(sheet.width, rules), 0.0
    for place, rule in enumerate(rules):
        _rule(axes, frame, rule, mine, down, place)
        down += frame.high(rule, mine) + AIR
    for note in notes:
        down = write(axes, MARGIN, down, [note], color=GREY)


def _rule(axes: Axes, frame: _Frame, rule: Rule, mine: Badge, down: float, place: int) -> None:
    label = frame.label(rule)
    if frame.beside:
        write(axes, MARGIN, down + LINE + MARK + (BAR - len(label) * LINE) / 2, label)
    else:
        down = write(axes, MARGIN, down, label)
    ours = frame.at(rule, rule.ours)
    text = f"ours: {with_unit(rule.texts[0], rule.unit)}"
    wide = style.measure(text, style.TEXT, "bold")
    start = min(max(ours - wide / 2, frame.left), frame.left + frame.wide - wide)
    top = write(axes, start, down, [text], weight="bold") + MARK
    looks = {"marker": "v", "color": BLACK, "markersize": 4.5, "clip_on": False}
    axes.plot([ours], [top - MARK / 2], **looks, gid=named("ours", str(place)))
    _stretches(axes, frame, rule, mine, top, place)
    for left, alignment, figure in frame.figures(rule):
        write(axes, left, top + BAR, [figure], color=GREY, ha=alignment)
    write(axes, frame.left, top + BAR + LINE, frame.words(rule, mine))


def _stretches(axes: Axes, frame: _Frame, rule: Rule, mine: Badge, top: float, place: int) -> None:
    """The bar: pale where the verdict is that of the case as written, coloured and named where it is another."""
    for at, badge in enumerate(rule.badges):
        left, right = frame.at(rule, rule.ends[at]), frame.at(rule, rule.ends[at + 1])
        fill, ink = (PALEST, GREY) if badge == mine else style.LOOKS[badge]
        box(axes, left, top, right - left, BAR, facecolor=fill, gid=named("rule", str(place), str(at), badge))
        if frame.fits(rule, at):
            middle = top + (BAR - LINE) / 2
            write(axes, (left + right) / 2, middle, [badge.marked], color=ink, ha="center")
    left, right = frame.at(rule, rule.ends[0]), frame.at(rule, rule.ends[-1])
    box(axes, left, top, right - left, BAR, facecolor="none", edgecolor=PALE, linewidth=0.6)
