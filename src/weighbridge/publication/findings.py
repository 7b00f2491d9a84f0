"""What each check found under each way to read the article, a row each: both sides, how far off, how probable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..answers import BADGES
from ..checks import Finding
from ..report import ReportedCheck, compared
from ..text import Names
from .table import Rows

POINTS = "percentage_point"  # of which a difference of shares is one
SHARES = ("percent", "%", POINTS)
DRAWN_DIGITS = 2  # of what is drawn, in print


def finding_rows(checks: Sequence[ReportedCheck], names: Names) -> Rows:
    """A row for each check as written, then for each single change from it; by its columns ``FINDINGS``."""
    return [_row(check, finding, names) for check in checks for finding in check.findings]


def print_digits(checks: Sequence[ReportedCheck]) -> list[dict[str, int]]:
    """For each row the digits in print of what is drawn, by column; what is written has its own."""
    drawn = {f"computed{end}": DRAWN_DIGITS for end in ("", "_low", "_high")}
    return [
        {**({} if finding.computed.as_written else drawn), "ratio": DRAWN_DIGITS}
        for check in checks
        for finding in check.findings
    ]


def _row(check: ReportedCheck, finding: Finding, names: Names) -> dict[str, Any]:
    numbers = compared(check.check, (finding.stated, finding.computed), finding.tail_probability, finding.nearest)
    numbers = {name.replace(" ", "_"): number for name, number in numbers.items()}
    choice = finding.changed or ""
    option = finding.choices[choice] if choice else ""
    unit, tail = finding.stated.unit, finding.tail_probability
    return {
        "check": check.name,
        "question": check.figures.question,
        "kind": str(check.kind),
        "choice": choice,
        "option": option,
        "reading": _reading(names.option(choice, option) if choice else "", finding.ruled_out is not None),
        "is_ruled_out": finding.ruled_out is not None,
        "is_premise": check.premise is not None,
        "outcome": str(finding.outcome),
        **numbers,
        "difference_unit": "" if numbers["difference_low"] is None else POINTS if unit in SHARES else unit,
        "tail_uncertainty": tail.numerical_uncertainty if tail else None,
        "verdict": str(BADGES[finding.outcome]),
    }


def _reading(option: str, is_ruled_out: bool) -> str:
    """How the article is read, and whether that counts: who reads a row alone must not take it for a finding."""
    if not option:
        return "as we read the article"
    return f"if {option} (looked at, not counted)" if is_ruled_out else f"if {option}"
