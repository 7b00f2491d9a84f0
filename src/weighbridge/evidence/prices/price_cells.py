"""Prices as the cells of a CSV write them: with a point or a comma, with groups of digits, and never guessed at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..figures import NO_FIGURE, SPACES, readings
from .price_file import PriceFileError, read_price

_WRITTEN = re.compile(rf"[0-9][0-9{SPACES}.,]*[.,{SPACES}][0-9]+")  # digits with signs between them
_SEVERAL = re.compile(r"[0-9][0-9.,]*\s*(?:[;/|–—-]|\s(?:to|and|bis|und)\s|\s+)\s*[0-9][0-9.,]*.*")


class Cell(NamedTuple):
    """What stands in a cell, and where that is."""

    where: str
    text: str


def decimal_sign(cells: Sequence[Cell], usual: str | None) -> str:
    """The decimal sign of a column: that of those figures that can be read in one way only.

    Args:
        usual: the sign that a figure of the file has which may have either; none where that is not known.

    Raises:
        PriceFileError: some figures have a point and others a comma, or none decides and one may be two numbers.

    >>> decimal_sign([Cell("a.csv:2", "5.940"), Cell("a.csv:3", "5940,91")], None)
    ','
    """
    found: dict[str, Cell] = {}
    open_to_both = []
    for cell in cells:
        ways = readings(cell.text) if _WRITTEN.fullmatch(cell.text.strip()) else {}
        if len(ways) == 1:
            found.setdefault(next(iter(ways)), cell)
        elif len(set(ways.values())) == 2:
            open_to_both.append((cell, ways))
    if len(found) == 2:
        other = " and ".join(f"`{cell.text.strip()[:20]}` ({cell.where})" for cell in found.values())
        raise PriceFileError(f"{other} have two decimal signs", "save it with decimal points alone")
    sign = next(iter(found), None)
    unusual = [(cell, ways) for cell, ways in open_to_both if usual is None or usual not in cell.text]
    if sign is None and unusual:
        cell, ways = unusual[0]
        told = f"{cell.where}: `{cell.text.strip()[:20]}` may be {ways['.']} or {ways[',']}, and no other price decides"
        raise PriceFileError(told, "save it with decimal points and without groups of digits")
    return sign or usual or "."


def price_in(cell: Cell, sign: str, factor: float = 1.0) -> float | None:
    """The price in a cell, in USD per tonne; None where it says that there is none.

    Args:
        sign: the decimal sign of its column.
        factor: how many USD per tonne one of the file's unit is.

    Raises:
        PriceFileError: it holds several values, or something that is no price.

    >>> price_in(Cell("a.csv:2", "5.940,91"), ","), price_in(Cell("a.csv:2", "."), ".")
    (5940.91, None)
    """
    text = cell.text.strip()
    if text.casefold() in NO_FIGURE:
        return None
    ways = readings(text) if _WRITTEN.fullmatch(text) else {}
    if not ways and _SEVERAL.fullmatch(text):
        found = f"{cell.where}: `{text[:30]}` holds several values"
        raise PriceFileError(found, "keep one price in a cell, in digits such as 5940.91")
    return read_price(ways.get(sign, text), cell.where, "a dot", factor)
