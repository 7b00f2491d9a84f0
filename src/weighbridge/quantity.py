"""A quantity as an analyst holds it: what ``case["load"]`` gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Protocol

from .answers import Amount, side_amount
from .base import CaseError, Faced, Place, Problem, visible
from .checks import Accounts, Side
from .graph import Draws, Model, Shares
from .report import displays, sides, tables, workings
from .text import factor
from .trace import Explanation, quantity_chain
from .verdict import Weigher

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class Holder(Protocol):
    """What holds quantities: a case."""

    draws: Draws
    model: Model
    weigher: Weigher

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def choices(self) -> dict[str, str]:
        """The option taken of every choice."""

    def __getitem__(self, name: str) -> Quantity:
        """One of its quantities."""


@dataclass(eq=False, repr=False)
class Quantity(Faced):
    """A quantity of a case: its figures, its formula, its draws, its provenance.

    >>> from weighbridge import open_case
    >>> load = open_case("raqqa-2017")["load"]
    >>> load.amount.text, load.amount.unit, load.draws.shape, load.parts
    ('50 tonnes a truck (44.5 to 56.8)', 'tonne/truck', (16, 1024), [])
    >>> load.side.as_written, [entry.inputs for entry in load.accounts.entries], len(load.budget)
    ((50.0, 50.0), [['trucks'], ['mass']], 2)
    >>> print(load.budget_sentence[:71])
    The standard uncertainty of the load of a truck is 2.95 tonnes a truck.
    """

    FACE: ClassVar = ("amount", "budget", "budget_sentence", "draws", "explain", "name", "parts", "side")

    case: Holder
    name: str

    @cached_property
    def side(self) -> Side:
        """Its figures in its own unit; raises ``CaseError`` for a composition, whose parts have them."""
        if self.parts:
            remedy = f"ask for a part: {', '.join(self.parts)}"
            raise CaseError([Problem(Place(self.case.name), f"`{self.name}` is a composition", remedy)])
        return self.case.weigher.side(self.name, self.case.choices)

    @cached_property
    def amount(self) -> Amount:
        """Its figure, and between which ends it may lie, as values and in words."""
        return side_amount(self.side)

    @cached_property
    def draws(self) -> np.ndarray:
        """Its draws in its own unit, shape (randomisations, points)."""
        return self.case.draws.of(self.name, self.case.choices) / factor(self.case.model.units[self.name])

    @cached_property
    def accounts(self) -> Accounts:
        """Which inputs its uncertainty comes from, in its own unit; raises ``CaseError`` for a composition."""
        _ = self.side  # a composition is refused
        return self.case.weigher.budget(self.name, self.case.choices)

    @property
    def budget_sentence(self) -> str:
        """The same in a sentence."""
        return workings.budget_sentence(self.accounts, self.case.model.names)

    @property
    def budget(self) -> pd.DataFrame:
        """The same as a table, a row for each input, the one that matters most first."""
        return tables.frame(tables.budget_rows(self.accounts, self.case.model.names))

    def explain(self) -> Explanation:
        """The chain from this quantity back to quotations, rows and assumptions.

        >>> from weighbridge import open_case
        >>> print(str(open_case("raqqa-2017")["load"].explain()).splitlines()[2].strip())
        2,500 tonnes ÷ 50 trucks = 50 tonnes a truck
        """
        return quantity_chain(self.case.weigher, self.name, self.case.choices)

    def __repr__(self) -> str:
        if self.parts:
            return "\n".join(repr(self.case[part]) for part in self.parts)
        return visible(tables.quantity_line(self.side))

    @property
    def parts(self) -> list[str]:
        """The names of its parts, where it is a composition; a composition has no figures of its own."""
        node = self.case.model.node(self.name, self.case.choices)
        return [f"{self.name}.{part}" for part in node.composition.parts] if isinstance(node, Shares) else []

    def __str__(self) -> str:
        return repr(self) if self.parts else sides.side(self.side)

    def _repr_html_(self) -> str:
        lines = [tables.quantity_line(self.case[part].side) for part in self.parts] or [tables.quantity_line(self.side)]
        explained = self.explain()
        return displays.quantity_html(lines, str(explained), explained.latex)
