"""The other shapes that a judged distribution might as well have, over the same points or of the same moments.

Sources support the parameters of a distribution and hardly ever its shape, so that a shape is a choice as any other.

==================  ========================================  ======================================================
as written          flat                                      peaked
==================  ========================================  ======================================================
uniform             as written                                PERT, its mode in the middle
triangular          uniform between the same ends             PERT of the same three points
PERT                uniform between the same ends             triangular of the same three points
normal              uniform of the same moments               lognormal of the same moments where nothing lies below
                                                              zero, else symmetric triangular of the same moments
lognormal           uniform of the same moments               normal of the same moments, cut off at zero
==================  ========================================  ======================================================

Moments are mean and standard deviation of the law as it stands, cut off where it is. No other shape reaches beyond an
end that a law has: what would is made narrower about the same mean, or cut off there.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from .distributions import Array, Distribution, Lognormal, Normal, Peaked, Pert, Triangular, Uniform

AS_WRITTEN, FLAT, PEAKED = "as written", "flat", "peaked"
SHAPES = (AS_WRITTEN, FLAT, PEAKED)  # as options of a choice, the first as a case is written
NODES = 128  # of the quadrature by which the moments of a law that is cut off are found
FAR = 9.0  # standard deviations beyond which a normal law has no weight worth a digit


def shaped(law: Distribution, shape: str) -> Distribution:
    """The distribution in another of the ``SHAPES``; itself where it has no other, or no width.

    >>> shaped(Triangular(15.0, 30.4, 60.0), FLAT)
    Uniform(low=15.0, high=60.0)
    >>> shaped(Uniform(10.0, 20.0), PEAKED)
    Pert(low=10.0, mode=15.0, high=20.0)
    """
    if shape == AS_WRITTEN or not has_shapes(law):
        return law
    if isinstance(law, Normal | Lognormal):
        mean, deviation = moments(law)
        mean = min(max(mean, law.low), law.high)  # off an end by rounding, where hardly anything is left of a law
        return (_flat_of if shape == FLAT else _peaked_of)(law, mean, deviation) if deviation > 0 else law
    low, high = law.support()
    if shape == FLAT:
        return Uniform(low, high)
    if isinstance(law, Pert):
        return Triangular(low, law.mode, high)
    return Pert(low, law.mode if isinstance(law, Peaked) else (low + high) / 2, high)


def has_shapes(law: Distribution) -> bool:
    """Whether a distribution might as well have another shape: one of a continuous quantity that has some width.

    >>> has_shapes(Uniform(1.0, 2.0)), has_shapes(Uniform(1.0, 1.0))
    (True, False)
    """
    low, high = law.support() if isinstance(law, Uniform | Peaked | Normal | Lognormal) else (0.0, 0.0)
    return low < high


def moments(law: Normal | Lognormal) -> tuple[float, float]:
    """The mean and the standard deviation of a law, cut off where it is; root units.

    By formula where nothing is cut off (Johnson, Kotz, Balakrishnan, vol. 1, 14.3), else by Gauss and Legendre's
    quadrature over the standard normal variable.

    >>> moments(Normal(100.0, 15.0))
    (100.0, 15.0)
    """
    if isinstance(law, Normal):
        if math.isinf(law.low) and math.isinf(law.high):
            return law.mean, law.standard_uncertainty
        low, high = ((end - law.mean) / law.standard_uncertainty for end in law.support())
        mean, deviation = _moments_between(low, high, 0.0)
        return law.mean + law.standard_uncertainty * mean, law.standard_uncertainty * deviation
    sigma = math.log(law.geometric_standard_deviation)
    if law.low == 0 and math.isinf(law.high):
        mean = law.median * math.exp(sigma**2 / 2)
        return mean, mean * math.sqrt(math.expm1(sigma**2))
    low, high = (math.log(end / law.median) / sigma if end else -math.inf for end in law.support())
    mean, deviation = _moments_between(low, high, sigma)
    return law.median * mean, law.median * deviation


def _moments_between(low: float, high: float, sigma: float) -> tuple[float, float]:
    """The moments of a standard normal variable between two ends; of exp(sigma z) where ``sigma`` is not zero."""
    least = max(low, min(-FAR, high - FAR))
    most = min(high, max(FAR + 2 * sigma, low + FAR))
    nodes, weights = _quadrature()
    z = least + (most - least) * (nodes + 1) / 2
    log_density = -(z**2) / 2
    density = weights * np.exp(log_density - log_density.max())
    values = np.exp(sigma * z) if sigma else z
    mean = float(density @ values / density.sum())
    return mean, math.sqrt(float(density @ (values - mean) ** 2 / density.sum()))


@cache
def _quadrature() -> tuple[Array, Array]:
    """Nodes between −1 and 1, and their weights."""
    return np.polynomial.legendre.leggauss(NODES)


def _flat_of(law: Distribution, mean: float, deviation: float) -> Distribution:
    low, high = law.support()
    half = min(math.sqrt(3.0) * deviation, mean - low, high - mean)
    return Uniform(max(mean - half, low), min(mean + half, high))


def _peaked_of(law: Distribution, mean: float, deviation: float) -> Distribution:
    low, high = law.support()
    if isinstance(law, Lognormal):
        return Normal(mean, deviation, low, high)
    if low < 0:
        half = min(math.sqrt(6.0) * deviation, mean - low, high - mean)
        return Triangular(max(mean - half, low), mean, min(mean + half, high))
    spread = 1 + (deviation / mean) ** 2
    factor = math.exp(math.sqrt(math.log(spread)))
    return Lognormal(mean / math.sqrt(spread), factor, low, high) if factor > 1 else law
