r"""Formulas in LaTeX: in the names of the case, with their numbers put in, and what they give.

Whatever a case says stands within ``\text``; the signs that mean something to TeX stand outside of it, as commands
that plain TeX, MathJax and matplotlib alike know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ..base import visible
from ..graph import PRECEDENCE, Apply, Expression, Name, Number
from ..text import number, own_digits, with_unit

SIGNS: Final = {
    "\\": r"\backslash ",
    "~": r"\sim ",
    "^": r"\text{ˆ}",
    **{sign: f"\\{sign}" for sign in "{}$%&#_"},
}
LONGEST: Final = 110  # characters of text in a row of LaTeX, commands left out
FUNCTIONS: Final = {name: f"\\{name}" for name in ("min", "max", "exp", "sin", "cos", "tan")} | {
    "log": r"\ln",
    "sum": r"\operatorname{sum}",
}
_SPECIAL = re.compile(f"([{re.escape(''.join(SIGNS))}])")
_WITH_UNIT = re.compile(r"\s|\\[%$]")  # a figure that has one, whose power is that of both
_COMMAND = re.compile(r"\\[A-Za-z]+|[{}\\]")


def latex_text(text: str) -> str:
    r"""A text in LaTeX, in which nothing acts; what nobody sees is shown.

    >>> print(latex_text("$750,000"), latex_text("copper_scrap"), latex_text(r"\input{x}"))
    \$\text{750,000} \text{copper}\_\text{scrap} \backslash \text{input}\{\text{x}\}
    """
    parts = _SPECIAL.split(visible(text, lines=False))
    return "".join(SIGNS.get(part, f"\\text{{{part}}}") for part in parts if part)


def latex_formula(expression: Expression, value_of: Callable[[str], str], binding: int = 0) -> str:
    r"""A formula in LaTeX.

    Args:
        value_of: what stands for a name, in LaTeX.
        binding: how tightly what stands around it binds.

    >>> from weighbridge.graph import parse
    >>> print(latex_formula(parse("mass / (trucks + 1)"), latex_text))
    \frac{\text{mass}}{\text{trucks} + \text{1}}
    >>> print(latex_formula(parse("(a - b) * -c ** 2"), latex_text))
    \left(\text{a} - \text{b}\right) \times \left(-\text{c}^{\text{2}}\right)
    """
    match expression:
        case Number(value, unit):
            text = latex_text(with_unit(number(value, own_digits(value)), unit))
            return _bracketed(text, bool(unit) and binding > PRECEDENCE["**"])
        case Name(name):
            text = value_of(name)
            return _bracketed(text, binding > PRECEDENCE["**"] and bool(_WITH_UNIT.search(text)))
        case Apply("negative", (argument,)):
            text = f"-{latex_formula(argument, value_of, PRECEDENCE['negative'])}"
            return _bracketed(text, binding > PRECEDENCE["+"])
        case Apply("/", (above, below)):
            text = f"\\frac{{{latex_formula(above, value_of)}}}{{{latex_formula(below, value_of)}}}"
            return _bracketed(text, binding > PRECEDENCE["/"] + 1)
        case Apply("**", (base, exponent)):
            text = f"{latex_formula(base, value_of, PRECEDENCE['**'] + 1)}^{{{latex_formula(exponent, value_of)}}}"
            return _bracketed(text, binding > PRECEDENCE["**"])
        case Apply(operation, (left, right)) if operation in PRECEDENCE:
            rank, sign = PRECEDENCE[operation], {"*": r"\times"}.get(operation, operation)
            text = f"{latex_formula(left, value_of, rank)} {sign} {latex_formula(right, value_of, rank + 1)}"
            return _bracketed(text, rank < binding)
        case Apply("sqrt", (argument,)):
            return f"\\sqrt{{{latex_formula(argument, value_of)}}}"
        case Apply("abs", (argument,)):
            return f"\\left|{latex_formula(argument, value_of)}\\right|"
        case Apply(function, arguments):
            inside = r",\ ".join(latex_formula(argument, value_of) for argument in arguments)
            return f"{FUNCTIONS[function]}\\left({inside}\\right)"


def _bracketed(text: str, is_needed: bool) -> str:
    return f"\\left({text}\\right)" if is_needed else text


def equation(name: str, expression: Expression, values: Mapping[str, str], result: str) -> list[str]:
    r"""A formula in names, with its numbers put in, and what it gives: rows of an ``aligned`` environment.

    Args:
        values: the figure of each name, with its unit, as text.
        result: what it gives, as text.

    >>> from weighbridge.graph import parse
    >>> print(*equation("load", parse("a / b"), {"a": "8 tonnes", "b": "2 trucks"}, "4 tonnes a truck"))
    \text{load} &= \frac{\text{a}}{\text{b}} = \frac{\text{8 tonnes}}{\text{2 trucks}} = \text{4 tonnes a truck}
    """
    in_names = latex_formula(expression, latex_text)
    in_numbers = latex_formula(expression, lambda one: _figure(values[one]))
    gives = latex_text(result)
    sides = [in_names, gives] if isinstance(expression, Name) else [in_names, in_numbers, gives]
    whole = f"{latex_text(name)} &= {' = '.join(sides)}"
    if len(_COMMAND.sub("", whole)) <= LONGEST:
        return [whole]
    return [f"{latex_text(name)} &= {sides[0]}", *(f"&= {side}" for side in sides[1:])]


def _figure(text: str) -> str:
    """A figure as text in LaTeX; one that is below zero, or a range in brackets, keeps its brackets."""
    return f"\\left({latex_text(text)}\\right)" if text.startswith("−") else latex_text(text)
