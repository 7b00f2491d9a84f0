"""Which mixes give a stated value: the exact region of a composition, as a polytope.

A computed side that is linear in the shares is, over the whole range of the other inputs, at least ``least · shares``
and at most ``most · shares``, times the stated side. The mixes for which 1 lies between form a polytope, and its
corners determine everything that is reported: the extent in each part is that of the corners.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ..uncertainty import Composition
from .bounds import degree, leaves_of, outer_bounds
from .box import Domain
from .formula import Apply, Name
from .model import Model
from .nodes import Choices, Input, Shares

NEAR = 1e-9


@dataclass(frozen=True)
class Region:
    """The corners of the region, shape (corners, parts), and whether it is exact or merely encloses the true one."""

    parts: tuple[str, ...]
    corners: np.ndarray
    exact: bool

    @property
    def is_empty(self) -> bool:
        """Whether no mix gives the stated value."""
        return len(self.corners) == 0

    def extent(self) -> dict[str, tuple[float, float]]:
        """The least and the greatest share of each part.

        >>> Region(("iron", "copper"), np.array([[0.5, 0.5], [0.9, 0.1]]), True).extent()
        {'iron': (0.5, 0.9), 'copper': (0.1, 0.5)}
        """
        if self.is_empty:
            return {}
        ends = zip(self.corners.min(axis=0).tolist(), self.corners.max(axis=0).tolist(), strict=True)
        return dict(zip(self.parts, ends, strict=True))


def is_linear(model: Model, name: str, by: str, choices: Choices) -> bool:
    """Whether a quantity is linear in the shares of a composition; kept, for it is the same whatever the inputs are.

    Args:
        model, choices: the graph, and the option taken of every choice.
        name: the quantity.
        by: the composition.
    """
    key = ("linear", model.formulas, name, by, model.relevant(name, choices))
    return model.cache.kept(key, lambda: degree(model, Name(name), by, choices) == 1)


def region(model: Model, stated: str, computed: str, by: str, choices: Choices) -> Region:
    """The mixes of ``by`` for which the computed side can equal the stated one.

    Args:
        model, choices: the graph, and the option taken of every choice.
        stated, computed: both sides, by their names.
        by: the composition, in whose shares the computed side is linear.
    """
    ratio = Apply("/", (Name(computed), Name(stated)))
    node = model.node(by, choices)
    assert isinstance(node, Shares)
    composition = node.composition
    pure = np.eye(len(composition.parts))
    names = [f"{by}.{part}" for part in composition.parts]
    ends = [outer_bounds(model, ratio, choices, dict(zip(names, row.tolist(), strict=True))) for row in pure]
    least, most = np.array([low for low, _ in ends]), np.array([high for _, high in ends])
    return Region(composition.parts, polytope(composition, least, most), _one_way(model, ratio, choices, by))


def polytope(composition: Composition, least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """The corners of {shares: within bounds, sum 1, least · shares ≤ 1 ≤ most · shares}, shape (corners, parts).

    Every corner is where as many constraints meet as there are free shares; each meeting point that keeps the others
    is one.

    >>> polytope(Composition(("a", "b"), (0, 0), (1, 1)), np.array([0.5, 2.0]), np.array([0.5, 2.0])).round(3).tolist()
    [[0.667, 0.333]]
    """
    n = len(composition.parts)
    rows = np.vstack([-np.eye(n), np.eye(n), least, -most])
    limits = np.concatenate([-np.array(composition.low), np.array(composition.high), [1.0], [-1.0]])
    picks = np.array(list(combinations(range(len(rows)), n - 1)))
    systems = np.concatenate([rows[picks], np.ones((len(picks), 1, n))], axis=1)
    targets = np.concatenate([limits[picks], np.ones((len(picks), 1))], axis=1)
    scale = np.abs(systems).max(axis=2, keepdims=True)
    systems, targets = systems / np.maximum(scale, NEAR), targets / np.maximum(scale[..., 0], NEAR)
    solvable = np.abs(np.linalg.det(systems)) > NEAR
    points = np.linalg.solve(systems[solvable], targets[solvable][..., None])[..., 0]
    slack = limits - points @ rows.T
    kept = points[(slack >= -NEAR * np.maximum(1.0, np.abs(rows).max(axis=1))).all(axis=1)]
    return _distinct(np.clip(kept, 0.0, 1.0))


def _distinct(points: np.ndarray) -> np.ndarray:
    """Points that differ by more than rounding, in a fixed order: round the region where it is flat, else sorted."""
    if len(points) == 0:
        return points
    _, first = np.unique(points.round(9), axis=0, return_index=True)
    points = points[np.sort(first)]
    points = points[np.lexsort(points.T[::-1])]
    if points.shape[1] != 3 or len(points) < 3:
        return points
    away = points[:, :2] - points[:, :2].mean(axis=0)
    return points[np.argsort(np.arctan2(away[:, 1], away[:, 0]), kind="stable")]


def _one_way(model: Model, ratio: Apply, choices: Choices, by: str) -> bool:
    """Whether every other input pushes the ratio one way for all mixes: then one corner serves all and it is exact."""
    box = {}
    for name in leaves_of(model, ratio, choices):
        node = model.node(name, choices)
        if isinstance(node, Shares):
            bounds = zip(node.composition.low, node.composition.high, strict=True)
            box |= dict(zip((f"{name}.{part}" for part in node.composition.parts), bounds, strict=True))
        elif isinstance(node, Input):
            box[name] = node.support(choices)
    found = Domain(model, choices, box).enclosure(ratio).slopes
    return all(low >= 0 or high <= 0 for name, (low, high) in found.items() if not name.startswith(f"{by}."))
