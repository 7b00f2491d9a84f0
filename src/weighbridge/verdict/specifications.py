"""The specification curve of a check as data: every combination of fair choices, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..checks import STANDS, Outcome
from .results import Combination


def specifications(combinations: Sequence[Combination]) -> list[dict[str, Any]]:
    """Every combination of fair choices, a row each, in the order of how much the stated value could be.

    A specification curve as data (U. Simonsohn, J. P. Simmons, L. D. Nelson, Nature Human Behaviour 4, 2020): for which
    multiples of the stated value the check would hold, the middle of the computed side, the outcome at the value.
    """
    ordered = sorted(enumerate(combinations), key=lambda item: (_upper(item[1]), item[0]))
    return [
        {
            "rank": rank,
            **reach_row(one),
            "tail probability": one.tail_probability.value if one.tail_probability else None,
            "outcome": one.outcome,
            **one.choices,
        }
        for rank, (_, one) in enumerate(ordered, start=1)
    ]


def reach_row(one: Combination) -> dict[str, float | None]:
    """For which multiples of the stated value a check would hold, and the middle of the computed side as one."""
    found = one.reach
    ends = {"holds from": found.holds_from, "middle": found.middle, "holds to": found.holds_to}
    return {f"{name} (times what is stated)": end.value if end else None for name, end in ends.items()}


def _upper(one: Combination) -> float:
    """Up to what multiple it would hold: without end where nothing ends it, at none where it never does."""
    found = one.reach
    if found.holds_to is not None:
        return found.holds_to.value
    return float("inf") if found.holds_from is not None or one.outcome in (*STANDS, Outcome.CANNOT_TELL) else 0.0
