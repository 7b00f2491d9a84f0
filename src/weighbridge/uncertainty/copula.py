"""Correlated inputs: a normal copula with declared rank correlations.

Ranks are correlated, not values, so that each input keeps its own distribution, whatever that is (R. T. Clemen,
T. Reilly, "Correlations and copulas for decision and risk analysis", Management Science 45, 1999).
"""

from __future__ import annotations

import numpy as np

from .distributions import Array

NEAR_SINGULAR = 1e-9


def pearson(rank: Array | float) -> Array:
    """The correlation of two normals whose ranks have this one: 2 sin(π ρ / 6) (Kruskal, JASA 53, 1958).

    >>> float(round(pearson(0.8915), 3))
    0.9
    """
    return 2.0 * np.sin(np.pi * rank / 6.0)


def root(ranks: Array) -> Array | None:
    """The lower root of the normals' correlations, shape (inputs, inputs); none where no inputs can be so correlated.

    >>> root(np.array([[1.0, 0.0], [0.0, 1.0]])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    >>> root(np.array([[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]])) is None
    True
    """
    normal = pearson(ranks)
    np.fill_diagonal(normal, 1.0)
    values, vectors = np.linalg.eigh(normal)
    if values.min() < -NEAR_SINGULAR:
        return None
    # The lower root of V D V' is the transposed triangle of a QR decomposition of √D V', also where D has zeros.
    triangle = np.linalg.qr(np.sqrt(np.maximum(values, 0.0))[:, None] * vectors.T)[1].T
    return triangle * np.where(np.diag(triangle) < 0, -1.0, 1.0)


def joined(points: Array, lower: Array) -> Array:
    """Independent points of the unit cube made dependent; shape (inputs, ...), same shape back."""
    from scipy.special import ndtr, ndtri

    together = ndtr(np.tensordot(lower, ndtri(points), axes=1))
    return np.clip(together, 2.0**-53, 1 - 2.0**-53)
