"""Exact numbers that fit do so whatever floating point makes of them: 49 times the inverse of 49 is not one."""

import pytest

from small_cases import case_text, hedged_claims, sections, unfiled
from weighbridge.checks import Outcome

CROOKED = [n for n in range(3, 800) if n * (1 / n) != 1]


def outcome(claims: str, formula: str) -> Outcome:
    expression, _, unit = formula.partition(" in ")
    text = case_text(
        hedged_claims(claims),
        sections({"given": f"{expression} in {unit}"}),
        asked="kind: agrees, stated: stated, equals: given",
    )
    return unfiled(text).verify()["asked"].reference.outcome


def test_there_are_numbers_that_their_inverse_does_not_make_one():
    assert {49, 98, 103, 237} < {*CROOKED}


@pytest.mark.parametrize("total", CROOKED[::3])
def test_a_sum_of_people_holds_whatever_its_size_and_fails_beside_it(total):
    parts = f"a={total - 2} person; b=2 person; stated="
    assert outcome(f"{parts}{total} person", "a + b in person") == Outcome.HOLDS
    beside = total + 1 if (total + 1) % 100 else total + 2  # a number that ends in two zeros is round, not exact
    assert outcome(f"{parts}{beside} person", "a + b in person") == Outcome.FAILS


@pytest.mark.parametrize(
    ("claims", "formula"),
    [
        ("a=0.1 tonne~exactly; b=0.2 tonne~exactly; stated=0.3 tonne~exactly", "a + b in tonne"),
        ("a=0.7 tonne~exactly; b=0.1 tonne~exactly; stated=0.8 tonne~exactly", "a + b in tonne"),
        ("a=1.1 USD/person~exactly; b=49 person; stated=53.9 USD~exactly", "a * b in USD"),
        ("a=98 person; b=49 person; stated=2 one~exactly", "a / b in one"),
        ("a=49 kg~exactly; b=7 kg~exactly; stated=0.056 tonne~exactly", "a + b in tonne"),
        ("a=49 person; b=98 person; stated=50 percent~exactly", "a / b in percent"),
        ("a=98 person; b=49 person; stated=fell 50 percent~exactly", "(b - a) / a in percent"),
    ],
)
def test_so_do_exact_numbers_of_other_kinds(claims, formula):
    assert outcome(claims, formula) == Outcome.HOLDS


def test_relations_of_exact_numbers_hold_together():
    claims = {"a": "7 person", "b": "42 person", "both": "49 person", "twice": "98 person"}
    formulas = sections({"sum": "a + b in person", "double": "2 * both in person"})
    asked = {"one": "kind: agrees, stated: both, equals: sum", "two": "kind: agrees, stated: twice, equals: double"}
    verdict = unfiled(case_text(claims, formulas, **asked)).verify().verdict
    assert verdict.overall == Outcome.HOLDS
