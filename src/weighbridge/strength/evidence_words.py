"""What a likelihood ratio is called: the bounds of ``evidence_words.csv``, those of Kass and Raftery (1995).

I. J. Good (1950) weighed evidence by the logarithm of this ratio, on which the bounds stand about evenly. Where to put
them is a convention; a reader is never given the word without the ratio. One below one is read the other way round.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..base import number, one_of, table_rows
from .results import LikelihoodRatio

TABLE = Path(__file__).with_name("evidence_words.csv")


class Strength(StrEnum):
    """How strongly evidence speaks for one of two numbers."""

    BARE = "bare"
    POSITIVE = "positive"
    STRONG = "strong"
    VERY_STRONG = "very strong"


class Word(NamedTuple):
    """A strength, from which ratio on it is called so, and how the source calls it."""

    strength: Strength
    at_least: float
    in_the_source: str


class Speaks(NamedTuple):
    """What a likelihood ratio says at least: how strongly, and for the number as stated or for the other.

    Where it may speak for either, ``for_stated`` is none.
    """

    strength: Strength
    for_stated: bool | None


@cache
def evidence_words() -> list[Word]:
    """The table, from the weakest on."""
    cells = {"strength": one_of(*Strength), "at_least": number(least=1, most=1e12)}
    rows = table_rows(TABLE, ("strength", "at_least", "in_the_source"), cells, ("strength",), list(Strength))
    for before, row in pairwise(rows):
        if float(before["at_least"]) >= float(row["at_least"]):
            raise row.refusal("at_least", "write the rows in order, each with a larger ratio than the one before")
    if float(rows[0]["at_least"]) != 1:
        raise rows[0].refusal("at_least", "write `1`, for the weakest word takes every ratio from there on")
    return [Word(Strength(row["strength"]), float(row["at_least"]), row["in_the_source"]) for row in rows]


def positive_from() -> float:
    """The ratio from which on evidence is worth more than a bare mention.

    >>> positive_from()
    3.0
    """
    return next(word.at_least for word in evidence_words() if word.strength == Strength.POSITIVE)


def strength_of(ratio: float) -> Strength:
    """What a ratio is called, or its reciprocal where it is below one.

    >>> [strength_of(ratio).value for ratio in (1.0, 2.9, 3.0, 1 / 8, 20.0, 1000.0)]
    ['bare', 'bare', 'positive', 'positive', 'strong', 'very strong']
    """
    size = ratio if ratio >= 1 else 1 / ratio if ratio else float("inf")
    return [word.strength for word in evidence_words() if size >= word.at_least or word.at_least == 1][-1]


def speaks(ratio: LikelihoodRatio) -> Speaks | None:
    """What a ratio says over all that it can be: the weaker, where its ends are called otherwise.

    None where it can be anything.

    >>> speaks(LikelihoodRatio(factor=3, error="too high", least=7.2, most=21.0))
    Speaks(strength=<Strength.POSITIVE: 'positive'>, for_stated=True)
    >>> speaks(LikelihoodRatio(factor=3, error="too high", least=0.2, most=8.0)).for_stated is None
    True
    """
    least, most = ratio.least, float("inf") if ratio.most is None else ratio.most
    if not least and most == float("inf"):
        return None
    if least >= 1:
        return Speaks(strength_of(least), True)
    if most <= 1:
        return Speaks(strength_of(most), False)
    return Speaks(Strength.BARE, None)
