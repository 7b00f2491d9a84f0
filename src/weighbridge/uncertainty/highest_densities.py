"""The tails by highest density of many laws at once: what ``highest_density`` finds of each, in arrays.

Laws of as many draws each have the same nodes and the same shares below them, so what differs from law to law is only
where the nodes lie. A law that takes values that are not above zero, or one value twice, is left to be weighed by
itself; ``is_plain`` says which are not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from .estimates import Array, Estimate, students_t
from .highest_density import ALIKE, EXPECTED, FAR, ONE_VALUE, chosen

WAYS = np.array([-1.0, 1.0, -0.5, 0.5])  # an interval ends at a value, begins there, or reaches to both sides of it


@dataclass(frozen=True)
class Tails:
    """Tails, and between which shares they lie for as much noise as was asked for; shape (laws, values) each."""

    found: Array
    least: Array
    most: Array


class HighestDensities:
    """The tails by highest density of laws that are known by as many draws each.

    Args:
        draws: shape (laws, randomisations, points); ``is_plain`` says which laws it can tell of.

    >>> u = (np.arange(16384.0).reshape(1024, 16).T + 0.5) / 16384
    >>> laws = HighestDensities(np.exp(np.stack([3 * u, 9 * u])))
    >>> laws.tails(np.array([[2.0, 30.0], [2.0, 30.0]])).found.round(2).tolist()
    [[1.0, 0.0], [1.0, 1.0]]
    """

    def __init__(self, draws: Array) -> None:
        self.draws, self._values = draws, np.sort(draws.reshape(len(draws), -1), axis=1)
        self._size = self._values.shape[1]
        ranks, self._below, self._held = chosen(self._size)
        values = self._values[:, ranks]
        self.is_plain = (values[:, 0] > 0) & (np.diff(values) > 2 * ONE_VALUE * values[:, 1:]).all(axis=1)
        self._values[~self.is_plain] = np.arange(1.0, self._size + 1)  # of these nothing is told; they need logarithms
        self._nodes = np.log(self._values[:, ranks])
        middles = np.concatenate([[0], (ranks[1:] + ranks[:-1] + 1) / 2, [self._size]])
        self._masses = np.diff(middles) / self._size
        self._thinness = self._at_nodes()

    def _at_nodes(self) -> Array:
        """How thin each law is at each of its nodes, shape (laws, nodes)."""
        at, part, known = _places_of_ends(self._size)
        nodes = self._nodes
        ends = nodes[:, at] + part * (nodes[:, at + 1] - nodes[:, at])
        return _thinnest(np.moveaxis(ends, 1, 0), nodes, known[:, None], self._held)

    @cached_property
    def _by_thinness(self) -> tuple[Array, Array]:
        """The thinness of the nodes in ascending order, and the share of a law that is at least so thin."""
        order = np.argsort(self._thinness, axis=1)
        masses = self._masses[order]
        return np.take_along_axis(self._thinness, order, axis=1), 1.0 - np.cumsum(masses, axis=1) + masses / 2

    def _thinness_at(self, values: Array) -> Array:
        """How thin each law is at its values, shape (laws, values)."""
        logs = np.log(values)
        both = zip(self._nodes, logs, strict=True)
        cell = np.array([np.searchsorted(nodes, one, side="right") for nodes, one in both]) - 1
        cell = np.clip(cell, 0, self._nodes.shape[1] - 2)
        low, high = (np.take_along_axis(self._nodes, at, axis=1) for at in (cell, cell + 1))
        part = np.clip((logs - low) / (high - low), 0.0, 1.0)
        here = self._below[cell] + part * (self._below[cell + 1] - self._below[cell])
        held = np.interp(here, self._below, self._held)
        ends = here + held * WAYS[:, None, None]
        at, share, known = _placed(ends, self._below)
        first = np.arange(len(values))[:, None] * self._nodes.shape[1]
        one, other = (self._nodes.ravel()[first + each] for each in (at, at + 1))
        return np.maximum(_thinnest(one + share * (other - one), logs, known, held), self._emptiness(values))

    def _emptiness(self, values: Array) -> Array:
        """At least how thin each law is where no draw lies though many would be expected."""
        both = zip(self._values, values * (1 - ONE_VALUE), strict=True)
        after = np.array([np.searchsorted(law, one) for law, one in both])
        ends = (np.maximum(after - 1, 0), np.minimum(after, self._size - 1))
        low, high = (np.take_along_axis(self._values, at, axis=1) for at in ends)
        empty = np.log(np.maximum(high, values) / np.minimum(low, values))
        empty[np.abs(high / values - 1) <= 2 * ONE_VALUE] = 0.0
        return empty * self._size / EXPECTED

    def tails(self, values: Array, times: float = 0.0) -> Tails:
        """The tail of each law at its values, as ``HighestDensity.tail`` has it, and the room that its noise leaves.

        The noise of a density is carried through the tail as it runs, not along its slope: near a mode, where the tail
        falls steeply, a density that is uncertain leaves the tail wide open and yet clear of any level that is low.

        Args:
            values: above zero, shape (laws, values).
            times: how many times the half-width of a 95 % interval is left as room, to either side.
        """
        found, thin, room = *self._known(values), times * students_t(self.draws.shape[1] - 1)
        if not times:
            return Tails(found, found, found)
        by_density = np.exp(room * self._density_noise(values, thin))
        by_share = np.maximum(room * self._share_noise(thin), times * 3.0 / self._size)
        least, most = self._tails_of(thin * by_density), self._tails_of(thin / by_density)
        return Tails(found, np.minimum(least, found) - by_share, np.maximum(most, found) + by_share)

    def tail(self, value: float) -> list[Estimate]:
        """The tail of each law at a value, with its numerical uncertainty, as ``HighestDensity.tail`` has it."""
        values = np.full((len(self.draws), 1), value)
        found, thin = self._known(values)
        below, further = (self._thinner(thin * math.exp(by * ALIKE)) for by in (1, 3))
        by_density = (below - further) / (2 * ALIKE) * self._density_noise(values, thin)
        u = students_t(self.draws.shape[1] - 1) * np.hypot(self._share_noise(thin), by_density)
        rows = zip(found[:, 0].tolist(), u[:, 0].tolist(), strict=True)
        return [Estimate(share, max(one, 3.0 / self._size)) for share, one in rows]

    def _known(self, values: Array) -> tuple[Array, Array]:
        """The tails at values, and how thin the laws are there."""
        thin = self._thinness_at(values)
        return self._tails_of(thin), thin

    def _tails_of(self, thinness: Array) -> Array:
        ties, below, further = (self._thinner(thinness * math.exp(by * ALIKE)) for by in (-1, 1, 3))
        return np.clip(ties - 0.5 * (below - further), 0.0, 1.0)

    def _thinner(self, thinness: Array) -> Array:
        rows = zip(thinness, *self._by_thinness, strict=True)
        return np.array([np.interp(one, known, shares, left=1.0, right=0.0) for one, known, shares in rows])

    def _density_noise(self, values: Array, thinness: Array) -> Array:
        """The standard errors of the densities at values and of those that they are compared with, as shares."""
        both = zip(self._values, values, strict=True)
        at = np.array([np.searchsorted(law, one) for law, one in both])
        held = np.interp((np.minimum(at, self._size - 1) + 0.5) / self._size, self._below, self._held)
        half = np.exp(np.minimum(held * thinness / 2 + ONE_VALUE, 1.0))
        inside = self._shares_between(values / half, values * half)
        mean = inside.mean(axis=-1)
        noise = math.sqrt(2.0) * _standard_error(inside)
        return np.divide(noise, mean, out=np.zeros(mean.shape), where=mean > 0)

    def _share_noise(self, thinness: Array) -> Array:
        """The standard errors of the shares of the laws that are less thin than that, but for ties."""
        thinness = thinness * math.exp(-ALIKE)
        dense = (self._thinness[:, None, :] < thinness[:, :, None]).astype(np.int8)
        begins = np.count_nonzero(np.diff(dense, axis=-1, prepend=0) == 1, axis=-1)
        inside = self._shares_between(*self.hulls(thinness))
        for law, at in np.argwhere(begins > 1).tolist():
            inside[law, at] = self._share_of_stretches(law, thinness[law, at])
        return _standard_error(inside)

    def _share_of_stretches(self, law: int, thinness: float) -> Array:
        """For each randomisation the share of one law where it is less thin than that, of several stretches."""
        thin, nodes = self._thinness[law], self._nodes[law]
        after = np.flatnonzero(np.diff(np.concatenate([[False], thin < thinness, [False]])))
        opens = np.arange(after.size) % 2 == 0
        inner, outer = (np.clip(after - one, 0, nodes.size - 1) for one in (~opens, opens))
        part = np.divide(
            thinness - thin[inner], thin[outer] - thin[inner], out=np.zeros(after.size), where=inner != outer
        )
        edges = np.exp(nodes[inner] + part * (nodes[outer] - nodes[inner])) * (1 + np.where(opens, -2, 2) * ONE_VALUE)
        return np.count_nonzero(np.searchsorted(edges, self.draws[law]) % 2, axis=1) / self.draws.shape[-1]

    def hulls(self, thinness: Array) -> tuple[Array, Array]:
        """The least and the greatest value at which each law is less thin than that; as high as low where it is none.

        Args:
            thinness: shape (laws, values), as are both ends.
        """
        dense = self._thinness[:, None, :] < thinness[:, :, None]
        last = self._nodes.shape[1] - 1
        first, final = dense.argmax(axis=-1), last - dense[:, :, ::-1].argmax(axis=-1)
        low = self._edge(first, np.maximum(first - 1, 0), thinness)
        high = self._edge(final, np.minimum(final + 1, last), thinness)
        some = dense.any(axis=-1)
        return np.where(some, low * (1 - 2 * ONE_VALUE), 1.0), np.where(some, high * (1 + 2 * ONE_VALUE), 1.0)

    def _edge(self, inner: Array, outer: Array, thinness: Array) -> Array:
        """Between two neighbouring nodes the value at which the law is so thin; the node where it has no neighbour."""
        (one, other), (at, beyond) = (
            [np.take_along_axis(of, each, axis=1) for each in (inner, outer)] for of in (self._thinness, self._nodes)
        )
        part = np.divide(thinness - one, other - one, out=np.zeros(one.shape), where=inner != outer)
        return np.exp(at + np.clip(part, 0.0, 1.0) * (beyond - at))

    def _shares_between(self, low: Array, high: Array) -> Array:
        """For each randomisation the share of the draws between two ends, shape (laws, values, randomisations)."""
        below_high, below_low = (
            np.stack([_counted(self.draws < end[:, at, None, None]) for at in range(end.shape[1])], axis=1)
            for end in (high, low)
        )
        return (below_high - below_low) / self.draws.shape[-1]

    def passing(self, level: float) -> tuple[Array, Array]:
        """Between which values the tail of each law is not below a level, but for what little lies beyond its draws."""
        rows = zip(*self._by_thinness, strict=True)
        thin = np.array([[np.interp(level, shares[::-1], known[::-1])] for known, shares in rows])
        low, high = self.hulls(thin * math.exp(2 * ALIKE))
        return low[:, 0], high[:, 0]


def _standard_error(shares: Array) -> Array:
    """The standard error of a mean over the randomisations, which are the last axis."""
    return shares.std(axis=-1, ddof=1) / math.sqrt(shares.shape[-1])


def _counted(hits: Array) -> Array:
    """How many hit along the last axis; as bytes they are added faster than as truth values."""
    return np.add.reduce(hits.view(np.int8), axis=-1, dtype=np.int32)


def _placed(ends: Array, below: Array) -> tuple[Array, Array, Array]:
    """Between which nodes the ends of intervals lie, how far from one to the other, and which intervals are known."""
    at = np.clip(np.searchsorted(below, ends, side="right") - 1, 0, below.size - 2)
    part = np.clip((ends - below[at]) / (below[at + 1] - below[at]), 0.0, 1.0)
    inside = (ends >= below[0]) & (ends <= below[-1])
    return at, part, np.stack([inside[0], inside[1], inside[2] & inside[3]])


@lru_cache(maxsize=64)
def _places_of_ends(size: int) -> tuple[Array, Array, Array]:
    """The same for the intervals at the nodes, which are the same for all laws of as many draws."""
    _, below, held = chosen(size)
    return _placed(below + held * WAYS[:, None], below)


def _thinnest(ends: Array, logs: Array, known: Array, held: Array) -> Array:
    """The length of the shortest known interval at each value, as a logarithm, over the share that it holds."""
    lengths = (logs - ends[0], ends[1] - logs, np.maximum(ends[3], logs) - np.minimum(ends[2], logs))
    found = [np.where(one, length, FAR) for one, length in zip(known, lengths, strict=True)]
    return np.minimum(np.minimum(found[0], found[1]), found[2]) / held
