"""The sheet *Draws*: a sample of every quantity, drawn in the sheet from fixed points through the inputs' own cells.

The points are those of the library's lattice rule. Each draw is a row: the points, the inputs that they give, and every
formula of these. Above them stand mean, standard deviation and both ends of the 95 % interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from ...graph import ModelError, Relation, Shares, fold
from ...uncertainty import Composition
from ..cells import EXACT, SPECIAL, Live
from ..grid import titled
from .basis import Basis
from .formulas import Spreadsheet, Term, powers
from .law_cells import LawCells
from .mix_laws import by_part, drawn_in_turn
from .quantity_cells import Working

ABOUT = (
    "The points are fixed, and evenly spread between 0 and 1. Each row puts its points into the inputs as the sheet "
    "Distributions has them, and works out every formula. The sample is small: the result page draws far more."
)
CALLED, NAME, UNIT, MEAN, SPREAD, FROM, TO, FIRST = 3, 4, 5, 6, 7, 8, 9, 11
HEADS = {
    CALLED: "What it is",
    NAME: "Name",
    UNIT: "Unit",
    MEAN: "Mean",
    SPREAD: "Standard deviation",
    FROM: "95% of the draws: from",
    TO: "95% of the draws: to",
    FIRST - 1: "Draw",
}
TIED = 2.0**-53


@dataclass
class DrawCells:
    """The sheet, and the column of every quantity that is drawn."""

    basis: Basis
    laws: LawCells
    working: Working
    columns: dict[str, int] = field(default_factory=dict)
    close: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = titled("Draws", "A sample of draws", ABOUT)
        self.sheet.frozen = (FIRST, 1)
        self.sheet.widths[0] = 22
        for row, head in HEADS.items():
            self.sheet.put(row, 0, head, "head")
        self.size = self.basis.draws.size
        for at in range(self.size):
            self.sheet.put(FIRST + at, 0, at + 1)
        self.column = 1
        drawn = [name for name in self.basis.nodes if self.basis.is_drawn(name)]
        points = {name: self._points(name) for name in drawn}
        for name in drawn:
            node = self.basis.nodes[name]
            if isinstance(node, Shares):
                self._mix(name, node.composition, points[name])
            else:
                self._input(name, points)
        for name, node in self.basis.nodes.items():
            if isinstance(node, Relation) and any(need in self.columns for need in node.needs):
                self._relation(name, node)

    # Columns

    def _head(self, called: str, name: str, unit: str) -> int:
        """A new column with its heads."""
        column, self.column = self.column, self.column + 1
        for row, text in ((CALLED, called), (NAME, name), (UNIT, unit)):
            self.sheet.put(row, column, text, "head" if row == CALLED else "text")
        self.sheet.widths[column] = 13
        return column

    def _fill(self, column: int, formula: str, values: np.ndarray, within: float) -> None:
        """A column of formulas, one for each draw: ``#`` stands for the row."""
        parts, put = formula.split("#"), self.sheet.cells
        for at, value in enumerate(values.tolist()):
            put[FIRST + at, column] = Live(str(FIRST + at + 1).join(parts), value, within)
            self.sheet.styles[FIRST + at, column] = "derived"

    def here(self, column: int) -> str:
        """The cell of a column in the row of a draw, of which ``#`` is the number."""
        return f"${xl_col_to_name(column)}#"

    def span(self, name: str) -> str:
        """All draws of a quantity, as a formula on any sheet refers to them."""
        letters = xl_col_to_name(self.columns[name])
        return f"'{self.sheet.name}'!${letters}${FIRST + 1}:${letters}${FIRST + self.size}"

    def _points(self, name: str) -> list[int]:
        """The columns of the points that an input or a mix takes, as constants."""
        columns = []
        for number, points in enumerate(self._spread(name)):
            column = self._head(
                f"point for {self.basis.called(name)}",
                name if len(self._spread(name)) == 1 else f"{name} {number + 1}",
                "",
            )
            for at, point in enumerate(points.ravel().tolist()):
                self.sheet.put(FIRST + at, column, point, "point")
            columns.append(column)
        return columns

    def _spread(self, name: str) -> list[np.ndarray]:
        """The points themselves, before any are joined."""
        return list(self.basis.draws.own_points(name))

    def add(self, name: str, called: str, unit: str, formula: str, values: np.ndarray, within: float = EXACT) -> str:
        """A column of formulas with its figures; gives the range of its draws.

        Args:
            formula: with ``#`` for the row of a draw.
        """
        column = self.columns[name] = self._head(called, name, unit)
        self.close[name] = within
        self._fill(column, formula, values, within)
        self._figures(name, column, values, within)
        return self.span(name)

    def _quantity(self, name: str, formula: str, within: float) -> None:
        values = self.basis.drawn(name)
        if not formula:  # no formula in a spreadsheet: the library's draws, and the head says so
            column = self.columns[name] = self._head(
                f"{self.basis.called(name)}, drawn by the library", name, self.basis.unit(name)
            )
            for at, value in enumerate(values.tolist()):
                self.sheet.put(FIRST + at, column, value, "library")
            self._figures(name, column, values, EXACT)
            return
        self.add(name, self.basis.called(name), self.basis.unit(name), formula, values, within)

    def _figures(self, name: str, column: int, values: np.ndarray, within: float) -> None:
        """Mean, spread, and the draws below or at which so many lie."""
        span, ordered = self.span(name), np.sort(values)
        ranks = [min(max(math.ceil(level * self.size), 1), self.size) for level in (0.025, 0.975)]
        spread = float(values.std())
        for row, text, value in (
            (MEAN, f"AVERAGE({span})", float(values.mean())),
            (SPREAD, f"_xlfn.STDEV.P({span})", spread if spread > 1e-12 * abs(float(values.mean())) else 0.0),
            (FROM, f"SMALL({span},{ranks[0]})", float(ordered[ranks[0] - 1])),
            (TO, f"SMALL({span},{ranks[1]})", float(ordered[ranks[1] - 1])),
        ):
            self.sheet.put(row, column, Live(text, value, within), "derived")

    # What is drawn

    def _input(self, name: str, points: dict[str, list[int]]) -> None:
        point, within = self.here(points[name][0]), EXACT
        if name in self.laws.roots:
            group, lower = self.laws.roots[name]
            place = group.index(name)
            terms = [
                f"{lower[place, other]}*_xlfn.NORM.S.INV({self.here(points[group[other]][0])})"
                for other in range(place + 1)
            ]
            joined = f"MIN(MAX(_xlfn.NORM.S.DIST({'+'.join(terms)},TRUE),{TIED!r}),{1 - TIED!r})"
            values = self.basis.draws.points_of(name, self.basis.choices)
            assert values is not None
            column = self._head(f"point for {self.basis.called(name)}, moving together", name, "")
            self._fill(column, joined, values.ravel(), SPECIAL)
            point, within = self.here(column), SPECIAL
        found = self.laws.at(name, point)
        self._quantity(name, found[0] if found else "", max(within, found[1]) if found else EXACT)

    def _mix(self, name: str, mix: Composition, points: list[int]) -> None:
        cell = lambda key: self.laws.cell(name, key)  # noqa: E731
        places = [self.here(self.column + at) for at in range(len(mix.parts))]
        drawn = drawn_in_turn(mix, cell, [self.here(one) for one in points], places)
        for place, (index, draw) in enumerate(zip(mix.order, drawn or (), strict=False), 1):
            column = self._head(f"share drawn in place {place}", name, "")
            self._fill(column, draw.formula, self.basis.drawn(f"{name}.{mix.parts[index]}"), draw.within)
        for part in mix.parts:
            text = by_part(mix, part, cell, places) if drawn else ""
            self._quantity(f"{name}.{part}", text, drawn[0].within if drawn else EXACT)

    def _relation(self, name: str, node: Relation) -> None:
        """A column of a formula; none where it is no number for some of its inputs, which its check says."""
        try:
            self.basis.drawn(name)
        except ModelError:
            return
        algebra = Spreadsheet(self.basis.inputs.factor, self.term)
        text = algebra.in_units(fold(node.expression, algebra), powers(self.basis.model.units[name])).text
        within = max([self.close.get(need, EXACT) for need in node.needs], default=EXACT)
        self._quantity(name, text, within)

    def term(self, name: str) -> Term:
        """A quantity in the row of a draw; what is fixed by its cell on the sheet *Working*."""
        if name in self.columns:
            return Term(self.here(self.columns[name]), self.basis.units(name))
        return self.working.term(name)
