"""A figure of a passage held against the library of everyday evidence."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from ..base import TableRow, WeighbridgeError, filled, table_rows
from ..library import Comparable, Entry, comparable, in_unit
from ..quantities import Mentions, Role
from ..relations import Family, Operation, Relation, family_of
from .places import of_currencies, of_places
from .results import Held, Position, Rate
from .stuff import stuff_near

Ends = tuple[float, float]
Library = Callable[[str, str | None, str | None, str | None], tuple[Comparable, ...]]
USUAL = Path(__file__).with_name("usual_things.csv")
MOST_TOPICS = 3  # that a figure is held against, the nearest first; editorial
FAR_KIND = 10.0  # times: beyond it another kind of thing was meant, no drum of a freight container; editorial
ALIKE = 1e-9  # what two figures that are one may differ by, for rounding


class Asked:
    """The library, of which a broken table ends no first look: it has nothing then, and ``faults`` says why."""

    def __init__(self, library: Library = comparable) -> None:
        self.library, self.faults = library, dict[str, None]()

    def __call__(self, unit: str, of: str | None, per: str | None, date: str | None) -> tuple[Comparable, ...]:
        """What can be compared, as the library has it."""
        return self.tried(lambda: self.library(unit, of, per, date))

    def tried(self, question: Callable[[], tuple[Comparable, ...]]) -> tuple[Comparable, ...]:
        """The answer to a question to the library; none where a table is broken."""
        try:
            return question()
        except WeighbridgeError as error:
            self.faults[f"the library could not be asked: {error}"] = None
            return ()


def held_against(
    figure: Ends,
    room: Ends,
    unit: str,
    of: str | None,
    per: str | None,
    date: str | None,
    library: Library,
    named: str | None = None,
) -> tuple[Held, ...]:
    """What the library says to a figure: one result for each topic, the nearest thing first.

    Args:
        figure: its ends as they are written.
        room: its ends within the room of its words.
        library: finds what can be compared.
        named: what the figure is taken to be of where ``of`` does not say it; else what is usually sold by its unit.
    """
    assumed = None if of or per else named or usual_thing(unit)
    found = [_held(figure, room, unit, one, assumed) for one in library(unit, of or assumed, per, date)]
    near = [one for one in found if one.is_of_thing or 1 / FAR_KIND < one.times < FAR_KIND]
    return tuple(sorted(near or found, key=_farness)[:MOST_TOPICS])


def _farness(held: Held) -> tuple[bool, bool, bool, float, int]:
    """By what topics are sorted: the very thing; what is usual; where it lies among the figures; nearest; largest."""
    is_among = held.position in (Position.WITHIN, Position.ACROSS)
    times = abs(math.log(held.times)) if held.times > 0 else math.inf
    return not held.is_of_thing, held.topic.is_limit, not is_among, times, -held.count


def _usual_rows() -> list[TableRow]:
    return table_rows(USUAL, ("unit", "thing"), {"unit": filled("a unit"), "thing": filled("a thing")}, once=("unit",))


@cache
def _usual_things() -> dict[str, str]:
    return {row["unit"]: row["thing"] for row in _usual_rows()}


def usual_thing(unit: str) -> str | None:
    """What is usually sold by a unit, where a price does not say of what; None where that is open.

    >>> usual_thing("USD/barrel"), usual_thing("USD/tonne")
    ('crude oil', None)
    """
    return _usual_things().get(unit.partition("/")[2])


def _held(figure: Ends, room: Ends, unit: str, found: Comparable, assumed: str | None) -> Held:
    lows, highs = _in_unit(found.entries, unit)
    low, high = min(lows), max(highs)
    position, times = _position(figure, (low, high))
    below, above = figure[0] * (1 - ALIKE), figure[1] * (1 + ALIKE)
    return Held(
        topic=found.topic,
        position=position,
        count=len(lows),
        lower=sum(end < below for end in highs),
        higher=sum(end > above for end in lows),
        low=low,
        high=high,
        unit=unit,
        times=times,
        meets=room[0] <= high and low <= room[1],
        period=found.period,
        is_of_thing=found.fits_thing,
        assumed=assumed,
    )


def _in_unit(entries: Sequence[Entry], unit: str) -> tuple[list[float], list[float]]:
    """The lower and the upper ends of entries in another unit; a series of hundreds has one unit."""
    if len({entry.unit for entry in entries}) > 1 or not entries[0].high:
        ends = [in_unit(entry, unit) for entry in entries]
        return [low for low, _ in ends], [high for _, high in ends]
    scale = in_unit(entries[0], unit)[1] / entries[0].high
    return [entry.low * scale for entry in entries], [entry.high * scale for entry in entries]


def _position(figure: Ends, known: Ends) -> tuple[Position, float]:
    """Where a figure lies, and how many times the nearest end it is."""
    low, high = figure
    if low > known[1] * (1 + ALIKE):
        return Position.ABOVE, low / known[1] if known[1] > 0 else 1.0
    if high < known[0] * (1 - ALIKE):
        return Position.BELOW, high / known[0]
    inside = low >= known[0] * (1 - ALIKE) and high <= known[1] * (1 + ALIKE)
    return (Position.WITHIN if inside else Position.ACROSS), 1.0


def of_relation(relation: Relation, mentions: Mentions, date: str | None, library: Asked) -> tuple[Held, ...]:
    """What the library says to what follows from numbers; nothing to mere sums, shares and conversions."""
    if not is_comparable(relation):
        return ()
    places = (*relation.terms, *(() if relation.stated is None else (relation.stated,)))
    when, room = date or _when(mentions, places), (relation.low, relation.high)
    known = _without_things(relation, mentions, when, library)
    if known:
        answer: Library = lambda unit, of, per, day: known  # noqa: E731
        return held_against(relation.written, room, relation.unit, None, None, when, answer)
    named = _named(relation.unit, relation.of, relation.per, mentions, places)
    return held_against(relation.written, room, relation.unit, relation.of, relation.per, when, library, named)


def _without_things(relation: Relation, mentions: Mentions, date: str | None, library: Asked) -> tuple[Comparable, ...]:
    """What the library has for a figure of no thing: an area by the places that are named, a rate of exchange."""
    if family_of(relation.unit) == Family.AREA:
        return library.tried(lambda: of_places(mentions.text, relation.unit, date))
    if relation.of is None and relation.per is None:
        return library.tried(lambda: of_currencies(relation.unit, date))
    return ()


def is_comparable(relation: Relation) -> bool:
    """Whether a relation gives a figure that the library might have figures for: so much for each, or an area."""
    is_per = relation.per is not None or "/" in relation.unit or family_of(relation.unit) == Family.AREA
    return relation.operation == Operation.QUOTIENT and is_per


def stated_rates(mentions: Mentions, date: str | None, library: Library) -> tuple[Rate, ...]:
    """What the library says to the rates that a passage states, where it says anything."""
    found = []
    for place, mention in enumerate(mentions.quantities):
        meaning = mention.meaning
        if mention.role != Role.RATE or meaning.per is None or meaning.low <= 0:
            continue
        is_thing = family_of(meaning.per) == Family.COUNT
        unit = meaning.unit if is_thing else f"{meaning.unit}/{meaning.per}"
        ends = float(meaning.low), float(meaning.high)
        per = meaning.per if is_thing else None
        when, named = date or _when(mentions, (place,)), _named(unit, meaning.thing, per, mentions, (place,))
        held = held_against(ends, ends, unit, meaning.thing, per, when, library, named)
        if held:
            found.append(Rate(place, unit, meaning.thing, per, ends, held))
    return tuple(found)


def _named(unit: str, of: str | None, per: str | None, mentions: Mentions, places: Sequence[int]) -> str | None:
    """What a price is of that does not say it: the only stuff that is named near its numbers."""
    above, _, below = unit.partition("/")
    is_price = family_of(above) == Family.MONEY and (not below or family_of(below) != Family.MONEY)
    return stuff_near(mentions, places) if is_price and not of and not per else None


def _when(mentions: Mentions, places: Iterable[int]) -> str | None:
    """When a figure holds: as the words say of its numbers, or the only date of the passage.

    A day without its year, ``--03-11``, says nothing to the library.
    """
    said = {one for place in places if (one := mentions.quantities[place].when) and not one.startswith("--")}
    dates = {date for *_, date in mentions.dates if not date.startswith("--")}
    known = said or dates
    return next(iter(known)) if len(known) == 1 else None
