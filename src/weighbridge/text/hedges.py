"""Hedges: what a cue such as "near" or "approximately" allows around a number.

The widths were measured with readers: S. Ferson, J. O'Rawe, A. Antonenko, J. Siegrist and others, "Natural language of
uncertainty: numeric hedge words", International Journal of Approximate Reasoning 57 (2015). ``hedges.csv`` holds the
coefficients as the public library PyUncertainNumber carries them; they were not checked against the paper's own table.
The regression gives a width and nothing of its shape or direction: those are editorial choices, recorded in the table.

A word that counts without a number ("several", "dozens") is written as what it counts in, one or twelve, and the table
holds how many of them: quantiles of 46 answers to a poll of readers.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from ..base import RemediedError, suggestion

TABLE = Path(__file__).with_name("hedges.csv")
FACTORS = ("low", "high", "low_generous", "high_generous")
UNWRITTEN = re.compile("[\u0640\u064b-\u0652]")  # the Arabic tatweel and vowel marks, which a writer may leave out
OTHERWISE = "write the article's own word for it, such as `about`, or leave `hedge` out where the number stands bare"
DOZEN = Decimal(12)
LEAST_SHARE = 10  # a hedged number never reaches below a tenth of itself: an order of magnitude, an editorial choice


class HedgeRule(StrEnum):
    """How the width of a hedge is found."""

    MEASURED = "measured"  # by the regression over readers' answers
    ROUNDING = "rounding"  # by the place of the last digit
    COUNT = "factor"  # so many times what it counts in: a word without a number


class Width(StrEnum):
    """How much a hedge allows: to a usual reader, or to a lenient one."""

    TYPICAL = "typical"
    GENEROUS = "generous"


WIDTHS = tuple(width.value for width in Width)  # as options of a choice, the first as a case is written


class HedgeError(RemediedError):
    """A cue that the table doesn't hold, or a number that makes no sense with it."""


@dataclass(frozen=True)
class Hedge:
    """A row of the table: a cue, how its width is found, and the side to which it opens."""

    cue: str
    rule: HedgeRule
    direction: str
    coefficients: tuple[float, ...]
    sigma: float
    sources: tuple[str, ...]
    mark: str | None
    note: str
    base: Decimal | None = None
    factors: tuple[float, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the cue stands in place of a number, as "dozens" does."""
        return self.rule == HedgeRule.COUNT

    def interval(self, number: Decimal, width: str = Width.TYPICAL, place: int | None = None) -> tuple[float, float]:
        """What the hedged number allows, in the number's own unit.

        The typical width is the regression's; the generous one lies one residual standard deviation above it (about
        a factor of four), so that both a usual and a lenient reader are heard. A bare number takes half a unit of its
        last significant digit, or a whole one. A number that isn't negative stays at or above a tenth of itself.
        A word that counts takes as many of its base as the middle half of readers say, or all but one in twenty
        at each end; the number itself, one dozen for "dozens", need not lie within.

        Args:
            place: the power of ten of the last significant digit, where the way of writing says more than the number.

        Raises:
            HedgeError: a measured width is asked for a number that isn't positive, or a word that counts for a
                number that isn't what it counts in.

        >>> low, high = hedge("about").interval(Decimal(50))
        >>> round(high - low, 1)
        7.4
        >>> hedge("none").interval(Decimal("750000"))
        (745000.0, 755000.0)
        >>> hedge("dozens").interval(Decimal(12))
        (24.0, 36.0)
        """
        if self.counts:
            self._refuse_unless_counted(number)
            low, high = self.factors[:2] if width == Width.TYPICAL else self.factors[2:]
            return float(number) * low, float(number) * high
        centre, place = float(number), last_place(number) if place is None else place
        if self.rule == HedgeRule.ROUNDING:
            half = (0.5 if width == Width.TYPICAL else 1.0) * 10.0**place
            low, high = centre - half, centre + half
        elif centre <= 0:
            message = f"the width of `{self.cue}` was measured for positive numbers, found {number}"
            raise HedgeError(message, "use the hedge `none`")
        else:
            whole = 10.0 ** (self._log_width(number, place) + (self.sigma if width == Width.GENEROUS else 0.0))
            below = {"both": whole / 2, "below": whole, "above": 0.0}[self.direction]
            low, high = centre - below, centre + {"both": whole / 2, "below": 0.0, "above": whole}[self.direction]
        return (max(low, centre / LEAST_SHARE) if centre >= 0 else low), high

    def _refuse_unless_counted(self, number: Decimal) -> None:
        bases = [self.base or Decimal(1)]
        bases += [DOZEN] if self.base == 1 else []  # several dozen
        if number > 0:
            powers = [(number / base).normalize() for base in bases]
            if any(power.as_tuple().digits == (1,) and power >= 1 for power in powers):
                return
        expected = " or ".join(f"`{base}`" for base in bases)
        raise HedgeError(
            f"`{self.cue}` stands in place of a number, found {number}",
            f"write what it counts in, {expected}, times ten, a hundred or a thousand as the article says",
        )

    def _log_width(self, number: Decimal, r: int) -> float:
        a, b, c, d, e, f, g, h = self.coefficients
        z = math.log10(float(number))
        five = 1.0 if int(number.scaleb(-r)) % 10 == 5 else 0.0
        return a + b * z + c * r + d * five + e * z * r + f * z * five + g * r * five + h * z * r * five


def last_place(number: Decimal) -> int:
    """The power of ten of the last significant digit: digits after a point count, zeros before it do not.

    >>> [last_place(Decimal(text)) for text in ("50", "2500", "2517", "1.50")]
    [1, 2, 0, -2]
    """
    exponent = number.as_tuple().exponent
    return exponent if exponent < 0 else number.normalize().as_tuple().exponent


@cache
def hedge_table() -> dict[str, Hedge]:
    """The table by cue; a cue "like" another takes its width."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = {row["cue"]: row for row in csv.DictReader(lines)}
    return {cue: _hedge(row, rows) for cue, row in rows.items()}


