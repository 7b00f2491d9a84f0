"""Answers, figures and limits of one case: the one voice of terminal, page, notebook, Markdown, JSON and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..checks import Outcome, Side
from ..graph import Model
from ..text import Claim, span
from ..verdict import DEPENDS, CheckResult, Overall, Verdict
from .results import Amount, Answer, Badge, Figures

BADGES: dict[Overall, Badge] = {
    Outcome.HOLDS: Badge.FITS,
    Outcome.THROUGH_ROUNDING: Badge.ROUNDING,
    Outcome.STRAINED: Badge.UNLIKELY,
    Outcome.FAILS: Badge.DOES_NOT_FIT,
    Outcome.CANNOT_TELL: Badge.CANT_SAY,
    DEPENDS: Badge.DEPENDS,
}


@dataclass(frozen=True)
class Voice:
    """Makes what a reader is told of a case from its typed results."""

    model: Model
    claims: Mapping[str, Claim]

    def check(self, check: CheckResult) -> Answer:
        """What a check found."""
        return Answer(badge=BADGES[check.outcome], headline=f"{BADGES[check.outcome].capitalize()}.", sentences=[])

    def figures(self, check: CheckResult) -> Figures:
        """What a check compared, in a row."""
        found = check.reference
        return Figures(
            check=check.name,
            question=check.question,
            badge=BADGES[check.outcome],
            stated=_amount(found.stated),
            computed=_amount(found.computed),
        )

    def verdict(self, verdict: Verdict, checks: Sequence[CheckResult]) -> Answer:
        """What was found of a claim, or of the article."""
        return Answer(badge=BADGES[verdict.outcome], headline=f"{BADGES[verdict.outcome].capitalize()}.", sentences=[])

    def arithmetic(self) -> list[str]:
        """What the article's numbers imply, a line for each quantity that is made of them alone."""
        return []

    def changes(self, checks: Sequence[CheckResult]) -> list[str]:
        """What would change the answer, a sentence each."""
        return []

    def limits(self, checks: Sequence[CheckResult]) -> list[str]:
        """What the answer cannot say, a sentence each."""
        return []

    def untouched(self, checks: Sequence[CheckResult]) -> list[str]:
        """The quotations of the numbers that no check touches."""
        touched = {claim for check in checks for claim in check.claims}
        return [claim.quote.exact for name, claim in self.claims.items() if name not in touched]


def _amount(side: Side) -> Amount:
    ends = side.as_written or side.bounds or (None, None)
    low, high = side.bounds or ends
    value = ends[0] if ends[0] == ends[1] else None
    return Amount(value=value, low=low, high=high, unit=side.unit, text=span(side.bounds or (0, 0), side.unit))
