"""A first look on a terminal: the passage with its numbers in brackets, and what follows, in its columns."""

from __future__ import annotations

from ..first_look import FIRST_LOOK, FirstLook, marked, sections, summary
from .layout import Line, wrapped

BULLET, BELOW = "- ", "  "


def first_look(look: FirstLook, columns: int) -> list[Line]:
    """The lines of a first look, none wider than the columns; headings are strong."""
    lines = [Line(text) for text in wrapped(marked(look), columns, indent=BELOW)]
    lines += [Line(""), *(Line(text, True) for text in wrapped(summary(look), columns))]
    for section in sections(look):
        lines += [Line(""), *(Line(text, True) for text in wrapped(section.title, columns))]
        for entry in section.entries:
            head = wrapped(entry.head, columns, indent=BELOW)
            lines += [Line(BULLET + head[0][len(BULLET) :]), *map(Line, head[1:])]
            lines += [Line(text) for more in entry.more for text in wrapped(more, columns, indent=BELOW)]
    return [*lines, Line(""), *(Line(text) for text in wrapped(FIRST_LOOK, columns))]
