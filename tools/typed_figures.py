"""Prints rows for numbers that somebody typed into documents and that ``docs/typed-figures.csv`` does not list yet.

python tools/typed_figures.py docs/reading.md docs/raqqa-2017.md

Copy them into the list and say of each where its number comes from; an empty cell there is refused.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from weighbridge.audit.documents import rendered_parts
from weighbridge.audit.prose_numbers.numbers import ProseNumber, blank, numbers_in
from weighbridge.audit.prose_numbers.typed_figures import typed_figures

ROOT = Path(__file__).parents[1]
NEAR = 50  # characters between two numbers that are listed together


def rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """The rows that a document lacks, with what they need cells for left empty."""
    name, text = path.resolve().relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for start, end in rendered_parts(ROOT, name, text):
        text = blank(text, start, end)
    listed = [
        found.span() for one in typed_figures(ROOT) if one.document == name for found in one.pattern.finditer(text)
    ]
    numbers = [one for one in numbers_in(text) if not any(a <= one.start and one.end <= b for a, b in listed)]
    for group in _groups(numbers, text):
        yield name, _with_words_around(text, group[0].start, group[-1].end), "", ""


def _groups(numbers: Sequence[ProseNumber], text: str) -> list[list[ProseNumber]]:
    """The numbers of a line that stand near each other, together."""
    groups: list[list[ProseNumber]] = []
    for one in numbers:
        between = text[groups[-1][-1].end : one.start] if groups else "\n"
        if "\n" in between or len(between) >= NEAR:
            groups.append([])
        groups[-1].append(one)
    return groups


def _with_words_around(text: str, start: int, end: int) -> str:
    """A stretch of a line with three words before it and two behind it."""
    before = re.search(r"(?:\S+[ \t]+){0,3}\S*\Z", text[text.rfind("\n", 0, start) + 1 : start])
    behind = re.match(r"\S*(?:[ \t]+\S+){0,2}", text[end:])
    return " ".join(f"{before[0] if before else ''}{text[start:end]}{behind[0] if behind else ''}".split())


def main() -> None:
    """Print the rows of the documents that are named."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for name in sys.argv[1:]:
        writer.writerows(rows(Path(name)))


if __name__ == "__main__":
    main()
