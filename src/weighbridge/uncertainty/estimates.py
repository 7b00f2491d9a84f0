"""Estimates from draws with their numerical uncertainty, and the digits that it supports (JCGM 101:2008, clause 7.9).

Every estimator takes draws of shape (randomisations, points). A figure is estimated once per randomisation; Student's t
over them gives the half-width of its 95 % interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ..text import number

COVERAGE = 0.95
MOST_DIGITS = 3
EVEN = 1e-9  # by which the logarithm of a power of ten may be off
ROUNDING = 1e-14  # of the largest draw: what sums of binary fractions may be off by
ORDINARY = (1e-60, 1e60)  # sizes whose fourth powers, which the scatter of a variance takes, keep all their digits
Array = np.ndarray


@dataclass(frozen=True)
class Estimate:
    """A figure and the half-width of its 95 % interval; zero where it was not drawn but computed.

    >>> str(Estimate(51.7846, 0.03))
    '51.8'
    >>> str(Estimate(0.0748, 0.0009)), str(Estimate(64.2, 0.42))
    ('0.075', '64')
    """

    value: float
    numerical_uncertainty: float = 0.0

    def __str__(self) -> str:
        rounded = self.rounded()
        if not math.isfinite(rounded) or not rounded:
            return number(rounded)
        return number(rounded, self.digits)

    @property
    def digits(self) -> int:
        """How many significant digits the uncertainty supports: one at least, and three at most."""
        rounded = abs(self.rounded())
        if not math.isfinite(rounded) or not rounded:
            return 1
        return max(1, math.floor(math.log10(rounded)) - self.last_place + 1)

    @property
    def last_place(self) -> int:
        """The power of ten of the last digit that the uncertainty supports: a unit of it is no less than that.

        The first digit of a figure that is no less than its uncertainty stands: to leave it out would say zero.
        """
        magnitude = math.floor(math.log10(abs(self.value))) if self.value and math.isfinite(self.value) else 0
        shown = magnitude - MOST_DIGITS + 1
        if not self.numerical_uncertainty or not math.isfinite(self.numerical_uncertainty):
            return shown
        supported = math.ceil(math.log10(self.numerical_uncertainty) - EVEN)
        return max(shown, min(supported, magnitude) if abs(self.value) >= self.numerical_uncertainty else supported)

    def rounded(self) -> float:
        """The value to its last supported digit."""
        return round(self.value, -self.last_place) + 0.0 if math.isfinite(self.value) else self.value

    def scaled(self, scale: float) -> Estimate:
        """The same figure times a number, such as another unit or a value below zero.

        >>> Estimate(1.5, 0.1).scaled(-20)
        Estimate(value=-30.0, numerical_uncertainty=2.0)
        """
        return Estimate(self.value * scale, self.numerical_uncertainty * abs(scale))


@cache
def students_t(degrees: int, coverage: float = COVERAGE) -> float:
    """The two-sided quantile of Student's t, a number without a unit.

    >>> round(students_t(15), 3)
    2.131
    """
    from scipy.special import stdtrit

    return float(stdtrit(degrees, (1 + coverage) / 2))


def over_randomisations(estimates: Array) -> Estimate:
    """The mean of one estimate for each randomisation, with Student's t over their scatter; shape (randomisations,)."""
    many, values = len(estimates), estimates.tolist()  # so few are added faster one by one
    if (scale := power_of_two(max(max(values), -min(values)))) != 1.0:
        return over_randomisations(estimates / scale).scaled(scale)
    centre = math.fsum(values) / many
    spread = math.sqrt(math.fsum((value - centre) ** 2 for value in values) / (many - 1) / many)
    return Estimate(centre, students_t(many - 1) * spread)


def power_of_two(size: float) -> float:
    """The power of two, without a unit, that divides figures of a size so that their fourth powers are numbers.

    Division by a power of two is exact. What is not a number stays as it is.

    >>> power_of_two(2500.0), power_of_two(2.0**-800), power_of_two(2.0**800) == 2.0**801
    (1.0, 2.999...e-241, True)
    """
    return 1.0 if ORDINARY[0] < size < ORDINARY[1] or not 0 < size < math.inf else math.ldexp(1.0, math.frexp(size)[1])


def mean(draws: Array) -> Estimate:
    """The expectation; what binary fractions leave open is never taken for certainty."""
    found = over_randomisations(draws.mean(axis=1))
    low, high = float(draws.min()), float(draws.max())
    rounding = ROUNDING * max(abs(low), abs(high)) if low < high else 0.0
    return Estimate(found.value, max(found.numerical_uncertainty, rounding))


