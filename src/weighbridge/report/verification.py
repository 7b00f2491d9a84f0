"""Weighs a whole case: every check under every fair choice, the verdicts, and what they rest on, reported as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ..answers import Answer, Figures, Voice
from ..base import Faced, RunRecord, Several, run_record, suggestion, visible, visible_json
from ..casefile import CaseText
from ..checks import THRESHOLDS, Outcome, Side
from ..evidence import Holdings
from ..glossary import notes
from ..graph import Model, ModelError, Shares
from ..verdict import Agreement, CheckResult, Overall, Verdict, Weigher, weigh
from ..what_if import Joint, Slips, joint_correction, slips_of
from . import columns, displays, tables
from .answered_claims import AnsweredClaim
from .bibliography import Origin, origins
from .change_note import CHANGED
from .displays import FigureTable
from .estimate_rows import estimate_rows
from .forms import ReportedCheck, ReportedClaim, ReportedEvent, ReportedVerdict
from .markdown import markdown
from .provenance import Link, links
from .review_forms import ReportedReviews
from .summary import Summary, changing, command, quotation
from .verification_form import Sampled, VerificationForm

if TYPE_CHECKING:
    import pandas as pd


IN_FIGURES = ("ways to read it", "our estimate", "fair range")  # words in figures and answers that are explained


class Verification(Faced):
    """Everything that weighing a case gives: each check and each figure when it is asked for, and kept.

    ``form`` holds all of it, and is what JSON shows.
    """

    FACE: ClassVar = (
        *("answer", "figures", "arithmetic", "strength", "settles", "changes_it", "limits", "not_known"),
        *("markdown", "model_dump_json"),
        *("checks", "claims", "events", "verdict", "choices", "sources"),
        *("findings", "findings_of", "combinations", "specifications_of", "candidates_of", "mixes_of"),
        *("strength_of", "settled_by", "true_value_of", "mends"),
    )

    def __init__(
        self,
        text: CaseText,
        weigher: Weigher,
        holdings: Holdings,
        case: str,
        changes: list[str],
        weighbridge: str,
        set_values: Sequence[tuple[str, str]] = (),
        path: Path | None = None,
        reviewing: Callable[[Answer], ReportedReviews | None] | None = None,
        taken: Mapping[str, str] | None = None,
    ) -> None:
        model, settings = weigher.model, weigher.draws.settings
        self.case, self.title, self.changes, self.weighbridge = case, text.title, changes, weighbridge
        self.set_values, self._taken = list(set_values), taken
        self.article: dict[str, str] = text.article.model_dump(exclude_none=True, exclude={"paragraphs"})
        self.sampled = Sampled(points=settings.points, randomisations=settings.randomisations, seed=settings.seed)
        self.thresholds = THRESHOLDS
        self.choices = {choice.name: dict(choice.reasons) for choice in model.choices.values()}
        self._text, self._weigher, self._holdings, self._path = text, weigher, holdings, path
        self._reviewing = reviewing
        self._voice = Voice(weigher, text.claims, text.events, text.not_known, text.losses)
        self._reported: dict[str, ReportedCheck] = {}

    @property
    def text(self) -> CaseText:
        """Title, article, claims and alternatives of the case."""
        return self._text

    @property
    def model(self) -> Model:
        """The graph of the case, with what everything in it is called for people."""
        return self._weigher.model

    @cached_property
    def checks(self) -> list[ReportedCheck]:
        """Each check as it is reported, in the order of the case."""
        return Several(self[name] for name in self.model.checks)

    @cached_property
    def _checked(self) -> list[CheckResult]:
        """The same as they were weighed."""
        return [one.check for one in self.checks]

    @cached_property
    def run(self) -> RunRecord:
        """What made it: the version of Weighbridge, the day, the commit of the case, the libraries."""
        return run_record(self._path)

    @cached_property
    def _weighed(self) -> Verdict:
        """The verdict on the article, typed."""
        return weigh(None, self._checked, self._agreements)

    @cached_property
    def verdict(self) -> ReportedVerdict:
        """The verdict on the article."""
        return ReportedVerdict.of(self._weighed, self._counting, self.model.names)

    @property
    def overall(self) -> Overall:
        """The outcome of the article without what it depends on."""
        return self._weighed.outcome

    @property
    def _counting(self) -> list[CheckResult]:
        """The checks that count towards a verdict."""
        return [check for check in self._checked if check.premise is None]

    @cached_property
    def answer(self) -> Answer:
        """What was found of the article, in two or three sentences."""
        return self._voice.verdict(self._weighed, self._checked)

    @property
    def figures(self) -> list[Figures]:
        """What each check compared, a row each."""
        return FigureTable(check.figures for check in self.checks)

    @cached_property
    def arithmetic(self) -> list[str]:
        """What the article's numbers imply: ``2,500 tonnes ÷ 50 trucks = 50 tonnes a truck``."""
        return Several(self._voice.arithmetic())

    @property
    def worked(self) -> dict[str, str]:
        """The same lines, each with the name by which what it works out is explained."""
        return self._voice.worked

    @cached_property
    def estimates(self) -> list[dict[str, Any]]:
        """Our own estimates, a row each: the number, between which ends it might fairly lie, and why."""
        return Several(estimate_rows(self.model))

    @cached_property
    def origin(self) -> str:
        """Where the numbers come from, and what they are compared with."""
        return self._voice.origin()

    @cached_property
    def changes_it(self) -> list[str]:
        """What would change the answer, a sentence each."""
        return Several(self._voice.changes(self._checked, self._weighed))

    @cached_property
    def strength(self) -> list[str]:
        """How strongly the evidence speaks for the numbers, a text for each comparison with a distribution."""
        return Several(self._voice.strength(self._checked))

    @cached_property
    def settles(self) -> list[str]:
        """What would settle the comparisons that come out in several ways, a text each."""
        return Several(self._voice.settling(self._checked))

    @cached_property
    def settles_most(self) -> str:
        """What would settle most of it, in one line; nothing where every way to read it gives the same answer."""
        return self._voice.settles_most(self._checked)

    @cached_property
    def limits(self) -> list[str]:
        """What the answer cannot say, a sentence each."""
        return Several(self._voice.limits(self._checked))

    @property
    def not_known(self) -> list[str]:
        """The limits that are those of this case, what nobody knows first: all but what is true of every answer."""
        return self.limits[1:]

    @cached_property
    def untouched(self) -> list[str]:
        """The quotations of the numbers that no check touches."""
        return Several(self._voice.untouched(self._checked))

    @cached_property
    def _agreements(self) -> list[Agreement]:
        """The article's own numbers by all their relations at once."""
        return self._weigher.agreements(self._checked)

    @cached_property
    def claims(self) -> list[ReportedClaim]:
        """Each claim with the verdict that the checks which rest on it allow."""
        return Several(one.reported(self.model.names) for one in self.answered)

    @cached_property
    def answered(self) -> list[AnsweredClaim]:
        """The same with their answers, without the steps of a verdict."""
        about = self._voice, self._checked, self._agreements
        return Several(AnsweredClaim.of(name, claim, *about) for name, claim in self._text.claims.items())

    @cached_property
    def quantities(self) -> dict[str, Side]:
        """The figures of every quantity, as written."""
        model, weigher = self._weigher.model, self._weigher
        scalars = [name for name in sorted(model.nodes) if not isinstance(model.node(name, model.reference), Shares)]
        return {name: weigher.side(name, model.reference) for name in scalars}

    @cached_property
    def slips(self) -> list[Slips]:
        """For each check that fails as written, or that rounding alone saves: the slips that mend it."""
        reference, draws = self._weigher.model.reference, self._weigher.draws
        counting = [check.name for check in self._checked if check.premise is None]
        return [one for name in counting if (one := slips_of(draws, name, reference)).were_sought]

    @cached_property
    def joint(self) -> Joint | None:
        """The smallest joint correction; none where no check is broken, or nothing can be reconciled."""
        return _joint(self._weigher, self._checked)

    @cached_property
    def reviews(self) -> ReportedReviews | None:
        """What reviewers signed, disputed or replaced, weighed; none where no reviewer wrote, or something was set.

        Raises:
            CaseError: with everything that is wrong in the files of reviewers.
        """
        return self._reviewing(self.answer) if self._reviewing is not None else None

    @cached_property
    def events(self) -> list[ReportedEvent]:
        """Each event of unknown day: its candidates, and the findings under each side by side."""
        told = self._text.events.items()
        return Several(ReportedEvent.of(name, event, self._checked, self.checks) for name, event in told)

    @cached_property
    def sources(self) -> list[Origin]:
        """What the case rests on: each origin once, weakest first."""
        return Several(origins(self._text, self._weigher.model, self._holdings))

    @cached_property
    def provenance(self) -> dict[str, list[Link]]:
        """Each quantity: what it is made of, down to quotations, rows and reasons."""
        model = self._weigher.model
        return {quantity: links(model, quantity) for quantity in sorted(model.nodes)}

    @cached_property
    def form(self) -> VerificationForm:
        """All of it, in its JSON form."""
        held = {name: getattr(self, name) for name in VerificationForm.model_fields}
        return VerificationForm.model_construct(**{**held, "checks": [check.form() for check in self.checks]})

    def model_dump_json(self, indent: int | None = None) -> str:
        """All of it as JSON, to the schema that ``weighbridge schema`` prints."""
        return visible_json(self.form.model_dump_json(indent=indent))

    @property
    def summary(self) -> Summary:
        """What everyone reads of it first."""
        touched = {name for check in self._checked for name in check.claims}
        return Summary(
            case=self.case,
            title=self.title,
            article=self.article,
            changes=self.changes,
            quotation=quotation(self._text.claims),
            answer=self.answer,
            figures=self.figures,
            claims=[claim for claim in self.answered if claim.name in touched],
            untouched=self.untouched,
            arithmetic=self.arithmetic,
            changes_it=self.changes_it,
            strength=self.strength,
            settles=self.settles,
            settles_most=self.settles_most,
            limits=self.limits,
            reviews=self.reviews,
        )

    def beside(self, before: Verification) -> str:
        """What was set for this run, and the answer before that and now."""
        changed = [f"  changed: {one}" for one in self.changes]
        return visible("\n".join([self.title, *changed, f"  before: {before.answer!r}", f"  now: {self.answer!r}"]))

    def beside_html(self, before: Verification) -> str:
        """The same for a notebook, with the figures of both."""
        both = (before.answer, before.figures), (self.answer, self.figures)
        return displays.changed_html(self.title, self.changes, *both)

    def markdown(self) -> str:
        """The answer, the figures and the limits as Markdown, for an issue or an article."""
        return markdown(self.summary, self.command, self.run.line)

    @property
    def command(self) -> str:
        """The command that weighs the case again, with all that was set."""
        return command(self.case, self.changing)

    @property
    def changing(self) -> list[str]:
        """The options of a command that change the case as it was changed here: ``--set``, ``--under``."""
        return changing(self.set_values, self._taken)

    @property
    def quotes(self) -> dict[str, str]:
        """The quotation of each claim."""
        return {claim.name: claim.quote for claim in self.answered}

    @property
    def mends(self) -> list[str]:
        """What would mend each check that fails, behind its question, and the smallest joint correction."""
        slips = [f"{one.questions[one.check]} {one.sentence}" for one in self.slips]
        return Several([*slips, *([self.joint.sentence] if self.joint else [])])

    @property
    def findings(self) -> pd.DataFrame:
        """Every finding as a row: the case as written, then each single change from it."""
        return tables.frame(tables.finding_rows(self.checks))

    def findings_of(self, check: str, changed: str | None = None) -> pd.DataFrame:
        """The findings of one check, a row each, without the columns that are the same in all, or empty.

        Args:
            changed: a choice, for those findings alone that differ from the case as written in it.
        """
        asked = self[check]
        rows = tables.finding_rows([asked])
        if changed is not None:
            rows = [row for row, one in zip(rows, asked.findings, strict=True) if one.changed == changed]
        return tables.frame(columns.without_empty(rows)).drop(columns=["check", "kind"], errors="ignore")

    def mixes_of(self, check: str) -> pd.DataFrame:
        """The mixes that give the stated value, a row for each finding: the extent of each part in percent."""
        return tables.frame(tables.mix_rows(self[check]))

    def strength_of(self, check: str) -> pd.DataFrame:
        """How many times likelier the stated number is than one that is off, a row for each way to read it."""
        return tables.frame(tables.strength_rows(self[check], self.model.names))

    def settled_by(self, check: str, numbers: bool = False) -> pd.DataFrame:
        """What would settle a check: how much of the disagreement each choice would remove, a row each, most first.

        Args:
            numbers: our estimates as well, each crossed with every way to read the article; this takes longer.
        """
        found = self[check].settling_with_numbers if numbers else self[check].settling
        return tables.frame(tables.settling_rows(found, self.model.names))

    def true_value_of(self, check: str) -> pd.DataFrame:
        """Where the true value lies by evidence and claim together, a row for each trust and kind of mistake."""
        return tables.frame(tables.true_value_rows(self[check].true_values))

    @property
    def severity(self) -> pd.DataFrame:
        """What each check would have said at a third, three times and ten times the stated value; a row each."""
        return tables.frame(tables.severity_rows(self.checks))

    def budget_of(self, check: str) -> pd.DataFrame:
        """Which inputs the uncertainty of a typical check comes from (of computed less stated), a row each.

        Raises:
            ModelError: there is no such check, or it asks for no probability.
        """
        accounts = self[check].reference.budget
        if accounts is None:
            raise ModelError(f"`{check}` is of kind {self[check].kind} and has no budget; ask for that of a quantity")
        return tables.frame(tables.budget_rows(accounts, self._weigher.model.names))

    @property
    def combinations(self) -> pd.DataFrame:
        """Every combination of fair choices that was run, with its outcome."""
        return tables.frame(tables.combination_rows(self.checks))

    def specifications_of(self, check: str) -> pd.DataFrame:
        """The specification curve of a check as data: every combination of fair choices, a row each, in order.

        For which multiples of the stated value it would hold, the middle of the computed side, tail and outcome.
        """
        return tables.frame(tables.specification_rows(self[check].combinations))

    @property
    def rule(self) -> pd.DataFrame:
        """The rule for the article's verdict, step by step, as far as the step that decides."""
        return tables.frame(tables.rule_rows(self.verdict))

    def candidates_of(self, event: str) -> pd.DataFrame:
        """The findings under each candidate day of an event, side by side: a row for each check and candidate.

        Raises:
            ModelError: the case has no such event.
        """
        known = {result.name: result for result in self.events}
        if event not in known:
            raise ModelError(f"there is no event `{event}`; {suggestion(event, known)}")
        return tables.frame(tables.candidate_rows(known[event]))

    def _ipython_key_completions_(self) -> list[str]:
        """What can stand in ``result["…"]``."""
        return list(self.model.checks)

    def __getitem__(self, name: str) -> ReportedCheck:
        """A check, weighed when it is first asked for: whoever asks for one does not wait for the others."""
        known = self.model.checks
        if name not in known:
            raise ModelError(f"there is no check `{name}`; {suggestion(name, known)}")
        if name not in self._reported:
            self._reported[name] = ReportedCheck(self._weigher.check(name), self._voice)
        return self._reported[name]

    def __repr__(self) -> str:
        changed = [CHANGED, *(f"  {one}" for one in self.changes)] if self.changes else []
        return visible("\n".join([*changed, repr(self.answer)]))

    def _repr_html_(self) -> str:
        """A short answer, the figures, and the rest to unfold."""
        return displays.answer_html(self.answer, self.figures, self._folded, changes=self.changes)

    @property
    def _folded(self) -> displays.Folded:
        """What a notebook shows of it when it is asked."""
        badges = [self.answer.badge, *(check.answer.badge for check in self.checks)]
        return [
            ("What follows from the numbers", self.arithmetic),
            ("Each number, by its comparisons", [f"“{one.quote}”: {one.answer.badge}" for one in self.summary.claims]),
            ("Numbers that no check touches", [f"“{quote}”" for quote in self.untouched]),
            ("How strongly the evidence speaks", self.strength),
            ("What would settle it", self.settles),
            ("What would change it", self.changes_it),
            ("What it cannot say", self.limits),
            ("What reviewers say", self.reviews.sentences if self.reviews else []),
            ("The working", [check.sentence for check in self.checks]),
            ("What the words mean", [f"{one.word}: {one.means}" for one in notes([*badges, *IN_FIGURES])]),
        ]


def _joint(weigher: Weigher, checks: list[CheckResult]) -> Joint | None:
    """The smallest joint correction, where the case as written breaks anything."""
    counting = [check for check in checks if check.premise is None]
    if all(check.range.as_written in (Outcome.HOLDS, Outcome.CANNOT_TELL) for check in counting):
        return None
    try:
        return joint_correction(weigher.draws, weigher.model.reference)
    except ModelError:
        return None
