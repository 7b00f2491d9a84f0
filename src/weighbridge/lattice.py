"""Points that fill the unit cube evenly: a rank-1 lattice rule under independent random shifts.

Each shift gives an unbiased estimate of a mean; the scatter of the estimates over the shifts gives their numerical
uncertainty (Owen, Practical Quasi-Monte Carlo, 2023, chapters 16 and 17). The generating vector is in ``lattice.txt``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from .errors import WeighbridgeError

VECTOR = Path(__file__).with_name("lattice.txt")


@cache
def generating_vector() -> np.ndarray:
    """The published vector, shape (100,)."""
    lines = VECTOR.read_text(encoding="utf-8").splitlines()
    return np.array(" ".join(line for line in lines if not line.startswith("#")).split(), dtype=np.uint64)


def shifted_lattice(dimensions: int, points: int, randomisations: int, seed: int) -> np.ndarray:
    """Points of the open unit cube, shape (dimensions, randomisations, points).

    Args:
        points: a power of two from 2 to 2**20.

    Raises:
        WeighbridgeError: for more dimensions than the vector has.

    >>> shifted_lattice(2, 4, 3, seed=1).shape
    (2, 3, 4)
    """
    vector = generating_vector()
    if dimensions > len(vector):
        raise WeighbridgeError(f"the case has {dimensions} random inputs, at most {len(vector)}")
    if seed < 0:
        raise WeighbridgeError(f"the seed is {seed}, expected zero or more")
    if points & (points - 1) or not 2 <= points <= 2**20:
        raise WeighbridgeError(f"{points} points per randomisation, expected a power of two up to 2**20")
    steps = (vector[:dimensions, None] * np.arange(points, dtype=np.uint64)) % np.uint64(points)
    # Raw bits of the generator, for they are promised to stay the same in every release of numpy.
    bits = np.random.PCG64(seed).random_raw(randomisations * len(vector)).reshape(randomisations, len(vector))
    shifts = (bits.T[:dimensions] >> np.uint64(11)) * 2.0**-53
    cube = (steps[:, None, :] / points + shifts[:, :, None]) % 1.0
    return np.clip(cube, 2.0**-53, 1 - 2.0**-53)
