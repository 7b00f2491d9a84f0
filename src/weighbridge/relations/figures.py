"""What an expression over written numbers gives: at its corners, and whether it agrees with a number that is stated.

Every expression here rises or falls in each of its numbers, and names each number's room but once, so its least and its
greatest value over their rooms are values at corners: the bounds are exact. Agreement is what a check of kind
``agrees`` finds of the same numbers (``checks.kinds.Agreeing``), and both widths of the loosening words are tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from ..text import CalendarUnit, calendar_power, factor, lengths, parse_unit, powers_of_time
from .amounts import Amount, Ends
from .relation import Agreement

Rule = Callable[[Sequence[float]], float]  # the figure from one value for each term, in root units
TOUCHING = 1e-9


@dataclass(frozen=True)
class Figure:
    """A figure that follows from terms by a rule.

    Attributes:
        rule: takes a value in root units for each term; gives one in root units.
        powers: to which power each term's unit stands in that of the figure; 0 where another term has the same unit.
        unit: the unit that it is given in.
    """

    terms: tuple[Amount, ...]
    rule: Rule
    powers: tuple[int, ...]
    unit: str

    def ends(self, room: str) -> Ends:
        """The least and the greatest value by one of the rooms of its terms, in its unit."""
        values = [self.rule(corner) for corner in self._corners(room)]
        shortest, longest = self._lengths(self.unit)
        return min(values) * shortest / _scale(self.unit), max(values) * longest / _scale(self.unit)

    @property
    def written(self) -> Ends:
        """The least and the greatest value by the ends as they are written, and by the length of any month or year."""
        values = [self.rule(corner) / _scale(self.unit) for corner in self._corners("written")]
        shortest, longest = self._lengths(self.unit)
        return min(values) * shortest, max(values) * longest

    @property
    def value(self) -> float:
        """By the numbers as they are written; the middle where a range stands among them; months of mean length."""
        values = [self.rule(corner) / _scale(self.unit) for corner in self._corners("written")]
        return (min(values) + max(values)) / 2

    def agreement(self, stated: Amount) -> Agreement:
        """Whether it agrees with a number that is stated, as a check of kind ``agrees`` finds."""
        typical, (low, high) = self._ratio(stated, "typical"), self._ratio_as_written(stated)
        if max(low, typical[0]) - TOUCHING <= 1 <= min(high, typical[1]) + TOUCHING:
            return Agreement.EXACT
        if _reaches(typical):
            return Agreement.ROUNDED
        is_loose = _reaches(self._ratio(stated, "generous")) or _reaches(self._ratio(stated, "letter"))
        return Agreement.LOOSE if is_loose else Agreement.NO

    def _corners(self, room: str) -> list[tuple[float, ...]]:
        return list(product(*(_roots(term, getattr(term.room, room)) for term in self.terms)))

    def _ratio(self, stated: Amount, room: str) -> Ends:
        """The computed over the stated value, by a room of each number."""
        values = [self.rule(corner) for corner in self._corners(room)]
        low, high = _roots(stated, getattr(stated.room, room))
        shortest, longest = self._lengths(stated.unit)
        return min(values) * shortest / high, max(values) * longest / low

    def _ratio_as_written(self, stated: Amount) -> Ends:
        """The same with one number at a time moved to its last digit, and ranges at each of their ends."""
        everything = (*self.terms, stated)
        moves = [(-1, 0.0), *((at, by) for at, term in enumerate(everything) for by in _grains(term))]
        found, days_of = [], self._lengths(stated.unit)
        for corner in product(*(_roots(term, term.room.written) for term in everything)):
            for moved, by in moves:
                *values, against = (one + by * (at == moved) for at, one in enumerate(corner))
                found += [self.rule(values) * days / against for days in days_of]
        return min(found), max(found)

    def _lengths(self, unit: str) -> Ends:
        """By what a value may be multiplied because months or years meet days, whose mean length it was made by."""
        units = [parse_unit(term.unit) for term in self.terms]
        power = sum(calendar_power(one) * own for one, own in zip(units, self.powers, strict=True))
        power -= calendar_power(parse_unit(unit))
        if not power:
            return 1.0, 1.0
        names = {name for one in (*units, parse_unit(unit)) for name in powers_of_time(one)}
        known = lengths(CalendarUnit.MONTH if CalendarUnit.MONTH in names else CalendarUnit.YEAR)
        mean = sum(length * count for length, count in known.items()) / sum(known.values())
        ends = sorted((length / mean) ** power for length in (min(known), max(known)))
        return ends[0], ends[1]


def _grains(term: Amount) -> tuple[float, ...]:
    grain = term.room.grain * term.scale
    return (-grain, grain) if grain else ()


def _reaches(ratio: Ends) -> bool:
    """Whether two rooms meet in more than one end."""
    return ratio[0] * (1 + TOUCHING) <= 1 <= ratio[1] * (1 - TOUCHING)


def _roots(term: Amount, ends: Ends) -> Ends:
    return ends[0] * term.scale, ends[1] * term.scale


def _scale(unit: str) -> float:
    return factor(parse_unit(unit))


def is_finite(figure: Figure) -> bool:
    """Whether it is a number that can be shown."""
    return all(math.isfinite(end) for end in figure.ends("generous"))
