"""Where the outcome of a check turns as one number of the case is moved, all else as it is.

Every value is tried on the same draws, so that outcomes differ by the number alone. Where a probability decides, the
turn is as uncertain as that probability, carried over by the slope there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .answer import THRESHOLDS
from .check import Weighing
from .enclosure import Interval
from .errors import WeighbridgeError
from .estimate import Estimate
from .finding import HOLDS
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
        within: in root units; a hundredth of the value to a hundred times it where nothing is given.
    """
    lever, line = trial.lever, Line(trial.lever.value)
    least, most = within or line.reach
    least, most = max(least, lever.ends[0]), min(most, lever.ends[1])
    here = trial.outcome(lever.value)
    if here is None or not least <= lever.value <= most:
        return Swing(lever, here or "", (), (lever.value, lever.value))
    steps, close = STEPS if within is None else FEW_STEPS, NEAR if trial.check.kind == "typical" else CLOSER
    down, lowest = line.turns(trial.outcome, least, steps, close)
    up, highest = line.turns(trial.outcome, most, steps, close)
    turns = [(_placed(trial, line, turn), str(turn.after), str(turn.before)) for turn in reversed(down)]
    turns += [(_placed(trial, line, turn), str(turn.before), str(turn.after)) for turn in up]
    return Swing(lever, here, tuple(turns), (lowest, highest))


def _placed(trial: Trial, line: Line, turn: Change) -> Estimate:
    """Where a turn lies: in the middle of its narrow bounds, or where the probability passes the threshold."""
    near, far = trial.tail(turn.near), trial.tail(turn.far)
    if near is None or far is None:
        return Estimate(line.between(turn.near, turn.far, 0.5))
    at = _passed(trial, line, turn)
    u = max(near.numerical_uncertainty, far.numerical_uncertainty)
    return Estimate(at, _left_open(trial, at, abs(turn.far - turn.near), u))


def _passed(trial: Trial, line: Line, turn: Change) -> float:
    """Where the probability passes the threshold, by straight lines; by outcomes alone where it jumps over it."""
    goal = threshold(trial.check.relation, str(turn.before), str(turn.after))
    ends = {value: tail.value - goal for value in (turn.near, turn.far) if (tail := trial.tail(value))}
    for _ in range(MOST_LINES):
        (near, below), (far, above) = ends.items()
        at = line.between(near, far, below / (below - above))
        there = trial.tail(at)
        if there is None:
            break
        left = there.value - goal
        if abs(left) <= there.numerical_uncertainty / 100 or at in ends:
            return at
        ends = {near: below, at: left} if below * left <= 0 else {at: left, far: above}
    return _stepwise(trial, line, turn)


def _stepwise(trial: Trial, line: Line, turn: Change) -> float:
    """The turn closed in by outcomes alone."""
    near, far = turn.near, turn.far
    while abs(far - near) > CLOSE * max(abs(near), abs(far)):
        middle = line.between(near, far, 0.5)
        near, far = (middle, far) if trial.outcome(middle) == turn.before else (near, middle)
    return line.between(near, far, 0.5)


def _left_open(trial: Trial, at: float, step: float, u: float) -> float:
    """How far the uncertainty of a probability leaves open where it passes a threshold, by its slope there."""
    widest = WIDEST * (abs(at) or 1.0)
    while step <= widest:
        below, above = (trial.tail(at + side * step / 2) for side in (-1, 1))
        if below is None or above is None:
            break
        rise = abs(above.value - below.value)
        if rise >= 2 * u:
            return u * step / rise
        step *= 4
    return widest


def threshold(relation: str, one: str, other: str) -> float:
    """The tail probability at which one outcome turns to another.

    >>> threshold("at_most", "holds", "strained"), threshold("equals", "fails", "strained")
    (0.05, 0.01)
    """
    strained, fails = THRESHOLDS[relation]
    return strained if HOLDS in (one, other) else fails
