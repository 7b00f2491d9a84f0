"""The least distance to a set of half-planes: against solvers that are made for more, and where there is none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize

from weighbridge.what_if.least_change import least_distance


def systems():
    random = np.random.default_rng(5)
    for _ in range(200):
        rows, columns = random.integers(1, 6), random.integers(1, 4)
        yield random.integers(-3, 4, (rows, columns)).astype(float), random.integers(-3, 4, rows).astype(float)


def test_the_least_distance_against_a_quadratic_solver():
    """Whether there is any is asked of a linear programme (HiGHS), how far of SLSQP."""
    none = far = 0
    for slopes, limits in systems():
        found = least_distance(slopes, limits)
        any_ = linprog(np.zeros(slopes.shape[1]), A_ub=-slopes, b_ub=-limits, bounds=(None, None))
        if any_.status == 2:
            assert found is None
            none += 1
            continue
        assert (slopes @ found >= limits - 1e-7).all()
        keep = {"type": "ineq", "fun": lambda x, s=slopes, b=limits: s @ x - b, "jac": lambda x, s=slopes: s}
        best = minimize(lambda x: x @ x, any_.x, jac=lambda x: 2 * x, method="SLSQP", constraints=keep)
        assert found @ found == pytest.approx(best.fun, rel=1e-5, abs=1e-5)
        far += best.fun > 0.01
    assert none > 20
    assert far > 40


@given(st.floats(1e-6, 1e7))
def test_the_least_distance_grows_with_what_is_asked(far):
    """However far: an article that tells its numbers to seven digits can be off by a million spreads."""
    slopes = np.array([[3.0, 4.0], [-1.0, 0.0]])
    found = least_distance(slopes, np.array([25.0, -100.0]) * far)
    assert found is not None
    assert found.tolist() == pytest.approx([3.0 * far, 4.0 * far], rel=1e-6)


@pytest.mark.parametrize(("limits", "found"), [((), [0.0, 0.0]), ((-1.0, 0.0), [0.0, 0.0]), ((1.0,), None)])
def test_the_least_distance_where_no_number_moves_anything(limits, found):
    for slopes in (np.zeros((len(limits), 2)), np.zeros((len(limits), 0))):
        shortest = least_distance(slopes, np.array(limits))
        assert (None if shortest is None else shortest.tolist()) == (found and found[: slopes.shape[1]])
