"""Interval arithmetic with slopes: the range of a formula over a box, and in which inputs it only rises or only falls.

Plain interval arithmetic gives [−2, 2] for x − x with x in [−1, 1]. An enclosure also carries, for each input, an
interval that contains the formula's slope in it (Moore, Kearfott, Cloud, Introduction to Interval Analysis, 2009,
chapter 6), so that an input in which the formula is monotone can be set to its end, however often it occurs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce

Interval = tuple[float, float]
ZERO: Interval = (0.0, 0.0)
TURN = 2 * math.pi
NEAR = 1e-15  # of an angle: by how much rounding may move it past a crest


class NoBounds(ArithmeticError):
    """The formula isn't known to be defined on the whole box: a denominator or a logarithm may reach zero."""

    def __init__(self, message: str, formula: str = "", text: str = "") -> None:
        self.formula, self.text = formula, text
        super().__init__(message)


@dataclass(slots=True)
class Enclosure:
    """The least and greatest value over a box, and the range of the slope in each input."""

    low: float
    high: float
    slopes: Mapping[str, Interval] = field(default_factory=dict)


def times(one: Interval, other: Interval) -> Interval:
    """The product of two intervals; zero times infinity is zero, for an end that is not reached."""
    if one[0] > 0 and other[0] > 0:
        return one[0] * other[0], one[1] * other[1]
    ends = [0.0 if a == 0 or b == 0 else a * b for a in one for b in other]
    return min(ends), max(ends)


def _combine(low: float, high: float, *terms: tuple[Enclosure, Interval]) -> Enclosure:
    """The chain rule: slopes of the arguments, each times the range of the outer slope."""
    slopes: dict[str, Interval] = {}
    for argument, outer in terms:
        for name, inner in argument.slopes.items():
            product = times(inner, outer)
            if name in slopes:
                sofar = slopes[name]
                product = sofar[0] + product[0], sofar[1] + product[1]
            slopes[name] = product
    return Enclosure(low, high, slopes)


def _add(a: Enclosure, b: Enclosure) -> Enclosure:
    return _sum(a, b)


def _sum(*arguments: Enclosure) -> Enclosure:
    """The sum of many, in their order: the slopes of all are gathered once, and not anew with each."""
    low, high = arguments[0].low, arguments[0].high
    slopes = dict(arguments[0].slopes)
    for one in arguments[1:]:
        low, high = low + one.low, high + one.high
        for name, (less, more) in one.slopes.items():
            if name in slopes:
                sofar = slopes[name]
                slopes[name] = sofar[0] + less, sofar[1] + more
            else:
                slopes[name] = less, more
    return Enclosure(low, high, slopes)


def _subtract(a: Enclosure, b: Enclosure) -> Enclosure:
    if a is b:  # one quantity, met twice
        return Enclosure(0.0, 0.0)
    return _combine(a.low - b.high, a.high - b.low, (a, (1, 1)), (b, (-1, -1)))


def _multiply(a: Enclosure, b: Enclosure) -> Enclosure:
    return _combine(*times((a.low, a.high), (b.low, b.high)), (a, (b.low, b.high)), (b, (a.low, a.high)))


def _divide(a: Enclosure, b: Enclosure) -> Enclosure:
    """The quotient q; its slope is (a′ − q b′) / b, which keeps what a and b share together."""
    if b.low <= 0 <= b.high:
        raise NoBounds("a denominator could not be shown to stay off zero")
    if a is b:
        return Enclosure(1.0, 1.0)
    inverse = (1 / b.high, 1 / b.low)
    low, high = times((a.low, a.high), inverse)
    slopes = {}
    for name in a.slopes.keys() | b.slopes.keys():
        above, below = a.slopes.get(name, ZERO), times((-high, -low), b.slopes.get(name, ZERO))
        slopes[name] = times((above[0] + below[0], above[1] + below[1]), inverse)
    return Enclosure(low, high, slopes)


def negative(a: Enclosure) -> Enclosure:
    """The enclosure of −a."""
    return _combine(-a.high, -a.low, (a, (-1, -1)))


def _exp(a: Enclosure) -> Enclosure:
    low, high = _safe_exp(a.low), _safe_exp(a.high)
    return _combine(low, high, (a, (low, high)))


def _safe_exp(value: float) -> float:
    return math.exp(value) if value < 700 else math.inf


def _log(a: Enclosure) -> Enclosure:
    if a.low <= 0:
        raise NoBounds("a logarithm could not be shown to stay above zero")
    return _combine(math.log(a.low), math.log(a.high), (a, (1 / a.high, 1 / a.low)))


def cosine(low: float, high: float) -> Interval:
    """The least and the greatest cosine of the angles between two, in radians.

    An end that lies at a crest or a trough, up to rounding, reaches it: the range is never too narrow.

    >>> cosine(0.0, 1.0) == (math.cos(1.0), 1.0)
    True
    """
    slack = NEAR * max(1.0, abs(low), abs(high))
    if not (slack < 1.0 and high - low < TURN):
        return -1.0, 1.0
    ends = sorted((math.cos(low), math.cos(high)))
    trough, crest = (_passes(low - slack - at, high + slack - at) for at in (math.pi, 0.0))
    return -1.0 if trough else ends[0], 1.0 if crest else ends[1]


