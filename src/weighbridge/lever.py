"""A number of a case that can be set by itself: what it is, what supports it, and how far it might fairly lie.

A lever has the name by which ``--set`` knows it. Evidence that parameters are taken from is one lever, however many
take it: one cause, one variable. Setting one gives another graph; the case stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pint

from .claim import Written
from .composition import Composition
from .distribution import Discrete, Distribution, DistributionError, Point, Uniform
from .enclosure import Interval
from .errors import suggestion
from .model import Model, ModelError
from .node import Choices, Figure, Input, Key, Node, Shares
from .units import factor, parse_unit

MOST_RANK = 0.99  # of a rank correlation that is not declared
TWICE = 2.0  # how far a judged number might lie to either side where the case declares nothing: an editorial choice
JUDGED, WEAK, SOURCE, QUOTED = "judgement", "weak source", "source", "quotation"
ORDERED = ("low", "mode", "high")
BARE = ("concentration", "geometric_standard_deviation")
Slot = tuple[str, int]  # a parameter of a distribution, and which of several


@dataclass(frozen=True)
class Lever:
    """A number that can be set: its name, its value, between which ends it can be set with all else as it is.

    Values are in root units; ``unit`` is for showing. ``fair`` is the range that the case declares for a judged number,
    or twice to half of it where it declares none (``declared``); there is none for a number with a source.
    """

    name: str
    kind: str
    about: str
    unit: pint.Unit
    value: float
    ends: Interval
    places: tuple[tuple[str, Slot], ...]
    figure: Figure
    fair: Interval | None = None
    declared: bool = False

    def support(self, weak: Mapping[str, str]) -> str:
        """What stands behind it: a quotation, a source, none but weak sources, or judgement alone."""
        figure = self.figure
        if self.kind == "claim":
            return QUOTED
        if self.fair is not None:
            return JUDGED
        return WEAK if figure.sources and all(key in weak for key in figure.sources) else SOURCE


def levers(model: Model, names: tuple[str, ...], choices: Choices) -> dict[str, Lever]:
    """Every number on which these quantities rest, by name, claims first.

    The values of an empirical distribution are rows of a table and no levers; nor is the shape of a hedge.
    """
    found: dict[str, Lever] = {}
    for leaf in sorted({leaf for name in names for leaf in model.leaves(name, choices)}):
        for lever in _of(model, leaf, choices):
            known = found.get(lever.name)
            places = dict.fromkeys([*(known.places if known else ()), *lever.places])
            ends = (max(known.ends[0], lever.ends[0]), min(known.ends[1], lever.ends[1])) if known else lever.ends
            found[lever.name] = replace(known or lever, places=tuple(places), ends=ends)
    for name, lever in found.items():
        found[name] = _wherever(model, lever, choices)
    return dict(sorted(found.items(), key=lambda item: (item[1].kind != "claim", item[0])))


def lever(model: Model, name: str, names: tuple[str, ...], choices: Choices) -> Lever:
    """One of them; raises ``ModelError`` where these quantities do not rest on it."""
    known = levers(model, names, choices)
    if name not in known:
        told = ", ".join(f"`{one}`" for one in names)
        raise ModelError(f"{told} does not rest on a number `{name}`; {suggestion(name, known)}", name)
    return known[name]


def pulled(model: Model, one: Lever, value: float, choices: Choices) -> Model:
    """The graph in which a lever has another value, in root units.

    A claim takes the interval of its hedge with it, in proportion; a mean share leaves the others in their proportion.

    Raises:
        DistributionError: with all else as it is, that value makes no distribution.
    """
    nodes: dict[str, tuple[Key, Node]] = {}
    for name, slot in one.places:
        key = model.variant(name, choices)
        node = nodes[name][1] if name in nodes else model.nodes[name][key]
        nodes[name] = key, _set(node, slot, value, one.value)
    return model.redefined(nodes)


def _of(model: Model, leaf: str, choices: Choices) -> Iterator[Lever]:
    node, unit = model.node(leaf, choices), model.units[leaf]
    if isinstance(node, Shares):
        yield from _of_shares(leaf, node)
    elif not isinstance(node, Input):
        return
    elif node.kind == "claim":
        number = (node.written or node.law(choices).support())[0]
        name, about = leaf.split(".")[0], f"the article's {leaf.split('.')[0]}"
        if number > 0:
            yield Lever(name, "claim", about, unit, number, (0.0, math.inf), ((leaf, ("written", 0)),), node.figures[0])
    else:
        yield from _of_law(model, leaf, node, unit, choices)


def _of_law(model: Model, leaf: str, node: Input, unit: pint.Unit, choices: Choices) -> Iterator[Lever]:
    law = node.law(choices)
    if isinstance(law, Point):
        ranks = {tie.rank for tie in model.correlations.values()}
        ends = (-MOST_RANK, MOST_RANK) if leaf in ranks else (-math.inf, math.inf)
        yield _judged(leaf, node.kind, node.of or leaf, unit, law.value, ends, (leaf, ("value", 0)), node.figures[0])
        return
    for figure in node.figures:
        slot = _slot(law, figure.label)
        if slot is None:
            continue
        value, bare = _get(law, slot), slot[0] in BARE or slot[0] == "weights"
        name = figure.evidence or f"{leaf}.{figure.label}"
        about = f"{_words(figure.label)} {node.of or leaf}"
        own = parse_unit("one") if bare else unit
        yield _judged(name, node.kind, about, own, value, _ends(law, slot), (leaf, slot), figure)


def _of_shares(leaf: str, node: Shares) -> Iterator[Lever]:
    parts = node.composition
    for figure in node.figures:
        label, _, part = figure.label.partition(" ")
        if label == "concentration":
            place, value = ("concentration", 0), parts.concentration
            ends, unit, name = (0.0, math.inf), parse_unit("one"), f"{leaf}.concentration"
        elif part in parts.parts and label in ("low", "high", "mean"):
            written = Written.parse(figure.text)
            place, value, unit = (label, parts.parts.index(part)), written.roots()[0], written.unit
            ends = (0.0, 1.0 if unit.dimensionless else math.inf)
            name = f"{leaf}.{part}.{label}"
        else:
            continue  # a mix of which nothing is said
        about = (
            f"{_words(label)} {part} in {node.of or leaf}" if part else f"how alike the mixes are in {node.of or leaf}"
        )
        yield _judged(figure.evidence or name, node.kind, about, unit, value, ends, (leaf, place), figure)


def _judged(
    name: str, kind: str, about: str, unit: pint.Unit, value: float, ends: Interval, place: Any, figure: Figure
) -> Lever:
    """A lever of an assumption or of evidence, with the range in which it might fairly lie where no source gives it."""
    fair, declared = None, figure.fair is not None
    if figure.fair is not None:
        fair = (figure.fair.low, figure.fair.high)
    elif not (figure.sources or figure.row):
        low, high = sorted((value / TWICE, value * TWICE))
        fair = ends if not value and all(map(math.isfinite, ends)) else (max(low, ends[0]), min(high, ends[1]))
    return Lever(name, kind, about, unit, value, ends, (place,), figure, fair, declared)


def _wherever(model: Model, one: Lever, choices: Choices) -> Lever:
    """The lever of a piece of evidence, or of a fixed assumption, with every parameter that is taken from it."""
    if one.name not in model.nodes:
        return one
    places = dict.fromkeys(one.places)
    for leaf in model.inputs():
        node = model.node(leaf, choices)
        for other in _of(model, leaf, choices) if isinstance(node, Input | Shares) else ():
            if other.name == one.name:
                places.update(dict.fromkeys(other.places))
    return replace(one, places=tuple(places), unit=model.units[one.name])


def _words(label: str) -> str:
    return {"low": "the least", "high": "the most", "mode": "the likeliest", "mean": "the mean"}.get(
        label, label
    ) + " of"


def _slot(law: Distribution, label: str) -> Slot | None:
    """Which parameter of a distribution a figure is; none for a row of a table that became one of many values."""
    if isinstance(law, Discrete):
        kind, _, number = label.partition(" ")
        numbered = kind in ("value", "weight") and number.isdigit()
        return (f"{kind}s", int(number) - 1) if numbered else None
    return (label, 0) if hasattr(law, label) else None


def _get(law: Distribution, slot: Slot) -> float:
    value = getattr(law, slot[0])
    return value[slot[1]] if isinstance(value, tuple) else value


def _ends(law: Distribution, slot: Slot) -> Interval:
    """How far a parameter can go until it meets its neighbour, of those that must not fall."""
    if slot[0] not in ORDERED:
        return (-math.inf, math.inf)
    order = [name for name in ORDERED if hasattr(law, name)]
    at = order.index(slot[0])
    below = getattr(law, order[at - 1]) if at else -math.inf
    above = getattr(law, order[at + 1]) if at + 1 < len(order) else math.inf
    return below, above


def _set(node: Node, slot: Slot, value: float, before: float) -> Node:
    if isinstance(node, Shares):
        return replace(node, composition=_composed(node.composition, slot, value, before))
    assert isinstance(node, Input)
    if slot[0] == "written":
        return _scaled(node, value / before)
    laws: dict[str, Distribution] = {}
    for width, law in node.laws.items():
        if isinstance(law, Discrete):
            items = list(getattr(law, slot[0]))
            items[slot[1]] = value
            laws[width] = replace(law, **{slot[0]: tuple(items)})
        else:
            laws[width] = replace(law, **{slot[0]: value})
    return replace(node, laws=laws, written=(value, value) if node.kind == "evidence" else node.written)


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
    # An amount is one of several that are put in proportion; for a share the others keep theirs among themselves.
    odds = parts.means[index] / (1 - parts.means[index]) * value / before
    shares_given = math.isclose(parts.means[index], before, rel_tol=1e-6) and before < 1
    share = value if shares_given else odds / (1 + odds)
    if not 0 < share < 1:
        raise DistributionError(f"a mean share of {share:g}", "expected more than 0 and less than 1")
    rest = (1 - share) / (1 - parts.means[index])
    return replace(parts, means=tuple(share if i == index else mean * rest for i, mean in enumerate(parts.means)))


def shown(one: Lever, value: float) -> float:
    """A value of a lever in the unit it is shown in."""
    return value / factor(one.unit)
