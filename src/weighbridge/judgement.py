"""What is judged of all numbers together, in its JSON form: turns, slips, corrections, the steps of a rule."""

from __future__ import annotations

from pydantic import Field

from .figure import Figure
from .strict import Strict


class Turned(Strict):
    """A value of an input at which the outcome of a check turns, and the outcome below and above it."""

    at: Figure
    below: str
    above: str


class Swung(Strict):
    """What one input does to a check, all else as it is; values are in the unit of the input."""

    input: str = Field(description="its name, as `--set` knows it")
    about: str
    unit: str
    value: float
    support: str = Field(description="what stands behind it: quotation, source, weak source or judgement")
    fair: tuple[float, float] | None = Field(None, description="where it might fairly lie; none for one with a source")
    fair_declared: bool = Field(False, description="whether the case says so; else it is half to twice the value")
    outcome: str = Field(description="at its value, by the draws and bounds alone")
    turns: list[Turned]
    looked: tuple[float, float] = Field(description="between which values turns were looked for")

    @property
    def fair_turns(self) -> list[Turned]:
        """The turns that lie where the input might fairly lie."""
        return [turn for turn in self.turns if self.fair and self.fair[0] <= turn.at.value <= self.fair[1]]


class Mend(Strict):
    """A slip after which a check that failed does not, and what every check would then say."""

    slip: str = Field(description="its name in the table of slips")
    number: str
    change: str
    says: str
    outcomes: dict[str, str]

    @property
    def failing(self) -> list[str]:
        """The checks that would still fail, or fail then."""
        return [check for check, outcome in self.outcomes.items() if outcome == "fails"]


class Slips(Strict):
    """The slips that mend a failing check, and how many were tried."""

    check: str
    tried: int
    mends: list[Mend]
    from_outside: list[str] = Field(description="the checks that rest on more than the article's own numbers")
    sentence: str

    def __str__(self) -> str:
        return self.sentence

    __repr__ = __str__


class Corrected(Strict):
    """One number in the smallest joint correction, in its own unit."""

    number: str
    unit: str
    stated: float
    room: str = Field(description="what lets it lie elsewhere: hedge, rounding, or range (taken by its middle)")
    corrected: float | None
    width: tuple[float, float] = Field(description="what its hedge, its rounding or its range permits")
    spread: float = Field(description="the standard deviation of its logarithm over that width: the less, the heavier")
    shift: float | None = Field(description="by how many spreads its logarithm moves")


class Lenient(Strict):
    """Whether the numbers fit within the generous room of their words, and which may be off."""

    meet: bool
    stretch: float | None
    suspects: list[str]


class Joint(Strict):
    """The smallest joint correction that lets all numbers fit each other and the evidence."""

    numbers: list[Corrected]
    objective: float | None = Field(description="the sum of the squared shifts, the least there is; none where none is")
    meet: bool = Field(description="whether they fit within what rounding and hedges permit")
    binding: list[str] = Field(description="the checks that keep the numbers from where they stand")
    stretch: float | None = Field(
        description="how many times as wide all hedges would have to be; none if no width will do"
    )
    suspects: list[str] = Field(description="the numbers each of which, left out, lets the others meet")
    left_out: list[str] = Field(description="the checks of whole things, whose demands are no continuous ones")
    unmoved: list[str] = Field(description="numbers not above zero, which have no logarithm and were not moved")
    lenient: Lenient | None = Field(None, description="the same by the room that a lenient reader allows")
    sentence: str

    def __str__(self) -> str:
        return self.sentence

    __repr__ = __str__


class Rule(Strict):
    """One step of the rule for a verdict: what it asks, what was found, and whether it decides."""

    asks: str
    found: str
    decides: bool


class Solved(Strict):
    """What one number would have to be for a formula to be what is wanted, in the number's unit."""

    formula: str
    unknown: str
    wanted: str
    unit: str
    as_written: list[tuple[float, float]] = Field(
        description="with all else as written; nothing where something is drawn"
    )
    bounds: list[tuple[float, float]] = Field(description="over all that the rest may be")
    mean: Figure | None = None
    coverage_interval: tuple[Figure, Figure] | None = Field(None, description="95 %, probabilistically symmetric")
    unsolved: Figure | None = Field(None, description="the share of draws in which no value was found")
    several: Figure | None = Field(None, description="the share of draws in which more than one was found")
    looked: tuple[float, float]
    sentence: str = ""

    def __str__(self) -> str:
        return self.sentence

    __repr__ = __str__
