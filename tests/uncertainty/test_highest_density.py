# ruff: noqa: E501 (a row of a table stands on one line)
"""Tails by highest density: against closed forms, against a fine grid, and laws that they have to obey."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

import exact_tails as exact
from weighbridge.uncertainty import coordinates, folded
from weighbridge.uncertainty.distributions import Discrete, Lognormal, Normal, Triangular, Uniform
from weighbridge.uncertainty.highest_density import HighestDensity

POINTS = 4096


def points(dimensions=1, many=POINTS):
    return folded(coordinates(range(dimensions), many, 16, 2017))


def law(distribution, many=POINTS):
    return HighestDensity(distribution.quantile(points(many=many)[0]))


def tails(law, *values):
    return law.tails(np.array(values, float)).tolist()


@pytest.mark.parametrize("tail", [0.5, 0.2, 0.1, 0.05, 0.01])
@pytest.mark.parametrize("factor", [1.02, 1.5, 4.0])
def test_a_law_that_is_symmetric_in_its_logarithm_has_the_two_sided_tail(tail, factor):
    far = factor ** -special.ndtri(tail / 2)
    assert tails(law(Lognormal(70.0, factor)), 70 / far, 70 * far) == pytest.approx([tail] * 2, rel=0.03)


@pytest.mark.parametrize("tail", [0.5, 0.1, 0.02])
def test_a_symmetric_triangle_of_logarithms_has_the_two_sided_tail(tail):
    logs = Triangular(-1.0, 0.0, 1.0).quantile(points()[0])
    far = 1 - math.sqrt(tail)
    assert tails(HighestDensity(np.exp(logs)), math.exp(-far), math.exp(far)) == pytest.approx([tail] * 2, rel=0.03)


def test_of_a_law_that_is_even_in_its_logarithm_every_value_inside_is_as_likely_as_any():
    even = HighestDensity(np.exp(Uniform(math.log(20), math.log(80)).quantile(points()[0])))
    inside = tails(even, 20.2, 25.0, 40.0, 60.0, 79.0)
    assert min(inside) > 0.9
    assert tails(even, 19.9, 80.2, 1.0, 1000.0) == [0.0] * 4


BY_GRID = [
    ("a bell", Normal(50, 5), exact.normal(50, 5), (5, 500), (36, 40, 42, 55, 60, 65)),
    ("a bell from below zero", Normal(30, 14), exact.normal(30, 14), (1e-3, 500), (5, 8, 20, 40, 55, 65)),
    ("a triangle to the right", Triangular(10, 12, 60), exact.triangular(10, 12, 60), (9.99, 60.01), (10.5, 11, 20, 40, 50)),
    ("a triangle to the left", Triangular(10, 35, 40), exact.triangular(10, 35, 40), (9.99, 40.01), (13, 15, 20, 37, 39)),
    ("a wide flat one", Uniform(10, 90), exact.uniform(10, 90), (9.99, 90.01), (12, 18, 30, 60)),
    ("a skew one", Lognormal(300, 2.5), exact.lognormal(300, 2.5), (1, 1e5), (40, 80, 150, 900, 2000)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("distribution", "cdf", "ends", "values"), [pytest.param(*row[1:], id=row[0]) for row in BY_GRID]
)
def test_against_a_fine_grid(distribution, cdf, ends, values):
    """What is no likelier, of a law that is known; the draws below zero are no likelier than anything above it."""
    found = law(distribution)
    for value in values:
        tail = found.tail(value)
        expected = exact.hd_tail(cdf, value, ends, 200_000) + (float(cdf(0.0)) if distribution.support()[0] < 0 else 0)
        assert abs(tail.value - expected) <= 2 * tail.numerical_uncertainty + 0.08 * expected + 3e-4, value


def test_two_modes_and_the_gap_between_them():
    u = points(2)
    humps = HighestDensity(np.exp(np.where(u[0] < 0.5, -3, 3) + special.ndtri(u[1])))
    middle, modes, far = tails(humps, 1.0, math.exp(3), math.exp(6.3))
    assert middle < 0.02
    assert modes > 0.8
    assert far < 0.01
    passed = [(one.below, one.above) for one in humps.crossings((0.1, 0.01))]
    assert passed[:2] == passed[4:6] == [(2, 1), (1, 0)] or passed == [(2, 1), (1, 0), (0, 1), (1, 0), (0, 1), (1, 2)]


# Values with their weights, a value, and its tail: the weights of all that are no heavier.
FEW = [
    ("a price of 100 or 900, between them", (100, 900), (1, 1), 500, 0.0),
    ("at one of the two", (100, 900), (1, 1), 100, 1.0),
    ("at the other", (100, 900), (1, 1), 900, 1.0),
    ("beside one", (100, 900), (1, 1), 101, 0.0),
    ("the rarer of two", (100, 900), (3, 1), 900, 0.25),
    ("the commoner of two", (100, 900), (3, 1), 100, 1.0),
    ("a rare one", (5, 6, 7), (90, 8, 2), 7, 0.02),
    ("a middling one", (5, 6, 7), (90, 8, 2), 6, 0.1),
    ("all equal", (7,), (1,), 7, 1.0),
    ("all equal, elsewhere", (7,), (1,), 7.1, 0.0),
    ("twelve alike", tuple(range(10, 22)), (1,) * 12, 17, 1.0),
    ("between twelve", tuple(range(10, 22)), (1,) * 12, 17.5, 0.0),
]


@pytest.mark.parametrize(("values", "weights", "value", "tail"), [pytest.param(*row[1:], id=row[0]) for row in FEW])
@pytest.mark.parametrize("many", [256, 1024, 8192])
def test_of_a_few_values_the_tail_is_a_sum_of_weights(values, weights, value, tail, many):
    assert tails(law(Discrete(values, weights), many), value) == pytest.approx([tail], abs=8 / (16 * many))


@settings(max_examples=30, deadline=None)
@given(scale=st.floats(1e-6, 1e6), value=st.floats(5.0, 45.0))
def test_units_do_not_matter_and_neither_does_which_side_stands_above(scale, value):
    draws = Triangular(10, 15, 40).quantile(points(many=1024)[0])
    plain, scaled, turned = (HighestDensity(each) for each in (draws, scale * draws, scale / draws))
    expected = tails(plain, value)[0]
    assert tails(scaled, scale * value)[0] == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert tails(turned, scale / value)[0] == pytest.approx(expected, rel=0.02, abs=5e-3)


@settings(max_examples=30, deadline=None)
@given(
    law_=st.sampled_from([Normal(50, 5), Triangular(10, 15, 60), Lognormal(50, 2.0), Uniform(10, 90)]),
    factors=st.lists(st.floats(1.0, 5.0), min_size=2, max_size=2),
    up=st.booleans(),
)
def test_farther_from_the_bulk_is_never_likelier(law_, factors, up):
    found, noise = law(law_, 1024), 0.08
    near, far = (found.likeliest * (by if up else 1 / by) for by in sorted(factors))
    assert tails(found, far)[0] <= tails(found, near)[0] * (1 + noise) + 0.01


@pytest.mark.parametrize("distribution", [Normal(50, 5), Triangular(10, 15, 60), Lognormal(50, 2.0), Uniform(10, 90)])
def test_crossings_are_where_the_tail_passes(distribution):
    found = law(distribution)
    crossings = found.crossings((0.1, 0.01))
    assert [(one.below, one.above) for one in crossings] == [(2, 1), (1, 0), (0, 1), (1, 2)]
    for one in crossings:
        level = (0.1, 0.01)[min(one.below, one.above)]
        assert tails(found, one.at)[0] >= level * (1 - 1e-9)
        worse = one.at * (1 + (1 if one.below < one.above else -1) * max(0.02, 2 * found.uncertainty(one) / one.at))
        assert tails(found, worse)[0] < level


@pytest.mark.parametrize(("spread", "tail"), [(0.3, 0.1), (0.3, 0.03), (1.0, 0.1)])
def test_the_told_uncertainty_covers(spread, tail):
    """Over seeds, of a product of two quantities; at least nine of ten within it, and not many times too wide."""
    value, hits, told, found = math.exp(math.sqrt(2) * spread * -special.ndtri(tail / 2)), 0, [], []
    for seed in range(40):
        u = folded(coordinates(range(2), 1024, 16, seed))
        one = HighestDensity(np.exp(spread * (special.ndtri(u[0]) + special.ndtri(u[1])))).tail(value)
        hits += abs(one.value - tail) <= one.numerical_uncertainty + 0.01 * tail
        told.append(one.numerical_uncertainty)
        found.append(one.value)
    assert hits >= 35
    assert np.median(told) < 8 * np.std(found)


def test_negative_values_are_asked_among_the_negative_draws():
    both = HighestDensity(
        np.concatenate([-Lognormal(5, 1.2).quantile(points()[0]), Lognormal(50, 1.2).quantile(points()[0])])
    )
    negative, positive, absent = tails(both, -5.0, 50.0, -50.0)
    assert negative > 0.8
    assert positive > 0.8
    assert absent == 0.0


def test_draws_of_no_sign_or_of_one_value_alone():
    zeros = HighestDensity(np.zeros((16, 64)))
    assert tails(zeros, 1.0, 0.0) == [0.0, 0.0]
    assert zeros.likeliest is None
    assert zeros.crossings((0.1, 0.01)) == []
