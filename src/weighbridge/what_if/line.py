"""Where something turns along a line: looked through in steps, each turn closed in by bisection.

The line is one of logarithms where its values are above zero. Two turns within one step can be missed: what is found is
found, and what is not may be there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from ..uncertainty import Interval

REACH = 100.0  # how many times as much, or as little, is looked at: beyond it nobody would set a number
MOST_HALVINGS, EDGE_HALVINGS = 60, 8
Look = Callable[[float], Hashable | None]  # what is found at a value; None where nothing can be said


@dataclass(frozen=True)
class Change:
    """A turn: between which values it lies, the nearer to the start first, and what is found before and after it."""

    near: float
    far: float
    before: Hashable
    after: Hashable


@dataclass(frozen=True)
class Line:
    """The values of a number as it is moved away from where it stands, up to ``far`` times as much or as little.

    >>> [round(Line(50.0).between(50.0, 200.0, part)) for part in (0.0, 0.5, 1.0)]
    [50, 100, 200]
    """

    start: float
    far: float = REACH

    @property
    def is_logarithmic(self) -> bool:
        """Whether equal steps are equal factors."""
        return self.start > 0

    @property
    def reach(self) -> Interval:
        """As far as it is looked where no ends are given."""
        if self.is_logarithmic:
            return self.start / self.far, self.start * self.far
        far = self.far * abs(self.start) or self.far
        return -far, far

    def between(self, one: float, other: float, part: float) -> float:
        """The value at a part of the way, in equal factors where both ends are above zero.

        A way from above to zero itself ends as far off as ``far``.
        """
        if self.is_logarithmic and one >= 0 and other >= 0:
            low, high = (math.log(end if end > 0 else max(one, other) / self.far) for end in (one, other))
            return math.exp(low + part * (high - low))
        return one + part * (other - one)

    def turns(self, look: Look, end: float, steps: int, close: float) -> tuple[list[Change], float]:
        """Every turn from the start to an end, in the order in which they are met, and how far could be looked.

        Args:
            steps: into how many the way is cut.
            close: how closely a turn is closed in, as a share of its value.
        """
        turns: list[Change] = []
        reached, before = self.start, look(self.start)
        if before is None:
            return turns, reached
        for stop in self.stops(end, steps):
            value, after = stop, look(stop)
            if after is None:
                value = self._last_known(look, reached, stop)
                after = look(value)
            turns += self.closed_in(look, (reached, before), (value, after), close)
            reached, before = value, after
            if value != stop:
                break
        return turns, reached

    def stops(self, end: float, steps: int) -> list[float]:
        """Where is looked on the way, the nearest first; zero itself is not a stop on a way of equal factors."""
        if end == self.start:
            return []
        stops = [self.between(self.start, end, step / steps) for step in range(1, steps)]
        stops.append(end if end or not self.is_logarithmic else self.between(self.start, end, 1.0))
        return stops

    def _last_known(self, look: Look, inside: float, outside: float) -> float:
        """The last value on the way to one of which nothing can be said, all but at the edge."""
        for _ in range(EDGE_HALVINGS):
            middle = self.between(inside, outside, 0.5)
            inside, outside = (middle, outside) if look(middle) is not None else (inside, middle)
        return inside

    def closed_in(
        self, look: Look, near: tuple[float, Hashable], far: tuple[float, Hashable], close: float
    ) -> Iterator[Change]:
        """The turns between two values, each with what is found there: halved in on, the nearer end first.

        Args:
            look: what is found at a value.
            near, far: two values, with what was found at each.
            close: how far apart two values are at most, as a share of the larger, that count as one place.
        """
        while near[1] != far[1]:
            before, (a, b), after = near[1], (near[0], far[0]), far[1]
            for _ in range(MOST_HALVINGS):
                middle = self.between(a, b, 0.5)
                found = look(middle) if abs(b - a) > close * max(abs(a), abs(b)) else None
                if found is None:
                    break
                a, b, after = (middle, b, after) if found == before else (a, middle, found)
            yield Change(a, b, before, after)
            near = b, after
