"""The graph in which a lever has another value; the case stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .composition import Composition
from .distribution import Discrete, Distribution, DistributionError, Uniform
from .lever import Lever, Slot
from .model import Model
from .node import Choices, Input, Key, Node, Shares


def pulled(model: Model, one: Lever, value: float, choices: Choices) -> Model:
    """The graph in which a lever has another value, in root units, wherever it stands.

    A claim takes the interval of its hedge with it, in proportion; a mean share leaves the others in their proportion.

    Raises:
        DistributionError: with all else as it is, that value makes no distribution.
    """
    nodes: dict[str, tuple[Key, Node]] = {}
    for name in dict.fromkeys(name for name, _ in one.places):
        key = model.variant(name, choices)
        slots = [slot for other, slot in one.places if other == name]
        nodes[name] = key, _set(model.nodes[name][key], slots, value, one.value)
    return model.redefined(nodes)


def _set(node: Node, slots: Sequence[Slot], value: float, before: float) -> Node:
    if isinstance(node, Shares):
        parts = node.composition
        for slot in slots:
            parts = _composed(parts, slot, value, before)
        return replace(node, composition=parts)
    assert isinstance(node, Input)
    if slots[0][0] == "written":
        return _scaled(node, value / before)
    laws = {width: _law(law, slots, value) for width, law in node.laws.items()}
    return replace(node, laws=laws, written=(value, value) if node.kind == "evidence" else node.written)


def _law(law: Distribution, slots: Sequence[Slot], value: float) -> Distribution:
    """A distribution with some of its parameters set, all at once: neighbours that move together stay in order."""
    fields: dict[str, Any] = {}
    for name, index in slots:
        if isinstance(law, Discrete):
            items = list(fields.get(name, getattr(law, name)))
            items[index] = value
            fields[name] = tuple(items)
        else:
            fields[name] = value
    return replace(law, **fields)


def _scaled(node: Input, by: float) -> Input:
    """A claim with its number, and everything that its hedge allows, multiplied."""
    laws = {width: _times(law, by) for width, law in node.laws.items()}
    written = (node.written[0] * by, node.written[1] * by) if node.written else None
    return replace(node, laws=laws, written=written, grain=abs(node.grain * by), step=abs(node.step * by))


def _times(law: Distribution, by: float) -> Distribution:
    low, high = sorted(end * by for end in law.support())
    return Uniform(low, high)


def _composed(parts: Composition, slot: Slot, value: float, before: float) -> Composition:
    kind, index = slot
    if kind == "concentration":
        return replace(parts, concentration=value)
    if kind in ("low", "high"):
        ends = list(getattr(parts, kind))
        ends[index] = value
        return replace(parts, **{kind: tuple(ends)})
    assert parts.means is not None
    # An amount is one of several that are put in proportion; of shares the others keep theirs among themselves.
    odds = parts.means[index] / (1 - parts.means[index]) * value / before
    share = value if kind == "mean" else odds / (1 + odds)
    if not 0 < share < 1:
        raise DistributionError(f"a mean share of {share:g}", "expected more than 0 and less than 1")
    rest = (1 - share) / (1 - parts.means[index])
    return replace(parts, means=tuple(share if i == index else mean * rest for i, mean in enumerate(parts.means)))
