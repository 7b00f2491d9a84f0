"""The outcomes of a check by bounds under every combination of choices at once, where these follow from arrays.

What lies so near a threshold that rounding in another order might decide it is left to be weighed by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..graph import (
    LARGEST,
    Arrays,
    BoundsOnGrid,
    Check,
    Comparison,
    Ends,
    Grid,
    Input,
    Kind,
    Model,
    NotPlain,
    OnGrid,
    Relation,
    TooMany,
    axes_of,
    chosen,
    fold,
    is_plain,
    product_of,
    under_each,
    variants_of,
)
from .kinds import TOUCHING
from .results import OUTCOMES, Outcome
from .run import THIRD, THRICE, Weighing

SLACK = 1e-9  # by which numbers as written may be off, as ``run`` has it
NEAR = 1e-11  # of a multiple: so near a threshold another order of the same sums may lie on its other side
HOLDS, ROUNDING, FAILS, SILENT = (
    OUTCOMES.index(one) for one in (Outcome.HOLDS, Outcome.THROUGH_ROUNDING, Outcome.FAILS, Outcome.CANNOT_TELL)
)


@dataclass(frozen=True, eq=False)
class OutcomesOnGrid:
    """Of each combination the place of its outcome among ``OUTCOMES``, and whether it has to be weighed by itself."""

    codes: np.ndarray
    near: np.ndarray


def outcomes_on_grid(weighing: Weighing, grid: Grid) -> OutcomesOnGrid:
    """The outcomes of a check under all combinations of choices, arrays with one axis for each choice of a grid.

    Args:
        weighing: the check as the case is written.

    Raises:
        NotPlain: they do not follow from the bounds of the parts, or rest on what is drawn.
        TooMany: too many combinations reach one side.
        ModelError: a side has no bounds under some combination.
    """
    model, check = weighing.model, weighing.check
    if grid.size > LARGEST:
        raise TooMany
    is_searched = check.is_drawn or check.relation is Comparison.COUNTED_IN or weighing.has_a_truth
    if is_searched or model.below(check.stated) & model.below(check.computed):
        raise NotPlain(check.stated)
    ratio = _ratio(model, grid, check)
    if check.kind is not Kind.AGREES:
        return _at_all(_Bounds(check.relation, ratio), grid)
    if any(isinstance(node, Input) and node.letter for node in _nodes(model, check.sides)):
        raise NotPlain(check.stated)
    return _at_all(_Agreement(ratio, _as_written(model, grid, check, ratio)), grid)


def _nodes(model: Model, names: Iterable[str]) -> list[object]:
    return [node for name in model.below(*names) for node in model.nodes[name].values()]


def _ratio(model: Model, grid: Grid, check: Check) -> Ends:
    """The bounds of the multiple of the stated value at which the computed one lies."""
    bounds, axes = BoundsOnGrid(model, grid), range(len(grid.choices))
    stated, computed = (Ends(*(one.over(axes) for one in bounds.of(side))) for side in check.sides)
    ends = (stated.low, stated.high, computed.low, computed.high)
    if not (np.all(stated.low > 0) and all(np.all(np.isfinite(end)) for end in ends)):
        raise NotPlain(check.stated)
    return product_of(computed, Ends(1 / stated.high, 1 / stated.low))


@dataclass(frozen=True, eq=False)
class _Bounds:
    """Whether there is any way, as ``kinds.Bounded`` says it of one combination."""

    relation: Comparison
    ratio: Ends

    def codes(self, multiple: float) -> np.ndarray:
        enough = (multiple <= self.ratio.high) | (self.relation is Comparison.AT_LEAST)
        little = (multiple >= self.ratio.low) | (self.relation is Comparison.AT_MOST)
        return np.where(enough & little, HOLDS, FAILS)

    def edges(self) -> list[np.ndarray]:
        return [self.ratio.low, self.ratio.high]


@dataclass(frozen=True, eq=False)
class _Agreement:
    """Whether numbers fit as written or through rounding, as ``kinds.Agreeing`` says it of one combination."""

    ratio: Ends
    written: Ends

    def codes(self, multiple: float) -> np.ndarray:
        least, most = self.ratio.low * (1 + TOUCHING), self.ratio.high * (1 - TOUCHING)
        rounded = np.where((least <= multiple) & (multiple <= most), ROUNDING, FAILS)
        return np.where((self.written.low <= multiple) & (multiple <= self.written.high), HOLDS, rounded)

    def edges(self) -> list[np.ndarray]:
        least, most = self.ratio.low * (1 + TOUCHING), self.ratio.high * (1 - TOUCHING)
        return [least, most, self.written.low, self.written.high]


def _at_all(answer: _Bounds | _Agreement, grid: Grid) -> OutcomesOnGrid:
    """The outcomes, silent where what passes would pass as well at a third and at three times."""
    here, *others = (answer.codes(multiple) for multiple in (1.0, THIRD, THRICE))
    silent = (here != FAILS) & (others[0] == here) & (others[1] == here)
    near = np.zeros(grid.shape, dtype=bool)
    for edge in answer.edges():
        for multiple in (1.0, THIRD, THRICE):
            near |= np.abs(edge - multiple) <= NEAR * multiple
    codes = np.where(silent, SILENT, here).astype(np.int8)
    return OutcomesOnGrid(np.array(np.broadcast_to(codes, grid.shape)), near)


# Numbers as they are written, one of them moved to its last digit.


def _as_written(model: Model, grid: Grid, check: Check, ratio: Ends) -> Ends:
    """Between which multiples numbers fit as written, as ``Weighing.ratio_as_written`` says it of one combination."""
    digits, axes = _LastDigits(model, grid), range(len(grid.choices))
    stated, computed = ([one.over(axes) for one in digits.of(side)] for side in check.sides)
    trials = [computed[0] / one for one in stated] + [one / stated[0] for one in computed[1:]]
    low = np.maximum(np.minimum.reduce(np.broadcast_arrays(*trials)), ratio.low)
    high = np.minimum(np.maximum.reduce(np.broadcast_arrays(*trials)), ratio.high)
    return Ends(low - SLACK * np.abs(low), high + SLACK * np.abs(high))


@dataclass(eq=False)
class _LastDigits:
    """Each quantity as written, and at least and at most with one of its numbers moved to its last digit."""

    model: Model
    grid: Grid
    known: dict[str, tuple[OnGrid, OnGrid, OnGrid]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[OnGrid, OnGrid, OnGrid]:
        """A quantity as written, at least and at most; kept."""
        if name not in self.known:
            nodes = list(self.model.nodes[name].values())
            if all(isinstance(node, Relation) and is_plain(self.model, node) for node in nodes):
                self.known[name] = self._formula(name)
            elif all(isinstance(node, Input) for node in nodes):
                self.known[name] = self._leaf(name)
            else:
                raise NotPlain(name)
        return self.known[name]

    def _leaf(self, name: str) -> tuple[OnGrid, OnGrid, OnGrid]:
        axes, rows = axes_of(self.model, self.grid, name), []
        for choices in under_each(self.model, self.grid, axes):
            node = self.model.node(name, choices)
            low, high = (node.written or node.support(choices)) if isinstance(node, Input) else (0.0, 1.0)
            if low != high:
                raise NotPlain(name)
            by = node.grain if isinstance(node, Input) and node.written else 0.0
            rows.append((low, low - by, low + by))
        return self._three(axes, list(zip(*rows, strict=True)))

    def _formula(self, name: str) -> tuple[OnGrid, OnGrid, OnGrid]:
        axes, variants = axes_of(self.model, self.grid, name), variants_of(self.model, self.grid, name)
        each = [self._moved(node, axes) for node in variants.nodes]
        parts = [chosen(variants, [one[at] for one in each], axes, self.grid) for at in range(3)]
        return self._three(axes, parts)

    def _three(self, axes: tuple[int, ...], parts: Sequence[object]) -> tuple[OnGrid, OnGrid, OnGrid]:
        shape = [self.grid.shape[axis] for axis in axes]
        middle, low, high = (OnGrid(axes, np.asarray(part, dtype=float).reshape(shape)) for part in parts)
        return middle, low, high

    def _moved(self, node: Relation, axes: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """A formula as written, and its least and greatest with one of its parts moved."""
        parts = {need: [one.over(axes) for one in self.of(need)] for need in node.needs}
        middles = {need: one[0] for need, one in parts.items()}
        value = fold(node.expression, Arrays(middles))
        low = high = value
        for need, (_, *ends) in parts.items():
            for end in ends:
                found = fold(node.expression, Arrays({**middles, need: end}))
                low, high = np.minimum(low, found), np.maximum(high, found)
        return value, low, high
