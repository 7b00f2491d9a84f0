"""What checks come to over all combinations of fair choices, and the verdict on a claim or on the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from ..checks import Figure, Finding, Outcome, Reach
from ..graph import Comparison, Kind
from ..what_if import Swung

DEPENDS: Final = "depends"

Overall = Outcome | Literal["depends"]


@dataclass(frozen=True)
class Combination:
    """The outcome under one combination of the choices that reach the check.

    ``left_open`` are the outcomes between which the draws do not decide, the better first; none where the tail
    probability is resolved from every threshold. ``find_reach`` finds for which multiples of the stated value it would
    hold, when that is asked for.
    """

    choices: dict[str, str]
    outcome: Outcome
    tail_probability: Figure | None = None
    find_reach: Callable[[], Reach] = field(default=Reach, compare=False)
    left_open: tuple[Outcome, ...] = ()

    @property
    def may_be(self) -> tuple[Outcome, ...]:
        """The outcomes that the draws leave open, the better first; its own alone, where they leave none open."""
        return self.left_open or (self.outcome,)

    @property
    def on_the_line(self) -> bool:
        """Whether the draws do not resolve on which side of a threshold its tail probability lies."""
        return len(self.may_be) > 1

    @property
    def reach(self) -> Reach:
        """For which multiples of the stated value the check would hold, and the middle of the computed side."""
        return self.find_reach()


@dataclass(frozen=True)
class CheckResult:
    """A check with its findings: the reference first, then each single change from it.

    ``outcome`` is what it comes to over all combinations in which it can tell, or ``DEPENDS``; ``may_be_silent`` where
    it cannot tell in some of the others. ``turned_by`` are the choices that turn the outcome of the case as written by
    themselves, ``depends_on`` every choice that turns it, by itself or together with others. Findings are made when
    they are asked for, and so is what the check leans on.
    """

    name: str
    question: str
    kind: Kind
    relation: Comparison
    claims: list[str]
    findings: Sequence[Finding]
    combinations: list[Combination]
    outcome: Overall
    may_be_silent: bool
    turned_by: list[str]
    depends_on: list[str]
    find_leaning: Callable[[], list[Swung]] = field(default=list, compare=False)

    @property
    def leans_on(self) -> list[Swung]:
        """The inputs of judgement of which the outcome turns where they might fairly lie, all else as written."""
        return self.find_leaning()

    @property
    def reference(self) -> Finding:
        """The finding for the case as written."""
        return self.findings[0]

    @property
    def turned_jointly(self) -> list[str]:
        """The choices that turn the outcome only together with others."""
        return [choice for choice in self.depends_on if choice not in self.turned_by]


class Question(StrEnum):
    """What the rule for a verdict asks, in its order; the last asks nothing more."""

    FAILING = "failing"
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
    """A verdict on a claim, or on the article, with the steps of the rule as far as the one that decides.

    ``turned_by`` are the choices that turn a check by themselves, ``depends_on`` those and the ones that do so together
    with others.
    """

    about: str
    outcome: Overall
    turned_by: list[str]
    depends_on: list[str]
    checks: list[str]
    rule: list[RuleStep]
