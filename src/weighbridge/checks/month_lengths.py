"""With how many days of a month, or of a year, the two sides of a check agree that rest on its length."""

from __future__ import annotations

from collections.abc import Callable

from ..graph import CalendarLength, Comparison, Kind
from ..uncertainty import Interval
from .results import DaysNeeded, Outcome
from .run import Weighing

DECIMALS = 1
HALVINGS = 20  # each halves what may be off: a millionth of three days is left


def days_needed(weighing: Weighing) -> list[DaysNeeded]:
    """For each month or year on which an ``agrees`` check rests: how long it may be, and how long it has to be.

    Where the sides hold as written it is asked of the numbers as written, else of all that rounding and hedges permit.
    Nothing for other checks. A longer month is taken to move the ratio of the two sides one way.
    """
    check, choices = weighing.check, weighing.choices
    if check.kind != Kind.AGREES or check.relation != Comparison.EQUALS:
        return []
    leaves = sorted({leaf for side in check.sides for leaf in weighing.model.leaves(side, choices)})
    nodes = [weighing.model.node(leaf, choices) for leaf in leaves]
    return [_needed(weighing, node) for node in nodes if isinstance(node, CalendarLength)]


def _needed(weighing: Weighing, node: CalendarLength) -> DaysNeeded:
    ends = node.law(weighing.choices).support()
    found = None
    if weighing.answer.outcome(1.0) != Outcome.FAILS:
        found = ends if ends[0] == ends[1] else _agreeing(weighing, node.name, ends)
    during = None if node.during is None else str(node.during)
    shown = None if found is None else (round(found[0], DECIMALS), round(found[1], DECIMALS))
    return DaysNeeded(unit=node.unit, during=during, days=ends, needed=shown)


def _agreeing(weighing: Weighing, leaf: str, ends: Interval) -> Interval | None:
    """Between which lengths the ratio of the two sides can be one."""
    as_written = weighing.answer.outcome(1.0) == Outcome.HOLDS
    ratio = weighing.ratio_as_written if as_written else weighing.ratio_with
    enough = _stretch(lambda days: ratio({leaf: days})[1] >= 1.0, ends)
    little = _stretch(lambda days: ratio({leaf: days})[0] <= 1.0, ends)
    if enough is None or little is None:
        return None
    low, high = max(enough[0], little[0]), min(enough[1], little[1])
    return (low, high) if low <= high else None


def _stretch(true: Callable[[float], bool], ends: Interval) -> Interval | None:
    """Where something is true that turns at most once between two ends; None where it is so at neither.

    >>> low, high = _stretch(lambda days: days >= 29.5, (28.0, 31.0))
    >>> round(low, 4), high
    (29.5, 31.0)
    """
    at_low, at_high = map(true, ends)
    if at_low == at_high:
        return ends if at_low else None
    inside, outside = ends if at_low else ends[::-1]
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if true(middle) else (inside, middle)
    return (ends[0], inside) if at_low else (inside, ends[1])
