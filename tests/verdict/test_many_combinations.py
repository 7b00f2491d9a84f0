"""Checks that very many combinations of choices reach: all of them, exactly, or a sample that says how much it is."""

import dataclasses
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from many_choices import sum_of_parts
from small_cases import HEAD, case_text, unfiled
from weighbridge.checks import OUTCOMES, Outcome
from weighbridge.graph import Grid, Name, outer_bounds
from weighbridge.graph.sampling import Settings
from weighbridge.uncertainty import share_interval
from weighbridge.verdict import CheckResult, Tally, many_combinations
from weighbridge.verdict.many_combinations import _by_bounds, _by_definitions, _sampled, listed
from weighbridge.verdict.outcome_grid import OutcomeGrid
from weighbridge.verdict.random_places import at_random
from weighbridge.verdict.ranges import Reached
from weighbridge.verdict.results import Combination
from weighbridge.verdict.rule import weigh

FEW_DRAWS = Settings(points=128, digits=None)
AT_MOST = "kind: possible, stated: total, at_most: parts"
USUAL = "kind: typical, stated: total, at_most: parts"


def weigher_of(*args, **more):
    return unfiled(sum_of_parts(*args, **more), FEW_DRAWS).weigher


def by_hand(weigher, name="fits"):
    """Every combination weighed by itself."""
    return listed(weigher.combinations(name))


def outcomes_of(found, weigher):
    """The outcome that an exact route has for every combination, in the order in which they are listed."""
    grid = found.tally.outcomes.grid
    every = weigher.model.combinations(*weigher.model.checks["fits"].sides, drawn=weigher.model.checks["fits"].is_drawn)
    return [found.tally.outcomes.at(grid.place(choices)) for choices in every]


def same(found, expected):
    """Whether two say the same of all combinations."""
    ends = (found.range, found.may_be_silent, found.turned_by, sorted(found.turned_jointly))
    return ends == (expected.range, expected.may_be_silent, expected.turned_by, sorted(expected.turned_jointly))


# The exact routes say what every combination by itself says.


@pytest.mark.parametrize("check", [AT_MOST, "kind: possible, stated: total, equals: parts", USUAL])
@pytest.mark.parametrize("stated", ["10 tonne", "13 tonne", "16 to 18 tonne", "40 tonne"])
def test_definitions_that_are_weighed_once_say_what_all_of_them_say(check, stated):
    weigher = weigher_of(4, check, high=1.3, stated=stated)
    found, expected = _by_definitions(weigher.asked("fits")), by_hand(weigher)
    assert outcomes_of(found, weigher) == [one.outcome for one in expected.combinations]
    assert same(found, expected)


@given(
    many=st.integers(1, 4),
    options=st.integers(2, 3),
    total=st.integers(3, 40),
    relation=st.sampled_from(["at_most", "at_least", "equals"]),
    high=st.sampled_from([None, 1.1, 2.0]),
)
@settings(max_examples=25, deadline=None)
def test_outcomes_by_bounds_are_those_of_every_combination(many, options, total, relation, high):
    check = f"kind: possible, stated: total, {relation}: parts"
    weigher = weigher_of(many, check, options=options, high=high, stated=f"{total} tonne")
    found, expected = _by_bounds(weigher.asked("fits")), by_hand(weigher)
    assert outcomes_of(found, weigher) == [one.outcome for one in expected.combinations]
    assert same(found, expected)


def read_in_two_ways(numbers):
    """A total and its parts, each number with two readings, which must agree."""
    lines = []
    for name, (one, other) in numbers.items():
        lines.append(f"  {name}:\n    quote: {{exact: x}}\n    readings:")
        lines.append(f"      one: {{value: {one} truck, preferred: true, reason: r, sources: [ferson-2015]}}")
        lines.append(f"      other: {{value: {other} truck, reason: r, sources: [ferson-2015]}}")
    names = " + ".join(name for name in numbers if name != "total")
    text = case_text(
        {},
        f"formulas:\n  parts: {{expression: {names}, unit: truck, reason: r}}",
        fits="kind: agrees, stated: total, equals: parts",
    )
    return text.replace("claims:\n", "claims:\n" + "\n".join(lines) + "\n", 1)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=2, max_size=4), st.data())
