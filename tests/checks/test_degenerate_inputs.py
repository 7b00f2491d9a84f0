# ruff: noqa: E501 (a row of a table stands on one line)
"""Inputs at the edge of sense: each gives a finding or a message, never a figure that is not a number, never a warning."""

import json
import math
import warnings

import pytest

from refusals import refusal
from weighbridge import Settings

CASE = """\
title: At the edge
article: {title: A, url: "https://example.org", language: en}
claims:
  stated: {quote: {exact: x}, value: 50 one}
ASSUMPTIONS
formulas:
  y: {expression: "FORMULA", unit: one, of: it, reason: a test}
checks:
  asked: {question: Well?, CHECK}
"""


def weigh(make_case, assumptions, formula, check):
    lines = [f"  {name}: {{of: it, reason: a test, {law}}}" for name, law in assumptions.items()]
    text = CASE.replace("ASSUMPTIONS", "assumptions:\n" + "\n".join(lines)).replace("FORMULA", formula)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return make_case(text.replace("CHECK", check), Settings(points=64, most_points=256)).verify()


def numbers(tree):
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from numbers(each)
    elif isinstance(tree, float):
        yield tree


TYPICAL, EQUALS = "kind: typical, stated: stated, at_most: y", "kind: typical, stated: stated, equals: y"
POSSIBLE, REACHABLE = "kind: possible, stated: stated, at_most: y", "kind: reachable, stated: stated, equals: y, by: s"
ZERO = "uniform: {low: 60 one, high: 60 one}"
# What is not above zero lies in the opposite direction of 50, or nowhere: no multiple of 50 would be as little.
FOUND = [
    ("zero width, uniform", {"a": ZERO}, "a", TYPICAL, "holds"),
    ("zero width, uniform, equal", {"a": ZERO}, "a", EQUALS, "fails"),
    ("zero width, triangular", {"a": "triangular: {low: 60 one, mode: 60 one, high: 60 one}"}, "a", TYPICAL, "holds"),
    ("zero width, pert", {"a": "pert: {low: 60 one, mode: 60 one, high: 60 one}"}, "a", TYPICAL, "holds"),
    ("zero width, possible", {"a": ZERO}, "a", POSSIBLE, "holds"),
    ("a fixed figure", {"a": "fixed: {value: 40 one}"}, "a", TYPICAL, "fails"),
    ("one value", {"a": "discrete: [{value: 60 one, weight: 1 one}]"}, "a", TYPICAL, "holds"),
    ("one value of weight, another of none", {"a": "discrete: [{value: 60 one, weight: 1 one}, {value: 9 one, weight: 0 one}]"}, "a", TYPICAL, "holds"),
    ("what cancels out", {"a": "uniform: {low: 1 one, high: 2 one}"}, "60 + a - a", TYPICAL, "holds"),
    ("zero throughout", {"a": "uniform: {low: 1 one, high: 2 one}"}, "a - a", TYPICAL, "fails"),
    ("negative throughout", {"a": "uniform: {low: -2 one, high: -1 one}"}, "a", TYPICAL, "fails"),
    ("unbounded, but asked for a tail only", {"a": "normal: {mean: 60 one, standard_uncertainty: 5 one}"}, "a", TYPICAL, "holds"),
    ("very wide", {"a": "lognormal: {median: 50 one, geometric_standard_deviation: 1000 one}"}, "a", EQUALS, "cannot tell"),
    ("very small", {"a": "uniform: {low: 1e-25 one, high: 2e-25 one}"}, "a", TYPICAL, "fails"),
    ("very large", {"a": "uniform: {low: 1e25 one, high: 2e25 one}"}, "a", TYPICAL, "cannot tell"),
    ("parts of which one is fixed", {"s": "composition: {parts: {a: {low: 0.5 one, high: 0.5 one}, b: {low: 0.5 one, high: 0.5 one}}}"}, "60 * s.a + 40 * s.b", REACHABLE, "holds"),
    ("parts that cost the same", {"s": "composition: {parts: {a: {}, b: {}}}"}, "60 * s.a + 60 * s.b", REACHABLE, "fails"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "assumptions", "formula", "check", "outcome"), FOUND, ids=[row[0] for row in FOUND])
def test_a_finding_without_warnings(make_case, name, assumptions, formula, check, outcome):
    result = weigh(make_case, assumptions, formula, check)
    assert result["asked"].reference.outcome == outcome
    text = result.model_dump_json()
    assert "NaN" not in text
    assert "Infinity" not in text
    assert all(math.isfinite(number) for number in numbers(json.loads(text)))
    frame = result.severity.to_string()
    assert "nan" not in frame


# What a case may say, and a check then cannot be weighed by: the others go on.
NOT_WEIGHED = [
    ("a denominator that can be zero, for a tail", {"a": "uniform: {low: -1 one, high: 1 one}"}, "1 / (a - a)", TYPICAL, "`y` = 1 / (a - a) is not a number for some of its inputs"),
    ("the root of a negative", {"a": "uniform: {low: -2 one, high: -1 one}"}, "sqrt(a)", TYPICAL, "`y` = sqrt(a) is not a number"),
    ("grows beyond all bounds", {"a": "uniform: {low: 500 one, high: 900 one}"}, "exp(a) * exp(a)", TYPICAL, "is not a number for some of its inputs"),
]  # fmt: skip


@pytest.mark.parametrize(("assumptions", "formula", "check", "why"), [row[1:] for row in NOT_WEIGHED])
def test_a_check_that_cannot_be_weighed_says_why(make_case, assumptions, formula, check, why):
    finding = weigh(make_case, assumptions, formula, check)["asked"].reference
    assert finding.outcome == "cannot tell"
    assert why in finding.not_weighed


REFUSED = [
    ("a denominator whose range holds zero, for bounds", {"a": "uniform: {low: -1 one, high: 1 one}"}, "1 / a", POSSIBLE, "a denominator could not be shown to stay off zero"),
    ("an unbounded input where bounds are asked", {"a": "normal: {mean: 60 one, standard_uncertainty: 5 one}"}, "a", POSSIBLE, "`a` has no ends, and `possible` asks for bounds"),
    ("contradictory ends", {"a": "uniform: {low: 3 one, high: 2 one}"}, "a", POSSIBLE, "`low`"),
    ("contradictory bounds of shares", {"s": "composition: {parts: {a: {low: 0.8 one}, b: {low: 0.8 one}}}"}, "60 * s.a + 40 * s.b", REACHABLE, "the shares cannot sum to one"),
    ("a composition of one", {"s": "composition: {parts: {a: {}}}"}, "60 * s.a", REACHABLE, "parts"),
    ("no reading of the data", {"a": "discrete: []"}, "a", TYPICAL, "0 values and 0 weights"),
    ("no weight at all", {"a": "discrete: [{value: 60 one, weight: 0 one}]"}, "a", TYPICAL, "weights"),
    ("no spread", {"a": "normal: {mean: 60 one, standard_uncertainty: 0 one}"}, "a", TYPICAL, "`standard_uncertainty`"),
]  # fmt: skip


def test_a_message_without_a_traceback(make_case):
    found = {name: refusal(weigh, make_case, assumptions, *asked) for name, assumptions, *asked, _ in REFUSED}
    assert [(name, found[name]) for name, *_, message in REFUSED if message not in found[name]] == []
