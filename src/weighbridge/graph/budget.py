"""The budget of a result: how much of its uncertainty each input contributes, alone and together with others.

Variance-based indices (I. M. Sobol', Mathematical Modelling and Computational Experiment 1, 1993). First order:
A. Saltelli and others, Computer Physics Communications 181 (2010), table 2, formula (b); total: M. J. W. Jansen,
Computer Physics Communications 117 (1999). A composition is one input, and so are inputs that are correlated: parts
that sum to one, or vary together, have no share of their own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..uncertainty import DIMENSIONS, Estimate, over_randomisations, power_of_two
from .model import Model, ModelError
from .nodes import Choices, Figure, Input, NodeKind, Role, Shares
from .sampling import Draws

ROUNDING = 1e-14  # of the largest term of a sum: what its draws may be off by


@dataclass(frozen=True)
class Contribution:
    """What one input, or a group of them, brings to the standard uncertainty of a result.

    ``alone`` is the spread of the result as this input varies and all others are averaged out; its square is what the
    variance would lose, on average, if it became known. The square of ``total`` is what the variance would keep, on
    average, if all others became known. Both are in the unit of the result; the indices are the squares as shares.
    """

    inputs: tuple[str, ...]
    first_order: Estimate
    total_index: Estimate
    alone: Estimate
    total: Estimate
    unsupported: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Budget:
    """The contributions of all inputs that are not fixed, the greatest total first."""

    result: str
    standard_uncertainty: Estimate
    contributions: tuple[Contribution, ...]


def budget_of(draws: Draws, terms: dict[str, float], choices: Choices, result: str) -> Budget:
    """The budget of a sum of quantities, each with its sign, in root units.

    Args:
        terms: ``{"computed": 1, "stated": -1}`` for a difference, ``{"price": 1}`` for a quantity.

    Raises:
        ModelError: the case has so many random inputs that no second point set is left for them.
    """
    model = draws.model
    if not draws.has_second:
        many = f"the case has {draws.dimensions} random inputs"
        raise ModelError(f"{many}, and a budget needs two coordinates for each, of {DIMENSIONS}")
    groups = _groups(model, tuple(terms), choices)
    other = draws.renewed(frozenset(name for group in groups for name in group))
    a, b = _sum(draws, terms, choices), _sum(other, terms, choices)
    mixed = [_sum(draws.renewed(frozenset(group)), terms, choices) for group in groups]
    largest = max(float(np.abs(draws.of(name, choices)).max()) for name in terms)
    scale = power_of_two(float(np.abs(a).max()))
    a, b, mixed = a / scale, b / scale, [one / scale for one in mixed]
    variance = _beyond_rounding(float(np.var(np.stack([a, b]))), largest / scale)
    known = [unsupported(model, group, choices) for group in groups]
    rows = zip(groups, known, mixed, strict=True) if variance > 0 else ()
    found = [_contribution(group, bare, (a, b, one), variance, scale) for group, bare, one in rows]
    found.sort(key=lambda one: (-one.total_index.value, one.inputs))
    spread = over_randomisations(((a - a.mean()) ** 2).mean(axis=1)) if variance > 0 else Estimate(0.0)
    return Budget(result, _root(spread).scaled(scale), tuple(found))


def _beyond_rounding(variance: float, largest: float) -> float:
    """A variance, or zero where it is no more than rounding makes of terms of this size, which cancel out."""
    return variance if math.sqrt(variance) > ROUNDING * largest else 0.0


def _groups(model: Model, names: tuple[str, ...], choices: Choices) -> list[tuple[str, ...]]:
    """The inputs below some quantities that are drawn, those that move together as one."""
    leaves = sorted({leaf for name in names for leaf in model.leaves(name, choices)})
    drawn = [leaf for leaf in leaves if model.has_width(leaf, choices)]
    groups = {tuple(other for other in model.together(leaf, choices)) for leaf in drawn}
    return sorted(tuple(name for name in group if name in drawn) for group in groups)


def _sum(draws: Draws, terms: dict[str, float], choices: Choices) -> np.ndarray:
    return sum((sign * draws.of(name, choices) for name, sign in terms.items()), np.zeros(1))


def _contribution(
    group: tuple[str, ...], bare: tuple[str, ...], results: tuple[np.ndarray, ...], variance: float, scale: float
) -> Contribution:
    """From the result at one point, at another, and at the first with this group's inputs taken from the other.

    The results are in units of ``scale``, the variance in those of its square.
    """
    a, b, mixed = results
    alone = over_randomisations(((b - (a.mean() + b.mean()) / 2) * (mixed - a)).mean(axis=1))
    total = over_randomisations(((a - mixed) ** 2).mean(axis=1) / 2)
    # Alone it brings no more than in all; near each other the two estimates may cross.
    alone = replace(alone, value=min(alone.value, total.value))
    indices = alone.scaled(1 / variance), total.scaled(1 / variance)
    return Contribution(group, *indices, _root(alone).scaled(scale), _root(total).scaled(scale), bare)


def _root(variance: Estimate) -> Estimate:
    """The square root with its numerical uncertainty; that of a variance near zero is the root of its bound."""
    value, slack = max(variance.value, 0.0), variance.numerical_uncertainty
    u = math.sqrt(value)
    return replace(variance, value=u, numerical_uncertainty=math.sqrt(value + slack) - u if u else math.sqrt(slack))


def unsupported(model: Model, group: tuple[str, ...], choices: Choices) -> dict[str, tuple[str, ...]]:
    """For each of these inputs its parameters that no source supports, where it has any: judged, with a reason only.

    Sources support parameters one by one. A claim rests on its quotation, evidence on its source, and a definition on
    itself; what is counted in which unit is no number, and needs none.
    """
    found = {}
    for name in group:
        node = model.node(name, choices)
        assert isinstance(node, Input | Shares)
        judged = () if node.kind is NodeKind.DEFINITION else node.figures
        figures = [one for one in judged if one.role is not Role.THING]
        bare = tuple(dict.fromkeys(map(_parameter, (one for one in figures if not _is_supported(one)))))
        found.update({name: bare} if bare else {})
    return found


def _is_supported(figure: Figure) -> bool:
    return bool(figure.sources or figure.row or figure.quote)


def _parameter(figure: Figure) -> str:
    """Which parameter a figure is; of a claim what its wording allows, whatever the word is."""
    return Role.HEDGE.value if figure.role is Role.HEDGE else figure.label


def is_judged(model: Model, name: str, choices: Choices) -> bool:
    """Whether a quantity rests on any number that no source supports."""
    return bool(unsupported(model, tuple(model.leaves(name, choices)), choices))


def is_sourced(model: Model, name: str, choices: Choices) -> bool:
    """Whether any number that was judged for a quantity has a source all the same."""
    nodes = [model.node(one, choices) for one in model.leaves(name, choices)]
    judged = [one for one in nodes if isinstance(one, Input | Shares) and one.kind is NodeKind.ASSUMPTION]
    return any(one.sources or one.row for node in judged for one in node.figures if one.role is not Role.THING)
