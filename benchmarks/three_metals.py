"""The worth of three metals, the model on which draws are compared: masses of triangular, prices of lognormal shape.

A law in the words of a case, and the same in plain numpy and in squigglepy.
"""

from __future__ import annotations

import math

import numpy as np

MASSES = {"iron": (1800.0, 2200.0, 2400.0), "aluminium": (50.0, 120.0, 250.0), "copper": (20.0, 80.0, 200.0)}  # tonnes
# USD/tonne: the median and the geometric standard deviation.
PRICES = {"iron": (240.0, 1.10), "aluminium": (1100.0, 1.15), "copper": (3900.0, 1.20)}
# The 97.5 % quantile of the worth in USD, from 10⁹ plain draws; its standard error is 15 USD.
QUANTILE = 1_471_272.5

CASE = """\
title: Three metals
article: {{title: A benchmark, url: "https://example.org", language: en}}
claims:
  stated: {{quote: {{exact: x}}, value: 1000000 USD}}
assumptions:
{laws}
formulas:
  worth: {{expression: {total}, unit: USD, of: a load}}
checks:
  usual: {{question: a, kind: typical, stated: stated, at_most: worth}}
"""


def case_text() -> str:
    """The model as a case file."""
    lines = []
    for metal, ends in MASSES.items():
        parts = ", ".join(f"{name}: {end} tonne" for name, end in zip(("low", "mode", "high"), ends, strict=True))
        lines.append(f"  m_{metal}: {{of: a mass, reason: a benchmark, triangular: {{{parts}}}}}")
    for metal, (median, spread) in PRICES.items():
        law = f"lognormal: {{median: {median} USD/tonne, geometric_standard_deviation: {spread} one}}"
        lines.append(f"  p_{metal}: {{of: a price, reason: a benchmark, {law}}}")
    return CASE.format(laws="\n".join(lines), total=" + ".join(f"m_{metal} * p_{metal}" for metal in MASSES))


def plain(count: int, seed: int) -> np.ndarray:
    """Draws of the worth as anybody would write them in numpy."""
    random = np.random.default_rng(seed)
    total = np.zeros(count)
    for metal, ends in MASSES.items():
        median, spread = PRICES[metal]
        total += random.triangular(*ends, count) * random.lognormal(math.log(median), math.log(spread), count)
    return total


def squiggled(count: int, seed: int) -> np.ndarray:
    """The same in squigglepy."""
    import squigglepy

    squigglepy.set_seed(seed)
    total = sum(
        squigglepy.triangular(*ends)
        * squigglepy.lognorm(norm_mean=math.log(PRICES[metal][0]), norm_sd=math.log(PRICES[metal][1]))
        for metal, ends in MASSES.items()
    )
    return np.asarray(squigglepy.sample(total, n=count))


def truth() -> tuple[float, float, float]:
    """The mean and the standard deviation in closed form, and the 97.5 % quantile, in USD."""
    mean = variance = 0.0
    for metal, (low, mode, high) in MASSES.items():
        median, spread = PRICES[metal]
        mass = (low + mode + high) / 3
        mass_square = mass**2 + (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
        sigma2 = math.log(spread) ** 2
        price, price_square = median * math.exp(sigma2 / 2), median**2 * math.exp(2 * sigma2)
        mean += mass * price
        variance += mass_square * price_square - (mass * price) ** 2
    return mean, math.sqrt(variance), QUANTILE
