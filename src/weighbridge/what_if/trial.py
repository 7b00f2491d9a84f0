"""A check under other values of one lever, or of several at once, all else as it is, on the same draws.

What does not rest on the lever is drawn and bounded once. Of a check that asks for a probability only the leaves in
which the lever stands are drawn anew, and the formulas between them and the two sides; the graph stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..base import WeighbridgeError, pay
from ..checks import GLANCED, Agreeing, LookByDensity, Outcome, Scale, Typical, Weighing, is_plain, levels
from ..graph import (
    Arrays,
    Check,
    Choices,
    Comparison,
    Draws,
    Input,
    Kind,
    ModelError,
    Name,
    Node,
    Relation,
    Share,
    Shares,
    fold,
    outer_bounds,
)
from ..uncertainty import Estimate, Point, between
from .levers import Lever, Levers, Value, moved_nodes

# What a value costs beside its bounds, which pay for themselves: all draws of both sides, or a first look at a part of
# them; and what each formula between the lever and the sides adds.
WHOLE, GLANCE, FORMULA = 200, 20, 8
ABOVE_ZERO = Scale(1)  # how a stated side above zero is varied
Said = tuple[Outcome, int]  # the outcome, and on which side of the stated side the computed one then lies


@dataclass(eq=False)
class Trial:
    """A check under other values of one lever or several; raises ``ModelError`` where it cannot be weighed as it is."""

    draws: Draws
    check: Check
    choices: Choices
    lever: Lever | Levers

    def __post_init__(self) -> None:
        model = self.draws.model
        weighing = Weighing(model, self.draws, self.check, self.choices, thorough=False)
        _ = weighing.answer
        self.unseen = weighing.unseen if self.check.is_drawn else 0.0
        self.leaves = frozenset(name for name, _ in self.lever.seats)
        self.touched = model.resting_on(self.leaves)
        ranks = {correlation.rank for correlation in model.correlations.values()}
        fixed = self.draws.settings.digits is None  # else draws are refined where a tail is near a threshold
        compared = self.check.kind == Kind.TYPICAL and not weighing.states_a_direction
        self.is_drawn = fixed and compared and not ranks & self.leaves
        self.points = self._points() if self.is_drawn else {}
        self._answers: dict[Value, Weighing | Typical | None] = {}
        self._glances: dict[Value, Said] = {}
        self._rough_tails: dict[Value, float] = {}

    def _points(self) -> Mapping[str, np.ndarray | None]:
        """For each leaf in which the lever stands, where in its distribution every draw lies; none for a fixed one."""
        return {name: self.draws.points_of(name, self.choices) for name in self.leaves}

    def answer(self, value: Value) -> Weighing | Typical | None:
        """The check at a value; None where that makes no distribution, or a number that can't be weighed."""
        if value not in self._answers:
            pay((WHOLE if self.check.is_drawn else GLANCE) + self._formulas)
            try:
                self._answers[value] = self._drawn(value) if self.is_drawn else self._weighed(value)
            except WeighbridgeError:
                self._answers[value] = None
        return self._answers[value]

    def _weighed(self, value: Value) -> Weighing:
        """The check in a graph in which the lever has that value."""
        model = self.draws.model.redefined(moved_nodes(self.draws.model, self.lever, value, self.choices))
        found = Weighing(model, self.draws.over(model), self.check, self.choices, thorough=False)
        found.answer.outcome(1.0)
        return found

    def _drawn(self, value: Value) -> Typical:
        """The ratio of the two sides, of which only what rests on the lever is computed anew."""
        nodes = moved_nodes(self.draws.model, self.lever, value, self.choices)
        model = self.draws.model.redefined(nodes) if self.check.stated in self.touched else self.draws.model
        scale = Scale.of(outer_bounds(model, Name(self.check.stated), self.choices))
        values = _Values(self, {name: node for name, (_, node) in nodes.items()})
        stated, computed = values[self.check.stated], values[self.check.computed]
        shape = (self.draws.settings.randomisations, self.draws.settings.points)
        relation = scale.relation(self.check.relation)
        ratio = np.broadcast_to(scale.ratios(computed, stated), shape)
        return Typical(relation, ratio, self.unseen, scale.is_ratio)

    def said(self, value: Value) -> Said | None:
        """The outcome at a value, and on which side of the stated one the computed side then lies, where it fails.

        A narrow band in which it stands would be stepped over, were its two sides not kept apart.
        """
        if value in self._glances:
            return self._glances[value]
        found = self.answer(value)
        if found is None:
            return None
        return self._said(found)

    def _said(self, found: Weighing | Typical) -> Said:
        outcome = _answer(found).outcome(1.0)
        return outcome, 0 if outcome == Outcome.HOLDS or self.check.relation != Comparison.EQUALS else _side(found)

    def glance(self, values: Sequence[Value]) -> None:
        """Find what is said at several values at once, from a part of the draws, as far as these leave no doubt.

        Every so-many-th point of a lattice rule is a rule of its own. What they leave open is asked of all draws.
        """
        settings = self.draws.settings
        stride = settings.points // GLANCED
        if self.check.kind != Kind.TYPICAL or stride <= 1 or not values or not self._is_plain:
            return
        pay(len(values) * (GLANCE + self._formulas // FORMULA))
        if not self.is_drawn:
            self._glance_by_weighing(values)
            return
        if not self._stays_above_zero(values):
            return
        known = {value: self._leaves_at(value, stride) for value in values}
        sound = [value for value, leaves in known.items() if leaves is not None]
        if not sound:
            return
        # At some values a leaf can be one number, and drawn at others.
        each = {name: np.broadcast_arrays(*(known[value][name] for value in sound)) for name in self.leaves}
        stacked = {name: np.stack(draws) for name, draws in each.items()}
        try:
            several = _Several(self, stacked, stride)
            ratio = ABOVE_ZERO.quiet_ratios(several[self.check.computed], several[self.check.stated])
        except WeighbridgeError:
            return
        finite = several.finite & ABOVE_ZERO.in_reach(ratio).all(axis=(-2, -1))
        points = len(range(0, settings.points, stride))  # as many also of what is one number at every value
        ratio = np.broadcast_to(ratio, (len(sound), settings.randomisations, points))
        self._note([value for value, known in zip(sound, finite, strict=True) if known], ratio[finite])

    @cached_property
    def _formulas(self) -> int:
        """What the formulas cost that are computed anew at each value."""
        return FORMULA * len(self.touched & self.draws.model.below(*self.check.sides))

    @cached_property
    def _is_plain(self) -> bool:
        """Whether what rests on the lever is a number for all draws where it is one for a part of them."""
        model, names = self.draws.model, self.touched & self.draws.model.below(*self.check.sides)
        return is_plain(model.node(name, self.choices) for name in names)

    @property
    def glances(self) -> Mapping[Value, Said]:
        """What first looks have settled: at each value what all draws would say there."""
        return self._glances

    def _glance_by_weighing(self, values: Sequence[Value]) -> None:
        """The same, a graph for each value: where the lever says how strongly inputs move together."""
        draws, ratios = self.draws.finer(GLANCED), {}
        for value in values:
            try:
                model = self.draws.model.redefined(moved_nodes(self.draws.model, self.lever, value, self.choices))
                weighing = Weighing(model, draws.over(model), self.check, self.choices, thorough=False)
                ratios[value] = weighing.typical().ratio
            except WeighbridgeError:
                continue
        self._note(list(ratios), list(ratios.values()))

    def _note(self, values: Sequence[Value], ratios: Sequence[np.ndarray]) -> None:
        """Keep what a part of the draws says of values: the tails, and the outcomes where that leaves no doubt."""
        rest = set(values)
        if self.check.relation == Comparison.EQUALS and values:
            rest -= self._note_together(values, np.stack(ratios))
        for value, ratio in zip(values, ratios, strict=True):
            if value in rest:
                found = Typical(self.check.relation, ratio, self.unseen)
                self._rough_tails[value] = found.tail(1.0).value
                if _is_clear(found):
                    self._glances[value] = self._said(found)

    def _note_together(self, values: Sequence[Value], ratios: np.ndarray) -> set[Value]:
        """The same of a check for equality, in one array; of which values it could be told."""
        look = LookByDensity(tuple(levels(self.check.relation, self.unseen)), ratios)
        noted = set()
        for value, tail, outcome, side in zip(values, look.tails(), look.clear(), look.sides(), strict=True):
            if tail is not None:
                noted.add(value)
                self._rough_tails[value] = (1 - self.unseen) * tail + self.unseen
                if outcome is not None and side is not None:
                    self._glances[value] = outcome, 0 if outcome == Outcome.HOLDS else side
        return noted

    def rough_tail(self, value: Value) -> float | None:
        """The tail probability at a value by the draws that were looked at: by a part of them after a first look."""
        if value in self._rough_tails:
            return self._rough_tails[value]
        tail = self.tail(value)
        return None if tail is None else tail.value

    def _stays_above_zero(self, values: Sequence[Value]) -> bool:
        """Whether the stated side is above zero for all these values: by bounds, with all that the leaves may be."""
        if self.check.stated not in self.touched:
            return outer_bounds(self.draws.model, Name(self.check.stated), self.choices)[0] > 0
        model, nodes = self.draws.model, {}
        try:
            ends = [moved_nodes(model, self.lever, value, self.choices) for value in values]
            for name, (key, node) in ends[0].items():
                if not isinstance(node, Input):
                    return False
                low, high = zip(*(one[name][1].support(self.choices) for one in ends), strict=True)
                law = between(min(low), max(high))
                nodes[name] = key, replace(node, laws=dict.fromkeys(node.laws, law))
            return outer_bounds(model.redefined(nodes), Name(self.check.stated), self.choices)[0] > 0
        except WeighbridgeError:
            return False

    def _leaves_at(self, value: Value, stride: int) -> dict[str, Any] | None:
        """Some draws of the leaves in which the lever stands, at a value; None where that makes no distribution."""
        found: dict[str, Any] = {}
        try:
            for name, (_, node) in moved_nodes(self.draws.model, self.lever, value, self.choices).items():
                points = self.points[name]
                found[name] = leaf_draws(node, None if points is None else points[..., ::stride], self.choices)
        except WeighbridgeError:
            return None
        return found

    def outcome(self, value: Value) -> Outcome | None:
        """The outcome at a value, whether or not the check could have caught an error there."""
        found = self.answer(value)
        return _answer(found).outcome(1.0) if found else None

    def gap(self, value: Value, end: int) -> float:
        """How far one end of the ratio of the two sides lies off one, as a logarithm; not a number where it has none.

        Where bounds decide, an outcome turns where an end passes one.
        """
        found = self.answer(value)
        ratio = found.ratio[end] if isinstance(found, Weighing) else math.nan
        return math.log(ratio) if ratio > 0 else math.nan

    @property
    def least(self) -> float:
        """The share of one draw: no probability is known more closely."""
        return 1.0 / (self.draws.settings.randomisations * self.draws.settings.points)

    def tail(self, value: Value) -> Estimate | None:
        """The tail probability at a value, where one is asked for."""
        found = self.answer(value)
        return _answer(found).tail(1.0) if found else None

    def drawn(self, value: Value) -> Estimate | None:
        """The share of draws beyond what is stated at a value, where a probability is asked for."""
        answer = _answer(found) if (found := self.answer(value)) else None
        return answer.drawn(1.0) if isinstance(answer, Typical) else None


def _answer(found: Weighing | Typical) -> Any:
    return found if isinstance(found, Typical) else found.answer


def _side(found: Weighing | Typical) -> int:
    """Whether the computed side lies above the stated one (1) or below it (−1).

    Of numbers that are to agree, as they are written: a hedge that opens to one side has its middle elsewhere.
    """
    answer = _answer(found)
    if isinstance(answer, Typical):
        return 1 if np.count_nonzero(answer.ratio >= 1.0) > 0.5 * answer.ratio.size else -1
    assert isinstance(found, Weighing)
    if isinstance(answer, Agreeing) and answer.as_written[0] <= answer.as_written[1]:
        return 1 if sum(answer.as_written) > 2.0 else -1
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
        return leaf_draws(node, self.trial.points[name], self.trial.choices)

    def _inner(self, name: str, node: Node) -> Any:
        if isinstance(node, Share):
            return self[node.whole][node.index]
        if not isinstance(node, Relation):  # moves with a leaf of the lever, and is none of it
            return self.trial.draws.of(name, self.trial.choices)
        found = fold(node.expression, Arrays(self))
        if not np.isfinite(found).all():
            raise ModelError(f"`{name}` = {node.text} is not a number for some of its inputs", name)
        return found


class _Several(dict[str, Any]):
    """Some draws of the quantities of a check at several values of the lever, which are the first axis."""

    def __init__(self, trial: Trial, leaves: Mapping[str, np.ndarray], stride: int) -> None:
        super().__init__({name: one.reshape(*one.shape, *[1] * (3 - one.ndim)) for name, one in leaves.items()})
        self.trial, self.stride = trial, stride
        self.finite = np.ones(len(next(iter(leaves.values()))), dtype=bool)  # whether all is a number, at each value

    def __missing__(self, name: str) -> Any:
        trial = self.trial
        node = trial.draws.model.node(name, trial.choices)
        if isinstance(node, Share) and node.whole in self:
            self[name] = self[node.whole][:, node.index]
        elif name in trial.touched and isinstance(node, Relation):
            self[name] = found = fold(node.expression, Arrays(self))
            self.finite &= np.isfinite(found).all(axis=(-2, -1))
        else:
            self[name] = trial.draws.of(name, trial.choices)[:, :: self.stride]
        return self[name]


def leaf_draws(node: Node, points: np.ndarray | None, choices: Choices) -> Any:
    """Draws of a leaf from where they lie in its distribution; one number where it is fixed."""
    if isinstance(node, Shares):
        return node.composition.quantile(points)
    assert isinstance(node, Input)
    law = node.law(choices)
    return np.float64(law.value) if isinstance(law, Point) else law.quantile(points)


def _is_clear(found: Typical) -> bool:
    """Whether a part of the draws leaves no doubt what all of them would say, and on which side of the stated one."""
    return found.is_clear(1.0) and (found.relation != Comparison.EQUALS or found.is_clear_of_middle(1.0))
