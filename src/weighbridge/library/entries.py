"""The entries of a topic: rows of a table, or the column of a table of months or years.

Only the table of the topic is read, and of a wide table only the column that is asked for, and only the months.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..base import shown, suggestion
from ..evidence import EvidenceError, Row, find_dialect, read_table
from ..text import read_period
from .catalogue import LibraryError, shared_folders, topic_of
from .topic import Entry, Topic

DATES = ("month", "date")  # the first column of a table of series
NONE = ("", "…", "..", "...")  # what stands where a series has no figure
THINGS = ("truck", "vehicle", "person")  # what tables of the evidence have in their units; here they stand in a topic
BOUNDS = {"Lower bound": "above", "Upper bound": "below"}
_PER_THING = re.compile(rf"\s*/\s*(?:{'|'.join(THINGS)})\b")


def entries(topic: str | Topic, date: str | None = None, folders: tuple[Path, ...] | None = None) -> tuple[Entry, ...]:
    """The entries of a topic, the lowest first.

    Of a series, those of the date, in any part of the year or the month that it names, and none for a month that it
    lacks. Of money, those that hold at the date, or where none does those nearest to it, whose dates say so. All else
    holds at any date, as does a figure without one.

    Args:
        topic: a topic, or its key.
        date: ``2017``, ``2017-02``, ``2017-02-28`` or a period ``2016-08/2017-08``.
        folders: where the tables are; the shared ones where it is not given.

    Raises:
        LibraryError: there is no such topic, or its table is not there.
        EvidenceError: its table cannot be read.
        DateError: the date is none.
    """
    one = topic if isinstance(topic, Topic) else topic_of(topic, folders)
    asked = period_of(date) if date else None
    path = table_path(one, folders or shared_folders())
    if one.is_series:
        found = list(_of_series(one, path, asked)) if asked else list(_whole_series(one, path, *_state(path)))
    else:
        found = at_date(one, _of_rows(one, path, *_state(path)), date)
    return tuple(sorted(found, key=lambda entry: (entry.low, entry.high, entry.date)))


def at_date(topic: Topic, some: Sequence[Entry], date: str | None) -> list[Entry]:
    """Of the entries of a table those that hold at a date: of money the nearest, of anything else all."""
    if date is None or not topic.is_money:
        return list(some)
    asked = period_of(date)
    away = [_days_between(period_of(entry.date), asked) if entry.date else 0 for entry in some]
    return [entry for entry, days in zip(some, away, strict=True) if days == min(away)]


@lru_cache(maxsize=8192)
def period_of(date: str) -> tuple[str, str]:
    """The first and the last day of a date or a period, as ISO 8601 writes them.

    >>> period_of("2017-02"), period_of("2016/2017-03")
    (('2017-02-01', '2017-02-28'), ('2016-01-01', '2017-03-31'))
    """
    first, last = read_period(date)
    return first.first.isoformat(), last.last.isoformat()


def table_path(topic: Topic, folders: tuple[Path, ...]) -> Path:
    """Where the table of a topic is; raises ``LibraryError`` where it is in no folder."""
    for folder in folders:
        if (path := folder / f"{topic.table}.csv").is_file():
            return path
    known = [path.stem for folder in folders for path in folder.glob("*.csv")]
    found = f"the table `{topic.table}` of the topic `{topic.key}` is not there"
    raise LibraryError(found, suggestion(topic.table, known, "restore it from the project"))


def _meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _days_between(one: tuple[str, str], other: tuple[str, str]) -> int:
    """How many days lie between two periods; 0 where they meet."""
    if _meet(one, other):
        return 0
    first, last = sorted((one, other))
    return (Day.fromisoformat(last[0]) - Day.fromisoformat(first[1])).days


@lru_cache(maxsize=256)
def _of_rows(topic: Topic, path: Path, changed: int, size: int) -> tuple[Entry, ...]:
    """The entries of a table that has one a row."""
    table = _table(path, changed, size)
    if table.rows:
        _refuse_unknown_columns(topic, table.rows[0], path)
    mine = (row for row in table.rows if _is_of(topic, row))
    return tuple(
        _entry(topic, row, table.units, path) for row in mine if row.cells[topic.low] and not row.cells.get("lacking")
    )


def _is_of(topic: Topic, row: Row) -> bool:
    """Whether a row is of a topic: it names it, and has what the topic asks for."""
    named = row.cells.get("topic", topic.key) == topic.key
    return named and all(row.cells[column] in values for column, values in topic.where)


def _refuse_unknown_columns(topic: Topic, row: Row, path: Path) -> None:
    asked = [topic.low, topic.high, *topic.what, *(column for column, _ in topic.where)]
    if unknown := [column for column in asked if column not in row.cells]:
        found = f"{shown(path)}:1: the topic `{topic.key}` asks for the column `{unknown[0]}`"
        raise EvidenceError(found, suggestion(unknown[0], row.cells))


def _entry(topic: Topic, row: Row, units: Mapping[str, tuple[str, str]], path: Path) -> Entry:
    cells = row.cells
    note = cells.get("note", "")
    unit, given = units.get(topic.low, ("", "unit"))
    return Entry(
        topic=topic.key,
        key=cells.get("key") or row.date,
        what=", ".join(cells[column].replace("_", " ") for column in topic.what if cells[column]),
        low=_number(cells[topic.low], topic.low, path, row.line),
        high=_number(cells[topic.high] or cells[topic.low], topic.high, path, row.line),
        unit=without_things(unit or cells.get(given, "")) or topic.unit,
        place=cells.get("place", ""),
        date=row.date,
        sources=tuple(row.sources),
        mark=cells["mark"],
        note=note,
        line=row.line,
        is_bound=next((way for words, way in BOUNDS.items() if note.startswith(words)), ""),
    )


def without_things(unit: str) -> str:
    """A unit without the things that are counted, which a topic names beside it.

    >>> without_things("tonne/truck"), without_things("USD/barrel"), without_things("person")
    ('tonne', 'USD/barrel', 'one')
    """
    bare = _PER_THING.sub("", unit).strip()
    return "one" if bare in THINGS else bare


def _number(text: str, column: str, path: Path, line: int) -> float:
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        remedy = "write digits alone with a decimal point; a range has two columns"
        raise EvidenceError(f"{shown(path)}:{line}: `{column}` is `{text[:40]}`, expected a number", remedy)
    return found


class _Table(NamedTuple):
    """The rows of a table, and the units of those of its columns that have their own."""

    rows: tuple[Row, ...]
    units: Mapping[str, tuple[str, str]]


class _Lines(NamedTuple):
    """A wide table as lines of text, the header apart, each with the date that it begins with."""

    head: tuple[str, ...]
    dated: tuple[tuple[str, str], ...]
    units: Mapping[str, tuple[str, str]]


def _state(path: Path) -> tuple[int, int]:
    """By what one knows that a file is still the same."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _table(path: Path, changed: int, size: int) -> _Table:
    packages: dict[Path, list[Mapping[str, Any]]] = {}
    dialect = find_dialect(path, packages)
    return _Table(read_table(path, dialect), dialect.units)


