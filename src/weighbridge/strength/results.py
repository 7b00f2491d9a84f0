"""How strongly evidence speaks, what would settle it, and what the true value may be, as they are reported: typed."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from ..base import Strict
from ..checks import Error, Figure


class Silence(StrEnum):
    """Why nothing can be given."""

    NO_DISTRIBUTION = "no distribution of the true value"  # a check by bounds, or of the article's numbers alone
    NO_MULTIPLES = "no multiples"  # a number that can be zero is not off by a factor
    DIRECTION = "direction only"  # a rise or a fall without a number
    FEW_DRAWS = "too few draws"  # for a density
    SINGLE_VALUES = "single values"  # a law of a few values, held against an exact number, has no density
    FEW_ROWS = "too few values"  # of a table: one has no spread
    NOT_A_NUMBER = "no number"  # a side cannot be computed under this option
    ALWAYS_THE_SAME = "always the same outcome"  # nothing is to be settled
    SAME_WHERE_LOOKED = "the same outcome wherever it was looked"  # of very many ways some were looked at
    ONE_WAY = "one way to read it"  # there is no choice and no estimate
    EXCLUDED = "evidence and claim exclude each other"  # nothing that is drawn lies near what is claimed


class Basis(StrEnum):
    """What a density is made of."""

    DRAWS = "draws"
    VALUES = "values of a table"  # a predictive distribution, by Student's t on the scale of logarithms


class LikelihoodRatio(Strict):
    """How many times likelier the stated number is if it is right than if it is off by a factor."""

    factor: float = Field(description="how many times too high or too low the number would have been")
    error: Error
    ratio: Figure | None = Field(
        None, description="as stated against off by the factor; none where one of the two has no draws near it"
    )
    least: float = Field(description="the least that it can be, numerical uncertainty and what it is made of included")
    most: float | None = Field(None, description="the most that it can be; none where there is no end")


class Likelihoods(Strict):
    """The likelihood ratios of one check under one combination of choices (I. J. Good 1950)."""

    check: str
    choices: dict[str, str] = Field(description="those in which it differs from the case as written; none for that")
    quantity: str = Field("", description="what is stated, by its name in the case")
    unit: str = ""
    stated: tuple[float, float] | None = Field(None, description="the number as it is written, or its two ends")
    seen: list[Error] = Field(default_factory=list, description="the directions of error that the check looks to")
    basis: Basis | None = None
    draws: int | None = Field(None, description="how many draws the density is made of")
    rows: int | None = Field(None, description="how many values of a table")
    origins: int | None = Field(None, description="how many origins these have: rows of one origin are one witness")
    ratios: list[LikelihoodRatio] = Field(default_factory=list)
    silent: Silence | None = Field(None, description="why there are no ratios")


class LikelihoodRange(Strict):
    """Between which likelihood ratios the ways to read a case lie, for one error."""

    factor: float = Field(description="how many times too high or too low the number would have been")
    error: Error
    least: LikelihoodRatio = Field(description="the ratio that speaks least for the number as stated")
    least_under: dict[str, str] = Field(
        description="the choices that give it: those that differ from the case as written"
    )
    most: LikelihoodRatio
    most_under: dict[str, str]
    moved_by: str | None = Field(
        None, description="the choice without which the range would be narrowest; none where it is no range"
    )


class LikelihoodRanges(Strict):
    """The likelihood ratios of one check over every combination of the options that count."""

    check: str
    quantity: str = ""
    unit: str = ""
    stated: tuple[float, float] | None = None
    seen: list[Error] = Field(default_factory=list)
    ways: int = Field(0, description="how many combinations there are, those that compare the same counted once")
    silent_ways: int = Field(0, description="of how many of these nothing can be given")
    ranges: list[LikelihoodRange] = Field(default_factory=list)
    silent: Silence | None = Field(None, description="why there are none, where no combination has any")


class Settler(Strict):
    """What knowing one thing would settle: a choice, or a number that we judged."""

    name: str = Field(description="a choice, or a number as `--set` knows it")
    is_choice: bool
    about: str | None = Field(None, description="of a number: what it is called for people")
    bits: float = Field(description="how much of the disagreement it would remove on average: mutual information")
    share: float = Field(description="the same as a share of the disagreement that there is with it")
    changes: bool = Field(
        description="whether the outcome depends on it under any setting of the rest; one that does so only together "
        "with others may remove nothing by itself"
    )
    least: float | None = Field(
        None, description="the least that the bits can be, where the draws leave outcomes open; none where they do not"
    )
    most: float | None = Field(None, description="the most that they can be")
    values: list[float] | None = Field(None, description="of a number: the values that it was given, in its unit")
    unit: str | None = Field(None, description="of a number")
    under: dict[str, str] | None = Field(
        None, description="of a number that only one option brings in: the choice and the option"
    )
    worth: float | None = Field(
        None, description="expected value of partial perfect information, where the case gives losses"
    )

    def __repr__(self) -> str:
        return f"{self.name}: {self.bits:.2f} bits, {self.share:.0%} of the disagreement"


class Settling(Strict):
    """How far the ways to read a case disagree on one check, and what would settle it, most first."""

    check: str
    bits: float = Field(description="the entropy of the outcome, all ways to read it alike, in bits")
    ways: int = Field(description="how many ways to read it there are, those that differ in nothing counted once")
    combinations: int = Field(description="how many combinations of options there are, of which the bits are")
    left_open: int = Field(0, description="in how many of these the draws leave open which outcome it is")
    least: float | None = Field(
        None, description="the least that the bits can be, where the draws leave outcomes open; none where they do not"
    )
    most: float | None = Field(None, description="the most that they can be")
    settlers: list[Settler] = Field(default_factory=list)
    not_moved: list[str] = Field(
        default_factory=list, description="judged numbers that cannot be given two values without breaking the case"
    )
    action: str | None = Field(None, description="what costs least on average as things stand, where losses are given")
    worth: float | None = Field(
        None, description="expected value of perfect information on all choices, where the case gives losses"
    )
    silent: Silence | None = None

    def __repr__(self) -> str:
        if self.silent is not None:
            return f"{self.check}: {self.silent}"
        return f"{self.check}: {self.bits:.2f} bits; {'; '.join(map(repr, self.settlers))}"


class TrueValue(Strict):
    """The interval of true values that evidence and claim leave together, at one trust in the source."""

    trust: float = Field(description="the probability that the number is right within its words, before any evidence")
    mistake: str = Field(description="what is assumed of a number that is not right, by its name in `mistakes.csv`")
    still_right: Figure = Field(description="the probability that the number is right, given the evidence")
    median: Figure
    low: Figure = Field(description="2.5 % lie below")
    high: Figure = Field(description="97.5 % lie below")
    reaches: Figure = Field(description="the probability of as much as the least that the words of the claim allow")


class TrueValues(Strict):
    """What was it then? The true value of what a check states, over a grid of trust in the source."""

    check: str
    choices: dict[str, str]
    quantity: str = Field(description="what the check states, by its name in the case")
    unit: str
    stated: float | None = Field(None, description="as it is written; none where that is a range")
    least: float | None = Field(None, description="the least that the words of the claim allow")
    without_the_claim: tuple[Figure, Figure, Figure] | None = Field(
        None, description="2.5, 50 and 97.5 % of the evidence alone"
    )
    basis: Basis | None = None
    rows: int | None = Field(None, description="how many values a table behind it has")
    origins: int | None = Field(None, description="how many origins these have: rows of one origin are one witness")
    by_origins: tuple[float, float] | None = Field(
        None, description="the ends of all intervals together, where rows of one origin count as one value of a table"
    )
    values: list[TrueValue] = Field(default_factory=list)
    excluded: list[str] = Field(
        default_factory=list, description="mistakes with which nothing drawn fits the claim, so that no value is given"
    )
    silent: Silence | None = None
