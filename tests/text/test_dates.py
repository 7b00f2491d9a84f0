"""Dates as people write them: ISO 8601 is read, and whatever may mean something else is asked about."""

# ruff: noqa: E501 (a row of a table stands on one line)

import datetime
import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import NOT_REFUSED, refusal
from weighbridge.text.dates import EXPECTED, DateError, hijri_day, read_date, read_day, read_period

FISCAL = "write the months that it covers, as in"
GREGORIAN = "write the Gregorian months that it covers, about"
FOUR = "write all four digits of the year"

READ = {
    "2014": ("2014", "2014"),
    "2014-07": ("2014-07", "2014-07"),
    "2014-07-31": ("2014-07-31", "2014-07-31"),
    "2016-02-29": ("2016-02-29", "2016-02-29"),
    "2011-12": ("2011-12", "2011-12"),  # December, as ISO 8601 has it
    "2013/2014": ("2013", "2014"),
    "2013-10/2014-09": ("2013-10", "2014-09"),
    "2014-07-04/2014-07-05": ("2014-07-04", "2014-07-05"),
    "1501": ("1501", "1501"),
    "2399": ("2399", "2399"),
}  # fmt: skip


def test_a_date_or_a_period_is_read_as_it_is_written():
    assert {text: tuple(map(str, read_period(text))) for text in READ} == READ


