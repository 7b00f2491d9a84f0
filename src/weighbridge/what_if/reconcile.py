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

from ..base import Budget, Looked, Result, Spent, Strict, Thing, paid_by, unsaid
from ..checks import Outcome, outcome_of
from ..graph import WIDTH, Choices, Draws, Model, ModelError
from ..text import (
    DIGITS,
    HALF,
    WIDTHS,
    Names,
    apart,
    brief,
    capital,
    factor,
    in_full,
    in_turn,
    is_count,
    listed,
    number,
    own_digits,
    show,
    significant,
    told_apart,
    with_unit,
)
from .demands import Demands, Room, Stated
from .least_change import ENOUGH, binding, smallest, spreads_of, stretched, without_which_the_others_meet

ROOMS = {Room.HEDGE: "wording", Room.ROUNDING: "rounding", Room.RANGE: "range", Room.NONE: "none"}
FRACTION = "We give no smallest change, for it would make a fraction of"
MOST_WORK = 400_000
ENDED = "The search for the smallest change ended before it was done, for these comparisons take much work together."
WHOLE = 1e-9  # by which a whole number may be off, as a share of it
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


NO_RATIO = "compare a difference instead of a ratio where a number can be zero, and use larger units for a vast one"


def fit(demands: Demands) -> Fit:
    """Whether the numbers fit each other within their room.

    Raises:
        ValueError: the checks demand nothing of any number, or something that cannot be weighed at them as they stand.
    """
    if not demands.numbers:
        found = "no check compares the article's numbers with anything but whole things"
        raise ValueError(f"{found}; add a check that sets a claim against a formula")
    if demands.unknown:
        names = listed([f"`{name}`" for name in demands.unknown])
        raise ValueError(f"on the scale of logarithms nothing can be said of {names}; {NO_RATIO}")
    try:
        return _fit(demands)
    except ValueError:  # numbers that are infinite somewhere within their room
        found = "some quantity cannot be computed everywhere within what the article's words allow"
        raise ValueError(f"{found}; {NO_RATIO}") from None


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
    called: dict[str, str] = Field(default_factory=dict, description="what the numbers are called for people")
    questions: dict[str, str] = Field(default_factory=dict, description="what each check that is left out asks")
    not_weighed: list[str] = Field(
        default_factory=list,
        exclude_if=unsaid,
        description="the checks that can't be weighed, which were left out; stands only with some",
    )
    looked: Looked | None = Field(
        None,
        exclude_if=unsaid,
        description="how much was looked at before the budget of the search was spent; stands only then",
    )

    def name(self, number: str) -> str:
        """What a number is called for people."""
        return self.called.get(number) or Names().of(number)

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
    budget = Budget(MOST_WORK)
    demands, lost = Demands(draws, choices), ()
    try:
        with paid_by(budget):
            if lost := demands.unknown if demands.numbers else ():
                known = frozenset(demands.checks) - {*lost}
                demands = Demands(draws, choices, known) if known else demands
            found, wide = _found(demands)
    except Spent as spent:
        if spent.budget is not budget:
            raise
        return _ended(demands, lost)
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
        lenient=wide and Lenient(meet=wide.meet, stretch=_finite(wide.stretch), suspects=list(wide.suspects)),
        **_of(demands, lost),
    )


def _found(demands: Demands) -> tuple[Reconciliation, Fit | None]:
    """The smallest correction, and whether the numbers fit within the room of a lenient reader; nothing where all do.

    Raises as ``fit`` does.
    """
    said = [outcome_of(demands.draws, check, demands.choices) for check in demands.checks.values()]
    if demands.numbers and all(outcome == Outcome.HOLDS for outcome in said):
        return untouched(demands), None
    lenient = Demands(demands.draws, {**demands.choices, WIDTH: WIDTHS[1]}, demands.only)
    return smallest_correction(demands), fit(lenient)


