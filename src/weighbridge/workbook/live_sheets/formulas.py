"""Formulas of a case as formulas of a spreadsheet, with units carried, so that factors stand only where they matter.

A part of a formula keeps the units in which its figures are shown: tonnes divided by trucks are tonnes a truck, and no
factor is needed. Where units differ, as in a sum, or in what a result is shown in, the factors of the sheet *Units* are
put in, each as a reference to its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ...base import pint
from ...graph import Apply, Expression, Model, Name, Number, fold
from ...text import factor as size
from ...text import parts_of
from ..cells import Reference

FUNCTIONS = {
    "min": "MIN",
    "max": "MAX",
    "sum": "SUM",
    "sqrt": "SQRT",
    "exp": "EXP",
    "log": "LN",
    "abs": "ABS",
    "sin": "SIN",
    "cos": "COS",
    "tan": "TAN",
}
SUM, PRODUCT, ATOM = 1, 2, 3  # how tightly the parts of a text hold together
JOINS = frozenset({"+", "-", "min", "max", "sum"})  # of figures in one unit
BARE = frozenset({"exp", "log", "sin", "cos", "tan"})  # of bare numbers
LONGEST = 8_000  # characters of a formula; Excel takes 8 192
Units = Mapping[pint.Unit, float]  # the powers of the units in which a figure is shown


class InputCells(Protocol):
    """The cells of what goes in: of every parameter, and of the factors of units."""

    def parameter(self, name: str, key: str) -> Reference:
        """The cell of a parameter of a leaf, in the unit in which it is shown; raises for one that isn't there."""
        ...

    def keys(self, name: str) -> tuple[str, ...]:
        """The names of the parameters that a leaf has."""
        ...

    def half_a_digit(self, name: str) -> str | None:
        """How much half a unit of the last digit of a number is, as a formula; none where that is not known."""
        ...

    def factor(self, unit: pint.Unit) -> Reference:
        """The cell that says how many base units one ``unit`` is."""
        ...


Factor = Callable[[pint.Unit], Reference]


@dataclass(frozen=True)
class Term:
    """A part of a formula as text, the units of its figures, and how tightly it holds together."""

    text: str
    units: Units = field(default_factory=dict)
    tightness: int = ATOM

    def within(self, tightness: int) -> str:
        """The text as it stands beside an operator that binds so tightly."""
        return self.text if self.tightness >= tightness else f"({self.text})"


def powers(unit: pint.Unit) -> Units:
    """The units that one is a product of, each with its power.

    >>> from weighbridge.text import parse_unit
    >>> {str(part): power for part, power in powers(parse_unit("USD/tonne")).items()}
    {'USD': 1, 'tonne': -1}
    """
    return dict(parts_of(unit))


def plain(value: float) -> str:
    """A number as a formula writes it, with all its digits.

    >>> plain(2500.0), plain(0.1), plain(1e-05)
    ('2500', '0.1', '1E-05')
    """
    whole = int(value) if abs(value) < 1e15 and value == int(value) else None
    return str(whole) if whole is not None else repr(value).upper()


@dataclass(frozen=True)
class Spreadsheet:
    """The algebra of texts, for ``graph.fold``: what a formula of a case is as one of a spreadsheet.

    Attributes:
        factor: the cell that says how many base units a unit is.
        of_name: the text of a quantity, such as a reference to its cell, with the units in which it is shown.
    """

    factor: Factor
    of_name: Callable[[str], Term]

    def number(self, number: Number) -> Term:
        """A number as it is written, in its unit."""
        return Term(plain(number.value), powers(number.of_unit) if number.unit else {})

    def name(self, name: str) -> Term:
        """What the text of a quantity is."""
        return self.of_name(name)

    def apply(self, operation: str, arguments: list[Term]) -> Term:
        """The text of an operation on texts."""
        if operation in ("*", "/"):
            return self._product(operation, *arguments)
        if operation == "**":
            return self._power(*arguments)
        if operation == "sqrt":
            return Term(f"SQRT({arguments[0].text})", {unit: by / 2 for unit, by in arguments[0].units.items()})
        if operation == "negative":
            return Term(f"(-{arguments[0].within(ATOM)})", arguments[0].units)
        if operation in BARE:
            arguments = [self.in_units(one, {}) for one in arguments]
        elif operation in JOINS:
            arguments = self._alike(arguments)
        if operation in FUNCTIONS:
            return Term(f"{FUNCTIONS[operation]}({','.join(one.text for one in arguments)})", arguments[0].units)
        one, other = arguments
        right = other.within(PRODUCT if operation == "-" else SUM)
        return Term(f"{one.within(SUM)}{operation}{right}", one.units, SUM)

    def in_units(self, term: Term, wanted: Units) -> Term:
        """A term in other units that measure the same, by the factors of both."""
        net = {unit: term.units.get(unit, 0) - wanted.get(unit, 0) for unit in {**term.units, **wanted}}
        text = term.within(PRODUCT)
        for unit, power in net.items():
            if power and size(unit) != 1:
                by = "" if abs(power) == 1 else f"^{plain(abs(power))}"
                text += f"{'*' if power > 0 else '/'}{self.factor(unit)}{by}"
        return Term(text, wanted, PRODUCT) if text != term.within(PRODUCT) else Term(term.text, wanted, term.tightness)

    def _alike(self, terms: list[Term]) -> list[Term]:
        """The terms in the units of the first of them."""
        first = next((term.units for term in terms if term.units), {})
        return [term if dict(term.units) == dict(first) else self.in_units(term, first) for term in terms]

    @staticmethod
    def _product(operation: str, one: Term, other: Term) -> Term:
        sign = 1 if operation == "*" else -1
        units = {
            unit: one.units.get(unit, 0) + sign * other.units.get(unit, 0) for unit in {**one.units, **other.units}
        }
        right = other.within(PRODUCT if operation == "*" else ATOM)
        return Term(f"{one.within(PRODUCT)}{operation}{right}", {u: by for u, by in units.items() if by}, PRODUCT)

    def _power(self, base: Term, exponent: Term) -> Term:
        try:
            by = float(exponent.text.strip("()"))
        except ValueError:
            base, exponent, by = self.in_units(base, {}), self.in_units(exponent, {}), 1.0
        return Term(f"POWER({base.text},{exponent.text})", {unit: by * power for unit, power in base.units.items()})


def written(factor: Factor, expression: Expression, unit: pint.Unit, of_name: Callable[[str], Term]) -> str:
    """An expression as a formula whose figure is in ``unit``.

    Args:
        of_name: the text of each quantity in it.
    """
    algebra = Spreadsheet(factor, of_name)
    return algebra.in_units(fold(expression, algebra), powers(unit)).text


def through(
    model: Model, choices: Mapping[str, str], expression: Expression, stops: Callable[[str], bool]
) -> Expression:
    """An expression with every formula that it names written out, down to the quantities at which it stops."""
    match expression:
        case Name(name):
            node = model.node(name, choices)
            inner = getattr(node, "expression", None)
            return expression if inner is None or stops(name) else through(model, choices, inner, stops)
        case Apply(operation, arguments):
            return Apply(operation, tuple(through(model, choices, one, stops) for one in arguments))
    return expression
