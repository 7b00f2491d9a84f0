"""The kinds of check: what each compares, its outcome at any multiple of the stated value, and where that changes.

An answer depends only on the ratio of the computed side to the stated one: on its draws for ``typical``, on its outer
bounds for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from ..graph import Comparison
from ..uncertainty import Estimate, Interval, pooled_draws, probability, quantiles
from .results import Outcome

# Tail probabilities at which an outcome turns to strained and to fails: outside a 90 % and outside a 99 % interval.
ONE_SIDED, TWO_SIDED = (0.05, 0.005), (0.10, 0.01)
THRESHOLDS = {Comparison.AT_MOST: ONE_SIDED, Comparison.AT_LEAST: ONE_SIDED, Comparison.EQUALS: TWO_SIDED}
TOUCHING = 1e-9
CLEAR = 3.0  # how many times its numerical uncertainty a share lies off a level, to be known from a part of the draws
Turn = tuple[Estimate, Outcome, Outcome]  # a multiple of the stated value, the outcome below and above it


Level = tuple[float, Outcome, Outcome]  # a share of draws, the outcome from it on, and the outcome below it


def levels(relation: Comparison, unseen: float = 0.0) -> list[Level]:
    """The shares of draws at which the outcome of a typical check turns, from the greatest to the least.

    Of ``unseen`` of the probability nothing is known but that it may lie beyond the stated value, all of it or none:
    draws of which the share p lies beyond leave a tail from (1 − unseen) p to (1 − unseen) p + unseen, twice that for
    ``equals``. An outcome stands where the whole of it lies on one side of the threshold, else it *cannot tell*.

    >>> [(p, str(below)) for p, _, below in levels(Comparison.AT_MOST)]
    [(0.05, 'strained'), (0.005, 'fails')]
    >>> [(round(p, 3), str(below)) for p, _, below in levels(Comparison.AT_MOST, unseen=1 / 50)]
    [(0.051, 'cannot tell'), (0.031, 'strained')]
    """
    strained, fails = THRESHOLDS[relation]
    if not unseen:
        return [(strained, Outcome.HOLDS, Outcome.STRAINED), (fails, Outcome.STRAINED, Outcome.FAILS)]
    known, width = 1 - unseen, (2 if relation == Comparison.EQUALS else 1) * unseen
    found = [
        (strained / known, Outcome.HOLDS, Outcome.CANNOT_TELL),
        ((strained - width) / known, Outcome.CANNOT_TELL, Outcome.STRAINED),
        ((fails - width) / known, Outcome.STRAINED, Outcome.FAILS),
    ]
    return [level for level in found if level[0] > 0]


class Answer(Protocol):
    """What a kind of check knows: its outcome at a multiple of the stated value, and where it turns."""

    def outcome(self, multiple: float) -> Outcome: ...

    def turns(self) -> list[Turn]: ...

    def tail(self, multiple: float) -> Estimate | None: ...


@dataclass(eq=False)
class Typical:
    """How usual: the tail probability of the ratio, of which ``unseen`` of the probability is not drawn."""

    relation: Comparison
    ratio: np.ndarray
    unseen: float = 0.0

    def tail(self, multiple: float) -> Estimate:
        """The tail probability; the most that it can be, where some of it is unseen."""
        return self.of_all(self.drawn(multiple))[1]

    def of_all(self, drawn: Estimate) -> tuple[Estimate, Estimate]:
        """The least and the most that the tail probability can be when such a share of the draws lies beyond."""
        least = drawn.scaled(1 - self.unseen)
        width = (2 if self.relation == Comparison.EQUALS else 1) * self.unseen
        return least, Estimate(min(1.0, least.value + width), least.numerical_uncertainty)

    def drawn(self, multiple: float) -> Estimate:
        """The share of draws beyond a multiple of the stated value.

        One-sided for ``at_most`` and ``at_least``; twice the smaller share, at most 1, for ``equals``.
        """
        above, below = self._hits(multiple)
        if self.relation != Comparison.EQUALS:
            return probability(
                self.ratio >= multiple if self.relation == Comparison.AT_MOST else self.ratio <= multiple
            )
        smaller = probability(self.ratio >= multiple if above <= below else self.ratio <= multiple)
        return Estimate(min(1.0, 2 * smaller.value), 2 * smaller.numerical_uncertainty)

    def outcome(self, multiple: float) -> Outcome:
        """By the thresholds on the tail probability."""
        above, below = self._hits(multiple)
        by_relation = {
            Comparison.AT_MOST: above,
            Comparison.AT_LEAST: below,
            Comparison.EQUALS: 2 * min(above, below),
        }
        share = by_relation[self.relation] / self.ratio.size
        return next((worse for level, _, worse in reversed(self.levels) if share < level), Outcome.HOLDS)

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

    def _hits(self, multiple: float) -> tuple[int, int]:
        """How many draws of the ratio are at least this much, and how many at most; those not asked for are none."""
        above = np.count_nonzero(self.ratio >= multiple) if self.relation != Comparison.AT_LEAST else 0
        below = np.count_nonzero(self.ratio <= multiple) if self.relation != Comparison.AT_MOST else 0
        return above, below

    def turns(self) -> list[Turn]:
        """The quantiles of the ratio at which the tail passes a threshold."""
        sides = 2 if self.relation == Comparison.EQUALS else 1
        passed = [(level / sides, better, worse) for level, better, worse in self.levels if level < 1]
        upper = [(1 - level, better, worse) for level, better, worse in passed]
        lower = [(level, worse, better) for level, better, worse in reversed(passed)]
        by_relation = {Comparison.AT_MOST: upper, Comparison.AT_LEAST: lower, Comparison.EQUALS: lower + upper}
        turning = by_relation[self.relation]
        found = quantiles(self.ratio, [level for level, _, _ in turning], self._pooled)
        return [(at, below, above) for at, (_, below, above) in zip(found, turning, strict=True)]

    def middle(self) -> Estimate:
        """The median of the ratio."""
        return quantiles(self.ratio, (0.5,), self._pooled)[0]

    @cached_property
    def _pooled(self) -> np.ndarray:
        return pooled_draws(self.ratio)


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
