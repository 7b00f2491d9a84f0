"""Answers, figures and limits of one case: the one voice of terminal, page, notebook, Markdown, JSON and charts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from ..casefile import Loss
from ..checks import FROM_BEST_TO_WORST, STANDS, Outcome
from ..graph import Comparison, Kind, Model, NodeKind, is_sourced
from ..text import Claim, Event, Names, capital, fitting, joined, sentence, spelled
from ..verdict import DEPENDS, CheckResult, Range, Verdict, Weigher
from ..what_if import PREDICATES, PREDICATES_OF_SEVERAL
from . import limits
from .amounts import computed_amount, stated_amount
from .arithmetic import implied
from .comparisons import Compared
from .conditions import (
    Turn,
    change_sentences,
    end_clause,
    estimate_sentence,
    if_so,
    is_mended,
    joint_sentence,
    turns,
    ways_in_words,
)
from .many_ways import nothing_turns, ways_in_all
from .origin import origin_sentence
from .results import BADGES, Answer, Badge, Figures, answer
from .sizes import lies, than
from .strength import settles_most, settling_sentences, strength_sentences, unnoticed

OWN = "(Our own question; it is not counted.)"
APART = "Each fits by itself, but not all at once."
KINDS = (Kind.AGREES, Kind.TYPICAL, Kind.REACHABLE, Kind.POSSIBLE)  # those that say most of a number first
CHOICES_NAMED = 2  # in a headline


class Subject(NamedTuple):
    """What an answer is about: one number of the article, or all of them."""

    text: str
    is_single: bool


class Headline(NamedTuple):
    """A headline, and the options that it tells (choice, option), which need not be told again."""

    text: str
    tells: Collection[tuple[str, str]] = ()


def _first(*ways: Headline) -> Headline:
    """The first of several headlines that fits, as a sentence."""
    way = next((one for one in ways if fitting(one.text)), Headline(""))
    return Headline(sentence(way.text), way.tells)


def _elsewhere(said: str, found: Range, is_one: bool = True) -> str:
    """What is said of a number as the article is read, and that other ways to read it decide otherwise.

    For where no option can be named: it would make the sentence too long.
    """
    if found.as_written in STANDS or found.best is None:
        return f"{said}, but not in every fair way to read it"
    if found.as_written == Outcome.CANNOT_TELL:
        return f"{said}; other fair ways to read it disagree"
    does = (PREDICATES if is_one else PREDICATES_OF_SEVERAL)[found.best.outcome]
    comma = "," if found.best.outcome == Outcome.THROUGH_ROUNDING else ""
    return f"{said}, but {does}{comma} in another fair way to read it"


@dataclass(frozen=True)
class Voice:
    """Makes what a reader is told of a case from its typed results."""

    weigher: Weigher
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    not_known: Sequence[str] = ()
    losses: Mapping[str, Loss] = field(default_factory=dict)

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
        new = [one for one in compared.sentences() if one.rstrip(".").lower() not in headline.text.lower()]
        return answer(BADGES[check.outcome], headline.text, [*new, own, hangs])

    def _check_headline(self, compared: Compared) -> Headline:
        """The verdict on one number, with its size."""
        check, stated = compared.check, compared.stated
        badge = BADGES[check.outcome]
        if badge == Badge.CANT_SAY:
            why = limits.why_silent(check.reference, check.relation)
            return _first(Headline(f"we can't say whether {stated} is right: {why}"), Headline(f"we can't say: {why}"))
        if badge == Badge.DEPENDS:
            return self._turned_headline(compared)
        size = compared.headline() if badge == Badge.DOES_NOT_FIT else ""
        size = compared.chance() if badge == Badge.UNLIKELY else size
        silent = "; in other fair ways to read it we can't say" if check.may_be_silent else ""
        does = {Badge.UNLIKELY: "is unlikely"}.get(badge, str(badge))
        if check.kind == Kind.AGREES and badge in (Badge.FITS, Badge.DOES_NOT_FIT):
            does += f" {compared.beside}"
        return _first(
            Headline(f"{stated} {does}: {size}" if size else f"{stated} {does}{silent}"),
            Headline(f"it {does}: {size}" if size else f"it {does}"),
            Headline(f"it {does}"),
        )

    def _turned_headline(self, compared: Compared) -> Headline:
        """The verdict of a check that stands in some ways to read the article and not in others."""
        check, found = compared.check, compared.check.range
        stands = found.as_written in STANDS
        said = f"{compared.stated} {PREDICATES[found.as_written]} as we read the article"
        joint = ", but " if stands else "; it "
        end = found.worst if stands else found.best
        ways = []
        if end is not None and end.choices:
            clause = end_clause(self.names, end)
            ways.append(Headline(f"{said}{joint}{if_so(end.outcome, clause)}", end.choices.items()))
            found_alone = (turn for turn in turns(check) if turn.outcome != Outcome.CANNOT_TELL)
            single = next((turn for turn in found_alone if (turn.outcome in STANDS) != stands), None)
            if single is not None:
                ways.append(Headline(f"{said}{joint}{self._turned(single)}", [single.taken]))
        return _first(*ways, Headline(_elsewhere(said, found)), Headline("it depends on how the article is read"))

    def _turned(self, turn: Turn) -> str:
        """What one option does, as a predicate."""
        return if_so(turn.outcome, self.names.option(*turn.taken))

    def _hangs_on(self, check: CheckResult, headline: Headline) -> str:
        """What turns it by itself, else the estimate on which it rests; else that nothing does."""
        turn = next((one for one in turns(check) if one.taken not in headline.tells), None)
        if turn is not None:
            return sentence(fitting(f"it {self._turned(turn)}"))
        if check.leans_on:
            return estimate_sentence(self.names, check.leans_on[0], check.reference.outcome)
        whole = ways_in_all(check) > 1 and not check.range.is_wide and not check.may_be_silent
        return nothing_turns([check]) if whole and check.outcome != Outcome.CANNOT_TELL else ""

    def figures(self, check: CheckResult) -> Figures:
        """What a check compared, in a row."""
        compared, found = Compared(self.weigher, check), check.reference
        return Figures(
            check=check.name,
            question=f"{check.question} {OWN}" if check.premise else check.question,
            badge=BADGES[check.outcome],
            stated=stated_amount(found.stated),
            computed=computed_amount(check, found.stated, found.computed),
            size=compared.size,
            chance=compared.chance(),
            ways=ways_in_words(check),
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
        return answer(BADGES[verdict.outcome], headline.text, *self._grounds(verdict, ordered, headline))

    def _grounds(self, verdict: Verdict, checks: Sequence[CheckResult], headline: Headline) -> list[list[str]]:
        """How far off the numbers are, and the worst that turns that; else the estimate on which they rest.

        In several lengths, the longest first.
        """
        sizes = [sentence(size) for size in islice(filter(None, map(self._size, checks)), 2)]
        # Where the verdict is the same however the article is read, what turns one check turns nothing of it.
        turn = self._worst_turn(checks, headline) if verdict.outcome == DEPENDS else ""
        as_bad = [check for check in checks if check.range.as_written == verdict.range.as_written]
        decisive = checks if verdict.range.as_written in STANDS else as_bad if len(as_bad) == 1 else ()
        leaning = [check for check in decisive if check.leans_on][:1]
        rests = [estimate_sentence(self.names, one.leans_on[0], one.reference.outcome) for one in leaning]
        whole = not (verdict.range.is_wide or any(check.range.is_wide or check.may_be_silent for check in checks))
        several = any(ways_in_all(check) > 1 for check in checks)
        nothing = nothing_turns(checks) if whole and several and verdict.outcome != Outcome.CANNOT_TELL else ""
        is_apart = verdict.together and verdict.outcome == DEPENDS and verdict.range.as_written not in STANDS
        apart = [APART] if is_apart and all(check.range.as_written in STANDS for check in checks) else []
        hangs = [turn] if turn else apart or rests or [nothing]
        missed = self._unnoticed(checks) if verdict.range.as_written in STANDS else []
        ways = [[*sizes, *hangs], [*sizes[:1], *hangs], [*hangs, *sizes]]
        if not missed:
            return ways
        return [[*sizes, *missed, *hangs], [*sizes[:1], *missed, *hangs], [*sizes[:1], *missed], [*missed], *ways]

    def _unnoticed(self, checks: Sequence[CheckResult]) -> list[str]:
        """That a number which is off would look as likely, of the first check of which that is so."""
        found = (unnoticed(self.weigher, check) for check in checks if check.range.as_written in STANDS)
        return list(filter(None, found))[:1]

    def _worst_turn(self, checks: Sequence[CheckResult], headline: Headline) -> str:
        """The worst that one option does to any check, or the best where none stands; none that the headline has."""
        order = list(PREDICATES)
        found = [
            (order.index(turn.outcome), check, turn)
            for check in checks
            for turn in turns(check)
            if turn.outcome != Outcome.CANNOT_TELL
            and (turn.outcome in STANDS) != (check.range.as_written in STANDS)
            and turn.taken not in headline.tells
            and is_mended(check, turn, checks)
        ]
        if not found:
            return ""
        _, check, turn = max(found, key=lambda one: one[0])
        return sentence(fitting(f"{Compared(self.weigher, check).stated} {self._turned(turn)}"))

    def _weight(self, check: CheckResult) -> tuple[int, int, int]:
        """The checks of which the answer tells first: those that decide against the numbers, then those that may."""
        order = [*reversed(FROM_BEST_TO_WORST)]
        written = order.index(check.range.as_written) if check.range.as_written in order else len(order)
        return (min(written, 2), 0 if check.outcome == DEPENDS else 1, KINDS.index(check.kind))

    def _subject(self, verdict: Verdict, checks: Sequence[CheckResult]) -> Subject:
        if verdict.claim is not None:
            return Subject("this number", True)
        many = len({claim for check in checks for claim in check.claims})
        compared = " that we compared" if many < len(self.claims) else ""
        if many == 1:
            return Subject(f"the one number{compared}" if compared else "the number", True)
        return Subject(f"the {spelled(many)} numbers{compared}", False)

    def _headline(self, verdict: Verdict, checks: Sequence[CheckResult], subject: Subject) -> Headline:
        """The verdict on a claim or on the article, with the size of the worst of it."""
        name, single = subject
        possible, them = ("can be true", "it") if single else ("can be true together", "them")
        match BADGES[verdict.outcome]:
            case Badge.FITS:
                return _first(Headline(f"{name} {possible}, which does not make {them} true"))
            case Badge.ROUNDING:
                return _first(Headline(f"{name} {possible}, allowing for rounding; that does not make {them} true"))
            case Badge.DEPENDS if verdict.range.as_written in STANDS:
                return self._depends(verdict, checks, f"{name} {possible}")
            case Badge.DEPENDS:
                return self._would(verdict.range, subject)
            case Badge.CANT_SAY:
                return _first(Headline(f"we can't say whether {name} {possible}: {self._why_silent(checks)}"))
        said = f"{name} {(PREDICATES if single else PREDICATES_OF_SEVERAL)[Outcome(verdict.outcome)]}"
        if verdict.together:
            return _first(Headline(f"{said}: each fits by itself, but not all at once"))
        first = Compared(self.weigher, checks[0])
        # What is only improbable is not too high.
        unlikely, off = verdict.outcome == Outcome.STRAINED, first.headline()
        why = first.chance(first.stated) if unlikely else off and f"{first.stated} is {off}"
        return _first(Headline(f"{said}: {why}" if why else ""), Headline(said))

    @staticmethod
    def _why_silent(checks: Sequence[CheckResult]) -> str:
        """Why no check says anything: what is so of all of them, else that none can say."""
        why = {limits.why_silent(check.reference, check.relation) for check in checks}
        if why == {limits.MISSES}:
            return "no comparison would notice an error of three times"
        return why.pop() if len(why) == 1 else "no comparison can tell"

    def _depends(self, verdict: Verdict, checks: Sequence[CheckResult], said: str) -> Headline:
        worst_first = sorted(verdict.turned_by, key=lambda choice: -self._worst_by(choice, checks))
        on = [self.names.choice(choice) for choice in (worst_first or verdict.depends_on)]
        worst = verdict.range.worst
        ways = []
        if on and len(on) <= CHOICES_NAMED:
            ways.append(Headline(f"{said}, but that depends on {joined(on)}"))
        if worst is not None and worst.choices:
            ways.append(Headline(f"{said}, but not if {end_clause(self.names, worst)}", worst.choices.items()))
        return _first(*ways, Headline(f"{said}, but not in every fair way to read it"))

    def _worst_by(self, choice: str, checks: Sequence[CheckResult]) -> int:
        """How badly a number comes out under one option of a choice, by itself."""
        said = (turn.outcome for check in checks for turn in turns(check) if turn.choice == choice)
        return max((FROM_BEST_TO_WORST.index(one) for one in said if one in FROM_BEST_TO_WORST), default=0)

    def _would(self, found: Range, subject: Subject) -> Headline:
        name, single = subject
        said = f"as we read it, {name} {(PREDICATES if single else PREDICATES_OF_SEVERAL)[found.as_written]}"
        ways = []
        if found.best is not None and found.best.choices:
            rounding = ", allowing for rounding," if found.best.outcome == Outcome.THROUGH_ROUNDING else ""
            would = f"{'it' if single else 'they'} would fit{rounding} if {end_clause(self.names, found.best)}"
            ways.append(Headline(f"{said}; {would}", found.best.choices.items()))
        return _first(*ways, Headline(_elsewhere(said, found, single)))

    def _size(self, check: CheckResult) -> str:
        """How far off the number of a check is, without a full stop; nothing where it can't tell."""
        compared = Compared(self.weigher, check)
        size = compared.size
        if check.kind == Kind.AGREES:
            # Of whole things the second clause has the size: what they give.
            return compared.clauses()[-1 if check.relation == Comparison.COUNTED_IN else 0]
        if check.outcome == Outcome.CANNOT_TELL or size is None:
            return ""
        if size.value is None:  # within a range: no figure says how far off it is
            return compared.clauses()[0] if check.kind == Kind.POSSIBLE and lies(size) else ""
        if check.kind != Kind.POSSIBLE:
            said = f"{compared.stated} is {than(size, compared.other)}"
            return fitting(f"{said} ({compared.middle})" if compared.middle else "", said)
        said, ends = f"{compared.stated} is {than(size, compared.limit)}", compared.possible
        return fitting(f"{said}, {ends}" if ends else "", said)

    # What stands around the answer.

    def arithmetic(self) -> list[str]:
        """What the article's numbers imply, a line for each stated side of a check that is made of them alone."""
        return list(self.worked)

    @property
    def worked(self) -> dict[str, str]:
        """The same lines, each with the name of the quantity that it works out."""
        choices, found = self.model.reference, {}
        for name in dict.fromkeys(side for check in self.model.checks.values() for side in check.sides):
            line = implied(self.model, name, choices, lambda one: self.weigher.side(one, choices))
            found.update({line: name} if line and line not in found else {})
        return found

    def origin(self) -> str:
        """Where the numbers come from, and what they are compared with."""
        return origin_sentence(self.model, self.model.checks)

    def strength(self, checks: Sequence[CheckResult]) -> list[str]:
        """How strongly the evidence speaks for the numbers, a text for each comparison with a distribution."""
        return strength_sentences(self.weigher, self._counting(checks))

    def settling(self, checks: Sequence[CheckResult]) -> list[str]:
        """What would settle the comparisons that come out in several ways, a text each."""
        return settling_sentences(self.weigher, self._counting(checks), self.losses)

    def settles_most(self, checks: Sequence[CheckResult]) -> str:
        """What would settle most of what comes out in several ways, in one line; nothing where nothing would."""
        return settles_most(self.weigher, self._counting(checks))

    def _counting(self, checks: Sequence[CheckResult]) -> list[CheckResult]:
        """The checks that count towards a verdict, those first of which the answer tells first."""
        return sorted((check for check in checks if check.premise is None), key=self._weight)

    def changes(self, checks: Sequence[CheckResult], verdict: Verdict | None = None) -> list[str]:
        """What would change the answer, a sentence each; that nothing would, where that was found.

        Args:
            checks: all that were weighed.
            verdict: on the article, which may change where no check does: all relations at once fit in another way.
        """
        counting = [check for check in checks if check.premise is None]
        found = [
            said
            for check in sorted(counting, key=self._weight)
            for said in change_sentences(self.model, check, counting, Compared(self.weigher, check).stated)
            if said
        ]
        if not found:
            stated = [capital(Compared(self.weigher, check).stated) for check in counting]
            pairs = zip(counting, stated, strict=True)
            found = [joint_sentence(self.names, check, said) for check, said in pairs]
            found += [self._at_once(verdict.range)] if verdict is not None and verdict.range.is_wide else []
        return list(dict.fromkeys(filter(None, found))) or ["Nothing that we tried changes the answer."]

    def _at_once(self, found: Range) -> str:
        """How all numbers come out at once in another way to read the article; nothing where no such way is known."""
        end = found.worst if found.as_written in STANDS else found.best
        if end is None or not end.choices:
            return ""
        predicate = PREDICATES_OF_SEVERAL[end.outcome]
        comma = "," if "," in predicate else ""
        return sentence(fitting(f"all numbers at once {predicate}{comma} if {end_clause(self.names, end)}"))

    def limits(self, checks: Sequence[CheckResult]) -> list[str]:
        """What the answer cannot say, a sentence each."""
        return limits.of(checks, self.untouched(checks), self.events, self.not_known)

    def untouched(self, checks: Sequence[CheckResult]) -> list[str]:
        """The quotations of the numbers that no check touches."""
        touched = {claim for check in checks for claim in check.claims}
        return [claim.quote.exact for name, claim in self.claims.items() if name not in touched]
