"""A quantity as a passage mentions it: where it stands, what it says, and what loosens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a mention is a mention of."""

    COUNT = "count"  # of things: 50 trucks
    MEASURE = "measure"  # of so much: 2,500 tons of metal
    MONEY = "money"  # 750 thousand USD
    DURATION = "duration"  # three months
    SHARE = "share"  # almost 30 per cent
    POINTS = "points"  # three percentage points
    RATIO = "ratio"  # twice as many, a factor of three
    UNKNOWN = "unknown"  # a number of which nothing says what it counts


class Role(StrEnum):
    """What the words around a mention make of it."""

    AMOUNT = "amount"
    RATE = "rate"  # so much for each of something: 40,000 litres each, $7 a kilogram, 5,000 barrels a day
    CHANGE = "change"  # by how much something rose or fell
    BEFORE = "before"  # from how much
    AFTER = "after"  # to how much


class Doubt(StrEnum):
    """Why a reading is not certain, or why another one stands beside it."""

    TON = "ton"  # which of the three tons
    CURRENCY = "currency"  # whose dollars
    POUND = "pound"  # of mass or of money
    SEPARATOR = "separator"  # a point or a comma may part thousands or decimals
    SHARED_SIZE = "shared size"  # "1-2 million": whether the word of size is also meant for the first number
    EACH_OR_TOTAL = "each or total"
    BILLION = "billion"  # 10**9 or 10**12
    YEAR = "year"  # a year by its name, or a count
    UNIT_CARRIED = "unit carried"  # the unit stands with a neighbour alone
    THING_CARRIED = "thing carried"  # what is counted stands with a neighbour alone, or "the former"


@dataclass(frozen=True)
class Meaning:
    """One way to take a mention.

    Attributes:
        low, high: the ends, in ``unit``, words of size multiplied out; the same twice for a single number.
        value: the same as a case writes it, ``2500 tonne`` or ``1 to 3 million USD/day``: ``Written.parse`` takes it.
            A thing that is counted stands in it as a unit (``50 truck``), spelled as ``things.identifier`` spells it.
        unit: the unit, spelled as ``units.txt`` has it, without things and without what stands behind "per": ``tonne``,
            ``USD``; ``one`` for a count.
        thing: what is counted, or what there is so much of, by its key in ``things``: ``truck``, ``metal``; or the noun
            as it stands, in the singular, where no list has it; None where the words do not say.
        per: what it is so much for each of: a thing's key, or a unit of mass, time, area or volume; None where nothing.
        doubt: why this is not certain; None where it is.
    """

    low: Decimal
    high: Decimal
    value: str
    unit: str
    thing: str | None = None
    per: str | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Mention:
    """A quantity of a passage.

    Attributes:
        start, end: the span of the whole phrase, cue to thing, in characters of the text that was given.
        number: the span of the digits or words of number alone.
        text: the words of the span, as they stand.
        kind, role: what it is, and what the words around make of it.
        meaning: the reading that is taken.
        others: the other fair readings, each with its doubt.
        cue: the key in ``text/hedges.csv`` of the words that loosen it; ``none``.
        cue_text: these words as they stand; empty where there are none.
        rises: True where the words say that something rose, False where it fell, None where they say neither.
        when: the day, month or year that the words give for it, as ISO 8601 writes it.
        in_sentence: the number of its sentence in the text, from 0.
        phrase: the span from the cue to the unit, without the thing.
    """

    start: int
    end: int
    number: tuple[int, int]
    text: str
    kind: Kind
    role: Role
    meaning: Meaning
    others: tuple[Meaning, ...] = ()
    cue: str = "none"
    cue_text: str = ""
    rises: bool | None = None
    when: str | None = None
    in_sentence: int = 0
    phrase: tuple[int, int] = (0, 0)

    @property
    def is_certain(self) -> bool:
        """Whether there is one fair way to read it."""
        return not self.others and self.meaning.doubt is None


@dataclass(frozen=True)
class NotRead:
    """Digits that look like a quantity and were not read as one: a number of 400 digits, a sign between two numbers."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True)
class Mentions:
    """What was found in a text.

    Attributes:
        text: the text that was given.
        language: its language, ``en``.
        quantities: in the order of the text; none overlaps another.
        dates: spans of dates with what they say, ``(start, end, "2017-02")``.
        not_read: what looks like a quantity and was not read.
        notes: what was taken of the text as a whole, such as its language.
    """

    text: str
    language: str
    quantities: tuple[Mention, ...]
    dates: tuple[tuple[int, int, str], ...] = ()
    not_read: tuple[NotRead, ...] = ()
    notes: tuple[str, ...] = field(default=())
