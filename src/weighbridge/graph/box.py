"""A formula over a box of its inputs: its enclosure with slopes, its elasticities, and its values at the corners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ..uncertainty import OPERATIONS, SUM_TOLERANCE, Box, Enclosure, Interval, NoBounds, NoMix
from .elasticities import Elastic, Elasticities, NoElasticity
from .evaluate import Enclosures, Floats
from .formula import Algebra, Expression, fold
from .model import Model
from .nodes import Choices, Relation, Share, Shares
from .order import needs_first

Known = dict[str, Enclosure]
T = TypeVar("T")
MANY_CHECKS = 20  # of a case; where there are more, each has a smaller share of what may be spent on bounds


def one_way(runs: Mapping[str, Interval] | None) -> bool:
    """Whether slopes or elasticities are known, and of one sign each."""
    return runs is not None and all(low >= 0 or high <= 0 for low, high in runs.values())


@dataclass(frozen=True)
class Domain:
    """A graph under some choices, with the ends between which its inputs and shares lie."""

    model: Model
    choices: Choices
    box: Box

    def share_of(self, most: int) -> int:
        """How much of a budget one formula has: all of it, or its part where a case has very many checks."""
        return most * MANY_CHECKS // max(MANY_CHECKS, len(self.model.checks))

    def folded(
        self,
        expression: Expression,
        algebra: Callable[[Callable[[str], T]], Algebra],
        leaf: Callable[[str, Callable[[str], T]], T],
        known: dict[str, T] | None = None,
    ) -> T:
        """An expression in an algebra, each quantity found once; ``leaf`` gives what is not a formula.

        Args:
            leaf: from a name and the function of all names; for the last share of a mix, which rests on the others.
            known: what was found before, to which everything is added.
        """
        found: dict[str, T] = {} if known is None else known

        def value_of(name: str) -> T:
            """A quantity in the algebra: one object however often it is met."""
            for one in () if name in found else needs_first(name, found.__contains__, needs):
                node = self.model.node(one, self.choices)
                found[one] = _of(node, rules) if isinstance(node, Relation) else leaf(one, value_of)
            return found[name]

        def needs(name: str) -> tuple[str, ...]:
            """What a formula names."""
            node = self.model.node(name, self.choices)
            return node.needs if isinstance(node, Relation) else ()

        rules = algebra(value_of)
        return fold(expression, rules)

    def enclosure(self, expression: Expression, known: Known | None = None) -> Enclosure:
        """The enclosure of an expression; raises ``NoBounds`` where it may not be a number, ``NoMix`` for no mix."""
        return self.folded(expression, Enclosures, self._enclosed, known)

    def _enclosed(self, name: str, value_of: Callable[[str], Enclosure]) -> Enclosure:
        if name in self.box:
            low, high = self.box[name]
            return Enclosure(low, high, {name: (1.0, 1.0)} if low < high else {})
        whole, parts = self.rest_of(name)
        left = OPERATIONS["-"](Enclosure(1.0, 1.0), OPERATIONS["sum"](*(value_of(part) for part in parts)))
        low, high = max(left.low, whole.composition.low[-1]), min(left.high, whole.composition.high[-1])
        if low > high + SUM_TOLERANCE:
            raise NoMix
        return Enclosure(min(low, high), max(low, high), left.slopes)

    def rest_of(self, name: str) -> tuple[Shares, list[str]]:
        """The mix of a share that follows from the others, and these."""
        node = self.model.node(name, self.choices)
        assert isinstance(node, Share)
        whole = self.model.node(node.whole, self.choices)
        assert isinstance(whole, Shares)
        return whole, [f"{node.whole}.{part}" for part in whole.composition.parts[:-1]]

    def elasticities(self, expression: Expression) -> dict[str, Interval] | None:
        """The elasticities of an expression in the inputs; none where something may not be above zero."""
        try:
            return self.folded(expression, Elasticities, self._elastic).elasticities
        except ArithmeticError:
            return None

    def _elastic(self, name: str, value_of: Callable[[str], Elastic]) -> Elastic:
        if name not in self.box:
            raise NoElasticity
        low, high = self.box[name]
        return Elastic(low, high, {name: (1.0, 1.0)} if low < high else {})

    def at_ends(self, expression: Expression, runs: Mapping[str, Interval]) -> Interval:
        """The least and the greatest value of what runs one way in every input: its values at two corners.

        Raises:
            ArithmeticError, ValueError: too large for a number.
        """
        least = {name: ends[0] for name, ends in self.box.items()}
        most = dict(least)
        for name, (low, _) in runs.items():
            least[name], most[name] = self.box[name] if low >= 0 else self.box[name][::-1]
        low, high = self.value(expression, least), self.value(expression, most)
        return min(low, high), max(low, high)  # no wider apart than rounding, where an input hardly matters

    def value(self, expression: Expression, known: dict[str, float]) -> float:
        """The value of an expression where every input and share is a number."""
        return self.folded(expression, Floats, self._last_value, known)

    def _last_value(self, name: str, value_of: Callable[[str], float]) -> float:
        whole, parts = self.rest_of(name)
        left = 1.0 - sum(value_of(part) for part in parts)
        return min(max(left, whole.composition.low[-1]), whole.composition.high[-1])


def _of(node: Relation, rules: Algebra) -> Any:
    """A formula in an algebra; where it has no bounds the error says which it is."""
    try:
        return fold(node.expression, rules)
    except NoBounds as error:
        raise error if error.formula else NoBounds(str(error), node.name, node.text) from None
