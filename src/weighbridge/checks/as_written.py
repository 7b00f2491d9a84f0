"""Two sides by the article's numbers as they are written, one number at a time moved to its last digit.

Numbers agree as written when one of them, by no more than half a unit of its last digit, lets the relation hold with
all others as they stand. Which one does not matter, so it does not matter how the relation is written.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from ..graph import Arrays, Choices, Input, Model, Node, Quantities

MOST_RANGES = 6  # of which every combination of ends is tried; any further range is taken at its lower end


def to_the_last_digit(model: Model, sides: tuple[str, str], choices: Choices) -> tuple[np.ndarray, np.ndarray]:
    """The stated and the computed side, in root units, for each number moved down and up; both of shape (trials,).

    A range is taken at each of its ends. Where no number can be off in its last digit there is no trial.
    """
    leaves = sorted({leaf for side in sides for leaf in model.leaves(side, choices)})
    nodes = {leaf: node for leaf in leaves if isinstance(node := model.node(leaf, choices), Input)}
    moves = [(leaf, by) for leaf, node in nodes.items() for by in (-node.grain, node.grain) if node.written and by]
    if not moves:
        return np.empty(0), np.empty(0)
    trials = [(move, corner) for corner in _corners(nodes, choices) for move in moves]
    values = {
        leaf: np.array([corner[leaf] + (by if leaf == moved else 0.0) for (moved, by), corner in trials])
        for leaf in nodes
    }
    known = Quantities(model, choices, Arrays, _no_other, values)
    with np.errstate(all="ignore"):
        stated, computed = (np.broadcast_to(known[side], (len(trials),)) for side in sides)
    return stated, computed


def _corners(nodes: dict[str, Input], choices: Choices) -> list[dict[str, float]]:
    """Each number as it is written, ranges at their ends."""
    ends = {leaf: node.written or node.law(choices).support() for leaf, node in nodes.items()}
    ranges = [leaf for leaf, (low, high) in ends.items() if low < high][:MOST_RANGES]
    found = []
    for sides in product((0, 1), repeat=len(ranges)):
        chosen = dict(zip(ranges, sides, strict=True))
        found.append({leaf: both[chosen.get(leaf, 0)] for leaf, both in ends.items()})
    return found


def _no_other(node: Node) -> float:
    raise TypeError(f"`{node.name}` is no number of the article")
