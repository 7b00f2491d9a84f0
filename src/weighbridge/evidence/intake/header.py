"""The table in a grid: where its header stands, what its columns are called, and the lines below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...base import suggestion
from .dates import is_year, looks_like_a_date
from .grid import Cell, Grid, Line, letter, shown_cell
from .numbers import looks_like_a_number
from .refusal import refused

_ROWS = re.compile(r"([0-9]{1,6})(?:[-–]([0-9]{1,6}))?")
NO_HEADER = "0"
MANY_DATES = 3  # in a line: fewer might be those of a row
STEPS = {1, -1, 5, 10}  # from one year to the next: figures between 1800 and 2100 seldom rise so


@dataclass(frozen=True)
class Column:
    """A column: its place from 0, the letters by which a spreadsheet calls it, and its name in the header."""

    index: int
    letter: str
    name: str
    heading: Cell

    def __str__(self) -> str:
        return f"`{self.name}` (column {self.letter})"


@dataclass(frozen=True)
class Found:
    """The table that a file holds.

    Attributes:
        grid: all lines of the file or sheet.
        header: the numbers of the lines of the header, the first and the last; none where there is none.
        columns: those that have a name or a cell.
        lines: the lines below the header.
    """

    grid: Grid
    header: tuple[int, int] | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def column(self, name: str, option: str) -> Column:
        """The column of a name or a letter; raises ``IntakeError`` with the nearest names."""
        wanted = re.sub(r"\s+", " ", name).strip()
        exact = [one for one in self.columns if one.name == wanted]
        alike = [one for one in self.columns if one.name.casefold() == wanted.casefold()]
        if found := exact or alike:
            return found[0]
        named = [one for one in self.columns if shown_cell(one.heading) == wanted]
        if len(named) > 1:
            names = ", ".join(f"`{one.name}`" for one in named)
            raise refused(self.grid.file, f"has {len(named)} columns named `{wanted[:40]}`", f"{option} one of {names}")
        if not named and (lettered := [one for one in self.columns if one.letter == wanted.upper()]):
            return lettered[0]
        remedy = suggestion(wanted[:60], [one.name for one in self.columns])
        raise refused(self.grid.file, f"has no column `{wanted[:60]}`", f"{option}: {remedy}")


def find_table(grid: Grid, rows: str | None = None) -> Found:
    """The table in a grid.

    Args:
        rows: the lines of the header as the user says them: ``5``, ``5-6``, or ``0`` for none.

    Raises:
        IntakeError: the header cannot be told, or there is nothing below it.
    """
    first, last = _said(grid, rows) if rows else _header(grid)
    head = [line for line in grid.lines if first <= line.number <= last] if last else []
    below = tuple(line for line in grid.lines if line.number > last)
    if not below:
        raise refused(grid.file, "has no line below the header", "add --header-row and the number of its line", last)
    width = max(len(line.cells) for line in (*head, *(below if not grid.is_text or not head else ())))
    headings = _headings(grid, head, width)
    used = [at for at in range(width) if shown_cell(headings[at]) or any(shown_cell(line.cell(at)) for line in below)]
    names = _names({at: headings[at] for at in used})
    columns = tuple(Column(at, letter(at), names[at], headings[at]) for at in used)
    return Found(grid, (first, last) if last else None, columns, below)


def _said(grid: Grid, rows: str) -> tuple[int, int]:
    if rows.strip() == NO_HEADER:
        return 0, 0
    match = _ROWS.fullmatch(rows.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    known = [line.number for line in grid.lines if first <= line.number <= last]
    if not known or not first <= last:
        remedy = "write the number of a line that is not empty, 5, or of the first and the last, 5-6; 0 for no header"
        raise refused(grid.file, f"--header-row `{rows[:20]}` names no line of it", remedy)
    return known[0], known[-1]


def _header(grid: Grid) -> tuple[int, int]:
    """The line of names above the first line of figures; raises where there is none, or two might be it."""
    for at, line in enumerate(grid.lines[:-1]):
        after = grid.lines[at + 1]
        if _has_dates_across(line) or (_is_names(line) and _is_data(after) and not _has_dates_across(after)):
            above = _names_above(grid, at)
            if above:
                raise _several_lines(grid, [*above, line])
            return line.number, line.number
    shown = "; ".join(f"line {line.number}: {_shown(line)}" for line in grid.lines[:3])
    remedy = "add --header-row and the number of its line; --header-row 0 where the columns have no names"
    raise refused(grid.file, f"no line of names was found above the figures; it begins with {shown}", remedy)


def _names_above(grid: Grid, at: int) -> list[Line]:
    """The lines of names right above a line of names: groups above their parts, or names above units."""
    found: list[Line] = []
    for line in reversed(grid.lines[:at]):
        below = found[0] if found else grid.lines[at]
        if not _is_names(line) or line.number != below.number - 1 or len(line.cells) != len(below.cells):
            break
        found.insert(0, line)
    return found


def _several_lines(grid: Grid, lines: Sequence[Line]) -> Exception:
    shown = "; ".join(f"line {line.number}: {_shown(line)}" for line in lines)
    first, last = lines[0].number, lines[-1].number
    remedy = f"add --header-row and the number of one, or --header-row {first}-{last} for all of them together"
    return refused(grid.file, f"{len(lines)} lines may be its header: {shown}", remedy, first)


def _shown(line: Line) -> str:
    cells = [shown_cell(cell) for cell in line.cells]
    return " | ".join(cell[:24] for cell in cells[:6])


def _is_names(line: Line) -> bool:
    """Whether it may be a header: two names or more, and neither number nor date among them."""
    cells = [cell for cell in line.cells if shown_cell(cell)]
    return len(cells) > 1 and not any(looks_like_a_number(cell) or looks_like_a_date(cell) for cell in cells)


def _is_data(line: Line) -> bool:
    return any(looks_like_a_number(cell) or looks_like_a_date(cell) for cell in line.cells)


def _has_dates_across(line: Line) -> bool:
    """Whether it is the header of a table with a column for each date: names, then dates one after the other."""
    cells = [cell for cell in line.cells if shown_cell(cell)]
    dates = [cell for cell in cells if looks_like_a_date(cell)]
    years = [int(shown_cell(cell)) for cell in cells if is_year(cell)]
    numbers = sum(looks_like_a_number(cell) and not looks_like_a_date(cell) for cell in cells)
    if dates:
        return len(dates) >= MANY_DATES and len(set(map(shown_cell, dates))) == len(dates) and not numbers
    steps = {later - earlier for earlier, later in pairwise(years)}
    return len(years) >= MANY_DATES and len(years) == numbers and len(steps) == 1 and steps <= STEPS


def _headings(grid: Grid, head: Sequence[Line], width: int) -> list[Cell]:
    """The heading of each column: its one cell, or those of several lines one after the other.

    A cell that is merged over several columns is the heading of all of them; in a text file, where what was merged is
    a name with nothing beside it, a name reaches as far as the next one, in all lines but the last.
    """
    if len(head) < 2:
        return [head[0].cell(at) if head else "" for at in range(width)]
    filled = []
    for line in head:
        cells = [shown_cell(line.cell(at)) for at in range(width)]
        is_last = line is head[-1]
        filled.append(_over_merged(grid, line.number, cells) if not grid.is_text else _onward(cells, is_last))
    columns = zip(*filled, strict=True)
    return [" ".join(dict.fromkeys(part for part in parts if part)) for parts in columns]


def _over_merged(grid: Grid, number: int, cells: Sequence[str]) -> list[str]:
    found = list(cells)
    for top, left, bottom, right in grid.merged:
        if top <= number - 1 <= bottom and number - 1 == top:
            found[left : right + 1] = [cells[left]] * (min(right, len(cells) - 1) - left + 1)
    return found


def _onward(cells: Sequence[str], is_last: bool) -> list[str]:
    found, before = [], ""
    for cell in cells:
        before = cell or before
        found.append(cell if is_last else before)
    return found


def _names(headings: Mapping[int, Cell]) -> dict[int, str]:
    """A name for each column: its heading, with the column's letter where it has none or shares it."""
    shown = {at: shown_cell(heading) for at, heading in headings.items()}
    counts = Counter(shown.values())
    return {
        at: f"column {letter(at)}" if not name else f"{name} ({letter(at)})" if counts[name] > 1 else name
        for at, name in shown.items()
    }
