"""Where the outcome of a check turns as one number of the case is moved, all else as it is.

Every value is tried on the same draws, so that outcomes differ by the number alone. Two turns within one step of
the way can be missed, save where the computed side passes the stated one between them.
"""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from ..base import Budget, Looked, Spent, Strict, Thing, Work, kept_for_its_price, paid_by, steps
from ..checks import Figure, Level, Outcome, levels, outcome_of
from ..evidence import Source
from ..graph import Check, Choices, Comparison, Draws, Kind, ModelError
from ..text import factor, is_counted, number, show, significant, with_unit
from ..uncertainty import Estimate, Interval
from .levers import Lever, Support, levers_of
from .line import MOST_HALVINGS, Change, Line
from .trial import Trial

STEPS = 7  # to each side of the value
FOLLOWED = (Kind.TYPICAL, Kind.POSSIBLE, Kind.REACHABLE)  # kinds of which a turn is followed to where it lies
NEAR = 0.03  # how closely a turn is closed in where a probability decides, which then is followed to its threshold
CLOSER = 1e-8  # the same where bounds decide
CLOSE = 1e-4  # the least that turns lie apart, as a share of the value
MOST_LINES = 8  # straight lines drawn until the probability is at its threshold
TIES = 8  # draws by which a tail lies off a threshold at most, where outcomes are to decide whether that is a tie
MOST_WORK, LEAST_WORK = 1_200_000, 20_000  # of all checks of a case together, and of one of very many
MOST_FOR_ONE = 480_000  # of a check of a case that has few
MOST_FAIR = 120_000  # where numbers are moved only where they might fairly lie
WIDEST = 0.5  # the farthest that the slope of a probability is looked for, as a share of the value
Turn = tuple[Estimate, Outcome, Outcome]  # the value there, the outcome below and above


class Turned(Strict):
    """A value of an input at which the outcome of a check turns, and the outcome below and above it."""

    at: Figure
    below: Outcome
    above: Outcome


class Swung(Strict):
    """What one input does to a check, all else as it is; values are in the unit of the input."""

    input: str = Field(description="its name, as `--set` knows it")
    about: str = Field(description="what it is called for people")
    unit: str
    value: float = Field(description="as the case takes it; of a range the lower end")
    is_range: bool = Field(False, description="whether the article gives a range, which is moved as a whole")
    is_count: bool = Field(False, description="whether it counts things, which come in whole numbers")
    support: Support = Field(description="what stands behind it")
    fair: tuple[float, float] | None = Field(None, description="where it might fairly lie; none for one with a source")
    fair_declared: bool = Field(False, description="whether the case says so; else it is half to twice the value")
    outcome: Outcome | None = Field(description="at its value, by draws and bounds alone; none if it has none there")
    turns: list[Turned]
    looked: tuple[float, float] = Field(description="between which values turns were looked for")

    def __repr__(self) -> str:
        places = ", ".join(number(turn.at.value) for turn in self.turns) or "nowhere"
        return f"{self.about}, taken as {with_unit(number(self.value), self.unit)}; turns at {places}"

    @property
    def fair_turns(self) -> list[Turned]:
        """The turns that lie where the input might fairly lie."""
        return [turn for turn in self.turns if self.fair and self.fair[0] <= turn.at.value <= self.fair[1]]


def placed(trial: Trial, line: Line, turn: Change, size: float) -> list[Turn]:
    """Where a turn lies: in the middle of its narrow bounds, or where the probability passes the threshold.

    Two turns so near each other that they were met as one are kept apart by their thresholds, where they are two.
    """
    before, after = (said[0] for said in (turn.before, turn.after) if isinstance(said, tuple))
    if trial.drawn(turn.near) is None:
        return [(Estimate(_bound(trial, line, turn)), before, after)]
    found = passed(levels(trial.check.relation, trial.unseen), before, after)
    return [(_estimate(trial, line, turn, level, size), one, other) for level, one, other in found]


def _bound(trial: Trial, line: Line, turn: Change) -> float:
    """Where an end of the bounds passes what is stated; by halving where that end has no logarithm on the way."""
    from scipy.optimize import brentq

    for end in (0, 1):
        near, far = trial.gap(turn.near, end), trial.gap(turn.far, end)
        if near * far < 0 and turn.near * turn.far > 0:
            with contextlib.suppress(ValueError):  # the bounds are not known at every value between
                return brentq(trial.gap, turn.near, turn.far, args=(end,), xtol=CLOSER * abs(turn.near), rtol=CLOSER)
    return _halved(line, (turn.near, turn.far), lambda value: trial.said(value) == turn.before, CLOSER)


