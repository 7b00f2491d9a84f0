"""Where the outcome of a check turns as one number of the case is moved, all else as it is.

Every value is tried on the same draws, so that outcomes differ by the number alone. Where a probability decides, the
turn is as uncertain as that probability, carried over by the slope there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from .answer import THRESHOLDS
from .check import Weighing
from .enclosure import Interval
from .errors import WeighbridgeError
from .estimate import Estimate
from .finding import FAILS, HOLDS, STRAINED
from .lever import Lever
from .model import Model
from .node import Choices
from .pull import pulled
from .sampling import Draws
from .schema import Check
from .turning import Change, Line

STEPS, FEW_STEPS = 7, 3  # to each side of the value; few within a fair range
NEAR = 0.03  # how closely a turn is closed in where a probability decides, which runs straight enough over so little
CLOSE, CLOSER = 1e-4, 1e-8  # where it does not, and where bounds decide
MOST_LINES = 8  # straight lines drawn until the probability is at its threshold
WIDEST = 0.5  # the farthest that the slope of a probability is looked for, as a share of the value
Turn = tuple[Estimate, str, str]  # the value there, the outcome below and above


@dataclass(frozen=True)
class Swing:
    """What one lever does to one check: the outcome at its value, where that turns, between which values was looked.

    Values are in root units.
    """

    lever: Lever
    outcome: str
    turns: tuple[Turn, ...]
    looked: Interval

    def within(self, ends: Interval) -> tuple[Turn, ...]:
        """The turns that lie between two values."""
        return tuple(turn for turn in self.turns if ends[0] <= turn[0].value <= ends[1])

    @property
    def leans(self) -> bool:
        """Whether the outcome turns where a number that no source supports might fairly lie."""
        return self.lever.fair is not None and bool(self.within(self.lever.fair))


@dataclass
class Trial:
    """A check under other values of a lever."""

    model: Model
    draws: Draws
    check: Check
    choices: Choices
    lever: Lever
    _answers: dict[float, Weighing | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Drawn and bounded once: a trial does anew only what rests on the lever.
        _ = Weighing(self.model, self.draws, self.check, self.choices, thorough=False).answer
        self.touched = self.model.resting_on([name for name, _ in self.lever.places])

    def at(self, value: float) -> Weighing | None:
        """The check at a value; None where that makes no distribution, or a number that can't be weighed."""
        if value not in self._answers:
            self._answers[value] = self._at(value)
        return self._answers[value]

    def _at(self, value: float) -> Weighing | None:
        try:
            model = pulled(self.model, self.lever, value, self.choices)
            found = Weighing(model, self.draws.over(model, self.touched), self.check, self.choices, thorough=False)
            found.answer.outcome(1.0)
        except WeighbridgeError:
            return None
        return found

    def visits(self) -> list[float]:
        """Values between the turns of the stated side, were the lever in proportion to it, or in inverse proportion.

        A narrow band in which numbers agree would else be stepped over.
        """
        found = Weighing(self.model, self.draws, self.check, self.choices, thorough=False)
        turns = sorted(at.value for at, below, above in found.turns if at.value > 0 and below != above)
        middles = [math.sqrt(one * other) for one, other in pairwise(turns)]
        return [self.lever.value * part for middle in middles for part in (middle, 1 / middle)]

    def outcome(self, value: float) -> str | None:
        """The outcome at a value, whether or not the check could have caught an error there."""
        found = self.at(value)
        return found.answer.outcome(1.0) if found else None

    def tail(self, value: float) -> Estimate | None:
        """The tail probability at a value, where one is asked for."""
        found = self.at(value)
        return found.answer.tail(1.0) if found else None


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
        return Swing(lever, here or "", (), (lever.value, lever.value))
    steps, close = STEPS if within is None else FEW_STEPS, NEAR if trial.check.kind == "typical" else CLOSER
    visits = trial.visits()
    down, lowest = line.turns(trial.outcome, least, steps, close, visits)
    up, highest = line.turns(trial.outcome, most, steps, close, visits)
    size = 0.0 if line.is_logarithmic else highest - lowest
    turns = [(*_backwards(turn),) for one in reversed(down) for turn in reversed(_placed(trial, line, one, size))]
    turns += [turn for one in up for turn in _placed(trial, line, one, size)]
    return Swing(lever, here, tuple(turns), (lowest, highest))


