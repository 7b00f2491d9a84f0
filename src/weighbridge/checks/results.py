"""The result of one check under one combination of choices: its sides, where it flips, its severity, its grounds."""

from __future__ import annotations

import math
from enum import StrEnum

from pydantic import Field

from ..base import Strict
from ..text import significant
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


class Outcome(StrEnum):
    """What a check says of the stated value under one combination of choices."""

    HOLDS = "holds"
    THROUGH_ROUNDING = "holds only through rounding"
    STRAINED = "strained"
    FAILS = "fails"
    CANNOT_TELL = "cannot tell"


STANDS = (Outcome.HOLDS, Outcome.THROUGH_ROUNDING)
OUTCOMES = tuple(Outcome)


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


class Note(StrEnum):
    """What a reader of the figures of a finding has to know besides."""

    NEAR_THRESHOLD = "near a threshold"
    TOO_FEW_DRAWS = "too few draws"
    NO_BUDGET = "no budget"
    REGION_ENCLOSES = "region encloses"
    PART_OF_RANGE = "part of range"


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
