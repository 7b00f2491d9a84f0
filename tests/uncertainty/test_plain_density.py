"""Tails by highest density of laws around zero, against what is known of them in closed form."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from weighbridge.uncertainty import PlainDensity, coordinates, folded, takes_both_signs
from weighbridge.uncertainty.distributions import Discrete, Normal, Triangular, Uniform


def draws(distribution, many=4096):
    return distribution.quantile(folded(coordinates(range(1), many, 16, 2017))[0])


def tails(law, *values):
    return law.tails(np.array(values, float)).tolist()


@pytest.mark.parametrize("tail", [0.5, 0.1, 0.02])
@pytest.mark.parametrize("mean", [0.0, 0.3, -2.0, 40.0])
def test_a_bell_has_the_two_sided_tail_wherever_zero_lies(tail, mean):
    far = -special.ndtri(tail / 2)
    found = tails(PlainDensity(draws(Normal(mean, 1))), mean - far, mean + far)
    assert found == pytest.approx([tail] * 2, rel=0.05)


def test_the_likeliest_value_is_not_called_the_least_likely_where_it_is_zero():
    bell, triangle = (PlainDensity(draws(one)) for one in (Normal(0, 1), Triangular(-2, 0, 2)))
    for law in (bell, triangle):
        assert tails(law, 0.0)[0] > 0.85
        assert abs(law.likeliest) < 0.2
    assert tails(triangle, 1.0, -1.0) == pytest.approx([0.25] * 2, rel=0.05)  # (1 - 1/2)², a closed form


def test_of_a_flat_law_every_value_inside_is_as_likely_as_any():
    flat = PlainDensity(draws(Uniform(-10, 10)))
    assert min(tails(flat, -9.9, -5.0, 0.0, 0.01, 9.9)) > 0.9
    assert tails(flat, -10.2, 10.2, 1e6, -1e6) == [0.0] * 4


@pytest.mark.parametrize(
    ("values", "weights", "value", "tail"),
    [
        ((-3, 0, 3), (1, 1, 1), 0, 1.0),
        ((-3, 0, 3), (1, 1, 1), 1, 0.0),
        ((-3, 0, 3), (1, 3, 1), 3, 0.4),
        ((-3, 0), (3, 1), 0, 0.25),
        ((0,), (1,), 0, 1.0),
        ((0,), (1,), 0.1, 0.0),
    ],
)
def test_of_a_few_values_the_tail_is_a_sum_of_weights(values, weights, value, tail):
    assert tails(PlainDensity(draws(Discrete(values, weights), 1024)), value) == pytest.approx([tail], abs=1e-3)


@pytest.mark.parametrize("mean", [0.0, 0.5])
def test_crossings_are_the_quantiles_of_a_bell(mean):
    law = PlainDensity(draws(Normal(mean, 1)))
    found = law.crossings((0.1, 0.01))
    assert [(one.below, one.above) for one in found] == [(2, 1), (1, 0), (0, 1), (1, 2)]
    expected = [mean + sign * -special.ndtri(tail / 2) for sign, tail in ((-1, 0.01), (-1, 0.1), (1, 0.1), (1, 0.01))]
    for one, place in zip(found, expected, strict=True):
        assert abs(one.at - place) < 0.06
        assert 0 < law.uncertainty(one) < 0.2
    assert law.hull(mean + 1) == pytest.approx((mean - 1, mean + 1), abs=0.05)
    assert law.no_likelier(mean + 1).mean() == pytest.approx(2 * special.ndtr(-1), abs=0.02)


@settings(max_examples=25)
@given(st.floats(1e-6, 1e6), st.floats(-1e3, 1e3), st.floats(-3, 3))
def test_neither_the_unit_nor_where_zero_lies_matters(scale, shift, value):
    plain = draws(Normal(0, 1), 1024)
    one, other = PlainDensity(plain), PlainDensity(scale * (plain + shift))
    assert tails(other, scale * (value + shift))[0] == pytest.approx(tails(one, value)[0], rel=1e-3, abs=1e-3)


@pytest.mark.parametrize(
    ("law", "both"),
    [
        (Uniform(-1, 1), True),
        (Normal(2, 1), True),
        (Normal(3, 1), False),
        (Uniform(1, 2), False),
        (Uniform(-2, -1), False),
    ],
)
def test_a_law_takes_both_signs_where_either_side_of_zero_could_turn_an_outcome(law, both):
    assert takes_both_signs(draws(law)) == both
