"""What evidence and claim leave of the truth: draws of it, weighted by Bayes' theorem.

With x the logarithm of what is stated over the truth, a draw of the truth and of the room of the claim weighs
trust · K(x) where the number is right, with K a kernel around x = 0, and (1 − trust) · m(x) where it is not, with m the
density of the mistake. What is within the kernel and not at x = 0 is moved there by the regression of the truth on x
(M. A. Beaumont, W. Zhang, D. J. Balding, "Approximate Bayesian computation in population genetics", Genetics 162, 2002,
2025-2035), which is exact for normal logarithms. No density of either side is needed by itself, so the two may share
inputs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..checks import Figure
from ..uncertainty import Estimate, over_randomisations
from .mistakes import Mistake, beyond
from .results import TrueValue

ENDS = (0.025, 0.5, 0.975)
SMOOTH = 2**12  # points a randomisation that are enough where all count
NEAR = 0.1  # half-width of the kernel, as a share of the spread of the logarithms
EFFECTIVE = 100.0  # as many equally heavy draws at least
EXCLUDING = 0.001  # a claim as far out is less probable than this, whether right or not
QUARTILES = 1.349  # of a normal distribution lie so many standard deviations apart


@dataclass(eq=False)
class Evidence:
    """What a case draws of the truth and of the room of the claim; shape (randomisations, points) each, in one unit.

    Where the number is right, only draws of which both are nearly the same have any weight; these are few. Where it is
    not, nearly all have, and a part of them is enough.
    """

    truth: np.ndarray
    stated: np.ndarray

    def left(self, trust: float, mistake: Mistake, least: float) -> TrueValue | None:
        """What evidence and claim leave; None where they exclude each other."""
        if self._beyond(trust, mistake) < EXCLUDING:
            return None
        left = self.weighted(trust, mistake)
        if not left.effective >= EFFECTIVE:
            return None
        is_right = np.arange(left.values.size) < np.count_nonzero(self._near)
        heaviest = trust * self._peak / self.truth.shape[1]
        low, median, high = (Figure.of(left.quantile(level)) for level in ENDS)
        as_much = left.values >= least if least > 0 else left.values <= least
        return TrueValue(
            trust=trust,
            mistake=mistake.name,
            still_right=Figure.of(left.share(is_right, heaviest)),
            median=median,
            low=low,
            high=high,
            reaches=Figure.of(left.share(as_much, heaviest)),
        )

    def weighted(self, trust: float, mistake: Mistake) -> Weighted:
        """The truth as it may be where the number is right, then as it may be where it is not, each with its weight."""
        right = trust * self._right / self.truth.shape[1]
        wrong = (1 - trust) * mistake.density(self._off[:, :: self._step], self._density)
        weights = np.concatenate([right, wrong.ravel() / wrong.shape[1]])
        return Weighted(self._values, weights, self._randomisation, self._order)

    def _beyond(self, trust: float, mistake: Mistake) -> float:
        """How probable a claim is that lies as far out; where it is right, or where it is not, whichever is more."""
        some = self._off[:, :: self._step]
        return max(beyond(some) if trust > 0 else 0.0, mistake.beyond(some) if trust < 1 else 0.0)

    @cached_property
    def nearness(self) -> float | None:
        """The half-width of the kernel on the scale of logarithms; None where both sides take a few values only.

        The ratio of two sides is as smooth as the wider of those that are smooth, unless they move together.
        """
        smooth = [side for side in (self.truth, self.stated) if not _has_steps(side)]
        spreads = [_spread(np.log(np.abs(side[side != 0]))) for side in smooth]
        return NEAR * min(max(spreads), _spread(self._off)) if spreads else None

    @cached_property
    def _off(self) -> np.ndarray:
        """The logarithm of stated over true; infinite where these have not the same sign."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.truth * self.stated > 0, np.log(self.stated / self.truth), np.inf)

    @property
    def _step(self) -> int:
        """Which of the points are enough where the number is not right: one in so many, which are a lattice again."""
        return max(1, self.truth.shape[1] // SMOOTH)

    @property
    def _peak(self) -> float:
        return 0.75 / (self.nearness or math.inf)

    @cached_property
    def _near(self) -> np.ndarray:
        """Which draws have any weight where the number is right."""
        return np.abs(self._off) < (self.nearness or 0.0)

    @cached_property
    def _right(self) -> np.ndarray:
        """How heavy these are, shape (draws,) (V. A. Epanechnikov, Theory of Probability 14, 1969, 153-158)."""
        return self._peak * (1 - np.square(self._off[self._near] / (self.nearness or math.inf)))

    @cached_property
    def _density(self) -> np.ndarray:
        """The density of a right number at what is stated, averaged over the truth, shape (randomisations,)."""
        many, points = self.truth.shape
        return np.bincount(np.nonzero(self._near)[0], self._right, many) / points

    @cached_property
    def _moved(self) -> np.ndarray:
        """The truth where the number is right: draws within the kernel, moved to where true and stated are the same.

        A side that takes a few values only keeps them; nothing is moved beyond what the claim's words allow.
        """
        near = self._near
        for side in (self.truth, self.stated):
            if _has_steps(side):
                return side[near]
        both = np.isfinite(self._off)
        off = self._off[both]
        slope = np.cov(np.log(np.abs(self.truth[both])), off)[0, 1] / off.var(ddof=1)
        moved = self.truth[near] * np.exp(-slope * self._off[near])
        return np.clip(moved, self.stated.min(), self.stated.max())

    @cached_property
    def _values(self) -> np.ndarray:
        """What the truth may be where the number is right, then what it may be where it is not, shape (values,)."""
        return np.concatenate([self._moved, self.truth[:, :: self._step].ravel()])

    @cached_property
    def _randomisation(self) -> np.ndarray:
        """To which randomisation each value belongs."""
        some = self.truth[:, :: self._step]
        return np.concatenate([np.nonzero(self._near)[0], np.repeat(np.arange(some.shape[0]), some.shape[1])])

    @cached_property
    def _order(self) -> np.ndarray:
        return np.argsort(self._values)


@dataclass(eq=False)
class Weighted:
    """Draws that have weights: their quantiles and the shares of them, with numerical uncertainty.

    Attributes:
        values: shape (values,), as all others.
        weights: how heavy each is.
        randomisation: to which randomisation each belongs.
        order: their places in ascending order.
    """

    values: np.ndarray
    weights: np.ndarray
    randomisation: np.ndarray
    order: np.ndarray

    @cached_property
    def total(self) -> float:
        """The sum of all weights."""
        return float(self.weights.sum())

    @property
    def effective(self) -> float:
        """How many draws of one weight would say as much (L. Kish, Survey Sampling, 1965)."""
        squares = float(np.square(self.weights).sum())
        return self.total**2 / squares if squares else 0.0

    def share(self, hits: np.ndarray, heaviest: float = 0.0) -> Estimate:
        """The share of the weight that hits, a ratio of two means: its uncertainty is that of what is left over.

        Args:
            hits: which values do, shape (values,).
            heaviest: the most that one draw can weigh; three such draws may have been missed (the rule of three).
        """
        hit = np.bincount(self.randomisation, self.weights * hits)
        share = float(hit.sum() / self.total)
        found = over_randomisations(share + (hit - share * self._every) / self._every.mean())
        return Estimate(share, max(found.numerical_uncertainty, 3 * heaviest / self.total))

    def quantile(self, level: float) -> Estimate:
        """The value below which a share of the weight lies; its uncertainty found on the scale of probability."""
        value = self._at(level)
        slack = self.share(self.values <= value).numerical_uncertainty
        return Estimate(value, max(value - self._at(level - slack), self._at(level + slack) - value))

    def _at(self, level: float) -> float:
        place = int(np.searchsorted(self._below, level * self.total))
        return float(self.values[self.order[min(place, self.order.size - 1)]])

    @cached_property
    def _every(self) -> np.ndarray:
        """The weight of each randomisation."""
        return np.bincount(self.randomisation, self.weights)

    @cached_property
    def _below(self) -> np.ndarray:
        return np.cumsum(self.weights[self.order])


def _has_steps(draws: np.ndarray) -> bool:
    """Whether many draws have the same value, so that there is no density."""
    some = np.sort(draws[0])
    return bool(np.count_nonzero(np.diff(some)) < some.size / 2)


def _spread(draws: np.ndarray) -> float:
    """The standard deviation, or what the quartiles make of it where that is less: far tails widen no kernel."""
    finite = draws[np.isfinite(draws)]
    if not finite.size:
        return 0.0
    first, third = np.quantile(finite, (0.25, 0.75))
    return float(min(finite.std(), (third - first) / QUARTILES) or finite.std())
