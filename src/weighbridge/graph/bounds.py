"""Outer bounds: the least and the greatest that a formula can be, whatever the distributions and dependence of inputs.

Shares that enter linearly are set to the corners of what is admissible; the rest is left to ``extremes``.
What is returned encloses, to floating-point rounding.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product

from ..base import kept_for_its_price
from ..uncertainty import SUM_TOLERANCE, Box, Composition, Interval, NoBounds
from .box import Domain, Known
from .extremes import Ends, extremes
from .formula import Apply, Expression, Name, fold, names_in
from .model import Model, ModelError
from .nodes import Choices, Input, Node, Relation, Share, Shares, Taken
from .order import needs_first


class _Degrees:
    """The algebra of degrees in the shares of one composition; infinite for what is not a polynomial."""

    def __init__(self, model: Model, whole: str, choices: Choices) -> None:
        self.model, self.whole, self.choices = model, whole, choices
        self.known: dict[str, float] = {}

    def number(self, number: object) -> float:
        return 0.0

    def name(self, name: str) -> float:
        """The degree of a quantity, found once."""
        for one in needs_first(name, self.known.__contains__, lambda one: self.model.node(one, self.choices).needs):
            self.known[one] = self._of(self.model.node(one, self.choices))
        return self.known[name]

    def _of(self, node: Node) -> float:
        if isinstance(node, Relation):
            return fold(node.expression, self)
        return 1.0 if isinstance(node, Share) and node.whole == self.whole else 0.0

    def apply(self, operation: str, arguments: list[float]) -> float:
        """Degrees add in products and are the greatest in sums; anything else on shares has none."""
        if not any(arguments):
            return 0.0
        if operation in ("+", "-", "sum", "negative"):
            return max(arguments)
        if operation == "*":
            return sum(arguments)
        return arguments[0] if operation == "/" and arguments[1] == 0 else math.inf


def degree(model: Model, expression: Expression, whole: str, choices: Choices) -> float:
    """The degree of an expression in the shares of a composition: 1 where it is linear in them."""
    return fold(expression, _Degrees(model, whole, choices))


def outer_bounds(
    model: Model,
    expression: Expression,
    choices: Choices,
    fixed: Mapping[str, float] | None = None,
    taken: Taken = Taken.WITH_HEDGES,
) -> Interval:
    """The least and the greatest value of an expression over all that its inputs may be, in root units.

    Args:
        fixed: values that stand for some inputs or shares (``shares.iron``).
        taken: how the numbers of the article are taken.

    Raises:
        ModelError: an input without ends, or a denominator that can be zero.
    """
    found = _bounds(model, expression, choices, fixed or {}, taken)
    return found.low, found.high


def are_tight(
    model: Model,
    expression: Expression,
    choices: Choices,
    fixed: Mapping[str, float] | None = None,
    taken: Taken = Taken.WITH_HEDGES,
) -> bool:
    """Whether the outer bounds lie no farther apart than they need to; raises as ``outer_bounds`` does.

    They may where the budget of the search for them is spent before they are found. They enclose all the same.

    Args:
        model, expression, choices: the graph, what is bounded in it, and the option taken of every choice.
        fixed: numbers in the place of quantities, in root units.
        taken: whether claims are taken with their wording.
    """
    return _bounds(model, expression, choices, fixed or {}, taken).is_tight


def _bounds(model: Model, expression: Expression, choices: Choices, fixed: Mapping[str, float], taken: Taken) -> Ends:
    """The bounds, kept, and paid for whenever they are asked for."""
    definition = (
        model.identity(expression.name, choices)
        if isinstance(expression, Name)
        else model.cache.identity("formula", expression, *(model.identity(n, choices) for n in names_in(expression)))
    )
    key = ("bounds", definition, tuple(sorted(fixed.items())), taken)
    make = lambda: _outer_bounds(model, expression, choices, fixed, taken)  # noqa: E731
    return kept_for_its_price(lambda priced: model.cache.kept(key, priced), make)


def _outer_bounds(
    model: Model, expression: Expression, choices: Choices, fixed: Mapping[str, float], taken: Taken
) -> Ends:
    needs = leaves_of(model, expression, choices)
    box = box_of(model, tuple(name for name in needs if name not in fixed), choices, taken)
    points = list(mixes_of(model, expression, needs, choices, fixed))
    try:
        shared = beside(model, expression, choices, box, points) if len(points) > 1 else {}
        domains = [Domain(model, choices, {**box, **point}) for point in points]
        found = [
            extremes(domain, expression, frozenset(unbound(model, domain.box, choices)), shared) for domain in domains
        ]
    except NoBounds as error:
        where = f"`{error.formula}` = {error.text}" if error.formula else f"the inputs {', '.join(needs)}"
        raise ModelError(f"there are no bounds for {where}: {error}", error.formula) from None
    least, most = min(ends.low for ends in found), max(ends.high for ends in found)
    return Ends(least, most, all(ends.is_tight for ends in found))


def beside(model: Model, expression: Expression, choices: Choices, box: Box, points: list[Box]) -> Known:
    """The enclosures of what does not rest on any mix: they are the same at every corner."""
    known: Known = {}
    mixes = model.resting_on({node.whole for name in points[0] if isinstance(node := model.node(name, choices), Share)})
    if fixed_inputs := [name for name in points[0] if not isinstance(model.node(name, choices), Share)]:
        mixes |= model.resting_on(fixed_inputs)
    Domain(model, choices, {**box, **points[0]}).enclosure(expression, known)
    return {name: found for name, found in known.items() if name not in mixes}


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
            mix = (*rest[:free], min(max(share, low), high), *rest[free:])
            if low - SUM_TOLERANCE <= share <= high + SUM_TOLERANCE and mix not in seen:
                seen.add(mix)
                yield mix


def box_of(model: Model, needs: tuple[str, ...], choices: Choices, taken: Taken) -> Box:
    """Between which ends each input lies, and each share but the last; raises ``ModelError`` for one without ends."""
    box: Box = {}
    for name in needs:
        node = model.node(name, choices)
        if isinstance(node, Shares):
            box |= _share_box(name, node.composition)
        elif isinstance(node, Input):
            given = {Taken.AS_WRITTEN: node.written, Taken.BY_THE_LETTER: node.letter}.get(taken)
            box[name] = given or node.support(choices)
            if not all(map(math.isfinite, box[name])):
                raise ModelError(f"`{name}` has no ends, so there are no bounds; give it `low` and `high`")
    return box


def _share_box(name: str, parts: Composition) -> Box:
    """What each share can be, given what the others leave; the last follows from them, so it has no interval."""
    spare, need = 1 - sum(parts.low), sum(parts.high) - 1
    ends = [(max(low, high - need), min(high, low + spare)) for low, high in zip(parts.low, parts.high, strict=True)]
    return {f"{name}.{part}": end for part, end in zip(parts.parts[:-1], ends, strict=False)}


def mixes_of(
    model: Model, expression: Expression, needs: tuple[str, ...], choices: Choices, fixed: Mapping[str, float]
) -> Iterator[Box]:
    """What to set before bounding: the fixed values, and every corner of the compositions that enter linearly."""
    given = {name: (value, value) for name, value in fixed.items()}
    corners = []
    for name in needs:
        node = model.node(name, choices)
        if (
            isinstance(node, Shares)
            and f"{name}.{node.composition.parts[0]}" not in given
            and degree(model, expression, name, choices) <= 1
        ):
            parts = [f"{name}.{part}" for part in node.composition.parts]
            mixes = model.cache.kept(
                ("corners", node.composition), lambda parts=node.composition: tuple(vertices(parts))
            )
            corners.append([dict(zip(parts, zip(mix, mix, strict=True), strict=True)) for mix in mixes])
    for choice in product(*corners):
        yield {**{k: v for corner in choice for k, v in corner.items()}, **given}


def unbound(model: Model, box: Box, choices: Choices) -> Iterator[str]:
    """The names in a box that can be set without regard to the others: not the shares of three parts and more."""
    for name in box:
        node = model.node(name, choices)
        if isinstance(node, Share):
            whole = model.node(node.whole, choices)
            if isinstance(whole, Shares) and len(whole.composition.parts) > 2:
                continue
        yield name
