"""One check under one combination of choices: the computed side is compared with the stated one, or a multiple of it.

The outcome at any multiple, where it flips and how severe the check is all come from one answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from ..graph import (
    Apply,
    Check,
    Choices,
    Comparison,
    Draws,
    Input,
    Kind,
    Model,
    ModelError,
    Name,
    outer_bounds,
    settled,
)
from ..uncertainty import Estimate, Interval, outside, reaches, times
from .kinds import Agreeing, Answer, Bounded, Turn, Typical, may_be, near_threshold
from .power import Truth, is_enough
from .results import STANDS, Outcome
from .whole_numbers import Counted

THIRD, THRICE, TENFOLD = 1 / 3, 3.0, 10.0
DECADES = tuple(10.0**power for power in range(-6, 7))
FINER = 4  # how many times as many points are drawn where a tail is too close to a threshold to tell


@dataclass(eq=False)
class Weighing:
    """One check under one combination of choices."""

    model: Model
    draws: Draws
    check: Check
    choices: Choices
    thorough: bool = True

    @cached_property
    def answer(self) -> Answer:
        """The answer of the check's kind.

        Raises:
            ModelError: the stated side can be zero or negative, so that no multiple of it says anything.
        """
        if outer_bounds(self.model, Name(self.check.stated), self.choices)[0] <= 0:
            raise ModelError(f"`{self.check.stated}` can be zero or less; a check needs a stated side above zero")
        if self.check.kind == Kind.TYPICAL:
            return self._refined[1]
        if self.check.relation == Comparison.COUNTED_IN:
            return self._counted
        if self.check.kind == Kind.AGREES:
            return Agreeing(self.ratio, self._ratio_as_written)
        return Bounded(self.check.relation, self.ratio)

    @cached_property
    def turns(self) -> list[Turn]:
        """The multiples of the stated value at which the answer turns."""
        return self.answer.turns()

    @property
    def enough(self) -> Draws:
        """Draws fine enough for the wanted digits of the computed side, and to tell on which side of a threshold it is.

        One that is not ``thorough`` is asked for its outcome only, and refined once.
        """
        return self._refined[0]

    @cached_property
    def _refined(self) -> tuple[Draws, Typical, Estimate]:
        draws, settings = self.draws, self.draws.settings
        most = settings.most_points if self.thorough else min(FINER * settings.points, settings.most_points)
        if self.thorough:
            draws, _, _ = settled(draws, self.check.computed, self.choices)
        found = self._typical(draws)
        tail = found.tail(1.0)
        while settings.digits is not None and draws.settings.points < most:
            if not near_threshold(tail, self.check.relation, settings.randomisations):
                break
            draws = self.draws.finer(min(FINER * draws.settings.points, most))
            found = self._typical(draws)
            tail = found.tail(1.0)
        return draws, found, tail

    @property
    def tail(self) -> Estimate | None:
        """The tail probability at the stated value, where one is asked for; raises as ``answer`` does."""
        return self._refined[2] if isinstance(self.answer, Typical) else None

    @property
    def on_the_line(self) -> bool:
        """Whether the most draws there may be leave open on which side of a threshold the tail lies."""
        tail = self.tail
        return tail is not None and near_threshold(tail, self.check.relation, self.draws.settings.randomisations)

    @property
    def may_be(self) -> tuple[Outcome, ...]:
        """The outcomes that the draws leave open, the better first: one, where the tail is not on the line."""
        tail = self.tail
        if tail is None or not self.on_the_line:
            return (self.outcome,)
        found = may_be(tail, self.check.relation, self.draws.settings.randomisations)
        silent = Outcome.HOLDS in found and not self._passing_says_something
        return tuple(Outcome.CANNOT_TELL if silent and one == Outcome.HOLDS else one for one in found)

    @property
    def coarse(self) -> bool:
        """Whether the most draws there may be do not support the wanted digits of the computed side."""
        return not settled(self.draws, self.check.computed, self.choices)[2]

    def _typical(self, draws: Draws) -> Typical:
        stated = draws.of(self.check.stated, self.choices)
        return Typical(self.check.relation, draws.of(self.check.computed, self.choices) / stated)

    @property
    def _counted(self) -> Counted:
        """The stated number with what its hedge allows, and the whole in which it is counted, in root units."""
        node = self.model.node(self.check.stated, self.choices)
        if not isinstance(node, Input):
            raise ModelError(f"`{self.check.stated}` is not a number as it was written, whose last digit is known")
        low, high = outer_bounds(self.model, Name(self.check.stated), self.choices)
        value = node.written[0] if node.written else (low + high) / 2
        whole = outer_bounds(self.model, Name(self.check.computed), self.choices)
        if whole[1] < 1:
            raise ModelError(f"`{self.check.computed}` is less than one, and nothing can be counted in it")
        return Counted(value, (low, high), whole, node.step)

    @property
    def share_an_input(self) -> bool:
        """Whether the two sides rest on a common input that is not fixed, or on inputs that move together."""
        sides = [
            {
                other
                for leaf in self.model.leaves(side, self.choices)
                for other in self.model.together(leaf, self.choices)
            }
            for side in self.check.sides
        ]
        return any(self.model.has_width(name, self.choices) for name in sides[0] & sides[1])

    def any_dependence(self) -> tuple[Estimate, Estimate] | None:
        """The bounds on the tail of a typical check whose sides share no input, whatever their dependence."""
        if self.check.kind != Kind.TYPICAL or self.share_an_input:
            return None
        computed, stated = (self.draws.of(name, self.choices) for name in (self.check.computed, self.check.stated))
        if isinstance(self.answer, Typical) and self.check.relation == Comparison.EQUALS:
            return self._outside(self.answer, computed, stated)
        at_most = self.check.relation == Comparison.AT_MOST
        return reaches(computed, stated) if at_most else reaches(stated, computed)

    def _outside(self, answer: Typical, computed: np.ndarray, stated: np.ndarray) -> tuple[Estimate, Estimate] | None:
        """The same for the probability that the ratio lies outside all that is likelier than what is stated."""
        ends, tail = answer.law.hull(1.0), self.tail
        if ends is None or tail is None or computed.min() <= 0:
            return None
        least, most = outside(computed, stated, ends)
        return min(least, tail, key=_by_value), max(most, tail, key=_by_value)

    @property
    def ratio(self) -> Interval:
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
        return max(min(ratios) * (1 - slack), self.ratio[0]), min(max(ratios) * (1 + slack), self.ratio[1])

    @cached_property
    def could_have_caught(self) -> bool:
        """Whether a check that passes would have caught a threefold error; whether one that fails says anything.

        By the article's number: it does not come out the same at a third and at three times. By the truth, if the case
        has a distribution of it: a number that is off by a factor three is caught more often than not.
        """
        if isinstance(self.answer, Counted):
            return self.answer.could_fail
        if self.answer.outcome(1.0) in STANDS:
            return self._passing_says_something
        return severe(self.answer.outcome, chain(self._first_looks(), DECADES, self._about_turns()))

    def _first_looks(self) -> list[float]:
        """Multiples at which a check that fails would most likely not: the sign as it is, and what is likeliest."""
        if self.check.kind == Kind.AGREES:
            return [-1.0]  # the wrong sign is an error that it would catch
        likeliest = self.answer.law.likeliest if isinstance(self.answer, Typical) and self._is_equality else None
        return [] if likeliest is None else [likeliest]

    @property
    def _is_equality(self) -> bool:
        return self.check.relation == Comparison.EQUALS

    @cached_property
    def _passing_says_something(self) -> bool:
        outcome = self.answer.outcome
        if outcome(1.0) in STANDS and not severe(outcome):
            return False
        find_turns = lambda: self.turns  # noqa: E731
        return all(is_enough(truth, self.answer, find_turns, self.check.relation) for truth in self.truths)

    @cached_property
    def truths(self) -> list[Truth]:
        """The case's own distributions of what is stated: of a typical check its computed side.

        Of a check of kind possible those of the typical checks that ask about the same quantity. There is none where
        nothing of that is drawn.
        """
        kinds = {Kind.TYPICAL: [self.check], Kind.POSSIBLE: self._typical_of_the_same}
        drawn = [
            self.draws.of(check.computed, self.choices)
            for check in kinds.get(self.check.kind, [])
            if any(self.model.has_width(leaf, self.choices) for leaf in self.model.leaves(check.computed, self.choices))
        ]
        stated = self.draws.of(self.check.stated, self.choices).mean() if drawn else 1.0
        return [Truth(truth / stated) for truth in drawn]

    @property
    def _typical_of_the_same(self) -> list[Check]:
        checks = self.model.checks.values()
        return [one for one in checks if one.kind == Kind.TYPICAL and one.stated == self.check.stated]

    def _about_turns(self) -> Iterator[float]:
        """The multiples at which the outcome turns, and one between each two of them; found when they are asked for."""
        turns = sorted(turn.value for turn, _, _ in self.turns if turn.value > 0)
        yield from turns
        yield from (math.sqrt(a * b) for a, b in pairwise(turns))

    def same(self) -> tuple[Estimate | None, Estimate | None]:
        """The multiples of the stated value between which the outcome stays what it is; none where there is no end."""
        turns = [at for at, below, above in self.turns if below != above and at.value > 0]
        under = [at for at in turns if at.value <= 1.0]
        over = [at for at in turns if at.value > 1.0]
        return max(under, key=_by_value, default=None), min(over, key=_by_value, default=None)

    @property
    def outcome(self) -> Outcome:
        """The outcome at the stated value; *cannot tell* where the check had no severity."""
        return self.answer.outcome(1.0) if self.could_have_caught else Outcome.CANNOT_TELL


def outcome_of(draws: Draws, check: Check, choices: Choices, severe: bool = False) -> Outcome | None:
    """What a check says on some draws, as many as there are; None where it cannot be weighed.

    Args:
        severe: *cannot tell* where it had no severity; else it is the outcome by its two sides alone.
    """
    try:
        weighing = Weighing(draws.model, draws, check, choices, thorough=False)
        return weighing.outcome if severe else weighing.answer.outcome(1.0)
    except ModelError:
        return None


def severe(outcome: Callable[[float], Outcome], multiples: Iterable[float] = DECADES) -> bool:
    """Whether a check had severity.

    One that passes at the stated value, at a third and at three times it could not have caught a threefold error. One
    that fails has caught something, unless it fails at every one of the ``multiples``.

    >>> severe(lambda multiple: Outcome.HOLDS)
    False
    >>> severe(lambda multiple: Outcome.FAILS if multiple > 2 else Outcome.HOLDS)
    True
    """
    here = outcome(1.0)
    if here == Outcome.FAILS:
        return any(outcome(multiple) != Outcome.FAILS for multiple in multiples)
    return not outcome(THIRD) == here == outcome(THRICE)


def _by_value(estimate: Estimate) -> float:
    return estimate.value
