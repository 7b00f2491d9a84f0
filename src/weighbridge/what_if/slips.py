"""Slips by name: what a number of the article would have been, had it been misprinted, misread or mistranslated.

They are looked for where a check fails as written, and where nothing but rounding saves it: the zeros of one factor can
hide that two digits of the product were changed about. Trying so many, some will mend whatever failed: that one does is
no evidence that it was made. Only what is known from outside can choose among them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pydantic import Field

from ..base import Looked, Result, Spent, Strict, Thing, kept_for_its_price, paid_by, unsaid
from ..checks import STANDS, Outcome, Weighing, outcome_of
from ..checks import severe as has_severity
from ..graph import Check, Choices, Comparison, Draws, Input, Model, ModelError, NodeKind
from ..text import Names, brief, capital, in_turn
from ..uncertainty import DistributionError, Interval, times
from .boxes import Ends, rough
from .flips import share_of
from .levers import Lever
from .outcome_words import PLAIN
from .possible_slips import Slip, are_bare, claims_of, possible_slips, slipped
from .slip_table import SlipRule
from .slip_words import clause
from .sole_round_off import meeting, saved_by

MOST_WORK, LEAST_WORK = 240_000, 20_000  # of all checks of a case together, and of one of very many
AT_ONCE = 4096  # slips of which rough bounds are found together
EVERYTHING = (-math.inf, math.inf)
SOUGHT = (Outcome.FAILS, Outcome.THROUGH_ROUNDING)  # where slips are looked for
MOST_NAMED = 4  # mends that are told; all of them stand in the result
NO_EVIDENCE = "Among so many, some fit by chance: that is not evidence that any of them happened."
ONE_SIDED = "This comparison looks to one side only, and lets pass whatever lies far on the other."
NONE_SOUGHT = "We looked for no misprint, since this comparison does not fail and does not need rounding to fit."
NO_SLIP_SOUGHT = "We looked for no misprint, since no comparison fails and none needs rounding to fit."
SAVED = "The numbers fit, allowing for rounding."


class Mend(Strict):
    """A slip after which a check that failed does not, or needs no rounding, and what every check would then say."""

    slip: str = Field(description="its name in the table of slips")
    number: str
    change: str = Field(description="what is done to the number as it is typed: `× 10`")
    says: str = Field(description="what was meant")
    outcomes: dict[str, Outcome]
    reads: str = Field("", description="what the number would be, in words")

    @property
    def clause(self) -> str:
        """What the number would be, as a clause."""
        return self.reads or f"the {self.number.replace('_', ' ')} would be {self.change}"

    @property
    def failing(self) -> list[str]:
        """The checks that would still fail, or fail then."""
        return [check for check, outcome in self.outcomes.items() if outcome == Outcome.FAILS]


class Slips(Result):
    """The slips that mend a check that fails or that rounding alone saves, of how many, and whose rounding saves it."""

    check: str
    outcome: Outcome | None = Field(
        description="what the two sides say as written, none where they cannot be weighed; slips are looked for where "
        "it is `fails` or `holds only through rounding`"
    )
    tried: int
    mends: list[Mend] = Field(
        description="in the order of the table: after each the check stands, or, where it was saved by rounding alone, "
        "it holds as written"
    )
    saved_by: list[str] = Field(
        default_factory=list,
        description="of a check that holds only through rounding: the numbers whose rounding or hedge is enough by "
        "itself, all others as written; none where it takes several",
    )
    from_outside: list[str] = Field(description="the checks that rest on more than the article's own numbers")
    one_sided: bool = Field(False, description="whether the check asks for a most or a least only")
    left_out: list[str] = Field(
        default_factory=list, description="the analyst's own questions, which were not asked after a slip"
    )

    looked: Looked | None = Field(
        None,
        exclude_if=unsaid,
        description="of the slips that might mend it, how many were looked at; none where all of them were",
    )

    called: dict[str, str] = Field(default_factory=dict, description="what the numbers are called for people")
    questions: dict[str, str] = Field(default_factory=dict, description="what each check asks")

    @property
    def by_rounding(self) -> bool:
        """Whether rounding alone lets the numbers fit."""
        return self.outcome == Outcome.THROUGH_ROUNDING

    @property
    def real(self) -> list[Mend]:
        """The slips after which the check still has something to say."""
        return [mend for mend in self.mends if mend not in self.silent]

    @property
    def silent(self) -> list[Mend]:
        """The slips after which the check can no longer tell."""
        return [mend for mend in self.mends if mend.outcomes.get(self.check) == Outcome.CANNOT_TELL]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each slip that mends the check, those first after which nothing fails."""
        return slip_rows(self)

    def name(self, number: str) -> str:
        """What a number is called for people."""
        return self.called.get(number) or Names().of(number)

    @property
    def were_sought(self) -> bool:
        """Whether slips were looked for."""
        return self.outcome in SOUGHT

    def in_words(self) -> str:
        return slips_sentence(self)


