"""How many days months and years have: all those of the Gregorian calendar, or one that is dated.

The calendar repeats itself after 400 years (146 097 days), in which 97 years have a 29 February. Where nothing says
which month is meant, each of the 4 800 of that cycle is taken alike.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

CYCLE = range(2000, 2400)  # after so many years the calendar repeats itself
# The calendar was introduced in October 1582. Years after the last one here are years of another era: 2558 is the
# Buddhist 2015. Where that line is drawn is an editorial choice.
FIRST, LAST = 1583, 2199
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
EXPECTED = "write a month, such as 2015-02, or a year, such as 2015"


class CalendarUnit(StrEnum):
    """A unit of time that has no fixed number of days, by its name in ``units.txt``."""

    MONTH = "month"
    YEAR = "year"


class PeriodError(ValueError):
    """A text that names no month and no year; ``remedy`` says what to write."""

    def __init__(self, message: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(message)


@dataclass(frozen=True, order=True)
class Period:
    """A month of the Gregorian calendar, or a whole year (``month`` is None)."""

    year: int
    month: int | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that a text names.

        Raises:
            PeriodError: it is neither a month nor a year of the Gregorian calendar.

        >>> Period.parse("2015-02"), Period.parse("2015")
        (Period(year=2015, month=2), Period(year=2015, month=None))
        >>> Period.parse("1435-09")
        Traceback (most recent call last):
        ...
        weighbridge.text.calendar.PeriodError: `1435-09` lies outside the years 1583 to 2199 of the Gregorian calendar
        """
        found = _PERIOD.fullmatch(text)
        if found is None:
            raise PeriodError(f"`{text[:40]}` is neither a month nor a year", EXPECTED)
        year, month = int(found[1]), None if found[2] is None else int(found[2])
        if not FIRST <= year <= LAST:
            message = f"`{text}` lies outside the years {FIRST} to {LAST} of the Gregorian calendar"
            raise PeriodError(message, "write the Gregorian month or year that is meant, such as 2015-02 or 2015")
        if month is not None and not 1 <= month <= 12:
            raise PeriodError(f"`{text}` is not a month of the calendar", EXPECTED)
        return cls(year, month)

    def __str__(self) -> str:
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02d}"


def days_of(period: Period) -> int:
    """How many days a month or a year has.

    >>> days_of(Period(2015, 2)), days_of(Period(2016, 2)), days_of(Period(2016))
    (28, 29, 366)
    """
    if period.month is None:
        return 366 if calendar.isleap(period.year) else 365
    return calendar.monthrange(period.year, period.month)[1]


@cache
def lengths(unit: CalendarUnit, during: Period | None = None) -> Mapping[int, int]:
    """How many months, or years, have how many days: by the number of days, in ascending order.

    Args:
        during: the one that is meant; of a year, any of its months; by default any of the calendar.

    >>> lengths(CalendarUnit.MONTH)
    {28: 303, 29: 97, 30: 1600, 31: 2800}
    >>> lengths(CalendarUnit.MONTH, Period(2016)), lengths(CalendarUnit.YEAR, Period(2016, 2))
    ({29: 1, 30: 4, 31: 7}, {366: 1})
    """
    if unit is CalendarUnit.YEAR:
        years = CYCLE if during is None else (during.year,)
        return _counted(Period(year) for year in years)
    if during is not None and during.month is not None:
        return {days_of(during): 1}
    return _counted(Period(y, m) for y in (CYCLE if during is None else (during.year,)) for m in range(1, 13))


def _counted(periods: Iterable[Period]) -> dict[int, int]:
    return dict(sorted(Counter(map(days_of, periods)).items()))
