"""The scale on which two sides are compared: by their ratio; by their difference, where the stated one can be zero.

A check is answered at multiples of the stated value. A side below zero is multiplied like any other: the more, the
farther below zero, so that "at most" becomes "at least". One that can be zero has no multiples: it is shifted instead,
in steps of its own size, and a multiple of 1 + k stands for k steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..graph import Comparison, ModelError
from ..uncertainty import Estimate, Interval, times

LARGEST = 1e150  # the largest multiple that is weighed, and the inverse of the smallest: their squares are numbers too
TURNED = {Comparison.AT_MOST: Comparison.AT_LEAST, Comparison.AT_LEAST: Comparison.AT_MOST}


@dataclass(frozen=True)
class Scale:
    """How the stated side is varied.

    Attributes:
        sign: 1 where it is above zero, -1 where it is below, 0 where it can be zero.
        step: its size in root units, by which it is shifted in that last case.
    """

    sign: int
    step: float = 1.0

    @classmethod
    def of(cls, stated: Interval) -> Scale:
        """The scale of a stated side that lies between two ends, in root units.

        >>> Scale.of((2.0, 3.0)).sign, Scale.of((-3.0, -2.0)).sign, Scale.of((-0.5, 0.5))
        (1, -1, Scale(sign=0, step=0.5))
        """
        low, high = stated
        if low > 0 or high < 0:
            return cls(1 if low > 0 else -1)
        return cls(0, max(-low, high) or 1.0)

    @property
    def is_ratio(self) -> bool:
        """Whether the stated side has multiples."""
        return self.sign != 0

    def relation(self, comparison: Comparison) -> Comparison:
        """How multiples compare where values compare so."""
        return TURNED.get(comparison, comparison) if self.sign < 0 else comparison

    def ratio(self, computed: Any, stated: Any) -> Any:
        """The multiple of the stated value at which the computed one lies; numbers or arrays, same shape back."""
        return computed / stated if self.is_ratio else 1.0 + (computed - stated) / self.step

    def ratios(self, computed: Any, stated: Any) -> np.ndarray:
        """The same of draws; raises ``ModelError`` where the two sides lie too far apart to be compared."""
        found = self.quiet_ratios(computed, stated)
        if self.is_ratio and found.min() >= 1 / LARGEST and found.max() <= LARGEST:
            return found  # as nearly always, at half the price
        if not self.in_reach(found).all():
            raise ModelError(
                "one side is so many times as large as the other that nothing can be computed with it, expected less "
                "than a 1 with 150 zeros; check units and formulas"
            )
        return found

    def quiet_ratios(self, computed: Any, stated: Any) -> np.ndarray:
        """The same, of their shape; infinite or no number where the sides lie too far apart, as ``in_reach`` says."""
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            return np.asarray(self.ratio(computed, stated))

    def in_reach(self, ratios: np.ndarray) -> np.ndarray:
        """Of which draws the ratio can be weighed; where it is a ratio, zero can, and what is next to zero can not."""
        sizes = np.abs(ratios)
        return (sizes <= LARGEST) & ((sizes >= 1 / LARGEST) | (ratios == 0.0) | (not self.is_ratio))

    def between(self, computed: Interval, stated: Interval) -> Interval:
        """The same for two sides that share no input, each between two ends."""
        if self.is_ratio:
            return times(computed, (1 / stated[1], 1 / stated[0]))
        return self.ratio(computed[0], stated[1]), self.ratio(computed[1], stated[0])

    def value(self, stated: float, multiple: Estimate, unit: float = 1.0) -> Estimate:
        """The stated value at a multiple, for a stated value in the unit that is so many root units."""
        if self.is_ratio:
            return multiple.scaled(stated)
        return Estimate(
            stated + (multiple.value - 1.0) * self.step / unit, multiple.numerical_uncertainty * self.step / unit
        )
