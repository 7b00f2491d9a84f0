"""Shares: sums, bounds, and the distributions they follow, each by a second route."""

import math

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from scipy import stats

from refusals import refusal
from weighbridge.uncertainty.compositions import Composition, beta_quantile
from weighbridge.uncertainty.distributions import DistributionError
from weighbridge.uncertainty.lattice import shifted_lattice

LETTERS = "abcdefgh"


def composition(low, high, means=None, concentration=0.0):
    return Composition(tuple(LETTERS[: len(low)]), tuple(low), tuple(high), means, concentration)


@st.composite
def bounded(draw):
    """Bounds around a mix that keeps them, so that they can sum to one."""
    raw = draw(st.lists(st.floats(0.01, 1), min_size=2, max_size=6))
    mix = [share / sum(raw) for share in raw]
    low = [share * draw(st.floats(0, 1)) for share in mix]
    high = [share + (1 - share) * draw(st.floats(0, 1)) for share in mix]
    try:
        return composition(low, high)
    except DistributionError:  # several very narrow shares and no wide one are refused, not drawn wrongly
        reject()


@st.composite
def dirichlet(draw):
    raw = draw(st.lists(st.floats(0.01, 1), min_size=2, max_size=6))
    means = tuple(share / sum(raw) for share in raw)
    return composition([0.0] * len(raw), [1.0] * len(raw), means, draw(st.floats(0.5, 500)))


@given(st.one_of(bounded(), dirichlet()), st.integers(0, 2**32))
def test_shares_sum_to_one_and_keep_their_bounds(mix, seed):
    points = shifted_lattice(mix.dimensions, 32, 2, seed)
    shares = mix.quantile(points)
    assert shares.shape == (len(mix.parts), 2, 32)
    assert np.abs(shares.sum(axis=0) - 1).max() < 1e-12
    low, high = (np.array(ends)[:, None, None] for ends in (mix.low, mix.high))
    assert (shares >= low - 1e-12).all()
    assert (shares <= high + 1e-12).all()


def rejected(low, high, count, seed):
    """Uniform on the admissible mixes: points of the box of all shares but the widest, kept if that one fits."""
    low, high = np.array(low), np.array(high)
    last = int(np.argmax(high - low))
    others = [index for index in range(len(low)) if index != last]
    generator, kept, found = np.random.default_rng(seed), [], 0
    while found < count:
        mixes = np.empty((50_000, len(low)))
        mixes[:, others] = generator.uniform(low[others], high[others], (50_000, len(others)))
        mixes[:, last] = 1 - mixes[:, others].sum(axis=1)
        kept.append(mixes[(mixes[:, last] >= low[last]) & (mixes[:, last] <= high[last])])
        found += len(kept[-1])
    return np.concatenate(kept)[:count]


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ((0, 0), (1, 1)),
        ((0.5, 0), (0.9, 1)),
        ((0, 0, 0), (1, 1, 1)),
        ((0.2, 0, 0.1), (0.6, 0.5, 0.9)),
        ((0, 0, 0, 0), (0.4, 0.3, 0.9, 0.6)),
        ((0.05, 0.05, 0.05, 0.05, 0.05), (0.3, 0.4, 0.5, 0.6, 0.35)),
        # One part that takes up what several narrow ones leave.
        ((0.1, 0.1, 0.1, 0.1, 0), (0.12, 0.12, 0.12, 0.12, 1)),
        ((0.1,) * 6, (0.1001,) * 5 + (1,)),
    ],
)
def test_without_means_every_admissible_mix_is_alike(low, high):
    """Each share, and the first with the second, against rejection sampling (Kolmogorov and Smirnov, two samples).

    The level is one in 10 000 for each of the comparisons.
    """
    mix = composition(low, high)
    draws = mix.quantile(np.random.default_rng(1).random((mix.dimensions, 20_000)))
    oracle = rejected(low, high, 20_000, 2).T
    for index in range(len(low)):
        assert stats.ks_2samp(draws[index], oracle[index]).pvalue > 1e-4, mix.parts[index]
    for sign in (1, -1):
        assert stats.ks_2samp(draws[0] + sign * draws[1], oracle[0] + sign * oracle[1]).pvalue > 1e-4


def test_the_whole_simplex_has_beta_marginals():
    """Uniform on the simplex of n parts is Dirichlet with all ones, whose marginals are beta(1, n − 1).

    Here and below the distance allowed is what 16 384 independent draws would keep 19 times in 20: 1.36 / 128."""
    mix = composition((0.0,) * 5, (1.0,) * 5)
    draws = mix.quantile(shifted_lattice(4, 1024, 16, 1))
    for share in draws:
        assert stats.kstest(share.ravel(), stats.beta(1, 4).cdf).statistic < 0.0106


