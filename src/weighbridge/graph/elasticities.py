"""How many percent a formula rises as an input rises by one: where it runs one way although its slopes do not show it.

In ``(a / b) * (b / c)`` nothing is left of *b*; slopes, which are found factor by factor, do not see that. Elasticities
of a product are added, and those of a sum averaged, so that what cancels out is gone. All values are above zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce

from ..uncertainty import Interval, times
from .formula import Number

NONE: Interval = (0.0, 0.0)


class NoElasticity(ArithmeticError):
    """Something that may not be above zero, or of which no elasticity is known."""


@dataclass(frozen=True)
class Elastic:
    """Between which ends a value lies, above zero, and its elasticity in each input."""

    low: float
    high: float
    elasticities: dict[str, Interval] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high < float("inf"):
            raise NoElasticity

    def runs(self, name: str) -> Interval:
        """The ends of its elasticity in an input."""
        return self.elasticities.get(name, NONE)


def _joined(low: float, high: float, one: Elastic, other: Elastic, weight: Interval) -> Elastic:
    """The elasticity of one, and so many times that by which the other's exceeds it."""
    found = {}
    for name in {**one.elasticities, **other.elasticities}:
        (a, b), (c, d) = one.runs(name), other.runs(name)
        more = times((c - b, d - a), weight)
        found[name] = a + more[0], b + more[1]
    return Elastic(low, high, found)


def _sum(one: Elastic, other: Elastic) -> Elastic:
    weight = other.low / (other.low + one.high), other.high / (other.high + one.low)
    return _joined(one.low + other.low, one.high + other.high, one, other, weight)


def _difference(one: Elastic, other: Elastic) -> Elastic:
    low, high = one.low - other.high, one.high - other.low
    if low <= 0:
        raise NoElasticity
    return _joined(low, high, one, other, (-other.high / low, -other.low / (one.high - other.low)))


def _product(one: Elastic, other: Elastic) -> Elastic:
    found = dict(one.elasticities)
    for name, (low, high) in other.elasticities.items():
        found[name] = found.get(name, NONE)[0] + low, found.get(name, NONE)[1] + high
    return Elastic(one.low * other.low, one.high * other.high, found)


def _power(one: Elastic, other: Elastic) -> Elastic:
    if other.low != other.high or other.elasticities:
        raise NoElasticity
    ends = sorted((one.low**other.low, one.high**other.low))
    by = (other.low, other.low)
    return Elastic(*ends, {name: times(ends, by) for name, ends in one.elasticities.items()})


def _outer(one: Elastic, low: float, high: float, runs: Interval) -> Elastic:
    """A function of one argument: its ends, and its own elasticity times those of the argument."""
    return Elastic(low, high, {name: times(ends, runs) for name, ends in one.elasticities.items()})


def _exp(one: Elastic) -> Elastic:
    return _outer(one, math.exp(one.low), math.exp(one.high), (one.low, one.high))


def _log(one: Elastic) -> Elastic:
    low, high = math.log(one.low), math.log(one.high)
    return _outer(one, low, high, (1 / high, 1 / low) if low > 0 else NONE)  # of what is not above zero there is none


def _sin(one: Elastic) -> Elastic:
    """x / tan x, which falls from one to minus infinity at half a turn."""
    if one.high >= math.pi:
        raise NoElasticity
    ends = sorted((math.sin(one.low), math.sin(one.high)))
    most = 1.0 if one.low <= math.pi / 2 <= one.high else ends[1]
    return _outer(one, ends[0], most, (one.high / math.tan(one.high), one.low / math.tan(one.low)))


def _cos(one: Elastic) -> Elastic:
    """−x tan x, which falls from zero to minus infinity at a quarter of a turn."""
    if one.high >= math.pi / 2:
        raise NoElasticity
    runs = -one.high * math.tan(one.high), -one.low * math.tan(one.low)
    return _outer(one, math.cos(one.high), math.cos(one.low), runs)


def _tan(one: Elastic) -> Elastic:
    """x / (sin x cos x), which rises from one to infinity at a quarter of a turn."""
    if one.high >= math.pi / 2:
        raise NoElasticity
    runs = 2 * one.low / math.sin(2 * one.low), 2 * one.high / math.sin(2 * one.high)
    return _outer(one, math.tan(one.low), math.tan(one.high), runs)


def _inverse(one: Elastic) -> Elastic:
    return Elastic(1 / one.high, 1 / one.low, {name: (-high, -low) for name, (low, high) in one.elasticities.items()})


_OPERATIONS: dict[str, Callable[..., Elastic]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "/": lambda one, other: _product(one, _inverse(other)),
    "**": _power,
    "sqrt": lambda one: _power(one, Elastic(0.5, 0.5)),
    "sum": lambda *terms: reduce(_sum, terms),
    "abs": lambda one: one,
    "exp": _exp,
    "log": _log,
    "sin": _sin,
    "cos": _cos,
    "tan": _tan,
}


@dataclass(frozen=True)
class Elasticities:
    """The algebra, for ``formula.fold``; values come from a function, so that a graph can be walked.

    >>> a, b, c = (Elastic(1.0, 2.0, {name: (1.0, 1.0)}) for name in "abc")
    >>> algebra = Elasticities({"a": a, "b": b, "c": c}.__getitem__)
    >>> chain = algebra.apply("*", [algebra.apply("/", [a, b]), algebra.apply("+", [b, c])])
    >>> [round(end, 3) for end in chain.elasticities["b"]]  # a third to two thirds of it come back in the sum
    [-0.667, -0.333]
    """

    value_of: Callable[[str], Elastic]

    def number(self, number: Number) -> Elastic:
        value = number.in_root_units
        return Elastic(value, value)

    def name(self, name: str) -> Elastic:
        return self.value_of(name)

    def apply(self, operation: str, arguments: list[Elastic]) -> Elastic:
        """The elasticities of a result; raises ``NoElasticity`` where none are known."""
        if operation not in _OPERATIONS:
            raise NoElasticity
        return _OPERATIONS[operation](*arguments)
