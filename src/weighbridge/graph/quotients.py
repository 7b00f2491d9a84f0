"""Formulas as quotients of polynomials: what cancels out is gone, and slopes are exact.

A quantity that a formula uses twice is one quantity. Interval arithmetic takes it for two, elasticities see it through
products, and this sees it through sums as well: ``a / (a + b) + b / (a + b)`` is one. Coefficients are fractions, so
what is equal is found to be. Products are kept as powers of factors; a sum is multiplied out, and the factors below
the line are divided out of it wherever that leaves no remainder. Roots, logarithms, sines and the like are symbols.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, reduce

from ..base import Budget
from ..text import factor
from .formula import Apply, Expression, Name, Number, fold

MOST_TERMS, MOST_POWER, MOST_BITS = 120, 24, 4000
Monomial = tuple[tuple[Expression, int], ...]  # symbols with their powers, in the order of ``_order``
ONE: Monomial = ()


class TooLarge(ArithmeticError):
    """A formula that has too many terms, or too large numbers, or takes too many products, to be worth it."""


_products_left: ContextVar[Budget | None] = ContextVar("products left", default=None)


@contextlib.contextmanager
def of_products(budget: Budget | None) -> Iterator[None]:
    """Within, every product of two terms is taken from a budget; ``TooLarge`` where nothing is left of it."""
    token = _products_left.set(budget)
    try:
        yield
    finally:
        _products_left.reset(token)


def _multiply(many: int) -> None:
    """Take so many products from the budget; raises ``TooLarge``."""
    budget = _products_left.get()
    if budget is not None and not budget.take(many):
        raise TooLarge


def _is_large(value: Fraction) -> bool:
    return max(map(int.bit_length, value.as_integer_ratio())) > MOST_BITS


@cache
def _order(symbol: Expression) -> str:
    return repr(symbol)


@dataclass(frozen=True)
class Polynomial:
    """Terms with their coefficients, none of them zero, in an order of their own.

    >>> from weighbridge.graph.formula import Name
    >>> x = Polynomial.of({((Name("x"), 1),): Fraction(1)})
    >>> (x + x) * x == Polynomial.of({((Name("x"), 2),): Fraction(2)})
    True
    """

    terms: tuple[tuple[Monomial, Fraction], ...]

    @classmethod
    def of(cls, terms: Mapping[Monomial, Fraction]) -> Polynomial:
        """From coefficients by monomial; raises ``TooLarge``."""
        kept = [(monomial, value) for monomial, value in terms.items() if value]
        if len(kept) > MOST_TERMS or any(_is_large(value) for _, value in kept):
            raise TooLarge
        return cls(tuple(sorted(kept, key=lambda term: [(_order(symbol), power) for symbol, power in term[0]])))

    @classmethod
    def constant(cls, value: Fraction | int) -> Polynomial:
        """A number."""
        return cls.of({ONE: Fraction(value)})

    @property
    def value(self) -> Fraction | None:
        """The number that it is; none where it has a symbol."""
        if not self.terms:
            return Fraction(0)
        return self.terms[0][1] if self.terms[0][0] == ONE and len(self.terms) == 1 else None

    @property
    def symbols(self) -> frozenset[Expression]:
        """Everything that it is a polynomial of."""
        return frozenset(symbol for monomial, _ in self.terms for symbol, _ in monomial)

    def __add__(self, other: Polynomial) -> Polynomial:
        found = dict(self.terms)
        for monomial, value in other.terms:
            found[monomial] = found.get(monomial, Fraction(0)) + value
        return Polynomial.of(found)

    def __mul__(self, other: Polynomial) -> Polynomial:
        if len(self.terms) * len(other.terms) > MOST_TERMS**2:
            raise TooLarge
        _multiply(len(self.terms) * len(other.terms))
        found: dict[Monomial, Fraction] = {}
        for one, by in self.terms:
            for two, value in other.terms:
                monomial = _product(one, two)
                found[monomial] = found.get(monomial, Fraction(0)) + by * value
        return Polynomial.of(found)._without_squares()

    def _without_squares(self) -> Polynomial:
        """The same, where a square of a symbol is a polynomial of others: that of a root, a size or a cosine."""
        known = {symbol: square for symbol in self.symbols if (square := _square_of(symbol)) is not None}
        terms = [(monomial, value) for monomial, value in self.terms if any(p > 1 and s in known for s, p in monomial)]
        if not terms:
            return self
        found = Polynomial.of({monomial: value for monomial, value in self.terms if (monomial, value) not in terms})
        for monomial, value in terms:
            left = Polynomial.of({_monomial({s: p % 2 if s in known else p for s, p in monomial}): value})
            found += reduce(Polynomial.__mul__, [known[s] ** (p // 2) for s, p in monomial if s in known], left)
        return found

    def __pow__(self, power: int) -> Polynomial:
        if power > MOST_POWER:
            raise TooLarge
        return reduce(Polynomial.__mul__, [self] * power, Polynomial.constant(1))

    def scaled(self, by: Fraction) -> Polynomial:
        """Every coefficient times a number."""
        return Polynomial.of({monomial: by * value for monomial, value in self.terms})

    def slope(self, symbol: Expression) -> Polynomial:
        """Its derivative in a symbol, all others as they are."""
        found = {}
        for monomial, value in self.terms:
            powers = dict(monomial)
            power = powers.pop(symbol, 0)
            if power:
                found[_monomial({**powers, symbol: power - 1})] = value * power
        return Polynomial.of(found)

    def over(self, divisor: Polynomial) -> Polynomial | None:
        """The quotient, where nothing remains: long division, the greatest terms first in lexicographic order."""
        symbols = sorted(self.symbols | divisor.symbols, key=_order)
        rest, by = self._by_powers(symbols), divisor._by_powers(symbols)
        first = max(by)
        found: dict[tuple[int, ...], Fraction] = {}
        while rest:
            most = max(rest)
            left = tuple(a - b for a, b in zip(most, first, strict=True))
            if min(left, default=0) < 0 or len(found) > MOST_TERMS:
                return None
            _multiply(len(by))
            found[left] = times = rest[most] / by[first]
            for powers, value in by.items():
                at = tuple(a + b for a, b in zip(left, powers, strict=True))
                rest[at] = rest.get(at, Fraction(0)) - times * value
                if not rest[at]:
                    del rest[at]
        return Polynomial.of({_monomial(dict(zip(symbols, at, strict=True))): value for at, value in found.items()})

    def _by_powers(self, symbols: list[Expression]) -> dict[tuple[int, ...], Fraction]:
        """Coefficients by the powers of these symbols."""
        powers = ((dict(monomial), value) for monomial, value in self.terms)
        return {tuple([by.get(symbol, 0) for symbol in symbols]): value for by, value in powers}

    @property
    def expression(self) -> Expression:
        """The same as a formula; raises ``TooLarge`` where a coefficient is no number of floating point."""
        terms = [_term(monomial, value) for monomial, value in self.terms]
        return reduce(lambda one, other: Apply("+", (one, other)), terms) if terms else Number(0.0, "")


def _monomial(powers: Mapping[Expression, int]) -> Monomial:
    return tuple(sorted(((s, p) for s, p in powers.items() if p), key=lambda item: _order(item[0])))


def _product(one: Monomial, other: Monomial) -> Monomial:
    powers = dict(one)
    for symbol, power in other:
        powers[symbol] = powers.get(symbol, 0) + power
    return _monomial(powers)


def _term(monomial: Monomial, value: Fraction) -> Expression:
    try:
        number = Number(float(value), "")
    except OverflowError:
        raise TooLarge from None
    parts = [symbol if power == 1 else Apply("**", (symbol, Number(float(power), ""))) for symbol, power in monomial]
    if number.value == 1.0 and parts:
        return reduce(lambda a, b: Apply("*", (a, b)), parts)
    return reduce(lambda a, b: Apply("*", (a, b)), parts, number)


@dataclass(frozen=True)
class Quotient:
    """A number times powers of polynomials: above one line where the power is positive, below it where it is negative.

    Each has one as its last coefficient. Products and quotients add powers; only a sum is multiplied out.
    """

    scale: Fraction
    powers: Mapping[Polynomial, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if _is_large(self.scale):
            raise TooLarge

    @classmethod
    def of(cls, polynomial: Polynomial) -> Quotient:
        """A polynomial, as the symbols that divide all its terms and what is left."""
        if not polynomial.terms:
            return cls(Fraction(0))
        each = [dict(monomial) for monomial, _ in polynomial.terms]
        shared = {symbol: min(powers.get(symbol, 0) for powers in each) for symbol in each[0]}
        left = polynomial.over(Polynomial.of({_monomial(shared): Fraction(1)}))
        assert left is not None
        scale = left.terms[-1][1]
        powers = {Polynomial.of({((symbol, 1),): Fraction(1)}): power for symbol, power in shared.items() if power}
        return cls(scale, powers if left.value is not None else {**powers, left.scaled(1 / scale): 1})

    @property
    def value(self) -> Fraction | None:
        """The number that it is; none where anything is left that it depends on."""
        return None if self.powers else self.scale

    @property
    def symbols(self) -> frozenset[Expression]:
        """Everything that it depends on."""
        return frozenset[Expression]().union(*(one.symbols for one in self.powers))

    def scaled(self, by: Fraction) -> Quotient:
        """So many times as much."""
        return Quotient(self.scale * by, self.powers if by else {})

    def __mul__(self, other: Quotient) -> Quotient:
        if not (self.scale and other.scale):
            return Quotient(Fraction(0))
        powers = dict(self.powers)
        for one, power in other.powers.items():
            powers[one] = powers.get(one, 0) + power
        return Quotient(self.scale * other.scale, {one: power for one, power in powers.items() if power})._squared()

    def _squared(self) -> Quotient:
        """The same, where the square of a root, a size or a cosine is written as what it is."""
        for one, power in self.powers.items():
            square = _square_of(next(iter(one.symbols))) if abs(power) > 1 and len(one.terms) == 1 else None
            if square is not None:
                rest = {**self.powers, one: int(math.fmod(power, 2))}
                left = Quotient(self.scale, {other: by for other, by in rest.items() if by})
                return left * Quotient.of(square).to_the(int(power / 2))
        return self

    def to_the(self, power: int) -> Quotient:
        """A whole power; raises ``ZeroDivisionError`` for one over nothing."""
        if not power:
            return Quotient(Fraction(1))
        powers = {one: by * power for one, by in self.powers.items()}
        return Quotient(Fraction(1), powers)._squared().scaled(self.scale**power)

    def __add__(self, other: Quotient) -> Quotient:
        if not (self.scale and other.scale):
            return self if self.scale else other
        both = {**self.powers, **other.powers}
        common = {one: min(self.powers.get(one, 0), other.powers.get(one, 0)) for one in both}
        total = self._beyond(common) + other._beyond(common)
        for one, power in common.items():
            while power < 0 and total.terms and (divided := total.over(one)) is not None:
                total, power = divided, power + 1
            common[one] = power
        left = {one: power for one, power in common.items() if power}
        return Quotient.of(total) * Quotient(Fraction(1), left)

    @property
    def multiplied_out(self) -> Polynomial:
        """The polynomial that it is, where nothing stands below the line."""
        return self._beyond(dict.fromkeys(self.powers, 0))

    def _beyond(self, common: Mapping[Polynomial, int]) -> Polynomial:
        """What is left of it without common factors, multiplied out."""
        rest = [one ** (self.powers.get(one, 0) - power) for one, power in common.items()]
        return reduce(Polynomial.__mul__, rest, Polynomial.constant(self.scale))

    def slope(self, symbol: Expression) -> Quotient:
        """Its derivative in a symbol: that of the logarithm of each factor, times all of it."""
        found = Quotient(Fraction(0))
        for one, power in self.powers.items():
            steep = Quotient.of(one.slope(symbol)).scaled(Fraction(power))
            found += steep * self * Quotient(Fraction(1), {one: -1})
        return found

    @property
    def expression(self) -> Expression:
        """The same as a formula; raises ``TooLarge`` where a coefficient is no number of floating point."""
        found = Polynomial.constant(self.scale).expression
        for one, power in sorted(self.powers.items(), key=lambda item: (-item[1], repr(item[0]))):
            size = abs(power)
            by = one.expression if size == 1 else Apply("**", (one.expression, Number(float(size), "")))
            plain = found == Number(1.0, "") and power > 0
            found = by if plain else Apply("*" if power > 0 else "/", (found, by))
        return found


@dataclass(frozen=True)
class Quotients:
    """The algebra, for ``formula.fold``; values come from a function, so that a graph can be walked.

    >>> from weighbridge.graph.formula import Name
    >>> a, b = symbol(Name("a")), symbol(Name("b"))
    >>> algebra = Quotients({"a": a, "b": b}.__getitem__)
    >>> both = algebra.apply("+", [a, b])
    >>> algebra.apply("+", [algebra.apply("/", [a, both]), algebra.apply("/", [b, both])]).value
    Fraction(1, 1)
    """

    value_of: Callable[[str], Quotient]

    def number(self, number: Number) -> Quotient:
        unit = factor(number.of_unit) if number.unit else 1.0
        return Quotient(Fraction(repr(float(number.value))) * Fraction(repr(float(unit))))

    def name(self, name: str) -> Quotient:
        return self.value_of(name)

    def apply(self, operation: str, arguments: list[Quotient]) -> Quotient:
        """The quotient; raises ``TooLarge``, or ``ZeroDivisionError``."""
        if operation in ("+", "sum"):
            return reduce(Quotient.__add__, arguments)
        if operation == "-":
            return arguments[0] + arguments[1].scaled(Fraction(-1))
        if operation == "negative":
            return arguments[0].scaled(Fraction(-1))
        if operation == "*":
            return arguments[0] * arguments[1]
        if operation == "/":
            return arguments[0] * arguments[1].to_the(-1)
        if operation == "**":
            return self._power(*arguments)
        return _symbol(operation, arguments)

    def _power(self, base: Quotient, exponent: Quotient) -> Quotient:
        power = exponent.value
        if power is None or power.denominator != 1 or abs(power) > MOST_POWER:
            return _symbol("**", [base, exponent])
        return base.to_the(int(power))


@cache
def _square_of(one: Expression) -> Polynomial | None:
    """The square of a symbol as a polynomial of others: of a cosine what that of a sine leaves of one."""
    if not isinstance(one, Apply) or one.operation not in ("sqrt", "abs", "cos"):
        return None
    with of_products(None):  # it is found once, whoever asks first
        return _square(one)


def _square(one: Apply) -> Polynomial | None:
    if one.operation == "cos":
        sine = Polynomial.of({((Apply("sin", one.arguments), 1),): Fraction(1)})
        return Polynomial.constant(1) + (sine * sine).scaled(Fraction(-1))
    inner = fold(one.arguments[0], Quotients(lambda name: symbol(Name(name))))
    if any(power < 0 for power in inner.powers.values()):
        return None
    multiplied = inner.multiplied_out
    return multiplied if one.operation == "sqrt" else multiplied * multiplied


def _symbol(operation: str, arguments: list[Quotient]) -> Quotient:
    """What is no quotient of polynomials, as a symbol of its own; alike for what is written in two ways.

    The least of some numbers is so in any order, −x is of the size of x, and exp(−x) is one over exp(x).
    """
    if operation in ("exp", "abs") and arguments[0].scale < 0:
        turned = _symbol(operation, [arguments[0].scaled(Fraction(-1))])
        return turned.to_the(-1) if operation == "exp" else turned
    inner = [argument.expression for argument in arguments]
    if operation in ("min", "max"):
        inner = sorted(dict.fromkeys(inner), key=_order)
        if len(inner) == 1:
            return arguments[0]
    return symbol(Apply(operation, tuple(inner)))


def symbol(one: Expression) -> Quotient:
    """Something of which nothing is known but what it is called."""
    return Quotient(Fraction(1), {Polynomial.of({((one, 1),): Fraction(1)}): 1})
