"""An event of unknown day explained: its candidates, the reason for each, and the days that were passed over."""

from __future__ import annotations

from collections.abc import Iterable

from ..evidence import Row
from ..text import Candidate, PassedOver
from .choices import answers_under, option_told, settings
from .explanation import Part, Told
from .grounds import because
from .material import Material


def event_told(material: Material, name: str) -> Told:
    """An event: its question, the words that date it, each candidate, what was passed over, and what depends on it."""
    event = material.text.events[name]
    lines = [f"`{name}`: {material.model.names.choice(name)}, an event of which the day is not known", event.question]
    lines += [f"the article: “{event.quote.exact}”"] if event.quote else []
    lines += [f"it was a {event.weekday}"] if event.weekday else []
    candidates = [line for option, day in event.candidates.items() for line in _day(material, option, day)]
    passed = [line for option, day in event.passed_over.items() for line in _day(material, option, day)]
    days = event.days
    choice = material.model.choices.get(name)
    parts = [Part("The candidates", candidates, _keys(material, days)), Part("Passed over", passed)]
    more = [settings(material, choice), answers_under(material, choice)] if choice else []
    return Told(lines, [*parts, *more])


def day_told(material: Material, event: str, option: str) -> Told:
    """A candidate of an event, or a day that was passed over."""
    known = material.text.events[event]
    day: Candidate | PassedOver = known.candidates.get(option) or known.passed_over[option]
    what = "a candidate for" if option in known.candidates else "a day that was passed over for"
    lines = [f"`{event}={option}`: {what} `{event}`", known.question]
    parts = [Part("The day", _day(material, option, day), _keys(material, [day]))]
    choice = material.model.choices.get(event)
    more = option_told(material, choice, option).parts[1:] if choice and option in choice.options else []
    return Told(lines, [*parts, *more])


def _day(material: Material, option: str, day: Candidate | PassedOver) -> list[str]:
    notes = [f"a {day.weekday}" if isinstance(day, Candidate) else ""]
    notes += ["the case as written"] if getattr(day, "preferred", False) else []
    ruled_out = getattr(day, "ruled_out", None)
    notes += [f"not counted: {ruled_out}"] if ruled_out else []
    head = "; ".join(filter(None, [f"`{option}`: {day.date}", *notes]))
    facts = [f"  fact `{key}`: {_fact(material.facts.get(key))}" for key in day.facts]
    return [head, f"  {because(day.reason, day.sources)}", *facts]


def _fact(row: Row | None) -> str:
    """A row of the table of events in a line."""
    if row is None:
        return "not in the table of events"
    what = row.cells.get("what") or row.cells.get("event") or ""
    return "; ".join(filter(None, [row.date, what, f"row `{row.table}.csv:{row.line}`"]))


def _keys(material: Material, days: Iterable[Candidate | PassedOver]) -> list[str]:
    """The sources of days and of the facts that speak for them."""
    found: dict[str, None] = {}
    for day in days:
        found.update(dict.fromkeys(day.sources))
        for fact in day.facts:
            row = material.facts.get(fact)
            found.update(dict.fromkeys(row.sources if row else ()))
    return list(found)
