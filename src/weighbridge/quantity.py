"""A quantity of a case as an analyst holds it: its figures, its draws, its provenance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from . import report, wording
from .audit import Explanation, explain
from .errors import CaseError, Place, Problem
from .finding import Accounts, Side
from .node import Shares
from .units import factor

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from .case import Case


@dataclass(frozen=True, eq=False)
class Quantity:
    """A quantity of a case: its figures, its formula, its draws, its provenance."""

    case: Case
    name: str

    @cached_property
    def side(self) -> Side:
        """Its figures in its own unit; raises ``CaseError`` for a composition, whose parts have them."""
        if self.parts:
            remedy = f"ask for a part: {', '.join(self.parts)}"
            raise CaseError([Problem(Place(self.case.name), f"`{self.name}` is a composition", remedy)])
        return self.case.weigher.side(self.name, self.case.choices)

    @cached_property
    def draws(self) -> np.ndarray:
        """Its draws in its own unit, shape (randomisations, points)."""
        return self.case.draws.of(self.name, self.case.choices) / factor(self.case.model.units[self.name])

    @cached_property
    def accounts(self) -> Accounts:
        """Which inputs its uncertainty comes from, in its own unit."""
        return self.case.weigher.budget(self.name, self.case.choices)

    @property
    def budget(self) -> pd.DataFrame:
        """The same as a table, a row for each input, the one that matters most first."""
        return report.budget_frame(self.accounts)

    def explain(self) -> Explanation:
        """The chain from this quantity back to quotations, rows and assumptions."""
        sources = self.case.shelf.sources
        side_of = lambda name: self.case.weigher.side(name, self.case.choices)  # noqa: E731
        return explain(self.case.model, self.name, self.case.choices, side_of, sources)

    def __repr__(self) -> str:
        if self.parts:
            return "\n".join(repr(self.case[part]) for part in self.parts)
        return report.quantity_line(self.side)

    @property
    def parts(self) -> list[str]:
        """The names of its parts, where it is a composition; a composition has no figures of its own."""
        node = self.case.model.node(self.name, self.case.choices)
        return [f"{self.name}.{part}" for part in node.composition.parts] if isinstance(node, Shares) else []

    def __str__(self) -> str:
        return repr(self) if self.parts else wording.side(self.side)

    def _repr_html_(self) -> str:
        lines = [report.quantity_line(self.case[part].side) for part in self.parts] or [report.quantity_line(self.side)]
        return report.quantity_html(lines, str(self.explain()))