def slips_of(draws: Draws, name: str, choices: Choices) -> Slips:
    """The slips that mend a check, and what every check would then say but the analyst's own questions. Kept.

    None is tried where it neither fails nor is saved by rounding alone.

    Raises:
        ModelError: there is no such check.
        CaseError: the table of slips is damaged.
    """
    draws, model = draws.unrefined(), draws.model
    key = ("slips", model.number, name, tuple(sorted(choices.items())), draws.settings)
    return model.cache.kept(key, lambda: _slips(draws, name, choices))


def _slips(draws: Draws, name: str, choices: Choices) -> Slips:
    model, check = draws.model, draws.model.check(name)
    outcome = outcome_of(draws, check, choices)
    if outcome not in SOUGHT:
        return Slips(check=name, outcome=outcome, tried=0, mends=[], from_outside=[], questions={name: check.question})
    by_rounding = outcome == Outcome.THROUGH_ROUNDING
    wanted = (Outcome.HOLDS,) if by_rounding else STANDS
    tried = possible_slips(model, check, choices)
    trials = Trials(draws, claims_of(model, choices), choices, by_rounding)
    worth = [slip for slip, may in zip(tried, trials.may_stand(check, tried), strict=True) if may]
    asked = {**model.counting, name: check}
    mends, looked = trials.mends(worth, check, asked, wanted)
    return Slips(
        check=name,
        questions={one: known.question for one, known in model.checks.items()},
        called={one: model.names.of(one) for one in trials.numbers},
        outcome=outcome,
        tried=len(tried),
        mends=mends,
        looked=looked,
        saved_by=saved_by(draws, check, choices) if by_rounding else [],
        from_outside=[other for other in model.counting if _from_outside(model, other, choices)],
        one_sided=check.relation in (Comparison.AT_MOST, Comparison.AT_LEAST),
        left_out=[other for other in model.checks if other not in asked],
    )


def _from_outside(model: Model, name: str, choices: Choices) -> bool:
    """Whether a check rests on more than the article's own numbers."""
    check = model.checks[name]
    leaves = {leaf for side in check.sides for leaf in model.leaves(side, choices)}
    return any(model.node(leaf, choices).kind not in (NodeKind.CLAIM, NodeKind.DEFINITION) for leaf in leaves)


