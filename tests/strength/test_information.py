"""What would settle a check: equal to figures found by independent code, and to a plain enumeration of any table."""

import math
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from choice_tables import check_of, entropy, enumerated, open_tables, table, tables
from weighbridge.checks import OUTCOMES, Outcome
from weighbridge.strength import settling
from weighbridge.strength.outcome_tables import OutcomeTable
from weighbridge.strength.results import Silence
from weighbridge.verdict import Collapse, Combination
from weighbridge.verdict import settled as as_the_verdict_takes_them

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = OUTCOMES


def bits_of(settled):
    return {one.name: one.bits for one in settled.settlers}


# Figures of the first case as it was before shapes were a choice, found by independent code.

CONVOYS = ("announced", "quarry", "counted", "scrap", "every mean")
MARKETS = ("port", "yard", "on the spot")
MIXES = ("in use", "in use, alike", "transformer", "any")
HEDGES = ("typical", "generous")


def of_the_load(taken):
    if taken["convoys"] != "counted":
        return HOLDS
    return FAILS if taken["hedge"] == "typical" else STRAINED


def of_the_price(taken):
    if taken["mix"] in ("in use", "in use, alike"):
        return HOLDS
    strained = taken["market"] == "on the spot" or (taken["market"], taken["mix"]) == ("yard", "any")
    return STRAINED if strained else FAILS


@pytest.mark.parametrize(
    ("options", "outcome", "bits", "removed"),
    [
        ({"convoys": CONVOYS, "hedge": HEDGES}, of_the_load, 0.92, {"convoys": 0.72, "hedge": 0.20}),
        (
            {"market": MARKETS, "mix": MIXES, "date": ("1", "2", "3", "4"), "hedge": HEDGES},
            of_the_price,
            1.5,
            {"mix": 1.04, "market": 0.33, "date": 0.0, "hedge": 0.0},
        ),
    ],
    ids=["load", "price"],
)
def test_the_disagreement_and_what_each_choice_removes_of_it(options, outcome, bits, removed):
    found = settling(check_of(table(options, outcome).combinations))
    assert found.bits == pytest.approx(bits, abs=0.005)
    assert bits_of(found) == pytest.approx(removed, abs=0.005)
    assert list(bits_of(found)) == list(removed), "most first"
    assert [one.name for one in found.settlers if not one.changes] == [
        name for name, gone in removed.items() if not gone
    ]


# Plain enumeration, by another formula: H(outcome) + H(thing) − H(both).


@given(tables())
def test_of_any_table_it_is_what_enumeration_gives(found):
    rows = [(one.choices, one.outcome) for one in found.combinations]
    settled = settling(check_of(found.combinations))
    several = [name for name in rows[0][0] if len({taken[name] for taken, _ in rows}) > 1]
    outcomes = {outcome for _, outcome in rows}
    if not several or len(outcomes) == 1:
        assert settled.silent == (Silence.ALWAYS_THE_SAME if several else Silence.ONE_WAY)
        assert (settled.settlers, settled.bits) == ([], 0.0)
        return
    assert bits_of(settled) == pytest.approx({name: enumerated(rows, name) for name in several}, abs=1e-9)
    assert {one.name for one in settled.settlers if not one.changes} == set(Collapse(found.combinations).idle)
    assert [one.bits for one in settled.settlers] == sorted((one.bits for one in settled.settlers), reverse=True)
    for one in settled.settlers:
        assert 0 <= one.bits <= settled.bits + 1e-12
        assert one.share == pytest.approx(one.bits / settled.bits)
        assert one.changes or one.bits == 0


@given(tables(most_choices=3), st.integers(2, 4))
def test_a_choice_that_changes_nothing_shifts_no_figure(found, many):
    more = [
        Combination({**one.choices, "idle": str(at)}, one.outcome) for one in found.combinations for at in range(many)
    ]
    with_it, without = settling(check_of(more)), settling(check_of(found.combinations))
    assert with_it.bits == pytest.approx(without.bits)
    assert {name: bits for name, bits in bits_of(with_it).items() if name != "idle"} == pytest.approx(bits_of(without))
    assert bits_of(with_it).get("idle", 0.0) == 0.0


def test_choices_that_matter_only_together_remove_nothing_by_themselves():
    parity = table({"a": "xy", "b": "xy"}, lambda taken: HOLDS if taken["a"] == taken["b"] else FAILS)
    found = settling(check_of(parity.combinations))
    assert found.bits == 1.0
    assert [(one.name, one.bits, one.changes) for one in found.settlers] == [("a", 0.0, True), ("b", 0.0, True)]


# What the draws leave open.


@given(open_tables())
def test_between_which_figures_it_lies_where_outcomes_are_left_open(found):
    """Every way to settle what is left open, one by one: the entropy reaches both ends, and nothing lies outside."""
    settled = settling(check_of(found))
    assume(settled.silent is None)
    assert settled.left_open == sum(one.on_the_line for one in found)
    if not settled.left_open:
        assert settled.least is settled.most is settled.settlers[0].least is None
        return
    every = [
        [(one.choices, outcome) for one, outcome in zip(found, said, strict=True)]
        for said in product(*(one.may_be for one in found))
    ]
    entropies = [entropy(list(map([outcome for _, outcome in rows].count, OUTCOMES))) for rows in every]
    assert (settled.least, settled.most) == pytest.approx((min(entropies), max(entropies)), abs=1e-9)
    for one in settled.settlers:
        assert one.least <= min(enumerated(rows, one.name) for rows in every) + 1e-9
        assert one.most >= max(enumerated(rows, one.name) for rows in every) - 1e-9
    assert settled.least - 1e-9 <= settled.bits <= settled.most + 1e-9


def test_of_very_many_that_are_left_open_only_the_ends_are_said():
    taken = [dict(zip("abcd", map(str, options), strict=True)) for options in product(range(6), repeat=4)]
    open_ = (OUTCOMES[:3], OUTCOMES[1:4], OUTCOMES[2:])
    rows = [Combination(one, open_[at % 3][0], left_open=open_[at % 3]) for at, one in enumerate(taken)]
    found = OutcomeTable.of(rows)
    assert found.bits_between == (0.0, math.log2(5))


def test_of_one_option_each_there_is_nothing_to_settle():
    found = settling(check_of([Combination({"reading": "metric"}, FAILS)]))
    assert (found.silent, found.ways, found.combinations) == (Silence.ONE_WAY, 1, 1)


def test_a_check_without_choices():
    assert settling(check_of([Combination({}, Outcome.HOLDS)])).silent == Silence.ONE_WAY


def test_the_first_case_as_it_is(raqqa_result):
    """Whatever the case says, the figures are those of an enumeration of its own tables."""
    for check in raqqa_result.checks:
        found = settling(check.check)
        rows = [(one.choices, one.outcome) for one in as_the_verdict_takes_them(check.combinations)]
        for one in found.settlers:
            assert one.bits == pytest.approx(enumerated(rows, one.name), abs=1e-9)
        assert found.combinations == len(rows)
