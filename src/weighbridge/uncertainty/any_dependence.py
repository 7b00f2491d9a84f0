"""Bounds on a tail probability when nothing is known of the dependence between the two sides of a check.

The bounds are sharp: some dependence attains each (G. D. Makarov, Theory of Probability and its Applications 26, 1982;
R. C. Williamson, T. Downs, "Probabilistic arithmetic", International Journal of Approximate Reasoning 4, 1990). For the
difference of two quantities at zero they come down to the greatest distances between their distribution functions.
"""

from __future__ import annotations

import math

import numpy as np

from .distributions import Array
from .estimates import Estimate, probability

Bounds = tuple[Estimate, Estimate]


def reaches(computed: Array, stated: Array) -> Bounds:
    """The least and the greatest probability that the computed side is at least the stated one.

    Args:
        computed: draws by themselves, shape (randomisations, points).
        stated: the same of the other side; how the two are paired does not matter.

    >>> u = (np.arange(1000.0).reshape(10, 100) + 0.5) / 1000
    >>> [round(end.value, 2) for end in reaches(u, u + 0.25)]
    [0.0, 0.75]
    >>> [round(end.value, 2) for end in reaches(u + 0.25, u)]
    [0.25, 1.0]
    """
    return _at_least(computed, stated), _complement(_exceeds(stated, computed))


def tail_bounds(computed: Array, stated: Array, relation: str) -> Bounds:
    """The least and the greatest tail probability of a check of kind ``typical``, whatever the dependence.

    For ``equals`` the tail is twice the smaller of two that sum to one, which is greatest where they meet at a half.
    """
    if relation == "at_most":
        return reaches(computed, stated)
    if relation == "at_least":
        return reaches(stated, computed)
    up, down = reaches(computed, stated), reaches(stated, computed)
    least = min(up[0], down[0], key=lambda estimate: estimate.value)
    if up[1].value >= 0.5 and down[1].value >= 0.5:
        most = Estimate(0.5)
    else:
        most = min(up[1], down[1], key=lambda estimate: estimate.value)
    return least.scaled(2.0), most.scaled(2.0)


def _at_least(one: Array, other: Array) -> Estimate:
    """The least that P(one ≥ other) can be: the greatest of P(other ≤ x) − P(one < x) over x."""
    return _greatest_gap(other, one, "left")


def _exceeds(one: Array, other: Array) -> Estimate:
    """The least that P(one > other) can be: the greatest of P(other ≤ x) − P(one ≤ x) over x."""
    return _greatest_gap(other, one, "right")


def _greatest_gap(over: Array, under: Array, side: str) -> Estimate:
    """The greatest of P(over ≤ x) − P(under < x), or ≤ x, over x; it is reached where ``over`` has a value."""
    upper, lower = np.sort(over, axis=None), np.sort(under, axis=None)
    gaps = np.searchsorted(upper, upper, side="right") / upper.size
    gaps = gaps - np.searchsorted(lower, upper, side="left" if side == "left" else "right") / lower.size
    at = int(np.argmax(gaps))
    if gaps[at] <= 0:
        return Estimate(0.0)
    one = probability(over <= upper[at])
    two = probability(under < upper[at] if side == "left" else under <= upper[at])
    return Estimate(float(gaps[at]), math.hypot(one.numerical_uncertainty, two.numerical_uncertainty))


def _complement(estimate: Estimate) -> Estimate:
    return Estimate(1.0 - estimate.value, estimate.numerical_uncertainty)
