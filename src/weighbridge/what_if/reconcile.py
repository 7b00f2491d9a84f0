"""The smallest joint correction that makes an article's numbers fit each other and the evidence, and whose it may be.

Weighted least squares on the scale of logarithms, as plant data are reconciled (D. R. Kuehn, H. Davidson, Chemical
Engineering Progress 57, 1961; S. Narasimhan, C. Jordache, Data Reconciliation and Gross Error Detection, 2000): each
number moves against the width that its hedge leaves it. Inequalities bind only where they would be broken. Each step is
a least distance problem, solved by non-negative least squares (C. L. Lawson, R. J. Hanson, Solving Least Squares
Problems, 1974, chapter 23). Whose it may be is seen by leaving out each number in turn: do the others meet within their
hedges?
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import Field

from ..base import Strict
from ..text import listed, number, span, with_unit
from .demands import Array, Demands, Stated

MOST_STEPS, LONGEST_STEP = 100, 2.0


CLOSE, EXACT = 1e-9, 1e-12


DEPENDENT = 1e-7  # what is left of an equation that follows from others, beside the largest


BROKEN = 1e-6  # how far a constraint may be off, on the scale of logarithms, and count as kept


PART, NARROWEST = 1e-3, 1e-12  # the same as a part of the narrowest hedge, and the least that a spread is taken for


FREE = math.log(1e12)  # how far a number that is left out may move


LOOSE = 1e-6  # how far a tangent gives way at the price of one spread, where the tangents do not meet


NEAREST = 1e-6  # what a spread of shift costs beside a stretch of one: it only chooses between equals


ENOUGH = 1.0 - 1e-6  # two intervals that have but one end in common do not meet


@dataclass(frozen=True)
class Reconciliation:
    """What would have to be corrected, and whether one number alone can be to blame.

    Attributes:
        shifts: by how much the logarithm of each number moves; none where no correction was found.
        objective: the sum of the squares of shifts over spreads, which is the least there is.
        binding: the checks that keep the numbers from where they stand.
        stretch: how many times as wide all hedges would have to be for the numbers to meet; at most 1 where they do.
        suspects: the numbers without which the others meet within their hedges; empty where all meet, or where it
            takes more than one.
    """

    numbers: tuple[Stated, ...]
    shifts: tuple[float, ...] | None
    objective: float
    binding: tuple[str, ...]
    stretch: float
    suspects: tuple[str, ...]

    @property
    def meet(self) -> bool:
        """Whether the numbers meet within what rounding and hedges permit."""
        return self.stretch <= ENOUGH


def smallest_correction(demands: Demands) -> Reconciliation:
    """The smallest joint correction, and the numbers that may be to blame.

    Raises:
        ValueError: the checks demand nothing of any number, or something that cannot be weighed at them as they stand.
    """
    numbers = demands.numbers
    if not numbers:
        raise ValueError("no check compares the article's numbers with anything but whole things")
    if not np.isfinite(demands.kept(np.zeros(len(numbers)))).all():
        broken = demands.kept(np.zeros(len(numbers)))
        names = dict.fromkeys(name for name, kept in zip(demands.names, broken, strict=True) if not np.isfinite(kept))
        raise ValueError(f"on the scale of logarithms nothing can be said of {', '.join(names)}")
    shifts = _smallest(demands)
    stretch = stretched(demands)
    without = [number.name for number in numbers if stretch > ENOUGH and stretched(demands, number.name) <= ENOUGH]
    return Reconciliation(
        numbers=numbers,
        shifts=None if shifts is None else tuple(shifts.tolist()),
        objective=math.nan if shifts is None else float(np.sum((shifts / _spreads(numbers)) ** 2)),
        binding=() if shifts is None else _binding(demands, shifts),
        stretch=stretch,
        suspects=tuple(without),
    )


def untouched(demands: Demands) -> Reconciliation:
    """What there is to correct where every check holds as it stands: nothing."""
    return Reconciliation(demands.numbers, (0.0,) * len(demands.numbers), 0.0, (), 0.0, ())


def _spreads(numbers: tuple[Stated, ...]) -> Array:
    return np.array([max(number.spread, NARROWEST) for number in numbers])


def _binding(demands: Demands, shifts: Array) -> tuple[str, ...]:
    """The checks whose demand is just met, and that rest on a number that had to move."""
    moved = np.abs(shifts) > CLOSE
    if not moved.any():
        return ()
    met = np.abs(demands.kept(shifts)) <= 10 * _slack(demands)
    met &= np.abs(demands.slopes(shifts)) @ moved > CLOSE
    return tuple(dict.fromkeys(name for name, met in zip(demands.names, met, strict=True) if met))


def _smallest(demands: Demands) -> Array | None:
    """The shifts of the smallest correction; none where no step leads to numbers that keep every constraint.

    A step that turns back is shortened: where constraints are bent far more than the numbers have room, whole steps
    would go to and fro for ever.
    """
    spreads, shifts = _spreads(demands.numbers), np.zeros(len(demands.numbers))
    if _is_kept(demands, shifts):
        return shifts
    before, part = np.zeros(len(shifts)), 1.0
    for _ in range(MOST_STEPS):
        slopes, limits = _linear(demands, shifts)
        many = len(demands.equations)
        distance = _nearest(slopes[:many] * spreads, limits[:many], demands.equations)
        if distance is None:
            return None
        way = distance * spreads - shifts
        part = part / 2 if (way / spreads) @ (before / spreads) < 0 else min(1.0, 1.5 * part)
        before = way
        shifts, arrived = _stepped(demands, shifts, shifts + part * way, (slopes, limits))
        if (arrived and part == 1.0) or np.abs(way).max() <= CLOSE:
            break
    return shifts if _is_kept(demands, shifts) else None


def _nearest(slopes: Array, limits: Array, equations: Array) -> Array | None:
    """The least distance that keeps linear constraints; ``equations`` says which of them are kept at their limits.

    Of equations that follow from one another as many are taken as say something new: the rest agree but for rounding.
    Where not all can be kept, which far from where they are tangents may be their fault, they give way a little.
    """
    turned, sizes, directions = np.linalg.svd(slopes[equations], full_matrices=False)
    new = sizes > DEPENDENT * max(sizes.max(initial=0.0), LOOSE)  # of one that no number moves, nothing
    rows, ends = sizes[new, None] * directions[new], turned[:, new].T @ limits[equations]
    slopes, limits = (
        np.concatenate(parts) for parts in ((slopes[~equations], rows, -rows), (limits[~equations], ends, -ends))
    )
    found = least_distance(slopes, limits)
    if found is None:
        found = least_distance(np.hstack([slopes, LOOSE * np.eye(len(slopes))]), limits)
    return None if found is None else found[: slopes.shape[1]]


def _is_kept(demands: Demands, shifts: Array) -> bool:
    kept = demands.kept(shifts)  # NaN is not kept
    return bool((np.where(demands.equations, -np.abs(kept), kept) >= -_slack(demands)).all())


def _slack(demands: Demands) -> float:
    """How far a constraint may be off and count as kept: next to nothing beside the narrowest hedge."""
    return min(BROKEN, PART * float(_spreads(demands.numbers).min()))


def _linear(demands: Demands, shifts: Array) -> tuple[Array, Array]:
    """The constraints near some shifts as ``slopes @ shifts >= limits``, an equation as two of them."""
    slopes = demands.slopes(shifts)
    limits = slopes @ shifts - demands.kept(shifts)
    twice = demands.equations
    return np.vstack([slopes, -slopes[twice]]), np.concatenate([limits, -limits[twice]])


def _stepped(demands: Demands, start: Array, goal: Array, linear: tuple[Array, Array]) -> tuple[Array, bool]:
    """From some shifts towards others, a long way in several steps; and whether no further step is needed.

    None is where the goal is reached and the constraints are there what their slopes promised, or where nothing can be
    said of them however short the step: that is no way on.
    """
    way = goal - start
    farthest = float(np.abs(way).max(initial=0.0))
    if farthest <= CLOSE:
        return goal, True
    part = min(1.0, LONGEST_STEP / farthest)
    while not _can_stand(demands, start + part * way):
        part /= 2
        if part * farthest <= CLOSE:
            return start, True
    shifts = start + part * way
    kept = demands.kept(shifts)
    promised = linear[0][: len(kept)] @ shifts - linear[1][: len(kept)]
    return shifts, part == 1.0 and bool(np.abs(promised - kept).max() <= EXACT)


def _can_stand(demands: Demands, shifts: Array) -> bool:
    """Whether the constraints and their slopes can be found there."""
    return bool(np.isfinite(demands.kept(shifts)).all() and np.isfinite(demands.slopes(shifts)).all())


def least_distance(slopes: Array, limits: Array) -> Array | None:
    """The shortest vector with ``slopes @ vector >= limits``; None where there is none.

    >>> least_distance(np.array([[1.0, 1.0]]), np.array([2.0])).round(6).tolist()
    [1.0, 1.0]
    >>> least_distance(np.array([[1.0], [-1.0]]), np.array([1.0, 1.0])) is None
    True
    """
    from scipy.optimize import nnls

    if not slopes.size:  # scipy's solver is compiled: without a column it ends the process
        return np.zeros(slopes.shape[1]) if (limits <= 0).all() else None
    scale = np.maximum(np.linalg.norm(slopes, axis=1), CLOSE)
    limits = limits / scale
    far = max(float(limits.max(initial=0.0)), CLOSE)  # the distance grows with the limits; of about 1 it is found best
    system = np.vstack([(slopes / scale[:, None]).T, limits / far])
    target = np.zeros(len(system))
    target[-1] = 1.0
    residual = system @ nnls(system, target)[0] - target
    return None if abs(residual[-1]) <= CLOSE else -far * residual[:-1] / residual[-1]


def stretched(demands: Demands, without: str | None = None) -> float:
    """How many times as wide all hedges would have to be for the numbers to meet; infinite where none is enough.

    Args:
        without: a number that is left out of account: it may be anything.
    """
    shifts = np.zeros(len(demands.numbers))
    if _is_kept(demands, shifts):
        return 0.0
    for _ in range(MOST_STEPS):
        slopes, limits = _linear(demands, shifts)
        found = _narrowest(demands, (slopes, limits), shifts, without)
        if found is None:
            return math.inf
        shifts, arrived = _stepped(demands, shifts, found, (slopes, limits))
        if arrived:
            break
    return _needed(demands.numbers, shifts, without) if _is_kept(demands, shifts) else math.inf


def _needed(numbers: tuple[Stated, ...], shifts: Array, without: str | None) -> float:
    """How many times as wide hedges would have to be for some shifts."""
    needed = [0.0]
    for one, shift in zip(numbers, shifts.tolist(), strict=True):
        room = one.above if shift > 0 else -one.below
        if one.name != without and abs(shift) > CLOSE * one.spread:
            needed.append(abs(shift) / room if room else math.inf)
    return max(needed)


def _narrowest(demands: Demands, linear: tuple[Array, Array], start: Array, without: str | None) -> Array | None:
    """Shifts that keep linear constraints within the least common stretch of all hedges (a linear programme).

    Of several the nearest to where one stands, for else steps could go to and fro between them for ever. Where no
    stretch is enough, which far from where they are tangents may be their fault, those that break them least.
    All is told in spreads, so that a narrow hedge is more than what the programme takes for rounding.
    """
    from scipy.optimize import linprog

    numbers, many, spreads = demands.numbers, len(demands.numbers), _spreads(demands.numbers)
    scale = np.maximum(np.linalg.norm(linear[0] * spreads, axis=1), CLOSE)
    slopes, limits, stands = linear[0] * spreads / scale[:, None], linear[1] / scale, start / spreads
    held = [index for index, number in enumerate(numbers) if number.name != without]
    rows = np.zeros((2 * len(held), 2 * many + 2))  # shifts, how far each moves, the stretch, what is broken
    for row, index in enumerate(held):
        rows[2 * row, [index, -2]] = 1.0, -numbers[index].above / spreads[index]
        rows[2 * row + 1, [index, -2]] = -1.0, numbers[index].below / spreads[index]
    one, none = np.eye(many), np.zeros((many, 2))
    kept = np.hstack([-slopes, np.zeros((len(slopes), many + 1)), -np.ones((len(slopes), 1))])
    upper = np.vstack([kept, rows, np.hstack([one, -one, none]), np.hstack([-one, -one, none])])
    most = np.concatenate([-limits, np.zeros(len(rows)), stands, -stands])
    free = [(-FREE / spread, FREE / spread) for spread in spreads.tolist()]
    for broken in (0.0, None):
        cost = np.concatenate([np.zeros(many), np.full(many, NEAREST), [1.0 if broken == 0 else NEAREST, 1.0]])
        bounds = [*free, *[(0.0, None)] * (many + 1), (0.0, broken)]
        found = linprog(cost, A_ub=upper, b_ub=most, bounds=bounds)
        if found.success:
            return found.x[:many] * spreads
    return None


class Corrected(Strict):
    """One number in the smallest joint correction, in its own unit."""

    number: str
    unit: str
    stated: float
    room: str = Field(description="what lets it lie elsewhere: hedge, rounding, or range (taken by its middle)")
    corrected: float | None
    width: tuple[float, float] = Field(description="what its hedge, its rounding or its range permits")
    spread: float = Field(description="the standard deviation of its logarithm over that width: the less, the heavier")
    shift: float | None = Field(description="by how many spreads its logarithm moves")


class Lenient(Strict):
    """Whether the numbers fit within the generous room of their words, and which may be off."""

    meet: bool
    stretch: float | None
    suspects: list[str]


class Joint(Strict):
    """The smallest joint correction that lets all numbers fit each other and the evidence."""

    numbers: list[Corrected]
    objective: float | None = Field(description="the sum of the squared shifts, the least there is; none where none is")
    meet: bool = Field(description="whether they fit within what rounding and hedges permit")
    binding: list[str] = Field(description="the checks that keep the numbers from where they stand")
    stretch: float | None = Field(
        description="how many times as wide all hedges would have to be; none if no width will do"
    )
    suspects: list[str] = Field(description="the numbers each of which, left out, lets the others meet")
    left_out: list[str] = Field(description="the checks of whole things, whose demands are no continuous ones")
    unmoved: list[str] = Field(description="numbers not above zero, which have no logarithm and were not moved")
    lenient: Lenient | None = Field(None, description="the same by the room that a lenient reader allows")
    sentence: str

    def __str__(self) -> str:
        return self.sentence

    __repr__ = __str__


@dataclass(frozen=True)
class Room:
    """Whether numbers meet within their hedges, how many times as wide those would have to be, and which may be off."""

    meet: bool
    stretch: float
    suspects: tuple[str, ...]
    unmoved: tuple[str, ...] = ()


TOUCHING = 1e-6


def joint_sentence(numbers: Sequence[Corrected], rooms: Sequence[Room], left_out: Sequence[str] = ()) -> str:
    """What the smallest joint correction is, and whether one number alone may be off.

    Args:
        rooms: by the typical room of the numbers' words, then by the generous one.
    """
    beside = f" Left out is what asks of whole things ({listed(left_out)})." if left_out else ""
    moved = [one for one in numbers if one.shift]
    whose = _whose(rooms[0]) + (_lenient(rooms[0], rooms[1]) if len(rooms) > 1 else "")
    if any(one.corrected is None for one in numbers):
        none = "No joint correction of the article’s numbers was found that lets every check hold."
        return f"{none} {whose}{beside}"
    if not moved:
        asked = "no check that was asked" if left_out else "no check"
        return f"Nothing has to be corrected: as the case is taken {asked} is broken.{beside}"
    least = f"each move measured against the width of the room that its words leave: {_changes(moved)}."
    if rooms[0].meet:
        return f"{whose} With every number but one figure, the least change, {least}{beside}"
    return f"The smallest joint correction that lets every check hold, {least} {whose}{beside}"


def _lenient(usual: Room, wide: Room) -> str:
    """What changes where a lenient reader's room is taken; nothing where nothing does."""
    if (usual.meet, usual.suspects) == (wide.meet, wide.suspects):
        return ""
    if wide.meet:
        return " By the room that a lenient reader allows, some values of all numbers let every check hold."
    if not wide.suspects:
        return " By the room that a lenient reader allows, leaving out any single number is not enough either."
    which = listed(wide.suspects).replace(" and ", " or ")
    return f" By the room that a lenient reader allows, the others fit without {which}."


