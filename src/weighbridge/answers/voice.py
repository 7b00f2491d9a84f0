"""Answers, figures and limits of one case: the one voice of terminal, page, notebook, Markdown, JSON and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..checks import FROM_BEST_TO_WORST, STANDS, Outcome
from ..graph import Comparison, Kind, Model, NodeKind
from ..text import Claim, Event, Names, number
from ..verdict import DEPENDS, CheckResult, Overall, Verdict, Weigher
from . import limits
from .arithmetic import working
from .brevity import answer, capital, fitting, joined, sentence
from .comparisons import Compared, computed_amount, stated_amount
from .conditions import PREDICATES, change_sentences, end_clause, estimate_sentence, turns, ways
from .results import Answer, Badge, Figures
from .sizes import than

BADGES: dict[Overall, Badge] = {
    Outcome.HOLDS: Badge.FITS,
    Outcome.THROUGH_ROUNDING: Badge.ROUNDING,
    Outcome.STRAINED: Badge.UNLIKELY,
    Outcome.FAILS: Badge.DOES_NOT_FIT,
    Outcome.CANNOT_TELL: Badge.CANT_SAY,
    DEPENDS: Badge.DEPENDS,
}
COUNTS = ("no", "the", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MISSES = "this comparison would miss an error of three times"
NOTHING_TURNS = "No fair way to read the article changes this."
KINDS = (Kind.AGREES, Kind.TYPICAL, Kind.REACHABLE, Kind.POSSIBLE)  # those that say most of a number first
CHOICES_NAMED = 2  # in a headline
CHANGES = 8  # sentences on what would change an answer


@dataclass(frozen=True)
class Voice:
    """Makes what a reader is told of a case from its typed results."""

    weigher: Weigher
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]

    @property
    def model(self) -> Model:
        """The graph of the case."""
        return self.weigher.model

    @property
    def names(self) -> Names:
        """What its things are called."""
        return self.model.names

    # One check.

    def check(self, check: CheckResult) -> Answer:
        """What a check found: the verdict with its size, the number and what it is compared with, what turns it."""
        compared = Compared(self.weigher, check)
        own = "This is our own question and counts towards no verdict." if check.premise else ""
        return answer(
            BADGES[check.outcome],
            self._check_headline(compared),
            [*compared.sentences()[:2], self._hangs_on(check), own, *compared.sentences()[2:]],
        )

    def _check_headline(self, compared: Compared) -> str:
        check, badge = compared.check, BADGES[compared.check.outcome]
        written, found = check.range.as_written, check.range
        if badge == Badge.CANT_SAY:
            return sentence(f"can't say: {limits.why_silent(check.reference, check.relation)}")
        if badge == Badge.DEPENDS:
            if written in STANDS:
                end, said = found.worst, "it fits as the case is written"
            else:
                end, said = found.best, f"it {PREDICATES[written]} as the case is written"
            clause = end_clause(self.names, end)
            if end is not None and clause:
                other = f"but {PREDICATES[end.outcome]}" if written in STANDS else f"it {PREDICATES[end.outcome]}"
                joint = ", " if written in STANDS else "; "
                return sentence(fitting(f"{said}{joint}{other} if {clause}", f"{said}, not in every way to read it"))
            return sentence(f"{said}, not in every way to read it")
        size = compared.headline() if badge in (Badge.DOES_NOT_FIT, Badge.UNLIKELY) else ""
        if badge == Badge.UNLIKELY and (chance := compared.chance()):
            size = chance
        silent = "; in other ways to read it we can't say" if check.may_be_silent else ""
        return sentence(
            fitting(f"{badge}: {size}{silent}" if size else f"it {_does(badge)}{silent}", f"it {_does(badge)}")
        )

    def _hangs_on(self, check: CheckResult) -> str:
        """What turns it by itself, else the estimate on which it rests; else that nothing does."""
        found = turns(check)
        if (found and check.outcome != DEPENDS) or len(found) > 1:
            last = found[0]
            clause = self.names.option(last.choice, last.option)
            return sentence(fitting(f"it {PREDICATES[last.outcome]} if {clause}"))
        if check.leans_on:
            return estimate_sentence(self.names, check.leans_on[0])
        whole = len(check.combinations) > 1 and not check.range.is_wide and not check.may_be_silent
        return NOTHING_TURNS if whole and check.outcome != Outcome.CANNOT_TELL else ""

    def figures(self, check: CheckResult) -> Figures:
        """What a check compared, in a row."""
        compared, found = Compared(self.weigher, check), check.reference
        return Figures(
            check=check.name,
            question=check.question,
            badge=BADGES[check.outcome],
            stated=stated_amount(found.stated),
            computed=computed_amount(found.computed),
            size=compared.size,
            chance=compared.chance(),
            ways=ways(check.combinations),
            rests_on=self._rests_on(check),
        )

    def _rests_on(self, check: CheckResult) -> str:
        """On what an answer rests: our estimates that turn it, else our estimates, else the article or the sources."""
        if check.leans_on:
            return f"our estimate of {joined([self.names.lever(one.input) for one in check.leans_on])}"
        choices = check.reference.choices
        kinds = {
            self.model.node(one, choices).kind
            for side in (check.reference.stated, check.reference.computed)
            for one in self.model.leaves(side.name, choices)
        }
        if kinds <= {NodeKind.CLAIM, NodeKind.DEFINITION}:
            return "the article's own numbers"
        return "sources and our estimates" if NodeKind.ASSUMPTION in kinds else "sources"

    # A claim, and the article.

    def verdict(self, verdict: Verdict, checks: Sequence[CheckResult]) -> Answer:
        """What was found of a claim, or of the article: whether its numbers can be true together, and how far off."""
        badge = BADGES[verdict.outcome]
        ordered = sorted(checks, key=self._weight)
        subject = self._subject(verdict, checks)
        says = [self._condition(verdict, ordered), *self._sizes(ordered)]
        if badge not in (Badge.DEPENDS,):
            says = [*self._sizes(ordered), self._condition(verdict, ordered)]
        return answer(badge, self._headline(verdict, ordered, subject), says)

    def _weight(self, check: CheckResult) -> tuple[int, int, int]:
        """The checks of which the answer tells first: those that decide against the numbers, then those that may."""
        order = [*reversed(FROM_BEST_TO_WORST)]
        written = order.index(check.range.as_written) if check.range.as_written in order else len(order)
        return (min(written, 2), 0 if check.outcome == DEPENDS else 1, KINDS.index(check.kind))

    def _subject(self, verdict: Verdict, checks: Sequence[CheckResult]) -> str:
        if verdict.about in self.claims:
            return "this number"
        many = len({claim for check in checks for claim in check.claims})
        counted = COUNTS[many] if many < len(COUNTS) else number(many)
        return "the number" if many == 1 else f"the {counted} numbers"

    def _headline(self, verdict: Verdict, checks: Sequence[CheckResult], subject: str) -> str:
        single = subject.endswith("number")
        together = "can be true" if single else "can be true together"
        found = verdict.range
        match BADGES[verdict.outcome]:
            case Badge.FITS:
                return sentence(f"{subject} {together}, which does not make {'it' if single else 'them'} true")
            case Badge.ROUNDING:
                it = "it" if single else "them"
                return sentence(f"{subject} {together}, allowing for rounding; that does not make {it} true")
            case Badge.DEPENDS if found.as_written in STANDS:
                return self._depends(verdict, f"{subject} {together} as the case is written")
            case Badge.DEPENDS:
                return self._would(verdict, subject, single)
            case Badge.CANT_SAY:
                if not checks:
                    return "We can't say: no comparison touches it."
                return sentence(
                    fitting(
                        f"we can't say whether {subject} {together}: no comparison would catch an error of three times"
                    )
                )
        does = {Outcome.STRAINED: ("is unlikely", "are unlikely"), Outcome.FAILS: ("does not fit", "do not fit")}
        said = does[Outcome(verdict.outcome)][0 if single else 1]
        if verdict.together:
            return sentence(f"{subject} {said}: each fits by itself, but not all at once")
        off = Compared(self.weigher, checks[0]).headline() if checks else ""
        stated = Compared(self.weigher, checks[0]).stated if checks else ""
        return sentence(fitting(f"{subject} {said}: {stated} is {off}" if off else "", f"{subject} {said}"))

    def _depends(self, verdict: Verdict, said: str) -> str:
        on = [self.names.choice(choice) for choice in (verdict.turned_by or verdict.depends_on)]
        worst = end_clause(self.names, verdict.range.worst)
        return sentence(
            fitting(
                f"{said}, but that depends on {joined(on)}" if on and len(on) <= CHOICES_NAMED else "",
                f"{said}, but not if {worst}" if worst else "",
                f"{said}, but not in every fair way to read it",
            )
        )

    def _would(self, verdict: Verdict, subject: str, single: bool) -> str:
        found = verdict.range
        does = {
            Outcome.FAILS: ("does not fit", "do not fit"),
            Outcome.STRAINED: ("is unlikely", "are unlikely"),
            Outcome.CANNOT_TELL: ("can't be judged", "can't be judged"),
        }[found.as_written][0 if single else 1]
        best = end_clause(self.names, found.best)
        rounding = ", allowing for rounding," if found.best and found.best.outcome == Outcome.THROUGH_ROUNDING else ""
        it = "it" if single else "they"
        return sentence(
            fitting(
                f"as the case is written {subject} {does}; {it} would fit{rounding} if {best}" if best else "",
                f"as the case is written {subject} {does}, but not in every fair way to read it",
            )
        )

    def _sizes(self, checks: Sequence[CheckResult]) -> list[str]:
        """How far off the numbers are, those of two checks in one sentence where it is short enough."""
        told = [said for check in checks if (said := self._size(check))]
        if len(told) > 1:
            both = fitting(f"{told[0]}, and {told[1]}")
            return [sentence(both)] if both else [sentence(one) for one in told[:2]]
        return [sentence(one) for one in told]

    def _size(self, check: CheckResult) -> str:
        compared = Compared(self.weigher, check)
        size = compared.size
        if check.kind == Kind.AGREES:
            return compared.sentences()[0].rstrip(".")
        if check.outcome == Outcome.CANNOT_TELL or size is None or size.value is None:
            return ""
        other = (
            compared.computed
            if check.kind == Kind.TYPICAL
            else "the most that is possible"
            if check.relation == Comparison.AT_MOST
            else "the least that is possible"
        )
        return fitting(
            f"{compared.stated} is {than(size, other)}",
            f"{compared.stated} is {size.text} than we would expect" if size.text.endswith(("more", "less")) else "",
        )

    def _condition(self, verdict: Verdict, checks: Sequence[CheckResult]) -> str:
        """What turns the answer: the worst that one option does, else an estimate, else that nothing does."""
        for check in checks:
            found = [
                turn
                for turn in turns(check)
                if (turn.outcome in STANDS) != (check.range.as_written in STANDS)
                and turn.outcome != Outcome.CANNOT_TELL
            ]
            if found:
                stated = Compared(self.weigher, check).stated
                worst = max(found, key=lambda turn: list(PREDICATES).index(turn.outcome))
                said = self.names.option(worst.choice, worst.option)
                return sentence(fitting(f"{stated} {PREDICATES[worst.outcome]} if {said}"))
        for check in checks:
            if check.leans_on:
                return estimate_sentence(self.names, check.leans_on[0])
        turned = verdict.range.is_wide or any(check.may_be_silent or check.range.is_wide for check in checks)
        several = any(len(check.combinations) > 1 for check in checks)
        return NOTHING_TURNS if several and not turned and verdict.outcome != Outcome.CANNOT_TELL else ""

    # What stands around the answer.

    def arithmetic(self) -> list[str]:
        """What the article's numbers imply, a line for each stated side of a check that is made of them alone."""
        sides = dict.fromkeys(side for check in self.model.checks.values() for side in check.sides)
        choices = self.model.reference
        lines = [working(self.model, name, choices, lambda one: self.weigher.side(one, choices)) for name in sides]
        return [line for line in dict.fromkeys(lines) if line]

    def changes(self, checks: Sequence[CheckResult]) -> list[str]:
        """What would change the answer, a sentence each; that nothing would, where that was found."""
        counting = [check for check in checks if check.premise is None]
        found = [
            said
            for check in sorted(counting, key=self._weight)
            for said in change_sentences(self.model, check, capital(Compared(self.weigher, check).stated))
            if said
        ]
        return list(dict.fromkeys(found))[:CHANGES] or ["Nothing that we tried changes the answer."]

    def limits(self, checks: Sequence[CheckResult]) -> list[str]:
        """What the answer cannot say, a sentence each."""
        return limits.of(checks, self.untouched(checks), self.events)

    def untouched(self, checks: Sequence[CheckResult]) -> list[str]:
        """The quotations of the numbers that no check touches."""
        touched = {claim for check in checks for claim in check.claims}
        return [claim.quote.exact for name, claim in self.claims.items() if name not in touched]


def _does(badge: Badge) -> str:
    return {Badge.UNLIKELY: "is unlikely"}.get(badge, str(badge))
