"""Combinations that differ in one choice alone: found by a number that each has once that choice is left out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class OneApart(Generic[Thing]):
    """Rows that take an option of each of some things, numbered so that leaving one thing out is a subtraction.

    A row of two hundred options is one number, and not two hundred tuples of a hundred and ninety-nine.

    >>> rows = OneApart([{"market": "port", "month": "May"}, {"market": "yard", "month": "May"}])
    >>> one, other = rows.without("market")
    >>> one == other, len(set(rows.without("month")))
    (True, 2)
    """

    def __init__(self, rows: Sequence[Mapping[Thing, Hashable]]) -> None:
        self._terms: dict[Thing, list[int]] = {}
        self._numbers, stride = [0] * len(rows), 1
        for thing in rows[0] if rows else ():
            places: dict[Hashable, int] = {}
            terms = [stride * places.setdefault(row[thing], len(places)) for row in rows]
            self._numbers = [number + term for number, term in zip(self._numbers, terms, strict=True)]
            self._terms[thing] = terms
            stride *= len(places)

    def without(self, thing: Thing) -> list[int]:
        """The number of each row but for one thing: two rows have the same that differ in it alone."""
        return [number - term for number, term in zip(self._numbers, self._terms[thing], strict=True)]
