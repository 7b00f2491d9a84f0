"""Two sides by the article's numbers as they are written, one number at a time moved to its last digit.

Numbers agree as written when one of them, by no more than half a unit of its last digit, lets the relation hold with
all others as they stand. Which one does not matter, so it does not matter how the relation is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np

from ..graph import Arrays, Choices, Input, Model, ModelError, Node, Quantities

MOST_RANGES = 6  # of which every combination of ends is tried; any further range is taken at its lower end


def to_the_last_digit(
    model: Model, sides: tuple[str, str], choices: Choices, fixed: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    """The stated and the computed side, in root units: as written, then with each number moved down and up.

    A range, or the length of a month, is taken at each of its ends.

    Args:
        fixed: values that stand for some inputs, in root units.

    Returns:
        two arrays of shape (trials,).
    """
    leaves = sorted({leaf for side in sides for leaf in model.leaves(side, choices)})
    nodes = {leaf: node for leaf in leaves if isinstance(node := model.node(leaf, choices), Input)}
    moves = [("", 0.0)]
    moves += [(leaf, by) for leaf, node in nodes.items() for by in (-node.grain, node.grain) if node.written and by]
    corners = _corners(nodes, choices, fixed)
    trials = [(move, corner) for corner in corners for move in moves if move[0] not in fixed]
    values = {leaf: np.array([corner[leaf] for _, corner in trials]) for leaf in nodes}
    for at, ((leaf, by), _) in enumerate(trials):
        if leaf in values:
            values[leaf][at] += by
    known = Quantities(model, choices, Arrays, _no_other, values)
    with np.errstate(all="ignore"):
        stated, computed = (np.broadcast_to(known[side], (len(trials),)) for side in sides)
    return stated, computed


def _corners(nodes: Mapping[str, Input], choices: Choices, fixed: Mapping[str, float]) -> list[dict[str, float]]:
    """Each number as it is written, ranges at their ends."""
    ends = {leaf: node.written or node.support(choices) for leaf, node in nodes.items()}
    ends |= {leaf: (value, value) for leaf, value in fixed.items() if leaf in nodes}
    ranges = [leaf for leaf, (low, high) in ends.items() if low < high][:MOST_RANGES]
    found = []
    for sides in product((0, 1), repeat=len(ranges)):
        chosen = dict(zip(ranges, sides, strict=True))
        found.append({leaf: both[chosen.get(leaf, 0)] for leaf, both in ends.items()})
    return found


def _no_other(node: Node) -> float:
    raise ModelError(f"`{node.name}` is no number of the article", node.name)
