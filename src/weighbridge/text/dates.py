"""Dates: years, months, days and periods of the Gregorian calendar as ISO 8601 writes them; all else is asked about.

A fiscal year, a quarter, a year of another calendar or a day that may as well be a month can be read in two ways. None
of them is guessed: the error says what was found, and what to write for each way in which it may be meant.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from ..base import RemediedError
from .words import MONTHS

EXPECTED = "expected a date such as `2014`, `2014-07` or `2014-07-31`"
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
HIJRI = range(1300, 1501)  # 1882 to 2078 of the Gregorian calendar: no figure of these Gregorian years is expected
PERSIAN = range(1300, 1420)  # 1921 to 2041; later ones lie in the future
BUDDHIST, BUDDHIST_ERA = range(2400, 2700), 543
HEBREW, HEBREW_ERA = range(5600, 5900), 3760
_HIJRI_EPOCH = datetime.date(622, 7, 19).toordinal()


class DateError(RemediedError):
    """Text that is not a date of the Gregorian calendar, or that can be read as more than one."""


class Date(NamedTuple):
    """A year, a month of it, or a day of that.

    >>> str(Date(2017, 2)), Date(2017, 2).first.isoformat(), Date(2017, 2).last.isoformat()
    ('2017-02', '2017-02-01', '2017-02-28')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> datetime.date:
        """The first day that it covers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it covers."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@lru_cache(maxsize=4096)  # tables and sources name the same few dates again and again
def read_date(text: str) -> Date:
    """The year, month or day that a text names.

    Raises:
        DateError: it names none, or may be one of another calendar; the remedy says what to write.

    >>> read_date("2017-02")
    Date(year=2017, month=2, day=None)
    >>> read_date("Q3 2014")
    Traceback (most recent call last):
    ...
    weighbridge.text.dates.DateError: `Q3 2014` is a quarter of a year, expected a date such as `2014`, `2014-07` or \
