"""2 000 made-up articles, honest or off by a known factor: those said to be 9 : 1 are honest nine times in ten."""

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, stats

from coverage_page import tables_of
from honest_numbers import ERRORS, FACTORS, LAWS, TEMPLATE, UNIT, density, honest, odds
from small_cases import unfiled
from strength_page import (
    ARTICLES,
    BETWEEN,
    ENDS,
    GROUPS,
    NAMED,
    PAGE,
    TITLES,
    Forecasts,
    bins,
    cautious,
    everything_said,
    exact,
    groups,
    interval,
    is_within,
    of_origins,
    other_laws,
    page,
)
from strength_page import ERRORS as STANDARD_ERRORS
from weighbridge.checks import Weighing
from weighbridge.strength import likelihoods
from weighbridge.strength.likelihood_ranges import asked_of


def by_odds(title):
    return dict(bins(everything_said()))[title]


# What is said comes true as often as it is said.


@pytest.mark.parametrize("title", TITLES)
def test_those_that_are_said_to_be_so_are_honest_as_often(title):
    """The mean of what is said lies within the binomial interval of what is so; all seven intervals hold at 95 %."""
    several = by_odds(title)
    low, high = interval(sum(one.is_honest for one in several), len(several))
    assert len(several) > 50
    assert low <= np.mean([one.chance for one in several]) <= high


def test_those_that_are_said_to_be_nine_to_one_are_honest_nine_times_in_ten():
    several = by_odds("9 : 1")
    low, high = interval(sum(one.is_honest for one in several), len(several))
    assert np.mean([one.chance for one in several]) == pytest.approx(0.9, abs=0.02)
    assert low < 0.9 < high
    assert high - low < 0.25


@pytest.mark.parametrize("title", [*GROUPS, "all"])
def test_a_proper_score_is_what_it_would_be_if_all_were_right(title):
    assert abs(Forecasts.of(dict(groups())[title]).z) < STANDARD_ERRORS


def test_it_tells_more_than_even_chances():
    found = Forecasts.of(everything_said())
    assert found.brier < 0.25 / 3
    assert found.logarithmic < 1 / 3


def test_nothing_is_left_out_but_where_nothing_is_said():
    assert len(everything_said()) > 0.995 * ARTICLES


# The same tests find what is not calibrated.

WRONG = {
    "twice as sure": lambda one: 1 / (1 + one.odds**-2),
    "half as sure": lambda one: 1 / (1 + one.odds**-0.5),
    "upside down": lambda one: 1 - one.chance,
    "the density of the ratio and not of its logarithm": lambda one: shifted(one, one.article.factor),
    "odds of honest to not, three times too high": lambda one: 3 * one.odds / (1 + 3 * one.odds),
    "tails and not densities": lambda one: by_tails(one),
}


def shifted(one, factor):
    """Of exact hypotheses the density of R itself would be off by the factor, up or down."""
    times = factor if one.article.error == ERRORS[0] else 1 / factor
    return one.odds * times / (1 + one.odds * times)


def by_tails(one):
    """As if the tail beyond a number were what its being right makes likely."""
    ratio = one.article.weighing.typical().ratio if one.article.kind != "table" else None
    if ratio is None:
        return one.chance
    multiple = 1 / one.article.factor if one.article.error == ERRORS[0] else one.article.factor
    stated, off = ((np.count_nonzero(ratio >= at) + 0.5) / ratio.size for at in (1.0, multiple))
    return stated / (stated + off)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_calibrated_is_found(name):
    assert abs(Forecasts.of(everything_said(), WRONG[name]).z) > STANDARD_ERRORS


@pytest.mark.parametrize("assumed", ["triangular", "pert"])
def test_of_a_law_that_is_wider_than_assumed_it_is_too_sure(assumed):
    """What it rests on: loads that are as likely at the ends as in the middle, where a case assumes a peak."""
    wider = dict(other_laws(assumed))["uniform"]
    found = Forecasts.of(wider)
    assert found.z > STANDARD_ERRORS
    assert found.brier > found.expected_brier


def test_rows_of_one_origin_that_are_alike_make_the_figure_too_sure_but_not_its_end():
    """The figure takes every row as a witness; the end nearer to even odds, which spans both, is never too sure."""
    figures = {name: Forecasts.of(of_origins(between)).z for name, between in BETWEEN.items()}
    ends = {name: Forecasts.of(of_origins(between), cautious).z for name, between in BETWEEN.items()}
    assert abs(figures["none"]) < STANDARD_ERRORS < figures["all"]
    assert figures["none"] < figures["half"] < figures["all"]
    assert max(ends.values()) < STANDARD_ERRORS


# The figures.


def test_the_ends_hold_what_quadrature_gives():
    several = [one for one in everything_said() if one.article.kind != "table"]
    assert sum(map(is_within, several)) > 0.97 * len(several)
    figures = [one for one in several if one.ratio.ratio is not None and exact(one)]
    assert np.median([abs(one.odds / exact(one) - 1) for one in figures]) < 0.02


