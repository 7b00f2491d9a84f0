"""Results for reading: a table for a terminal, tables and HTML for a notebook.

Each library for showing is imported where it is used, so that a program that wants JSON pays for none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..casefile import CaseText
from ..checks import Accounts, Finding, Side
from ..evidence import Row
from ..graph import Model, Role
from ..text import weekday, words
from ..verdict import specifications
from . import sentences
from .forms import CandidateDay, ReportedCheck, ReportedEvent, ReportedFinding, ReportedVerdict

if TYPE_CHECKING:
    import pandas as pd


def quantity_line(side: Side) -> str:
    """A quantity in one line: ``load: 50 tonne/truck (45.6 to 55.1 with hedges)``."""
    return f"{side.name}: {sentences.side(side)}"


def reading(finding: Finding) -> str:
    """Under what a finding was made: as written, or the one choice in which it differs."""
    return "as written" if finding.changed is None else f"{finding.changed}: {finding.choices[finding.changed]}"


def finding_row(check: ReportedCheck, finding: Finding) -> dict[str, Any]:
    """One finding as a row of text."""
    stated, computed = sentences.both_sides(finding)
    tail = finding.tail_probability
    return {
        "check": check.name,
        "kind": check.kind,
        "reading": reading(finding),
        "stated": stated,
        "computed": computed,
        "tail probability": words.percent(tail) if tail else "",
        "flips": sentences.flips_in_words(finding.flips, finding.stated.unit),
        "outcome": finding.outcome + (" (ruled out)" if finding.ruled_out else ""),
    }


def findings_frame(checks: Sequence[ReportedCheck]) -> pd.DataFrame:
    """Every finding, a row each: the case as written, then each single change from it."""
    import pandas as pd

    return pd.DataFrame([finding_row(check, finding) for check in checks for finding in check.findings])


def mixes_frame(check: ReportedCheck) -> pd.DataFrame:
    """The extent of each part of the mixes that give the stated value, in percent."""
    import pandas as pd

    rows = []
    for finding in check.findings:
        ends = finding.region.extent if finding.region else {}
        shares = {part: words.span((100 * low, 100 * high), "%") for part, (low, high) in ends.items()}
        rows.append({"reading": reading(finding), **shares, "outcome": finding.outcome})
    return pd.DataFrame(rows)


def frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows of text as a DataFrame."""
    import pandas as pd

    return pd.DataFrame(rows)


def severity_frame(checks: Sequence[ReportedCheck]) -> pd.DataFrame:
    """What each check would have said at other stated values, for the case as written."""
    import pandas as pd

    return pd.DataFrame([sentences.severity_row(check.name, check.reference) for check in checks])


def budget_frame(accounts: Accounts) -> pd.DataFrame:
    """A budget, a row for each input, the one that matters most first."""
    import pandas as pd

    return pd.DataFrame(sentences.budget_rows(accounts))


def rule_rows(verdict: ReportedVerdict) -> list[dict[str, Any]]:
    """The rule for a verdict, a row for each step, as far as the one that decides."""
    return [
        {"step": step, "asks": one.asks, "found": one.found, "decides": verdict.outcome if one.decides else ""}
        for step, one in enumerate(verdict.rule, start=1)
    ]


def candidate_rows(event: ReportedEvent) -> list[dict[str, Any]]:
    """The findings under each candidate day, side by side: a row for each check and candidate, in order of checks."""
    found = [(one.check, day, one.finding, one.counts) for day in event.candidates for one in day.outcomes]
    order = list(dict.fromkeys(check for check, *_ in found))
    return [_candidate_row(*one) for one in sorted(found, key=lambda one: order.index(one[0]))]


def _candidate_row(
    check: str, day: CandidateDay, finding: ReportedFinding, counts: Mapping[str, int]
) -> dict[str, Any]:
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


def candidates_frame(event: ReportedEvent) -> pd.DataFrame:
    """The same as a DataFrame."""
    return frame(candidate_rows(event))


def combination_rows(checks: Sequence[ReportedCheck]) -> list[dict[str, Any]]:
    """Every combination of fair choices that was run, a row each, with its outcome."""
    return [
        {
            "check": check.name,
            **combination.choices,
            "outcome": combination.outcome,
            "tail probability": combination.tail_probability.value if combination.tail_probability else None,
            **specifications.reach_row(combination),
        }
        for check in checks
        for combination in check.combinations
    ]


def combinations_frame(checks: Sequence[ReportedCheck]) -> pd.DataFrame:
    """The same as a DataFrame."""
    import pandas as pd

    return pd.DataFrame(combination_rows(checks))


def _cells(check: ReportedCheck, quotes: dict[str, str]) -> Iterator[str]:
    finding = check.reference
    stated, computed = sentences.both_sides(finding)
    yield "; ".join(f"{name}: “{quotes[name]}”" for name in check.claims if name in quotes)
    yield f"{check.question} ({check.kind})"
    yield stated
    tail = finding.tail_probability
    yield computed + (f"; tail probability {words.percent(tail)}" if tail else "")
    yield sentences.flips_in_words(finding.flips, finding.stated.unit)
    yield check.outcome


def versions_frame(text: CaseText) -> pd.DataFrame:
    """Each claim as the article has it, and as other texts and languages have it, a row each."""
    import pandas as pd

    language, source = text.article.language, text.article.source or ""
    english = [(name, language, source, claim.quote.exact, "") for name, claim in text.claims.items()]
    others = [(n, e.language, e.source, e.exact, e.meaning) for n, c in text.claims.items() for e in c.elsewhere]
    return pd.DataFrame(english + others, columns=["claim", "language", "source", "words", "meaning"])


def hedges_frame(text: CaseText, model: Model) -> pd.DataFrame:
    """What the hedge of each claim allows, under both widths, and who says so, a row each."""
    import pandas as pd

    found = []
    for name in text.claims:
        leaves = [model.node(leaf, model.reference) for leaf in model.leaves(name, model.reference)]
        figures = [figure for leaf in leaves for figure in leaf.figures if figure.role is Role.HEDGE]
        for allowed in figures:
            who = ", ".join(allowed.sources) or "no source"
            found.append((name, allowed.cue, allowed.text, who, allowed.reason or ""))
    return pd.DataFrame(found, columns=["claim", "taken as", "allows", "measured by", "our choice"])


def as_frame(told: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows of text as a DataFrame."""
    import pandas as pd

    return pd.DataFrame(told)


def evidence_frame(as_frame: Sequence[Row]) -> pd.DataFrame:
    """The rows of a table of evidence, numbers as numbers."""
    import pandas as pd

    return pd.DataFrame([row.cells for row in as_frame]).apply(numbers)


def numbers(column: pd.Series) -> pd.Series:
    """A column of text as numbers, where every cell is one; else as it was, so that a gap stays a gap."""
    import pandas as pd

    converted = pd.to_numeric(column, errors="coerce")
    return converted if converted.notna().all() else column