def _ended(demands: Demands, lost: Sequence[str]) -> Joint:
    """What is told where the budget is spent before the change is found: the numbers as they stand."""
    numbers = [_corrected(demands.model, one, None) for one in demands.numbers]
    looked = Looked(at=Thing.DEMANDS, looked=0, of=len(demands.names))
    empty = {"objective": None, "meet": False, "binding": [], "stretch": None, "suspects": []}
    return Joint(numbers=numbers, **empty, looked=looked, **_of(demands, lost))


def _of(demands: Demands, lost: Sequence[str]) -> dict[str, Any]:
    """What numbers and checks are called, and which checks were left out."""
    names, asked = demands.model.names, demands.model.checks
    return {
        "left_out": list(demands.left_out),
        "called": {one.name: names.of(one.name) for one in demands.numbers},
        "questions": {name: asked[name].question for name in (*demands.left_out, *lost)},
        "not_weighed": list(lost),
    }


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
    """What the smallest change is that makes the numbers fit, and whether one number alone may be off."""
    beside = _left_out(found)
    if found.looked is not None:
        return " ".join([ENDED, *beside])
    moved = sorted((one for one in found.numbers if one.shift), key=lambda one: -abs(one.shift or 0.0))
    whose = [*_whose(found), *_lenient(found)]
    if any(one.corrected is None for one in found.numbers):
        return " ".join(["We found no change of the numbers that would make them all fit.", *whose, *beside])
    if not moved:
        return " ".join(["Nothing has to change: the numbers fit as we read them.", *beside])
    if found.meet:
        written = "For the figures to fit exactly as written, this is the smallest change."
        return " ".join([*whose, written, *_changes(found, moved), *beside])
    broken = [one for one in moved if one.room == Room.NONE and not _is_whole(one.corrected)]
    if broken:  # 8.11 trucks correct nothing
        fractions = [found.name(one.number) for one in broken]
        none = in_turn(FRACTION, fractions, "It would also make one of")
        return " ".join([*none, *whose, *beside])
    least = "This is the smallest change that would make the numbers fit, measured against the room of each."
    return " ".join([*whose, least, *_changes(found, moved), *beside])


def _is_whole(value: float | None) -> bool:
    return value is not None and math.isclose(value, round(value), rel_tol=TOUCHING)


def _left_out(found: Joint) -> list[str]:
    """That checks of whole things were not asked for, and which."""
    asked = {check: found.questions.get(check, check.replace("_", " ")) for check in found.left_out}
    lost = {check: found.questions.get(check, check.replace("_", " ")) for check in found.not_weighed}
    return [
        *(
            brief(
                [f"We left out “{question}”, which can't be weighed."],
                [f"We left out the comparison of {check.replace('_', ' ')}, which can't be weighed."],
            )
            for check, question in lost.items()
        ),
        *(
            brief(
                [f"We left out “{question}”, which asks of whole things."],
                [f"We left out the comparison of {check.replace('_', ' ')}, which asks of whole things."],
            )
            for check, question in asked.items()
        ),
    ]


def _lenient(found: Joint) -> list[str]:
    """What changes where a lenient reader's room is taken; nothing where nothing does."""
    wide = found.lenient
    if wide is None or (found.meet, found.suspects) == (wide.meet, wide.suspects):
        return []
    if wide.meet:
        return ["If the article's words are read generously, the numbers can all fit."]
    if not wide.suspects:
        return ["If the article's words are read generously, leaving out any one number is not enough either."]
    begin = "If the article's words are read generously, the others fit without"
    return in_turn(begin, [found.name(one) for one in wide.suspects], "Or they fit without", "or")


def _changes(found: Joint, moved: Sequence[Corrected]) -> list[str]:
    """How each number changes, the farthest first."""
    shown = [one for one in moved if significant(one.stated, DIGITS) != significant(_plainly(one), DIGITS)]
    shown = shown or list(moved)  # where all are moved by little, with as many digits as show it
    rest = len(moved) - len(shown)
    others = [f"{'Another changes' if rest == 1 else f'{rest} others change'} by less than is shown."] if rest else []
    return [*(sentence for one in shown for sentence in _change(found.name(one.number), one)), *others]


