"""Formulas computed a second way: by interval arithmetic in exact fractions, from their text and Python's own parser.

Interval arithmetic takes a quantity that stands twice for two that vary apart. So its result encloses the true range,
and is the true range where nothing stands twice (R. E. Moore, Interval Analysis, 1966).
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from .plain_units import OneRoute, PlainUnits

Ends = tuple[Fraction, Fraction]

_AMOUNT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?)(?:\s+([^\W\d]\w*)|(?=$|[^\w.]))")
_MORE = re.compile(r"\s*(?:\*\*\s*-?\d+|[*/]\s*([^\W\d]\w*))")
_DOT = "__of__"  # in place of the dot in the name of a share, which Python reads otherwise


@dataclass(frozen=True)
class Found:
    """The range of a formula, and how often each of its inputs stands in it, those of its parts counted."""

    ends: Ends
    inputs: Counter[str]

    @property
    def is_exact(self) -> bool:
        """Whether the range is the true one: no input stands twice."""
        return all(count == 1 for count in self.inputs.values())


def names_of(text: str, units: PlainUnits) -> set[str]:
    """The names of quantities that stand in a formula.

    >>> sorted(names_of("mass / (2 * shares.iron) + 5 tonne / truck", PlainUnits({})))
    ['mass', 'shares.iron']
    """
    tree, _ = tree_of(text, units)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return {dotted(name) for name in names - calls if not name.startswith("amount_")}


def range_of(text: str, units: PlainUnits, value_of: Callable[[str], Found]) -> Found:
    """The range of a formula over the ranges of what it names; raises ``OneRoute`` where it can't be computed here.

    >>> range_of("a / 2 tonne", PlainUnits({}), lambda name: Found((Fraction(1), Fraction(4)), Counter([name]))).ends
    (Fraction(1, 2000), Fraction(1, 500))
    """
    tree, amounts = tree_of(text, units)
    return _folded(tree, amounts, value_of)


def tree_of(text: str, units: PlainUnits) -> tuple[ast.expr, dict[str, Fraction]]:
    """A formula as Python parses it, with a name in place of each number and its unit."""
    amounts: dict[str, Fraction] = {}
    parts, done = [], 0
    for start, end, value in _amounts(text, units):
        name = f"amount_{len(amounts)}"
        amounts[name] = value
        parts += [text[done:start], name]
        done = end
    code = re.sub(r"(?<=\w)\.(?=[^\W\d])", _DOT, "".join([*parts, text[done:]]))
    try:
        return ast.parse(code.strip(), mode="eval").body, amounts
    except (SyntaxError, ValueError, RecursionError):
        raise OneRoute(f"the formula {text[:60]}") from None


def _amounts(text: str, units: PlainUnits) -> Iterator[tuple[int, int, Fraction]]:
    """The numbers of a formula with the units behind them: where each begins and ends, and its value in root units."""
    for found in _AMOUNT.finditer(text):
        unit, end = found[2] or "", found.end()
        if text[: found.start()].rstrip().endswith("**"):
            continue  # an exponent stays a number
        if unit and not units.knows(unit):
            raise OneRoute(f"the number {found[0][:40]}")
        while unit and (more := _MORE.match(text, end)) and (more[1] is None or units.knows(more[1])):
            unit, end = unit + more[0], more.end()
        yield found.start(), end, Fraction(found[1]) * units.factor(unit or "one")


def dotted(name: str) -> str:
    """The name of a quantity, by the name that stands in its place in a tree."""
    return name.replace(_DOT, ".")


def _folded(node: ast.expr, amounts: dict[str, Fraction], value_of: Callable[[str], Found]) -> Found:
    match node:
        case ast.Name(id=name) if name in amounts:
            return Found((amounts[name], amounts[name]), Counter())
        case ast.Name(id=name):
            return value_of(dotted(name))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _folded(operand, amounts, value_of)
            return Found((-inner.ends[1], -inner.ends[0]), inner.inputs)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int() as power)) if power > 0:
            return _power(_folded(left, amounts, value_of), power)
        case ast.BinOp(left=left, op=operation, right=right):
            one, other = (_folded(side, amounts, value_of) for side in (left, right))
            return Found(_applied(operation, one.ends, other.ends), one.inputs + other.inputs)
        case ast.Call(func=ast.Name(id="min" | "max" | "sum" as function), args=arguments):
            found = [_folded(argument, amounts, value_of) for argument in arguments]
            inputs = sum((one.inputs for one in found), Counter())
            lows, highs = ([one.ends[end] for one in found] for end in (0, 1))
            take = {"min": min, "max": max, "sum": sum}[function]
            return Found((Fraction(take(lows)), Fraction(take(highs))), inputs)
    raise OneRoute(f"the operation {ast.unparse(node)[:40]}")


def _power(base: Found, power: int) -> Found:
    low, high = base.ends
    if low < 0:
        raise OneRoute("a power of what may be negative")
    return Found((low**power, high**power), base.inputs)


def _applied(operation: ast.operator, one: Ends, other: Ends) -> Ends:
    """An operation on two ranges: the least and the greatest of what their ends give."""
    match operation:
        case ast.Add():
            return one[0] + other[0], one[1] + other[1]
        case ast.Sub():
            return one[0] - other[1], one[1] - other[0]
        case ast.Mult():
            every = [a * b for a, b in product(one, other)]
        case ast.Div() if other[0] > 0 or other[1] < 0:
            every = [a / b for a, b in product(one, other)]
        case _:
            raise OneRoute("a division by what may be zero" if isinstance(operation, ast.Div) else "an operation")
    return min(every), max(every)
