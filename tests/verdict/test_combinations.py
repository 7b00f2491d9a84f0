"""Every combination of fair choices, and the findings that are shown of them."""

import math
from collections import Counter

import pytest

from weighbridge.checks.results import Outcome

NAMES = ("raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks")


READINGS = """\
title: A small case
article: {title: A, url: "https://example.org", language: en}
claims:
  stated:
    quote: {exact: x}
    readings:
      one: {value: 50.00 one, reason: r, preferred: true}
      two: {value: 55.00 one, reason: r}
      far: {value: 500.00 one, reason: r, ruled_out: another text settles it}
assumptions: {other: {of: it, uniform: {low: {value: 40 one, reason: r}, high: {value: 60 one, reason: r}}}}
checks: {can: {question: Can it?, kind: possible, stated: stated, at_most: other}}
"""


def test_a_reading_that_is_ruled_out_does_not_count_yet_is_shown(make_case):
    result = make_case(READINGS).verify()
    can = result["can"]
    assert {combination.choices["stated"] for combination in can.combinations} == {"one", "two"}
    assert (can.outcome, result.verdict.outcome) == ("holds", "holds")
    shown = {finding.choices["stated"]: finding for finding in can.findings}
    assert shown["far"].outcome == "fails"
    assert shown["far"].ruled_out == "another text settles it"
    assert [name for name, finding in shown.items() if finding.ruled_out] == ["far"]


def test_the_same_reading_counts_when_nothing_rules_it_out(make_case):
    result = make_case(READINGS.replace(", ruled_out: another text settles it", "")).verify()
    assert result["can"].depends_on == result.verdict.depends_on == ["stated"]
    assert Counter(one.outcome for one in result["can"].combinations) == {Outcome.HOLDS: 4, Outcome.FAILS: 2}


def bounds_that_are_none(case):
    """The options that something in the case contradicts, each with its choice."""
    trucks, mix = case.model.choices["heaviest_truck"], case.model.choices["mix"]
    for option in ("as the group reckons", "one with scrap", "the law of 2005"):
        yield "heaviest_truck", option, trucks
    yield "mix", "like a large transformer", mix


def test_raqqa_shows_what_its_sources_rule_out(raqqa, raqqa_result):
    result = raqqa_result
    out = [finding for check in result.checks for finding in check.findings if finding.ruled_out]
    assert {(finding.changed, finding.choices[finding.changed], finding.ruled_out) for finding in out} == {
        ("mass", "short", "the Arabic text has the metric tonne"),
        ("mass", "long", "the Arabic text has the metric tonne"),
        ("money", "of_each_truck", "the Arabic text speaks of the value of the load"),
        ("departure", "9 February 2017", "no later strike on the two bridges is documented"),
        *((choice, option, result_of.ruled_out[option]) for choice, option, result_of in bounds_that_are_none(raqqa)),
    }
    for combination in (c for check in result.checks for c in check.combinations):
        assert combination.choices.get("money") != "of_each_truck"
        assert combination.choices.get("mass") not in ("short", "long")


def under(check, **choices):
    (found,) = [
        finding
        for finding in check.findings
        if finding.changed in choices and finding.choices | choices == finding.choices
    ]
    return found


@pytest.mark.parametrize(
    ("check", "choice", "option", "value"),
    [
        ("can_carry", "mass", "short", 50 * 0.90718474),
        ("can_carry", "mass", "long", 50 * 1.0160469088),
        ("usual_load", "mass", "short", 50 * 0.90718474),
        ("usual_price", "mass", "short", 300 / 0.90718474),
        ("usual_price", "mass", "long", 300 / 1.0160469088),
        ("usual_price", "money", "of_each_truck", 15_000),
        ("some_mix", "money", "of_each_truck", 15_000),
    ],
)
def test_other_readings_are_findings_of_their_own(raqqa_result, check, choice, option, value):
    found = under(raqqa_result[check], **{choice: option})
    assert found.stated.as_written == pytest.approx((value, value), rel=1e-5)
    assert [finding.sentence for finding in raqqa_result[check].findings].count(found.sentence) == 1


def test_of_each_truck_needs_a_price_that_no_such_metal_has(raqqa_result):
    assert under(raqqa_result["usual_price"], money="of_each_truck").outcome == "fails"
    assert under(raqqa_result["some_mix"], money="of_each_truck").outcome == "fails"
    assert under(raqqa_result["some_mix"], money="of_each_truck").region.extent == {}


def test_a_lenient_reader_of_hedges_is_a_finding_of_its_own(raqqa_result):
    wide, narrow = under(raqqa_result["can_carry"], **{"hedge width": "generous"}), raqqa_result["can_carry"].reference
    assert wide.stated.bounds[0] < narrow.stated.bounds[0] < 50 < narrow.stated.bounds[1] < wide.stated.bounds[1]


def test_no_finding_stands_twice(verified):
    for name in NAMES:
        for check in verified(name).checks:
            choices = [tuple(sorted(finding.choices.items())) for finding in check.findings]
            assert len(choices) == len(set(choices))
            assert sum(finding.changed is None for finding in check.findings) == 1
            assert check.findings[0].changed is None


def test_combinations_are_all_those_of_the_choices_that_count(opened, verified):
    for name in NAMES:
        for check in verified(name).checks:
            sizes = [len(opened(name).model.choices[choice].counting) for choice in check.reference.choices]
            assert len(check.combinations) == math.prod(sizes)
