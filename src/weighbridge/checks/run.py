"""One check under one combination of choices: the computed side is compared with the stated one, or a multiple of it.

The outcome at any multiple, where it flips and how severe the check is all come from one answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain, pairwise

import numpy as np

from ..base import kept_for_its_price
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
    Taken,
    are_tight,
    outer_bounds,
    settled,
)
from ..uncertainty import Empirical, Estimate, Interval, outside, reaches
from .as_written import to_the_last_digit
from .kinds import Agreeing, Answer, Bounded, Turn, Typical, may_be, near_threshold
from .power import Truth, is_enough
from .results import STANDS, Outcome
from .scale import Scale
from .whole_numbers import Counted, counted

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
            return counted(self.model, self.check, self.choices)
        if self.check.kind == Kind.AGREES:
            return Agreeing(self.ratio, self.ratio_as_written(), self._ratio_by_the_letter())
        return Bounded(self.scale.relation(self.check.relation), self.ratio)

    @cached_property
    def scale(self) -> Scale:
        """How the stated side is varied: multiplied, or shifted where it can be zero."""
        return Scale.of(outer_bounds(self.model, Name(self.check.stated), self.choices))

    @cached_property
    def turns(self) -> list[Turn]:
        """The multiples of the stated value at which the answer turns."""
        return self.answer.turns()

    def ends_of(self, outcomes: Collection[Outcome]) -> list[Turn]:
        """Those of the turns at which it passes into some outcomes or out of them; what is not asked costs nothing."""
        answer = self.answer
        is_known = "turns" in vars(self) or not isinstance(answer, Typical)
        turns = self.turns if is_known else answer.turns(outcomes)
        return [turn for turn in turns if (turn[1] in outcomes) != (turn[2] in outcomes)]

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
        drawn = found.drawn(1.0)
        while settings.digits is not None and draws.settings.points < most:
            if not near_threshold(drawn, found.relation, settings.randomisations, found.unseen):
                break
            draws = self.draws.finer(min(FINER * draws.settings.points, most))
            found = self._typical(draws)
            drawn = found.drawn(1.0)
        return draws, found, drawn

    @property
    def tail(self) -> Estimate | None:
        """The tail probability at the stated value, where one is asked for; raises as ``answer`` does.

        The most that it can be, where it rests on a sample.
        """
        return self.answer.of_all(self._refined[2])[1] if isinstance(self.answer, Typical) else None

    @property
    def samples(self) -> dict[str, Empirical]:
        """The samples on which its two sides rest, by the names of their inputs."""
        leaves = sorted({leaf for side in self.check.sides for leaf in self.model.leaves(side, self.choices)})
        nodes = {leaf: self.model.node(leaf, self.choices) for leaf in leaves}
        laws = {leaf: node.as_written(self.choices) for leaf, node in nodes.items() if isinstance(node, Input)}
        return {leaf: law for leaf, law in laws.items() if isinstance(law, Empirical)}

    @property
    def unseen(self) -> float:
        """The probability that a new value of any of its samples is one of which nothing is known, each by itself."""
        key = ("unseen", *(self.model.identity(side, self.choices) for side in self.check.sides))
        return self.model.cache.kept(key, lambda: reduce(either, (law.unseen for law in self.samples.values()), 0.0))

    @property
    def on_the_line(self) -> bool:
        """Whether the most draws there may be leave open on which side of a threshold the tail lies."""
        answer, many = self.answer, self.draws.settings.randomisations
        return isinstance(answer, Typical) and near_threshold(self._refined[2], answer.relation, many, answer.unseen)

    @property
    def may_be(self) -> tuple[Outcome, ...]:
        """The outcomes that the draws leave open, the better first: one, where the tail is not on the line."""
        answer = self.answer
        if not isinstance(answer, Typical) or not self.on_the_line:
            return (self.outcome,)
        found = may_be(self._refined[2], answer.relation, self.draws.settings.randomisations, answer.unseen)
        silent = Outcome.HOLDS in found and not self._passing_says_something
        return tuple(Outcome.CANNOT_TELL if silent and one == Outcome.HOLDS else one for one in found)

    @property
    def coarse(self) -> bool:
        """Whether the most draws there may be do not support the wanted digits of the computed side."""
        return not settled(self.draws, self.check.computed, self.choices)[2]

    def typical(self) -> Typical:
        """The answer of a typical check by the draws as they are, not refined."""
        return self._typical(self.draws)

    def _typical(self, draws: Draws) -> Typical:
        computed, stated = (draws.of(name, self.choices) for name in (self.check.computed, self.check.stated))
        if self.states_a_direction:  # how probable it is that it went this way, however far
            return Typical(Comparison.EQUALS, np.sign(computed) * self.scale.sign, self.unseen)
        relation = self.scale.relation(self.check.relation)
        return Typical(relation, self.scale.ratios(computed, stated), self.unseen, self.scale.is_ratio)

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
        if self.check.kind != Kind.TYPICAL or self.share_an_input or self.states_a_direction:
            return None
        computed, stated = (self.draws.of(name, self.choices) for name in (self.check.computed, self.check.stated))
        answer = self._refined[1]
        if self.check.relation == Comparison.EQUALS:
            return self._outside(answer, computed, stated)
        bounds = reaches(computed, stated) if self.check.relation == Comparison.AT_MOST else reaches(stated, computed)
        return answer.of_all(bounds[0])[0], answer.of_all(bounds[1])[1]

    def _outside(self, answer: Typical, computed: np.ndarray, stated: np.ndarray) -> tuple[Estimate, Estimate] | None:
        """The same for the probability that the ratio lies outside all that is likelier than what is stated."""
        ends, tail = answer.law.hull(1.0), self.tail
        if ends is None or tail is None or not self.scale.is_ratio or computed.min() <= 0:
            return None
        least, most = outside(computed, stated, ends)
        return min(least, tail, key=_by_value), max(most, tail, key=_by_value)

    @property
    def ratio(self) -> Interval:
        """The bounds of the multiple of the stated value at which the computed one lies."""
        return self.ratio_with({})

    @property
    def has_tight_bounds(self) -> bool:
        """Whether these bounds lie no farther apart than they need to, as far as the search for them was to tell."""
        computed, stated = Name(self.check.computed), Name(self.check.stated)
        shared = {*self.model.leaves(computed.name, self.choices)} & {*self.model.leaves(stated.name, self.choices)}
        together = [Apply("/" if self.scale.is_ratio else "-", (computed, stated))] if shared else [computed, stated]
        if self.check.relation == Comparison.COUNTED_IN:
            return True  # of whole things the ends are counted, and not searched
        return all(are_tight(self.model, side, self.choices) for side in together)

    def _ratio_by_the_letter(self) -> Interval | None:
        """The same where words such as "more than" are taken at their letter; none where there is no such word."""
        leaves = {leaf for side in self.check.sides for leaf in self.model.leaves(side, self.choices)}
        nodes = (self.model.node(leaf, self.choices) for leaf in leaves)
        if not any(isinstance(node, Input) and node.letter for node in nodes):
            return None
        low, high = self.ratio_with({}, by_the_letter=True)
        return min(low, self.ratio[0]), max(high, self.ratio[1])

    def ratio_with(self, fixed: Mapping[str, float], by_the_letter: bool = False) -> Interval:
        """The same with some inputs fixed, in root units, or with words such as "more than" taken at their letter.

        Side by side where the sides share no input, for then that is exact.
        """
        taken = Taken.BY_THE_LETTER if by_the_letter else Taken.WITH_HEDGES
        computed, stated = Name(self.check.computed), Name(self.check.stated)
        shared = {*self.model.leaves(computed.name, self.choices)} & {*self.model.leaves(stated.name, self.choices)}
        if not shared:
            sides = (outer_bounds(self.model, side, self.choices, fixed, taken) for side in (computed, stated))
            return self.scale.between(*sides)
        operation = "/" if self.scale.is_ratio else "-"
        low, high = outer_bounds(self.model, Apply(operation, (computed, stated)), self.choices, fixed, taken)
        return (low, high) if self.scale.is_ratio else (1 + low / self.scale.step, 1 + high / self.scale.step)

    def ratio_as_written(self, fixed: Mapping[str, float] | None = None) -> Interval:
        """The same for the numbers as they are written, one of them at a time to the last digit that stands there.

        Which number that is does not matter: the same relation written the other way about comes out alike.

        Args:
            fixed: values of some inputs, in root units.
        """
        stated, computed = to_the_last_digit(self.model, self.check.sides, self.choices, fixed or {})
        divides = stated * self.scale.sign > 0 if self.scale.is_ratio else np.isfinite(stated)
        found = self.scale.quiet_ratios(computed[divides], stated[divides])
        found, most = found[np.isfinite(found)], self.ratio_with(fixed or {})
        if not found.size:
            return math.inf, -math.inf
        slack = 1e-9  # binary fractions: 0.3 is not three times 0.1
        low, high = float(found.min()), float(found.max())
        # Of exact numbers the bounds are one point, which floating point may put beside 1: 237 is not 237 times 1/237.
        low, high = max(low, most[0]), min(high, most[1])
        return low - slack * abs(low), high + slack * abs(high)

    @cached_property
    def could_have_caught(self) -> bool:
        """Whether a check that passes would have caught a threefold error; whether one that fails says anything.

        By the article's number: it does not come out the same at a third and at three times. By the truth, if the case
        has a distribution of it: a number that is off by a factor three is caught more often than not.
        """
        if isinstance(self.answer, Counted):
            return self.answer.could_fail
        if self.states_a_direction:
            ways = self.answer.outcome(1.0), self.answer.outcome(-1.0)
            return ways[0] != ways[1] or Outcome.FAILS in ways  # exactly no change is neither a rise nor a fall
        if self.answer.outcome(1.0) in STANDS:
            return self._passing_says_something
        return self.failing_says_something

    @property
    def failing_says_something(self) -> bool:
        """Whether it would have come out otherwise at some multiple of what is stated."""
        return severe(self.answer.outcome, chain(self._first_looks(), DECADES, self._about_turns()))

    def _first_looks(self) -> list[float]:
        """Multiples at which a check that fails would most likely not: where numbers meet, and what is likeliest.

        Below zero as well: the wrong direction is an error that a check would catch.
        """
        if isinstance(self.answer, Agreeing):
            return [-1.0, sum(self.answer.ratio) / 2]
        if isinstance(self.answer, Bounded):
            return [end for end in self.answer.ratio if math.isfinite(end)]
        if not isinstance(self.answer, Typical):
            return []
        likeliest = self.answer.law.likeliest if self._is_equality else None
        return [self.answer.middle().value if likeliest is None else likeliest]

    @property
    def _is_equality(self) -> bool:
        return self.check.relation == Comparison.EQUALS

    @cached_property
    def _passing_says_something(self) -> bool:
        outcome = self.answer.outcome
        if not self.scale.is_ratio and isinstance(self.answer, Agreeing):
            return True  # nothing is three times zero: what agrees with it would not agree with what lies farther off
        if outcome(1.0) in STANDS and not severe(outcome):
            return False
        return self.has_power

    @property
    def has_power(self) -> bool:
        """Whether a number that is off by a factor three would be caught more often than not, by what the case has."""
        find_turns = lambda: self.turns  # noqa: E731
        relation = self.scale.relation(self.check.relation)
        return all(is_enough(truth, self.answer, find_turns, relation) for truth in self.truths)

    @cached_property
    def truths(self) -> list[Truth]:
        """The case's own distributions of what is stated: of a typical check its computed side.

        Of a check of kind possible those of the typical checks that ask about the same quantity. There is none where
        nothing of that is drawn, or where the stated side can be zero and so has no multiples.
        """
        asked = self.true_quantities
        if not asked:
            return []
        stated = self.draws.of(self.check.stated, self.choices).mean()
        drawn = [truth for name in asked if (truth := self._drawn(name)) is not None]
        multiples = [self.scale.quiet_ratios(truth, stated) for truth in drawn]
        return [Truth(one) for one in multiples if self.scale.in_reach(one).all()]

    @property
    def true_quantities(self) -> list[str]:
        """The quantities of which the draws are those distributions."""
        kinds = {Kind.TYPICAL: [self.check], Kind.POSSIBLE: self._typical_of_the_same}
        asked = [
            check.computed
            for check in kinds.get(self.check.kind, [])
            if any(self.model.has_width(leaf, self.choices) for leaf in self.model.leaves(check.computed, self.choices))
        ]
        return asked if self.scale.is_ratio and not self.states_a_direction else []

    @property
    def has_a_truth(self) -> bool:
        """Whether the case may have a distribution of what is stated, under this combination or another."""
        return self.check.kind is Kind.TYPICAL or (self.check.kind is Kind.POSSIBLE and bool(self._typical_of_the_same))

    def _drawn(self, name: str) -> np.ndarray | None:
        """The draws of a quantity; none where they are no numbers, which its own check reports."""
        try:
            return self.draws.of(name, self.choices)
        except ModelError:
            return None

    @property
    def _typical_of_the_same(self) -> list[Check]:
        checks = self.model.checks.values()
        return [one for one in checks if one.kind == Kind.TYPICAL and one.stated == self.check.stated]

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
        return max(under, key=_by_value, default=None), min(over, key=_by_value, default=None)

    @property
    def outcome(self) -> Outcome:
        """The outcome at the stated value; *cannot tell* where the check had no severity."""
        return self.answer.outcome(1.0) if self.could_have_caught else Outcome.CANNOT_TELL


def outcome_of(draws: Draws, check: Check, choices: Choices, severe: bool = False) -> Outcome | None:
    """What a check says on some draws, as many as there are; None where it cannot be weighed.

    Args:
        severe: *cannot tell* where it had no severity; else it is the outcome by its two sides alone.

    What a change of the graph does not touch says what it said before, and is kept.
    """
    model = draws.model
    asked = {*check.sides, *(one.computed for one in model.checks.values() if one.stated == check.stated)}
    if model.kin and not asked.isdisjoint(model.kin.touched):
        return _outcome(draws, check, choices, severe)
    rests_on = tuple((name, draws.known_under(name, choices)) for name in sorted(asked))
    key = ("outcome", check, severe, rests_on, draws.settings)
    make = lambda: _outcome(draws, check, choices, severe)  # noqa: E731
    return kept_for_its_price(lambda priced: model.cache.kept(key, priced), make)


def _outcome(draws: Draws, check: Check, choices: Choices, severe: bool) -> Outcome | None:
    try:
        weighing = Weighing(draws.model, draws, check, choices, thorough=False)
        return weighing.outcome if severe else weighing.answer.outcome(1.0)
    except ModelError:
        return None


def severe(outcome: Callable[[float], Outcome], multiples: Iterable[float] = DECADES) -> bool:
    """Whether a check had severity.

    One that passes at the stated value, at a third and at three times it could not have caught a threefold error. One
    that is strained or fails has caught something, unless it comes out so at every one of the ``multiples``.

    >>> severe(lambda multiple: Outcome.HOLDS)
    False
    >>> severe(lambda multiple: Outcome.FAILS if multiple > 2 else Outcome.HOLDS)
    True
    """
    here = outcome(1.0)
    if here in (Outcome.STRAINED, Outcome.FAILS):
        return any(outcome(multiple) != here for multiple in multiples)
    return not outcome(THIRD) == here == outcome(THRICE)


def either(one: float, other: float) -> float:
    """The probability that one of two independent events happens, or both.

    >>> either(0.5, 0.5), either(0.0, 1 / 7) == 1 / 7
    (0.75, True)
    """
    return one + other - one * other


def _by_value(estimate: Estimate) -> float:
    return estimate.value
