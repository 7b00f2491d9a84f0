"""The normal and the lognormal distribution, cut off in the open where ends are given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from .distribution import Array, Distribution, DistributionError, in_order, positive


@dataclass(frozen=True)
class Normal(Distribution):
    """Mean and standard uncertainty (JCGM 101:2008, 6.4.7); cut off in the open where ``low`` or ``high`` is given.

    >>> Normal(0.0, 1.0).support()
    (-inf, inf)
    """

    kind: ClassVar[str] = "normal"
    mean: float
    standard_uncertainty: float
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        positive(self, "standard_uncertainty")
        in_order(self, "low", "high")

    def quantile(self, probability: Array) -> Array:
        """The value below which the share ``probability`` of what is not cut off lies."""
        return self.mean + self.standard_uncertainty * _cut_normal(
            probability,
            (self.low - self.mean) / self.standard_uncertainty,
            (self.high - self.mean) / self.standard_uncertainty,
        )

    def support(self) -> tuple[float, float]:
        return self.low, self.high


@dataclass(frozen=True)
class Lognormal(Distribution):
    """Median and geometric standard deviation: two thirds of the values lie within that factor of the median.

    >>> float(Lognormal(300.0, 2.0).quantile(np.array(0.5)))
    300.0
    """

    kind: ClassVar[str] = "lognormal"
    median: float
    geometric_standard_deviation: float
    low: float = 0.0
    high: float = math.inf

    def __post_init__(self) -> None:
        positive(self, "median")
        if not self.geometric_standard_deviation > 1:
            found = f"{self.geometric_standard_deviation:g}"
            raise DistributionError(
                f"`geometric_standard_deviation` is {found}, expected more than 1", "2 means within a factor of two"
            )
        if self.low < 0:
            raise DistributionError("a lognormal has no values below zero", "give `low` as 0 or more")
        positive(self, "high")
        in_order(self, "low", "high")

    def quantile(self, probability: Array) -> Array:
        """The value below which the share ``probability`` of what is not cut off lies."""
        sigma = math.log(self.geometric_standard_deviation)
        low = math.log(self.low / self.median) / sigma if self.low else -math.inf
        high = math.log(self.high / self.median) / sigma
        return self.median * np.exp(sigma * _cut_normal(probability, low, high))

    def support(self) -> tuple[float, float]:
        return self.low, self.high


def _cut_normal(probability: Array, low: float, high: float) -> Array:
    """Quantiles of the standard normal between two ends; far out in logarithms, the upper tail by symmetry."""
    from scipy.special import log_ndtr, ndtr, ndtri, ndtri_exp

    if low > 0:
        return -_cut_normal(1 - probability, -high, -low)
    if high > 0:
        below, above = ndtr(low), ndtr(high)
        return np.clip(ndtri(below + (above - below) * probability), low, high)
    top = log_ndtr(high)
    left_out = np.exp(log_ndtr(low) - top)
    with np.errstate(divide="ignore"):
        return np.clip(ndtri_exp(top + np.log(left_out + (1 - left_out) * probability)), low, high)
