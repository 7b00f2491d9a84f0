"""A CSV as rows of cells, whatever signs it was saved with; a row that does not fit its header is not guessed at."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..dialect import DELIMITERS
from ..figures import readings
from .other_files import Shape, add_as_evidence
from .price_file import PriceFileError
from .series_names import WANTED
from .xlsx import is_page

NOT_TEXT = "is neither a workbook nor a text file with commas"
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_SEP = re.compile(r'"?sep=([,;|\t])"?\s*', re.IGNORECASE)  # the first line by which Excel tells itself the separator


class CsvRow(NamedTuple):
    """The cells of a row, as many as the header has, and the line of the file on which it ends."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class CsvTable:
    """A header and the rows below it; empty lines are left out."""

    name: str
    head: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    delimiter: str


def decoded(name: str, content: bytes) -> str:
    """The text of a file: UTF-8 with or without its mark, UTF-16 with it, else as Windows writes Western Europe.

    Raises:
        PriceFileError: it is a web page, or no text.

    >>> decoded("a.csv", "a,€".encode("cp1252")), decoded("a.csv", "a,€".encode("utf-16"))
    ('a,€', 'a,€')
    """
    if is_page(content):
        raise PriceFileError(f"{name} is a web page, not a CSV file", "download the file itself, not the page about it")
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text
    kind = "is a PDF, and its figures are a picture" if content.startswith(b"%PDF") else NOT_TEXT
    raise PriceFileError(f"{name} {kind}", WANTED)


def read_csv_table(name: str, text: str, is_head: Callable[[str], bool]) -> CsvTable:
    """The rows of a CSV, each with as many cells as the header.

    Args:
        is_head: whether the first cell of a row is that of the header, by which the separator is known.

    Raises:
        PriceFileError: no separator gives such a header, a quotation mark is not closed, or a row has more or fewer
            fields than the header, with what it may mean.
    """
    lines = _LINE_ENDS.split(text)
    said = _SEP.fullmatch(lines[0])
    skipped = 1 if said else 0
    while skipped < len(lines) and not lines[skipped].strip():
        skipped += 1
    delimiter = _delimiter(name, lines[skipped:], is_head, said[1] if said else DELIMITERS)
    reader = csv.reader(lines[skipped:], delimiter=delimiter, strict=True)
    try:
        rows = [CsvRow(reader.line_num + skipped, row) for row in reader]
    except csv.Error as error:
        place = f"{name}:{reader.line_num + skipped}"
        raise PriceFileError(f"{place}: cannot be read as cells: {error}", "close its quotation marks") from None
    head = [cell.strip() for cell in rows[0].cells]
    table = CsvTable(name, tuple(head), tuple(row for row in rows[1:] if any(map(str.strip, row.cells))), delimiter)
    _refuse_ragged(table)
    return table


def _delimiter(name: str, lines: list[str], is_head: Callable[[str], bool], signs: Iterable[str]) -> str:
    """The sign between the columns: that which parts the header into its date and something else."""
    ways = []
    for sign in signs:
        try:
            cells = [cell.strip() for cell in next(csv.reader(lines[:1], delimiter=sign), [])]
        except csv.Error:
            continue
        if len(cells) > 1 and is_head(cells[0]):
            return sign
        ways.append(cells)
    head = max(ways, key=len, default=[])
    if len(head) < 2:
        raise PriceFileError(f"{name} has no columns separated by commas", WANTED)
    figures = head[1] if len(head) == 2 and head[1] else "COLUMN"
    found = f"{name} begins with `{head[0][:30]}`, expected `observation_date` or `DATE`"
    raise PriceFileError(found, f"{WANTED}; or {add_as_evidence(name, Shape('', figures, date=head[0] or 'DATE'))}")


def _refuse_ragged(table: CsvTable) -> None:
    width = len(table.head)
    ragged = [row for row in table.rows if len(row.cells) != width]
    if not ragged:
        return
    line, cells = ragged[0]
    others = len(ragged) - 1
    more = f", and {others} other row{'s do' if others > 1 else ' does'} not fit either" if others else ""
    found = f"{table.name}:{line}: {len(cells)} field{'s' if len(cells) != 1 else ''} under {width} columns{more}"
    if len(cells) < width:
        remedy = "write a dot where there is no price, or download it again"
    elif not any(cell.strip() for cell in cells[width:]):
        remedy = f"the row ends in `{table.delimiter}`: take that away"
    elif table.delimiter != ",":
        remedy = "put each price under its column"
    else:
        found += f": {_two_readings(cells, width)}"
        remedy = 'put such a price in quotes, as in "5940,91", or save it with decimal points'
    raise PriceFileError(found, remedy)


def _two_readings(cells: list[str], width: int) -> str:
    """What a row with too many fields may mean: commas inside its prices, or fields that no column is for.

    >>> _two_readings(["2017-02-01", "5940", "91"], 2)
    'either `5940,91` is one price, 5940.91, or these are 3 fields'
    """
    prices, fields = cells[1:], f"these are {len(cells)} fields"
    parts = len(prices) // (width - 1) if len(prices) % (width - 1) == 0 else 0
    joined = [",".join(prices[at : at + parts]).strip() for at in range(0, len(prices), parts)] if parts else []
    ways = [" or ".join(dict.fromkeys(readings(one).values())) for one in joined]
    if not joined or not all(ways):
        return f"either a comma stands inside a price, or {fields}"
    told = " and ".join(f"`{one}` is one price, {way}," for one, way in zip(joined, ways, strict=True))
    return f"either {told} or {fields}"
