"""Where the outcome of a check turns as one number of the case is moved, all else as it is.

Every value is tried on the same draws, so that outcomes differ by the number alone. Where a probability decides, the
turn is as uncertain as that probability, carried over by the slope there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .answer import Typical
from .check import Weighing
from .enclosure import Interval
from .errors import WeighbridgeError
from .estimate import Estimate
from .lever import Lever, pulled
from .model import Model
from .node import Choices
from .sampling import Draws
from .schema import Check
from .turning import Line

STEPS, FEW_STEPS = 8, 3  # to each side of the value; few within a fair range
CLOSE, CLOSER = 1e-4, 1e-8  # how closely a turn is closed in: where draws decide, and where bounds do
LEAST_STEP, WIDEST = 0.01, 0.5  # from how near to how far the slope of a probability is looked for, as shares
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
        for side in (self.check.stated, self.check.computed) if self.check.kind == "typical" else ():
            self.draws.of(side, self.choices)  # drawn once: a trial draws anew only what rests on the lever

    def at(self, value: float) -> Weighing | None:
        """The check at a value; None where that makes no distribution, or a number that can't be weighed."""
        if value not in self._answers:
            self._answers[value] = self._at(value)
        return self._answers[value]

    def _at(self, value: float) -> Weighing | None:
        try:
            model = pulled(self.model, self.lever, value, self.choices)
            touched = self.model.resting_on([name for name, _ in self.lever.places])
            found = Weighing(model, self.draws.over(model, touched), self.check, self.choices, thorough=False)
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
    steps, close = STEPS if within is None else FEW_STEPS, CLOSE if trial.check.kind == "typical" else CLOSER
    down, lowest = line.turns(trial.outcome, least, steps, close)
    up, highest = line.turns(trial.outcome, most, steps, close)
    turns = [(at, str(after), str(before)) for at, before, after in reversed(down)]
    turns += [(at, str(before), str(after)) for at, before, after in up]
    placed = [(_uncertain(trial, at, close), below, above) for at, below, above in turns]
    return Swing(lever, here, tuple(placed), (lowest, highest))


def _uncertain(trial: Trial, at: float, close: float) -> Estimate:
    """The place of a turn with what the numerical uncertainty of the probability leaves open of it."""
    there = trial.at(at)
    if there is None or not isinstance(there.answer, Typical):
        return Estimate(at, 0.0)
    u, width, step = there.answer.tail(1.0).numerical_uncertainty, abs(at) or 1.0, LEAST_STEP
    while step <= WIDEST:
        below, above = (trial.tail(at + side * step * width) for side in (-1, 1))
        if below is None or above is None:
            break
        rise = abs(above.value - below.value)
        if rise >= 4 * u:
            return Estimate(at, max(u * 2 * step * width / rise, abs(at) * close))
        step *= 2
    return Estimate(at, width * WIDEST)
