"""A number of a case that can be set by itself: what it is, what supports it, and how far it might fairly lie.

A lever has the name by which ``--set`` knows it, where that can reach it. Evidence that parameters are taken from is
one lever, however many take it: one cause, one variable.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from ..base import pint
from ..graph import Choices, Fair, Figure, Input, Key, Laws, Model, Node, NodeKind, Shares, Slot
from ..text import Names, parse_unit
from ..uncertainty import BARE, Composition, Discrete, Distribution, DistributionError, Interval, Point, between

MOST_RANK = 0.99  # of a rank correlation that is not declared
TWICE = 2.0  # how far a judged number might lie to either side where the case declares nothing: an editorial choice
ORDERED = ("low", "mode", "high")
EXTREMES = {"low": "lowest", "high": "highest", "mode": "likeliest"}
VALUES = {name: f"{word} value" for name, word in EXTREMES.items()}
LEAST = {
    "written": 0.0,
    "standard_uncertainty": 0.0,
    "median": 0.0,
    "weights": 0.0,
    "scale": 0.0,
    "degrees_of_freedom": 0.0,
    "geometric_standard_deviation": 1.0,
}
Parameter = tuple[str, int]  # a parameter of a distribution, and which of several
Seat = tuple[str, Parameter]  # the leaf in which a number stands, and as what
Value = float | tuple[float, ...]  # of a lever, or of each of several


class Setting(NamedTuple):
    """What a parameter is set to, and what the number that it is set by was before."""

    slot: Parameter
    value: float
    before: float


class Support(StrEnum):
    """What stands behind a number."""

    JUDGEMENT = "judgement"
    WEAK = "weak source"
    SOURCE = "source"
    QUOTATION = "quotation"


@dataclass(frozen=True)
class Lever:
    """A number that can be set: its name, its value, between which ends it can be set with all else as it is.

    Values are in root units; ``unit`` is for showing. ``fair`` is the range that the case declares for a judged number,
    or twice to half of it where it declares none (``declared``); there is none for a number with a source. ``wide`` is
    the same, but never narrower than if nothing had been declared: an end for which the case has only a reason counts
    no nearer than half or twice the value. ``about`` is what people call it. Of a range, ``value`` is the lower end.
    """

    name: str
    kind: NodeKind
    about: str
    unit: pint.Unit
    value: float
    ends: Interval
    seats: tuple[Seat, ...]
    figure: Figure
    fair: Interval | None = None
    declared: bool = False
    is_range: bool = False
    wide: Interval | None = None

    def paired(self, value: float) -> tuple[tuple[Lever, float], ...]:
        """The lever with a value of it: what ``Levers`` gives for several."""
        return ((self, value),)

    def support(self, weak: Mapping[str, str]) -> Support:
        """What stands behind it: a quotation, a source, none but weak sources, or judgement alone."""
        figure = self.figure
        if self.kind is NodeKind.CLAIM:
            return Support.QUOTATION
        if self.fair is not None:
            return Support.JUDGEMENT
        return Support.WEAK if figure.sources and all(key in weak for key in figure.sources) else Support.SOURCE


@dataclass(frozen=True)
class Levers:
    """Several levers that are moved at once; a value of them is a tuple with one of each, in root units."""

    each: tuple[Lever, ...]

    @property
    def value(self) -> tuple[float, ...]:
        """Where they stand."""
        return tuple(one.value for one in self.each)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The places of all of them."""
        return tuple(dict.fromkeys(seat for one in self.each for seat in one.seats))

    def paired(self, value: tuple[float, ...]) -> tuple[tuple[Lever, float], ...]:
        """Each lever with its value."""
        return tuple(zip(self.each, value, strict=True))


def levers_of(model: Model, names: tuple[str, ...], choices: Choices) -> dict[str, Lever]:
    """Every number on which these quantities rest, by name, claims first.

    The values of an empirical distribution are rows of a table, not levers; nor is the shape of a hedge a lever.
    """
    below = {leaf for name in names for leaf in model.leaves(name, choices)}
    found: dict[str, list[Lever]] = {}
    for leaf in [*sorted(below), *(leaf for leaf in model.inputs() if leaf not in below)]:
        for one in _of(model, leaf, choices):
            if leaf in below or one.name in found:
                found.setdefault(one.name, []).append(one)
    joined = {name: _joined(model, name, several, choices) for name, several in found.items()}
    return dict(sorted(joined.items(), key=lambda item: (item[1].kind is not NodeKind.CLAIM, item[0])))


