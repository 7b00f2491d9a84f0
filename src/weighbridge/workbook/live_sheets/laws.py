"""How an input is drawn, as formulas of a spreadsheet: the quantile of each distribution at a point between 0 and 1.

Each formula refers to the figures of its distribution by their keys: the parameters, and what is worked out of them
beforehand so that a formula stays short. Student's t is written by the beta distribution, for ``T.INV`` cuts the
degrees of freedom down to whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from ...uncertainty import (
    FLAT,
    Discrete,
    Distribution,
    Lognormal,
    Normal,
    Peaked,
    Pert,
    Point,
    StudentT,
    Triangular,
    Uniform,
    moments,
    shaped,
)
from ..cells import EXACT, SPECIAL

Cells = Callable[[str], str]  # the text of the cell of a figure, by its key
MEAN, DEVIATION = "its mean", "its standard deviation"


class Figure(NamedTuple):
    """A figure of a distribution: its key, its formula by the keys of other figures, and the library's value.

    A formula has ``{key}`` for each figure that it refers to.
    """

    key: str
    formula: str
    value: float


@dataclass(frozen=True)
class Law:
    """How one input is drawn.

    Attributes:
        words: what its shape is called.
        figures: what is worked out of its parameters.
        quantile: the value at the point ``{p}``.
        within: how closely a spreadsheet comes to the library.
    """

    words: str
    figures: tuple[Figure, ...]
    quantile: str
    within: float = EXACT

    def at(self, point: str, cell: Cells) -> str:
        """The formula of its value at a point, by the cells of its figures."""
        return filled(self.quantile, cell, p=point)


def filled(formula: str, cell: Cells, **others: str) -> str:
    """A formula with the cell of each figure in the place of its key.

    >>> filled("{low}+({high}-{low})*{p}", {"low": "B1", "high": "B2"}.__getitem__, p="0.5")
    'B1+(B2-B1)*0.5'
    """
    return formula.format_map(_Places(cell, others))


class _Places(dict[str, str]):
    """The text of each key of a formula."""

    def __init__(self, cell: Cells, others: Mapping[str, str]) -> None:
        super().__init__(others)
        self.cell = cell

    def __missing__(self, key: str) -> str:
        return self.cell(key)


def law_of(law: Distribution) -> Law | None:
    """How a distribution is drawn from its own parameters; none for one that has no formula in a spreadsheet."""
    makers: dict[type[Distribution], Callable[[Distribution], Law]] = {
        Point: lambda _: Law("one number", (), "{value}"),
        Uniform: lambda _: Law("every value alike", (), "{low}+({high}-{low})*{p}"),
        Triangular: lambda _: Law("triangle", (), TRIANGULAR),
        Pert: _pert,
        Normal: _normal,
        Lognormal: _lognormal,
        StudentT: _student,
    }
    maker = makers.get(type(law))
    return maker(law) if maker else None


def parameters_of(law: Distribution) -> dict[str, float]:
    """The parameters of a distribution that have cells of their own, in root units: not those without an end."""
    if isinstance(law, Discrete):
        return {
            **{f"value {at}": value for at, value in enumerate(law.values, 1)},
            **{f"weight {at}": weight for at, weight in enumerate(law.weights, 1)},
        }
    found = {one.name: getattr(law, one.name) for one in fields(law)}
    if isinstance(law, Lognormal) and law.low == 0:
        found.pop("low")
    return {key: value for key, value in found.items() if math.isfinite(value)}


TRIANGULAR = (
    "IF({p}*({high}-{low})<={mode}-{low},"
    "{low}+SQRT({p}*({high}-{low})*({mode}-{low})),"
    "{high}-SQRT((1-{p})*({high}-{low})*({high}-{mode})))"
)


def _pert(law: Distribution) -> Law:
    assert isinstance(law, Pert)
    width = law.high - law.low
    first = 1 + 4 * (law.mode - law.low) / width if width else 3.0
    shape = Figure(
        "first shape of the beta distribution", "IF({high}>{low},1+4*({mode}-{low})/({high}-{low}),3)", first
    )
    alpha = "{" + shape.key + "}"
    quantile = f"{{low}}+({{high}}-{{low}})*_xlfn.BETA.INV({{p}},{alpha},6-{alpha})"
    return Law("PERT", (shape,), quantile, SPECIAL)


def _normal(law: Distribution) -> Law:
    assert isinstance(law, Normal)
    spread, middle = law.standard_uncertainty, law.mean
    ends = [(key, getattr(law, key)) for key in ("low", "high") if math.isfinite(getattr(law, key))]
    found = [
        Figure(
            f"{key} in standard deviations", f"({{{key}}}-{{mean}})/{{standard_uncertainty}}", (end - middle) / spread
        )
        for key, end in ends
    ]
    figures, between = _cut(found)
    return Law("normal", figures, "{mean}+{standard_uncertainty}*" + between, SPECIAL)


def _lognormal(law: Distribution) -> Law:
    assert isinstance(law, Lognormal)
    sigma = math.log(law.geometric_standard_deviation)
    log = Figure("standard deviation of the logarithm", "LN({geometric_standard_deviation})", sigma)
    ends = [(key, getattr(law, key)) for key in ("low", "high") if 0 < getattr(law, key) < math.inf]
    found = [
        Figure(
            f"{key} in standard deviations",
            f"LN({{{key}}}/{{median}})/{{{log.key}}}",
            math.log(end / law.median) / sigma,
        )
        for key, end in ends
    ]
    figures, between = _cut(found)
    return Law("lognormal", (log, *figures), f"{{median}}*EXP({{{log.key}}}*{between})", SPECIAL)


BELOW, ABOVE = "probability below the lower end", "probability below the upper end"
UPSIDE_DOWN = "turned over (1) or not (0)"


def _cut(ends: list[Figure]) -> tuple[tuple[Figure, ...], str]:
    """A standard normal variable between ends, at the point {p}; a piece of its upper tail by its mirror image.

    Probabilities near one have fewer digits than those near zero.
    """
    if not ends:
        return (), "_xlfn.NORM.S.INV({p})"
    from scipy.special import ndtr

    low = next((one for one in ends if one.key.startswith("low")), None)
    high = next((one for one in ends if one.key.startswith("high")), None)
    is_turned = low is not None and low.value > 0
    turned = Figure(UPSIDE_DOWN, f"IF({{{low.key}}}>0,1,0)" if low else "0", float(is_turned))
    flip = "{" + UPSIDE_DOWN + "}"

    def probability(key: str, plain: Figure | None, mirrored: Figure | None, without: int) -> Figure:
        """That of less than an end; of the mirror image less than the other end, with the other sign."""
        straight = f"_xlfn.NORM.S.DIST({{{plain.key}}},TRUE)" if plain else str(without)
        over = f"_xlfn.NORM.S.DIST(-{{{mirrored.key}}},TRUE)" if mirrored else str(without)
        used, sign = (mirrored, -1.0) if is_turned else (plain, 1.0)
        value = float(ndtr(sign * used.value)) if used else float(without)
        return Figure(key, f"IF({flip}=1,{over},{straight})", value)

    below, above = probability(BELOW, low, high, 0), probability(ABOVE, high, low, 1)
    level = f"{{{BELOW}}}+({{{ABOVE}}}-{{{BELOW}}})*IF({flip}=1,1-{{p}},{{p}})"
    drawn = f"IF({flip}=1,-1,1)*_xlfn.NORM.S.INV({level})"
    drawn = f"MAX({drawn},{{{low.key}}})" if low else drawn
    drawn = f"MIN({drawn},{{{high.key}}})" if high else drawn
    return (*ends, turned, below, above), drawn


def _student(law: Distribution) -> Law:
    assert isinstance(law, StudentT)
    from scipy.special import stdtr

    degrees, figures = "{degrees_of_freedom}", []
    low, high = math.isfinite(law.low), math.isfinite(law.high)
    is_turned = low and law.low > law.centre
    if low or high:
        figures.append(Figure(UPSIDE_DOWN, "IF({low}>{centre},1,0)" if low else "0", float(is_turned)))
    flip = "IF({" + UPSIDE_DOWN + "}=1,-1,1)" if figures else "1"
    ends = {"low": (law.low - law.centre) / law.scale, "high": (law.high - law.centre) / law.scale}
    for key, plain, mirrored, without in ((BELOW, "low", "high", 0), (ABOVE, "high", "low", 1)):
        if not figures:
            break
        texts = [
            _below_t(f"{sign}({{{end}}}-{{centre}})/{{scale}}", degrees) if math.isfinite(ends[end]) else str(without)
            for end, sign in ((mirrored, "-"), (plain, ""))
        ]
        at = -ends[mirrored] if is_turned else ends[plain]
        value = float(stdtr(law.degrees_of_freedom, at)) if math.isfinite(at) else float(without)
        figures.append(Figure(key, f"IF({{{UPSIDE_DOWN}}}=1,{texts[0]},{texts[1]})", value))
    level = "{p}"
    if figures:
        level = f"({{{BELOW}}}+({{{ABOVE}}}-{{{BELOW}}})*IF({{{UPSIDE_DOWN}}}=1,1-{{p}},{{p}}))"
    drawn = f"{{centre}}+{{scale}}*{flip}*({_at_t(level, degrees)})"
    drawn = f"MAX({drawn},{{low}})" if low else drawn
    drawn = f"MIN({drawn},{{high}})" if high else drawn
    return Law("Student's t", tuple(figures), drawn, SPECIAL)


def _below_t(at: str, degrees: str) -> str:
    """The probability of less than ``at`` by Student's t (Abramowitz and Stegun, 26.7.1)."""
    tail = f"_xlfn.BETA.DIST({degrees}/({degrees}+({at})^2),{degrees}/2,0.5,TRUE)/2"
    return f"IF({at}<0,{tail},1-{tail})"


