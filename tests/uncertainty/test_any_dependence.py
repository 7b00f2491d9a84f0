"""Bounds on a tail when nothing is known of the dependence: against closed forms, and against every pairing."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weighbridge.uncertainty.any_dependence import outside, reaches

N = 20_000
GRID = ((np.arange(N) + 0.5) / N).reshape(10, -1)


@pytest.mark.parametrize("shift", [-1.5, -0.4, 0.0, 0.3, 1.0, 2.5])
def test_two_normals_against_the_closed_form(shift):
    """For normals of spread 1 at a distance d the distributions lie 2Φ(d/2) − 1 apart at most."""
    x, y = stats.norm.ppf(GRID), stats.norm.ppf(GRID) + shift
    low, high = reaches(x, y)
    apart = 2 * stats.norm.cdf(abs(shift) / 2) - 1
    assert low.value == pytest.approx(apart if shift < 0 else 0, abs=2e-4)
    assert high.value == pytest.approx(1 - apart if shift > 0 else 1, abs=2e-4)


def test_normals_of_unequal_spread():
    """Both bounds bite where neither distribution lies above the other everywhere."""
    x, y = stats.norm.ppf(GRID), 2 * stats.norm.ppf(GRID)
    low, high = reaches(x, y)
    at = np.linspace(-8, 8, 160_001)
    gap = (stats.norm.cdf(at, scale=2) - stats.norm.cdf(at)).max()
    assert (low.value, high.value) == (pytest.approx(gap, abs=2e-4), pytest.approx(1 - gap, abs=2e-4))


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4), st.lists(st.integers(0, 6), min_size=4, max_size=4))
def test_against_every_pairing(one, other):
    """Four equal weights on either side: every dependence is a mixture of the 24 pairings, and both bounds are met."""
    shares = [np.mean([a >= b for a, b in zip(one, order, strict=True)]) for order in itertools.permutations(other)]
    low, high = reaches(np.array(one, float).reshape(2, 2), np.array(other, float).reshape(2, 2))
    assert low.value == pytest.approx(min(shares))
    assert high.value == pytest.approx(max(shares))


@pytest.mark.parametrize("check", ["usual_load", "usual_price"])
def test_the_independent_result_lies_between(raqqa, check):
    asked = raqqa.model.checks[check]
    computed, stated = (raqqa.draws.of(name, raqqa.choices) for name in (asked.computed, asked.stated))
    up = (computed >= stated).mean()
    bounds = {up: reaches(computed, stated), 1 - up: reaches(stated, computed)}
    ends = 0.9, 1.2
    beyond = ((computed / stated <= ends[0]) | (computed / stated >= ends[1])).mean()
    bounds[beyond] = outside(computed, stated, ends)
    for tail, (low, high) in bounds.items():
        assert 0 <= low.value <= tail <= high.value <= 1


@given(st.lists(st.integers(1, 6), min_size=4, max_size=4), st.lists(st.integers(1, 6), min_size=4, max_size=4))
def test_outside_an_interval_no_pairing_lies_beyond_the_bounds(one, other):
    ends = 0.7, 1.3
    ratios = [np.array(one) / np.array(order) for order in itertools.permutations(other)]
    shares = [np.mean((ratio <= ends[0]) | (ratio >= ends[1])) for ratio in ratios]
    low, high = outside(np.array(one, float).reshape(2, 2), np.array(other, float).reshape(2, 2), ends)
    assert low.value <= min(shares) + 1e-12
    assert high.value >= max(shares) - 1e-12


def test_extreme_pairings_reach_the_bounds(raqqa):
    """A second route: the pairings that the proof builds, ranks turned in a ring, for a real check."""
    computed = np.sort(raqqa.draws.of("convoy_mean_load", raqqa.choices), axis=None)
    stated = np.sort(raqqa.draws.of("load", raqqa.choices), axis=None)
    low, high = reaches(computed.reshape(16, -1), stated.reshape(16, -1))
    shares = [(np.roll(computed, turn) >= stated).mean() for turn in range(0, computed.size, 64)]
    assert min(shares) == pytest.approx(low.value, abs=1 / 250)
    assert max(shares) == pytest.approx(high.value, abs=1 / 250)


SHARED = """\
title: Two sides with a common input
article: {title: A, url: "https://example.org", language: en}
claims:
  mass: {quote: {exact: x}, value: 36 tonne, hedge: about}
assumptions:
  many: {of: it, reason: a test, uniform: {low: 20 tonne, high: 40 tonne}}
  half: {of: it, reason: a test, fixed: {value: 0.5 one}}
formulas:
  other: {expression: many + mass / 100, unit: tonne, of: a thing, reason: a test}
checks:
  apart: {question: a, kind: typical, stated: mass, at_most: many}
  shared: {question: b, kind: typical, stated: mass, at_most: other}
"""


def test_only_sides_without_a_common_input_have_the_bounds(make_case):
    result = make_case(SHARED).verify()
    low, high = result["apart"].reference.tail_under_any_dependence
    assert 0 <= low.value < result["apart"].reference.tail_probability.value < high.value <= 1
    assert result["shared"].reference.tail_under_any_dependence is None


def test_inputs_that_move_together_are_a_common_input(make_case):
    tied = SHARED.replace("formulas:", "correlations:\n  tied: {between: [mass, many], rank: half}\nformulas:")
    found = make_case(tied).verify()["apart"].reference
    assert found.tail_under_any_dependence is None
    plain = make_case(SHARED).verify()["apart"].reference
    assert not math.isclose(found.tail_probability.value, plain.tail_probability.value, rel_tol=1e-3)
