"""Writes the gallery anew: for each judged passage of ``docs/gallery.csv`` its quotation, the answer and a chart.

python tools/gallery.py
"""

from __future__ import annotations

from pathlib import Path

import weighbridge
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
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for exhibit in EXHIBITS:
        path = PAGE.parent / exhibit.picture
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(exhibit.chart(weighbridge.open_case(exhibit.name)).png())


if __name__ == "__main__":
    main()
