"""Directions and proportions as an article words them: "rose 25 percent", "halved", "one in five", "3 times as many".

A rise or a fall is a number with its sign, and without a number any number of that sign. A proportion is a bare number:
how many times as much. A word for a simple one ("a third", "doubled") is read to a twentieth of itself, an editorial
choice; counts ("20 of 30") are exact, and a number of times ("3.2 times as many") is rounded as numbers are.
``directions.csv`` lists the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from ..base import Cells, RemediedError, filled, one_of, table_rows

TABLE = Path(__file__).with_name("directions.csv")
RATIO = re.compile(r"[0-9]{1,6}(?:/[1-9][0-9]{0,5})?")
CELLS = {
    "words": filled("the words, with `;` between two"),
    "says": one_of("rise", "fall", "ratio", "none"),
    "times": Cells(
        lambda cell: not cell or bool(RATIO.fullmatch(cell) and Fraction(cell)),
        lambda cell: "write 2 or 1/3, or nothing",
    ),
}
TWENTIETH = 0.05  # how far a word for a simple proportion reaches to either side, as a share of it: an editorial choice
LEAST, FARTHEST = 0.01, 1_000_000  # percent: less is no change, and what rises by more is worded otherwise
ONE_MORE = 1.0 + 1e-6  # one more or less, and that one is within
COUNTING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FIGURES = r"\d{1,3}(?:,\d{3})+|\d+"
_COUNT = rf"(?:{_FIGURES}|{'|'.join(COUNTING)})"
_OF = re.compile(rf"(?P<part>{_COUNT}) (?P<joint>in|of|out of) (?P<whole>{_COUNT})")
_NUMBER = rf"(?P<times>(?:{_FIGURES})(?:\.\d+)?)"
_TIMES = re.compile(rf"{_NUMBER} times(?: as (?:many|much|high|large|big))?(?: as)?")
_TIMES_MORE = re.compile(rf"{_NUMBER} times (?:more|higher|larger|bigger|(?P<less>less|fewer|lower|smaller))(?: than)?")

_AT_ALL = {"rise": f"{LEAST} to {FARTHEST} percent", "fall": f"-100 to -{LEAST} percent", "none": "0 percent"}


class DirectionError(RemediedError):
    """A direction or proportion that can be taken in two ways."""


@dataclass(frozen=True)
class Worded:
    """What such words stand for: a number with its unit, as it would be written without them.

    Attributes:
        text: that number, or a range.
        room: how far to either side it may lie as a share of itself; none to read it as numbers are.
        is_count: whether it is a proportion of two counts: exact, and with a hedge before it one more or less.
        is_direction: whether no number is given, but only which way.
    """

    text: str
    room: float | None = None
    is_count: bool = False
    is_direction: bool = False


@cache
def _words() -> dict[str, tuple[str, Fraction | None]]:
    """Each phrase with what it says, and how many times as much."""
    rows = table_rows(TABLE, ("words", "says", "times"), CELLS)
    return {
        phrase: (row["says"], Fraction(row["times"]) if row["times"] else None)
        for row in rows
        for phrase in row["words"].split(";")
    }


def worded(text: str) -> Worded | None:
    """What a text says that is worded as a direction or a proportion; none for any other.

    Raises:
        DirectionError: "3 times more", which is three times as much to some and four times to others.

    >>> worded("fell by 25 percent").text, worded("one in five").text, worded("2500 tonne")
    ('-25 percent', '0.2 one', None)
    >>> worded("fell").text
    '-100 to -0.01 percent'
    """
    phrase = " ".join(text.casefold().split())
    if match := _TIMES_MORE.fullmatch(phrase):
        raise _two_ways(text, match)
    if match := _TIMES.fullmatch(phrase):
        return Worded(f"{match['times']} one")
    if match := _OF.fullmatch(phrase):
        return _proportion(text, match)
    return _direction(phrase)


def _two_ways(text: str, match: re.Match[str]) -> DirectionError:
    """The error for "3 times more", and for "3 times fewer", which is less than nothing if taken by the word."""
    found, times = f"`{text.strip()}` can be taken in two ways", Fraction(match["times"].replace(",", ""))
    if match["less"]:
        left = f"1 in {times}" if times.denominator == 1 else f"{float(1 / times):.3g} one"
        return DirectionError(found, f"write `{left}` if that is what is left")
    return DirectionError(
        found, f"write `{match['times']} times as many`, or `{float(times + 1):g} times as many` if that is meant"
    )


def _proportion(text: str, match: re.Match[str]) -> Worded:
    """So many in or of so many: in figures a count of things, in words a proportion."""
    part, whole = (_number(match[name]) for name in ("part", "whole"))
    if not whole:
        raise DirectionError(f"`{text.strip()}` is a part of nothing", "write how many there were behind `of`")
    in_figures = not {match["part"], match["whole"]} & {*COUNTING} and match["joint"] != "in"
    room = ONE_MORE / max(part, 1) if in_figures else TWENTIETH
    return Worded(f"{float(Fraction(part, whole))!r} one", room, is_count=in_figures)


def _number(word: str) -> int:
    return COUNTING.index(word) + 1 if word in COUNTING else int(word.replace(",", ""))


def _direction(phrase: str) -> Worded | None:
    """A rise or a fall, by so much or at all; or a word for a simple proportion."""
    if phrase in _words():
        says, times = _words()[phrase]
        if times is not None:
            return Worded(f"{float(times)!r} one", TWENTIETH)
        return Worded(_AT_ALL[says], is_direction=says in ("rise", "fall"))
    first, _, rest = phrase.partition(" ")
    says, _ = _words().get(first, ("", None))
    amount = rest.removeprefix("by ").strip()
    if says not in ("rise", "fall"):
        return None
    sign, (part, times) = "-" if says == "fall" else "", _words().get(amount, ("", None))
    if part == "ratio" and times is not None and times < 1:
        return Worded(f"{sign}{float(100 * times)!r} percent", TWENTIETH)
    return Worded(f"{sign}{amount}") if re.match(r"[\d$€£]", amount) else None
