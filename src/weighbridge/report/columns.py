"""The numbers of a comparison in columns of their own: both sides in one unit, and how far off.

A ratio is the stated value over the computed one, by interval division where both are ranges. There is none where a side
may be zero, or the sides have different signs; the difference stands in its place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..checks import Finding, Side
from ..text import significant


class Ends(NamedTuple):
    """One side in numbers: its value, and between which ends it lies; what it has not is none."""

    value: float | None
    low: float | None
    high: float | None


SIDES = ("stated", "computed")
SIZES = ("ratio", "difference")
FIGURES = ("tail probability",)
NUMBERS = tuple(f"{name}{end}" for name in (*SIDES, *SIZES) for end in ("", " low", " high"))
COLUMNS = (*NUMBERS, "unit", *FIGURES)


def of_finding(finding: Finding, scale: float | None) -> dict[str, Any]:
    """The numbers of a finding: sides, unit, ratio or difference, tail probability.

    Args:
        scale: how many of the stated side's unit one of the computed side's is; none where they are of different kinds,
            as a share and the number of things it is taken of: then the nearest number that these give is compared.
    """
    stated, computed = finding.stated, finding.computed
    is_drawn = finding.tail_probability is not None
    if scale is not None:
        other = _scaled(_ends(computed, is_drawn), scale)
    else:
        other = _nearest(finding)
    tail = finding.tail_probability
    return {**of_sides(_ends(stated, is_drawn), other, stated.unit), "tail probability": tail.value if tail else None}


def of_combination(stated: Side, computed: Side, scale: float | None, tail: float | None) -> dict[str, Any]:
    """The same of one combination of choices, whose sides alone are known."""
    own = _ends(stated, tail is not None)
    other = Ends(None, None, None) if scale is None else _scaled(_ends(computed, tail is not None), scale)
    return {**of_sides(own, other, stated.unit), "tail probability": tail}


def of_sides(stated: Ends, computed: Ends, unit: str) -> dict[str, Any]:
    """Two sides in one unit, and how far the first is from the second; the keys are ``NUMBERS`` and the unit.

    >>> found = of_sides(Ends(50.0, 45.0, 60.0), Ends(25.0, 20.0, 30.0), "tonne/truck")
    >>> found["ratio"], found["ratio low"], found["ratio high"], found["difference"]
    (2.0, 1.5, 3.0, None)
    >>> found = of_sides(Ends(5.0, 4.0, 6.0), Ends(0.0, -1.0, 1.0), "percent")
    >>> found["ratio"], found["difference"], found["difference low"], found["difference high"]
    (None, 5.0, 3.0, 7.0)
    """
    has_ratio = _sign(stated) == _sign(computed) != 0
    none = Ends(None, None, None)
    ratio = _ratio(stated, computed) if has_ratio else none
    difference = none if has_ratio else _difference(stated, computed)
    cells: dict[str, Any] = {}
    for name, ends in zip((*SIDES, "unit", *SIZES), (stated, computed, unit, ratio, difference), strict=True):
        cells.update({name: ends} if isinstance(ends, str) else _cells(name, ends))
    return cells


def is_empty(rows: list[dict[str, Any]], column: str) -> bool:
    """Whether a column of numbers has none in any row."""
    return column in COLUMNS and all(row.get(column) is None for row in rows)


def _cells(name: str, ends: Ends) -> Mapping[str, float | None]:
    heads = (name, f"{name} low", f"{name} high")
    return {head: None if end is None else significant(end) for head, end in zip(heads, ends, strict=True)}


def _ends(side: Side, is_drawn: bool) -> Ends:
    """A side in numbers: of one that is drawn its mean and its 95 % interval, else as written and by its bounds."""
    if is_drawn and side.as_written is None and side.mean is not None and side.coverage_interval is not None:
        low, high = (end.value for end in side.coverage_interval)
        return Ends(side.mean.value, low, high)
    written = side.as_written or side.bounds
    value = written[0] if written and written[0] == written[1] else None
    low, high = side.bounds or side.as_written or (None, None)
    return Ends(value, _finite(low), _finite(high))


def _nearest(finding: Finding) -> Ends:
    """What whole things give next to the stated number, and which of both is nearer."""
    if finding.nearest is None or finding.stated.as_written is None:
        return Ends(None, None, None)
    value = min(finding.nearest, key=lambda one: abs(one - finding.stated.as_written[0]))  # type: ignore[index]
    return Ends(value, *finding.nearest)


def _finite(end: float | None) -> float | None:
    return end if end is not None and math.isfinite(end) else None


def _scaled(ends: Ends, scale: float) -> Ends:
    return Ends(*(None if end is None else end * scale for end in ends))


def _sign(ends: Ends) -> int:
    """1 where all of a side lies above zero, -1 where all lies below it; 0 where it may be zero, or has no ends."""
    if ends.low is None or ends.high is None:
        return 0
    return 1 if ends.low > 0 else -1 if ends.high < 0 else 0


def _ratio(stated: Ends, computed: Ends) -> Ends:
    """The quotient of two sides of one sign, neither of which may be zero."""
    value = None if stated.value is None or computed.value is None else stated.value / computed.value
    quotients = [one / other for one in stated[1:] for other in computed[1:]]  # type: ignore[operator]
    return Ends(value, min(quotients), max(quotients))


def _difference(stated: Ends, computed: Ends) -> Ends:
    return Ends(
        _less(stated.value, computed.value), _less(stated.low, computed.high), _less(stated.high, computed.low)
    )


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
