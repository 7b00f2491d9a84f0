"""Which combinations of choices come to the same definitions: numbered on a grid, without listing any.

The definition of a formula follows from those of what it names, so that each quantity is numbered on the grid of the
choices that reach it alone, and spread over the others. Twenty choices of two options make a million combinations; a
quantity that four of them reach has sixteen definitions at most.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from .grid import MOST_LISTED, Grid
from .model import Model
from .nodes import Choices, Key, Relation

LARGEST = 2**22  # combinations that are numbered in one array


class TooMany(Exception):
    """More combinations than can be gone through at once."""


@dataclass(frozen=True, eq=False)
class OnGrid:
    """Something of a quantity under every combination of the choices that reach it.

    Attributes:
        axes: these choices, by their places in the grid, ascending.
        values: an array with one axis for each of them.
    """

    axes: tuple[int, ...]
    values: np.ndarray

    def over(self, axes: Sequence[int]) -> np.ndarray:
        """The same with axes of length one for choices that do not reach it, so that it broadcasts; ascending."""
        shape = iter(self.values.shape)
        return self.values.reshape([next(shape) if axis in self.axes else 1 for axis in axes])


@dataclass(eq=False)
class Numbered:
    """The definitions of quantities on a grid, numbered from 0.

    Attributes:
        identity: the number of a quantity's definition under some choices, as draws or bounds have it.
    """

    model: Model
    grid: Grid
    identity: Callable[[str, Choices], int]
    known: dict[str, OnGrid] = field(default_factory=dict, repr=False)

    def of(self, name: str) -> OnGrid:
        """The definitions of one quantity; raises ``TooMany`` where too many combinations reach it."""
        for each in in_order(self.model, name):
            if each not in self.known:
                self.known[each] = self._numbered(each)
        return self.known[name]

    def together(self, names: Sequence[str]) -> OnGrid:
        """The definitions of several quantities at once."""
        return joined([self.of(name) for name in names], self.grid)

    def _numbered(self, name: str) -> OnGrid:
        axes = axes_of(self.model, self.grid, name)
        few = math.prod(self.grid.shape[axis] for axis in axes) <= MOST_LISTED
        if few or not all(isinstance(node, Relation) for node in self.model.nodes[name].values()):
            found = [self.identity(name, choices) for choices in under_each(self.model, self.grid, axes)]
            return compressed(axes, np.array(found).reshape([self.grid.shape[axis] for axis in axes]))
        variants = variants_of(self.model, self.grid, name)
        parts = [variants.chosen, *(self.known[need] for node in variants.nodes for need in node.needs)]
        return joined(parts, self.grid)


@dataclass(frozen=True, eq=False)
class Variants:
    """The formulas of a quantity, and which of them holds under each combination."""

    nodes: list[Relation]
    chosen: OnGrid


def variants_of(model: Model, grid: Grid, name: str) -> Variants:
    """Those of a quantity of which every variant is a formula."""
    keys: list[Key] = list(model.nodes[name])
    axes = tuple(sorted({grid.axis[key[0]] for key in keys if key and key[0] in grid.axis}))
    chosen = [keys.index(model.variant(name, choices)) for choices in under_each(model, grid, axes)]
    values = np.array(chosen).reshape([grid.shape[axis] for axis in axes])
    return Variants([node for node in model.nodes[name].values() if isinstance(node, Relation)], OnGrid(axes, values))


def in_order(model: Model, *names: str) -> list[str]:
    """Every quantity on which some rest, each after what it names."""
    found: dict[str, None] = {}
    waiting = [(name, False) for name in names]
    while waiting:
        name, is_left = waiting.pop()
        if is_left:
            found[name] = None
        elif name not in found:
            waiting.append((name, True))
            needs = {need for node in model.nodes[name].values() for need in node.needs}
            waiting += [(need, False) for need in sorted(needs)]
    return list(found)


def axes_of(model: Model, grid: Grid, name: str) -> tuple[int, ...]:
    """The choices that reach a quantity, by their places in a grid; those with one option are none."""
    reach = (grid.axis[choice] for choice in model.wiring.reach[name] if choice in grid.axis)
    return tuple(sorted(axis for axis in reach if grid.shape[axis] > 1))


def under_each(model: Model, grid: Grid, axes: Sequence[int]) -> Iterator[dict[str, str]]:
    """Every combination of the options of some choices, all others as written.

    Raises:
        TooMany: there are more than can be listed.
    """
    if math.prod(grid.shape[axis] for axis in axes) > MOST_LISTED:
        raise TooMany
    for options in product(*(grid.options[axis] for axis in axes)):
        yield {**model.reference, **{grid.choices[axis]: one for axis, one in zip(axes, options, strict=True)}}


def joined(several: Sequence[OnGrid], grid: Grid) -> OnGrid:
    """Numbers that tell apart what any of several tells apart; raises ``TooMany`` where the grid is too large."""
    axes = tuple(sorted({axis for one in several for axis in one.axes}))
    if math.prod(grid.shape[axis] for axis in axes) > LARGEST:
        raise TooMany
    shape = [grid.shape[axis] for axis in axes]
    found, many = np.zeros(shape, dtype=np.int64), 1
    for one in several:
        count = int(one.values.max()) + 1 if one.values.size else 1
        if many * count > 2**62:
            found, many = _dense(found)
        found = found * count + one.over(axes)
        many *= count
    return compressed(axes, found)


def compressed(axes: tuple[int, ...], values: np.ndarray) -> OnGrid:
    """The same told apart by as few numbers as there are."""
    return OnGrid(axes, _dense(values)[0])


def _dense(values: np.ndarray) -> tuple[np.ndarray, int]:
    distinct, numbers = np.unique(values, return_inverse=True)
    return numbers.reshape(values.shape).astype(np.int64), len(distinct)
