"""Draws of every quantity of a graph, each leaf drawn once, whatever uses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .algebras import Arrays
from .distribution import Point
from .errors import WeighbridgeError
from .formula import fold
from .lattice import shifted_lattice
from .model import Choices, Input, Model, ModelError, Relation, Share, Shares


@dataclass(frozen=True)
class Settings:
    """How many points, under how many random shifts, from which seed."""

    points: int = 1024
    randomisations: int = 16
    seed: int = 2017

    def __post_init__(self) -> None:
        if self.randomisations < 2:
            raise WeighbridgeError(f"{self.randomisations} randomisation leaves no scatter, expected two or more")


@dataclass
class Draws:
    """Draws under any choices; what doesn't depend on a choice is drawn once and shared."""

    model: Model
    settings: Settings = field(default_factory=Settings)
    _known: dict[tuple[str, tuple[tuple[str, str], ...]], np.ndarray] = field(default_factory=dict)

    def of(self, name: str, choices: Choices) -> np.ndarray:
        """Draws of a quantity in root units, shape (randomisations, points).

        Raises:
            ModelError: when a draw is no number (a root of a negative, zero by zero).
        """
        key = (name, self.model.relevant(name, choices))
        if key not in self._known:
            self._known[key] = self._draw(name, choices)
        return self._known[key]

    def _draw(self, name: str, choices: Choices) -> np.ndarray:
        node = self.model.node(name, choices)
        match node:
            case Input():
                start, _ = self._coordinates[name]
                law = node.law(choices)
                return np.full(self._shape, law.value) if isinstance(law, Point) else law.quantile(self._cube[start])
            case Shares():
                start, end = self._coordinates[name]
                return node.composition.quantile(self._cube[start:end])
            case Share():
                return self.of(node.whole, choices)[node.index]
            case Relation():
                values = {need: self.of(need, choices) for need in node.needs}
                result = np.broadcast_to(fold(node.expression, Arrays(values)), self._shape)
                if not np.isfinite(result).all():
                    raise ModelError(
                        f"`{name}` = {node.text} is not a number for some of its inputs: "
                        "a zero below a line, or the root or logarithm of a negative"
                    )
                return result
        raise TypeError(node)

    @property
    def _shape(self) -> tuple[int, int]:
        return self.settings.randomisations, self.settings.points

    @cached_property
    def _coordinates(self) -> dict[str, tuple[int, int]]:
        """Which coordinates of the point set each input takes, in the order of names; a fixed figure takes none.

        The first coordinates of a lattice rule are its best, so none is spent on what isn't drawn.
        """
        spans, start = {}, 0
        for name in self.model.inputs():
            end = start + max(_dimensions(node) for node in self.model.nodes[name].values())
            spans[name] = (start, end)
            start = end
        return spans

    @cached_property
    def _cube(self) -> np.ndarray:
        total = max((end for _, end in self._coordinates.values()), default=0)
        return shifted_lattice(total, self.settings.points, self.settings.randomisations, self.settings.seed)


def _dimensions(node: object) -> int:
    if isinstance(node, Shares):
        return node.composition.dimensions
    return int(isinstance(node, Input) and not all(isinstance(law, Point) for law in node.laws.values()))
