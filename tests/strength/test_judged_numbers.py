"""What knowing a judged number would settle: equal to changing the case by hand at every value, and counting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choice_tables import entropy, enumerated
from edited_cases import edited
from small_cases import CASES, SOURCE, unfiled
from weighbridge import Settings, open_case
from weighbridge.base import RemediedError
from weighbridge.casefile import Loss
from weighbridge.checks import OUTCOMES
from weighbridge.strength import settling, settling_with_numbers
from weighbridge.strength.results import Silence
from weighbridge.verdict import settled as as_the_verdict_takes_them

AS_THEY_ARE = Settings(points=256, randomisations=4, digits=None)  # what is tried is never drawn more finely
HEAD = """\
title: Trucks
article: {title: A, url: "https://example.org", language: en}
claims:
  load: {quote: {exact: near 50 tonnes a truck}, value: 50 tonne/truck, hedge: near}
"""


def numbers_of(found):
    return {one.name: one for one in found.settlers if not one.is_choice}


def changed_by_hand(change, check, values):
    """The outcome under every combination of choices at each value, of a case that was changed and read anew."""
    combinations, rows = [], []
    for value in values:
        several = change(value).weigher.check(check).combinations
        combinations += several
        rows += [{**one.choices, "the number": value} for one in several]
    counted = as_the_verdict_takes_them(combinations)
    return [(row, one.outcome) for row, one in zip(rows, counted, strict=True)]


def assert_as_by_hand(one, change, check):
    rows = changed_by_hand(change, check, one.values)
    removed, disagreement = enumerated(rows, "the number"), entropy([*map([said for _, said in rows].count, OUTCOMES)])
    assert one.bits == pytest.approx(removed, abs=1e-9)
    assert one.share == pytest.approx(removed / disagreement if disagreement else 0, abs=1e-9)


# A bound with two judged ends, of which one option sets one anew.

LIMIT = f"""\
assumptions:
  limit:
    of: what a truck can carry
    uniform:
      low: {{value: 20 tonne/truck, reason: ours, fair: {{low: {{value: 15 tonne/truck, reason: r}}, high: {{value: 30 tonne/truck, reason: r}}}}}}
      high: {{value: HIGH tonne/truck, reason: ours, fair: {{low: {{value: LEAST tonne/truck, reason: r}}, high: {{value: MOST tonne/truck, reason: r}}}}}}
alternatives:
  law:
    question: Which law?
    options:
      as written: {{reason: r}}
      other: {{reason: r, sources: [{SOURCE}], set: {{limit.high: {{value: 44 tonne/truck, sources: [{SOURCE}]}}}}}}
      ours: {{reason: r, sources: [{SOURCE}], set: {{limit.high: {{value: 60 tonne/truck, reason: ours}}}}}}
checks:
  fits: {{question: Could they?, kind: possible, stated: load, at_most: limit}}
