"""Evenly spread points of the unit cube: a rank-1 lattice rule under independent random shifts.

Each shift gives an unbiased estimate of a mean; the scatter of the estimates over the shifts gives their numerical
uncertainty (Owen, Practical Quasi-Monte Carlo, 2023, chapters 16 and 17). The generating vector, in ``lattice.txt``, is
of R. Cools, F. Y. Kuo and D. Nuyens (SIAM Journal on Scientific Computing 28, 2006).
Coordinates beyond those of the vector are Latin hypercube samples, each by itself (Owen, Latin supercube sampling for
very high-dimensional simulations, ACM Transactions on Modeling and Computer Simulation 8, 1998).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from ..base import WeighbridgeError

DIMENSIONS = 100
VECTOR = Path(__file__).with_name("lattice.txt")


@cache
def generating_vector() -> np.ndarray:
    """The published vector, shape (100,)."""
    lines = VECTOR.read_text(encoding="utf-8").splitlines()
    return np.array(" ".join(line for line in lines if not line.startswith("#")).split(), dtype=np.uint64)


def shifted_lattice(dimensions: int, points: int, randomisations: int, seed: int) -> np.ndarray:
    """Points of the open unit cube, shape (dimensions, randomisations, points); raises like ``coordinates``.

    >>> shifted_lattice(2, 4, 3, seed=1).shape
    (2, 3, 4)
    """
    return coordinates(range(dimensions), points, randomisations, seed)


def coordinates(which: Sequence[int], points: int, randomisations: int, seed: int) -> np.ndarray:
    """Some coordinates of the points, shape (which, randomisations, points).

    Args:
        which: numbers from 0 on; the rule spreads the first ones best, and has the first 100.
        points: a power of two from 2 to 2**20.

    Raises:
        WeighbridgeError: for a seed below zero, or another number of points.
    """
    refuse_points(points, seed)
    vector, wanted = generating_vector(), np.array(which, dtype=int)
    if wanted.size and wanted.max() >= len(vector):
        each = [_beyond(one, points, randomisations, seed) if one >= len(vector) else None for one in wanted.tolist()]
        ruled = iter(coordinates(wanted[wanted < len(vector)], points, randomisations, seed))
        return np.stack([next(ruled) if one is None else one for one in each])
    steps = (vector[wanted, None] * np.arange(points, dtype=np.uint64)) & np.uint64(points - 1)
    cube = (steps / points)[:, None, :] + _shifts(len(vector), randomisations, seed)[wanted, :, None]
    cube -= cube >= 1.0
    return np.clip(cube, 2.0**-53, 1 - 2.0**-53, out=cube)


def refuse_points(points: int, seed: int) -> None:
    """Raise ``WeighbridgeError`` for a seed below zero, or a number of points that is no power of two up to 2**20."""
    if seed < 0:
        raise WeighbridgeError(f"the seed is {seed}, expected zero or more")
    if points & (points - 1) or not 2 <= points <= 2**20:
        raise WeighbridgeError(f"{points} points per randomisation, expected a power of two up to 2**20")


def _beyond(which: int, points: int, randomisations: int, seed: int) -> np.ndarray:
    """A coordinate beyond the vector, shape (randomisations, points): one point in each of so many strata, shuffled.

    Whatever else is drawn, it is the same: its bits are those of its own number and of the seed.
    """
    bits = np.random.PCG64(np.random.SeedSequence((seed, which))).random_raw(2 * randomisations * points)
    order, within = bits.reshape(2, randomisations, points)
    strata = np.argsort(np.argsort(order, axis=1, kind="stable"), axis=1, kind="stable")
    return np.clip((strata + (within >> np.uint64(11)) * 2.0**-53) / points, 2.0**-53, 1 - 2.0**-53)


@cache
def _shifts(dimensions: int, randomisations: int, seed: int) -> np.ndarray:
    """Raw bits of the generator, for they are promised to stay the same in every release of numpy."""
    bits = np.random.PCG64(seed).random_raw(randomisations * dimensions).reshape(randomisations, dimensions)
    return (bits.T >> np.uint64(11)) * 2.0**-53


def folded(cube: np.ndarray) -> np.ndarray:
    """The points under the baker's transformation, which folds each coordinate at its middle; same shape.

    A function then meets the rule as if it were periodic, and for a smooth one the error falls with the square of the
    number of points (F. J. Hickernell, "Obtaining O(N^-2+e) convergence for lattice quadrature rules", in Monte Carlo
    and Quasi-Monte Carlo Methods 2000, Springer 2002).

    >>> folded(np.array([0.25, 0.5, 0.9])).round(6).tolist()
    [0.5, 1.0, 0.2]
    """
    new = 2.0 * cube
    new -= 1.0
    np.abs(new, out=new)
    np.subtract(1.0, new, out=new)
    return np.clip(new, 2.0**-53, 1 - 2.0**-53, out=new)