`2014-07-31`; write its months, `2014-07/2014-09` for a quarter of the calendar year
    """
    if match := _ISO.fullmatch(text):
        parts = [int(part) for part in match.groups() if part]
        year, month, day = (*parts, None, None)[:3]
        _of_this_calendar(text, *parts)
        if month is not None and not 1 <= month <= 12:
            raise _no_month(text, *parts)
        if day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise DateError(f"`{text}` is not a date: {MONTHS[month - 1]} {year} has no day {day}", "mend the day")
        return Date(year, month, day)
    raise _not_iso(text)


def read_period(text: str) -> tuple[Date, Date]:
    """The first and the last date of a period, ``2013-10/2014-09``; of a single date, that date twice.

    Raises:
        DateError: either end is not a date, or the period runs backwards.

    >>> [str(end) for end in read_period("2013-10/2014-09")]
    ['2013-10', '2014-09']
    """
    first, slash, last = text.partition("/")
    if not slash or not (_ISO.fullmatch(first) and _ISO.fullmatch(last)):
        return (read_date(text),) * 2
    ends = read_date(first), read_date(last)
    if ends[0].first > ends[1].last:
        raise DateError(f"the period `{text}` runs backwards", f"write the earlier date first: `{last}/{first}`")
    return ends


def read_day(text: str) -> datetime.date:
    """The day that a text names; raises ``DateError`` for anything else, a month or a year too.

    >>> read_day("2017-02-28").isoformat()
    '2017-02-28'
    """
    date = read_date(text)
    if date.day is None:
        raise DateError(f"`{text}` is not a day, expected one such as 2017-02-28", "write year, month and day")
    return date.first


def hijri_day(year: int, month: int, day: int = 1) -> datetime.date:
    """The Gregorian day of a day of the Islamic calendar in its arithmetic form, which may be off by two days.

    Reingold and Dershowitz, Calendrical Calculations, chapter 7: months of 30 and 29 days in turn, 11 leap days in
    30 years.

    >>> hijri_day(1435, 9).isoformat()
    '2014-06-29'
    """
    months = 29 * (month - 1) + (6 * month - 1) // 11
    years = 354 * (year - 1) + (3 + 11 * year) // 30
    return datetime.date.fromordinal(_HIJRI_EPOCH - 1 + years + months + day)


def _of_this_calendar(text: str, year: int, month: int | None = None, day: int | None = None) -> None:
    """Raise where a year is one of another calendar rather than of ours."""
    if year in HIJRI:
        raise DateError(f"`{text}` has a year of the Islamic or the Persian calendar, {EXPECTED}", _hijri(year, month))
    for years, era, name in ((BUDDHIST, BUDDHIST_ERA, "Buddhist era"), (HEBREW, HEBREW_ERA, "Hebrew calendar")):
        if year in years:
            known = Date(year - era, *((month, day) if years is BUDDHIST else ()))
            remedy = f"write the Gregorian date; the year {year} of the {name} is about `{year - era}`"
            if years is BUDDHIST:
                remedy = f"write the Gregorian date, `{known}` if it is of the {name}"
            raise DateError(f"`{text}` has a year of the {name}, {EXPECTED}", remedy)
    if year < 1000:
        raise DateError(f"`{text}` has no year of four digits, {EXPECTED}", "write all four digits of the year")


def _hijri(year: int, month: int | None) -> str:
    """The remedy for a year or a month of the Islamic calendar, and of the Persian where that is as likely."""
    if not 1 <= (month or 1) <= 12:
        return "write the Gregorian months that it covers"
    first = hijri_day(year, month or 1)
    after = hijri_day(year + (month or 12) // 12, (month or 12) % 12 + 1)
    readings = [f"`{_months(first, after - datetime.timedelta(days=1))}` for a Hijri {'month' if month else 'year'}"]
    if year in PERSIAN:  # its year begins with the spring equinox, so each month lies across two of ours
        begin = (year + 621) * 12 + (month or 1) + 1
        ends = [Date(at // 12, at % 12 + 1) for at in (begin, begin + (1 if month else 12))]
        readings.append(f"`{ends[0]}/{ends[1]}` for a Persian one")
    return f"write the Gregorian months that it covers, about {', '.join(readings)}"


def _months(first: datetime.date, last: datetime.date) -> str:
    """A period in months; one month where it lies within it."""
    ends = [str(Date(day.year, day.month)) for day in (first, last)]
    return "/".join(dict.fromkeys(ends))


def _no_month(text: str, year: int, month: int, day: int | None = None) -> DateError:
    if day is None and month == (year + 1) % 100:
        return _fiscal(text, year + 1)
    found = f"`{text}` is not a date: there is no month {month}"
    if day is not None and 1 <= day <= 12 and month <= 31:
        return DateError(found, f"write year, month, day: `{year}-{day:02}-{month:02}`")
    return DateError(found, f"write year and month, as in `{year}-07`")


def _not_iso(text: str) -> DateError:
    """What a text is that is not written as ISO 8601 has it, and what to write instead."""
    western = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    if western != text:
        return DateError(f"`{text[:40]}` is not written in the digits 0 to 9, {EXPECTED}", f"write `{western[:40]}`")
    for shape, explain in _shapes():
        if match := shape.fullmatch(text.strip()):
            return explain(text, match)
    return DateError(f"`{text[:40]}` is not a date, {EXPECTED}", "write the year, the month or the day as far as known")


def _fiscal(text: str, last: int, or_else: str = "") -> DateError:
    """A fiscal year that ends in the year ``last``: only who keeps the books knows its months."""
    remedy = f"write the months that it covers, as in `{last - 1}-10/{last}-09` or `{last - 1}-04/{last}-03`{or_else}"
    return DateError(f"`{text}` is a fiscal year, {EXPECTED}", remedy)


def _fiscal_year(text: str, match: re.Match[str]) -> DateError:
    years = [int(part) for part in match.groups() if part]
    first = years[0] if years[0] > 99 else 2000 + years[0]
    return _fiscal(text, first + 1 if len(years) > 1 else first)


def _two_years(text: str, match: re.Match[str]) -> DateError:
    first, last = int(match[1]), int(match[2])
    if last == (first + 1) % 100 or last == first + 1:
        return _fiscal(text, first + 1, f"; `{first}/{first + 1}` for two whole years")
    whole = last if last > 99 else first // 100 * 100 + last
    return DateError(f"`{text}` is a period, {EXPECTED}", f"write its first and last date with `/`: `{first}/{whole}`")


def _part_of_year(text: str, match: re.Match[str]) -> DateError:
    """A quarter or a half of a year, which may be the calendar's or a fiscal one."""
    found = match.groupdict()
    year, number = int(found["after"] or found["before"]), int(found["number"])
    length, name = (3, "quarter") if found["kind"] in "Qq" else (6, "half")
    first, last = Date(year, length * (number - 1) + 1), Date(year, length * number)
    remedy = f"write its months, `{first}/{last}` for a {name} of the calendar year"
    return DateError(f"`{text}` is a {name} of a year, {EXPECTED}", remedy)


def _day_or_month_first(text: str, match: re.Match[str]) -> DateError:
    one, other, year = int(match[1]), int(match[2]), match[3]
    if len(year) < 4:
        return _short_year(text, match)
    ways = [f"{year}-{month:02}-{day:02}" for day, month in sorted({(one, other), (other, one)})]
    known = [way for way in ways if _exists(way)]
    if len(known) == 1:
        return _rewritten(text, known[0])
    if known:
        found = f"`{text}` may be `{known[0]}` or `{known[1]}`: the day or the month may stand first"
        return DateError(f"{found}, {EXPECTED}", "write the one that is meant")
    return _with_era(text, year, None) or _rewritten(text, ways[0])


