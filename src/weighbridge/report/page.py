"""Results as HTML for a notebook, from the templates beside this module.

Whatever a case says is text and not markup: every value is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import sentences
from .forms import ReportedCheck
from .markup import rendered
from .tables import CHECK_HEADS, check_cells


def quantity_html(lines: Sequence[str], chain: str) -> str:
    """A quantity for a notebook: its figures, and its chain to unfold."""
    return rendered("quantity.html", lines=lines, chain=chain)


def claims_html(title: str, claims: Sequence[tuple[str, str, str]]) -> str:
    """A case for a notebook: its title and what it quotes (name, quotation, values)."""
    return rendered("claims.html", title=title, claims=claims)


def checks_html(checks: Sequence[ReportedCheck], quotes: Mapping[str, str], verdict: str) -> str:
    """The checks as a table for a notebook, each with its sentence, and the verdict above."""
    return rendered("checks.html", **_of_checks(checks, quotes, verdict))


def _of_checks(checks: Sequence[ReportedCheck], quotes: Mapping[str, str], verdict: str) -> dict[str, Any]:
    rows = [(check_cells(check, quotes), check.sentence) for check in checks]
    return {"verdict": verdict, "legend": sentences.LEGEND, "heads": CHECK_HEADS, "rows": rows}