def _backwards(turn: Turn) -> Turn:
    return turn[0], turn[2], turn[1]


def _placed(trial: Trial, line: Line, turn: Change, size: float) -> list[Turn]:
    """Where a turn lies: in the middle of its narrow bounds, or where the probability passes the threshold.

    Two turns so near each other that they were met as one are told apart by their thresholds, where they are two.
    """
    before, after = str(turn.before), str(turn.after)
    if trial.tail(turn.near) is None:
        return [(Estimate(line.between(turn.near, turn.far, 0.5)), before, after)]
    if {before, after} != {HOLDS, FAILS}:
        return [(_estimate(trial, line, turn, threshold(trial.check.relation, before, after), size), before, after)]
    pairs = [(before, STRAINED), (STRAINED, after)]
    first, second = (_estimate(trial, line, turn, threshold(trial.check.relation, *pair), size) for pair in pairs)
    if abs(first.value - second.value) <= 2 * CLOSE * max(abs(first.value), abs(second.value)):
        return [(first, before, after)]
    return [(first, *pairs[0]), (second, *pairs[1])]


def _estimate(trial: Trial, line: Line, turn: Change, goal: float, size: float) -> Estimate:
    at = _passed(trial, line, turn, goal)
    u = max(tail.numerical_uncertainty for end in (turn.near, turn.far) if (tail := trial.tail(end)))
    return Estimate(at, _left_open(trial, at, abs(turn.far - turn.near), u, max(abs(at), size)))


def _passed(trial: Trial, line: Line, turn: Change, goal: float) -> float:
    """Where the probability passes a threshold, by straight lines; step by step where it jumps over it."""
    ends = [(value, tail.value - goal) for value in (turn.near, turn.far) if (tail := trial.tail(value))]
    for _ in range(MOST_LINES):
        (near, below), (far, above) = ends
        at = line.between(near, far, below / (below - above)) if below != above else near
        there = trial.tail(at)
        if there is None or at in (near, far):
            break
        left = there.value - goal
        if abs(left) <= there.numerical_uncertainty / 100:
            return at
        ends = [ends[0], (at, left)] if below * left <= 0 else [(at, left), ends[1]]
    return _stepwise(trial, line, turn, goal)


def _stepwise(trial: Trial, line: Line, turn: Change, goal: float) -> float:
    """The same by halving."""
    near, far = turn.near, turn.far
    rises = _reaches(trial, far, goal)
    while abs(far - near) > CLOSE / 10 * max(abs(near), abs(far)):
        middle = line.between(near, far, 0.5)
        near, far = (near, middle) if _reaches(trial, middle, goal) == rises else (middle, far)
    return line.between(near, far, 0.5)


def _reaches(trial: Trial, value: float, goal: float) -> bool:
    tail = trial.tail(value)
    return tail is not None and tail.value >= goal


def _left_open(trial: Trial, at: float, step: float, u: float, size: float) -> float:
    """How far the uncertainty of a probability leaves open where it passes a threshold, by its slope there.

    ``size`` is what a value is large or small beside: itself, or the range where it can be zero.
    """
    least, widest = CLOSE * size, WIDEST * (size or 1.0)
    while step <= widest:
        below, above = (trial.tail(at + side * step / 2) for side in (-1, 1))
        if below is None or above is None:
            break
        rise = abs(above.value - below.value)
        if rise >= 2 * u:
            return max(u * step / rise, least)
        step = max(4 * step, least)
    return widest


def threshold(relation: str, one: str, other: str) -> float:
    """The tail probability at which one outcome turns to another.

    >>> threshold("at_most", "holds", "strained"), threshold("equals", "fails", "strained")
    (0.05, 0.01)
    """
    strained, fails = THRESHOLDS[relation]
    return strained if HOLDS in (one, other) else fails