@dataclass(frozen=True)
class Trials:
    """Checks weighed after a slip of one of the article's numbers is undone.

    ``as_written`` is for a check that is to meet to the last digit: its numbers are then taken without their room.
    """

    draws: Draws
    numbers: Mapping[str, Lever]
    choices: Choices
    as_written: bool = False
    _under: dict[Slip, Draws | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def mends(
        self, worth: Sequence[Slip], check: Check, asked: Mapping[str, Check], wanted: Collection[Outcome]
    ) -> tuple[list[Mend], Looked | None]:
        """The slips that mend a check; and how many were looked at, where the budget did not reach to the last."""
        budget, found = share_of(MOST_WORK, self.draws, LEAST_WORK), []
        for at, slip in enumerate(worth):
            try:
                with paid_by(budget):
                    if self.after(slip, check) in wanted:
                        found.append(self.mend(slip, asked))
            except Spent as spent:
                if spent.budget is not budget:
                    raise
                return found, Looked(at=Thing.READINGS, looked=at, of=len(worth))
        return found, None

    def mend(self, slip: Slip, asked: Mapping[str, Check]) -> Mend:
        """A slip with what some checks would say after it."""
        said = {name: self._said(slip, check) for name, check in asked.items()}
        return Mend(
            slip=", or ".join(slip.names),
            number=slip.number,
            change=slip.change,
            says=slip.kind.says,
            reads=clause(self.draws.model, slip, self.numbers, self.choices),
            outcomes={name: outcome for name, outcome in said.items() if outcome},
        )

    def after(self, slip: Slip, check: Check, severe: bool = False) -> Outcome | None:
        """What a check says once a slip is undone; None where it cannot be weighed, then or as it is written."""
        try:
            if _turns_the_stated_side(slip, check):
                return self._below_zero(slip, check, severe)
            draws = self._draws_after(slip)
            return None if draws is None else outcome_of(draws, check, self.choices, severe)
        except ModelError:  # a side is no number, or has no bounds
            return None

    def _below_zero(self, slip: Slip, check: Check, severe: bool) -> Outcome:
        """The same where the stated side comes to lie below zero."""
        answer = Weighing(self.draws.model, self.draws, check, self.choices, thorough=False).answer
        says_something = not severe or has_severity(lambda multiple: answer.outcome(slip.by * multiple))
        return answer.outcome(slip.by) if says_something else Outcome.CANNOT_TELL

    def _said(self, slip: Slip, check: Check) -> Outcome | None:
        """The same with severity, kept: a slip that mends several checks is asked of the others once."""
        model = self.draws.model
        key = ("after", model.number, slip, check, tuple(sorted(self.choices.items())), self.draws.settings)
        make = lambda: self.after(slip, check, severe=True)  # noqa: E731
        return kept_for_its_price(lambda priced: model.cache.kept(key, priced), make)

    def _draws_after(self, slip: Slip) -> Draws | None:
        """The draws once a slip is undone; none where it cannot be. Of the last slip they are kept for all checks."""
        if slip not in self._under:
            self._under.clear()
            self._under[slip] = self._redrawn(slip)
        return self._under[slip]

    def _redrawn(self, slip: Slip) -> Draws | None:
        before = self.draws.model
        try:
            model = slipped(before, slip, self.numbers, self.choices)
        except (ModelError, DistributionError):
            return None
        same = model.nodes.keys() == before.nodes.keys()
        return self.draws.over(model) if same else Draws(model, self.draws.settings)

    def may_stand(self, check: Check, slips: Sequence[Slip]) -> Iterator[bool]:
        """Which slips could let a check stand, by rough bounds of its sides: where these lie apart it fails."""
        for start in range(0, len(slips), AT_ONCE):
            some = slips[start : start + AT_ONCE]
            stated, computed = self._rough_sides(check, some)
            may_stand = meeting(check, stated, computed, len(some)).tolist()
            for slip, may in zip(some, may_stand, strict=True):
                yield may or _turns_the_stated_side(slip, check)

    def _rough_sides(self, check: Check, slips: Sequence[Slip]) -> tuple[Ends, Ends]:
        rooms = {name: self._room(one) for name, one in self.numbers.items()}
        ends = {name: (np.full(len(slips), low), np.full(len(slips), high)) for name, (low, high) in rooms.items()}
        for index, slip in enumerate(slips):
            for name, room in self._rooms_after(slip, rooms).items():
                ends[name][0][index], ends[name][1][index] = room
        given = {leaf: ends[name] for name, one in self.numbers.items() for leaf, _ in one.seats}
        known = rough(self.draws.model, self.choices, given)
        return known[check.stated], known[check.computed]

    def _rooms_after(self, slip: Slip, rooms: Mapping[str, Interval]) -> dict[str, Interval]:
        """Between which ends the numbers lie that a slip concerns, once it is undone."""
        one, room = self.numbers[slip.number], rooms[slip.number]
        if slip.other is None:
            try:
                ends = sorted(slip.undone(end, one.value) for end in room)
            except DistributionError:
                return {slip.number: EVERYTHING}
            return {slip.number: (ends[0], ends[1])}
        other, beside = self.numbers[slip.other].value, rooms[slip.other]
        if slip.kind.rule == SlipRule.EXCHANGE:
            if are_bare(self.draws.model, one, self.numbers[slip.other], self.choices):
                return {slip.number: beside, slip.other: room}
            by = other / one.value
            return {slip.number: times(room, (by, by)), slip.other: times(beside, (1 / by, 1 / by))}
        through = beside[0] <= 0 <= beside[1]
        parts = EVERYTHING if through else (1 / beside[1], 1 / beside[0])
        return {slip.number: times(room, beside if slip.multiplies else parts)}

    def _room(self, one: Lever) -> Interval:
        """Between which ends a number lies; anywhere where it stands in several places."""
        leaf = one.seats[0][0]
        node = self.draws.model.node(leaf, self.choices)
        if len(one.seats) > 1 or not isinstance(node, Input):
            return EVERYTHING
        if self.as_written and node.written is not None:
            return node.written[0] - node.grain, node.written[1] + node.grain
        return node.support(self.choices)


def _turns_the_stated_side(slip: Slip, check: Check) -> bool:
    """Whether the stated side comes to lie below zero: the other side then has to be so too."""
    return slip.by < 0 and check.stated == slip.number


def slips_sentence(found: Slips) -> str:
    """Which misprints would make the numbers fit, how many were tried, and whether anything tells them apart.

    Of numbers that rounding lets fit first whose rounding that is. A misprint after which the check can no longer tell
    has mended nothing: the check has lost its severity.
    """
    if not found.were_sought:
        return NONE_SOUGHT
    fit = "fit as they are written" if found.by_rounding else "fit"
    said = _saved(found) if found.by_rounding else []
    said += [found.looked.sentence] if found.looked else []
    if not found.mends:
        tried = (
            "one possible misprint, and it does not make"
            if found.tried == 1
            else f"{found.tried} possible misprints, and none makes"
        )
        return " ".join([*said, f"We tried {tried} the numbers {fit}.", "That is not evidence either way."])
    many = "one possible misprint" if found.tried == 1 else f"{found.tried} possible misprints"
    said.append(f"We tried {many}: {_number(found.real)} would make the numbers {fit}.")
    said += [sentence for mend in found.real[:MOST_NAMED] for sentence in _told(mend, len(found.real) < 3)]
    said += [f"So would {len(found.real) - MOST_NAMED} more."] if len(found.real) > MOST_NAMED else []
    if found.silent:
        said.append(f"After {_others(found)} this comparison no longer fails, but could then not say either way.")
        said += [ONE_SIDED] if found.one_sided else []
    own = [_asked(found, "We left out “{}”, a question of our own.", check) for check in found.left_out]
    return " ".join([*said, NO_EVIDENCE, *_apart(found), *own])


def _saved(found: Slips) -> list[str]:
    """That rounding lets the numbers fit, and whose."""
    if not found.saved_by:
        return [SAVED, "That takes the rounding or wording of several numbers together."]
    begin = "Enough by itself is the rounding or wording of"
    return [SAVED, *in_turn(begin, [found.name(one) for one in found.saved_by], "So is that of", "or")]


def _number(mends: Sequence[Mend]) -> str:
    return {0: "none", 1: "one"}.get(len(mends), f"{len(mends)}")


def _others(found: Slips) -> str:
    more = "others" if found.real else "of them"
    return ("another" if found.real else "one of them") if len(found.silent) == 1 else f"{len(found.silent)} {more}"


def _told(mend: Mend, at_length: bool) -> list[str]:
    """What a number would be; where few are told, also what was meant."""
    return [f"{capital(mend.clause)}.", *([f"Then {mend.says}."] if at_length else [])]


def _apart(found: Slips) -> list[str]:
    """What tells misprints apart: evidence from outside only where each of those that are left fails by it."""
    mends, clear = found.mends, [mend for mend in found.mends if not mend.failing]
    if len(clear) == len(mends):
        same = "each of them no comparison fails, so nothing here tells them apart"
        return [f"After {'it no comparison fails' if len(mends) == 1 else same}."]
    rest = len(mends) - len(clear)
    if not clear:
        return [f"{'It' if rest == 1 else 'Each of them'} makes another comparison fail.", *_failing(found)]
    outside = all(set(mend.failing) & set(found.from_outside) for mend in mends if mend.failing)
    by = "Evidence from outside leaves" if outside else "The other comparisons leave"
    first, *more = [mend.clause for mend in clear[:MOST_NAMED]]
    left = [brief([f"What is left: {first}."], [f"{capital(first)}."]), *(f"{capital(one)}." for one in more)]
    more_left = len(clear) - MOST_NAMED
    left += [f"{more_left} more {'is' if more_left == 1 else 'are'} left."] if more_left > 0 else []
    others = "The other" if rest == 1 else "Each of the others"
    return [f"{by} {_number(clear)} of them.", *left, f"{others} makes another comparison fail.", *_failing(found)]


def _failing(found: Slips) -> list[str]:
    """The checks that fail after some misprint, each by its question."""
    checks = list(dict.fromkeys(check for mend in found.mends for check in mend.failing))
    which = "It asks" if len(checks) == 1 else "One asks"
    return [_asked(found, f"{which}: “{{}}”", check) for check in checks]


def _asked(found: Slips, words: str, check: str) -> str:
    """A sentence with the question of a check; with its name in words where the question is long, or is not known."""
    called = f"That is the comparison of {check.replace('_', ' ')}."
    question = found.questions.get(check)
    return brief([words.format(question)], [called]) if question else called


def slip_rows(found: Slips) -> list[dict[str, Any]]:
    """Each misprint that mends a check as a row: first those after which nothing fails, last those that silence it."""
    ordered = sorted(found.mends, key=lambda mend: (mend in found.silent, len(mend.failing)))
    return [
        {
            "possible misprint": capital(mend.clause),
            "what happened": mend.says,
            "this comparison": PLAIN[mend.outcomes[found.check]] if found.check in mend.outcomes else "",
            "others that fail": len([check for check in mend.failing if check != found.check]),
            "set by": mend.number,
        }
        for mend in ordered
    ]
