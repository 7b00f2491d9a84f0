"""The other shapes of a judged distribution: points and moments by scipy.stats, which the library does not use."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weighbridge.uncertainty.distributions import (
    Discrete,
    Lognormal,
    Normal,
    Pert,
    Point,
    Triangular,
    Uniform,
)
from weighbridge.uncertainty.shapes import AS_WRITTEN, FLAT, PEAKED, SHAPES, has_shapes, moments, shaped

ROOT_3, ROOT_6 = math.sqrt(3), math.sqrt(6)
LOGNORMAL_OF_2_1 = Lognormal(2 / math.sqrt(1.25), math.exp(math.sqrt(math.log(1.25))), 0.0)

# Each law with its two other shapes, worked out by hand.
OTHERS = [
    (Uniform(10.0, 20.0), Uniform(10.0, 20.0), Pert(10.0, 15.0, 20.0)),
    (Uniform(-3.0, 1.0), Uniform(-3.0, 1.0), Pert(-3.0, -1.0, 1.0)),
    (Triangular(15.0, 30.4, 60.0), Uniform(15.0, 60.0), Pert(15.0, 30.4, 60.0)),
    (Triangular(0.0, 0.0, 1.0), Uniform(0.0, 1.0), Pert(0.0, 0.0, 1.0)),
    (Pert(15.0, 30.4, 60.0), Uniform(15.0, 60.0), Triangular(15.0, 30.4, 60.0)),
    # Without ends: the same mean and standard deviation.
    (Normal(5.0, 1.0), Uniform(5 - ROOT_3, 5 + ROOT_3), Triangular(5 - ROOT_6, 5.0, 5 + ROOT_6)),
    (Normal(-5.0, 2.0), Uniform(-5 - 2 * ROOT_3, -5 + 2 * ROOT_3), Triangular(-5 - 2 * ROOT_6, -5.0, -5 + 2 * ROOT_6)),
    # A flat one of as great a spread would begin below zero: it begins there, about the same mean.
    (Lognormal(1.0, math.e), Uniform(0.0, 2 * math.exp(0.5)), None),
]


def close(law, other):
    assert type(law) is type(other)
    for name in vars(other):
        assert getattr(law, name) == pytest.approx(getattr(other, name), rel=1e-12, abs=1e-12), name


@pytest.mark.parametrize(("law", "flat", "peaked"), OTHERS)
def test_the_other_shapes(law, flat, peaked):
    assert shaped(law, AS_WRITTEN) is law
    close(shaped(law, FLAT), flat)
    if peaked is not None:
        close(shaped(law, PEAKED), peaked)


@pytest.mark.parametrize(
    "law",
    [Point(3.0), Uniform(3.0, 3.0), Pert(3.0, 3.0, 3.0), Normal(3.0, 1.0, 3.0, 3.0), Discrete((1.0, 2.0), (1.0, 1.0))],
)
def test_what_has_no_width_or_no_density_has_one_shape(law):
    assert not has_shapes(law)
    assert [shaped(law, shape) for shape in SHAPES] == [law] * 3


def lognormal(median, factor):
    return stats.lognorm(math.log(factor), scale=median)


def cut(distribution, low, high):
    """Mean and standard deviation of what lies between two ends, by scipy's own integration."""
    mean = distribution.expect(lambda x: x, lb=low, ub=high, conditional=True)
    return mean, math.sqrt(distribution.expect(lambda x: (x - mean) ** 2, lb=low, ub=high, conditional=True))


@pytest.mark.parametrize(
    ("law", "oracle"),
    [
        (Normal(100.0, 15.0), (100.0, 15.0)),
        (Normal(0.0, 1.0, low=0.0), (math.sqrt(2 / math.pi), math.sqrt(1 - 2 / math.pi))),
        (Normal(10.0, 2.0, 8.0, 13.0), cut(stats.norm(10, 2), 8, 13)),
        (Normal(10.0, 2.0, high=6.0), cut(stats.norm(10, 2), -math.inf, 6)),
        (Normal(0.0, 1.0, low=8.0), stats.truncnorm(8, math.inf).stats()),
        (Normal(1.0, 1e3, 0.0, 1.0), (0.5, 1 / math.sqrt(12))),
        (Lognormal(300.0, 2.0), (lognormal(300, 2).mean(), lognormal(300, 2).std())),
        (Lognormal(300.0, 2.0, 100.0, 900.0), cut(lognormal(300, 2), 100, 900)),
        (Lognormal(1.0, 3.0, high=2.0), cut(lognormal(1, 3), 0, 2)),
        (Lognormal(1.0, 3.0, low=2.0), cut(lognormal(1, 3), 2, math.inf)),
    ],
)
def test_moments_of_what_is_cut_off(law, oracle):
    mean, second = oracle
    deviation = math.sqrt(second) if law == Normal(0.0, 1.0, low=8.0) else second
    assert moments(law) == pytest.approx((mean, deviation), rel=1e-5)


@pytest.mark.parametrize(
    "law", [Normal(100.0, 15.0, low=0.0), Lognormal(300.0, 1.3), Normal(5.0, 1.0), Lognormal(2.0, 1.05)]
)
def test_other_shapes_of_a_law_without_ends_have_its_moments(law):
    """Where no end cuts anything worth a digit off: by the mean and the spread of the quantiles themselves."""
    middles = (np.arange(200_000) + 0.5) / 200_000
    for shape in (FLAT, PEAKED):
        values = shaped(law, shape).quantile(middles)
        assert (values.mean(), values.std()) == pytest.approx(moments(law), rel=2e-3), shape


three = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted)
width = st.floats(1e-3, 1e3)
laws = st.one_of(
    three.map(lambda t: Uniform(t[0], t[2])),
    three.map(lambda t: Triangular(*t)),
    three.map(lambda t: Pert(*t)),
    st.tuples(st.floats(-1e3, 1e3), width).map(lambda t: Normal(*t)),
    st.tuples(st.floats(-1e3, 1e3), width, three).map(lambda t: Normal(t[0], t[1], t[2][0], t[2][2])),
    st.tuples(st.floats(0, 1e3), width).map(lambda t: Normal(t[0], t[1], 0.0)),
    st.tuples(width, st.floats(1.001, 9)).map(lambda t: Lognormal(*t)),
    st.tuples(width, st.floats(1.001, 9), st.floats(0, 10), width).map(
        lambda t: Lognormal(t[0], t[1], t[0] * t[2], t[0] * t[2] + t[3])
    ),
)


@given(laws, st.sampled_from(SHAPES))
def test_no_shape_reaches_beyond_the_ends_of_the_law(law, shape):
    low, high = law.support()
    least, most = shaped(law, shape).support()
    assert low <= least <= most <= high


@given(three)
def test_a_pert_and_a_triangle_of_the_same_points_are_each_others_other_shape(points):
    one, other = Triangular(*points), Pert(*points)
    if points[0] < points[2]:
        assert (shaped(one, PEAKED), shaped(other, PEAKED)) == (other, one)
        assert shaped(one, FLAT) == shaped(other, FLAT) == Uniform(points[0], points[2])
