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
Turn = tuple[Estimate, Outcome, Outcome]  # a multiple of the stated value, the outcome below and above it


class Answer(Protocol):
    """What a kind of check knows: its outcome at a multiple of the stated value, and where it turns."""

    def outcome(self, multiple: float) -> Outcome: ...

    def turns(self) -> list[Turn]: ...

    def tail(self, multiple: float) -> Estimate | None: ...


@dataclass(eq=False)
class Typical:
    """How usual: the tail probability of the ratio."""

    relation: Comparison
    ratio: np.ndarray

    def tail(self, multiple: float) -> Estimate:
        """One-sided for ``at_most`` and ``at_least``; twice the smaller tail, at most 1, for ``equals``."""
        above, below = self._hits(multiple)
        if self.relation != Comparison.EQUALS:
            return probability(
                self.ratio >= multiple if self.relation == Comparison.AT_MOST else self.ratio <= multiple
            )
        smaller = probability(self.ratio >= multiple if above <= below else self.ratio <= multiple)
        return Estimate(min(1.0, 2 * smaller.value), 2 * smaller.numerical_uncertainty)

    def outcome(self, multiple: float) -> Outcome:
        """By the thresholds on the tail probability."""
        strained, fails = THRESHOLDS[self.relation]
        above, below = self._hits(multiple)
        by_relation = {
            Comparison.AT_MOST: above,
            Comparison.AT_LEAST: below,
            Comparison.EQUALS: 2 * min(above, below),
        }
        tail = by_relation[self.relation] / self.ratio.size
        return Outcome.FAILS if tail < fails else Outcome.STRAINED if tail < strained else Outcome.HOLDS

    def _hits(self, multiple: float) -> tuple[int, int]:
        """How many draws of the ratio are at least this much, and how many at most; those not asked for are none."""
        above = np.count_nonzero(self.ratio >= multiple) if self.relation != Comparison.AT_LEAST else 0
        below = np.count_nonzero(self.ratio <= multiple) if self.relation != Comparison.AT_MOST else 0
        return above, below

    def turns(self) -> list[Turn]:
        """The quantiles of the ratio at which the tail passes a threshold."""
        strained, fails = (t / 2 if self.relation == Comparison.EQUALS else t for t in THRESHOLDS[self.relation])
        upper = [(1 - strained, Outcome.HOLDS, Outcome.STRAINED), (1 - fails, Outcome.STRAINED, Outcome.FAILS)]
        lower = [(fails, Outcome.FAILS, Outcome.STRAINED), (strained, Outcome.STRAINED, Outcome.HOLDS)]
        by_relation = {Comparison.AT_MOST: upper, Comparison.AT_LEAST: lower, Comparison.EQUALS: lower + upper}
        levels = by_relation[self.relation]
        found = quantiles(self.ratio, [level for level, _, _ in levels], self._pooled)
        return [(at, below, above) for at, (_, below, above) in zip(found, levels, strict=True)]

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
