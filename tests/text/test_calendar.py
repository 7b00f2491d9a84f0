"""How many days months and years have, against days counted one by one; and what is not a month or a year."""

import datetime
from collections import Counter

import pytest
from pydantic import ValidationError

from weighbridge.text.calendar import EXPECTED, FIRST, LAST, CalendarUnit, Period, PeriodError, lengths
from weighbridge.text.claims import Claim

MONTH, YEAR = CalendarUnit.MONTH, CalendarUnit.YEAR


def counted(part, first="2000-01-01", last="2399-12-31"):
    """Months or years by their number of days, counted day by day between two days."""
    days = range(datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal() + 1)
    dates = map(datetime.date.fromordinal, days)
    by_period = Counter((date.year, date.month) if part is MONTH else date.year for date in dates)
    return Counter(by_period.values())


@pytest.mark.parametrize("unit", list(CalendarUnit))
def test_the_lengths_of_a_cycle_are_those_of_its_days_counted_one_by_one(unit):
    assert lengths(unit) == counted(unit)
    assert sum(days * many for days, many in lengths(unit).items()) == 146_097


@pytest.mark.parametrize("year", [1583, 1600, 1700, 1900, 2000, 2015, 2016, 2100])
def test_the_lengths_of_a_year_are_those_of_its_days(year):
    between = f"{year}-01-01", f"{year}-12-31"
    assert lengths(MONTH, Period(year)) == counted(MONTH, *between)
    assert lengths(YEAR, Period(year)) == counted(YEAR, *between)


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("2015-02", {28}, {365}),
        ("2016-02", {29}, {366}),
        ("2000-02", {29}, {366}),
        ("1900-02", {28}, {365}),
        ("2015-04", {30}, {365}),
        ("2015-12", {31}, {365}),
        ("2015", {28, 30, 31}, {365}),
        ("2016", {29, 30, 31}, {366}),
    ],
)
def test_a_dated_month_or_year_has_its_own_days(text, month, year):
    period = Period.parse(text)
    assert str(period) == text
    assert set(lengths(MONTH, period)) == month
    assert set(lengths(YEAR, period)) == year


NEITHER, NO_MONTH = "is neither a month nor a year", "is not a month of the calendar"
OUTSIDE = f"lies outside the years {FIRST} to {LAST} of the Gregorian calendar"
GREGORIAN = "write the Gregorian month or year that is meant, such as 2015-02 or 2015"


@pytest.mark.parametrize(
    ("text", "found", "remedy"),
    [
        ("2015-13", NO_MONTH, EXPECTED),
        ("2015-00", NO_MONTH, EXPECTED),
        ("FY2014", NEITHER, EXPECTED),
        ("2014/15", NEITHER, EXPECTED),
        ("2015-02-28", NEITHER, EXPECTED),
        ("2015-2", NEITHER, EXPECTED),
        ("February 2015", NEITHER, EXPECTED),
        ("", NEITHER, EXPECTED),
        ("٢٠١٥", NEITHER, EXPECTED),
        ("1435-09", OUTSIDE, GREGORIAN),  # Ramadan of 1435, which is July 2014
        ("2558", OUTSIDE, GREGORIAN),  # the Buddhist 2015
        ("1582", OUTSIDE, GREGORIAN),
        ("5775-01", OUTSIDE, GREGORIAN),  # Tishrei of 5775, which is September 2014
    ],
)
def test_what_is_not_a_month_or_a_year_is_refused_with_what_to_write(text, found, remedy):
    with pytest.raises(PeriodError) as refused:
        Period.parse(text)
    assert (str(refused.value), refused.value.remedy) == (f"`{text}` {found}", remedy)
    with pytest.raises(ValidationError):
        Claim.model_validate({"quote": {"exact": "x"}, "value": "1 USD/month", "during": text})
