"""Compositions: the shares of a mix, which sum to one and keep their bounds.

Shares are drawn one after the other from their conditional distributions, so that a composition of n parts takes n − 1
coordinates of the point set and every draw is admissible by construction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from .beta import beta_quantile
from .distributions import Array, DistributionError

SUM_TOLERANCE = 1e-9
BISECTIONS = 48
LEAST_VOLUME = 1e-9
WIDTH_DIGITS = 12  # decimals of a share's width
MOST_CONCENTRATION = 1e9  # beyond it shares are known to some ten-thousandths, and their quantiles take ever longer


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
        if self.means is None and self._cancels:
            raise DistributionError(
                "the bounds of some shares are too narrow beside the others", "fix them by widening or leaving them out"
            )
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
        if self.concentration > MOST_CONCENTRATION:
            remedy = f"expected at most {MOST_CONCENTRATION:,.0f}; give shares that are known exactly as fixed numbers"
            raise DistributionError(f"`concentration` is {self.concentration:g}", remedy)

    @property
    def _cancels(self) -> bool:
        """Whether volumes would be differences of nearly equal numbers, with no wide part to absorb the narrow ones."""
        widths = sorted(high - low for low, high in zip(self.low, self.high, strict=True))
        spread = 1 - sum(self.low)
        absorbed = sum(widths[:-1]) <= spread <= widths[-1]
        narrow = [width for width in widths[:-1] if width > 0]
        return not absorbed and len(narrow) > 2 and (narrow[0] / widths[-1]) ** (len(widths) - 2) < LEAST_VOLUME

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
        shares: dict[int, Array] = {}
        left, order = np.ones(points.shape[1:]), self.order
        for step, index in enumerate(order[:-1]):
            draw = self._beta if self.means is not None else self._slice
            shares[index] = draw(index, order[step + 1 :], left, points[step])
            left = left - shares[index]
        shares[order[-1]] = np.clip(left, 0.0, 1.0)
        return np.stack([shares[index] for index in range(len(self.parts))])

    @property
    def order(self) -> list[int]:
        """In which order shares are drawn: the narrowest first, so that the widest takes up what is left.

        Widths that differ by what floating point leaves open are alike.
        """
        widths = [round(high - low, WIDTH_DIGITS) for low, high in zip(self.low, self.high, strict=True)]
        return sorted(range(len(self.parts)), key=lambda index: (widths[index], self.parts[index]))

    def _beta(self, index: int, later: list[int], left: Array, point: Array) -> Array:
        assert self.means is not None
        first, others = self.means[index], sum(self.means[other] for other in later)
        return left * beta_quantile(self.concentration * first, self.concentration * others, point)

    def _slice(self, index: int, later: list[int], left: Array, point: Array) -> Array:
        """The share of one part, given what the parts before it left, when every admissible mix is alike.

        Its density is the volume of what the later parts can still do, a sum of truncated powers; its distribution
        function is the same sum one power higher, and is inverted by bisection.
        """
        low = np.array([self.low[other] for other in later])
        widths = np.array([self.high[other] for other in later]) - low
        least = np.maximum(self.low[index], left - (low + widths).sum())
        most = np.minimum(self.high[index], left - low.sum())
        if len(later) == 1 or self._absorbs(left - low.sum() - least, left - low.sum() - most, widths):
            return least + (most - least) * point
        most_left, least_left = left - low.sum() - least, left - low.sum() - most
        if most_left.max() <= widths.min():  # no later part meets its upper bound: what is left is a power of itself
            power = len(widths)
            volume = most_left**power - (most_left**power - np.maximum(least_left, 0.0) ** power) * point
            return left - low.sum() - volume ** (1.0 / power)
        return _invert(lambda share: _volume(left - share - low.sum(), widths), least, most, point)

    @staticmethod
    def _absorbs(most_left: Array, least_left: Array, widths: Array) -> bool:
        """Whether the widest of the later parts takes up whatever the narrower ones do: then no share is favoured."""
        narrow = float(widths[:-1].sum())
        return bool((most_left <= widths[-1]).all() and (least_left >= narrow).all())


def _volume(rest: Array, widths: Array) -> Array:
    """How much room parts of these widths have when they share ``rest``, up to a factor (inclusion and exclusion)."""
    power = len(widths)
    subsets = chain.from_iterable(combinations(widths, size) for size in range(power + 1))
    return sum((-1) ** len(subset) * np.maximum(rest - sum(subset), 0.0) ** power for subset in subsets)


def _invert(volume: Callable[[Array], Array], least: Array, most: Array, point: Array) -> Array:
    """Where the volume that falls from ``least`` to ``most`` has fallen by the share ``point``."""
    top, bottom = volume(least), volume(most)
    target = top - (top - bottom) * point
    for _ in range(BISECTIONS):
        middle = (least + most) / 2
        below = volume(middle) > target
        least, most = np.where(below, middle, least), np.where(below, most, middle)
    return (least + most) / 2
