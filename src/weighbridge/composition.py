"""Parts that sum to one: the shares of a mix."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from .distribution import Array, DistributionError

SUM_TOLERANCE = 1e-9
BISECTIONS = 48


@dataclass(frozen=True)
class Composition:
    """Shares of named parts, each between its bounds, summing to one.

    Without ``means`` every admissible mix is as likely as any other. With ``means`` and ``concentration`` the shares
    follow a Dirichlet distribution (Aitchison, The Statistical Analysis of Compositional Data, 1986), drawn by
    stick-breaking; the larger the concentration, the closer to the means.
    """

    parts: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    means: tuple[float, ...] | None = None
    concentration: float = 0.0

    def __post_init__(self) -> None:
        if any(not 0 <= a <= b <= 1 for a, b in zip(self.low, self.high, strict=True)):
            raise DistributionError(
                "a share's bounds do not lie in order between 0 and 1", "write `low` ≤ `high`, both from 0 to 1"
            )
        if sum(self.low) > 1 + SUM_TOLERANCE or sum(self.high) < 1 - SUM_TOLERANCE:
            found = f"they sum to between {sum(self.low):g} and {sum(self.high):g}"
            raise DistributionError(f"the shares cannot sum to one: {found}", "loosen the bounds until 1 lies between")
        if self.means is not None:
            self._check_means(self.means)

    def _check_means(self, means: tuple[float, ...]) -> None:
        if abs(sum(means) - 1) > 1e-6 or min(means) <= 0:
            found = " + ".join(f"{mean:g}" for mean in means)
            raise DistributionError(
                f"the mean shares cannot sum to one: {found} = {sum(means):g}", "expected positive shares that sum to 1"
            )
        if not self.concentration > 0:
            raise DistributionError(f"`concentration` is {self.concentration:g}", "expected more than zero")

    @property
    def dimensions(self) -> int:
        """How many coordinates a draw takes: one fewer than there are parts."""
        return len(self.parts) - 1

    def quantile(self, points: Array) -> Array:
        """Shares from points of the unit cube.

        Args:
            points: shape (dimensions, ...).

        Returns:
            Shape (parts, ...); sums to one along the first axis.

        >>> shares = Composition(("iron", "copper"), (0.5, 0.0), (1.0, 1.0)).quantile(np.array([[0.0, 0.5]]))
        >>> shares[0].tolist(), shares[1].tolist()
        ([0.5, 0.75], [0.5, 0.25])
        """
        shares, left = [], np.ones(points.shape[1:])
        for index in range(self.dimensions):
            draw = self._beta if self.means is not None else self._slice
            shares.append(draw(index, left, points[index]))
            left = left - shares[-1]
        return np.stack([*shares, np.clip(left, 0.0, 1.0)])

    def _beta(self, index: int, left: Array, point: Array) -> Array:
        from scipy.special import betaincinv

        assert self.means is not None
        first, others = self.means[index], sum(self.means[index + 1 :])
        return left * betaincinv(self.concentration * first, self.concentration * others, point)

    def _slice(self, index: int, left: Array, point: Array) -> Array:
        """The share of one part, given what the parts before it left, when every admissible mix is alike.

        Its density is the volume of what the later parts can still do, a sum of truncated powers; its distribution
        function is the same sum one power higher, and is inverted by bisection.
        """
        low, high = np.asarray(self.low[index + 1 :]), np.asarray(self.high[index + 1 :])
        least = np.maximum(self.low[index], left - high.sum())
        most = np.minimum(self.high[index], left - low.sum())
        widths, power = high - low, len(low)

        def volume(share: Array) -> Array:
            rest = left - share - low.sum()
            subsets = chain.from_iterable(combinations(widths, size) for size in range(power + 1))
            return sum((-1) ** len(subset) * np.maximum(rest - sum(subset), 0.0) ** power for subset in subsets)

        if power == 1:
            return least + (most - least) * point
        top, bottom = volume(least), volume(most)
        target = top - (top - bottom) * point
        for _ in range(BISECTIONS):
            middle = (least + most) / 2
            below = volume(middle) > target
            least, most = np.where(below, middle, least), np.where(below, most, middle)
        return (least + most) / 2
