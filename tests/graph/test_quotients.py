"""Formulas as quotients of polynomials: the same numbers and slopes, and nothing left of what cancels out."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from weighbridge.graph.evaluate import Arrays, Floats
from weighbridge.graph.formula import Name, fold, parse
from weighbridge.graph.quotients import MOST_TERMS, Polynomial, Quotient, Quotients, TooLarge, symbol


def quotient(text):
    return fold(parse(text), Quotients(lambda name: symbol(Name(name))))


def value(expression, at):
    return fold(expression, Floats(at.__getitem__))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a - a", "0"),
        ("a / (a + b) + b / (a + b)", "1"),
        ("(a ** 3 - b ** 3) / (a - b)", "a ** 2 + a * b + b ** 2"),
        ("(a ** 2 - 2 * a * b + b ** 2) / (b - a)", "b - a"),
        ("1 / (1 + 1 / a)", "a / (a + 1)"),
        ("1 / a + 1 / b - (a + b) / (a * b)", "0"),
        ("(2 * a + 4 * b) / (a + 2 * b)", "2"),
        ("(a + b) ** 5 / (b + a) ** 7", "1 / (a + b) ** 2"),
        ("a ** -2 * a ** 3", "a"),
        ("5 tonne * a / (2 kg) - 2500 * a", "0"),
        ("(0.1 + 0.2) * a - 0.3 * a", "0"),
        ("sum(a, b, -a) * 3 / b", "3"),
        ("sqrt(a) * sqrt(a) * sqrt(a)", "a * sqrt(a)"),
        ("abs(a - b) ** 2 - (a - b) ** 2", "0"),
        ("exp(a) * exp(-a)", "1"),
        ("exp(b - a) * exp(a - b)", "1"),
        ("cos(a) ** 4 - (1 - sin(a) ** 2) ** 2", "0"),
        ("max(a, b, a) - max(b, a)", "0"),
        ("min(a, a) - a", "0"),
        ("a ** b / a ** b", "1"),
        ("log(a * b) - log(b * a)", "0"),
    ],
)
def test_what_is_left(text, left):
    assert quotient(f"({text}) - ({left})").value == 0


@pytest.mark.parametrize(
    "text", ["a", "a / b", "log(a) - log(b)", "sqrt(a * a)", "a ** 0.5 - 1", "sin(a)", "min(a, b)"]
)
def test_what_depends_on_something_is_no_number(text):
    assert quotient(text).value is None


def test_the_root_of_a_square_is_not_what_was_squared():
    """It is its size."""
    assert quotient("sqrt(a ** 2) - a").value is None
    assert quotient("(a ** 2) ** 0.5 - a").value is None


@pytest.mark.parametrize(
    "text",
    [
        "(a + b + c + d + e + f) ** 12",
        "((a ** 24) ** 24 + 1) ** 24 - a",
        "1e290 ** 9 * a",
        "(a + 1e-290) ** 20 + b",
    ],
)
def test_what_is_too_large_to_be_written_out_is_refused(text):
    with pytest.raises(TooLarge):
        quotient(f"({text}) + 1")


def test_one_over_nothing_is_refused():
    with pytest.raises(ZeroDivisionError):
        quotient("1 / (a - a)")


def test_long_division():
    def of(text):
        return quotient(text).multiplied_out

    assert of("a ** 3 - b ** 3").over(of("a - b")) == of("a ** 2 + a * b + b ** 2")
    assert of("a ** 3 + b ** 3").over(of("a - b")) is None
    assert of("6 * a * b").over(of("4 * b")) == of("1.5 * a")
    assert of("a").over(of("b")) is None
    assert len((of("1 + a") ** 20).terms) == 21 <= MOST_TERMS


leaf = st.one_of(st.sampled_from("abc"), st.integers(1, 4).map(str), st.sampled_from(["0.1", "2.5"]))


def formulas(inner):
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda a: f"(-{a})"),
        st.tuples(inner, st.integers(-3, 3)).map(lambda t: f"({t[0]}) ** {t[1]}"),
        st.tuples(st.sampled_from(["sqrt", "sin", "cos", "exp", "log", "abs"]), leaf).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"min({t[0]}, {t[1]})"),
    )


texts = st.recursive(leaf, formulas, max_leaves=7)
numbers = st.floats(0.3, 3.0)


def written_out(text):
    try:
        return quotient(text)
    except (TooLarge, ZeroDivisionError):
        return None


@given(texts, numbers, numbers, numbers)
def test_it_has_the_same_value_everywhere(text, a, b, c):
    at, found = {"a": a, "b": b, "c": c}, written_out(text)
    assume(found is not None)
    try:
        before, after = value(parse(text), at), value(found.expression, at)
    except (ArithmeticError, ValueError):
        return  # where it is written as one over nothing
    assume(1e-6 < abs(before) < 1e6)
    assert after == pytest.approx(before, rel=1e-5)


@given(texts, numbers, numbers, numbers)
def test_its_slope_is_that_of_the_formula(text, a, b, c):
    """By a complex step, which has no rounding error (Squire and Trapp 1998); where no symbol rests on the input."""
    at, found, step = {"a": a, "b": b, "c": c}, written_out(text), 1e-30
    assume(found is not None and all(isinstance(one, Name) for one in found.symbols))
    assume("abs" not in text and "min" not in text)
    try:
        slope = value(found.slope(Name("a")).expression, at)
    except (ArithmeticError, ValueError):
        return
    expected = complex(fold(parse(text), Arrays({**at, "a": a + step * 1j}))).imag / step
    assume(math.isfinite(expected) and abs(expected) < 1e6 and abs(slope) < 1e6)
    assert slope == pytest.approx(expected, rel=1e-5, abs=1e-5)


@given(texts, texts)
def test_what_is_taken_away_again_leaves_nothing(one, other):
    for text in (f"({one}) + ({other}) - ({other}) - ({one})", f"({one}) * ({other}) - ({other}) * ({one})"):
        found = written_out(text)
        assert found is None or found.value == 0


def test_numbers_are_the_decimals_that_are_written():
    assert quotient("0.1 + 0.2").value == Fraction(3, 10)
    assert quotient("1e-290 * 1e290").value == 1
    assert quotient("3 short_ton").value == Fraction("3") * Fraction("907.18474")


def test_a_polynomial_is_the_same_in_whatever_order_it_is_written():
    assert quotient("a * b + b * c + 2").multiplied_out == quotient("2 + c * b + b * a").multiplied_out
    assert Polynomial.of({}) == Polynomial.constant(0)
    assert Quotient(Fraction(0)).value == 0
