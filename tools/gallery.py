"""Writes the gallery anew: for each judged passage of ``docs/gallery.csv`` its quotation, the answer and a chart.

python tools/gallery.py
"""

from __future__ import annotations

from pathlib import Path

import weighbridge
from weighbridge.base import write_all
from weighbridge.documents.gallery import DOCUMENT, block, exhibits
from weighbridge.documents.section import anew

ROOT = Path(__file__).parents[1]
PAGE = ROOT / DOCUMENT
EXHIBITS = exhibits(ROOT)


def page(text: str) -> str:
    """The page with what is rendered put anew between its marks."""
    blocks = "\n".join(block(exhibit, weighbridge.open_case(exhibit.name)) for exhibit in EXHIBITS)
    return anew(text, lambda _: blocks)


def main() -> None:
    """Writes the page and its pictures."""
    for exhibit in EXHIBITS:
        path = PAGE.parent / exhibit.picture
        write_all(path.parent, {path.name: exhibit.chart(weighbridge.open_case(exhibit.name)).png()})
    write_all(PAGE.parent, {PAGE.name: page(PAGE.read_text(encoding="utf-8"))})


if __name__ == "__main__":
    main()
