"""Formulas of bounds: a formula at the place where it is least or greatest, by the cells of its inputs' ends.

The place is that of the inputs at the bottom, for one that is used twice can't be at both of its ends. A quantity in
between is referred to by its own least or greatest value where that is reached at the same place, else written out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...graph import Corner, Expression, Input, Relation, Share, Shares, fold
from .basis import Basis
from .formulas import ATOM, PRODUCT, Spreadsheet, Term, plain, powers

LOW, VALUE, HIGH = "low", "value", "high"
Place = Mapping[str, float]
CellOf = Callable[[str, str], str]  # the text of the cell of a quantity's value, least or greatest value


@dataclass
class Ends:
    """Formulas at places, by the cells of quantities.

    Attributes:
        cell: the text of a cell by name and end.
        places: of each quantity between inputs and result where it is least and greatest, as far as that is one place.
    """

    basis: Basis
    cell: CellOf
    places: dict[str, Corner] = field(default_factory=dict)

    def at(self, expression: Expression, place: Place, shares: Mapping[str, str], unit: object) -> str:
        """An expression at a place as a formula, in a unit.

        Args:
            shares: the cells of shares that are set, by their names.
        """
        algebra = Spreadsheet(self.basis.inputs.factor, lambda name: self._term(name, place, shares))
        return algebra.in_units(fold(expression, algebra), powers(unit)).text

    def _term(self, name: str, place: Place, shares: Mapping[str, str]) -> Term:
        """A quantity at a place."""
        node, units = self.basis.nodes[name], self.basis.units(name)
        if name in shares:
            return Term(shares[name], units)
        if isinstance(node, Share):
            return self._share(name, node, place, shares)
        if isinstance(node, Input):
            return self._between(name, place.get(name, 0.0))
        end = self._own_end(name, place)
        if end:
            return Term(self.cell(name, end), units)
        assert isinstance(node, Relation)
        algebra = Spreadsheet(self.basis.inputs.factor, lambda other: self._term(other, place, shares))
        return algebra.in_units(fold(node.expression, algebra), units)

    def _share(self, name: str, node: Share, place: Place, shares: Mapping[str, str]) -> Term:
        """A share of a mix that does not enter linearly; the last one is what the others leave."""
        others = [one for one in self.basis.shares_of(node.whole) if one != name]
        if name == self.basis.shares_of(node.whole)[-1]:
            parts = (self._term(one, place, shares).within(PRODUCT) for one in others)
            return Term(f"(1-{'-'.join(parts)})", self.basis.units(name))
        return self._between(name, place.get(name, 0.0))

    def _between(self, name: str, share: float) -> Term:
        """An input at one of its ends, or so far up from its lower one."""
        units, low = self.basis.units(name), self.cell(name, LOW)
        if share in (0.0, 1.0):
            return Term(self.cell(name, HIGH) if share else low, units)
        return Term(f"({low}+{plain(share)}*({self.cell(name, HIGH)}-{low}))", units, ATOM)

    def _own_end(self, name: str, place: Place) -> str | None:
        """At which end a quantity is at a place, where it is at one of its own; none where it is not."""
        own = self.places.get(name)
        leaves = self.basis.model.leaves(name, self.basis.choices)
        if own is None or any(isinstance(self.basis.nodes[leaf], Shares) for leaf in leaves):
            return None
        for end, there in ((LOW, own.least), (HIGH, own.most)):
            if there is not None and all(place.get(leaf, at) == at for leaf, at in there.items()):
                return end
        return None


def place_words(basis: Basis, place: Place) -> str:
    """At which ends the inputs are, in words.

    >>> from weighbridge.case import open_case
    >>> basis = Basis(open_case("raqqa-2017"), None)
    >>> place_words(basis, {"mass": 0.0, "trucks": 1.0})
    'lowest: the mass of metal; highest: the number of trucks'
    """
    found = {
        "lowest": [name for name, at in place.items() if at == 0.0],
        "highest": [name for name, at in place.items() if at == 1.0],
        "in between": [name for name, at in place.items() if at not in (0.0, 1.0)],
    }
    return "; ".join(f"{end}: {', '.join(map(basis.called, names))}" for end, names in found.items() if names)
