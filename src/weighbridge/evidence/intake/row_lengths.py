"""Lines of a text file that have more cells than the header, or fewer: which cell is which cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...base import Place, Problem
from .dates import looks_like_a_date
from .grid import Line, many, shown_cell
from .header import Found
from .numbers import looks_like_a_number


def ragged_lines(found: Found, lines: Sequence[Line]) -> Iterator[Problem]:
    """The problem of each line with figures that is longer or shorter than the header; a workbook has none."""
    grid = found.grid
    head = next((line for line in grid.lines if found.header and line.number == found.header[1]), None)
    if not grid.is_text or head is None:
        return
    named = _width(head)
    for line in lines:
        if sum(looks_like_a_number(cell) or looks_like_a_date(cell) for cell in line.cells) < 2:
            continue
        if _width(line) > len(head.cells):
            yield _too_long(grid.file, line, named, grid.delimiter)
        elif len(line.cells) < named:
            fault = f"the row has {many(len(line.cells), 'cell')}, the header {named}: which is missing cannot be told"
            yield Problem(
                Place(grid.file, line.number), fault, f"mend the row, or leave it out: --without-row {line.number}"
            )


def _width(line: Line) -> int:
    """How many cells a line has up to the last one that is not empty."""
    return max((at for at, cell in enumerate(line.cells, 1) if shown_cell(cell)), default=0)


def _too_long(file: str, line: Line, width: int, delimiter: str) -> Problem:
    """A row with more cells than the header, with what two of them could be together."""
    fault = f"the row has {_width(line)} cells, the header {width}"
    cells = [shown_cell(cell) for cell in line.cells]
    pairs = [(one, other) for one, other in pairwise(cells) if _may_be_one(one, other)]
    if delimiter == "," and pairs:
        one, other = pairs[-1]
        fault += f": `{one},{other}` may be one number, {one}.{other}, or two cells, {one} and {other}"
    remedy = f'put what has a `{delimiter}` in it in quotes, "1{delimiter}5"; or save it with another separator'
    return Problem(Place(file, line.number), fault, remedy)


def _may_be_one(one: str, other: str) -> bool:
    return re.fullmatch(r"[-+]?[0-9][0-9. ]*", one) is not None and other.isdigit()
