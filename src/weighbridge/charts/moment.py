"""Dates as places on an axis of years."""

from __future__ import annotations

from ..text import MONTHS


def period(text: str) -> tuple[float, float, float]:
    """Where a year, a month or a day begins, ends and has its middle, in years.

    >>> period("2017")
    (2017.0, 2018.0, 2017.5)
    >>> period("2017-02")
    (2017.0833, 2017.1667, 2017.125)
    """
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    begin = year + (max(month, 1) - 1) / 12 + (max(day, 1) - 1) / 372
    length = 1 / 372 if day else 1 / 12 if month else 1.0
    return round(begin, 4), round(begin + length, 4), round(begin + length / 2, 4)


def in_words(text: str) -> str:
    """A date for reading, as exact as it is given.

    >>> in_words("2017"), in_words("2017-02"), in_words("2017-02-03")
    ('2017', 'February 2017', '3 February 2017')
    """
    year, *rest = text.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])
