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
STEP = 64


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
    return _reaches(_Sorted(computed), _Sorted(stated))


def outside(computed: Array, stated: Array, ends: tuple[float, float]) -> Bounds:
    """Bounds on the probability that computed over stated lies outside an interval: at its ends or beyond.

    Each of the two sides has sharp bounds; both together have these, which need not be attained. Arguments as for
    ``reaches``; both sides and the ends are above zero.

    >>> u = (np.arange(1000.0).reshape(10, 100) + 0.5) / 1000
    >>> [round(end.value, 2) for end in outside(u + 1, np.ones((10, 100)), (1.25, 1.5))]
    [0.5, 0.75]
    """
    below, above = reaches(ends[0] * stated, computed), reaches(computed, ends[1] * stated)
    least = max(below[0], above[0], key=lambda estimate: estimate.value)
    most = below[1].value + above[1].value
    u = math.hypot(below[1].numerical_uncertainty, above[1].numerical_uncertainty)
    return least, Estimate(min(most, 1.0), u)


class _Sorted:
    """Draws, and all of them in order."""

    def __init__(self, draws: Array) -> None:
        self.draws, self.pooled = draws, np.sort(draws, axis=None)

    def below(self, values: Array, inclusive: bool) -> Array:
        """The shares of the draws below some values, or at them too."""
        return np.searchsorted(self.pooled, values, side="right" if inclusive else "left") / self.pooled.size


def _reaches(one: _Sorted, other: _Sorted) -> Bounds:
    """The least that P(one ≥ other) can be, and the greatest: one less the least that P(other > one) can be."""
    least, rest = _greatest_gap(other, one, inclusive=False), _greatest_gap(one, other, inclusive=True)
    return least, Estimate(1.0 - rest.value, rest.numerical_uncertainty)


def _greatest_gap(over: _Sorted, under: _Sorted, inclusive: bool) -> Estimate:
    """The greatest of P(over ≤ x) − P(under < x), or ≤ x, over x; it is reached where ``over`` has a value.

    Looked at in steps first: within a step it is at most what is below its upper end less what is below its lower end.
    """
    values = over.pooled
    steps = np.append(values[::STEP], values[-1])
    up, down = over.below(steps, True), under.below(steps, inclusive)
    held = np.flatnonzero(up[1:] - down[:-1] >= (up - down).max())
    near = np.concatenate([values[STEP * at : STEP * (at + 1)] for at in held.tolist()]) if held.size else values[-1:]
    gaps = over.below(near, True) - under.below(near, inclusive)
    at = int(np.argmax(gaps))
    if gaps[at] <= 0:
        return Estimate(0.0)
    one = probability(over.draws <= near[at])
    two = probability(under.draws <= near[at] if inclusive else under.draws < near[at])
    return Estimate(float(gaps[at]), math.hypot(one.numerical_uncertainty, two.numerical_uncertainty))
