"""The sheet *As written*: the article's numbers as they stand, and each moved to its last digit, one at a time.

A check of the article's own numbers holds as written where one of them, by no more than half a unit of its last digit,
lets the two sides meet. Every such trial has a row; a range is taken at each of its ends.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from ...checks import to_the_last_digit
from ...graph import Arrays, Input, Node, Quantities, Relation, fold
from ..cells import Live, Reference
from ..grid import titled
from .basis import Basis
from .comparisons import Comparison
from .formulas import Spreadsheet, Term, powers
from .quantity_cells import Working

ABOUT = (
    "The numbers of the article as they are written, then each moved down and up by half a unit of its last written "
    "digit, all others as they stand. A number that counts things exactly has no such room."
)
MOST_RANGES = 6  # as ``checks.as_written`` has it
MOVED, FIRST = 0, 1
NONE = "none"


@dataclass(frozen=True)
class Trials:
    """Where the comparison of a check lies as written: the least and the greatest, as cells."""

    low: Reference
    high: Reference


class TrialCells:
    """The sheet; a block for each check of the article's own numbers."""

    def __init__(self, basis: Basis, working: Working) -> None:
        self.basis, self.working = basis, working
        self.sheet = titled("As written", "The numbers as they are written", ABOUT)
        self.sheet.widths[MOVED] = 40
        self.row = 3

    def block(self, compared: Comparison, low: str, high: str) -> Trials:
        """The trials of a check.

        Args:
            low: the cell of the least that the comparison can be.
            high: the cell of the greatest.
        """
        block = _Block(self, compared, (low, high))
        self.row = block.last + 3
        return block.found


