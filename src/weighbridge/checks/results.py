"""The result of one check under one combination of choices: its sides, where it flips, its severity, its grounds."""

from __future__ import annotations

import math
from enum import StrEnum

from pydantic import Field

from ..base import Strict, unsaid
from ..text import CalendarUnit, significant, span, with_unit
from ..uncertainty import Estimate


class Figure(Strict):
    """A drawn figure with the half-width of its 95 % interval (Student's t over the randomisations)."""

    value: float
    numerical_uncertainty: float

    @classmethod
    def of(cls, estimate: Estimate, scale: float = 1.0) -> Figure:
        """The estimate in the unit that is ``scale`` root units.

        The uncertainty keeps two digits and the value goes as far (JCGM 100:2008, 7.2.6), so that the interval which
        both make still covers at its rate; for reading, ``str(figure.estimate)`` shows fewer.
        """
        shown = estimate.scaled(1 / scale)
        u = significant(shown.numerical_uncertainty, 2)
        if not u or not math.isfinite(shown.value):
            return cls(value=significant(shown.value), numerical_uncertainty=u)
        return cls(value=round(shown.value, 1 - math.floor(math.log10(u))) + 0.0, numerical_uncertainty=u)

    @property
    def estimate(self) -> Estimate:
        """The figure as an estimate again."""
        return Estimate(self.value, self.numerical_uncertainty)

    def __repr__(self) -> str:
        return str(self.estimate)


class Outcome(StrEnum):
    """What a check says of the stated value under one combination of choices."""

    HOLDS = "holds"
    THROUGH_ROUNDING = "holds only through rounding"
    STRAINED = "strained"
    FAILS = "fails"
    CANNOT_TELL = "cannot tell"


STANDS = (Outcome.HOLDS, Outcome.THROUGH_ROUNDING)
FROM_BEST_TO_WORST = (*STANDS, Outcome.STRAINED, Outcome.FAILS)  # *cannot tell* stands apart
OUTCOMES = tuple(Outcome)


class Side(Strict):
    """One side of a check, in its own unit."""

    name: str
    unit: str
    worded: str | None = Field(None, description="what the article says where it gives a direction and no number")
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

    def __repr__(self) -> str:
        return f"{self.name}: {self._in_words()}"

    def _in_words(self) -> str:
        """Its words, its number as written, its mean and 95 % interval, or its bounds: the first of these it has."""
        if self.worded is not None:
            return f"“{self.worded}”"
        if self.as_written is None and self.mean is not None and self.coverage_interval is not None:
            low, high = self.coverage_interval
            return f"{with_unit(str(self.mean.estimate), self.unit)} ({low.estimate} to {high.estimate} in 95%)"
        ends = self.as_written or self.bounds
        return span(ends, self.unit) if ends else "no ends"


class Flip(Strict):
    """Where the outcome changes when the stated value is multiplied."""

    multiple: Figure
    at: Figure | None = Field(
        None, description="the stated value there; none where a range or no single value is stated"
    )
    below: Outcome
    above: Outcome


class Severity(Strict):
    """What the check would have said at other stated values."""

    at_a_third: Outcome
    at_three_times: Outcome
    at_ten_times: Outcome
    could_have_caught: bool
    same_from: Figure | None = Field(
        None, description="the least multiple of the stated value with the same outcome; none where there is no end"
    )
    same_to: Figure | None = Field(None, description="the greatest multiple with the same outcome")
    step: float | None = Field(
        None,
        description="of a stated value that can be zero, which has no multiples: its size in its unit; a multiple of "
        "1 + k stands for k of them more",
    )


class Error(StrEnum):
    """In which direction a stated number is off."""

    TOO_HIGH = "too high"
    TOO_LOW = "too low"


class Power(Strict):
    """With what probability a check would have caught a number that is off by a factor."""

    factor: float = Field(description="how many times too high or too low the number would have been")
    error: Error
    caught: Figure = Field(description="that it comes out strained or fails")
    failed: Figure = Field(description="that it fails")


