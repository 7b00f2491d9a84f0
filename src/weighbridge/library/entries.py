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

from ..base import LEADS_OUT, lies_within, named, regular, shown, suggestion, visible
from ..evidence import PACKAGE_FILE, Dialect, EvidenceError, Row, date_fault, find_dialect, read_table
from ..text import DateError, UnitError, parse_unit, read_period
from .catalogue import TOPICS, LibraryError, shared_folders, topic_of
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
    """Where the table of a topic is; raises ``LibraryError`` where it is in none, or a link leads out."""
    for folder in folders:
        if (path := folder / f"{topic.table}.csv").is_file():
            if not lies_within(path, path.parent.parent):
                raise LibraryError(f"{named(path)}: {LEADS_OUT}", "put the table itself there")
            return path
    known = [path.stem for folder in folders for path in folder.glob("*.csv")]
    found = f"{TOPICS}: the table `{topic.table}` of the topic `{topic.key}` is not there"
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
    if fault := date_fault(row):
        raise EvidenceError(f"{shown(path)}:{row.line}: in `{fault[0]}`, {fault[1].message}", fault[1].remedy)
    unit, given = units.get(topic.low, ("", "unit"))
    return Entry(
        topic=topic.key,
        key=cells.get("key") or row.date,
        what=", ".join(cells[column].replace("_", " ") for column in topic.what if cells[column]),
        low=_number(cells[topic.low], topic.low, path, row.line),
        high=_number(cells[topic.high] or cells[topic.low], topic.high, path, row.line),
        unit=_unit_of(without_things(unit or cells.get(given, "")) or topic.unit, path, row.line),
        place=cells.get("place", ""),
        date=row.date,
        sources=tuple(row.sources),
        mark=cells["mark"],
        note=note,
        line=row.line,
        is_bound=next((way for words, way in BOUNDS.items() if note.startswith(words)), ""),
    )


def _refuse_no_date(text: str, column: str, path: Path, line: int) -> None:
    """Raise where a cell that says when a figure holds has no date."""
    try:
        period_of(text)
    except DateError as error:
        raise EvidenceError(f"{shown(path)}:{line}: in `{column}`, {error.message}", error.remedy) from None


def _unit_of(text: str, path: Path, line: int) -> str:
    """A unit as a table writes it, once it is known to be one."""
    try:
        parse_unit(text)
    except UnitError as error:
        raise EvidenceError(f"{shown(path)}:{line}: in `unit`, {error.message}", error.remedy) from None
    return text


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
        raise EvidenceError(
            f"{shown(path)}:{line}: `{column}` is `{visible(text[:40], lines=False)}`, expected a number", remedy
        )
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


def _dialect(path: Path) -> Dialect:
    """How a table is written; a package is read once for all tables that it describes, as long as it stays the same."""
    states = tuple(
        _state(package) for folder in (path.parent, path.parent.parent) if (package := folder / PACKAGE_FILE).is_file()
    )
    return find_dialect(path, _packages(path.parent, states))


@lru_cache(maxsize=8)
def _packages(folder: Path, states: tuple[tuple[int, int], ...]) -> dict[Path, list[Mapping[str, Any]]]:
    """The packages that were read for the tables of a folder, to which those read next are added."""
    return {}


@lru_cache(maxsize=64)
def _table(path: Path, changed: int, size: int) -> _Table:
    dialect = _dialect(path)
    return _Table(read_table(path, dialect), dialect.units)


@lru_cache(maxsize=8)
def _lines(path: Path, changed: int, size: int) -> _Lines:
    dialect = _dialect(path)
    try:
        text = regular(path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "this is not UTF-8"
        raise EvidenceError(f"{shown(path)}: cannot be read: {why}", "save it as CSV, UTF-8") from None
    first, *rest = text.replace("\r\n", "\n").split("\n")  # a line each, whatever other signs stand in it
    rest = rest[:-1] if rest and not rest[-1] else rest
    head = tuple(_cells(first, path, 1))
    return _Lines(head, tuple((line.partition(",")[0], line) for line in rest), dialect.units)


@lru_cache(maxsize=4)
def _all_cells(path: Path, changed: int, size: int) -> tuple[list[str], ...]:
    """Every row of a wide table as cells: for who asks for all its months."""
    head, dated, _ = _lines(path, changed, size)
    return tuple(_cells(line, path, number, head) for number, (_, line) in enumerate(dated, start=2))


def _cells(line: str, path: Path, number: int, head: Sequence[str] = ()) -> list[str]:
    """The cells of a line, of which there must be as many as the header has."""
    try:
        cells = next(csv.reader([line], strict=True), [])
    except csv.Error as error:
        remedy = "put text that holds a comma in double quotes, and close them on the same line"
        raise EvidenceError(f"{shown(path)}:{number}: this is no row of a CSV: {error}", remedy) from None
    if head and len(cells) != len(head):
        found = f"{shown(path)}:{number}: the row has {len(cells)} cells, the header {len(head)}"
        raise EvidenceError(found, "give each column its cell, an empty one too")
    return cells


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
    for number, cells in _cells_of(path, head, dated, asked):
        if cells[at] not in NONE:
            value = _number(cells[at], topic.column, path, number)
            _refuse_no_date(cells[0], head[0], path, number)
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
    path: Path, head: Sequence[str], dated: tuple[tuple[str, str], ...], asked: tuple[str, str] | None
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a wide table that are of a period, or all of them, each with its line."""
    if asked is None:
        yield from enumerate(_all_cells(path, *_state(path)), start=2)
        return
    for number, (date, line) in enumerate(dated, start=2):
        if asked[0][: len(date)] <= date <= asked[1][: len(date)]:
            yield number, _cells(line, path, number, head)
