"""The rows of a table of the kit's own: a CSV file that anybody may edit, with all that is wrong in it by its line.

A reader says what its columns must hold; a table in which anything else stands is not read at all.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import CaseError, Place, Problem, suggestion
from .paths import shown
from .regular import regular

FEW = 3  # columns that lack, each of which is named
AS_CSV = "save it as CSV, UTF-8, with commas"
QUOTED = "put a cell that holds a comma in double quotes"
EACH_ITS_CELL = "write one for each column of the first line, an empty one too"


class TableError(CaseError):
    """A table of the kit that cannot be read, with each problem's file, line and remedy."""

    @property
    def message(self) -> str:
        """What is wrong first, with its place."""
        return f"{self.problems[0].place}: {self.problems[0].message}"

    @property
    def remedy(self) -> str:
        """What helps against that."""
        return self.problems[0].remedy


class TableRow(dict[str, str]):
    """The cells of a row by their columns, with the file and the line in which it stands."""

    path: Path
    line: int

    def problem(self, column: str, remedy: str) -> Problem:
        """That a cell does not say what its column has to."""
        return Problem(Place(shown(self.path), self.line), f"`{column}` is `{self[column][:40]}`", remedy)

    def refusal(self, column: str, remedy: str) -> TableError:
        """The same as an error, for a row that is looked at alone."""
        return TableError([self.problem(column, remedy)])


@dataclass(frozen=True)
class Cells:
    """What the cells of a column must be: whether one is so, and what to write in its place.

    >>> one_of("yes", "no").fits("maybe"), number(least=0).fits("-1"), number(empty=True).fits("")
    (False, False, True)
    """

    fits: Callable[[str], bool]
    remedy: Callable[[str], str]


def filled(what: str) -> Cells:
    """Cells in which something stands: ``what`` is to be written."""
    return Cells(lambda cell: bool(cell.strip()), lambda cell: f"write {what}")


def one_of(*known: str) -> Cells:
    """Cells that say one of the known words; an empty cell is one where the empty word is known."""
    named = [word for word in known if word]
    return Cells(known.__contains__, lambda cell: suggestion(cell, named, "") or _expected(known))


def some_of(*known: str) -> Cells:
    """Cells that list known words, with ``;`` between two."""
    each = one_of(*known)
    return Cells(
        lambda cell: all(map(each.fits, cell.split(";"))),
        lambda cell: f"expected of {', '.join(f'`{word}`' for word in known)}, with `;` between two",
    )


def number(
    least: float = -math.inf, most: float = math.inf, above: float = -math.inf, empty: bool = False, whole: bool = False
) -> Cells:
    """Cells that hold a finite number in the digits 0 to 9, with a point for decimals, between two ends.

    Args:
        least, most: the ends, themselves allowed; infinite where there is none.
        above: the lower end, itself not allowed.
        empty: whether a cell may hold nothing.
        whole: whether only whole numbers may stand there.
    """

    def fits(cell: str) -> bool:
        """Whether a cell is such a number, or is empty where it may be."""
        if not cell.strip():
            return empty
        try:
            found = float(cell) if cell.isascii() and "_" not in cell else math.nan
        except ValueError:
            return False
        return math.isfinite(found) and least <= found <= most and found > above and not (whole and found % 1)

    kind = "a whole number" if whole else "a number"
    ends = [(above, "above"), (least, "of at least"), (most, "of at most")]
    said = [f"{word} {end:,.10g}" for end, word in ends if math.isfinite(end)]
    expected = " ".join([kind, " and ".join(said)]).strip() + (", or nothing" if empty else "")
    return Cells(fits, lambda cell: f"write {expected}")


def _expected(known: Sequence[str]) -> str:
    named = ", ".join(f"`{word}`" for word in known if word)
    return f"expected one of {named}" + (", or nothing" if "" in known else "")


