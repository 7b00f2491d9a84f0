"""The kinds of check: what each compares, its outcome at any multiple of the stated value, and where that changes.

An answer depends only on the ratio of the computed side to the stated one: on its draws for ``typical``, on its outer
bounds for the others.
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np

from ..graph import Comparison
from ..uncertainty import Estimate, HighestDensity, Interval, pooled_draws, probability, quantiles, students_t
from .results import Outcome

# Tail probabilities at which an outcome turns to strained and to fails: outside a 90 % and outside a 99 % region.
ONE_SIDED, TWO_SIDED = (0.05, 0.005), (0.10, 0.01)
THRESHOLDS = {Comparison.AT_MOST: ONE_SIDED, Comparison.AT_LEAST: ONE_SIDED, Comparison.EQUALS: TWO_SIDED}
TOUCHING = 1e-9
RESOLVED = 0.999  # coverage of a tail's interval at which it is resolved on which side of a threshold it lies
BY_TAIL = (Outcome.HOLDS, Outcome.STRAINED, Outcome.FAILS)  # below none of the thresholds, below one, below both
NEARBY = (1.0, 1 / 3, 3.0)  # multiples that are asked for together
Turn = tuple[Estimate, Outcome, Outcome]  # a multiple of the stated value, the outcome below and above it


class Answer(Protocol):
    """What a kind of check knows: its outcome at a multiple of the stated value, and where it turns."""

    def outcome(self, multiple: float) -> Outcome: ...

    def turns(self) -> list[Turn]: ...

    def tail(self, multiple: float) -> Estimate | None: ...


@dataclass(eq=False)
class Typical:
    """How usual: the tail probability of the ratio.

    A tie is decided for the better outcome: a draw that equals the stated value reaches it, and a tail that is a
    threshold's, as far as so many draws can tell, is not below it.
    """

    relation: Comparison
    ratio: np.ndarray
    _known: dict[float, float] = field(default_factory=dict, repr=False)

    def tail(self, multiple: float) -> Estimate:
        """One-sided for ``at_most`` and ``at_least``; by highest density for ``equals``: of what is no likelier."""
        if self.relation == Comparison.EQUALS:
            return self.law.tail(multiple)
        return probability(self._reached(multiple))

    def outcome(self, multiple: float) -> Outcome:
        """By the thresholds on the tail probability."""
        if multiple not in self._known:
            asked = np.array([multiple, *(one for one in NEARBY if one not in self._known)])
            self._known.update(zip(asked.tolist(), self.tails(asked).tolist(), strict=True))
        return outcome_by(self._known[multiple], self.relation, self.ratio.shape[1])

    def tails(self, multiples: np.ndarray) -> np.ndarray:
        """The tail probabilities at several multiples, without their uncertainty; same shape."""
        if self.relation == Comparison.EQUALS:
            return self.law.tails(multiples)
        if multiples.size <= len(NEARBY):
            return np.array([np.count_nonzero(self._reached(one)) for one in multiples.tolist()]) / self.ratio.size
        if self.relation == Comparison.AT_MOST:
            return 1 - np.searchsorted(self._pooled, multiples * (1 - TOUCHING), "left") / self.ratio.size
        return np.searchsorted(self._pooled, multiples * (1 + TOUCHING), "right") / self.ratio.size

    def is_short(self, multiples: np.ndarray) -> np.ndarray:
        """At which of several multiples it does not hold."""
        return self.tails(multiples) < self._levels[0] * (1 - TOUCHING)

    def _reached(self, multiple: float) -> np.ndarray:
        """Which draws of the ratio reach a multiple, or are equal to it."""
        if self.relation == Comparison.AT_MOST:
            return self.ratio >= multiple * (1 - TOUCHING)
        return self.ratio <= multiple * (1 + TOUCHING)

    def turns(self) -> list[Turn]:
        """Where the tail passes a threshold, each where the better outcome is just still reached."""
        if self.relation != Comparison.EQUALS:
            return self._quantiles()
        return [
            (Estimate(one.at, self.law.uncertainty(one.at)), BY_TAIL[one.below], BY_TAIL[one.above])
            for one in self.law.crossings(self._levels)
        ]

    def _quantiles(self) -> list[Turn]:
        """The turns of a one-sided tail: the draws that just so many others reach."""
        size, at_most = self.ratio.size, self.relation == Comparison.AT_MOST
        counts = [max(1, math.ceil(level * size)) for level in self._levels]
        levels = [(size - count + 0.5 if at_most else count - 0.5) / size for count in counts]
        found = quantiles(self.ratio, levels, self._pooled)
        if at_most:
            return [(at, *pair) for at, pair in zip(found, pairwise(BY_TAIL), strict=True)]
        return [(at, worse, better) for at, (better, worse) in zip(found, pairwise(BY_TAIL), strict=True)][::-1]

    @property
    def _levels(self) -> tuple[float, ...]:
        return tuple(least_tail(threshold, self.ratio.shape[1]) for threshold in THRESHOLDS[self.relation])

    def middle(self) -> Estimate:
        """The median of the ratio."""
        return quantiles(self.ratio, (0.5,), self._pooled)[0]

    @cached_property
    def law(self) -> HighestDensity:
        """The tails of the ratio by highest density."""
        return HighestDensity(self.ratio)

    @cached_property
    def _pooled(self) -> np.ndarray:
        return pooled_draws(self.ratio)


def least_tail(threshold: float, points: int) -> float:
    """The least share of the draws that is not below a threshold, from so many points in each randomisation.

    Shares are counted in whole draws: of a law of a few values, whose tail is the threshold itself, 16 randomisations
    find about one draw and a half more or fewer. What lies within a quarter of a draw of each is a tie.

    >>> round(least_tail(0.05, 1024), 6), round(least_tail(0.05, 10), 6)
    (0.049756, 0.045)
    """
    return threshold - min(0.25 / points, threshold / 10)


def outcome_by(tail: float, relation: Comparison, points: int) -> Outcome:
    """The outcome at a tail probability that is known by so many points in each randomisation.

    >>> [outcome_by(tail, Comparison.AT_MOST, 1024).value for tail in (0.05, 0.0497, 0.005, 0.004)]
    ['holds', 'strained', 'strained', 'fails']
    """
    return BY_TAIL[sum(tail < least_tail(threshold, points) * (1 - TOUCHING) for threshold in THRESHOLDS[relation])]


def near_threshold(tail: Estimate, relation: Comparison, randomisations: int) -> bool:
    """Whether a tail probability lies so near a threshold that on which side of it is not resolved.

    The interval of a tail covers at 95 %; a side is taken as resolved where one at 99.9 % does not reach the threshold.

    >>> [near_threshold(Estimate(tail, 0.002), Comparison.AT_MOST, 16) for tail in (0.051, 0.053, 0.06)]
    [True, True, False]
    """
    near = guard(randomisations) * tail.numerical_uncertainty
    return any(abs(tail.value - threshold) <= near for threshold in THRESHOLDS[relation])


def guard(randomisations: int) -> float:
    """By how much the half-width of a 95 % interval is to be multiplied to cover at 99.9 %: Student's t for both.

    >>> round(guard(16), 2)
    1.91
    """
    return students_t(randomisations - 1, RESOLVED) / students_t(randomisations - 1)


def may_be(tail: Estimate, relation: Comparison, draws: tuple[int, int]) -> tuple[Outcome, ...]:
    """The outcomes that a tail probability leaves open, the better first; one where its side is resolved.

    Args:
        draws: how many randomisations, and how many points in each.

    >>> [outcome.value for outcome in may_be(Estimate(0.0095, 0.0004), Comparison.EQUALS, (16, 1024))]
    ['strained', 'fails']
    """
    near = guard(draws[0]) * tail.numerical_uncertainty
    best, here, worst = (outcome_by(tail.value + by * near, relation, draws[1]) for by in (1, 0, -1))
    return tuple(outcome for outcome in BY_TAIL if outcome in (best, here, worst))


def nearest_stretch(turns: Sequence[Turn], outcomes: Container[Outcome]) -> tuple[Estimate | None, Estimate | None]:
    """Between which multiples a check comes out in one of ``outcomes``; none where there is no end, or no stretch.

    Of several stretches that in which the stated value lies, else the one that is nearest to it as a multiple.
    """
    ordered = sorted(turns, key=lambda turn: turn[0].value)
    starts: list[Estimate | None] = [None] if ordered and ordered[0][1] in outcomes else []
    starts += [at for at, below, above in ordered if above in outcomes and below not in outcomes]
    ends: list[Estimate | None] = [at for at, below, above in ordered if below in outcomes and above not in outcomes]
    ends += [None] * (len(starts) - len(ends))
    return min(zip(starts, ends, strict=True), key=lambda pair: _apart(*pair), default=(None, None))


def _apart(start: Estimate | None, end: Estimate | None) -> float:
    """How far the stated value lies off a stretch, as a logarithm."""
    below = math.log(start.value) if start and start.value > 1 else 0.0
    above = -math.log(end.value) if end and 0 < end.value < 1 else math.inf if end and end.value <= 0 else 0.0
    return max(below, above)


@dataclass(frozen=True)
class Bounded:
    """Whether there is any way: the bounds of the ratio (``possible`` and ``reachable``)."""

    relation: Comparison
    ratio: Interval

    def tail(self, multiple: float) -> None:
        """No probability is asked for."""

    def outcome(self, multiple: float) -> Outcome:
        """Whether the bounds leave any way."""
        least, most = self.ratio
        enough = multiple <= most or self.relation == Comparison.AT_LEAST
        little = multiple >= least or self.relation == Comparison.AT_MOST
        return Outcome.HOLDS if enough and little else Outcome.FAILS

    def turns(self) -> list[Turn]:
        """The ends of the bounds."""
        lower, upper = (
            (Estimate(self.ratio[0]), Outcome.FAILS, Outcome.HOLDS),
            (Estimate(self.ratio[1]), Outcome.HOLDS, Outcome.FAILS),
        )
        by_relation = {
            Comparison.AT_MOST: [upper],
            Comparison.AT_LEAST: [lower],
            Comparison.EQUALS: [lower, upper],
        }
        return by_relation[self.relation]


@dataclass(frozen=True)
class Agreeing:
    """Whether the article's own numbers fit: as they stand, or only by what rounding and hedges permit."""

    ratio: Interval
    as_written: Interval

    def tail(self, multiple: float) -> None:
        """No probability is asked for."""

    def outcome(self, multiple: float) -> Outcome:
        """As written, else through rounding, else not at all."""
        if self.as_written[0] <= multiple <= self.as_written[1]:
            return Outcome.HOLDS
        # Two intervals that have but one end in common do not meet: such ends are not reached, or by one number in all.
        least, most = self.ratio[0] * (1 + TOUCHING), self.ratio[1] * (1 - TOUCHING)
        return Outcome.THROUGH_ROUNDING if least <= multiple <= most else Outcome.FAILS

    def turns(self) -> list[Turn]:
        """Into what rounding permits, into what is written, and out of both."""
        steps = [
            (self.ratio[0], Outcome.FAILS, Outcome.THROUGH_ROUNDING),
            (self.as_written[0], Outcome.THROUGH_ROUNDING, Outcome.HOLDS),
            (self.as_written[1], Outcome.HOLDS, Outcome.THROUGH_ROUNDING),
            (self.ratio[1], Outcome.THROUGH_ROUNDING, Outcome.FAILS),
        ]
        return [(Estimate(at), below, above) for at, below, above in steps]