def _at_t(level: str, degrees: str) -> str:
    """The quantile of Student's t: in the tails by the share that lies beyond, in the middle by that between."""
    lesser = f"MIN({level},1-{level})"
    far = f"SQRT({degrees}*(1/_xlfn.BETA.INV(2*{lesser},{degrees}/2,0.5)-1))"
    share = f"_xlfn.BETA.INV(1-2*{lesser},0.5,{degrees}/2)"
    return f"SIGN({level}-0.5)*IF({lesser}<0.2,{far},SQRT({degrees}*{share}/(1-{share})))"


def drawn_as(law: Distribution, shape: str) -> tuple[Distribution, tuple[Figure, ...]]:
    """A distribution in another shape, and its parameters by those that the case gives.

    The keys of the new parameters begin with ``drawn``.
    """
    other = shaped(law, shape)
    if type(other) is type(law):
        return law, ()
    before = _moments(law) if isinstance(law, Normal | Lognormal) else ()
    values = parameters_of(other)
    return other, (
        *before,
        *(Figure(f"drawn {key}", text, values[key]) for key, text in _new(law, other, shape).items() if key in values),
    )


def _new(law: Distribution, other: Distribution, shape: str) -> dict[str, str]:
    """The formulas of the parameters of another shape, by those of the law as it is written."""
    if isinstance(law, Uniform | Peaked):
        mode = "{mode}" if isinstance(law, Peaked) else "({low}+{high})/2"
        return {"low": "{low}", "mode": mode, "high": "{high}"}
    own = parameters_of(law)
    low, high = (
        ("{low}" if "low" in own else "0" if isinstance(law, Lognormal) else ""),
        ("{high}" if "high" in own else ""),
    )
    mean, deviation = "{" + MEAN + "}", "{" + DEVIATION + "}"
    if isinstance(other, Normal):
        return {"mean": mean, "standard_uncertainty": deviation, "low": low, "high": high}
    if isinstance(other, Lognormal):
        spread = f"1+({deviation}/{mean})^2"
        return {
            "median": f"{mean}/SQRT({spread})",
            "geometric_standard_deviation": f"EXP(SQRT(LN({spread})))",
            "low": low,
            "high": high,
        }
    by = "SQRT(3)" if shape == FLAT else "SQRT(6)"
    room = ",".join([f"{by}*{deviation}", *([f"{mean}-{low}"] if low else []), *([f"{high}-{mean}"] if high else [])])
    return {"low": f"{mean}-MIN({room})", "mode": mean, "high": f"{mean}+MIN({room})"}


