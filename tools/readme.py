"""Writes what README says of the case that its mark names: the quotation, the answer and the first chart.

python tools/readme.py
"""

from __future__ import annotations

from pathlib import Path

import weighbridge
from weighbridge.base import write_all
from weighbridge.documents.first_page import case_of, first_page
from weighbridge.documents.section import Section, anew, between_marks

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def rendered() -> Section:
    """README's part of the case that its mark names, and its picture."""
    ((_, _, mark),) = between_marks(README.read_text(encoding="utf-8"))
    return first_page(weighbridge.open_case(case_of(mark)))


def main() -> None:
    """Writes README's part and the picture."""
    part = rendered()
    for path, chart in part.pictures.items():
        picture = ROOT / path
        write_all(picture.parent, {picture.name: chart.png()})
    write_all(ROOT, {README.name: anew(README.read_text(encoding="utf-8"), lambda _: part.text)})


if __name__ == "__main__":
    main()
