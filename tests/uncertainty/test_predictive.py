"""The predictive law of a table's next value, against published figures and by counting how often it holds one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weighbridge.uncertainty import DistributionError, Empirical, LogStudent, by_origins, by_rows, empirical

SIX = (42.0, 26.0, 36.0, 19.7, 31.2, 28.5)  # mean loads of convoys and of trucks on a road, of two origins
ORIGINS = (0, 0, 1, 1, 1, 1)


def test_the_law_of_six_values_by_the_formula():
    """t of n − 1 degrees about the mean of the logarithms, its scale s √(1 + 1/n)."""
    logarithms = np.log(SIX)
    found = by_rows(empirical(SIX, tuple(range(6))))
    assert found.degrees_of_freedom == 5
    assert found.centre == pytest.approx(logarithms.mean())
    assert found.scale == pytest.approx(logarithms.std(ddof=1) * math.sqrt(7 / 6))


def test_as_much_as_fifty_by_six_values_has_the_probability_of_a_second_route():
    """6.5 %, which others computed from the same six values with the room of "near 50" and "approximately 2500"."""
    found = by_rows(empirical(SIX, tuple(range(6))))
    random = np.random.default_rng(15)
    stated = random.uniform(2442.6, 2557.4, 100_000) / random.uniform(45.06, 54.94, 100_000)
    beyond = stats.t(5).sf((np.log(stated) - found.centre) / found.scale)
    assert beyond.mean() == pytest.approx(0.065, abs=0.0006)


def test_rows_of_one_origin_are_one_witness():
    rows, origins = by_rows(empirical(SIX, ORIGINS)), by_origins(empirical(SIX, ORIGINS))
    assert (rows.degrees_of_freedom, origins.degrees_of_freedom) == (5, 1)
    assert origins.centre == pytest.approx((np.log(SIX[:2]).mean() + np.log(SIX[2:]).mean()) / 2)


@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=9, unique=True))
def test_of_an_origin_each_both_are_one(values):
    sample = empirical(tuple(values), tuple(range(len(values))))
    one, other = by_rows(sample), by_origins(sample)
    assert one.degrees_of_freedom == other.degrees_of_freedom
    assert (one.centre, one.scale) == pytest.approx((other.centre, other.scale))


@pytest.mark.parametrize(
    ("values", "witnesses", "law"),
    [
        ((30.0,), (0,), by_rows),
        ((30.0, 30.0, 30.0), (0, 1, 2), by_rows),
        ((30.0, 0.0), (0, 1), by_rows),
        ((30.0, -2.0), (0, 1), by_rows),
        ((30.0, 40.0), (0, 0), by_origins),
    ],
)
def test_without_a_spread_above_zero_there_is_no_law(values, witnesses, law):
    with pytest.raises(DistributionError):
        law(empirical(values, witnesses))


@pytest.mark.parametrize("many", [2, 3, 6, 20])
def test_its_intervals_hold_the_next_value_as_often_as_they_say(many):
    random = np.random.default_rng(15)
    samples = np.exp(random.normal(3.0, 0.4, (4000, many + 1)))
    inside = 0
    for *rows, following in samples.tolist():
        law = by_rows(Empirical(tuple(rows), (1.0,) * many, many))
        low, high = law.quantile(np.array([0.05, 0.95]))
        inside += low <= following <= high
    assert inside / 4000 == pytest.approx(0.90, abs=3 * math.sqrt(0.09 / 4000))


def test_the_density_is_that_of_its_quantiles():
    law = LogStudent(3.0, 0.3, 4.0)
    levels = np.linspace(0.01, 0.99, 99)
    places = np.log(law.quantile(levels))
    assert law.log_density(places) == pytest.approx(stats.t(4, 3.0, 0.3).pdf(places))
    assert places == pytest.approx(stats.t(4, 3.0, 0.3).ppf(levels))
    assert np.isfinite(LogStudent(3.0, 0.3, 1.0).quantile(np.array([1e-300, 0.5, 1 - 1e-16]))).all()
