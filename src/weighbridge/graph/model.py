"""The graph of a case: inputs as leaves, formulas as inner nodes, choices among fair definitions of either.

Everything is in root units; ``units`` holds the unit in which each quantity is shown.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

import numpy as np

from ..base import WeighbridgeError, pint, suggestion
from ..text import STANDARD, Names, Spellings
from ..uncertainty import Point
from .cache import Cache
from .declarations import Check, Correlation
from .nodes import SHAPE, WIDTH, Choices, Input, Key, Node, NodeKind, Relation, Share, Shares
from .order import needs_first


class ModelError(WeighbridgeError):
    """A question that the graph can't answer, with the name of the quantity."""

    def __init__(self, message: str, name: str = "") -> None:
        self.name = name
        super().__init__(message)


@dataclass(frozen=True, repr=False)
class Choice:
    """Fair ways to take something, of which one is the reference; those that a source rules out do not count."""

    name: str
    question: str
    options: tuple[str, ...]
    reference: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ruled_out: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"{self.question} {' | '.join(self.options)}"

    @property
    def counting(self) -> tuple[str, ...]:
        """The options that count towards a verdict."""
        return tuple(option for option in self.options if option not in self.ruled_out)


@dataclass(frozen=True)
class Shape:
    """What follows from who names whom: which choices reach a quantity, who rests on it, what moves with it.

    Attributes:
        place: of each quantity in an order in which it comes after all that it names.
        reach: the choices that can change each quantity, sorted.
        users: each quantity with those that name it: in a formula, as its whole, or as what it moves together with.
        tied: each correlated input with all that it moves with, directly or by way of others, sorted.
    """

    place: Mapping[str, int]
    reach: Mapping[str, tuple[str, ...]]
    users: Mapping[str, frozenset[str]]
    tied: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, nodes: Mapping[str, Mapping[Key, Node]], correlations: Mapping[str, Correlation]) -> Shape:
        """That of some nodes."""
        tied = _tied(correlations)
        users: dict[str, set[str]] = {name: set(tied.get(name, ())) for name in nodes}
        for name, variants in nodes.items():
            for need in {need for node in variants.values() for need in node.needs if need in users}:
                users[need].add(name)
        place = _placed(nodes)
        reach = {name: tuple(sorted(found)) for name, found in _reach(nodes, place).items()}
        return cls(place, reach, {name: frozenset(found) for name, found in users.items()}, tied)


def _placed(nodes: Mapping[str, Mapping[Key, Node]]) -> dict[str, int]:
    """The place of each quantity in an order in which it comes after all that any of its variants names."""
    needs = {name: {need for node in variants.values() for need in node.needs} for name, variants in nodes.items()}
    placed: dict[str, int] = {}
    for name in nodes:
        for one in needs_first(name, placed.__contains__, needs.__getitem__):
            placed[one] = len(placed)
    return placed


def _reach(nodes: Mapping[str, Mapping[Key, Node]], places: Mapping[str, int]) -> dict[str, frozenset[str]]:
    """The choices that reach each quantity by any of its variants."""
    reach: dict[str, frozenset[str]] = {}
    for name in places:
        found = {key[0] for key in nodes[name] if key}
        for node in nodes[name].values():
            found |= {WIDTH} if node.kind == NodeKind.CLAIM else set()
            found |= {SHAPE} if isinstance(node, Input) and node.has_shapes else set()
            found = found.union(*(reach[need] for need in node.needs))
        reach[name] = frozenset(found)
    return reach


def _is_leaf(node: Node) -> bool:
    return isinstance(node, Input | Shares)


def _admitted(node: Node) -> object:
    """Which mixes a composition admits; what is none is only itself."""
    if not isinstance(node, Shares):
        return node
    return node.composition.parts, node.composition.low, node.composition.high


def _tied(correlations: Mapping[str, Correlation]) -> dict[str, tuple[str, ...]]:
    groups: list[set[str]] = []
    for correlation in correlations.values():
        joined = set(correlation.between)
        apart = [group for group in groups if not group & joined]
        groups = [*apart, joined.union(*(group for group in groups if group & joined))]
    return {name: tuple(sorted(group)) for group in groups for name in group}


def _are_same(one: Mapping[Key, Node] | None, other: Mapping[Key, Node]) -> bool:
    if one is None or one.keys() != other.keys():
        return False
    return all(one[key] is node or one[key] == node for key, node in other.items())


