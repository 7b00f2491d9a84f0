# ruff: noqa: E501 (a row of a table stands on one line)
"""Whether an article's own numbers fit: ways to shorten a number, and shares of whole things."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.base.errors import CaseError, WeighbridgeError
from weighbridge.checks.whole_numbers import Counted

HOLDS, ROUNDING, FAILS, CANNOT = "holds", "holds only through rounding", "fails", "cannot tell"
NEAREST, CUT, UP = "rounded to the nearest", "cut off", "rounded up"

CASE = """\
title: A small case
article: {{title: A, url: "https://example.org", language: en}}
claims:
{claims}
{formulas}
checks:
  asked: {{question: Well?, kind: agrees, stated: stated, {relation}}}
"""


def reference(make_case, claims, formula="", relation="equals: given"):
    lines = []
    for each in claims.split(";"):
        name, value = each.split("=")
        value, _, cue = value.partition("~")
        lines.append(
            f"  {name.strip()}: {{quote: {{exact: x}}, value: {value.strip()}, hedge: {cue.strip() or 'none'}}}"
        )
    formulas = (
        f'formulas:\n  given: {{expression: "{formula}", unit: {formula_unit(claims)}, reason: a test}}'
        if formula
        else ""
    )
    text = CASE.format(claims="\n".join(lines), formulas=formulas, relation=relation)
    return make_case(text).verify()["asked"].reference


def formula_unit(claims):
    return claims.split("stated=")[1].split("~")[0].split(";")[0].split()[-1]


# What is stated, what it follows from, and under which ways to shorten all numbers the two meet.
WAYS = [
    # Percentages: 12 of 33 are 36.36 percent.
    ("part=12.0 truck; whole=33.0 truck; stated=36 percent", "part / whole", HOLDS, {NEAREST, CUT}),
    (
        "part=12.0 truck; whole=33.0 truck; stated=37 percent",
        "part / whole",
        ROUNDING,
        {NEAREST, UP},
    ),  # 12.05 of 32.95 are 36.6
    ("part=12.0 truck; whole=33.0 truck; stated=38 percent", "part / whole", FAILS, set()),
    # Rates: 29 700 USD for 100 tonnes make 297 USD a tonne, which cut off to tens is 290.
    ("sum=29700.0 USD; mass=100.0 tonne; stated=290 USD/tonne", "sum / mass", FAILS, {CUT}),
    ("sum=29700.0 USD; mass=100.0 tonne; stated=300 USD/tonne", "sum / mass", ROUNDING, {NEAREST, UP}),
    # Totals and parts, each cut off or rounded up in its own place: 12.9 and 13.9 are 26.8.
    ("a=12 person; b=13 person; stated=26 person", "a + b", ROUNDING, {NEAREST, CUT}),
    ("a=12 person; b=13 person; stated=24 person", "a + b", ROUNDING, {NEAREST, UP}),
    ("a=12 person; b=13 person; stated=28 person", "a + b", FAILS, set()),
    # Differences: what is cut off on both sides may differ by one either way.
    ("a=80 tonne; b=56 tonne; stated=24 tonne", "a - b", HOLDS, {NEAREST, CUT, UP}),
    ("a=80.0 tonne; b=56.0 tonne; stated=25 tonne", "a - b", FAILS, {UP}),
    # Growth: from 1.2 to 1.5 is a quarter; written 20 percent it is not.
    ("old=1.20 tonne; new=1.50 tonne; stated=25.0 percent", "(new - old) / old", HOLDS, {NEAREST, CUT, UP}),
    ("old=1.20 tonne; new=1.50 tonne; stated=20.0 percent", "(new - old) / old", FAILS, set()),
    # Ranges are their own hedge, whatever way is taken: a year at 1 to 3 a day against 400 to 500.
    ("daily=1 to 3 truck/day; stated=400 to 500 truck/year", "daily", HOLDS, {NEAREST, CUT, UP}),
    ("daily=2 to 3 truck/day; stated=400 to 500 truck/year", "daily", FAILS, set()),
    # Hedged numbers keep their hedge.
    ("sum=29700.0 USD; mass=100.0 tonne; stated=290 USD/tonne ~ about", "sum / mass", ROUNDING, {NEAREST, CUT, UP}),
    # One end in common is no meeting: 125 000 a month would round to 120 thousand from the wrong side, and 1.5 is not over 1.5.
    ("monthly=120 thousand truck/month; stated=1.5 million truck/year ~ over", "monthly", FAILS, {CUT}),
]


@pytest.mark.parametrize(("claims", "formula", "outcome", "ways"), WAYS)
def test_ways_to_shorten(make_case, claims, formula, outcome, ways):
    found = reference(make_case, claims, formula)
    assert {one.name for one in found.conventions if one.meets} == ways
    assert [one.name for one in found.conventions] == [NEAREST, CUT, UP]
    assert found.outcome == outcome


def shorten(value, way):
    return {NEAREST: lambda v: math.floor(v + 0.5), CUT: math.trunc, UP: math.ceil}[way](value)


@given(st.floats(5, 400), st.floats(5, 400), st.sampled_from([NEAREST, CUT, UP]))
def test_numbers_that_were_shortened_in_one_way_meet_under_it(make_case, a, b, way):
    """A law: whatever is shortened in one way, its sum, shortened in the same way, meets it (the sum to the unit)."""
    one, other, total = (shorten(v, way) for v in (a, b, a + b))
    if min(one, other, total) % 10 == 0:  # a zero at the end counts as rounded, which only widens
        return
    found = reference(make_case, f"a={one} one; b={other} one; stated={total} one", "a + b")
    assert {c.name: c.meets for c in found.conventions}[way]


# A share or a mean, the number of things, whether some whole number gives it. By hand: 27 people have 28 fractions.
GRIM = [
    ("33 percent", "27 person", HOLDS),  # 9/27
    ("34 percent", "27 person", FAILS),  # 9/27 is 33.3, 10/27 is 37.0
    ("37 percent", "27 person", HOLDS),
    ("33.3 percent", "27 person", HOLDS),
    ("33.4 percent", "27 person", FAILS),
    ("17 percent", "12 truck", HOLDS),  # 2/12 = 16.7
    ("19 percent", "12 truck", FAILS),
    ("3.45 one", "21 person", FAILS),  # Brown and Heathers 2017: means of whole numbers; 72/21 = 3.43, 73/21 = 3.48
    (
        "5.19 one",
        "28 person",
        FAILS,
    ),  # the example of their paper, as carried by the R package scrutiny: 145/28 = 5.18, 146/28 = 5.21
    ("5.18 one", "28 person", HOLDS),
    ("51 percent", "1003 person", CANNOT),  # every whole percent can be: no such number could be caught
    ("51.2 percent", "1003 person", CANNOT),
    ("51.23 percent", "1003 person", FAILS),  # 513/1003 is 51.15, 514/1003 is 51.25
    ("51.25 percent", "1003 person", HOLDS),
]


@pytest.mark.parametrize(("stated", "things", "outcome"), GRIM)
def test_shares_of_whole_things(make_case, stated, things, outcome):
    found = reference(make_case, f"stated={stated}; things={things}", relation="counted_in: things")
    assert found.outcome == outcome
    assert found.severity.could_have_caught == (outcome != CANNOT)
    assert found.conventions == []
    if outcome != CANNOT:
        assert found.flips[0].below == (HOLDS if outcome == FAILS else FAILS)


@given(st.integers(1, 400), st.integers(0, 2), st.data())
def test_what_whole_things_give_is_never_refused(whole, decimals, data):
    """A law: any part of any whole, rounded, passes; and by brute force over all parts nothing else does."""
    part = data.draw(st.integers(1, whole))
    step = 10.0**-decimals / 100
    written = round(100 * part / whole, decimals) / 100
    if written > 0:
        assert Counted(written, (written - step / 2, written + step / 2), (whole, whole), step).outcome(1.0) == HOLDS
    other = data.draw(st.integers(1, int(1 / step))) * step
    reached = (np.abs(np.arange(0, whole + 1) / whole - other) <= step / 2 + 1e-9 / whole).any()
    assert (Counted(other, (other - step / 2, other + step / 2), (whole, whole), step).outcome(1.0) == HOLDS) == reached


def test_where_every_number_can_be_the_sentence_says_so(make_case):
    found = reference(make_case, "stated=51.2 percent; things=1003 person", relation="counted_in: things")
    assert found.sentence.endswith("cannot tell, for every number written with so many digits can come from so many.")


def test_nothing_is_counted_in_nothing(make_case):
    with pytest.raises(WeighbridgeError, match="`things` is less than one, and nothing can be counted in it"):
        reference(make_case, "stated=51.2 percent; things=0 person", relation="counted_in: things")


def test_a_whole_that_is_not_known_to_one(make_case):
    """34 percent is no share of 27 people, but one of 29 (10/29 = 34.5): about 28 may be either."""
    found = reference(make_case, "stated=34 percent; things=28 person ~ about", relation="counted_in: things")
    assert found.outcome == CANNOT or found.outcome == HOLDS


def test_the_flips_of_a_share_are_the_neighbours(make_case):
    """9/27 and 10/27, each with half a percent: a stated value up to 33.8 or from 36.5 percent would hold."""
    found = reference(make_case, "stated=34 percent; things=27 person", relation="counted_in: things")
    assert [flip.at.value for flip in found.flips] == pytest.approx([33.8333, 36.537], abs=1e-3)
    assert found.sentence.startswith("Would hold up to 33.8 percent, and again from 36.5 percent. ")
    assert "would have to come from a whole number out of 27 person" in found.sentence


@pytest.mark.parametrize(
    ("claims", "relation", "message"),
    [
        ("stated=34 percent; things=27 tonne", "counted_in: things", "is no number of whole things"),
        (
            "stated=34 USD/person; things=27 person",
            "counted_in: things",
            "`stated` (`USD/person`) of `things` (`person`)",
        ),
    ],
)
def test_only_what_is_counted_comes_in_whole_numbers(make_case, claims, relation, message):
    with pytest.raises(CaseError) as caught:
        reference(make_case, claims, relation=relation)
    assert message in str(caught.value)
    assert "only what is counted comes in whole numbers" in str(caught.value)


def test_counted_in_belongs_to_agrees(make_case):
    text = CASE.format(
        claims="  stated: {quote: {exact: x}, value: 34 percent}\n  things: {quote: {exact: x}, value: 27 person}",
        formulas="",
        relation="counted_in: things",
    )
    with pytest.raises(
        CaseError, match="`counted_in` asks whether whole things give a stated share: its kind is `agrees`"
    ):
        make_case(text.replace("kind: agrees", "kind: possible")).model  # noqa: B018


def test_a_share_that_the_case_computes_is_not_a_stated_one(make_case):
    text = CASE.format(
        claims="  part: {quote: {exact: x}, value: 9 person}\n  things: {quote: {exact: x}, value: 27 person}",
        formulas="formulas:\n  given: {expression: part / things, unit: percent}",
        relation="counted_in: things",
    )
    with pytest.raises(CaseError, match="`given` is no number of the article"):
        make_case(text.replace("stated: stated", "stated: given")).model  # noqa: B018
