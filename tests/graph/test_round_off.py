"""Rounding is not taken for a spread: what is one number is drawn as one, and what has a width keeps it."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge import Settings
from weighbridge.graph.formula import Apply, Name, Number, fold, parse
from weighbridge.graph.round_off import Rounded, Rounding, without

UNIFORM = "uniform: {low: 1 one, high: 2 one}"
NORMAL = "normal: {mean: 3 one, standard_uncertainty: 0.5 one}"  # without ends, so that no bounds are found

# Formulas that are one number whatever their inputs are, and that number.
NUMBERS = [
    ("a / (a + b) + b / (a + b)", 1),
    ("a / (a + b + n) + (b + n) / (a + b + n)", 1),
    ("a * 3 / 3 - a", 0),
    ("0.1 * n + 0.2 * n - 0.3 * n + 5", 5),
    ("sin(n) ** 2 + cos(n) ** 2", 1),
    ("sin(n) ** 2 + cos(n) ** 2 - 1", 0),
    ("exp(a) * exp(-a) * 0.3", 0.3),
    ("log(a * b) - log(a) - log(b)", 0),
    ("sqrt(a) * sqrt(a) / a", 1),
    ("(n - 1e9) + 1e9 - n", 0),
    ("(a + b) ** 2 - (a - b) ** 2 - 4 * a * b + 1e-6", 1e-6),
    ("tan(a) * cos(a) / sin(a)", 1),
    ("2 ** a / 2 ** a", 1),
    ("sum(a, b, -a, -b)", 0),
    ("max(a, b) + min(a, b) - a - b", 0),
    ("abs(a - b) / abs(b - a)", 1),
]
LAWS = {"a": UNIFORM, "b": UNIFORM, "n": NORMAL}


@pytest.fixture(scope="module")
def numbers(make_model):
    return make_model(LAWS, {f"y{at}": formula for at, (formula, _) in enumerate(NUMBERS)})


@pytest.mark.parametrize("at", range(len(NUMBERS)), ids=[formula for formula, _ in NUMBERS])
def test_one_number_is_drawn_as_one(numbers, at):
    quantity, expected = numbers[f"y{at}"], NUMBERS[at][1]
    assert np.ptp(quantity.draws) == 0
    assert quantity.draws[0, 0] == pytest.approx(expected, rel=1e-9, abs=1e-15)
    assert quantity.accounts.entries == []
    assert quantity.accounts.standard_uncertainty.value == 0
    assert quantity.side.standard_uncertainty.value == 0
    assert "so it has no spread to account for" in quantity.budget_sentence
    assert quantity.side.draws == Settings().points * Settings().randomisations  # no more were drawn in vain


def test_it_is_one_number_through_several_formulas(make_model):
    case = make_model(LAWS, {"total": "a + b", "part": "a / total", "rest": "b / total", "all": "100 * (part + rest)"})
    assert set(case["all"].draws.ravel()) == {100.0}
    assert [entry.inputs for entry in case["part"].accounts.entries] != []


@pytest.mark.parametrize(
    ("formula", "u"),
    [
        ("1e9 + 0.001 * a", 0.001 / math.sqrt(12)),
        ("(1e6 + a) / 1e6", 1e-6 / math.sqrt(12)),
        ("a * 1e-30", 1e-30 / math.sqrt(12)),
        ("1e-12 * a + 1", 1e-12 / math.sqrt(12)),
        ("1e-12 * a + b / b", 1e-12 / math.sqrt(12)),
        ("a - b + b", 1 / math.sqrt(12)),
        ("(a - 1.5) ** 21", math.sqrt(1 / (43 * 2**42))),
    ],
)
def test_what_has_a_width_keeps_it(make_model, formula, u):
    """However narrow, so long as floating point can tell."""
    case = make_model({"a": UNIFORM, "b": UNIFORM}, {"y": formula}, Settings(points=2**12))
    assert case["y"].draws.std() == pytest.approx(u, rel=0.02)
    assert case["y"].accounts.entries[0].inputs == ["a"]


def test_two_sides_that_are_one_have_no_margin_to_account_for(make_case):
    """Of computed less stated nothing is left but rounding, though each has a width."""
    case = make_case(
        """\
title: Two ways to write one thing
article: {title: A, url: "https://example.org", language: en}
claims:
  some: {quote: {exact: x}, value: 3 one, hedge: about}
  more: {quote: {exact: y}, value: 7 one, hedge: about}
formulas:
  stated: {expression: some / more, unit: one, of: a ratio}
  computed: {expression: 1 / (more / some), unit: one, of: a ratio, reason: a test}
checks:
  one: {question: Are they one?, kind: typical, stated: stated, at_most: computed}
"""
    )
    accounts = case.verify()["one"].reference.budget
    assert accounts.entries == []
    assert accounts.standard_uncertainty.value == 0


leaf = st.one_of(st.sampled_from("xyz"), st.integers(1, 5).map(str), st.just("0.1"))


def larger(inner):
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.integers(1, 3)).map(lambda t: f"({t[0]}) ** {t[1]}"),
        st.tuples(st.sampled_from(["min", "max", "sum"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        st.tuples(st.sampled_from(["abs", "-"]), inner).map(lambda t: f"{t[0]}({t[1]})"),
    )


class Exact:
    """The algebra of fractions: every value as it is, of binary numbers as they stand."""

    def __init__(self, values):
        self.values = values

    def number(self, number: Number):
        return Fraction(number.value)

    def name(self, name):
        return self.values[name]

    def apply(self, operation, arguments):
        if operation == "**":
            return arguments[0] ** int(arguments[1])
        by = {"min": min, "max": max, "sum": lambda *a: sum(a), "abs": abs, "negative": lambda a: -a}
        signs = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}
        return (by | signs)[operation](*arguments)


@given(st.recursive(leaf, larger, max_leaves=9), st.lists(st.floats(-9, 9), min_size=3, max_size=3))
def test_no_value_is_farther_off_than_is_said(text, values):
    """Against exact fractions: inputs that are off by nothing, each operation by half a unit of its last place."""
    inputs = dict(zip("xyz", values, strict=True))
    exact_inputs = {name: Fraction(value) for name, value in inputs.items()}
    try:
        exact = fold(parse(text), Exact(exact_inputs))
    except ZeroDivisionError:
        return
    found = fold(parse(text), Rounding(lambda name: Rounded(np.array(inputs[name]), np.array(0.0))))
    if not np.isfinite(found.value) or not np.isfinite(found.error) or abs(found.value) < 1e-200:
        return
    assert abs(Fraction(float(found.value)) - exact) <= Fraction(float(found.error)) * Fraction(11, 10) + Fraction(
        1, 10**300
    )


def test_what_is_not_known_to_be_rounding_is_left():
    draws = np.array([[1.0, 1.0 + 1e-9]])
    assert without(draws, Rounded.of(draws)) is draws
    assert without(np.array([[2.0, 2.0]]), Rounded.of(np.array([2.0]))).tolist() == [[2.0, 2.0]]
    endless = fold(Apply("/", (Name("x"), Name("x"))), Rounding(lambda _: Rounded.of(np.array([0.0, 1.0]))))
    assert without(draws, endless) is draws
