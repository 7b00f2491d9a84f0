"""Lines that are laid out, printed; and how many columns there are for them.

Nothing is imported here that a passage does not need: a first look is there at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from shutil import get_terminal_size

from .directions import ordered
from .layout import HEIGHT, WIDTH, Line

LEAST_COLUMNS, MOST_COLUMNS = 40, 100


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines as they are laid out, strong ones in bold where that can be shown."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(ordered(line.text, console.file), style="bold" if line.is_strong else None)


def columns_of_terminal() -> int:
    """How many columns a text takes: those of the terminal, but no more than can be read."""
    return max(LEAST_COLUMNS, min(get_terminal_size((WIDTH, HEIGHT)).columns, MOST_COLUMNS))
