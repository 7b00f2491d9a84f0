"""What the checks of a case demand of the article's numbers, as constraints on the scale of logarithms.

A check of kind *agrees* is an equation, unless it holds for a month of any length; that and the others are
inequalities: the stated side must lie where it holds. In all of them a number of the article is one number, without the
width of its hedge. Where all are equations their slopes are exact: the imaginary part of what comes of a step that is
imaginary (W. Squire, G. Trapp, SIAM Review 40, 1998). Beside inequalities both come of central differences: two demands
that are one must not differ in their last digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from ..base import WeighbridgeError, pay
from ..checks import Outcome, Weighing, nearest_stretch
from ..graph import (
    Arrays,
    Check,
    Choices,
    Comparison,
    Draws,
    Input,
    Key,
    Kind,
    Laws,
    Model,
    Name,
    Node,
    NodeKind,
    Quantities,
    outer_bounds,
)
from ..text import HedgeRule, hedge
from ..uncertainty import Point
from .boxes import Ends, rough

SLIGHT = 1e-5  # how far a number is shifted to each side to see what that changes
IMAGINARY = 1e-20  # the same to the side of all real numbers: nothing is lost by so small a step
TIED = 1e-9  # how near to each other, as a share, numbers are of which neither is taken for the greater
NOTHING = 1e-12  # the slope that rounding leaves of a number that cancels out
FARTHEST = 1e-300
DRAWN = 200  # what it costs to find where a check turns for which all is drawn anew
Array = np.ndarray


class Room(StrEnum):
    """What lets a number of the article lie elsewhere than it is written."""

    HEDGE = "hedge"
    ROUNDING = "rounding"
    RANGE = "range"
    NONE = "nothing"  # a count, or what the article says exactly


@dataclass(frozen=True)
class Stated:
    """A number of the article: its value in root units, and how far its hedge lets it lie, as shifts of it.

    A shift is one of the logarithm, for a number below zero of that of its size; a number that can be zero has none,
    and is shifted in parts of ``step``. A range stands at its middle. ``room`` says what lets it lie elsewhere.
    ``spread`` is the standard deviation of a uniform distribution over that width; an exact number, which has no room,
    moves against half a unit of its last digit. ``last_digit`` is between which shifts it is what is written, to that
    digit; a range between its ends.
    """

    name: str
    leaf: str
    value: float
    below: float
    above: float
    room: Room = Room.HEDGE
    step: float = 0.0
    least: float = 0.0
    last_digit: tuple[float, float] = (0.0, 0.0)

    @property
    def spread(self) -> float:
        return (self.above - self.below or self.least) / math.sqrt(12.0)

    def at(self, shift: Any) -> Any:
        """Its value at a shift, or at an array of them."""
        return self.value + shift * self.step if self.step else self.value * np.exp(shift)

    @classmethod
    def of(cls, name: str, leaf: str, node: Input, choices: Choices) -> Stated:
        """The number of a claim under some choices."""
        (low, high), written = node.support(choices), node.written or node.support(choices)
        grain, room = node.grain or node.step / 2, _room(node, low == high)
        to_the_digit = written[0] - node.grain, written[1] + node.grain
        if low > 0 or high < 0:
            # By roots, for the product of two small numbers may be nothing, and that of two large ones infinite.
            middle = written[0] if written[0] == written[1] else math.prod(math.sqrt(abs(end)) for end in written)
            value = math.copysign(middle, low)
            below, above = sorted(math.log(end / value) for end in (low, high))
            last = sorted(math.log(end / value) if end / value > 0 else below for end in to_the_digit)
            return cls(
                name, leaf, value, below, above, room, least=2 * grain / abs(value), last_digit=(last[0], last[1])
            )
        step, value = max(high - low, grain, FARTHEST), (written[0] + written[1]) / 2
        ends = [(end - value) / step for end in (low, high, *to_the_digit)]
        return cls(name, leaf, value, ends[0], ends[1], room, step, 2 * grain / step, (ends[2], ends[3]))


@dataclass(frozen=True)
class Tangent:
    """How far constraints are kept when numbers are shifted, and the slopes there: straight lines near them.

    Attributes:
        shifts: of the logarithm of each number, shape (numbers,).
        kept: below zero a constraint is broken; an equation is kept at zero. Shape (constraints,).
        slopes: of each constraint with each shift, shape (constraints, numbers).
    """

    shifts: Array
    kept: Array
    slopes: Array

    @property
    def is_known(self) -> bool:
        """Whether something can be said of every constraint there."""
        return bool(np.isfinite(self.kept).all() and np.isfinite(self.slopes).all())

    def promised(self, shifts: Array) -> Array:
        """How far the constraints would be kept elsewhere, were they as straight as they look from here."""
        return self.kept + self.slopes @ (shifts - self.shifts)


@dataclass
class Demands:
    """What checks demand under some choices.

    One of whole things (``counted_in``) is left out: its demand is not continuous. ``equations`` and ``names`` have an
    entry for each constraint.
    """

    draws: Draws
    choices: Choices
    only: frozenset[str] | None = None
    _known_equations: dict[tuple[Kind, tuple[str, str]], bool] = field(default_factory=dict, init=False, repr=False)

    @property
    def model(self) -> Model:
        """The graph of the case."""
        return self.draws.model

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """The checks that demand something."""
        found = {name: check for name, check in self.model.counting.items() if check.relation != Comparison.COUNTED_IN}
        return {name: check for name, check in found.items() if self.only is None or name in self.only}

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The checks of which nothing can be said at the numbers as they stand."""
        lost = ~np.isfinite(self.kept(np.zeros(len(self.numbers))))
        return tuple(dict.fromkeys(name for name, is_lost in zip(self.names, lost, strict=True) if is_lost))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The checks that demand something of whole things."""
        return tuple(name for name, check in self.model.counting.items() if check.relation == Comparison.COUNTED_IN)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Everything that these checks rest on, sorted."""
        return tuple(sorted(set().union(*(self._below(check) for check in self.checks.values()))))

    def _below(self, check: Check) -> set[str]:
        return {leaf for side in check.sides for leaf in self.model.leaves(side, self.choices)}

    @cached_property
    def numbers(self) -> tuple[Stated, ...]:
        """The article's numbers below these checks, in the order of their names."""
        found = []
        for leaf in self.leaves:
            node = self.model.node(leaf, self.choices)
            if isinstance(node, Input) and node.kind == NodeKind.CLAIM:
                found.append(Stated.of(leaf.split(".")[0], leaf, node, self.choices))
        return tuple(found)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The check of each constraint."""
        return tuple(name for name, check in self.checks.items() for _ in range(self._count(check)))

    @cached_property
    def equations(self) -> Array:
        """Which constraints are equations, shape (constraints,)."""
        return np.array([self._is_equation(self.checks[name]) for name in self.names], dtype=bool)

    def _is_equation(self, check: Check) -> bool:
        """Whether a check demands one ratio; of numbers that agree by way of a month of 28 to 31 days, any will do."""
        key = check.kind, check.sides
        if key not in self._known_equations:
            self._known_equations[key] = self._demands_one_ratio(check)
        return self._known_equations[key]

    def _demands_one_ratio(self, check: Check) -> bool:
        return check.kind == Kind.AGREES and not any(
            node.kind == NodeKind.DEFINITION and self.model.has_width(node.name, self.choices)
            for node in (self.model.node(leaf, self.choices) for leaf in self._below(check))
        )

    def _count(self, check: Check) -> int:
        """How many constraints a check makes: one for each end at which it turns, or one equation."""
        return 2 if check.relation == Comparison.EQUALS and not self._is_equation(check) else 1

    @cached_property
    def standing(self) -> Tangent:
        """The constraints and their slopes where every number is as it stands."""
        return self.at(np.zeros(len(self.numbers)))

    def at(self, shifts: Array) -> Tangent:
        """The constraints and their slopes when the logarithm of each number is shifted."""
        return Tangent(shifts, self.kept(shifts), self.slopes(shifts))

    def kept(self, shifts: Array) -> Array:
        """How far each constraint is kept when the logarithm of each number is shifted: below zero it is broken.

        An equation is kept at zero. Shape (constraints,); NaN where nothing can be said.
        """
        pay(len(self.names))
        kept = np.empty(len(self.names))
        kept[self.equations] = self.equal(shifts)
        if not self.equations.all():
            kept[~self.equations] = self._inequalities(shifts, self._others)
        return kept

    def slopes(self, shifts: Array) -> Array:
        """How each constraint changes with each shift; shape (constraints, numbers)."""
        if self.equations.all():
            slopes = self.equal(shifts + 1j * IMAGINARY * np.eye(len(self.numbers))).imag.T / IMAGINARY
            slopes[np.abs(slopes) < NOTHING] = 0.0
            return slopes
        slopes, step = np.empty((len(self.names), len(self.numbers))), SLIGHT * np.eye(len(self.numbers))
        ends = self.equal(shifts + step), self.equal(shifts - step)
        with np.errstate(invalid="ignore"):  # both without end: no slope, as without one of them
            slopes[self.equations] = (ends[0] - ends[1]).T / (2 * SLIGHT)
        slopes[~self.equations] = self._slopes_of_inequalities(shifts)
        return slopes

    def equal(self, shifts: Array) -> Array:
        """The logarithm of computed over stated in each equation, or their difference where a side can be zero.

        NaN where the sides of the former lie on different sides of zero.

        Args:
            shifts: of many trials at once, shape (..., numbers).

        Returns:
            shape (..., equations).
        """
        found = np.empty((*shifts.shape[:-1], int(self.equations.sum())), dtype=shifts.dtype)
        with np.errstate(all="ignore"):
            values = {one.leaf: one.at(shifts[..., index]) for index, one in enumerate(self.numbers)}
            known = Quantities(self.model, self.choices, Smooth, self._fixed, values)
            for index, check in enumerate(filter(self._is_equation, self.checks.values())):
                sides = known[check.stated], known[check.computed]
                found[..., index] = self._apart(check, *sides)
        return found

    def _apart(self, check: Check, stated: Array, computed: Array) -> Array:
        """How far two sides are apart."""
        size = self._sizes[check.stated, check.computed]
        if size:
            return (computed - stated) / size
        alike = np.sign(np.real(stated)) * np.sign(np.real(computed)) > 0
        return np.where(alike, np.log(np.divide(computed, stated)), np.nan)

    @cached_property
    def _sizes(self) -> Mapping[tuple[str, str], float]:
        """For the two sides of each equation the greatest that either can be, where one can be zero; else nothing."""
        found = {}
        for check in (check for check in self.checks.values() if check.kind == Kind.AGREES):  # others may have no ends
            ends = [outer_bounds(self.model, Name(side), self.choices) for side in check.sides]
            signs = {(low > 0) - (high < 0) for low, high in ends}
            one_sided = len(signs) == 1 and signs != {0}
            found[check.sides] = 0.0 if one_sided else max(abs(end) for both in ends for end in both) or 1.0
        return found

    def of_one(self, which: int, shifts: Array) -> Array:
        """How far one constraint is kept under many shifts; those are of shape (trials, numbers)."""
        if self.equations[which]:
            return self.equal(shifts)[..., int(self.equations[:which].sum())]
        return np.array([self.kept(one)[which] for one in shifts])

    def broken_anywhere(self, ends: list[Ends], slack: float) -> Array:
        """In which of many trials a check is broken wherever between some ends the shifts of the numbers lie.

        By rough bounds: of some trials in which one is broken it is not seen. Shape (trials,).
        """
        with np.errstate(over="ignore"):
            values = {
                one.leaf: tuple(np.sort([one.at(low), one.at(high)], axis=0))
                for one, (low, high) in zip(self.numbers, ends, strict=True)
            }
        known, broken = rough(self.model, self.choices, values), np.zeros(len(ends[0][0]), dtype=bool)
        for check in self.checks.values():
            stated, computed = known[check.stated], known[check.computed]
            low, high = self._ends_apart(check, stated, computed)
            broken |= (low > slack) & (check.relation != Comparison.AT_MOST)  # NaN, where nothing is known, is not
            broken |= (high < -slack) & (check.relation != Comparison.AT_LEAST)
        return broken

    def _ends_apart(self, check: Check, stated: Ends, computed: Ends) -> Ends:
        """Between which ends two sides are apart; not a number where nothing is known."""
        size = self._sizes[check.sides] if check.kind == Kind.AGREES else 0.0
        with np.errstate(all="ignore"):
            if size:
                return (computed[0] - stated[1]) / size, (computed[1] - stated[0]) / size
            low, high = np.log(computed[0]) - np.log(stated[1]), np.log(computed[1]) - np.log(stated[0])
        return low, high

    def _fixed(self, node: Node) -> float:
        """What is not a number of the article below an equation: evidence that is one figure."""
        assert isinstance(node, Input)
        return node.support(self.choices)[0]

    @cached_property
    def _others(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks.values() if not self._is_equation(check))

    def _inequalities(self, shifts: Array, checks: tuple[Check, ...]) -> Array:
        """How far the constraints of some checks are kept that are not equations."""
        draws = self._pinned({one.leaf: float(one.at(by)) for one, by in zip(self.numbers, shifts, strict=True)})
        return np.concatenate([self._of(draws, check) for check in checks])

    def _slopes_of_inequalities(self, shifts: Array) -> Array:
        """By central differences, each along the numbers that its check rests on."""
        columns = []
        for index, number in enumerate(self.numbers):
            step = SLIGHT * np.eye(len(self.numbers))[index]
            moved = tuple(check for check in self._others if number.leaf in self._below(check))
            column = iter(
                (self._inequalities(shifts + step, moved) - self._inequalities(shifts - step, moved)) / (2 * SLIGHT)
                if moved
                else ()
            )
            columns.append([next(column) if c in moved else 0.0 for c in self._others for _ in range(self._count(c))])
        return np.array(columns).T

    def _pinned(self, values: dict[str, float]) -> Draws:
        nodes: dict[str, tuple[Key, Node]] = {}
        for leaf, value in values.items():
            node = self.model.node(leaf, self.choices)
            assert isinstance(node, Input)
            pinned = replace(node, laws=Laws(dict.fromkeys(node.laws, Point(value))), written=(value, value), grain=0.0)
            nodes[leaf] = self.model.variant(leaf, self.choices), pinned
        return self.draws.over(self.model.redefined(nodes))

    def _of(self, draws: Draws, check: Check) -> Array:
        pay(DRAWN if check.is_drawn else 0)  # bounds pay for themselves
        try:
            answer = Weighing(draws.model, draws, check, self.choices, thorough=False).answer
            turns = answer.turns()
        except (WeighbridgeError, ValueError):  # a number that cannot be weighed; the logarithm of none
            return np.full(self._count(check), math.nan)
        start, end = (at and math.log(max(at.value, FARTHEST)) for at in nearest_stretch(turns, (Outcome.HOLDS,)))
        kept = [*([] if start is None else [-start]), *([] if end is None else [end])]
        many = self._count(check)
        return np.array(kept) if len(kept) == many else np.full(many, math.nan)  # where it never holds


def _room(node: Input, is_exact: bool) -> Room:
    """What lets a number of the article lie elsewhere than it is written: range, hedge, rounding alone, or nothing."""
    if is_exact:
        return Room.NONE
    if node.written and node.written[0] < node.written[1]:
        return Room.RANGE
    cues = [figure.cue for figure in node.figures if figure.cue is not None]
    return Room.ROUNDING if all(hedge(cue).rule == HedgeRule.ROUNDING for cue in cues) else Room.HEDGE


class Smooth(Arrays):
    """The algebra of arrays in which a size, and the least or greatest of some numbers, have a slope too.

    Where numbers tie, that is the mean of theirs: the slope to either side, as central differences have it.
    """

    def apply(self, operation: str, arguments: list[Any]) -> Any:
        """The result, with a slope where numpy gives none."""
        if operation == "abs":
            return np.sign(np.real(arguments[0])) * arguments[0]
        if operation in ("min", "max") and any(map(np.iscomplexobj, arguments)):
            return _extreme(np.min if operation == "min" else np.max, arguments)
        return super().apply(operation, arguments)


def _extreme(choose: Callable[..., Array], arguments: list[Any]) -> Array:
    """The least or the greatest of some complex numbers by their real parts, with the mean slope of those that tie."""
    numbers = np.stack(np.broadcast_arrays(*arguments))
    found = choose(numbers.real, axis=0)
    tied = np.abs(numbers.real - found) <= TIED * np.abs(found)
    return found + 1j * np.mean(numbers.imag, axis=0, where=tied)