def _hedge(row: dict[str, str], rows: dict[str, dict[str, str]]) -> Hedge:
    measured = rows[row["rule"].removeprefix("like ")] if row["rule"].startswith("like ") else row
    coefficients = tuple(float(measured[letter] or 0) for letter in "ABCDEFGH")
    sources = tuple(dict.fromkeys(key for one in (measured, row) for key in one["source"].split(";") if key))
    sigma, mark = float(measured["sigma"] or 0), measured["mark"] or None
    rule = HedgeRule(measured["rule"])
    common = (row["cue"], rule, row["direction"], coefficients, sigma, sources, mark, row["note"])
    if rule != HedgeRule.COUNT:
        return Hedge(*common)
    return Hedge(*common, Decimal(row["base"]), tuple(float(measured[name]) for name in FACTORS))


@cache
def _spellings() -> dict[str, str]:
    return {_spelling(cue): cue for cue in hedge_table()}


def _spelling(cue: str) -> str:
    """A cue in the form in which it is looked up: case, Unicode form and Arabic vowel marks make no difference."""
    return " ".join(UNWRITTEN.sub("", unicodedata.normalize("NFC", cue)).casefold().split())


def hedge(cue: str) -> Hedge:
    """The hedge of a cue, whatever its case, its Unicode form and its Arabic vowel marks; ``none`` for a bare number.

    Raises:
        HedgeError: the table has no such cue.

    >>> hedge("aproximately")
    Traceback (most recent call last):
    ...
    weighbridge.text.hedges.HedgeError: unknown hedge `aproximately`; did you mean `approximately`?
    """
    known = _spellings()
    if _spelling(cue) not in known:
        names = ", ".join(f"`{name}`" for name in hedge_table())
        remedy = suggestion(_spelling(cue), known, otherwise=f"{OTHERWISE}; expected one of {names}")
        raise HedgeError(f"unknown hedge `{cue}`", remedy)
    return hedge_table()[known[_spelling(cue)]]
