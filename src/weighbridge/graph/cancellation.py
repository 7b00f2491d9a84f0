"""Formulas of a graph with all that cancels out gone, and their exact slopes: each found once, whatever its inputs are.

What cancels out does not depend on the numbers, so that a case whose numbers are moved shares what was found before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from ..base import Budget
from .box import Domain
from .formula import Expression, Name, fold
from .nodes import Relation, Share
from .order import needs_first
from .quotients import Quotient, Quotients, TooLarge, of_products, symbol

MOST_PRODUCTS = 20_000  # of two terms, to write one formula as a quotient; as many again for all its slopes


@dataclass(frozen=True)
class Cancelled:
    """The formulas under some choices, as quotients of polynomials in what a box holds."""

    domain: Domain

    def quotient(self, expression: Expression) -> Quotient | None:
        """An expression as a quotient; none where it is too large to be one, or divided by what is nothing."""
        return self._kept("quotient", expression, make=lambda: self._quotient(expression))

    def slope(self, expression: Expression, name: str) -> Quotient | None:
        """Its derivative in an input or a share; none where that is too large."""
        return self._kept("slope", expression, name, make=lambda: self._slope(expression, name))

    def _kept(self, *key: Hashable, make: Callable[[], Quotient | None]) -> Quotient | None:
        """What is kept under a key. It is found once, by a budget of its own: no search pays for it."""
        return self.domain.model.cache.kept((*key, *self._key), make)

    @property
    def _key(self) -> tuple[Hashable, ...]:
        """What all of it depends on: the formulas, the choices, and which last shares are set and follow from none."""
        model, choices, box = self.domain.model, self.domain.choices, self.domain.box
        shares = (name for name in box if "." in name and isinstance(model.node(name, choices), Share))
        return model.formulas, tuple(sorted(choices.items())), frozenset(shares), self._most

    @property
    def _most(self) -> int:
        """How many products may be taken for one formula of this case."""
        return self.domain.share_of(MOST_PRODUCTS)

    def _slope(self, expression: Expression, name: str) -> Quotient | None:
        whole = self.quotient(expression)
        if whole is None:
            return None
        most = self._most // max(len(whole.symbols), 1)
        return _within(most, lambda: whole.slope(Name(name)))

    def _quotient(self, expression: Expression) -> Quotient | None:
        model, choices = self.domain.model, self.domain.choices
        known: dict[str, Quotient | None] = model.cache.kept(("quotients", *self._key), dict)

        def value_of(name: str) -> Quotient:
            """A quantity as a quotient; raises ``TooLarge``."""
            for one in needs_first(name, known.__contains__, needs):
                known[one] = self._one(one, rules)
            found = known[name]
            if found is None:
                raise TooLarge
            return found

        def needs(name: str) -> tuple[str, ...]:
            """What a formula names, and what a share that follows from the others does."""
            if name in self.domain.box:
                return ()
            node = model.node(name, choices)
            return node.needs if isinstance(node, Relation) else tuple(self.domain.rest_of(name)[1])

        def whole() -> Quotient:
            found = fold(expression, rules)
            float(found.scale)
            return found

        rules = Quotients(value_of)
        return _within(self._most, whole)

    def _one(self, name: str, rules: Quotients) -> Quotient | None:
        """A quantity by what it needs: an input or a share is a symbol, and the last share is one less the others."""
        if name in self.domain.box:
            return symbol(Name(name))
        return _within(self._most, lambda: self._of_needs(name, rules))

    def _of_needs(self, name: str, rules: Quotients) -> Quotient:
        node = self.domain.model.node(name, self.domain.choices)
        if isinstance(node, Relation):
            return fold(node.expression, rules)
        less = [rules.name(part).scaled(Fraction(-1)) for part in self.domain.rest_of(name)[1]]
        return reduce(Quotient.__add__, less, Quotient(Fraction(1)))


def _within(most: int, make: Callable[[], Quotient]) -> Quotient | None:
    """What is made of so many products at most; none where that is not enough, or it is divided by nothing."""
    try:
        with of_products(Budget(most)):
            return make()
    except ArithmeticError:  # too many terms, too large a number, or divided by what is nothing once written out
        return None
