"""What the checks of a case demand of the article's numbers, as constraints on the scale of logarithms.

A check of kind *agrees* is an equation; the others are inequalities: its stated side must lie where it holds. In
all of them a number of the article is one number, without the width of its hedge.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ..base import WeighbridgeError
from ..checks import Outcome, Weighing
from ..graph import Arrays, Check, Choices, Draws, Input, Key, Laws, Model, Node, Relation, fold
from ..text import hedge
from ..uncertainty import Point

SLIGHT = 1e-5  # how far a number is shifted to see what that changes


FARTHEST = 1e-300


Array = np.ndarray


@dataclass(frozen=True)
class Stated:
    """A number of the article: its value in root units, and how far its hedge lets it lie, on the scale of logarithms.

    A range stands at its geometric middle. ``room`` says what lets it lie elsewhere: hedge, rounding or range.
    ``spread`` is the standard deviation of a uniform distribution over that width.
    """

    name: str
    leaf: str
    value: float
    below: float
    above: float
    room: str = "hedge"

    @property
    def spread(self) -> float:
        return (self.above - self.below) / math.sqrt(12.0)


@dataclass
class Demands:
    """What checks demand under some choices.

    One of whole things (``counted_in``) is left out: its demand is no continuous one. ``equations`` and ``names`` have
    an entry for each constraint.
    """

    draws: Draws
    choices: Choices
    only: frozenset[str] | None = None
    _known: dict[bytes, Array] = field(default_factory=dict)

    @property
    def model(self) -> Model:
        """The graph of the case."""
        return self.draws.model

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """The checks that demand something."""
        told = self.model.checks.items()
        return {n: c for n, c in told if c.relation != "counted_in" and (self.only is None or n in self.only)}

    @property
    def left_out(self) -> tuple[str, ...]:
        """The checks that demand something of whole things."""
        return tuple(name for name, check in self.model.checks.items() if check.relation == "counted_in")

    @cached_property
    def unmoved(self) -> tuple[str, ...]:
        """The article's numbers below these checks that are not above zero: they have no logarithm."""
        sides = [side for check in self.checks.values() for side in (check.stated, check.computed)]
        leaves = sorted({leaf for side in sides for leaf in self.model.leaves(side, self.choices)})
        claims = [leaf for leaf in leaves if self.model.node(leaf, self.choices).kind == "claim"]
        moved = {number.leaf for number in self.numbers}
        return tuple(leaf.split(".")[0] for leaf in claims if leaf not in moved)

    @cached_property
    def numbers(self) -> tuple[Stated, ...]:
        """The article's numbers below these checks, in the order of their names."""
        sides = [side for check in self.checks.values() for side in (check.stated, check.computed)]
        found = []
        for leaf in sorted({leaf for side in sides for leaf in self.model.leaves(side, self.choices)}):
            node = self.model.node(leaf, self.choices)
            if isinstance(node, Input) and node.kind == "claim" and node.written and node.written[0] > 0:
                low, high = node.law(self.choices).support()
                value = math.sqrt(node.written[0] * node.written[1])
                name, ends = leaf.split(".")[0], (math.log(low / value), math.log(high / value))
                found.append(Stated(name, leaf, value, *ends, _room(node)))
        return tuple(found)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The check of each constraint."""
        return tuple(name for name, check in self.checks.items() for _ in range(_count(check)))

    @cached_property
    def equations(self) -> Array:
        """Which constraints are equations, shape (constraints,)."""
        return np.array([self.checks[name].kind == "agrees" for name in self.names])

    def kept(self, shifts: Array) -> Array:
        """How far each constraint is kept when the logarithm of each number is shifted: below zero it is broken.

        An equation is kept at zero. Shape (constraints,); NaN where nothing can be said.
        """
        key = shifts.tobytes()
        if key not in self._known:
            values = {one.leaf: one.value * math.exp(by) for one, by in zip(self.numbers, shifts.tolist(), strict=True)}
            told = [self._equal(values, check) for check in self.checks.values() if check.kind == "agrees"]
            if len(told) < len(self.checks):
                draws, equal = self._pinned(values), iter(told)
                told = [next(equal) if c.kind == "agrees" else self._of(draws, c) for c in self.checks.values()]
            self._known[key] = np.concatenate(told) if told else np.zeros(0)
        return self._known[key]

    def slopes(self, shifts: Array) -> Array:
        """How each constraint changes with each shift, by central differences; shape (constraints, numbers)."""
        steps = np.eye(len(self.numbers)) * SLIGHT
        columns = [(self.kept(shifts + step) - self.kept(shifts - step)) / (2 * SLIGHT) for step in steps]
        return np.stack(columns, axis=1) if columns else np.zeros((len(self.names), 0))

    def _equal(self, values: dict[str, float], check: Check) -> Array:
        """How far the sides of an equation lie apart where each number is one; NaN where there is no logarithm."""
        known = _Values(self.model, self.choices, values)
        stated, computed = float(known[check.stated]), float(known[check.computed])
        return np.array([math.log(computed / stated) if stated > 0 and computed > 0 else math.nan])

    def _pinned(self, values: dict[str, float]) -> Draws:
        nodes: dict[str, tuple[Key, Node]] = {}
        for leaf, value in values.items():
            node = self.model.node(leaf, self.choices)
            assert isinstance(node, Input)
            pinned = replace(node, laws=Laws(dict.fromkeys(node.laws, Point(value))), written=(value, value), grain=0.0)
            nodes[leaf] = self.model.variant(leaf, self.choices), pinned
        return self.draws.over(self.model.redefined(nodes))

    def _of(self, draws: Draws, check: Check) -> Array:
        try:
            answer = Weighing(draws.model, draws, check, self.choices, thorough=False).answer
            turns = answer.turns()
        except (WeighbridgeError, ValueError):  # a number that cannot be weighed; the logarithm of none
            return np.full(_count(check), math.nan)
        logs = {
            (below == Outcome.HOLDS, above == Outcome.HOLDS): math.log(max(at.value, FARTHEST))
            for at, below, above in turns
        }
        rising = [-logs[False, True]] if (False, True) in logs else []
        return np.array([*rising, *([logs[True, False]] if (True, False) in logs else [])])


def _room(node: Input) -> str:
    """What lets a number of the article lie where it is not written: its range, its hedge, or rounding alone."""
    if node.written and node.written[0] < node.written[1]:
        return "range"
    cues = [figure.cue for figure in node.figures if figure.cue is not None]
    return "rounding" if all(hedge(cue).rule == "rounding" for cue in cues) else "hedge"


def _count(check: Check) -> int:
    return 2 if check.relation == "equals" and check.kind != "agrees" else 1


class _Values(dict[str, float]):
    """Quantities where each of the article's numbers is one number, and the rest is evidence."""

    def __init__(self, model: Model, choices: Choices, values: dict[str, float]) -> None:
        super().__init__(values)
        self.model, self.choices = model, choices

    def __missing__(self, name: str) -> float:
        node = self.model.node(name, self.choices)
        if isinstance(node, Relation):
            self[name] = fold(node.expression, Arrays(self))
        else:
            assert isinstance(node, Input)
            self[name] = node.law(self.choices).support()[0]
        return self[name]
