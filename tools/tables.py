"""Writes anew what `docs/tables.md` says of the columns of tables to publish.

python tools/tables.py
"""

from __future__ import annotations

from pathlib import Path

from weighbridge.base import write_all
from weighbridge.documents.section import anew
from weighbridge.publication.codebook import columns_page

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"


def page(text: str) -> str:
    """The page with its rendered part put anew."""
    return anew(text, lambda _: columns_page())


def main() -> None:
    """Writes the page."""
    write_all(PAGE.parent, {PAGE.name: page(PAGE.read_text(encoding="utf-8"))})


if __name__ == "__main__":
    main()
