"""Distributions against scipy.stats, an oracle that the library itself does not use."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from refusals import refusal
from weighbridge.uncertainty.distributions import (
    KINDS,
    Discrete,
    DistributionError,
    Lognormal,
    Normal,
    Pert,
    Point,
    StudentT,
    Triangular,
    Uniform,
    empirical,
    parameters,
)

PROBABILITIES = np.array([1e-12, 1e-9, 1e-4, 0.025, 0.3, 1 / 3, 0.5, 0.8, 0.975, 0.9999, 1 - 1e-9, 1 - 1e-12])


def cut_lognormal(median, factor, low, high):
    """A lognormal cut at both ends, by way of the normal of its logarithm."""
    sigma = math.log(factor)
    ends = [(math.log(end / median) / sigma if 0 < end < math.inf else end and math.inf) for end in (low, high)]
    normal = stats.truncnorm(ends[0] or -math.inf, ends[1])
    return lambda p: median * np.exp(sigma * normal.ppf(p))


def cut_by_two_degrees(low, high):
    """Student's t of two degrees between two ends: F(x) = 1/2 + x / (2 √(2 + x²)), solved for x."""
    level = lambda x: x / (2 * math.sqrt(2 + x * x))  # noqa: E731
    below, above = level(low), level(high)

    def quantile(p):
        q = below + (above - below) * p
        return 2 * q * np.sqrt(2 / (1 - 4 * q * q))

    return quantile


@pytest.mark.parametrize(
    ("distribution", "oracle"),
    [
        (Point(7.0), lambda p: np.full_like(p, 7.0)),
        (Uniform(10.0, 20.0), stats.uniform(10, 10).ppf),
        (Uniform(-3.0, -1.0), stats.uniform(-3, 2).ppf),
        # The peak in the middle, at either end, and far to one side.
        (Triangular(15.0, 30.0, 60.0), stats.triang(15 / 45, 15, 45).ppf),
        (Triangular(0.0, 0.0, 1.0), stats.triang(0, 0, 1).ppf),
        (Triangular(0.0, 1.0, 1.0), stats.triang(1, 0, 1).ppf),
        (Triangular(-5.0, -4.99, 5.0), stats.triang(0.001, -5, 10).ppf),
        # Vose's PERT: a beta with shapes 1 + 4 (mode − low) / width and 1 + 4 (high − mode) / width.
        (Pert(0.0, 5.0, 10.0), stats.beta(3, 3, 0, 10).ppf),
        (Pert(15.0, 30.0, 60.0), stats.beta(1 + 4 / 3, 1 + 8 / 3, 15, 45).ppf),
        (Pert(0.0, 0.0, 1.0), stats.beta(1, 5).ppf),
        (Normal(0.0, 1.0), stats.norm.ppf),
        (Normal(100.0, 15.0), stats.norm(100, 15).ppf),
        # Cut on one side, on both, and where hardly anything is left.
        (Normal(0.0, 1.0, low=0.0), stats.truncnorm(0, math.inf).ppf),
        (Normal(10.0, 2.0, low=8.0, high=13.0), stats.truncnorm(-1, 1.5, 10, 2).ppf),
        (Normal(0.0, 1.0, high=-3.0), stats.truncnorm(-math.inf, -3).ppf),
        (Normal(0.0, 1.0, low=5.0, high=5.5), stats.truncnorm(5, 5.5).ppf),
        (Normal(0.0, 1.0, low=8.0), stats.truncnorm(8, math.inf).ppf),
        (Normal(0.0, 1.0, low=-20.0, high=-19.0), stats.truncnorm(-20, -19).ppf),
        (Normal(0.0, 1.0, low=30.0), stats.truncnorm(30, math.inf).ppf),
        (StudentT(0.0, 1.0, 3.0), stats.t(3).ppf),
        (StudentT(10.0, 0.5, 9.0), stats.t(9, 10, 0.5).ppf),
        (StudentT(-5.0, 2.0, 2.5), stats.t(2.5, -5, 2).ppf),
        (StudentT(0.0, 1.0, 1e12), stats.norm.ppf),
        # By their formulas: one degree is Cauchy’s, and of two there is a root.
        (StudentT(0.0, 1.0, 1.0, -1.0, 1.0), lambda p: np.tan(np.pi / 2 * (p - 0.5))),
        (StudentT(0.0, 1.0, 2.0, low=-3.0, high=3.0), cut_by_two_degrees(-3.0, 3.0)),
        (StudentT(7.0, 0.1, 2.0, low=7.2, high=9.0), lambda p: 7 + 0.1 * cut_by_two_degrees(2.0, 20.0)(p)),
        (StudentT(7.0, 0.1, 2.0, low=-1.0, high=6.0), lambda p: 7 + 0.1 * cut_by_two_degrees(-80.0, -10.0)(p)),
        (StudentT(0.0, 1.0, 5.0, low=0.0), lambda p: stats.t(5).ppf(0.5 + p / 2)),
        (Lognormal(300.0, 2.0), stats.lognorm(math.log(2), scale=300).ppf),
        (Lognormal(1.0, 1.05), stats.lognorm(math.log(1.05)).ppf),
        (Lognormal(300.0, 2.0, high=400.0), cut_lognormal(300, 2, 0, 400)),
        (Lognormal(300.0, 2.0, low=100.0, high=1000.0), cut_lognormal(300, 2, 100, 1000)),
    ],
)
def test_quantiles_are_those_of_scipy_stats(distribution, oracle):
    found = distribution.quantile(PROBABILITIES)
    assert found[:-2] == pytest.approx(oracle(PROBABILITIES)[:-2], rel=1e-9, abs=1e-12)
    assert found[-2:] == pytest.approx(oracle(PROBABILITIES)[-2:], rel=1e-5)  # 1 − p has few digits left there


