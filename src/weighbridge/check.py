"""The four questions. Each compares what is computed with a multiple of what is stated; at multiple one it answers.

All of an answer follows from the ratio of the computed side to the stated one: its draws for ``typical``, its outer
bounds for the others. The outcome at any multiple of the stated value, where it flips and its severity come from there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np

from .bounds import outer_bounds
from .enclosure import Interval, times
from .estimate import Estimate, probability, quantile
from .finding import CANNOT_TELL, FAILS, HOLDS, STRAINED, THROUGH_ROUNDING
from .formula import Apply, Name
from .model import Choices, Input, Model, ModelError
from .sampling import Draws
from .schema import Check

# Tail probabilities at which an outcome turns to strained and to fails: outside a 90 % and outside a 99 % interval.
THRESHOLDS = {"at_most": (0.05, 0.005), "at_least": (0.05, 0.005), "equals": (0.10, 0.01)}
THIRD, THRICE = 1 / 3, 3.0
DECADES = tuple(10.0**power for power in range(-6, 7))

Turn = tuple[Estimate, str, str]


class Answer(Protocol):
    """What a kind of check knows: its outcome at a multiple of the stated value, and where it turns."""

    def outcome(self, multiple: float) -> str: ...

    def turns(self) -> list[Turn]: ...

    def tail(self, multiple: float) -> Estimate | None: ...


@dataclass(frozen=True)
class Typical:
    """How usual: the tail probability of the ratio."""

    relation: str
    ratio: np.ndarray

    def tail(self, multiple: float) -> Estimate:
        """One-sided for ``at_most`` and ``at_least``; twice the smaller tail, at most 1, for ``equals``."""
        above = lambda: probability(self.ratio >= multiple)  # noqa: E731
        below = lambda: probability(self.ratio <= multiple)  # noqa: E731
        if self.relation != "equals":
            return above() if self.relation == "at_most" else below()
        smaller = min(above(), below(), key=lambda estimate: estimate.value)
        return Estimate(min(1.0, 2 * smaller.value), 2 * smaller.numerical_uncertainty)

    def outcome(self, multiple: float) -> str:
        """By the thresholds on the tail probability."""
        strained, fails = THRESHOLDS[self.relation]
        tail = self.tail(multiple).value
        return FAILS if tail < fails else STRAINED if tail < strained else HOLDS

    def turns(self) -> list[Turn]:
        """The quantiles of the ratio at which the tail passes a threshold."""
        strained, fails = (t / 2 if self.relation == "equals" else t for t in THRESHOLDS[self.relation])
        upper = [(1 - strained, HOLDS, STRAINED), (1 - fails, STRAINED, FAILS)]
        lower = [(fails, FAILS, STRAINED), (strained, STRAINED, HOLDS)]
        levels = {"at_most": upper, "at_least": lower, "equals": lower + upper}[self.relation]
        return [(quantile(self.ratio, level), below, above) for level, below, above in levels]


@dataclass(frozen=True)
class Bounded:
    """Whether there is any way: the bounds of the ratio (``possible`` and ``reachable``)."""

    relation: str
    ratio: Interval

    def tail(self, multiple: float) -> None:
        """No probability is asked for."""

    def outcome(self, multiple: float) -> str:
        """Whether the bounds leave any way."""
        least, most = self.ratio
        enough = multiple <= most or self.relation == "at_least"
        little = multiple >= least or self.relation == "at_most"
        return HOLDS if enough and little else FAILS

    def turns(self) -> list[Turn]:
        """The ends of the bounds."""
        lower, upper = (Estimate(self.ratio[0]), FAILS, HOLDS), (Estimate(self.ratio[1]), HOLDS, FAILS)
        return {"at_most": [upper], "at_least": [lower], "equals": [lower, upper]}[self.relation]


@dataclass(frozen=True)
class Agreeing:
    """Whether the article's own numbers fit: as they stand, or only by what rounding and hedges permit."""

    ratio: Interval
    as_written: Interval

    def tail(self, multiple: float) -> None:
        """No probability is asked for."""

    def outcome(self, multiple: float) -> str:
        """As written, else through rounding, else not at all."""
        if self.as_written[0] <= multiple <= self.as_written[1]:
            return HOLDS
        return THROUGH_ROUNDING if self.ratio[0] <= multiple <= self.ratio[1] else FAILS

    def turns(self) -> list[Turn]:
        """Into what rounding permits, into what is written, and out of both."""
        steps = [
            (self.ratio[0], FAILS, THROUGH_ROUNDING),
            (self.as_written[0], THROUGH_ROUNDING, HOLDS),
            (self.as_written[1], HOLDS, THROUGH_ROUNDING),
            (self.ratio[1], THROUGH_ROUNDING, FAILS),
        ]
        return [(Estimate(at), below, above) for at, below, above in steps]


