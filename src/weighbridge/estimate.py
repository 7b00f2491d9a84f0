"""Figures with their numerical uncertainty, and the digits that it supports (JCGM 101:2008, clause 7.9).

Every estimator takes draws of shape (randomisations, points). A figure is estimated once per randomisation; Student's t
over them gives the half-width of its 95 % interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

COVERAGE = 0.95
MOST_DIGITS = 3
Array = np.ndarray


@dataclass(frozen=True)
class Estimate:
    """A figure and the half-width of its 95 % interval; zero where it was not drawn but computed.

    >>> str(Estimate(51.7846, 0.03))
    '51.8'
    >>> str(Estimate(0.0748, 0.0009))
    '0.075'
    """

    value: float
    numerical_uncertainty: float = 0.0

    def __str__(self) -> str:
        return f"{self.rounded():,.{max(0, -self.last_place)}f}"

    @property
    def last_place(self) -> int:
        """The power of ten of the last digit that the uncertainty supports: rounding to it adds no more than that."""
        magnitude = math.floor(math.log10(abs(self.value))) if self.value and math.isfinite(self.value) else 0
        shown = magnitude - MOST_DIGITS + 1
        if not self.numerical_uncertainty or not math.isfinite(self.numerical_uncertainty):
            return shown
        return max(shown, math.floor(math.log10(2 * self.numerical_uncertainty)))

    def rounded(self) -> float:
        """The value to its last supported digit."""
        return round(self.value, -self.last_place) + 0.0 if math.isfinite(self.value) else self.value

    def scaled(self, scale: float) -> Estimate:
        """The same figure in another unit."""
        return Estimate(self.value * scale, self.numerical_uncertainty * scale)


@cache
def students_t(degrees: int, coverage: float = COVERAGE) -> float:
    """The two-sided quantile of Student's t.

    >>> round(students_t(15), 3)
    2.131
    """
    from scipy.special import stdtrit

    return float(stdtrit(degrees, (1 + coverage) / 2))


def _over_randomisations(estimates: Array) -> Estimate:
    spread = float(np.std(estimates, ddof=1)) / math.sqrt(len(estimates))
    return Estimate(float(np.mean(estimates)), students_t(len(estimates) - 1) * spread)


def mean(draws: Array) -> Estimate:
    """The expectation."""
    return _over_randomisations(draws.mean(axis=1))


def standard_uncertainty(draws: Array) -> Estimate:
    """The standard deviation; its numerical uncertainty is that of the variance, carried through the root."""
    variance = _over_randomisations(((draws - draws.mean()) ** 2).mean(axis=1))
    u = math.sqrt(variance.value)
    return Estimate(u, variance.numerical_uncertainty / (2 * u) if u else 0.0)


def probability(hits: Array) -> Estimate:
    """The share of draws that hit.

    A share is counted in whole draws, so all randomisations can agree by chance and their scatter say nothing. The
    uncertainty is therefore never less than 3 in the number of draws (the rule of three: what as many independent
    draws would leave open where none hits).
    """
    estimate = _over_randomisations(hits.mean(axis=1))
    return Estimate(estimate.value, max(estimate.numerical_uncertainty, 3.0 / hits.size))


def quantile(draws: Array, level: float) -> Estimate:
    """The value below which the share ``level`` of the draws lies.

    Its uncertainty is found on the scale of probability, where estimates are unbiased, and carried back through the
    pooled draws: the interval reaches from the quantile at ``level`` − t·s to that at ``level`` + t·s.
    """
    pooled = np.sort(draws, axis=None)
    value = _at(pooled, level)
    reached = probability(draws <= value)
    slack = max(reached.numerical_uncertainty, 0.5 / pooled.size)
    low, high = _at(pooled, level - slack), _at(pooled, level + slack)
    return Estimate(value, max(value - low, high - value))


def _at(pooled: Array, level: float) -> float:
    """The least draw below or at which the share ``level`` lies: no value between two atoms is invented."""
    return float(pooled[min(max(math.ceil(level * pooled.size), 1), pooled.size) - 1])


def coverage_interval(draws: Array, coverage: float = COVERAGE) -> tuple[Estimate, Estimate]:
    """The probabilistically symmetric coverage interval (JCGM 101:2008, 7.7)."""
    return quantile(draws, (1 - coverage) / 2), quantile(draws, (1 + coverage) / 2)
