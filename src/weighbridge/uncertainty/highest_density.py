"""How much of a distribution is no likelier than a value: its tail by highest density.

The values that are likelier than a given one make up the highest-density region that ends at it (R. J. Hyndman,
"Computing and graphing highest density regions", The American Statistician 50, 1996); what lies outside is the tail
that G. E. P. Box compares an observation with (Journal of the Royal Statistical Society A 143, 1980). A gap between two
modes lies outside as much as what lies beyond both.

The density is that of the logarithm. What is asked about is a ratio, and multiples of a value are differences of its
logarithm: so units do not matter, and neither does which side of an equation stands above the other, for the densities
of ln x and ln 1/x are mirror images. A law that is symmetric on that scale has the two-sided tail; one that is even on
it has a tail of one at each value that it takes, and of none beside. Negative draws have a density of their own.

At a value the density is the greatest of three: of an interval that ends there, one that begins there, and one around
it. Each holds half as much as lies beyond the value, from a thousandth to a fiftieth of the draws, so that none bridges
a gap or blurs an edge. Where no draw lies though many would be expected, the density is next to nothing; where an
interval is a single value, the share of the draws there takes its place. For laws of one mode the tail comes within
some percent of itself, more loosely where one flank is much steeper than the other.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from .estimates import Array, Estimate, pooled_draws, students_t

# What share of the draws an interval holds by which density is measured: so much of what lies beyond, within limits.
HELD, LEAST, MOST = 0.5, 0.001, 0.02
FEWEST = 80  # so many draws, where there are few
ALIKE = 0.03  # how far densities may differ that are taken as equal: draws hardly tell them apart
ONE_VALUE = 1e-9  # as a logarithm: numbers that differ by less are one number
CLEARLY = 0.15  # how far from a level, as a share of it, a tail lies on one side of it for certain
FINE = 1e-4  # how closely, as a share of a level, a tail is followed to it
HALVINGS, MOST_EDGES = 40, 8
AHEAD = 4  # halvings of which all the places are looked at together
EXPECTED = 20  # where so many draws are expected, there are none by chance once in 500 million
WIDEST = 0.25  # how uncertain a crossing is at most, as a share of it
# How many draws of how many stand for their neighbours; as many again within this share of either end.
NODES, DRAWS, OUTER = 250, 2**14, 0.05
OUTERMOST = 690.0  # as a logarithm: farther out nothing is looked at, for its exponential would be no number
FAR = 1e300  # thinner than any density: the inverse of one
GAP = 0.5  # a step that is longer than this share of the intervals at its ends is looked at in its middle
SIDES = ((-2, "left"), (2, "right"))
WAYS = np.array([[-1.0], [1.0], [-0.5], [0.5]])  # where intervals end that end at a value, begin at it, lie around it
NEARLY = np.array([math.exp(by * ALIKE) for by in (-1, 1, 3)])  # how thin is what is as likely within that, or less so


@dataclass(frozen=True)
class Crossing:
    """Where a tail passes levels: a value, and of how many levels the tail falls short below and above it.

    ``slope`` is by how much the tail changes around it as the logarithm of the value does.
    """

    at: float
    below: int
    above: int
    slope: float


class HighestDensity:
    """The tails by highest density of a law that is known by its draws.

    >>> u = (np.arange(16384.0).reshape(1024, 16).T + 0.5) / 16384
    >>> law = HighestDensity(np.where(u < 0.5, 100.0, 900.0))
    >>> law.tails(np.array([100.0, 500.0, 900.0])).round(6).tolist()
    [1.0, 0.0, 1.0]
    """

    def __init__(self, draws: Array) -> None:
        self.draws = draws
        pooled = pooled_draws(draws)
        first, last = (int(np.searchsorted(pooled, 0.0, side)) for side in ("left", "right"))
        self._size = pooled.size
        self._above, self._below = (_Spacings(part, self._size) for part in (pooled[last:], -pooled[:first][::-1]))
        zeros = last - first
        parts = [(one.thinness, one.masses) for one in (self._above, self._below) if one.masses.size]
        parts += [(np.array([ONE_VALUE * self._size / zeros]), np.array([zeros / self._size]))] if zeros else []
        thinness, masses = (np.concatenate(one) for one in zip(*parts, strict=True))
        order = np.argsort(thinness)
        self._thinness, masses = thinness[order], masses[order]
        self.has_steps = bool(zeros) or self._above.has_steps or self._below.has_steps
        self._beyond = np.concatenate([[1.0], 1.0 - np.cumsum(masses[:-1]), [0.0]])  # exactly nothing beyond all
        self._shares = self._beyond[1:] + masses / 2

    def tails(self, values: Array) -> Array:
        """For each value the share of the law that is no likelier; shape and order are kept.

        What is as likely within ``ALIKE`` counts in full, less half of what lies within as much below, by which the
        share would have grown without ties: so that ties count, and where there are none nothing is added.
        """
        return self._tails_of(self._thinness_at(values))

    def _thinness_at(self, values: Array) -> Array:
        """How thin the law is at each value, by the draws of its sign."""
        above = values > 0
        if above.all():
            return self._above.thinness_at(values)
        found = np.full(values.shape, FAR)
        found[above] = self._above.thinness_at(values[above])
        found[values < 0] = self._below.thinness_at(-values[values < 0])
        return found

    def _tails_of(self, thinness: Array) -> Array:
        return _less_half(*self._nearly(thinness))

    def _nearly(self, thinness: Array) -> Array:
        """The shares of the law that are as thin within ``ALIKE``, thinner by that, and by three times that."""
        return self._thinner(np.multiply.outer(NEARLY, thinness))

    def _thinner(self, thinness: Array) -> Array:
        """The share of the law where it is at least so thin; a step for each value, of a law that has some."""
        if self.has_steps:
            return _as_shares(self._beyond[self._thinness.searchsorted(thinness)])
        return np.interp(thinness, self._thinness, self._shares, left=1.0, right=0.0)

    def tail(self, value: float) -> Estimate:
        """The tail at a value, with what the draws leave open: of the share outside, and of the density at the value.

        Student's t over the randomisations for both; not less than three draws, as for any share.
        """
        values = np.array([value])
        thin = self._thinness_at(values)
        ties, below, further = self._nearly(thin)
        found = float(_less_half(ties, below, further)[0])
        by_density = float(below[0] - further[0]) / (2 * ALIKE) * self._density_noise(value, float(thin[0]))
        by_share = self._noise(self._share_inside(self._above.edges(float(thin[0]) * math.exp(-ALIKE))))
        u = students_t(len(self.draws) - 1) * math.hypot(by_share, by_density)
        return Estimate(found, max(u, 3.0 / self._size))

    def _density_noise(self, value: float, thinness: float) -> float:
        """The standard error of the density at a value and of that which it is compared with, as a share of both."""
        half = min(self._above.held_at(value) * thinness / 2 + ONE_VALUE, 1.0)
        inside = self._share_inside([value * math.exp(-half), value * math.exp(half)])
        mean = float(inside.mean())
        return math.sqrt(2.0) * self._noise(inside) / mean if mean else 0.0

    def _share_inside(self, edges: Sequence[float]) -> Array:
        """For each randomisation the share of the draws between edges that come in pairs."""
        if len(edges) > MOST_EDGES:
            inside = np.count_nonzero(np.searchsorted(edges, self.draws) % 2, axis=1)
        else:
            counts = [np.count_nonzero(self.draws < edge, axis=1) for edge in edges]
            inside = sum(counts[1::2], np.zeros(len(self.draws))) - sum(counts[::2], np.zeros(len(self.draws)))
        return inside / self.draws.shape[1]

    @staticmethod
    def _noise(shares: Array) -> float:
        """The standard error of a mean over the randomisations."""
        values = shares.tolist()  # so few are added faster one by one
        centre = math.fsum(values) / len(values)
        return math.sqrt(math.fsum((one - centre) ** 2 for one in values) / (len(values) - 1) / len(values))

    def no_likelier(self, value: float) -> Array:
        """Which draws are no likelier than a value, ties included; the shape of the draws."""
        return np.searchsorted(self._edges(value), self.draws) % 2 == 0

    def _edges(self, value: float) -> list[float]:
        """The ends of the stretches of what is likelier than a value, in pairs from low to high."""
        return self._above.edges(float(self._above.thinness_at(np.array([value]))[0]) * math.exp(-ALIKE))

    def hull(self, value: float) -> tuple[float, float] | None:
        """The least and the greatest of what is likelier than a value; none where nothing is."""
        edges = self._edges(value)
        return (edges[0], edges[-1]) if edges else None

    @property
    def likeliest(self) -> float | None:
        """The likeliest value above zero; none where no draw is."""
        return self._above.densest

    def crossings(self, levels: Sequence[float], asked: Collection[float] | None = None) -> list[Crossing]:
        """Where the tail passes some levels, from the least value to the greatest; each on its better side.

        Noise makes no crossing: the tail has to be clear of a level on both sides, and for as many draws as show a
        density, or in a gap.

        Args:
            levels: from the greatest to the least.
            asked: those of the levels that are asked for; all, where nothing is said. The others cost little.
        """
        if not self._above.masses.size:
            return []
        (places, is_gap, masses), goals = self._above.places(), np.asarray(levels)
        tails = self.tails(np.exp(places))
        clear = self.has_steps | (np.abs(tails[:, None] - goals) > CLEARLY * goals).all(axis=1)
        places, tails = places[clear], tails[clear]
        short = _steady((tails[:, None] < goals).sum(axis=1), is_gap[clear], masses[clear])
        ends = []
        for at in np.flatnonzero(np.diff(short)).tolist():
            one, other = int(short[at]), int(short[at + 1])
            step = 1 if one < other else -1
            passed = [(levels[min(way, way + step)], way, way + step) for way in range(one, other, step)]
            ends += [(places[at], places[at + 1], *one) for one in passed if asked is None or one[0] in asked]
        found, least, most = self._followed(ends, (1.0, 1 - CLEARLY, 1 + CLEARLY))
        return [
            Crossing(math.exp(at), below, above, 2 * CLEARLY * level / max(abs(one - other), ONE_VALUE))
            for (_, _, level, below, above), at, one, other in zip(ends, found, least, most, strict=True)
        ]

    def _followed(self, ends: list[tuple[float, float, float, int, int]], by: Sequence[float]) -> list[list[float]]:
        """The logarithms between two ends at which the tail passes so many times a level, by halves, all at once.

        A list for each number of times. Tails are found for some halvings ahead, wherever these may lead. Each stretch
        is halved until it is close by itself, so that what else is asked for changes nothing of it.
        """
        if not ends:
            return [[] for _ in by]
        low, high, goals = (np.tile([one[key] for one in ends], len(by)) for key in range(3))
        goals *= np.repeat(by, len(ends))
        falls = np.tile([below < above for *_, below, above in ends], len(by))
        going = np.ones(falls.size, bool)
        for _ in range(HALVINGS // AHEAD):
            places = _halves(low[going], high[going])
            tails = self.tails(np.exp(places[..., 1:-1]).ravel()).reshape(*places.shape[:-1], -1)
            rows = zip(tails.tolist(), places.tolist(), goals[going].tolist(), falls[going].tolist(), strict=True)
            low[going], high[going], going[going] = zip(*(_narrowed(*row) for row in rows), strict=True)
            if not going.any():
                break
        return np.where(falls, low, high).reshape(len(by), -1).tolist()

    def uncertainty(self, crossing: Crossing) -> float:
        """How far a crossing may lie off, by the uncertainty of the tail and its slope; hardly at a single value."""
        if self.has_steps:
            return crossing.at * ONE_VALUE
        return crossing.at * min(self.tail(crossing.at).numerical_uncertainty / crossing.slope, WIDEST)


def _less_half(ties: Array, below: Array, further: Array) -> Array:
    """Tails that count ties, less half of what lies as much below."""
    return _as_shares(ties - 0.5 * (below - further))


def _as_shares(values: Array) -> Array:
    """The same within 0 and 1; of few numbers faster than ``np.clip``."""
    return np.minimum(np.maximum(values, 0.0), 1.0)


def _halves(low: Array, high: Array) -> Array:
    """Ends, and between them all the middles that some halvings may come to, in order along the last axis."""
    places = np.empty((*low.shape, 2**AHEAD + 1))
    places[..., 0], places[..., -1] = low, high
    for power in reversed(range(AHEAD)):
        half, whole = 2**power, 2 ** (power + 1)
        places[..., half::whole] = (places[..., :-1:whole] + places[..., whole::whole]) / 2
    return places


def _narrowed(tails: list[float], places: list[float], goal: float, falls: bool) -> tuple[float, float, bool]:
    """Both ends of a stretch after some halvings, and whether more are needed; it stops once it is close."""
    at, width, is_far = 0, 2**AHEAD, True
    while is_far and width > 1:
        width //= 2
        tail = tails[at + width - 1]
        if (tail >= goal) == falls:
            at += width
        is_far = places[at + width] - places[at] > ONE_VALUE / 10 and abs(tail - goal) > FINE * goal
    return places[at], places[at + width], is_far


def _steady(short: Array, is_gap: Array, masses: Array) -> Array:
    """The same without runs that hold too few draws to show a density, and no gap, between two that are alike."""
    ends = [0, *(np.flatnonzero(np.diff(short)) + 1).tolist(), len(short)]
    runs = [[int(short[one]), one, other] for one, other in pairwise(ends)]
    at = 1
    while at < len(runs) - 1:
        _, start, end = runs[at]
        if runs[at - 1][0] == runs[at + 1][0] and masses[start:end].sum() < MOST and not is_gap[start:end].any():
            runs[at - 1 : at + 2] = [[runs[at - 1][0], runs[at - 1][1], runs[at + 1][2]]]
            at = max(1, at - 1)
        else:
            at += 1
    return np.concatenate([np.full(end - start, value) for value, start, end in runs])


@lru_cache(maxsize=64)
def chosen(size: int) -> tuple[Array, Array, Array]:
    """Which of so many sorted draws stand for their neighbours, the share below each, what an interval there holds."""
    count = round(NODES * math.sqrt(max(1.0, size / DRAWS)))
    even = np.linspace(0.0, 1.0, count)
    places = np.concatenate([even, OUTER * even, 1 - OUTER * even]) * (size - 1)
    ranks = np.unique(places.round().astype(int))
    below = (ranks + 0.5) / size
    return ranks, below, np.clip(HELD * np.minimum(below, 1 - below), max(LEAST, min(FEWEST / size, MOST)), MOST)


class _Spacings:
    """Values of one sign in ascending order, by the logarithms of some of them, and how thin their law is there.

    ``size`` is the number of all draws, whatever their sign. Thinness is the inverse of a density.
    """

    def __init__(self, values: Array, size: int) -> None:
        self._values, self._size, self.has_steps = values, size, False
        self.masses = self.thinness = self._nodes = np.zeros(0)
        if values.size:
            ranks, self._below, self._held = chosen(values.size)
            self._nodes = np.log(values[ranks])
            widths = np.diff(self._nodes)
            self._widths, self._steps = np.where(widths > 0, widths, 1.0), np.diff(self._below)
            middles = np.concatenate([[0], (ranks[1:] + ranks[:-1] + 1) / 2, [values.size]])
            self.thinness = self._by_intervals(values[ranks])
            self.masses = self._exact(np.diff(middles) / size, values[ranks])

    def _exact(self, masses: Array, values: Array) -> Array:
        """The masses of the nodes, where several are one value those of all draws that are equal to it."""
        single = np.diff(self._nodes, prepend=-math.inf, append=math.inf) <= ONE_VALUE
        single = single[1:] | single[:-1]
        self.has_steps = bool(single.any())
        if not self.has_steps:
            return masses
        _, group, count = np.unique(
            np.round(self._nodes[single] / ONE_VALUE / 4), return_inverse=True, return_counts=True
        )
        exact = masses.copy()
        exact[single] = self._equal(values[single]) / self._size / count[group]
        rest = self._values.size / self._size - exact[single].sum()
        if masses[~single].size:
            exact[~single] *= rest / masses[~single].sum()
        return exact

    def thinness_at(self, values: Array) -> Array:
        """How thin the law is at each value; where no draw lies, at least so thin that few would be expected there."""
        if not self._nodes.size:
            return np.full(values.shape, FAR)
        after = self._values.searchsorted(values * (1 - ONE_VALUE))
        low = self._values[np.maximum(after - 1, 0)]
        high = self._values[np.minimum(after, self._values.size - 1)]
        empty = np.log(np.maximum(high, values)) - np.log(np.minimum(low, values))
        empty[np.abs(high / values - 1) <= 2 * ONE_VALUE] = 0.0
        return np.maximum(self._by_intervals(values), empty * self._size / EXPECTED)

    def _by_intervals(self, values: Array) -> Array:
        """The length of an interval, as a logarithm, over the share that it holds: the least of three at each value."""
        if self._nodes.size < 2:
            return np.full(values.shape, FAR)
        lengths, held, within = self._intervals(np.log(values))
        best = np.where(within, lengths / (held * (self._values.size / self._size)), FAR).min(axis=0)
        single = ((lengths <= ONE_VALUE) & within).any(axis=0)
        if single.any():
            best[single] = ONE_VALUE * self._size / self._equal(values[single])
        return best

    def _intervals(self, logs: Array) -> tuple[Array, Array, Array]:
        """The lengths of the intervals that end at, begin at and lie around each value, the share of the values that
        each of them holds, and which of them lie within the values: of others the length says nothing."""
        nodes, below = self._nodes, self._below
        cell = np.minimum(np.maximum(nodes.searchsorted(logs, side="right") - 1, 0), nodes.size - 2)
        here = below[cell] + _as_shares((logs - nodes[cell]) / self._widths[cell]) * self._steps[cell]
        held = np.interp(here, below, self._held)
        ends = here + held * WAYS
        known = (ends >= below[0]) & (ends <= below[-1])
        at = np.interp(ends, below, nodes)
        lengths, within = np.empty((3, logs.size)), known[:3]
        np.subtract(logs, at[0], out=lengths[0])
        np.subtract(at[1], logs, out=lengths[1])
        np.subtract(np.maximum(at[3], logs), np.minimum(at[2], logs), out=lengths[2])
        within[2] &= known[3]
        return lengths, held, within

    def _equal(self, values: Array) -> Array:
        """How many draws are equal to each value, one at least."""
        low, high = (np.searchsorted(self._values, values * (1 + by * ONE_VALUE), side) for by, side in SIDES)
        return np.maximum(high - low, 1)

    def held_at(self, value: float) -> float:
        """The share of all draws that an interval holds by which the density at a value is measured."""
        if not self._nodes.size:
            return 0.0
        at = min(int(np.searchsorted(self._values, abs(value))), self._values.size - 1)
        return (
            float(np.interp((at + 0.5) / self._values.size, self._below, self._held)) * self._values.size / self._size
        )

    @property
    def densest(self) -> float | None:
        """The value where the law is least thin; none where there is no value."""
        return float(np.exp(self._nodes[np.argmin(self.thinness)])) if self._nodes.size else None

    def places(self) -> tuple[Array, Array, Array]:
        """Where a tail is looked at, as logarithms: all nodes, the middles of gaps, far out; which of them are in gaps;
        what share of the draws each stands for."""
        nodes, gaps = self._nodes, np.diff(self._nodes)
        far = 2.0 * float(nodes[-1] - nodes[0]) + 1.0
        while self.thinness_at(np.exp(nodes[[0, -1]] + [-far, far])).min() < 2.0 * self.thinness.max() and far < 200:
            far *= 2
        thick = np.maximum(self.thinness[1:], self.thinness[:-1]) * np.diff(self._below)
        middles = (nodes[1:] + nodes[:-1])[gaps > np.maximum(4 * thick, 4 * ONE_VALUE)] / 2
        lowest, highest = max(float(nodes[0]) - far, -OUTERMOST), min(float(nodes[-1]) + far, OUTERMOST)
        places = np.concatenate([[lowest], nodes, middles, [highest]])
        masses = np.concatenate([[0.0], self.masses, np.zeros(middles.size + 1)])
        is_gap = np.concatenate([np.zeros(1 + nodes.size, bool), np.ones(middles.size, bool), [False]])
        order = np.argsort(places, kind="stable")
        return places[order], is_gap[order], masses[order]

    def edges(self, thinness: float) -> list[float]:
        """The ends of the stretches in which the law is less thin than that, in pairs from low to high."""
        dense = np.concatenate([[False], self.thinness < thinness, [False]])
        last, found = self._nodes.size - 1, []
        for number, after in enumerate(np.flatnonzero(np.diff(dense)).tolist()):
            opens = number % 2 == 0
            inner, outer = (after, after - 1) if opens else (after - 1, after)
            at = float(self._nodes[inner])
            if 0 <= outer <= last:
                one, other = float(self.thinness[inner]), float(self.thinness[outer])
                at += (float(self._nodes[outer]) - at) * (thinness - one) / (other - one)
            found.append(math.exp(at) * (1 + (-2 if opens else 2) * ONE_VALUE))
        return found
