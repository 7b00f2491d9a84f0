"""The part of a check that asks how usual a number is: the draws of the comparison, their tail, and its thresholds."""

from __future__ import annotations

from functools import reduce
from typing import Protocol

import numpy as np

from ...checks import THRESHOLDS, Typical
from ...graph import Comparison
from ...uncertainty import TwoSided
from ..cells import EXACT, Content, Live, Reference
from . import outcomes
from .comparisons import DIRECTION
from .comparisons import Comparison as Compared
from .formulas import plain
from .power_cells import Limits

DRAWN = {
    Comparison.AT_MOST: "share of the draws that are as large",
    Comparison.AT_LEAST: "share of the draws that are as small",
    Comparison.EQUALS: "share of the draws that are no likelier",
}
MULTIPLES = {1.0: "", 1 / 3: ", at a third of what is stated", 3.0: ", at three times what is stated"}
STEPS = "by the library: some draws are one value, or a stray one is below zero; this cell does not follow a change"


class Rows(Protocol):
    """The block of a check into which rows are put."""

    def put(
        self, words: str, *contents: Content, unit: str = "", note: str = "", style: str = "derived"
    ) -> tuple[Reference, ...]:
        """A row: what it is, and up to three figures."""
        ...


class TypicalBlock:
    """The rows of a tail probability; ``at`` gives the outcome at a multiple of the stated value."""

    def __init__(self, block, compared: Compared, answer: Typical) -> None:
        self.block, self.compared, self.answer = block, compared, answer
        self.basis, self.checks = block.basis, block.checks
        self.is_direction = block.weighing.states_a_direction
        self.size = answer.ratio.size
        self.draws = self._column()
        strained, fails = THRESHOLDS[answer.relation]
        limits = [
            block.put(words, level, note="a threshold of the method", style="input")[0]
            for words, level in (("unlikely below a probability of", strained), ("does not fit below", fails))
        ]
        self.unseen = self._unseen()
        self.cells = outcomes.TypicalCells(answer.relation, *map(str, limits), self.unseen, self.size)
        self.density = self._density()
        self.shares: dict[float, Reference] = {}
        for multiple in [1.0] if self.is_direction else list(MULTIPLES):
            self.shares[multiple] = self._share(multiple)
        self._tail()

    def _column(self) -> str:
        """The draws of the comparison, beside those of its sides."""
        draws, check, name = self.checks.draws, self.block.check, f"comparison: {self.block.name}"
        within = max(draws.close.get(side, EXACT) for side in check.sides)
        text, words = self.compared.by(draws.term), self.compared.words
        if self.is_direction:
            words = DIRECTION
            text = f"SIGN({draws.term(check.computed).text})*{self.block.weighing.scale.sign}"
        return draws.add(name, words, "one", text, self.answer.ratio.ravel(), within)

    def _unseen(self) -> str:
        """The probability of which no draw shows anything: of any of its samples, each by itself."""
        laws = self.checks.working.laws
        cells = [str(laws.unseen[name]) for name in self.block.weighing.samples]
        if not cells:
            return "0"
        text = reduce(lambda one, other: f"1-(1-({one}))*(1-{other})", cells)
        live = Live(text, self.answer.unseen)
        note = "a sample is silent on what lies beyond all of its values"
        return str(self.block.put("what no draw shows", live, note=note)[0])

    def _density(self):
        is_by_density = self.answer.relation == Comparison.EQUALS and not isinstance(self.answer.law, TwoSided)
        if not is_by_density or self.is_direction:
            return None
        return self.checks.density.block(self.block.check.question, self.draws, self.answer)

    def _share(self, multiple: float) -> Reference:
        """The share of the draws in the tail at a multiple."""
        value = float(self.answer.tails(np.array([multiple]))[0])
        words, within = f"{DRAWN[self.answer.relation]}{MULTIPLES[multiple]}", EXACT
        note = ""
        if self.answer.relation != Comparison.EQUALS:
            content: Content = Live(outcomes.reached(self.answer.relation, self.draws, multiple, self.size), value)
        elif isinstance(self.answer.law, TwoSided):
            words = words.replace("no likelier", "as far out, on either side")
            content = Live(outcomes.two_sided(self.draws, multiple, self.size), value)
        elif self.is_direction:
            content = Live(outcomes.by_direction(self.draws, self.size), value)
        elif self.density is not None:
            tail, note = self.density.tail(multiple), "see the sheet Density"
            there = self.checks.density.sheet.cells[tail.cell.row, tail.cell.column]
            within = there.within if isinstance(there, Live) else EXACT
            content = Live(str(tail.cell), value, within)
        else:
            content, note = value, STEPS
        style = "derived" if isinstance(content, Live) else "library"
        return self.block.put(words, content, note=note, style=style)[0]

    def _tail(self) -> None:
        """The probability of the tail: the least and the most that it can be."""
        share = self.shares[1.0]
        least, most = self.answer.of_all(self.answer.drawn(1.0))
        known = f"{share}*(1-{self.unseen})"
        self.block.put(
            "probability of the tail",
            None,
            Live(known, least.value, 1e-7),
            Live(f"MIN(1,{known}+{self.cells.width})", most.value, 1e-7),
            note="from a small sample; the result page draws far more",
        )

    def at(self, multiple: float) -> str:
        """The outcome at a multiple of the stated value."""
        return self.cells.at(str(self.shares[multiple]), self._is_step(multiple))

    def limits(self) -> Limits | None:
        """Beyond which draw a multiple is unlikely or worse; none by density, which has no one place."""
        if self.answer.relation == Comparison.EQUALS:
            return None
        level = f"(({self.cells.strained}-{self.cells.width})/(1-{self.unseen}))"
        return Limits(self.answer.relation, level=level, draws=self.draws, size=self.size)

    def _is_step(self, multiple: float) -> str:
        """Whether the tail ends with a value that many draws have."""
        if self.answer.relation != Comparison.EQUALS:
            return outcomes.one_sided_step(self.answer.relation, self.draws, str(self.shares[multiple]), self.size)
        if isinstance(self.answer.law, TwoSided):
            ordered = self.checks.density.ordered(self.block.check.question, self.draws, self.answer)
            return f"SUMPRODUCT(--({ordered[1]}-{ordered[0]}<={plain(1e-9)}*ABS({ordered[1]})))>0"
        return "TRUE" if self.answer.law.has_steps else "FALSE"
