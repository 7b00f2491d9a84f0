"""The rows that a file would give a table: those asked for, with their numbers and dates read, and what is left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...base import Place, Problem, RemediedError, command_line, suggestion
from ...text import Written as Amount
from .dates import is_year, looks_like_a_date, may_be_a_date, read_dates
from .doubts import indices, said_of_units, several_units, totals
from .grid import Cell, Line, many, shown_cell
from .header import Column, Found
from .numbers import Figures, Spot, is_none, looks_like_a_number, read_figures
from .refusal import all_of, refuse_all, refused
from .request import VALUE, Request, taken
from .row_lengths import ragged_lines

MONTH, DATE, NOTE = "month", "date", "note"
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Entry:
    """A row for the table, its cells by column, and the line of the file that it was read from."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Entries:
    """What a file gives a table.

    Attributes:
        identity: the columns that tell one row from another: what is kept, and the date.
        figures: the columns of figures.
        how: how numbers and dates were read, in words.
        left_out: what was not taken, in words.
    """

    rows: tuple[Entry, ...]
    identity: tuple[str, ...]
    figures: tuple[str, ...]
    headings: dict[str, str]
    how: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in the order of the table; a note only where there is one."""
        notes = (NOTE,) if any(row.cells[NOTE] for row in self.rows) else ()
        return (*self.identity, *self.figures, "unit", "source", "mark", *notes)


@dataclass(frozen=True)
class TakenColumns:
    """The columns of the file that are taken, with their names in the table."""

    keep: tuple[tuple[Column, str], ...]
    figures: tuple[tuple[Column, str], ...]
    date: Column | None
    where: tuple[tuple[Column, str], ...]


def read_entries(found: Found, request: Request, latest: int) -> Entries:
    """The rows that are asked for.

    Args:
        latest: the year of the run.

    Raises:
        IntakeError: a column is not there; a line, a number or a date has no one reading; or no row is left. All of a
            kind at once.
    """
    columns = taken_columns(found, request)
    lines, out = _chosen(found, request, columns)
    refuse_all(ragged_lines(found, lines))
    lines, notes = _with_figures(columns, lines)
    if not lines:
        raise refused(found.grid.file, "no row with a figure is left", "look at --column, --where and --header-row")
    unit, headed = request.canonical_unit, [column for column, _ in columns.figures]
    sums = list(totals(found, request, headed, lines))
    parts = [line for line in lines if line.number not in {problem.place.line for problem in sums}]
    _, _, read, (dates, how) = all_of(
        lambda: refuse_all(sums),
        lambda: refuse_all(several_units(found, parts)),
        lambda: _figures(found, request, columns, parts, unit),
        lambda: _dates(found, request, columns, parts, latest),
    )
    how = (*read.how, *how, *said_of_units(found, lines), *indices(found, headed, lines, unit))
    date = MONTH if all(map(_MONTH.fullmatch, dates.values())) else DATE
    rows = [*_rows(request, columns, lines, read, dates, unit, date)]
    identity = (*(name for _, name in columns.keep), date)
    figures = tuple(dict.fromkeys(_name_of(request, name) for _, name in columns.figures))
    kept, twice = _without_doubles(found, rows, identity, figures)
    return Entries(kept, identity, figures, _headings(columns, date), how, (*out, *notes, *twice))


def _headings(columns: TakenColumns, date: str) -> dict[str, str]:
    """The heading in the file of each column of the table."""
    named = {name: column.name for column, name in (*columns.keep, *columns.figures)}
    return {**named, date: columns.date.name} if columns.date else named


def taken_columns(found: Found, request: Request) -> TakenColumns:
    """The columns that the request names; raises where one is not there, or two have one name."""
    keep = [_column(found, said, "--keep") for said in request.keep]
    if request.dates_across:
        figures = [(one, one.name) for one in found.columns if looks_like_a_date(one.heading) or is_year(one.heading)]
        if not figures:
            raise refused(found.grid.file, "has no dates in its header", "name the column of dates with --date")
        names = [*(name for _, name in keep), _name_of(request, "")]
    else:
        figures = [_column(found, said, "--column") for said in request.columns]
        names = [name for _, name in (*keep, *figures)]
    if double := next((name for name in names if names.count(name) > 1), None):
        remedy = f"give one another name, as in {command_line([], [], ['--column', f'HEADING={double}_2'])}"
        raise refused("--column", f"two columns would be called `{double}`", remedy)
    date = found.column(request.date, "--date") if request.date else None
    where = tuple((found.column(heading, "--where"), value) for heading, value in request.where)
    return TakenColumns(tuple(keep), tuple(figures), date, where)


def _column(found: Found, said: str, option: str) -> tuple[Column, str]:
    """A column and its name in the table: a heading may itself have the sign that gives it another name."""
    if any(one.name == said.strip() for one in found.columns):
        return found.column(said, option), taken(said.replace("=", " "), option).name
    heading, equals, _ = said.rpartition("=")
    column = found.column(heading if equals and heading else said, option)
    is_letter = not (equals and heading) and said.strip().upper() == column.letter
    return column, taken(column.name.replace("=", " ") if is_letter else said, option).name


def _name_of(request: Request, name: str) -> str:
    return (taken(request.columns[0], "--column").name if request.columns else VALUE) if request.dates_across else name


def _chosen(found: Found, request: Request, columns: TakenColumns) -> tuple[list[Line], list[str]]:
    """The lines that the conditions pick and that the user does not leave out."""
    lines = [line for line in found.lines if not request.is_left_out(line.number)]
    said = len(found.lines) - len(lines)
    out = [f"{many(said, 'line')} by --without-row"] if said else []
    for column, value in columns.where:
        present = {shown_cell(line.cell(column.index)) for line in lines}
        if value.strip() not in present:
            remedy = suggestion(value[:60], list(present - {""})[:200])
            raise refused(found.grid.file, f"no line has `{value[:40]}` in {column}", f"--where: {remedy}")
        lines = [line for line in lines if shown_cell(line.cell(column.index)) == value.strip()]
    picked = len(found.lines) - said - len(lines)
    return lines, [*out, *([f"{many(picked, 'line')} by --where"] if picked else [])]


def _with_figures(columns: TakenColumns, lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines with a figure, or with a text where one should be; and what the others are: notes, or no figure."""
    kept, notes, without = [], [], 0
    for line in lines:
        cells = [line.cell(column.index) for column, _ in columns.figures]
        texts = [cell for cell in cells if not is_none(cell)]
        is_dated = columns.date is None or may_be_a_date(line.cell(columns.date.index))
        if any(map(looks_like_a_number, texts)) or (texts and is_dated):
            kept.append(line)
        elif columns.date is not None and is_dated:
            without += 1
        else:
            notes.append(line)
    out = [f"{many(without, 'row')} without a figure"] if without else []
    texts_of = "; ".join(f"line {line.number}: {_said(line)}" for line in notes[:5])
    more = f"; and {len(notes) - 5} more" if len(notes) > 5 else ""
    return kept, [*out, *([f"{many(len(notes), 'line')} of text ({texts_of}{more})"] if notes else [])]


