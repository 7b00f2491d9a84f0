"""Errors planted in articles that fit: which are localised, which cannot be, and that none is blamed on another."""

from decimal import Decimal

import numpy as np
import pytest

from planted import (
    AMONG,
    CUES,
    HARSH,
    MISSED,
    NONE,
    OUTCOMES,
    PAGE,
    RIGHT,
    SEEDS,
    STRUCTURES,
    UNNOTICED,
    WRONG,
    Writing,
    article,
    by_hand,
    counts,
    demands,
    opened,
    page,
    run,
    size,
    suspects,
    tables_of,
)
from weighbridge.what_if.reconcile import smallest_correction

A_FEW = 35  # articles, five of each structure, where all would take too long


@pytest.fixture(scope="module")
def planted():
    """Every article with an error planted, the others honest to their hedges, and what became of it."""
    return run()


def test_no_error_is_blamed_on_another_number(planted):
    """Where the others are honest, they meet without the planted one, so it is always among those that are named."""
    assert [result for result in planted if result.outcome in (WRONG, MISSED)] == []


def test_an_honest_number_is_never_needed_beside_the_planted_one(planted):
    """For the same reason leaving out that one number is always enough."""
    assert [result for result in planted if result.outcome == NONE] == []


def test_of_articles_without_an_error_none_is_suspected():
    assert {result.outcome for result in run(plant=False)} == {UNNOTICED}


def test_the_kit_finds_what_a_second_route_finds(planted):
    """Of every planted article: linear programmes over the numbers that were drawn, which know no checks."""
    assert [result for result in planted if by_hand(result.article) != result.named] == []


@pytest.mark.parametrize("plant", [True, False])
def test_both_routes_agree_where_the_others_are_off_too(plant):
    for seed in range(A_FEW):
        one = article(seed, HARSH, plant)
        assert suspects(demands(one)) == by_hand(one), seed


@pytest.mark.parametrize("seed", range(0, A_FEW, 3))
def test_the_suspects_are_those_of_the_reconciliation(planted, seed):
    found = smallest_correction(demands(article(seed)))
    assert found.suspects == (planted[seed].named or ())
    assert found.meet == (planted[seed].named is None)


# How many of the 71 or 72 articles of a structure are localised, at least. With one relation none can be, whatever the
# hedges, unless what the others leave to a part would lie below zero, as a sum can have it and a product cannot. Of two
# products in a chain only the number in both can be told from the one beside it: one number in five. Of three parts
# with one share, the two parts that only the total knows cannot be told apart: three numbers in five. With three
# relations every number is in two of them, or alone in one whose others are in a second. Eight less than was measured,
# two standard deviations of such a count at even odds, is what chance might do to other seeds.
AT_LEAST = {
    "a product of four": 0,
    "four parts and their total": 0,
    "two products, one after the other": 2,
    "three parts, their total, one share": 38,
    "a month and a year, in barrels and in money": 63,
    "two parts, their total, both shares": 62,
    "three products in a ring, of six numbers": 63,
}


def of(results, title):
    return [result for result in results if result.article.structure.title == title]


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda structure: structure.title)
def test_how_many_are_localised(planted, structure):
    named = counts(of(planted, structure.title))[OUTCOMES.index(RIGHT)]
    assert named >= AT_LEAST[structure.title]


def test_with_one_product_nothing_is_localised(planted):
    """Every number in it would do: whichever is left out, the others leave it a value."""
    one = of(planted, "a product of four")
    assert len(one) > 10
    assert {result.outcome for result in one} == {AMONG}
    assert all(set(result.named) == set(result.article.numbers) for result in one)


def test_with_one_sum_only_what_would_fall_below_zero_is_cleared(planted):
    """A part is cleared where the others alone exceed the total even at their least: arithmetic on what is written."""
    localised = cleared = 0
    for result in of(planted, "four parts and their total"):
        ends = {name: number.interval for name, number in result.article.numbers.items()}
        parts = [name for name in ends if name != "total"]
        left = {name: ends["total"][1] - sum(ends[part][0] for part in parts if part != name) for name in parts}
        if result.named is not None:
            localised += 1
            cleared += len(result.named) <= len(parts)
            assert set(result.named) == {"total", *(name for name in parts if left[name] > 0)}
    assert localised >= 10
    assert cleared >= 1


def test_which_numbers_of_a_chain_can_be_told_apart(planted):
    """The mass alone stands in both checks; trucks and load, price and money are in one check each, two by two."""
    pairs = {"mass": {"mass"}, "trucks": {"trucks", "load"}, "load": {"trucks", "load"}}
    pairs |= {"price": {"price", "money"}, "money": {"price", "money"}}
    chain = of(planted, "two products, one after the other")
    assert {result.article.planted for result in chain} == set(pairs)
    assert all(set(result.named) == pairs[result.article.planted] for result in chain)