@dataclass(frozen=True)
class Weighing:
    """One check under one combination of choices."""

    model: Model
    draws: Draws
    check: Check
    choices: Choices

    @cached_property
    def answer(self) -> Answer:
        """The answer of the check's kind.

        Raises:
            ModelError: the stated side can be zero or negative, so that no multiple of it says anything.
        """
        if outer_bounds(self.model, Name(self.check.stated), self.choices)[0] <= 0:
            raise ModelError(f"`{self.check.stated}` can be zero or less; a check needs a stated side above zero")
        if self.check.kind == "typical":
            stated = self.draws.of(self.check.stated, self.choices)
            return Typical(self.check.relation, self.draws.of(self.check.computed, self.choices) / stated)
        if self.check.kind == "agrees":
            return Agreeing(self._ratio, self._ratio_as_written)
        return Bounded(self.check.relation, self._ratio)

    @property
    def _ratio(self) -> Interval:
        """The bounds of computed over stated; side by side where they share no input, for then that is exact."""
        computed, stated = Name(self.check.computed), Name(self.check.stated)
        shared = {*self.model.leaves(computed.name, self.choices)} & {*self.model.leaves(stated.name, self.choices)}
        if shared:
            return outer_bounds(self.model, Apply("/", (computed, stated)), self.choices)
        least, most = outer_bounds(self.model, stated, self.choices)
        return times(outer_bounds(self.model, computed, self.choices), (1 / most, 1 / least))

    @property
    def _ratio_as_written(self) -> Interval:
        """The computed side as written against the stated number as written, to the last digit that stands there."""
        ends = outer_bounds(self.model, Name(self.check.computed), self.choices, written=True)
        low, high = outer_bounds(self.model, Name(self.check.stated), self.choices, written=True)
        node = self.model.node(self.check.stated, self.choices)
        grain = node.grain if isinstance(node, Input) else 0.0
        ratios = [end / stated for end in ends for stated in (low - grain, high + grain) if stated > 0]
        slack = 1e-9  # binary fractions: 0.3 is not three times 0.1
        return max(min(ratios) * (1 - slack), self._ratio[0]), min(max(ratios) * (1 + slack), self._ratio[1])

    @cached_property
    def could_have_caught(self) -> bool:
        """Severity: whether an error of a factor three, or any error, would have changed the outcome."""
        turns = sorted(turn.value for turn, _, _ in self.answer.turns() if turn.value > 0)
        between = [math.sqrt(a * b) for a, b in pairwise(turns)]
        return severe(self.answer.outcome, [*DECADES, *turns, *between])

    @property
    def outcome(self) -> str:
        """The outcome at the stated value; *cannot tell* where the check had no severity."""
        return self.answer.outcome(1.0) if self.could_have_caught else CANNOT_TELL


def severe(outcome: Callable[[float], str], multiples: Sequence[float] = DECADES) -> bool:
    """Whether a check had severity.

    One that passes at the stated value, at a third and at three times it could not have caught a threefold error. One
    that fails has caught something, unless it fails at every one of the ``multiples``.

    >>> severe(lambda multiple: "holds"), severe(lambda multiple: "fails" if multiple > 2 else "holds")
    (False, True)
    """
    here = outcome(1.0)
    if here == FAILS:
        return any(outcome(multiple) != FAILS for multiple in multiples)
    return not outcome(THIRD) == here == outcome(THRICE)
