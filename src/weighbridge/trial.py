"""A check tried under other values of one lever, all else as it is, on the same draws."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from .check import Weighing
from .errors import WeighbridgeError
from .estimate import Estimate
from .lever import Lever
from .model import Model
from .node import Choices
from .pull import pulled
from .sampling import Draws
from .schema import Check


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
