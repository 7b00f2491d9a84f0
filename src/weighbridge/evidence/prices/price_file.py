"""Monthly prices as a publisher's file gives them, before they are compared with a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ...base import Faults, RemediedError

METALS = ("aluminium", "copper", "iron_ore")
LEAST, MOST = Decimal("0.01"), Decimal(10) ** 9  # USD per tonne; the table keeps cents, and gold is at 10 ** 8

_PLAIN = re.compile(r"[0-9]{1,40}(\.[0-9]{0,40})?")


class Publisher(StrEnum):
    """Who publishes a file of prices."""

    WORLD_BANK = "world-bank"
    FRED = "fred"
    FILE = "file"  # nobody that the file names: its user says what it holds


class KnownBy(StrEnum):
    """How it is known which metal a column is of, and in which unit."""

    NAME = "name"  # of the column
    FILE_NAME = "file name"  # assumed to be that of the series
    USER = "user"


class Dating(StrEnum):
    """By which day a file dates its months: the first, as everybody does, or the last."""

    FIRST = "first"
    LAST = "last"


class PriceFileError(RemediedError):
    """A file that is not what it should be, with the reason and the remedy; the file itself stays as it is."""


class PriceFileFaults(Faults, PriceFileError):
    """Everything that is wrong with the cells of a file, each error with its own place and remedy."""


@contextmanager
def noted(errors: list[PriceFileError]) -> Iterator[None]:
    """A block whose error is kept in a list, so that the cells behind it are read as well.

    >>> errors: list[PriceFileError] = []
    >>> for text in ("5940", "x", "y"):
    ...     with noted(errors):
    ...         _ = read_price(text, "a.csv:2", "a dot")
    >>> len(errors)
    2
    """
    try:
        yield
    except PriceFileError as error:
        errors.append(error)


def refuse(errors: Sequence[PriceFileError]) -> None:
    """Raise what was noted, if anything was.

    Raises:
        PriceFileError: the one that was noted.
        PriceFileFaults: all of them, where there are several.
    """
    if errors:
        raise errors[0] if len(errors) == 1 else PriceFileFaults(errors)


@dataclass(frozen=True)
class PriceColumn:
    """What a column is taken for.

    Attributes:
        name: its header, as the file writes it.
        metal: which of the table's.
        unit: in which it gives its prices.
        factor: how many USD a tonne one of that unit is.
        known_by: how all this is known.
    """

    name: str
    metal: str
    unit: str = "USD/tonne"
    factor: float = 1.0
    known_by: KnownBy = KnownBy.NAME


@dataclass(frozen=True)
class PriceFile:
    """What one downloaded file says.

    Attributes:
        publisher: who publishes it.
        name: the file's name without its folder.
        sha256: of its bytes, in hexadecimal.
        updated: the day that the file says it was updated, ``2026-06-02``; none where it says none.
        prices: USD per tonne by metal and month, ``("copper", "2017-02")``; what the file lacks is missing here.
        labels: the unit of each metal as the file writes it.
        columns: what each column of a CSV is taken for.
        dating: by which day of the month its prices are dated.
    """

    publisher: Publisher
    name: str
    sha256: str
    updated: str | None
    prices: Mapping[tuple[str, str], float]
    labels: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[PriceColumn, ...] = ()
    dating: Dating = Dating.FIRST


def read_price(text: str, where: str, none: str, factor: float = 1.0) -> float:
    """A price in USD per tonne from a plain decimal number, such as ``5940.91``.

    Args:
        where: the cell, for the message.
        none: how the file writes that there is no price.
        factor: how many USD per tonne one of the file's unit is.

    Raises:
        PriceFileError: it is written otherwise (``1_000``, ``1e3``, ``5,940``), or no price that the table can hold.

    >>> read_price("5940.91", "a.csv:2", "a dot"), round(read_price("2.71", "a.csv:2", "a dot", 2204.62262), 2)
    (5940.91, 5974.53)
    >>> read_price("0.004", "a.csv:2", "a dot")
    Traceback (most recent call last):
    ...
    weighbridge.evidence.prices.price_file.PriceFileError: a.csv:2: `0.004` is less than 0.01, and the table keeps \
prices to the cent, none of them 0; check that the file gives USD per tonne
    """
    if not _PLAIN.fullmatch(text) or not Decimal(text):
        remedy = f"expected a number above zero, or {none} for none, in digits such as 5940.91"
        raise PriceFileError(f"{where}: `{text[:20]}` is not a price", remedy)
    price = text if factor == 1 else f"{Decimal(text) * Decimal(repr(factor)):f}"
    if fault := price_fault(price):
        raise PriceFileError(f"{where}: {fault}", "check that the file gives USD per tonne")
    return float(price)


def price_fault(text: str) -> str:
    """Why the table cannot hold a price that is a decimal number; empty where it can."""
    if Decimal(text) < LEAST:
        return f"`{text[:20]}` is less than {LEAST}, and the table keeps prices to the cent, none of them 0"
    if Decimal(text) > MOST:
        return f"`{text[:20]}` is more than {MOST:,}, and no metal costs that"
    return ""
