"""A table with rows added: what is new, what stands there already, and what contradicts it. Nothing is overwritten."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...base import Place, Problem, RemediedError, csv_cell, shown
from ..dialect import Dialect, find_dialect
from ..figures import NumberFormat, decimal_signs
from ..holdings import Holdings
from ..rows import Row, read_table
from .entries import DATE, MONTH, NOTE, Entries, Entry, same_figures
from .refusal import IntakeError, refuse_all, refused
from .target import Target

POINT = NumberFormat()


@dataclass(frozen=True)
class Addition:
    """A table before and after.

    Attributes:
        path: the table's file.
        before: its bytes; none where the table is new.
        after: its bytes with the new rows at its end.
        columns: the columns of the table in their order.
        new: the entries that are added.
        known: how many stand there already, with the same figures.
        first_line: the line of the table on which the first new row stands.
    """

    path: Path
    before: bytes | None
    after: bytes
    columns: tuple[str, ...]
    new: tuple[Entry, ...]
    known: int
    first_line: int
    figures: tuple[str, ...]
    is_described: bool

    @property
    def last_line(self) -> int:
        """The line on which the last new row stands."""
        return self.first_line + len(self.new) - 1


def addition(target: Target, table: str, entries: Entries) -> Addition:
    """The table with the entries that it does not have.

    Raises:
        IntakeError: the table has other columns, or other figures for the same thing and date; all of them at once.
    """
    path = target.table(table)
    if not path.is_file():
        return _new(path, entries)
    try:
        before, dialect = path.read_bytes(), find_dialect(path)
        rows = read_table(path, dialect)
    except (RemediedError, OSError) as error:
        remedy = getattr(error, "remedy", "") or "check its permissions"
        raise refused(shown(path), getattr(error, "message", str(error)), remedy) from None
    if not rows:
        raise refused(shown(path), "has no row", "remove the file, and the table is made anew")
    columns = tuple(rows[0].cells)
    entries = _with_columns_of(path, columns, entries)
    new, known = _compared(path, rows, entries)
    style = _style(path, rows, dialect, entries.figures)
    after = before if not new else _appended(before, columns, new, dialect.delimiter, style)
    made = _as_rows(table, columns, new, style, len(_lines(before)))
    _check_read_back(
        Holdings((target.evidence,), {table: (*rows, *made)}, dialects={table: dialect}), made, new, entries
    )
    first = len(_lines(before)) + 1
    return Addition(path, before, after, columns, new, known, first, entries.figures, dialect.described)


def _new(path: Path, entries: Entries) -> Addition:
    style = dict.fromkeys(entries.figures, POINT)
    head = (",".join(entries.columns) + "\n").encode()
    after = _appended(head, entries.columns, entries.rows, ",", style)
    return Addition(path, None, after, entries.columns, entries.rows, 0, 2, entries.figures, False)


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines()


def _with_columns_of(path: Path, columns: Sequence[str], entries: Entries) -> Entries:
    """The entries in the columns of the table; raises where they are not the same."""
    given = {DATE: MONTH, MONTH: DATE}
    own = next((name for name in entries.identity if name in given), DATE)
    if own not in columns and given[own] in columns:
        if given[own] == MONTH:
            raise refused(shown(path), "keeps months, and the file has days", "add --monthly if they stand for months")
        entries = _renamed(entries, own, given[own])
    mine = set(entries.columns)
    lacking = [name for name in columns if name not in mine and name != NOTE]
    beyond = [name for name in entries.columns if name not in columns]
    if lacking or beyond:
        parts = [f"lacks {', '.join(lacking)}"] if lacking else []
        parts += [f"has {', '.join(beyond)} besides"] if beyond else []
        found = f"is there already and has the columns {', '.join(columns)}; what is taken {' and '.join(parts)}"
        remedy = "take another name with --table, or name the same columns with --keep and --column HEADING=NAME"
        raise refused(shown(path), found, remedy)
    return entries


def _renamed(entries: Entries, old: str, new: str) -> Entries:
    rows = tuple(Entry(row.line, {new if k == old else k: v for k, v in row.cells.items()}) for row in entries.rows)
    identity = tuple(new if name == old else name for name in entries.identity)
    return replace(entries, rows=rows, identity=identity)


def _compared(path: Path, rows: Sequence[Row], entries: Entries) -> tuple[tuple[Entry, ...], int]:
    """The entries that are new, and how many are there; raises with every one that contradicts the table."""
    holdings = Holdings((path.parent,))
    there = {tuple(row.cells[name] for name in entries.identity): row for row in rows}
    new, known, problems = [], 0, []
    for entry in entries.rows:
        key = tuple(str(csv_cell(entry.cells[name])) for name in entries.identity)
        if key not in there:
            new.append(entry)
            continue
        row = there[key]
        old = {name: _figure(holdings, row, name) for name in entries.figures}
        if same_figures(old, entry.cells, entries.figures) and row.cells["unit"] == entry.cells["unit"]:
            known += 1
        else:
            problems.append(_contradiction(path, row, old, entry, key, entries.figures))
    refuse_all(problems)
    return tuple(new), known


def _figure(holdings: Holdings, row: Row, name: str) -> str:
    try:
        return holdings.figure(row, name) if row.cells[name] else ""
    except RemediedError as error:
        raise IntakeError([Problem(Place(holdings.place(row)), error.message, error.remedy)]) from None


def _contradiction(
    path: Path, row: Row, old: Mapping[str, str], entry: Entry, key: Sequence[str], figures: Sequence[str]
) -> Problem:
    """One thing at one date with two figures."""
    there = " and ".join(old[name] or "nothing" for name in figures) + f" {row.cells['unit']}"
    here = " and ".join(entry.cells[name] or "nothing" for name in figures) + f" {entry.cells['unit']}"
    fault = f"{', '.join(filter(None, key))} stands there with {there}, the file has {here} in line {entry.line}"
    remedy = f"nothing is overwritten: mend the table by hand, leave the row out with --without-row {entry.line}, or "
    return Problem(Place(shown(path), row.line), fault, remedy + "choose another --table")


def _style(path: Path, rows: Sequence[Row], dialect: Dialect, figures: Sequence[str]) -> dict[str, NumberFormat]:
    """How the table writes the figures of each column: as declared, else as those that stand there show."""
    found = {}
    for name in figures:
        signs = decimal_signs(row.cells[name] for row in rows)
        if name not in dialect.formats and len(signs) > 1:
            fault = f"`{name}` is written with both decimal signs"
            raise refused(shown(path), fault, "mend the table first, or choose another name with --table")
        found[name] = dialect.formats.get(name) or NumberFormat(next(iter(signs), "."))
    return found


def _appended(
    before: bytes, columns: Sequence[str], new: Sequence[Entry], delimiter: str, style: Mapping[str, NumberFormat]
) -> bytes:
    """The table with rows at its end, in its own dialect; what stands there stays as it is, to the byte."""
    ending = "\r\n" if b"\r\n" in before else "\n"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
    writer.writerows(_cells(columns, entry, style) for entry in new)
    joint = b"" if before.endswith((b"\n", b"\r")) else ending.encode()
    return before + joint + text.getvalue().encode()


def _cells(columns: Sequence[str], entry: Entry, style: Mapping[str, NumberFormat]) -> list[str]:
    return [
        entry.cells[name].replace(".", style[name].decimal)
        if name in style
        else str(csv_cell(entry.cells.get(name, "")))
        for name in columns
    ]


def _as_rows(
    table: str, columns: Sequence[str], new: Sequence[Entry], style: Mapping[str, NumberFormat], lines: int
) -> tuple[Row, ...]:
    """The new rows as the table would give them."""
    cells = (dict(zip(columns, _cells(columns, entry, style), strict=True)) for entry in new)
    return tuple(Row(table, lines + at, one) for at, one in enumerate(cells, 1))


def _check_read_back(holdings: Holdings, rows: Sequence[Row], new: Sequence[Entry], entries: Entries) -> None:
    """Raise where a case would read another figure from a row than the file has, or none."""
    problems = [*_read_otherwise(holdings, rows, new, entries)]
    refuse_all(problems)


def _read_otherwise(
    holdings: Holdings, rows: Sequence[Row], new: Sequence[Entry], entries: Entries
) -> Iterator[Problem]:
    for row, entry in zip(rows, new, strict=True):
        for name in entries.figures:
            try:
                read = holdings.figure(row, name) if row.cells[name] else ""
            except RemediedError as error:
                yield Problem(Place(holdings.place(row)), error.message, error.remedy)
            else:
                if not same_figures({name: read}, entry.cells, [name]):
                    fault = f"`{row.cells[name]}` would be read as {read}, the file has {entry.cells[name]}"
                    yield Problem(Place(holdings.place(row)), fault, "choose another name with --table")
