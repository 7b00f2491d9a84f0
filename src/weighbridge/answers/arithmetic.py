"""What the article's numbers imply: each quantity that is made of them alone, with its working."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ..checks import Side
from ..graph import Apply, Choices, Expression, Model, Name, NodeKind, Number, Relation, fold
from ..text import in_full, number, span, with_unit

SIGNS: Final = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}
LOOSE: Final = ("+", "-")
LONGEST: Final = 90  # characters of a line
Part = tuple[str, bool]  # a part of the working, and whether it needs brackets inside another


@dataclass(frozen=True)
class Working:
    """The algebra that writes an expression out with its numbers."""

    amount: Callable[[str], str]

    def number(self, number_: Number) -> Part:
        return with_unit(number(number_.value, in_full(number_.value)), number_.unit or ""), False

    def name(self, name: str) -> Part:
        return self.amount(name), False

    def apply(self, operation: str, arguments: list[Part]) -> Part:
        if operation == "negative":
            return f"−{self._inside(arguments[0])}", True
        if operation in SIGNS and len(arguments) == 2:
            left, right = arguments
            if operation in LOOSE:
                return f"{left[0]} {SIGNS[operation]} {self._inside(right)}", True
            return f"{self._inside(left)} {SIGNS[operation]} {self._inside(right)}", operation == "/"
        return f"{operation}({', '.join(text for text, _ in arguments)})", False

    @staticmethod
    def _inside(part: Part) -> str:
        return f"({part[0]})" if part[1] else part[0]


def written(side: Side) -> str:
    """A quantity as the article's own numbers give it, allowing for nothing."""
    if side.worded is not None:
        return f"“{side.worded}”"
    ends = side.as_written or side.bounds
    if ends is None:
        return ""
    return span(ends, side.unit, max(in_full(end) for end in ends) if ends[0] == ends[1] else 3)


def working(model: Model, name: str, choices: Choices, side: Callable[[str], Side]) -> str:
    """A quantity that is made of the article's numbers alone: ``2,500 tonnes ÷ 50 trucks = 50 tonnes a truck``.

    Empty where it is a number of the article itself, or rests on anything else.
    """
    node = model.node(name, choices)
    if not isinstance(node, Relation) or not _is_the_articles(model, name, choices):
        return ""
    text, _ = fold(node.expression, Working(lambda part: written(side(part))))
    line = f"{text} = {written(side(name))}"
    return line if len(line) <= LONGEST else ""


def _is_the_articles(model: Model, name: str, choices: Choices) -> bool:
    kinds = {model.node(leaf, choices).kind for leaf in model.leaves(name, choices)}
    return NodeKind.CLAIM in kinds and kinds <= {NodeKind.CLAIM, NodeKind.DEFINITION}


def quotient(expression: Expression) -> tuple[str, str] | None:
    """The names above and below the line, where an expression is one by the other."""
    if isinstance(expression, Apply) and expression.operation == "/":
        above, below = expression.arguments
        if isinstance(above, Name) and isinstance(below, Name):
            return above.name, below.name
    return None
