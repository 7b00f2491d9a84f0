"""Power: with what probability a check would have caught a number that is off by a factor.

The truth is drawn from the case's own distribution of what is stated, and the article states some multiple of it, with
the hedge that it has. The check has caught the number where it then comes out *strained* or *fails*. A check that
passes says something only where it would have caught a number that is three times too high or too low, whichever it
sees better, more often than not: the factor and the level are ours. The level of 0.8 that is usual for the design of
experiments (J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", 2nd edition, 1988) is asked of a sample
whose size can be chosen; evidence on a claim is what was found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..graph import Comparison
from ..uncertainty import Estimate, over_randomisations
from .kinds import CAUGHT, TOUCHING, Answer, Turn, Typical
from .results import Error, Figure, Outcome, Power

FACTORS = (1.5, 2.0, 3.0, 10.0)
THREEFOLD, ENOUGH = 3.0, 0.5
SEEN = {
    Comparison.AT_MOST: (Error.TOO_HIGH,),
    Comparison.AT_LEAST: (Error.TOO_LOW,),
    Comparison.EQUALS: (Error.TOO_HIGH, Error.TOO_LOW),
}
GLANCED, DOUBT = 128, 0.1  # so many draws decide where their share lies farther than this from the level


@dataclass(eq=False)
class Truth:
    """What the case takes the truth to be, as multiples of what is stated; shape (randomisations, points)."""

    multiples: np.ndarray

    def caught(self, turns: Sequence[Turn], factors: Sequence[float], outcomes: tuple[Outcome, ...]) -> list[Estimate]:
        """For each factor the probability that a check with such turns comes out in one of ``outcomes`` at a number
        that is so many times the truth.

        Its uncertainty is that of a share of the draws, and what the places of the turns leave open.
        """
        ordered = sorted(turns, key=lambda turn: turn[0].value)
        changes = np.array([(above in outcomes) - (below in outcomes) for _, below, above in ordered])
        at, u = np.array([(at.value, at.numerical_uncertainty) for at, _, _ in ordered]).T
        places = at + np.array([[0.0], [1.0], [-1.0]]) * changes * u  # as they are, all less caught, all more
        places = places * (1 + np.copysign(TOUCHING, changes * places))  # at a turn the better outcome is reached
        beyond = 1 - self._below(places / np.asarray(factors)[:, None, None])
        shares = float(ordered[0][1] in outcomes) + beyond @ changes
        return [self._estimate(*one.T) for one in np.moveaxis(shares, 0, 1)]

    def _estimate(self, shares: np.ndarray, less: np.ndarray, more: np.ndarray) -> Estimate:
        found = over_randomisations(shares)
        u = math.hypot(found.numerical_uncertainty, (more.mean() - less.mean()) / 2)
        return Estimate(min(max(found.value, 0.0), 1.0), max(u, 3.0 / self.multiples.size))

    def _below(self, values: np.ndarray) -> np.ndarray:
        """For each randomisation the shares of its draws below some values, shape (randomisations, *values)."""
        return np.stack([np.searchsorted(row, values) for row in self._sorted]) / self.multiples.shape[1]

    @cached_property
    def _sorted(self) -> np.ndarray:
        return np.sort(self.multiples, axis=1)

    def is_seen(self, answer: Typical, relation: Comparison) -> bool:
        """Whether a few of the draws leave no doubt that a threefold error is caught often enough."""
        factors = [multiple(THREEFOLD, error) for error in SEEN[relation]]
        return max(self.glance(answer, factors)) > ENOUGH + 2 * DOUBT

    def glance(self, answer: Typical, factors: Sequence[float]) -> list[float]:
        """For each factor the share of a few of the draws of which so many times as much would not hold."""
        few = self.multiples.ravel()[:: max(1, self.multiples.size // GLANCED)]
        short = answer.is_short(np.outer(factors, few).ravel())
        return short.reshape(len(factors), -1).mean(axis=1).tolist()


def powers(truth: Truth, turns: Sequence[Turn], relation: Comparison) -> list[Power]:
    """The power of a check against each factor, in the directions that its relation sees; none without turns."""
    errors = [(factor, error) for error in SEEN[relation] for factor in FACTORS]
    if not turns:
        return []
    stated = [multiple(*one) for one in errors]
    caught, failed = (truth.caught(turns, stated, outcomes) for outcomes in (CAUGHT, (Outcome.FAILS,)))
    return [
        Power(factor=factor, error=error, caught=Figure.of(one), failed=Figure.of(other))
        for (factor, error), one, other in zip(errors, caught, failed, strict=True)
    ]


def is_enough(truth: Truth, answer: Answer, find_turns: Callable[[], Sequence[Turn]], relation: Comparison) -> bool:
    """Whether a check would have caught a threefold error, in the direction that it sees better, often enough.

    A few of the draws decide where they leave no doubt.
    """
    factors = [multiple(THREEFOLD, error) for error in SEEN[relation]]
    if isinstance(answer, Typical):
        share = max(truth.glance(answer, factors))
        if abs(share - ENOUGH) > DOUBT:
            return share > ENOUGH
    turns = find_turns()
    return bool(turns) and max(one.value for one in truth.caught(turns, factors, CAUGHT)) >= ENOUGH


def multiple(factor: float, error: Error) -> float:
    """What is stated over the truth, where it is off by a factor.

    >>> multiple(2.0, Error.TOO_LOW)
    0.5
    """
    return factor if error == Error.TOO_HIGH else 1 / factor