@pytest.mark.parametrize(
    ("means", "concentration"),
    [((0.2, 0.3, 0.5), 20.0), ((0.95, 0.04, 0.01), 20.0), ((0.25, 0.25, 0.25, 0.25), 4.0), ((0.5, 0.5), 0.5)],
)
def test_with_means_the_marginals_are_beta(means, concentration):
    """A share of a Dirichlet follows beta(c·m, c·(1 − m)); two shares together, beta(c·(m + n), …)."""
    mix = composition((0.0,) * len(means), (1.0,) * len(means), means, concentration)
    draws = mix.quantile(shifted_lattice(mix.dimensions, 1024, 16, 1))
    for share, mean in zip(draws, means, strict=True):
        marginal = stats.beta(concentration * mean, concentration * (1 - mean))
        assert stats.kstest(share.ravel(), marginal.cdf).statistic < 0.0106
        assert share.mean() == pytest.approx(mean, abs=5e-4)
        assert share.var() == pytest.approx(mean * (1 - mean) / (concentration + 1), rel=0.04)
    if len(means) > 2:
        pair = stats.beta(concentration * sum(means[:2]), concentration * sum(means[2:]))
        assert stats.kstest((draws[0] + draws[1]).ravel(), pair.cdf).statistic < 0.0106


def test_the_higher_the_concentration_the_closer_to_the_means():
    spread = [
        composition((0, 0, 0), (1, 1, 1), (0.2, 0.3, 0.5), c).quantile(shifted_lattice(2, 64, 2, 1))[0].std()
        for c in (1.0, 10.0, 100.0, 1e6)
    ]
    assert spread == sorted(spread, reverse=True)
    assert spread[-1] < 5e-4


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ((0.3, 0.7), (0.3, 0.7), [0.3, 0.7]),
        ((0.2, 0.3, 0.0), (0.2, 0.3, 1.0), [0.2, 0.3, 0.5]),
        ((0.5, 0.5, 0.0), (1.0, 1.0, 1.0), [0.5, 0.5, 0.0]),
    ],
)
def test_bounds_that_leave_one_mix(low, high, expected):
    mix = composition(low, high)
    shares = mix.quantile(np.full((mix.dimensions, 1), 0.4))
    assert shares[:, 0] == pytest.approx(expected, abs=1e-12)


CANNOT_SUM = "the shares cannot sum to one: they sum to between {}; loosen the bounds until 1 lies between"
OUT_OF_ORDER = "a share's bounds do not lie in order between 0 and 1; write `low` ≤ `high`, both from 0 to 1"
MEANS = "the mean shares cannot sum to one: {}; expected positive shares that sum to 1"
AT_MOST = "expected at most 1,000,000,000; give shares that are known exactly as fixed numbers"
REFUSED = [
    (((0.6, 0.6), (1, 1)), CANNOT_SUM.format("1.2 and 2")),
    (((0, 0, 0), (0.3, 0.3, 0.3)), CANNOT_SUM.format("0 and 0.9")),
    (((0.5, 0), (0.4, 1)), OUT_OF_ORDER),
    (((-0.1, 0), (1, 1)), OUT_OF_ORDER),
    (((0, 0), (1, 1.1)), OUT_OF_ORDER),
    (((0, math.nan), (1, 1)), OUT_OF_ORDER),
    (((0, 0), (1, 1), (0.5, 0.6), 20.0), MEANS.format("0.5 + 0.6 = 1.1")),
    (((0, 0), (1, 1), (1.0, 0.0), 20.0), MEANS.format("1 + 0 = 1")),
    (((0, 0), (1, 1), (0.5, 0.5), 0.0), "`concentration` is 0; expected more than zero"),
    (((0, 0), (1, 1), (0.5, 0.5), -1.0), "`concentration` is -1; expected more than zero"),
    (((0, 0), (1, 1), (0.5, 0.5), 1e21), "`concentration` is 1e+21; " + AT_MOST),
    (((0, 0), (1, 1), (0.5, 0.5), float("inf")), "`concentration` is inf; " + AT_MOST),
]


def test_refused():
    found = [refusal(composition, *arguments, error=DistributionError) for arguments, _ in REFUSED]
    assert found == [message for _, message in REFUSED]


# Of each beta distribution the two shapes; the last six have shares that are next to none up to large probabilities.
SHAPES = [(0.688, 19.31), (0.387, 18.92), (18.92, 1.075), (1.0, 1.0), (94.6, 5.4), (5e3, 2e4)]
SHAPES += [(0.05, 0.05), (0.1, 5.0), (0.2, 20.0), (3.0, 0.02), (0.02, 100.0), (0.001, 3.0)]


@pytest.mark.parametrize(("first", "second"), SHAPES)
def test_many_quantiles_are_those_of_the_beta_distribution(first, second):
    """Interpolated between exact ones: a second route by scipy.stats, to one in a million."""
    points = shifted_lattice(1, 1024, 16, seed=3)[0]
    expected = stats.beta(first, second).ppf(points)
    found = beta_quantile(first, second, points)
    seen = expected > 1e-200
    assert np.allclose(found[seen], expected[seen], rtol=1e-6, atol=0)
    assert (found[~seen] < 1e-190).all()
