"""2 000 made-up articles whose truth is known: true ones do not fail, false ones are caught as often as is stated."""

import math
from collections import Counter
from itertools import product

import numpy as np
import pytest
from scipy import integrate

from coverage_page import (
    AGREEING,
    ALLOWED,
    CAUGHT,
    PAGE,
    USUAL,
    WIDTHS,
    allowance,
    careful,
    caught_by_hand,
    everything_held,
    expected,
    false_ones,
    hedges,
    loose_ones,
    most,
    otherwise,
    outside,
    page,
    size,
    tables_of,
    true_ones,
    truths_outside,
    weighed,
)
from made_up import FACTORS, KINDS, PARTS, article
from usual_numbers import LAWS, RELATIONS, usual
from weighbridge.checks import Outcome
from weighbridge.text.numbers import Written
from weighbridge.verdict import DEPENDS
from written_room import CUES, GENEROUS, THINGS, TYPICAL, permitted

A_FEW = 180  # articles, twenty of each kind, where all would take too long


@pytest.fixture(scope="module")
def true():
    """Every true article whose numbers belong together, weighed."""
    return true_ones()


# True articles.


def test_no_true_article_is_said_to_fail(true):
    """The truths themselves keep every relation and lie within what is written, so nothing else would be right."""
    assert [one for one in true if one.as_written in CAUGHT or one.worst in CAUGHT] == []


def test_a_true_article_of_which_nothing_can_be_told_tells_of_a_small_change(true):
    """Three times a rise of 6 percent and a third of it fit as well, where the two amounts are as loose as that."""
    silent = [one.article for one in true if one.as_written == Outcome.CANNOT_TELL]
    assert 0 < len(silent) < AGREEING / 100
    for one in silent:
        for times in (1 / 3, 3.0):
            ends = one.ends(TYPICAL)
            assert one.kind.by_hand({**ends, "change": ends["change"] * times})


@pytest.mark.parametrize("width", WIDTHS)
def test_writers_who_mean_more_by_a_word_fail_no_oftener_than_the_widths_allow(width):
    several = loose_ones()
    failing = [one for one in several if not one.fits(width)]
    assert 0 < len(failing) <= most(allowance(one, width) for one in several)
    assert all(truths_outside([one], width) for one in failing)
    chances = [outside(one.numbers[name].cue, width) for one in several for name in hedges(one)]
    assert sum(chances) / 2 < truths_outside(several, width) <= most(chances)


@pytest.mark.parametrize(("cue", "width"), [*product(("about", "nearly", "over"), WIDTHS)])
def test_how_often_a_truth_lies_outside_is_an_integral(cue, width):
    """By quadrature over what writers mean, of the share of that which lies beyond what is permitted."""
    permits = 0.0 if width == TYPICAL else permitted(cue).sigma

    def beyond(z):
        share = max(0.0, 1 - 10 ** (permits - permitted(cue).sigma * z))
        return share * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

    assert outside(cue, width) == pytest.approx(integrate.quad(beyond, 0, 12, limit=200)[0], abs=1e-6)


def test_of_writers_who_write_as_they_are_taken_to_none_fails():
    assert [one for one in otherwise(careful) if not one.fits(TYPICAL)] == []


# False ones.


def letter(number):
    """Whether the cue of a number is taken at its letter as well."""
    return number.cue in ("over", "more than", "up to", "at least")