# text, what is said of it behind the text itself, the remedy
REFUSED = [
    # fiscal years
    ("FY2014", "is a fiscal year", f"{FISCAL} `2013-10/2014-09` or `2013-04/2014-03`"),
    ("FY14", "is a fiscal year", f"{FISCAL} `2013-10/2014-09` or `2013-04/2014-03`"),
    ("FY 2013/14", "is a fiscal year", f"{FISCAL} `2013-10/2014-09` or `2013-04/2014-03`"),
    ("fiscal year 2014", "is a fiscal year", f"{FISCAL} `2013-10/2014-09` or `2013-04/2014-03`"),
    ("2013/14", "is a fiscal year", f"{FISCAL} `2013-10/2014-09` or `2013-04/2014-03`; `2013/2014` for two whole years"),
    ("2013–2014", "is a fiscal year", f"{FISCAL} `2013-10/2014-09` or `2013-04/2014-03`; `2013/2014` for two whole years"),
    ("2013-14", "is a fiscal year", f"{FISCAL} `2013-10/2014-09` or `2013-04/2014-03`"),
    ("1999-00", "is a fiscal year", f"{FISCAL} `1999-10/2000-09` or `1999-04/2000-03`"),
    ("2009/10", "may be a month or a fiscal year", "write `2009-10` for the month, or the months that the fiscal year covers, as in `2009-04/2010-03`"),
    ("2012-2015", "is a period", "write its first and last date with `/`: `2012/2015`"),
    # other calendars
    ("1435-09", "has a year of the Islamic or the Persian calendar", f"{GREGORIAN} `2014-06/2014-07` for a Hijri month"),
    ("1435", "has a year of the Islamic or the Persian calendar", f"{GREGORIAN} `2013-11/2014-10` for a Hijri year"),
    ("1436-12", "has a year of the Islamic or the Persian calendar", f"{GREGORIAN} `2015-09/2015-10` for a Hijri month"),
    ("1393", "has a year of the Islamic or the Persian calendar", f"{GREGORIAN} `1973-02/1974-01` for a Hijri year, `2014-03/2015-03` for a Persian one"),
    ("1393-10", "has a year of the Islamic or the Persian calendar", f"{GREGORIAN} `1973-10/1973-11` for a Hijri month, `2014-12/2015-01` for a Persian one"),
    ("1435 AH", "has a year of the Islamic or the Persian calendar", f"{GREGORIAN} `2013-11/2014-10` for a Hijri year"),
    ("15/09/1435", "has a year of the Islamic or the Persian calendar", f"{GREGORIAN} `2013-11/2014-10` for a Hijri year"),
    ("1435-13", "has a year of the Islamic or the Persian calendar", "write the Gregorian months that it covers"),
    ("2570", "has a year of the Buddhist era", "write the Gregorian date, `2027` if it is of the Buddhist era"),
    ("2557-07-31", "has a year of the Buddhist era", "write the Gregorian date, `2014-07-31` if it is of the Buddhist era"),
    ("2557 BE", "has a year of the Buddhist era", "write the Gregorian date, `2014` if it is of the Buddhist era"),
    ("5774", "has a year of the Hebrew calendar", "write the Gregorian date; the year 5774 of the Hebrew calendar is about `2014`"),
    # parts of a year
    ("Q3 2014", "is a quarter of a year", "write its months, `2014-07/2014-09` for a quarter of the calendar year"),
    ("2014-Q1", "is a quarter of a year", "write its months, `2014-01/2014-03` for a quarter of the calendar year"),
    ("2014q4", "is a quarter of a year", "write its months, `2014-10/2014-12` for a quarter of the calendar year"),
    ("H2 2014", "is a half of a year", "write its months, `2014-07/2014-12` for a half of the calendar year"),
    # the day or the month first
    ("31/12/2014", "is not a date as it is read here", "write `2014-12-31`"),
    ("12/31/2014", "is not a date as it is read here", "write `2014-12-31`"),
    ("31.12.2014", "is not a date as it is read here", "write `2014-12-31`"),
    ("05/05/2014", "is not a date as it is read here", "write `2014-05-05`"),
    ("03/04/2014", "may be `2014-04-03` or `2014-03-04`: the day or the month may stand first", "write the one that is meant"),
    ("07/2014", "is not a date as it is read here", "write `2014-07`"),
    # years of two digits
    ("14", "has no year of four digits", FOUR),
    ("'14", "has no year of four digits", FOUR),
    ("31/12/14", "has no year of four digits", FOUR),
    ("Jul-14", "has no year of four digits", FOUR),
    ("0014-07", "has no year of four digits", FOUR),
    ("99-12", "has no year of four digits", FOUR),
    # other spellings
    ("July 2014", "is not a date as it is read here", "write `2014-07`"),
    ("31 July 2014", "is not a date as it is read here", "write `2014-07-31`"),
    ("July 31, 2014", "is not a date as it is read here", "write `2014-07-31`"),
    ("sept. 2014", "is not a date as it is read here", "write `2014-09`"),
    ("2014-7", "is not a date as it is read here", "write `2014-07`"),
    ("2014/7/1", "is not a date as it is read here", "write `2014-07-01`"),
    ("20140731", "is not a date as it is read here", "write `2014-07-31`"),
    ("2014-07-31T10:00", "is not a date as it is read here", "write `2014-07-31`"),
    ("2014 AD", "is not a date as it is read here", "write `2014`"),
    ("٢٠١٤-٠٧", "is not written in the digits 0 to 9", "write `2014-07`"),
    ("soon", "is not a date", "write the year, the month or the day as far as known"),
    ("Q5 2014", "is not a date", "write the year, the month or the day as far as known"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "remedy"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_a_date_of_this_calendar_is_asked_about(text, found, remedy):
    assert refusal(read_period, text, error=DateError) == f"`{text}` {found}, {EXPECTED}; {remedy}"


NO_SUCH_DAY = {
    "2014-13": "`2014-13` is not a date: there is no month 13; write year and month, as in `2014-07`",
    "2014-00": "`2014-00` is not a date: there is no month 0; write year and month, as in `2014-07`",
    "2014-31-12": "`2014-31-12` is not a date: there is no month 31; write year, month, day: `2014-12-31`",
    "2015-02-29": "`2015-02-29` is not a date: February 2015 has no day 29; mend the day",
    "2014-04-31": "`2014-04-31` is not a date: April 2014 has no day 31; mend the day",
    "2014/2013": "the period `2014/2013` runs backwards; write the earlier date first: `2013/2014`",
    "2014-09/2013-10": "the period `2014-09/2013-10` runs backwards; write the earlier date first: `2013-10/2014-09`",
}


def test_a_day_that_never_was_and_a_period_that_runs_backwards():
    assert {text: refusal(read_period, text, error=DateError) for text in NO_SUCH_DAY} == NO_SUCH_DAY


@pytest.mark.parametrize("text", ["2017", "2017-02"])
def test_a_year_or_a_month_is_not_a_day(text):
    expected = f"`{text}` is not a day, expected one such as 2017-02-28; write year, month and day"
    assert refusal(read_day, text, error=DateError) == expected


def test_what_the_guide_lists_is_refused_and_what_it_says_to_write_is_read():
    guide = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
    section = guide[guide.index("## Dates") : guide.index("## Claims")]
    rows = [
        re.findall(r"`([^`]+)`", cell)
        for row in re.findall(r"^\| (.*) \| (.*) \|$", section, re.MULTILINE)
        for cell in row
    ]
    written, meant = rows[0::2], rows[1::2]
    assert len(written) == 6 + 2  # with the head of the table and the line below it
    assert [text for text in chain(*written) if refusal(read_period, text, error=DateError) == NOT_REFUSED] == []
    assert [text for text in chain(*meant) if refusal(read_period, text, error=DateError) != NOT_REFUSED] == [
        "03/04/2014"
    ]


DAYS = st.dates(datetime.date(1501, 1, 1), datetime.date(2399, 12, 31))


@given(DAYS)
def test_every_day_of_this_calendar_is_read_and_covers_itself(day):
    assert read_day(day.isoformat()) == day
    month, year = read_date(day.isoformat()[:7]), read_date(day.isoformat()[:4])
    assert month.first <= day <= month.last
    assert year.first <= month.first
    assert month.last <= year.last
    assert (month.last + datetime.timedelta(days=1)).day == 1


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y"]))
def test_a_day_in_another_form_is_refused_and_the_day_is_named(day, form):
    """What is written in another order or in words is never read; the day itself is among what is offered."""
    message = refusal(read_date, day.strftime(form), error=DateError)
    assert message != NOT_REFUSED
    assert f"`{day.isoformat()}`" in message


@given(st.integers(1300, 1500), st.integers(1, 12))
def test_no_year_of_the_islamic_calendar_is_taken_for_one_of_ours(year, month):
    """The months that are offered are dates that can be written, and they hold the first day of the Hijri month."""
    for text in (f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-15"):
        offered = re.findall(r"`([-/0-9]+)`", refusal(read_period, text, error=DateError).partition("; ")[2])
        first, last = read_period(offered[0])
        begin = hijri_day(year, month if "-" in text else 1)
        assert first.first <= begin <= last.last


# Days counted from 1 January of the year 1, with their date in the Islamic calendar:
# Reingold and Dershowitz, Calendrical Calculations, appendix C (sample data).
SAMPLES = [
    (253427, 75, 7, 13), (369740, 403, 10, 5), (601716, 1058, 5, 18), (694799, 1321, 1, 21), (704424, 1348, 3, 19),
    (708842, 1360, 9, 8), (709409, 1362, 4, 13), (709580, 1362, 10, 7), (727274, 1412, 9, 13), (744313, 1460, 10, 12),
]  # fmt: skip


@pytest.mark.parametrize(("count", "year", "month", "day"), SAMPLES)
def test_the_arithmetic_islamic_calendar_agrees_with_published_days(count, year, month, day):
    assert hijri_day(year, month, day).toordinal() == count
