"""What an answer holds: findings, the results of checks, verdicts; and their JSON form."""

from __future__ import annotations

from pydantic import Field

from ..base import Strict
from ..checks import Figure, Finding, Reach
from ..what_if import Swung


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


class Rule(Strict):
    """One step of the rule for a verdict: what it asks, what was found, and whether it decides."""

    asks: str
    found: str
    decides: bool
