"""A document as DOCX, by python-docx: headings, captions and lists in the styles of Word, so that an editor can go on.

Words from right to left are marked as such, with their language; tables repeat their heads, pictures have their words.
No file has a clock in it: the days and the times within are those of the run that is reported.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

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
from .layout import picture
from .word_styles import LINE, TEXT_WIDTH, TINT, new_file
from .word_xml import described, edge, hyperlink, kept_rows, language_of, shade, titled, turned

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.text.paragraph import Paragraph as Line

FIRST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file knows
LINKS = "17508A"


def docx(document: Document) -> bytes:
    """A document as the bytes of a DOCX file; the same for the same document, on every run."""
    file = new_file(document)
    for block in document.blocks:
        _WRITERS[type(block)](file, block)
    made = io.BytesIO()
    file.save(made)
    return _without_times(made.getvalue())


def _without_times(content: bytes) -> bytes:
    """The same ZIP file with one time for all that is in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIRST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            new.writestr(entry, old.read(name))
    return made.getvalue()


def _heading(file: File, block: Heading) -> None:
    _fill(file.add_heading(level=block.level), block.text)


def _paragraph(file: File, block: Paragraph) -> None:
    line = file.add_paragraph(style="Note" if block.is_small else None)
    line.paragraph_format.keep_with_next = block.is_kept or None
    _fill(line, block.text)


def _box(file: File, block: Box) -> None:
    """Its paragraphs one below the other, with a tint behind them and an edge of its colour."""
    parts = [("Answer", block.verdict), ("Answer Headline", block.headline)]
    parts += [("Answer", told) for told in block.paragraphs]
    filled = [(style, text) for style, text in parts if text]
    for place, (style, text) in enumerate(filled):
        line = file.add_paragraph(style=style)
        line.paragraph_format.keep_with_next = place < len(filled) - 1
        shade(line, TINT)
        edge(line, block.colour)
        _fill(line, text)


def _quotation(file: File, block: Quotation) -> None:
    for told in block.paragraphs:
        line = file.add_paragraph(style="Quote")
        line.paragraph_format.keep_with_next = True
        edge(line, LINE, block.from_right)
        if block.from_right:
            turned(line)
        _fill(line, told, from_right=block.from_right)
    if block.credit:
        _fill(file.add_paragraph(style="Note"), block.credit)


def _listing(file: File, block: Listing) -> None:
    for item in block.items:
        for place, told in enumerate(item):
            style = "List Continue" if place else "List Bullet"
            _fill(file.add_paragraph(style=f"{style} Small" if block.is_small else style), told)


def _facts(file: File, block: Facts) -> None:
    for name, told in block.rows:
        line = file.add_paragraph(style="Fact")
        _fill(line, (*(Run(run.text, Look.STRONG) for run in name), Run(": "), *told))


def _table(file: File, block: Table) -> None:
    caption = file.add_paragraph(style="Caption")
    _fill(caption, block.caption)
    table = file.add_table(rows=0, cols=len(block.heads), style="Figures")
    table.autofit = False
    widths = [int(TEXT_WIDTH * share / sum(block.shares)) for share in block.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, row in enumerate((block.heads, *block.rows)):
        cells = table.add_row().cells
        for at, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.width = widths[at]
            line = cell.paragraphs[0]
            line.style = "Table Head" if place == 0 else "Table Text"
            if all(run.from_right for run in text) and text:
                turned(line)
            _fill(line, text)
    kept_rows(table)
    titled(table, plain_text(block.caption))
    file.add_paragraph(style="After Table")


def _drawing(file: File, block: Drawing) -> None:
    line = file.add_paragraph(style="Picture")
    line.paragraph_format.keep_with_next = bool(block.words) or None
    width = int(TEXT_WIDTH * block.width)
    shown = line.add_run().add_picture(io.BytesIO(picture(block.svg, width / 36_000)), width=width)
    described(shown, block.name, block.alt)
    if block.words:
        _fill(file.add_paragraph(style="Note"), block.words)


def _fill(line: Line, text: Inline, from_right: bool = False) -> None:
    """Put runs into a paragraph; where it is written from right to left, so are all of them."""
    for run in text:
        parent = hyperlink(line, run.href) if run.href else line._p
        made = line.add_run(run.text)
        _dress(made, run)
        if run.language or run.from_right:
            language_of(made, run.language, run.from_right or from_right)
        if run.href:
            parent.append(made._r)


def _dress(made: Any, run: Run) -> None:
    """How a run looks."""
    from docx.shared import RGBColor

    made.bold = made.font.cs_bold = True if run.look in (Look.STRONG, Look.NUMBER, Look.BADGE) else None
    made.underline = True if run.look == Look.NUMBER else None
    if run.look == Look.CODE:
        made.style = "Typed"
    if run.look == Look.BADGE and run.colour:
        made.font.color.rgb = RGBColor(255, 255, 255)
        made.text = f"\u00a0{run.text}\u00a0"
        shade(made, run.colour)
    if run.href and run.look != Look.NUMBER:
        made.font.color.rgb = RGBColor.from_string(LINKS)


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
