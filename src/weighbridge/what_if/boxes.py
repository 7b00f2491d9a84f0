"""Rough bounds under many trials at once, by interval arithmetic on arrays (R. E. Moore, Interval Analysis, 1966).

What comes out encloses every value there can be, and may be wider: a trial that it excludes needs no closer look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from ..graph import Choices, Input, Model, Node, Number, Quantities, Share, Shares

TURN = 2 * np.pi
NEAR = 1e-15  # of an angle, and of its sine: what rounding may take from a range
Ends = tuple[Any, Any]  # the least and the greatest value, a number or an array with an entry for each trial


def _products(one: Ends, other: Ends) -> Ends:
    products = [np.multiply(a, b) for a in one for b in other]
    return reduce(np.minimum, products), reduce(np.maximum, products)


def _inverse(one: Ends) -> Ends:
    """Anything at all where zero lies between the ends."""
    low, high = np.divide(1.0, one[1]), np.divide(1.0, one[0])
    through = np.less_equal(one[0], 0) & np.greater_equal(one[1], 0)
    return np.where(through, -np.inf, low), np.where(through, np.inf, high)


def _power(one: Ends, other: Ends) -> Ends:
    """Anything at all where the base can be below zero."""
    low, high = map(np.exp, _products((np.log(one[0]), np.log(one[1])), other))
    below = np.less(one[0], 0)
    return np.where(below, -np.inf, low), np.where(below, np.inf, high)


def _size(one: Ends) -> Ends:
    low, high = (reduce(end, map(np.abs, one)) for end in (np.minimum, np.maximum))
    return np.where(np.less_equal(one[0], 0) & np.greater_equal(one[1], 0), 0.0, low), high


def _cosine(one: Ends) -> Ends:
    """Cosines of angles in radians; a crest or a trough that an end all but reaches is taken as reached."""
    slack = NEAR * np.maximum(1.0, np.maximum(np.abs(one[0]), np.abs(one[1])))
    low, high = np.subtract(one[0], slack), np.add(one[1], slack)
    crest, trough = (np.floor((high - at) / TURN) >= np.ceil((low - at) / TURN) for at in (0.0, np.pi))
    unknown = ~(slack < 1.0)
    ends = np.cos(one[0]), np.cos(one[1])
    least, most = np.where(trough | unknown, -1.0, np.minimum(*ends)), np.where(crest | unknown, 1.0, np.maximum(*ends))
    return least - NEAR, most + NEAR


def _sine(one: Ends) -> Ends:
    return _cosine((np.subtract(one[0], TURN / 4), np.subtract(one[1], TURN / 4)))


def _tangent(one: Ends) -> Ends:
    """Anything at all where a pole may lie between the ends: it rises from pole to pole."""
    low, high = np.tan(one[0]), np.tan(one[1])
    sound = (np.subtract(one[1], one[0]) < TURN / 2) & (low <= high)
    return np.where(sound, low, -np.inf), np.where(sound, high, np.inf)


def _rising(function: Callable[..., Any]) -> Callable[..., Ends]:
    """An operation that is least where all its arguments are least."""
    return lambda *arguments: (
        function(*(low for low, _ in arguments)),
        function(*(high for _, high in arguments)),
    )


_ENDS: dict[str, Callable[..., Ends]] = {
    "+": _rising(np.add),
    "-": lambda one, other: (np.subtract(one[0], other[1]), np.subtract(one[1], other[0])),
    "*": _products,
    "/": lambda one, other: _products(one, _inverse(other)),
    "**": _power,
    "negative": lambda one: (np.negative(one[1]), np.negative(one[0])),
    "min": _rising(lambda *ends: reduce(np.minimum, ends)),
    "max": _rising(lambda *ends: reduce(np.maximum, ends)),
    "sum": _rising(lambda *ends: reduce(np.add, ends)),
    "sqrt": lambda one: (np.sqrt(np.maximum(one[0], 0.0)), np.sqrt(one[1])),
    "exp": _rising(np.exp),
    "log": lambda one: (np.log(np.maximum(one[0], 0.0)), np.log(one[1])),
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "abs": _size,
}


@dataclass(frozen=True)
class Boxes:
    """The algebra, for ``graph.fold``: pairs of arrays in root units.

    >>> boxes = Boxes({"mass": (np.array([2.0, 3.0]), np.array([4.0, 3.0])), "trucks": (1.0, 2.0)})
    >>> [ends.tolist() for ends in boxes.apply("/", [boxes.name("mass"), boxes.name("trucks")])]
    [[1.0, 1.5], [4.0, 3.0]]
    """

    values: Mapping[str, Ends]

    def number(self, number: Number) -> Ends:
        value = number.in_root_units
        return value, value

    def name(self, name: str) -> Ends:
        return self.values[name]

    def apply(self, operation: str, arguments: list[Ends]) -> Ends:
        """The ends of a result; without end where nothing is known of one."""
        with np.errstate(all="ignore"):
            low, high = _ENDS[operation](*arguments)
        return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def rough(model: Model, choices: Choices, given: Mapping[str, Ends]) -> Mapping[str, Ends]:
    """The rough bounds of every quantity, found when it is asked for: of inputs that are not given, their ends."""

    def ends(node: Node) -> Ends:
        """The least and the greatest value of an input or a share."""
        if isinstance(node, Share):
            whole = model.node(node.whole, choices)
            assert isinstance(whole, Shares)
            return whole.composition.low[node.index], whole.composition.high[node.index]
        assert isinstance(node, Input)
        return node.support(choices)

    return Quantities(model, choices, Boxes, ends, given)
