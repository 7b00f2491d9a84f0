"""First looks at combinations: whatever they settle is what all draws say."""

import pytest

from small_cases import case_text, unfiled
from weighbridge.checks import findings
from weighbridge.checks.first_look import first_looks
from weighbridge.checks.run import Weighing

TABLES = ("counted ones only", "convoys in Syria alone", "every known mean alike")  # too small for a part of the draws


def compared(case, name):
    """What a first look says of every combination but the case as written, and what all draws say."""
    model, check = case.model, case.model.checks[name]
    ways = list(model.combinations(*check.sides, drawn=check.is_drawn))[1:]
    return list(zip(first_looks(case.draws, check, ways), ways, strict=True)), check


def test_what_a_first_look_settles_is_what_all_draws_say(raqqa):
    looked, check = compared(raqqa, "usual_load")
    for outcome, choices in looked:
        if outcome is not None:
            assert outcome == Weighing(raqqa.model, raqqa.draws, check, choices).outcome, choices
    shaped = [outcome for outcome, choices in looked if choices["convoys"] not in TABLES]
    assert sum(outcome is not None for outcome in shaped) > 0.7 * len(shaped)


LEVELS = [
    ("40.00", "holds"),
    ("54.00", "strained"),
    ("57.00", None),
    ("59.90", None),
    ("70.00", "fails"),
    ("10.00", None),
]


@pytest.mark.parametrize(("stated", "outcome"), LEVELS)
def test_near_a_threshold_and_without_severity_it_says_nothing(stated, outcome):
    """Flat from 20 to 60: a tail of 0.05 is passed at 58, one of 0.005 at 59.8; as a PERT at 51.6 and 55.7."""
    law = "assumptions: {x: {of: it, uniform: {low: {value: 20 one, reason: r}, high: {value: 60 one, reason: r}}}}"
    case = unfiled(case_text({"stated": f"{stated} one"}, law, asked="kind: typical, stated: stated, at_most: x"))
    looked, check = compared(case, "asked")
    for said, choices in looked:
        full = Weighing(case.model, case.draws, check, choices).outcome
        assert said in (None, full), choices
    peaked = [said for said, choices in looked if choices["shape"] == "peaked"]
    assert outcome is None or set(peaked) == {outcome}


def test_checks_by_bounds_for_equality_and_of_steep_formulas_are_not_looked_at(raqqa, make_model):
    for name in ("some_mix", "usual_price"):
        looked, _ = compared(raqqa, name)
        assert {said for said, _ in looked} == {None}
    law = "assumptions: {x: {of: it, uniform: {low: {value: 20 one, reason: r}, high: {value: 60 one, reason: r}}}}"
    root = f"{law}\nformulas: {{y: {{expression: sqrt(x), unit: one, of: it}}}}"
    case = unfiled(case_text({"stated": "7.00 one"}, root, asked="kind: typical, stated: stated, at_most: y"))
    assert {said for said, _ in compared(case, "asked")[0]} == {None}
    assert findings.severity(
        Weighing(case.model, case.draws, case.model.checks["asked"], case.choices)
    ).could_have_caught
