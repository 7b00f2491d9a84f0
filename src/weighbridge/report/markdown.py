"""The answer and the figures as Markdown, for an issue, a pull request or an article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from ..answers import Figures
from ..base import ENDED, ISOLATE, isolated, one_shell, reads_from_right, visible
from .change_note import CHANGED
from .summary import Summary

HEADS = ("Question", "Stated", "Computed", "How far off", "Verdict")
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_BLOCK = re.compile(r"^([#>+=-]|\d+(?=[.)]))")  # what would begin a heading, a quotation or a list


def plain(text: str, begins: bool = True) -> str:
    r"""A text that is shown as it stands: no character of it is markup, a mention or a link.

    Args:
        begins: whether it may begin a line, where a number with a full stop would begin a list; a cell does not.

    >>> print(plain("[tons](javascript:alert) <b> @user | 1*2"))
    \[tons\](javascript:alert) &lt;b&gt; &#64;user \| 1\*2
    >>> print(plain("1. of May"), plain("- $5"))
    1\. of May \- \$5
    """
    return _escaped(isolated(visible(text, lines=False)), begins)


def quoted(text: str) -> str:
    """A text in quotation marks, shown as it stands; one from right to left keeps its order as a whole."""
    shown = visible(text, lines=False)
    return f"“{_escaped(f'{ISOLATE}{shown}{ENDED}' if reads_from_right(shown) else isolated(shown))}”"


def _escaped(shown: str, begins: bool = True) -> str:
    safe = _MARKUP.sub(r"\\\1", shown.replace("&", "&amp;"))
    if begins:
        safe = _BLOCK.sub(lambda begin: f"{begin[0]}\\" if begin[0].isdigit() else f"\\{begin[0]}", safe)
    safe = safe.replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
    return safe.replace("://", ":&#47;/").replace("www.", "www&#46;")


def markdown(summary: Summary, command: str, made: str) -> str:
    """The quotation, the answer, the figures, what would change it, its limits, what made it, how to run it again."""
    parts = [
        f"## {plain(summary.title)}",
        _listed(CHANGED, summary.changes),
        f"> {quoted(summary.quotation)}\n>\n> {_article(summary)}",
        f"**{summary.answer.badge.marked}.** **{plain(summary.answer.headline)}** "
        f"{plain(' '.join(summary.answer.sentences))}".strip(),
        f"**What would settle it:** {plain(summary.settles_most)}" if summary.settles_most else "",
        _listed("What follows from the numbers", summary.arithmetic),
        _table(summary.figures),
        _listed("Each number, by its comparisons", [f"“{one.quote}”: {one.answer.badge}" for one in summary.claims]),
        _listed("No check touches", [f"“{quote}”" for quote in summary.untouched]),
        _listed("How strongly the evidence speaks", summary.strength),
        _listed("What would settle it", summary.settles),
        _listed("What would change it", summary.changes_it),
        _listed("What it cannot say", summary.limits),
        _listed("What reviewers say", summary.reviews.sentences if summary.reviews else []),
        f"{plain(made)} Run it again: {code_span(command)}{f' ({told})' if (told := one_shell(command)) else ''}",
    ]
    return "\n\n".join(filter(None, parts))


def _article(summary: Summary) -> str:
    """The title of the article, with a link where there is an address of the web."""
    title, place = plain(summary.article["title"]), summary.place
    if place is None or place.href is None:
        return title
    return f"[{title}](<{place.href}>)"


def _table(rows: Sequence[Figures]) -> str:
    """The figures, a row for each check; nothing where there is none."""
    if not rows:
        return ""
    lines = []
    for one in rows:
        size = one.size.text if one.size else ""
        lines.append((one.question, one.stated.text, one.computed.text, size, one.badge.marked))
    return markdown_table(HEADS, [map(plain, texts) for texts in lines])


def markdown_table(heads: Sequence[str], rows: Iterable[Iterable[str]], right: Collection[str] = ()) -> str:
    """Rows as a table of Markdown.

    Args:
        rows: cells that are Markdown already.
        right: the heads of columns that stand to the right, as counts do.

    >>> print(markdown_table(("what", "count"), [("trucks", "50")], right=["count"]))
    | what | count |
    | --- | ---: |
    | trucks | 50 |
    """
    rules = ["---:" if head in right else "---" for head in heads]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))


def _listed(title: str, sentences: Sequence[str]) -> str:
    """Sentences as a list below a title; nothing where there is none."""
    lines = [f"- {plain(sentence)}" for sentence in sentences]
    return "\n".join([f"**{title}**", "", *lines]) if lines else ""


def code_span(text: str) -> str:
    """A text in code style, fenced by more backticks than stand in it."""
    shown = visible(text, lines=False)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    space = " " if "`" in shown else ""
    return f"{fence}{space}{shown}{space}{fence}"