def _exists(text: str) -> bool:
    try:
        return bool(read_date(text))
    except DateError:
        return False


def _rewritten(text: str, iso: str) -> DateError:
    """A date in another form, of which the meaning is plain."""
    try:
        read_date(iso)
    except DateError as error:
        return DateError(f"`{text}` is not a date as it is read here: {error.message}", error.remedy)
    return DateError(f"`{text}` is not a date as it is read here, {EXPECTED}", f"write `{iso}`")


def _year_first(text: str, match: re.Match[str]) -> DateError:
    return _rewritten(text, "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]))


def _month_and_year(text: str, match: re.Match[str]) -> DateError:
    return _rewritten(text, f"{match[2]}-{match[1].zfill(2)}")


def _named_month(text: str, match: re.Match[str]) -> DateError:
    found = match.groupdict()
    month = next(at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(found["month"].lower()[:3]))
    day = found["day"] or found["later"]
    if len(found["year"]) < 4:
        return _short_year(text, match)
    return _rewritten(text, f"{found['year']}-{month:02}" + (f"-{int(day):02}" if day else ""))


def _short_year(text: str, match: re.Match[str]) -> DateError:
    return DateError(f"`{text}` has no year of four digits, {EXPECTED}", "write all four digits of the year")


def _year_or_month(text: str, match: re.Match[str]) -> DateError:
    """``2009/10``: a month, or a fiscal year."""
    first, last = int(match[1]), int(match[2])
    if last != (first + 1) % 100:
        return _year_first(text, match)
    months = f"`{first}-04/{first + 1}-03`"
    remedy = f"write `{first}-{last:02}` for the month, or the months that the fiscal year covers, as in {months}"
    return DateError(f"`{text}` may be a month or a fiscal year, {EXPECTED}", remedy)


def _named_era(text: str, match: re.Match[str]) -> DateError:
    """A year with the letters of its era behind it: that of its calendar, or of ours."""
    return _with_era(text, match[1], match[2]) or _year_first(text, match)


def _with_era(text: str, year: str, month: str | None) -> DateError | None:
    """What is wrong with a year of another calendar; none where it is one of ours."""
    try:
        _of_this_calendar(text, int(year), int(month) if month else None)
    except DateError as error:
        return error
    return None


_DAY, _YEAR = r"\d{1,2}", r"\d{4}|\d{2}"
_NAME = "|".join(f"{name}|{name[:4]}|{name[:3]}" for name in MONTHS)


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], DateError]], ...]:
    """How dates of other kinds are written, each with what explains it; only a text that is no date asks for them."""
    shapes = (
        (rf"(?:FY|fiscal(?: year)?|financial year)[ -]?'?({_YEAR})(?:[/–-]({_YEAR}))?", _fiscal_year),
        (rf"(\d{{4}})(?:[/–-]({_YEAR}))? ?FY", _fiscal_year),
        (r"(?P<after>)(?P<before>\d{4})[ -]?(?P<kind>[QH])(?P<number>[1-4])(?<!H[34])", _part_of_year),
        (r"(?P<before>)(?P<kind>[QH])(?P<number>[1-4])(?<!H[34])[ -]?(?P<after>\d{4})", _part_of_year),
        (r"(\d{4})/(0[1-9]|1[0-2])", _year_or_month),
        (r"(\d{4})(?:[/–-]| to | [-–] )(\d{4}|1[3-9]|[2-9]\d)", _two_years),
        (rf"({_DAY})[./ -]({_DAY})[./ -]'?({_YEAR})", _day_or_month_first),
        (rf"(\d{{4}})[./-]({_DAY})(?:[./-]({_DAY}))?", _year_first),
        (r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", _year_first),
        (rf"({_DAY})[./ -](\d{{4}})", _month_and_year),
        (rf"(?P<day>)(?P<month>{_NAME})\.?(?: (?P<later>{_DAY}),?)?[ ,-]+'?(?P<year>{_YEAR})", _named_month),
        (rf"(?P<day>{_DAY})\.?[ -](?P<month>{_NAME})\.?(?P<later>)[ ,-]+'?(?P<year>{_YEAR})", _named_month),
        (r"(\d{4})(?:-(\d{2}))? ?(?:AH|A\.H\.|H|هـ|SH|AP|BE|B\.E\.|AM|CE|AD)", _named_era),
        (r"'?\d{1,3}(?:[/-]\d{1,2})?", _short_year),
    )
    return tuple((re.compile(shape, re.IGNORECASE), explain) for shape, explain in shapes)