@lru_cache(maxsize=8)
def _lines(path: Path, changed: int, size: int) -> _Lines:
    dialect = find_dialect(path)
    try:
        first, *rest = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise EvidenceError(f"{shown(path)} cannot be read: {error}", "save it as CSV, UTF-8") from None
    head = tuple(next(csv.reader([first])))
    return _Lines(head, tuple((line.partition(",")[0], line) for line in rest), dialect.units)


@lru_cache(maxsize=4)
def _all_cells(path: Path, changed: int, size: int) -> tuple[list[str], ...]:
    """Every row of a wide table as cells: for who asks for all its months."""
    return tuple(csv.reader(line for _, line in _lines(path, changed, size).dated))


@lru_cache(maxsize=128)
def _whole_series(topic: Topic, path: Path, changed: int, size: int) -> tuple[Entry, ...]:
    """All entries of a series."""
    return tuple(_of_series(topic, path, None))


def _of_series(topic: Topic, path: Path, asked: tuple[str, str] | None) -> Iterator[Entry]:
    """The entries of a column of a wide table, one a month or a year in which it has a figure."""
    head, dated, units = _lines(path, *_state(path))
    if not {topic.column, "source", "mark"} <= set(head) or head[0] not in DATES:
        found = f"{shown(path)}:1: the topic `{topic.key}` asks for the column `{topic.column}` of a table of months"
        raise EvidenceError(found, suggestion(topic.column, head))
    at, source, mark = (head.index(name) for name in (topic.column, "source", "mark"))
    unit = units.get(topic.column, ("", ""))[0] or topic.unit
    for number, cells in _cells_of(path, dated, asked):
        if cells[at] not in NONE:
            value = _number(cells[at], topic.column, path, number)
            sources = tuple(key.strip() for key in cells[source].split(";"))
            yield Entry(
                topic=topic.key,
                key=cells[0],
                what=topic.title,
                low=value,
                high=value,
                unit=unit,
                place="",
                date=cells[0],
                sources=sources,
                mark=cells[mark],
                note=topic.note,
                line=number,
            )


def _cells_of(
    path: Path, dated: tuple[tuple[str, str], ...], asked: tuple[str, str] | None
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a wide table that are of a period, or all of them, each with its line."""
    if asked is None:
        yield from enumerate(_all_cells(path, *_state(path)), start=2)
        return
    for number, (date, line) in enumerate(dated, start=2):
        if asked[0][: len(date)] <= date <= asked[1][: len(date)]:
            yield number, next(csv.reader([line]))
