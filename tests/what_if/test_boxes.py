"""Rough bounds of many trials at once enclose every value there can be."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cases import SCRAP
from weighbridge.graph.bounds import outer_bounds
from weighbridge.graph.evaluate import Arrays
from weighbridge.graph.formula import Name, fold, parse
from weighbridge.what_if.boxes import Boxes, rough

FORMULAS = [
    "x + y", "x - y", "x * y", "x / y", "-x", "abs(x)", "min(x, y)", "max(x, y)", "sum(x, y, x)", "x * y - y / x",
    "exp(x / 10)", "sqrt(abs(x))", "log(abs(y))", "abs(x) ** y", "abs(x) ** -2", "(x + y) * (x - y)",
    "sin(x)", "cos(x * y)", "sin(x) * cos(y)", "tan(x / 9)", "tan(x) + y",
]  # fmt: skip
ENDS = st.tuples(st.floats(-9, 9), st.floats(-9, 9)).map(sorted)
PARTS = np.linspace(0, 1, 9)


def within(low, high, parts):
    """Values from one end of each box to the other."""
    low, high = low[:, None, None], high[:, None, None]
    return np.clip(low + (high - low) * parts, low, high)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_value_inside_a_box_lies_outside_its_bounds(formula):
    """By plain arithmetic at a grid of points, of several boxes at once; what is not a number is not a value."""
    seen = 0

    @given(st.lists(st.tuples(ENDS, ENDS), min_size=1, max_size=4))
    def look(boxes):
        nonlocal seen
        of_x, of_y = (tuple(np.array(ends).T) for ends in zip(*boxes, strict=True))
        low, high = fold(parse(formula), Boxes({"x": of_x, "y": of_y}))
        grid = {"x": within(*of_x, PARTS[:, None]), "y": within(*of_y, PARTS)}
        with np.errstate(all="ignore"):
            found = np.broadcast_to(fold(parse(formula), Arrays(grid)), (len(boxes), 9, 9))
        known = np.isfinite(found)
        slack = 1e-9 * np.maximum(1.0, np.abs(np.where(known, found, 0.0)))
        low, high = (np.broadcast_to(end, len(boxes))[:, None, None] for end in (low, high))
        assert ((found >= low - slack) & (found <= high + slack) | ~known).all()
        seen += int(known.sum())

    look()
    assert seen > 1000


@pytest.mark.parametrize("formula", ["1 / x", "x ** 0.5", "1 / (x * x - 1)", "tan(x)"])
def test_where_nothing_is_known_there_is_no_end(formula):
    low, high = fold(parse(formula), Boxes({"x": (np.array([-1.0]), np.array([2.0]))}))
    assert (low[0], high[0]) == (-math.inf, math.inf)


def test_the_bounds_of_a_case_lie_within_the_rough_ones(make_case):
    """Of every quantity, by the outer bounds that the case itself is weighed by."""
    case = make_case(SCRAP)
    found = rough(case.model, case.choices, {})
    names = ("load", "half", "worth", "usual", "mix.iron", "mass")
    for name in names:
        least, most = outer_bounds(case.model, Name(name), case.choices)
        low, high = map(float, found[name])
        assert low <= least * (1 + 1e-12), name
        assert high >= most * (1 - 1e-12), name
    # A number that is given takes the place of what the case has, for each trial.
    fixed = rough(case.model, case.choices, {"trucks": (np.array([6.0, 12.0]), np.array([6.0, 12.0]))})
    assert fixed["load"][1].tolist() == pytest.approx([found["mass"][1] / 6, found["mass"][1] / 12])
