"""Where the outcome of a check turns as one number of the case is moved, all else as it is.

Every value is tried on the same draws, so that outcomes differ by the number alone. Two turns within one step of
the way can be missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from .crossing import CLOSE, Turn, placed
from .enclosure import Interval
from .lever import Lever
from .trial import Trial
from .turning import Line

STEPS = 7  # to each side of the value
NEAR = 0.03  # how closely a turn is closed in where a probability decides, which then is followed to its threshold
CLOSER = 1e-8  # the same where bounds decide


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
    close = NEAR if trial.check.kind == "typical" else CLOSER
    down, lowest = line.turns(trial.told, least, STEPS, close)
    up, highest = line.turns(trial.told, most, STEPS, close)
    size = 0.0 if line.is_logarithmic else highest - lowest
    turns = [(*_backwards(turn),) for one in reversed(down) for turn in reversed(placed(trial, line, one, size))]
    turns += [turn for one in up for turn in placed(trial, line, one, size)]
    turns = [turn for turn in turns if turn[1] != turn[2]]
    return Swing(lever, here, tuple(_told_apart(turns)), (lowest, highest))


def _told_apart(turns: list[Turn]) -> Iterator[Turn]:
    """Turns nearer to each other than they can be placed are one: a value of a few jumps over both thresholds."""
    waiting: Turn | None = None
    for turn in turns:
        if waiting and abs(turn[0].value - waiting[0].value) <= CLOSE * abs(turn[0].value):
            waiting = (waiting[0], waiting[1], turn[2])
            continue
        if waiting:
            yield waiting
        waiting = turn
    if waiting:
        yield waiting


def _backwards(turn: Turn) -> Turn:
    return turn[0], turn[2], turn[1]
