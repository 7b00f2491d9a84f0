"""Where over its inputs a formula is least and greatest: at which end of each input, at which corner of each mix.

``bounds`` says how much a formula can be; here is the place at which it is that. Where the formula runs one way in
every input, that is a corner of their box. Where it runs both ways in some, the place is looked for among the corners,
then from the best of them and from the middle, and is only taken where the formula comes to its bound there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from ..uncertainty import NoBounds
from .bounds import beside, box_of, leaves_of, mixes_of, unbound
from .box import Domain, Known
from .extremes import extremes, one_way_runs
from .formula import Expression
from .model import Model, ModelError
from .nodes import Choices, Share, Taken

LOW, HIGH = 0.0, 1.0  # the ends of an input, as shares of its width
MOST_CORNERS = 2**10
CLOSE, SEARCHED = 1e-9, 2e-6  # how near its bound a formula is at a corner; where the bound itself was searched for
Place = Mapping[str, float]  # of inputs, how far up each lies from its lower end, as a share of its width


@dataclass(frozen=True)
class Corner:
    """The places where a formula is least and greatest with the mixes at one of their corners; none that isn't known.

    What is in no place makes no difference.

    Attributes:
        mix: the shares at that corner.
        is_searched: whether the places were looked for.
    """

    mix: Mapping[str, float]
    least: Place | None
    most: Place | None
    is_searched: bool = False


@dataclass(frozen=True)
class Corners:
    """The corners of the mixes that enter linearly, each with its places; one corner where there is no such mix.

    The least value of a formula is the least over all corners.
    """

    compositions: tuple[str, ...]
    cases: tuple[Corner, ...] = field(default_factory=tuple)


def corners(model: Model, expression: Expression, choices: Choices, taken: Taken = Taken.WITH_HEDGES) -> Corners:
    """The places where an expression is least and greatest.

    Args:
        taken: how the numbers of the article are taken.

    Raises:
        ModelError: as ``outer_bounds`` does.
    """
    needs = leaves_of(model, expression, choices)
    box = box_of(model, needs, choices, taken)
    points = list(mixes_of(model, expression, needs, choices, {}))
    try:
        shared = beside(model, expression, choices, box, points) if len(points) > 1 else {}
        found = tuple(
            _corner(Domain(model, choices, {**box, **point}), expression, point.keys(), shared) for point in points
        )
    except NoBounds as error:
        raise ModelError(f"there are no bounds: {error}", error.formula) from None
    wholes = dict.fromkeys(node.whole for name in points[0] if isinstance(node := model.node(name, choices), Share))
    return Corners(tuple(wholes), found)


def _corner(domain: Domain, expression: Expression, fixed: Iterable[str], known: Known) -> Corner:
    """The places with the mixes as they are in the box."""
    mix = {name: domain.box[name][0] for name in fixed}
    free = frozenset(unbound(domain.model, domain.box, domain.choices))
    runs = one_way_runs(domain, expression, free, known)
    if runs is not None:
        rises = {name: low >= 0 for name, (low, _) in sorted(runs.items())}  # runs come in the order of a set
        least = {name: LOW if up else HIGH for name, up in rises.items()}
        return Corner(mix, least, {name: HIGH + LOW - end for name, end in least.items()})
    ends = extremes(domain, expression, free, known)
    least, most = (
        _place(domain, expression, free, end, sign)
        for end, sign in zip((ends.low, ends.high), (1.0, -1.0), strict=True)
    )
    return Corner(mix, least, most, is_searched=True)


def _place(domain: Domain, expression: Expression, free: frozenset[str], end: float, sign: float) -> Place | None:
    """Where an expression comes to its bound, the least value of so many times itself; none where none was found."""
    used = leaves_of(domain.model, expression, domain.choices)
    moved = sorted(
        name for name, (low, high) in domain.box.items() if low < high and name.partition(".")[0] in {*used, name}
    )
    if not moved or not free.issuperset(moved):
        return None

    def value(place: Sequence[float]) -> float:
        """So many times the expression; infinite where it is no number."""
        at = {
            name: low + (high - low) * share
            for (name, share) in zip(moved, place, strict=True)
            for low, high in [domain.box[name]]
        }
        known = {**{name: ends[0] for name, ends in domain.box.items()}, **at}
        try:
            return sign * domain.value(expression, known)
        except (ArithmeticError, ValueError):
            return math.inf

    starts = list(product((LOW, HIGH), repeat=len(moved))) if 2 ** len(moved) <= MOST_CORNERS else []
    best = min([*starts, (0.5,) * len(moved)], key=value)
    if not math.isclose(value(best), sign * end, rel_tol=CLOSE):
        size = max((abs(found) for found in map(value, starts) if math.isfinite(found)), default=0.0)
        best = min((_lowest(value, start) for start in (best, (0.5,) * len(moved))), key=value)
        if not math.isclose(value(best), sign * end, rel_tol=SEARCHED, abs_tol=CLOSE * size):
            return None
    return dict(zip(moved, map(float, best), strict=True))


def _lowest(value: Callable[[Sequence[float]], float], start: Sequence[float]) -> tuple[float, ...]:
    """The place of the least value that is downhill from a start, within the box."""
    from scipy.optimize import minimize

    scale = abs(value(start)) or 1.0
    found = minimize(
        lambda place: value(np.clip(place, LOW, HIGH)) / scale,
        np.asarray(start),
        bounds=[(LOW, HIGH)] * len(start),
        method="Nelder-Mead",
        options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 4000},
    )
    return tuple(np.clip(found.x, LOW, HIGH).tolist())
