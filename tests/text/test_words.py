"""Figures and lists as a reader sees them: the figure stays what it is, and two that differ never print alike."""

import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from weighbridge.checks.results import Figure
from weighbridge.text.words import COMPUTED_DIGITS, listed, number, percent, significant, span, stretches, with_unit

FIGURES = st.floats(1e-9, 1e12) | st.floats(-1e12, -1e-9) | st.just(0.0)


def read(text):
    return float(text.replace(",", "").replace("−", "-"))


@given(FIGURES, st.integers(1, 6))
def test_a_figure_is_off_by_no_more_than_half_of_its_last_digit(value, digits):
    text = number(value, digits)
    assert re.fullmatch(r"−?\d{1,3}(,\d{3})*(\.\d+)?", text)
    assert (
        abs(read(text) - value) <= 0.5000001 * 10 ** (math.floor(math.log10(abs(value))) + 1 - digits)
        if value
        else text == "0"
    )


@given(FIGURES, st.integers(1, 6))
def test_what_is_shortened_once_is_not_shortened_further(value, digits):
    once = significant(value, digits)
    assert significant(once, digits) == once
    assert number(once, digits) == number(value, digits)


@given(st.floats(1e-6, 1e9), st.floats(1 + 2e-5, 10))
def test_two_ends_that_differ_never_print_alike(low, times):
    """As far as six digits tell them apart."""
    assume(number(low, COMPUTED_DIGITS) != number(low * times, COMPUTED_DIGITS))
    first, to, second = span((low, low * times), "kg").removesuffix(" kg").partition(" to ")
    assert to
    assert read(first) < read(second)


@pytest.mark.parametrize(
    ("value", "uncertainty", "text"),
    [
        (0.0009, 0.00001, "less than 0.1 %"),
        (0.9991, 0.00001, "more than 99.9 %"),
        (0.5, 0.01, "50 %"),
        (0.077, 0.0004, "7.70 %"),
    ],
)
def test_a_probability_is_a_percentage_with_the_digits_that_it_supports(value, uncertainty, text):
    assert percent(Figure(value=value, numerical_uncertainty=uncertainty)) == text


def test_names_outcomes_and_units_are_joined():
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert stretches(["holds", "fails"], ["51.8"], "51.8 tonne") == "holds up to 51.8, fails above 51.8 tonne"
    assert (with_unit("50", ""), with_unit("50", "truck")) == ("50", "50 truck")
