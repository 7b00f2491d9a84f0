"""The rows of a table of the kit's own: a CSV file that anybody may edit, with what is wrong in it by its line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from .errors import RemediedError
from .paths import shown
from .regular import regular


class TableError(RemediedError):
    """A table of the kit that cannot be read, with the file, the line and the remedy."""


class TableRow(dict[str, str]):
    """The cells of a row by their columns, with the file and the line in which it stands."""

    path: Path
    line: int

    def refusal(self, column: str, remedy: str) -> TableError:
        """That a cell does not say what its column has to."""
        return TableError(f"{shown(self.path)}:{self.line}: `{column}` is `{self[column][:40]}`", remedy)


def table_rows(path: Path, needed: Sequence[str]) -> list[TableRow]:
    """The rows of a CSV file in UTF-8; cells that a row leaves out are empty.

    Args:
        needed: the columns that it must have, in any order; a row has a cell for each, if an empty one.

    Raises:
        TableError: it is not UTF-8, lacks a column, or has a row with more cells than columns, or without one needed.
    """
    try:
        with regular(path).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            columns = reader.fieldnames or ()
            if lacking := [column for column in needed if column not in columns]:
                remedy = f"its first line names the columns: `{','.join(needed)}`"
                raise TableError(f"{shown(path)}:1: there is no column `{lacking[0]}`", remedy)
            return [_row(cells, path, reader.line_num, needed) for cells in reader]
    except UnicodeDecodeError:
        raise TableError(f"{shown(path)}: this is not UTF-8", "save it as CSV, UTF-8, with commas") from None
    except (OSError, csv.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise TableError(f"{shown(path)}: cannot be read: {why}", "save it as CSV, UTF-8, with commas") from None


def _row(cells: dict[str, str], path: Path, line: int, needed: Sequence[str]) -> TableRow:
    if None in cells:
        found = f"{shown(path)}:{line}: there are more cells than the first line has columns"
        raise TableError(found, "put a cell that holds a comma in double quotes")
    if lacking := [column for column in needed if cells[column] is None]:
        found = f"{shown(path)}:{line}: there is no cell for `{lacking[0]}`"
        raise TableError(found, "write one for each column of the first line, an empty one too")
    row = TableRow((column, cell or "") for column, cell in cells.items())
    row.path, row.line = path, line
    return row