@pytest.mark.parametrize(
    ("distribution", "low", "high"),
    [
        # Beyond 38 standard uncertainties no probability is left that a float can hold. What is left of the normal
        # there falls like an exponential with the rate z, so nearly all of it lies within 20/z of the cut.
        (Normal(0.0, 1.0, low=40.0), 40.0, 40.5),
        (Normal(0.0, 1.0, low=40.0, high=41.0), 40.0, 40.5),
        (Normal(0.0, 1.0, low=-50.0, high=-40.0), -40.5, -40.0),
        (Normal(5.0, 0.1, high=0.0), -0.1, 0.0),
        (Lognormal(100.0, 1.01, low=150.0), 150.0, 151.5),
        # Student's t falls there like 1/x^ν: of three degrees beyond 10⁶ the median is 2^(1/3) times as far.
        (StudentT(0.0, 1.0, 3.0, low=1e6), 1e6, 5e6),
        (StudentT(0.0, 1.0, 3.0, high=-1e20), -5e20, -1e20),
        (StudentT(0.0, 1.0, 400.0, low=15.0), 15.0, 16.0),
    ],
)
def test_a_truncation_far_in_the_tail_is_right(distribution, low, high):
    """Never infinite, and never all draws at the wrong end."""
    found = distribution.quantile(np.array([0.01, 0.5, 0.99]))
    assert ((low <= found) & (found <= high)).all()
    assert found[0] < found[1] < found[2]


SUPPORTS = [
    (Point(7.0), (7, 7)),
    (Uniform(10.0, 20.0), (10, 20)),
    (Triangular(15.0, 30.0, 60.0), (15, 60)),
    (Pert(15.0, 30.0, 60.0), (15, 60)),
    (Normal(0.0, 1.0), (-math.inf, math.inf)),
    (Normal(0.0, 1.0, low=-2.0), (-2, math.inf)),
    (StudentT(0.0, 1.0, 3.0), (-math.inf, math.inf)),
    (StudentT(0.0, 1.0, 3.0, high=4.0), (-math.inf, 4)),
    (Lognormal(300.0, 2.0), (0, math.inf)),
    (Lognormal(300.0, 2.0, low=10.0, high=900.0), (10, 900)),
    (Discrete((5.0, 1.0, 9.0), (1.0, 1.0, 0.0)), (1, 5)),  # what has no weight does not occur
    (empirical((42.0, 18.1, 30.0), (0, 1, 0)), (18.1, 42)),
]


