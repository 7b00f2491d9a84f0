"""Distributions by their named parameters, in root units.

Each is given by its quantile function, because points of a lattice rule are mapped through it (inverse transform;
JCGM 101:2008, annex C.2).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import MISSING, dataclass, fields
from itertools import pairwise
from typing import ClassVar

import numpy as np

from ..base import RemediedError
from .beta import beta_quantile

Array = np.ndarray


BARE = ("concentration", "geometric_standard_deviation", "degrees_of_freedom", "weights")  # parameters without a unit
FEWEST_DEGREES = 2.0  # of Student's t, above which it has a variance
WIDEST_FACTOR = 1e6  # of a lognormal: with a factor of a million to either side nothing is known of a quantity
LEAST_LEFT = 1e-100  # the least probability between two ends of Student's t of which quantiles are still exact


class DistributionError(RemediedError):
    """Parameters that make no distribution."""


@dataclass(frozen=True)
class Distribution:
    """The base: a quantile function and the two ends beyond which nothing lies."""

    kind: ClassVar[str] = ""

    @property
    def unseen(self) -> float:
        """The probability of a value of which nothing is known but that it may lie anywhere: none but of a sample."""
        return 0.0

    def quantile(self, probability: Array) -> Array:
        """The value below which the share ``probability`` lies; any shape, same shape back, root units."""
        raise TypeError(f"{type(self).__name__} has no quantile function")

    def support(self) -> tuple[float, float]:
        """The least and the greatest value, in root units; infinite where there is no end."""
        raise TypeError(f"{type(self).__name__} has no support")


@dataclass(frozen=True)
class Point(Distribution):
    """One number, taken as it stands."""

    kind: ClassVar[str] = "fixed"
    value: float

    def quantile(self, probability: Array) -> Array:
        return np.full_like(probability, self.value)

    def support(self) -> tuple[float, float]:
        return self.value, self.value


@dataclass(frozen=True)
class Uniform(Distribution):
    """Every value from ``low`` to ``high`` alike (JCGM 101:2008, 6.4.2).

    >>> Uniform(10.0, 20.0).quantile(np.array([0.0, 0.5]))
    array([10., 15.])
    """

    kind: ClassVar[str] = "uniform"
    low: float
    high: float

    def __post_init__(self) -> None:
        in_order(self, "low", "high")

    def quantile(self, probability: Array) -> Array:
        return self.low + (self.high - self.low) * probability

    def support(self) -> tuple[float, float]:
        return self.low, self.high


def between(low: float, high: float) -> Distribution:
    """Every value from one end to the other alike; where the ends are one, that number as it stands.

    >>> between(50.0, 50.0)
    Point(value=50.0)
    """
    return Point(low) if low == high else Uniform(low, high)


@dataclass(frozen=True)
class Peaked(Distribution):
    """The base of what runs from ``low`` to ``high`` with its peak at ``mode``; of no width, it is its mode."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        in_order(self, "low", "mode", "high")

    def quantile(self, probability: Array) -> Array:
        """The value below which the share ``probability`` lies; any shape, same shape back, root units."""
        width = self.high - self.low
        return self._peaked(probability, width) if width else np.full_like(probability, self.mode)

    def _peaked(self, probability: Array, width: float) -> Array:
        raise TypeError(f"{type(self).__name__} has no shape")

    def support(self) -> tuple[float, float]:
        """From ``low`` to ``high``."""
        return self.low, self.high


@dataclass(frozen=True)
class Triangular(Peaked):
    """Rising and falling in straight lines (Johnson, Kotz, Balakrishnan, vol. 2, 26.9).

    >>> float(Triangular(15.0, 30.0, 60.0).quantile(np.array(1 / 3)))
    30.0
    """

    kind: ClassVar[str] = "triangular"

    def _peaked(self, probability: Array, width: float) -> Array:
        left, right = self.mode - self.low, self.high - self.mode
        rising = self.low + np.sqrt(probability * width * left)
        falling = self.high - np.sqrt((1 - probability) * width * right)
        return np.where(probability * width <= left, rising, falling)


@dataclass(frozen=True)
class Pert(Peaked):
    """A beta distribution on the range, of shape 4 (Vose, Risk Analysis, 3rd edition).

    >>> round(float(Pert(0.0, 5.0, 10.0).quantile(np.array(0.5))), 6)
    5.0
    """

    kind: ClassVar[str] = "pert"

    def _peaked(self, probability: Array, width: float) -> Array:
        first = 1 + 4 * (self.mode - self.low) / width
        return self.low + width * beta_quantile(first, 6 - first, probability)


@dataclass(frozen=True)
class Discrete(Distribution):
    """A few values with their weights.

    >>> Discrete((1.0, 2.0), (3.0, 1.0)).quantile(np.array([0.5, 0.9]))
    array([1., 2.])
    """

    kind: ClassVar[str] = "discrete"
    values: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.values or len(self.values) != len(self.weights):
            raise DistributionError(
                f"{len(self.values)} values and {len(self.weights)} weights", "give every value one weight"
            )
        if min(self.weights) < 0 or sum(self.weights) <= 0:
            raise DistributionError("weights are negative or all zero", "give weights of zero or more")

    def quantile(self, probability: Array) -> Array:
        """The least value whose cumulated weight reaches ``probability``."""
        order = np.argsort(self.values)
        steps = np.cumsum(np.asarray(self.weights)[order]) / sum(self.weights)
        return np.asarray(self.values)[order][np.searchsorted(steps[:-1], probability, side="left")]

    def support(self) -> tuple[float, float]:
        likely = [value for value, weight in zip(self.values, self.weights, strict=True) if weight > 0]
        return min(likely), max(likely)