class _Block:
    """The trials of one check, a row each."""

    def __init__(self, cells: TrialCells, compared: Comparison, bounds: tuple[str, str]) -> None:
        self.basis, self.working, self.sheet = cells.basis, cells.working, cells.sheet
        self.weighing, self.compared, self.bounds = compared.weighing, compared, bounds
        weighing = compared.weighing
        model, choices, check = weighing.model, weighing.choices, weighing.check
        self.leaves = sorted({leaf for side in check.sides for leaf in model.leaves(side, choices)})
        below = model.below(*check.sides)
        self.formulas = [
            name for name, node in self.basis.nodes.items() if isinstance(node, Relation) and name in below
        ]
        self.names = [*self.leaves, *(name for name in self.formulas if name not in self.leaves)]
        self.columns = {name: FIRST + at for at, name in enumerate(self.names)}
        self.ratio = FIRST + len(self.names)
        self.head = cells.row
        self.last = self.head + 2
        self._heads()
        self._rows()
        self.found = self._ends()

    def _node(self, name: str) -> Input:
        node = self.basis.nodes[name]
        assert isinstance(node, Input)
        return node

    def _heads(self) -> None:
        """What each column is, its unit, and half a unit of its last digit."""
        put = self.sheet.put
        put(self.head, MOVED, self.weighing.check.question, "section")
        put(self.head + 1, MOVED, "What is moved", "head")
        put(self.head + 2, MOVED, "half a unit of the last digit")
        self.grains: dict[str, Reference] = {}
        for name, column in self.columns.items():
            put(self.head + 1, column, f"{self.basis.called(name)} ({self.basis.unit(name)})", "head")
            self.sheet.widths[column] = 16
            if name in self.leaves and self._node(name).written:
                grain, text = self._node(name).grain / self.basis.size(name), self.basis.inputs.half_a_digit(name)
                content = Live(text, grain) if text else grain
                self.grains[name] = put(self.head + 2, column, content, "derived" if text else "input")
        put(self.head + 1, self.ratio, self.compared.words, "head")
        self.sheet.widths[self.ratio] = 24

    def _rows(self) -> None:
        """Every trial, in the order in which the library makes them."""
        ends = {name: self._node(name).written or self._node(name).support(self.basis.choices) for name in self.leaves}
        ranges = [name for name in self.leaves if ends[name][0] < ends[name][1]][:MOST_RANGES]
        moves = [("", 0)] + [
            (name, sign) for name in self.leaves if self.grains.get(name) and self._node(name).grain for sign in (-1, 1)
        ]
        trials = [
            (dict(zip(ranges, sides, strict=True)), *move)
            for sides in product((0, 1), repeat=len(ranges))
            for move in moves
        ]
        values = {
            name: np.array(
                [
                    ends[name][at.get(name, 0)] + sign * self._node(name).grain * (moved == name)
                    for at, moved, sign in trials
                ]
            )
            for name in self.leaves
        }
        known = Quantities(self.basis.model, self.basis.choices, Arrays, _no_other, values)
        stated, computed = to_the_last_digit(self.basis.model, self.weighing.check.sides, self.basis.choices, {})
        with np.errstate(all="ignore"):
            figures = {name: np.broadcast_to(known[name], stated.shape) for name in self.names}
            ratios = self.weighing.scale.ratio(computed, stated)
        for at, (corner, moved, sign) in enumerate(trials):
            self.last += 1
            self._row(corner, moved, sign, {name: float(column[at]) for name, column in figures.items()})
            divides = stated[at] * self.weighing.scale.sign > 0 if self.weighing.scale.is_ratio else True
            ratio = float(ratios[at])
            shown: float | str = ratio if divides and math.isfinite(ratio) else ""
            text = f'IFERROR(IF({self._divides()},{self.compared.by(self._term)},""),"")'
            self.sheet.put(self.last, self.ratio, Live(text, shown), "derived")

    def _divides(self) -> str:
        """Whether the stated side lies on its side of zero, and so has multiples."""
        if not self.weighing.scale.is_ratio:
            return "TRUE"
        return f"{self._term(self.weighing.check.stated).text}{'>' if self.weighing.scale.sign > 0 else '<'}0"

    def _row(self, corner: Mapping[str, int], moved: str, sign: int, figures: Mapping[str, float]) -> None:
        words = f"{self.basis.called(moved)}, {'up' if sign > 0 else 'down'}" if moved else "nothing"
        self.sheet.put(self.last, MOVED, words)
        for name in self.names:
            text = (
                self._leaf(name, corner, sign if moved == name else 0) if name in self.leaves else self._formula(name)
            )
            value = figures[name] / self.basis.size(name)
            live = Live(text, value) if math.isfinite(value) else Live(f'IFERROR({text},"")', "")
            self.sheet.put(self.last, self.columns[name], live, "derived")

    def _leaf(self, name: str, corner: Mapping[str, int], sign: int) -> str:
        """A number as it is written, at one of its ends where it has two, moved by half a unit of its last digit."""
        node, keys = self._node(name), self.basis.inputs.keys(name)
        ends = node.written or node.support(self.basis.choices)
        if node.written and "value high" in keys:
            text = str(self.basis.inputs.parameter(name, "value high" if corner.get(name) else "value"))
        elif ends[0] == ends[1]:
            text = self.working.text(name, "value")
        else:
            text = self.working.text(name, "high" if corner.get(name) else "low")
        return f"{text}{'+' if sign > 0 else '-'}{self.grains[name]}" if sign else text

    def _formula(self, name: str) -> str:
        node = self.basis.nodes[name]
        assert isinstance(node, Relation)
        algebra = Spreadsheet(self.basis.inputs.factor, self._term)
        return algebra.in_units(fold(node.expression, algebra), powers(self.basis.model.units[name])).text

    def _term(self, name: str) -> Term:
        """A quantity in the row that is written."""
        return Term(str(Reference(self.sheet.name, self.last, self.columns[name])), self.basis.units(name))

    def _ends(self) -> Trials:
        """The least and the greatest over all trials, no farther than rounding permits."""
        span = f"{Reference(self.sheet.name, self.head + 3, self.ratio)}:"
        span += str(Reference(self.sheet.name, self.last, self.ratio)).rpartition("!")[2]
        found = self.weighing.ratio_as_written()
        cells = []
        self.last += 1
        for row, (word, text, value) in enumerate(
            (
                ("least", f"MAX(MIN({span}),{self.bounds[0]})", found[0]),
                ("greatest", f"MIN(MAX({span}),{self.bounds[1]})", found[1]),
            )
        ):
            self.sheet.put(self.last + row, MOVED, f"the {word} of all, with a billionth to spare", "strong")
            spare = f"{text}{'-' if row == 0 else '+'}0.000000001*ABS({text})"
            shown: float | str = value if math.isfinite(value) else NONE
            live = Live(f'IF(COUNT({span})=0,"{NONE}",{spare})', shown)
            cells.append(self.sheet.put(self.last + row, self.ratio, live, "derived"))
        self.last += 1
        return Trials(*cells)


def _no_other(node: Node) -> float:
    raise AssertionError(node.name)