def test_where_the_others_are_off_too_another_can_be_blamed():
    """Told plainly on the page: localising holds only as far as the hedges of the others do."""
    sloppy = counts(run(HARSH, kit=False))
    assert sloppy[OUTCOMES.index(RIGHT)] < counts(run())[OUTCOMES.index(RIGHT)]
    assert sloppy[OUTCOMES.index(WRONG)] > 0
    nothing = counts(run(HARSH, plant=False, kit=False))
    assert nothing[OUTCOMES.index(WRONG)] > SEEDS / 20


# The articles themselves.


def test_every_number_stands_within_what_its_writing_permits():
    """The truths, drawn again from the same seed, against the intervals; the planted number before it was moved."""
    for seed in range(0, SEEDS, 5):
        for reach, plant in ((1.0, True), (HARSH, False)):
            one = article(seed, reach, plant)
            random = np.random.default_rng([2017, seed])
            random.integers(2), random.choice(list(one.structure.told))
            for name, truth in one.structure.truths(random).items():
                low, high = one.numbers[name].interval
                off, room = abs(truth - (low + high) / 2), (high - low) / 2
                assert off <= reach * room * (1 + 1e-9) or name == one.planted


def test_the_truths_keep_every_check():
    for structure in STRUCTURES:
        random = np.random.default_rng(3)
        truths = structure.truths(random)
        for stated, formula in structure.checks:
            unit = 100 if structure.told[stated].unit == "percent" else 12 if formula == "monthly" else 1
            assert truths[stated] == pytest.approx(unit * eval(formula, {}, truths), rel=1e-12)


def test_the_relations_to_spare_are_counted_rightly():
    """As many as there are numbers told beyond those that are drawn, each a check of its own."""
    for structure in STRUCTURES:
        assert structure.relations == len(structure.told) - len(structure.drawn) == len(structure.checks)
        model = opened(structure).model
        assert {check.kind for check in model.checks.values()} == {"agrees"}


def test_one_number_is_moved_by_a_factor_and_no_other(planted):
    """To the digits that are written: 25 divided by 3 is 8.3."""
    for seed, result in enumerate(planted):
        one, honest = result.article, article(seed, plant=False)
        moved = honest.numbers[one.planted].times(one.factor)
        assert one.numbers == {**honest.numbers, one.planted: moved}
        assert size(one.factor) in (2, 3, 10)
        assert float(moved.value / honest.numbers[one.planted].value) == pytest.approx(one.factor, rel=0.05)


def test_trucks_are_whole_in_truth_and_in_writing_and_a_bare_number_of_them_is_exact():
    """Unless it ends in two zeros, when it may have been rounded; of the chain, and of the ring."""
    chains = [structure for structure in STRUCTURES if "trucks" in structure.told]
    assert len(chains) == 2
    exact = 0
    for seed in range(SEEDS):
        one = article(seed, plant=False)
        if one.structure in chains:
            trucks = one.numbers["trucks"]
            assert trucks.value == int(trucks.value)
            low, high = trucks.interval
            assert (low == high) == (trucks.cue == "none" and trucks.value % 100 != 0)
            exact += low == high
    assert exact > 30


def test_25_by_3_is_8_point_3():
    assert Writing("none", Decimal(25), "tonne", 2).times(1 / 3).text == "8.3 tonne"
    assert Writing("about", Decimal(2500), "tonne", 3).times(10).text == "25000 tonne"
    assert Writing("none", Decimal(125), "truck", 3).times(1 / 3).text == "42 truck"


def test_the_articles_are_not_all_alike():
    articles = [result.article for result in run()]
    numbers = [number for one in articles for number in one.numbers.values()]
    assert {number.digits for number in numbers} == {2, 3, 4}
    assert {number.cue for number in numbers} == set(CUES)
    assert 0.4 < np.mean([number.cue == "none" for number in numbers]) < 0.6
    assert len({one.planted for one in articles}) > 15
    assert 0.4 < np.mean([one.factor < 1 for one in articles]) < 0.6


# The page.


def test_the_tables_of_the_page_are_those_that_were_measured():
    """``python tests/planted.py`` prints them; that of the harsher run is found here by the second route."""
    assert tables_of(PAGE.read_text(encoding="utf-8")) == page(kit=False)


def test_what_the_page_says_in_words_is_so(planted):
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    found = dict(zip(OUTCOMES, counts(planted), strict=True))
    sloppy = dict(zip(OUTCOMES, counts(run(HARSH, kit=False)), strict=True))
    nothing = dict(zip(OUTCOMES, counts(run(HARSH, plant=False, kit=False)), strict=True))
    assert f"In {found[RIGHT]} of {SEEDS} articles the planted number alone was named" in text
    assert f"in {found[AMONG]} it was one of several" in text
    assert f"{found[UNNOTICED]} errors were not noticed" in text
    assert f"named alone in {sloppy[RIGHT]} of {SEEDS} articles" in text
    assert f"in {sloppy[NONE]} no one number would do" in text
    assert f"In {sloppy[WRONG] + sloppy[MISSED]} the blame fell on others" in text
    assert f"in {nothing[WRONG]} of {SEEDS} one number alone was named" in text
