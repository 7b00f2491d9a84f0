"""Dates as a table of evidence gives them, as moments on an axis of time and in words."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from ..text import MONTHS, read_date, read_period


class Period(NamedTuple):
    """A year, a month or a day: when it begins and ends, and its middle."""

    begin: datetime
    end: datetime
    at: datetime


def period(text: str, last: str | None = None) -> Period:
    """The time that a date covers, or that two dates cover from the first to the last.

    >>> period("2017").begin.isoformat(), period("2017").end.isoformat()
    ('2017-01-01T00:00:00', '2018-01-01T00:00:00')
    >>> period("2017-02").at.isoformat(), period("2017-02-03").at.isoformat()
    ('2017-02-15T00:00:00', '2017-02-03T12:00:00')
    >>> period("2017-02", "2017-03").at.isoformat()
    '2017-03-02T12:00:00'
    """
    (begin, _), (_, end) = _ends(text), _ends(last or text)
    return Period(begin, end, begin + (end - begin) / 2)


def _ends(text: str) -> tuple[datetime, datetime]:
    first, last = read_period(text)
    midnight = time()
    return datetime.combine(first.first, midnight), datetime.combine(last.last + timedelta(days=1), midnight)


def in_words(text: str) -> str:
    """A date for reading, as exact as it is given; of two, from the first to the last.

    >>> in_words("2017"), in_words("2017-02"), in_words("2017-02-03")
    ('2017', 'February 2017', '3 February 2017')
    >>> in_words("2016/2017-02")
    '2016 to February 2017'
    """
    return " to ".join(_words(part) for part in text.split("/"))


def _words(text: str) -> str:
    date = read_date(text)
    month = [MONTHS[date.month - 1]] if date.month else []
    return " ".join([*([str(date.day)] if date.day else []), *month, str(date.year)])
