"""Outer bounds: the least and the greatest that a formula can be, whatever the shapes and the dependence of its inputs.

Inputs in which the formula runs one way are set to their ends; the box of the others is split, the least promising
half first, until the bound is tight (branch and bound; Hansen and Walster, Global Optimization Using Interval Analysis,
2004, chapter 12). What is returned always encloses; it may be wider than the truth by ``TOLERANCE``.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Mapping
from itertools import count, product

import numpy as np

from .composition import SUM_TOLERANCE, Composition
from .degree import degree
from .enclosure import Enclosure, Enclosures, Interval, NoBounds, negative
from .formula import Apply, Expression, Name, fold, names_in
from .model import Choices, Input, Model, ModelError, Relation, Shares

TOLERANCE, MOST_SPLITS = 1e-6, 2000
Box = dict[str, Interval]


def outer_bounds(
    model: Model,
    expression: Expression,
    choices: Choices,
    fixed: Mapping[str, float] | None = None,
    written: bool = False,
) -> Interval:
    """The least and the greatest value of an expression over all that its inputs may be, in root units.

    Args:
        fixed: values that stand for some inputs or shares (``shares.iron``).
        written: take claims as they stand, without what their hedges allow.

    Raises:
        ModelError: an input without ends, or a denominator that can be zero.
    """
    relevant = tuple(model.relevant(name, choices) for name in names_in(expression))
    key = (expression, relevant, tuple(sorted((fixed or {}).items())), written)
    if key not in model.known_bounds:
        model.known_bounds[key] = _outer_bounds(model, expression, choices, fixed, written)
    return model.known_bounds[key]


def _outer_bounds(
    model: Model, expression: Expression, choices: Choices, fixed: Mapping[str, float] | None, written: bool
) -> Interval:
    needs = leaves_of(model, expression, choices)
    box = _box(model, needs, choices, written)
    try:
        found = [
            _bounds(model, expression, choices, {**box, **point})
            for point in _mixes(model, expression, needs, choices, fixed)
        ]
    except NoBounds as error:
        where = error.formula or f"the inputs {', '.join(needs)}"
        raise ModelError(f"there are no bounds for {where}: {error}") from None
    return min(low for low, _ in found), max(high for _, high in found)


def slopes(model: Model, expression: Expression, choices: Choices, box: Box) -> Enclosure:
    """The enclosure of an expression over a box of inputs and shares."""
    known: dict[str, Enclosure] = {}

    def value_of(name: str) -> Enclosure:
        if name not in known:
            node = model.node(name, choices)
            if isinstance(node, Relation):
                known[name] = _enclose(node, value_of)
            else:
                low, high = box[name]
                known[name] = Enclosure(low, high, {name: (1.0, 1.0)} if low < high else {})
        return known[name]

    return fold(expression, Enclosures(value_of))


def _enclose(node: Relation, value_of: Callable[[str], Enclosure]) -> Enclosure:
    try:
        return fold(node.expression, Enclosures(value_of))
    except NoBounds as error:
        raise error if error.formula else NoBounds(str(error), f"`{node.name}` = {node.text}") from None


def leaves_of(model: Model, expression: Expression, choices: Choices) -> tuple[str, ...]:
    """The inputs below an expression, each composition once."""
    match expression:
        case Name(name):
            return model.leaves(name, choices)
        case Apply(_, arguments):
            return tuple(sorted({leaf for argument in arguments for leaf in leaves_of(model, argument, choices)}))
    return ()


def vertices(composition: Composition) -> Iterator[tuple[float, ...]]:
    """The corners of the set of admissible mixes: all shares but one at a bound.

    >>> sorted(vertices(Composition(("iron", "copper"), (0.5, 0.0), (1.0, 1.0))))
    [(0.5, 0.5), (1.0, 0.0)]
    """
    seen = set()
    for free, (low, high) in enumerate(zip(composition.low, composition.high, strict=True)):
        others = [
            bounds for index, bounds in enumerate(zip(composition.low, composition.high, strict=True)) if index != free
        ]
        for rest in product(*others):
            share = 1 - sum(rest)
            mix = tuple(np.insert(rest, free, min(max(share, low), high)).tolist())
            if low - SUM_TOLERANCE <= share <= high + SUM_TOLERANCE and mix not in seen:
                seen.add(mix)
                yield mix


def _box(model: Model, needs: tuple[str, ...], choices: Choices, written: bool) -> Box:
    box: Box = {}
    for name in needs:
        node = model.node(name, choices)
        if isinstance(node, Shares):
            parts = node.composition
            box |= {
                f"{name}.{p}": ends
                for p, ends in zip(parts.parts, zip(parts.low, parts.high, strict=True), strict=True)
            }
        elif isinstance(node, Input):
            box[name] = node.written if written and node.written else node.law(choices).support()
            if not all(map(math.isfinite, box[name])):
                raise ModelError(f"`{name}` has no ends, so there are no bounds; give it `low` and `high`")
    return box


def _mixes(
    model: Model, expression: Expression, needs: tuple[str, ...], choices: Choices, fixed: Mapping[str, float] | None
) -> Iterator[Box]:
    """What to set before bounding: the fixed values, and every corner of the compositions that enter linearly."""
    given = {name: (value, value) for name, value in (fixed or {}).items()}
    corners = []
    for name in needs:
        node = model.node(name, choices)
        if (
            isinstance(node, Shares)
            and f"{name}.{node.composition.parts[0]}" not in given
            and degree(model, expression, name, choices) <= 1
        ):
            parts = [f"{name}.{part}" for part in node.composition.parts]
            corners.append(
                [dict(zip(parts, zip(mix, mix, strict=True), strict=True)) for mix in vertices(node.composition)]
            )
    for choice in product(*corners):
        yield {**{k: v for corner in choice for k, v in corner.items()}, **given}


def _bounds(model: Model, expression: Expression, choices: Choices, box: Box) -> Interval:
    def upright(b: Box) -> Enclosure:
        return slopes(model, expression, choices, b)

    def turned(b: Box) -> Enclosure:
        return negative(upright(b))

    whole = upright(box)
    return _minimum(upright, box, whole), -_minimum(turned, box, negative(whole))


def _minimum(enclose: Callable[[Box], Enclosure], box: Box, whole: Enclosure) -> float:
    """A lower bound of the minimum over a box, tight to ``TOLERANCE``; ``whole`` is the enclosure of the box itself."""
    order = count()
    best, found = _settle(enclose, box, whole)
    if not _free(best, found):
        return found.low
    low, ceiling = _from_the_middle(enclose, best, found)
    queue = [(low, next(order), best, found)]
    while queue:
        low, _, part, enclosure = heapq.heappop(queue)
        free = _free(part, enclosure)
        tight = ceiling - low <= TOLERANCE * max(abs(low), abs(ceiling))
        if not free or tight or next(order) > MOST_SPLITS:
            return low
        widest = max(free, key=lambda name: _weight(part[name], enclosure.slopes[name]))
        a, b = part[widest]
        for half in ((a, (a + b) / 2), ((a + b) / 2, b)):
            smaller = {**part, widest: half}
            smaller, inner = _settle(enclose, smaller, enclose(smaller))
            least, middle = _from_the_middle(enclose, smaller, inner)
            ceiling = min(ceiling, middle)
            heapq.heappush(queue, (least, next(order), smaller, inner))
    return found.low


def _from_the_middle(enclose: Callable[[Box], Enclosure], box: Box, found: Enclosure) -> tuple[float, float]:
    """A lower bound by the mean value form where it beats the enclosure's own, and the value in the middle."""
    middle = enclose({name: ((a + b) / 2, (a + b) / 2) for name, (a, b) in box.items()})
    reach = sum(_weight(box[name], slope) / 2 for name, slope in found.slopes.items())
    return max(found.low, middle.low - reach), middle.high


def _free(box: Box, found: Enclosure) -> list[str]:
    """The inputs that still matter and have not been set to one value."""
    return [name for name in found.slopes if box[name][0] < box[name][1]]


def _weight(ends: Interval, slope: Interval) -> float:
    return (ends[1] - ends[0]) * max(abs(slope[0]), abs(slope[1]))


def _settle(enclose: Callable[[Box], Enclosure], box: Box, found: Enclosure) -> tuple[Box, Enclosure]:
    """Set every input in which the formula runs one way to the end where it is least, until none is left."""
    while True:
        ends = {
            name: box[name][0 if low >= 0 else 1] for name, (low, high) in found.slopes.items() if low >= 0 or high <= 0
        }
        if not ends:
            return box, found
        box = {**box, **{name: (end, end) for name, end in ends.items()}}
        found = enclose(box)
