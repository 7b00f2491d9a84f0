"""Results for reading: a table for a terminal, tables and HTML for a notebook.

Each library for showing is imported where it is used, so that a program that wants JSON pays for none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from . import sentences
from .forms import ReportedCheck, ReportedVerdict
from .tables import _cells

if TYPE_CHECKING:
    pass


def quantity_html(lines: Sequence[str], chain: str) -> str:
    """A quantity for a notebook: its figures, and its chain to unfold."""
    folded = f"<details><summary>where it comes from</summary><pre>{escape(chain)}</pre></details>"
    return f"<div><strong>{'<br>'.join(map(escape, lines))}</strong>{folded}</div>"


def checks_html(checks: Sequence[ReportedCheck], quotes: dict[str, str], verdict: ReportedVerdict) -> str:
    """The checks as a table for a notebook, each with its sentence, and the verdict above."""
    names = ("claims and quotations", "check", "stated", "computed", "where it flips", "outcome")
    heads = "".join(f"<th style='text-align:left'>{name}</th>" for name in names)
    body = "".join(_html_row(check, quotes) for check in checks)
    head = f"<p><strong>{escape(verdict.sentence)}</strong> {escape(sentences.LEGEND)}</p>"
    return f"{head}<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _html_row(check: ReportedCheck, quotes: dict[str, str]) -> str:
    left = "style='text-align:left; vertical-align:top'"
    first = "".join(f"<td {left}>{escape(cell)}</td>" for cell in _cells(check, quotes))
    return f"<tr>{first}</tr><tr><td></td><td colspan='5' {left}><em>{escape(check.sentence)}</em></td></tr>"


def claims_html(title: str, claims: Sequence[tuple[str, str, str]]) -> str:
    """A case for a notebook: its title and what it quotes (name, quotation, values)."""
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>“{escape(quote)}”</td><td>{escape(value)}</td></tr>"
        for name, quote, value in claims
    )
    heads = "<tr><th>claim</th><th>quotation</th><th>value</th></tr>"
    return f"<p><strong>{escape(title)}</strong></p><table>{heads}{rows}</table>"