def _estimate(trial: Trial, line: Line, turn: Change, goal: float, size: float) -> Estimate:
    at = _passed(trial, line, turn, goal)
    tails = [tail for end in (turn.near, turn.far) if (tail := trial.drawn(end))]
    u = max((tail.numerical_uncertainty for tail in tails), default=0.0)
    return Estimate(at, _left_open(trial, at, abs(turn.far - turn.near), u, max(abs(at), size)))


def _passed(trial: Trial, line: Line, turn: Change, goal: float) -> float:
    """Where the probability passes a threshold, to a draw; step by step where it jumps over it.

    By straight lines in the Illinois way: an end that was kept twice counts half, else it would be kept for ever.
    """
    ends = [(value, tail.value - goal) for value in (turn.near, turn.far) if (tail := trial.drawn(value))]
    kept = None
    if len(ends) < 2:  # on one side nothing can be said
        return line.between(turn.near, turn.far, 0.5)
    if any(abs(left) <= TIES * trial.least for _, left in ends):  # a tie, which outcomes decide
        return _stepwise(trial, line, (turn.near, turn.far), goal)
    for _ in range(MOST_LINES):
        (near, below), (far, above) = ends
        part = below / (below - above) if below != above else 0.0
        if not 0.0 <= part <= 1.0:  # both ends lie on one side of it: there is no line through it between them
            break
        at = line.between(near, far, part)
        there = trial.drawn(at)
        if there is None or at in (near, far):
            break
        left = there.value - goal
        if abs(left) <= max(there.numerical_uncertainty / 100, trial.least):
            return at
        end = 0 if below * left <= 0 else 1  # the one that stays
        stays = ends[end][0], ends[end][1] / (2 if kept == end else 1)
        ends, kept = ([stays, (at, left)] if end == 0 else [(at, left), stays]), end
    return _stepwise(trial, line, (ends[0][0], ends[1][0]), goal)


def _stepwise(trial: Trial, line: Line, ends: Interval, goal: float) -> float:
    """The same by halving, between two values, by the outcomes: they decide ties."""
    before = _reaches(trial, ends[0], goal)
    return _halved(line, ends, lambda value: _reaches(trial, value, goal) == before, CLOSE / 10)


def _halved(line: Line, ends: Interval, is_before: Callable[[float], bool], close: float) -> float:
    """Where something turns between two values, closed in by halves to a share of the value."""
    near, far = ends
    for _ in range(MOST_HALVINGS):
        if abs(far - near) <= close * max(abs(near), abs(far)):
            break
        middle = line.between(near, far, 0.5)
        near, far = (middle, far) if is_before(middle) else (near, middle)
    return line.between(near, far, 0.5)


def _reaches(trial: Trial, value: float, goal: float) -> bool:
    """Whether the outcome at a value is one that a share of draws of ``goal`` or more leads to."""
    outcome, everyone = trial.outcome(value), levels(trial.check.relation, trial.unseen)
    better = [everyone[0][1], *(worse for level, _, worse in everyone if level > goal)]
    return outcome in better


def _left_open(trial: Trial, at: float, step: float, u: float, size: float) -> float:
    """How far the uncertainty of a probability leaves open where it passes a threshold, by its slope there.

    ``size`` is what a value is large or small beside: itself, or the range where it can be zero.
    """
    least, widest = CLOSE * size, WIDEST * (size or 1.0)
    while step <= widest:
        below, above = (trial.drawn(at + side * step / 2) for side in (-1, 1))
        if below is None or above is None:
            break
        rise = abs(above.value - below.value)
        if rise >= 2 * u:
            return max(u * step / rise, least)
        step = max(4 * step, least)
    return widest


def passed(all_levels: Sequence[Level], before: Outcome, after: Outcome) -> list[Level]:
    """The shares of draws at which an outcome turns on the way to another, each with the outcome before and after it.

    >>> passed(levels(Comparison.AT_MOST), Outcome.FAILS, Outcome.HOLDS)[0]
    (0.005, <Outcome.FAILS: 'fails'>, <Outcome.STRAINED: 'strained'>)
    """
    order = [all_levels[0][1], *(worse for _, _, worse in all_levels)]
    first, last = order.index(before), order.index(after)
    if first < last:
        return list(all_levels[first:last])
    return [(level, worse, better) for level, better, worse in reversed(all_levels[last:first])]


