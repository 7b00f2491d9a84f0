"""Articles with one number that is drawn from what a case assumes, as it is and off by a factor.

The load of a truck follows a law that is drawn itself. The article tells it, or the mass that so many trucks carried,
as it would be written. A false one tells a number that is too high or too low by 1.5, 2, 3 or 10, to a side that the
check looks to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from made_up import FACTORS, SEED, Loose, log_uniform, whole, write_measure
from small_cases import case_text, unfiled
from weighbridge.case import Case
from weighbridge.checks import Error, Power
from written_room import Writing

RELATIONS = ("at_most", "at_least", "equals")
LAWS = ("lognormal", "uniform", "triangular")


@dataclass(frozen=True)
class Law:
    """A law of loads, its parameters as the case has them."""

    kind: str
    parameters: tuple[float, ...]

    @classmethod
    def drawn(cls, random: np.random.Generator) -> Law:
        """Any of three kinds, narrow or wide."""
        kind, low = str(random.choice(LAWS)), log_uniform(random, 8, 45)
        if kind == "lognormal":
            return cls(kind, (round(low, 2), round(random.uniform(1.1, 1.8), 3)))
        high = low * random.uniform(1.2, 4)
        middle = random.uniform(low, high)
        return cls(kind, tuple(round(one, 2) for one in ((low, high) if kind == "uniform" else (low, middle, high))))

    def truth(self, random: np.random.Generator) -> float:
        """One load."""
        if self.kind == "lognormal":
            return self.parameters[0] * self.parameters[1] ** random.standard_normal()
        return float(getattr(random, self.kind)(*self.parameters))

    def quantile(self, share: float) -> float:
        """Below which such a share of loads lies."""
        if self.kind == "lognormal":
            return self.parameters[0] * self.parameters[1] ** float(special.ndtri(share))
        low, *mode, high = self.parameters
        if not mode:
            return low + share * (high - low)
        rising = (mode[0] - low) / (high - low)
        if share < rising:
            return low + math.sqrt(share * (high - low) * (mode[0] - low))
        return high - math.sqrt((1 - share) * (high - low) * (high - mode[0]))

    def below(self, load: float) -> float:
        """With what probability a load lies below some value."""
        if self.kind == "lognormal":
            return float(special.ndtr(math.log(load / self.parameters[0]) / math.log(self.parameters[1])))
        low, *mode, high = self.parameters
        load = min(max(load, low), high)
        if not mode:
            return (load - low) / (high - low)
        if load < mode[0]:
            return (load - low) ** 2 / ((high - low) * (mode[0] - low))
        return 1 - (high - load) ** 2 / ((high - low) * (high - mode[0]))

    @property
    def text(self) -> str:
        """The assumption."""
        names = {
            "lognormal": ("median", "geometric_standard_deviation"),
            "uniform": ("low", "high"),
            "triangular": ("low", "mode", "high"),
        }[self.kind]
        units = ("tonne/truck", "one" if self.kind == "lognormal" else "tonne/truck", "tonne/truck")
        inner = [
            f"{name}: {{value: {value} {unit}, reason: r}}"
            for name, value, unit in zip(names, self.parameters, units, strict=False)
        ]
        return f"assumptions: {{usual: {{of: such trucks, {self.kind}: {{{', '.join(inner)}}}}}}}"


@dataclass(frozen=True)
class Usual:
    """A number that is told of loads that follow a law; ``times`` too high, where it is off.

    ``trucks`` are how many carried what is told; none where it is the load of one.
    """

    relation: str
    law: Law
    truth: float
    number: Writing
    trucks: int | None
    times: float = 1.0

    @property
    def case(self) -> Case:
        """The case of the article."""
        claims, stated, formulas = {"told": f"{self.number.text}, hedge: {self.number.cue}"}, "told", ""
        if self.trucks is not None:
            claims["trucks"] = f"{self.trucks} truck"
            stated, formulas = "load", "\nformulas: {load: {expression: told / trucks, unit: tonne/truck}}"
        asked = f"kind: typical, stated: {stated}, {self.relation}: usual"
        return unfiled(case_text(claims, self.law.text + formulas, asked=asked))

    def falsified(self, seed: int) -> Usual:
        """The same with its number off: to the side to which the check looks, by how much in turn."""
        random = np.random.default_rng([SEED, seed, 1])
        factor = FACTORS[seed // len(RELATIONS) % len(FACTORS)]
        is_high = {"at_most": True, "at_least": False, "equals": bool(random.integers(2))}[self.relation]
        times = factor if is_high else 1 / factor
        return replace(self, number=self.number.times(times), times=times)


def usual(seed: int) -> Usual:
    """A true article from a seed."""
    random = np.random.default_rng([SEED, seed, 2])
    law = Law.drawn(random)
    truth = law.truth(random)
    trucks = whole(random, 5, 400) if random.integers(2) else None
    told, unit = (truth, "tonne/truck") if trucks is None else (truth * trucks, "tonne")
    if trucks is not None and trucks % 100 == 0:
        trucks += 1  # such a number would be round
        told = truth * trucks
    number = write_measure(random, told, unit, Loose())
    return Usual(RELATIONS[seed % len(RELATIONS)], law, truth, number, trucks)


def stated_power(one: Usual, powers: list[Power]) -> float:
    """With what probability the kit says that its check would catch such an error."""
    error = Error.TOO_HIGH if one.times > 1 else Error.TOO_LOW
    factor = max(one.times, 1 / one.times)
    (found,) = [power for power in powers if power.error == error and math.isclose(power.factor, factor)]
    return found.caught.value
