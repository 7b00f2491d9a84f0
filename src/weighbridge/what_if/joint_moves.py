"""The smallest move of several numbers together, each within a range of its own, that changes the outcome of a check.

The size of a move is the greatest share of the way to the end of its range that any of the numbers goes (Chebyshev's
distance, each range its own unit), so all numbers that move go the same share, each towards one of its two ends. Once
it is known towards which, the smallest share is found along one line.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..checks import THRESHOLDS, Outcome
from ..graph import Comparison, Kind
from ..uncertainty import Interval
from .levers import Lever
from .trial import Said, Trial

MOST_CORNERS = 64  # as many ways as this to move every number to an end are all tried: six numbers of two ends
STOPS = (0.25, 0.5, 0.75, 1.0)  # the shares of the way at which every direction is looked at
NEAR = 0.01  # how closely a share is known when directions are compared, as a part of it, where draws decide
CLOSE = 1e-4  # how closely it is closed in at the end
CLOSER = 1e-9  # the same where bounds decide, and where the two sides pass each other in a narrow band
LEAST = 1e-3  # the share to a part of which smaller ones are closed in: some turn as soon as anything moves
EDGE_HALVINGS = 6  # until the last share at which the numbers still make a distribution
PASSES = 3  # over all numbers, when not every corner can be tried
SPARED = 0.05  # how much farther the others may have to go, as a share, for a number to be left out
Direction = tuple[int, ...]  # for each number the end that it moves to: -1 the lower, 1 the upper, 0 neither


@dataclass(frozen=True)
class JointMove:
    """A move after which a check comes out otherwise: how far, what it comes to, and where each number then is.

    ``share`` is that of the way to the end of its range that each number goes; values are in root units.
    """

    share: float
    outcome: Outcome
    numbers: tuple[tuple[Lever, float], ...]


@dataclass(eq=False)
class Box:
    """A check as its numbers move from where they stand (share 0) towards the ends of their ranges (share 1)."""

    trial: Trial
    levers: Sequence[Lever]
    ranges: Sequence[Interval]

    @cached_property
    def here(self) -> Said | None:
        """What is said where the numbers stand."""
        return self.trial.said(self.at(self.still, 0.0))

    @cached_property
    def stands_as(self) -> Outcome | None:
        """The outcome where the numbers stand."""
        return self.outcome(self.still, 0.0)

    @property
    def still(self) -> Direction:
        """The direction in which nothing moves."""
        return (0,) * len(self.levers)

    @cached_property
    def ways(self) -> list[tuple[int, ...]]:
        """For each number the ends that it does not stand at."""
        return [
            tuple(way for way, end in ((-1, low), (1, high)) if end != one.value)
            for one, (low, high) in zip(self.levers, self.ranges, strict=True)
        ]

    def at(self, direction: Direction, share: float) -> tuple[float, ...]:
        """The value of each number a share of the way in a direction."""
        return tuple(
            one.value + share * (ends[way > 0] - one.value) if way else one.value
            for one, ends, way in zip(self.levers, self.ranges, direction, strict=True)
        )

    def outcome(self, direction: Direction, share: float) -> Outcome | None:
        """The outcome there; None where the numbers make no distribution."""
        said = self.trial.said(self.at(direction, share))
        return said[0] if said else None

    def turns(self, direction: Direction, share: float) -> bool:
        """Whether something else is said there; not where the numbers make no distribution."""
        return self.trial.said(self.at(direction, share)) not in (None, self.here)

    def leeway(self, direction: Direction, share: float) -> float | None:
        """How far the check is from failing: its tail probability, or the logarithm by which bounds reach further.

        A tail is known as closely as it was looked at: it orders directions and guesses shares, and decides nothing.
        """
        value = self.at(direction, share)
        if self.trial.check.kind == Kind.TYPICAL:
            return self.trial.rough_tail(value)
        most, least = self.trial.gap(value, 1), -self.trial.gap(value, 0)
        relation = self.trial.check.relation
        found = {Comparison.AT_MOST: most, Comparison.AT_LEAST: least}.get(relation, min(most, least))
        return None if math.isnan(found) else found


def smallest_joint_move(box: Box) -> JointMove | None:
    """The smallest joint move that changes the outcome; None where none was found.

    What is found is a turn: with the values that it gives the check comes out as it says, and just short of them as it
    stands. Where the check moves one way with each number and every corner of the box is tried (``MOST_CORNERS``), no
    smaller move does it, but for the share by which a number may be spared. Elsewhere a smaller one can be missed: of
    more numbers the corners are found by improving one number at a time; a turn and its return between two stops is
    stepped over; and a number that would have to stay halfway is only tried at its ends and where it stands.
    """
    if box.here is None or not any(box.ways):
        return None
    found = _nearest(box, _corners(box)) or _nearest(box, _singles(box))
    if found is None:
        return None
    direction, share = _fewest(box, *found)
    outcome = box.outcome(direction, share)
    assert outcome is not None
    moved = [one for one in zip(box.levers, box.at(direction, share), direction, strict=True) if one[2]]
    return JointMove(share, outcome, tuple((lever, value) for lever, value, _ in moved))


def _corners(box: Box) -> list[Direction]:
    """Every corner of the box where these are few, else those found by improvement."""
    ways = [way or (0,) for way in box.ways]
    few = math.prod(map(len, ways)) <= MOST_CORNERS
    return list(dict.fromkeys(itertools.product(*ways) if few else _improved(box)))


def _singles(box: Box) -> list[Direction]:
    """Each number by itself: what moves at the corners may cancel out."""
    return [_with(box.still, place, way) for place, ways in enumerate(box.ways) for way in ways]


def _with(direction: Direction, place: int, way: int) -> Direction:
    return (*direction[:place], way, *direction[place + 1 :])


def _improved(box: Box) -> Iterator[Direction]:
    """Corners at which a check is as near to failing, or as far from it, as moving one number more can make it.

    From where the numbers stand, and from all of them at their lower and at their upper ends; first a part of the way,
    then at the ends. At the ends a tail may be nothing whatever else moves, and a part of the way it still may be.
    """
    senses = [-1] * (box.stands_as != Outcome.FAILS) + [1] * (box.stands_as != Outcome.HOLDS)
    lowest, highest = (tuple(pick(way, default=0) for way in box.ways) for pick in (min, max))
    for sense, start in itertools.product(senses, (box.still, lowest, highest)):
        direction = start
        for share in (STOPS[0], STOPS[-1]):
            direction = _climbed(box, direction, share, sense)
            yield direction


def _climbed(box: Box, direction: Direction, share: float, sense: int) -> Direction:
    """The corner that is reached by turning one number at a time to wherever that serves best, until none does."""

    def height(one: Direction) -> float:
        found = box.leeway(one, share)
        return -math.inf if found is None else sense * found

    for _ in range(PASSES):
        before = direction
        for place, ways in enumerate(box.ways):
            tried = [_with(direction, place, way) for way in (direction[place], *ways)]
            box.trial.glance([box.at(one, share) for one in tried])
            direction = max(tried, key=height)
        if direction == before:
            break
    return direction


def _nearest(box: Box, directions: list[Direction]) -> tuple[Direction, float, float] | None:
    """The direction in which the outcome changes first, and between which shares it does."""
    reached = 0.0
    for stop in STOPS:
        box.trial.glance([box.at(direction, stop) for direction in directions])
        ends = {direction: _end(box, direction, reached, stop) for direction in directions}
        turned = [(direction, end) for direction, end in ends.items() if box.turns(direction, end)]
        best = _first(box, turned, reached)
        if best is not None:
            return best
        directions = [direction for direction, end in ends.items() if end == stop]  # the others can go no farther
        reached = stop
    return None


def _end(box: Box, direction: Direction, inside: float, stop: float) -> float:
    """How far towards a stop the numbers make a distribution; all the way where they do so at the stop."""
    outside = stop
    if box.trial.said(box.at(direction, stop)) is not None:
        return stop
    for _ in range(EDGE_HALVINGS):
        middle = (inside + outside) / 2
        is_known = box.trial.said(box.at(direction, middle)) is not None
        inside, outside = (middle, outside) if is_known else (inside, middle)
    return inside


def _first(box: Box, turned: Sequence[tuple[Direction, float]], near: float) -> tuple[Direction, float, float] | None:
    """Of directions in which something has changed at a share, the one where the outcome does so first."""
    best: tuple[Direction, float, float] | None = None
    stands = box.leeway(box.still, 0.0) or 0.0
    waiting = sorted(turned, key=lambda one: (one[1], -abs((box.leeway(*one) or 0.0) - stands)))
    while waiting:
        (direction, end), *waiting = waiting
        low, high = _closed_in(box, direction, near, end, NEAR)
        if box.outcome(direction, high) != box.stands_as:
            best = direction, low, high
            sooner = [(one, min(end, low)) for one, end in waiting]
            box.trial.glance([box.at(*one) for one in sooner])
            waiting = [one for one in sooner if box.turns(*one)]
    return best


def _closed_in(box: Box, direction: Direction, low: float, high: float, close: float) -> Interval:
    """The shares between which something else begins to be said: at the lower what stands, at the upper another.

    Args:
        close: how near each other they are to be where draws decide, as a part of the share.

    Two ways to fail lie to either side of a band in which a check stands: there it is closed in on more narrowly.
    """
    close, rounds = close if box.trial.check.kind == Kind.TYPICAL else CLOSER, 0
    while not _is_close(box, direction, low, high, close):
        middle = _passing(box, direction, low, high, close) if rounds % 3 < 2 else None  # by halves now and then
        middle = (low + high) / 2 if middle is None else middle
        low, high = (low, middle) if box.turns(direction, middle) else (middle, high)
        rounds += 1
    return low, high


def _is_close(box: Box, direction: Direction, low: float, high: float, close: float) -> bool:
    wanted = close if box.outcome(direction, high) != box.stands_as else CLOSER
    return high - low <= wanted * max(high, LEAST)


def _passing(box: Box, direction: Direction, low: float, high: float, close: float) -> float | None:
    """A share just beside where the tail probability seems to pass a threshold, so that the way closes from both ends.

    By a straight line of the logarithm; none where no threshold lies between, or the check asks for no probability.
    """
    if box.trial.check.kind != Kind.TYPICAL or high - low <= 2 * close * max(high, LEAST):
        return None
    tails = [box.leeway(direction, share) for share in (low, high)]
    if not all(tails) or tails[0] == tails[1]:
        return None
    near, far = (math.log(tail) for tail in tails if tail)
    passed = [(near - math.log(level)) / (near - far) for level in THRESHOLDS[box.trial.check.relation]]
    parts = [part for part in passed if 0 < part < 1]
    if not parts:
        return None
    guess = low + min(parts) * (high - low)
    beside = close * max(guess, LEAST) / 2
    return guess + beside if guess - low < high - guess else guess - beside


def _fewest(box: Box, direction: Direction, low: float, high: float) -> tuple[Direction, float]:
    """The same move without the numbers that hardly bring it about, and the share that it then takes.

    A number is left out where without it the others need go no farther than ``SPARED`` beyond the smallest share; the
    first to go is the one that brings least.
    """
    limit, stands = min(1.0, high * (1 + SPARED)), box.leeway(box.still, 0.0) or 0.0
    while sum(map(abs, direction)) > 1:
        without = [_with(direction, place, 0) for place, way in enumerate(direction) if way]
        box.trial.glance([box.at(one, limit) for one in without])
        enough = [one for one in without if box.outcome(one, limit) not in (None, box.stands_as)]
        if not enough:
            break
        if len(enough) > 1:
            strength = {one: abs((box.leeway(one, limit) or 0.0) - stands) for one in enough}
            enough.sort(key=lambda one: -strength[one])
        direction, high = enough[0], limit
    return direction, _closed_in(box, direction, 0.0 if box.turns(direction, low) else low, high, CLOSE)[1]
