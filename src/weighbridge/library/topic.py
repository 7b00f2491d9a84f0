"""A topic of the library of everyday evidence, and its entries."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """Something that has figures in the library: the load of a truck, the price of copper.

    Attributes:
        key: ``truck-load``.
        title: what it is, in words that follow "the": ``load of a truck``.
        of: the thing of which it is so much, by its key in ``things``: ``copper``; empty where it may be any.
        per: the thing for each of which it is so much: ``truck``; empty where it is for a mere unit, or for none.
        unit: a unit of its figures, which says what can be compared with it: ``tonne/truck``, ``USD/tonne``.
        table: the table that holds the entries.
        column: the column of a table of series, one row a month; empty for a table of entries.
        words: other words that find it.
        note: what one must know before comparing.
        where: what the rows of the topic have in columns of their table, where the table holds more; for each column
            the values that will do.
        low, high: the columns of the ends; the same for a table that gives one figure a row.
        what: the columns that say what a row is of.
        is_limit: whether its figures are what is allowed or has room, and not what is usual.
    """

    key: str
    title: str
    unit: str
    table: str
    of: str = ""
    per: str = ""
    column: str = ""
    words: tuple[str, ...] = ()
    note: str = ""
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    low: str = "low"
    high: str = "high"
    what: tuple[str, ...] = ("what",)
    is_limit: bool = False

    @property
    def in_a_sentence(self) -> str:
        """The title as it stands in a sentence: ``the price of copper``, ``what a tank truck holds``."""
        return self.title if self.title.startswith("what ") else f"the {self.title}"

    @property
    def is_series(self) -> bool:
        """Whether its figures are a column of a table of months or years."""
        return bool(self.column)

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money, which holds at its date and not before or after."""
        return any(part.isupper() and len(part) == 3 for part in re.split(r"\W", self.unit))


@dataclass(frozen=True)
class Entry:
    """One figure of the library.

    Attributes:
        topic: its topic's key.
        key: its own, unique in its table.
        what: what it is of, in words.
        low, high: the ends, in ``unit``.
        unit: spelled as ``units.txt`` has it, without things.
        place, date: where and when it holds; empty where that does not matter or is not known.
        sources: keys of ``sources.json``.
        mark: ``V``, ``D`` or ``S``.
        note: what else one must know.
        line: the line of the table.
        is_bound: "above" where the figure is a lower bound, "below" where an upper one, empty where neither.
    """

    topic: str
    key: str
    what: str
    low: float
    high: float
    unit: str
    place: str
    date: str
    sources: tuple[str, ...]
    mark: str
    note: str
    line: int
    is_bound: str = ""


@dataclass(frozen=True)
class Comparable:
    """The entries of a topic that a figure can be held against.

    Attributes:
        topic: the topic.
        entries: those of the date asked for, or all where none was asked for or none has one; the lowest first.
        fits_thing: whether it is of the very thing that was asked for, and not of a kind of it or of its kind.
        period: which dates the entries cover, ``2017`` or ``2016-08/2017-08``; empty where they have none.
    """

    topic: Topic
    entries: tuple[Entry, ...]
    fits_thing: bool
    period: str = ""
