"""All combinations of fair choices in one order: the specification curve of a check.

U. Simonsohn, J. P. Simmons, L. D. Nelson, "Specification curve analysis", Nature Human Behaviour 4, 2020.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..checks import STANDS, Outcome
from .results import Combination


def in_order(combinations: Sequence[Combination]) -> list[Combination]:
    """The combinations in the order of how much the stated value could be, those that are alike as they came."""
    return sorted(combinations, key=_upper)


def _upper(one: Combination) -> float:
    """Up to what multiple it would hold: without end where nothing ends it, at none where it never does."""
    found = one.reach
    if found.holds_to is not None:
        return found.holds_to.value
    return float("inf") if found.holds_from is not None or one.outcome in (*STANDS, Outcome.CANNOT_TELL) else 0.0