def _passes(low: float, high: float) -> bool:
    """Whether a whole number of turns lies between two angles."""
    return math.ceil(low / TURN) <= math.floor(high / TURN)


def _sine_range(low: float, high: float) -> Interval:
    """The least and the greatest sine: of a quarter of a turn earlier it is the cosine; the ends are their own."""
    found = cosine(low - TURN / 4, high - TURN / 4)
    ends = sorted((math.sin(low), math.sin(high))) if math.isfinite(high - low) else [-1.0, 1.0]
    least, most = (end if end in (-1.0, 1.0) else own for end, own in zip(found, ends, strict=True))
    return min(least, ends[0]), max(most, ends[1])


def _sin(a: Enclosure) -> Enclosure:
    return _combine(*_sine_range(a.low, a.high), (a, cosine(a.low, a.high)))


def _cos(a: Enclosure) -> Enclosure:
    low, high = _sine_range(a.low, a.high)
    return _combine(*cosine(a.low, a.high), (a, (-high, -low)))


def _tan(a: Enclosure) -> Enclosure:
    """It rises from pole to pole: over less than half a turn it falls only where a pole lies between."""
    if not (a.high - a.low < TURN / 2 and math.tan(a.low) <= math.tan(a.high)):
        raise NoBounds("a tangent could not be shown to stay off its poles")
    low, high = math.tan(a.low), math.tan(a.high)
    steepest, flattest = max(low * low, high * high), 0.0 if low <= 0 <= high else min(low * low, high * high)
    return _combine(low, high, (a, (1.0 + flattest, 1.0 + steepest)))


def _power(a: Enclosure, b: Enclosure) -> Enclosure:
    if b.low != b.high:
        return _exp(_multiply(b, _log(a)))
    n = b.low
    if n == 0:
        return Enclosure(1.0, 1.0)
    if a.low < 0 and not n.is_integer():
        raise NoBounds("a root or a broken power of a negative number")
    if n < 0:
        return _divide(Enclosure(1.0, 1.0), _power(a, Enclosure(-n, -n)))
    return _combine(*_power_range(a, n), (a, times((n, n), _power_range(a, n - 1))))


def _power_range(a: Enclosure, n: float) -> Interval:
    if n < 0 and a.low <= 0:
        return 0.0, math.inf
    ends = sorted((_safe_power(a.low, n), _safe_power(a.high, n)))
    return (0.0, ends[1]) if n % 2 == 0 and n > 0 and a.low < 0 < a.high else (ends[0], ends[1])


def _safe_power(value: float, n: float) -> float:
    try:
        return value**n
    except OverflowError:
        return -math.inf if value < 0 and n % 2 else math.inf


def _abs(a: Enclosure) -> Enclosure:
    if a.low >= 0 or a.high <= 0:
        return a if a.low >= 0 else negative(a)
    return _combine(0.0, max(-a.low, a.high), (a, (-1, 1)))


def _least(a: Enclosure, b: Enclosure) -> Enclosure:
    """The smaller of two; where either may be it, the slope lies in the hull of both (Clarke's gradient)."""
    if a.high <= b.low or b.high <= a.low:
        return a if a.high <= b.low else b
    names = a.slopes.keys() | b.slopes.keys()
    pairs = {name: (a.slopes.get(name, ZERO), b.slopes.get(name, ZERO)) for name in names}
    hulls = {name: (min(one[0], two[0]), max(one[1], two[1])) for name, (one, two) in pairs.items()}
    return Enclosure(min(a.low, b.low), min(a.high, b.high), hulls)


def _greatest(a: Enclosure, b: Enclosure) -> Enclosure:
    return negative(_least(negative(a), negative(b)))


def tighter(a: Enclosure, b: Enclosure) -> Enclosure:
    """What two enclosures of the same thing leave: the narrower of each pair of ends.

    >>> tighter(Enclosure(0.0, 3.0, {"x": (-1.0, 2.0)}), Enclosure(1.0, 4.0, {"x": (0.0, 5.0)}))
    Enclosure(low=1.0, high=3.0, slopes={'x': (0.0, 2.0)})
    """
    slopes = {name: _common(a.slopes[name], b.slopes[name]) for name in a.slopes.keys() & b.slopes.keys()}
    return Enclosure(*_common((a.low, a.high), (b.low, b.high)), slopes)


def _common(one: Interval, other: Interval) -> Interval:
    """What two intervals have in common; where rounding leaves them apart, what is between."""
    ends = max(one[0], other[0]), min(one[1], other[1])
    return min(ends), max(ends)


OPERATIONS: dict[str, Callable[..., Enclosure]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "**": _power,
    "negative": negative,
    "abs": _abs,
    "exp": _exp,
    "log": _log,
    "sin": _sin,
    "cos": _cos,
    "tan": _tan,
    "sqrt": lambda a: _power(a, Enclosure(0.5, 0.5)),
    "min": lambda *arguments: reduce(_least, arguments),
    "max": lambda *arguments: reduce(_greatest, arguments),
    "sum": _sum,
}
