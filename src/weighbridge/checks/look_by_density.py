"""Checks for equality, many at once: what all draws say of them, and what a part of the draws says beyond doubt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..uncertainty import Estimate, HighestDensities, shares_of
from .kinds import CAUGHT, NEARBY, Level, guard
from .power import DOUBT, ENOUGH, THREEFOLD
from .results import Outcome

CERTAIN = 0.5  # at its likeliest value every law has a tail of this at least


@dataclass(frozen=True)
class LookByDensity:
    """Ratios of two sides that are compared for equality, shape (combinations, randomisations, points).

    ``passed`` are the levels at which the outcome turns. Of a ratio that takes values which are not above zero, or one
    value for many draws, nothing is said.
    """

    passed: tuple[Level, ...]
    ratio: np.ndarray

    @cached_property
    def _laws(self) -> HighestDensities:
        return HighestDensities(self.ratio)

    @cached_property
    def _multiples(self) -> np.ndarray:
        """The stated value, a third of it and three times it, for each combination."""
        return np.tile(NEARBY, (len(self.ratio), 1))

    @cached_property
    def _levels(self) -> np.ndarray:
        return np.array([level for level, _, _ in self.passed])

    def clear(self) -> list[Outcome | None]:
        """The outcome of each at the stated value where more draws leave no doubt of it, whether or not severe."""
        found = self._laws.tails(self._multiples[:, :1], guard(self.ratio.shape[1]))
        low, high = (end < self._levels for end in (found.most, found.least))
        clear = (low == high).all(axis=1) & self._laws.is_plain
        order = [self.passed[0][1], *(worse for _, _, worse in self.passed)]
        rows = zip((found.found < self._levels).sum(axis=1).tolist(), clear.tolist(), strict=True)
        return [order[at] if is_clear else None for at, is_clear in rows]

    def tails(self) -> list[float | None]:
        """The share of the draws that is no likelier than the stated value; None of what is not plain."""
        found = self._laws.tails(self._multiples[:, :1]).found[:, 0].tolist()
        return [tail if is_plain else None for tail, is_plain in zip(found, self._laws.is_plain.tolist(), strict=True)]

    def estimates(self) -> list[tuple[Estimate, bool] | None]:
        """The share of all draws that is no likelier than the stated value, and whether the check has severity there.

        None of what is not plain.
        """
        found = self._laws.tails(self._multiples).found
        severe = self._are_severe(found)
        rows = zip(self._laws.tail(1.0), severe.tolist(), self._laws.is_plain.tolist(), strict=True)
        return [(tail, is_severe) if is_plain else None for tail, is_severe, is_plain in rows]

    def _are_severe(self, tails: np.ndarray) -> np.ndarray:
        """Whether another thing is said at a third or at three times; what fails would not at the likeliest value."""
        places = (tails[:, :, None] < self._levels).sum(axis=-1)
        place = places[:, 0]
        severe = (places[:, 1:] != place[:, None]).any(axis=1)
        level, _, worst = self.passed[-1]
        return severe | ((place == len(self.passed)) & (worst is Outcome.FAILS and level < CERTAIN))

    def catches(self, at: int, truth: np.ndarray | None) -> bool:
        """Whether it is beyond doubt that one of them would catch a threefold error often enough.

        Args:
            at: which of them.
            truth: what the truth may be, as multiples of what is stated; None where nothing of it is drawn.
        """
        if truth is None:
            return True
        low, high = (float(end[at]) for end in self._passing)
        outside = [np.count_nonzero((truth < low / by) | (truth > high / by)) for by in (THREEFOLD, 1 / THREEFOLD)]
        return max(outside) > (ENOUGH + DOUBT) * truth.size

    @cached_property
    def _passing(self) -> tuple[np.ndarray, np.ndarray]:
        """Between which multiples each may come out better than strained."""
        return self._laws.passing(max((level for level, _, worse in self.passed if worse in CAUGHT), default=0.0))

    def sides(self) -> list[int | None]:
        """Whether most of each ratio lies above the stated value (1) or below it (−1); None where that is in doubt."""
        share, u = shares_of(self.ratio >= 1.0)
        clear = (np.abs(share - 0.5) > guard(self.ratio.shape[1]) * u).tolist()
        rows = zip(share.tolist(), clear, strict=True)
        return [(1 if one > 0.5 else -1) if is_clear else None for one, is_clear in rows]
