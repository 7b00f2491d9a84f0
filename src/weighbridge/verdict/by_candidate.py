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
        alone = (f for f in check.findings if f.choices.get(event) == option and f.changed in (None, event))
        if (finding := next(alone, None)) is not None:
            under = [c.outcome for c in check.combinations if c.choices.get(event) == option]
            yield UnderCandidate(check.name, finding, dict(Counter(under)))
