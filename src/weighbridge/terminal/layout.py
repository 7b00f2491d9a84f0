"""Text laid out in columns of a terminal: words wrapped, cut short and set beside each other by the cells they take.

Whatever stands in the text, it takes the cells it is given: control characters are shown and do nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..base import visible

ELLIPSIS = "…"
WIDTH, HEIGHT = 80, 39  # of a screen; one line of forty is the next prompt's


class Line(NamedTuple):
    """A line of a screen; a strong one is what a reader looks for first."""

    text: str
    is_strong: bool = False


def cells(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> cells("tonnes"), cells("حديد"), cells("鉄")
    (6, 4, 2)
    """
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int) -> str:
    """A text in one line of so many cells, with an ellipsis where it was longer.

    >>> cut("a title that is too long", 12), cut("short", 12)
    ('a title tha…', 'short')
    """
    from rich.cells import set_cell_size

    shown = visible(text, lines=False)
    return shown if cells(shown) <= width else set_cell_size(shown, width - 1).rstrip() + ELLIPSIS


def wrapped(text: str, width: int, most: int | None = None, indent: str = "") -> list[str]:
    """A text in lines of at most so many cells, broken between words; a word that is wider is broken within.

    Args:
        most: how many lines at most; what is left out shows as an ellipsis.
        indent: what every line begins with, within the width.

    >>> wrapped("fifty trucks of stripped metal", 14), wrapped("fifty trucks of stripped metal", 14, most=1)
    (['fifty trucks', 'of stripped', 'metal'], ['fifty trucks…'])
    """
    room = width - cells(indent)
    lines: list[str] = []
    for word in (part for one in visible(text, lines=False).split(" ") for part in _parts(one, room)):
        if lines and cells(lines[-1]) + 1 + cells(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _ended(lines[most - 1], room)]
    return [indent + line for line in lines]


def _parts(word: str, room: int) -> list[str]:
    """A word, in pieces where it has no room in a line."""
    from rich.cells import chop_cells

    return [] if not word else [word] if cells(word) <= room else chop_cells(word, room)


def _ended(line: str, room: int) -> str:
    return cut(f"{line}{ELLIPSIS}", room) if cells(line) < room else cut(f"{line} ", room)


def padded(text: str, width: int) -> str:
    """A text with spaces behind it, to so many cells."""
    return text + " " * (width - cells(text))


def beside(columns: Sequence[Sequence[str]], widths: Sequence[int], gap: int = 2, indent: str = "") -> list[str]:
    """Columns of lines as lines, each column so many cells wide.

    Args:
        columns: the lines of each.
        widths: how many cells each takes.
        gap: how many cells lie between two.
        indent: what every line begins with.

    >>> beside([["a", "b"], ["c"]], [3, 3])
    ['a    c', 'b']
    """
    rows = zip_longest(*columns, fillvalue="")
    joined = ((" " * gap).join(padded(text, width) for text, width in zip(row, widths, strict=True)) for row in rows)
    return [f"{indent}{line}".rstrip() for line in joined]
