"""What the live sheets of a workbook share: the case under its choices, the cells of its inputs, and few draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...case import Case
from ...graph import Choices, Draws, Input, Model, Node, NodeKind, Places, Settings, Shares
from ...text import factor, show
from ...uncertainty import DIMENSIONS
from .formulas import InputCells, Units, plain, powers

POINTS, RANDOMISATIONS = 128, 2  # so few that every quantile of a beta distribution is worked out exactly


@dataclass(frozen=True)
class Basis:
    """A case, the cells of its inputs, and the draws that a spreadsheet takes again."""

    case: Case
    inputs: InputCells

    @property
    def model(self) -> Model:
        """The graph of the case."""
        return self.case.model

    @cached_property
    def choices(self) -> Choices:
        """The options taken."""
        return self.case.choices

    @cached_property
    def draws(self) -> Draws:
        """As many draws as a sheet has rows for. A number that is exact has points too, lest another be none."""
        settings = Settings(POINTS, RANDOMISATIONS, self.case.settings.seed, digits=None)
        roomy = Places.of(self.model, every_claim=True)
        return Draws(self.model, settings, where=roomy if roomy.dimensions <= DIMENSIONS else None)

    def is_drawn(self, name: str) -> bool:
        """Whether a leaf has points: it has some width, or is a number of the article, which may come to have one."""
        node = self.nodes[name]
        if isinstance(node, Input) and node.kind is NodeKind.CLAIM:
            start, end = self.draws.places.spans[name]
            return end > start
        return isinstance(node, Input | Shares) and self.model.has_width(name, self.choices)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every quantity that there is under the options taken, what it rests on before it."""
        found: dict[str, Node] = {}

        def visit(name: str) -> None:
            """A quantity, after those that it names."""
            if name not in found:
                node = self.model.node(name, self.choices)
                for need in node.needs:
                    visit(need)
                found[name] = node

        for name in self.model.nodes:
            if self.model.variant(name, self.choices) in self.model.nodes[name]:
                visit(name)
        return found

    def shares_of(self, name: str) -> list[str]:
        """The names of the shares of a mix."""
        node = self.nodes[name]
        assert isinstance(node, Shares)
        return [f"{name}.{part}" for part in node.composition.parts]

    def units(self, name: str) -> Units:
        """The powers of the units in which a quantity is shown."""
        return powers(self.model.units[name])

    def size(self, name: str) -> float:
        """How many root units one of a quantity's own unit is."""
        return factor(self.model.units[name])

    def unit(self, name: str) -> str:
        """The unit of a quantity as the case writes it."""
        return show(self.model.units[name]) or "one"

    def called(self, name: str) -> str:
        """What a quantity is called for people."""
        return self.model.names.of(name)

    def given(self, name: str, key: str, value: float) -> str:
        """The text of the cell of a parameter; the number itself where it is so by definition and has no cell."""
        return str(self.inputs.parameter(name, key)) if key in self.inputs.keys(name) else plain(value)

    def drawn(self, name: str) -> np.ndarray:
        """The draws of a quantity in its own unit, shape (draws,)."""
        return self.draws.of(name, self.choices).ravel() / self.size(name)

    def correlated(self) -> Iterator[tuple[str, ...]]:
        """The groups of inputs that move together and are drawn."""
        seen: set[str] = set()
        for name in self.model.wiring.tied:
            group = self.model.together(name, self.choices) if self.model.is_drawn(name, self.choices) else ()
            if len(group) > 1 and not seen & set(group):
                seen |= set(group)
                yield group
