"""The collapse: choices that change nothing are set aside, and nothing else is."""

import pytest
from hypothesis import given

from choice_tables import table, tables
from weighbridge.checks import Outcome
from weighbridge.verdict import Collapse, Combination, counts

FITS, NOT, UNLIKELY, SILENT = Outcome.HOLDS, Outcome.FAILS, Outcome.STRAINED, Outcome.CANNOT_TELL
OPTIONS = {"market": ("port", "yard"), "month": ("May", "June", "July"), "width": ("usual", "wide")}


def market_alone(taken):
    return FITS if taken["market"] == "port" else NOT


def july_at_the_yard(taken):
    return NOT if (taken["market"], taken["month"]) == ("yard", "July") else FITS


def one_way_only(taken):
    return UNLIKELY if tuple(taken.values()) == ("yard", "July", "wide") else FITS


def parity(taken):
    return FITS if (taken["market"] == "port") == (taken["width"] == "wide") else NOT


@pytest.mark.parametrize(
    ("outcome", "matter", "idle"),
    [
        (market_alone, {"market": 6}, {"month", "width"}),
        (july_at_the_yard, {"month": 2, "market": 2}, {"width"}),
        (one_way_only, {"width": 1, "month": 1, "market": 1}, set()),
        (parity, {"market": 6, "width": 6}, {"month"}),
        (lambda taken: SILENT, {}, {"market", "month", "width"}),
    ],
    ids=["one", "two together", "all three, in one way", "each only with the other", "none"],
)
def test_what_matters_and_under_how_many_settings_of_the_others(outcome, matter, idle):
    found = table(OPTIONS, outcome)
    assert {one.choice: one.changes for one in found.mattering} == matter
    assert set(found.idle) == idle
    assert {one.choice: one.settings for one in found.influences} == {"market": 6, "month": 4, "width": 6}


def test_options_that_are_alike_under_every_setting_of_the_others_are_one():
    month = table(OPTIONS, july_at_the_yard).influences[0]
    assert (month.choice, month.groups) == ("month", (("May", "June"), ("July",)))
    assert month.group("June") == ("May", "June")


def test_a_choice_with_one_option_is_none():
    assert table({"reading": ("metric",)}, lambda taken: FITS).influences == ()


def test_the_choices_that_tell_outcomes_apart_best_come_first():
    found = table(OPTIONS, lambda taken: july_at_the_yard(taken) if taken["width"] == "usual" else NOT)
    assert {one.choice for one in found.best(2)} != {"market", "month"}
    assert [one.choice for one in found.best(1)] == ["width"]
    assert found.best(0) == ()
    assert len(found.best(9)) == 3


def test_counts_the_most_frequent_first_and_of_as_many_the_better():
    outcomes = [NOT, SILENT, FITS, FITS, UNLIKELY, NOT]
    found = counts(Combination({"at": str(at)}, outcome) for at, outcome in enumerate(outcomes))
    assert list(found.items()) == [(FITS, 2), (NOT, 2), (UNLIKELY, 1), (SILENT, 1)]


CASES = ("raqqa-2017", "ihs-2016", "azernews-trucks", "oil-2015")


@pytest.mark.parametrize("name", CASES)
def test_of_every_case_what_is_set_aside_changes_no_outcome(verified, name):
    for check in verified(name).checks:
        assert_that_it_sets_aside_what_changes_nothing(Collapse(check.combinations))


@given(tables())
def test_of_any_table_what_is_set_aside_changes_no_outcome(found):
    assert_that_it_sets_aside_what_changes_nothing(found)


def assert_that_it_sets_aside_what_changes_nothing(found):
    """By brute force: choices set aside, options taken as one, and counts of settings are exactly those."""
    by_choices = {tuple(one.choices.items()): one.outcome for one in found.combinations}
    for one in found.combinations:
        for influence in found.influences:
            moved = {
                option: by_choices[tuple({**one.choices, influence.choice: option}.items())]
                for group in influence.groups
                for option in group
            }
            assert influence.choice not in found.idle or set(moved.values()) == {one.outcome}
            assert {moved[option] for option in influence.group(one.choices[influence.choice])} == {one.outcome}
    cells = found.cells(found.mattering)
    assert all(len(counts(ways)) == 1 for ways in cells.values()), "what is set aside changes an outcome"
    assert sum(map(len, cells.values())) == len(found.combinations)
    for influence in found.influences:
        rests = {}
        for one in found.combinations:
            rest = tuple((name, option) for name, option in one.choices.items() if name != influence.choice)
            rests.setdefault(rest, {})[one.choices[influence.choice]] = one
        alike = {frozenset((option, one.way) for option, one in rest.items()): rest for rest in rests.values()}
        assert influence.settings == len(alike)
        assert influence.changes == sum(len({one.outcome for one in rest.values()}) > 1 for rest in alike.values())
