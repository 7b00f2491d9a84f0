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


def mutated_body(rnd: Random, grid: Grid, heads: int = 1, rough: float = 0.3) -> Grid:
    """A table of which, more often than not, only what stands below its header is changed."""
    body = [list(row) for row in grid[heads:]]
    if rnd.random() < rough or not all(body) or not body:
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


def other_prices(rnd: Random, grid: Grid, heads: int = 1) -> Grid:
    """A table of prices that still is one: with revised or absent prices, rows left out, moved or added at its ends."""
    body = [list(row) for row in grid[heads:]]
    for _ in range(rnd.choice((1, 2, 4))):
        row, way = rnd.choice(body), rnd.randrange(10)
        at = rnd.randrange(1, len(row)) if len(row) > 1 else 0
        if way < 6:
            row[at] = _revised(rnd, row[at])
        elif way == 6:
            row[at] = rnd.choice((".", "", "n/a"))
        elif way == 7 and len(body) > 2:
            body.remove(row)
        elif way == 8:
            rnd.shuffle(body)
        elif rnd.random() < 0.5:
            body.append([""] * len(row))
    return [*grid[:heads], *body]


def _revised(rnd: Random, price: str) -> str:
    """A price as a publisher may revise it: by little as a rule, seldom by as much as makes it doubtful."""
    try:
        moved = float(price.replace(",", "")) * rnd.choice((1, 1.00001, 1.001, 0.999, 1.004, 0.97, 1.2, 3, 0.01))
    except ValueError:
        return price
    return f"{moved:.{rnd.choice((0, 1, 2, 2, 6))}f}"


def sound_csv(rnd: Random, grid: Grid) -> bytes:
    """A table as a file that a spreadsheet or a database saves: all its ways can be read."""
    delimiter, ends = rnd.choice(",,,;\t"), rnd.choice(("\n", "\n", "\r\n"))
    if delimiter == ";" and rnd.random() < 0.5:
        grid = [[_with_comma(cell) for cell in row] for row in grid]
    content = _written(grid, delimiter, rnd.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)), ends)
    return rnd.choice((b"", b"", b"", b"\xef\xbb\xbf", b"\n")) + content + rnd.choice((b"", b"", b"\n", b"\n\n"))


def _with_comma(cell: str) -> str:
    return cell.replace(".", ",") if cell.count(".") == 1 and cell.replace(".", "").isdigit() else cell


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
