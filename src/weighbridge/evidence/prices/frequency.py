"""How often a file has a price, and by which day it dates them: daily, monthly, at the ends of months, and so on."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from statistics import median

from .price_file import PriceFileError
from .series_names import WANTED

_DAY = re.compile(r"((?:18|19|20)[0-9]{2})-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2}|[0-9]{4})")
_DAYS_TO_THE_END = 3  # of a month: its last working day may be so far from its last day
_STEPS = {12: "ANNUAL", 6: "SEMIANNUAL", 3: "QUARTERLY"}


class Frequency(StrEnum):
    """How a file's dates follow one another, in the words of a message."""

    MONTHLY = "monthly"
    MONTH_ENDS = "dated at the ends of months"
    DAILY = "daily"
    WEEKLY = "weekly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semi-annual"
    ANNUAL = "annual"
    OTHER = "neither daily nor monthly"

    @property
    def is_monthly(self) -> bool:
        """Whether there is one price a month."""
        return self in (Frequency.MONTHLY, Frequency.MONTH_ENDS)


def read_day(text: str, where: str) -> datetime.date:
    """The day that a cell names, as ``2017-02-01``; ``2017-02`` is the first of the month.

    Raises:
        PriceFileError: it is no such date; where day and month may be exchanged, with both readings.

    >>> read_day("2017-02", "a.csv:2")
    datetime.date(2017, 2, 1)
    """
    match = _DAY.fullmatch(text.strip())
    try:
        if match:
            return datetime.date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        pass
    expected = "expected one such as 2017-02-01"
    raise PriceFileError(f"{where}: `{text.strip()[:20]}` is not a date{_two_readings(text)}", expected)


def _two_readings(text: str) -> str:
    """What a date with its year last may mean: 02/01/2017 is 2 January to some and 1 February to others."""
    match = _SLASHED.fullmatch(text.strip())
    if match is None:
        return ""
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    ways = []
    for day, month in ((match[1], match[2]), (match[2], match[1])):
        try:
            found = datetime.date(year, int(month), int(day))
        except ValueError:
            continue
        ways.append(f"{found.day} {calendar.month_name[found.month]} {year}")
    ways = list(dict.fromkeys(ways))
    return f" that is read here: it may be {' or '.join(ways)}" if ways else ""


def frequency(days: Sequence[datetime.date]) -> Frequency:
    """How often there is a price, from the days in any order.

    >>> day = datetime.date
    >>> frequency([day(2017, 1, 1), day(2017, 2, 1)]), frequency([day(2017, 1, 31), day(2017, 2, 28)])
    (<Frequency.MONTHLY: 'monthly'>, <Frequency.MONTH_ENDS: 'dated at the ends of months'>)
    >>> frequency([day(2017, 1, 1), day(2017, 4, 1), day(2017, 7, 1)])
    <Frequency.QUARTERLY: 'quarterly'>
    """
    known = sorted(set(days))
    months = [day.year * 12 + day.month for day in known]
    if len(set(months)) < len(months):
        gap = median((later - earlier).days for earlier, later in pairwise(known))
        return Frequency.DAILY if gap < 5 else Frequency.WEEKLY if gap < 10 else Frequency.OTHER
    steps = [later - earlier for earlier, later in pairwise(months)]
    for step, name in _STEPS.items():
        if steps and all(one % step == 0 for one in steps) and steps.count(step) * 2 >= len(steps):
            return Frequency[name]
    if all(day.day == 1 for day in known):
        return Frequency.MONTHLY
    return Frequency.MONTH_ENDS if all(_is_end(day) for day in known) else Frequency.OTHER


def _is_end(day: datetime.date) -> bool:
    return calendar.monthrange(day.year, day.month)[1] - day.day <= _DAYS_TO_THE_END


def refuse_other_than_monthly(name: str, line: int, days: Sequence[datetime.date]) -> Frequency:
    """The frequency of a file, which has one price a month.

    Args:
        line: of the first price, for the message.

    Raises:
        PriceFileError: it has another, which is named.
    """
    found = frequency(days)
    if found.is_monthly:
        return found
    first, last = min(days), max(days)
    if first == last:
        what = f"{name}:{line}: {first} is not the first or the last day of a month"
    else:
        what = f"{name} is {found}, from {first} to {last}"
    if first != last and found == Frequency.OTHER:
        what += ": its dates are not the first or the last days of months"
    raise PriceFileError(f"{what}; the table holds averages of months", WANTED)
