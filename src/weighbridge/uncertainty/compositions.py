"""Compositions: the shares of a mix, which sum to one and keep their bounds.

Shares are drawn one after the other from their conditional distributions, so that a composition of n parts takes n − 1
coordinates of the point set and every draw is admissible by construction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from .distributions import Array, DistributionError

SUM_TOLERANCE = 1e-9
BISECTIONS = 48
LEAST_VOLUME = 1e-9
NODES, MOST_NODES, FEW = 257, 1025, 33  # so many that the error between two stays below one in a million
EVEN = {0.8: 257, 0.3: 513, 0.1: 1025}  # nodes spaced evenly in the probability, by the lesser parameter
LEAST = 0.02  # the parameter below which shares are too steep a power of probabilities to be interpolated
BEND = 18.0  # the log odds of a share beyond which half of its digits are lost in the other share
NEWTON = 2
TINY = 1e-280  # below it a share is known by its leading term alone


@dataclass(frozen=True)
class Composition:
    """Shares of named parts, each between its bounds, summing to one.

    Without ``means`` every admissible mix is as likely as any other. With ``means`` and ``concentration`` the shares
    follow a Dirichlet distribution (Aitchison, The Statistical Analysis of Compositional Data, 1986), drawn by
    stick-breaking; the larger the concentration, the closer to the means.
    """

    parts: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    means: tuple[float, ...] | None = None
    concentration: float = 0.0

    def __post_init__(self) -> None:
        if any(not 0 <= a <= b <= 1 for a, b in zip(self.low, self.high, strict=True)):
            raise DistributionError(
                "a share's bounds do not lie in order between 0 and 1", "write `low` ≤ `high`, both from 0 to 1"
            )
        if sum(self.low) > 1 + SUM_TOLERANCE or sum(self.high) < 1 - SUM_TOLERANCE:
            found = f"they sum to between {sum(self.low):g} and {sum(self.high):g}"
            raise DistributionError(f"the shares cannot sum to one: {found}", "loosen the bounds until 1 lies between")
        if self.means is None and self._cancels:
            raise DistributionError(
                "the bounds of some shares are too narrow beside the others", "fix them by widening or leaving them out"
            )
        if self.means is not None:
            self._check_means(self.means)

    def _check_means(self, means: tuple[float, ...]) -> None:
        if abs(sum(means) - 1) > 1e-6 or min(means) <= 0:
            found = " + ".join(f"{mean:g}" for mean in means)
            raise DistributionError(
                f"the mean shares cannot sum to one: {found} = {sum(means):g}", "expected positive shares that sum to 1"
            )
        if not self.concentration > 0:
            raise DistributionError(f"`concentration` is {self.concentration:g}", "expected more than zero")

    @property
    def _cancels(self) -> bool:
        """Whether volumes would be differences of nearly equal numbers, with no wide part to absorb the narrow ones."""
        widths = sorted(high - low for low, high in zip(self.low, self.high, strict=True))
        spread = 1 - sum(self.low)
        absorbed = sum(widths[:-1]) <= spread <= widths[-1]
        narrow = [width for width in widths[:-1] if width > 0]
        return not absorbed and len(narrow) > 2 and (narrow[0] / widths[-1]) ** (len(widths) - 2) < LEAST_VOLUME

    @property
    def dimensions(self) -> int:
        """How many coordinates a draw takes: one fewer than there are parts."""
        return len(self.parts) - 1

    def quantile(self, points: Array) -> Array:
        """Shares from points of the unit cube.

        Args:
            points: shape (dimensions, ...).

        Returns:
            Shape (parts, ...); sums to one along the first axis.

        >>> shares = Composition(("iron", "copper"), (0.5, 0.0), (1.0, 1.0)).quantile(np.array([[0.0, 0.5]]))
        >>> shares[0].tolist(), shares[1].tolist()
        ([0.5, 0.75], [0.5, 0.25])
        """
        shares: dict[int, Array] = {}
        left, order = np.ones(points.shape[1:]), self._order
        for step, index in enumerate(order[:-1]):
            draw = self._beta if self.means is not None else self._slice
            shares[index] = draw(index, order[step + 1 :], left, points[step])
            left = left - shares[index]
        shares[order[-1]] = np.clip(left, 0.0, 1.0)
        return np.stack([shares[index] for index in range(len(self.parts))])

    @property
    def _order(self) -> list[int]:
        """In which order shares are drawn: the narrowest first, so that the widest takes up what is left."""
        return sorted(range(len(self.parts)), key=lambda index: (self.high[index] - self.low[index], self.parts[index]))

    def _beta(self, index: int, later: list[int], left: Array, point: Array) -> Array:
        assert self.means is not None
        first, others = self.means[index], sum(self.means[other] for other in later)
        return left * beta_quantile(self.concentration * first, self.concentration * others, point)

    def _slice(self, index: int, later: list[int], left: Array, point: Array) -> Array:
        """The share of one part, given what the parts before it left, when every admissible mix is alike.

        Its density is the volume of what the later parts can still do, a sum of truncated powers; its distribution
        function is the same sum one power higher, and is inverted by bisection.
        """
        low = np.array([self.low[other] for other in later])
        widths = np.array([self.high[other] for other in later]) - low
        least = np.maximum(self.low[index], left - (low + widths).sum())
        most = np.minimum(self.high[index], left - low.sum())
        if len(later) == 1 or self._absorbs(left - low.sum() - least, left - low.sum() - most, widths):
            return least + (most - least) * point
        most_left, least_left = left - low.sum() - least, left - low.sum() - most
        if most_left.max() <= widths.min():  # no later part meets its upper bound: what is left is a power of itself
            power = len(widths)
            volume = most_left**power - (most_left**power - np.maximum(least_left, 0.0) ** power) * point
            return left - low.sum() - volume ** (1.0 / power)
        return _invert(lambda share: _volume(left - share - low.sum(), widths), least, most, point)

    @staticmethod
    def _absorbs(most_left: Array, least_left: Array, widths: Array) -> bool:
        """Whether the widest of the later parts takes up whatever the narrower ones do: then no share is favoured."""
        narrow = float(widths[:-1].sum())
        return bool((most_left <= widths[-1]).all() and (least_left >= narrow).all())


def beta_quantile(first: float, second: float, probability: Array) -> Array:
    """Quantiles of a beta distribution; any shape, same shape back.

    Many are interpolated between exact ones on the scale of log odds, where the curve is smooth and straight at both
    ends: cubic Hermite with the exact slopes, an error below one in a million at a twentieth of the time.
    """
    from scipy.special import betaincinv

    if probability.size < NODES or min(first, second) < LEAST:
        return betaincinv(first, second, probability)
    odds = np.log(probability)
    rest = np.subtract(1.0, probability)
    odds -= np.log(rest, out=rest)
    ends = float(odds.min()), float(odds.max())
    even = min(first, second) >= min(EVEN)
    with np.errstate(all="ignore"):
        nodes, height, slope = (_even_nodes if even else _nodes_of_shares)(first, second, *ends)
    if not (ends[0] < ends[1] and np.isfinite(height).all() and np.isfinite(slope).all()):
        return betaincinv(first, second, probability)
    return _interpolated(odds, rest, (nodes, height, slope), even)


def _interpolated(odds: Array, spare: Array, curve: tuple[Array, Array, Array], even: bool) -> Array:
    """The shares at some log odds, by cubic Hermite between the nodes of a curve; takes both arrays for its own work.

    Between two nodes: h + s (r + (1 - s) ((w k - r) (1 - s) + (r - w k') s)), heights h, slopes k, rise r, width w.
    """
    nodes, height, slope = curve
    width, rise = np.diff(nodes), np.diff(height)
    table = np.stack([height[:-1], rise, width * slope[:-1] - rise, rise - width * slope[1:]])
    if even:
        odds -= nodes[0]
        odds *= 1.0 / width[0]
        index = np.minimum(odds.astype(np.intp), len(width) - 1)
        odds -= index
    else:
        index = np.searchsorted(nodes[1:-1], odds, side="right")
        odds -= nodes.take(index)
        odds /= width.take(index)
    here, rise, start, end = table.take(index, axis=1)
    rest = np.subtract(1.0, odds, out=spare)
    start *= rest
    end *= odds
    start += end
    start *= rest
    start += rise
    start *= odds
    start += here
    with np.errstate(over="ignore"):  # a share that is next to none
        np.exp(np.negative(start, out=start), out=start)
    start += 1.0
    return np.divide(1.0, start, out=start)


def _even_nodes(first: float, second: float, least: float, most: float) -> tuple[Array, Array, Array]:
    """Evenly spaced log odds of probabilities, those of their quantiles, and the slopes there.

    The inverse of the distribution function on a grid of log odds of shares, mended by Newton's method: an incomplete
    beta function costs a tenth of its inverse.
    """
    many = next(nodes for steep, nodes in EVEN.items() if min(first, second) >= steep)
    odds = np.linspace(least, most, many)
    shares = np.linspace(_log_share(first, second, least), -_log_share(second, first, -most), many)
    height = np.interp(odds, _log_odds(first, second, shares)[0], shares)
    for _ in range(NEWTON):
        found, steepness = _log_odds(first, second, height)
        height -= (found - odds) / steepness
    return odds, height, 1.0 / steepness


def _nodes_of_shares(first: float, second: float, least: float, most: float) -> tuple[Array, Array, Array]:
    """The same at evenly spaced log odds of shares where these bend the curve, and of probabilities where those do.

    With a small parameter a share is next to none up to large probabilities: its logarithm runs straight with that of
    the probability, which is not the probability's log odds.
    """
    low, high = _log_share(first, second, least), -_log_share(second, first, -most)
    bend = np.linspace(max(low, -BEND), min(high, BEND), MOST_NODES) if low < BEND and high > -BEND else np.zeros(0)
    shares = np.unique(np.concatenate([np.linspace(low, high, FEW), bend]))
    near = np.interp(np.linspace(least, most, NODES), _log_odds(first, second, shares)[0], shares)
    shares = np.unique(np.concatenate([shares, near]))
    odds, steepness = _log_odds(first, second, shares)
    return odds, shares, 1.0 / steepness


def _log_share(first: float, second: float, odds: float) -> float:
    """The log odds of the quantile at some log odds of a probability; by the leading term where it is next to none."""
    from scipy.special import betaincinv, betaln

    share, rest = (
        betaincinv(first, second, 1.0 / (1.0 + np.exp(-odds))),
        betaincinv(second, first, 1.0 / (1.0 + np.exp(odds))),
    )
    if share > TINY:
        return float(np.log(share) - np.log(rest))
    return float((-np.logaddexp(0.0, -odds) + np.log(first) + betaln(first, second)) / first)


def _log_odds(first: float, second: float, shares: Array) -> tuple[Array, Array]:
    """The log odds of the probabilities of shares that are given by theirs, ascending, and their slopes in them.

    Below the mean by the probability of less, above it by that of more: the other of the two is one less that.
    """
    from scipy.special import betaln

    beyond = np.log1p(np.exp(-np.abs(shares)))
    share, rest = np.minimum(shares, 0.0) - beyond, np.minimum(-shares, 0.0) - beyond  # their logarithms
    cut = int(np.searchsorted(shares, np.log(first / second)))
    below, above = _log_below(first, second, share[:cut]), _log_below(second, first, rest[cut:])
    less = np.concatenate([below, np.log1p(-np.exp(above))])
    more = np.concatenate([np.log1p(-np.exp(below)), above])
    return less - more, np.exp(first * share + second * rest - betaln(first, second) - less - more)


def _log_below(first: float, second: float, share: Array) -> Array:
    """The logarithm of the distribution function at shares of which the logarithm is given."""
    from scipy.special import betainc, betaln

    below = np.log(betainc(first, second, np.exp(share)))
    tiny = share < np.log(TINY)
    if tiny.any():
        below[tiny] = first * share[tiny] - np.log(first) - betaln(first, second)
    return below


def _volume(rest: Array, widths: Array) -> Array:
    """How much room parts of these widths have when they share ``rest``, up to a factor (inclusion and exclusion)."""
    power = len(widths)
    subsets = chain.from_iterable(combinations(widths, size) for size in range(power + 1))
    return sum((-1) ** len(subset) * np.maximum(rest - sum(subset), 0.0) ** power for subset in subsets)


def _invert(volume: Callable[[Array], Array], least: Array, most: Array, point: Array) -> Array:
    """Where the volume that falls from ``least`` to ``most`` has fallen by the share ``point``."""
    top, bottom = volume(least), volume(most)
    target = top - (top - bottom) * point
    for _ in range(BISECTIONS):
        middle = (least + most) / 2
        below = volume(middle) > target
        least, most = np.where(below, middle, least), np.where(below, most, middle)
    return (least + most) / 2