def table_rows(
    path: Path,
    needed: Sequence[str],
    cells: Mapping[str, Cells] | None = None,
    once: Sequence[str] = (),
    named: Collection[str] = (),
) -> list[TableRow]:
    """The rows of a CSV file in UTF-8; cells that a row leaves out are empty.

    Args:
        needed: the columns that it must have, in any order; a row has a cell for each, if an empty one.
        cells: what the cells of columns must be.
        once: columns of which no two rows have the same together; none where rows may be alike.
        named: what the first of these columns must name in some row, because code asks for it.

    Raises:
        TableError: it is not UTF-8, lacks a column or names one twice, or has a row with more cells than columns,
            without one needed, or with one that is not as it must be; with all such rows.
    """
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        _refuse_header(reader.fieldnames or (), path, needed)
        read = [(given, reader.line_num) for given in reader]
    except csv.Error as error:
        remedy = "put text that holds a comma or a quotation mark in double quotes, and close them"
        raise _refusal(path, reader.line_num, f"this is no row of a CSV: {error}", remedy) from None
    rows, problems = [], []
    for given, line in read:
        row = _row(given, path, line)
        found = list(_faults(given, row, needed, cells or {}))
        problems += found
        rows += [] if found else [row]
    problems += [] if problems else [*_repeated(rows, once), *_lacking(rows, once, named, path)]
    if problems:
        raise TableError(problems)
    return rows


def _text(path: Path) -> str:
    content = b""
    try:
        content = regular(path).read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(path, line, "this is not UTF-8", AS_CSV) from None
    except OSError as error:
        raise _refusal(path, None, f"cannot be read: {error.strerror or error}", AS_CSV) from None


def _refuse_header(columns: Sequence[str], path: Path, needed: Sequence[str]) -> None:
    expected = f"its first line names the columns: `{','.join(needed)}`"
    lacking = [f"`{column}`" for column in needed if column not in columns]
    if len(lacking) == len(needed) > FEW:  # an empty file, or another one: a line for each name would say less
        lacking = ["the columns of this table are not named there"]
    elif lacking:
        lacking = [f"there is no column {' or '.join(lacking)}"]
    twice = [f"there are two columns `{column[:40]}`" for column in dict.fromkeys(columns) if columns.count(column) > 1]
    if faults := [*lacking, *twice]:
        raise TableError(Problem(Place(shown(path), 1), fault, expected) for fault in faults)


def _row(given: dict[str, str | None], path: Path, line: int) -> TableRow:
    read = {column: cell or "" for column, cell in given.items() if column is not None}
    row = TableRow({column: cell if cell.strip() else "" for column, cell in read.items()})
    row.path, row.line = path, line
    return row


def _faults(
    given: dict[str, str | None], row: TableRow, needed: Sequence[str], cells: Mapping[str, Cells]
) -> Iterator[Problem]:
    """What is wrong with a row: how many cells it has, then each cell that is not as it must be."""
    place = Place(shown(row.path), row.line)
    if None in given:
        yield Problem(place, "there are more cells than the first line has columns", QUOTED)
        return
    if lacking := [column for column in needed if given[column] is None]:
        yield Problem(place, f"there is no cell for `{lacking[0]}`", EACH_ITS_CELL)
        return
    for column, expected in cells.items():
        if column in row and not expected.fits(row[column]):
            yield row.problem(column, expected.remedy(row[column]))


def _repeated(rows: Sequence[TableRow], once: Sequence[str]) -> Iterator[Problem]:
    """Rows that say again what an earlier one says."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows if once else ():
        key = tuple(row[column] for column in once)
        first = seen.setdefault(key, row.line)
        if first != row.line:
            named = ", ".join(f"`{cell[:40]}`" for cell in key)
            yield Problem(
                Place(shown(row.path), row.line), f"{named} stands in line {first} already", "keep one of them"
            )


def _lacking(rows: Sequence[TableRow], once: Sequence[str], named: Collection[str], path: Path) -> Iterator[Problem]:
    """Rows that code asks for and that are not there."""
    there = {row[once[0]] for row in rows} if once else set()
    for name in named:
        if name not in there:
            yield Problem(Place(shown(path), 1), f"there is no row `{name}`", f"write one with `{name}` as `{once[0]}`")


def _refusal(path: Path, line: int | None, fault: str, remedy: str) -> TableError:
    return TableError([Problem(Place(shown(path), line), fault, remedy)])
