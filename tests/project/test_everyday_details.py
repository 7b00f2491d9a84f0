"""Smaller things of everyday numbers, as whole cases: zero, slips of units and percentages, digits that differ."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re

import pytest

from refusals import refusal
from small_cases import case_text, hedged_claims, sections, unfiled

HOLDS, FAILS, CANNOT = "holds", "fails", "cannot tell"
AGREES = "kind: agrees, stated: stated, equals: computed"
WHOLE = "kind: agrees, stated: stated, counted_in: things"


def weighed(claims, formula="", check=AGREES):
    text = case_text(hedged_claims(claims), sections({"computed": formula} if formula else {}), asked=check)
    return unfiled(text).verify()


@pytest.mark.parametrize(
    ("claims", "formula", "outcome"),
    [
        ("a=5 person; b=5 person; stated=0 person", "a - b in person", HOLDS),
        ("a=5 person; b=6 person; stated=0 person", "a - b in person", FAILS),
        ("a=-5 million USD; b=5 million USD; stated=0 USD", "a + b in USD", HOLDS),
        ("a=-5 million USD; b=9 million USD; stated=0 USD", "a + b in USD", FAILS),
        ("a=404 tonne; b=404 tonne; stated=0 percent", "b / a - 1 in percent", HOLDS),
        ("a=404 tonne; b=454 tonne; stated=0 percent", "b / a - 1 in percent", FAILS),
        ("a=0 truck; b=3 truck; stated=3 truck", "a + b in truck", HOLDS),
        ("a=-2.0 percent; b=4.0 percent; stated=rose 6 percentage_point", "b - a in percentage_point", HOLDS),
        ("a=-2.0 percent; b=4.0 percent; stated=fell 6 percentage_point", "b - a in percentage_point", FAILS),
        ("a=20 USD; b=70 USD; stated=rose 250 percent", "b / a - 1 in percent", HOLDS),
    ],
)
def test_zero_and_what_lies_below_it_are_stated_like_any_number(claims, formula, outcome):
    assert weighed(claims, formula).verdict.as_written == outcome


@pytest.mark.parametrize(
    ("stated", "things", "outcome", "said"),
    [
        ("0 percent", 50, HOLDS, "gives 0%."),
        ("0.0 percent", 27, HOLDS, "gives 0%."),
        ("0.4 percent", 50, FAILS, "gives 0% or 2%, and nothing between"),
        ("0 percent", 500, CANNOT, "every number written with so many digits can come from so many"),
    ],
)
def test_a_share_of_none_is_a_share(stated, things, outcome, said):
    result = weighed(f"stated={stated}; things={things} person", check=WHOLE)
    assert result["asked"].as_written == outcome
    assert said in result["asked"].sentence


def test_a_growth_from_zero_is_refused_with_another_question():
    said = refusal(weighed, "a=0 person; b=10 person; stated=rose 100 percent", "b / a - 1 in percent")
    assert "case.yaml:8: there are no bounds for `computed` = b / a - 1" in said
    assert "compare a difference instead of a ratio or a growth, as `after - before`" in said


SLIPS = [
    ("a=6.0 percent; b=12.0 percent; stated=rose 6 percent", "b / a - 1 in percent", "stated ÷ a", "percentage points were given"),
    ("a=2.5 percent; b=3.5 percent; stated=rose 1.0 percent", "b / a - 1 in percent", "stated ÷ a", "percentage points were given"),
    ("a=60.0 barrel/hour; stated=60.0 barrel/day", "a in barrel/day", "stated per hour", ""),
    ("a=1.5 million USD/day; stated=1.5 million USD/month", "a in USD/month", "stated per day", ""),
    ("a=41.0 USD; n=12 one~exactly; stated=492 million USD", "a * n in USD", "stated ÷ 1,000,000", ""),
    ("a=41.0 tonne; n=12 one~exactly; stated=492000 tonne", "a * n in tonne", "stated ÷ 1000", ""),
    ("a=80.0 USD; b=60.0 USD; stated=fell 33.3 percent", "b / a - 1 in percent", "stated -25 for -33.3 percent by another base", "a share of the smaller one was meant"),
    ("a=80.0 USD; b=100.0 USD; stated=rose 20 percent", "b / a - 1 in percent", "stated 25 for 20 percent by another base", "the difference was given as a share of the larger value"),
    ("a=404 tonne; b=323 tonne; stated=rose 25 percent", "b / a - 1 in percent", "b exchanged with a", "two numbers changed places"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "change", "said"), SLIPS)
def test_a_slip_of_units_and_percentages_is_among_those_that_mend(claims, formula, change, said):
    result = weighed(claims, formula)
    (told,) = result.slips
    found = [f"{one.number} {one.change}" for one in told.mends]
    assert result.verdict.as_written == FAILS
    assert change in found or " exchanged with ".join(reversed(change.split(" exchanged with "))) in found
    assert said in told.sentence


@pytest.mark.parametrize(
    "claims",
    ["a=50000838 one; b=1 one; stated=50000000 one~exactly", "a=700.5 tonne; b=3 tonne; stated=800 tonne~exactly"],
)
def test_terms_of_a_sum_that_stand_in_each_others_place_change_nothing(claims):
    """The room of a bare number is that of its digits, wherever it stands."""
    (told,) = weighed(claims, f"a + b in {claims.rpartition(' ')[2].split('~')[0]}").slips
    assert [one.change for one in told.mends if "exchanged" in one.change] == []


@pytest.mark.parametrize(
    ("claims", "formula", "first", "second"),
    [
        ("a=50000838 one; b=1 one~exactly; stated=50000000 one~exactly", "a + b in one", "50 million", "50,000,839"),
        ("a=1620.4 tonne; stated=1619.6 tonne", "a in tonne", "1,619.6", "1,620.4"),
        ("a=1620 truck; stated=1621 truck", "a in truck", "1,621", "1,620"),
        ("a=99.96 percent; stated=99.91 percent", "a in percent", "99.91", "99.96"),
    ],
)
def test_two_figures_that_differ_never_read_alike(claims, formula, first, second):
    sentence = weighed(claims, formula)["asked"].sentence
    assert re.search(rf"The stated number is {first}(?![\d,]|\.\d)", sentence)
    assert re.search(rf"By the article's other numbers it is {second}(?![\d,]|\.\d)", sentence)
    assert f"from {second} to {second} " not in sentence


def test_a_quantity_that_is_used_twice_is_one_quantity():
    laws = dict.fromkeys(
        ("first", "other"), "uniform: {low: {value: 2 tonne, reason: r}, high: {value: 9 tonne, reason: r}}"
    )
    formulas = {"whole": "first / (first + other) + other / (first + other) in one"}
    text = case_text(
        {"stated": "1.01 one"}, sections(formulas, laws), asked="kind: possible, stated: stated, equals: whole"
    )
    result = unfiled(text).verify()
    assert "Anything at 1 would fit" in result["asked"].sentence
    assert result.verdict.as_written == FAILS