def _changes(moved: Sequence[Corrected]) -> str:
    shown = [one for one in moved if number(one.stated) != number(one.corrected or 0.0)]
    if not shown:
        return "every number by less than is shown"
    rest = "" if len(shown) == len(moved) else ", and others by less than is shown"
    return listed([f"{one.number} {_change(one)}" for one in shown]) + rest


def _change(one: Corrected) -> str:
    inside = one.width[0] <= (one.corrected or 0.0) <= one.width[1]
    room = f"within its {one.room}" if inside else f"beyond its {one.room}"
    corrected = with_unit(number(one.corrected or 0.0), one.unit)
    middle = ", the middle of its range," if one.room == "range" else ""
    return f"from {number(one.stated)}{middle} to {corrected} ({room})"


def _whose(room: Room) -> str:
    if room.meet:
        return "Some values within the room of the article’s words let every check hold, so no number has to be off."
    wide = "No room for the numbers was found, however wide, in which every check holds"
    if room.stretch <= 1 + TOUCHING:
        wide = "Within their room the numbers come no nearer than to touch"
    elif math.isfinite(room.stretch):
        wide = f"Were the room of all numbers widened alike, {number(room.stretch)} times as much would do"
    if room.unmoved:
        return f"{wide}. Which is off cannot be told: {listed(room.unmoved)} is not above zero, and was not moved."
    if not room.suspects:
        return f"{wide}. Leaving out any single number is not enough: more than one is off, or a check does not apply."
    if len(room.suspects) == 1:
        only = f"If just one number is off, its sign is right and all else stands, it is {room.suspects[0]}"
        return f"{wide}. {only}: only without it do the others fit within their room."
    which = f"{', '.join(room.suspects[:-1])} or {room.suspects[-1]}"
    return f"{wide}. If one of them is off, which cannot be localised: leaving out {which}, the others fit."


def joint_rows(found: Joint) -> list[dict[str, Any]]:
    """The smallest joint correction, a row for each number."""
    return [
        {
            "number": one.number,
            "stated": ("a range, by its middle " if one.room == "range" else "")
            + with_unit(number(one.stated), one.unit),
            "corrected": "none found" if one.corrected is None else with_unit(number(one.corrected), one.unit),
            "its words permit": span(one.width, one.unit),
            "by its": one.room,
            "spread": f"{number(100 * one.spread, 2)} %",
            "moved by, in spreads": "" if one.shift is None else number(one.shift, 2),
        }
        for one in found.numbers
    ]