@dataclass(frozen=True)
class Empirical(Discrete):
    """The values of a table's column as a sample of ``origins`` witnesses, each of weight one, shared by its rows.

    A new value falls into each of the n + 1 gaps between n ordered ones with probability 1/(n + 1) (Hill's A(n): B. M.
    Hill, JASA 63, 1968, 677-691), so that of k of n beyond a limit a new one lies there with a probability of k/(n + 1)
    to (k + 1)/(n + 1). The values are drawn; what is ``unseen`` is left to who asks for a probability.

    >>> empirical((18.1, 42.0), (0, 1)).unseen == 1 / 3
    True
    """

    kind: ClassVar[str] = "empirical"
    origins: int = 1

    @property
    def unseen(self) -> float:
        """The probability of the one gap that a limit lies in."""
        return 1.0 / (self.origins + 1)


def empirical(values: tuple[float, ...], witnesses: tuple[int, ...]) -> Empirical:
    """The values of a table's column, those of one witness sharing its weight.

    >>> empirical((18.1, 42.0, 30.0), (0, 1, 1)).weights
    (1.0, 0.5, 0.5)
    """
    rows = Counter(witnesses)
    return Empirical(values, tuple(1.0 / rows[witness] for witness in witnesses), len(rows))


def in_order(distribution: Distribution, *names: str) -> None:
    """Raise unless the parameters of these names don't fall."""
    for below, above in pairwise(names):
        if getattr(distribution, below) > getattr(distribution, above):
            raise DistributionError(
                f"`{below}` lies above `{above}`", f"expected {' ≤ '.join(f'`{name}`' for name in names)}"
            )


def positive(distribution: Distribution, name: str) -> None:
    """Raise unless the parameter is above zero."""
    if not getattr(distribution, name) > 0:
        raise DistributionError(f"`{name}` is {getattr(distribution, name):g}", "expected more than zero")


@dataclass(frozen=True)
class Normal(Distribution):
    """Mean and standard uncertainty (JCGM 101:2008, 6.4.7); truncated where ``low`` or ``high`` is given.

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
        """The value below which the share ``probability`` of what is not cut off lies, in root units; any shape."""
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
        if self.geometric_standard_deviation > WIDEST_FACTOR:
            found = f"`geometric_standard_deviation` is {self.geometric_standard_deviation:g}"
            remedy = f"expected at most {WIDEST_FACTOR:,.0f}; 2 means within a factor of two"
            raise DistributionError(found, remedy)
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


@dataclass(frozen=True)
class StudentT(Distribution):
    """Student's t about ``centre``, widened by ``scale``; truncated where ``low`` or ``high`` is given.

    The mean of n readings of standard deviation s has the scale s/√n and n − 1 degrees of freedom (JCGM 101:2008,
    6.4.9.2). The standard uncertainty is the scale times √(ν / (ν − 2)), so without ends there is one above 2 degrees.

    >>> round(float(StudentT(10.0, 2.0, 3.0).quantile(np.array(0.975))), 3)
    16.365
    """

    kind: ClassVar[str] = "student_t"
    centre: float
    scale: float
    degrees_of_freedom: float
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        positive(self, "scale")
        positive(self, "degrees_of_freedom")
        in_order(self, "low", "high")
        ended = math.isfinite(self.low) and math.isfinite(self.high)
        if not (self.degrees_of_freedom > FEWEST_DEGREES or ended):
            raise DistributionError(
                f"`degrees_of_freedom` is {self.degrees_of_freedom:g}, so it has no standard uncertainty",
                f"expected more than {FEWEST_DEGREES:g}, or `low` and `high`",
            )
        if self.low < self.high < math.inf or -math.inf < self.low < self.high:
            below, above = self._levels(*self._ends())
            if above - below < LEAST_LEFT:
                raise DistributionError("`low` and `high` leave next to nothing of it", "move them nearer to `centre`")

    def _ends(self) -> tuple[float, float]:
        """Both ends in units of the scale; of a piece of the upper tail its mirror image, which has more digits."""
        low, high = ((end - self.centre) / self.scale for end in (self.low, self.high))
        return (-high, -low) if self.low > self.centre else (low, high)

    def _levels(self, low: float, high: float) -> tuple[float, float]:
        from scipy.special import stdtr

        return tuple(float(stdtr(self.degrees_of_freedom, end)) for end in (low, high))

    def quantile(self, probability: Array) -> Array:
        """The value below which the share ``probability`` of what is not cut off lies."""
        from scipy.special import stdtrit

        low, high = self._ends()
        mirrored = self.low > self.centre
        below, above = self._levels(low, high)
        level = below + (above - below) * (1 - probability if mirrored else probability)
        found = np.clip(np.where(level > 0, stdtrit(self.degrees_of_freedom, level), -math.inf), low, high)
        return np.clip(self.centre + self.scale * (-found if mirrored else found), self.low, self.high)

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


KINDS: dict[str, type[Distribution]] = {
    kind.kind: kind for kind in (Point, Uniform, Triangular, Pert, Normal, Lognormal, StudentT)
}


def parameters(kind: str) -> dict[str, bool]:
    """The names of a distribution's parameters, and whether each must be given.

    >>> parameters("triangular")
    {'low': True, 'mode': True, 'high': True}
    """
    return {field.name: field.default is MISSING for field in fields(KINDS[kind])}
