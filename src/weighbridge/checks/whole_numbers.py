"""Whether a share or a mean can come from whole things: the GRIM test.

N. J. L. Brown, J. A. J. Heathers, "The GRIM test", Social Psychological and Personality Science 8 (2017). A share of 27
people is one of 28 fractions; 34 percent is none of them, however it was rounded.

A bare mean or share was rounded to the digit that is written last, so it allows half a unit of that digit; zeros count,
for "10 percent" is not "about a tenth". A bare number of things is exact, however round. Only a hedge loosens either
("about 20 people", "nearly 10 percent"): it then allows what it allows elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..graph import Check, Choices, Input, Laws, Model, ModelError, Name, outer_bounds
from ..uncertainty import Estimate, Interval, Point
from .kinds import Turn
from .results import Outcome

MOST_WHOLES = 10_000
NEIGHBOURS = 200
SLACK = 1e-9  # binary fractions: 0.29 is not 29 hundredths
SLACK_OF_LARGE = 1e-12  # the same, as a share of how many there are


@dataclass(frozen=True)
class Counted:
    """A stated share or mean, what its rounding allows, and the number of things that it is a share or a mean of.

    All in root units; ``step`` is a unit of the last digit written. Both ends of what is allowed belong to it: where
    whole things give an exact half, either neighbour may be written. That covers rounding half up and half to even.

    >>> print(Counted(0.34, (0.335, 0.345), (27, 27), 0.01).outcome(1.0))
    fails
    >>> [str(Counted(at, (at - 0.005, at + 0.005), (40, 40), 0.01).outcome(1.0)) for at in (5.12, 5.13, 5.14)]
    ['holds', 'holds', 'fails']
    """

    value: float
    allowed: Interval
    whole: Interval
    step: float

    def tail(self, multiple: float) -> None:
        """No probability is asked for."""

    def outcome(self, multiple: float) -> Outcome:
        """Whether some whole number of things gives the number that is written nearest to this multiple."""
        return self._at(self.value if multiple == 1.0 else round(self.value * multiple / self.step) * self.step)

    def _at(self, written: float) -> Outcome:
        """Whether some whole number of things gives a number that is written so."""
        shift = written - self.value
        return Outcome.HOLDS if self._reached(self.allowed[0] + shift, self.allowed[1] + shift) else Outcome.FAILS

    def turns(self) -> list[Turn]:
        """From the nearest number that can be, to either side, as far as its rounding reaches; none of zero."""
        if not self.value:
            return []
        below, above = self.neighbours()
        low, high = self.allowed[0] - self.value, self.allowed[1] - self.value
        ends = [(below - low, Outcome.HOLDS, Outcome.FAILS), (above - high, Outcome.FAILS, Outcome.HOLDS)]
        if self.outcome(1.0) == Outcome.HOLDS:
            nearest = min(below, above, key=lambda part: abs(part - self.value))
            ends = [(nearest - high, Outcome.FAILS, Outcome.HOLDS), (nearest - low, Outcome.HOLDS, Outcome.FAILS)]
        return [(Estimate(at / self.value), before, after) for at, before, after in ends if at > 0 and self.could_fail]

    def neighbours(self) -> tuple[float, float]:
        """The greatest number at or below the written one that whole things give, and the least above it."""
        below, above = _floor(self.value * self._wholes), _ceil(self.value * self._wholes)
        return float((below / self._wholes).max()), float((above / self._wholes).min())

    @property
    def could_fail(self) -> bool:
        """Whether any number written so, near the stated one, would have failed: a whole that is large allows all."""
        near = (self.value + self.step * np.arange(-NEIGHBOURS, NEIGHBOURS + 1)).tolist()
        return any(self._at(round(at / self.step) * self.step) == Outcome.FAILS for at in near if at > 0)

    @property
    def _wholes(self) -> np.ndarray:
        first, last = math.ceil(self.whole[0] - SLACK), math.floor(self.whole[1] + SLACK)
        return np.arange(max(first, 1), max(min(last, first + MOST_WHOLES), max(first, 1)) + 1)

    def _reached(self, low: float, high: float) -> bool:
        wholes = self._wholes
        return bool((_floor(high * wholes) >= _ceil(low * wholes)).any())


def _floor(parts: np.ndarray) -> np.ndarray:
    return np.floor(parts + SLACK + SLACK_OF_LARGE * np.abs(parts))


def _ceil(parts: np.ndarray) -> np.ndarray:
    return np.ceil(parts - SLACK - SLACK_OF_LARGE * np.abs(parts))


def counted(model: Model, check: Check, choices: Choices) -> Counted:
    """The stated number of a ``counted_in`` check with what it allows, and the number of things that it is counted in.

    Raises:
        ModelError: the stated side is not a number of the article; or no whole number of things is left to count in.
    """
    node = model.node(check.stated, choices)
    if not isinstance(node, Input):
        raise ModelError(f"`{check.stated}` is not a number as it was written, whose last digit is known")
    low, high = outer_bounds(model, Name(check.stated), choices)
    value = node.written[0] if node.written else (low + high) / 2
    half = node.grain or node.step / 2  # a whole number that is exact elsewhere is rounded as a mean
    if node.is_bare:
        low, high = value - half, value + half
    return Counted(value, (low, high), _whole(model, check.computed, choices), 2 * half)


def _whole(model: Model, name: str, choices: Choices) -> Interval:
    """Between which ends a number of things lies, where what is bare is exact."""
    exact = model.redefined(
        {
            leaf: (model.variant(leaf, choices), replace(node, laws=Laws.alike(Point(node.written[0]))))
            for leaf, node in _bare_leaves(model, name, choices)
            if node.written is not None
        }
    )
    low, high = outer_bounds(exact, Name(name), choices)
    if high < 1:
        raise ModelError(f"`{name}` is less than one, and nothing can be counted in it")
    if _ceil(np.array(low)) > _floor(np.array(high)):
        found = f"{low:.10g}" if math.isclose(low, high) else f"between {low:.10g} and {high:.10g}"
        raise ModelError(f"`{name}` is {found}, which is no whole number of things")
    return low, high


def _bare_leaves(model: Model, name: str, choices: Choices) -> Iterator[tuple[str, Input]]:
    for leaf in model.leaves(name, choices):
        node = model.node(leaf, choices)
        if isinstance(node, Input) and node.is_bare:
            yield leaf, node
