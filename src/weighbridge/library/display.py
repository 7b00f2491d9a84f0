"""What the library has, put into words: topics, their figures with their sources, and what to type in a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..evidence import Source
from ..quantities import identifier
from ..text import words
from .catalogue import LibraryError
from .comparable import in_unit
from .topic import Comparable, Entry, Topic

MOST_ENTRIES = 24
DIGITS = 6  # of a figure of a table, which is shown as it stands there
BOUND = {"above": "at least ", "below": "at most ", "": ""}


def topic_lines(topics: Sequence[Topic]) -> Iterator[str]:
    """A line for each topic: its key, and what it is."""
    width = max((len(topic.key) for topic in topics), default=0)
    for topic in topics:
        yield f"{topic.key:<{width}}  {topic.title}"


def found_lines(found: Comparable, sources: Mapping[str, Source], all_entries: bool = False) -> Iterator[str]:
    """The figures of a topic, each with what it is of, its place, date and source, and what to type in a case."""
    topic, entries = found.topic, _in_order(found)
    yield f"{topic.title[0].upper()}{topic.title[1:]}{_headline(found)}"
    if topic.note:
        yield f"  {topic.note}"
    shown = entries if all_entries else entries[-MOST_ENTRIES:] if topic.is_series else entries[:MOST_ENTRIES]
    for entry in shown:
        yield f"  {figure(entry, topic)}: {_about(entry, topic)}"
        if not topic.is_series:
            yield f"    {_source(entry, sources)}"
    if len(shown) < len(entries):
        yield f"  and {words.number(len(entries) - len(shown))} more; `--all` shows them"
    if topic.is_series and shown:
        yield f"  {_source(shown[-1], sources)}"
    yield f"  In a case: {typed(topic, shown[0] if not topic.is_series else shown[-1])}"


def figure(entry: Entry, topic: Topic) -> str:
    """A figure with its unit in words: ``$5,940.91 a tonne``, ``35 to 55 kilograms a person``."""
    unit = f"{entry.unit}/{identifier(topic.per)}" if topic.per else entry.unit
    if entry.unit == "one" and topic.of:
        unit = identifier(topic.of) + (f"/{identifier(topic.per)}" if topic.per else "")
    return BOUND[entry.is_bound] + words.span((entry.low, entry.high), "" if unit == "one" else unit, DIGITS)


def typed(topic: Topic, entry: Entry) -> str:
    """What to write in a case to use an entry."""
    if topic.is_series:
        return f"`evidence: {{NAME: {{library: {topic.key}, date: {entry.date}}}}}`"
    column = ", column: low" if entry.low != entry.high else ""
    return f"`evidence: {{NAME: {{library: {topic.key}, row: {entry.key}{column}}}}}`"


def as_data(found: Comparable, sources: Mapping[str, Source]) -> dict[str, Any]:
    """A topic with its entries as plain data, for JSON."""
    topic = found.topic
    return {
        "topic": topic.key,
        "title": topic.title,
        "of": topic.of,
        "per": topic.per,
        "unit": topic.unit,
        "note": topic.note,
        "period": found.period,
        "entries": [_entry_data(entry, topic, sources) for entry in _in_order(found)],
    }


def _entry_data(entry: Entry, topic: Topic, sources: Mapping[str, Source]) -> dict[str, Any]:
    cited = [sources[key] for key in entry.sources if key in sources]
    return {
        "key": entry.key,
        "what": entry.what,
        "low": entry.low,
        "high": entry.high,
        "unit": entry.unit,
        "place": entry.place,
        "date": entry.date,
        "mark": entry.mark,
        "note": entry.note,
        "bound": entry.is_bound,
        "table": topic.table,
        "line": entry.line,
        "sources": [{"id": one.key, "citation": one.citation(), "licence": one.licence} for one in cited],
    }


def _in_order(found: Comparable) -> Sequence[Entry]:
    """Months in their order, other entries from the lowest."""
    return sorted(found.entries, key=lambda entry: entry.date) if found.topic.is_series else found.entries


def _headline(found: Comparable) -> str:
    """How many figures there are, and from how much to how much, where they have one kind of unit."""
    entries, unit = found.entries, found.topic.unit
    if len(entries) < 2:
        return ""
    try:
        ends = [end for entry in entries for end in in_unit(entry, unit)]
    except LibraryError:  # pounds beside dollars
        return f": {len(entries)} figures"
    whole = Entry(found.topic.key, "", "", min(ends), max(ends), unit, "", "", (), "", "", 0)
    return f": {len(entries)} figures, {figure(whole, found.topic)}{_dates(found.period)}"


def _dates(period: str) -> str:
    first, slash, last = period.partition("/")
    return f", {_date(first)} to {_date(last)}" if slash else f", {_date(first)}" if first else ""


def _date(text: str) -> str:
    """A date as one reads it: ``February 2017``, ``3 March 2017``, ``2017``."""
    year, *rest = text.split("-")
    month = words.MONTHS[int(rest[0]) - 1] if rest else ""
    return " ".join(filter(None, [str(int(rest[1])) if rest[1:] else "", month, year]))


def _about(entry: Entry, topic: Topic) -> str:
    """What a figure is of, where, and when, with what is known beside it."""
    dates = " to ".join(dict.fromkeys(_date(date) for date in entry.date.split("/"))) if entry.date else ""
    if topic.is_series:
        return dates
    place = f"in {entry.place}" if entry.place else ""
    said = ", ".join(filter(None, [entry.what, entry.place and place, dates]))
    return f"{said}. {entry.note}" if entry.note else said


def _source(entry: Entry, sources: Mapping[str, Source]) -> str:
    """Where a figure was read, how far to trust it, and its terms."""
    cited: Iterable[Source] = (sources[key] for key in entry.sources if key in sources)
    said = "; ".join(f"{one.citation()} ({one.licence})" for one in cited) or ", ".join(entry.sources)
    return f"{entry.mark}: {said}"
