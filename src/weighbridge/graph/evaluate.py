"""Three algebras for ``formula.fold``: units, arrays of draws, and the intervals of ``uncertainty.intervals``."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from ..base import pint
from ..text import kind_of, parse_unit, same_kind, show
from ..uncertainty import OPERATIONS, Enclosure, NoBounds
from .formula import FormulaError, Number


@dataclass(frozen=True)
class Enclosures:
    """The algebra, for ``formula.fold``; values come from a function, so that a graph can be walked."""

    value_of: Callable[[str], Enclosure]

    def number(self, number: Number) -> Enclosure:
        """The interval of a number, both ends of which are it, in root units."""
        value = number.in_root_units
        return Enclosure(value, value)

    def name(self, name: str) -> Enclosure:
        """The interval of a quantity, in root units."""
        return self.value_of(name)

    def apply(self, operation: str, arguments: list[Enclosure]) -> Enclosure:
        """The enclosure of a result; raises ``NoBounds`` where it is not a number."""
        found = OPERATIONS[operation](*arguments)
        if math.isnan(found.low) or math.isnan(found.high):
            raise NoBounds("a figure grows beyond all bounds")
        return found


_FLOATS: dict[str, Callable[..., float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "negative": operator.neg,
    "min": min,
    "max": max,
    "sum": lambda *arguments: math.fsum(arguments),
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "abs": abs,
}


@dataclass(frozen=True)
class Floats:
    """The algebra of single numbers in root units; raises ``ArithmeticError`` or ``ValueError`` where one is none."""

    value_of: Callable[[str], float]

    def number(self, number: Number) -> float:
        """A number in root units."""
        return number.in_root_units

    def name(self, name: str) -> float:
        """The value of a quantity, in root units."""
        return self.value_of(name)

    def apply(self, operation: str, arguments: list[float]) -> float:
        """The result of an operation on plain numbers."""
        return _FLOATS[operation](*arguments)


_ARRAYS: dict[str, Any] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "negative": np.negative,
    "min": lambda *arguments: reduce(np.minimum, arguments),
    "max": lambda *arguments: reduce(np.maximum, arguments),
    "sum": lambda *arguments: reduce(np.add, arguments),
    "sqrt": np.sqrt,
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "abs": np.abs,
}


@dataclass(frozen=True)
class Arrays:
    """Values in root units: numbers and numpy arrays that broadcast."""

    values: Mapping[str, Any]

    def number(self, number: Number) -> Any:
        """A number in root units."""
        return number.in_root_units

    def name(self, name: str) -> Any:
        """The values of a quantity, in root units; an array of any shape, or a number."""
        return self.values[name]

    def apply(self, operation: str, arguments: list[Any]) -> Any:
        """The result of an operation, of the shape to which its arguments broadcast; no number where there is none."""
        # A figure that is not a number is refused where it is summarised, with its name.
        with np.errstate(all="ignore"):
            return _ARRAYS[operation](*arguments)


@dataclass(frozen=True)
class Constant:
    """A bare number in the algebra of units: the only thing that may be an exponent."""

    value: float


@dataclass(frozen=True)
class Units:
    """Units checked before anything is drawn; a result is a pint unit, or a ``Constant`` for a bare number."""

    units: Mapping[str, pint.Unit]

    def number(self, number: Number) -> Any:
        """A bare number, which has no unit."""
        return number.of_unit if number.unit else Constant(number.value)

    def name(self, name: str) -> Any:
        """The unit of a quantity."""
        return self.units[name]

    def apply(self, operation: str, arguments: list[Any]) -> Any:
        """The unit of a result; raises ``FormulaError`` where the units of the arguments don't fit each other."""
        if operation == "**":
            return self._power(*arguments)
        if operation in ("negative", "abs"):
            sign = -1.0 if operation == "negative" else 1.0
            return Constant(sign * arguments[0].value) if isinstance(arguments[0], Constant) else arguments[0]
        if all(isinstance(argument, Constant) for argument in arguments):
            return parse_unit("one")
        plain = [parse_unit("one") if isinstance(argument, Constant) else argument for argument in arguments]
        if operation in ("*", "/"):
            return plain[0] * plain[1] if operation == "*" else plain[0] / plain[1]
        if operation == "sqrt":
            return plain[0] ** 0.5
        if operation in ("exp", "log", "sin", "cos", "tan"):
            return self._same(operation, [*plain, parse_unit("one")])
        return self._same(operation, plain)

    def _power(self, base: Any, exponent: Any) -> Any:
        if isinstance(base, Constant) and isinstance(exponent, Constant):
            return parse_unit("one")
        unit = parse_unit("one") if isinstance(base, Constant) else base
        if isinstance(exponent, Constant):
            return unit**exponent.value
        if not (unit.dimensionless and exponent.dimensionless):
            raise FormulaError("an exponent is not a bare number", "raise a quantity with a unit to a number only")
        return parse_unit("one")

    def _same(self, operation: str, units: list[pint.Unit]) -> pint.Unit:
        for unit in units[1:]:
            if not same_kind(units[0], unit):
                one, other = (f"{show(u) or 'a bare number'} ({kind_of(u)})" for u in (units[0], unit))
                raise FormulaError(
                    f"`{operation}` joins {one} and {other}", "both sides must measure the same kind of thing"
                )
        return units[0]
