"""Hedges: what a cue such as "near" or "approximately" allows around a number, and what a bare number allows.

The widths were measured with readers: S. Ferson, J. O'Rawe, A. Antonenko, J. Siegrist and others, "Natural language of
uncertainty: numeric hedge words", International Journal of Approximate Reasoning 57 (2015). ``hedges.csv`` holds the
coefficients as the public library PyUncertainNumber carries them; they were not checked against the paper's own table.
The regression gives a width and nothing of its shape or direction: those are editorial choices, recorded in the table.
Synonyms share one width, the geometric mean of theirs: readers tell fewer kinds of hedge apart than there are words
(the same paper), and differ among themselves by far more than the words do.

Roundness is read once, for hedged and for bare numbers: a round number stands as loosely without "about" as with it,
and any other as it is written to its last digit (S. Williams, R. Power, "Hedging and rounding in numerical
expressions", Pragmatics & Cognition 21, 2013). What a hedged number allows contains what the bare one does on the sides
to which its cue opens: a word that loosens never tightens.

A word that counts without a number ("several", "dozens") is written as what it counts in, one or twelve, and the table
holds how many of them: quantiles of 46 answers to a poll of readers.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from ..base import Problem, RemediedError, TableError, TableRow, filled, number, one_of, suggestion, table_rows

TABLE = Path(__file__).with_name("hedges.csv")
FACTORS = ("low", "high", "low_generous", "high_generous")
LETTERS = tuple("ABCDEFGH")  # the coefficients of the regression
COLUMNS = ("cue", "rule", "direction", "synonyms", *LETTERS, "sigma", "base", *FACTORS, "source", "mark", "note")
CELLS = {  # what may stand in each column; widths stay numbers whatever stands in the table
    "cue": filled("the cue as an article words it"),
    "direction": one_of("both", "below", "above"),
    **dict.fromkeys(LETTERS, number(least=-1, most=1, empty=True)),
    "sigma": number(least=0, most=3, empty=True),
    "base": number(least=1, most=1000, empty=True),
    **dict.fromkeys(FACTORS, number(above=0, most=1000, empty=True)),
    "mark": one_of("V", "D", "S", ""),
}
UNWRITTEN = re.compile("[\u0640\u064b-\u0652]")  # the Arabic tatweel and vowel marks, which a writer may leave out
OTHERWISE = "write the article's own word for it, such as `about`, or leave `hedge` out where the number stands bare"
DOZEN = Decimal(12)
LEAST_SHARE = 10  # a number never reaches below a tenth of itself: an order of magnitude, an editorial choice
ROUND_DIGITS = 2  # a number with more significant digits than these is not round, whatever zeros follow: editorial
MUCH = 1e9  # how many times the number "more than" allows at its letter: without end, but a number
APPROACHING = ("almost", "nearly", "just over")  # cues of one side that at their letter come close to the number
THOUSAND, MOST_THOUSANDS = 3, 6  # powers of ten: what is read in thousands, and from where on: editorial


class HedgeRule(StrEnum):
    """How the width of a hedge is found."""

    MEASURED = "measured"  # by the regression over readers' answers
    ROUNDING = "rounding"  # by the place of the last digit
    COUNT = "factor"  # so many times what it counts in: a word without a number
    EXACT = "exact"  # none: the number as it stands


class Width(StrEnum):
    """How much a hedge allows: to a usual reader, or to a lenient one."""

    TYPICAL = "typical"
    GENEROUS = "generous"


WIDTHS = tuple(width.value for width in Width)  # as options of a choice, the first as a case is written


class HedgeError(RemediedError):
    """A cue that the table doesn't hold, or a number that makes no sense with it."""


