"""Which of very many combinations of choices are looked at: the same on every machine, from one seed.

First those that tell most: the case as written, every single change, and the way from the case as written to where all
choices push to one side together, choice by choice. Then some at random, each as likely as any other, so that their
shares are those of all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from ..graph import Choices, Grid, ModelError, moved

Place = tuple[int, ...]
Effect = Callable[[Choices], float]


def at_random(grid: Grid, many: int, *seed: object) -> list[Place]:
    """So many places of a grid, drawn independently, each place as likely as any other.

    >>> grid = Grid(("a", "b"), (("1", "2"), ("1", "2", "3")), ({}, {}))
    >>> at_random(grid, 3, 2017) == at_random(grid, 3, 2017), len(at_random(grid, 3, 2017))
    (True, 3)
    """
    digest = hashlib.shake_128(repr((seed, grid.choices, grid.shape)).encode())
    numbers = np.frombuffer(digest.digest(8 * many * len(grid.shape)), dtype="<u8").reshape(many, len(grid.shape))
    places = numbers % np.array(grid.shape, dtype=np.uint64)  # of 64 bits: off by less than one part in a trillion
    return [tuple(place) for place in places.astype(int).tolist()]


def walks(grid: Grid, effect: Effect) -> list[Place]:
    """The places on the way to where everything is as large, and to where it is as small, as single changes say.

    The choice that changes most goes first.
    """
    written = _effect(grid, effect, grid.written)
    if written is None:
        return []
    found: list[Place] = []
    for side in (1.0, -1.0):
        steps: list[tuple[float, int, int]] = []
        for axis, many in enumerate(grid.shape):
            singly = [_effect(grid, effect, moved(grid.written, axis, at)) for at in range(1, many)]
            gains = [(side * (one - written), at) for at, one in enumerate(singly, 1) if one is not None]
            gain, option = max(gains, default=(0.0, 0), key=lambda one: one[0])
            steps += [(-gain, axis, option)] if gain > 0 else []
        place = grid.written
        for _, axis, option in sorted(steps):
            place = moved(place, axis, option)
            found.append(place)
    return found


def _effect(grid: Grid, effect: Effect, place: Place) -> float | None:
    try:
        found = effect(grid.at(place))
    except ModelError:
        return None
    return found if np.isfinite(found) else None


def trimmed(place: Place, is_same: Callable[[Place], bool]) -> list[Place]:
    """The places on the way from one towards the first, a choice set back at a time as long as it comes out the same.

    >>> trimmed((1, 1, 2), lambda place: place[2] == 2)
    [(0, 1, 2), (0, 0, 2), (0, 0, 0)]
    """
    found: list[Place] = []
    for axis in range(len(place)):
        if place[axis]:
            tried = moved(place, axis, 0)
            found.append(tried)
            place = tried if is_same(tried) else place
    return found


def distinct_places(*several: Sequence[Place]) -> list[Place]:
    """All of several places, each once, in the order in which they first stand."""
    return list(dict.fromkeys(place for places in several for place in places))