class Entry(Strict):
    """One line of a budget: an input, or several that are one composition or move together."""

    inputs: list[str]
    first_order: Figure = Field(description="the share of the variance that it brings by itself")
    total_index: Figure = Field(description="the share of the variance in which it has a part, alone or with others")
    alone: Figure = Field(description="the spread as it varies and all others are averaged out, in the result's unit")
    total: Figure = Field(description="the spread that would be left, on average, if all others became known")
    unsupported: dict[str, list[str]] = Field(description="of each input the parameters that no source supports")


class Accounts(Strict):
    """The budget of a result: which inputs its uncertainty comes from."""

    result: str
    unit: str
    standard_uncertainty: Figure
    entries: list[Entry]


class Convention(Strict):
    """Whether the numbers meet if all of them were shortened in one way; or why that cannot be said."""

    name: str
    stated: tuple[float, float] | None = None
    computed: tuple[float, float] | None = None
    meets: bool | None = None
    reason: str | None = Field(None, description="why nothing can be said")


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


class DaysNeeded(Strict):
    """How many days a month or a year on which a check rests has, and with how many the two sides agree."""

    unit: CalendarUnit
    during: str | None = Field(None, description="the month or year that is meant; none where the case does not say so")
    days: tuple[float, float] = Field(description="the least and the greatest number of days that it may have")
    needed: tuple[float, float] | None = Field(description="between which the sides agree; none where they do nowhere")


class Note(StrEnum):
    """What a reader of the figures of a finding has to know besides."""

    NEAR_THRESHOLD = "near a threshold"
    TOO_FEW_DRAWS = "too few draws"
    NO_BUDGET = "no budget"
    REGION_ENCLOSES = "region encloses"
    PART_OF_RANGE = "part of range"
    OPPOSITE = "opposite direction"
    LOOSE_BOUNDS = "loose bounds"


class Whose(StrEnum):
    """Whose numbers the computed side of a check is made of."""

    ARTICLE = "the article's"
    BOTH = "the article's and ours"
    OURS = "ours"


class Sample(Strict):
    """What a tail probability owes to a table of values: a sample is silent on what lies beyond all of them."""

    inputs: list[str] = Field(description="the samples on which the check rests")
    rows: int = Field(description="how many values the smallest of them has")
    origins: int = Field(description="how many origins these have: rows of one origin are one witness")
    least_tail: float = Field(description="the least tail probability that so many can show")
    tail: tuple[Figure, Figure] = Field(description="between which the tail probability lies (Hill's A(n))")
    too_small: bool = Field(description="whether a threshold lies between these, so that the check cannot tell")


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
    outcome: Outcome
    draws: int | None = Field(None, description="how many draws decide it; none where bounds do")
    tail_probability: Figure | None = Field(None, description="the most that it can be, where it rests on a sample")
    sample: Sample | None = Field(None, description="where the tail probability rests on the values of a table")
    tail_under_any_dependence: tuple[Figure, Figure] | None = Field(
        None, description="the least and the greatest tail, whatever the dependence of two sides that share no input"
    )
    budget: Accounts | None = Field(None, description="of computed less stated, for the case as written")
    conventions: list[Convention] = Field(default_factory=list, description="of a check of kind agrees")
    whose: Whose = Field(Whose.ARTICLE, description="the numbers that the computed side is made of")
    days_needed: list[DaysNeeded] = Field(
        default_factory=list, description="of a check of kind agrees that rests on the length of a month or a year"
    )
    region: Mixes | None = None
    nearest: tuple[float, float] | None = Field(
        None,
        description="of a check of whole things that could have failed: the nearest numbers that they give, at or "
        "below the stated one and at or above it, in its unit",
    )
    flips: list[Flip] = Field(default_factory=list)
    reach: Reach
    severity: Severity
    power: list[Power] | None = Field(
        None,
        description="of a check of kind typical, or possible; none where the case has no distribution of the truth",
    )
    on_the_line: bool = Field(False, description="whether the draws do not resolve on which side of a threshold it is")
    may_be: tuple[Outcome, ...] = Field((), description="the outcomes that the draws leave open, the better first")
    notes: list[Note] = Field(default_factory=list)
    rests_on: list[str]
    weak_sources: dict[str, str] = Field(
        default_factory=dict, description="weak sources on which figures rest that have no better one, and why"
    )
    not_weighed: str | None = Field(
        None,
        exclude_if=unsaid,
        description="why it could not be weighed, as where a side is no number; stands only where it could not",
    )