"""  # noqa: E501 (an entry stands on one line)


def limit_case(high, least, most):
    text = LIMIT.replace("HIGH", str(high)).replace("LEAST", str(least)).replace("MOST", str(most))
    return unfiled(HEAD + text, AS_THEY_ARE)


@settings(max_examples=12)
@given(st.integers(31, 80), st.integers(1, 25), st.integers(1, 120))
def test_of_small_cases_it_is_what_changing_the_case_by_hand_gives(high, below, above):
    case = limit_case(high, max(31, high - below), high + above)
    check = case.weigher.check("fits")
    found = settling_with_numbers(case.weigher, check)
    own = {(one.name, tuple((one.under or {}).items())): one for one in found.settlers if not one.is_choice}
    if found.silent is None:
        assert set(own) == {
            ("limit.low", ()),
            ("limit.high", ()),
            ("limit.high", (("law", "ours"),)),
        }
    for (name, under), one in own.items():
        by_set = lambda value, name=name: case.with_({name: f"{value} tonne/truck"})  # noqa: E731
        assert_as_by_hand(one, in_the_option(case) if under else by_set, "fits")
    choices = {one.name: one.bits for one in found.settlers if one.is_choice}
    alone = settling(check)
    assert found.bits == alone.bits
    assert found.silent is not None or alone.silent or choices == {one.name: one.bits for one in alone.settlers}
    assert [one.bits for one in found.settlers] == sorted((one.bits for one in found.settlers), reverse=True)


def in_the_option(case):
    """The case with another number in its own option."""

    def changed(value):
        def edit(tree):
            tree["alternatives"]["law"]["options"]["ours"]["set"]["limit.high"]["value"] = f"{value} tonne/truck"

        return edited(case, edit)

    return changed


def test_the_values_lie_evenly_in_equal_factors_and_within_what_makes_a_distribution():
    case = limit_case(60, 35, 140)
    found = settling_with_numbers(case.weigher, case.weigher.check("fits"))
    (written,) = (one.values for one in found.settlers if one.name == "limit.high" and one.under is None)
    assert written == pytest.approx([35, 49.4975, 70, 98.9949, 140], rel=1e-5)
    three = settling_with_numbers(case.weigher, case.weigher.check("fits"), grid=3)
    assert [one.values for one in three.settlers if one.name == "limit.low"] == [pytest.approx([15, 21.2132, 30])]


def test_a_number_that_could_not_be_moved_is_named():
    """It stands at the lower end of its own range, and at the upper end of the distribution that an option sets."""
    text = LIMIT.replace("HIGH", "60").replace("LEAST", "35").replace("MOST", "140")
    text = text.replace("44 tonne/truck", "20.0 tonne/truck").replace(
        "low: {value: 15 tonne/truck", "low: {value: 20 tonne/truck"
    )
    case = unfiled(HEAD + text, AS_THEY_ARE)
    found = settling_with_numbers(case.weigher, case.weigher.check("fits"))
    assert found.not_moved == ["limit.low"]


def test_where_only_a_number_changes_the_outcome_there_is_something_to_settle():
    case = unfiled(HEAD + LIMIT.replace("HIGH", "60").replace("LEAST", "35").replace("MOST", "140"), AS_THEY_ARE)
    sure = case.with_(law="as written")
    check = sure.weigher.check("fits")
    assert settling(check).silent == Silence.ALWAYS_THE_SAME
    found = settling_with_numbers(sure.weigher, check)
    assert (found.silent, found.bits) == (None, 0.0)
    assert numbers_of(found)["limit.high"].share > 0


@pytest.mark.parametrize("grid", [1, 0, -3])
def test_one_value_is_no_grid(grid):
    case = limit_case(60, 35, 140)
    with pytest.raises(RemediedError, match=f"a grid of {grid}, expected two values or more") as error:
        settling_with_numbers(case.weigher, case.weigher.check("fits"), grid=grid)
    assert error.value.remedy == "leave it out for 5 values"


def test_what_was_found_once_is_kept():
    case = limit_case(60, 35, 140)
    first, again = (settling_with_numbers(case.weigher, case.weigher.check("fits")) for _ in range(2))
    assert first is again


def test_whole_things_are_not_moved(make_case):
    text = """\
title: Whole things
article: {title: A, url: "https://example.org", language: en}
claims:
  people: {quote: {exact: x}, value: 27 person}
  share: {quote: {exact: y}, value: 34 percent}
checks:
  fits: {question: Well?, kind: agrees, stated: share, counted_in: people}
"""
    case = make_case(text)
    assert numbers_of(settling_with_numbers(case.weigher, case.weigher.check("fits"))) == {}


def test_a_number_has_a_worth_where_losses_are_given():
    case = limit_case(60, 35, 140)
    losses = {
        "print it": Loss.model_validate({"reason": "r", "fits": 0, "does not fit": 10, "otherwise": 3}),
        "leave it out": Loss.model_validate({"reason": "r", "fits": 5, "otherwise": 0}),
    }
    found = settling_with_numbers(case.weigher, case.weigher.check("fits"), losses)
    assert all(one.worth is not None and one.worth >= 0 for one in found.settlers)


@pytest.mark.parametrize("check", ["usual_load", "enough_metal", "some_mix"])
def test_of_the_first_case_it_is_what_setting_each_number_gives(check):
    case = open_case(CASES["raqqa-2017"], AS_THEY_ARE)
    found = settling_with_numbers(case.weigher, case.weigher.check(check))
    as_written = {name: one for name, one in numbers_of(found).items() if one.under is None}
    assert as_written or check != "usual_load"
    for name, one in as_written.items():
        by_set = lambda value, name=name, one=one: case.with_({name: f"{value} {one.unit or 'one'}"})  # noqa: E731
        assert_as_by_hand(one, by_set, check)
