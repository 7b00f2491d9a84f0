"""Articles with one number that is honest, or off by a factor that is known; the chances are even.

The truth is drawn from a law of loads, which a case then assumes: flat, triangular, a PERT, lognormal, narrow or wide;
or from a law of which a case has no more than a table of values. The article tells the truth, or 1.5, 2, 3 or 10 times
as much or as little, and writes it as a newspaper might (``made_up``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy import special

from made_up import FACTORS, SEED, Loose, log_uniform, write_measure
from small_cases import case_text, unfiled
from weighbridge.case import Case
from weighbridge.checks import Error, Weighing
from weighbridge.graph import Input
from weighbridge.strength import Likelihoods, likelihoods
from weighbridge.strength.likelihood_ranges import size_of
from weighbridge.strength.results import LikelihoodRatio
from weighbridge.uncertainty import KINDS, Distribution, between, empirical
from written_room import Writing

LAWS = ("uniform", "triangular", "pert", "lognormal", "table")
ERRORS = (Error.TOO_HIGH, Error.TOO_LOW)
UNIT, KILOGRAMS = "tonne/truck", 1000.0
TEMPLATE = case_text(
    {"told": f"20.5 {UNIT}, hedge: none"},
    f"assumptions: {{usual: {{of: such trucks, uniform: {{low: {{value: 10 {UNIT}, reason: r}}, "
    f"high: {{value: 30 {UNIT}, reason: r}}}}}}}}",
    asked="kind: typical, stated: told, at_most: usual",
)


@dataclass(frozen=True)
class Honest:
    """An article: what its case assumes, the truth, by what it may be off, whether it is, and what it tells."""

    kind: str
    law: Distribution
    truth: float
    factor: float
    error: Error
    is_honest: bool
    number: Writing

    @property
    def weighing(self) -> Weighing:
        """Its one check: a case in which the number and the law of loads are those of the article."""
        case = template()
        model, room = case.weigher.model, self.number.room()
        laws = {"told": between(room[0] * KILOGRAMS, room[1] * KILOGRAMS), "usual": self.law}
        nodes = {}
        for name, law in laws.items():
            node = model.node(name, {})
            assert isinstance(node, Input)
            nodes[name] = model.variant(name, {}), replace(node, laws=type(node.laws).alike(law))
        other = model.redefined(nodes)
        return Weighing(other, case.draws.over(other), other.checks["asked"], case.choices, thorough=False)

    @property
    def found(self) -> Likelihoods:
        """What the kit says."""
        return likelihoods(self.weighing)

    @property
    def ratio(self) -> LikelihoodRatio | None:
        """The likelihood ratio that is asked for: as stated, against off as it may be; None where there is none."""
        asked = self.factor, self.error
        return next((one for one in self.found.ratios if (one.factor, one.error) == asked), None)


@cache
def template() -> Case:
    """A case of one number and one law."""
    return unfiled(TEMPLATE)


def odds(ratio: LikelihoodRatio) -> float | None:
    """The odds that it is honest: the ratio, for the chances were even; without a figure the end that it has.

    None where the draws leave open whether next to nothing lies near one of the two numbers: then nothing is said.
    """
    size = size_of(ratio)
    if size is None or ratio.ratio is not None:
        return size
    return ratio.most if ratio.most is not None else ratio.least


def honest(seed: int) -> Honest:
    """An article from a seed."""
    random = np.random.default_rng([SEED, seed, 15])
    kind = LAWS[seed % len(LAWS)]
    law, truth = (of_a_table if kind == "table" else of_a_law)(random, kind)
    factor, error = FACTORS[seed // len(LAWS) % len(FACTORS)], ERRORS[int(random.integers(2))]
    is_honest = bool(random.integers(2))
    times = 1.0 if is_honest else factor if error == Error.TOO_HIGH else 1 / factor
    number = write_measure(random, truth * times, UNIT, Loose())
    return Honest(kind, law, truth, factor, error, is_honest, number)


def otherwise(seed: int, assumed: str, other: str) -> Honest:
    """An article whose case assumes one law, while the truth is drawn from another between the same ends."""
    one, random = honest(LAWS.index(assumed) + seed * len(LAWS)), np.random.default_rng([SEED, seed, 16])
    low, high = one.law.support()
    middle = getattr(one.law, "mode", random.uniform(low, high))
    law = KINDS[other](low, high) if other == "uniform" else KINDS[other](low, middle, high)
    truth = float(law.quantile(np.array(random.uniform()))) / KILOGRAMS
    times = 1.0 if one.is_honest else one.factor if one.error == Error.TOO_HIGH else 1 / one.factor
    return replace(one, truth=truth, number=write_measure(random, truth * times, UNIT, Loose()))


def density(law: Distribution, load: np.ndarray) -> np.ndarray:
    """The density of a law at some loads in tonnes a truck, by its formula; same shape."""
    if isinstance(law, KINDS["lognormal"]):
        spread = math.log(law.geometric_standard_deviation)
        z = np.log(load * KILOGRAMS / law.median) / spread
        return np.exp(-z * z / 2) / (load * spread * math.sqrt(2 * math.pi))
    low, high = (end / KILOGRAMS for end in law.support())
    place = (load - low) / (high - low)
    inside = (place > 0) & (place < 1)
    if isinstance(law, KINDS["uniform"]):
        return inside / (high - low)
    middle = (law.mode / KILOGRAMS - low) / (high - low)
    place = np.clip(place, 1e-12, 1 - 1e-12)
    if isinstance(law, KINDS["triangular"]):
        return 2 * inside * np.minimum(place / middle, (1 - place) / (1 - middle)) / (high - low)
    first, last = 4 * middle, 4 * (1 - middle)
    return inside * place**first * (1 - place) ** last / special.beta(first + 1, last + 1) / (high - low)


def of_a_law(random: np.random.Generator, kind: str) -> tuple[Distribution, float]:
    """A law of loads in kilograms a truck, and one load in tonnes."""
    low, times = log_uniform(random, 8, 45) * KILOGRAMS, log_uniform(random, 1.2, 8)
    if kind == "lognormal":
        law = KINDS[kind](low, log_uniform(random, 1.1, 2.2))
    elif kind == "uniform":
        law = KINDS[kind](low, low * times)
    else:
        law = KINDS[kind](low, random.uniform(low, low * times), low * times)
    return law, float(law.quantile(np.array(random.uniform()))) / KILOGRAMS


def of_a_table(random: np.random.Generator, _: str) -> tuple[Distribution, float]:
    """A table of 4 to 30 loads, each of an origin of its own, and another load of their lognormal law.

    The spread is drawn alike on the scale of logarithms, which is what is taken to be known of it before any value.
    """
    spread = log_uniform(random, math.log(1.1), math.log(2.2))
    many = int(random.integers(4, 31))
    *rows, truth = np.exp(random.normal(math.log(log_uniform(random, 8, 45)), spread, many + 1)).tolist()
    return empirical(tuple(KILOGRAMS * row for row in rows), tuple(range(many))), truth


def of_few_origins(seed: int, between: float) -> Honest:
    """An article whose case has a table of 12 loads, three of each of 4 origins, and the load of a fifth origin.

    Args:
        between: how much of the variance lies between origins; the rest lies among the loads of one.
    """
    random = np.random.default_rng([SEED, seed, 17])
    spread, middle = log_uniform(random, math.log(1.1), math.log(2.2)), math.log(log_uniform(random, 8, 45))
    own = random.normal(0, spread * math.sqrt(between), 5)
    witnesses = tuple(place // 3 for place in range(13))
    loads = np.exp(middle + own[list(witnesses)] + random.normal(0, spread * math.sqrt(1 - between), 13)).tolist()
    law = empirical(tuple(KILOGRAMS * load for load in loads[:-1]), witnesses[:-1])
    factor, error = FACTORS[seed % len(FACTORS)], ERRORS[int(random.integers(2))]
    is_honest = bool(random.integers(2))
    times = 1.0 if is_honest else factor if error == Error.TOO_HIGH else 1 / factor
    return Honest(
        "table", law, loads[-1], factor, error, is_honest, write_measure(random, loads[-1] * times, UNIT, Loose())
    )
