"""The minimum of a formula over a box of its inputs, by branch and bound.

Inputs in which the formula is monotone are set to their ends; the box of the others is split, the least promising
half first, until the bound is tight (Hansen and Walster, Global Optimization Using Interval Analysis, 2004, chapter
12). What is found is never above the minimum; it lies below it by ``TOLERANCE`` at most, and by more only where the
budget of the search is spent before.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from ..base import Budget
from .intervals import Enclosure, Interval

TOLERANCE, MOST_SPLITS = 1e-6, 700
Box = dict[str, Interval]


class NoMix(ArithmeticError):
    """A box in which no shares sum to one."""


@dataclass(frozen=True)
class Search:
    """Branch and bound for the least value of an expression over a box; ``splits`` is how often it may be split."""

    enclose: Callable[[Box], Enclosure]
    settled: frozenset[str]
    splits: Budget = field(default_factory=lambda: Budget(MOST_SPLITS))

    def minimum(self, box: Box, whole: Enclosure) -> float:
        """A lower bound of the minimum, in root units, tight to ``TOLERANCE``; ``whole`` encloses it on the box."""
        order = count()
        best, found = self._settle(box, whole)
        if not _free(best, found):
            return found.low
        low, ceiling = self._from_the_middle(best, found)
        queue = [(low, next(order), best, found)]
        while True:
            low, _, part, enclosure = queue[0]
            if not _free(part, enclosure) or ceiling - low <= TOLERANCE * max(abs(low), abs(ceiling)):
                break
            if not self.splits.take():
                break
            heapq.heappop(queue)
            for smaller, inner in self._halves(part, enclosure):
                least, middle = self._from_the_middle(smaller, inner)
                ceiling = min(ceiling, middle)
                heapq.heappush(queue, (least, next(order), smaller, inner))
        return queue[0][0]

    def _halves(self, box: Box, found: Enclosure) -> Iterator[tuple[Box, Enclosure]]:
        widest = max(_free(box, found), key=lambda name: _weight(box[name], found.slopes[name]))
        a, b = box[widest]
        for half in ((a, (a + b) / 2), ((a + b) / 2, b)):
            smaller = {**box, widest: half}
            try:
                yield self._settle(smaller, self.enclose(smaller))
            except NoMix:
                continue

    def _settle(self, box: Box, found: Enclosure) -> tuple[Box, Enclosure]:
        """Set every input in which the formula runs one way to the end where it is least, until none is left."""
        while True:
            ends = {
                name: box[name][0 if low >= 0 else 1]
                for name, (low, high) in found.slopes.items()
                if name in self.settled and (low >= 0 or high <= 0)
            }
            if not ends:
                return box, found
            box = {**box, **{name: (end, end) for name, end in ends.items()}}
            found = self.enclose(box)

    def _from_the_middle(self, box: Box, found: Enclosure) -> tuple[float, float]:
        """A lower bound by the mean value form where it beats the enclosure's own, and the value in the middle."""
        try:
            middle = self.enclose({name: ((a + b) / 2, (a + b) / 2) for name, (a, b) in box.items()})
        except NoMix:
            return found.low, math.inf
        reach = sum(_weight(box[name], slope) / 2 for name, slope in found.slopes.items())
        return max(found.low, middle.low - reach), middle.high


def _free(box: Box, found: Enclosure) -> list[str]:
    """The inputs that still matter and have not been set to one value."""
    return [name for name in found.slopes if box[name][0] < box[name][1]]


def _weight(ends: Interval, slope: Interval) -> float:
    return (ends[1] - ends[0]) * max(abs(slope[0]), abs(slope[1]))
