"""Everything that weighing a case gives, in its JSON form."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from ..answers import Answer, Figures
from ..base import RunRecord, Strict
from ..checks import Side
from ..what_if import Joint, Slips
from .bibliography import Origin
from .forms import CheckForm, ReportedClaim, ReportedEvent, ReportedVerdict
from .provenance import Link
from .review_forms import ReportedReviews


class Sampled(Strict):
    """How the draws were made: what has to be known to make them again."""

    rule: str = "rank-1 lattice (Cools, Kuo, Nuyens 2006) under independent random shifts"
    points: int
    randomisations: int
    seed: int


class VerificationForm(Strict):
    """Everything that weighing a case gives."""

    model_config = ConfigDict(title="Verification")

    case: str
    title: str
    article: dict[str, str]
    weighbridge: str
    run: RunRecord = Field(description="what made it: version, day, commit and libraries")
    sampled: Sampled
    changes: list[str] = Field(description="what was set for this run; empty for the reference case")
    answer: Answer = Field(description="what was found, in two or three sentences")
    figures: list[Figures] = Field(description="what each check compared, a row each")
    arithmetic: list[str] = Field(description="what the article's numbers imply")
    origin: str = Field(description="where the numbers come from, and what they are compared with")
    changes_it: list[str] = Field(description="what would change the answer, a sentence each")
    strength: list[str] = Field(description="how strongly the evidence speaks, a text for each comparison")
    settles: list[str] = Field(description="what would settle what comes out in several ways, a text each")
    limits: list[str] = Field(description="what the answer cannot say, a sentence each")
    untouched: list[str] = Field(description="the quotations of the numbers that no check touches")
    thresholds: dict[str, tuple[float, float]]
    choices: dict[str, dict[str, str]] = Field(description="each choice: its options and their reasons")
    claims: list[ReportedClaim]
    quantities: dict[str, Side]
    checks: list[CheckForm]
    verdict: ReportedVerdict
    slips: list[Slips] = Field(
        description="for each check that fails as written, or that rounding alone saves: the slips that mend it"
    )
    joint: Joint | None = Field(
        None, description="the smallest joint correction; none where no check is broken, or nothing can be reconciled"
    )
    events: list[ReportedEvent] = Field(
        description="each event of unknown day: its candidates, and the findings under each side by side"
    )
    sources: list[Origin] = Field(description="what the case rests on: each origin once, weakest first")
    reviews: ReportedReviews | None = Field(
        None, description="what reviewers signed, disputed or replaced, and the answer without and with it"
    )
    provenance: dict[str, list[Link]] = Field(
        description="each quantity: what it is made of, down to quotations, rows and reasons"
    )
