"""What a table of values says of the next one: Student's t on the scale of logarithms.

Of n values whose logarithms are a sample of a normal law, of which nothing else is known, the logarithm of the next one
follows Student's t with n − 1 degrees of freedom about their mean m, of scale s √(1 + 1/n), s their standard deviation
(S. Geisser, "Predictive Inference", 1993, 2.2; A. Gelman and others, "Bayesian Data Analysis", 3rd edition, 2013, 3.2).
In one such sample after the other its intervals hold the next value as often as they say, whatever m and s are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from .distributions import Array, Distribution, DistributionError, Empirical, positive

FARTHEST = 200.0  # in natural logarithms, how far out it is drawn: a law of few degrees of freedom has no end


@dataclass(frozen=True)
class LogStudent(Distribution):
    """A quantity of which the logarithm follows Student's t.

    >>> float(LogStudent(math.log(30.0), 0.3, 5.0).quantile(np.array(0.5))).__round__(9)
    30.0
    """

    kind: ClassVar[str] = "log_student"
    centre: float
    scale: float
    degrees_of_freedom: float

    def __post_init__(self) -> None:
        positive(self, "scale")
        positive(self, "degrees_of_freedom")

    def quantile(self, probability: Array) -> Array:
        """The value below which the share ``probability`` lies, but for what lies beyond any size."""
        from scipy.special import stdtrit

        found = self.scale * stdtrit(self.degrees_of_freedom, probability)
        return np.exp(self.centre + np.clip(found, -FARTHEST, FARTHEST))

    def support(self) -> tuple[float, float]:
        """From zero on."""
        return 0.0, math.inf

    def log_density(self, logarithm: Array) -> Array:
        """The density of the logarithm; same shape."""
        nu = self.degrees_of_freedom
        top = math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2) - 0.5 * math.log(nu * math.pi) - math.log(self.scale)
        return np.exp(top - (nu + 1) / 2 * np.log1p(np.square((logarithm - self.centre) / self.scale) / nu))


def by_rows(sample: Empirical) -> LogStudent:
    """The law of the next value where every row of a table is a witness of its own; raises like ``by_origins``.

    >>> by_rows(Empirical((26.0, 42.0, 36.0), (0.5, 0.5, 1.0), 2)).degrees_of_freedom
    2.0
    """
    return _predictive(sample, np.ones(len(sample.values)), len(sample.values))


def by_origins(sample: Empirical) -> LogStudent:
    """The same where the rows of one origin are one witness, and share its weight.

    The spread is that of all rows, for what is asked for is one more value and not the mean of an origin; the origins
    are how many witnesses there are of it. Without rows that share an origin both are one.

    Raises:
        DistributionError: where there are fewer than two witnesses, where all say the same, or where one says a number
            that is not above zero.

    >>> by_origins(Empirical((26.0, 42.0, 36.0), (0.5, 0.5, 1.0), 2)).degrees_of_freedom
    1.0
    """
    return _predictive(sample, np.asarray(sample.weights), sample.origins)


def _predictive(sample: Empirical, weights: Array, witnesses: int) -> LogStudent:
    if min(sample.values) <= 0:
        raise DistributionError("a value is not above zero", "a logarithm is of numbers above zero")
    if witnesses < 2 or min(sample.values) == max(sample.values):
        raise DistributionError(f"{witnesses} witnesses show no spread", "give two values or more that differ")
    logarithms = np.log(sample.values)
    shares = weights / weights.sum()
    centre = float(shares @ logarithms)
    variance = float(shares @ np.square(logarithms - centre)) * witnesses / (witnesses - 1)
    return LogStudent(centre, math.sqrt(variance * (1 + 1 / witnesses)), witnesses - 1.0)
