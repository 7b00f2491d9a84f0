"""What may be assumed of a number that is not right: kinds of mistake, by the table ``mistakes.csv``.

How far published numbers are off when they are off has not been measured, so each kind is an editorial choice with its
reason, several stand side by side, and every result names the one that it assumes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from ..base import Cells, RemediedError, TableError, filled, number, table_rows

TABLE = Path(__file__).with_name("mistakes.csv")
COLUMNS = ("mistake", "times_too_high", "give_or_take", "assumed", "reason")
FIGURES = ("times", "give_or_take", "within")  # what the words of an assumption may name, in braces
_PLAIN = re.compile(rf"(?:[^{{}}]|\{{(?:{'|'.join(FIGURES)})\}})+")
CELLS = {
    "mistake": filled("what the mistake is called"),
    "times_too_high": number(least=1e-6, most=1e6, empty=True),
    "give_or_take": number(above=1, most=1e6, empty=True),
    "assumed": Cells(
        lambda cell: bool(_PLAIN.fullmatch(cell)),
        lambda cell: f"write it in words, with no braces but {', '.join(f'`{{{name}}}`' for name in FIGURES)}",
    ),
}


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake: how the logarithm of what is stated over the truth is distributed where a number isn't right.

    Attributes:
        name: as results name it.
        times_too_high: the median of stated over true; none where the number is unrelated to the truth.
        give_or_take: the geometric standard deviation of stated over true, a factor above one; none likewise.
        assumed: the same in words, as it stands after *is*.
        reason: why it is taken so.
    """

    name: str
    times_too_high: float | None
    give_or_take: float | None
    assumed: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.times_too_high is None) != (self.give_or_take is None):
            raise RemediedError(f"mistake `{self.name}` has one of two figures", "give both, or neither of them")
        if self.times_too_high is not None and not 0 < self.times_too_high < math.inf:
            raise RemediedError(f"mistake `{self.name}`: {self.times_too_high:g} times too high", "give more than zero")
        if self.give_or_take is not None and not 1 < self.give_or_take < math.inf:
            raise RemediedError(
                f"mistake `{self.name}`: give or take a factor of {self.give_or_take:g}", "give a factor above one"
            )

    @property
    def is_unrelated(self) -> bool:
        """Whether the number has nothing to do with the truth."""
        return self.times_too_high is None

    def density(self, off: np.ndarray, right: np.ndarray) -> np.ndarray:
        """How probable it is that such a mistake gives what is stated, for each draw of the truth; shape as ``off``.

        A number that is unrelated to the truth is spread as the evidence with the room of the claim: its density at
        what is stated is that of a right one, averaged over the truth.

        Args:
            off: the logarithm of stated over true, shape (randomisations, points).
            right: the density of a right number at what is stated, averaged over the truth, shape (randomisations,).
        """
        if self.times_too_high is None or self.give_or_take is None:
            return np.broadcast_to(right[:, None], off.shape)
        spread = math.log(self.give_or_take)
        standard = (off - math.log(self.times_too_high)) / spread
        return np.exp(-0.5 * np.square(standard)) / (spread * math.sqrt(2 * math.pi))

    def beyond(self, off: np.ndarray) -> float:
        """How probable a number is that lies as far out as what is stated, to either side, where it is such a mistake.

        The probability of the data before they were seen (G. E. P. Box, Journal of the Royal Statistical Society A 143,
        1980, 383-430).
        """
        from scipy.special import ndtr  # imported when it is needed

        if self.times_too_high is None or self.give_or_take is None:
            return beyond(off)
        standard = (off - math.log(self.times_too_high)) / math.log(self.give_or_take)
        below = float(ndtr(-standard).mean())
        return 2 * min(below, float(ndtr(standard).mean()))


@cache
def mistakes_table() -> dict[str, Mistake]:
    """The kinds of mistake by name, an editorial choice each; with the reason for it."""
    rows = table_rows(TABLE, COLUMNS, CELLS, once=("mistake",))
    if halves := [row for row in rows if bool(row["times_too_high"]) != bool(row["give_or_take"]) or _says_more(row)]:
        remedy = "write both figures, or neither; words name figures where both are given"
        raise TableError(row.problem("times_too_high", remedy) for row in halves)
    return {row["mistake"]: _mistake(*(row[column] for column in COLUMNS)) for row in rows}


def _says_more(row: Mapping[str, str]) -> bool:
    """Whether the words name a figure that a row has not."""
    return "{" in row["assumed"] and not row["give_or_take"]


def _mistake(mistake: str, times_too_high: str, give_or_take: str, assumed: str, reason: str) -> Mistake:
    figures = (float(one) if one else None for one in (times_too_high, give_or_take))
    return Mistake(mistake, *figures, assumed, reason)


def beyond(off: np.ndarray) -> float:
    """How probable a right number is that lies as far out as what is stated, to either side.

    Args:
        off: the logarithm of stated over true.
    """
    below = np.count_nonzero(off <= 0) / off.size
    return 2 * min(below, np.count_nonzero(off >= 0) / off.size)
