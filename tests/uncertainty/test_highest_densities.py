"""Tails of many laws at once: each as the law has it by itself."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from weighbridge.uncertainty import HighestDensities, HighestDensity, coordinates, folded

VALUES = (0.02, 0.3, 0.8, 1.0, 1.7, 4.0, 90.0)


def laws(spread, shift, gap, many=512):
    """A bell, a skew one, a flat one, one of two modes, one with a steep end: as many draws each."""
    u = folded(coordinates(range(3), many, 16, 2017))
    z = special.ndtri(u)
    return np.stack(
        [
            np.exp(shift + spread * z[0]),
            np.exp(shift) * (z[0] ** 2 + (z[1] + 0.3) ** 2 + 0.1),
            np.exp(shift) * (1 + 40 * spread * u[0]),
            np.exp(np.where(u[2] < 0.4, shift, shift + gap) + spread * z[0]),
            np.exp(shift + spread * special.ndtri(u[0])) + u[1],
        ]
    )


@settings(max_examples=15, deadline=None)
@given(st.floats(0.05, 1.5), st.floats(-2, 2), st.floats(0.5, 6))
def test_every_law_has_the_tails_that_it_has_by_itself(spread, shift, gap):
    draws = laws(spread, shift, gap)
    several, alone = HighestDensities(draws), [HighestDensity(one) for one in draws]
    assert several.is_plain.all()
    found = several.tails(np.tile(VALUES, (len(draws), 1))).found
    for one, row in zip(alone, found, strict=True):
        np.testing.assert_allclose(row, one.tails(np.array(VALUES)), atol=1e-12)
    for one, estimate in zip(alone, several.tail(1.0), strict=True):
        by_itself = one.tail(1.0)
        assert estimate.value == pytest.approx(by_itself.value, abs=1e-12)
        assert estimate.numerical_uncertainty == pytest.approx(by_itself.numerical_uncertainty, rel=0.02)


def test_laws_with_steps_or_draws_that_are_not_above_zero_are_left_out():
    u = folded(coordinates(range(1), 256, 16, 2017))[0]
    several = HighestDensities(np.stack([1 + u, np.where(u < 0.3, 2.0, 3.0 + u), u - 0.5, np.where(u < 0.01, 0.0, u)]))
    assert several.is_plain.tolist() == [True, False, False, False]


@pytest.mark.parametrize("law", ["u - 2", "0 * u", "u - 0.5", "0 * u + 7"])
def test_laws_that_are_left_out_leave_the_others_as_they_are_and_no_warning(law):
    u = folded(coordinates(range(1), 256, 16, 2017))[0]
    both = np.stack([1 + u, eval(law, {"u": u})])
    with np.errstate(all="raise"):
        found = HighestDensities(both).tails(np.tile(VALUES, (2, 1)), 1.9)
    alone = HighestDensities(both[:1]).tails(np.array([VALUES]), 1.9)
    for many, one in ((found.found, alone.found), (found.least, alone.least), (found.most, alone.most)):
        np.testing.assert_array_equal(many[0], one[0])


@pytest.mark.parametrize("far", [0.5, 1.0, 1.4, 1.9, 2.3, 2.8, 3.4])
def test_the_room_of_a_part_of_the_draws_holds_the_tail_of_the_law(far):
    """Of a bell on the scale of logarithms the tail is the two-sided one of the normal distribution."""
    z = special.ndtri(folded(coordinates(range(1), 128, 16, 2017))[0])
    found = HighestDensities(np.exp(z)[None]).tails(np.array([[math.exp(far), math.exp(-far)]]), 1.91)
    tail = 2 * special.ndtr(-far)
    for inside in (tail, found.found):
        assert (found.least <= inside).all()
        assert (inside <= found.most).all()


@pytest.mark.parametrize("level", [0.1, 0.01])
def test_a_tail_that_is_not_below_a_level_lies_in_the_hull(level):
    draws = laws(0.4, 0.0, 3.0)
    low, high = HighestDensities(draws).passing(level)
    for law, least, most in zip(map(HighestDensity, draws), low, high, strict=True):
        values = np.exp(np.linspace(-6, 6, 400))
        passes = law.tails(values) >= level
        assert passes.any()
        assert least * 0.98 <= values[passes].min()
        assert values[passes].max() <= most * 1.02
