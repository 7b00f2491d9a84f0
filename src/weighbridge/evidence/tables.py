"""What is known: a figure from a row of a table, or one cited in the case; never without source, unit and date."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, model_validator

from ..base import RemediedError, Strict, suggestion

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


class EvidenceError(RemediedError):
    """Evidence that can't be found, or that lacks what evidence needs."""


class Evidence(Strict):
    """Where a figure is: ``table`` with ``where`` and ``column``, or ``value`` with ``source`` and ``date``."""

    table: str | None = None
    where: dict[str, str] = Field(default_factory=dict)
    column: str | None = None
    value: str | None = None
    source: str | None = None
    date: str | None = None
    what: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Evidence:
        if (self.table is None) == (self.value is None):
            raise ValueError("evidence has either `table`, `where` and `column`, or `value`, `source` and `date`")
        needed = ("where", "column") if self.table else ("source", "date")
        missing = [key for key in needed if not getattr(self, key)]
        if missing:
            raise ValueError(
                f"evidence from {'a table' if self.table else 'a source'} needs `{'` and `'.join(missing)}`"
            )
        if self.date and not is_date(self.date):
            raise ValueError(f"`{self.date}` is not a date, expected one such as 2017, 2017-02 or 2017-02-28")
        return self


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that exists.

    >>> is_date("2017-02"), is_date("2017-02-30")
    (True, False)
    """
    if not DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


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


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a CSV with a header; each carries its line.

    Raises:
        EvidenceError: there is no such table, or it isn't text with the columns `source` and `mark`.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = parse_table(path.stem, lines)
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
    lacking = [column for column in ("source", "mark") if rows and column not in rows[0].cells]
    if lacking:
        raise EvidenceError(f"the table `{path.stem}` lacks the column `{lacking[0]}`", "every row has source and mark")
    return rows


def parse_table(name: str, lines: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table from the lines of its text, the header first.

    >>> [row.cells["price"] for row in parse_table("prices", ["metal,price", "copper,5940.91"])]
    ['5940.91']
    """
    reader = csv.DictReader(lines)
    return tuple(Row(name, reader.line_num, {k: v or "" for k, v in row.items() if k}) for row in reader)


def find_row(rows: tuple[Row, ...], table: str, where: dict[str, str], column: str) -> Row:
    """The one row in which every column of ``where`` has the value asked for.

    Raises:
        EvidenceError: it isn't exactly one, or it lacks the figure; ``at`` holds the key that asked for it.
    """
    columns = rows[0].cells.keys() if rows else ()
    asking = [*((name, ("where", name)) for name in where), (column, ("column",)), ("unit", ("table",))]
    for name, at in asking:
        if name not in columns:
            raise EvidenceError(f"the table `{table}` has no column `{name}`", suggestion(name, columns), at)
    asked = ", ".join(f"{key}: {value}" for key, value in where.items())
    for name, value in where.items():
        present = {row.cells[name] for row in rows}
        if value not in present:
            message = f"no row of `{table}` has {name} `{value}`"
            raise EvidenceError(message, suggestion(value, present), ("where", name))
    found = [row for row in rows if all(row.cells[name] == value for name, value in where.items())]
    if len(found) != 1:
        message = f"{len(found)} rows of `{table}` have {asked}, expected one"
        raise EvidenceError(message, "name more columns under `where`", ("table",))
    if not found[0].cells[column]:
        message = f"the row of `{table}` with {asked} has nothing in `{column}`"
        raise EvidenceError(message, "choose another column or row", ("column",))
    return found[0]
