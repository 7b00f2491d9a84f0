"""Dates as files write them: the one form that all cells have, and nothing read that could be another day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refusal
from weighbridge.evidence.intake.dates import date_form, is_year, looks_like_a_date, read_dates


def read(*cells, form=None, latest=2026):
    return list(read_dates("cu.csv", "`Date`", list(enumerate(cells, 2)), latest, form).texts)


@pytest.mark.parametrize(
    ("cells", "dates"),
    [
        (["2014-05-06", "2014-05-07"], ["2014-05-06", "2014-05-07"]),
        (["2014-05", "2014-06"], ["2014-05", "2014-06"]),
        (["2014", "2015"], ["2014", "2015"]),
        (["03/04/2014", "13/04/2014"], ["2014-04-03", "2014-04-13"]),
        (["03/04/2014", "03/14/2014"], ["2014-03-04", "2014-03-14"]),
        (["13.04.2014", "3.4.2014"], ["2014-04-13", "2014-04-03"]),
        (["04/04/2014", "05/05/2014"], ["2014-04-04", "2014-05-05"]),
        (["2014M05", "2014M12"], ["2014-05", "2014-12"]),
        (["2014M5", "2014M12"], ["2014-05", "2014-12"]),
        (["20140506"], ["2014-05-06"]),
        (["201405"], ["2014-05"]),
        (["2014/05/06"], ["2014-05-06"]),
        (["05/2014", "11/2014"], ["2014-05", "2014-11"]),
        (["May 06, 2014", "Jun 16, 2014"], ["2014-05-06", "2014-06-16"]),
        (["6 May 2014", "16 June 2014"], ["2014-05-06", "2014-06-16"]),
        (["06-May-2014"], ["2014-05-06"]),
        (["May-2014", "Sept-2014"], ["2014-05", "2014-09"]),
        (["2014 May"], ["2014-05"]),
        (["2014-05-06T00:00:00", "2014-05-07 16:30:00"], ["2014-05-06", "2014-05-07"]),
        ([datetime.date(2014, 5, 6), datetime.datetime(2014, 5, 7)], ["2014-05-06", "2014-05-07"]),
        ([2014.0, 2015.0], ["2014", "2015"]),
        (["2014/05", "2014/11"], ["2014-05", "2014-11"]),
    ],
)
def test_dates_are_read_in_the_one_form_that_all_cells_have(cells, dates):
    assert read(*cells) == dates


@pytest.mark.parametrize(
    ("cells", "form", "dates"),
    [
        (["03/04/2014"], "DD/MM/YYYY", ["2014-04-03"]),
        (["03/04/2014"], "mm/dd/yyyy", ["2014-03-04"]),
        (["May-14", "Jun-98"], "MMM-YY", ["2014-05", "1998-06"]),
        (["31.12.99", "01.01.26"], "DD.MM.YY", ["1999-12-31", "2026-01-01"]),
        (["2014-Q3", "2014Q4", "Q1 2015"], "quarters", ["2014-07/2014-09", "2014-10/2014-12", "2015-01/2015-03"]),
        (["41765"], "excel", ["2014-05-06"]),
        (["41765"], "excel-1904", ["2018-05-07"]),
        (["2010/11", "2011/12"], "YYYY/MM", ["2010-11", "2011-12"]),
        (["2014m05"], "YYYY[m]MM", ["2014-05"]),
    ],
)
def test_the_users_form_decides(cells, form, dates):
    assert read(*cells, form=form) == dates


@pytest.mark.parametrize(
    ("cells", "form", "parts"),
    [
        (["03/04/2014", "05/06/2014"], None, ["cu.csv:2", "2014-04-03 or 2014-03-04", "--date-format DD/MM/YYYY"]),
        (["May-14"], None, ["cu.csv:2", "no year of four digits", "--date-format MMM-YY for 2014-05"]),
        (["03/04/14"], None, ["no year of four digits", "DD/MM/YY for 2014-04-03", "MM/DD/YY for 2014-03-04"]),
        (["41765"], None, ["a number and no date", "--date-format excel for 2014-05-06", "excel-1904 for 2018-05-07"]),
        (["2010/11", "2011/12"], None, ["may be a month or a fiscal year", "--date-format YYYY/MM"]),
        (["2013/14"], None, ["fiscal year", "--without-row"]),
        (["Q3 2014", "Q4 2014"], None, ["cu.csv:2", "a quarter of a year", "fiscal", "--date-format quarters"]),
        (["Q3 2014", "2014"], "quarters", ["cu.csv:3", "`2014`, which is no quarter", "--without-row 3"]),
        (["1435-09"], None, ["Islamic or the Persian calendar"]),
        (["2014-05", "2014-06", "2014"], None, ["cu.csv:4", "in another form than YYYY-MM", "--without-row"]),
        (["2014-05-06", "total"], None, ["cu.csv:3", "`total`", "--without-row"]),
        (["2014-05", "", ""], None, ["cu.csv:3: `Date` is empty beside a figure", "merged", "cu.csv:4: "]),
        (["31/02/2014"], None, ["cu.csv:2", "--without-row"]),
        (["03/04/2014"], "YYYY-MM-DD", ["cu.csv:2", "no date in the form YYYY-MM-DD", "another form"]),
        (["soon"], "excel", ["cu.csv:2", "counts no days"]),
        (["03/04/2014"], "day first", ["--date-format", "is not a form of dates", "DD/MM/YYYY"]),
    ],
)
def test_what_has_no_one_reading_is_refused_with_both(cells, form, parts):
    message = refusal(lambda: read(*cells, form=form))
    assert [part for part in parts if part not in message] == []


def test_a_column_in_no_form_is_said_once_and_not_line_by_line():
    message = refusal(lambda: read(*[f"week {week}" for week in range(1, 50)]))
    assert message.count("\n") == 0
    assert "nor are 48 more cells" in message


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2026, 12, 31)), st.booleans())
def test_no_day_is_turned_into_another(day, month_first):
    """A day that either order allows is refused, unless both are the same."""
    text = f"{day:%m/%d/%Y}" if month_first else f"{day:%d/%m/%Y}"
    if day.day > 12 or day.day == day.month:
        assert read(text) == [day.isoformat()]
    else:
        assert "no other cell tells" in refusal(lambda: read(text))


@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2026, 12, 31)),
    st.sampled_from(["YYYY-MM-DD", "DD MMM YYYY", "MMMM DD, YYYY", "YYYYMMDD", "DD.MM.YY"]),
)
def test_a_form_reads_what_is_written_in_it(day, form):
    marks = {"YYYY-MM-DD": "%Y-%m-%d", "DD MMM YYYY": "%d %b %Y", "MMMM DD, YYYY": "%B %d, %Y"}
    marks |= {"YYYYMMDD": "%Y%m%d", "DD.MM.YY": "%d.%m.%y"}
    assert date_form(form).read(day.strftime(marks[form]), 2026) == day.isoformat()


def test_a_year_alone_may_be_a_number():
    assert is_year(2014)
    assert not looks_like_a_date("2014")
    assert not looks_like_a_date("1860")
