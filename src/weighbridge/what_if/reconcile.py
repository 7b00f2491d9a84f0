"""The smallest joint correction that makes an article's numbers fit each other and the evidence, and whose it may be.

Weighted least squares on the scale of logarithms, as plant data are reconciled (D. R. Kuehn, H. Davidson, Chemical
Engineering Progress 57, 1961; S. Narasimhan, C. Jordache, Data Reconciliation and Gross Error Detection, 2000): each
number moves against the width that its hedge leaves it. Inequalities bind only where they would be broken. Whose it may
be is seen by leaving out each number in turn: do the others meet within their hedges?
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import Field

from ..base import Result, Strict
from ..checks import Outcome, outcome_of
from ..graph import WIDTH, Choices, Draws, Model, ModelError
from ..text import DIGITS, WIDTHS, apart, factor, in_full, listed, number, show, significant, span, with_unit
from .demands import Demands, Room, Stated
from .least_change import ENOUGH, binding, smallest, spreads_of, stretched, without_which_the_others_meet

TOUCHING = 1e-6  # of how many times as wide hedges would have to be, beside one


@dataclass(frozen=True)
class Fit:
    """Whether numbers fit each other within their room, and which may be off where they do not.

    Attributes:
        stretch: how many times as wide all hedges would have to be for the numbers to meet; at most 1 where they do.
        suspects: the numbers without which the others meet within their hedges; empty where all meet, or where it
            takes more than one.
    """

    stretch: float
    suspects: tuple[str, ...]

    @property
    def meet(self) -> bool:
        """Whether the numbers meet within what rounding and hedges permit."""
        return self.stretch <= ENOUGH


@dataclass(frozen=True)
class Reconciliation(Fit):
    """What would have to be corrected, and whether one number alone can be to blame.

    Attributes:
        shifts: by how much the logarithm of each number moves; none where no correction was found.
        objective: the sum of the squares of shifts over spreads, which is the least there is.
        binding: the checks that keep the numbers from where they stand.
    """

    numbers: tuple[Stated, ...]
    shifts: tuple[float, ...] | None
    objective: float
    binding: tuple[str, ...]


def fit(demands: Demands) -> Fit:
    """Whether the numbers fit each other within their room.

    Raises:
        ValueError: the checks demand nothing of any number, or something that cannot be weighed at them as they stand.
    """
    if not demands.numbers:
        raise ValueError("no check compares the article's numbers with anything but whole things")
    unknown = ~np.isfinite(demands.kept(np.zeros(len(demands.numbers))))
    if unknown.any():
        names = dict.fromkeys(name for name, no in zip(demands.names, unknown, strict=True) if no)
        raise ValueError(f"on the scale of logarithms nothing can be said of {', '.join(names)}")
    try:
        return _fit(demands)
    except ValueError:  # numbers that are infinite somewhere within their room
        found = "some quantity is no number somewhere within the room of the article's words"
        raise ValueError(found) from None


def _fit(demands: Demands) -> Fit:
    stretch = stretched(demands)
    return Fit(stretch, without_which_the_others_meet(demands) if stretch > ENOUGH else ())


def smallest_correction(demands: Demands) -> Reconciliation:
    """The smallest joint correction, and the numbers that may be to blame; raises as ``fit`` does."""
    found = fit(demands)
    shifts = smallest(demands)
    return Reconciliation(
        stretch=found.stretch,
        suspects=found.suspects,
        numbers=demands.numbers,
        shifts=None if shifts is None else tuple(shifts.tolist()),
        objective=math.nan if shifts is None else float(np.sum((shifts / spreads_of(demands.numbers)) ** 2)),
        binding=() if shifts is None else binding(demands, shifts),
    )


def untouched(demands: Demands) -> Reconciliation:
    """What there is to correct where every check holds as it stands: nothing."""
    return Reconciliation(0.0, (), demands.numbers, (0.0,) * len(demands.numbers), 0.0, ())


class Corrected(Strict):
    """One number in the smallest joint correction, in its own unit."""

    number: str
    unit: str
    stated: float
    room: Room = Field(description="what lets it lie elsewhere; a range is taken by its middle")
    corrected: float | None
    width: tuple[float, float] = Field(description="what its hedge, its rounding or its range permits")
    spread: float = Field(
        description="the standard deviation of its logarithm over that width; of one that can be zero, its own as a "
        "part of that width: the less, the heavier"
    )
    shift: float | None = Field(description="by how many spreads it moves")


class Lenient(Strict):
    """Whether the numbers fit within the generous room of their words, and which may be off."""

    meet: bool
    stretch: float | None
    suspects: list[str]


class Joint(Result):
    """The smallest joint correction that lets all numbers fit each other and the evidence."""

    numbers: list[Corrected]
    objective: float | None = Field(description="the sum of the squared shifts, the least there is; none where none is")
    meet: bool = Field(description="whether they fit within what rounding and hedges permit")
    binding: list[str] = Field(description="the checks that keep the numbers from where they stand")
    stretch: float | None = Field(
        description="how many times as wide all hedges would have to be; none if no width will do"
    )
    suspects: list[str] = Field(description="the numbers each of which, left out, lets the others meet")
    left_out: list[str] = Field(description="the checks of whole things, whose demands are not continuous ones")
    lenient: Lenient | None = Field(None, description="the same by the room that a lenient reader allows")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each number: as stated, corrected, the room that its words leave, and by how much it moved."""
        return joint_rows(self)

    def in_words(self) -> str:
        return joint_sentence(self)


