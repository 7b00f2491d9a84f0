"""A check under other values of one lever, all else as it is, on the same draws.

What does not rest on the lever is drawn and bounded once. Of a check that asks for a probability only the leaves in
which the lever stands are drawn anew, and the formulas between them and the two sides; the graph stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..base import WeighbridgeError
from ..checks import Outcome, Typical, Weighing
from ..graph import (
    Arrays,
    Check,
    Choices,
    Draws,
    Input,
    ModelError,
    Name,
    Node,
    Relation,
    Share,
    Shares,
    fold,
    outer_bounds,
)
from ..uncertainty import Estimate, Point
from .levers import Lever, moved_nodes

Told = tuple[Outcome, int]


@dataclass(eq=False)
class Trial:
    """A check under other values of a lever; raises ``ModelError`` where it cannot be weighed as it stands."""

    draws: Draws
    check: Check
    choices: Choices
    lever: Lever

    def __post_init__(self) -> None:
        model = self.draws.model
        _ = Weighing(model, self.draws, self.check, self.choices, thorough=False).answer
        self.leaves = frozenset(name for name, _ in self.lever.places)
        self.touched = model.resting_on(self.leaves)
        ranks = {correlation.rank for correlation in model.correlations.values()}
        self.is_drawn = self.check.kind == "typical" and not ranks & self.leaves
        self.points = self._points() if self.is_drawn else {}
        self._answers: dict[float, Weighing | Typical | None] = {}

    def _points(self) -> Mapping[str, np.ndarray | None]:
        """For each leaf in which the lever stands, where in its distribution every draw lies; none for a fixed one."""
        return {name: self.draws.points_of(name, self.choices) for name in self.leaves}

    def answer(self, value: float) -> Weighing | Typical | None:
        """The check at a value; None where that makes no distribution, or a number that can't be weighed."""
        if value not in self._answers:
            try:
                self._answers[value] = self._drawn(value) if self.is_drawn else self._weighed(value)
            except WeighbridgeError:
                self._answers[value] = None
        return self._answers[value]

    def _weighed(self, value: float) -> Weighing:
        """The check in a graph in which the lever has that value."""
        model = self.draws.model.redefined(moved_nodes(self.draws.model, self.lever, value, self.choices))
        found = Weighing(model, self.draws.over(model), self.check, self.choices, thorough=False)
        found.answer.outcome(1.0)
        return found

    def _drawn(self, value: float) -> Typical:
        """The ratio of the two sides, of which only what rests on the lever is computed anew."""
        nodes = moved_nodes(self.draws.model, self.lever, value, self.choices)
        if self.check.stated in self.touched:
            model = self.draws.model.redefined(nodes)
            if outer_bounds(model, Name(self.check.stated), self.choices)[0] <= 0:
                raise ModelError(f"`{self.check.stated}` can be zero or less", self.check.stated)
        values = _Values(self, {name: node for name, (_, node) in nodes.items()})
        stated, computed = values[self.check.stated], values[self.check.computed]
        shape = (self.draws.settings.randomisations, self.draws.settings.points)
        return Typical(self.check.relation, np.broadcast_to(computed / stated, shape))

    def told(self, value: float) -> Told | None:
        """The outcome at a value, and on which side of the stated one the computed side then lies, where it fails.

        A narrow band in which it stands would be stepped over, were its two sides not told apart.
        """
        found = self.answer(value)
        if found is None:
            return None
        outcome = _answer(found).outcome(1.0)
        return outcome, 0 if outcome == Outcome.HOLDS or self.check.relation != "equals" else _side(found)

    def outcome(self, value: float) -> Outcome | None:
        """The outcome at a value, whether or not the check could have caught an error there."""
        found = self.answer(value)
        return _answer(found).outcome(1.0) if found else None

    def tail(self, value: float) -> Estimate | None:
        """The tail probability at a value, where one is asked for."""
        found = self.answer(value)
        return _answer(found).tail(1.0) if found else None


def _answer(found: Weighing | Typical) -> Any:
    return found if isinstance(found, Typical) else found.answer


def _side(found: Weighing | Typical) -> int:
    """Whether the computed side lies above the stated one (1) or below it (−1)."""
    answer = _answer(found)
    if isinstance(answer, Typical):
        return 1 if np.count_nonzero(answer.ratio >= 1.0) > 0.5 * answer.ratio.size else -1
    assert isinstance(found, Weighing)
    return 1 if found.ratio[0] + found.ratio[1] > 2.0 else -1


class _Values(dict[str, Any]):
    """Draws of the quantities of a check, those that rest on the lever anew; raises as ``Draws.of`` does."""

    def __init__(self, trial: Trial, nodes: Mapping[str, Node]) -> None:
        super().__init__()
        self.trial, self.nodes = trial, nodes

    def __missing__(self, name: str) -> Any:
        trial = self.trial
        if name in self.nodes:
            self[name] = self._leaf(name, self.nodes[name])
        elif name not in trial.touched:
            self[name] = trial.draws.of(name, trial.choices)
        else:
            self[name] = self._inner(name, trial.draws.model.node(name, trial.choices))
        return self[name]

    def _leaf(self, name: str, node: Node) -> Any:
        points = self.trial.points[name]
        if isinstance(node, Shares):
            return node.composition.quantile(points)
        assert isinstance(node, Input)
        law = node.law(self.trial.choices)
        return law.value if isinstance(law, Point) else law.quantile(points)

    def _inner(self, name: str, node: Node) -> Any:
        if isinstance(node, Share):
            return self[node.whole][node.index]
        if not isinstance(node, Relation):  # moves with a leaf of the lever, and is none of it
            return self.trial.draws.of(name, self.trial.choices)
        found = fold(node.expression, Arrays(self))
        if not np.isfinite(found).all():
            raise ModelError(f"`{name}` = {node.text} is not a number for some of its inputs", name)
        return found
