"""The results as they are reported: in their JSON form, each with its sentence and its outcome in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from pydantic import ConfigDict, Field

from ..answers import BADGES, Answer, Day, Figures, Voice, day_answer
from ..base import OnDemand, Several, Strict, unsaid, visible
from ..checks import OUTCOMES, Figure, Finding, Outcome, Reach
from ..graph import Check, Comparison, Kind
from ..strength import Likelihoods, Settling
from ..text import Event, Names, PassedOver, significant
from ..verdict import (
    CheckResult,
    Combination,
    Overall,
    Reached,
    Tally,
    UnderCandidate,
    Verdict,
    taken_words,
    under_candidate,
)
from ..what_if import JointLeaning, Swung
from . import displays, sentences, sides, verdicts, workings
from .check_strength import CheckStrength


class ReportedFinding(Finding):
    """A finding with its sentence."""

    notes: list[str] = Field(default_factory=list, description="what a reader of the figures has to know besides")
    sentence: str

    @classmethod
    def of(cls, check: Check | CheckResult, finding: Finding, names: Names) -> ReportedFinding:
        """A finding of this check, with its sentences, in which things have these names."""
        notes = [sentences.note_words(note, finding) for note in finding.notes]
        return cls.model_construct(
            **{**vars(finding), "notes": notes, "sentence": sentences.finding_sentence(check, finding, names)}
        )

    def __repr__(self) -> str:
        badge, (stated, computed) = BADGES[self.outcome], sides.both_sides(self)
        return visible(f"{badge.mark} {badge}, {self._taken}: {stated} against {computed}")

    def _repr_html_(self) -> str:
        return displays.finding_html(self.check, BADGES[self.outcome], self._taken, self.sentence)

    @property
    def _taken(self) -> str:
        """Under what it was found."""
        return taken_words({} if self.changed is None else {self.changed: self.choices[self.changed]})


class ReportedCombination(Strict):
    """The outcome under one combination of the choices that reach the check."""

    choices: dict[str, str]
    outcome: Outcome
    tail_probability: Figure | None = None
    reach: Reach = Field(default_factory=Reach)

    @classmethod
    def of(cls, one: Combination) -> ReportedCombination:
        """A combination, with its reach."""
        return cls.model_construct(
            choices=one.choices, outcome=one.outcome, tail_probability=one.tail_probability, reach=one.reach
        )


class ReportedEnd(Strict):
    """The best or the worst outcome, and the choices that lead to it: those that differ from the case as written."""

    outcome: Outcome
    choices: dict[str, str]

    @classmethod
    def of(cls, end: Reached | None) -> ReportedEnd | None:
        """An end of a range, where there is one."""
        return None if end is None else cls(outcome=end.outcome, choices=end.choices)

    def __repr__(self) -> str:
        return visible(f"{BADGES[self.outcome]}, {taken_words(self.choices)}")


class TallyForm(Strict):
    """How a check comes out over more ways to read the article than are listed among its combinations."""

    ways: int = Field(description="how many ways to read the article differ in what is compared")
    looked: int = Field(description="how many of them were looked at")
    exact: bool = Field(description="whether the outcome of every way is known")
    drawn: int = Field(description="how many ways were drawn at random; 0 where every way is known")
    counts: dict[Outcome, int] = Field(description="how many of all ways, or of those drawn, come out so")
    shares: dict[Outcome, tuple[float, float]] = Field(
        description="between which shares of all ways each outcome lies, at 95 %; the share itself where all are known"
    )

    @classmethod
    def of(cls, tally: Tally) -> TallyForm:
        """A tally with the interval of each outcome, those that none of the drawn ways had among them."""
        shares = {outcome: tally.between(outcome) for outcome in OUTCOMES}
        return cls(
            ways=tally.ways,
            looked=tally.looked,
            exact=tally.is_exact,
            drawn=tally.drawn,
            counts=dict(tally.counts),
            shares={one: (significant(low), significant(high)) for one, (low, high) in shares.items()},
        )


class CheckForm(Strict):
    """A check with its findings, in its JSON form: the reference first, then each single change from it."""

    model_config = ConfigDict(title="ReportedCheck")

    name: str
    question: str
    answer: Answer
    figures: Figures
    kind: Kind
    relation: Comparison
    claims: list[str]
    findings: list[ReportedFinding]
    combinations: list[ReportedCombination]
    outcome: str
    overall: Overall = Field(description="the outcome without what it depends on, where the check can tell")
    as_written: Outcome
    best: ReportedEnd | None = Field(None, description="the best outcome under any fair choice, and what leads to it")
    worst: ReportedEnd | None = Field(None, description="the worst outcome under any fair choice")
    premise: str | None = Field(None, description="why it is the analyst's own question, and counts towards no verdict")
    may_be_silent: bool = Field(description="whether it cannot tell under some choices, and says one thing else")
    turned_by: list[str] = Field(description="the choices that turn the outcome of the case as written by themselves")
    depends_on: list[str] = Field(description="every choice that turns the outcome, by itself or together with others")
    leans_on: list[Swung] = Field(
        default_factory=list,
        description="inputs of judgement: it turns where they might fairly lie, all else as written",
    )
    leans_jointly: JointLeaning | None = Field(
        None, description="where none turns it by itself: the smallest joint move of inputs of judgement that does"
    )
    likelihoods: list[Likelihoods] = Field(
        description="how strongly the evidence speaks: for the case as written, then for each single change that counts"
    )
    settling: Settling = Field(description="what would settle it: each choice, most first")
    sentence: str
    tally: TallyForm | None = Field(
        None,
        exclude_if=unsaid,
        description="where there are more combinations than are listed: how many, and how they come out",
    )


class ReportedCheck(CheckStrength):
    """A check as it is reported: in words, with its findings, each made when it is asked for.

    Attributes:
        overall: the outcome without what it depends on, where the check can tell.
        outcome: the same in words.
        findings: the reference first, then each single change from it.
    """

    FACE: ClassVar = (
        *("answer", "figures", "findings", "reference", "combinations", "name", "question", "claims"),
        *("outcome", "as_written", "best", "worst", "depends_on", "leans_on"),
        *("sentence", "severity_sentence", "power_sentence", "budget_sentence"),
        *("likelihoods", "settling", "true_values"),
        *("strength_sentence", "settling_sentence", "true_value_sentence"),
    )

    def __init__(self, check: CheckResult, voice: Voice) -> None:
        self.check, self._voice = check, voice
        self.name, self.question, self.kind, self.relation = check.name, check.question, check.kind, check.relation
        self.claims, self.combinations = check.claims, Several(check.combinations)
        self.overall, self.may_be_silent = check.outcome, check.may_be_silent
        self.as_written, self.premise = check.range.as_written, check.premise
        self.best, self.worst = ReportedEnd.of(check.range.best), ReportedEnd.of(check.range.worst)
        self.turned_by, self.depends_on = check.turned_by, check.depends_on
        self.outcome = verdicts.check_words(check)
        held = check.findings
        self.findings = OnDemand(lambda place: ReportedFinding.of(check, held[place], voice.names), len(held))

    @cached_property
    def answer(self) -> Answer:
        """What it found, in two or three sentences."""
        return self._voice.check(self.check)

    @cached_property
    def figures(self) -> Figures:
        """What it compared, in a row: both sides, how far off, in how many ways to read it."""
        return self._voice.figures(self.check)

    @property
    def changes_it(self) -> list[str]:
        """What would change its answer, a sentence each."""
        return self._voice.changes([self.check])

    @property
    def tally(self) -> TallyForm | None:
        """How many ways to read it there are and how they come out, where not all are among its combinations."""
        return None if self.check.tally is None else TallyForm.of(self.check.tally)

    @property
    def reference(self) -> ReportedFinding:
        """The finding for the case as written."""
        return self.findings[0]

    @property
    def leans_on(self) -> list[Swung]:
        """The inputs of judgement of which the outcome turns where they might fairly lie, all else as written."""
        return Several(self.check.leans_on)

    @property
    def leans_jointly(self) -> JointLeaning | None:
        """The joint move of inputs of judgement that turns it, all else as written, where none does so by itself."""
        return self.check.leans_jointly

    @property
    def joint_move(self) -> JointLeaning | None:
        """The smallest move of all inputs of judgement together that turns it, all else as written."""
        return self.check.joint_move

    @property
    def leans_under_options(self) -> list[JointLeaning]:
        """The options under which it rests on judgement otherwise than as written."""
        return Several(self.check.leans_under_options)

    @property
    def judgement_sentence(self) -> str:
        """On which estimates it rests together, and under which options on others; nothing where on none."""
        return sentences.judgement_sentence(self.check)

    @property
    def sentence(self) -> str:
        """Its finding as written, what that leans on, how it comes out over all choices, its weak sources."""
        return sentences.check_sentence(self.check, self._voice.names, self._voice.weigher.sources)

    @property
    def severity_sentence(self) -> str:
        """What it would have said at other stated values, the case else as written."""
        return workings.severity_sentence(self.reference)

    @property
    def power_sentence(self) -> str:
        """With what probability a number that is off would have been caught; nothing where no truth is assumed."""
        return workings.power_sentence(self.reference)

    @property
    def dependence_sentence(self) -> str:
        """Where the probability lies whatever the dependence of its sides; nothing where they share an input."""
        return workings.dependence_sentence(self.reference)

    @property
    def budget_sentence(self) -> str:
        """Which inputs the uncertainty of computed less stated comes from; nothing where none is drawn."""
        found = self.reference.budget
        return workings.budget_sentence(found, self._voice.names) if found else ""

    def form(self) -> CheckForm:
        """Everything of it, for JSON."""
        held = {name: getattr(self, name) for name in CheckForm.model_fields}
        combinations = [ReportedCombination.of(one) for one in self.combinations]
        return CheckForm.model_construct(**{**held, "findings": list(self.findings), "combinations": combinations})

    def __repr__(self) -> str:
        return visible(f"{self.question} {self.answer!r}")

    def _repr_html_(self) -> str:
        working = (self.sentence, self.severity_sentence, self.power_sentence, self.dependence_sentence)
        folded = [("The working", [*working, self.budget_sentence])]
        return displays.answer_html(self.answer, [self.figures], folded, self.question, name=self.name)


class ReportedStep(Strict):
    """One step of the rule for a verdict: what it asks, what was found, and whether it decides."""

    asks: str
    found: str
    decides: bool


class ReportedVerdict(Strict):
    """A verdict on a claim, or on the article, with the steps that led to it."""

    about: str
    outcome: str
    overall: Overall = Field(description="the outcome without what it depends on")
    as_written: Outcome
    best: ReportedEnd | None = Field(None, description="the best outcome under any fair choice, and what leads to it")
    worst: ReportedEnd | None = Field(None, description="the worst outcome under any fair choice")
    together: list[list[str]] = Field(
        default_factory=list, description="checks that stand one by one and not when all are asked for at once"
    )
    depends_on: list[str]
    checks: list[str]
    steps: list[str]
    rule: list[ReportedStep] = Field(description="the rule, step by step, until one decides")
    sentence: str

    @classmethod
    def of(cls, verdict: Verdict, checks: Sequence[CheckResult], names: Names) -> ReportedVerdict:
        """A verdict that these checks led to, with its sentence and the steps of its rule in words."""
        rule = [
            ReportedStep(
                asks=verdicts.QUESTIONS[step.asks], found=verdicts.answer_words(step, checks), decides=step.decides
            )
            for step in verdict.rule
        ]
        return cls(
            about=verdict.claim or verdicts.THE_ARTICLE,
            outcome=verdicts.verdict_words(verdict),
            overall=verdict.outcome,
            as_written=verdict.range.as_written,
            best=ReportedEnd.of(verdict.range.best),
            worst=ReportedEnd.of(verdict.range.worst),
            together=[list(one.checks) for one in verdict.together],
            depends_on=verdict.depends_on,
            checks=verdict.checks,
            steps=verdicts.verdict_steps(verdict, checks, names),
            rule=rule,
            sentence=verdicts.verdict_sentence(verdict, checks, names),
        )

    def __repr__(self) -> str:
        return visible(self.sentence)


class ReportedClaim(Strict):
    """A claim with its quotation and its verdict."""

    name: str
    quote: str
    hedge: str
    answer: Answer
    verdict: ReportedVerdict

    def __repr__(self) -> str:
        return visible(f"“{self.quote}” {self.answer!r}")

    def _repr_html_(self) -> str:
        return displays.answer_html(self.answer, [], [], f"“{self.quote}”", name=self.name)


class ReportedOutcome(Strict):
    """What one check says under one candidate: as written otherwise, and over all other fair choices."""

    check: str
    finding: ReportedFinding
    counts: dict[str, int] = Field(description="how often each outcome came out over all other fair choices")

    @classmethod
    def of(cls, under: UnderCandidate, reported: ReportedCheck) -> ReportedOutcome:
        """What a check says under one candidate, by its finding as it is reported."""
        place = reported.check.where(lambda way: way.choices == under.finding.choices)[0]
        return cls.model_construct(check=under.check, finding=reported.findings[place], counts=under.counts)

    def __repr__(self) -> str:
        return f"{self.check}: {self.finding!r}"


class CandidateDay(Strict):
    """One candidate with its findings; a check that does not depend on the day is left out."""

    name: str
    date: str
    weekday: str
    reason: str
    sources: list[str]
    facts: list[str]
    preferred: bool
    outcomes: list[ReportedOutcome]

    def __repr__(self) -> str:
        return visible(f"{self.name}, a {self.weekday}: {self.reason}")


class ReportedEvent(Strict):
    """An event, its candidates side by side, and the days that were considered and not run."""

    name: str
    question: str
    quote: str | None
    candidates: list[CandidateDay]
    passed_over: dict[str, PassedOver]

    @classmethod
    def of(
        cls, name: str, event: Event, checks: Sequence[CheckResult], reported: Sequence[ReportedCheck]
    ) -> ReportedEvent:
        """An event with the findings under each of its candidates."""
        by_name = {check.name: check for check in reported}
        days = [
            CandidateDay.model_construct(
                name=option,
                date=day.date,
                weekday=day.weekday,
                reason=day.reason,
                sources=day.sources,
                facts=day.facts,
                preferred=day.preferred,
                outcomes=[
                    ReportedOutcome.of(under, by_name[under.check]) for under in under_candidate(checks, name, option)
                ],
            )
            for option, day in event.candidates.items()
        ]
        quote = event.quote.exact if event.quote else None
        return cls.model_construct(
            name=name, question=event.question, quote=quote, candidates=days, passed_over=dict(event.passed_over)
        )

    @property
    def answer(self) -> Answer:
        """When it was, as far as one can say, and whether the answers hang on it."""
        said = [{one.check: one.finding.outcome for one in day.outcomes} for day in self.candidates]
        days = [Day(day.name, day.reason, day.preferred) for day in self.candidates]
        return day_answer(days, alike=all(one == said[0] for one in said))

    def __repr__(self) -> str:
        return visible("\n".join([self.question, *(f"  {day!r}" for day in self.candidates)]))