def standard_uncertainty(draws: Array) -> Estimate:
    """The standard deviation; its numerical uncertainty is that of the variance, carried through the root.

    Equal draws have none, though their mean may be rounded.
    """
    centre = draws.mean()
    centred = draws - centre
    if (scale := power_of_two(float(max(centred.max(), -centred.min())))) != 1.0:
        return standard_uncertainty(centred / scale).scaled(scale)
    variance = over_randomisations(np.square(centred).mean(axis=1))
    u = math.sqrt(variance.value)
    if u <= ROUNDING * abs(centre) and draws.min() == draws.max():
        return Estimate(0.0)
    return Estimate(u, variance.numerical_uncertainty / (2 * u) if u else 0.0)


def probability(hits: Array) -> Estimate:
    """The share of draws that hit.

    A share is counted in whole draws, so all randomisations can agree by chance and their scatter say nothing. The
    uncertainty is therefore never less than 3 in the number of draws (the rule of three: what as many independent
    draws would leave open where none hits).
    """
    estimate = over_randomisations(np.count_nonzero(hits, axis=1) / hits.shape[1])
    return Estimate(estimate.value, max(estimate.numerical_uncertainty, 3.0 / hits.size))


def shares_of(hits: Array) -> tuple[Array, Array]:
    """The same for several quantities at once: the shares, and their numerical uncertainties, shape (quantities,).

    Args:
        hits: shape (quantities, randomisations, points).
    """
    many, points = hits.shape[1:]
    shares = np.count_nonzero(hits, axis=-1) / points
    u = students_t(many - 1) * shares.std(axis=1, ddof=1) / math.sqrt(many)
    return shares.mean(axis=1), np.maximum(u, 3.0 / (many * points))


def quantile(draws: Array, level: float) -> Estimate:
    """The value below which the share ``level`` of the draws lies; like ``quantiles`` for one level."""
    return quantiles(draws, (level,))[0]


def quantiles(draws: Array, levels: Sequence[float], pooled: Array | None = None) -> list[Estimate]:
    """The values below which these shares of the draws lie.

    Their uncertainty is found on the scale of probability, where estimates are unbiased, and carried back through the
    pooled draws: the interval reaches from the quantile at ``level`` − t·s to that at ``level`` + t·s. Where the draws
    are in order already, as ``pooled``, they need not be sorted again.
    """
    pooled = pooled_draws(draws) if pooled is None else pooled
    return [_quantile(draws, pooled, level) for level in levels]


def pooled_draws(draws: Array) -> Array:
    """All draws in ascending order, shape (draws,); faster than a partition, where the processor sorts by itself."""
    return np.sort(draws, axis=None)


def _quantile(draws: Array, pooled: Array, level: float) -> Estimate:
    size = pooled.size
    value = float(pooled[_rank(size, level)])
    slack = max(probability(draws <= value).numerical_uncertainty, 0.5 / size)
    low, high = float(pooled[_rank(size, level - slack)]), float(pooled[_rank(size, level + slack)])
    return Estimate(value, max(value - low, high - value))


def _rank(size: int, level: float) -> int:
    """Which of the sorted draws the share ``level`` lies below or at: no value between two atoms is invented."""
    return min(max(math.ceil(level * size), 1), size) - 1


def coverage_interval(draws: Array, coverage: float = COVERAGE) -> tuple[Estimate, Estimate]:
    """The probabilistically symmetric coverage interval (JCGM 101:2008, 7.7)."""
    low, high = quantiles(draws, ((1 - coverage) / 2, (1 + coverage) / 2))
    return low, high


@dataclass(frozen=True)
class Figures:
    """The figures of a distribution: expectation, standard uncertainty, symmetric 95 % coverage interval."""

    mean: Estimate
    standard_uncertainty: Estimate
    interval: tuple[Estimate, Estimate]

    @classmethod
    def of(cls, draws: Array) -> Figures:
        """From draws of shape (randomisations, points)."""
        return cls(mean(draws), standard_uncertainty(draws), coverage_interval(draws))

    @property
    def numerical_uncertainty(self) -> float:
        """The largest of the four, in the unit of the figures."""
        return max(e.numerical_uncertainty for e in (self.mean, self.standard_uncertainty, *self.interval))

    def tolerance(self, digits: int) -> float:
        """Half a unit of the last of so many significant digits of the standard uncertainty (JCGM 101:2008, 7.9.2).

        >>> Figures(Estimate(35.0), Estimate(9.34), (Estimate(20.0), Estimate(54.0))).tolerance(2)
        0.05
        """
        u = self.standard_uncertainty.value
        return 0.5 * 10.0 ** (math.floor(math.log10(u)) + 1 - digits) if u > 0 else math.inf
