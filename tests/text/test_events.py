"""Days of an event: its candidates, the parts of a date that evidence is looked up by, and days of the week."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from weighbridge.text.events import WEEKDAYS, Candidate, Event, last_weekday, weekday

FIRST = {"date": "2017-02-02", "reason": "best", "preferred": True}
SECOND = {"date": "2017-01-26", "reason": "the week before"}


def event(*candidates, **more):
    names = dict(zip("ab", candidates, strict=False))
    return Event.model_validate({"question": "When?", "candidates": names, **more})


def test_a_candidate_has_its_day_its_weekday_and_what_evidence_is_looked_up_by():
    found = Candidate(**FIRST)
    assert (found.day, found.weekday) == (datetime.date(2017, 2, 2), "Thursday")
    assert [found.part(name) for name in ("day", "month", "year")] == ["2017-02-02", "2017-02", "2017"]


def test_the_preferred_candidate_is_the_one_that_says_so():
    assert event(SECOND, FIRST, weekday="Thursday").preferred == "b"


@pytest.mark.parametrize(
    ("candidates", "more"),
    [
        ((SECOND, SECOND), {}),  # none is preferred
        ((FIRST, FIRST), {}),  # two are
        ((FIRST, SECOND), {"weekday": "Friday"}),  # both are Thursdays
        ((FIRST, SECOND), {"weekday": "Thu"}),
        ((FIRST, {**SECOND, "date": "2017-02"}), {}),
        ((FIRST, {**SECOND, "date": "2017-02-29"}), {}),  # no leap year
    ],
)
def test_days_that_cannot_be_are_refused(candidates, more):
    with pytest.raises(ValidationError):
        event(*candidates, **more)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_the_last_weekday_is_that_day_and_less_than_a_week_ago(day, name):
    found = last_weekday(name, day.isoformat())
    assert weekday(found) == name
    assert 0 <= (day - datetime.date.fromisoformat(found)).days < 7
    assert datetime.date.fromisoformat(found).strftime("%A") == name
