"""The day of the run: that of the calendar, or the one that SOURCE_DATE_EPOCH names, so that a run can be repeated."""

import datetime

import pytest

from weighbridge.base import day_of_run


def test_a_run_can_be_given_its_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1400000000")
    assert day_of_run() == "2014-05-13"


@pytest.mark.parametrize("epoch", [None, "", "yesterday", "²", "9" * 30])
def test_what_is_no_number_of_seconds_leaves_the_day_of_the_calendar(monkeypatch, epoch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.date.today()
    assert before <= datetime.date.fromisoformat(day_of_run()) <= datetime.date.today()
