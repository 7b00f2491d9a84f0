"""Draws of every quantity of a graph: each input is drawn once, whatever uses it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..base import WeighbridgeError
from ..uncertainty import DIMENSIONS, Figures, Point, coordinates, folded, joined, root
from .evaluate import Arrays
from .formula import fold
from .model import Model, ModelError
from .nodes import Choices, Input, Node, Relation, Share, Shares


@dataclass(frozen=True)
class Settings:
    """How many points, under how many random shifts, from which seed; and to how many digits figures are wanted.

    ``digits`` are those of a standard uncertainty that are to be meaningful (n_dig of JCGM 101:2008, 7.9.2); points are
    added until they are, up to ``most_points``. None takes ``points`` as they are.
    """

    points: int = 1024
    randomisations: int = 16
    seed: int = 2017
    digits: int | None = 2
    most_points: int = 2**15

    def __post_init__(self) -> None:
        if self.randomisations < 2:
            raise WeighbridgeError(f"{self.randomisations} randomisation leaves no scatter, expected two or more")
        if self.digits is not None and not 1 <= self.digits <= 4:
            raise WeighbridgeError(
                f"{self.digits} digits of an uncertainty, expected 1 to 4, or None for a fixed number"
            )


@dataclass
class Draws:
    """Draws under any choices; what doesn't depend on a choice is drawn once and shared.

    ``second`` names the inputs that are taken from a second point set, for the budget.
    """

    model: Model
    settings: Settings = field(default_factory=Settings)
    second: frozenset[str] = frozenset()
    _known: dict[tuple[str, tuple[tuple[str, str], ...]], np.ndarray] = field(default_factory=dict)
    _finer: dict[int, Draws] = field(default_factory=dict)
    remembered: dict[Any, Any] = field(default_factory=dict)

    def of(self, name: str, choices: Choices) -> np.ndarray:
        """Draws of a quantity in root units, shape (randomisations, points).

        Raises:
            ModelError: when a draw is no number (a root of a negative, zero by zero).
        """
        key = (name, self.model.relevant(name, choices))
        if key not in self._known:
            self._known[key] = self._draw(name, choices)
        return self._known[key]

    def finer(self, points: int) -> Draws:
        """The same from more points."""
        if points == self.settings.points:
            return self
        if points not in self._finer:
            self._finer[points] = Draws(self.model, replace(self.settings, points=points), self.second)
        return self._finer[points]

    def over(self, model: Model, touched: frozenset[str] = frozenset(), settings: Settings | None = None) -> Draws:
        """The same draws of a graph in which some quantities are defined otherwise: only what rests on them is new."""
        new = Draws(model, settings or self.settings, self.second)
        same = replace(new.settings, digits=None) == replace(self.settings, digits=None)
        new._known.update({key: values for key, values in self._known.items() if same and key[0] not in touched})
        vars(new)["_spans"] = self._spans  # each input keeps its coordinates
        return new

    def renewed(self, names: frozenset[str], drawn: Draws | None = None) -> Draws:
        """The same draws, but for some inputs, which are drawn anew, or taken from those that are."""
        new = Draws(self.model, self.settings, names)
        for known, kept in ((self._known, False), (drawn._known if drawn else {}, True)):
            for (name, choices), values in known.items():
                node = self.model.node(name, dict(choices))
                whole = node.whole if isinstance(node, Share) else name
                if not isinstance(node, Relation) and (whole in names) == kept:
                    new._known[name, choices] = values
        return new

    def _draw(self, name: str, choices: Choices) -> np.ndarray:
        node = self.model.node(name, choices)
        match node:
            case Input():
                law = node.law(choices)
                return (
                    np.broadcast_to(law.value, self._shape)
                    if isinstance(law, Point)
                    else law.quantile(self._rank(name, choices))
                )
            case Shares():
                start, end = self._spans[name]
                return node.composition.quantile(self._points(name, range(start, end)))
            case Share():
                return self.of(node.whole, choices)[node.index]
            case Relation():
                return self._related(name, node, choices)
        raise TypeError(node)

    def _related(self, name: str, node: Relation, choices: Choices) -> np.ndarray:
        values = {need: self.of(need, choices) for need in node.needs}
        result = np.broadcast_to(fold(node.expression, Arrays(values)), self._shape)
        if not np.isfinite(result).all():
            raise ModelError(
                f"`{name}` = {node.text} is not a number for some of its inputs: "
                "a zero below a line, or the root or logarithm of a negative"
            )
        return result

    def _rank(self, name: str, choices: Choices) -> np.ndarray:
        """Where in its distribution each draw of an input lies: its own points, or those joined with its partners'."""
        partners = self.model.together(name, choices)
        if len(partners) == 1:
            return self._points(name, [self._spans[name][0]])[0]
        ranks = self.model.ranks(partners, choices)
        if not np.any(ranks[np.triu_indices(len(partners), 1)]):
            return self._points(name, [self._spans[name][0]])[0]
        lower = root(ranks)
        if lower is None:
            names = ", ".join(f"`{partner}`" for partner in partners)
            raise ModelError(f"no inputs can be correlated as is declared of {names}", name)
        own = np.stack([self._points(other, [self._spans[other][0]])[0] for other in partners])
        return joined(own, lower)[partners.index(name)]

    @property
    def _shape(self) -> tuple[int, int]:
        return self.settings.randomisations, self.settings.points

    def _points(self, name: str, which: range | list[int]) -> np.ndarray:
        settings = self.settings
        shift = self.dimensions if name in self.second else 0
        wanted = [shift + index for index in which]
        return folded(coordinates(wanted, settings.points, settings.randomisations, settings.seed))

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """Which coordinates of the point set each input takes; a fixed figure takes none.

        The first coordinates of a lattice rule are its best: what typical checks rest on has them, by name.
        """
        typical = [check for check in self.model.checks.values() if check.kind == "typical"]
        first = self.model.below(*(side for check in typical for side in (check.computed, check.stated)))
        spans, start = {}, 0
        for name in sorted(self.model.inputs(), key=lambda name: (name not in first, name)):
            end = start + max(_dimensions(node) for node in self.model.nodes[name].values())
            spans[name] = (start, end)
            start = end
        return spans

    @property
    def has_second(self) -> bool:
        """Whether the point set has coordinates enough for every input to be drawn twice."""
        return 2 * self.dimensions <= DIMENSIONS

    @cached_property
    def dimensions(self) -> int:
        """How many coordinates of the point set the inputs of the case take."""
        return max((end for _, end in self._spans.values()), default=0)


