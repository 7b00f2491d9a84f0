"""Enclosures: intervals that hold every value, and slopes that hold every derivative."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from weighbridge.graph.evaluate import Arrays, Enclosures
from weighbridge.graph.formula import fold, parse
from weighbridge.uncertainty.intervals import Enclosure, NoBounds, times

ends = st.floats(-5, 5).map(lambda value: round(value, 3))
intervals = st.tuples(ends, ends).map(sorted).filter(lambda pair: pair[0] < pair[1])


def enclose(text, **box):
    return fold(parse(text), Enclosures(lambda name: Enclosure(*box[name], {name: (1.0, 1.0)})))


def pair(interval):
    return (interval.low, interval.high)


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        ("x + 2", (1, 3), (3, 5), (1, 1)),
        ("2 - x", (1, 3), (-1, 1), (-1, -1)),
        ("x - x", (1, 3), (-2, 2), (0, 0)),  # the interval alone is too wide; the slope tells that nothing depends on x
        ("x * x", (-1, 3), (-3, 9), (-2, 6)),
        ("x ** 2", (-1, 3), (0, 9), (-2, 6)),  # an even power knows that it has no negative values
        ("x ** 3", (-2, 1), (-8, 1), (0, 12)),
        ("x ** -2", (1, 2), (0.25, 1), (-4, -0.125)),
        ("x ** 0", (-1, 2), (1, 1), None),
        ("1 / x", (2, 4), (0.25, 0.5), (-0.25, -0.0625)),
        ("sqrt(x)", (1, 4), (1, 2), (0.25, 0.5)),
        ("sqrt(x)", (0, 4), (0, 2), (0, math.inf)),
        ("exp(x)", (0, 1), (1, math.e), (1, math.e)),
        ("log(x)", (1, math.e), (0, 1), (1 / math.e, 1)),
        ("sin(x)", (0.5, 1), (math.sin(0.5), math.sin(1)), (math.cos(1), math.cos(0.5))),
        ("sin(x)", (1, 2), (math.sin(1), 1), (math.cos(2), math.cos(1))),  # the crest lies inside
        ("sin(x)", (-2, 2), (-1, 1), (math.cos(2), 1)),
        ("sin(x)", (9, 11), (-1, math.sin(9)), (-1, math.cos(11))),  # a trough at 7π/2, and the slope least at 3π
        ("sin(x)", (0, 7), (-1, 1), (-1, 1)),
        ("cos(x)", (0, 3), (math.cos(3), 1), (-1, 0)),
        ("cos(x)", (3, 4), (-1, math.cos(4)), (-math.sin(3), -math.sin(4))),
        ("tan(x)", (-1, 1), (-math.tan(1), math.tan(1)), (1, 1 + math.tan(1) ** 2)),
        ("tan(x)", (2, 4), (math.tan(2), math.tan(4)), (1, 1 + math.tan(2) ** 2)),
        ("tan(x)", (1, 1.5), (math.tan(1), math.tan(1.5)), (1 + math.tan(1) ** 2, 1 + math.tan(1.5) ** 2)),
        ("abs(x)", (-3, 2), (0, 3), (-1, 1)),
        ("abs(x)", (-3, -2), (2, 3), (-1, -1)),
        ("min(x, 2)", (1, 3), (1, 2), (0, 1)),  # the slope of either side, where either may be the smaller
        ("min(x, 5)", (1, 3), (1, 3), (1, 1)),
        ("max(x, 5)", (1, 3), (5, 5), None),
        ("max(x, -x)", (-1, 3), (-1, 3), (-1, 1)),
        ("sum(x, x, 1)", (1, 2), (3, 5), (2, 2)),
        ("2 ** x", (0, 2), (1, 4), (math.log(2), 4 * math.log(2))),
        ("5 tonne * x", (1, 2), (5000, 10_000), (5000, 5000)),
    ],
)
def test_value_and_slope(text, x, value, slope):
    found = enclose(text, x=x)
    assert pair(found) == pytest.approx(value, rel=1e-12)
    if slope is None:
        assert not any(any(ends) for ends in found.slopes.values())
    else:
        assert found.slopes["x"] == pytest.approx(slope, rel=1e-12)


UNDEFINED = [
    ("1 / x", (0, 1), "a denominator could not be shown to stay off zero"),
    ("1 / x", (-1, 0), "a denominator could not be shown to stay off zero"),
    ("1 / x", (-1, 1), "a denominator could not be shown to stay off zero"),
    ("x ** -1", (-1, 1), "a denominator could not be shown to stay off zero"),
    ("x ** -2", (0, 1), "a denominator could not be shown to stay off zero"),
    ("log(x)", (0, 1), "a logarithm could not be shown to stay above zero"),
    ("log(x)", (-1, 1), "a logarithm could not be shown to stay above zero"),
    ("x ** x", (0, 1), "a logarithm could not be shown to stay above zero"),
    ("tan(x)", (1, 2), "a tangent could not be shown to stay off its poles"),
    ("tan(x)", (-2, -1), "a tangent could not be shown to stay off its poles"),
    ("tan(x)", (-1.5, 1.7), "a tangent could not be shown to stay off its poles"),  # more than half a turn
    ("tan(x)", (1e9, 1e9 + 4), "a tangent could not be shown to stay off its poles"),
    ("sqrt(x)", (-1, 1), "a root or a broken power of a negative number"),
    ("x ** 1.5", (-1, 1), "a root or a broken power of a negative number"),
]


def test_undefined_somewhere_in_the_box():
    for text, x, message in UNDEFINED:
        with pytest.raises(NoBounds, match=message):
            enclose(text, x=x)


def test_numbers_beyond_floating_point_are_enclosed_or_refused():
    """No crash, and no end that is not a number."""
    for text in ("x ** 2", "x ** -2", "x ** 2.5", "exp(x)", "2 ** x"):
        found = enclose(text, x=(1e200, 2e200))
        assert found.low <= found.high, text
    with pytest.raises(NoBounds):
        enclose("exp(x) - exp(x)", x=(1e200, 2e200))


@given(intervals, intervals, st.floats(0, 1), st.floats(0, 1))
def test_products_hold_every_product(one, other, s, t):
    a, b = one[0] + s * (one[1] - one[0]), other[0] + t * (other[1] - other[0])
    low, high = times(tuple(one), tuple(other))
    assert low - 1e-12 <= a * b <= high + 1e-12
    assert {low, high} <= {x * y for x in one for y in other}


def test_zero_times_an_end_that_is_not_reached_is_zero():
    assert times((0.0, math.inf), (0.0, 2.0)) == (0.0, math.inf)
    assert times((0.0, 0.0), (-math.inf, math.inf)) == (0.0, 0.0)


leaf = st.one_of(st.sampled_from(["x", "w"]), st.integers(1, 4).map(str))


def smooth(inner):
    """Formulas that are defined everywhere and have a slope everywhere."""
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]} / (1 + ({t[1]}) ** 2))"),
        inner.map(lambda a: f"sqrt(2 + ({a}) ** 2)"),
        inner.map(lambda a: f"log(2 + ({a}) ** 2)"),
        inner.map(lambda a: f"exp(-({a}) ** 2)"),
        st.tuples(st.sampled_from(["sin", "cos"]), inner).map(lambda t: f"{t[0]}({t[1]})"),
        inner.map(lambda a: f"tan(sin({a}))"),  # of what stays between its poles
        inner.map(lambda a: f"(-{a})"),
        inner.map(lambda a: f"(({a}) ** 3)"),
    )


def bent(inner):
    """The same, with edges."""
    return st.one_of(
        smooth(inner),
        st.tuples(st.sampled_from(["min", "max", "sum"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        inner.map(lambda a: f"abs({a})"),
    )


def points(box, count=60):
    """The corners of a box, its middle, and points between, always the same."""
    unit = np.random.default_rng(1).random((len(box), count))
    unit[:, :5] = np.array([[0, 0, 1, 1, 0.5], [0, 1, 0, 1, 0.5]])
    low, high = np.array(box).T
    return dict(zip("xw", low[:, None] + unit * (high - low)[:, None], strict=True))


@given(st.recursive(leaf, bent, max_leaves=6), intervals, intervals)
def test_every_value_lies_inside(text, x, w):
    found = enclose(text, x=x, w=w)
    assume(math.isfinite(found.high - found.low))
    values = fold(parse(text), Arrays(points((x, w))))
    slack = 1e-9 * max(abs(found.low), abs(found.high), 1.0)
    assert np.min(values) >= found.low - slack
    assert np.max(values) <= found.high + slack


@given(st.recursive(leaf, smooth, max_leaves=6), intervals, intervals)
def test_every_derivative_lies_inside_its_slope(text, x, w):
    """The derivative by a complex step, which has no rounding error: Im f(x + ih) / h (Squire and Trapp 1998)."""
    found, at, step = enclose(text, x=x, w=w), points((x, w)), 1e-30
    for name in "xw":
        moved = {**at, name: at[name] + step * 1j}
        derivative = np.imag(fold(parse(text), Arrays(moved)) + 0 * at["x"]) / step
        low, high = found.slopes.get(name, (0.0, 0.0))
        assume(math.isfinite(high - low) and np.isfinite(derivative).all())
        slack = 1e-9 * max(abs(low), abs(high), 1.0)
        assert derivative.min() >= low - slack
        assert derivative.max() <= high + slack


angles = st.floats(-40, 40) | st.floats(-1e6, 1e6) | st.integers(-60, 60).map(lambda quarters: quarters * math.pi / 2)


@given(angles, st.floats(0, 8) | st.integers(0, 5).map(lambda quarters: quarters * math.pi / 2) | st.just(1e-9))
def test_the_range_of_an_angle_is_exact(low, width):
    """It holds every value, and both of its ends are values: by a fine grid, on which no crest is missed by much."""
    high = low + width
    grid = np.linspace(low, high, 20_001)
    for text, by_numpy, slope in (("sin(x)", np.sin, np.cos), ("cos(x)", np.cos, lambda x: -np.sin(x))):
        found = enclose(text, x=(low, high))
        for (least, most), values in ((pair(found), by_numpy(grid)), (found.slopes["x"], slope(grid))):
            assert least <= values.min() + 1e-15 * max(1.0, abs(low))
            assert most >= values.max() - 1e-15 * max(1.0, abs(low))
            assert values.min() - least < 1e-6
            assert most - values.max() < 1e-6


@pytest.mark.parametrize("crest", [math.pi / 2, 3 * math.pi, 1001 * math.pi / 2])
def test_a_crest_at_an_end_is_reached_and_no_slope_is_taken_for_certain_there(crest):
    """An end that is a crest but for rounding: the slope there is zero, of whichever sign rounding makes it."""
    found = enclose("sin(x + 1.5707963267948966)" if crest == 3 * math.pi else "sin(x)", x=(crest - 0.5, crest))
    low, high = found.slopes["x"]
    assert max(abs(found.low), abs(found.high)) == 1.0
    assert low <= 1e-15
    assert high >= -1e-15


def test_angles_without_end_and_beyond_the_digits_of_a_turn_can_be_anything():
    for ends in ((-math.inf, math.inf), (0.0, math.inf), (1e16, 1e16 + 2), (1e300, 1e300)):
        for text in ("sin(x)", "cos(x)"):
            found = enclose(text, x=ends)
            assert pair(found) == (-1.0, 1.0)
            assert found.slopes["x"] == (-1.0, 1.0)
