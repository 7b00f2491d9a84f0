"""The shortest coverage interval, with the numerical uncertainty of its ends (JCGM 101:2008, 5.3.4 and 7.7.4).

Of many intervals that hold 95 % of some draws the shortest is too short, and lies where chance made it so. So the
length is taken as a smooth function of the level at which an interval begins: lengths between quantiles of all draws,
at levels that are spread evenly on the scale of log odds, with a cubic fitted around the least of them. The ends are
quantiles at the level found. How far that may be off is estimated by the jackknife over the randomisations (B. Efron,
C. Stein, Annals of Statistics 9, 1981), and by what half as wide a fit would give.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .distributions import Array
from .estimates import COVERAGE, Estimate, pooled_draws, quantiles, students_t

ENOUGH = 2**12  # points of a randomisation that are looked at
LEVELS = 97
DEGREE = 3
REACH = 1.2  # to either side of the least length, in log odds, for 2**14 draws; with more draws less is smoothed
OF_DRAWS = 2**14
# Beyond the first draw an end of the distribution lies farther than the first from the seventh once in 2**6 times.
FEW = 6
NEAR = 10  # draws within which an interval that begins at an end of the distribution cannot be told from one beside it
ALIKE = 1e-3  # as a share of their length, intervals of which none is taken for the shortest: an editorial choice
CLEAR = 3.0  # times its numerical uncertainty a length has to exceed another's


def shortest_interval(draws: Array, coverage: float = COVERAGE) -> tuple[Estimate, Estimate]:
    """The ends of the shortest coverage interval of draws of shape (randomisations, points).

    Where all are as long, as of a uniform distribution, none is the shortest: then it is the symmetric one, and its
    numerical uncertainty reaches over the others. Where the least length is flat, the ends move by far more than the
    length, and theirs is large too. With fewer than some 4 000 draws in all, an end with only a few draws beyond it is
    known less well than is stated. Of more than ``ENOUGH`` points to a randomisation every second, fourth, … is taken,
    which is the same rule with fewer points.

    >>> middle = (np.arange(4096.0) + 0.5) / 4096
    >>> ends = shortest_interval(-np.log(np.stack([middle, middle, middle])))
    >>> [abs(end.value - true) < end.numerical_uncertainty for end, true in zip(ends, (0.0, 2.9957))]
    [True, True]
    """
    draws = draws[:, :: max(1, draws.shape[1] // ENOUGH)]
    pooled, missed = pooled_draws(draws), 1 - coverage
    if pooled[0] == pooled[-1]:
        return Estimate(float(pooled[0])), Estimate(float(pooled[0]))
    level, slack = _begins(_lengths(draws, pooled, missed), missed, draws.size)
    low, high = (
        _widened(end, pooled, at, slack)
        for end, at in zip(quantiles(draws, (level, level + coverage), pooled), (level, level + coverage), strict=True)
    )
    return low, high


def _widened(end: Estimate, pooled: Array, level: float, slack: float) -> Estimate:
    """A quantile whose level may itself be off by so much."""
    at = [min(max(math.ceil((level + by) * pooled.size), 1), pooled.size) - 1 for by in (-slack, slack)]
    off = max(end.value - float(pooled[at[0]]), float(pooled[at[1]]) - end.value)
    return Estimate(end.value, math.hypot(end.numerical_uncertainty, off))


@dataclass(frozen=True)
class _Lengths:
    """Lengths of intervals by the level at which they begin.

    Attributes:
        odds: log odds of the levels as shares of the probability that is left out, shape (levels,).
        levels: the levels themselves, ascending.
        of: lengths, shape (1 + randomisations, levels): of all draws, then of all without each of the randomisations.
    """

    odds: Array
    levels: Array
    of: Array

    @property
    def clearly_longer(self) -> Array:
        """At which levels the intervals exceed the shortest by more than the draws leave open, shape (levels,)."""
        more = self.of - self.of[:, self.of[0].argmin(), None]
        return more[0] > CLEAR * jackknife(more[1:])


def jackknife(without: Array) -> Array:
    """The half-width of the 95 % interval of figures that are given without each randomisation, along the first axis.

    >>> round(float(jackknife(np.array([1.0, 2.0, 3.0]))), 3)
    4.968
    """
    many = len(without)
    return students_t(many - 1) * np.sqrt((many - 1) * np.var(without, axis=0))


def _lengths(draws: Array, pooled: Array, missed: float) -> _Lengths:
    end = math.log(2 * missed * draws.size)  # half a draw from either end
    odds = np.linspace(-end, end, LEVELS)
    levels = missed / (1 + np.exp(-odds))
    low, high = (_ends(draws, pooled, levels, missed, upper) for upper in (False, True))
    return _Lengths(odds, levels, high - low)


def _ends(draws: Array, pooled: Array, levels: Array, missed: float, upper: bool) -> Array:
    """The quantiles at which intervals begin, or end, between draws; shape (1 + randomisations, levels)."""
    many, points = draws.shape
    spare = min(math.ceil(missed * pooled.size) + 2 * many, pooled.size - 1)
    one_by_one = draws.ravel()  # which is searched much faster than rows of it
    tail = np.flatnonzero(one_by_one >= pooled[-1 - spare] if upper else one_by_one <= pooled[spare])
    tail = tail[np.argsort(one_by_one[tail])]
    values, rows = one_by_one[tail], tail // points
    kept = rows != np.arange(-1, many)[:, None]  # first all of them, then all but those of each randomisation
    counts, sizes = kept.sum(axis=1)[:, None], pooled.size - points * (np.arange(many + 1) > 0)[:, None]
    at = (levels + (1 - missed) * upper) * sizes - 0.5 - (sizes - counts) * upper
    whole = np.clip(at.astype(np.intp), 0, counts - 2)
    part = np.clip(at - whole, 0.0, 1.0)
    each = values[np.flatnonzero(kept) % len(values)]  # one row of them behind the other
    first = np.cumsum(counts)[:, None] - counts + whole
    return each[first] * (1.0 - part) + each[first + 1] * part


def _begins(lengths: _Lengths, missed: float, size: int) -> tuple[float, float]:
    """The level at which the shortest interval begins, and by how much that may be off."""
    of, longer = lengths.of, lengths.clearly_longer
    if not longer.any() or np.ptp(of[0]) <= ALIKE * of[0].min():
        return missed / 2, missed / 2
    reach = REACH * (OF_DRAWS / size) ** (1 / 6)
    found = _least(lengths, of, reach, missed)
    level = float(found[0])
    if longer[np.abs(lengths.levels - level).argmin()]:  # lengths in steps, which no cubic follows
        ties = np.flatnonzero(of[0] == of[0].min())
        return float(lengths.levels[ties[len(ties) // 2]]), FEW / size
    by_fit = float(_least(lengths, of[:1], reach / 2, missed)[0]) - level
    edge = min(level, missed - level)
    few = FEW / size + (edge if edge < NEAR / size else 0.0)
    return level, math.hypot(float(jackknife(found[1:])), by_fit, few)


def _least(lengths: _Lengths, of: Array, reach: float, missed: float) -> Array:
    """The levels at which fitted lengths are least, shape (rows of ``of``,); the last level stands for the very end."""
    odds, step = lengths.odds, float(lengths.odds[1] - lengths.odds[0])
    width, weights = max(2, round(reach / step)), np.sqrt(lengths.levels * (missed - lengths.levels))
    centre = int(_smoothed(of[0], max(1, width // 2)).argmin())
    for _ in range(3):
        window = slice(max(centre - width, 0), centre + width + 1)
        at, weight = odds[window] - odds[centre], weights[window, None]
        coefficients = np.linalg.lstsq(np.vander(at, DEGREE + 1) * weight, of[:, window].T * weight, rcond=None)[0]
        fine = np.linspace(at[0], at[-1], 201)
        best = odds[centre] + fine[(np.vander(fine, DEGREE + 1) @ coefficients).argmin(axis=0)]
        before, centre = centre, int(np.abs(odds - best[0]).argmin())
        if centre == before:
            break
    levels = missed / (1 + np.exp(-best))
    return np.where(best <= odds[0], 0.0, np.where(best >= odds[-1], missed, levels))


def _smoothed(values: Array, width: int) -> Array:
    """Means over ``width`` neighbours to either side, fewer at the ends; same shape."""
    summed, at = np.cumsum(np.pad(values, (1, 0))), np.arange(values.size)
    reach = np.minimum(np.minimum(at, at[::-1]), width)
    return (summed[at + reach + 1] - summed[at - reach]) / (2 * reach + 1)