def _said(line: Line) -> str:
    return " ".join(filter(None, map(shown_cell, line.cells)))[:60]


def _figures(found: Found, request: Request, columns: TakenColumns, lines: Sequence[Line], unit: str) -> Figures:
    """All cells of figures, line by line, read as one hand wrote them."""
    spots = [Spot(line.number, str(column), line.cell(column.index)) for line in lines for column, _ in columns.figures]
    others = [line.cell(column.index) for line in found.lines for column, _ in columns.figures]
    read = read_figures(found.grid.file, spots, unit, request.decimal, others, request.scale)
    refuse_all(_unwritable(found.grid.file, spots, read, unit))
    return read


def _unwritable(file: str, spots: Sequence[Spot], read: Figures, unit: str) -> Iterator[Problem]:
    """The numbers that no quantity of the kit can be, such as those of thirty digits."""
    wrong = {number for number in set(read.numbers) if number is not None and not _is_measured(number, unit)}
    for spot, number in zip(spots, read.numbers, strict=True):
        if number in wrong:
            shown = shown_cell(spot.cell)[:40]
            found = f"{spot.column} holds `{shown}`, longer, larger or smaller than a measured number"
            remedy = f"leave the line out, --without-row {spot.line}, or mend the cell"
            yield Problem(Place(file, spot.line), found, remedy)


