"""The formula language: names, numbers with units, ``+ - * / **`` and a few functions. Parsed, never executed.

A formula is parsed once into a tree and then folded by an *algebra*: arrays of draws, units, intervals and the text of
the working all come from the same fold over the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..base import RemediedError, guide, pint, suggestion
from ..text import LARGEST_POWER, STANDARD, BrokenUnit, Spellings, factor, grounds_of, parse_unit, refused_as

FUNCTIONS = {
    "min": (2, 9),
    "max": (2, 9),
    "sum": (1, 99),
    **dict.fromkeys(("sqrt", "exp", "log", "abs", "sin", "cos", "tan"), (1, 1)),
}
# What people write for an operator, and what to write here.
INSTEAD = {
    **dict.fromkeys("×·⋅", "write `*` for times"),
    **dict.fromkeys("÷:∕", "write `/` for divided by"),
    **dict.fromkeys("−–—", "write `-`, the sign of the keyboard, for minus"),
    "x": "write `*` for times",
    "^": "write `**` for a power",
    "=": "write only what stands behind the sign; the name of the formula is its key",
    "%": "write `percent` behind the number, as a unit",
    ",": "write numbers without separators and with a point for decimals; a comma stands between arguments",
}
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "negative": 3, "**": 4}
LONGEST, DEEPEST, MOST_OPERATIONS = 1000, 40, 100
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?)|(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)?)|(?P<sign>\*\*|[-+*/(),]))"
)


class FormulaError(RemediedError):
    """A formula that can't be parsed, or whose units don't fit."""


@dataclass(frozen=True)
class Number:
    """A number with its unit's text (empty for a bare number), and the unit itself where a case declares it."""

    value: float
    unit: str
    declared: pint.Unit | None = field(default=None, repr=False)

    @property
    def of_unit(self) -> pint.Unit:
        """Its unit; raises ``UnitError`` where it is unknown."""
        return self.declared or parse_unit(self.unit or "one")

    @property
    def in_root_units(self) -> float:
        """Its value in root units; raises ``UnitError`` where its unit is unknown."""
        return self.value * factor(self.of_unit)


@dataclass(frozen=True)
class Name:
    """The name of a quantity, or of a part of a composition (``shares.copper``)."""

    name: str


@dataclass(frozen=True)
class Apply:
    """An operation on its arguments; ``negative`` is the sign."""

    operation: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Apply


class Algebra(Protocol):
    """What a fold needs to know: the meaning of a number, of a name and of an operation."""

    def number(self, number: Number) -> Any: ...

    def name(self, name: str) -> Any: ...

    def apply(self, operation: str, arguments: list[Any]) -> Any: ...


def fold(expression: Expression, algebra: Algebra) -> Any:
    """The expression's value in an algebra."""
    kind = type(expression)
    if kind is Apply:
        return algebra.apply(expression.operation, [fold(argument, algebra) for argument in expression.arguments])
    return algebra.name(expression.name) if kind is Name else algebra.number(expression)


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything in it."""
    yield expression
    if isinstance(expression, Apply):
        for argument in expression.arguments:
            yield from walk(argument)


def names_in(expression: Expression) -> tuple[str, ...]:
    """The names that an expression uses, each once, sorted.

    >>> names_in(parse("mass / trucks - mass / 2"))
    ('mass', 'trucks')
    """
    return tuple(sorted({node.name for node in walk(expression) if isinstance(node, Name)}))


def parse(text: str, spellings: Spellings = STANDARD) -> Expression:
    """The tree of a formula.

    Args:
        spellings: the units that the case declares.

    Raises:
        FormulaError: with the column where the text stops being a formula.

    >>> parse("mass / trucks")
    Apply(operation='/', arguments=(Name(name='mass'), Name(name='trucks')))
    >>> parse("__import__('os')")
    Traceback (most recent call last):
    ...
    weighbridge.graph.formula.FormulaError: `__import__` is not a function of the formula language; \
