"""What the draws leave open: where a tail is on the line, what it may be, and how often a side is told rightly."""

import numpy as np
import pytest
from scipy import special

from weighbridge.checks.kinds import Typical, guard, may_be, near_threshold
from weighbridge.checks.results import Outcome
from weighbridge.graph.declarations import Comparison
from weighbridge.uncertainty import Estimate, coordinates, folded

H, S, F = Outcome.HOLDS, Outcome.STRAINED, Outcome.FAILS
OPEN = [
    (Comparison.AT_MOST, 0.0500, 0.0004, (H, S)),
    (Comparison.AT_MOST, 0.0507, 0.0004, (H, S)),
    (Comparison.AT_MOST, 0.0493, 0.0004, (H, S)),
    (Comparison.AT_MOST, 0.0510, 0.0004, (H,)),
    (Comparison.AT_MOST, 0.0490, 0.0004, (S,)),
    (Comparison.AT_LEAST, 0.0051, 0.0002, (S, F)),
    (Comparison.EQUALS, 0.01016, 0.00047, (S, F)),  # of some 20 million draws 0.00992
    (Comparison.EQUALS, 0.0930, 0.004, (H, S)),
    (Comparison.EQUALS, 0.05, 0.03, (H, S, F)),
    (Comparison.EQUALS, 0.05, 0.01, (S,)),
]


@pytest.mark.parametrize(("relation", "tail", "u", "outcomes"), OPEN)
def test_what_a_tail_may_be(relation, tail, u, outcomes):
    found = Estimate(tail, u)
    assert may_be(found, relation, 16) == outcomes
    assert near_threshold(found, relation, 16) == (len(outcomes) > 1)


def test_the_guard_is_that_of_three_nines():
    assert guard(16) == pytest.approx(special.stdtrit(15, 0.9995) / special.stdtrit(15, 0.975))


@pytest.mark.parametrize("tail", [0.045, 0.049, 0.051, 0.0045, 0.0055])
def test_a_side_that_is_resolved_is_the_right_one(tail):
    """Of 300 seeds hardly one: of a sum of three quantities, whose tail is known."""
    wrong, goal = 0, -special.ndtri(tail) * np.sqrt(3)
    right = H if tail > 0.05 else S if tail > 0.005 else F
    for seed in range(300):
        draws = special.ndtri(folded(coordinates(range(3), 256, 16, seed))).sum(axis=0)
        found = may_be(Typical(Comparison.AT_MOST, draws).tail(goal), Comparison.AT_MOST, 16)
        wrong += right not in found
    assert wrong <= 3


TRIANGLE = (
    "assumptions: {other: {of: it, uniform: {low: {value: 10 one, reason: r}, high: {value: 20 one, reason: r}}}}"
)


@pytest.mark.parametrize(
    ("stated", "outcomes"), [("19.50000", (H, S)), ("19.95000", (S, F)), ("19.40000", (H,)), ("19.60000", (S,))]
)
def test_a_finding_says_that_it_is_on_the_line(small_case, stated, outcomes):
    """Flat from 10 to 20: at 19.5 the tail is the threshold itself, however much is drawn."""
    case = small_case(f"stated={stated} one", TRIANGLE, "kind: typical, stated: stated, at_most: other")
    check = case.verify()["asked"]
    assert check.reference.may_be == outcomes
    assert check.reference.on_the_line == (len(outcomes) > 1) == bool(check.reference.notes)
    assert check.reference.outcome in outcomes
