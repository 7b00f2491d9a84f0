"""Quantities of a graph in any algebra, from the values of some of them: each is found once, when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .formula import Algebra, fold
from .model import Model
from .nodes import Choices, Node, Relation
from .order import needs_first


class Quantities(dict[str, Any]):
    """The values of quantities: of those that are given, of inputs by a function, and of formulas by an algebra."""

    def __init__(
        self,
        model: Model,
        choices: Choices,
        algebra: Callable[[Mapping[str, Any]], Algebra],
        of_input: Callable[[Node], Any],
        given: Mapping[str, Any],
    ) -> None:
        super().__init__(given)
        self.model, self.choices = model, choices
        self.algebra, self.of_input = algebra(self), of_input

    def __missing__(self, name: str) -> Any:
        for one in needs_first(name, self.__contains__, self._needs):
            node = self.model.node(one, self.choices)
            self[one] = fold(node.expression, self.algebra) if isinstance(node, Relation) else self.of_input(node)
        return self[name]

    def _needs(self, name: str) -> tuple[str, ...]:
        """What a formula names."""
        node = self.model.node(name, self.choices)
        return node.needs if isinstance(node, Relation) else ()
