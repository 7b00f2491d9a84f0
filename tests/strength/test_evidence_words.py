"""The table of words for likelihood ratios against its source, and which of them stands where a ratio is not sharp."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.checks import Error
from weighbridge.strength.evidence_words import Strength, evidence_words, speaks, strength_of
from weighbridge.strength.results import LikelihoodRatio

BARE, POSITIVE, STRONG, VERY = Strength


def ratio(least, most):
    return LikelihoodRatio(factor=2, error=Error.TOO_HIGH, least=least, most=most)


def test_the_bounds_are_those_of_kass_and_raftery():
    assert [(word.at_least, word.in_the_source) for word in evidence_words()] == [
        (1, "not worth more than a bare mention"),
        (3, "positive"),
        (20, "strong"),
        (150, "very strong"),
    ]
    assert [word.strength for word in evidence_words()] == list(Strength)


@pytest.mark.parametrize(
    ("least", "most", "strength", "for_stated"),
    [
        (1.2, 2.8, BARE, True),
        (2.8, 3.2, BARE, True),  # on both sides of a bound: the weaker
        (3.0, 19.0, POSITIVE, True),
        (19.0, 400.0, POSITIVE, True),
        (200.0, None, VERY, True),
        (25.0, None, STRONG, True),
        (0.9, 1.2, BARE, None),
        (0.1, 9.0, BARE, None),
        (0.4, None, BARE, None),
        (0.3, 0.5, BARE, False),
        (0.01, 0.2, POSITIVE, False),
        (0.0, 0.04, STRONG, False),
        (0.0, 0.001, VERY, False),
    ],
)
def test_a_range_is_called_by_its_weakest(least, most, strength, for_stated):
    assert speaks(ratio(least, most)) == (strength, for_stated)


def test_of_what_can_be_anything_nothing_is_said():
    assert speaks(ratio(0.0, None)) is None


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_the_other_way_round_it_speaks_for_the_other_as_strongly(one, other):
    low, high = sorted((one, other))
    here, there = speaks(ratio(low, high)), speaks(ratio(1 / high, 1 / low))
    assert here.strength == there.strength
    if here.for_stated is not None and low != 1 != high:
        assert there.for_stated == (not here.for_stated)


@given(st.floats(1, 1e6), st.floats(1, 1e6))
def test_more_is_never_called_less(one, other):
    order, (low, high) = list(Strength), sorted((one, other))
    assert order.index(strength_of(low)) <= order.index(strength_of(high))
