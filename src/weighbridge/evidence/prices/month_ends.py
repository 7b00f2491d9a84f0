"""Whether prices that a file dates at the ends of months are averages of the months, which the table holds, or not.

A file that was averaged by a program is often dated so, and so is one of last prices. They are told apart by the table:
averages of the same metal by two publishers lie within the limit of a revision, and of the last prices of twelve months
in a row at most eight did (LME copper, 145 months from 2012 to 2024). Where the limit itself is wide, as for ore, they
cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .other_files import Shape, add_as_evidence
from .plausibility import Key
from .price_file import PriceFile, PriceFileError
from .revision_limits import revision_limit

FEWEST_MONTHS = 12
NEARLY_ALL, TOO_FEW = 0.95, 0.75
WIDE = 2.0  # percent: a limit beyond it does not part averages from last prices


@dataclass(frozen=True)
class AtMonthEnds:
    """How the prices of a metal that are dated at month ends compare with the table's averages.

    Attributes:
        common: the months that the table has too.
        near: those of them within the limit of a revision.
    """

    metal: str
    common: int
    near: int
    percent: float

    @property
    def are_averages(self) -> bool | None:
        """Whether they are averages; None where that cannot be told."""
        if self.common < FEWEST_MONTHS or self.percent > WIDE:
            return None
        share = self.near / self.common
        return True if share >= NEARLY_ALL else False if share <= TOO_FEW else None


def compare_month_ends(file: PriceFile, known: Mapping[Key, float]) -> tuple[AtMonthEnds, ...]:
    """Each metal of a file against the table."""
    found = []
    for metal in sorted({metal for metal, _ in file.prices}):
        percent = revision_limit(file.publisher, metal).percent
        common = [(price, known[key]) for key, price in file.prices.items() if key[0] == metal and key in known]
        near = sum(abs(price / old - 1) * 100 <= percent for price, old in common)
        found.append(AtMonthEnds(metal, len(common), near, percent))
    return tuple(found)


def refuse_last_prices(file: PriceFile, known: Mapping[Key, float]) -> tuple[AtMonthEnds, ...]:
    """How the prices compare, once all metals of the file are averages by the table.

    Raises:
        PriceFileError: those of a metal are last prices of months, or it cannot be told.
    """
    found = compare_month_ends(file, known)
    for one in found:
        near = f"{one.near} of the {one.common} that the table has too are within {one.percent:g} % of its averages"
        told = f"{file.name} dates its prices at the ends of months: {near}"
        if one.are_averages is None:
            told += f", so averages and last prices of {one.metal} cannot be told apart"
            raise PriceFileError(told, "take the file that dates a month by its first day")
        if not one.are_averages:
            column = next(column for column in file.columns if column.metal == one.metal)
            command = add_as_evidence(file.name, Shape("", column.name, column.unit))
            told += ": they are last prices of months, and the table holds averages"
            raise PriceFileError(told, f"take averages; or {command}")
    return found
