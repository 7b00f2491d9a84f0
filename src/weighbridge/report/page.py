"""Results as HTML, from the templates beside this module: parts for a notebook, and a whole page.

Whatever a case says is text and not markup: every value is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import sentences
from .forms import ReportedCheck
from .tables import CHECK_HEADS, check_cells

if TYPE_CHECKING:
    from jinja2 import Environment


def quantity_html(lines: Sequence[str], chain: str) -> str:
    """A quantity for a notebook: its figures, and its chain to unfold."""
    return _rendered("quantity.html", lines=lines, chain=chain)


def claims_html(title: str, claims: Sequence[tuple[str, str, str]]) -> str:
    """A case for a notebook: its title and what it quotes (name, quotation, values)."""
    return _rendered("claims.html", title=title, claims=claims)


def checks_html(checks: Sequence[ReportedCheck], quotes: Mapping[str, str], verdict: str) -> str:
    """The checks as a table for a notebook, each with its sentence, and the verdict above."""
    return _rendered("checks.html", **_of_checks(checks, quotes, verdict))


def whole_page(
    title: str,
    article: Mapping[str, str],
    checks: Sequence[ReportedCheck],
    quotes: Mapping[str, str],
    verdict: str,
    mends: Sequence[str],
    steps: Sequence[str],
) -> str:
    """A page that stands by itself: the checks, what is found of all numbers together, and the steps to the verdict."""
    parts = _of_checks(checks, quotes, verdict)
    return _rendered("page.html", title=title, article=article, mends=mends, steps=steps, **parts)


def _of_checks(checks: Sequence[ReportedCheck], quotes: Mapping[str, str], verdict: str) -> dict[str, Any]:
    rows = [(check_cells(check, quotes), check.sentence) for check in checks]
    return {"verdict": verdict, "legend": sentences.LEGEND, "heads": CHECK_HEADS, "rows": rows}


def _rendered(template: str, **values: Any) -> str:
    return _templates().get_template(template).render(values)


@cache
def _templates() -> Environment:
    """The templates; the library is imported with the first of them, so that JSON is had without it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
