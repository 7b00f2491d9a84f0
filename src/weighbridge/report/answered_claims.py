"""The numbers of the article, each with its answer: all that most outputs say, without the steps to a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..answers import Answer, Voice
from ..base import visible
from ..text import Claim, Names
from ..verdict import Agreement, CheckResult, Overall, Verdict, weigh_claim
from . import displays
from .forms import ReportedClaim, ReportedVerdict


@dataclass(frozen=True, repr=False)
class AnsweredClaim:
    """A number of the article: its quotation, and what the checks that rest on it found.

    ``verdict`` is typed, and ``counting`` are the checks that led to it.
    """

    name: str
    quote: str
    hedge: str
    answer: Answer
    verdict: Verdict = field(compare=False)
    counting: Sequence[CheckResult] = field(compare=False)

    @classmethod
    def of(
        cls, name: str, claim: Claim, voice: Voice, every: Sequence[CheckResult], agreements: Sequence[Agreement]
    ) -> AnsweredClaim:
        """A claim, answered from all checks of its case."""
        checks = [check for check in every if name in check.claims]
        verdict = weigh_claim(name, every, agreements)
        counting = [check for check in checks if check.premise is None]
        return cls(name, claim.quote.exact, claim.hedge, voice.verdict(verdict, checks), verdict, counting)

    @property
    def overall(self) -> Overall:
        """The outcome without what it depends on."""
        return self.verdict.outcome

    def reported(self, names: Names) -> ReportedClaim:
        """The same with the steps of its verdict, in its JSON form."""
        verdict = ReportedVerdict.of(self.verdict, self.counting, names)
        return ReportedClaim(name=self.name, quote=self.quote, hedge=self.hedge, answer=self.answer, verdict=verdict)

    def __repr__(self) -> str:
        return visible(f"“{self.quote}” {self.answer!r}")

    def _repr_html_(self) -> str:
        return displays.answer_html(self.answer, [], [], f"“{self.quote}”", name=self.name)
