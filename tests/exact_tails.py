"""Tails by highest density by a second route: from a distribution function, on a fine grid of logarithms."""

import numpy as np
from scipy import special


def hd_tail(cdf, value, ends, cells=20_000):
    """The probability of all values of which the logarithm is no denser than at ``value``.

    Args:
        cdf: the distribution function, of an array.
        ends: between which nearly all lies.
    """
    edges = np.geomspace(*ends, cells + 1)
    masses = np.diff(cdf(edges))
    half = np.log(edges[1] / edges[0]) / 2
    here = np.diff(cdf(value * np.exp(np.array([-half, half]))))[0]
    return float(masses[masses <= here * (1 + 1e-6)].sum())


def normal(mean, spread):
    return lambda x: special.ndtr((x - mean) / spread)


def lognormal(median, factor):
    return lambda x: special.ndtr(np.log(x / median) / np.log(factor))


def uniform(low, high):
    return lambda x: np.clip((x - low) / (high - low), 0.0, 1.0)


def triangular(low, mode, high):
    def cdf(x):
        x = np.clip(x, low, high)
        rising = (x - low) ** 2 / ((high - low) * (mode - low))
        return np.where(x <= mode, rising, 1 - (high - x) ** 2 / ((high - low) * (high - mode)))

    return cdf
