"""Tails by highest density of a law whose values may be zero or of either sign, by density on the plain scale.

The logarithm, on which ratios are compared, knows no zero: near zero its density is next to nothing, however many draws
lie there, so that of a law around zero the likeliest value would be called the least likely. Differences have no
multiples either. Here the density is that of the values themselves: of their exponential the logarithm is the value.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from .estimates import Array, Estimate, pooled_draws
from .highest_density import ONE_VALUE, WIDEST, Crossing, HighestDensity

FARTHEST = 100.0  # the greatest exponent of a draw: what is looked at five times as far out is a number too
BOTH_SIGNS = 0.005  # the least share on either side of zero by which a law takes both signs; less turns no outcome
MIDDLE = (0.25, 0.75)


def takes_both_signs(draws: Array) -> bool:
    """Whether so much of a law lies on either side of zero, or at it, that its logarithm says nothing of it.

    >>> takes_both_signs(np.array([[-1.0, 1.0]])), takes_both_signs(np.array([[1.0, 2.0]]))
    (True, False)
    """
    above = np.count_nonzero(draws > 0) / draws.size
    below = np.count_nonzero(draws < 0) / draws.size
    return bool(max(above, below) < 1 - BOTH_SIGNS)


class PlainDensity:
    """The tails by highest density of a law that is known by its draws, as ``HighestDensity`` has them of a logarithm.

    >>> u = (np.arange(16384.0).reshape(1024, 16).T + 0.5) / 16384
    >>> law = PlainDensity(np.where(u < 0.25, -3.0, 0.0))
    >>> law.tails(np.array([-3.0, -1.0, 0.0])).round(6).tolist()
    [0.25, 0.0, 1.0]
    """

    def __init__(self, draws: Array) -> None:
        pooled = pooled_draws(draws)
        least, most = float(pooled[0]), float(pooled[-1])
        low, high = (float(pooled[int(at * (pooled.size - 1))]) for at in MIDDLE)
        self.centre = (low + high) / 2
        reach = max(most - self.centre, self.centre - least)
        self.rate = 1.0 if not reach else min(1 / (high - low) if high > low else math.inf, FARTHEST / reach)
        self._law = HighestDensity(self._raised(draws))
        self.has_steps = self._law.has_steps

    def _raised(self, values: Array) -> Array:
        """The exponentials of values, in steps of the middle half of the law."""
        return np.exp(np.clip((values - self.centre) * self.rate, -2 * FARTHEST, 2 * FARTHEST))

    def _up(self, value: float) -> float:
        return float(self._raised(np.array(value)))

    def _down(self, raised: float) -> float:
        return self.centre + math.log(raised) / self.rate

    def tails(self, values: Array) -> Array:
        """For each value the share of the law that is no likelier; shape and order are kept."""
        return self._law.tails(self._raised(values))

    def tail(self, value: float) -> Estimate:
        """The tail at a value, with what the draws leave open."""
        return self._law.tail(self._up(value))

    def no_likelier(self, value: float) -> Array:
        """Which draws are no likelier than a value, ties included; the shape of the draws."""
        return self._law.no_likelier(self._up(value))

    def hull(self, value: float) -> tuple[float, float] | None:
        """The least and the greatest of what is likelier than a value; none where nothing is."""
        ends = self._law.hull(self._up(value))
        return (self._down(ends[0]), self._down(ends[1])) if ends else None

    @property
    def likeliest(self) -> float | None:
        """The likeliest value."""
        raised = self._law.likeliest
        return None if raised is None else self._down(raised)

    def crossings(self, levels: Sequence[float], asked: Collection[float] | None = None) -> list[Crossing]:
        """Where the tail passes some levels, from the least value to the greatest; each on its better side.

        Args:
            levels: from the greatest to the least.
            asked: those of the levels that are asked for; all, where nothing is said.
        """
        found = self._law.crossings(levels, asked)
        return [replace(one, at=self._down(one.at), slope=one.slope * self.rate) for one in found]

    def uncertainty(self, crossing: Crossing) -> float:
        """How far a crossing may lie off, by the uncertainty of the tail and its slope; hardly at a single value."""
        if self.has_steps:
            return ONE_VALUE / self.rate
        return min(self.tail(crossing.at).numerical_uncertainty / crossing.slope, WIDEST / self.rate)