@dataclass(frozen=True)
class Digits:
    """The digits of a number as it is written, which say how loosely it is read.

    Attributes:
        place: the power of ten of the last significant digit.
        finest: that of the last digit written at all: ``2500`` is 2 and 0, ``750 thousand`` 4 and 3.
    """

    number: Decimal
    place: int
    finest: int

    @classmethod
    def of(cls, number: Decimal) -> Digits:
        """Those of a number that is written out.

        >>> Digits.of(Decimal("2500")).is_round, Digits.of(Decimal("2517")).is_round
        (True, False)
        """
        return cls(number, last_place(number), min(int(number.as_tuple().exponent), last_place(number)))

    @property
    def significant(self) -> int:
        """How many digits say something."""
        return self.number.adjusted() - self.place + 1

    @property
    def is_round(self) -> bool:
        """Whether zeros follow one or two digits, as in 50, 2500 and 750 thousand."""
        return bool(self.number) and self.place > self.finest and self.significant <= ROUND_DIGITS

    @property
    def half_a_unit(self) -> float:
        """Half a unit of the last digit: of the last that is not nothing, unless it is the first as well."""
        lone = self.significant == 1 or not self.number
        return 0.5 * 10.0 ** (self.finest if lone else self.place)

    @property
    def bare_room(self) -> float:
        """How far to either side the number may lie when it is written bare, in its own unit.

        A round number may have been rounded to two digits, even where but one is left of them: 100 000 is read no more
        tightly than 110 000.

        >>> [round(Digits.of(Decimal(text)).bare_room, 1) for text in ("2517", "50", "7", "0.25")]
        [0.5, 4.9, 0.5, 0.0]
        """
        if not self.is_round:
            return self.half_a_unit
        to_two_digits = 0.5 * 10.0 ** (self.number.adjusted() + 1 - ROUND_DIGITS)
        return max(to_two_digits, hedge("about").measured_width(self) / 2)

    def in_thousands(self) -> Digits:
        """A number of a million or more, or below one, as so many thousands or thousandths: so it is read and written.

        The regression is not carried on to numbers of twelve digits, of which no reader was asked.
        """
        at = self.number.adjusted()
        by = -THOUSAND * (max(at - THOUSAND, 0) // THOUSAND) if at >= MOST_THOUSANDS else 0
        by = THOUSAND * -(at // THOUSAND) if at < 0 else by
        return Digits(self.number.scaleb(by), self.place + by, self.finest + by)


@dataclass(frozen=True)
class Hedge:
    """A row of the table: a cue, how its width is found, and the side to which it opens.

    ``coefficients`` are the means over its synonyms, on the scale of logarithms; ``sigma`` their residual deviation.
    """

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

    @property
    def loosens(self) -> bool:
        """Whether the cue says that the number is not meant to its last digit."""
        return self.rule == HedgeRule.MEASURED

    def interval(
        self,
        number: Decimal | Digits,
        width: str = Width.TYPICAL,
        room: float | None = None,
    ) -> tuple[float, float]:
        """What the number allows, in its own unit, with the cue before it.

        The typical width is the regression's; the generous one lies one residual standard deviation above it (about
        a factor of four), so that both a usual and a lenient reader are heard. Where a bare number has more room, it
        has that with the cue as well. A bare number has twice its room under the generous width. A number stays on its
        side of zero, at or above a tenth of itself. A word that counts takes as many of its base as the middle half of
        readers say, or all but one in twenty at each end; the number itself, one dozen for "dozens", need not lie
        within.

        Args:
            number: as it is written; with its ``Digits`` where the way of writing says more than the number.
            room: how far to either side the bare number may lie; by its digits, unless that is known.

        Raises:
            HedgeError: a word that counts for a number that isn't what it counts in.

        >>> hedge("none").interval(Decimal("2517"))
        (2516.5, 2517.5)
        >>> [round(end, 1) for end in hedge("about").interval(Decimal(50))]
        [45.1, 54.9]
        >>> hedge("dozens").interval(Decimal(12))
        (24.0, 36.0)
        """
        digits = number if isinstance(number, Digits) else Digits.of(number)
        centre = float(digits.number)
        if self.counts:
            self._refuse_unless_counted(digits.number)
            low, high = self.factors[:2] if width == Width.TYPICAL else self.factors[2:]
            return centre * low, centre * high
        if self.rule == HedgeRule.EXACT:
            return centre, centre
        half = (digits.bare_room if room is None else room) * (1.0 if width == Width.TYPICAL else 2.0)
        below = above = half
        if self.loosens and centre:
            whole = self.measured_width(digits) * (10.0**self.sigma if width == Width.GENEROUS else 1.0)
            sides = {"both": (whole / 2, whole / 2), "below": (whole, None), "above": (None, whole)}[self.direction]
            below, above = (0.0 if side is None else max(side, half) for side in sides)
        return _about(centre, below, above)

    def letter(self, number: Decimal) -> tuple[float, float] | None:
        """What the cue allows at its letter, in the number's own unit, whatever readers expect.

        None where it names no side or says that the number is close, or the number is zero.

        >>> [hedge(cue).letter(Decimal(5)) for cue in ("more than", "up to", "about")]
        [(5.0, 5000000000.0), (5e-09, 5.0), None]
        """
        size, side = abs(float(number)), self.direction
        if not (self.loosens and size) or side == "both" or self.cue in APPROACHING:
            return None
        near, far = (size / MUCH, size) if side == "below" else (size, size * MUCH)
        return (near, far) if number > 0 else (-far, -near)

    def measured_width(self, digits: Digits) -> float:
        """The whole width of what the cue allows by the regression, in the number's own unit, whatever its sign."""
        read = digits.in_thousands()
        a, b, c, d, e, f, g, h = self.coefficients
        z, r = math.log10(abs(float(read.number))), read.place
        five = 1.0 if int(abs(read.number).scaleb(-r)) % 10 == 5 else 0.0
        log_width = a + b * z + c * r + d * five + e * z * r + f * z * five + g * r * five + h * z * r * five
        return 10.0**log_width * float(digits.number / read.number)

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


def _about(centre: float, below: float, above: float) -> tuple[float, float]:
    """From so much nearer zero to so much farther from it, on the same side; around zero to both."""
    if not centre:
        return -below, above
    size = abs(centre)
    near, far = max(size - below, size / LEAST_SHARE), size + above
    return (near, far) if centre > 0 else (-far, -near)


def last_place(number: Decimal) -> int:
    """The power of ten of the last significant digit: digits after a point count, zeros before it do not.

    >>> [last_place(Decimal(text)) for text in ("50", "2500", "2517", "1.50")]
    [1, 2, 0, -2]
    """
    exponent = number.as_tuple().exponent
    return exponent if exponent < 0 else number.normalize().as_tuple().exponent


@cache
def hedge_table() -> dict[str, Hedge]:
    """The table by cue; a cue "like" another takes its width.

    Raises:
        TableError: a cell does not say what its column has to, or a row lacks what its rule needs.
    """
    rows = {row["cue"]: row for row in table_rows(TABLE, COLUMNS, CELLS, once=("cue",), named=("about", "none"))}
    if problems := [problem for row in rows.values() for problem in _faults(row, rows)]:
        raise TableError(problems)
    return {cue: _hedge(row, rows) for cue, row in rows.items()}


def _measured(row: TableRow, rows: Mapping[str, TableRow]) -> TableRow:
    """The row from which a row has its width: that of the cue that it is like, or itself."""
    return rows.get(row["rule"].removeprefix("like "), row) if row["rule"].startswith("like ") else row


def _faults(row: TableRow, rows: Mapping[str, TableRow]) -> Iterator[Problem]:
    """What a row lacks that its rule needs."""
    rule = _measured(row, rows)["rule"]
    if rule not in set(HedgeRule):
        known = ", ".join(f"`{one}`" for one in HedgeRule)
        yield row.problem("rule", f"expected {known}, or `like` and a cue that is like no other")
        return
    own = row["rule"] == rule
    needs = {HedgeRule.MEASURED: (*LETTERS, "sigma"), HedgeRule.COUNT: ("base", *FACTORS)}.get(HedgeRule(rule), ())
    yield from (
        row.problem(column, f"write a number, for the rule is `{rule}`") for column in needs if own and not row[column]
    )
    if own and rule == HedgeRule.COUNT and all(row[name] for name in FACTORS):
        low, high, least, most = (_number(row, name) for name in FACTORS)
        if not least <= low <= high <= most:
            yield row.problem("low", "write the four factors so that low_generous ≤ low ≤ high ≤ high_generous")
    if rule == HedgeRule.COUNT and not own and not row["base"]:
        yield row.problem("base", "write what the word counts in, such as 1 or 12")


def _hedge(row: TableRow, rows: Mapping[str, TableRow]) -> Hedge:
    measured = _measured(row, rows)
    alike = [one for one in rows.values() if one["synonyms"] and one["synonyms"] == measured["synonyms"]] or [measured]
    coefficients = tuple(_mean([_number(one, letter) for one in alike]) for letter in LETTERS)
    sources = tuple(dict.fromkeys(key for one in (measured, row) for key in one["source"].split(";") if key))
    sigma, mark = math.sqrt(_mean([_number(one, "sigma") ** 2 for one in alike])), measured["mark"] or None
    rule = HedgeRule(measured["rule"])
    common = (row["cue"], rule, row["direction"], coefficients, sigma, sources, mark, row["note"])
    if rule != HedgeRule.COUNT:
        return Hedge(*common)
    return Hedge(*common, Decimal(_number(row, "base")), tuple(_number(measured, name) for name in FACTORS))


def _number(row: TableRow, column: str) -> float:
    return float(row[column] or 0)


def _mean(numbers: list[float]) -> float:
    return math.fsum(numbers) / len(numbers)


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
