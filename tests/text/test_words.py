"""Figures and lists as a reader sees them: the figure stays what it is, and two that differ never print alike."""

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.checks.results import Figure
from weighbridge.text.words import (
    EXACT_DIGITS,
    apart,
    in_full,
    listed,
    number,
    one_in,
    percent,
    significant,
    span,
    spans,
    stretches,
)

FIGURES = st.floats(1e-9, 1e12) | st.floats(-1e12, -1e-9) | st.just(0.0)


SIZES = {"": 1, " million": 10**6, " billion": 10**9, " trillion": 10**12}
DIGITS = r"−?\d{1,3}(?:,\d{3})*(?:\.\d+)?"


def read(text):
    """The number that a text says, to the last digit that floats hold."""
    digits, size = re.fullmatch(rf"({DIGITS})( \w+)?", text).groups()
    return float(Decimal(digits.replace(",", "").replace("−", "-")) * SIZES[size or ""])


@given(FIGURES, st.integers(1, 6))
def test_a_figure_is_off_by_no_more_than_half_of_its_last_digit(value, digits):
    text = number(value, digits)
    assert re.fullmatch(rf"{DIGITS}( (million|billion|trillion))?", text)
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


# Figures far apart, and figures that differ in any one of their digits only.
NEAR = st.tuples(FIGURES, st.integers(1, 11), st.integers(-9, 9)).map(lambda t: t[0] * (1 + t[2] * 10.0 ** -t[1]))
TOGETHER = st.lists(FIGURES | NEAR, min_size=2, max_size=6).flatmap(
    lambda some: st.lists(
        st.sampled_from(some) | st.sampled_from(some).map(lambda x: x * (1 + 3e-7)), min_size=2, max_size=6
    )
)


@given(TOGETHER, st.integers(1, 6))
def test_two_figures_that_differ_never_read_alike(values, digits):
    """Two are one figure where they agree to all the digits that are kept; then they do read alike."""
    texts = apart(values, digits)
    for one, text in zip(values, texts, strict=True):
        for other, beside in zip(values, texts, strict=True):
            assert (text == beside) == (significant(one) == significant(other))
        assert read(text) == pytest.approx(one, rel=0.5 * 10.0 ** (1 - digits) * 1.001)


@given(TOGETHER, st.integers(1, 6))
def test_no_figure_has_more_digits_than_tell_it_apart(values, digits):
    """With one digit fewer, some other of those that are shown would read the same."""
    for value, text in zip(values, apart(values, digits), strict=True):
        shown = next(n for n in range(1, EXACT_DIGITS + 1) if number(value, n) == text)
        others = [other for other in values if significant(other) != significant(value)]
        assert shown <= digits or any(number(other, shown - 1) == number(value, shown - 1) for other in others)


@given(st.floats(1e-6, 1e9), st.floats(1 + 1e-10, 10))
def test_two_ends_that_differ_never_print_alike(low, times):
    first, to, second = span((low, low * times), "kg").removesuffix(" kilograms").partition(" to ")
    assert to
    assert read(first) < read(second)


@pytest.mark.parametrize(
    ("values", "digits", "texts"),
    [
        ([1620.4, 1619.6], 3, ["1,620.4", "1,619.6"]),
        ([50_000_838.0, 50_000_000.0], 3, ["50.001 million", "50 million"]),
        ([50_000_838.0, 50_000_000.0], [EXACT_DIGITS, 3], ["50,000,838", "50 million"]),
        ([0.1 + 0.2, 0.3], 3, ["0.3", "0.3"]),  # rounding is no difference
        ([45.606, 45.6], 3, ["45.61", "45.6"]),
        ([45.606, 46.0], 3, ["45.6", "46"]),
        ([0.0, 1e-9], 3, ["0", "0.000000001"]),
        ([-1.0004, 1.0004, -1.0], 3, ["−1.0004", "1", "−1"]),
        ([7.0], 3, ["7"]),
        ([], 3, []),
        ([999.6, 1000.0, 1000.4], 3, ["999.6", "1,000", "1,000.4"]),
    ],
)
def test_figures_shown_together(values, digits, texts):
    assert apart(values, digits) == texts


def test_a_text_of_its_own_is_kept_until_another_reads_the_same():
    assert apart([50.0, 57.31], texts=["50", "57.3"]) == ["50", "57.3"]
    assert apart([57.3, 57.31], texts=["57.3", "57.3"]) == ["57.3", "57.31"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (50_000_838.0, "50,000,838"),
        (1623.0, "1,623"),
        (12.45, "12.45"),
        (45.60649, "45.6"),
        (202.875, "203"),
        (0.0, "0"),
    ],
)
def test_a_number_that_is_written_is_shown_as_it_is_written(value, text):
    """One that is whole or has few decimals; what was computed with many has three digits."""
    assert number(value, in_full(value)) == text


