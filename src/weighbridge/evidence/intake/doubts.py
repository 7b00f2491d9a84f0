"""Lines that may not be what they are taken for: totals among what they sum up, several units, an index for a price."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ...base import Place, Problem, command_line
from .grid import Line, shown_cell
from .header import Column, Found
from .request import Request

TOTALS = re.compile(
    r"(?:(?:grand |sub-?)?totals?|sum|average|mean|median)\b.*|insgesamt|summe|gesamt|durchschnitt|moyenne|"
    r"المجموع|الإجمالي",
    re.IGNORECASE,
)
UNITS = re.compile(r"units?(?: of measure(?:ment)?)?|uom|currency|scale|einheit|währung|unité|devise", re.IGNORECASE)
INDEX = re.compile(r"\b(?:index|indices|indexed|\d{4} ?= ?100)\b", re.IGNORECASE)


def totals(found: Found, request: Request, figures: Collection[Column], lines: Sequence[Line]) -> Iterator[Problem]:
    """The rows that sum others up: they are taken only where the user picks them by their name."""
    picked, taken = {value.strip() for _, value in request.where}, {column.index for column in figures}
    for line in lines:
        texts = (shown_cell(cell) for at, cell in enumerate(line.cells) if at not in taken)
        first = next(filter(None, texts), "")
        if TOTALS.fullmatch(first) and first not in picked:
            remedy = f"leave it out, --without-row {line.number}; or pick it by its name with --where"
            yield Problem(Place(found.grid.file, line.number), f"`{first[:40]}` seems to sum up other rows", remedy)


def several_units(found: Found, lines: Sequence[Line]) -> Iterator[Problem]:
    """The column of units, where the lines that are taken have several: one unit is said for all of them."""
    for column in found.columns:
        if UNITS.fullmatch(column.name):
            units = list(dict.fromkeys(filter(None, (shown_cell(line.cell(column.index)) for line in lines))))
            if len(units) > 1:
                fault = f"the rows have several values in {column}: {', '.join(units[:6])}"
                remedy = f"take those of one, as in {command_line([], [], ['--where', f'{column.name}={units[0]}'])}"
                yield Problem(Place(found.grid.file, lines[0].number), fault, remedy)


def said_of_units(found: Found, lines: Sequence[Line]) -> Iterator[str]:
    """What the file itself says of the unit, for a reader to hold against ``--unit``."""
    for column in found.columns:
        said = {shown_cell(line.cell(column.index)) for line in lines} - {""}
        if UNITS.fullmatch(column.name) and len(said) == 1:
            yield f"the file says `{said.pop()[:40]}` in {column}"


def indices(found: Found, figures: Sequence[Column], lines: Sequence[Line], unit: str) -> Iterator[str]:
    """A warning where a heading, a text below it, or a line that is taken speaks of an index and the unit is another.

    It is no more than a warning, for the price of scrap at a port is published under the name of an index.
    """
    texts = [column.name for column in figures]
    texts += [shown_cell(line.cell(column.index)) for line in found.lines for column in figures]
    texts += [cell for line in lines for cell in line.cells if isinstance(cell, str)]
    spoken = next((text for text in texts if INDEX.search(text)), None)
    if spoken is not None and unit != "one":
        yield f"CHECK: `{spoken.strip()[:60]}` speaks of an index, which is no figure in {unit}"
