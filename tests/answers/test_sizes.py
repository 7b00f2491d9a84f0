"""How far a number is off, in words: by tables, and by laws over any two numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.answers.results import Size
from weighbridge.answers.sizes import difference_words, off, ratio_words, than

positive = st.floats(1e-6, 1e6)


def ratio(value, low=None, high=None, text=""):
    return Size(kind="ratio", value=value, low=low or value, high=high or value, unit="", text=text)


def difference(value, low=None, high=None, unit="tonne"):
    return Size(kind="difference", value=value, low=low or value, high=high or value, unit=unit, text="")


@pytest.mark.parametrize(
    ("size", "other", "said"),
    [
        (ratio(4.03), "the price of copper", "4 times the price of copper"),
        (ratio(1.43), "the mean load", "43% more than the mean load"),
        (ratio(0.78), "the mean load", "22% less than the mean load"),
        (ratio(1.003), "its other numbers give", "0.3% more than its other numbers give"),
        (ratio(0.28), "the price of copper", "28% of the price of copper"),
        (ratio(0.0036), "the most that is possible", "0.36% of the most that is possible"),
        (ratio(1.0), "the price", "the same as the price"),
        (ratio(None, 2.31, 3.04), "the mean load", "2.3 to 3.0 times the mean load"),
        (ratio(None, 0.044, 0.26), "the output", "4.4 to 26.0% of the output"),
        (ratio(None, 0.8, 1.2), "the output", "within the range of the output"),
        (ratio(None, 0.8, 1.2, "partly within the range"), "the output", "partly within the range of the output"),
        (ratio(None, 0.8, 1.2, "on both sides of it"), "the most", "on both sides of the most"),
        (ratio(None, 0.8, 1.0), "the most", "0.8 to 1.0 times the most"),
        (ratio(None, 1.0035, 5.0), "the output", "1.004 to 5 times the output"),
        (difference(None, 2.001, 2.004), "the other", "2 tonnes more than the other"),
        (difference(6.4, unit="percentage_point"), "the other", "6.4 percentage points more than the other"),
        (difference(-1.0), "the other", "1 tonne less than the other"),
    ],
)
def test_a_size_is_a_comparison(size, other, said):
    assert than(size, other) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (ratio(2.6, 2.31, 3.04), "2.3 to 3.0 times too high"),
        (ratio(0.05, 0.04, 0.26), "3.8 to 25.0 times too low"),
        (ratio(1.4, 1.2, 1.6), "20 to 60% too high"),
        (ratio(3.0, 1.8, 6.0), "1.8 to 6.0 times too high"),
        (ratio(1.67, 1.024, 4.57), "1.02 to 4.57 times too high"),  # "1 times" would be no error at all
        (ratio(0.6, 0.2, 0.996), "1.004 to 5 times too low"),
        (ratio(0.84, 0.82, 0.85), "15 to 18% too low"),
        (ratio(1.3, 0.9, 1.8), "30% too high"),  # the room does not say to which side: by the numbers as they stand
        (ratio(None, 0.9, 1.8), ""),
        (ratio(1.0), ""),
        (difference(-6.4, -12.4, -3.8, "percentage_point"), "3.8 to 12.4 percentage points too low"),
        (difference(5.0), "5 tonnes too high"),
    ],
)
def test_what_does_not_fit_is_so_much_too_high_or_low(size, said):
    assert off(size) == said


@given(positive, positive)
def test_more_and_less_agree_with_the_numbers(stated, computed):
    value = stated / computed
    said = ratio_words(value, (value, value)).alone
    if math.isclose(stated, computed, rel_tol=1e-9):
        assert said == "the same"
    elif value >= 2:
        assert said.endswith("times as much")
    elif value < 0.5:
        assert said.endswith("of it")
    else:
        assert said.endswith("more" if stated > computed else "less")


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_difference_has_its_side(stated, computed):
    said = difference_words(stated - computed, (stated - computed,) * 2, "tonne").alone
    assert said == "the same" or said.endswith("more" if stated > computed else "less")


@given(positive, st.floats(1, 100))
def test_a_range_that_lies_on_one_side_is_off_to_that_side(low, wide):
    high = low * wide
    said = off(Size(kind="ratio", value=None, low=low, high=high, unit="", text=""))
    sides = [high < 1, low > 1]
    assert [said.endswith("too low"), said.endswith("too high")] == sides
