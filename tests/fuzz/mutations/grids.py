"""Tables as rows of cells: changed as tables are, and written as CSV in one of the ways that files are."""

from __future__ import annotations

import csv
import io
from random import Random

from .pieces import DATES, NUMBERS, UNITS, mutated_bytes, mutated_text, piece

Grid = list[list[str]]


def grid_of(text: str, rows: int | None = None) -> Grid:
    """The rows of a CSV, the header first; no more than so many of the others."""
    found = list(csv.reader(io.StringIO(text)))
    return found if rows is None else found[: rows + 1]


def mutated_grid(rnd: Random, grid: Grid, times: int | None = None) -> Grid:
    """A table with some changes of cells, rows and columns."""
    grid = [list(row) for row in grid]
    for _ in range(times or rnd.choice((1, 1, 1, 2, 3, 6))):
        _change(rnd, grid)
    return grid


def mutated_body(rnd: Random, grid: Grid, heads: int = 1) -> Grid:
    """A table of which, more often than not, only what stands below its header is changed."""
    body = [list(row) for row in grid[heads:]]
    if rnd.random() < 0.3 or not all(body) or not body:
        return mutated_grid(rnd, grid)
    for _ in range(rnd.choice((1, 1, 2, 4))):
        row = rnd.choice(body)
        at = rnd.randrange(len(row))
        row[at] = _price(rnd) if at and rnd.random() < 0.6 else _cell(rnd, row[at], "month" if at == 0 else "")
    return [*grid[:heads], *body]


def _price(rnd: Random) -> str:
    """A number that may be a price, if an odd one."""
    return rnd.choice(
        (f"{rnd.lognormvariate(7, 3):.2f}", "..", "…", ".", "", "0.01", "999999999", f"{rnd.random():.9f}")
    )


def _change(rnd: Random, grid: Grid) -> None:
    if not grid or not any(grid):
        grid.append([piece(rnd)])
        return
    at = rnd.randrange(len(grid))
    row = grid[at]
    column = rnd.randrange(len(row)) if row else 0
    way = rnd.randrange(16)
    if way < 7 and row:
        row[column] = _cell(rnd, row[column], grid[0][column] if column < len(grid[0]) else "")
    elif way == 7:
        del grid[at]
    elif way == 8:
        grid.insert(rnd.randint(0, len(grid)), list(row))
    elif way == 9:
        row.append(piece(rnd))
    elif way == 10 and row:
        row.pop(column)
    elif way == 11:
        for one in grid:
            if column < len(one):
                one.pop(column)
    elif way == 12:
        for number, one in enumerate(grid):
            if column < len(one):
                one.insert(rnd.randint(0, 1), one[column] if number else rnd.choice((one[column], piece(rnd))))
    elif way == 13 and len(grid) > 1:
        other = rnd.randrange(len(grid))
        grid[at], grid[other] = grid[other], grid[at]
    elif way == 14:
        for one in grid[1:]:
            if column < len(one):
                one[column] = piece(rnd) if rnd.random() < 0.5 else ""
    elif way == 15:
        grid.insert(rnd.randint(0, len(grid)), rnd.choice(([], [""] * len(row), ["#"], [piece(rnd)])))


def _cell(rnd: Random, cell: str, column: str) -> str:
    """Another cell; of the sort that its column has, more often than not."""
    likely = NUMBERS
    if any(word in column for word in ("date", "month", "start", "end")):
        likely = DATES
    elif "unit" in column or column in ("one", "many"):
        likely = UNITS
    return rnd.choice((lambda: rnd.choice(likely), lambda: piece(rnd), lambda: mutated_text(rnd, cell), lambda: ""))()


def csv_bytes(rnd: Random, grid: Grid, plain: float = 0.6) -> bytes:
    """A table as a file: commonly CSV as it should be, else with other signs, quotes, ends of lines or bytes."""
    if rnd.random() < plain:
        return _written(grid, ",", csv.QUOTE_MINIMAL, "\n")
    ends = rnd.choice(("\n", "\r\n", "\r"))
    way = rnd.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONE))
    content = _written(grid, rnd.choice(",,,;\t|"), way, ends)
    if rnd.random() < 0.1:
        content = b"sep=;\n" + content
    return mutated_bytes(rnd, content) if rnd.random() < 0.7 else content


def _written(grid: Grid, delimiter: str, way: int, ends: str) -> bytes:
    out = io.StringIO()
    if way == csv.QUOTE_NONE:
        out.write(ends.join(delimiter.join(row) for row in grid) + ends)
    else:
        csv.writer(out, delimiter=delimiter, quoting=way, lineterminator=ends).writerows(grid)
    return out.getvalue().encode("utf-8", "surrogatepass")