def _are_wired_alike(one: Mapping[Key, Node], other: Mapping[Key, Node]) -> bool:
    """Whether two definitions of a quantity name the same, under the same choices."""
    return list(one) == list(other) and all(_wiring(one[key]) == _wiring(node) for key, node in other.items())


def _wiring(node: Node) -> tuple[object, ...]:
    return type(node), node.kind, node.needs, isinstance(node, Input) and node.has_shapes


@dataclass(frozen=True, eq=False)
class Kin:
    """A graph that another was made of, and every quantity of which that changed the definition."""

    model: Model
    touched: frozenset[str]


@dataclass(eq=False, repr=False)
class Model:
    """The one graph that every answer is a walk over.

    Attributes:
        cache: where results are kept; a graph that is made of another shares it.
        shape: what follows from who names whom alone; one that is made of another and is wired alike shares it too.
        spellings: how units are spelled in the case, with those that it declares.
        kin: the graph that it was made of, by redefining something, by a change of the case or by taking options; and
            what rests on what is defined otherwise.
        formulas: the number of the first graph of which it has all formulas, whatever its inputs are.
        names: what everything in it is called for people.
    """

    nodes: Mapping[str, Mapping[Key, Node]]
    units: Mapping[str, pint.Unit]
    choices: Mapping[str, Choice]
    checks: Mapping[str, Check]
    correlations: Mapping[str, Correlation] = field(default_factory=dict)
    cache: Cache = field(default_factory=Cache, repr=False)
    shape: Shape | None = field(default=None, repr=False)
    spellings: Spellings = field(default=STANDARD, repr=False)
    kin: Kin | None = field(default=None, repr=False)
    formulas: int | None = field(default=None, repr=False)
    names: Names = field(default_factory=Names, repr=False)

    def __repr__(self) -> str:
        return f"{len(self.nodes)} quantities, {len(self.choices)} choices, {len(self.checks)} checks"

    def __post_init__(self) -> None:
        self.number = self.cache.new()
        self.formulas = self.formulas or self.number
        self.plain = {name: one[None] for name, one in self.nodes.items() if len(one) == 1 and None in one}
        self.reference = {name: choice.reference for name, choice in self.choices.items()}

    @property
    def counting(self) -> dict[str, Check]:
        """The checks that count towards a verdict: all but those that are the analyst's own premise."""
        return {name: check for name, check in self.checks.items() if check.premise is None}

    @cached_property
    def wiring(self) -> Shape:
        """Who names whom; found when first asked for, since a graph with a name that is not there has none."""
        return self.shape or Shape.of(self.nodes, self.correlations)

    def node(self, name: str, choices: Choices) -> Node:
        """The node that a name means under some choices; raises ``ModelError`` for a name that isn't there."""
        found = self.plain.get(name)  # what is the same under all choices is asked for most
        if found is not None:
            return found
        key = self.variant(name, choices)  # first, for it reports a name that isn't there
        return self.nodes[name][key]

    def variant(self, name: str, choices: Choices) -> Key:
        """Which of a name's variants holds under some choices; raises ``ModelError`` for a name that isn't there."""
        variants = self.nodes.get(name)
        if variants is None:
            raise ModelError(f"there is no quantity `{name}`; {suggestion(name, self.nodes)}")
        if len(variants) == 1 and None in variants:
            return None
        for key in variants:
            if key and choices.get(key[0], self.reference[key[0]]) == key[1]:
                return key
        return None

    def check(self, name: str) -> Check:
        """A check by its name; raises ``ModelError`` for one that isn't there."""
        if name not in self.checks:
            raise ModelError(f"there is no check `{name}`; {suggestion(name, self.checks)}")
        return self.checks[name]

    def taking(self, options: Choices) -> Model:
        """The same graph with other options as its reference; a reading that is taken is no longer ruled out."""
        if not options:
            return self
        choices = dict(self.choices)
        for name, option in options.items():
            kept = {other: why for other, why in choices[name].ruled_out.items() if other != option}
            choices[name] = replace(choices[name], reference=option, ruled_out=kept)
        return replace(self, choices=choices, shape=self.wiring, kin=Kin(self, frozenset()), formulas=None)

    def redefined(self, nodes: Mapping[str, tuple[Key, Node]]) -> Model:
        """The same graph with some variants in the place of others."""
        merged = {name: {**self.nodes[name], key: node} for name, (key, node) in nodes.items()}
        alike = all(self.nodes[name][key].needs == node.needs for name, (key, node) in nodes.items())
        shape, kin = (self.wiring, Kin(self, self.resting_on(nodes))) if alike else (None, None)
        replaced = [(self.nodes[name][key], node) for name, (key, node) in nodes.items()]
        same = alike and all(one == other or (_is_leaf(one) and _is_leaf(other)) for one, other in replaced)
        formulas = self.formulas if same else None
        return replace(self, nodes={**self.nodes, **merged}, shape=shape, kin=kin, formulas=formulas)

    def sharing(self, before: Model) -> Model:
        """The same graph, which knows of which quantities it shares the definition with another, down to their inputs.

        Where the same things name each other, it shares what follows from that as well.

        Args:
            before: a graph with the same correlations, from the same cache.
        """
        changed = [name for name, variants in self.nodes.items() if not _are_same(before.nodes.get(name), variants)]
        pairs = [(before.nodes[name], self.nodes[name]) for name in changed if name in before.nodes]
        alike = list(self.nodes) == list(before.nodes) and all(_are_wired_alike(*pair) for pair in pairs)
        same = alike and all(node == one[key] or _is_leaf(node) for one, other in pairs for key, node in other.items())
        shape, formulas = before.wiring if alike else self.wiring, before.formulas if same else None
        touched = self.resting_on(changed) if not alike else before.resting_on(changed)
        return replace(self, shape=shape, formulas=formulas, kin=Kin(before, touched))

    def known_as(self, name: str) -> int:
        """The number under which is kept what depends on the definition of a quantity: that of the first like graph."""
        return self.kin.model.known_as(name) if self.kin and name not in self.kin.touched else self.number

    def known_under(self, name: str, choices: Choices) -> tuple[int, tuple[tuple[str, str], ...]]:
        """The same with the options that can change the quantity: where one is left to the reference, of this graph."""
        relevant = self.relevant(name, choices)
        return self.known_as(name) if self.says_all(name, relevant) else self.number, relevant

    def says_all(self, name: str, relevant: Collection[tuple[str, str]]) -> bool:
        """Whether an option is given of each choice that can change a quantity, so that no reference is asked."""
        return len(relevant) == len(self.wiring.reach[name])

    def identity(self, name: str, choices: Choices) -> int:
        """The number of a quantity's definition under some choices, down to its inputs: all that bounds depend on."""
        found = self.cache.found(self._key_of(name, choices))
        if found is not None:
            return found
        for one in needs_first(
            name,
            lambda one: self._key_of(one, choices) in self.cache,
            lambda one: self.node(one, choices).needs,
        ):
            self._kept_identity(one, choices)
        return self._kept_identity(name, choices)

    def _key_of(self, name: str, choices: Choices) -> Hashable:
        return "identity", name, self.known_under(name, choices)

    def _kept_identity(self, name: str, choices: Choices) -> int:
        key = self._key_of(name, choices)
        return self.cache.kept(key, lambda: self._identity(self.node(name, choices), choices))

    def _identity(self, node: Node, choices: Choices) -> int:
        match node:
            case Input():
                return self.cache.identity("input", node.as_written(choices), node.written, node.grain, node.step)
            case Shares():
                return self.cache.identity("shares", node.composition)
            case Share():
                return self.cache.identity("share", self.identity(node.whole, choices), node.index)
        return self.cache.identity("formula", node.expression, *(self.identity(n, choices) for n in node.needs))

    def resting_on(self, names: Collection[str]) -> frozenset[str]:
        """Every quantity that rests on one of these under any choice, themselves included."""
        seen, waiting = set(), list(names)
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting += self.wiring.users[current]
        return frozenset(seen)

    def reached_by(self, *names: str, drawn: bool = False, by: str | None = None) -> tuple[str, ...]:
        """The choices that can change the bounds of any of these quantities, in the order of the case.

        Args:
            drawn: or their draws, which the shape of a distribution reaches too.
            by: a composition of which any mix is asked for, so that it does not matter which of them is likely.
        """
        found = set().union(*(self.wiring.reach[name] for name in names)) - (set() if drawn else {SHAPE})
        if by is not None:
            below = self.below(*names)
            found = {choice for choice in found if not self._moves_means_alone(choice, by, below)}
        return tuple(name for name in self.choices if name in found)

    def _moves_means_alone(self, choice: str, composition: str, below: Collection[str]) -> bool:
        """Whether a choice changes nothing but how likely each mix of a composition is."""
        changed = {(name, key) for name in below for key in self.nodes[name] if key and key[0] == choice}
        admitted = {_admitted(node) for key, node in self.nodes[composition].items() if not key or key[0] == choice}
        return {name for name, _ in changed} == {composition} and len(admitted) == 1

    def relevant(self, name: str, choices: Choices) -> tuple[tuple[str, str], ...]:
        """The part of ``choices`` that can change a quantity: what a result may be kept under."""
        return tuple([(choice, choices[choice]) for choice in self.wiring.reach[name] if choice in choices])

    def combinations(self, *names: str, drawn: bool = False, by: str | None = None) -> Iterable[dict[str, str]]:
        """Every combination of the counting options that can change these quantities; the reference comes first."""
        reached = [self.choices[name] for name in self.reached_by(*names, drawn=drawn, by=by)]
        orders = [(choice.reference, *(o for o in choice.counting if o != choice.reference)) for choice in reached]
        for options in product(*orders):
            yield {**self.reference, **{choice.name: option for choice, option in zip(reached, options, strict=True)}}

    def how_many(self, *names: str, drawn: bool = False, by: str | None = None) -> int:
        """How many combinations of the counting options can change these quantities."""
        return math.prod(len(self.choices[name].counting) for name in self.reached_by(*names, drawn=drawn, by=by))

    def single_changes(self, *names: str, drawn: bool = False, by: str | None = None) -> Iterable[dict[str, str]]:
        """The reference, then every option that differs from it in one choice, the ruled-out ones included."""
        yield self.reference
        for name in self.reached_by(*names, drawn=drawn, by=by):
            for option in self.choices[name].options:
                if option != self.choices[name].reference:
                    yield {**self.reference, name: option}

    def leaves(self, name: str, choices: Choices) -> tuple[str, ...]:
        """The inputs that a quantity rests on, sorted."""
        return self.cache.kept(
            ("leaves", self.formulas, name, self.relevant(name, choices)),
            lambda: tuple(sorted(n for n in self._seen(name, choices) if _is_leaf(self.node(n, choices)))),
        )

    def in_order(self, name: str, choices: Choices) -> tuple[str, ...]:
        """The formulas that a quantity rests on, each after those that it names itself; and it, where it is one.

        Whoever goes through them in this order never walks down a long chain of them at once.
        """
        return self.cache.kept(
            ("in order", self.formulas, name, self.relevant(name, choices)), lambda: self._in_order(name, choices)
        )

    def _in_order(self, name: str, choices: Choices) -> tuple[str, ...]:
        place = self.wiring.place
        found = [n for n in self._seen(name, choices) if isinstance(self.node(n, choices), Relation)]
        return tuple(sorted(found, key=place.__getitem__))

    def _seen(self, name: str, choices: Choices) -> set[str]:
        """Everything that a quantity rests on under some choices, and itself."""
        seen, waiting = set(), [name]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting += self.node(current, choices).needs
        return seen

    def together(self, name: str, choices: Choices) -> tuple[str, ...]:
        """The inputs that are drawn under these choices and move with this one, itself included, sorted."""
        found = self.wiring.tied.get(name, (name,))
        return tuple(other for other in found if other == name or self.is_drawn(other, choices))

    def is_drawn(self, name: str, choices: Choices) -> bool:
        """Whether a quantity is a number with a distribution of some width under these choices."""
        node = self.node(name, choices)
        return isinstance(node, Input) and not isinstance(node.law(choices), Point)

    def has_width(self, name: str, choices: Choices) -> bool:
        """Whether a leaf is drawn: an input with a distribution of some width, or a composition."""
        return isinstance(self.node(name, choices), Shares) or self.is_drawn(name, choices)

    def ranks(self, names: tuple[str, ...], choices: Choices) -> np.ndarray:
        """The rank correlations of inputs, shape (names, names); none is declared is zero."""
        matrix = np.eye(len(names))
        for correlation in self.correlations.values():
            node = self.node(correlation.rank, choices)
            if isinstance(node, Input):
                held = [names.index(name) for name in correlation.between if name in names]
                for one in held:
                    for other in held:
                        matrix[one, other] = 1.0 if one == other else node.support(choices)[0]
        return matrix

    def below(self, *names: str) -> set[str]:
        """Every quantity that these rest on under any choice, themselves included."""
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting += [need for node in self.nodes[current].values() for need in node.needs]
        return seen

    def inputs(self) -> tuple[str, ...]:
        """Every leaf that is one under some choice, sorted: the order of coordinates in the point set."""
        return tuple(sorted(n for n, variants in self.nodes.items() if any(map(_is_leaf, variants.values()))))