def test_of_a_table_the_ratio_is_that_of_its_formula():
    """By quadrature over the room of Student's t on the logarithms."""
    for one in [one for one in everything_said() if one.article.kind == "table"][:60]:
        logarithms = np.log(np.array(one.article.law.values) / 1000)
        law = stats.t(
            len(logarithms) - 1, logarithms.mean(), logarithms.std(ddof=1) * math.sqrt(1 + 1 / len(logarithms))
        )
        low, high = one.article.number.room()
        off = 1 / one.article.factor if one.article.error == ERRORS[0] else one.article.factor
        over = [integrate.quad(lambda s, m=m: law.pdf(math.log(s * m)), low, high)[0] for m in (1.0, off)]  # noqa: B023
        assert one.odds == pytest.approx(over[0] / over[1], rel=0.01)


# The articles.


def test_the_articles_are_of_each_kind_alike():
    every = [one.article for one in everything_said()]
    assert Counter(one.kind for one in every).keys() == {*LAWS}
    assert {one.factor for one in every} == {*FACTORS}
    assert np.mean([one.is_honest for one in every]) == pytest.approx(0.5, abs=0.035)
    assert np.mean([one.error == ERRORS[0] for one in every]) == pytest.approx(0.5, abs=0.035)


def test_what_an_article_tells_is_its_truth_or_off_by_its_factor():
    for seed in range(300):
        one = honest(seed)
        times = 1.0 if one.is_honest else one.factor if one.error == ERRORS[0] else 1 / one.factor
        low, high = one.number.room()
        assert low * (1 - 1e-6) <= one.truth * times <= high * (1 + 1e-6)


def test_an_article_weighed_by_itself_says_the_same():
    """A case that is read from its text gives what the short way gives: one case with other numbers."""
    for seed in range(0, 40):
        one = honest(seed)
        if one.kind not in ("uniform", "triangular", "pert"):
            continue
        text = TEMPLATE.replace(f"20.5 {UNIT}, hedge: none", f"{one.number.text}, hedge: {one.number.cue}")
        points = {name: getattr(one.law, name) / 1000 for name in ("low", "mode", "high") if hasattr(one.law, name)}
        law = ", ".join(f"{name}: {{value: {value!r} {UNIT}, reason: r}}" for name, value in points.items())
        before = text[text.index("uniform: {") : text.index("}}}}") + 2]
        case = unfiled(text.replace(before, f"{one.kind}: {{{law}}}"))
        found = likelihoods(Weighing(case.model, case.draws, case.model.checks["asked"], case.choices, thorough=False))
        ratio = asked_of(found, one.factor, one.error)
        assert (ratio is None) == (one.ratio is None)
        if ratio is not None and odds(ratio) is not None:
            assert odds(ratio) == pytest.approx(odds(one.ratio), rel=0.02)


def test_the_densities_by_formula_are_those_of_the_quantiles():
    """Between two percentiles lies a hundredth."""
    for one in [one for one in map(honest, range(60)) if one.kind != "table"]:
        places = one.law.quantile(np.linspace(0.02, 0.98, 97)) / 1000
        steps = (np.arange(200) + 0.5) / 200
        shares = [
            np.mean(density(one.law, low + (high - low) * steps)) * (high - low) for low, high in pairwise(places)
        ]
        assert np.array(shares) == pytest.approx(0.01, rel=0.01)


@pytest.mark.parametrize(("true", "many"), [(0, 10), (10, 10), (56, 62), (3, 1000)])
def test_the_interval_is_that_of_clopper_and_pearson(true, many):
    found = stats.binomtest(true, many).proportion_ci(0.95, method="exact")
    assert interval(true, many, 0.95) == pytest.approx((found.low, found.high), abs=1e-9)


def test_bins_meet_halfway():
    assert len(ENDS) == len(TITLES) + 1 == len(NAMED) + 1
    assert ENDS[5] ** 2 == pytest.approx(27)


# The page.


def test_the_tables_of_the_page_are_those_that_were_found():
    """``python tests/strength_page.py`` prints them."""
    assert tables_of(PAGE.read_text(encoding="utf-8")) == page()


def test_what_the_page_says_in_words_is_so():
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    nine, every = by_odds("9 : 1"), everything_said()
    low, high = interval(sum(one.is_honest for one in nine), len(nine))
    several = [one for one in every if one.article.kind != "table"]
    assert (
        f"{len(nine)} are said to be about 9 : 1, and {sum(one.is_honest for one in nine)} of them are honest" in text
    )
    assert f"{low:.0%} to {high:.0%}" in text
    assert f"of {ARTICLES - len(every)} nothing is said" in text
    assert f"{sum(map(is_within, several))} of {len(several)} lie between the ends" in text
    worst = Forecasts.of(dict(other_laws("pert"))["uniform"])
    assert f"{worst.brier / worst.expected_brier:.1f} times what it would be" in text
