"""A first look as plain text, as Markdown and as HTML: the same sections, in the same words."""

from __future__ import annotations

from pathlib import Path

from ..base import rendered, visible
from . import sentences
from .results import Found
from .rows import compared_rows, implied_rows, quantity_rows
from .sections import OPEN, pieces, sections, summary

TEMPLATE = Path(__file__).with_name("templates") / "first_look.html"
OPENS, CLOSES = "[", "]"  # around a quantity, where there is no colour


def plain_text(look: Found) -> str:
    """The first look as text, a paragraph a line."""
    lines = [marked(look), "", summary(look)]
    for section in sections(look):
        lines += ["", section.title]
        for entry in section.entries:
            lines += [f"- {entry.head}", *(f"  {more}" for more in entry.more)]
    return visible("\n".join([*lines, "", sentences.FIRST_LOOK]))


def marked(look: Found) -> str:
    """The passage in one line, with brackets around its quantities."""
    text = "".join(words if place is None else f"{OPENS}{words}{CLOSES}" for words, place in pieces(look))
    return visible(" ".join(text.split()), lines=False)


def markdown(look: Found) -> str:
    """The first look as Markdown: quantities in bold; nothing of the passage acts as markup."""
    from ..report import plain

    words = "".join(plain(text) if place is None else f"**{plain(text)}**" for text, place in pieces(look))
    parts = [f"> {words}", plain(summary(look))]
    for section in sections(look):
        lines = [f"**{plain(section.title)}**", ""]
        for entry in section.entries:
            lines += [f"- {plain(entry.head)}", *(f"  {plain(more)}" for more in entry.more)]
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, plain(sentences.FIRST_LOOK)])


def html(look: Found) -> str:
    """The first look as HTML for a notebook: the passage with its quantities marked, and its tables."""
    return rendered(
        TEMPLATE,
        pieces=pieces(look),
        language=look.mentions.language,
        summary=summary(look),
        quantities=quantity_rows(look),
        implied=implied_rows(look),
        compared=compared_rows(look),
        open=next((one.entries for one in sections(look) if one.title == OPEN), ()),
        closing=sentences.FIRST_LOOK,
    )
