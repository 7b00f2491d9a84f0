"""Written numbers and what they permit, worked out anew from the rules: a second route to that of ``weighbridge.text``.

Whole numbers of things are exact unless they end in two zeros or stand behind a word. Percentages up to a hundred reach
half a unit of the digit written last. A round number (one or two digits, then zeros) is read as loosely as with
"about"; any other reaches half a unit of its last digit that is not nothing. A word that loosens gives the width that
readers gave it (Ferson and others 2015), and no less than the bare number has on the sides to which it opens, nor less
than one more or less of what is counted; its generous width is one standard deviation among readers wider, that of a
bare number twice as wide.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

HEDGES = Path(__file__).parents[1] / "src" / "weighbridge" / "text" / "hedges.csv"
CUES = ("about", "around", "roughly", "approximately", "nearly", "almost", "over", "more than", "up to", "at least")
TYPICAL, GENEROUS = "typical", "generous"
THINGS = ("person", "truck")
ONE = 1 + 1e-6  # one more or less is within
PERCENTAGES = {"percent": "{} percent", "rise": "rose {} percent", "fall": "fell {} percent"}


@dataclass(frozen=True)
class Permitted:
    """What readers take a word for: the coefficients of their regression, the spread among them, and the open side."""

    coefficients: tuple[float, ...]
    sigma: float
    direction: str

    def width(self, number: Decimal) -> float:
        """The whole width of what the word permits to a usual reader, in the unit of the number."""
        thousands = 0
        if number >= 10**6:
            thousands = (number.adjusted() - 3) // 3
        elif number < 1:
            thousands = number.adjusted() // 3
        read = number.scaleb(-3 * thousands)
        z, r = math.log10(float(read)), last_place(number) - 3 * thousands
        five = float(int(number.scaleb(-last_place(number))) % 10 == 5)
        terms = (1.0, z, r, five, z * r, z * five, r * five, z * r * five)
        log_width = sum(one * term for one, term in zip(self.coefficients, terms, strict=True))
        return 10.0**log_width * 1000.0**thousands


@cache
def permitted(cue: str) -> Permitted:
    """What a word permits: the mean of its synonyms."""
    with HEDGES.open(encoding="utf-8", newline="") as lines:
        rows = {row["cue"]: row for row in csv.DictReader(lines)}
    own = rows[cue]
    read_as = rows[own["rule"].removeprefix("like ")] if own["rule"].startswith("like ") else own
    alike = [row for row in rows.values() if row["synonyms"] == read_as["synonyms"]]
    coefficients = tuple(sum(float(row[letter]) for row in alike) / len(alike) for letter in "ABCDEFGH")
    sigma = math.sqrt(sum(float(row["sigma"]) ** 2 for row in alike) / len(alike))
    return Permitted(coefficients, sigma, own["direction"])


def last_place(number: Decimal) -> int:
    """The power of ten of the last digit that says something: 2500 is 2, 2.50 is -2."""
    exponent = int(number.as_tuple().exponent)
    return exponent if exponent < 0 else int(number.normalize().as_tuple().exponent)


@dataclass(frozen=True)
class Writing:
    """A number as an article has it: its value, or the two ends of a range, its unit, the word before it.

    ``step`` is the power of ten of the digit to which it was rounded.
    """

    value: Decimal
    unit: str
    cue: str = "none"
    step: int = 0
    high: Decimal | None = None

    @classmethod
    def at(cls, value: float, unit: str, step: int, cue: str = "none") -> Writing:
        """A number rounded to a power of ten."""
        return cls(_to(value, step, ROUND_HALF_EVEN), unit, cue, step)

    @classmethod
    def rounded(cls, value: float, unit: str, digits: int) -> Writing:
        """A number rounded to so many digits."""
        return cls.at(value, unit, math.floor(math.log10(value)) + 1 - digits)

    @classmethod
    def cut(cls, value: float, unit: str, digits: int) -> Writing:
        """A number of which the digits behind so many are dropped."""
        step = math.floor(math.log10(value)) + 1 - digits
        return cls(_to(value, step, ROUND_FLOOR), unit, step=step)

    @classmethod
    def between(cls, low: float, high: float, unit: str, step: int) -> Writing:
        """A range with ends of some power of ten."""
        return cls(_to(low, step, ROUND_FLOOR), unit, step=step, high=_to(high, step, ROUND_CEILING))

    @property
    def text(self) -> str:
        """The value of the claim."""
        number = f"{self.value:f}" if self.high is None else f"{self.value:f} to {self.high:f}"
        return PERCENTAGES.get(self.unit, "{} " + self.unit).format(number)

    @property
    def is_exact(self) -> bool:
        """Whether it stands for itself alone: a whole number of things with fewer than two zeros at its end."""
        return self.cue == "none" and self.high is None and self.unit in THINGS and last_place(self.value) < 2

    @property
    def is_hedged(self) -> bool:
        """Whether a word that loosens stands before it."""
        return self.cue != "none"

    def room(self, width: str = TYPICAL) -> tuple[float, float]:
        """The least and the greatest that it permits, in its unit, whatever its sign."""
        value = float(self.value)
        if self.high is not None:
            return value, float(self.high)
        if self.is_exact:
            return value, value
        half = self._bare_half * (1.0 if width == TYPICAL else 2.0)
        below = above = half
        if self.is_hedged:
            word = permitted(self.cue)
            whole = word.width(self.value) * (1.0 if width == TYPICAL else 10.0**word.sigma)
            below = {"both": max(whole / 2, half), "below": max(whole, half), "above": 0.0}[word.direction]
            above = {"both": max(whole / 2, half), "above": max(whole, half), "below": 0.0}[word.direction]
        return max(value - below, value / 10), value + above

    @property
    def _bare_half(self) -> float:
        if self.unit in PERCENTAGES and self.value <= 100:
            finest = min(0, last_place(self.value))
            return 0.5 * 10.0**finest
        counted = self.unit in THINGS and self.is_hedged and last_place(self.value) < 2
        return max(ONE, self._by_digits) if counted else self._by_digits

    @property
    def _by_digits(self) -> float:
        place, finest = last_place(self.value), min(0, last_place(self.value))
        digits = self.value.adjusted() - place + 1
        by_digit = 0.5 * 10.0 ** (finest if digits == 1 else place)
        is_round = place > finest and digits <= 2
        to_two_digits = 0.5 * 10.0 ** (self.value.adjusted() - 1)
        return max(to_two_digits, permitted("about").width(self.value) / 2) if is_round else by_digit

    def stretched(self, reach: float) -> tuple[float, float]:
        """So many times what it permits, to the sides to which it is open."""
        value, (low, high) = float(self.value), self.room()
        return value + reach * (low - value), value + reach * (high - value)

    def allows(self, truth: float, reach: float = 1.0) -> bool:
        """Whether a truth lies within so many times what it permits."""
        low, high = self.stretched(reach)
        return low <= truth <= high

    def times(self, factor: float) -> Writing:
        """The same number off by a factor, with as many digits, at least two; numbers of things stay whole."""
        moved = float(self.value) * factor
        size = math.floor(math.log10(moved))
        step = min(self.step + size - math.floor(math.log10(float(self.value))), size - 1)
        step = max(step, 0) if self.unit in THINGS else step
        if self.is_exact:
            return replace(self, value=Decimal(max(1, round(moved))))
        high = None if self.high is None else _to(float(self.high) * factor, step, ROUND_HALF_EVEN)
        return replace(self, value=_to(moved, step, ROUND_HALF_EVEN), step=step, high=high)


def _to(value: float, step: int, way: str) -> Decimal:
    """A number to a power of ten, written out: without an exponent, and without digits beyond the last."""
    found = Decimal(value).quantize(Decimal(1).scaleb(step), way)
    return found if step <= 0 else Decimal(int(found))
