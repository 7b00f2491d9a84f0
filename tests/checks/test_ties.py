"""Ties: verify, flips and reconcile decide them alike, for the better outcome."""

import math
from itertools import groupby

import pytest

from small_cases import unfiled
from weighbridge import Settings
from weighbridge.checks.kinds import Typical
from weighbridge.checks.results import Outcome
from weighbridge.checks.run import Weighing
from weighbridge.graph.sampling import Draws
from weighbridge.what_if.demands import Demands
from weighbridge.what_if.flips import swing
from weighbridge.what_if.levers import levers_of
from weighbridge.what_if.reconcile import smallest_correction
from weighbridge.what_if.trial import Trial

FIXED = Settings(digits=None)


def discrete(*values):
    inner = ", ".join(f"{{value: {value} one, weight: {weight} one, reason: r}}" for value, weight in values)
    return f"assumptions: {{other: {{of: it, discrete: [{inner}]}}}}"


def alike(*values):
    return discrete(*((value, 1) for value in values))


# The law, the relation, and up to which stated number (or from which) it holds: there it is a tie, or the end of all.
TIES = {
    "twenty values alike": (alike(*range(9, 28), 45.5), "at_most", 45.5),
    "twenty values alike, from below": (alike(4.5, *range(9, 28)), "at_least", 4.5),
    "a twentieth at the top": (discrete((10, 19), (40, 1)), "at_most", 40),
    "all equal": (alike(30), "at_most", 30),
    "all equal, from below": (alike(30), "at_least", 30),
    "all equal, both": (alike(30), "equals", 30),
    "a tenth, of an equality": (discrete((30, 9), (60, 1)), "equals", 60),
    "ten alike, of an equality": (alike(*range(30, 40)), "equals", 39),
    "less than a twentieth at the top": (discrete((10, 60), (20, 38), (40, 2)), "at_most", 20),
}


def case_of(name, stated):
    rest, relation, _ = TIES[name]
    text = f"""\
title: Ties
article: {{title: A, url: "https://example.org", language: en}}
claims: {{stated: {{quote: {{exact: x}}, value: {stated:.4f} one}}}}
{rest}
checks: {{asked: {{question: Well?, kind: typical, stated: stated, {relation}: other}}}}
"""
    return unfiled(text)


def answer_of(name):
    """The check with nothing but one figure stated: the ratio of the law to its end."""
    case = case_of(name, 1.0)
    draws = Draws(case.model, FIXED)
    return Typical(case.model.checks["asked"].relation, draws.of("other", case.choices) / TIES[name][2])


@pytest.mark.parametrize("name", TIES)
@pytest.mark.parametrize("points", [256, 1024, 8192])
def test_at_the_tie_it_holds_and_just_beyond_it_does_not(name, points):
    case = case_of(name, 1.0)
    draws = Draws(case.model, Settings(points=points, digits=None))
    found = Typical(case.model.checks["asked"].relation, draws.of("other", case.choices) / TIES[name][2])
    beyond = 1 / 1.0001 if TIES[name][1] == "at_least" else 1.0001
    assert found.outcome(1.0) == Outcome.HOLDS
    assert found.outcome(beyond) != Outcome.HOLDS
    assert found.outcome(1.0 + 1e-12) == found.outcome(1.0 - 1e-12) == Outcome.HOLDS  # 0.1 + 0.2 is 0.3


@pytest.mark.parametrize("name", TIES)
def test_the_turns_are_where_the_outcome_turns(name):
    found = answer_of(name)
    held = [at.value for at, below, above in found.turns() if Outcome.HOLDS in (below, above)]
    assert min(abs(math.log(at)) for at in held) < 1e-6
    near = 5e-10 if found.relation == "equals" else 1e-6  # a single value reaches no farther than it is one number
    order = (Outcome.HOLDS, Outcome.STRAINED, Outcome.FAILS)
    for _, together in groupby(found.turns(), key=lambda turn: turn[0].value):  # one value jumps over both
        turns = list(together)
        at, below, above = turns[0][0].value, turns[0][1], turns[-1][2]
        assert found.outcome(at * (1 - near)) == below
        assert found.outcome(at * (1 + near)) == above
        assert found.outcome(at) == min(below, above, key=order.index)


@pytest.mark.parametrize("name", [name for name in TIES if TIES[name][1] != "equals"])
def test_flips_turn_where_verify_does(name):
    end = TIES[name][2]
    case = case_of(name, end * 0.9 if TIES[name][1] == "at_most" else end * 1.1)
    check = case.model.checks["asked"]
    lever = levers_of(case.model, check.sides, case.choices)["stated"]
    tried = Trial(Draws(case.model, FIXED), check, case.choices, lever)
    held = [turn[0].value for turn in swing(tried).turns if Outcome.HOLDS in turn[1:]]
    assert min(abs(at / end - 1) for at in held) < 2e-4


@pytest.mark.parametrize("name", TIES)
@pytest.mark.parametrize("off", [1.02, 0.98])
def test_at_the_corrected_number_verify_says_that_it_holds(name, off):
    case = case_of(name, TIES[name][2] * off)
    found = smallest_correction(Demands(Draws(case.model, FIXED), case.choices))
    (shift,) = found.shifts
    corrected = case_of(name, 1.0)
    answer = Typical(
        corrected.model.checks["asked"].relation,
        Draws(corrected.model, FIXED).of("other", corrected.choices) / (TIES[name][2] * off * math.exp(shift)),
    )
    assert answer.outcome(1.0) == Outcome.HOLDS
    assert Weighing(case.model, Draws(case.model, FIXED), case.model.checks["asked"], case.choices).answer


def test_twenty_values_alike_are_not_moved_to_the_second():
    """Stated is the greatest of twenty: nothing has to be corrected."""
    case = case_of("twenty values alike", 45.4)
    found = smallest_correction(Demands(Draws(case.model, FIXED), case.choices))
    assert found.shifts == (0.0,)