def test_the_kit_says_what_interval_arithmetic_says():
    """Of false articles, and of those whose writers mean more than is permitted; where it cannot tell, they fit."""
    for one in (*false_ones()[:A_FEW], *loose_ones()[: A_FEW // 2]):
        found = weighed(one)
        silent = found.as_written == Outcome.CANNOT_TELL
        # What fits by no more than the letter of "more than" is strained, and beyond the room of readers all the same.
        by_letter = found.as_written == Outcome.STRAINED and any(letter(number) for number in one.numbers.values())
        assert (found.as_written == Outcome.FAILS or by_letter) == caught_by_hand(one), one.numbers
        assert not silent or one.fits(TYPICAL)


def test_where_only_a_lenient_reader_lets_numbers_fit_it_is_said_to_depend_on_the_words():
    """Unless a lenient reader could not tell anything from them."""
    between = [one for one in loose_ones() if one.fits(GENEROUS) and not one.fits(TYPICAL)]
    assert len(between) > AGREEING / 20
    found = Counter(weighed(one).overall for one in between[::6])
    assert found.keys() <= {DEPENDS, Outcome.FAILS}
    assert found[DEPENDS] >= 9 * found[Outcome.FAILS]


def is_few(number):
    """Whether one more or less of what is counted is half as much again, as of "about 2"."""
    return number.is_hedged and number.unit in THINGS and number.value <= 3


def test_a_product_or_a_share_that_is_off_is_always_caught():
    """With counts, or numbers known to two digits, half as much again is beyond all room."""
    always = ("trucks", "people, the", "a day", "so many")
    found = [
        one for one in false_ones() if one.kind.title.startswith(always) and not any(map(is_few, one.numbers.values()))
    ]
    assert len(found) > AGREEING / 3
    assert all(map(caught_by_hand, found))


def test_an_error_by_ten_passes_only_where_a_part_of_a_total_is_smaller_than_the_room_of_the_others():
    passing = [one for one in false_ones() if size(one.times) == 10 and not caught_by_hand(one)]
    assert 0 < len(passing) < AGREEING / 100
    for one in passing:
        room = sum(np.ptp(ends) for name, ends in one.ends(TYPICAL).items() if name != "share")
        assert one.off in PARTS
        assert one.times == 0.1
        assert 0.9 * one.truths[one.off] < room


def test_the_larger_the_error_the_oftener_it_is_caught():
    shares = [
        np.mean([caught_by_hand(one) for one in false_ones() if math.isclose(size(one.times), factor)])
        for factor in FACTORS
    ]
    assert shares == sorted(shares)
    assert shares[0] > 0.9


# A number held against what is usual.


@pytest.mark.parametrize("relation", RELATIONS)
def test_true_numbers_are_unusual_no_oftener_than_the_thresholds_say(relation):
    found = [one.outcome for one in everything_held() if one.true.relation == relation]
    strained, fails = ALLOWED[relation]
    assert sum(outcome in CAUGHT for outcome in found) <= most([strained] * len(found))
    assert found.count(Outcome.FAILS) <= most([fails] * len(found))


@pytest.mark.parametrize(
    "which",
    [*FACTORS, *RELATIONS, *LAWS],
)
def test_numbers_that_are_off_are_caught_with_the_power_that_is_stated(which):
    found = [one for one in everything_held() if which in (size(one.false.times), one.true.relation, one.true.law.kind)]
    found = found or [one for one in everything_held() if math.isclose(size(one.false.times), which)]
    promised, error = expected([one.power for one in found])
    assert len(found) >= USUAL / 5
    assert sum(one.outcome_off in CAUGHT for one in found) == pytest.approx(promised, abs=error + 0.5)


def test_outcome_and_power_are_those_of_the_closed_forms():
    """One-sided checks of a number that is known to a percent: strained beyond the quantile of 5 or of 95 %."""
    compared = 0
    for one in everything_held():
        low, high = one.true.number.room()
        if one.true.relation == "equals" or high / low > 1.01:
            continue
        law, is_high = one.true.law, one.true.relation == "at_most"
        end = law.quantile(0.95 if is_high else 0.05)
        told = float(one.true.number.value) / (one.true.trucks or 1)
        if abs(told / end - 1) > 0.01:
            assert (one.outcome in CAUGHT) == (told > end if is_high else told < end)
            compared += 1
        below = law.below(end / one.false.times)
        assert one.power == pytest.approx(1 - below if is_high else below, abs=0.025)
    assert compared > USUAL / 8


# The articles themselves.


def numbers(articles):
    return [(one, name, number) for one in articles for name, number in one.numbers.items()]


def test_what_is_permitted_is_found_in_two_ways(true):
    """The rules worked out anew, against the kit's, of every number at both widths."""
    every = numbers([*(one.article for one in true), *false_ones(), *loose_ones()])
    distinct = {(number.text, number.cue): number for _, _, number in every}
    for (text, cue), number in distinct.items():
        for width in WIDTHS:
            ends = sorted(abs(end) for end in Written.parse(text).interval(cue, width))
            assert ends == pytest.approx(number.room(width), rel=1e-12), (text, cue, width)
    assert len(distinct) > AGREEING


def test_every_truth_lies_within_what_is_written(true):
    for one, name, number in numbers([one.article for one in true]):
        low, high = number.room()
        assert low * (1 - 1e-12) <= one.truths[name] <= high * (1 + 1e-12), (name, number)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.title)
def test_the_truths_keep_every_relation(kind):
    random = np.random.default_rng(3)
    for _ in range(100):
        truths = kind.truths(random)
        ends = {
            name: np.array([value, value]) * (-1 if kind.told[name].unit == "fall" else 1)
            for name, value in truths.items()
        }
        assert kind.by_hand(ends)
        for stated in kind.relations:
            name = stated.removesuffix("_by_day")
            assert not kind.by_hand({**ends, name: ends[name] * 1.01})


def test_one_number_is_off_and_no_other():
    for seed, one in enumerate(false_ones()):
        honest = article(seed)
        assert {name for name in one.numbers if one.numbers[name] != honest.numbers[name]} == {one.off}
        number, old = one.numbers[one.off], honest.numbers[one.off]
        least = 0.5 if number.unit in THINGS else 0.0
        rounding = max(least, 0.05 * float(number.value))  # to wholes, or to two digits
        assert abs(float(number.value) - float(old.value) * one.times) <= rounding


def test_the_articles_are_not_all_alike(true):
    every = [number for _, _, number in numbers([one.article for one in true])]
    assert {number.cue for number in every} == {"none", *CUES}
    assert all(
        sum(test) > len(every) / 20
        for test in zip(*((n.is_hedged, n.is_exact, n.high is not None) for n in every), strict=True)
    )
    assert len({(one.kind, one.off) for one in false_ones()}) == sum(len(kind.told) for kind in KINDS)
    assert 0.4 < np.mean([one.times > 1 for one in false_ones()]) < 0.6
    assert Counter(usual(seed).law.kind for seed in range(USUAL)).keys() == {*LAWS}


# The page.


def test_the_tables_of_the_page_are_those_that_were_found():
    """``python tests/coverage_page.py`` prints them."""
    assert tables_of(PAGE.read_text(encoding="utf-8")) == page()


def test_what_the_page_says_in_words_is_so(true):
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    off = false_ones()
    silent = [one for one in true if one.as_written == Outcome.CANNOT_TELL]
    bare = [one for one in true if not hedges(one.article)]
    caught = sum(map(caught_by_hand, off))
    by_ten = sum(size(one.times) == 10 and not caught_by_hand(one) for one in off)
    usual_off = everything_held()
    assert f"None of the {len(true)} true articles is said to fail" in text
    assert f"{len(bare)} of them have no hedged number, {len(true) - len(bare)} have at least one" in text
    assert f"In {len(silent)} it says that it cannot tell" in text
    assert f"{caught} of {len(off)} false articles are caught" in text
    assert f"{by_ten} errors by ten pass" in text
    assert f"{sum(one.outcome_off in CAUGHT for one in usual_off)} of {USUAL} are caught" in text
    assert f"promise {sum(one.power for one in usual_off):.0f}" in text
    assert f"({outside('about', TYPICAL):.0%} for “about”)" in text
    assert f"({outside('about', GENEROUS):.0%})" in text
