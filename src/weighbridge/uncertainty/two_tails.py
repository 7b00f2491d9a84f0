"""Twice the smaller tail: how far out a value lies, on whichever side, by a law of which no density is known.

The values of a table say how often numbers lie below and above each of them, and nothing of how densely they lie
between two: there is no draw there, and yet a new value is as likely between any two as beyond all (B. M. Hill, Journal
of the American Statistical Association 63, 1968). So of a sample no density is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np

from .estimates import Array, Estimate, pooled_draws, probability, quantiles
from .highest_density import ONE_VALUE, Crossing


class TwoSided:
    """The two-sided tails of a law that is known by its draws, asked for as those of ``HighestDensity`` are.

    >>> law = TwoSided(np.arange(1.0, 101.0).reshape(4, 25))
    >>> law.tails(np.array([0.5, 1.0, 25.5, 50.5, 100.0])).round(2).tolist()
    [0.0, 0.02, 0.5, 1.0, 0.02]
    """

    def __init__(self, draws: Array) -> None:
        self.draws = draws
        self._pooled = pooled_draws(draws)

    @cached_property
    def has_steps(self) -> bool:
        """Whether some draws are one number."""
        return bool((np.diff(self._pooled) <= ONE_VALUE * np.abs(self._pooled[1:])).any())

    def tails(self, values: Array) -> Array:
        """For each value twice the share of the draws that reach it on the side where fewer do; same shape."""
        slack = ONE_VALUE * np.abs(values)
        above = self._pooled.size - np.searchsorted(self._pooled, values - slack, "left")
        below = np.searchsorted(self._pooled, values + slack, "right")
        return np.minimum(1.0, 2.0 * np.minimum(above, below) / self._pooled.size)

    def tail(self, value: float) -> Estimate:
        """The same of one value, with its numerical uncertainty."""
        slack = ONE_VALUE * abs(value)
        sides = probability(self.draws >= value - slack), probability(self.draws <= value + slack)
        smaller = min(sides, key=lambda side: side.value)
        return Estimate(min(1.0, 2 * smaller.value), 2 * smaller.numerical_uncertainty)

    def no_likelier(self, value: float) -> Array:
        """Which draws lie as far out as a value, on either side; the shape of the draws."""
        return self.tails(self.draws) <= self.tails(np.array(value)) * (1 + ONE_VALUE)

    def hull(self, value: float) -> tuple[float, float] | None:
        """The least and the greatest of what lies farther in than a value, in its unit; none where nothing does."""
        inside = self._pooled[self.tails(self._pooled) > self.tails(np.array(value)) * (1 + ONE_VALUE)]
        return (float(inside[0]), float(inside[-1])) if inside.size else None

    @property
    def likeliest(self) -> float | None:
        """The middle, where the tail is greatest, in the unit of the draws; none where it is not above zero."""
        middle = float(self._pooled[self._pooled.size // 2])
        return middle if middle > 0 else None

    def crossings(self, levels: Sequence[float], asked: Collection[float] | None = None) -> list[Crossing]:
        """Where the tail passes some levels, from the least value to the greatest; each on its better side.

        Args:
            levels: from the greatest to the least.
            asked: those of the levels that are asked for; all, where nothing is said.
        """
        size, found = self._pooled.size, []
        for at, level in enumerate(levels):
            if asked is not None and level not in asked:
                continue
            beyond = max(1, math.ceil(level * size / 2 * (1 - ONE_VALUE))) - 1
            if 2 * (beyond + 1) > size:
                continue
            low, high = float(self._pooled[beyond]), float(self._pooled[size - 1 - beyond])
            found += [(low, at + 1, at), (high, at, at + 1)]
        return [Crossing(value, below, above, math.nan) for value, below, above in sorted(found)]

    def uncertainty(self, crossing: Crossing) -> float:
        """How far a crossing may lie off, in the unit of the draws: as uncertain as the quantile that it is."""
        place = np.searchsorted(self._pooled, crossing.at, "left" if crossing.below > crossing.above else "right")
        (found,) = quantiles(self.draws, [float(place) / self._pooled.size], self._pooled)
        return found.numerical_uncertainty
