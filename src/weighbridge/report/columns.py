"""The numbers of a comparison in columns of their own: both sides in one unit, how far off, how probable.

They are those of the answers: the ratio is the stated value over what it is compared with. There is none where a side
may be zero, or both are shares; the difference stands in its place.
"""

from __future__ import annotations

from typing import Any

from ..answers import Amount, Size, computed_amount, size_between, stated_amount
from ..checks import Figure, Side
from ..verdict import CheckResult
from ..what_if import Swung, Turned

SIDES, SIZES = ("stated", "computed"), ("ratio", "difference")
ENDS = ("", " low", " high")
UNIT, TAIL = "unit", "tail probability"
NAMES = (
    *(f"{side}{end}" for side in SIDES for end in ENDS),
    UNIT,
    *(f"{size}{end}" for size in SIZES for end in ENDS),
    TAIL,
)


def compared(
    check: CheckResult, sides: tuple[Side, Side], tail: Figure | None, nearest: tuple[float, float] | None = None
) -> dict[str, Any]:
    """The numbers of a comparison by ``NAMES``, none where there is none.

    Args:
        sides: the stated and the computed one.
        nearest: what whole things give next to the stated number, of a check that counts them.
    """
    stated, computed = sides
    amounts: tuple[Amount | None, Amount | None] = (stated_amount(stated), _computed(check, stated, computed))
    size = size_between(check, stated, computed, nearest)
    cells = [cell for amount in amounts for cell in _three(amount)]
    cells += [stated.unit, *(cell for kind in SIZES for cell in _three(size if size and size.kind == kind else None))]
    return dict(zip(NAMES, [*cells, tail.value if tail else None], strict=True))


def _computed(check: CheckResult, stated: Side, computed: Side) -> Amount | None:
    """The computed side in the unit of the stated one; none where it counts things of which that is a share."""
    return None if check.scale is None else computed_amount(check, stated, computed)


def _three(one: Amount | Size | None) -> list[float | None]:
    return [None] * len(ENDS) if one is None else [one.value, one.low, one.high]


def moved(one: Swung) -> dict[str, Any]:
    """A number that was moved, where it might fairly lie, and the nearest turns below and above it."""
    under = max((turn for turn in one.turns if turn.at.value <= one.value), key=_place, default=None)
    over = min((turn for turn in one.turns if turn.at.value > one.value), key=_place, default=None)
    low, high = one.fair or (None, None)
    return {
        "value": one.value,
        UNIT: one.unit,
        "outcome": one.outcome,
        "turns below": under.at.value if under else None,
        "outcome below": under.below if under else None,
        "turns above": over.at.value if over else None,
        "outcome above": over.above if over else None,
        "fair low": low,
        "fair high": high,
    }


def _place(turn: Turned) -> float:
    return turn.at.value


def without_empty(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without the columns of numbers that have none in any of them."""
    empty = {name for name in NAMES if all(row.get(name) is None for row in rows)}
    return [{name: cell for name, cell in row.items() if name not in empty} for row in rows]
