"""Twice the smaller tail: by counting, and as laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from weighbridge.uncertainty import TwoSided

values = st.lists(st.integers(-40, 40), min_size=8, max_size=60).map(lambda found: found[: len(found) // 4 * 4])


def law_of(found):
    return TwoSided(np.array(found, dtype=float).reshape(4, -1))


@given(values, st.integers(-41, 41), st.booleans())
def test_a_tail_is_counted(found, place, between):
    at = place + 0.5 * between
    beyond = min(sum(one >= at for one in found), sum(one <= at for one in found))
    law = law_of(found)
    assert law.tails(np.array([at]))[0] == pytest.approx(min(1, 2 * beyond / len(found)))
    assert law.tail(at).value == pytest.approx(min(1, 2 * beyond / len(found)))


@given(values, st.integers(-41, 41))
def test_what_is_no_likelier_and_what_lies_farther_in_are_all_there_is(found, at):
    law = law_of(found)
    out, hull = law.no_likelier(float(at)), law.hull(float(at))
    assert out.shape == law.draws.shape
    inside = law.draws[~out]
    assert hull == ((inside.min(), inside.max()) if inside.size else None)
    assert (law.tails(law.draws[out]) <= law.tails(np.array([at])) + 1e-12).all()


@given(values, st.sampled_from([0.1, 0.3, 0.6]))
def test_a_crossing_is_the_last_value_that_still_reaches_its_level(found, level):
    law = law_of(found)
    for one in law.crossings([level]):
        out = -1e-3 if one.below > one.above else 1e-3
        assert law.tails(np.array([one.at]))[0] >= level - 1e-12
        assert law.tails(np.array([one.at + out]))[0] < level


def test_of_a_flat_law_the_crossings_are_its_quantiles():
    draws = (np.arange(16_000.0).reshape(1000, 16).T + 0.5) / 16_000 + 1.0
    law = TwoSided(draws)
    places = [(round(one.at, 3), one.below, one.above) for one in law.crossings([0.1, 0.01])]
    assert places == [(1.005, 2, 1), (1.05, 1, 0), (1.95, 0, 1), (1.995, 1, 2)]
    assert law.likeliest == pytest.approx(1.5, abs=1e-3)
    assert not law.has_steps


def test_the_told_uncertainty_of_a_crossing_covers_it():
    """The quantile 0.05 of the normal distribution, from other random draws each time."""
    truth, hits = float(special.ndtri(0.05)) + 5, 0
    for seed in range(60):
        law = TwoSided(np.random.default_rng(seed).normal(5, 1, (16, 200)))
        first = law.crossings([0.1])[0]
        hits += abs(first.at - truth) <= law.uncertainty(first)
    assert hits >= 51  # of 60 at 95 %: fewer come once in five hundred


def test_a_law_below_zero_has_no_likeliest_value_above_it():
    assert law_of([-4, -3, -2, -1] * 2).likeliest is None
