"""All combinations of choices that reach some quantities, as the places of a grid: counted and met, never listed.

A choice is an axis of the grid. Options under which everything is defined alike are one option: they multiply the
combinations and change nothing.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from .model import Model
from .nodes import SHAPE, WIDTH, Choices, Input, Node, Relation, Share

MOST_LISTED = 4096  # combinations that are gone through one by one
MOST_TRIED = 256  # of more than these, those that are tried before a case is accepted
Place = tuple[int, ...]  # of each choice, which option is taken


@dataclass(frozen=True)
class Grid:
    """Choices, each with its options, the one as written first.

    Attributes:
        choices: their names, in the order of the case.
        options: of each choice those that differ, by the first of those that are alike.
        alike: of each choice, the options that stand for others, with these.
        sets: how many combinations there are with all that are alike.
    """

    choices: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    alike: tuple[dict[str, tuple[str, ...]], ...]
    sets: int = 1

    @classmethod
    def of(
        cls, model: Model, *names: str, drawn: bool = False, by: str | None = None, beside: Sequence[str] = ()
    ) -> Grid:
        """That of the choices that reach some quantities: the counting options, those that are alike as one.

        Args:
            drawn, by: as ``Model.reached_by`` has them.
            beside: quantities of which no choice is asked for, but in which options must be alike too.
        """
        reached = model.reached_by(*names, drawn=drawn, by=by)
        below = sorted(model.below(*names, *beside))
        alike = tuple(_alike(model, choice, below) for choice in reached)
        sets = math.prod(len(each) + sum(map(len, each.values())) for each in alike)
        return cls(reached, tuple(tuple(one) for one in alike), alike, sets)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many options each choice has."""
        return tuple(map(len, self.options))

    @property
    def size(self) -> int:
        """How many combinations there are that may differ."""
        return math.prod(self.shape)

    @cached_property
    def axis(self) -> dict[str, int]:
        """The place of each choice."""
        return {choice: at for at, choice in enumerate(self.choices)}

    def at(self, place: Sequence[int]) -> dict[str, str]:
        """The options of a place."""
        taken = zip(self.choices, self.options, place, strict=True)
        return {choice: options[at] for choice, options, at in taken}

    def place(self, choices: Choices) -> Place:
        """The place of some options; of one that another stands for, the place of that one."""
        return tuple(
            next(at for at, (first, same) in enumerate(each.items()) if choices[choice] in (first, *same))
            for choice, each in zip(self.choices, self.alike, strict=True)
        )

    def unravelled(self, flat: int) -> Place:
        """The place that has a number, counted with the last choice changing fastest."""
        return tuple(int(at) for at in np.unravel_index(flat, self.shape)) if self.shape else ()

    @property
    def written(self) -> Place:
        """The place of the case as written."""
        return (0,) * len(self.choices)

    @property
    def open(self) -> Grid:
        """That of the choices of which there are several options that differ."""
        return self.only([axis for axis, many in enumerate(self.shape) if many > 1])

    def only(self, axes: Sequence[int]) -> Grid:
        """That of some of the choices."""
        parts = (tuple(one[axis] for axis in axes) for one in (self.choices, self.options, self.alike))
        return Grid(*parts, self.sets)

    def single_changes(self) -> Iterator[Place]:
        """The places that differ from the case as written in one choice."""
        for axis, many in enumerate(self.shape):
            yield from (moved(self.written, axis, at) for at in range(1, many))


def looked_at(model: Model, *names: str) -> Iterator[dict[str, str]]:
    """The combinations by which it is judged whether something can be had of quantities: all that can be listed.

    Of very many, every single change of the case as written, and the first of all.
    """
    if model.how_many(*names) <= MOST_LISTED:
        yield from model.combinations(*names)
        return
    counting = (one for one in model.single_changes(*names) if _counts(model, one))
    yield from counting
    yield from islice(model.combinations(*names), MOST_TRIED)


def _counts(model: Model, choices: Choices) -> bool:
    return not any(choices[name] in choice.ruled_out for name, choice in model.choices.items())


def moved(place: Place, axis: int, option: int) -> Place:
    """A place with another option of one choice."""
    return (*place[:axis], option, *place[axis + 1 :])


def _alike(model: Model, name: str, below: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The counting options of a choice that differ in any definition, each with those that are as it is."""
    choice = model.choices[name]
    ordered = (choice.reference, *(option for option in choice.counting if option != choice.reference))
    if name in (WIDTH, SHAPE):
        return dict.fromkeys(ordered, ())
    touched = [one for one in below if any(key and key[0] == name for key in model.nodes[one])]
    found: dict[Hashable, list[str]] = {}
    for option in ordered:
        variants = [model.nodes[one].get((name, option), model.nodes[one].get(None)) for one in touched]
        found.setdefault(tuple(node and definition(node) for node in variants), []).append(option)
    return {first: tuple(others) for first, *others in found.values()}


def definition(node: Node) -> Hashable:
    """All of a node on which a value, a bound or an outcome may rest; not where its numbers come from."""
    match node:
        case Input():
            laws = (node.laws, node.letter, node.written, node.grain, node.step)
            return type(node), node.kind, *laws, node.is_direction, node.is_bare, node.is_shape_judged, node.needs
        case Relation():
            return node.expression, node.kind
        case Share():
            return node.whole, node.index
    return node.composition, node.kind
