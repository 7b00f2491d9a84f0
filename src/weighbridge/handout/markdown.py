"""A document as Markdown: everything that the PDF says but the drawings, which are told in words.

``verify --markdown`` is the short one, for an issue or an article; this is the whole report.
"""

from __future__ import annotations

from typing import Any

from ..report import code_span, markdown_table, plain
from .blocks import (
    Block,
    Box,
    Document,
    Drawing,
    Facts,
    Heading,
    Inline,
    Listing,
    Look,
    Paragraph,
    Quotation,
    Run,
    Table,
    plain_text,
)


def markdown(document: Document) -> str:
    """A document as Markdown; no text in it is markup, a mention or a link that was not meant."""
    parts = [f"# {_inline(document.title)}", *(_WRITERS[type(block)](block) for block in document.blocks)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _heading(block: Heading) -> str:
    return f"{'#' * (block.level + 1)} {_inline(block.text)}"


def _paragraph(block: Paragraph) -> str:
    return _inline(block.text)


def _box(block: Box) -> str:
    head = " ".join(filter(None, (_inline(block.verdict), f"**{plain(plain_text(block.headline))}**")))
    return "\n>\n".join(f"> {line}" for line in (head, *map(_inline, block.paragraphs)))


def _quotation(block: Quotation) -> str:
    lines = [f"> {_inline(told)}" for told in block.paragraphs]
    return "\n>\n".join([*lines, f"> {_inline(block.credit)}"] if block.credit else lines)


def _listing(block: Listing) -> str:
    items = ["\n\n  ".join(map(_inline, item)) for item in block.items]
    return "\n".join(f"- {item}" for item in items)


def _facts(block: Facts) -> str:
    return "\n".join(f"- **{plain(plain_text(name))}:** {_inline(told)}" for name, told in block.rows)


def _table(block: Table) -> str:
    rows = [[_inline(cell) for cell in row] for row in block.rows]
    return f"**{plain(plain_text(block.caption))}**\n\n" + markdown_table([_inline(one) for one in block.heads], rows)


def _drawing(block: Drawing) -> str:
    """What a drawing shows; both sides of a question stand below its strip anyway."""
    return "" if block.is_said_beside else f"**{plain(block.alt)}**\n\n{_inline(block.words)}"


def _inline(text: Inline) -> str:
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    if run.look == Look.CODE:
        return code_span(run.text)
    lead, trail = (" " if end.isspace() else "" for end in (run.text[:1], run.text[-1:]))
    words = plain(run.text.strip())
    if not words:
        return lead
    if run.href:
        words = f"[{words}](<{run.href}>)"
    bold = run.look in (Look.STRONG, Look.NUMBER, Look.BADGE)
    return f"{lead}**{words}**{trail}" if bold else f"{lead}{words}{trail}"


_WRITERS: dict[type[Block], Any] = {
    Box: _box,
    Drawing: _drawing,
    Facts: _facts,
    Heading: _heading,
    Listing: _listing,
    Paragraph: _paragraph,
    Quotation: _quotation,
    Table: _table,
}
