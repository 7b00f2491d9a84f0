"""Ways to read an article: combinations that compare the same are one, wherever a reader is told how many there are."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from choice_tables import tables
from small_cases import CASES, SOURCE, case_text
from weighbridge import charts
from weighbridge.checks import OUTCOMES
from weighbridge.pages.result_page import result_page
from weighbridge.report import verdicts
from weighbridge.strength import settling
from weighbridge.text import Names
from weighbridge.verdict import Combination, distinct, set_aside, settled

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = OUTCOMES


def comparing(found, names):
    """The same combinations, which compare nothing but what is taken of some choices."""
    return [replace(one, compared=tuple(one.choices[name] for name in names)) for one in found]


@given(tables(), st.data())
def test_only_choices_in_which_what_is_compared_differs_multiply_the_count(found, data):
    names = list(found.combinations[0].choices)
    telling = data.draw(st.lists(st.sampled_from(names), unique=True))
    rows = comparing(found.combinations, telling)
    options = {name: {one.choices[name] for one in rows} for name in names}
    many = 1
    for name in telling:
        many *= len(options[name])
    ways = distinct(rows)
    assert len(ways) == many
    assert ways[0] is rows[0], "the case as written stays first"
    assert set_aside(rows) == [name for name in names if name not in telling and len(options[name]) > 1]


@given(tables())
def test_where_what_is_compared_is_not_known_every_combination_is_a_way(found):
    assert distinct(found.combinations) == list(found.combinations)
    assert set_aside(found.combinations) == []


def test_of_those_that_compare_the_same_the_one_is_kept_that_is_settled():
    day = lambda name, **more: Combination({"day": name}, STRAINED, compared=5, **more)  # noqa: E731
    found = distinct([day("1", left_open=(HOLDS, STRAINED)), day("2"), day("3")])
    assert [one.choices["day"] for one in found] == ["2"]


# A price that is looked up by the month, and a mix that is free: two days in one month, and what is assumed of the mix.

CASE = f"""\
title: Scrap
article: {{title: A, url: "https://example.org", language: en}}
claims:
  price: {{quote: {{exact: about 300 dollars a tonne}}, value: 300 USD/tonne, hedge: about}}
events:
  sale:
    question: When?
    quote: {{exact: x}}
    candidates:
      first: {{date: 2017-02-02, preferred: true, reason: r, sources: [{SOURCE}]}}
      same month: {{date: 2017-02-09, reason: r, sources: [{SOURCE}]}}
      month before: {{date: 2017-01-26, reason: r, sources: [{SOURCE}]}}
evidence:
  copper: {{table: metal-prices, where: {{metal: copper, month: sale.month}}, column: price}}
assumptions:
  iron: {{of: iron, fixed: {{value: {{value: 200 USD/tonne, reason: r}}}}}}
  shares:
    of: the mix
    composition:
      concentration: {{value: 20 one, reason: r}}
      parts: {{iron: {{mean: {{value: 0.9 one, reason: r}}}}, copper: {{mean: {{value: 0.1 one, reason: r}}}}}}
formulas:
  mixed: {{expression: shares.iron * iron + shares.copper * copper, unit: USD/tonne, of: such loads}}
alternatives:
  likeness:
    question: How alike?
    options:
      little: {{reason: r}}
      much: {{reason: r, sources: [{SOURCE}], set: {{shares.concentration: 100 one}}}}
checks:
  some_mix: {{question: Which?, kind: reachable, stated: price, equals: mixed, by: shares}}
  usual: {{question: Usual?, kind: typical, stated: price, equals: mixed}}
