"""Events: when something may have happened, each candidate day with its reason.

Candidates are alternatives that are run one by one; they have no weights and are never mixed.
"""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import Field, model_validator

from ..base import Listed, RemediedError, Strict, suggestion, under
from .article import Quote
from .dates import read_day, read_period

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = {"day": 10, "month": 7, "year": 4}  # what evidence may be looked up by, and how much of an ISO date it is


class Candidate(Strict):
    """One day on which an event may have happened; ``facts`` are keys of the table ``events`` that speak for it.

    One that is ``ruled_out`` is run and shown, and does not count.
    """

    date: str
    reason: str
    sources: Listed = Field(default_factory=list)
    facts: Listed = Field(default_factory=list)
    preferred: bool = False
    ruled_out: str | None = None
    set: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _a_day(self) -> Candidate:
        with under("date"):
            read_day(self.date)
        return self

    @property
    def day(self) -> datetime.date:
        """The day itself."""
        return read_day(self.date)

    @property
    def weekday(self) -> str:
        """Its name in the week."""
        return weekday(self.date)

    def part(self, name: str) -> str:
        """Its ``day``, ``month`` or ``year``, as tables of evidence write them.

        >>> Candidate(date="2017-02-02", reason="the raid followed").part("month")
        '2017-02'
        """
        return self.date[: PARTS[name]]


class PassedOver(Strict):
    """A day that was considered and is not run, and why."""

    date: str
    reason: str
    sources: Listed = Field(default_factory=list)
    facts: Listed = Field(default_factory=list)

    @model_validator(mode="after")
    def _a_date(self) -> PassedOver:
        with under("date"):
            read_period(self.date)
        return self


class Event(Strict):
    """Something of which the day is not known: the words that date it, its candidates, and what was passed over."""

    question: str
    quote: Quote | None = None
    weekday: str | None = None
    candidates: dict[str, Candidate] = Field(min_length=2)
    passed_over: dict[str, PassedOver] = Field(default_factory=dict)

    def __repr__(self) -> str:
        return f"{self.question} {' | '.join(self.candidates)}"

    @model_validator(mode="after")
    def _sound(self) -> Event:
        preferred = [name for name, candidate in self.candidates.items() if candidate.preferred]
        if len(preferred) != 1:
            raise ValueError(f"exactly one candidate is `preferred: true`, found {len(preferred)}")
        if self.candidates[preferred[0]].set:
            raise ValueError(f"the preferred candidate `{preferred[0]}` is the case as written: it sets nothing")
        if self.candidates[preferred[0]].ruled_out:
            raise ValueError(f"the preferred candidate `{preferred[0]}` is ruled out")
        if self.weekday is not None and self.weekday not in WEEKDAYS:
            raise ValueError(f"`{self.weekday}` is not a day of the week, expected one of {', '.join(WEEKDAYS)}")
        for name, candidate in self.candidates.items():
            if self.weekday not in (None, candidate.weekday):
                raise ValueError(f"the candidate `{name}` is a {candidate.weekday}, expected a {self.weekday}")
        return self

    @property
    def days(self) -> list[Candidate | PassedOver]:
        """Its candidates, then the days that were passed over."""
        return [*self.candidates.values(), *self.passed_over.values()]

    @property
    def preferred(self) -> str:
        """The name of the candidate that the case as written takes."""
        return next(name for name, candidate in self.candidates.items() if candidate.preferred)


def weekday(text: str) -> str:
    """The weekday of a day.

    >>> weekday("2017-02-02")
    'Thursday'
    """
    return WEEKDAYS[read_day(text).weekday()]


def last_weekday(name: str, before: str) -> str:
    """The latest day of that name on or before a day: what “last Thursday” can at the latest have been.

    Args:
        name: one of ``WEEKDAYS``.
        before: a day, ``2017-02-03``.

    Raises:
        RemediedError: no such weekday.
        DateError: no day.

    >>> last_weekday("Thursday", "2017-02-03"), last_weekday("Thursday", "2017-02-02")
    ('2017-02-02', '2017-02-02')
    """
    if name not in WEEKDAYS:
        raise RemediedError(f"`{name}` is not a day of the week", suggestion(name, WEEKDAYS))
    day = read_day(before)
    return (day - datetime.timedelta(days=(day.weekday() - WEEKDAYS.index(name)) % 7)).isoformat()
