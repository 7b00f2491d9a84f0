"""Checks for equality under many combinations of choices, weighed together: by as many draws as each by itself.

Combinations that come to the same two sides are weighed once. What lies near a threshold is drawn more finely, as
``run`` does for one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..graph import Check, Choices, Comparison, Draws
from .first_look import Sides, is_plain_check, looks_at, truth_of
from .kinds import may_be, near_threshold, outcome_by
from .results import STANDS, Outcome
from .run import FINER


@dataclass(frozen=True)
class Weighed:
    """An outcome, and the outcomes between which the draws do not decide, the better first; none where they do."""

    outcome: Outcome
    left_open: tuple[Outcome, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """Two sides, and from how many points they are drawn at most."""

    sides: Sides
    most: int


def weighed_together(
    draws: Draws, check: Check, combinations: Sequence[Choices], thorough: Sequence[bool]
) -> list[Weighed | None]:
    """What a check says under each combination; None where that has to be weighed by itself.

    So are checks of other relations, and whatever has no severity or not enough power for certain.

    Args:
        thorough: which of them are drawn as finely as may be where they lie near a threshold.
    """
    if check.relation != Comparison.EQUALS or not is_plain_check(draws, check):
        return [None] * len(combinations)
    asked = [_asked(draws, check, *one) for one in zip(combinations, thorough, strict=True)]
    waiting, points = dict(zip(asked, combinations, strict=True)), draws.settings.points
    found: dict[_Asked, Weighed] = {}
    while waiting:
        found |= _weighed(draws.finer(points), check, waiting)
        near = {one for one in waiting if one in found and found[one].left_open and points < one.most}
        waiting = {one: choices for one, choices in waiting.items() if one in near}
        points = min(FINER * points, draws.settings.most_points)
    return [found.get(one) for one in asked]


def _asked(draws: Draws, check: Check, choices: Choices, thorough: bool) -> _Asked:
    settings = draws.settings
    sides = (draws.identity(check.stated, choices), draws.identity(check.computed, choices))
    most = settings.most_points if thorough else min(FINER * settings.points, settings.most_points)
    return _Asked(sides, most if settings.digits is not None else settings.points)


def _weighed(part: Draws, check: Check, ways: dict[_Asked, Choices]) -> dict[_Asked, Weighed]:
    """What these draws say, of all that has severity and power enough for certain."""
    by_sides: dict[Sides, list[_Asked]] = {}
    for one in ways:
        by_sides.setdefault(one.sides, []).append(one)
    choices = {sides: ways[alike[0]] for sides, alike in by_sides.items()}
    found: dict[_Asked, Weighed] = {}
    many = part.settings.randomisations
    for unseen, sides, look in looks_at(part, check, choices):
        for at, (side, estimate) in enumerate(zip(sides, look.estimates(), strict=True)):
            if estimate is None or not estimate[1]:
                continue
            tail, _ = estimate
            near = near_threshold(tail, check.relation, many, unseen)
            left_open = may_be(tail, check.relation, many, unseen) if near else ()
            outcome = outcome_by(tail.value, check.relation, unseen)
            if {outcome, *left_open} & {*STANDS} and not look.catches(at, truth_of(part, check, choices[side])):
                continue
            found.update(dict.fromkeys(by_sides[side], Weighed(outcome, left_open)))
    return found
