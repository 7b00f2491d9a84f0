"""A document laid out by Typst: tagged PDF (PDF/UA-1 and PDF/A-2a) with its fonts embedded, and drawings as pictures.

The document goes to ``templates/report.typ`` as data. Typst shows a string as it stands: no text of a case is markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from .blocks import Document
from .letters import Fonts, fonts_for

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
STANDARDS = ["ua-1", "a-2a"]
DRAWN_FOR_PRINT = 300  # dots an inch
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)
"""


def pdf(document: Document) -> bytes:
    """A document as a tagged PDF; the same document gives the same bytes with the same libraries."""
    data = _data(document)
    fonts = fonts_for(json.dumps(data, ensure_ascii=False))
    data["fonts"] = {"text": fonts.text, "wider": fonts.text[1:]}
    content = json.dumps(data, ensure_ascii=False)
    day = datetime.fromisoformat(document.day).replace(tzinfo=UTC)
    inputs = {"document": content}
    return _compiled(TEMPLATE.read_bytes(), fonts, inputs, format="pdf", pdf_standards=STANDARDS, timestamp=day)


def _data(document: Document) -> dict[str, object]:
    """A document as JSON has it, each block with its kind."""
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in document.blocks]
    return {**asdict(document), "blocks": blocks}


@cache
def picture(svg: str, width: float) -> bytes:
    """A drawing as PNG of 300 dots an inch, so many mm wide."""
    inputs = {"svg": svg, "width": str(width)}
    return _compiled(PICTURE, fonts_for(svg), inputs, format="png", ppi=DRAWN_FOR_PRINT)


def _compiled(source: bytes, fonts: Fonts, inputs: dict[str, str], **settings: Any) -> bytes:
    import typst

    made = typst.compile(
        source,
        font_paths=[str(fonts.folder)],
        ignore_system_fonts=not fonts.of_machine,
        sys_inputs=inputs,
        **settings,
    )
    return bytes(made)