def _joined(model: Model, name: str, several: list[Lever], choices: Choices) -> Lever:
    """One lever for a number that stands in several places: it can go as far as all of them let it."""
    first = several[0]
    seats = tuple(dict.fromkeys(seat for one in several for seat in one.seats))
    ends = [one.ends for one in several] if len(seats) == 1 else [_ends(model, seat, seats, choices) for seat in seats]
    judged = next((one for one in several if one.declared), first)
    return replace(
        first,
        seats=seats,
        ends=(max(low for low, _ in ends), min(high for _, high in ends)),
        unit=model.units[name] if name in model.nodes and first.kind is not NodeKind.CLAIM else first.unit,
        fair=judged.fair,
        declared=judged.declared,
        wide=judged.wide,
    )


def _of(model: Model, leaf: str, choices: Choices) -> Iterator[Lever]:
    node, unit = model.node(leaf, choices), model.units[leaf]
    if isinstance(node, Shares):
        yield from _of_shares(leaf, node, model.names)
    elif not isinstance(node, Input) or node.kind is NodeKind.DEFINITION:
        return
    elif node.kind is NodeKind.CLAIM:
        yield from _of_claim(leaf, node, model.names, choices)
    else:
        yield from _of_law(model, leaf, node, unit, choices)


def _of_claim(leaf: str, node: Input, names: Names, choices: Choices) -> Iterator[Lever]:
    """A number of the article in the unit in which it is written, moved to either side of zero that it is on."""
    ends = node.written or node.support(choices)
    name, unit = leaf.split(".")[0], node.figures[0].quantity().unit
    if ends[0]:
        room, seats = (0.0, math.inf) if ends[0] > 0 else (-math.inf, 0.0), ((leaf, ("written", 0)),)
        figure = node.figures[0]
        is_range = ends[0] < ends[1]
        yield Lever(name, NodeKind.CLAIM, names.of(name), unit, ends[0], room, seats, figure, is_range=is_range)


def _of_law(model: Model, leaf: str, node: Input, unit: pint.Unit, choices: Choices) -> Iterator[Lever]:
    law = node.as_written(choices)
    for figure in node.figures[: 1 if isinstance(law, Point) else None]:
        whole = isinstance(law, Point)
        if not whole and figure.slot is None:
            continue  # a row of a table that became one of many values
        given = Slot("value") if whole or figure.slot is None else figure.slot
        slot = (given.parameter, given.index or 0)
        name = _root(model, figure.evidence or leaf, choices) if whole or figure.evidence else f"{leaf}.{given.label}"
        about = _called(model.names, name, model.names.of(leaf) if whole else _parameter(model.names, leaf, given))
        own = parse_unit("one") if slot[0] in BARE else unit
        seat, value = (leaf, slot), _get(law, slot)
        ends = _ends(model, seat, (seat,), choices)
        yield _judged(name, node.kind, about, own, value, ends, seat, figure)


def _root(model: Model, name: str, choices: Choices) -> str:
    """The evidence that a fixed assumption is taken from, or that which it is taken from in turn."""
    for _ in model.nodes:
        node = model.node(name, choices) if name in model.nodes else None
        figure = node.figures[0] if isinstance(node, Input) and node.figures else None
        if figure is None or figure.evidence is None:
            return name
        name = figure.evidence
    return name


def _of_shares(leaf: str, node: Shares, names: Names) -> Iterator[Lever]:
    parts = node.composition
    for figure in node.figures:
        given = figure.slot
        if given is None:
            continue  # a mix of which nothing is said
        if given.part is None:
            slot, value = (given.parameter, 0), parts.concentration
            ends, unit, name = (0.0, math.inf), parse_unit("one"), f"{leaf}.{given.parameter}"
        else:
            written = figure.quantity()
            amount = given.parameter == "mean" and not written.unit.dimensionless
            slot = ("amount" if amount else given.parameter, parts.parts.index(given.part))
            value, unit, name = written.roots()[0], written.unit, f"{leaf}.{given.part}.{given.parameter}"
            ends = (0.0, math.inf if amount else 1.0)
        name = figure.evidence or name
        about = _called(names, name, _part(names, leaf, given, slot[0] == "amount"))
        yield _judged(name, node.kind, about, unit, value, ends, (leaf, slot), figure)


