"""Results as HTML for a notebook, from the templates beside this module.

Whatever a case says is text and not markup: every value is escaped. Styles stand in the line, for a notebook that is
not trusted keeps no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..answers import Answer, Badge, Figures, pill
from ..base import Several, rendered
from .change_note import CHANGED

TEMPLATES = Path(__file__).parent / "templates"
Folded = Sequence[tuple[str, Sequence[str]]]  # a title to unfold, and the sentences below it


class FigureTable(Several[Figures]):
    """The figures of several checks, which a notebook shows as a table."""

    def _repr_html_(self) -> str:
        return rendered(TEMPLATES / "figures.html", title="", figures=self, pill=pill)


def quantity_html(lines: Sequence[str], chain: str, latex: str = "") -> str:
    """A quantity: its figures, and its chain to unfold, with its working as mathematics where it has any."""
    return rendered(TEMPLATES / "quantity.html", lines=lines, chain=chain, latex=latex)


def claims_html(title: str, article: str, claims: Sequence[tuple[str, str, str]]) -> str:
    """A case: its title, the article, and what that says (name, quotation, value)."""
    return rendered(TEMPLATES / "claims.html", title=title, article=article, claims=claims)


def answer_html(
    answer: Answer,
    figures: Sequence[Figures],
    folded: Folded,
    title: str = "",
    changes: Sequence[str] = (),
    name: str = "",
) -> str:
    """A short answer, the figures behind it, and everything else to unfold.

    Args:
        title: what is answered, where that is not the whole article.
        changes: what was set for this run.
        name: by which what is answered is explained, where that is not the whole article.
    """
    kept = [(name, [one for one in sentences if one]) for name, sentences in folded]
    return rendered(
        TEMPLATES / "checks.html",
        title=title,
        name=name,
        changed=CHANGED,
        changes=changes,
        answer=answer,
        figures=figures,
        folded=[(name, sentences) for name, sentences in kept if sentences],
        pill=pill,
    )


def finding_html(name: str, badge: Badge, taken: str, sentence: str) -> str:
    """A finding: the name of its check, its verdict, under what it was found, and its sentence."""
    return rendered(TEMPLATES / "finding.html", name=name, badge=badge, taken=taken, sentence=sentence, pill=pill)


def changed_html(
    title: str,
    changes: Sequence[str],
    before: tuple[Answer, Sequence[Figures]],
    now: tuple[Answer, Sequence[Figures]],
) -> str:
    """A case that was changed: what was set, and the answer and the figures before and now."""
    first, second = ({one.check: one for one in figures} for _, figures in (before, now))
    rows = [(one.question, first.get(name), second.get(name)) for name, one in (first | second).items()]
    answers: Mapping[str, Answer] = {"Before": before[0], "Now": now[0]}
    return rendered(TEMPLATES / "changed.html", title=title, changes=changes, answers=answers, rows=rows, pill=pill)