def joint_correction(draws: Draws, choices: Choices) -> Joint:
    """The smallest joint correction of the article's numbers, and whether one number alone may be off. Kept.

    Raises:
        ModelError: a check cannot be weighed at the numbers as they stand.
    """
    draws, model = draws.unrefined(), draws.model
    key = ("joint correction", model.number, tuple(sorted(choices.items())), draws.settings)
    return model.cache.kept(key, lambda: _joint_correction(draws, choices))


def _joint_correction(draws: Draws, choices: Choices) -> Joint:
    demands = Demands(draws, choices)
    said = [outcome_of(draws, check, choices) for check in demands.checks.values()]
    whole = bool(demands.numbers) and all(outcome == Outcome.HOLDS for outcome in said)
    try:
        found = untouched(demands) if whole else smallest_correction(demands)
        wide = None if whole else fit(Demands(draws, {**choices, WIDTH: WIDTHS[1]}))
    except ValueError as error:
        raise ModelError(f"nothing can be reconciled: {error}") from None
    shifts = found.shifts or (None,) * len(found.numbers)
    return Joint(
        numbers=[_corrected(draws.model, *pair) for pair in zip(found.numbers, shifts, strict=True)],
        objective=None if found.shifts is None else significant(found.objective),
        meet=found.meet,
        binding=list(found.binding),
        stretch=_finite(found.stretch),
        suspects=list(found.suspects),
        left_out=list(demands.left_out),
        lenient=wide and Lenient(meet=wide.meet, stretch=_finite(wide.stretch), suspects=list(wide.suspects)),
    )


def _finite(stretch: float) -> float | None:
    return significant(stretch) if math.isfinite(stretch) else None


def _corrected(model: Model, number: Stated, shift: float | None) -> Corrected:
    """A number as it is published: in its own unit, rounded."""
    unit = model.units[number.leaf]

    def moved(by: float) -> float:
        """The number at a shift."""
        return significant(float(number.at(by)) / factor(unit))

    return Corrected(
        number=number.name,
        unit=show(unit),
        stated=moved(0.0),
        room=number.room,
        corrected=None if shift is None else moved(shift),
        width=tuple(sorted((moved(number.below), moved(number.above)))),
        spread=significant(number.spread, 3),
        shift=None if shift is None else round(shift / number.spread, 6) + 0.0,
    )


def joint_sentence(found: Joint) -> str:
    """What the smallest joint correction is, and whether one number alone may be off."""
    numbers, left_out = found.numbers, found.left_out
    beside = f" Left out is what asks of whole things ({listed(left_out)})." if left_out else ""
    moved = [one for one in numbers if one.shift]
    whose = _whose(found) + _lenient(found)
    if any(one.corrected is None for one in numbers):
        none = "No joint correction of the article’s numbers was found that lets every check hold."
        return f"{none} {whose}{beside}"
    if not moved:
        asked = "no check that was asked" if left_out else "no check"
        return f"Nothing has to be corrected: as the case is taken {asked} is broken.{beside}"
    least = f"measured against the room that each number's words leave: {_changes(moved)}."
    if found.meet:
        return f"{whose} For the written figures themselves to fit, the least change, {least}{beside}"
    broken = [one.number for one in moved if one.room == Room.NONE and not _is_whole(one.corrected)]
    if broken:  # 8.11 trucks correct nothing
        exact = f"{listed(broken)} {'is exact and has' if len(broken) == 1 else 'are exact and have'} no room to move"
        return f"No joint correction is given: {exact}. {whose}{beside}"
    return f"The smallest joint correction that lets every check hold, {least} {whose}{beside}"