@dataclass(frozen=True)
class Swing:
    """What one lever does to one check: the outcome at its value, where that turns, between which values was looked.

    Values are in root units.
    """

    lever: Lever
    outcome: Outcome | None
    turns: tuple[Turn, ...]
    looked: Interval

    def within(self, ends: Interval) -> tuple[Turn, ...]:
        """The turns that lie between two values."""
        return tuple(turn for turn in self.turns if ends[0] <= turn[0].value <= ends[1])

    @property
    def leans(self) -> bool:
        """Whether the outcome turns where a number that no source supports might fairly lie."""
        return self.lever.fair is not None and bool(self.within(self.lever.fair))


def swing(trial: Trial, within: Interval | None = None) -> Swing:
    """Where the outcome turns as the lever moves between two values, or as far as anyone would set it.

    Args:
        within: in root units; a hundredth of the value to a hundred times it where nothing is given, and from its end
            where it can be below zero.
    """
    lever, line = trial.lever, Line(trial.lever.value)
    least, most = within or line.reach
    least = lever.ends[0] if within is None and -math.inf < lever.ends[0] < 0 else max(least, lever.ends[0])
    most = min(most, lever.ends[1])
    here = trial.outcome(lever.value)
    if here is None or not least <= lever.value <= most:
        return Swing(lever, here, (), (lever.value, lever.value))
    close = NEAR if trial.check.kind in FOLLOWED else CLOSER
    trial.glance([*line.stops(least, STEPS), *line.stops(most, STEPS)])
    down, lowest = line.turns(trial.said, least, STEPS, close)
    up, highest = line.turns(trial.said, most, STEPS, close)
    down, up = ([near for one in way for near in _kept_apart(trial, line, one)] for way in (down, up))
    size = 0.0 if line.is_logarithmic else highest - lowest
    turns = [(*_backwards(turn),) for one in reversed(down) for turn in reversed(placed(trial, line, one, size))]
    turns += [turn for one in up for turn in placed(trial, line, one, size)]
    turns = [turn for turn in turns if turn[1] != turn[2]]
    return Swing(lever, here, tuple(_apart(turns)), (lowest, highest))


def _kept_apart(trial: Trial, line: Line, turn: Change) -> Iterator[Change]:
    """A turn; all of them where the computed side passes the stated one in it: a band in which it stands is narrow."""
    sides = [said[1] for said in (turn.before, turn.after) if isinstance(said, tuple)]
    if math.prod(sides) >= 0:
        return iter([turn])
    return line.closed_in(trial.said, (turn.near, turn.before), (turn.far, turn.after), CLOSER)


def _apart(turns: list[Turn]) -> Iterator[Turn]:
    """Turns nearer to each other than they can be placed are one: a value of a few jumps over both thresholds."""
    waiting: Turn | None = None
    for turn in turns:
        if waiting and _are_one(waiting, turn):
            waiting = (waiting[0], waiting[1], turn[2])
            continue
        if waiting and waiting[1] != waiting[2]:
            yield waiting
        waiting = turn
    if waiting and waiting[1] != waiting[2]:
        yield waiting


def _are_one(turn: Turn, following: Turn) -> bool:
    """Whether two turns are one; where bounds decide, there and back are two however near."""
    is_exact = turn[0].numerical_uncertainty == following[0].numerical_uncertainty == 0
    is_near = abs(following[0].value - turn[0].value) <= CLOSE * abs(following[0].value)
    return is_near and not (is_exact and turn[1] == following[2])


def _backwards(turn: Turn) -> Turn:
    return turn[0], turn[2], turn[1]


class Swings(list[Swung]):
    """What each number does to a check: of those that were looked at before the budget of the search was spent.

    Attributes:
        looked: how many were looked at, and which were not; none where all were.
        not_weighed: why the check can't be weighed as it is, so that no number was moved; nothing where it can.
    """

    def __init__(self, found: Iterable[Swung] = (), looked: Looked | None = None, not_weighed: str = "") -> None:
        super().__init__(found)
        self.looked, self.not_weighed = looked, not_weighed


