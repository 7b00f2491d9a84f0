"""A document laid out by Typst: tagged PDF (PDF/UA-1 and PDF/A-2a) with its fonts embedded, and drawings as pictures.

The document goes to ``templates/report.typ`` as data. Typst shows a string as it stands: no text of a case is markup.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

from ..base import RemediedError, visible
from .blocks import Document
from .letters import Fonts, fonts_for

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
STANDARDS = ["ua-1", "a-2a"]
DRAWN_FOR_PRINT = 300  # dots an inch
LONGEST = 8_000  # characters of one text: a string of PDF/A has 32,767 bytes, and Typst sets a word of 65,535 at most
BEYOND_LATIN = 0x250
TYPE_AREA = 162.0  # mm, the width of the text on a page
# Signs that have no meaning but among those who agreed on one: PDF/A refuses them, for nobody could copy their text.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)
"""


def pdf(document: Document) -> bytes:
    """A document as a tagged PDF; the same document gives the same bytes with the same libraries.

    What no PDF/A holds is written so that it is seen: signs of private use as escapes, and of a text that is longer
    than a string may be, how much is left out.

    Raises:
        RemediedError: Typst can't set it.
    """
    data: dict[str, Any] = _held(_data(document))
    fonts = fonts_for(json.dumps(data, ensure_ascii=False))
    data["fonts"] = {"text": fonts.text, "wider": fonts.text[1:]}
    day = datetime.fromisoformat(document.day).replace(tzinfo=UTC)
    try:
        return _laid_out(data, fonts, day)
    except RemediedError:  # Typst has no text for what marks and joiners make of the letters of a drawing
        drawings = [block for block in data["blocks"] if "svg" in block]
        for block in drawings:
            block["svg"] = _as_picture(block["svg"], block["width"])
        return _laid_out(data, fonts, day)


def _laid_out(data: dict[str, Any], fonts: Fonts, day: datetime) -> bytes:
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    return _compiled(TEMPLATE.read_bytes(), fonts, inputs, format="pdf", pdf_standards=STANDARDS, timestamp=day)


def _as_picture(svg: str, width: float) -> str:
    """A drawing as it is, where its letters are Latin; else as a drawing of nothing but a picture of it."""
    if all(ord(sign) < BEYOND_LATIN or category(sign)[0] in "SP" for sign in svg):
        return svg
    content = picture(svg, width * TYPE_AREA)
    across, down = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))  # of a PNG, behind its first mark
    encoded = b64encode(content).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}">'
        f'<image width="{across}" height="{down}" href="data:image/png;base64,{encoded}"/></svg>'
    )


def _data(document: Document) -> dict[str, object]:
    """A document as JSON has it, each block with its kind."""
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in document.blocks]
    return {**asdict(document), "blocks": blocks}


def _held(value: Any) -> Any:
    """Data in which every text is one that PDF/A holds; drawings stay whole."""
    if isinstance(value, str):
        return told(value)
    if isinstance(value, dict):
        return {key: _without_private(inner) if key == "svg" else _held(inner) for key, inner in value.items()}
    return [_held(inner) for inner in value] if isinstance(value, list | tuple) else value


def told(text: str) -> str:
    r"""A text as PDF/A holds it.

    >>> print(told("a sign \ue000"), told("ab" * 5_000)[-25:])
    a sign \ue000 … [2,000 more characters]
    """
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]} … [{len(text) - LONGEST:,} more characters]"
    return _without_private(text)


def _without_private(text: str) -> str:
    return _PRIVATE.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), text)


@cache
def picture(svg: str, width: float) -> bytes:
    """A drawing as PNG of 300 dots an inch, so many mm wide."""
    inputs = {"svg": svg, "width": str(width)}
    return _compiled(PICTURE, fonts_for(svg), inputs, format="png", ppi=DRAWN_FOR_PRINT)


def _compiled(source: bytes, fonts: Fonts, inputs: dict[str, str], **settings: Any) -> bytes:
    import typst

    try:
        made = typst.compile(
            source,
            font_paths=[str(fonts.folder)],
            ignore_system_fonts=not fonts.of_machine,
            sys_inputs=inputs,
            **settings,
        )
    except BaseException as error:
        if not isinstance(error, RuntimeError) and type(error).__name__ != "PanicException":
            raise  # what Typst refuses is a RuntimeError, and where it fails itself that is no Exception
        said = visible(str(error), lines=False)
        raise RemediedError(f"Typst can't set the report: {said[:200]}", "ask for `--markdown` instead") from None
    return bytes(made)
