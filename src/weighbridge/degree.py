"""How an expression depends on the shares of a composition: not at all, linearly, or otherwise."""

from __future__ import annotations

import math

from .formula import Expression, fold
from .model import Model
from .node import Choices, Node, Relation, Share


class _Degrees:
    """The algebra of degrees in the shares of one composition; infinite for what is not a polynomial."""

    def __init__(self, model: Model, whole: str, choices: Choices) -> None:
        self.model, self.whole, self.choices = model, whole, choices
        self.known: dict[str, float] = {}

    def number(self, number: object) -> float:
        return 0.0

    def name(self, name: str) -> float:
        """The degree of a quantity, found once."""
        if name not in self.known:
            self.known[name] = self._of(self.model.node(name, self.choices))
        return self.known[name]

    def _of(self, node: Node) -> float:
        if isinstance(node, Relation):
            return fold(node.expression, self)
        return 1.0 if isinstance(node, Share) and node.whole == self.whole else 0.0

    def apply(self, operation: str, arguments: list[float]) -> float:
        """Degrees add in products and are the greatest in sums; anything else on shares has none."""
        if not any(arguments):
            return 0.0
        if operation in ("+", "-", "sum", "negative"):
            return max(arguments)
        if operation == "*":
            return sum(arguments)
        return arguments[0] if operation == "/" and arguments[1] == 0 else math.inf


def degree(model: Model, expression: Expression, whole: str, choices: Choices) -> float:
    """The degree of an expression in the shares of a composition: 1 where it is linear in them."""
    return fold(expression, _Degrees(model, whole, choices))
