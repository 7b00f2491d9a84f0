"""Outer bounds: they enclose whatever a grid finds, and are tight where the extremes are known."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from weighbridge.graph.bounds import degree, outer_bounds, vertices
from weighbridge.graph.evaluate import Arrays
from weighbridge.graph.formula import Name, fold, parse
from weighbridge.graph.model import ModelError
from weighbridge.uncertainty.compositions import Composition
from weighbridge.uncertainty.minimum import TOLERANCE


def uniform(low, high, unit="one"):
    return f"uniform: {{low: {low} {unit}, high: {high} {unit}}}"


SHARES = "composition: {parts: {a: {low: 0.2 one}, b: {}, c: {high: 0.5 one}}}"


@pytest.fixture(scope="module")
def bounds(make_model):
    """The bounds of one formula over uniform inputs, given as pairs, or over laws, given as text."""

    def bounds(formula, **laws):
        laws = {name: law if isinstance(law, str) else uniform(*law) for name, law in laws.items()}
        case = make_model(laws, {"y": formula})
        return outer_bounds(case.model, Name("y"), case.choices)

    return bounds


@pytest.mark.parametrize(
    ("formula", "x", "expected"),
    [
        # A repeated quantity is one quantity.
        ("x - x", (1, 2), (0, 0)),
        ("x / x", (1, 2), (1, 1)),
        ("x / x", (1, 1000), (1, 1)),
        ("2 * x - x", (1, 2), (1, 2)),
        ("x / (1 + x)", (1, 1000), (0.5, 1000 / 1001)),
        # Neither rising nor falling: the extreme lies inside.
        ("x * (1 - x)", (0, 1), (0, 0.25)),
        ("x * (1 - x)", (-1, 2), (-2, 0.25)),
        ("x ** 2 - x", (-2, 2), (-0.25, 6)),
        ("x ** 3 - 3 * x", (-3, 3), (-18, 18)),
        ("x ** 1.5 - x", (0, 1), (-4 / 27, 0)),  # at x = 4/9
        ("sqrt(x) - x", (0, 1), (0, 0.25)),
        ("sqrt(x * (1 - x))", (0, 1), (0, 0.5)),
        ("1 / (x * (1 - x))", (0.1, 0.9), (4, 1 / 0.09)),
        ("1 / (1 + x ** 2)", (-2, 3), (0.1, 1)),
        ("x ** x", (0.1, 2), (math.exp(-1 / math.e), 4)),  # at x = 1/e
        ("exp(-x * x) * x", (-3, 3), (-math.exp(-0.5) / math.sqrt(2), math.exp(-0.5) / math.sqrt(2))),
        ("log(x) / x", (1, 10), (0, 1 / math.e)),
        # With edges.
        ("abs(x)", (-3, 2), (0, 3)),
        ("abs(x) - x", (-3, 2), (0, 6)),
        ("min(x, 1 - x)", (0, 1), (0, 0.5)),
        ("max(x, 1 - x)", (0, 1), (0.5, 1)),
        ("max(x, 0) + min(x, 0)", (-2, 3), (-2, 3)),
        # One way only: the ends.
        ("sqrt(x)", (0, 4), (0, 2)),
        ("x ** -3", (-2, -1), (-1, -0.125)),
        ("2 ** x", (-1, 2), (0.5, 4)),
        ("exp(x)", (0, 1), (1, math.e)),
        ("x ** 0", (-1, 2), (1, 1)),
        ("7", (0, 1), (7, 7)),
    ],
)
def test_known_extremes(bounds, formula, x, expected):
    """Never inside the truth, and outside it by no more than the stated tolerance (1e-6, of the larger end)."""
    low, high = bounds(formula, x=x)
    wide = 2 * TOLERANCE * max(abs(end) for end in expected)
    assert expected[0] - wide <= low <= expected[0] + 1e-12
    assert expected[1] - 1e-12 <= high <= expected[1] + wide


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("x * w", (-6, 6)),
        ("(x + w) / (x + 3)", (-3, 1)),
        ("min(x, w) - w", (-5, 0)),
        ("x ** 2 + w ** 2 - x * w", (0, 19)),
        ("(x - w) ** 2", (0, 25)),
    ],
)
def test_two_inputs(bounds, formula, expected):
    low, high = bounds(formula, x=(-2, 2), w=(-1, 3))
    assert low == pytest.approx(expected[0], abs=2e-5)
    assert high == pytest.approx(expected[1], abs=2e-5)
    assert low <= expected[0] + 1e-12
    assert high >= expected[1] - 1e-12


# A quantity that is used twice is one quantity: what cancels out leaves no width, however it is written.
ONCE = [
    ("a / (a + b) + b / (a + b)", (1, 1)),
    ("a / (a + b + c) + b / (a + b + c) + c / (a + b + c)", (1, 1)),
    ("a * b / (a * b)", (1, 1)),
    ("a ** 2 - a * a", (0, 0)),
    ("(a + b) * (a - b) - (a ** 2 - b ** 2)", (0, 0)),
    ("(a + b) ** 2 - (a - b) ** 2 - 4 * a * b", (0, 0)),
    ("1 / (1 / a + 1 / b) - a * b / (a + b)", (0, 0)),
    ("(a ** 2 - b ** 2) / (a + b) - a + b", (0, 0)),
    ("(a - b) / (a + b) + (b - a) / (b + a)", (0, 0)),
    ("a - a * b + b * a", (1, 1000)),
    ("0.1 * a * 10 - a", (0, 0)),
    ("a * 3 / 3 - a", (0, 0)),
    ("2 * min(a, b) - min(b, a) - min(a, b)", (0, 0)),
    ("abs(a - b) / (1 + abs(b - a)) * (1 + abs(a - b)) - abs(a - b)", (0, 0)),
    ("sqrt(a + b) * sqrt(b + a) - a", (2, 2000)),
    ("log(a / b) * log(c) - log(c) * log(a / b)", (0, 0)),
    ("sin(a) ** 2 + cos(a) ** 2", (1, 1)),
    ("exp(a / 100) * exp(-a / 100)", (1, 1)),
    # What is left runs one way, or one way in all inputs but one.
    ("(a - b) / (a + b)", (-1999 / 2001, 998 / 1002)),
    ("a / b * (1 - b / c) + a / c", (1 / 2000, 500)),
    ("(a * b + b * c + c * a) / (a + b + c)", ((2 + 6 + 3) / 6, (2000 + 6000 + 3000) * 1000 / 6000)),
    ("((a - b) / (a + b)) * ((a + b) / (a - b + 2000))", (-1999, 998 / 2998)),
]


@pytest.mark.parametrize(("formula", "expected"), ONCE)
def test_what_is_used_twice_is_one_quantity(bounds, formula, expected):
    """Without a search: the ends are those of the corners, to rounding."""
    found = bounds(formula, a=(1, 1000), b=(2, 2000), c=(3, 3000))
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_it_is_one_quantity_through_several_formulas(make_model):
    laws = {"steel": uniform(10, 1000, "tonne"), "copper": uniform(1, 900, "tonne")}
    formulas = {
        "total": "steel + copper in tonne",
        "part": "steel / total in percent",
        "rest": "copper / total in percent",
        "whole": "part + rest in percent",
        "gap": "whole - 100 percent in percent",
    }
    case = make_model(laws, formulas)
    ends = {name: outer_bounds(case.model, Name(name), case.choices) for name in ("whole", "gap", "part")}
    assert ends == {"whole": (1, 1), "gap": (0, 0), "part": (10 / 910, 1000 / 1001)}


def test_shares_of_a_mix_that_is_not_linear_are_one_quantity_too(make_model):
    case = make_model({"s": SHARES, "x": uniform(1, 5)}, {"y": "s.a * s.b / (s.b * s.a + x) + x / (x + s.a * s.b)"})
    assert outer_bounds(case.model, Name("y"), case.choices) == (1, 1)


def test_what_cannot_be_divided_by_is_not_cancelled_out(bounds):
    """Written out, nothing is left of it, but where it is zero there is no number."""
    for formula in ("x / x", "x * x / x ** 2", "(x + 1) / x - 1 / x"):
        with pytest.raises(ModelError, match="a denominator could not be shown to stay off zero"):
            bounds(formula, x=(-1, 2))


def test_the_middle_of_a_valley_is_searched(bounds):
    """Where the least values lie along a line a search is slow; it never ends above them."""
    low, high = bounds("(a * a + b * b) / (a + b) ** 2", a=(1, 1000), b=(1, 1000))
    assert 0.499 < low <= 0.5
    assert high == pytest.approx((1e6 + 1) / 1001**2, rel=1e-5)


def test_what_turns_in_one_input_is_searched_in_that_one(bounds):
    """It falls with b, rises with c, and in a turns at √(b c)."""
    found = bounds("a / (a + b) - a / (a + c)", a=(1, 1000), b=(2, 2000), c=(3, 3000))
    at = math.sqrt(6000)
    assert found == pytest.approx((at / (at + 2000) - at / (at + 3), at / (at + 2) - at / (at + 3000)), rel=2e-6)


def test_units_are_roots(bounds):
    assert bounds("5 tonne + x in tonne", x="uniform: {low: 1 short_ton, high: 1 tonne}") == pytest.approx(
        (5907.18474, 6000), rel=1e-15
    )


WITHOUT_BOUNDS = [
    ("1 / x", (0, 1), "a denominator could not be shown to stay off zero"),
    ("1 / x", (-1, 1), "a denominator could not be shown to stay off zero"),
    ("1 / (1 - x)", (0, 1), "a denominator could not be shown to stay off zero"),
    ("x ** -1", (-1, 1), "a denominator could not be shown to stay off zero"),
    ("log(x)", (0, 1), "a logarithm could not be shown to stay above zero"),
    ("sqrt(x)", (-1, 1), "a root or a broken power of a negative number"),
    (
        "x",
        "normal: {mean: 0 one, standard_uncertainty: 1 one}",
        "`x` has no ends, so there are no bounds; give it `low` and `high`",
    ),
    (
        "x",
        "lognormal: {median: 1 one, geometric_standard_deviation: 2 one}",
        "`x` has no ends, so there are no bounds; give it `low` and `high`",
    ),
]


def test_no_bounds(bounds):
    for formula, x, message in WITHOUT_BOUNDS:
        with pytest.raises(ModelError) as caught:
            bounds(formula, x=x)
        start = f"there are no bounds for `y` = {formula}: "
        assert str(caught.value) == (message if message.startswith("`x`") else start + message)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1 / (x - x + 2)", (0.5, 0.5)),
        ("1 / (2 * x - x)", "a denominator could not be shown to stay off zero"),
        ("log(3 * x - 2 * x)", "a logarithm could not be shown to stay above zero"),
    ],
)
def test_what_only_seems_to_reach_zero_is_bounded_or_refused_without_saying_that_it_does(bounds, formula, expected):
    if isinstance(expected, tuple):
        assert bounds(formula, x=(1, 4)) == pytest.approx(expected, rel=1e-5)
    else:
        with pytest.raises(ModelError, match=expected):
            bounds(formula, x=(1, 4))


def test_beyond_floating_point_there_is_a_refusal_or_infinity(bounds):
    """No crash, and no end that is not a number."""
    for formula in ("x ** 20", "x ** -20", "exp(x)", "x ** 9 * x ** 9"):
        low, high = bounds(formula, x=("1e29", "2e29"))
        assert low <= high, formula
    with pytest.raises(ModelError):
        bounds("exp(x) - exp(x)", x=("1e29", "2e29"))


# Against a grid.

leaf = st.one_of(st.sampled_from(["x", "w"]), st.integers(1, 4).map(str))


def formulas(inner):
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]} / (1 + ({t[1]}) ** 2))"),
        inner.map(lambda a: f"sqrt(2 + ({a}) ** 2)"),
        inner.map(lambda a: f"((-{a}) ** 3)"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        inner.map(lambda a: f"abs({a})"),
    )


ends = st.integers(-20, 20).map(lambda value: value / 10)
pairs = st.tuples(ends, ends).map(sorted)


@settings(max_examples=60)
@given(st.recursive(leaf, formulas, max_leaves=5), pairs, pairs)
def test_no_value_of_a_grid_lies_outside(bounds, formula, x, w):
    low, high = bounds(formula, x=x, w=w)
    across, along = np.meshgrid(np.linspace(*x, 41), np.linspace(*w, 41))
    values = np.asarray(fold(parse(formula), Arrays({"x": across, "w": along})))
    slack = 1e-9 * max(1.0, abs(low), abs(high))
    assert low - slack <= values.min()
    assert values.max() <= high + slack


@settings(max_examples=60)
@given(st.lists(st.integers(-5, 5), min_size=2, max_size=5), pairs)
def test_polynomials_are_tight(bounds, coefficients, x):
    """The extremes of a polynomial lie at the ends or at the real roots of its derivative."""
    polynomial = np.polynomial.Polynomial(coefficients)
    formula = " + ".join(f"({c}) * x ** {power}" for power, c in enumerate(coefficients))
    roots = polynomial.deriv().roots() if any(coefficients[1:]) else np.array([])
    inside = [root.real for root in roots if abs(root.imag) < 1e-9 and x[0] <= root.real <= x[1]]
    values = polynomial(np.array([*x, *inside]))
    low, high = bounds(formula, x=x)
    scale = max(1.0, np.abs(values).max())
    assert values.min() - 1e-5 * scale <= low <= values.min() + 1e-9 * scale
    assert values.max() - 1e-9 * scale <= high <= values.max() + 1e-5 * scale


# Compositions.


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        # a from 0.2, c to 0.5: the corners are (1, 0, 0), (0.2, 0.8, 0), (0.5, 0, 0.5) and (0.2, 0.3, 0.5).
        ("s.a + s.b + s.c", (1, 1)),
        ("2 * s.a + 3 * s.b + 10 * s.c", (2, 6.3)),
        ("s.a - s.b", (-0.6, 1)),
        ("s.a * x", (0.2, 2)),
        ("x * (s.a + 2 * s.b) / w", (0.25, 3.6)),  # at (0.5, 0, 0.5) and at (0.2, 0.8, 0)
        ("1 - s.b", (0.2, 1)),
    ],
)
def test_linear_in_the_shares_the_corners_decide(bounds, formula, expected):
    """Over a box of shares, forgetting their sum, each but the last two would be wider."""
    laws = {"s": SHARES, **({"x": (1, 2)} if "x" in formula else {}), **({"w": (1, 2)} if "w" in formula else {})}
    assert bounds(formula, **laws) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("formula", "truth"),
    [
        ("s.a * s.b", (0, 0.25)),
        ("s.a ** 2 + s.b ** 2", (0.125, 1)),
        ("s.a / (s.a + s.b)", (0.2, 1)),
        ("abs(s.a - s.b)", (0, 1)),
    ],
)
def test_not_linear_in_the_shares_the_bounds_still_enclose(bounds, formula, truth):
    low, high = bounds(formula, s=SHARES)
    assert low <= truth[0] + 1e-9
    assert truth[1] - 1e-9 <= high


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("x", 0),
        ("s.a", 1),
        ("x * (s.a - 2 * s.b) / x", 1),
        ("sum(s.a, x) - s.b", 1),
        ("s.a * s.b", 2),
        ("s.a ** 2", math.inf),
        ("1 / s.a", math.inf),
        ("min(s.a, s.b)", math.inf),
        ("-s.a * x ** 2", 1),
    ],
)
def test_degree(make_model, formula, expected):
    case = make_model({"x": uniform(1, 2), "s": SHARES}, {"y": formula})
    assert degree(case.model, Name("y"), "s", case.choices) == expected


@st.composite
def compositions(draw):
    raw = draw(st.lists(st.integers(1, 9), min_size=2, max_size=5))
    mix = [share / sum(raw) for share in raw]
    low = tuple(round(share * draw(st.integers(0, 4)) / 4, 6) for share in mix)
    high = tuple(min(1.0, round(share + (1 - share) * draw(st.integers(0, 4)) / 4 + 0.02, 6)) for share in mix)
    return Composition(tuple("abcde"[: len(mix)]), low, high)


@given(compositions(), st.lists(st.integers(-9, 9), min_size=5, max_size=5))
def test_the_corners_carry_every_linear_extreme(mix, prices):
    """By linear programming (HiGHS), which knows nothing of corners."""
    prices = prices[: len(mix.parts)]
    corners = np.array(list(vertices(mix)))
    assert np.abs(corners.sum(axis=1) - 1).max() < 1e-9
    limits = list(zip(mix.low, mix.high, strict=True))
    best = linprog(prices, A_eq=[[1.0] * len(prices)], b_eq=[1.0], bounds=limits)
    assert (corners @ prices).min() == pytest.approx(best.fun, abs=1e-8)


def test_fixed_values_take_the_place_of_inputs(make_model):
    case = make_model({"x": uniform(1, 2), "s": SHARES}, {"y": "x * (10 * s.a + s.b)"})
    pure = {"s.a": 0.0, "s.b": 1.0, "s.c": 0.0}
    assert outer_bounds(case.model, Name("y"), case.choices, pure) == (1, 2)
    assert outer_bounds(case.model, Name("y"), case.choices, {**pure, "x": 1.5}) == (1.5, 1.5)


def test_two_compositions(make_model):
    """Linear in each: the corners of one with the corners of the other."""
    two = "composition: {parts: {a: {}, b: {}}}"
    case = make_model({"s": two, "t": two}, {"y": "(s.a - s.b) * (t.a + 3 * t.b)"})
    corners = [(s - (1 - s)) * (t + 3 * (1 - t)) for s, t in product((0, 1), repeat=2)]
    assert outer_bounds(case.model, Name("y"), case.choices) == (min(corners), max(corners))
