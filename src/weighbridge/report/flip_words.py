"""For which stated numbers a check would fit, in words: where its outcome flips, each value with its own digits."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..checks import FROM_BEST_TO_WORST, STANDS, Figure, Flip, Outcome
from ..text import (
    DIGITS,
    EXACT_DIGITS,
    HALF,
    brief,
    in_turn,
    number,
    padded,
    same_place,
    significant,
    towards,
    with_unit,
)

SAME_AT_ANY_SIZE = "The answer is the same whatever the size of the stated number."
TIMES = "times what is stated"
FIRM_DIGITS = 8  # what lies beyond them, of a value that is known so closely, is how a computer finds it


def in_order(flips: Sequence[Flip]) -> list[Flip]:
    """Flips by their values, each with the outcome below and above it; by their multiples where no value is known.

    Of a number below zero the larger multiple is the lower value.
    """
    ordered = sorted(flips, key=lambda flip: flip.multiple.value)
    if len(ordered) > 1:
        falls = bool(ordered[0].at and ordered[-1].at) and ordered[0].at.value > ordered[-1].at.value  # type: ignore[union-attr]
    else:
        falls = any(flip.at is not None and flip.at.value < 0 < flip.multiple.value for flip in ordered)
    if not falls:
        return ordered
    return [flip.model_copy(update={"below": flip.above, "above": flip.below}) for flip in reversed(ordered)]


def places(flips: Sequence[Flip], beside: Sequence[float] = ()) -> list[str]:
    """Where flips lie, without their unit: each rounded to the side on which the outcome is the better one.

    So a number that is tried as it is read comes out as well as is said. Each is told apart from the others, and from
    values that are shown beside them, which are of the stated number and hence of no multiple.
    """
    known = all(flip.at is not None for flip in flips)
    values = _one_by_one([flip.at if known and flip.at else flip.multiple for flip in flips])
    return inward(values, [_better_side(flip) for flip in flips], beside if known else ())


def _better_side(flip: Flip) -> float:
    """On which side of a flip the outcome is the better one, without end."""
    rank = [
        FROM_BEST_TO_WORST.index(one) if one in FROM_BEST_TO_WORST else math.inf for one in (flip.below, flip.above)
    ]
    return math.inf if rank[1] < rank[0] else -math.inf


def inward(values: Sequence[float], sides: Sequence[float], beside: Sequence[float] = ()) -> list[str]:
    """Values as texts, each rounded to a side, and told apart from each other and from what is shown beside them.

    Args:
        values: the ends of a range, or of several.
        sides: towards which side each is rounded, without end.
        beside: figures that are shown beside them.

    >>> inward([51.7846, 78.65], [math.inf, -math.inf]), inward([1.14754], [-math.inf])
    (['51.8', '78.6'], ['1.147'])
    >>> inward([340_300_750.0, 340_300_850.0], [math.inf, -math.inf])
    ['340,300,750', '340,300,850']
    """
    everything = [*values, *beside]
    exact = [significant(value, FIRM_DIGITS) for value in everything]
    if len(set(exact)) < len(set(everything)):
        exact = [significant(value) for value in everything]
    digits = [_least(value, side) for value, side in zip(exact, sides, strict=False)] + [DIGITS] * len(beside)
    texts: list[str] = []
    for _ in range(EXACT_DIGITS):
        if len(values) == 2:
            digits[:2] = same_place(values, digits[:2], finer=True)
        own = [towards(value, side, most, HALF) for value, side, most in zip(exact, sides, digits, strict=False)]
        texts = [*(text for _, text in own), *map(number, exact[len(own) :], digits[len(own) :])]
        said = list(zip(exact, texts, strict=True))
        alike = {at for at, text in enumerate(texts) if len({value for value, other in said if other == text}) > 1}
        alike |= _passed(exact, [end for end, _ in own])
        if not alike:
            break
        for at in alike:
            digits[at] += 1
    return list(padded(*texts[:2])) if len(values) == 2 else texts[: len(values)]


def _passed(exact: Sequence[float], ends: Sequence[float]) -> set[int]:
    """Which values have passed another of them where each is rounded to its side."""
    places = range(len(ends))
    return {at for at in places for other in places if (exact[at] - exact[other]) * (ends[at] - ends[other]) < 0}


def _least(value: float, side: float) -> int:
    """In how many digits a value moves by little where it is rounded to a side."""
    near = (most for most in range(DIGITS, EXACT_DIGITS) if _moves_little(value, side, most))
    return next(near, EXACT_DIGITS)


def _moves_little(value: float, side: float, digits: int) -> bool:
    return abs(towards(value, side, digits)[0] - value) <= HALF * abs(value)


def unit_of_places(flips: Sequence[Flip], unit: str) -> str:
    """What stands behind the places of flips: the unit, or of what they are multiples where no value is known."""
    return unit if all(flip.at for flip in flips) else TIMES


def _one_by_one(figures: Sequence[Figure]) -> list[float]:
    """The values of figures in their order; those that lie no farther apart than they are uncertain are one value."""
    found: list[Figure] = []
    for figure in figures:
        near = (one for one in found if abs(one.value - figure.value) <= _doubt(one) + _doubt(figure))
        found.append(next(near, figure))
    return [_plainly(one) for one in found]


def _plainly(figure: Figure) -> float:
    """The value of a figure, without the digits that are none of its own."""
    doubt = _doubt(figure)
    if not doubt:
        return figure.value
    return 0.0 if abs(figure.value) <= doubt else significant(figure.value, FIRM_DIGITS)


def _doubt(figure: Figure) -> float:
    """How uncertain a figure is, where that is no more than a computer makes of a single value; else nothing."""
    return figure.numerical_uncertainty if figure.numerical_uncertainty <= abs(figure.value) / 1e8 + 1e-8 else 0.0


def headline(flips: list[Flip], unit: str, beside: Sequence[float] = (), outcome: Outcome | None = None) -> str:
    """Which stated numbers would fit, in a sentence or two.

    Their ends are told apart from the values that are shown beside them. An end that is the stated value itself does
    not belong to the range where the outcome is that the check does not hold.
    """
    flips = [flip for flip in in_order(flips) if (flip.above in STANDS) != (flip.below in STANDS)]
    is_out = outcome is not None and outcome not in STANDS
    ends = [
        f"just {'below' if flip.below in STANDS else 'above'} {end}" if is_out and _is_as_stated(flip) else end
        for flip, end in zip(flips, places(flips, beside), strict=True)
    ]
    whole = unit_of_places(flips, unit)
    each = list(zip(flips, ends, strict=True))
    lower = [one for one in each if one[0].above in STANDS]
    upper = [one for one in each if one[0].below in STANDS]
    first, last = (with_unit(lower[0][1], whole) if lower else ""), (with_unit(upper[-1][1], whole) if upper else "")
    if lower and upper and each.index(lower[0]) > each.index(upper[-1]):  # a gap between whole things
        again = f"Anything up to {last} would fit, and again from {first} on."
        return brief([again], [f"Anything up to {last} would fit.", f"So would anything from {first} on."])
    if len(lower) == len(upper) > 0:  # several where there are modes with gaps between them
        return _ranges([(low, high) for (_, low), (_, high) in zip(lower, upper, strict=True)], whole)
    if lower and upper:
        return _ranges([(lower[0][1], upper[-1][1])], whole)
    if upper:
        return f"Anything up to {last} would fit."
    return f"Anything from {first} on would fit." if lower else SAME_AT_ANY_SIZE


def _ranges(ends: Sequence[tuple[str, str]], unit: str) -> str:
    """That anything within one range, or within any of several, would fit."""
    if len(ends) == 1:
        low, high = ends[0]
        return f"{_stretch(low, high, unit)} would fit."
    ranges = [with_unit(low if low == high else f"{low} to {high}", unit) for low, high in ends]
    return " ".join(in_turn("These would fit:", ranges, "These would fit too:"))


def _is_as_stated(flip: Flip) -> bool:
    return math.isclose(flip.multiple.value, 1.0, rel_tol=10.0**-FIRM_DIGITS)


def _stretch(low: str, high: str, unit: str) -> str:
    """Anything from one value to another, or the one that both are."""
    return f"Only {with_unit(low, unit)}" if low == high else f"Anything from {with_unit(f'{low} to {high}', unit)}"
