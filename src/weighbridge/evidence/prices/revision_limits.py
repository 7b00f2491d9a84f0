"""By how much a price of a month ordinarily differs between two files, by publisher and metal.

The table is ``revision_limits.csv``: what was seen, in how many months, and the limit that was chosen.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .price_file import Publisher

LIMITS = Path(__file__).with_name("revision_limits.csv")


class RevisionLimit(NamedTuple):
    """The most, in percent, that is taken for a revision; what was seen in how many months, and where."""

    percent: float
    seen_percent: float
    months: int
    reason: str


@cache
def _limits() -> dict[tuple[str, str], RevisionLimit]:
    rows = csv.DictReader(LIMITS.read_text(encoding="utf-8").splitlines())
    return {
        (row["publisher"], row["metal"]): RevisionLimit(
            float(row["percent"]), float(row["seen_percent"]), int(row["months"]), row["reason"]
        )
        for row in rows
    }


def revision_limit(publisher: Publisher, metal: str) -> RevisionLimit:
    """The limit for a metal in a publisher's files.

    >>> revision_limit(Publisher.FRED, "copper").percent, revision_limit(Publisher.FRED, "iron_ore").percent
    (1.0, 10.0)
    """
    return _limits()[publisher, metal]
