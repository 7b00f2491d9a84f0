"""Ways to shorten a number, and whether the numbers of an article agree under each.

A bare number may have been rounded to the nearest, cut off, or rounded up; each implies a different interval. A hedged
number keeps the interval of its hedge, and a range its ends.
"""

from __future__ import annotations

from ..graph import WIDTH, Apply, CalendarLength, Choices, Model, ModelError, Name, outer_bounds
from ..text import SHORTENED
from .kinds import TOUCHING

Meeting = tuple[tuple[float, float], tuple[float, float], bool]


def meetings(model: Model, stated: str, computed: str, choices: Choices) -> dict[str, Meeting | ModelError]:
    """Under each way what both sides may be, in root units, and whether the two meet; or why that cannot be said.

    Two intervals of some width that have but one end in common do not meet. A month on which both sides rest is the
    same month: they meet where some length of it lets them.
    """
    found: dict[str, Meeting | ModelError] = {}
    for name in SHORTENED:
        try:
            found[name] = _meeting(model, stated, computed, {**choices, WIDTH: name})
        except ModelError as error:
            found[name] = error
    return found


def _meeting(model: Model, stated: str, computed: str, under: Choices) -> Meeting:
    one, other = (outer_bounds(model, Name(side), under) for side in (stated, computed))
    if _share_a_month(model, stated, computed, under):
        low, high = outer_bounds(model, Apply("/", (Name(computed), Name(stated))), under)
        return one, other, low * (1 + TOUCHING) <= 1.0 <= high * (1 - TOUCHING)
    slack = TOUCHING * max(map(abs, (*one, *other)))
    slack = slack if one[0] < one[1] and other[0] < other[1] else -slack
    return one, other, one[0] + slack <= other[1] and other[0] + slack <= one[1]


def _share_a_month(model: Model, stated: str, computed: str, choices: Choices) -> bool:
    """Whether both sides rest on one month, or year, of no fixed length."""
    shared = {*model.leaves(stated, choices)} & {*model.leaves(computed, choices)}
    return any(isinstance(model.node(leaf, choices), CalendarLength) for leaf in shared)