def _judged(
    name: str, kind: NodeKind, about: str, unit: pint.Unit, value: float, ends: Interval, seat: Seat, figure: Figure
) -> Lever:
    """A lever of an assumption or of evidence, with the range in which it might fairly lie where no source gives it."""
    is_sourced, declared = _is_sourced(figure), figure.fair
    fair = wide = None
    if declared is not None:
        fair = (declared.low, declared.high)
        wide = fair if is_sourced else _widened(declared, _half_to_twice(value, ends), unit)
    elif not is_sourced:
        fair = wide = _half_to_twice(value, ends)
    return Lever(name, kind, about, unit, value, ends, (seat,), figure, fair, declared is not None, wide=wide)


def _is_sourced(figure: Figure) -> bool:
    return bool(figure.sources or figure.row)


def _half_to_twice(value: float, ends: Interval) -> Interval:
    """Where a number might lie of which the case says nothing; all that it can be, where it is zero between ends."""
    if not value and all(map(math.isfinite, ends)):
        return ends
    low, high = sorted((value / TWICE, value * TWICE))
    return max(low, ends[0]), min(high, ends[1])


def _widened(declared: Fair, usual: Interval, unit: pint.Unit) -> Interval:
    """A declared range in which an end that rests on a reason alone is no nearer than if nothing had been declared.

    A bare number that is declared to end at one is taken as a share, which cannot be more.
    """
    low, high = declared.low, declared.high
    by_source = [_is_sourced(figure) for figure in declared.figures]
    is_share = unit.dimensionless and high == 1.0
    return (
        low if by_source[0] else min(low, usual[0]),
        high if by_source[1] or is_share else max(high, usual[1]),
    )


def _called(names: Names, name: str, otherwise: str) -> str:
    """What the case calls a number by the name that sets it; else by what it is a number of."""
    own = names.given.get(name)
    return own.called if own is not None and own.called else otherwise


def _parameter(names: Names, leaf: str, slot: Slot) -> str:
    """A parameter in words; one of several values has a number, not an article."""
    if slot.index is not None:
        return f"{_spaced(slot.label)} of {names.of(leaf)}"
    return f"the {VALUES.get(slot.parameter) or _spaced(slot.parameter)} of {names.of(leaf)}"


def _part(names: Names, leaf: str, slot: Slot, is_amount: bool) -> str:
    """A parameter of a mix in words: of one part, or how alike such mixes are."""
    if slot.part is None:
        return f"how alike the mixes are in {names.of(leaf)}"
    kind = "amount" if is_amount else "share"
    return f"the {EXTREMES.get(slot.parameter, slot.parameter)} {kind} of {_spaced(slot.part)} in {names.of(leaf)}"


def _spaced(text: str) -> str:
    return text.replace("_", " ")


def _get(law: Distribution, slot: Parameter) -> float:
    value = getattr(law, slot[0])
    return value[slot[1]] if isinstance(value, tuple) else value


def _ends(model: Model, seat: Seat, seats: tuple[Seat, ...], choices: Choices) -> Interval:
    """How far a parameter can go until it meets a neighbour that must not fall and does not move with it."""
    leaf, (name, _) = seat
    node = model.node(leaf, choices)
    if isinstance(node, Shares):
        return (0.0, math.inf if name in ("amount", "concentration") else 1.0)
    assert isinstance(node, Input)
    law = node.as_written(choices)
    if name == "written":
        return (0.0, math.inf) if (node.written or (1.0,))[0] > 0 else (-math.inf, 0.0)
    if name not in ORDERED:
        rank = isinstance(law, Point) and leaf in {tie.rank for tie in model.correlations.values()}
        return (-MOST_RANK, MOST_RANK) if rank else (LEAST.get(name, -math.inf), math.inf)
    order = [other for other in ORDERED if hasattr(law, other)]
    at, still = order.index(name), [other for other in order if (leaf, (other, 0)) not in seats]
    below = [getattr(law, other) for other in order[:at] if other in still]
    above = [getattr(law, other) for other in order[at + 1 :] if other in still]
    return max(below, default=-math.inf), min(above, default=math.inf)