def _is_measured(number: str, unit: str) -> bool:
    try:
        Amount.parse(f"{number} {unit}")
    except RemediedError:
        return False
    return True


def _dates(
    found: Found, request: Request, columns: TakenColumns, lines: Sequence[Line], latest: int
) -> tuple[dict[tuple[int, int], str], tuple[str, ...]]:
    """The date of each figure, by the number of its line and the place of its column; and how dates were read."""
    spots = [(line.number, column.index) for line in lines for column, _ in columns.figures]
    if request.dated is not None:
        return dict.fromkeys(spots, request.dated), ()
    file, last = found.grid.file, len("2017-02") if request.monthly else None
    if columns.date is not None:
        cells = [(line.number, line.cell(columns.date.index)) for line in lines]
        read = read_dates(file, str(columns.date), cells, latest, request.date_format)
        by_line = {line.number: text[:last] for line, text in zip(lines, read.texts, strict=True)}
        return {spot: by_line[spot[0]] for spot in spots}, read.how
    number = found.header[1] if found.header else 0
    heads: list[tuple[int, Cell]] = [(number, column.heading) for column, _ in columns.figures]
    read = read_dates(file, "the header", heads, latest, request.date_format)
    by_column = {one.index: text[:last] for (one, _), text in zip(columns.figures, read.texts, strict=True)}
    return {spot: by_column[spot[1]] for spot in spots}, read.how


def _rows(
    request: Request,
    columns: TakenColumns,
    lines: Sequence[Line],
    read: Figures,
    dates: dict[tuple[int, int], str],
    unit: str,
    date: str,
) -> Iterator[Entry]:
    """A row for each line; with dates across, one for each figure of it.

    Args:
        date: the name of the column of dates.
    """
    cells = iter(zip(read.numbers, read.marks, strict=True))
    for line in lines:
        kept = {name: shown_cell(line.cell(column.index)) for column, name in columns.keep}
        figures = [(column, name, *next(cells)) for column, name in columns.figures]
        groups = [[one] for one in figures] if request.dates_across else [figures]
        for group in groups:
            numbers = {_name_of(request, name): number or "" for _, name, number, _ in group}
            if any(numbers.values()):
                marks = " ".join(f"Marked `{mark}`{_beside(group, name)}." for _, name, _, mark in group if mark)
                note = " ".join(filter(None, [request.note, marks]))
                when = dates[line.number, group[0][0].index]
                said = {"unit": unit, "source": request.source or "", "mark": request.mark, NOTE: note}
                yield Entry(line.number, {**kept, date: when, **numbers, **said})


def _beside(group: Sequence[object], name: str) -> str:
    return f" in {name}" if len(group) > 1 else ""


def _without_doubles(
    found: Found, rows: Sequence[Entry], identity: Sequence[str], figures: Sequence[str]
) -> tuple[tuple[Entry, ...], list[str]]:
    """The rows, of equal ones the first; raises where two of one identity have other figures."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for row in rows:
        groups[tuple(row.cells[name] for name in identity)].append(row)
    problems, equal = [], 0
    for key, group in groups.items():
        first = group[0]
        for other in group[1:]:
            if same_figures(first.cells, other.cells, figures):
                equal += 1
                continue
            called = ", ".join(filter(None, key))
            ends = [" and ".join(row.cells[name] or "nothing" for name in figures) for row in (first, other)]
            fault = f"two rows for {called}: {ends[0]} in line {first.line}, {ends[1]} here"
            apart = "tell them apart with --keep COLUMN or --where COLUMN=VALUE"
            remedy = f"{apart}, or leave one out: --without-row {other.line}"
            problems.append(Problem(Place(found.grid.file, other.line), fault, remedy))
    refuse_all(problems)
    kept = tuple(group[0] for group in groups.values())
    return kept, [f"{many(equal, 'row that repeats', 'rows that repeat')} another"] if equal else []


def same_figures(one: dict[str, str], other: dict[str, str], figures: Sequence[str]) -> bool:
    """Whether two rows have the same figures, however many zeros are written behind them.

    >>> same_figures({"price": "5940.90"}, {"price": "5940.9"}, ["price"])
    True
    """
    pairs = [(one[name], other[name]) for name in figures]
    return all(left == right or (left and right and Decimal(left) == Decimal(right)) for left, right in pairs)
