"""The kinds of check: what each compares, its outcome at any multiple of the stated value, and where that changes.

An answer depends only on the ratio of the computed side to the stated one: on its draws for ``typical``, on its outer
bounds for the others.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np

from ..graph import Comparison
from ..uncertainty import (
    Estimate,
    HighestDensity,
    Interval,
    PlainDensity,
    TwoSided,
    pooled_draws,
    probability,
    quantiles,
    students_t,
    takes_both_signs,
)
from .results import Outcome

# Tail probabilities at which an outcome turns to strained and to fails: outside a 90 % and outside a 99 % region.
ONE_SIDED, TWO_SIDED = (0.05, 0.005), (0.10, 0.01)
THRESHOLDS = {Comparison.AT_MOST: ONE_SIDED, Comparison.AT_LEAST: ONE_SIDED, Comparison.EQUALS: TWO_SIDED}
TOUCHING = 1e-9
# Shares are counted in whole draws: of a law of a few values whose tail is a threshold itself, some draws more or fewer
# than its share are found (their standard deviation is 1.5). A tail of such a law that is short of no more is a tie.
TIED = 4
CLEAR = 3.0  # how many times its numerical uncertainty a share lies off a level, to be known from a part of the draws
RESOLVED = 0.999  # coverage of a tail's interval at which it is resolved on which side of a threshold it lies
WITHOUT_END = 1e6  # an edge so many times as far off is none
CAUGHT = (Outcome.STRAINED, Outcome.FAILS)
NEARBY = (1.0, 1 / 3, 3.0)  # multiples that are asked for together
Turn = tuple[Estimate, Outcome, Outcome]  # a multiple of the stated value, the outcome below and above it


Level = tuple[float, Outcome, Outcome]  # a share of draws, the outcome from it on, and the outcome below it


def levels(relation: Comparison, unseen: float = 0.0) -> list[Level]:
    """The shares of draws at which the outcome of a typical check turns, from the greatest to the least.

    Of ``unseen`` of the probability nothing is known but that it may lie in the tail, all of it or none: a share p of
    the draws leaves a tail from (1 − unseen) p to (1 − unseen) p + unseen, which counts twice where it is two-sided. An
    outcome stands where the whole of it lies on one side of the threshold, else it *cannot tell*.

    >>> [(p, str(below)) for p, _, below in levels(Comparison.AT_MOST)]
    [(0.05, 'strained'), (0.005, 'fails')]
    >>> [(round(p, 3), str(below)) for p, _, below in levels(Comparison.AT_MOST, unseen=1 / 50)]
    [(0.051, 'cannot tell'), (0.031, 'strained')]
    """
    strained, fails = THRESHOLDS[relation]
    if not unseen:
        return [(strained, Outcome.HOLDS, Outcome.STRAINED), (fails, Outcome.STRAINED, Outcome.FAILS)]
    known, width = 1 - unseen, _width(relation, unseen)
    found = [
        (strained / known, Outcome.HOLDS, Outcome.CANNOT_TELL),
        ((strained - width) / known, Outcome.CANNOT_TELL, Outcome.STRAINED),
        ((fails - width) / known, Outcome.STRAINED, Outcome.FAILS),
    ]
    return [level for level in found if level[0] > 0]


def _width(relation: Comparison, unseen: float) -> float:
    """How much the unseen may add to a tail: what lies beyond on one side counts twice in a two-sided one."""
    return (2.0 if relation == Comparison.EQUALS else 1.0) * unseen


class Answer(Protocol):
    """What a kind of check knows: its outcome at a multiple of the stated value, and where it turns."""

    def outcome(self, multiple: float) -> Outcome: ...

    def turns(self) -> list[Turn]: ...

    def tail(self, multiple: float) -> Estimate | None: ...


@dataclass(eq=False)
class Typical:
    """How usual: the tail probability of the ratio, of which ``unseen`` of the probability is not drawn.

    Where the stated side can be zero, it is a difference in steps and no ratio (``checks.scale``).

    A tie is decided for the better outcome: a draw that equals the stated value reaches it, and a tail that is the
    threshold, as nearly as whole draws can be, is not below it.
    """

    relation: Comparison
    ratio: np.ndarray
    unseen: float = 0.0
    is_ratio: bool = True
    _known: dict[float, float] = field(default_factory=dict, repr=False)

    def tail(self, multiple: float) -> Estimate:
        """The tail probability; the most that it can be, where some of it is unseen."""
        return self.of_all(self.drawn(multiple))[1]

    def of_all(self, drawn: Estimate) -> tuple[Estimate, Estimate]:
        """The least and the most that the tail probability can be when such a share of the draws lies in it."""
        least = drawn.scaled(1 - self.unseen)
        most = least.value + _width(self.relation, self.unseen)
        return least, Estimate(min(1.0, most), least.numerical_uncertainty)

    def drawn(self, multiple: float) -> Estimate:
        """The share of draws in the tail at a multiple of the stated value.

        One-sided for ``at_most`` and ``at_least``; for ``equals`` by highest density, of what is no likelier, and
        two-sided where a table is behind it, which has no density.
        """
        if self.relation == Comparison.EQUALS:
            return self.law.tail(multiple)
        return probability(self._reached(multiple))

    def outcome(self, multiple: float) -> Outcome:
        """By the levels that the share of draws in the tail is below."""
        if multiple not in self._known:
            asked = np.array([multiple, *(one for one in NEARBY if one not in self._known)])
            self._known.update(zip(asked.tolist(), self.tails(asked).tolist(), strict=True))
        share = self._known[multiple]
        below = (worse for level, _, worse in reversed(self.levels) if self._is_below(share, multiple, level))
        return next(below, self.levels[0][1])

    @cached_property
    def levels(self) -> list[Level]:
        """The shares of draws at which the outcome turns."""
        return levels(self.relation, self.unseen)

    def is_clear(self, multiple: float) -> bool:
        """Whether draws that are a part of more leave no doubt on which side of every level all of them lie."""
        share = self.drawn(multiple)
        return all(abs(share.value - level) > CLEAR * share.numerical_uncertainty for level, _, _ in self.levels)

    def is_clear_of_middle(self, multiple: float) -> bool:
        """Whether they leave no doubt on which side of the stated value most of them lie either."""
        found = probability(self.ratio >= multiple)
        return abs(found.value - 0.5) > CLEAR * found.numerical_uncertainty

    def _is_below(self, share: float, multiple: float, level: float) -> bool:
        """Whether a share is below a level; not so where it is the level as nearly as draws can be counted."""
        if share >= level * (1 - TOUCHING):
            return False
        slack = TIED / self.ratio.size
        return share < level - slack or not self._is_step(multiple, share)

    def _is_step(self, multiple: float, share: float) -> bool:
        """Whether the tail ends with a value that many draws have, so that it is the same for all multiples around."""
        if self.relation == Comparison.EQUALS:
            return self.law.has_steps
        count = round(share * self.ratio.size)
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
        """At which of several multiples it is strained or fails, but for ties."""
        level = max((level for level, _, worse in self.levels if worse in CAUGHT), default=0.0)
        return self.tails(multiples) < level

    def _reached(self, multiple: float) -> np.ndarray:
        """Which draws of the ratio reach a multiple, or are equal to it."""
        slack = TOUCHING * abs(multiple)
        return self.ratio >= multiple - slack if self.relation == Comparison.AT_MOST else self.ratio <= multiple + slack

    def turns(self, around: Collection[Outcome] = ()) -> list[Turn]:
        """Where the tail passes a threshold, each where the better outcome is just still reached.

        Args:
            around: only where it passes into one of these outcomes or out of them; without any, wherever it passes.
        """
        passed = [level for level in self.levels if level[0] < 1]
        if not passed:
            return []
        if self.relation != Comparison.EQUALS:
            return self._quantiles([level for level in passed if _is_end(*level[1:], around)])
        slack = TIED / self.ratio.size if self.law.has_steps else 0.0
        order = [passed[0][1], *(worse for _, _, worse in passed)]
        levels = [level - slack for level, _, _ in passed]
        ends = [_is_end(*pair, around) for pair in pairwise(order)]
        found = self.law.crossings(levels, [level for level, is_end in zip(levels, ends, strict=True) if is_end])
        return [
            (Estimate(one.at, self.law.uncertainty(one)), order[one.below], order[one.above])
            for one in found
            if _is_end(order[one.below], order[one.above], around)
        ]

    def _quantiles(self, passed: Sequence[Level]) -> list[Turn]:
        """The turns of a one-sided tail: the draws that just so many others reach."""
        size, at_most = self.ratio.size, self.relation == Comparison.AT_MOST
        counts = [self._fewest(level) for level, _, _ in passed]
        places = [(size - count + 0.5 if at_most else count - 0.5) / size for count in counts]
        found = list(zip(quantiles(self.ratio, places, self._pooled), passed, strict=True))
        if at_most:
            return [(at, better, worse) for at, (_, better, worse) in found]
        return [(at, worse, better) for at, (_, better, worse) in reversed(found)]

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
    def law(self) -> HighestDensity | PlainDensity | TwoSided:
        """The tails of the ratio for equality: by highest density, two-sided where it rests on a table.

        The density is that of the logarithm, unless zero lies among what the ratio may be.
        """
        if self.unseen:
            return TwoSided(self.ratio)
        if self.is_ratio and not takes_both_signs(self.ratio):
            return HighestDensity(self.ratio)
        return PlainDensity(self.ratio)

    @cached_property
    def _pooled(self) -> np.ndarray:
        return pooled_draws(self.ratio)


def _is_end(below: Outcome, above: Outcome, outcomes: Collection[Outcome]) -> bool:
    """Whether one of two outcomes is among some and the other is not; or there are none to be among."""
    return not outcomes or (below in outcomes) != (above in outcomes)


def outcome_by(share: float, relation: Comparison, unseen: float = 0.0) -> Outcome:
    """The outcome at a share of draws in the tail; one that is a level is not below it.

    >>> [outcome_by(share, Comparison.AT_MOST).value for share in (0.05, 0.04, 0.005, 0.004)]
    ['holds', 'strained', 'strained', 'fails']
    """
    found = levels(relation, unseen)
    return next((worse for level, _, worse in reversed(found) if share < level * (1 - TOUCHING)), found[0][1])


def near_threshold(drawn: Estimate, relation: Comparison, randomisations: int, unseen: float = 0.0) -> bool:
    """Whether a share of draws lies so near a level that on which side of it is not resolved.

    The interval of a share covers at 95 %; a side is taken as resolved where one at 99.9 % does not reach the level.

    >>> [near_threshold(Estimate(tail, 0.002), Comparison.AT_MOST, 16) for tail in (0.051, 0.053, 0.06)]
    [True, True, False]
    """
    near = guard(randomisations) * drawn.numerical_uncertainty
    return any(abs(drawn.value - level) <= near for level, _, _ in levels(relation, unseen))


def guard(randomisations: int) -> float:
    """By how much the half-width of a 95 % interval is to be multiplied to cover at 99.9 %: Student's t for both.

    >>> round(guard(16), 2)
    1.91
    """
    return students_t(randomisations - 1, RESOLVED) / students_t(randomisations - 1)


def may_be(drawn: Estimate, relation: Comparison, randomisations: int, unseen: float = 0.0) -> tuple[Outcome, ...]:
    """The outcomes that a share of draws leaves open, the better first; one where its side is resolved.

    >>> [outcome.value for outcome in may_be(Estimate(0.0095, 0.0004), Comparison.EQUALS, 16)]
    ['strained', 'fails']
    """
    near = guard(randomisations) * drawn.numerical_uncertainty
    found = [outcome_by(drawn.value + by * near, relation, unseen) for by in (1, 0, -1)]
    return tuple(dict.fromkeys(found))


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
    """Whether the article's own numbers fit: as they stand, or only by what rounding and hedges permit.

    ``by_the_letter`` is what the numbers permit where a word such as "more than" is taken at its letter, to which there
    is no end; none where no such word is there. What fits so alone is strained: it is unusual, and not untrue.
    """

    ratio: Interval
    as_written: Interval
    by_the_letter: Interval | None = None

    def tail(self, multiple: float) -> None:
        """No probability is asked for."""

    def outcome(self, multiple: float) -> Outcome:
        """As written, else through rounding, else not at all."""
        if self.as_written[0] <= multiple <= self.as_written[1]:
            return Outcome.HOLDS
        # Two intervals that have but one end in common do not meet: such ends are not reached, or by one number in all.
        least, most = self.ratio[0] * (1 + TOUCHING), self.ratio[1] * (1 - TOUCHING)
        if least <= multiple <= most:
            return Outcome.THROUGH_ROUNDING
        low, high = self.by_the_letter or (math.inf, -math.inf)
        return Outcome.STRAINED if low * (1 + TOUCHING) <= multiple <= high * (1 - TOUCHING) else Outcome.FAILS

    def turns(self) -> list[Turn]:
        """Into what the letter permits, what rounding permits, what is written, and out of them again."""
        (least, most), (low, high) = self.ratio, self.as_written
        layers = [
            (*(self.by_the_letter or self.ratio), Outcome.STRAINED),
            (least, most, Outcome.THROUGH_ROUNDING),
            (max(low, least), min(high, most), Outcome.HOLDS),
        ]
        layers = [layer for layer in layers if layer[0] <= layer[1]]
        nearest = least / WITHOUT_END if least > 0 else -math.inf
        farthest = most * WITHOUT_END if most > 0 else math.inf
        rising = _steps([(start, outcome) for start, _, outcome in layers], nearest, math.inf)
        falling = _steps([(end, outcome) for _, end, outcome in layers], -math.inf, farthest)
        return rising + [(at, inner, outer) for at, outer, inner in reversed(falling)]


def _steps(edges: Sequence[tuple[float, Outcome]], low: float, high: float) -> list[Turn]:
    """From outside inwards, past edges each of which opens to an outcome; edges at one place are one step.

    What lies beyond ``low`` or ``high`` is no edge: there is no end to what its outcome reaches.
    """
    found: list[Turn] = []
    outside = Outcome.FAILS
    for at, inside in edges:
        if not low <= at <= high:
            pass
        elif found and math.isclose(found[-1][0].value, at, rel_tol=2 * TOUCHING):
            found[-1] = (Estimate(at), found[-1][1], inside)
        else:
            found.append((Estimate(at), outside, inside))
        outside = inside
    return found
