"""Whether a share or a mean can come from whole things: the GRIM test.

N. J. L. Brown, J. A. J. Heathers, "The GRIM test", Social Psychological and Personality Science 8 (2017). A share of 27
people is one of 28 fractions; 34 percent is none of them, however it was rounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..uncertainty import Estimate, Interval
from .kinds import Turn
from .results import Outcome

MOST_WHOLES = 10_000
NEIGHBOURS = 200
SLACK = 1e-9  # binary fractions: 0.29 is not 29 hundredths


@dataclass(frozen=True)
class Counted:
    """A stated share or mean, what its rounding allows, and the number of things that it is a share or a mean of.

    All in root units; ``step`` is a unit of the last digit written.

    >>> print(Counted(0.34, (0.335, 0.345), (27, 27), 0.01).outcome(1.0))
    fails
    """

    value: float
    allowed: Interval
    whole: Interval
    step: float

    def tail(self, multiple: float) -> None:
        """No probability is asked for."""

    def outcome(self, multiple: float) -> Outcome:
        """Whether some whole number of things gives the number that is written nearest to this multiple."""
        written = self.value if multiple == 1.0 else round(self.value * multiple / self.step) * self.step
        shift = written - self.value
        return Outcome.HOLDS if self._reached(self.allowed[0] + shift, self.allowed[1] + shift) else Outcome.FAILS

    def turns(self) -> list[Turn]:
        """From the nearest number that can be, to either side, as far as its rounding reaches."""
        below, above = self.neighbours()
        low, high = self.allowed[0] - self.value, self.allowed[1] - self.value
        ends = [(below - low, Outcome.HOLDS, Outcome.FAILS), (above - high, Outcome.FAILS, Outcome.HOLDS)]
        if self.outcome(1.0) == Outcome.HOLDS:
            nearest = min(below, above, key=lambda part: abs(part - self.value))
            ends = [(nearest - high, Outcome.FAILS, Outcome.HOLDS), (nearest - low, Outcome.HOLDS, Outcome.FAILS)]
        return [(Estimate(at / self.value), before, after) for at, before, after in ends if at > 0 and self.could_fail]

    def neighbours(self) -> tuple[float, float]:
        """The greatest number at or below the written one that whole things give, and the least above it."""
        below, above = np.floor(self.value * self._wholes + SLACK), np.ceil(self.value * self._wholes - SLACK)
        return float((below / self._wholes).max()), float((above / self._wholes).min())

    @property
    def could_fail(self) -> bool:
        """Whether any number written so, near the stated one, would have failed: a whole that is large allows all."""
        near = (self.value + self.step * np.arange(-NEIGHBOURS, NEIGHBOURS + 1)).tolist()
        return any(self.outcome(at / self.value) == Outcome.FAILS for at in near if at > 0)

    @property
    def _wholes(self) -> np.ndarray:
        first, last = math.ceil(self.whole[0] - SLACK), math.floor(self.whole[1] + SLACK)
        return np.arange(max(first, 1), max(min(last, first + MOST_WHOLES), max(first, 1)) + 1)

    def _reached(self, low: float, high: float) -> bool:
        wholes = self._wholes
        return bool((np.floor(high * wholes + SLACK) >= np.ceil(low * wholes - SLACK)).any())