def test_several_spans_shown_together():
    assert spans([(1620.0, 1620.0), (1619.6, 1620.4)]) == ["1,620", "1,619.6 to 1,620.4"]
    assert spans([(2.0, 3.0), (2.0004, 3.0)]) == ["2 to 3", "2.0004 to 3.0000"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (717_000, "717,000"),
        (999_499, "999,000"),
        (999_500, "1 million"),
        (2_134_000.0, "2.13 million"),
        (800_000_000, "800 million"),
        (999_950_000, "1 billion"),
        (33_300_000_000, "33.3 billion"),
        (1.5e17, "150,000 trillion"),
        (1e18, "1 × 10¹⁸"),
        (-2.5e20, "−2.5 × 10²⁰"),
        (-7_250_000, "−7.25 million"),
        (1e-9, "0.000000001"),
        (6.626e-34, "6.63 × 10⁻³⁴"),
        (0, "0"),
        (-0.0, "0"),
        (Decimal("12.50"), "12.5"),
        (Decimal("1200000"), "1.2 million"),
        (Decimal(0), "0"),
        (math.inf, "infinity"),
        (-math.inf, "−infinity"),
        (math.nan, "unknown"),
    ],
)
def test_any_number_reads_well(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2_345_000, 4, "2.345 million"),
        (2_345_600, 5, "2,345,600"),
        (1_234_567, 12, "1,234,567"),
        (1_234_567.25, 12, "1,234,567.25"),
        (-50_000_838, 12, "−50,000,838"),
        (12_000_500_000, 12, "12,000,500,000"),
        (12_500_000_000, 12, "12.5 billion"),
    ],
)
def test_of_millions_with_many_decimals_all_digits_are_shown(value, digits, text):
    assert number(value, digits) == text


@pytest.mark.parametrize(
    ("value", "uncertainty", "text"),
    [
        (0.0009, 0.00001, "less than 0.1%"),
        (0.0, 0.0, "less than 0.1%"),
        (0.9991, 0.00001, "more than 99.9%"),
        (0.5, 0.01, "50%"),
        (0.077, 0.0004, "7.7%"),
        (0.0771, 0.004, "8%"),
        (0.0771, 0.00001, "7.71%"),
    ],
)
def test_a_probability_is_a_percentage_with_the_digits_that_it_supports(value, uncertainty, text):
    assert percent(Figure(value=value, numerical_uncertainty=uncertainty)) == text


@pytest.mark.parametrize(
    ("value", "uncertainty", "text"),
    [
        (0.0769, 0.0004, "about 1 in 13"),
        (0.0333, 0.0004, "about 1 in 30"),
        (0.00783, 0.00001, "about 1 in 130"),
        (0.00783, 0.002, "about 1 in 130"),
        (0.00783, 0.004, "about 1 in 100"),
        (0.00102, 0.00001, "about 1 in 980"),
        (0.001, 0.0, "about 1 in 1,000"),
        (0.00099, 0.0, "fewer than 1 in 1,000"),
        (0.0, 0.0, "fewer than 1 in 1,000"),
        (0.5, 0.0, "about 1 in 2"),
        (0.22, 0.001, "about 22 in 100"),
        (0.22, 0.03, "about 1 in 5"),
        (0.4, 0.001, "about 2 in 5"),
        (0.7, 0.001, "about 7 in 10"),
        (0.75, 0.001, "about 3 in 4"),
        (0.9, 0.001, "about 9 in 10"),
        (0.95, 0.001, "about 19 in 20"),
        (0.99, 0.0, "about 99 in 100"),
        (0.9995, 0.0, "more than 999 in 1,000"),
        (1.0, 0.0, "more than 999 in 1,000"),
    ],
)
def test_a_probability_is_so_many_in_so_many(value, uncertainty, text):
    assert one_in(Figure(value=value, numerical_uncertainty=uncertainty)) == text


@given(st.floats(0, 1), st.sampled_from([0.0, 1e-5, 0.003, 0.05]))
def test_so_many_in_so_many_is_near_the_probability(value, uncertainty):
    text = one_in(Figure(value=value, numerical_uncertainty=uncertainty))
    word, many, total = re.fullmatch(r"(about|fewer than|more than) ([\d,]+) in ([\d,]+)", text).groups()
    said = read(many) / read(total)
    if word == "about":
        assert 0 < said < 1
        assert abs(said - value) <= max(min(value, 1 - value) * 0.0505, uncertainty) + 1e-12
    else:
        assert value < said if word == "fewer than" else value > said


def test_names_outcomes_and_units_are_joined():
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert stretches(["holds", "fails"], ["51.8"], "51.8 tonne") == "holds up to 51.8, fails above 51.8 tonne"