def test_support():
    assert [(distribution, distribution.support()) for distribution, _ in SUPPORTS] == SUPPORTS


def test_a_width_of_zero_is_one_number():
    for degenerate in (
        Uniform(3.0, 3.0),
        Triangular(3.0, 3.0, 3.0),
        Pert(3.0, 3.0, 3.0),
        Normal(3.0, 1.0, 3.0, 3.0),
        StudentT(2.0, 1.0, 3.0, 3.0, 3.0),
    ):
        assert (degenerate.quantile(PROBABILITIES) == 3.0).all(), degenerate
        assert degenerate.support() == (3.0, 3.0)


def test_a_discrete_one_against_its_own_definition():
    """The quantile is the least value whose cumulated weight reaches the probability, in any order of rows."""
    found = Discrete((30.0, 10.0, 20.0), (1.0, 2.0, 5.0)).quantile(np.array([0.1, 0.25, 0.251, 0.5, 0.875, 0.876]))
    assert found.tolist() == [10.0, 10.0, 20.0, 20.0, 20.0, 30.0]
    table = stats.rv_discrete(values=([10, 20, 30], [0.25, 0.625, 0.125]))
    p = np.linspace(0.01, 0.99, 99)
    assert Discrete((30.0, 10.0, 20.0), (1.0, 2.0, 5.0)).quantile(p).tolist() == table.ppf(p).tolist()


REFUSED = [
    (lambda: Uniform(20.0, 10.0), "`low` lies above `high`; expected `low` ≤ `high`"),
    (lambda: Triangular(30.0, 15.0, 60.0), "`low` lies above `mode`; expected `low` ≤ `mode` ≤ `high`"),
    (lambda: Triangular(15.0, 70.0, 60.0), "`mode` lies above `high`; expected `low` ≤ `mode` ≤ `high`"),
    (lambda: Pert(30.0, 15.0, 60.0), "`low` lies above `mode`; expected `low` ≤ `mode` ≤ `high`"),
    (lambda: Normal(0.0, 0.0), "`standard_uncertainty` is 0; expected more than zero"),
    (lambda: Normal(0.0, -1.0), "`standard_uncertainty` is -1; expected more than zero"),
    (lambda: Normal(0.0, math.nan), "`standard_uncertainty` is nan; expected more than zero"),
    (lambda: Normal(0.0, 1.0, 2.0, 1.0), "`low` lies above `high`; expected `low` ≤ `high`"),
    (lambda: Lognormal(0.0, 2.0), "`median` is 0; expected more than zero"),
    (
        lambda: Lognormal(300.0, 1.0),
        "`geometric_standard_deviation` is 1, expected more than 1; 2 means within a factor of two",
    ),
    (
        lambda: Lognormal(300.0, 1e99),
        "`geometric_standard_deviation` is 1e+99; expected at most 1,000,000; 2 means within a factor of two",
    ),
    (lambda: Lognormal(300.0, 2.0, -1.0), "a lognormal has no values below zero; give `low` as 0 or more"),
    (lambda: Lognormal(300.0, 2.0, 9.0, 5.0), "`low` lies above `high`; expected `low` ≤ `high`"),
    (lambda: StudentT(0.0, 0.0, 3.0), "`scale` is 0; expected more than zero"),
    (lambda: StudentT(0.0, 1.0, -1.0, 0.0, 1.0), "`degrees_of_freedom` is -1; expected more than zero"),
    (
        lambda: StudentT(0.0, 1.0, 2.0),
        "`degrees_of_freedom` is 2, so it has no standard uncertainty; expected more than 2, or `low` and `high`",
    ),
    (
        lambda: StudentT(0.0, 1.0, 1.0, low=0.0),
        "`degrees_of_freedom` is 1, so it has no standard uncertainty; expected more than 2, or `low` and `high`",
    ),
    (lambda: StudentT(0.0, 1.0, 5.0, 2.0, 1.0), "`low` lies above `high`; expected `low` ≤ `high`"),
    (
        lambda: StudentT(0.0, 1.0, 1e6, low=40.0),
        "`low` and `high` leave next to nothing of it; move them nearer to `centre`",
    ),
    (lambda: Discrete((), ()), "0 values and 0 weights; give every value one weight"),
    (lambda: Discrete((1.0, 2.0), (1.0,)), "2 values and 1 weights; give every value one weight"),
    (lambda: Discrete((1.0,), (0.0,)), "weights are negative or all zero; give weights of zero or more"),
    (lambda: Discrete((1.0, 2.0), (2.0, -1.0)), "weights are negative or all zero; give weights of zero or more"),
]


