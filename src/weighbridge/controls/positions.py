"""The values at which a number can be set: round ones, the case's own always among them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ..text import significant
from ..what_if import Swung

MOST = 24  # steps of equal size from one end to the other
ROUND = (1, 2, 5)  # times a power of ten: what steps may be
DECADES = (("1", "1.5", "2", "3", "5", "7"), ("1", "2", "5"), ("1", "3"), ("1",))  # values where steps are factors
MANY_TIMES = 8.0  # how many times the least is the greatest above which steps are factors
NEAR_TURN = 2.0  # how many times less or more than the value a turn may be that is shown beside a nearer one
TWICE = 2.0  # how far a number goes on a side where nothing is known of it
BEYOND = 0.25  # how much farther than a turn, as a share of the way to it, so that a value lies on its other side
CLOSE = 1e-9  # a share of a number: so near each other two are one


def positions(swung: Swung, room: tuple[float, float] | None) -> list[Decimal]:
    """The values at which a number can be set, in its unit, in order: round steps, and its own value.

    They go over the range in which it may lie, and beyond that as far as to the nearest turn of the answer. Between
    two turns that lie closer than the steps there is the roundest value, so that what it gives can be met.

    Args:
        room: between which values it may lie: its fair range, or what its wording allows.
    """
    low, high = _reach(swung, room)
    along = _factors if low > 0 and high / low > MANY_TIMES else _steps
    found = along(low, high, swung.is_count)
    own = decimal(swung.value)
    found = [*found, *_between_turns(swung, [float(own), *map(float, found)], low, high)]
    kept = (one for one in found if not _is_close(float(one), swung.value) and (one > 0 or low <= 0))
    return sorted({*kept, own})


def decimal(value: float) -> Decimal:
    """A number in its own digits, without an exponent and without the rest that binary numbers leave.

    >>> decimal(0.30000000000000004), decimal(750000.0)
    (Decimal('0.3'), Decimal('750000'))
    """
    plain = Decimal(repr(significant(value))).normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def within(values: Sequence[Decimal], room: tuple[float, float] | None) -> tuple[int, int] | None:
    """The places of the first and the last value that lie in a range; none where none does.

    >>> within([Decimal(40), Decimal(45), Decimal(50)], (44.0, 55.0))
    (1, 2)
    """
    if room is None:
        return None
    low, high = (end + way * CLOSE * abs(end) for end, way in zip(room, (-1, 1), strict=True))
    inside = [place for place, value in enumerate(values) if low <= float(value) <= high]
    return (inside[0], inside[-1]) if inside else None


def _reach(swung: Swung, room: tuple[float, float] | None) -> tuple[float, float]:
    """From where to where a number can be set: over its range, and past its nearest turns."""
    value = swung.value
    turns = sorted((turn.at.value for turn in swung.turns), key=lambda at: _far(at, value))
    shown = [at for place, at in enumerate(turns) if not place or _far(at, value) <= math.log(NEAR_TURN)]
    ends = [value, *(room or ())]
    low, high = min(ends), max(ends)
    below, above = [at for at in shown if at < value], [at for at in shown if at > value]
    low = min([low, *(at - BEYOND * (value - at) for at in below)]) if below or low < value else _half(value)
    high = max([high, *(at + BEYOND * (at - value) for at in above)]) if above or high > value else _double(value)
    least = min([*ends, *shown])
    return (low if low > 0 or least <= 0 else least / TWICE), high


def _between_turns(swung: Swung, values: Sequence[float], low: float, high: float) -> Iterator[Decimal]:
    """The roundest value between each two neighbouring turns between which there is none yet."""
    turns = sorted(turn.at.value for turn in swung.turns if low <= turn.at.value <= high)
    for least, most in pairwise(turns):
        if most - least > CLOSE * abs(most) and not any(least <= one <= most for one in values):
            one = _roundest(least, most)
            if not swung.is_count or one == one.to_integral_value():
                yield one


def _roundest(low: float, high: float) -> Decimal:
    """The value between two others that has the fewest digits, the nearest to their middle.

    >>> _roundest(247.7, 251.3), _roundest(-0.0123, -0.0117)
    (Decimal('250'), Decimal('-0.012'))
    """
    power = math.ceil(math.log10(high - low))
    while True:
        step = Decimal(1).scaleb(power)
        one = decimal(float(round((low + high) / 2 / float(step)) * step))
        if low <= one <= high:
            return one
        power -= 1


def _far(at: float, value: float) -> float:
    """How far a value lies from another: by their ratio, or where they have none by their difference."""
    return abs(math.log(at / value)) if at * value > 0 else math.log(NEAR_TURN) + abs(at - value)


def _half(value: float) -> float:
    return value / TWICE if value > 0 else value * TWICE


def _double(value: float) -> float:
    return value * TWICE if value > 0 else value / TWICE if value else 1.0


def _steps(low: float, high: float, whole: bool) -> Iterable[Decimal]:
    """Round values at equal distances, at most ``MOST`` of these."""
    least = max((high - low) / MOST, 1.0 if whole else 0.0)
    power = math.floor(math.log10(least))
    sizes = [Decimal(times).scaleb(power) for times in (*ROUND, 10)]
    step = next(size for size in sizes if float(size) >= least * (1 - CLOSE))
    first, last = math.floor(low / float(step) + CLOSE), math.ceil(high / float(step) - CLOSE)
    return [decimal(float(count * step)) for count in range(first, last + 1)]


def _factors(low: float, high: float, whole: bool) -> Iterable[Decimal]:
    """Round values in every power of ten: fewer in each where there are many powers."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    most = MOST / (last - first)
    in_each = next((some for some in DECADES if len(some) <= most), DECADES[-1])
    found = sorted(Decimal(times).scaleb(power) for power in range(first, last + 1) for times in in_each)
    inside = [one for one in found if not whole or one == one.to_integral_value()]
    below = [place for place, one in enumerate(inside) if float(one) <= low]
    above = [place for place, one in enumerate(inside) if float(one) >= high]
    taken = inside[below[-1] if below else 0 : above[0] + 1 if above else None]
    return [decimal(float(one)) for one in taken]


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= CLOSE * max(abs(one), abs(other))