def _change(name: str, one: Corrected) -> list[str]:
    stated, corrected = _both(one)
    room = "exact as it stands" if one.room == Room.NONE else f"{_lying(one)} its {ROOMS[one.room]}"
    becomes = f"{capital(name)} would be {with_unit(f'{corrected} instead of {stated}', one.unit)}"
    said = brief([f"{becomes}, {room}."], [f"{becomes}.", f"That is {room}."])
    return [said, *_middle(one)]


def _lying(one: Corrected) -> str:
    """How a number lies to its room once it is corrected; at the end of it where it reads as the end does."""
    if one.width[0] <= (one.corrected or 0.0) <= one.width[1]:
        return "within"
    shown = significant(one.corrected or 0.0, DIGITS)
    return "at the end of" if shown in (significant(end, DIGITS) for end in one.width) else "beyond"


def _middle(one: Corrected) -> list[str]:
    """By what a range is taken: the geometric mean of its ends, or the middle where it can be zero."""
    if one.room != Room.RANGE:
        return []
    low, high = one.width
    is_geometric = low * high > 0 and math.isclose(abs(one.stated), math.sqrt(low * high), rel_tol=1e-6)
    return [f"Its range is taken by {'the geometric mean of its ends' if is_geometric else 'its middle'}."]


def _both(one: Corrected) -> list[str]:
    """What is stated, as it is written, and what it is corrected to, told apart; a whole number in full."""
    value = _plainly(one)
    is_exact = value.is_integer() and math.isclose(value, one.corrected or 0.0, rel_tol=WHOLE)
    return apart([one.stated, value], [own_digits(one.stated), in_full(value) if is_exact else DIGITS])


def _plainly(one: Corrected) -> float:
    """What a number is corrected to; of things that are counted in whole ones, where that moves it by very little."""
    value = one.corrected or 0.0
    near = float(round(value))
    return near if math.isclose(near, value, rel_tol=HALF if is_count(one.unit) else WHOLE) else value


def _whose(found: Joint) -> list[str]:
    """Whether the numbers can fit at all, and which may be the one that is off."""
    if found.meet:
        return ["The numbers can all fit within what their wording and rounding allow, so none has to be off."]
    names = [found.name(one) for one in found.suspects]
    if not names:
        others = "More than one is off, one has the other sign, or a comparison does not apply."
        return ["Leaving out any one number is not enough to make the others fit.", others, _wider(found)]
    if len(names) == 1:
        only = f"If just one number is off, it is {names[0]}"
        return [
            f"{only}: only without it do the others fit.",
            "That takes its sign and all else as given.",
            _wider(found),
        ]
    begin, again = "Any one of these could be the one that is off:", "It could also be"
    which = "The numbers cannot show which, for without any one of them the others fit."
    return [*in_turn(begin, names, again, "or"), which, _wider(found)]


def _wider(found: Joint) -> str:
    """How much more room the numbers would need."""
    if found.stretch is None:
        return "However much room all numbers had, they would not fit."
    if found.stretch <= 1 + TOUCHING:
        return "Allowing for all that their words leave, the two sides only just touch."
    return f"They would fit if all numbers had {number(found.stretch)} times the room that their words leave."


def joint_rows(found: Joint) -> list[dict[str, Any]]:
    """The smallest change that makes the numbers fit, a row for each number, the one that moves farthest first."""
    ordered = sorted(found.numbers, key=lambda one: -abs(one.shift or 0.0))
    return [
        {
            "number": found.name(one.number),
            "stated": told_apart(one.stated, one.corrected or 0.0) if one.room == Room.RANGE else one.stated,
            "would be": None if one.corrected is None else told_apart(one.corrected, one.stated),
            "allowed from": told_apart(one.width[0], one.stated),
            "allowed to": told_apart(one.width[1], one.stated),
            "unit": with_unit("", one.unit).strip(),
            "by its": ROOMS[one.room],
            "spread (%)": significant(100 * one.spread, 2),
            "moves by (spreads)": None if one.shift is None else significant(one.shift, 2),
            "set by": one.number,
        }
        for one in ordered
    ]
