"""A gap that is to be closed by one number: the stretches of its values that do so, and how they are spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..base import pay
from ..graph import (
    Arrays,
    Choices,
    Draws,
    Expression,
    Input,
    ModelError,
    Relation,
    Taken,
    fold,
    names_in,
    outer_bounds,
)
from ..uncertainty import Estimate, Figures, Interval, probability
from .line import Line

DRAWS = 60  # what it costs to look at a value in all draws
FAR, STEPS, CLOSE = 1e4, 24, 1e-13
NOTHING = 2  # beside the signs: no bounds, as about a pole; beyond it there may be more
ENOUGH = 1e-6  # how small what is left of a draw's equation has to be, as a share of what is left a little off
SLIGHT = 1e-3  # how far off that is, as a share of the value


@dataclass(frozen=True)
class Equation:
    """A gap that is to be closed by one leaf."""

    draws: Draws
    gap: Expression
    leaf: str
    choices: Choices

    @property
    def line(self) -> Line:
        """The values that are looked through: from where the number stands to ten thousand times more and less."""
        node = self.draws.model.node(self.leaf, self.choices)
        assert isinstance(node, Input)
        start = node.written[0] if node.written else float(node.law(self.choices).quantile(np.array(0.5)))
        return Line(start, FAR)

    def stretches(self, written: bool) -> list[Interval]:
        """The stretches of values for which the gap can be closed, in ascending order."""
        sign = lambda value: self._sign(value, written)  # noqa: E731
        low, high = self.line.reach
        down, lowest = self.line.turns(sign, low, STEPS, CLOSE)
        up, highest = self.line.turns(sign, high, STEPS, CLOSE)
        turns = [(turn, turn.after, turn.before) for turn in reversed(down)]
        turns += [(turn, turn.before, turn.after) for turn in up]
        found, start = [], lowest if sign(lowest) == 0 else None
        for turn, before, after in turns:
            at = self.line.between(turn.near, turn.far, 0.5)
            if after == 0:
                start = at
            elif before == 0 and start is not None:
                found.append((start, at))
                start = None
            elif NOTHING not in (before, after) and self._is_closed(at, written):
                found.append((at, at))  # from below to above, and not about a pole: a point
        return [*found, *([(start, highest)] if sign(highest) == 0 and start is not None else [])]

    def _sign(self, value: float, written: bool) -> int:
        """Whether the gap lies below zero, above it, or can be closed, at a value; or nothing can be said of it."""
        ends = self._ends(value, written)
        return NOTHING if ends is None else (ends[0] > 0) - (ends[1] < 0)

    def _is_closed(self, at: float, written: bool) -> bool:
        """Whether the gap is all but nothing at a value, beside what it is a little off it."""
        here, off = self._ends(at, written), self._ends(at * 1.01 or 1.0, written)
        return here is not None and off is not None and max(map(abs, here)) < max(map(abs, off))

    def _ends(self, value: float, written: bool) -> Interval | None:
        taken = Taken.AS_WRITTEN if written else Taken.WITH_HEDGES
        try:
            return outer_bounds(self.draws.model, self.gap, self.choices, {self.leaf: value}, taken)
        except ModelError:
            return None

    def figures(self, scale: float) -> tuple[Figures | None, Estimate, Estimate]:
        """How the value that closes the gap is spread, and the shares of draws without one and with several.

        There is no spread of *the* value where some draws have none, or more than one.
        """
        shape = (self.draws.settings.randomisations, self.draws.settings.points)
        root, many = self._roots(self._grid(), np.arange(shape[0] * shape[1]))
        unsolved, several = (
            probability(hits.reshape(shape)) if hits.any() else Estimate(0.0) for hits in (many == 0, many > 1)
        )
        return (Figures.of(root.reshape(shape) / scale) if (many == 1).all() else None), unsolved, several

    def _grid(self) -> np.ndarray:
        """The values between which the gap is looked at: along the whole line, and closely where it can be closed."""
        parts = np.linspace(0.0, 1.0, 2 * STEPS + 1).tolist()
        stretches = [self.line.reach, *self.stretches(written=False)]
        return np.unique([self.line.between(*ends, part) for ends in stretches for part in parts])

    def _roots(self, grid: np.ndarray, every: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The first value in each draw at which the gap is closed, and how many there are. A pole is none."""
        from scipy.optimize.elementwise import find_root

        left = np.stack([self._left(np.full(every.size, value), every) for value in grid.tolist()])
        below = left < 0  # a gap that is closed on the grid itself counts as above, so that it is met once
        crosses = (below[1:] != below[:-1]) & np.isfinite(left[1:]) & np.isfinite(left[:-1])
        root, many = np.full(every.size, np.nan), np.zeros(every.size, dtype=int)
        cells, draws = np.nonzero(crosses)
        for cell in np.unique(cells).tolist():
            these = draws[cells == cell]
            found = find_root(self._left, (grid[cell], grid[cell + 1]), args=(these,)).x
            off = np.abs(self._left(found + SLIGHT * np.where(found == 0, 1.0, np.abs(found)), these))
            closed = np.abs(self._left(found, these)) <= ENOUGH * off
            these, found = these[closed], found[closed]
            root[these] = np.where(many[these] == 0, found, root[these])
            many[these] += 1
        return root, many

    def _left(self, value: np.ndarray, index: np.ndarray) -> np.ndarray:
        """What is left of the gap in some draws, named by their index, at a value for each."""
        pay(DRAWS * (1 + index.size * len(self.draws.model.below(*names_in(self.gap))) // 2**16))
        return fold(self.gap, Arrays(_Values(self, value, index)))


class _Values(dict[str, np.ndarray]):
    """Some draws of what does not rest on the unknown, and everything else anew from its values."""

    def __init__(self, equation: Equation, value: np.ndarray, index: np.ndarray) -> None:
        super().__init__({equation.leaf: value})
        self.equation, self.index = equation, index
        self.touched = equation.draws.model.resting_on([equation.leaf])

    def __missing__(self, name: str) -> np.ndarray:
        draws, choices = self.equation.draws, self.equation.choices
        node = draws.model.node(name, choices)
        if name in self.touched and isinstance(node, Relation):
            self[name] = fold(node.expression, Arrays(self))
        else:
            self[name] = draws.of(name, choices).ravel()[self.index]
        return self[name]
