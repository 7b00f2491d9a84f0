"""The density of a logarithm at a few points, estimated from draws without a bandwidth that biases it.

The second difference of the integral G of the empirical distribution function, D(w) = (G(x + w) − 2 G(x) + G(x − w)) /
w², is off the density h(x) by h″(x) w²/12 and by terms of the fourth power. Of two widths, one twice the other,
(4 D(w) − D(2w)) / 3 takes the first away (L. F. Richardson, Phil. Trans. R. Soc. A 226, 1927, 299-361). What is left
falls with w⁴ where the law is smooth, which makes widths of the order n^(−1/9) of its spread the best for n draws
(M. P. Wand, M. C. Jones, "Kernel Smoothing", 1995, 2.8); at a corner of the law it falls only with w, and at an end of
it not at all. So the width is chosen from halves of halves, for each point by itself: that of which scatter and
contradiction by narrower ones add up to least (A. Goldenshluger, O. Lepski, Annals of Statistics 39, 2011, 1608-1632).
Differences of G and not of the distribution function itself: points of a lattice rule are so even that the smoother of
the two scatters a few times less.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .estimates import Array, students_t

WIDTHS = 8  # that are tried, each half the one before
WIDEST = 1.27  # the widest in spreads of the law, times n^(−1/9): 0.43 of a spread for 16 384 draws
ROOM = math.log(1.5)  # no width reaches farther: what is half as much again is not near
FEW = 12  # draws below which there is no estimate but a bound
IQR = 1.349  # of a normal law, in standard deviations
SURELY = 0.975  # with what probability the mean of a count is not above its bound
RULE_OF_THREE = 3.0  # the most that a mean can be of which none was counted, at 95 %; and what a count leaves open
# A narrower width contradicts by what it is off beyond so many half-widths of its own interval, or of that which as
# many independent draws would have: points of a lattice rule are more even than that, but not where few lie.
DOUBT, CHANCE = 1.5, 2.0
# What is left of the error of a width, in differences to its neighbours, at a corner, where it falls slowest: it is as
# large as that to the wider one and twice as large as that to the narrower one. Half as much again is allowed.
TO_WIDER, TO_NARROWER = 1.5, 3.0
SURE = 4.0  # standard errors beyond which the densities on both sides of a point differ
ENDS, STAYS = 0.8, 0.7  # at an end one side has less than a fifth of the other, and halving a width leaves that so
NEXT_TO = 0.75  # next to an end less than a quarter, for a part of the law reaches beyond the point
TIES = 0.01  # the share of equal draws from which a law has single values and no density


@dataclass(frozen=True, eq=False)
class Density:
    """The density of the logarithm at one point, in natural logarithms.

    Attributes:
        value: the estimate; zero where no draw lies near.
        low: the least that it can be, by the scatter of the draws and what the widths leave open (95 %).
        high: the most.
        each: the same by each randomisation, shape (randomisations,).
        is_resolved: whether draws enough lie near it for a figure; else only its bounds say something.
    """

    value: float
    low: float
    high: float
    each: Array
    is_resolved: bool


class LogDensity:
    """The density of the logarithm of what was drawn, at any points above zero; shape (randomisations, points).

    Draws that are not above zero have no logarithm: they count among all draws, and lie near no point.

    Attributes:
        has_single_values: whether some values are drawn so often that the law has no density.

    >>> u = (np.arange(16384.0).reshape(1024, 16).T + 0.5) / 16384
    >>> [round(one.value, 2) for one in LogDensity(np.exp(u)).at([math.exp(0.5), math.exp(1.2)])]
    [1.0, 0.0]
    """

    def __init__(self, draws: Array) -> None:
        self._rows = np.sort(draws, axis=1)
        self.has_single_values = bool((self._rows[:, 1:] == self._rows[:, :-1]).sum() > TIES * draws.size)

    def _widths(self) -> Array:
        """The widths, from twice the widest that is taken to the narrowest; of a law of no spread there are none."""
        middle = self._rows[:: max(1, len(self._rows) // 4)].ravel()
        middle = np.sort(middle[middle > 0])
        if not middle.size:
            return np.zeros(0)
        quarter = middle.size // 4
        low, high = np.log(middle[[quarter, -1 - quarter]])
        spread = (high - low) / IQR or float(np.log(middle[-1] / middle[0]))
        if not spread > 0:
            return np.zeros(0)
        widest = min(WIDEST * spread * self._rows.size ** (-1 / 9), ROOM / 2)
        return 2 * widest * 0.5 ** np.arange(WIDTHS + 1)

    def at(self, points: list[float]) -> list[Density]:
        """The density at each of some points, which are above zero."""
        widths = self._widths()
        if not widths.size:
            zero = np.zeros(len(self._rows))
            return [Density(0.0, 0.0, math.inf, zero, False) for _ in points]
        steps = np.concatenate([-widths, [0.0], widths[::-1]])
        places = np.log(points)[:, None] + steps
        below, areas = self._below(places)
        middle = len(widths)
        outer = slice(None, middle, -1)
        left, right = below[:, middle, None] - below[:, :middle], below[:, outer] - below[:, middle, None]
        bends = areas[:, :middle] - 2 * areas[:, middle, None] + areas[:, outer]
        smooth = bends / np.square(widths)[:, None]
        sides = np.stack([left, right]).sum(axis=-1) / (self._rows.size * widths)
        counts = (left + right).sum(axis=-1)
        return [self._chosen(widths, smooth[at], sides[:, at], counts[at]) for at in range(len(points))]

    def _below(self, places: Array) -> tuple[Array, Array]:
        """How many draws of each randomisation lie below some logarithms, and the integral of their share from there
        down, but for what is linear; shape (*places, randomisations)."""
        size = self._rows.shape[1]
        floor = float(places.min()) - 1.0  # what has no logarithm lies below all of them
        rows = np.log(self._rows, where=self._rows > 0, out=np.full_like(self._rows, floor))
        np.maximum(rows, floor, out=rows)
        sums = np.zeros((len(rows), size + 1))
        np.cumsum(rows, axis=1, out=sums[:, 1:])
        below = np.stack([np.searchsorted(row, places) for row in rows], axis=-1)
        added = np.stack([total[at] for total, at in zip(sums, np.moveaxis(below, -1, 0), strict=True)], axis=-1)
        return below, (below * places[..., None] - added) / size

    def _chosen(self, widths: Array, smooth: Array, sides: Array, counts: Array) -> Density:
        """The estimate by the widest pair of widths that no narrower one contradicts.

        Args:
            smooth: the slopes by each width and randomisation, shape (widths, randomisations).
            sides: the densities on either side by each width, shape (2, widths).
            counts: how many draws lie within each width.
        """
        many, size = self._rows.shape
        each = (4 * smooth[1:] - smooth[:-1]) / 3
        values = each.mean(axis=1)
        per = 1.0 / (many * size * widths[1:])
        scatter = np.maximum(students_t(many - 1) * each.std(axis=1, ddof=1) / math.sqrt(many), RULE_OF_THREE * per)
        scatter = np.maximum.accumulate(scatter)  # by chance randomisations may agree on few draws
        apart = np.abs(values[:, None] - values)
        most = np.maximum(np.maximum(values[:, None], values), 0.0)
        beyond = np.triu(apart - DOUBT * np.maximum(scatter, CHANCE * np.sqrt(most * per)), 1).max(axis=1)
        k = int(np.argmin(scatter + beyond))
        if counts[k] < FEW:
            return self._by_count(int(counts[k]), float(widths[k]), each[k])
        wider = TO_WIDER * float(apart[k, k - 1]) if k else math.inf
        narrower = TO_NARROWER * float(apart[k, k + 1]) if k + 1 < len(values) else math.inf
        value = max(float(values[k]), 0.0)
        left_open = max(min(wider, narrower), float(beyond[k]), self._jump(k, value, widths, sides, counts))
        half = math.hypot(float(scatter[k]), left_open)
        return Density(value, max(value - half, 0.0), value + half, each[k], value > 0)

    def _jump(self, taken: int, value: float, widths: Array, sides: Array, counts: Array) -> float:
        """How far a value lies off the density on the farther side, where the law ends at the point or next to it.

        Of a slope the difference of both sides halves with the width, down to what is chance; at an end it stays, and
        one side has next to nothing. The end is at the point where that is so at the narrowest width at which chance
        leaves no doubt. It is next to it where that is nearly so at the width that was taken and stays at the next one,
        for then no narrower one told on which side of the end the point lies.

        Args:
            taken: which of the narrower widths was taken.
            value: the density by that.
        """
        narrow, apart = sides[:, 1:], np.abs(sides[0] - sides[1])
        seen = np.flatnonzero(apart > SURE * np.sqrt(counts) / (self._rows.size * widths))
        last = int(seen[-1]) if seen.size else 0
        stays = apart[1:] > STAYS * apart[:-1]
        ends = stays & (apart[1:] > ENDS * narrow.max(axis=0))
        if last > 1 and ends[last - 1]:
            taken = min(taken, last - 1)
        elif not (
            last > taken + 1 and apart[taken + 1] > NEXT_TO * narrow[:, taken].max() and stays[taken : taken + 2].all()
        ):
            return 0.0
        near = narrow[:, taken:last]
        at_the_end = 2 * near[:, min(1, last - taken - 1)] - near[:, 0]  # without what a slope takes away
        return max(float(max(near.max(), at_the_end.max())) - value, value - float(near.min()))

    def _by_count(self, count: int, width: float, each: Array) -> Density:
        """What a few draws support: no more than the upper bound of a Poisson mean (F. Garwood, Biometrika 28, 1936,
        437-442), which where there is none is the rule of three. They lie near the point, and perhaps not at it.
        """
        from scipy.special import gammaincinv

        most = float(gammaincinv(count + 1, SURELY)) if count else RULE_OF_THREE
        per = 1.0 / (self._rows.size * 2 * width)
        return Density(count * per, 0.0, most * per, each, False)
