"""Formulas in which months or years meet days: whether one does, and the lengths that convert them.

Seconds to weeks convert exactly, and so do months and years; between the two lies the length of a month, which is 28 to
31 days. Figures are kept in root units, where a month is the mean one: a quantity in months becomes one in days by the
true length over that mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..base import RemediedError, pint
from ..text import CalendarUnit, calendar_power, powers_of_time
from .evaluate import Constant, Units
from .formula import Apply, Expression, Name, Number, fold

LengthOf = Callable[[CalendarUnit], str]  # the name of the quantity that says how many days such a unit has
_JOINING = frozenset({"+", "-", "min", "max", "sum", "exp", "log"})  # what takes arguments of one kind, or bare ones


class _Met(Exception):
    """Months or years meet days within a formula."""


@dataclass(frozen=True)
class _CalendarUnits(Units):
    """The algebra of units; raises ``_Met`` where one operation joins months and days."""

    def apply(self, operation: str, arguments: list[Any]) -> Any:
        """The unit of an operation, as ``Units`` has it."""
        found = super().apply(operation, arguments)
        powers = {_power(argument) for argument in arguments}
        if operation in _JOINING and len(powers | ({0} if operation in ("exp", "log") else set())) > 1:
            raise _Met
        return found


def _power(unit: pint.Unit | Constant) -> float:
    return 0 if isinstance(unit, Constant) else calendar_power(unit)


def meets_days(expression: Expression, units: Mapping[str, pint.Unit], declared: pint.Unit | None = None) -> bool:
    """Whether months or years meet days in a formula, or between it and the unit that it is ``declared`` to have.

    A formula that is broken otherwise is not said to do so.

    >>> from weighbridge.graph import parse
    >>> from weighbridge.text import parse_unit
    >>> units = {"monthly": parse_unit("USD/month"), "daily": parse_unit("USD/day")}
    >>> [meets_days(parse(text), units) for text in ("monthly + daily", "monthly + 12 USD/year", "monthly / daily")]
    [True, False, False]
    >>> meets_days(parse("monthly / daily"), units, parse_unit("percent"))
    True
    """
    try:
        found = fold(expression, _CalendarUnits(units))
    except _Met:
        return True
    except (RemediedError, KeyError, ArithmeticError):
        return False
    return declared is not None and _power(found) != calendar_power(declared)


def operands_in_days(expression: Expression, operand: Callable[[Name | Number], Expression]) -> Expression:
    """The formula with each name and each number that has a unit replaced by what ``operand`` makes of it."""
    match expression:
        case Apply(operation, arguments):
            return Apply(operation, tuple(operands_in_days(argument, operand) for argument in arguments))
        case Number(_, unit) if not unit:
            return expression
    return operand(expression)


def in_days(expression: Expression, unit: pint.Unit, length_of: LengthOf) -> Expression:
    """What is in months or years, in days: multiplied by their true length over the mean one.

    Args:
        unit: that of the expression.

    >>> from weighbridge.graph import names_in
    >>> from weighbridge.text import parse_unit
    >>> names_in(in_days(Name("monthly"), parse_unit("USD/month"), "{}.length".format))
    ('month.length', 'monthly')
    """
    for part, power in _calendar_parts(unit):
        expression = _scaled(expression, part, power, length_of(part))
    return expression


def from_days(expression: Expression, unit: pint.Unit, length_of: LengthOf) -> Expression:
    """What is in days, in the months or years of ``unit``: the inverse of ``in_days``."""
    for part, power in _calendar_parts(unit):
        expression = _scaled(expression, part, -power, length_of(part))
    return expression


def _calendar_parts(unit: pint.Unit) -> list[tuple[CalendarUnit, float]]:
    powers = powers_of_time(unit)
    return [(part, powers[part]) for part in CalendarUnit if part in powers]


def _scaled(expression: Expression, part: CalendarUnit, power: float, length: str) -> Expression:
    """An expression times a power of the length of a calendar unit over the mean one; flat, so that it reads well."""
    one, days = Number(1.0, part.value), Name(length)
    if abs(power) == 1:
        above, below = (days, one) if power > 0 else (one, days)
        return Apply("/", (Apply("*", (expression, above)), below))
    ratio = Apply("/", (days, one))
    return Apply("*", (expression, Apply("**", (ratio, Number(float(power), "")))))
