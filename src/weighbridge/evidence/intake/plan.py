"""A file and what is asked of it, up to the files that would be written; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .addition import addition
from .entries import read_entries, taken_columns
from .file import File, read_file
from .header import Found, find_table
from .record import Intake, check_source
from .refusal import all_of, refused
from .request import Request
from .target import Target
from .text_file import read_text
from .workbook import read_workbook


@dataclass(frozen=True)
class Layout:
    """How a file is laid out, as far as the user says it: its sheet, its header, its separator, its encoding."""

    sheet: str | None = None
    header_row: str | None = None
    delimiter: str | None = None
    encoding: str | None = None


def found_in(path: Path, layout: Layout) -> tuple[File, Found]:
    """A file and the table in it.

    Raises:
        IntakeError: it cannot be read, or its table cannot be told from what is around it.
    """
    file = read_file(path)
    if file.kind == "text":
        if layout.sheet is not None:
            raise refused("--sheet", f"{file.name} is a text file and has no sheets", "leave --sheet out")
        grid = read_text(file, layout.encoding, layout.delimiter)
    else:
        grid = read_workbook(file, layout.sheet)
    return file, find_table(grid, layout.header_row)


def intake(file: File, found: Found, request: Request, target: Target, day: str, version: str) -> Intake:
    """What a file would add to a table of the target.

    Args:
        day: the day of the run, ``2026-11-24``.
        version: that of the kit.

    Raises:
        IntakeError: something cannot be read in one way, or contradicts what is there.
    """
    all_of(request.check, lambda: check_source(target, request), lambda: taken_columns(found, request))
    entries = read_entries(found, request, int(day[:4]))
    added = addition(target, request.table, entries)
    return Intake(target, file, found, request, entries, added, day, version)
