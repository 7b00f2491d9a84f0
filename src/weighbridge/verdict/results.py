"""What checks come to over all combinations of fair choices, and the verdict on a claim or on the article."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..base import Looked
from ..checks import Figure, Finding, Outcome, Reach, Side
from ..graph import Comparison, Kind
from ..what_if import JointLeaning, Swung
from .ranges import Overall, Range
from .tally import Tally


def taken_words(choices: Mapping[str, str]) -> str:
    """Options of choices, as they are named in the case.

    >>> taken_words({"market": "yard"}), taken_words({})
    ('with market “yard”', 'as written')
    """
    return "with " + ", ".join(f"{name} “{option}”" for name, option in choices.items()) if choices else "as written"


@dataclass(frozen=True, repr=False)
class Combination:
    """The outcome under one combination of the choices that reach the check.

    ``left_open`` are the outcomes between which the draws do not decide, the better first; none where the tail
    probability is resolved from every threshold. ``compared`` is what the check compares there: two combinations of
    which that is the same are one way to read the article; none where that is not known. ``find_tail`` finds the tail
    probability, where the check asks for one, ``find_reach`` for which multiples of the stated value it would hold, and
    ``find_sides`` both sides, when these are asked for.
    """

    choices: dict[str, str]
    outcome: Outcome
    find_tail: Callable[[], Figure | None] = field(default=lambda: None, compare=False)
    find_reach: Callable[[], Reach] = field(default=Reach, compare=False)
    left_open: tuple[Outcome, ...] = ()
    find_sides: Callable[[], tuple[Side, Side] | None] = field(default=lambda: None, compare=False)
    compared: Hashable = field(default=None, compare=False)

    @property
    def may_be(self) -> tuple[Outcome, ...]:
        """The outcomes that the draws leave open, the better first; its own alone, where they leave none open."""
        return self.left_open or (self.outcome,)

    @property
    def on_the_line(self) -> bool:
        """Whether the draws do not resolve on which side of a threshold its tail probability lies."""
        return len(self.may_be) > 1

    @property
    def way(self) -> Hashable:
        """What makes it one way to read the article: what it compares; its own choices where that is not known."""
        return tuple(self.choices.items()) if self.compared is None else self.compared

    @property
    def tail_probability(self) -> Figure | None:
        """The tail probability, the most that it can be; none where the check asks for none."""
        return self.find_tail()

    @property
    def reach(self) -> Reach:
        """For which multiples of the stated value the check would hold, and the middle of the computed side."""
        return self.find_reach()

    def __repr__(self) -> str:
        return f"{self.outcome}, {taken_words(self.choices)}"

    @property
    def sides(self) -> tuple[Side, Side] | None:
        """The stated and the computed side."""
        return self.find_sides()


@dataclass(frozen=True)
class AsRead:
    """A check as the article is read, without the other ways to read it: known long before all these are weighed.

    ``scale`` is how many of the stated side's unit one of the computed side's is, as in ``CheckResult``.
    """

    question: str
    kind: Kind
    relation: Comparison
    scale: float | None
    reference: Finding


@dataclass(frozen=True)
class Way:
    """Of which way to read an article a finding is: what is known of it before it is made.

    Attributes:
        choices: the option of each choice that reaches the check.
        changed: the choice in which it differs from the case as written; none for that itself.
        ruled_out: why it does not count; none where it does.
    """

    choices: Mapping[str, str]
    changed: str | None
    ruled_out: str | None


@dataclass(frozen=True, repr=False)
class CheckResult:
    """A check with its findings: the reference first, then each single change from it.

    ``range`` is how it comes out over all combinations in which it can tell; ``may_be_silent`` where it cannot tell in
    some of the others. ``turned_by`` are the choices that turn the outcome of the case as written by themselves,
    ``depends_on`` every choice that turns it, by itself or together with others. ``premise`` says why a check is the
    analyst's own and counts towards no verdict. ``scale`` is how many of the stated side's unit one of the computed
    side's is; none where things are counted of which the stated number is a share or a mean. Findings are made when
    they are asked for, and so is what it leans on.
    """

    name: str
    question: str
    kind: Kind
    relation: Comparison
    claims: list[str]
    findings: Sequence[Finding]
    combinations: list[Combination]
    range: Range
    may_be_silent: bool
    turned_by: list[str]
    depends_on: list[str]
    premise: str | None = None
    scale: float | None = 1.0
    tally: Tally | None = None
    find_leaning: Callable[[], list[Swung]] = field(default=list, compare=False)
    find_joint_move: Callable[[], JointLeaning | None] = field(default=lambda: None, compare=False)
    find_leaning_under_options: Callable[[], list[JointLeaning]] = field(default=list, compare=False)
    ways: Sequence[Way] = field(default=(), compare=False)

    def __repr__(self) -> str:
        return f"{self.name}: {self.outcome}"

    def where(self, holds: Callable[[Way | Finding], bool]) -> list[int]:
        """The places of its findings that are of such ways to read the article; no finding is made for it."""
        return [place for place, way in enumerate(self.ways or self.findings) if holds(way)]

    @property
    def outcome(self) -> Overall:
        """What it comes to over all fair choices, or ``DEPENDS``."""
        return self.range.overall

    @property
    def leans_on(self) -> list[Swung]:
        """The inputs of judgement of which the outcome turns where they might fairly lie, all else as written."""
        return self.find_leaning()

    @property
    def leans_jointly(self) -> JointLeaning | None:
        """The joint move of inputs of judgement that changes the outcome, where none of them does so by itself."""
        return None if self.leans_on else self.joint_move

    @property
    def joint_move(self) -> JointLeaning | None:
        """The smallest move of all inputs of judgement together that changes the outcome; None where none does."""
        return self.find_joint_move()

    @property
    def leans_under_options(self) -> list[JointLeaning]:
        """The options under which it rests on judgement otherwise than as written: on other numbers, or on none."""
        return self.find_leaning_under_options()

    @property
    def reference(self) -> Finding:
        """The finding for the case as written."""
        return self.findings[0]

    @property
    def turned_jointly(self) -> list[str]:
        """The choices that turn the outcome only together with others."""
        return [choice for choice in self.depends_on if choice not in self.turned_by]


@dataclass(frozen=True)
class Agreement:
    """Relations among the article's own numbers, taken together: does one set of values satisfy all of them at once?

    Attributes:
        checks: the checks of kind *agrees* that share numbers.
        claims: those numbers.
        combinations: the outcome of all of them at once under each combination of the choices that reach them.
        alone: the worst outcome of any of the checks by itself in each combination.
        tally: how many combinations there are, and how they come out, where not all are listed.
    """

    checks: tuple[str, ...]
    claims: tuple[str, ...]
    combinations: list[Combination]
    alone: list[Outcome]
    tally: Tally | None = None

    @property
    def adds(self) -> bool:
        """Whether the relations do not fit together somewhere where each of them does by itself."""
        pairs = zip(self.combinations, self.alone, strict=True)
        return any(one.outcome == Outcome.FAILS != alone for one, alone in pairs)


class Question(StrEnum):
    """What the rule for a verdict asks, in its order; the last asks nothing more."""

    FAILING = "failing"
    APART = "apart"
    TURNING = "turning"
    STRAINING = "straining"
    SILENT = "silent"
    ROUNDING = "rounding"
    NOTHING_MORE = "nothing more"


@dataclass(frozen=True)
class RuleStep:
    """One step of the rule for a verdict: what it asks, the checks of which that is so, and whether it decides."""

    asks: Question
    found: tuple[str, ...]
    decides: bool


@dataclass(frozen=True)
class Verdict:
    """A verdict on a claim, or on the article where it names none, with the steps of the rule to the one that decides.

    ``range`` is how badly the checks come out at worst under one combination of all choices: as written, where that is
    best, and where it is worst. ``together`` are relations that fail only when they are asked for at once.
    ``turned_by`` are the choices that turn a check by themselves, ``depends_on`` those and the ones that do so together
    with others. ``looked`` says how many combinations of all choices that turn something were looked at, where that was
    not all: then there may be a better one. ``is_sampled`` where of a check only some combinations were looked at.
    """

    claim: str | None
    range: Range
    turned_by: list[str]
    depends_on: list[str]
    checks: list[str]
    rule: list[RuleStep]
    together: tuple[Agreement, ...] = ()
    looked: Looked | None = None
    is_sampled: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out that might change it."""
        return self.looked is None and not self.is_sampled

    @property
    def outcome(self) -> Overall:
        """What it comes to over all fair choices, or ``DEPENDS``."""
        return self.range.overall
