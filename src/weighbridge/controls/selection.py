"""Which numbers and choices of a case matter to a check: those that turn its outcome first."""

from __future__ import annotations

import math

from ..case import Case
from ..verdict import CheckResult, Collapse
from ..what_if import Support, Swung, flips_of


def numbers_that_turn(case: Case, check: str) -> list[Swung]:
    """The numbers that turn a check somewhere: the article's first, then estimates, then what sources give.

    In each kind the one comes first that turns it nearest: of estimates as a share of the way to the end of their fair
    range, of all others by the ratio to their value. A range of the article is left out, for it has no single value.
    """
    found = flips_of(case.weigher.draws, check, case.choices, case.weigher.sources)
    turning = [one for one in found if one.turns and not one.is_range]
    return sorted(turning, key=lambda one: (_rank(one), nearness(one), one.input))


def first_of(found: list[Swung], most: int) -> list[Swung]:
    """So many of them at most: the article's own, but with room for an estimate that turns the check where it may lie.

    Where the article has more numbers than that, all but one are its own, and one is the estimate nearest to a turn.
    """
    own = [one for one in found if one.support is Support.QUOTATION]
    fair = [one for one in found if one.fair_turns][:1]
    if len(own) < most or not fair or most < 2:
        return found[:most]
    return [*own[: most - 1], *fair]


def choices_that_turn(check: CheckResult) -> list[str]:
    """The names of the choices that turn a check, the one that does so under most settings of the others first."""
    if check.tally is not None:  # not every combination is known
        return list(check.depends_on)
    return [one.choice for one in Collapse(check.combinations).mattering]


def nearness(one: Swung) -> float:
    """How near a turn is: 1 at the end of the fair range; without one by the logarithm of the ratio."""
    return min((_way(one, turn.at.value) for turn in one.turns), default=math.inf)


def _rank(one: Swung) -> int:
    return 0 if one.support is Support.QUOTATION else 1 if one.fair is not None else 2


def _way(one: Swung, at: float) -> float:
    """How far it is to a turn, as a share of the way to the end of the fair range on its side."""
    far = _distance(at, one.value)
    if one.fair is None:
        return far
    end = one.fair[0] if at < one.value else one.fair[1]
    whole = _distance(end, one.value)
    return far / whole if whole else math.inf


def _distance(at: float, value: float) -> float:
    return abs(math.log(at / value)) if at * value > 0 else abs(at - value)