@settings(max_examples=25, deadline=None)
def test_numbers_that_agree_as_written_or_through_rounding_do_so_in_arrays_too(parts, data):
    numbers = {f"part_{at}": pair for at, pair in enumerate(parts)}
    middle = sum(one for one, _ in parts)
    numbers["total"] = data.draw(st.tuples(st.integers(max(1, middle - 2), middle + 2), st.integers(1, 40)))
    weigher = unfiled(read_in_two_ways(numbers), FEW_DRAWS).weigher
    found, expected = _by_bounds(weigher.asked("fits")), by_hand(weigher)
    assert outcomes_of(found, weigher) == [one.outcome for one in expected.combinations]
    assert same(found, expected)


# Of a million combinations.


@pytest.fixture(scope="module")
def million():
    """Twenty parts that may each be taken in two ways, and the hedge width: two million combinations, by bounds."""
    return weigher_of(20, AT_MOST, stated="260 tonne").check("fits")


def test_two_million_outcomes_are_those_of_a_subset_sum(million):
    """Counted by a second route: how many subsets of 1 … 20 add enough, by the number of ways to make each sum."""
    ways = np.zeros(212, dtype=np.int64)
    ways[0] = 1
    for part in range(1, 21):
        ways[part:] = ways[part:] + ways[:-part]
    model, enough = million_model(), 0
    widths = model.choices["hedge width"].counting
    for width in widths:
        least, most = (
            end / 1000 for end in outer_bounds(model, Name("total"), {**model.reference, "hedge width": width})
        )
        assert least < 260 < most
        enough += sum(int(many) for extra, many in enumerate(ways) if 210 + extra / 2 >= least)
    exact = million.tally
    assert exact.is_exact
    assert exact.ways == exact.sets == 2**20 * len(widths)
    assert exact.counts == {Outcome.HOLDS: enough, Outcome.FAILS: exact.ways - enough}


def million_model():
    return unfiled(sum_of_parts(20, AT_MOST, stated="260 tonne"), FEW_DRAWS).model


def test_of_millions_few_are_listed_and_the_fewest_changes_are_named(million):
    assert len(million.combinations) < 4096
    assert million.combinations[0].choices == million.reference.choices
    assert (million.range.as_written, million.range.best.outcome) == (Outcome.FAILS, Outcome.HOLDS)


# Samples.


def test_the_sample_of_a_check_that_is_drawn_says_how_much_it_is_and_covers():
    """Of eight parts all combinations can be weighed: the interval of each outcome has its true share."""
    weigher = weigher_of(8, USUAL, high=1.5, stated="52 tonne")
    expected = by_hand(weigher)
    outcomes = [one.outcome for one in expected.combinations]
    tally = _sampled(weigher.asked("fits")).tally
    assert (tally.is_exact, tally.drawn, tally.outcomes) == (False, many_combinations.AT_RANDOM, None)
    for outcome in Outcome:
        low, high = tally.between(outcome)
        assert low <= outcomes.count(outcome) / len(outcomes) <= high, outcome


def test_a_sample_finds_the_ends_that_single_changes_point_to():
    """Only where all parts are large, or nearly all, does it hold: one in a thousand combinations or fewer."""
    weigher = weigher_of(10, USUAL, high=1.001, stated="82 tonne")
    found, expected = _sampled(weigher.asked("fits")), by_hand(weigher)
    assert {found.range.best.outcome, found.range.worst.outcome} == {Outcome.HOLDS, Outcome.FAILS}
    assert found.range.best.outcome == expected.range.best.outcome
    assert {*found.turned_by, *found.turned_jointly} <= {*expected.turned_by, *expected.turned_jointly}