expected one of `abs`, `cos`, `exp`, `log`, `max`, `min`, `sin`, `sqrt`, `sum`, `tan`
    """
    if len(text) > LONGEST:
        raise FormulaError(
            f"the formula has {len(text)} characters, at most {LONGEST}", "split it into several formulas"
        )
    tokens = _Tokens(text, spellings)
    expression = tokens.expression(0, 0)
    if tokens.kind:
        raise tokens.unexpected("an operator or the end")
    return expression


class _Tokens:
    """A Pratt parser: each operator binds as tightly as ``PRECEDENCE`` says (V. R. Pratt, POPL 1973)."""

    def __init__(self, text: str, spellings: Spellings = STANDARD) -> None:
        self.text, self.end, self.operations, self.spellings = text, 0, 0, spellings
        self.advance()

    def advance(self) -> str:
        """Move to the next token and give back the one that was current."""
        previous = getattr(self, "token", "")
        self.start = self.end
        match = _TOKEN.match(self.text, self.end)
        if match is None:
            if self.text[self.end :].strip():
                self._refuse()
            self.kind, self.token = None, ""
            return previous
        self.kind, self.token, self.end = match.lastgroup, match[match.lastgroup or 0], match.end()
        self.start = match.start(match.lastgroup or 0)
        return previous

    def _refuse(self) -> None:
        column = len(self.text) - len(self.text[self.end :].lstrip()) + 1
        sign = self.text[column - 1]
        remedy = f"it has names, numbers, + - * / ** and the functions {', '.join(sorted(FUNCTIONS))}"
        found = f"`{sign}` at column {column} is not part of the formula language"
        raise FormulaError(found, INSTEAD.get(sign, remedy))

    def unexpected(self, expected: str) -> FormulaError:
        found = f"`{self.token[:40]}` at column {self.start + 1}" if self.kind else "the end of the formula"
        remedy = INSTEAD.get(self.token if self.kind else "", f"see the formula language in {guide('cases.md')}")
        return FormulaError(f"found {found}, expected {expected}", remedy)

    def expression(self, binding: int, depth: int) -> Expression:
        """What stands here, as far as operators bind more tightly than ``binding``."""
        if depth > DEEPEST:
            raise FormulaError(f"the formula is nested more than {DEEPEST} deep", "split it into several formulas")
        left = self.operand(depth)
        while self.kind == "sign" and PRECEDENCE.get(self.token, 0) > binding:
            operation = self.advance()
            self.operations += 1
            if self.operations > MOST_OPERATIONS:
                raise FormulaError(
                    f"the formula has more than {MOST_OPERATIONS} operations", "split it into several formulas"
                )
            # A power binds to the right: a ** b ** c is a ** (b ** c).
            power = PRECEDENCE[operation] - (1 if operation == "**" else 0)
            left = Apply(operation, (left, self.expression(power, depth + 1)))
        return left

    def operand(self, depth: int) -> Expression:
        """A number, a name, a call, a signed operand or a bracket."""
        if self.kind == "number":
            return self.quantity()
        if self.kind == "name":
            name = self.advance()
            if self.token == "(":
                return self.call(name, depth)
            return Name(name)
        if self.token == "-":
            self.advance()
            return Apply("negative", (self.expression(PRECEDENCE["negative"], depth + 1),))
        if self.token == "(":
            self.advance()
            inner = self.expression(0, depth + 1)
            self.expect(")")
            return inner
        raise self.unexpected("a name, a number or an opening bracket")

    def quantity(self) -> Number:
        """The number that stands here, with the unit behind it."""
        value, text = self.number(), self.unit()
        unit = parse_unit(text, self.spellings) if text and self.spellings.grounds else None
        return Number(value, text, unit if unit and grounds_of(unit, self.spellings) else None)

    def number(self) -> float:
        """The number that stands here; raises where floating point may not hold it with all its digits."""
        value = float(self.token)
        if value > 10.0**LARGEST_POWER:
            raise FormulaError(f"`{self.token[:40]}` is too large a number", f"expected at most 10**{LARGEST_POWER}")
        if value < 10.0**-LARGEST_POWER and re.search("[1-9]", re.split("[eE]", self.token)[0]):
            raise FormulaError(
                f"`{self.token[:40]}` is too small a number", f"expected zero, or at least 10**-{LARGEST_POWER}"
            )
        self.advance()
        return value

    def unit(self) -> str:
        """A unit that stands directly behind a number reaches as far as there are units: ``5 tonne/truck``.

        Right behind the number any spelling will do, for nothing else can stand there. Behind ``*`` and ``/`` only the
        unit's own name does: ``5 tonnes / trucks`` divides by a quantity ``trucks``.
        """
        if self.kind != "name":
            return ""
        if self.spellings.name_of(self.token) is None:
            if self.token in self.spellings.broken:
                raise BrokenUnit(f"the unit `{self.token}` is broken")
            # One letter is more often a quantity behind a forgotten sign than a unit; a bare `t` is a ton in any case.
            if (len(self.token) > 1 or self.token == "t") and (error := refused_as(self.token)):
                raise FormulaError(f"`{self.token}` at column {self.start + 1} is not a unit", error.remedy)
            return ""
        begin, end = self.start, self.end
        self.advance()
        while more := re.compile(r"\s*(?:\*\*\s*-?[1-9][0-9]?|[*/]\s*([^\W\d]\w*))").match(self.text, end):
            if more[1] and not self.spellings.is_name(more[1]):
                break
            end = self.end = more.end()
            self.advance()
        return self.text[begin:end]

    def call(self, name: str, depth: int) -> Expression:
        """A function with its arguments."""
        if name not in FUNCTIONS:
            raise FormulaError(f"`{name[:40]}` is not a function of the formula language", suggestion(name, FUNCTIONS))
        self.advance()
        arguments = [self.expression(0, depth + 1)]
        while self.token == ",":
            self.advance()
            arguments.append(self.expression(0, depth + 1))
        self.expect(")")
        least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise FormulaError(
                f"`{name}` has {len(arguments)} arguments",
                f"it takes {least if least == most else f'{least} to {most}'}",
            )
        return Apply(name, tuple(arguments))

    def expect(self, sign: str) -> None:
        """Go past a sign; raises where another stands."""
        if self.token != sign:
            raise self.unexpected(f"`{sign}`")
        self.advance()