def _moments(law: Normal | Lognormal) -> tuple[Figure, Figure]:
    """Mean and standard deviation of a law, cut off where it is (Johnson, Kotz, Balakrishnan, vol. 1, 13.10, 14.3)."""
    mean, deviation = moments(law)
    own = parameters_of(law)
    if isinstance(law, Normal):
        ends = [f"({{{key}}}-{{mean}})/{{standard_uncertainty}}" if key in own else "" for key in ("low", "high")]
        texts = _cut_moments(*ends)
    else:
        sigma = "LN({geometric_standard_deviation})"
        ends = [f"LN({{{key}}}/{{median}})/{sigma}" if key in own else "" for key in ("low", "high")]
        left = [_between(*(f"{end}-{power}*{sigma}" if end else "" for end in ends)) for power in (0, 1, 2)]
        raw = [f"{{median}}^{power}*EXP({power}^2*{sigma}^2/2)*{left[power]}/{left[0]}" for power in (1, 2)]
        texts = raw[0], f"SQRT({raw[1]}-({{{MEAN}}})^2)"
    return Figure(MEAN, texts[0], mean), Figure(DEVIATION, texts[1], deviation)


def _between(low: str, high: str) -> str:
    """The probability of a standard normal variable between two ends, either of which may not be there."""
    above = f"_xlfn.NORM.S.DIST({high},TRUE)" if high else "1"
    return f"({above}-{f'_xlfn.NORM.S.DIST({low},TRUE)' if low else '0'})"


def _cut_moments(low: str, high: str) -> tuple[str, str]:
    """Mean and standard deviation of a normal variable between two ends, given in standard deviations."""
    if not (low or high):
        return "{mean}", "{standard_uncertainty}"
    left = _between(low, high)
    dense = [f"_xlfn.NORM.S.DIST({end},FALSE)" if end else "0" for end in (low, high)]
    shift = f"({dense[0]}-{dense[1]})/{left}"
    pull = "-".join(f"({end})*{one}" if end else "0" for end, one in zip((low, high), dense, strict=True))
    return (
        f"{{mean}}+{{standard_uncertainty}}*{shift}",
        f"{{standard_uncertainty}}*SQRT(1+({pull})/{left}-({shift})^2)",
    )