"""


def test_days_of_one_month_are_one_way_and_what_is_assumed_of_a_free_mix_is_no_choice(make_case):
    found = make_case(CASE).verify()["some_mix"]
    assert list(found.combinations[0].choices) == ["sale", "hedge width"]
    assert len(found.combinations) == 3 * 2, "days, hedge"
    assert len(distinct(found.combinations)) == 2 * 2, "months, hedge"


def test_what_changes_no_bound_is_set_aside(make_case):
    """Of a bound, a likeliest value in between has no part."""
    ends = {"low": 10, "mode": 20, "high": 30}
    law = ", ".join(f"{end}: {{value: {value} tonne, reason: r}}" for end, value in ends.items())
    other = f"other: {{reason: r, sources: [{SOURCE}], set: {{limit.mode: 25 tonne}}}}"
    more = f"assumptions: {{limit: {{of: it, triangular: {{{law}}}}}}}\n"
    more += f"alternatives: {{likeliest: {{question: Which?, options: {{as written: {{reason: r}}, {other}}}}}}}"
    text = case_text({"mass": "25 tonne, hedge: about"}, more, fits="kind: possible, stated: mass, at_most: limit")
    found = make_case(text).verify()["fits"].combinations
    assert (len(found), len(distinct(found)), set_aside(found)) == (4, 2, ["likeliest"])


def test_what_is_assumed_of_a_mix_counts_where_it_is_drawn(make_case):
    found = make_case(CASE).verify()["usual"]
    assert set_aside(found.combinations) == []
    shapes = len({one.choices.get("shape") for one in found.combinations})
    assert len(distinct(found.combinations)) == len(found.combinations) * 2 // 3, "two of three days are alike"
    assert len(found.combinations) == 3 * 2 * 2 * shapes


def test_of_the_first_case_which_mix_is_assumed_does_not_multiply_the_mixes_that_give_the_price(raqqa_result):
    found = raqqa_result["some_mix"].combinations
    assert "mix" not in found[0].choices or "mix" in set_aside(found)


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_compares_the_same_has_the_same_figures(name, verified):
    for check in verified(name).checks:
        kept = {one.way: one for one in distinct(check.combinations)}
        for one in check.combinations:
            like = kept[one.way]
            assert {*one.may_be} & {*like.may_be}
            if not one.on_the_line and not like.on_the_line and check.kind != "typical":
                assert (one.outcome, one.reach) == (like.outcome, like.reach)


COUNTS = re.compile(r"\b(?:all|none of|of) ([\d,]+) ways|\b([\d,]+) ways")


def counted(text):
    return {int((one or other).replace(",", "")) for one, other in COUNTS.findall(text)}


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_place_that_says_how_many_ways_there_are_says_as_many(name, opened, verified):
    case, result = opened(name), verified(name)
    page = result_page(result)
    for check in result.checks:
        many = len(distinct(check.combinations))
        said = [check.figures.ways, verdicts.over_all(check.check), charts.choice_tiles(case, check.name).title]
        for text in said:
            whole = {one for one in counted(text.replace("otherwise in", "otherwise")) if "otherwise" not in text}
            assert whole <= {many}, text
        outcomes = [one.outcome for one in distinct(settled(check.combinations))]
        assert sum(map(int, re.findall(r"\bin (\d+)", check.figures.ways))) in (
            0,
            len(outcomes),
            *map(outcomes.count, OUTCOMES),
        )
        assert settling(check.check).ways == many
    most = max(len(distinct(check.combinations)) for check in result.checks)
    assert f"up to {most} for one question" in page


def test_json_keeps_every_combination(raqqa_result):
    for check in raqqa_result.form.checks:
        assert len(check.combinations) == len(raqqa_result[check.name].combinations)


@pytest.mark.parametrize(
    ("compared", "many", "idle"),
    [
        ("market day", 0, ""),
        ("market", 2, "The day changes nothing here."),
        ("", 3, "The market and the day change nothing here."),
    ],
)
def test_how_many_sets_of_options_are_not_counted(compared, many, idle):
    taken = [{"market": market, "day": day} for market in "xy" for day in "12"]
    rows = comparing([Combination(one, HOLDS) for one in taken], compared.split())
    said = f"Of 4 sets of options, {many} compare the same as others and are not counted. {idle}" if many else ""
    assert verdicts.counted_once(rows, Names()) == said
