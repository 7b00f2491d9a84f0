"""A check under other values of a number: the short ways against the long one."""

from dataclasses import replace

import numpy as np
import pytest

from small_cases import case_text, sections
from weighbridge.checks.run import Weighing
from weighbridge.what_if.levers import levers_of, pulled
from weighbridge.what_if.trial import Trial

CHECKS = ("usual_load", "usual_price", "some_mix", "can_carry")
PARTS = (0.02, 0.3, 0.8, 0.97, 1.03, 1.3, 4.0, 60.0)


@pytest.fixture(scope="module")
def trials(raqqa):
    """Every number of every check of the reference case, as one that can be moved."""
    draws, found = raqqa.draws.under(replace(raqqa.settings, digits=None)), []
    for name in CHECKS:
        check = raqqa.model.checks[name]
        for lever in levers_of(raqqa.model, (check.stated, check.computed), raqqa.choices).values():
            found.append(Trial(draws, check, raqqa.choices, lever))
    return found


def values(trial):
    least, most = trial.lever.ends
    start = trial.lever.value or 0.1
    return [value for part in PARTS if least < (value := start * part) < most]


def test_a_first_look_says_what_all_draws_say(trials):
    """What a part of the draws leaves open is not taken from it; what it says, all of them say."""
    looked, differing = 0, []
    for trial in trials:
        trial.glance(values(trial))
        afresh = Trial(trial.draws, trial.check, trial.choices, trial.lever)
        for value, said in trial.glances.items():
            looked += 1
            if afresh.said(value) != said:
                differing.append((trial.check.question, trial.lever.name, value))
    assert looked > 60  # fewer where the tail is by highest density, which a part of the draws tells less well
    assert differing == []


@pytest.mark.parametrize(
    ("claims", "formula"),
    [
        (
            {"stated": "0.5 one", "other": "-10 to -5 tonne"},
            "other / other",
        ),  # moved by steps, it is zero at one of them
        ({"stated": "50 one, is_a: count"}, "stated / 3"),  # one number on both sides, wherever it is moved
        ({"stated": "50 one, is_a: count", "other": "12 one, is_a: count"}, "other"),
    ],
)
@pytest.mark.parametrize("relation", ["at_most", "at_least", "equals"])
def test_a_first_look_at_numbers_that_are_no_range_says_the_same(make_case, claims, formula, relation):
    check = f"kind: typical, stated: stated, {relation}: y"
    case = make_case(case_text(claims, sections({"y": f"{formula} in one"}), asked=check))
    draws, asked = case.draws.under(replace(case.settings, digits=None)), case.model.checks["asked"]
    for lever in levers_of(case.model, asked.sides, case.choices).values():
        trial, afresh = (Trial(draws, asked, case.choices, lever) for _ in range(2))
        stops = [lever.value + by * abs(lever.value) for by in (-0.6, -1 / 3, 0.0, 0.7, 3.0)]
        trial.glance([*stops, 0.0] if lever.value < 0 else stops)
        assert {value: afresh.said(value) for value in trial.glances} == trial.glances


def test_what_rests_on_the_number_is_drawn_as_in_a_graph_of_its_own(trials, raqqa):
    compared = 0
    for trial in trials:
        for value in values(trial)[2:4] if trial.is_drawn else ():
            found = trial.answer(value)
            if found is not None:
                model = pulled(raqqa.model, trial.lever, value, raqqa.choices)
                long = Weighing(model, trial.draws.over(model), trial.check, raqqa.choices, thorough=False)
                np.testing.assert_allclose(found.ratio, long.answer.ratio, rtol=1e-12, err_msg=trial.lever.name)
                compared += 1
    assert compared > 30
