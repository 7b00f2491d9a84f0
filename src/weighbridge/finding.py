"""What an answer holds: findings, the results of checks, verdicts; and their JSON form."""

from __future__ import annotations

from pydantic import Field

from .figure import Figure
from .judgement import Rule, Swung
from .strict import Strict

HOLDS = "holds"
THROUGH_ROUNDING = "holds only through rounding"
STRAINED = "strained"
FAILS = "fails"
CANNOT_TELL = "cannot tell"
STANDS = (HOLDS, THROUGH_ROUNDING)
OUTCOMES = (HOLDS, THROUGH_ROUNDING, STRAINED, FAILS, CANNOT_TELL)


class Side(Strict):
    """One side of a check, in its own unit."""

    name: str
    unit: str
    as_written: tuple[float, float] | None = Field(
        None, description="by the numbers as they stand; none where assumptions enter"
    )
    bounds: tuple[float, float] | None = Field(
        None, description="the least and the greatest that it can be; none without ends"
    )
    mean: Figure | None = None
    standard_uncertainty: Figure | None = None
    coverage_interval: tuple[Figure, Figure] | None = Field(None, description="95 %, probabilistically symmetric")
    shortest_interval: tuple[Figure, Figure] | None = Field(None, description="95 %, the shortest there is")
    draws: int | None = Field(None, description="how many draws these figures are made of")
    of: str | None = Field(None, description="what it is a distribution of")


class Flip(Strict):
    """Where the outcome changes when the stated value is multiplied."""

    multiple: Figure
    at: Figure | None = Field(
        None, description="the stated value there; none where a range or no single value is stated"
    )
    below: str
    above: str


class Severity(Strict):
    """What the check would have said at other stated values."""

    at_a_third: str
    at_three_times: str
    at_ten_times: str
    could_have_caught: bool
    same_from: Figure | None = Field(
        None, description="the least multiple of the stated value with the same outcome; none where there is no end"
    )
    same_to: Figure | None = Field(None, description="the greatest multiple with the same outcome")


class Entry(Strict):
    """One line of a budget: an input, or several that are one composition or move together."""

    inputs: list[str]
    first_order: Figure = Field(description="the share of the variance that it brings by itself")
    total_index: Figure = Field(description="the share of the variance in which it has a part, alone or with others")
    alone: Figure = Field(description="the spread as it varies and all others are averaged out, in the result's unit")
    total: Figure = Field(description="the spread that would be left, on average, if all others became known")
    unsupported: list[str] = Field(description="its parameters that no source supports")


class Accounts(Strict):
    """The budget of a result: which inputs its uncertainty comes from."""

    result: str
    unit: str
    standard_uncertainty: Figure
    entries: list[Entry]


class Convention(Strict):
    """Whether the numbers meet if all of them were shortened in one way."""

    name: str
    stated: tuple[float, float]
    computed: tuple[float, float]
    meets: bool


class Mixes(Strict):
    """The region of a composition that gives the stated value."""

    extent: dict[str, tuple[float, float]]
    corners: list[dict[str, float]]
    exact: bool


class Reach(Strict):
    """For which multiples of the stated value a check would hold; the middle of the computed side where it is drawn."""

    holds_from: Figure | None = None
    middle: Figure | None = None
    holds_to: Figure | None = None


class Finding(Strict):
    """The outcome of a check under one combination of choices."""

    check: str
    choices: dict[str, str]
    changed: str | None = Field(
        None, description="the choice in which it differs from the reference; none for the reference itself"
    )
    ruled_out: str | None = Field(None, description="why this reading does not count")
    stated: Side
    computed: Side
    outcome: str
    tail_probability: Figure | None = None
    tail_under_any_dependence: tuple[Figure, Figure] | None = Field(
        None, description="the least and the greatest tail, whatever the dependence of two sides that share no input"
    )
    budget: Accounts | None = Field(None, description="of computed less stated, for the case as written")
    conventions: list[Convention] = Field(default_factory=list, description="of a check of kind agrees")
    region: Mixes | None = None
    flips: list[Flip] = Field(default_factory=list)
    reach: Reach
    severity: Severity
    notes: list[str] = Field(default_factory=list)
    sentence: str
    rests_on: list[str]
    weak_sources: dict[str, str] = Field(
        default_factory=dict, description="weak sources on which figures rest that have no better one, and why"
    )


class Combination(Strict):
    """The outcome under one combination of the choices that reach the check."""

    choices: dict[str, str]
    outcome: str
    tail_probability: Figure | None = None
    reach: Reach = Field(default_factory=Reach)


class CheckResult(Strict):
    """A check with its findings: the reference first, then each single change from it."""

    name: str
    question: str
    kind: str
    relation: str
    claims: list[str]
    findings: list[Finding]
    combinations: list[Combination]
    outcome: str
    turned_by: list[str] = Field(description="the choices that turn the outcome of the case as written by themselves")
    depends_on: list[str] = Field(description="every choice that turns the outcome, by itself or together with others")
    leans_on: list[Swung] = Field(
        default_factory=list,
        description="inputs of judgement: it turns where they might fairly lie, all else as written",
    )
    sentence: str

    @property
    def reference(self) -> Finding:
        """The finding for the case as written."""
        return self.findings[0]


class Verdict(Strict):
    """A verdict on a claim, or on the article, with the steps that led to it."""

    about: str
    outcome: str
    depends_on: list[str]
    checks: list[str]
    steps: list[str]
    rule: list[Rule] = Field(description="the rule, step by step, until one decides")
    sentence: str
