"""The least and the greatest that a quantity can be under every combination of choices at once.

A formula whose names share no input is as low and as high as interval arithmetic on theirs says, so that its bounds
follow from arrays: each quantity on the grid of the choices that reach it alone. Other quantities are bounded under one
combination after the other, as far as these can be listed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from .bounds import outer_bounds
from .definitions import LARGEST, OnGrid, TooMany, Variants, axes_of, under_each, variants_of
from .formula import Name, Number, fold, walk
from .grid import Grid
from .model import Model
from .nodes import Relation, Taken

FEW = 256  # combinations that are sooner bounded one by one than looked into
PLAIN = frozenset({"+", "-", "*", "/", "negative", "sum", "min", "max"})


class NotPlain(Exception):
    """Bounds that do not follow from those of the parts: a search is needed under each combination by itself."""


@dataclass(frozen=True, eq=False)
class Ends:
    """The least and the greatest of something, arrays that broadcast over some axes of a grid."""

    low: np.ndarray
    high: np.ndarray


@dataclass(eq=False)
class BoundsOnGrid:
    """The bounds of quantities on a grid, in root units."""

    model: Model
    grid: Grid
    taken: Taken = Taken.WITH_HEDGES
    known: dict[str, tuple[OnGrid, OnGrid]] = field(default_factory=dict, repr=False)

    def of(self, name: str) -> tuple[OnGrid, OnGrid]:
        """The least and the greatest that a quantity can be.

        Raises:
            NotPlain: they do not follow from those of its parts.
            TooMany: too many combinations reach it.
            ModelError: there are no bounds under some combination.
        """
        self._find(name)
        return self.known[name]

    def _find(self, name: str) -> None:
        if name in self.known:
            return
        axes = axes_of(self.model, self.grid, name)
        many = math.prod(self.grid.shape[axis] for axis in axes)
        if many > FEW and self._is_plain(name):
            for need in {need for node in self.model.nodes[name].values() for need in node.needs}:
                self._find(need)
            self.known[name] = self._of_parts(name, axes, many)
            return
        try:
            found = [
                outer_bounds(self.model, Name(name), choices, taken=self.taken)
                for choices in under_each(self.model, self.grid, axes)
            ]
        except TooMany:
            raise NotPlain(name) from None
        shape = [self.grid.shape[axis] for axis in axes]
        ends = (np.array([end[at] for end in found]).reshape(shape) for at in (0, 1))
        low, high = (OnGrid(axes, values) for values in ends)
        self.known[name] = low, high

    def _is_plain(self, name: str) -> bool:
        return all(
            isinstance(node, Relation) and is_plain(self.model, node) for node in self.model.nodes[name].values()
        )

    def _of_parts(self, name: str, axes: tuple[int, ...], many: int) -> tuple[OnGrid, OnGrid]:
        """By interval arithmetic on the bounds of what it names."""
        if many > LARGEST:
            raise TooMany
        variants = variants_of(self.model, self.grid, name)
        found = [fold(node.expression, _Ranges(self._over(node, axes))) for node in variants.nodes]
        low, high = (chosen(variants, [getattr(one, end) for one in found], axes, self.grid) for end in ("low", "high"))
        return OnGrid(axes, low), OnGrid(axes, high)

    def _over(self, node: Relation, axes: Sequence[int]) -> dict[str, Ends]:
        return {need: Ends(*(one.over(axes) for one in self.known[need])) for need in node.needs}


def is_plain(model: Model, node: Relation) -> bool:
    """Whether a formula names everything once and no two names rest on a common input, whatever is chosen.

    >>> from weighbridge.graph import parse
    >>> is_plain(Model({"a": {}, "b": {}}, {}, {}, {}), Relation("q", parse("a * b - a"), ""))
    False
    """
    parts = list(walk(node.expression))
    times = Counter(part.name for part in parts if isinstance(part, Name))
    if max(times.values(), default=0) > 1:
        return False
    if not all(isinstance(part, Name | Number) or part.operation in PLAIN for part in parts):
        return False
    below = [model.below(need) for need in node.needs]
    return sum(map(len, below)) == len(set().union(*below))


def chosen(variants: Variants, found: Sequence[np.ndarray], axes: Sequence[int], grid: Grid) -> np.ndarray:
    """The values of the variant that holds under each combination, an array with one axis for each choice.

    Args:
        variants: the definitions of a quantity.
        found: the values of each, of shapes that broadcast to the grid.
        axes: the choices, by their places in the grid, on which the definition depends.
        grid: all combinations.
    """
    shape = [grid.shape[axis] for axis in axes]
    if len(found) == 1:
        return np.array(np.broadcast_to(found[0], shape))
    which = variants.chosen.over(axes)
    return np.select([np.broadcast_to(which == at, shape) for at in range(len(found))], found)


@dataclass(frozen=True)
class _Ranges:
    """Interval arithmetic on arrays; raises ``NotPlain`` where a denominator may be zero."""

    values: dict[str, Ends]

    def number(self, number: Number) -> Ends:
        value = np.float64(number.in_root_units)
        return Ends(value, value)

    def name(self, name: str) -> Ends:
        return self.values[name]

    def apply(self, operation: str, arguments: list[Ends]) -> Ends:
        """The ends of an operation on what lies between others, in every place of the grid."""
        with np.errstate(all="ignore"):
            match operation:
                case "+" | "sum":
                    return reduce(lambda a, b: Ends(a.low + b.low, a.high + b.high), arguments)
                case "-":
                    one, other = arguments
                    return Ends(one.low - other.high, one.high - other.low)
                case "negative":
                    return Ends(-arguments[0].high, -arguments[0].low)
                case "min" | "max":
                    least = np.minimum if operation == "min" else np.maximum
                    return reduce(lambda a, b: Ends(least(a.low, b.low), least(a.high, b.high)), arguments)
                case "*":
                    return product_of(*arguments)
                case _:
                    one, other = arguments
                    if np.any((other.low <= 0) & (other.high >= 0)):
                        raise NotPlain("a denominator may be zero")
                    return product_of(one, Ends(1 / other.high, 1 / other.low))


def product_of(one: Ends, other: Ends) -> Ends:
    """The product of two ranges; zero times infinity is zero, for an end that is not reached."""
    ends = [np.where((a == 0) | (b == 0), 0.0, a * b) for a in (one.low, one.high) for b in (other.low, other.high)]
    return Ends(reduce(np.minimum, ends), reduce(np.maximum, ends))