@pytest.mark.parametrize("share", [0.0, 0.003, 0.2, 0.5])
def test_the_interval_of_a_share_covers_at_its_rate(share):
    random = np.random.default_rng(5)
    hits = random.binomial(400, share, 500)
    covered = [low <= share <= high for low, high in (share_interval(int(one), 400) for one in hits)]
    assert np.mean(covered) >= 0.93


def test_places_at_random_are_the_same_for_a_seed_and_spread_evenly():
    grid = Grid(("a", "b"), (("1", "2"), ("1", "2", "3")), ({}, {}))
    places = at_random(grid, 6000, 1)
    assert places == at_random(grid, 6000, 1) != at_random(grid, 6000, 2)
    counts = [places.count(place) for place in product(range(2), range(3))]
    assert 850 < min(counts) <= max(counts) < 1150


def test_seventy_choices_of_one_check_are_sampled():
    """More than an array of numpy has axes."""
    found = weigher_of(70, AT_MOST, stated="2700 tonne").check("fits")
    assert found.tally.ways == 2**71
    assert not found.tally.is_exact
    assert found.tally.looked < 2000
    assert (found.range.best.outcome, found.range.worst.outcome) == (Outcome.HOLDS, Outcome.FAILS)


def test_what_a_check_says_under_one_combination_is_asked_of_the_same_weighing():
    weigher = weigher_of(6, USUAL, high=1.5, stated="30 tonne")
    asked, expected = weigher.asked("fits"), by_hand(weigher)
    for one in expected.combinations[::7]:
        assert asked.outcome(one.choices) == one.outcome


def test_a_combination_under_which_something_is_no_number_cannot_tell():
    """The other combinations go on."""
    weigher = weigher_of(3, USUAL, high=1.5, stated="6 tonne")
    asked = weigher.asked("fits")
    broken = dataclasses.replace(
        asked, weigh=lambda every: [Combination(dict(one), Outcome.CANNOT_TELL) for one in every]
    )
    found = _sampled(broken)
    assert (found.range.overall, found.turned_by) == (Outcome.CANNOT_TELL, [])


# Relations that are asked for at once.


def relations(sums, shared):
    """Sums of numbers that each have two readings, the other one larger; every total is that of the larger ones."""
    names = sorted({name for names, _ in sums.values() for name in names} | {shared})
    lines = [HEAD + "claims:"]
    for name in names:
        lines.append(f"  {name}:\n    quote: {{exact: x}}\n    hedge: exactly\n    readings:")
        lines += [f"      one: {{value: 10 tonne, preferred: true, reason: r, {SOURCED}}}"]
        lines += [f"      other: {{value: 20 tonne, reason: r, {SOURCED}}}"]
    lines += [f"  {total}: {{quote: {{exact: x}}, value: {value} tonne}}" for total, (_, value) in sums.items()]
    lines += ["formulas:"]
    for total, (several, _) in sums.items():
        of = f"sum({', '.join([*several, shared])})"
        lines.append(f'  parts_of_{total}: {{expression: "{of}", unit: tonne, reason: r, of: it}}')
    lines += ["checks:"]
    lines += [
        f"  {total}_fits: {{question: Well?, kind: agrees, stated: {total}, equals: parts_of_{total}}}"
        for total in sums
    ]
    return "\n".join(lines) + "\n"


SOURCED = "sources: [ferson-2015]"
FIRST, SECOND = [f"a{at}" for at in range(7)], [f"b{at}" for at in range(7)]


