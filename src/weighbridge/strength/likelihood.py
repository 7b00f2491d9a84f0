"""How strongly: how many times likelier a stated number is if it is right than if it is off by a factor.

R is the computed side over the stated one, drawn with the room of the stated words, and h the density of ln R. That the
number is right says that the truth lies at R = 1; that it is f times too high, at R = 1/f; that it is f times too low,
at R = f. The likelihood ratio is h(0) / h(−ln f), or h(0) / h(ln f) (I. J. Good, "Probability and the Weighing of
Evidence", 1950). Every kind of relation is asked alike: what counts is where the truth may lie, not a tail.

The density is made of the draws that are there (``uncertainty.log_density``). A table of values has none: the next
value is drawn from its predictive law (``uncertainty.predictive``), once with every row as a witness of its own and
once with every origin as one. The ratio is that by rows, which has the spread from the most values; ``least`` and
``most`` span both, for rows of one origin may share what makes them alike, and by how much the table does not say. Of
one origin alone there is no second witness, and no bound.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ..checks import FACTORS, SEEN, Error, Figure, Weighing
from ..graph import Choices, Kind, Model, ModelError, Name, NodeKind, Taken, outer_bounds
from ..text import factor, show, significant
from ..uncertainty import (
    Density,
    DistributionError,
    Empirical,
    Estimate,
    Interval,
    LogDensity,
    LogStudent,
    by_origins,
    by_rows,
    students_t,
)
from ..verdict import CheckResult, Weigher
from .predictive_draws import drawn_by_laws
from .results import Basis, LikelihoodRatio, Likelihoods, Silence

ASKED = tuple((times, error) for error in (Error.TOO_HIGH, Error.TOO_LOW) for times in FACTORS)
MULTIPLES = [1.0, *(1 / times if error == Error.TOO_HIGH else times for times, error in ASKED)]
# Of a stated side beside a table, so many draws of each randomisation are enough: its room is narrow beside the law.
POINTS = 64


class Range(NamedTuple):
    """A likelihood ratio: its figure, where there is one, and between which ends it lies; none without an end."""

    ratio: Estimate | None
    least: float
    most: float | None


def likelihoods(weighing: Weighing, changed: Mapping[str, str] | None = None) -> Likelihoods:
    """The likelihood ratios of a check under one combination of choices; kept by its two sides.

    Args:
        changed: the choices in which it differs from the case as written.
    """
    model, check = weighing.model, weighing.check
    name = next((name for name, one in model.checks.items() if one == check), "")
    of = {
        "check": name,
        "choices": dict(changed or {}),
        "quantity": check.stated,
        "unit": show(model.units[check.stated]),
    }
    silent = _silence(weighing)
    if silent:
        return Likelihoods(**of, silent=silent)
    try:
        found = model.cache.kept(_key(weighing), lambda: _found(weighing))
        of |= {"stated": _stated(weighing), "seen": list(SEEN[weighing.scale.relation(check.relation)])}
    except ModelError:
        return Likelihoods(**of, silent=Silence.NOT_A_NUMBER)
    return found.model_copy(update=of)


def likelihoods_of(weigher: Weigher, check: CheckResult) -> list[Likelihoods]:
    """Those of the case as written, then those of each single change that counts."""
    asked, model = weigher.model.checks[check.name], weigher.model
    changes = model.single_changes(*asked.sides, drawn=asked.is_drawn, by=asked.by)
    counts = lambda choices: all(option in model.choices[one].counting for one, option in choices.items())  # noqa: E731
    return [_under_choices(weigher, check, choices) for choices in changes if counts(_changed(model, choices))]


def likelihoods_over_all(weigher: Weigher, check: CheckResult) -> list[Likelihoods]:
    """Those of every combination that is listed, the case as written first; alike ones once."""
    asked, model = weigher.model.checks[check.name], weigher.model
    found = {}
    for choices in ({**model.reference, **one.choices} for one in check.combinations):
        sides = tuple(weigher.draws.identity(side, choices) for side in asked.sides)
        if sides not in found:
            found[sides] = _under_choices(weigher, check, choices)
    return list(found.values())


def _under_choices(weigher: Weigher, check: CheckResult, choices: Choices) -> Likelihoods:
    model = weigher.model
    weighing = Weighing(model, weigher.draws, model.checks[check.name], choices, thorough=False)
    return likelihoods(weighing, _changed(model, choices))


def _changed(model: Model, choices: Choices) -> dict[str, str]:
    """The choices in which a combination differs from the case as written."""
    return {choice: option for choice, option in choices.items() if option != model.reference[choice]}


def _stated(weighing: Weighing) -> Interval:
    """The number as it is written, or its two ends; in the middle of its draws, where assumptions enter."""
    model, name, choices = weighing.model, weighing.check.stated, weighing.choices
    unit = factor(model.units[name])
    if any(model.node(leaf, choices).kind == NodeKind.ASSUMPTION for leaf in model.leaves(name, choices)):
        middle = significant(float(weighing.draws.of(name, choices).mean()) / unit)
        return middle, middle
    low, high = outer_bounds(model, Name(name), choices, taken=Taken.AS_WRITTEN)
    return significant(low / unit), significant(high / unit)


def _silence(weighing: Weighing) -> Silence | None:
    """Why a check has no likelihood ratios, as far as no draw need be asked for."""
    model, check, choices = weighing.model, weighing.check, weighing.choices
    if check.kind != Kind.TYPICAL:
        return Silence.NO_DISTRIBUTION
    try:
        if weighing.states_a_direction:
            return Silence.DIRECTION
        if not weighing.scale.is_ratio:
            return Silence.NO_MULTIPLES
        drawn = any(model.has_width(leaf, choices) for leaf in model.leaves(check.computed, choices))
    except ModelError:
        return Silence.NOT_A_NUMBER
    return None if drawn else Silence.NO_DISTRIBUTION


def _key(weighing: Weighing) -> Hashable:
    """What likelihood ratios depend on: the two sides as they are drawn, and the sign of the stated one."""
    draws, sides = weighing.draws, weighing.check.sides
    identities = [draws.identity(side, weighing.choices) for side in sides]
    return "likelihoods", *identities, weighing.scale.sign, draws.settings


def _found(weighing: Weighing) -> Likelihoods:
    """The ratios without the name of a check; of a table where one is behind it, else of the draws."""
    samples = weighing.samples
    if samples:
        return _of_tables(weighing, samples)
    draws = weighing.typical().ratio
    law = LogDensity(draws)
    if law.has_single_values:
        return _silent(Silence.SINGLE_VALUES)
    return _reported(_ranges(law.at(MULTIPLES)), basis=Basis.DRAWS, draws=draws.size)


def _silent(why: Silence) -> Likelihoods:
    return Likelihoods(check="", choices={}, silent=why)


def _reported(ranges: Sequence[Range], **of: object) -> Likelihoods:
    """The ranges as they are reported; silent where no draws lie near anything that is asked for."""
    if all(one.ratio is None and not one.least and one.most is None for one in ranges):
        return _silent(Silence.FEW_DRAWS)
    ratios = [
        LikelihoodRatio(
            factor=times,
            error=error,
            ratio=None if one.ratio is None else Figure.of(one.ratio),
            least=one.least,
            most=one.most,
        )
        for (times, error), one in zip(ASKED, ranges, strict=True)
    ]
    return Likelihoods(check="", choices={}, ratios=ratios, **of)


# Ratios of two densities.


def _ranges(found: Sequence[Density]) -> list[Range]:
    """The density at the stated number over that at each that it would be off from."""
    stated, *others = found
    return [ratio_of(stated, other) for other in others]


def ratio_of(one: Density, other: Density) -> Range:
    """The ratio of two densities with its 95 % interval by E. C. Fieller (J. R. Stat. Soc. B 16, 1954, 175-185).

    There is no figure where one of the two has too few draws near it, or where it would be uncertain by as much as
    itself: then its ends are those that the bounds of both support.
    """
    most = one.high / other.low if other.low else math.inf
    bounds = Range(None, one.low / other.high, most if math.isfinite(most) else None)
    if not (one.is_resolved and other.is_resolved):
        return bounds
    a, b = one.value, other.value
    var_a, var_b, both = _covariance(one, other)
    half = math.sqrt(max(var_a - 2 * (a / b) * both + (a / b) ** 2 * var_b, 0.0)) / b
    middle, width = a * b - both, b * b - var_b
    if half >= a / b or width <= 0:
        return bounds
    root = math.sqrt(max(middle**2 - width * (a * a - var_a), 0.0))
    return Range(Estimate(a / b, half), max(0.0, (middle - root) / width), (middle + root) / width)


def _covariance(one: Density, other: Density) -> tuple[float, float, float]:
    """The squares of the half-widths of two densities, and what they have in common over the randomisations."""
    var_a, var_b = (one.high - one.value) ** 2, (other.high - other.value) ** 2
    many, bound = len(one.each), math.sqrt(var_a * var_b)
    both = students_t(many - 1) ** 2 / many * float(np.cov(one.each, other.each)[0, 1])
    return var_a, var_b, min(max(both, -bound), bound)


# Tables.


def _of_tables(weighing: Weighing, samples: Mapping[str, Empirical]) -> Likelihoods:
    """The ratios by the predictive laws of all tables behind a check: by rows, with ends that span that by origins."""
    smallest = min(samples.values(), key=lambda law: (law.origins, len(law.values)))
    if any(min(law.values) <= 0 for law in samples.values()):
        return _silent(Silence.NO_MULTIPLES)
    try:
        laws = {name: by_rows(law) for name, law in samples.items()}
    except DistributionError:
        return _silent(Silence.FEW_ROWS)
    rows, draws = _by_laws(weighing, laws)
    try:
        origins = _by_laws(weighing, {name: by_origins(law) for name, law in samples.items()})[0]
    except DistributionError:  # of one witness: anything may be
        origins = [Range(None, 0.0, None)] * len(rows)
    ranges = [_spanning(one, other) for one, other in zip(rows, origins, strict=True)]
    counts = {"rows": len(smallest.values), "origins": smallest.origins, "draws": draws}
    return _reported(ranges, basis=Basis.VALUES, **counts)


def _spanning(one: Range, other: Range) -> Range:
    """The figure of the first, with ends that hold those of both."""
    most = None if one.most is None or other.most is None else max(one.most, other.most)
    return Range(one.ratio, min(one.least, other.least), most)


def _by_laws(weighing: Weighing, laws: Mapping[str, LogStudent]) -> tuple[list[Range], int | None]:
    """The ratios with tables drawn from their predictive laws, and how many draws that took.

    Where the computed side is a table as it stands, its density is a formula, and only the stated side is drawn.
    """
    model, draws, check, choices = weighing.model, weighing.draws, weighing.check, weighing.choices
    if set(laws) == {check.computed} and weighing.scale.sign > 0:
        stated = draws.of(check.stated, choices)
        if check.computed not in model.leaves(check.stated, choices):
            return _ranges([_under(laws[check.computed], stated, multiple) for multiple in MULTIPLES]), None
    drawn = drawn_by_laws(weighing, laws)
    computed, stated = (drawn.of(side, choices) for side in (check.computed, check.stated))
    found = LogDensity(weighing.scale.ratios(computed, stated))
    return _ranges(found.at(MULTIPLES)), computed.size


def _under(law: LogStudent, stated: np.ndarray, multiple: float) -> Density:
    """The density of the ratio at a multiple of the stated side, whose draws are above zero, averaged over its room.

    Every so-many-th point of a lattice rule is a lattice rule.
    """
    near = np.log(stated[:, :: max(1, stated.shape[1] // POINTS)] * multiple)
    each = law.log_density(near).mean(axis=1)
    value = float(each.mean())
    half = students_t(len(each) - 1) * float(each.std(ddof=1)) / math.sqrt(len(each))
    return Density(value, max(value - half, 0.0), value + half, each, value > 0)
