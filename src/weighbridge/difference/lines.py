"""What differs between two runs on a terminal: the answer, what turned, what changed, what moved, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from ..terminal import HEIGHT, Line, beside, wrapped
from . import words
from .difference import Difference

INDENT: Final = "  "
NARROW: Final = 64  # columns below which the cells of a row stand below one another
GAP: Final = 2
MOST_LINES: Final = 3  # of a row, where all of it is not asked for
SHARES: Final = {2: (0.55, 0.45), 3: (0.38, 0.3, 0.32), 4: (0.3, 0.26, 0.24, 0.2)}  # of the width, by columns


def lines_of(found: Difference, width: int, full: bool = False, height: int = HEIGHT) -> list[Line]:
    """The lines of a difference, none wider than the width; a screen of them, or all.

    Args:
        full: all rows, and each to its end.
    """
    begin = [Line(text, True) for text in wrapped(found.headline, width)]
    begin += [Line(text) for one in found.sentences for text in wrapped(one, width)]
    begin += [Line(text) for text in wrapped(_between(found), width)]
    end = [Line(text) for one in found.remarks() for text in wrapped(one, width, None if full else 2)]
    tables = [
        ("What turned", found.turned_rows()),
        ("What changed", [(*row[:2], row[2] or _place(row[3])) for row in found.input_rows()]),
        ("What moved", found.figure_rows()),
        ("In one of the two only", found.only_rows()),
    ]
    shown = [(title, _blocks(rows, width, full)) for title, rows in tables if rows]
    room = height - len(begin) - len(end) - 2 * len(shown) - 2
    middle: list[Line] = []
    for place, (title, blocks) in enumerate(shown):
        share = room // (len(shown) - place)
        kept = blocks if full else _fitting(blocks, share)
        room -= sum(map(len, kept))
        left = len(blocks) - len(kept)
        more = f" ({left} more: --full)" if left else ""
        middle += [Line(""), Line(f"{title}{more}", True), *(Line(text) for block in kept for text in block)]
    return [*begin, *middle, *([Line("")] if end else []), *end]


def _between(found: Difference) -> str:
    """Which two are compared, and how much of them differs."""
    between = f"{found.after.case}: {found.before.label} {words.ARROW} {found.after.label}."
    return between if found.is_same else f"{between} {words.counted(found)}"


def _place(text: str) -> str:
    """The file and the line of a place; nothing of what was set for a run, which is no place."""
    name = PurePosixPath(text).name
    return name if name.rpartition(":")[2].isdigit() else ""


def _blocks(rows: Sequence[Sequence[str]], width: int, full: bool) -> list[list[str]]:
    """Rows of texts as blocks of lines: in columns, or below one another where these would be narrow."""
    most = None if full else MOST_LINES
    if width < NARROW:
        return [
            [
                *wrapped(row[0], width, most, INDENT),
                *(line for text in row[1:] if text for line in wrapped(text, width, most, INDENT * 2)),
            ]
            for row in rows
        ]
    used = [place for place in range(len(rows[0])) if any(row[place] for row in rows)]
    room = width - len(INDENT) - GAP * (len(used) - 1)
    widths = [int(room * share) for share in SHARES.get(len(used), (1.0,) * len(used))]
    cells = [[wrapped(row[place], wide, most) for place, wide in zip(used, widths, strict=True)] for row in rows]
    return [beside(columns, widths, GAP, INDENT) for columns in cells]


def _fitting(blocks: Sequence[list[str]], room: int) -> list[list[str]]:
    """As many blocks as there is room for, and one at least."""
    kept: list[list[str]] = []
    for block in blocks:
        if kept and sum(map(len, kept)) + len(block) > room:
            break
        kept.append(block)
    return kept