def _is_whole(value: float | None) -> bool:
    return value is not None and math.isclose(value, round(value), rel_tol=TOUCHING)


def _lenient(found: Joint) -> str:
    """What changes where a lenient reader's room is taken; nothing where nothing does."""
    wide = found.lenient
    if wide is None or (found.meet, found.suspects) == (wide.meet, wide.suspects):
        return ""
    if wide.meet:
        return " By the room that a lenient reader allows, some values of all numbers let every check hold."
    if not wide.suspects:
        return " By the room that a lenient reader allows, leaving out any single number is not enough either."
    return f" By the room that a lenient reader allows, the others fit without {listed(wide.suspects, 'or')}."


def _changes(moved: Sequence[Corrected]) -> str:
    shown = [one for one in moved if significant(one.stated, DIGITS) != significant(one.corrected or 0.0, DIGITS)]
    shown = shown or list(moved)  # where all are moved by little, with as many digits as show it
    rest = "" if len(shown) == len(moved) else ", and others by less than is shown"
    return listed([f"{one.number} {_change(one)}" for one in shown]) + rest


def _change(one: Corrected) -> str:
    inside = one.width[0] <= (one.corrected or 0.0) <= one.width[1]
    room = f"within its {one.room}" if inside else f"beyond its {one.room}"
    room = "though it is exact" if one.room == Room.NONE else room
    stated, corrected = _both(one)
    return f"from {stated}{_middle(one)} to {with_unit(corrected, one.unit)} ({room})"


def _middle(one: Corrected) -> str:
    """By what a range is taken: the geometric mean of its ends, or the middle where it can be zero."""
    if one.room != Room.RANGE:
        return ""
    low, high = one.width
    is_geometric = low * high > 0 and math.isclose(abs(one.stated), math.sqrt(low * high), rel_tol=1e-6)
    return f", the {'geometric mean of the ends' if is_geometric else 'middle'} of its range,"


def _both(one: Corrected) -> list[str]:
    """What is stated, as it is written, and what it is corrected to, told apart."""
    return apart([one.stated, one.corrected or 0.0], [in_full(one.stated), DIGITS])


def _whose(found: Joint) -> str:
    if found.meet:
        return "Some values within the room of the article’s words let every check hold, so no number has to be off."
    wide = "No room for the numbers was found, however wide, in which every check holds"
    if found.stretch is not None and found.stretch <= 1 + TOUCHING:
        wide = "Within their room the numbers come no nearer than to touch"
    elif found.stretch is not None:
        wide = f"Were the room of all numbers widened alike, {number(found.stretch)} times as much would do"
    if not found.suspects:
        several = "more than one is off, one has the other sign, or a check does not apply"
        return f"{wide}. Leaving out any single number is not enough: {several}."
    if len(found.suspects) == 1:
        only = f"If just one number is off, its sign is right and all else stands, it is {found.suspects[0]}"
        return f"{wide}. {only}: only without it do the others fit within their room."
    which = f"{', '.join(found.suspects[:-1])} or {found.suspects[-1]}"
    return f"{wide}. If one of them is off, the numbers cannot show which: without {which}, the others fit."


def joint_rows(found: Joint) -> list[dict[str, Any]]:
    """The smallest joint correction, a row for each number."""
    return [
        {
            "number": one.number,
            "stated": ("a range, by its middle " if one.room == Room.RANGE else "")
            + with_unit(_both(one)[0], one.unit),
            "corrected": "none found" if one.corrected is None else with_unit(_both(one)[1], one.unit),
            "its words permit": span(one.width, one.unit),
            "by its": one.room.value,
            "spread": f"{number(100 * one.spread, 2)} %",
            "moved by, in spreads": "" if one.shift is None else number(one.shift, 2),
        }
        for one in found.numbers
    ]
