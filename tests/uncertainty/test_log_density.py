"""The density of a logarithm at a few points: held against quadrature, for laws with corners, ends and gaps."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from weighbridge.uncertainty import KINDS, LogDensity, coordinates, folded

POINTS = [1.0, 1 / 1.5, 1 / 2, 1 / 3, 1 / 10, 1.5, 2.0, 3.0, 10.0]
SEEDS = range(12)


def triangular(low, mode, high):
    return KINDS["triangular"](low, mode, high).quantile, stats.triang((mode - low) / (high - low), low, high - low).pdf


def pert(low, mode, high):
    first = 1 + 4 * (mode - low) / (high - low)
    return KINDS["pert"](low, mode, high).quantile, stats.beta(first, 6 - first, low, high - low).pdf


def uniform(low, high):
    return KINDS["uniform"](low, high).quantile, stats.uniform(low, high - low).pdf


def lognormal(median, spread):
    return KINDS["lognormal"](median, spread).quantile, stats.lognorm(math.log(spread), scale=median).pdf


def two_modes():
    """Half of it from 20 to 22, half from 46 to 54, and nothing between."""
    return (
        lambda p: np.where(p < 0.5, 20 + 4 * p, 46 + 16 * (p - 0.5)),
        lambda x: (stats.uniform(20, 2).pdf(x) + stats.uniform(46, 8).pdf(x)) / 2,
    )


# A law of what is computed, and by how much of itself the stated 50 may be more or less.
LAWS = {
    "a triangle, 50 on its falling side": (*triangular(15, 30.4, 60), 0.05),
    "the same, 50 almost exact": (*triangular(15, 30.4, 60), 0.01),
    "a triangle with a third of the stated number beside its corner": (*triangular(15, 18.1, 60), 0.05),
    "a triangle with its corner at the stated number": (*triangular(15, 50, 60), 0.05),
    "the same, almost exact": (*triangular(15, 50, 60), 0.01),
    "a PERT": (*pert(15, 30.4, 60), 0.05),
    "a flat law": (*uniform(15, 60), 0.05),
    "a flat law that ends at the stated number": (*uniform(10, 50), 0.05),
    "a flat law that ends at half of it": (*uniform(25, 60), 0.05),
    "a lognormal one": (*lognormal(30, 1.5), 0.05),
    "a narrow one, 50 far out": (*lognormal(40, 1.1), 0.05),
    "narrower than its room": (*lognormal(49, 1.01), 0.05),
    "two modes that do not touch": (*two_modes(), 0.05),
    "a wide one": (*lognormal(20, 4.0), 0.05),
}


def ratio(quantile, room, seed):
    own, stated = folded(coordinates(range(2), 1024, 16, seed))
    return quantile(own) / (50 * (1 + room * (2 * stated - 1)))


def exact(density, room):
    """The density at each point by quadrature over the room: of ln C at ln S + x, C having its density."""

    def at(multiple):
        stated = 50 * (1 + room * (2 * (np.arange(20000) + 0.5) / 20000 - 1))
        return float(np.mean(density(stated * multiple) * stated * multiple))

    return np.array([at(multiple) for multiple in POINTS])


@pytest.mark.parametrize("law", LAWS)
def test_it_is_what_quadrature_says_within_its_bounds(law):
    """Nineteen of twenty within them, over seeds and points; and the estimate near, where the density is not small."""
    quantile, density, room = LAWS[law]
    expected = exact(density, room)
    found = [LogDensity(ratio(quantile, room, seed)).at(POINTS) for seed in SEEDS]
    inside = [one.low - 1e-9 <= e <= one.high + 1e-9 for each in found for one, e in zip(each, expected, strict=True)]
    assert np.mean(inside) > 0.95
    for place, value in enumerate(expected):
        if value > expected.max() / 20:
            assert np.median([each[place].value for each in found]) == pytest.approx(value, rel=0.08)


def test_the_quadrature_itself_is_that_of_another_rule():
    _, density, room = LAWS["a triangle, 50 on its falling side"]
    low, high = 50 * (1 - room), 50 * (1 + room)
    other = integrate.quad(lambda s: density(s / 2) * s / 2 / (high - low), low, high)[0]
    assert exact(density, room)[2] == pytest.approx(other, rel=1e-6)


def test_smooth_laws_are_known_to_a_few_percent():
    for law in ("a lognormal one", "a PERT"):
        quantile, density, room = LAWS[law]
        expected, widths = exact(density, room), []
        for seed in SEEDS:
            for one, e in zip(LogDensity(ratio(quantile, room, seed)).at(POINTS), expected, strict=True):
                if e > expected.max() / 20:
                    assert one.value == pytest.approx(e, rel=0.03)
                    widths.append((one.high - one.low) / e)
        assert np.median(widths) < 0.05


def test_at_the_very_end_of_a_law_its_bounds_hold_both_sides():
    """Of numbers that are exact nothing smooths the end: to one side lies the whole density, to the other none."""
    own = folded(coordinates(range(1), 1024, 16, 1))[0]
    (found,) = LogDensity(10 + 40 * own).at([50.0])
    assert found.low < 0.15 * 1.25
    assert found.high > 0.85 * 1.25


@pytest.mark.parametrize("end", [49.99, 50.05])
def test_next_to_an_end_its_bounds_hold_the_density_on_both_sides(end):
    """No draws tell a number a thousandth inside from one outside: a bound that leaves out either would be a guess."""
    inside = 50 / (end - 10)
    for seed in SEEDS:
        own = folded(coordinates(range(1), 1024, 16, seed))[0]
        (found,) = LogDensity(10 + (end - 10) * own).at([50.0])
        assert found.low < 0.1 * inside
        assert found.high > 0.95 * inside


def test_an_end_that_the_width_reaches_over_is_left_open():
    """The law begins one percent below the point, where it has its whole density: the bounds of most seeds hold it."""
    held = []
    for seed in SEEDS:
        own = folded(coordinates(range(1), 1024, 16, seed))[0]
        (found,) = LogDensity((16.5 + 43.5 * own) / 50).at([1 / 3])
        held.append(found.high > 0.97 * (50 / 3) / 43.5)
    assert np.mean(held) > 0.75


def test_where_no_draw_lies_the_bound_is_the_rule_of_three():
    found = LogDensity(ratio(KINDS["uniform"](45.0, 55.0).quantile, 0.01, 1)).at([1.0, 1 / 3])
    assert (found[1].value, found[1].low, found[1].is_resolved) == (0.0, 0.0, False)
    assert 0 < found[1].high < found[0].value / 100


@pytest.mark.parametrize(
    ("draws", "is_so"),
    [
        (np.full((16, 64), 2.0), True),
        (np.tile([1.0, 2.0], (16, 32)), True),
        (np.arange(1024.0).reshape(16, 64) + 1, False),
        (np.where(np.arange(1024).reshape(64, 16).T < 100, 5.0, np.arange(1024.0).reshape(64, 16).T + 6), True),
    ],
)
def test_a_law_of_single_values_has_no_density(draws, is_so):
    assert LogDensity(draws).has_single_values == is_so


@pytest.mark.parametrize("draws", [np.full((16, 64), -1.0), np.zeros((16, 64)), np.full((16, 64), 3.0)])
def test_without_spread_or_logarithm_nothing_is_known(draws):
    for one in LogDensity(draws).at(POINTS):
        assert (one.value, one.low, one.high, one.is_resolved) == (0.0, 0.0, math.inf, False)


def test_what_lies_below_zero_counts_among_all_and_lies_near_nothing():
    """Of a law that is negative by a half the density is half that of its other half."""
    whole = ratio(KINDS["lognormal"](30.0, 1.5).quantile, 0.05, 3)
    half = np.concatenate([whole, -whole], axis=1)
    for one, other in zip(LogDensity(half).at(POINTS), LogDensity(whole).at(POINTS), strict=True):
        if other.is_resolved and other.value > 0.05:
            assert one.value == pytest.approx(other.value / 2, rel=0.03)


@settings(max_examples=30, deadline=None)
@given(st.floats(-250, 250), st.sampled_from(sorted(LAWS)))
def test_another_unit_changes_nothing(power, law):
    quantile, _, room = LAWS[law]
    draws, times = ratio(quantile, room, 5), 10.0**power
    here = LogDensity(draws).at(POINTS)
    there = LogDensity(draws * times).at([point * times for point in POINTS])
    for one, other in zip(here, there, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-3, abs=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(LAWS)))
def test_upside_down_it_is_the_same_law(law):
    """The logarithm of 1/R is that of R with the other sign."""
    quantile, _, room = LAWS[law]
    draws = ratio(quantile, room, 7)
    here, there = LogDensity(draws).at(POINTS), LogDensity(1 / draws).at([1 / point for point in POINTS])
    for one, other in zip(here, there, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-4, abs=1e-4)
