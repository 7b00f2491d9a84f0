"""The outcome of a typical check by a part of the draws, as far as that leaves no doubt what all of them would say.

Every so-many-th point of a lattice rule is a lattice rule. Most combinations of choices lie far from every threshold,
and need no more to be told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from ..graph import Apply, Check, Choices, Comparison, Draws, Model, ModelError, Node, Relation, walk
from .kinds import Typical
from .results import Outcome
from .run import DECADES, THIRD, THRICE, Weighing

MARGIN = 1e-3  # off the median, on the side on which a one-sided check holds
GLANCED = 256  # of the points of each randomisation
STEEP = frozenset({"log", "sqrt", "exp", "**"})  # not numbers, or beyond all bounds, for some numbers


def is_plain(nodes: Iterable[Node]) -> bool:
    """Whether formulas are numbers for all draws where they are numbers for a part of them.

    Not so where a few draws may be the root or the logarithm of a negative, or grow beyond all bounds.
    """
    parts = chain.from_iterable(walk(node.expression) for node in nodes if isinstance(node, Relation))
    return not any(isinstance(part, Apply) and part.operation in STEEP for part in parts)


def coarse(draws: Draws, check: Check) -> Draws | None:
    """A part of the draws, for a first look at a check; none where there are too few, or where that could mislead."""
    if not check.is_drawn or draws.settings.points // GLANCED <= 1:
        return None
    below = (draws.model.nodes[name].values() for name in draws.model.below(*check.sides))
    return draws.unrefined().finer(GLANCED) if is_plain(chain.from_iterable(below)) else None


def first_look(part: Draws, check: Check, choices: Choices) -> Outcome | None:
    """The outcome under some choices by a part of the draws; none where that leaves a doubt. Kept."""
    model: Model = part.model
    sides = [known(side, choices) for side in check.sides for known in (part.identity, model.identity)]
    key = ("first look", check.relation, *sides, part.settings)
    return model.cache.kept(key, lambda: _first_look(part, check, choices))


def _first_look(part: Draws, check: Check, choices: Choices) -> Outcome | None:
    try:
        answer = Weighing(part.model, part, check, choices, thorough=False).answer
    except ModelError:
        return None
    if not isinstance(answer, Typical) or not answer.is_clear(1.0):
        return None
    here = answer.outcome(1.0)
    around = _other_multiples(answer) if here == Outcome.FAILS else (THIRD, THRICE)
    if any(answer.is_clearly_not(here, multiple) for multiple in around):
        return here
    return None  # without severity, or with some that so few draws do not show


def _other_multiples(answer: Typical) -> Iterator[float]:
    """Multiples at which a check that fails might not: about the median of the ratio, and far from what is stated."""
    yield float(np.median(answer.ratio[0])) * (1 + MARGIN if answer.relation == Comparison.AT_LEAST else 1 - MARGIN)
    yield from DECADES
