"""Ways to shorten a number, and whether the numbers of an article meet under each.

A bare number may have been rounded to the nearest, cut off, or rounded up; each leaves it another interval. A hedged
number keeps the interval of its hedge, and a range its ends.
"""

from __future__ import annotations

from .bounds import outer_bounds
from .claim import SHORTENED
from .formula import Name
from .model import WIDTH, Choices, Model

NEAR = 1e-9  # binary fractions: 0.3 is not three times 0.1

Meeting = tuple[tuple[float, float], tuple[float, float], bool]


def meetings(model: Model, stated: str, computed: str, choices: Choices) -> dict[str, Meeting]:
    """Under each convention what both sides may be, in root units, and whether the two meet.

    Raises:
        ModelError: a side has no bounds.
    """
    found = {}
    for name in SHORTENED:
        under = {**choices, WIDTH: name}
        one, other = (outer_bounds(model, Name(side), under) for side in (stated, computed))
        slack = NEAR * max(map(abs, (*one, *other)))
        found[name] = one, other, one[0] <= other[1] + slack and other[0] <= one[1] + slack
    return found
