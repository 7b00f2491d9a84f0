"""Writes the examples of docs/difference.md anew: what `weighbridge diff` prints for what each mark says.

python tools/difference.py
"""

from __future__ import annotations

from pathlib import Path

import weighbridge
from weighbridge.base import write_all
from weighbridge.documents.differences import DOCUMENT, asked_in, example
from weighbridge.documents.section import anew

ROOT = Path(__file__).parents[1]
PAGE = ROOT / DOCUMENT


def page(text: str) -> str:
    """The page with each example put anew between its marks."""
    return anew(text, lambda by: _example(*asked_in(by)))


def _example(case: str, sets: tuple[str, ...]) -> str:
    return example(weighbridge.open_case(case), sets)


def main() -> None:
    """Writes the page."""
    write_all(PAGE.parent, {PAGE.name: page(PAGE.read_text(encoding="utf-8"))})


if __name__ == "__main__":
    main()
