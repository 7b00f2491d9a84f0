"""How the two sides of a check are compared, as formulas: by their ratio, or by their difference in steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...checks import Weighing
from ...graph import Apply, Expression, Input, Name, Taken, corners
from ...text import parse_unit
from ..cells import EXACT, Live, Reference
from .basis import Basis
from .ends import HIGH, LOW, Ends
from .formulas import PRODUCT, Spreadsheet, Term
from .quantity_cells import SEARCHED, Working

RATIO, SHIFT = "computed over stated", "1 + (computed less stated) / step"
DIRECTION = "which way: 1 for as stated, -1 for the other way"
Pair = tuple[Live | float, Live | float]
TermOf = Callable[[str], Term]


@dataclass(frozen=True)
class Comparison:
    """What a check compares.

    Attributes:
        step: the cell of the step by which a stated side is shifted that can be zero, in its own unit.
    """

    basis: Basis
    working: Working
    weighing: Weighing
    step: str = ""

    @property
    def words(self) -> str:
        """How the sides are compared."""
        return RATIO if self.weighing.scale.is_ratio else SHIFT

    def of(self, computed: Term, stated: Term) -> str:
        """The comparison of two terms as a formula."""
        algebra = Spreadsheet(self.basis.inputs.factor, self.working.term)
        if self.weighing.scale.is_ratio:
            return algebra.in_units(algebra.apply("/", [computed, stated]), {}).text
        less = algebra.in_units(algebra.apply("-", [computed, stated]), self.basis.units(self.weighing.check.stated))
        return f"1+{less.within(PRODUCT)}/{self.step}"

    def by(self, term: TermOf) -> str:
        """The comparison of both sides, each by its term."""
        return self.of(term(self.weighing.check.computed), term(self.weighing.check.stated))

    @property
    def shares_an_input(self) -> bool:
        """Whether both sides rest on a common input, so that they are not at their ends by themselves."""
        model, choices, check = self.weighing.model, self.weighing.choices, self.weighing.check
        return bool({*model.leaves(check.computed, choices)} & {*model.leaves(check.stated, choices)})

    def bounds(self) -> tuple[Pair, str]:
        """The least and the greatest that it can be, and where that is where it is not by the ends of both sides."""
        ends = self.weighing.ratio
        if not self.shares_an_input:
            computed, stated = (self._pair(side, self.working.term) for side in self._sides)
            return self._lives(self._between(computed, stated), ends), ""
        name = f"{self.basis.called(self.weighing.check.computed)}, compared"
        low, high, words = self.working.bounds(name, self._joined, self._unit, self._joined)
        if not (isinstance(low, Live) and isinstance(high, Live)):
            return ends, SEARCHED
        texts = (low.formula, high.formula)
        return self._lives(texts if self.weighing.scale.is_ratio else self._shifted(texts), ends, low.within), words

    def by_the_letter(self, letters: Mapping[str, tuple[Reference, Reference]], bounds: tuple[str, str]) -> Pair:
        """The same where words such as "more than" are taken at their letter.

        Args:
            letters: the cells between which these numbers then lie.
            bounds: the cells of what the comparison can be otherwise.
        """
        ends = self.weighing.ratio_with({}, by_the_letter=True)
        ends = min(ends[0], self.weighing.ratio[0]), max(ends[1], self.weighing.ratio[1])

        def cell(name: str, end: str) -> str:
            """The end of a quantity, with words at their letter."""
            return str(letters[name][end == HIGH]) if name in letters else self.working.text(name, end)

        places = Ends(self.basis, cell)
        if self.shares_an_input:
            found = self._at_letter(places, self._joined, self._unit)
            texts = found if self.weighing.scale.is_ratio else self._shifted(found)
        else:
            pairs = []
            for side in self._sides:
                low, high = self._at_letter(places, Name(side), self.basis.model.units[side])
                pairs.append((Term(f"({low})", self.basis.units(side)), Term(f"({high})", self.basis.units(side))))
            texts = self._between(*pairs)
        return self._lives((f"MIN({texts[0]},{bounds[0]})", f"MAX({texts[1]},{bounds[1]})"), ends)

    def _at_letter(self, places: Ends, expression: Expression, unit: object) -> tuple[str, str]:
        found = corners(self.basis.model, expression, self.basis.choices, Taken.BY_THE_LETTER)
        case = found.cases[0]
        return tuple(places.at(expression, place or {}, {}, unit) for place in (case.least, case.most))

    def letter_inputs(self) -> list[str]:
        """The inputs of either side whose wording allows something at its letter."""
        leaves = {leaf for side in self._sides for leaf in self.weighing.model.leaves(side, self.weighing.choices)}
        nodes = {leaf: self.basis.nodes[leaf] for leaf in sorted(leaves)}
        return [leaf for leaf, node in nodes.items() if isinstance(node, Input) and node.letter]

    @property
    def _sides(self) -> tuple[str, str]:
        return self.weighing.check.computed, self.weighing.check.stated

    @property
    def _joined(self) -> Expression:
        """Both sides as one expression, for inputs that they share."""
        return Apply("/" if self.weighing.scale.is_ratio else "-", tuple(Name(side) for side in self._sides))

    @property
    def _unit(self) -> object:
        """The unit of that."""
        return parse_unit("one") if self.weighing.scale.is_ratio else self.basis.model.units[self.weighing.check.stated]

    def _shifted(self, texts: tuple[str, str]) -> tuple[str, str]:
        low, high = (f"1+({text})/{self.step}" for text in texts)
        return low, high

    @staticmethod
    def _pair(side: str, term: Callable[[str, str], Term]) -> tuple[Term, Term]:
        return term(side, LOW), term(side, HIGH)

    def _between(self, computed: tuple[Term, Term], stated: tuple[Term, Term]) -> tuple[str, str]:
        """Of sides that share no input, each at its ends by itself."""
        if not self.weighing.scale.is_ratio:
            return self.of(computed[0], stated[1]), self.of(computed[1], stated[0])
        ways = ",".join(self.of(one, other) for one in computed for other in stated)
        return f"MIN({ways})", f"MAX({ways})"

    @staticmethod
    def _lives(texts: tuple[str, str], ends: tuple[float, float], within: float = EXACT) -> Pair:
        return Live(texts[0], ends[0], within), Live(texts[1], ends[1], within)
