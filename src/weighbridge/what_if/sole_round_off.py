"""Whose rounding or hedge is enough by itself to make two sides meet, with all other numbers as they are written."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..checks import STANDS, outcome_of
from ..graph import Check, Choices, Comparison, Draws, Input, Laws, Model, Node, NodeKind
from ..uncertainty import between
from .boxes import Ends, rough
from .levers import levers_of

TOUCHING = 1e-6  # how far sides may lie apart, as a share of what is stated, and be looked at more closely
EVERYTHING = (-math.inf, math.inf)


def saved_by(draws: Draws, check: Check, choices: Choices) -> list[str]:
    """The numbers whose rounding or hedge is enough by itself to make the sides meet, all others as written."""
    model, found = draws.model, []
    levers = levers_of(model, check.sides, choices)
    claims = [name for name, lever in levers.items() if lever.kind is NodeKind.CLAIM]
    leaves = {leaf for side in check.sides for leaf in model.leaves(side, choices)}
    still = {leaf: node for leaf in leaves if (node := _as_it_stands(model, leaf, choices)) is not None}
    seats = {name: {leaf for leaf, _ in levers[name].seats} for name in claims}
    rooms = [{leaf: model.node(leaf, choices) for leaf in seats[name] if leaf in still} for name in claims]
    for name, may in zip(claims, _may_meet(model, check, choices, still, rooms), strict=True):
        if not may:
            continue
        own = seats[name]
        others = {leaf: (model.variant(leaf, choices), node) for leaf, node in still.items() if leaf not in own}
        if outcome_of(draws.over(model.redefined(others)), check, choices) in STANDS:
            found.append(name)
    return found


def _may_meet(
    model: Model, check: Check, choices: Choices, still: Mapping[str, Input], rooms: Sequence[Mapping[str, Node]]
) -> list[bool]:
    """Where two sides may meet, all numbers as they stand but some that have their room; by rough bounds of the sides.

    A word such as "more than" leaves more room than that: with one of them any two sides may.
    """
    if any(one.letter for one in still.values()):
        return [True] * len(rooms)
    ends = {leaf: tuple(np.full(len(rooms), end) for end in one.support(choices)) for leaf, one in still.items()}
    for at, room in enumerate(rooms):
        for leaf, node in room.items():
            ends[leaf][0][at], ends[leaf][1][at] = node.support(choices) if isinstance(node, Input) else EVERYTHING
    known = rough(model, choices, ends)
    return meeting(check, known[check.stated], known[check.computed], len(rooms)).tolist()


def meeting(check: Check, stated: Ends, computed: Ends, many: int) -> np.ndarray:
    """In which of many trials the sides of a check do not lie clearly apart; of whole things nothing is known so."""
    with np.errstate(invalid="ignore"):  # beyond what a computer can hold: not a number, and not excluded
        slack = TOUCHING * np.maximum(np.abs(stated[0]), np.abs(stated[1]))
        enough = ~(computed[1] < stated[0] - slack) | (check.relation == Comparison.AT_LEAST)
        little = ~(computed[0] > stated[1] + slack) | (check.relation == Comparison.AT_MOST)
    return np.broadcast_to((enough & little) | (check.relation == Comparison.COUNTED_IN), (many,))


def _as_it_stands(model: Model, leaf: str, choices: Choices) -> Input | None:
    """A number of the article without its room."""
    node = model.node(leaf, choices)
    if not isinstance(node, Input) or node.kind is not NodeKind.CLAIM or node.written is None:
        return None
    return replace(node, laws=Laws(dict.fromkeys(node.laws, between(*node.written))))
