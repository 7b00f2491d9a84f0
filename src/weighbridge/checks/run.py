"""One check under one combination of choices: the computed side is compared with the stated one, or a multiple of it.

The outcome at any multiple, where it flips and how severe the check is all come from one answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

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
from ..uncertainty import Estimate, Interval, reaches, two_sided
from .as_written import to_the_last_digit
from .kinds import THRESHOLDS, Agreeing, Answer, Bounded, Turn, Typical
from .results import Outcome
from .scale import Scale
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
        """The answer of the check's kind; raises ``ModelError`` where a side has no bounds, or is no number."""
        if self.check.kind == Kind.TYPICAL:
            return self._refined[1]
        if self.check.relation == Comparison.COUNTED_IN:
            return self._counted
        if self.check.kind == Kind.AGREES:
            return Agreeing(self.ratio, self._ratio_as_written)
        return Bounded(self.scale.relation(self.check.relation), self.ratio)

    @cached_property
    def scale(self) -> Scale:
        """How the stated side is varied: multiplied, or shifted where it can be zero."""
        return Scale.of(outer_bounds(self.model, Name(self.check.stated), self.choices))

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
            if not near_threshold(tail, self.check.relation):
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
    def coarse(self) -> bool:
        """Whether the most draws there may be do not support the wanted digits of the computed side."""
        return not settled(self.draws, self.check.computed, self.choices)[2]

    def _typical(self, draws: Draws) -> Typical:
        computed, stated = (draws.of(name, self.choices) for name in (self.check.computed, self.check.stated))
        return Typical(self.scale.relation(self.check.relation), self.scale.ratio(computed, stated))

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
        if self.check.relation == Comparison.EQUALS:
            return two_sided(computed, stated)
        at_most = self.check.relation == Comparison.AT_MOST
        return reaches(computed, stated) if at_most else reaches(stated, computed)

    @property
    def ratio(self) -> Interval:
        """The bounds of the multiple of the stated value at which the computed one lies.

        Side by side where the two share no input, for then that is exact.
        """
        computed, stated = Name(self.check.computed), Name(self.check.stated)
        shared = {*self.model.leaves(computed.name, self.choices)} & {*self.model.leaves(stated.name, self.choices)}
        if not shared:
            return self.scale.between(
                *(outer_bounds(self.model, side, self.choices) for side in (computed, stated)),
            )
        found = outer_bounds(self.model, Apply("/" if self.scale.is_ratio else "-", (computed, stated)), self.choices)
        return found if self.scale.is_ratio else (1 + found[0] / self.scale.step, 1 + found[1] / self.scale.step)

    @property
    def _ratio_as_written(self) -> Interval:
        """The same for the numbers as they are written, one of them at a time to the last digit that stands there.

        Which number that is does not matter: the same relation written the other way about comes out alike.
        """
        sides = [outer_bounds(self.model, Name(name), self.choices, written=True) for name in self.check.sides]
        found = [
            self.scale.ratio(computed, stated) for stated in sides[0] for computed in sides[1] if self._divides(stated)
        ]
        stated, computed = to_the_last_digit(self.model, self.check.sides, self.choices)
        found += self.scale.ratio(computed, stated)[self._divides(stated)].tolist()
        found = [one for one in found if math.isfinite(one)] or [math.inf]
        slack = 1e-9  # binary fractions: 0.3 is not three times 0.1
        low, high = min(found) - slack * abs(min(found)), max(found) + slack * abs(max(found))
        return max(low, self.ratio[0]), min(high, self.ratio[1])

    def _divides(self, stated: Any) -> Any:
        """Whether a stated value lies on the side of zero where it has multiples; of an array, which of them do."""
        return stated * self.scale.sign > 0 if self.scale.is_ratio else stated == stated

    @cached_property
    def could_have_caught(self) -> bool:
        """Severity: whether an error of a factor three, or any error, would have changed the outcome."""
        if isinstance(self.answer, Counted):
            return self.answer.could_fail
        if self.states_a_direction:
            return self.answer.outcome(-1.0) != self.answer.outcome(1.0)
        # The wrong sign is an error that it would catch, and so is any number but those that meet.
        met = self.answer.ratio if isinstance(self.answer, Agreeing) else ()
        opposite = [-1.0, sum(met) / 2] if met else []
        return severe(self.answer.outcome, chain(opposite, DECADES, self._about_turns()))

    @property
    def states_a_direction(self) -> bool:
        """Whether the article says which way something went, and not how far: then the other way is the error."""
        node = self.model.node(self.check.stated, self.choices)
        return isinstance(node, Input) and node.is_direction

    def _about_turns(self) -> Iterator[float]:
        """The multiples at which the outcome turns, and one between each two of them; found when they are asked for."""
        turns = sorted(turn.value for turn, _, _ in self.turns if turn.value > 0 or not self.scale.is_ratio)
        yield from turns
        yield from ((a + b) / 2 for a, b in pairwise(turns))

    def same(self) -> tuple[Estimate | None, Estimate | None]:
        """The multiples of the stated value between which the outcome stays what it is; none where there is no end."""
        turns = [at for at, below, above in self.turns if below != above and (at.value > 0 or not self.scale.is_ratio)]
        under = [at for at in turns if at.value <= 1.0]
        over = [at for at in turns if at.value > 1.0]
        by_value = lambda estimate: estimate.value  # noqa: E731
        return max(under, key=by_value, default=None), min(over, key=by_value, default=None)

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


def near_threshold(tail: Estimate, relation: Comparison) -> bool:
    """Whether a tail probability lies within its numerical uncertainty of a threshold.

    >>> [near_threshold(Estimate(tail, 0.002), Comparison.AT_MOST) for tail in (0.051, 0.06)]
    [True, False]
    """
    return any(abs(tail.value - threshold) <= tail.numerical_uncertainty for threshold in THRESHOLDS[relation])