def test_the_one_way_in_which_relations_fit_together_is_found_among_very_many():
    """Of 32,768 ways one fits both as written; where the width of "160" is generous, 64 fit through rounding.

    Those are all in which neither sum is off by more than one part, which both may share: 8 times 8, and one more.
    """
    case = unfiled(relations({"total": (FIRST, "160"), "sum_of_others": (SECOND, "160")}, "both"), FEW_DRAWS)
    checks = [case.weigher.check(name) for name in case.model.checks]
    (found,) = case.weigher.agreements(checks)
    assert found.tally.is_exact
    assert found.tally.counts == {Outcome.HOLDS: 2, Outcome.THROUGH_ROUNDING: 64, Outcome.FAILS: 2**16 - 66}
    verdict = weigh(None, checks, [found])
    assert verdict.range.best == Reached(Outcome.HOLDS, dict.fromkeys([*FIRST, "both", *SECOND], "other"))
    assert verdict.is_whole


# The verdict over checks whose outcomes are one array, and over the same listed one by one.


CHOICES = {"a": ("0", "1"), "b": ("0", "1", "2"), "c": ("0", "1")}


def check_of(name, outcomes, is_listed):
    """A check with an outcome for each combination of two choices."""
    choices = {"one": ("a", "b"), "other": ("b", "c"), "third": ("a", "c")}[name]
    options = tuple(CHOICES[choice] for choice in choices)
    every = [dict(zip(choices, taken, strict=True)) for taken in product(*options)]
    combinations = [Combination(taken, outcome) for taken, outcome in zip(every, outcomes, strict=False)]
    said, tally = listed(combinations), None
    if not is_listed:
        grid = Grid(choices, options, tuple(dict.fromkeys(one, ()) for one in options), len(every))
        codes = np.array([OUTCOMES.index(one.outcome) for one in combinations], dtype=np.int8).reshape(grid.shape)
        found = OutcomeGrid.known(grid, codes)
        tally = Tally(grid.sets, grid.size, found.counts(), 0, grid.size, lambda _: Outcome.FAILS, found)
    depends = {"turned_by": said.turned_by, "depends_on": [*said.turned_by, *said.turned_jointly]}
    told = {"range": said.range, "may_be_silent": said.may_be_silent, **depends, "tally": tally}
    of = {"question": "", "kind": "possible", "relation": "at_most", "claims": [], "findings": []}
    return CheckResult(name=name, combinations=combinations, **of, **told)


@given(st.lists(st.lists(st.sampled_from(OUTCOMES), min_size=6, max_size=6), min_size=1, max_size=3))
def test_a_verdict_is_the_same_whether_outcomes_are_listed_or_one_array(outcomes):
    """Also where only silence lies between two outcomes."""
    names = ("one", "other", "third")
    by_list, by_array = (
        weigh(None, [check_of(name, said, is_listed) for name, said in zip(names, outcomes, strict=False)])
        for is_listed in (True, False)
    )
    assert by_list == by_array


def test_options_that_are_alike_in_what_is_compared_and_not_in_what_is_likely_stay_apart():
    """What a comparison by bounds would catch rests on how the stated number is likely to be spread."""
    law = "{of: it, reason: r, %s: {low: {value: 1 tonne, reason: r}, %shigh: {value: 9 tonne, reason: r}}}"
    even, peaked = law % ("uniform", ""), law % ("triangular", "mode: {value: 2 tonne, reason: r}, ")
    text = case_text(
        {"total": "5 tonne"},
        f"assumptions:\n  most: {even}\n  usual: {even}\n"
        "alternatives:\n  spread:\n    question: How?\n    options:\n      as written: {reason: so}\n"
        f"      peaked: {{reason: r, {SOURCED}, set: {{most: {even}, usual: {peaked}}}}}",
        fits="kind: possible, stated: total, at_most: most",
        likely="kind: typical, stated: total, at_most: usual",
    )
    asked = unfiled(text, FEW_DRAWS).weigher.asked("fits")
    assert asked.grid.open.axis.get("spread") is not None
    numbers = {asked.identity("usual", {**asked.model.reference, "spread": one}) for one in ("as written", "peaked")}
    assert len(numbers) == 2
