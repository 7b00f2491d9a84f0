"""What is in a file, and what would become of it, in the words of a reader: what a user sees before writing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

from ...base import csv_cell, shown
from ..figures import decimal_signs, readings
from .dates import is_year, looks_like_a_date, may_be_a_date, read_dates
from .entries import Entry
from .file import File
from .grid import Cell, many, shown_cell
from .header import Column, Found
from .numbers import is_none, looks_like_a_number, written
from .record import Intake
from .refusal import IntakeError
from .row_lengths import ragged_lines

MOST_COLUMNS, FIRST_VALUES, SHOWN_ROWS = 24, 3, 3
SINGLE_FIGURES = 12  # as many as one cites: a year of months; more are a series
_DATE_NAMES = re.compile(r"date|day|month|year|period|time|datum|jahr|monat|fecha|تاريخ", re.IGNORECASE)
_ACROSS = 3  # dates in the header


def overview(file: File, found: Found, latest: int) -> Iterator[str]:
    """What is in a file: how it is written, its header, its columns with their first values.

    Args:
        latest: the year of the run.
    """
    header = "no header" if found.header is None else f"header in line {_span(*found.header)}"
    yield f"{file.name}: {found.grid.how}; {header}; {many(len(found.lines), 'line')} below it."
    yield from _encoding(found)
    rows = [("", "column", "first values", "")]
    across = _dates_across(found)
    for column in found.columns:
        if column in across and len(across) >= _ACROSS:
            continue  # said in one line below
        cells = [cell for line in found.lines if shown_cell(cell := line.cell(column.index))]
        values = ", ".join(shown_cell(cell)[:24] for cell in cells[:FIRST_VALUES])
        rows.append((column.letter, column.name[:40], values, _kind(file.name, column, cells, latest)))
    yield from _aligned(rows[: MOST_COLUMNS + 1])
    if len(rows) > MOST_COLUMNS + 1:
        yield f"  and {len(rows) - MOST_COLUMNS - 1} more columns"
    if len(across) >= _ACROSS:
        yield f"The header holds {len(across)} dates, from {across[0].name} to {across[-1].name}."
    for problem in [*ragged_lines(found, found.lines)][:1]:
        yield f"CHECK: {problem}"


def _encoding(found: Found) -> Iterator[str]:
    """What to look at where the encoding was not known."""
    if found.grid.is_encoding_guessed:
        yield "CHECK: if letters look wrong, say the encoding, as in --encoding cp1256 (Arabic) or cp1251 (Russian)."


def suggested(found: Found) -> dict[str, list[str]]:
    """The options by which the columns of a file would be taken, by what they say (``Request.lacking``)."""
    across = _dates_across(found)
    texts = [column for column in found.columns if column not in across]
    if len(across) >= _ACROSS:
        apart = [column for column in texts if _tells_apart(found, column)]
        kept = [part for column in (apart[:1] or texts) for part in ("--keep", column.name)]
        return {"date": ["--dates-across", *kept], "column": []}
    dates = [column for column in found.columns if _share(found, column, _date_test(column)) > 0.5]
    others = [column for column in found.columns if column not in dates]
    figures = [column for column in others if _share(found, column, looks_like_a_number) > 0.5]
    date = ["--date", dates[0].name] if dates else ["--dated", "DATE"]
    return {"date": date, "column": ["--column", figures[0].name if figures else "COLUMN"]}


def _tells_apart(found: Found, column: Column) -> bool:
    """Whether no two lines have the same in a column."""
    values = [shown_cell(line.cell(column.index)) for line in found.lines]
    return all(values) and len(set(values)) == len(values)


def _dates_across(found: Found) -> list[Column]:
    """The columns that have a date for a heading."""
    return [one for one in found.columns if looks_like_a_date(one.heading) or is_year(one.heading)]


def _share(found: Found, column: Column, test: Callable[[Cell], bool]) -> float:
    """The share of the cells of a column, of those that hold something, of which something is so."""
    cells = [line.cell(column.index) for line in found.lines]
    return sum(map(test, cells)) / max(1, sum(not is_none(cell) for cell in cells))


def _date_test(column: Column) -> Callable[[Cell], bool]:
    """What makes a cell a date: in a column that seems to be one of dates, a year or a count of days as well."""
    return may_be_a_date if column.index == 0 or _DATE_NAMES.search(column.name) else looks_like_a_date


def _kind(file: str, column: Column, cells: Sequence[Cell], latest: int) -> str:
    """What a column seems to hold, and how it is written."""
    dates = [*filter(_date_test(column), cells)]
    if len(dates) > len(cells) / 2:
        try:
            read = read_dates(file, "it", [(0, cell) for cell in dates], latest)
            return f"dates; {read.how[0] if read.how else 'in ISO 8601'}"
        except IntakeError as error:
            problem = error.problems[0]
            return f"dates; {problem.message}; {problem.remedy}"
    numbers = [cell for cell in cells if looks_like_a_number(cell)]
    if len(numbers) <= len(cells) / 2:
        return "text" if cells else "empty"
    digits = [one.digits for cell in numbers if isinstance(cell, str) and (one := written(cell))]
    return f"numbers{_sign(digits)}{_others(cells)}"


def _sign(digits: Sequence[str]) -> str:
    signs = decimal_signs(digits)
    if len(signs) > 1:
        return " with both decimal signs"
    if signs:
        return ", decimal point" if signs == {"."} else ", decimal comma"
    doubtful = next((one for one in digits if len(set(readings(one).values())) > 1), None)
    return f"; `{doubtful}` leaves the decimal sign open: add --decimal . or --decimal ," if doubtful else ""


def _others(cells: Sequence[Cell]) -> str:
    texts = [shown_cell(cell) for cell in cells if not is_none(cell) and not looks_like_a_number(cell)]
    return f"; and {many(len(texts), 'text')}, such as `{texts[0][:24]}`" if texts else ""


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def preview(intake: Intake) -> Iterator[str]:
    """What would be written, and how it was read: the first rows and the last, every reading, all that is left out."""
    addition, file = intake.addition, intake.file
    yield f"{file.name}, SHA-256 {file.sha256}: {intake.found.grid.how}."
    yield from _encoding(intake.found)
    state = "a new table" if addition.before is None else "a table that is there"
    where = f"{shown(addition.path)}, {state}"
    yield f"{many(len(addition.new), 'row')} for {where}:"
    yield from _rows(addition.columns, addition.new)
    if addition.known:
        yield f"{many(addition.known, 'row stands', 'rows stand')} there already, with the same figures."
    yield from (f"Read: {line}." if not line.startswith("CHECK: ") else f"{line}." for line in intake.entries.how)
    if hint := _month_hint(intake):
        yield hint
    yield from (f"Left out: {line}." for line in intake.entries.left_out)
    yield f"Unit: {intake.entries.rows[0].cells['unit']}. {_source(intake)}"
    if intake.target.case is None and len(intake.addition.new) > SINGLE_FIGURES and not _is_shipped(intake):
        yield "CHECK: the terms of this source are not known to let its figures be passed on, and these are a series."


def _source(intake: Intake) -> str:
    key = intake.request.source or ""
    known = intake.target.holdings.sources.get(key)
    if known is not None:
        return f"Source: `{key}`, {known.citation()}."
    return f"Source: `{key}`, new: {dict(intake.request.new_source or {}).get('title')}."


def _is_shipped(intake: Intake) -> bool:
    """Whether the figures of the source may be republished, by what is recorded of its terms."""
    known = intake.target.holdings.sources.get(intake.request.source or "")
    return known is not None and known.use == "shipped"


def _month_hint(intake: Intake) -> str:
    """What to ask where every date is the first of its month: then it may stand for the month."""
    dates = {row.cells.get("date", "") for row in intake.entries.rows}
    first = all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-01", date) for date in dates)
    if len(dates) > 1 and first and not intake.request.monthly:
        return "CHECK: every date is the first of a month. If the figures are of whole months, add --monthly."
    return ""


def _rows(columns: Sequence[str], new: Sequence[Entry]) -> Iterator[str]:
    """The first rows and the last ones, with how many are between."""
    head, tail = new[:SHOWN_ROWS], new[max(SHOWN_ROWS, len(new) - SHOWN_ROWS) :]
    lines = [
        *_aligned([tuple(columns), *(tuple(row.cells.get(c, "")[:40] for c in columns) for row in (*head, *tail))])
    ]
    yield from lines[: len(head) + 1]
    if between := len(new) - len(head) - len(tail):
        yield f"  … {many(between, 'row')} …"
    yield from lines[len(head) + 1 :]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def use_in_a_case(intake: Intake) -> str:
    """What to write into a case, so that it uses the first of the new rows."""
    row, figure = intake.addition.new[0], intake.entries.figures[0]
    names = [name if name in intake.addition.columns else "month" for name in intake.entries.identity]
    where = ", ".join(f"{name}: {_yaml(str(csv_cell(row.cells[name])))}" for name in names if name in row.cells)
    entry = f"{{table: {intake.addition.path.stem}, where: {{{where}}}, column: {figure}}}"
    return f"evidence:\n  {figure}: {entry}"


def _yaml(text: str) -> str:
    """A text as YAML takes it within braces."""
    return text if re.fullmatch(r"[A-Za-z0-9][\w .-]*", text) else json.dumps(text, ensure_ascii=False)
