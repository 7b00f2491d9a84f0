"""Written numbers with their units: read strictly, with the place of the last digit as it is written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

import pint

from .amounts import quantity
from .hedges import HedgeRule, Width, hedge
from .unit_spellings import Spellings
from .units import STANDARD, factor

# Ways to shorten a bare number: what it may have been, in units of its last significant digit from what is written.
SHORTENED = {"rounded to the nearest": (-0.5, 0.5), "cut off": (0.0, 1.0), "rounded up": (-1.0, 0.0)}


@dataclass(frozen=True)
class Written:
    """A number, or the two ends of a range, as a person writes it, with its unit.

    ``place`` is the power of ten of the last significant digit as written: ``1.50 million`` is known to ten thousand.
    ``finest`` is that of the last digit written at all: ``2500`` is 2 and 0. ``best`` is the middle of a number that
    was written with its uncertainty, ``50 ± 5 tonne``.

    >>> Written.parse("750 thousand USD").interval("none", "typical")
    (745000.0, 755000.0)
    >>> Written.parse("1 to 3 million USD/day").interval("none", "typical")
    (1000000.0, 3000000.0)
    """

    low: Decimal
    high: Decimal
    unit: pint.Unit
    place: int
    finest: int
    best: Decimal | None = None

    @classmethod
    def parse(cls, text: str, spellings: Spellings = STANDARD) -> Written:
        """Read ``2500 tonnes``, ``US$1.2bn``, ``1 to 3 million USD/day`` or ``50 ± 5 tonne``.

        Args:
            spellings: what the case declares beside the units of ``units.txt``.

        Raises:
            QuantityError: it is none of these, can be read in several ways, or is too large or too small.
            UnitError: the unit is unknown, or has several meanings, as a bare ton has.
        """
        return cls(*quantity(text, spellings))

    @property
    def is_range(self) -> bool:
        """Whether the article gave two ends."""
        return self.low != self.high

    def interval(self, cue: str, width: str) -> tuple[float, float]:
        """What the number allows, in its own unit: its hedge's interval.

        The ends of a range stand as they are under either width: a range is its own hedge.
        """
        if self.is_range:
            return float(self.low), float(self.high)
        return hedge(cue).interval(self.low, width, self.place)

    def shortened(self, cue: str, way: str) -> tuple[float, float]:
        """What a bare number may have been before it was shortened in a way of ``SHORTENED``, in its own unit.

        Cutting off goes towards zero, rounding up away from it. A hedged number and a range keep their intervals.

        >>> Written.parse("36 percent").shortened("none", "cut off")
        (36.0, 37.0)
        """
        if self.is_range or hedge(cue).rule != HedgeRule.ROUNDING:
            return self.interval(cue, Width.TYPICAL)
        ends = [float(self.low) + math.copysign(1.0, self.low) * part * 10.0**self.place for part in SHORTENED[way]]
        return min(ends), max(ends)

    def roots(self) -> tuple[float, float]:
        """Both ends in root units."""
        return float(self.low) * factor(self.unit), float(self.high) * factor(self.unit)