def _dimensions(node: Node) -> int:
    if isinstance(node, Shares):
        return node.composition.dimensions
    return int(isinstance(node, Input) and not all(isinstance(law, Point) for law in node.laws.values()))


# The error of a quantile falls with about this power of the number of points; those of mean and spread fall faster.
RATE = 0.75


MOST_FACTOR = 16


def settled(draws: Draws, name: str, choices: Choices) -> tuple[Draws, Figures, bool]:
    """Draws that are fine enough for the wanted digits of a quantity, its figures, and whether they are.

    They are not where ``most_points`` come first. The case as written has the digits that are wanted; under any other
    choice one fewer will do, for there only the outcome is compared.
    """
    key = (name, draws.model.relevant(name, choices))
    if key not in draws.remembered:
        draws.remembered[key] = _settled(draws, name, choices)
    return draws.remembered[key]


def _settled(draws: Draws, name: str, choices: Choices) -> tuple[Draws, Figures, bool]:
    settings, key = draws.settings, draws.model.relevant(name, choices)
    as_written = key == draws.model.relevant(name, draws.model.reference)
    figures = Figures.of(draws.of(name, choices))
    while settings.digits is not None:
        tolerance = figures.tolerance(settings.digits if as_written else max(1, settings.digits - 1))
        if figures.numerical_uncertainty <= tolerance:
            break
        points = draws.settings.points
        if points >= settings.most_points:
            return draws, figures, False
        wanted = (figures.numerical_uncertainty / tolerance) ** (1 / RATE)
        factor = 2 ** math.ceil(math.log2(min(max(wanted, 2.0), MOST_FACTOR)))
        draws = draws.finer(min(points * factor, settings.most_points))
        figures = Figures.of(draws.of(name, choices))
    return draws, figures, True