def flips_of(
    draws: Draws, name: str, choices: Choices, sources: Mapping[str, Source], only_fair: bool = False
) -> Swings:
    """Where the outcome of a check turns as each number that it rests on is moved, all else as it is; claims first.

    Nothing for a check of whole things, whose outcome changes from one digit to the next, and for one that can't be
    weighed. The search has a budget, which the checks of a case share.

    Args:
        only_fair: move only the numbers of judgement, and each only where it might fairly lie.

    Raises:
        ModelError: there is no such check.
    """
    check = draws.model.check(name)
    if check.relation == Comparison.COUNTED_IN:
        return Swings()
    levers = levers_of(draws.model, check.sides, choices)
    chosen = [lever for lever in levers.values() if lever.fair is not None or not only_fair]
    named = {key for lever in chosen for key in lever.figure.sources if key in sources}
    weak = {key: why for key in sorted(named) if (why := sources[key].weak)}
    draws, moving = draws.unrefined(), steps(chosen, Work.FLIPS, len(chosen))
    budget = share_of(MOST_FAIR if only_fair else MOST_WORK, draws, LEAST_WORK, MOST_FOR_ONE)
    found: list[Swung] = []
    try:
        with paid_by(budget):
            for lever in moving:
                found.append(_swung(_swing(draws, check, choices, lever, lever.fair if only_fair else None), weak))
    except Spent as spent:
        if spent.budget is not budget:
            raise
        left_out = [lever.name for lever in chosen[len(found) :]]
        return Swings(found, Looked(at=Thing.NUMBERS, looked=len(found), of=len(chosen), left_out=left_out))
    except ModelError as error:
        return Swings(not_weighed=str(error))
    return Swings(found)


def share_of(most: int, draws: Draws, least: int, for_one: int = sys.maxsize) -> Budget:
    """The budget of a search for one check: its part of what all checks of the case have, and never very little.

    Args:
        for_one: what no check needs more than, however few there are.
    """
    return Budget(max(least, min(for_one, most // max(1, len(draws.model.checks)))))


def _swing(draws: Draws, check: Check, choices: Choices, lever: Lever, within: Interval | None) -> Swing:
    """The swing of one lever, kept in the cache of the graph under all that it depends on."""
    sides = [known(side, choices) for side in check.sides for known in (draws.identity, draws.model.identity)]
    key = ("swing", lever, within, check.kind, check.relation, check.by, *sides, draws.settings)
    make = lambda: swing(Trial(draws, check, choices, lever), within)  # noqa: E731
    return kept_for_its_price(lambda priced: draws.model.cache.kept(key, priced), make)


def leaning(draws: Draws, name: str, choices: Choices, sources: Mapping[str, Source]) -> Swings:
    """The numbers of judgement within whose fair range the outcome of a check turns.

    Args:
        draws: the draws of the case.
        name: the check.
        choices: the option taken of every choice.
        sources: the sources of the case, of which weak ones support nothing.
    """
    found = flips_of(draws, name, choices, sources, only_fair=True)
    return Swings((one for one in found if one.fair_turns), found.looked, found.not_weighed)


def cannot_tell(draws: Draws, name: str, choices: Choices) -> bool:
    """Whether a check has no severity: what turns it then does so by its two sides alone."""
    return outcome_of(draws.unrefined(), draws.model.check(name), choices, severe=True) == Outcome.CANNOT_TELL


def _swung(found: Swing, weak: Mapping[str, str]) -> Swung:
    """What one number does to a check, in the unit that it is shown in."""
    lever, scale = found.lever, factor(found.lever.unit)
    ends = lambda pair: (significant(pair[0] / scale), significant(pair[1] / scale))  # noqa: E731
    return Swung(
        input=lever.name,
        about=lever.about,
        unit=show(lever.unit),
        value=significant(lever.value / scale),
        is_range=lever.is_range,
        is_count=is_counted(lever.unit) and not lever.unit.dimensionless,
        support=lever.support(weak),
        fair=ends(lever.fair) if lever.fair else None,
        fair_declared=lever.declared,
        outcome=found.outcome,
        turns=[Turned(at=Figure.of(at, scale), below=below, above=above) for at, below, above in found.turns],
        looked=ends(found.looked),
    )
