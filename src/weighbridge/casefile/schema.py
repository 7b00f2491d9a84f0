"""The sections of a case file, and the keys that each may have."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from ..base import Listed, RemediedError, Strict
from ..evidence import Evidence
from ..graph import Check, Correlation
from ..text import Article, Called, Claim, DeclaredUnit, Event
from ..uncertainty import KINDS
from .comparisons import TableComparison
from .losses import Loss

ASSUMPTION_KINDS = (*KINDS, "discrete", "empirical", "composition")


class End(Strict):
    """A number of an assumption: a value, or the name of evidence; with its own sources or its own reason."""

    value: str | None = None
    evidence: str | None = None
    sources: Listed = Field(default_factory=list)
    reason: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _one_form(self) -> End:
        if (self.value is None) == (self.evidence is None):
            remedy = "write `{value: 50 tonne, reason: ...}` or `{evidence: NAME}`"
            raise RemediedError("a parameter has either `value` or `evidence`", remedy)
        return self


class FairRange(Strict):
    """Between which values a judged number might as well have been put."""

    low: End
    high: End


class Parameter(End):
    """One parameter of a distribution; ``fair`` says that it was judged, and how far else it might lie."""

    fair: FairRange | None = None


class Weighted(Strict):
    """One value of a discrete distribution."""

    value: str
    weight: str
    sources: Listed = Field(default_factory=list)
    reason: str | None = None


class Column(Strict):
    """The rows of a table's column that an empirical distribution is made of."""

    table: str
    column: str
    where: dict[str, str] = Field(default_factory=dict)


class Part(Strict):
    """A part of a composition: the bounds of its share, or its mean share."""

    low: Parameter | None = None
    high: Parameter | None = None
    mean: Parameter | None = None


class Composed(Strict):
    """A composition: named parts whose shares sum to one."""

    parts: dict[str, Part] = Field(min_length=2, max_length=8)
    concentration: Parameter | None = None


class SupportedShape(Strict):
    """What supports the shape of a distribution, and not its parameters alone: then the shape is no choice."""

    sources: list[str] = Field(min_length=1)
    reason: str | None = None


class Assumption(Strict):
    """A quantity that had to be judged: of what, with which distribution, and why."""

    of: str
    reason: str | None = None
    shape: SupportedShape | None = None
    fixed: dict[str, Parameter] | None = None
    uniform: dict[str, Parameter] | None = None
    triangular: dict[str, Parameter] | None = None
    pert: dict[str, Parameter] | None = None
    normal: dict[str, Parameter] | None = None
    lognormal: dict[str, Parameter] | None = None
    student_t: dict[str, Parameter] | None = None
    discrete: list[Weighted] | None = None
    empirical: Column | None = None
    composition: Composed | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Assumption:
        given = [kind for kind in ASSUMPTION_KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            found = " and ".join(f"`{kind}`" for kind in given) or "none"
            known = ", ".join(ASSUMPTION_KINDS)
            remedy = f"write one of {known}, as in `fixed: {{value: {{value: 50 tonne, reason: ...}}}}`"
            raise RemediedError(f"an assumption has one distribution, found {found}", remedy)
        return self

    @property
    def kind(self) -> str:
        """The name of its distribution."""
        return next(kind for kind in ASSUMPTION_KINDS if getattr(self, kind) is not None)


def evidence_of(assumption: Assumption) -> list[str]:
    """The names of the evidence that an assumption's parameters are taken from."""
    given = getattr(assumption, assumption.kind)
    if isinstance(given, Composed):
        figures = [figure for part in given.parts.values() for figure in (part.low, part.high, part.mean)]
        return [figure.evidence for figure in (*figures, given.concentration) if figure and figure.evidence]
    if isinstance(given, dict):
        return [figure.evidence for figure in given.values() if figure.evidence]
    return []


class Formula(Strict):
    """A relation between quantities; ``of`` says what a random result is a distribution of."""

    expression: str
    unit: str
    of: str | None = None
    reason: str | None = None


class Option(Strict):
    """One option: what it sets, and why it is fair. The option that sets nothing is the case as written.

    ``ruled_out`` says why it does not count: as a reading that is ruled out, it is run and shown.
    """

    reason: str
    sources: Listed = Field(default_factory=list)
    ruled_out: str | None = None
    set: dict[str, Any] = Field(default_factory=dict)


class Alternative(Strict):
    """Fair definitions of which the case can be written with only one."""

    question: str
    options: dict[str, Option] = Field(min_length=2)

    @model_validator(mode="after")
    def _as_written(self) -> Alternative:
        bare = [name for name, option in self.options.items() if not option.set]
        if len(bare) != 1:
            raise ValueError(f"exactly one option sets nothing and stands for the case as written, found {len(bare)}")
        if self.options[bare[0]].ruled_out:
            raise ValueError(f"the option `{bare[0]}` is the case as written, and is ruled out")
        return self

    @property
    def as_written(self) -> str:
        """The option that sets nothing."""
        return next(name for name, option in self.options.items() if not option.set)


SECTIONS: dict[str, type[Strict]] = {
    "units": DeclaredUnit,
    "words": Called,
    "claims": Claim,
    "evidence": Evidence,
    "assumptions": Assumption,
    "formulas": Formula,
    "correlations": Correlation,
    "checks": Check,
    "alternatives": Alternative,
    "events": Event,
    "comparisons": TableComparison,
    "losses": Loss,
}
QUANTITIES = ("claims", "evidence", "assumptions", "formulas")
HEAD = {"title": str, "article": Article, "summary": str, "not_known": list}
