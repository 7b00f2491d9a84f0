"""Figures of the library that are found by a place that the passage names, or by a unit that says all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..library import Comparable, Entry, Topic, entries, period, topics
from ..relations import Family, family_of
from ..text import parse_unit, same_kind

NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)*")  # words with a capital, in a row


def of_places(text: str, unit: str, date: str | None = None) -> tuple[Comparable, ...]:
    """What the library has of the places that a text names, in a unit of this kind: the area of Gaza.

    A name stands for every place that is called so or whose name begins so, such as a strip, a city and a governorate.
    """
    known = [(topic, entry) for topic in _of_nothing(unit) for entry in entries(topic, date) if entry.place]
    return tuple(found for name in _names(text) if (found := _of_place(name, known)) is not None)


def of_currencies(unit: str, date: str | None = None) -> tuple[Comparable, ...]:
    """The exchange rates that the library has of two currencies, in the direction of the unit: ``IQD/USD``."""
    above, _, below = unit.partition("/")
    if not below or {family_of(above), family_of(below)} != {Family.MONEY}:
        return ()
    made = ((topic, tuple(entries(topic, date))) for topic in _of_nothing(unit))
    return tuple(Comparable(topic, some, True, period(some)) for topic, some in made if some)


def _of_nothing(unit: str) -> Iterator[Topic]:
    """The topics of no thing and for each of none whose unit is of the same kind."""
    for topic in topics():
        if not topic.of and not topic.per and same_kind(parse_unit(topic.unit), parse_unit(unit)):
            yield topic


def _names(text: str) -> list[str]:
    """The names of a text, each once."""
    found: dict[str, None] = {}
    for match in NAME.finditer(text):
        words = match[0].split(" ")
        found |= dict.fromkeys(
            " ".join(words[at:to]) for at in range(len(words)) for to in range(at + 1, len(words) + 1)
        )
    return list(found)


def _of_place(name: str, known: list[tuple[Topic, Entry]]) -> Comparable | None:
    """What is known of the places of a name; None where nothing is."""
    some = [(topic, entry) for topic, entry in known if _is_called(entry.place, name)]
    if not some:
        return None
    topic, own = some[0][0], sorted((entry for _, entry in some), key=lambda entry: entry.low)
    title = f"{topic.title.rpartition(' of ')[0]} of {name}"
    return Comparable(replace(topic, title=title), tuple(own), True, period(own))


def _is_called(place: str, name: str) -> bool:
    head = place.partition(",")[0]
    return head == name or head.startswith(f"{name} ")
