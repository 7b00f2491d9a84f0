"""When something was: the likeliest of the days that are possible, and whether the answers hang on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..text import first_reason, fitting, sentence
from .results import Answer, Badge, answer


class Day(NamedTuple):
    """A day that is possible: what it is called, why, and whether it is the likeliest."""

    name: str
    reason: str
    likeliest: bool


def day_answer(days: Sequence[Day], alike: bool) -> Answer:
    """When it was, as far as one can say.

    Args:
        days: those that were tried.
        alike: whether every check comes out alike under each of them, with all else as it is read.

    >>> days = [Day("2 February 2017", "the bridges were hit; a newspaper says so", True), Day("9 May", "later", False)]
    >>> print(day_answer(days, alike=True))
    We can't say for certain when it was; most likely it was 2 February 2017. The bridges were hit. With all else as we read it, the 2 days that we tried give the same answers.
    """  # noqa: E501
    likeliest = next((day for day in days if day.likeliest), None)
    if len(days) == 1:
        return answer(Badge.FITS, f"It was {days[0].name}, the only day that was found to be possible.", [])
    if likeliest is None:
        headline = f"We can't say when it was: {len(days)} days are possible."
    else:
        headline = f"We can't say for certain when it was; most likely it was {likeliest.name}."
    # The first of the reasons is the one that counts most.
    reason = fitting(sentence(first_reason(likeliest.reason))) if likeliest else ""
    same = f"With all else as we read it, the {len(days)} days that we tried give the same answers."
    other = f"Not all of the {len(days)} days that we tried give the same answers."
    return answer(Badge.CANT_SAY, headline, [reason, same if alike else other])
