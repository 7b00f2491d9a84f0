"""What follows from each candidate day of an event: the findings side by side, each candidate run by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..checks import Finding, Outcome
from .results import CheckResult


@dataclass(frozen=True)
class UnderCandidate:
    """What one check says under one candidate: as written otherwise, and how often each over all other fair choices."""

    check: str
    finding: Finding
    counts: dict[Outcome, int]


def under_candidate(checks: Sequence[CheckResult], event: str, option: str) -> Iterator[UnderCandidate]:
    """The findings that differ from the case as written in the day alone; none of a check that does not rest on it."""
    for check in checks:
        if alone := check.where(lambda way: way.choices.get(event) == option and way.changed in (None, event)):
            under = [c.outcome for c in check.combinations if c.choices.get(event) == option]
            yield UnderCandidate(check.name, check.findings[alone[0]], dict(Counter(under)))
