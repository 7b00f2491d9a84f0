"""The part of a check that asks whether whole things give a stated share or mean: the GRIM test as a formula."""

from __future__ import annotations

import math
from typing import Any

from ...checks import MOST_WHOLES, Counted
from ..cells import Content, Live
from . import outcomes
from .formulas import plain

SLACK, SLACK_OF_LARGE = "0.000000001", "0.000000000001"
MOST_ROWS = 10_000


class CountedCells:
    """The rows of what is written, what that allows, and how many things there may be."""

    def __init__(self, block: Any, answer: Counted) -> None:
        self.answer = answer
        basis, working, check = block.basis, block.working, block.check
        size, unit = basis.size(check.stated), basis.unit(check.stated)
        node = basis.nodes[check.stated]
        value = working.text(check.stated, "value")
        (self.value,) = block.put("what is written", Live(value, answer.value / size), unit=unit)
        (self.step,) = block.put("a unit of its last digit", answer.step / size, unit=unit, style="input")
        if node.is_bare:
            ends = [f"{self.value}-{self.step}/2", f"{self.value}+{self.step}/2"]
        else:
            ends = [working.text(check.stated, end) for end in ("low", "high")]
        lives = [Live(text, end / size) for text, end in zip(ends, answer.allowed, strict=True)]
        self.allowed = block.put("what that may be", None, *lives, unit=unit)
        self.whole = block.put(
            "how many things there may be", None, *self._whole(block), unit=basis.unit(check.computed)
        )
        self.factor = "" if size == 1 else f"*{basis.inputs.factor(basis.model.units[check.stated])}"

    def _whole(self, block: Any) -> list[Content]:
        """Between which numbers of things: live where the ends are those of the working, else by the library."""
        working, check = block.working, block.check
        size = block.basis.size(check.computed)
        found: list[Content] = []
        for end, value in zip(("low", "high"), self.answer.whole, strict=True):
            for key in (end, "value"):
                there = working.sheet.cells[
                    working.cells[check.computed, key].row, working.cells[check.computed, key].column
                ]
                figure = there.value if isinstance(there, Live) else there
                if isinstance(figure, float) and math.isclose(figure * size, value, rel_tol=1e-12):
                    found.append(Live(working.text(check.computed, key), value / size))
                    break
            else:
                found.append(value / size)
        return found

    def at(self, multiple: float) -> str:
        """Whether some whole number of things gives the number that is written nearest to a multiple."""
        written = self.value if multiple == 1.0 else f"ROUND({self.value}*{plain(multiple)}/{self.step},0)*{self.step}"
        shift = f"({written}-{self.value})"
        first = f"MAX(ROUNDUP({self.whole[0]}-{SLACK},0),1)"
        last = f"MAX(MIN(ROUNDDOWN({self.whole[1]}+{SLACK},0),{first}-1+{MOST_WHOLES}),{first})"
        rows = f"(ROW($A$1:$A${MOST_ROWS})-1+{first})"
        low, high = (f"(({end}+{shift}){self.factor}*{rows})" for end in self.allowed)
        down = f"INT({high}+{SLACK}+{SLACK_OF_LARGE}*ABS({high}))"
        up = f"-INT(-({low}-{SLACK}-{SLACK_OF_LARGE}*ABS({low})))"
        return f"IF(SUMPRODUCT(({rows}<={last})*({down}>={up}))>0,{outcomes.HOLDS},{outcomes.FAILS})"