def pulled(model: Model, moved: Lever | Levers, value: Value, choices: Choices) -> Model:
    """The graph in which a lever, or each of several, has another value, in root units, wherever it stands.

    A claim takes the interval of its hedge with it, in proportion; a mean share leaves the others in their proportion.

    Raises:
        DistributionError: with all else as it is, that value makes no distribution.
    """
    return model.redefined(moved_nodes(model, moved, value, choices))


def moved_nodes(model: Model, moved: Lever | Levers, value: Value, choices: Choices) -> dict[str, tuple[Key, Node]]:
    """The leaves in which levers stand, with their values; raises as ``pulled`` does.

    Args:
        model, choices: the graph, and the option taken of every choice.
        moved: the lever, or several that move together.
        value: what it is set to, in its own unit.
    """
    settings: dict[str, list[Setting]] = {}
    for one, to in moved.paired(value):
        for name, slot in one.seats:
            settings.setdefault(name, []).append(Setting(slot, to, one.value))
    keys = {name: model.variant(name, choices) for name in settings}
    return {name: (key, _set(model.nodes[name][key], settings[name])) for name, key in keys.items()}


def _set(node: Node, settings: Sequence[Setting]) -> Node:
    if isinstance(node, Shares):
        return replace(node, composition=_composed(node.composition, settings))
    assert isinstance(node, Input)
    slot, value, before = settings[0]
    if slot[0] == "written":
        return _scaled(node, value / before)
    laws = Laws({width: _law(law, settings) for width, law in node.laws.items()})
    return replace(node, laws=laws, written=(value, value) if node.kind is NodeKind.EVIDENCE else node.written)


def _law(law: Distribution, settings: Sequence[Setting]) -> Distribution:
    """A distribution with some of its parameters set, all at once: neighbours that move together stay in order."""
    fields: dict[str, Any] = {}
    for (name, index), value, _ in settings:
        if isinstance(law, Discrete):
            items = list(fields.get(name, getattr(law, name)))
            items[index] = value
            fields[name] = tuple(items)
        else:
            fields[name] = value
    return replace(law, **fields)


def _scaled(node: Input, by: float) -> Input:
    """A claim with its number, and everything that its hedge allows, multiplied."""
    laws = Laws({width: _times(law, by) for width, law in node.laws.items()})
    written = (node.written[0] * by, node.written[1] * by) if node.written else None
    return replace(node, laws=laws, written=written, grain=abs(node.grain * by), step=abs(node.step * by))


def _times(law: Distribution, by: float) -> Distribution:
    low, high = sorted(end * by for end in law.support())
    return between(low, high)


def _composed(parts: Composition, settings: Sequence[Setting]) -> Composition:
    """A composition with some of its parameters set, all at once; the shares that are not set keep their proportion."""
    fields: dict[str, Any] = {}
    for (kind, index), value, _ in settings:
        if kind == "concentration":
            fields[kind] = value
        elif kind in ("low", "high"):
            items = list(fields.get(kind, getattr(parts, kind)))
            items[index] = value
            fields[kind] = tuple(items)
    means = parts.means
    for (kind, index), value, before in settings:
        if kind == "amount":  # one of several that are put in proportion
            assert means is not None
            odds = means[index] / (1 - means[index]) * value / before
            means = _with_means(means, {index: odds / (1 + odds)})
    shares = {slot[1]: value for slot, value, _ in settings if slot[0] == "mean"}
    if shares:
        assert means is not None
        means = _with_means(means, shares)
    return replace(parts, **fields, means=means)


def _with_means(means: tuple[float, ...], shares: Mapping[int, float]) -> tuple[float, ...]:
    """Mean shares of which some are set, and the others fill the rest in their proportion."""
    total, before = sum(shares.values()), sum(means[index] for index in shares)
    if not (min(shares.values()) > 0 and total < 1 and len(shares) < len(means)):
        what = f"a mean share of {total:g}" if len(shares) == 1 else f"mean shares of {total:g} in all"
        raise DistributionError(what, "expected more than 0 and less than 1")
    rest = (1 - total) / (1 - before)
    return tuple(shares.get(index, mean * rest) for index, mean in enumerate(means))
