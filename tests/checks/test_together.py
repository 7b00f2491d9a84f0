"""Checks for equality that are weighed together: each says what it says by itself."""

import pytest

from small_cases import case_text, unfiled
from weighbridge.checks import Outcome, weighed_together
from weighbridge.checks.run import Weighing


def both(case, name, thorough):
    """What every combination says together with all others, and by itself."""
    model, check = case.model, case.model.checks[name]
    ways = list(model.combinations(*check.sides, drawn=check.is_drawn))
    said = weighed_together(case.draws, check, ways, [thorough] * len(ways))
    return [
        (one, Weighing(model, case.draws, check, choices, thorough)) for one, choices in zip(said, ways, strict=True)
    ]


def same(said, alone):
    left_open = alone.may_be if alone.on_the_line else ()
    return (said.outcome, said.left_open) == (alone.outcome, left_open)


def test_every_combination_of_the_reference_case_says_what_it_says_by_itself(raqqa):
    """With the money where its price lies on a line under some of them."""
    found = both(raqqa.with_(money="574 thousand USD"), "usual_price", thorough=False)
    assert all(said is not None for said, _ in found)
    assert [one for one in found if not same(*one)] == []
    assert 0 < sum(bool(said.left_open) for said, _ in found) < len(found)


UNIFORM = "{{x: {{of: it, uniform: {{low: {{value: {} one, reason: r}}, high: {{value: {} one, reason: r}}}}}}}}"
CASES = [
    ("39 one", 20, 60),  # inside
    ("21.0 one", 20, 60),  # near the end, and as flat or peaked on either side of a threshold
    ("57.2 one", 20, 60),
    ("59.9 one", 20, 60),
    ("150 one", 20, 60),  # far off
    ("2.0 one", 0.01, 90),  # so wide that an error of three times might go unseen
]


@pytest.mark.parametrize("thorough", [False, True])
@pytest.mark.parametrize(("stated", "low", "high"), CASES)
def test_what_is_told_together_is_told_alone(stated, low, high, thorough):
    law = f"assumptions: {UNIFORM.format(low, high)}"
    case = unfiled(case_text({"stated": stated}, law, asked="kind: typical, stated: stated, equals: x"))
    found = both(case, "asked", thorough)
    assert found
    assert [one for one in found if one[0] is not None and not same(*one)] == []


def test_what_passes_and_catches_nothing_is_left_to_be_weighed_by_itself():
    median = "median: {value: 900 one, reason: r}, geometric_standard_deviation: {value: 20 one, reason: r}"
    law = f"assumptions: {{x: {{of: it, lognormal: {{{median}}}}}}}"
    case = unfiled(case_text({"stated": "900 one"}, law, asked="kind: typical, stated: stated, equals: x"))
    silent = [said for said, alone in both(case, "asked", False) if alone.outcome == Outcome.CANNOT_TELL]
    assert silent
    assert set(silent) == {None}


@pytest.mark.parametrize("name", ["usual_load", "some_mix", "can_carry"])
def test_other_relations_and_kinds_are_left_to_be_weighed_by_themselves(raqqa, name):
    check = raqqa.model.checks[name]
    ways = list(raqqa.model.combinations(*check.sides, drawn=check.is_drawn))
    assert weighed_together(raqqa.draws, check, ways, [False] * len(ways)) == [None] * len(ways)
