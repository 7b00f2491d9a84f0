"""What floating point leaves open of a formula's values, so that rounding is not taken for a spread.

Each operation rounds its result, and carries on what its arguments were off by (running error analysis: N. J. Higham,
Accuracy and Stability of Numerical Algorithms, 2nd edition, 2002, 3.3). To first order, for a few draws.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np

from .evaluate import Arrays
from .formula import Apply, Expression, Number, walk

UNIT = 2.0**-53  # of a result: by how much one operation rounds it at most
FEW = 4.0  # times the error of a few draws is what that of any of them may be
TAKING = frozenset({"-", "negative", "log", "sin", "cos", "tan"})
Array = np.ndarray


class Rounded(NamedTuple):
    """Values, and by how much each may be off."""

    value: Array
    error: Array

    @classmethod
    def of(cls, value: Array) -> Rounded:
        """Values that are off by one rounding at most."""
        return cls(value, UNIT * np.abs(value))


def _product(a: Rounded, b: Rounded) -> Array:
    return np.abs(a.value) * b.error + np.abs(b.value) * a.error


def _ratio(a: Rounded, b: Rounded) -> Array:
    return (a.error + np.abs(a.value / b.value) * b.error) / np.abs(b.value)


def _power(a: Rounded, b: Rounded) -> Array:
    steep = np.abs(b.value * a.value ** (b.value - 1.0)) * a.error
    bare = np.where(b.error > UNIT * np.abs(b.value), np.abs(a.value**b.value * np.log(np.abs(a.value))) * b.error, 0.0)
    return steep + bare


def _sum(*terms: Rounded) -> Array:
    """Partial sums are rounded too; none is larger than all sizes together."""
    return reduce(np.add, [term.error for term in terms]) + UNIT * reduce(np.add, [np.abs(t.value) for t in terms])


_CARRIED: dict[str, Callable[..., Array]] = {
    "+": lambda a, b: a.error + b.error,
    "-": lambda a, b: a.error + b.error,
    "*": _product,
    "/": _ratio,
    "**": _power,
    "negative": lambda a: a.error,
    "abs": lambda a: a.error,
    "min": lambda *several: reduce(np.maximum, [one.error for one in several]),
    "max": lambda *several: reduce(np.maximum, [one.error for one in several]),
    "sum": _sum,
    "sqrt": lambda a: a.error / (2.0 * np.sqrt(a.value)),
    "exp": lambda a: np.exp(a.value) * a.error,
    "log": lambda a: a.error / np.abs(a.value),
    "sin": lambda a: np.abs(np.cos(a.value)) * a.error,
    "cos": lambda a: np.abs(np.sin(a.value)) * a.error,
    "tan": lambda a: (1.0 + np.tan(a.value) ** 2) * a.error,
}


@dataclass(frozen=True)
class Rounding:
    """The algebra, for ``formula.fold``; values come from a function, so that a graph can be walked.

    >>> x = Rounded.of(np.array([1e6, 2e6]))
    >>> algebra = Rounding({"x": x}.__getitem__)
    >>> less = algebra.apply("-", [x, algebra.apply("+", [x, algebra.number(Number(1.0, ""))])])
    >>> less.value.tolist(), bool((less.error > 1e-10).all())
    ([-1.0, -1.0], True)
    """

    value_of: Callable[[str], Rounded]

    def number(self, number: Number) -> Rounded:
        return Rounded.of(np.asarray(number.in_root_units))

    def name(self, name: str) -> Rounded:
        return self.value_of(name)

    def apply(self, operation: str, arguments: list[Rounded]) -> Rounded:
        """The result and what may be off of it."""
        value = Arrays({}).apply(operation, [argument.value for argument in arguments])
        with np.errstate(all="ignore"):
            return Rounded(value, _CARRIED[operation](*arguments) + UNIT * np.abs(value))


def takes_away(expression: Expression) -> bool:
    """Whether something may cancel out in a formula: a difference, or a function that comes near zero.

    >>> from weighbridge.graph.formula import parse
    >>> takes_away(parse("a / (a + b)")), takes_away(parse("a / b - 1"))
    (False, True)
    """
    return any(isinstance(node, Apply) and node.operation in TAKING for node in walk(expression))


def without(draws: Array, rounded: Rounded) -> Array:
    """Draws that differ by no more than rounding as the one number that they are; any others as they are.

    It is their median to as many digits as rounding leaves, or zero where it leaves none.

    >>> draws = np.array([[0.3, 0.1 + 0.2, 0.3]])
    >>> without(draws, Rounded.of(draws)).tolist()
    [[0.3, 0.3, 0.3]]
    """
    error = FEW * float(np.max(np.where(np.isfinite(rounded.error), rounded.error, 0.0)))
    low, high = float(draws.min()), float(draws.max())
    if not 0.0 < high - low <= 2.0 * error:
        return draws
    middle = float(np.median(draws))
    digits = math.floor(-math.log10(error / abs(middle))) if abs(middle) > error else 0
    return np.broadcast_to(float(f"{middle:.{digits}g}") if digits else 0.0, draws.shape)
