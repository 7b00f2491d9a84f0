"""Directions and proportions as an article words them: "rose 25 percent", "halved", "one in five", "3 times as many".

A rise or a fall is a number with its sign, and without a number any number of that sign. A proportion is a bare number:
how many times as much. A word for a simple one ("a third", "doubled") is read to a twentieth of itself, an editorial
choice; counts ("20 of 30") are exact, and a number of times ("3.2 times as many") is rounded as numbers are.
``directions.csv`` lists the words.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from ..base import RemediedError

TABLE = Path(__file__).with_name("directions.csv")
TWENTIETH = 0.05  # how far a word for a simple proportion reaches to either side, as a share of it: an editorial choice
LEAST, FARTHEST = (
    0.01,
    1_000_000,
)  # percent: what changes by less did not change, what rises by more is worded otherwise
COUNTING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?:\d+|{'|'.join(COUNTING)})"
_OF = re.compile(rf"(?P<part>{_COUNT}) (?P<joint>in|of|out of) (?P<whole>{_COUNT})")
_TIMES = re.compile(r"(?P<times>\d+(?:\.\d+)?) times(?: as (?:many|much|high|large|big))?(?: as)?")
_TIMES_MORE = re.compile(
    r"(?P<times>\d+(?:\.\d+)?) times (?:more|higher|larger|bigger|less|fewer|lower|smaller)(?: than)?"
)


_AT_ALL = {"rise": f"{LEAST} to {FARTHEST} percent", "fall": f"-100 to -{LEAST} percent", "none": "0 percent"}


class DirectionError(RemediedError):
    """A direction or proportion that can be taken in two ways."""


@dataclass(frozen=True)
class Worded:
    """What such words stand for: a number with its unit, as it would be written without them.

    Attributes:
        text: that number, or a range.
        room: how far to either side it may lie as a share of itself; none to read it as numbers are.
        is_count: whether it is a proportion of two counts, and exact.
        is_direction: whether no number is given, but only which way.
    """

    text: str
    room: float | None = None
    is_count: bool = False
    is_direction: bool = False


@cache
def _words() -> dict[str, tuple[str, Fraction | None]]:
    """Each phrase with what it says, and how many times as much."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
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
        times = Fraction(match["times"])
        other = times + 1 if "more" in phrase or "higher" in phrase or "er than" in phrase else times
        remedy = f"write `{match['times']} times as many`, or `{float(other):g} times as many` if that is meant"
        raise DirectionError(f"`{text.strip()}` can be taken in two ways", remedy)
    if match := _TIMES.fullmatch(phrase):
        return Worded(f"{match['times']} one")
    if match := _OF.fullmatch(phrase):
        return _proportion(text, match)
    return _direction(phrase)


def _proportion(text: str, match: re.Match[str]) -> Worded:
    """So many in or of so many: in figures a count of things, in words a proportion."""
    part, whole = (_number(match[name]) for name in ("part", "whole"))
    if not whole:
        raise DirectionError(f"`{text.strip()}` is a part of nothing", "write how many there were behind `of`")
    in_figures = match["part"].isdigit() and match["whole"].isdigit() and match["joint"] != "in"
    return Worded(f"{float(Fraction(part, whole))!r} one", None if in_figures else TWENTIETH, is_count=in_figures)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else COUNTING.index(word) + 1


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