def test_refused():
    found = [refusal(make, error=DistributionError) for make, _ in REFUSED]
    assert found == [message for _, message in REFUSED]


def test_a_lognormal_that_ends_at_zero_is_refused():
    with pytest.raises(DistributionError):
        Lognormal(300.0, 2.0, 0.0, 0.0).quantile(PROBABILITIES)


def test_the_kinds_and_their_parameters():
    assert {kind: [name for name, needed in parameters(kind).items() if needed] for kind in KINDS} == {
        "fixed": ["value"],
        "uniform": ["low", "high"],
        "triangular": ["low", "mode", "high"],
        "pert": ["low", "mode", "high"],
        "normal": ["mean", "standard_uncertainty"],
        "lognormal": ["median", "geometric_standard_deviation"],
        "student_t": ["centre", "scale", "degrees_of_freedom"],
    }
    for kind in ("normal", "lognormal", "student_t"):
        assert [name for name, needed in parameters(kind).items() if not needed] == ["low", "high"]


finite = st.floats(-1e6, 1e6)
positive = st.floats(1e-3, 1e3)
weights = st.lists(st.tuples(finite, st.integers(0, 5)), min_size=1, max_size=8).filter(lambda r: any(w for _, w in r))
three = st.tuples(finite, finite, finite).map(sorted)
anything = st.one_of(
    three.map(lambda t: Uniform(t[0], t[2])),
    three.map(lambda t: Triangular(*t)),
    three.map(lambda t: Pert(*t)),
    st.builds(Normal, finite, positive),
    # A cut within 30 standard uncertainties of the mean.
    st.tuples(finite, positive, st.floats(-30, 30), st.floats(0, 30)).map(
        lambda t: Normal(t[0], t[1], t[0] + t[1] * t[2], t[0] + t[1] * (t[2] + t[3]))
    ),
    st.builds(Lognormal, positive, st.floats(1.01, 10)),
    st.builds(StudentT, finite, positive, st.floats(2.01, 1e4)),
    st.tuples(finite, positive, st.floats(0.3, 30), st.floats(-15, 15), st.floats(0, 15)).map(
        lambda t: StudentT(t[0], t[1], t[2], t[0] + t[1] * t[3], t[0] + t[1] * (t[3] + t[4]))
    ),
    weights.map(lambda rows: Discrete(tuple(v for v, _ in rows), tuple(float(w) for _, w in rows))),
)


@given(anything, st.lists(st.floats(2.0**-53, 1 - 2.0**-53), min_size=2, max_size=20).map(sorted))
def test_quantiles_rise_and_stay_inside_the_support(distribution, probabilities):
    """Up to rounding: a few parts in 10**12 of the largest number in play."""
    found = distribution.quantile(np.array(probabilities))
    low, high = distribution.support()
    slack = 1e-12 * max(1.0, *(abs(end) for end in (low, high) if math.isfinite(end)), np.abs(found).max())
    assert np.isfinite(found).all()
    assert (found >= low - slack).all()
    assert (found <= high + slack).all()
    assert (np.diff(found) >= -slack).all()


@given(anything)
def test_quantiles_keep_the_shape(distribution):
    p = np.linspace(0.1, 0.9, 12).reshape(2, 6)
    found = distribution.quantile(p)
    assert found.shape == (2, 6)
    assert found.ravel().tolist() == distribution.quantile(p.ravel()).tolist()
