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
# Shares are counted in whole draws: of a law of a few values whose tail is a threshold itself, some draws more or fewer
# than its share are found (their standard deviation is 1.5). A tail of such a law that is short of no more is a tie.
TIED = 4
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

    A tie is decided for the better outcome: a draw that equals the stated value reaches it, and a tail that is the
    threshold, as nearly as whole draws can be, is not below it.
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
        tail = self._known[multiple]
        return BY_TAIL[sum(self._is_below(tail, multiple, threshold) for threshold in THRESHOLDS[self.relation])]

    def _is_below(self, tail: float, multiple: float, threshold: float) -> bool:
        """Whether a tail is below a threshold; not so where it is the threshold's as nearly as draws can be counted."""
        if tail >= threshold * (1 - TOUCHING):
            return False
        slack = TIED / self.ratio.size
        return tail < threshold - slack or not self._is_step(multiple, tail)

    def _is_step(self, multiple: float, tail: float) -> bool:
        """Whether the tail ends with a value that many draws have, so that it is the same for all multiples around."""
        if self.relation == Comparison.EQUALS:
            return self.law.has_steps
        count = round(tail * self.ratio.size)
        ordered = self._pooled[::-1] if self.relation == Comparison.AT_MOST else self._pooled
        if count <= 2 * TIED:
            return False
        last, earlier = ordered[count - 1], ordered[count - 1 - 2 * TIED]
        return bool(abs(last - earlier) <= TOUCHING * abs(earlier))

    def tails(self, multiples: np.ndarray) -> np.ndarray:
        """The tail probabilities at several multiples, without their uncertainty; same shape."""
        if self.relation == Comparison.EQUALS:
            return self.law.tails(multiples)
        if multiples.size <= len(NEARBY):
            return np.array([np.count_nonzero(self._reached(one)) for one in multiples.tolist()]) / self.ratio.size
        if self.relation == Comparison.AT_MOST:
            return 1 - np.searchsorted(self._pooled, multiples * (1 - TOUCHING), "left") / self.ratio.size
        return np.searchsorted(self._pooled, multiples * (1 + TOUCHING), "right") / self.ratio.size

    def in_tail(self, multiple: float) -> np.ndarray:
        """Which draws make up the tail at a multiple, shape (randomisations, points)."""
        return self.law.no_likelier(multiple) if self.relation == Comparison.EQUALS else self._reached(multiple)

    def is_short(self, multiples: np.ndarray) -> np.ndarray:
        """At which of several multiples it does not hold, but for ties."""
        return self.tails(multiples) < THRESHOLDS[self.relation][0]

    def _reached(self, multiple: float) -> np.ndarray:
        """Which draws of the ratio reach a multiple, or are equal to it."""
        slack = TOUCHING * abs(multiple)
        return self.ratio >= multiple - slack if self.relation == Comparison.AT_MOST else self.ratio <= multiple + slack

    def turns(self) -> list[Turn]:
        """Where the tail passes a threshold, each where the better outcome is just still reached."""
        if self.relation != Comparison.EQUALS:
            return self._quantiles()
        slack = TIED / self.ratio.size if self.law.has_steps else 0.0
        levels = [threshold - slack for threshold in THRESHOLDS[self.relation]]
        return [
            (Estimate(one.at, self.law.uncertainty(one)), BY_TAIL[one.below], BY_TAIL[one.above])
            for one in self.law.crossings(levels)
        ]

    def _quantiles(self) -> list[Turn]:
        """The turns of a one-sided tail: the draws that just so many others reach."""
        size, at_most = self.ratio.size, self.relation == Comparison.AT_MOST
        counts = [self._fewest(threshold) for threshold in THRESHOLDS[self.relation]]
        levels = [(size - count + 0.5 if at_most else count - 0.5) / size for count in counts]
        found = quantiles(self.ratio, levels, self._pooled)
        if at_most:
            return [(at, *pair) for at, pair in zip(found, pairwise(BY_TAIL), strict=True)]
        return [(at, worse, better) for at, (better, worse) in zip(found, pairwise(BY_TAIL), strict=True)][::-1]

    def _fewest(self, threshold: float) -> int:
        """How many draws at least are as many as a threshold asks for; fewer where that is a tie."""
        count = max(1, math.ceil(threshold * self.ratio.size * (1 - TOUCHING)))
        ordered = self._pooled[::-1] if self.relation == Comparison.AT_MOST else self._pooled
        fewer = max(1, math.ceil(threshold * self.ratio.size - TIED))
        return fewer if self._is_step(float(ordered[fewer - 1]), fewer / self.ratio.size) else count

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


def outcome_by(tail: float, relation: Comparison) -> Outcome:
    """The outcome at a tail probability; a tail that is the threshold is not below it.

    >>> [outcome_by(tail, Comparison.AT_MOST).value for tail in (0.05, 0.04, 0.005, 0.004)]
    ['holds', 'strained', 'strained', 'fails']
    """
    return BY_TAIL[sum(tail < threshold * (1 - TOUCHING) for threshold in THRESHOLDS[relation])]


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


def may_be(tail: Estimate, relation: Comparison, randomisations: int) -> tuple[Outcome, ...]:
    """The outcomes that a tail probability leaves open, the better first; one where its side is resolved.

    >>> [outcome.value for outcome in may_be(Estimate(0.0095, 0.0004), Comparison.EQUALS, 16)]
    ['strained', 'fails']
    """
    near = guard(randomisations) * tail.numerical_uncertainty
    found = [outcome_by(tail.value + by * near, relation) for by in (1, 0, -1)]
    return tuple(outcome for outcome in BY_TAIL if outcome in found)


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
