"""The rows of a table with their lines, the one row that is asked for, and what keeps a table from being read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..base import RemediedError, regular, shown, suggestion, under
from ..text import DateError, read_date, read_period
from .dialect import DELIMITERS, Dialect, find_dialect

NEEDED = ("source", "mark")
DATED = ("month", "date", "start", "end")  # the columns that say when a figure holds
_SEP = re.compile(r'"?sep=(.)"?\s*')  # the first line by which Excel tells itself the separator


class EvidenceError(RemediedError):
    """Evidence that can't be found, or that lacks what evidence needs.

    ``found`` is the message without the place of the row that it begins with, for who says that place by itself.
    """

    def __init__(self, message: str, remedy: str = "", at: tuple[str, ...] = (), place: str = "") -> None:
        self.found = message
        super().__init__(f"{place}: {message}" if place else message, remedy, at)


@dataclass(frozen=True)
class Row:
    """A row of a table and the line of the file that it stands on."""

    table: str
    line: int
    cells: dict[str, str]

    @property
    def sources(self) -> list[str]:
        """The keys of the row's sources."""
        return [key.strip() for key in self.cells["source"].split(";") if key.strip()]

    @property
    def date(self) -> str:
        """The row's date, month or period, as the table gives it."""
        period = [self.cells.get(column, "") for column in ("start", "end")]
        return self.cells.get("month") or self.cells.get("date") or "/".join(dict.fromkeys(filter(None, period)))


def read_table(path: Path, dialect: Dialect | None = None) -> tuple[Row, ...]:
    """The rows of a CSV with a header; each carries its line.

    Args:
        dialect: how the file is written; as the package beside it declares where it is not given.

    Raises:
        EvidenceError: there is no such table, it isn't text with the columns `source` and `mark`, its columns are
            separated by another sign than its dialect has, or a row has more cells than the header.
    """
    dialect = dialect or find_dialect(path)
    try:
        with regular(path).open(encoding="utf-8-sig", newline="") as lines:
            first = next(lines, "")
            sep = _SEP.fullmatch(first)
            delimiter = sep[1] if sep else dialect.delimiter
            reader = csv.DictReader(lines if sep else chain([first], lines), delimiter=delimiter)
            columns = list(reader.fieldnames or [])
            if columns and not set(NEEDED) <= set(columns):
                raise _header_fault(path, columns, delimiter, dialect)
            return _rows(path.stem, reader, shown(path), before=1 if sep else 0)
    except FileNotFoundError:
        known = [other.stem for other in path.parent.glob("*.csv")]
        raise EvidenceError(f"there is no table `{path.stem}`", suggestion(path.stem, known)) from None
    except OSError as error:
        raise EvidenceError(
            f"the table `{path.stem}` cannot be read: {error.strerror}", "check its permissions"
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise EvidenceError(
            f"the table `{path.stem}` is not a text file with commas: {error}", "save it as CSV, UTF-8"
        ) from None


def parse_table(name: str, lines: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table from the lines of its text, the header first, separated by commas.

    Raises:
        EvidenceError: it is no text with commas, or a row has more cells than the header.

    >>> [row.cells["price"] for row in parse_table("prices", ["metal,price", "copper,5940.91"])]
    ['5940.91']
    """
    try:
        return _rows(name, csv.DictReader(lines), f"{name}.csv")
    except csv.Error as error:
        found = f"{name}.csv: is not a text file with commas: {error}"
        raise EvidenceError(found, "save it as CSV, UTF-8") from None


def _rows(name: str, reader: csv.DictReader[str], file: str, before: int = 0) -> tuple[Row, ...]:
    """The rows that a reader gives; raises ``EvidenceError`` where one has more cells than the header."""
    rows = []
    for cells in reader:
        line, more = reader.line_num + before, cells.get(None)  # type: ignore[call-overload]
        if more and any(more):
            found = f"{file}:{line}: the row has {len(cells) - 1 + len(more)} cells, the header {len(cells) - 1}"
            raise EvidenceError(
                found, f'put what has a `{reader.reader.dialect.delimiter}` in it in quotes, as in `"1,5"`'
            )
        rows.append(Row(name, line, {k: v or "" for k, v in cells.items() if k}))
    return tuple(rows)


def _header_fault(path: Path, columns: list[str], delimiter: str, dialect: Dialect) -> EvidenceError:
    """What is wrong with a header that lacks a column: another separator than is declared, or the column itself."""
    place, header = f"{shown(path)}:1", delimiter.join(columns)
    for other in DELIMITERS:
        names = next(csv.reader([header], delimiter=other))
        if other != delimiter and (set(NEEDED) <= set(names) or len(columns) == 1 < len(names)):
            here = DELIMITERS.get(delimiter, f"`{delimiter}`")
            found = f"{place}: the columns are separated by {DELIMITERS[other]}, expected {here}"
            return EvidenceError(found, f"save it with {here}, or {dialect.to_declare_delimiter(other)}")
    lacking = next(column for column in NEEDED if column not in columns)
    known = ", ".join(f"`{column[:30]}`" for column in columns[:20])
    remedy = f"it has {known}; every row needs a source and a mark, V, D or S"
    return EvidenceError(f"{place}: the table `{path.stem}` lacks the column `{lacking}`", remedy)


def date_fault(row: Row) -> tuple[str, DateError] | None:
    """The first column that says when a row's figures hold and has no date, with what is wrong; None where all do."""
    for column in DATED:
        if text := row.cells.get(column):
            try:
                read_date(text) if column in ("start", "end") else read_period(text)
            except DateError as error:
                return column, error
    return None


def find_row(rows: tuple[Row, ...], table: str, where: dict[str, str], column: str, has_own_unit: bool = False) -> Row:
    """The one row in which every column of ``where`` has the value asked for.

    Args:
        has_own_unit: whether the unit of the column is declared, so that no column of the table need give it.

    Raises:
        EvidenceError: it isn't exactly one, or it lacks the figure; ``at`` holds the key that asked for it.
    """
    columns = rows[0].cells.keys() if rows else ()
    asking = [*((name, ("where", name)) for name in where), (column, ("column",))]
    asking += [] if has_own_unit else [("unit", ("table",))]
    for name, at in asking:
        if name not in columns:
            raise EvidenceError(f"the table `{table}` has no column `{name}`", suggestion(name, columns), at)
    asked = ", ".join(f"{key}: {value}" for key, value in where.items())
    for name, value in where.items():
        if all(row.cells[name] != value for row in rows):
            if name in DATED and any(sign.isdigit() for sign in value):  # `sale.month` would be the name of an event
                with under("where", name):
                    read_period(value)
            message = f"no row of `{table}` has {name} `{value}`"
            raise EvidenceError(message, suggestion(value, {row.cells[name] for row in rows}), ("where", name))
    found: Sequence[Row] = rows
    for name, value in where.items():
        found = [row for row in found if row.cells[name] == value]
    if len(found) != 1:
        message = f"{len(found)} rows of `{table}` have {asked}, expected one"
        raise EvidenceError(message, "name more columns under `where`", ("table",))
    if not found[0].cells[column]:
        message = f"the row of `{table}` with {asked} has nothing in `{column}`"
        raise EvidenceError(message, "choose another column or row", ("column",))
    return found[0]
