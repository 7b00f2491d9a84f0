"""Quantities of a passage as amounts that can be put together: what is measured, of what, for each of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from ..base import pint
from ..quantities import Doubt, Kind, Meaning, Mention, identifier
from ..text import WIDTHS, Nature, UnitError, Written, factor, hedge, is_percentage, kind_of, parse_unit

Ends = tuple[float, float]
TYPICAL, GENEROUS = WIDTHS
NOT_ROUNDED = 2  # a whole number of things that ends in fewer zeros is exact


class Family(StrEnum):
    """What is measured, whatever its unit."""

    MASS = "mass"
    VOLUME = "volume"
    AREA = "area"
    ENERGY = "energy"
    TIME = "time"
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    OTHER = "other"


BY_DIMENSION = {
    "[mass]": Family.MASS,
    "[length] ** 3": Family.VOLUME,
    "[length] ** 2": Family.AREA,
    "[mass] * [length] ** 2 / [time] ** 2": Family.ENERGY,
    "[time]": Family.TIME,
}


@cache
def measured(unit: str) -> pint.Unit | None:
    """The unit of that name; None where it names a thing that is counted, or nothing."""
    try:
        found = parse_unit(unit)
    except UnitError:
        return None
    return None if kind_of(found) in ("[vehicle]", "[person]") else found


@cache
def family_of(unit: str) -> Family:
    """What a unit measures; a name that is no unit of measurement is of a thing that is counted.

    >>> [str(family_of(unit)) for unit in ("tonne", "USD", "hectare", "barrel", "truck", "percent", "km")]
    ['mass', 'money', 'area', 'volume', 'count', 'share', 'other']
    """
    found = measured(unit)
    if found is None:
        return Family.COUNT
    dimension = kind_of(found)
    if dimension == "dimensionless":
        return Family.SHARE if is_percentage(found) else Family.COUNT if factor(found) == 1 else Family.OTHER
    if dimension.startswith("[currency_"):
        return Family.MONEY if "/" not in dimension and "*" not in dimension else Family.OTHER
    return BY_DIMENSION.get(dimension, Family.OTHER)


@dataclass(frozen=True)
class Room:
    """What a number allows, in its own unit: as it stands, by its last digit, and by its words.

    Attributes:
        written: the ends as they stand.
        grain: half a unit of the digit written last; nothing for an exact count.
        typical, generous: what it allows to a usual and to a lenient reader.
        letter: what its loosening word allows at its letter; the typical room where there is no such word.
    """

    written: Ends
    grain: float
    typical: Ends
    generous: Ends
    letter: Ends


@dataclass(frozen=True)
class Amount:
    """A quantity under one of its readings.

    Attributes:
        place: its place in ``Mentions.quantities``.
    """

    place: int
    mention: Mention
    meaning: Meaning

    @property
    def sentence_number(self) -> int:
        """The number of its sentence in the text, from 0."""
        return self.mention.in_sentence

    @cached_property
    def family(self) -> Family:
        """What is measured."""
        if self.mention.kind == Kind.SHARE:
            return Family.SHARE
        if self.mention.kind in (Kind.POINTS, Kind.RATIO, Kind.UNKNOWN):
            return Family.OTHER
        return family_of(self.meaning.unit)

    @property
    def of(self) -> str | None:
        """What is counted, or of what there is so much."""
        return self.meaning.thing

    @cached_property
    def time(self) -> str | None:
        """The unit of time for each of which it is so much."""
        per = self.meaning.per
        return per if per and family_of(per) == Family.TIME else None

    @cached_property
    def each(self) -> str | None:
        """The thing that is counted, for each of which it is so much."""
        per = self.meaning.per
        return per if per and family_of(per) == Family.COUNT else None

    @cached_property
    def by(self) -> str | None:
        """The unit of anything but time for each of which it is so much: ``kg`` of a price."""
        return None if self.time or self.each else self.meaning.per

    @property
    def is_rate(self) -> bool:
        """Whether it is so much for each of something else than time."""
        return bool(self.each or self.by)

    @cached_property
    def unit(self) -> str:
        """Its unit with that behind "per", without things: ``USD/tonne``."""
        below = self.time or self.by
        return f"{self.meaning.unit}/{below}" if below else self.meaning.unit

    @cached_property
    def scale(self) -> float:
        """How many root units one of its unit is."""
        return factor(parse_unit(self.unit))

    @cached_property
    def room(self) -> Room:
        """What the number allows, as a claim of a case that says the same does."""
        written, cue = self._written, self.mention.cue
        # A mean of counts, with "on average" before it, is no exact count.
        counts_things = cue == "none" or hedge(cue).loosens
        nature = Nature.COUNT if counts_things and self._is_plain_count(written) else None
        typical, generous = (written.interval(cue, width, nature) for width in (TYPICAL, GENEROUS))
        is_exact = typical == (float(written.low),) * 2
        letter = None if written.is_range else hedge(cue).letter(written.low)
        counts = hedge(cue).counts and not written.is_range
        return Room(
            written=typical if counts else (float(written.low), float(written.high)),
            grain=0.0 if is_exact or written.is_range else 0.5 * 10.0**written.finest,
            typical=typical,
            generous=generous,
            letter=typical if letter is None else (min(letter[0], typical[0]), max(letter[1], typical[1])),
        )

    @cached_property
    def _written(self) -> Written:
        """The number as it is written, things set aside: what is counted is a mere ``one`` here."""
        words = self.meaning.value.split()
        for thing in filter(None, (self.of, self.each)):
            name = identifier(thing)
            if thing == self.each or self.meaning.unit == "one":
                words = ["/".join("one" if part == name else part for part in word.split("/")) for word in words]
        return Written.parse(" ".join(words))

    def _is_plain_count(self, written: Written) -> bool:
        """Whether it is a whole number of things that nobody rounds, as ``Written.is_plain_count`` says of a unit."""
        if self.family != Family.COUNT or self.meaning.per:
            return False
        whole = written.low == written.low.to_integral_value() and written.finest >= 0
        return whole and written.place < NOT_ROUNDED


def amounts(mentions: Iterable[Mention]) -> tuple[Amount, ...]:
    """The quantities of a passage under the readings that are taken; those that say nothing here are left out.

    That is a number of which nothing says what it counts, and one that may be a year by its name. Numbers at or below
    zero have no ratios.
    """
    found = (Amount(place, mention, mention.meaning) for place, mention in enumerate(mentions))
    return tuple(one for one in found if one.family != Family.OTHER and one.meaning.low > 0 and not may_be_a_year(one))


def readings(amount: Amount) -> tuple[Amount, ...]:
    """The same under each of its readings, the one that is taken first."""
    mention = amount.mention
    others = (Amount(amount.place, mention, meaning) for meaning in mention.others)
    return (amount, *(one for one in others if one.family == amount.family))


def may_be_a_year(amount: Amount) -> bool:
    """Whether a reading of it is a year by its name."""
    return any(one.doubt == Doubt.YEAR for one in (amount.meaning, *amount.mention.others))
