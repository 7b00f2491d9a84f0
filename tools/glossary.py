"""Writes the glossaries of README and of docs/design.md anew, from the one table of words.

python tools/glossary.py
"""

from __future__ import annotations

from pathlib import Path

from weighbridge.base import write_all
from weighbridge.documents.glossary_lists import LISTS, with_table

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Writes both."""
    for document in LISTS:
        path = ROOT / document
        write_all(path.parent, {path.name: with_table(document, path.read_text(encoding="utf-8"))})


if __name__ == "__main__":
    main()
