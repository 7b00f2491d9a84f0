"""Written numbers with their units: read strictly, with the place of the last digit as it is written."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ..base import pint
from .amounts import quantity
from .directions import ONE_MORE, worded
from .hedges import LEAST_SHARE, Digits, Hedge, HedgeRule, Width, hedge
from .unit_spellings import Spellings
from .units import STANDARD, factor, is_counted, is_percentage

# Ways to shorten a bare number: how far from what is written it may have been, to either side, as shares of the whole
# room.
SHORTENED = {"rounded to the nearest": (-0.5, 0.5), "cut off": (0.0, 1.0), "rounded up": (-1.0, 0.0)}
HUNDRED = 2  # the power of ten: a count that ends in fewer zeros is exact


class Nature(StrEnum):
    """What a number is a number of, which says whether it can have been rounded."""

    COUNT = "count"  # of things: exact
    DENOMINATION = "denomination"  # of a bill or a coin: exact
    CALENDAR_YEAR = "calendar_year"  # a year by its name: exact
    MEASURE = "measure"  # read on a scale, and rounded as numbers are
    RATIO = "ratio"  # how many times as much: rounded as numbers are

    @property
    def is_exact(self) -> bool:
        """Whether a bare number of this nature stands for itself alone."""
        return self in (Nature.COUNT, Nature.DENOMINATION, Nature.CALENDAR_YEAR)


@dataclass(frozen=True)
class Written:
    """A number, or the two ends of a range, as a person writes it, with its unit.

    ``place`` is the power of ten of the last significant digit as written: ``1.50 million`` is known to ten thousand.
    ``finest`` is that of the last digit written at all: ``2500`` is 2 and 0. ``best`` is the middle of a number that
    was written with its uncertainty, ``50 ± 5 tonne``. A number that is worded as a proportion has a ``nature``, or the
    ``share`` of itself by which it may lie elsewhere; ``is_direction`` where the words say only which way it went.

    >>> Written.parse("2517 tonne").interval("none", "typical")
    (2516.5, 2517.5)
    >>> Written.parse("1 to 3 million USD/day").interval("none", "typical")
    (1000000.0, 3000000.0)
    """

    low: Decimal
    high: Decimal
    unit: pint.Unit
    place: int
    finest: int
    best: Decimal | None = None
    nature: Nature | None = None
    share: float | None = None
    is_direction: bool = False

    @classmethod
    def parse(cls, text: str, spellings: Spellings = STANDARD) -> Written:
        """Read ``2500 tonnes``, ``US$1.2bn``, ``1 to 3 million USD/day`` or ``50 ± 5 tonne``.

        Args:
            spellings: what the case declares beside the units of ``units.txt``.

        Raises:
            QuantityError: it is none of these, can be read in several ways, or is too large or too small.
            UnitError: the unit is unknown, or has several meanings, as a bare ton has.
        """
        said = worded(text)
        if said is not None:
            nature = Nature.COUNT if said.is_count else None
            number = cls.parse(said.text, spellings)
            return replace(number, nature=nature, share=said.room, is_direction=said.is_direction)
        return cls(*quantity(text, spellings))

    @property
    def is_range(self) -> bool:
        """Whether the article gave two ends."""
        return self.low != self.high

    @property
    def digits(self) -> Digits:
        """The digits as they are written; of a range those of its lower end."""
        return Digits(self.low, self.place, self.finest)

    def interval(
        self, cue: str, width: str, nature: Nature | None = None, rounded_to: float | None = None
    ) -> tuple[float, float]:
        """What the number allows, in its own unit: its hedge's interval, or what a bare number may have been.

        The ends of a range stand as they are under either width: a range is its own hedge.

        Args:
            nature: what it is a number of; by its unit and digits where that is not said.
            rounded_to: to what it was rounded, in its own unit, where that is known.

        >>> Written.parse("27 person").interval("none", "typical")
        (27.0, 27.0)
        >>> Written.parse("40 percent").interval("none", "typical")
        (39.5, 40.5)
        """
        if self.is_range:
            return float(self.low), float(self.high)
        found = hedge(cue)
        return found.interval(self.digits, width, self.room(found, nature or self.nature, rounded_to))

    def room(self, cue: Hedge, nature: Nature | None, rounded_to: float | None) -> float | None:
        """How far to either side the bare number may lie; by its digits alone where nothing says more.

        A count with a loosening word before it is no longer exact, and then has the room of any other number, and at
        least one more or less: "about 7" may be 6 or 8, "about 20 of 30" 19 of 30. Nor is a mean of counts exact, with
        "on average" before it.
        """
        if rounded_to is not None:
            return rounded_to / 2
        is_exact = cue.cue == "none" and self.is_plain_count if nature is None else nature.is_exact
        if is_exact and not cue.loosens:
            return 0.0
        if self.share is not None:
            return self.share * abs(float(self.low))
        if cue.loosens and (self.is_plain_count if nature is None else nature == Nature.COUNT):
            return max(ONE_MORE, self.digits.bare_room)
        return 0.5 * 10.0**self.finest if is_percentage(self.unit) and abs(self.low) <= 100 else None

    @property
    def is_plain_count(self) -> bool:
        """Whether it is a whole number of things that ends in fewer than two zeros, which nobody rounds.

        A bare number (``one``) may be a ratio, so it counts things only where its case says so.

        >>> [Written.parse(text).is_plain_count for text in ("1618 truck", "50 truck", "1600 truck", "50 tonne")]
        [True, True, False, False]
        """
        whole = self.low == self.low.to_integral_value() and self.finest >= 0
        things = is_counted(self.unit) and not self.unit.dimensionless and factor(self.unit) == 1
        return whole and things and self.place < HUNDRED

    def shortened(
        self, cue: str, way: str, nature: Nature | None = None, rounded_to: float | None = None
    ) -> tuple[float, float]:
        """What a bare number may have been before it was shortened in a way of ``SHORTENED``, in its own unit.

        Cutting off goes towards zero, rounding up away from it, by as much as rounding to the nearest does to both
        sides. A hedged number, an exact one, zero and a range keep their intervals; no other reaches zero.

        Args:
            cue: the word that loosens it.
            way: how it was shortened: rounded to the nearest, up, or cut off.
            nature: of what it is a number.
            rounded_to: to which step, in its own unit, where the case says so.

        >>> Written.parse("36 percent").shortened("none", "cut off")
        (36.0, 37.0)
        """
        low, high = self.interval(cue, Width.TYPICAL, nature, rounded_to)
        if self.is_range or not self.low or hedge(cue).rule != HedgeRule.ROUNDING or low == high:
            return low, high
        room = max(float(self.low) - low, high - float(self.low))  # the other end may have been kept off zero
        ends = sorted(float(self.low) + math.copysign(2 * room, self.low) * part for part in SHORTENED[way])
        kept = abs(float(self.low)) / LEAST_SHARE
        return (max(ends[0], kept), ends[1]) if self.low > 0 else (ends[0], min(ends[1], -kept))

    def roots(self) -> tuple[float, float]:
        """Both ends in root units."""
        return float(self.low) * factor(self.unit), float(self.high) * factor(self.unit)
