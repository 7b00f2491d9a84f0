"""Where a figure of a topic stands, as a case asks for it: the row of a table, and its column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..base import suggestion, under
from ..evidence import EvidenceError, Holdings, Row
from ..quantities import identifier
from ..text import Spellings
from .catalogue import topic_of
from .entries import NONE, period_of, without_things
from .topic import Topic

ENDS = ("low", "high")
MOST_NAMED = 12  # rows that a message names


@dataclass(frozen=True)
class Located:
    """The cell that a topic's figure stands in."""

    topic: Topic
    row: Row
    column: str

    def things(self, unit: str, spellings: Spellings) -> str:
        """The unit of the figure with the things that the topic is of and for, as far as the case knows them as units.

        A table of the library writes ``tonne`` for the load of a truck, since its topic says that it is for each truck.
        """
        if without_things(unit) != unit:
            return unit
        of, per = (identifier(thing) if thing else "" for thing in (self.topic.of, self.topic.per))
        above, stroke, below = unit.partition("/")
        if above == "one" and of and spellings.name_of(of):
            unit = f"{of}{stroke}{below}"
        return f"{unit}/{per}" if per and spellings.name_of(per) else unit


def located(key: str, row: str | None, date: str | None, column: str | None, holdings: Holdings) -> Located:
    """The cell of a topic's figure.

    Args:
        key: the topic's.
        row: the key of a row of its table of entries.
        date: the month or the year of a series, or the one date by which a row is picked.
        column: ``low`` or ``high``, where a row gives a range.

    Raises:
        LibraryError: there is no such topic.
        EvidenceError: it has no such row, several, or nothing there; ``at`` holds the key that asked for it.
    """
    with under("library"):
        topic = topic_of(key, holdings.folders)
        rows = holdings.table(topic.table)
    if topic.is_series:
        return _of_series(topic, rows, row, date, column)
    found = _row(topic, _rows_of(topic, rows), row, date)
    return Located(topic, found, _column(topic, found, column))


def _rows_of(topic: Topic, rows: Sequence[Row]) -> list[Row]:
    """The rows that a topic has."""
    return [
        row
        for row in rows
        if row.cells.get("topic", topic.key) == topic.key
        and all(row.cells.get(column) in values for column, values in topic.where)
    ]


def _of_series(topic: Topic, rows: Sequence[Row], row: str | None, date: str | None, column: str | None) -> Located:
    if row or column:
        at = "row" if row else "column"
        raise EvidenceError(f"`{topic.key}` is a series and has no `{at}`", "write `date: 2017-02`", (at,))
    dated = {one.date: one for one in rows if one.cells.get(topic.column, "") not in NONE}
    known = sorted(dated)
    spanned = f"it has {known[0]} to {known[-1]}" if known else "it has none"
    if not date:
        raise EvidenceError(f"`{topic.key}` is a series and needs `date`; {spanned}", f"add `date: {known[-1]}`")
    if date not in dated:
        inside = [one for one in known if period_of(date)[0] <= period_of(one)[0] <= period_of(date)[1]]
        around = [one for one in known if period_of(one)[0] <= period_of(date)[0] <= period_of(one)[1]]
        near = around or inside
        remedy = f"write one of its dates, such as `date: {near[0]}`" if near else f"take another date: {spanned}"
        raise EvidenceError(f"the library has no {topic.title} for {date}", remedy, ("date",))
    return Located(topic, dated[date], topic.column)


def _row(topic: Topic, rows: Sequence[Row], key: str | None, date: str | None) -> Row:
    """The row that is asked for by its key, or by a date that one row alone has."""
    keys = [row.cells.get("key", "") for row in rows]
    if key is not None:
        if key not in keys:
            found = f"the topic `{topic.key}` has no row `{key[:60]}`"
            raise EvidenceError(found, suggestion(key[:60], keys), ("row",))
        return rows[keys.index(key)]
    some = [row for row in rows if date is None or row.date == date]
    if len(some) == 1:
        return some[0]
    named = ", ".join(f"`{row.cells.get('key', '')}`" for row in (some or rows)[:MOST_NAMED])
    more = f" and {len(some or rows) - MOST_NAMED} more" if len(some or rows) > MOST_NAMED else ""
    when = f" for {date}" if date else ""
    found = f"the topic `{topic.key}` has {len(some) or 'no'} row{'s' if len(some) != 1 else ''}{when}"
    remedy = f"name one, as in `row: {(some or rows)[0].cells.get('key', '')}`: it has {named}{more}"
    raise EvidenceError(f"{found}, expected one", remedy, ("date",) if date else ("library",))


def _column(topic: Topic, row: Row, asked: str | None) -> str:
    """The column of a row: the only one, or the end that is asked for."""
    names = dict(zip(ENDS, (topic.low, topic.high), strict=True))
    if asked is not None:
        if asked not in names:
            remedy = suggestion(asked, ENDS)
            raise EvidenceError(f"a row of the library has no column `{asked[:40]}`", remedy, ("column",))
        return names[asked]
    low, high = (row.cells.get(name, "") for name in names.values())
    if high and low != high:
        found = f"the row `{row.cells.get('key', '')}` of the topic `{topic.key}` gives a range, {low} to {high}"
        raise EvidenceError(found, "add `column: low` or `column: high`", ("row",))
    return topic.low
