"""Answers, figures and limits of one case: the one voice of terminal, page, notebook, Markdown, JSON and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..checks import FROM_BEST_TO_WORST, STANDS, Outcome
from ..graph import Kind, Model, NodeKind, is_sourced
from ..text import Claim, Event, Names, number
from ..verdict import DEPENDS, CheckResult, Overall, Verdict, Weigher
from . import limits
from .arithmetic import working
from .brevity import answer, capital, fitting, joined, sentence
from .comparisons import Compared, computed_amount, stated_amount
from .conditions import PREDICATES, change_sentences, end_clause, estimate_sentence, if_so, turns, ways
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
    not_known: Sequence[str] = ()

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
        headline = self._check_headline(compared)
        hangs = self._hangs_on(check, headline)
        new = [one for one in compared.sentences() if one.rstrip(".").lower() not in headline.lower()]
        return answer(BADGES[check.outcome], headline, [*new, own, hangs])

    def _check_headline(self, compared: Compared) -> str:
        check, stated = compared.check, compared.stated
        badge = BADGES[check.outcome]
        if badge == Badge.CANT_SAY:
            why = limits.why_silent(check.reference, check.relation)
            return sentence(fitting(f"we can't say whether {stated} fits: {why}", f"we can't say: {why}"))
        if badge == Badge.DEPENDS:
            return self._turned_headline(compared)
        size = compared.headline() if badge == Badge.DOES_NOT_FIT else ""
        size = compared.chance() if badge == Badge.UNLIKELY else size
        silent = "; in other fair ways to read it we can't say" if check.may_be_silent else ""
        does = {Badge.UNLIKELY: "is unlikely"}.get(badge, str(badge))
        if check.kind == Kind.AGREES and badge in (Badge.FITS, Badge.DOES_NOT_FIT):
            does += " the article's other numbers"
        return sentence(
            fitting(
                f"{stated} {does}: {size}" if size else f"{stated} {does}{silent}",
                f"it {does}: {size}" if size else f"it {does}",
                f"it {does}",
            )
        )

    def _turned_headline(self, compared: Compared) -> str:
        """The verdict of a check that stands in some ways to read the article and not in others."""
        found, stated = compared.check.range, compared.stated
        stands = found.as_written in STANDS
        end = found.worst if stands else found.best
        clause = end_clause(self.names, end)
        said = f"{stated} {PREDICATES[found.as_written]} as we read the article"
        single = self._turned_by_one(compared.check, stands)
        if end is None or not clause:
            return sentence(
                fitting(f"{said}, not in every fair way to read it", "it depends on how the article is read")
            )
        joint = ", but " if stands else "; it "
        return sentence(
            fitting(
                f"{said}{joint}{if_so(end.outcome, clause)}",
                f"{said}{joint}{single}" if single else "",
                f"{said}, not in every fair way to read it",
                "it depends on how the article is read",
            )
        )

    def _turned_by_one(self, check: CheckResult, stands: bool) -> str:
        """The first option that turns a check by itself, as a predicate; nothing where none does."""
        found = [turn for turn in turns(check) if turn.outcome != Outcome.CANNOT_TELL]
        turn = next((one for one in found if (one.outcome in STANDS) != stands), None)
        return if_so(turn.outcome, self.names.option(turn.choice, turn.option)) if turn else ""

    def _hangs_on(self, check: CheckResult, said: str) -> str:
        """What turns it by itself, else the estimate on which it rests; else that nothing does."""
        for turn in turns(check):
            clause = self.names.option(turn.choice, turn.option)
            if clause not in said:
                return sentence(fitting(f"it {if_so(turn.outcome, clause)}"))
        if check.leans_on:
            return estimate_sentence(self.names, check.leans_on[0], check.reference.outcome)
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
            computed=computed_amount(check, found.stated, found.computed),
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
        names = [side.name for side in (check.reference.stated, check.reference.computed)]
        kinds = {self.model.node(one, choices).kind for name in names for one in self.model.leaves(name, choices)}
        if kinds <= {NodeKind.CLAIM, NodeKind.DEFINITION}:
            return "the article's own numbers"
        if NodeKind.ASSUMPTION not in kinds:
            return "sources"
        sourced = NodeKind.EVIDENCE in kinds or any(is_sourced(self.model, name, choices) for name in names)
        return "sources and our estimates" if sourced else "our estimates"

    # A claim, and the article.

    def verdict(self, verdict: Verdict, checks: Sequence[CheckResult]) -> Answer:
        """What was found of a claim, or of the article: whether its numbers can be true together, and how far off.

        Args:
            checks: all that touch it; those that are our own questions count for nothing.
        """
        counting = [check for check in checks if check.premise is None]
        ordered = sorted(counting, key=self._weight)
        if not counting:
            own = "Only our own questions touch this number, and these count towards no verdict."
            return answer(Badge.CANT_SAY, own if checks else "No comparison touches this number.", [])
        headline = self._headline(verdict, ordered, self._subject(verdict, counting))
        return answer(BADGES[verdict.outcome], headline, *self._grounds(verdict, ordered, headline))

    def _grounds(self, verdict: Verdict, checks: Sequence[CheckResult], headline: str) -> list[list[str]]:
        """How far off the numbers are, and the worst that turns that; else the estimate on which they rest.

        In several lengths, the longest first.
        """
        sizes = [sentence(size) for check in checks if (size := self._size(check))][:2]
        turn = self._worst_turn(checks, headline)
        leaning = [check for check in checks if check.leans_on][:1]
        rests = [estimate_sentence(self.names, one.leans_on[0], one.reference.outcome) for one in leaning]
        whole = not any(check.range.is_wide or check.may_be_silent for check in checks)
        several = any(len(check.combinations) > 1 for check in checks)
        nothing = NOTHING_TURNS if whole and several and verdict.outcome != Outcome.CANNOT_TELL else ""
        hangs = [turn] if turn else rests or [nothing]
        return [[*sizes, *hangs], [*sizes[:1], *hangs], [*hangs, *sizes]]

    def _worst_turn(self, checks: Sequence[CheckResult], headline: str) -> str:
        """The worst that one option does to any check, or the best where none stands; none that the headline has."""
        order = list(PREDICATES)
        found = [
            (order.index(turn.outcome), check, turn)
            for check in checks
            for turn in turns(check)
            if turn.outcome != Outcome.CANNOT_TELL
            and (turn.outcome in STANDS) != (check.range.as_written in STANDS)
            and self.names.option(turn.choice, turn.option) not in headline
        ]
        if not found:
            return ""
        _, check, turn = max(found, key=lambda one: one[0])
        clause = self.names.option(turn.choice, turn.option)
        return sentence(fitting(f"{Compared(self.weigher, check).stated} {if_so(turn.outcome, clause)}"))

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
                return self._depends(verdict, checks, f"{subject} {together}")
            case Badge.DEPENDS:
                return self._would(verdict, subject, single)
            case Badge.CANT_SAY:
                why = self._why_silent(checks)
                return sentence(f"we can't say whether {subject} {together}: {why}")
        does = {Outcome.STRAINED: ("is unlikely", "are unlikely"), Outcome.FAILS: ("does not fit", "do not fit")}
        said = does[Outcome(verdict.outcome)][0 if single else 1]
        if verdict.together:
            return sentence(f"{subject} {said}: each fits by itself, but not all at once")
        first = Compared(self.weigher, checks[0])
        # What is only improbable is not too high.
        unlikely = verdict.outcome == Outcome.STRAINED
        why = first.chance(first.stated) if unlikely else first.headline() and f"{first.stated} is {first.headline()}"
        return sentence(fitting(f"{subject} {said}: {why}" if why else "", f"{subject} {said}"))

    @staticmethod
    def _why_silent(checks: Sequence[CheckResult]) -> str:
        """Why no check says anything: what is so of all of them, else that none can say."""
        why = {limits.why_silent(check.reference, check.relation) for check in checks}
        if why == {limits.MISSES}:
            return "no comparison would catch an error of three times"
        return why.pop() if len(why) == 1 else "no comparison can tell"

    def _depends(self, verdict: Verdict, checks: Sequence[CheckResult], said: str) -> str:
        worst_first = sorted(verdict.turned_by, key=lambda choice: -self._worst_by(choice, checks))
        on = [self.names.choice(choice) for choice in (worst_first or verdict.depends_on)]
        worst = end_clause(self.names, verdict.range.worst)
        return sentence(
            fitting(
                f"{said}, but that depends on {joined(on)}" if on and len(on) <= CHOICES_NAMED else "",
                f"{said}, but not if {worst}" if worst else "",
                f"{said}, but not in every fair way to read it",
            )
        )

    def _worst_by(self, choice: str, checks: Sequence[CheckResult]) -> int:
        """How badly a number comes out under one option of a choice, by itself."""
        said = (turn.outcome for check in checks for turn in turns(check) if turn.choice == choice)
        return max((FROM_BEST_TO_WORST.index(one) for one in said if one in FROM_BEST_TO_WORST), default=0)

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
                f"as we read it, {subject} {does}; {it} would fit{rounding} if {best}" if best else "",
                f"as we read it, {subject} {does}, but not in every fair way to read it",
            )
        )

    def _size(self, check: CheckResult) -> str:
        """How far off the number of a check is, without a full stop; nothing where it can't tell."""
        compared = Compared(self.weigher, check)
        size = compared.size
        if check.kind == Kind.AGREES:
            return compared.sentences()[0].rstrip(".")
        if check.outcome == Outcome.CANNOT_TELL or size is None or size.value is None:
            return ""
        other = compared.limit if check.kind == Kind.POSSIBLE else compared.other
        return fitting(f"{compared.stated} is {than(size, other)}")

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
        return limits.of(checks, self.untouched(checks), self.events, self.not_known)

    def untouched(self, checks: Sequence[CheckResult]) -> list[str]:
        """The quotations of the numbers that no check touches."""
        touched = {claim for check in checks for claim in check.claims}
        return [claim.quote.exact for name, claim in self.claims.items() if name not in touched]
