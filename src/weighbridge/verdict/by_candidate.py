"""What follows from each candidate day of an event: the findings side by side, each candidate run by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from ..base import Strict
from ..checks import Finding
from ..report import sentences
from ..text import Event, PassedOver, weekday, words
from .results import CheckResult


class UnderCandidate(Strict):
    """What one check says under one candidate: as written otherwise, and over all other fair choices."""

    check: str
    finding: Finding
    counts: dict[str, int] = Field(description="how often each outcome came out over all other fair choices")


class CandidateDay(Strict):
    """One candidate with its findings; a check that does not depend on the day is left out."""

    name: str
    date: str
    weekday: str
    reason: str
    sources: list[str]
    facts: list[str]
    preferred: bool
    outcomes: list[UnderCandidate]


class EventResult(Strict):
    """An event, its candidates side by side, and the days that were considered and not run."""

    name: str
    question: str
    quote: str | None
    candidates: list[CandidateDay]
    passed_over: dict[str, PassedOver]


def compare(events: Mapping[str, Event], checks: Sequence[CheckResult]) -> list[EventResult]:
    """Every event with the findings under each of its candidates."""
    return [_event(name, event, checks) for name, event in events.items()]


def _event(name: str, event: Event, checks: Sequence[CheckResult]) -> EventResult:
    days = [
        CandidateDay(
            name=option,
            date=candidate.date,
            weekday=candidate.weekday,
            reason=candidate.reason,
            sources=candidate.sources,
            facts=candidate.facts,
            preferred=candidate.preferred,
            outcomes=[outcome for check in checks for outcome in _outcomes(check, name, option)],
        )
        for option, candidate in event.candidates.items()
    ]
    quote = event.quote.exact if event.quote else None
    return EventResult(
        name=name, question=event.question, quote=quote, candidates=days, passed_over=dict(event.passed_over)
    )


def _outcomes(check: CheckResult, event: str, option: str) -> list[UnderCandidate]:
    """The finding that differs from the case as written in the day alone; empty where the day plays no part."""
    for finding in check.findings:
        if finding.choices.get(event) == option and finding.changed in (None, event):
            under = [c.outcome for c in check.combinations if c.choices.get(event) == option]
            return [UnderCandidate(check=check.name, finding=finding, counts=dict(Counter(under)))]
    return []


def candidate_rows(result: EventResult) -> list[dict[str, Any]]:
    """The findings side by side: a row for each check and candidate, in the order of the checks."""
    found = [
        (outcome.check, day, outcome.finding, outcome.counts) for day in result.candidates for outcome in day.outcomes
    ]
    order = list(dict.fromkeys(check for check, *_ in found))
    return [_row(*one) for one in sorted(found, key=lambda one: order.index(one[0]))]


def _row(check: str, day: CandidateDay, finding: Finding, counts: Mapping[str, int]) -> dict[str, Any]:
    stated, computed = sentences.both_sides(finding)
    tail = finding.tail_probability
    return {
        "check": check,
        "candidate": day.name,
        "weekday": weekday(day.date),
        "stated": stated,
        "computed": computed,
        "tail probability": words.percent(tail) if tail else "",
        "outcome": finding.outcome,
        "over all other choices": ", ".join(f"{outcome} in {count}" for outcome, count in counts.items()),
    }
