"""By how much a price of a month ordinarily differs between two files, by publisher and metal.

The table is ``revision_limits.csv``: what was seen, in how many months, and the limit that was chosen.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ...base import number, one_of, table_rows
from .price_file import METALS, Publisher

LIMITS = Path(__file__).with_name("revision_limits.csv")


COLUMNS = ("publisher", "metal", "percent", "seen_percent", "months", "reason")
CELLS = {
    "publisher": one_of(*Publisher),
    "metal": one_of(*METALS),
    "percent": number(above=0, most=100),
    "seen_percent": number(least=0, most=100),
    "months": number(least=0, most=100_000, whole=True),
}


class RevisionLimit(NamedTuple):
    """The most, in percent, that is taken for a revision; what was seen in how many months, and where."""

    percent: float
    seen_percent: float
    months: int
    reason: str


@cache
def _limits() -> dict[tuple[str, str], RevisionLimit]:
    rows = table_rows(LIMITS, COLUMNS, CELLS, once=("publisher", "metal"), named=list(Publisher))
    for publisher in Publisher:
        of_it = [row for row in rows if row["publisher"] == publisher]
        if lacking := [metal for metal in METALS if metal not in {row["metal"] for row in of_it}]:
            raise of_it[-1].refusal("metal", f"write a row of `{publisher}` for `{lacking[0]}` too")
    return {
        (row["publisher"], row["metal"]): RevisionLimit(
            float(row["percent"]), float(row["seen_percent"]), int(float(row["months"])), row["reason"]
        )
        for row in rows
    }


def publisher_of(source: str, otherwise: Publisher) -> Publisher:
    """Who publishes a source of the table, by its key; another publisher's where the key is none that updates make.

    >>> publisher_of("world-bank-pink-sheet-2026-06", Publisher.FRED), publisher_of("my-source", Publisher.FRED)
    (<Publisher.WORLD_BANK: 'world-bank'>, <Publisher.FRED: 'fred'>)
    """
    return next((one for one in Publisher if source.startswith(f"{one}-")), otherwise)


def ordinary_difference(publisher: Publisher, old_source: str, metal: str) -> float:
    """By how much, in percent, a price may differ from that of a source in the table: the wider limit of the two.

    >>> ordinary_difference(Publisher.WORLD_BANK, "fred-1a2b3c4d", "iron_ore")
    10.0
    """
    publishers = (publisher, publisher_of(old_source, publisher))
    return max(revision_limit(one, metal).percent for one in publishers)


def revision_limit(publisher: Publisher, metal: str) -> RevisionLimit:
    """The limit for a metal in a publisher's files.

    >>> revision_limit(Publisher.FRED, "copper").percent, revision_limit(Publisher.FRED, "iron_ore").percent
    (1.0, 10.0)
    """
    return _limits()[publisher, metal]
