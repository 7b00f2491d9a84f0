"""What a first look found, typed: what was read, what follows, what the library says, and which readings are open."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ..library import Topic
from ..quantities import Meaning, Mentions
from ..relations import Relation


class Position(StrEnum):
    """Where a figure lies among the figures of the library, both as they stand."""

    ABOVE = "above all"
    BELOW = "below all"
    WITHIN = "within"
    ACROSS = "across"  # a range that reaches beyond them


@dataclass(frozen=True)
class Held:
    """A figure held against a topic of the library.

    Attributes:
        topic: what the library's figures are of.
        position: where the figure lies among them.
        count: how many figures there are.
        lower, higher: how many of them lie wholly below the figure, and wholly above it.
        low, high: the least and the greatest of them, in ``unit``.
        unit: that of the figure, without things.
        times: how many times the nearest of them the figure is; 1 where it lies among them.
        meets: whether the figure, with the room of its words, reaches any of them.
        period: which dates they cover; empty where they have none.
        is_of_thing: whether they are of the very thing that the passage names, and not of a kind of it.
        assumed: the thing that the figure is taken to be of, where its words do not say it: the only stuff named near
            it, or what is usually sold by its unit; None where they say it.
    """

    topic: Topic
    position: Position
    count: int
    lower: int
    higher: int
    low: float
    high: float
    unit: str
    times: float
    meets: bool
    period: str
    is_of_thing: bool
    assumed: str | None = None


@dataclass(frozen=True)
class Rate:
    """A rate that the passage states, held against the library.

    Attributes:
        place: its place in ``Mentions.quantities``.
        unit: without things.
        of, per: the things that it is of, and for each of.
    """

    place: int
    unit: str
    of: str | None
    per: str | None
    written: tuple[float, float]
    held: tuple[Held, ...]


@dataclass(frozen=True)
class OtherReading:
    """Another fair reading of a number, and what a relation comes to under it.

    Attributes:
        place: the number's place in ``Mentions.quantities``.
        meaning: the other reading.
        changes: for each relation that rests on the number, its place, and what it becomes; None where it no longer
            follows.
    """

    place: int
    meaning: Meaning
    changes: tuple[tuple[int, Relation | None], ...]


@dataclass(frozen=True)
class OtherCurrencies:
    """Numbers whose currency is taken for one of several that are called so.

    Attributes:
        places: their places in ``Mentions.quantities``.
        taken: the unit that is taken.
        others: the other units that may be meant.
    """

    places: tuple[int, ...]
    taken: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Misprint:
    """A slip of one number that would make a relation agree as it is written.

    Attributes:
        relation: the relation's place.
        place: the number's place in ``Mentions.quantities``.
        slip: the kind of slip, by its name in ``what_if/slips.csv``.
        low, high: what the number would be, in its own unit.
    """

    relation: int
    place: int
    slip: str
    low: float
    high: float


@dataclass(frozen=True, repr=False)
class Found:
    """All that a first look at a passage found.

    Attributes:
        mentions: the quantities of the passage, each with its span, its readings and what loosens it.
        relations: what they imply, the surest first, and whether the passage states that as well.
        comparisons: for each relation what the library says to its figure.
        rates: the rates that the passage states and the library has figures for.
        others: other fair readings of the numbers, with what they would change.
        currencies: numbers whose currency may be another of the same name; all that follows changes with it alike.
        misprints: of relations that do not agree, which slip of one number would make them.
        notes: what was taken of the text as a whole: its language, its encoding.
        name: of the file that was read; empty where a text was given.
    """

    mentions: Mentions
    relations: tuple[Relation, ...]
    comparisons: tuple[tuple[Held, ...], ...]
    rates: tuple[Rate, ...] = ()
    others: tuple[OtherReading, ...] = ()
    currencies: tuple[OtherCurrencies, ...] = ()
    misprints: tuple[Misprint, ...] = ()
    notes: tuple[str, ...] = field(default=())
    name: str = ""
