"""The four kinds of check, with outcomes, flips and severity worked out by hand."""

import math

import numpy as np
import pytest
from scipy.optimize import brentq

import exact_tails as exact
from weighbridge.checks.kinds import Typical
from weighbridge.checks.results import STANDS, Outcome
from weighbridge.checks.run import Weighing
from weighbridge.graph import Comparison

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = "holds", "holds only through rounding", "strained", "fails", "cannot tell"


def judged(kind, **parameters):
    inner = ", ".join(f"{name}: {{value: {value} one, reason: r}}" for name, value in parameters.items())
    return f"assumptions: {{other: {{of: it, {kind}: {{{inner}}}}}}}"


def uniform(low, high):
    return judged("uniform", low=low, high=high)


# The stated number 50.00 may be anything from 49.995 to 50.005.
POSSIBLE = [
    ("at_most", 40, 60, HOLDS, [("holds", 60 / 49.995, "fails")]),
    ("at_most", 10, 40, FAILS, [("holds", 40 / 49.995, "fails")]),
    ("at_most", 200, 300, CANNOT, [("holds", 300 / 49.995, "fails")]),
    ("at_most", 150.1, 151, CANNOT, None),
    ("at_most", 149, 149.9, HOLDS, None),
    ("at_least", 40, 60, HOLDS, [("fails", 40 / 50.005, "holds")]),
    ("at_least", 60, 80, FAILS, [("fails", 60 / 50.005, "holds")]),
    ("at_least", 1, 2, CANNOT, [("fails", 1 / 50.005, "holds")]),
    ("at_least", 16.6, 99, CANNOT, None),
    ("at_least", 16.8, 99, HOLDS, None),
    ("equals", 40, 60, HOLDS, [("fails", 40 / 50.005, "holds"), ("holds", 60 / 49.995, "fails")]),
    ("equals", 60, 80, FAILS, [("fails", 60 / 50.005, "holds"), ("holds", 80 / 49.995, "fails")]),
    ("equals", 10, 40, FAILS, None),
    ("equals", 10, 200, CANNOT, None),
    ("equals", 10, 140, HOLDS, None),
    ("equals", 50.004, 51, HOLDS, None),
    ("equals", 50.006, 51, FAILS, None),
    ("equals", 49, 49.996, HOLDS, None),
    ("at_most", 49, 49.994, FAILS, None),
    ("at_most", -2, -1, FAILS, []),  # the opposite direction: no multiple of 50 is as little as −1
]


@pytest.mark.parametrize(("relation", "low", "high", "outcome", "flips"), POSSIBLE)
def test_possible(finding, relation, low, high, outcome, flips):
    found = finding("stated=50.00 one", uniform(low, high), f"kind: possible, stated: stated, {relation}: other")
    assert found.outcome == outcome
    assert found.tail_probability is None
    if flips is not None:
        assert [(flip.below, flip.above) for flip in found.flips] == [(below, above) for below, _, above in flips]
        for flip, (_, multiple, _) in zip(found.flips, flips, strict=True):
            assert flip.multiple.value == pytest.approx(multiple, rel=1e-3)
            assert flip.at.value == pytest.approx(50 * multiple, rel=1e-3)
            assert flip.multiple.numerical_uncertainty == 0


# A triangle from 10 over 20 to 40: above 20 its tail is (40 − x)² / 600, below 20 it is (x − 10)² / 300.
def upper(tail):
    return 40 - math.sqrt(600 * tail)


def lower(tail):
    return 10 + math.sqrt(300 * tail)


def both(tail, low, high):
    """Where the tail by highest density passes a threshold."""
    left = lambda x: exact.hd_tail(exact.triangular(10, 20, 40), x, (9.9, 40.1), 200_000) - tail  # noqa: E731
    return brentq(left, low, high, xtol=1e-4)


TRIANGLE = judged("triangular", low=10, mode=20, high=40)
TYPICAL = [
    ("at_most", "30.00", HOLDS, 100 / 600),
    ("at_most", "36.00", STRAINED, 16 / 600),
    ("at_most", "39.00", FAILS, 1 / 600),
    ("at_most", "45.00", FAILS, 0),
    ("at_least", "15.00", HOLDS, 25 / 300),
    ("at_least", "13.00", STRAINED, 9 / 300),
    ("at_least", "11.00", FAILS, 1 / 300),
    ("at_least", "9.00", FAILS, 0),
]
# The same by highest density, of the logarithm: by quadrature over the density of the triangle, in the test.
EQUALS = [
    ("9.00", FAILS),
    ("11.00", FAILS),
    ("13.00", STRAINED),
    ("16.00", HOLDS),
    ("20.00", HOLDS),
    ("30.00", HOLDS),
    ("38.00", STRAINED),
    ("39.70", FAILS),
    ("41.00", FAILS),
]
METHOD = 0.03  # how far off such a tail may lie, as a share of it, since density is measured over stretches of the law


def rounding(figure):
    """How far a figure may lie from the truth: twice its uncertainty, and half of the last digit that this supports."""
    u = max(figure.numerical_uncertainty, 1e-5)
    return 2 * u + 0.5 * 10 ** math.ceil(math.log10(2 * u))


@pytest.mark.parametrize(("relation", "stated", "outcome", "tail"), TYPICAL)
def test_typical(finding, relation, stated, outcome, tail):
    found = finding(f"stated={stated} one", TRIANGLE, f"kind: typical, stated: stated, {relation}: other")
    assert found.outcome == outcome
    figure = found.tail_probability
    assert figure.value == pytest.approx(tail, abs=rounding(figure))


@pytest.mark.parametrize(("stated", "outcome"), EQUALS)
def test_typical_equals(finding, stated, outcome):
    found = finding(f"stated={stated} one", TRIANGLE, "kind: typical, stated: stated, equals: other")
    assert found.outcome == outcome
    tail = exact.hd_tail(exact.triangular(10, 20, 40), float(stated), (9.9, 40.1), 200_000)
    figure = found.tail_probability
    if stated == "20.00":  # the likeliest, where all is less likely; at the peak itself draws tell little apart
        assert figure.value > 0.8
    else:
        assert figure.value == pytest.approx(tail, abs=rounding(figure), rel=METHOD)


FLIPS = {
    "at_most": [(HOLDS, upper(0.05), STRAINED), (STRAINED, upper(0.005), FAILS)],
    "at_least": [(FAILS, lower(0.005), STRAINED), (STRAINED, lower(0.05), HOLDS)],
    "equals": [
        (FAILS, both(0.01, 10.001, 20), STRAINED),
        (STRAINED, both(0.1, 10.001, 20), HOLDS),
        (HOLDS, both(0.1, 20, 39.999), STRAINED),
        (STRAINED, both(0.01, 20, 39.999), FAILS),
    ],
}


@pytest.mark.parametrize("relation", FLIPS)
def test_typical_flips_at_the_quantiles(finding, relation):
    found = finding("stated=25.00 one", TRIANGLE, f"kind: typical, stated: stated, {relation}: other")
    assert [(flip.below, flip.above) for flip in found.flips] == [(below, above) for below, _, above in FLIPS[relation]]
    for flip, (_, at, _) in zip(found.flips, FLIPS[relation], strict=True):
        rel = METHOD / 10 if relation == "equals" else 0
        assert flip.at.value == pytest.approx(at, abs=rounding(flip.at), rel=rel)
        assert flip.multiple.value == pytest.approx(at / 25, abs=rounding(flip.multiple), rel=rel)


@pytest.mark.parametrize(
    ("relation", "rest", "outcome"),
    [
        ("at_most", uniform(1000, 2000), CANNOT),
        ("at_least", uniform(1, 2), CANNOT),
        ("at_most", uniform(60, 100), HOLDS),
        ("at_most", uniform(1, 2), FAILS),
        ("at_least", uniform(1000, 2000), FAILS),
        ("equals", uniform(1000, 2000), FAILS),
        ("equals", judged("lognormal", median=50, geometric_standard_deviation=20), CANNOT),
    ],
)
def test_typical_has_severity_only_where_a_threefold_error_shows(finding, relation, rest, outcome):
    found = finding("stated=50.00 one", rest, f"kind: typical, stated: stated, {relation}: other")
    assert found.outcome == outcome
    assert found.severity.could_have_caught == (outcome != CANNOT)
    if outcome == CANNOT:
        assert found.severity.at_a_third == found.severity.at_three_times


def shares(parts, at):
    prices = ", ".join(
        f"p{n}: {{of: a price, fixed: {{value: {{value: {p} one, reason: r}}}}}}" for n, p in parts.items()
    )
    names = ", ".join(f"{name}: {{}}" for name in parts)
    total = " + ".join(f"mix.{name} * p{name}" for name in parts)
    return (
        f"assumptions: {{mix: {{of: it, reason: nothing is known, composition: {{parts: {{{names}}}}}}}, {prices}}}\n"
        f"formulas: {{worth: {{expression: {total}, unit: one}}}}",
        f"stated={at} one",
    )


REACHABLE = [
    ({"a": 10, "b": 100}, "50.00", HOLDS, {"a": (50 / 90, 50 / 90), "b": (40 / 90, 40 / 90)}),
    ({"a": 10, "b": 100}, "5.00", FAILS, {}),
    ({"a": 10, "b": 100}, "120.00", FAILS, {}),
    ({"a": 1, "b": 1000}, "30.00", CANNOT, {"a": (970 / 999, 970 / 999), "b": (29 / 999, 29 / 999)}),
    ({"a": 10, "b": 50, "c": 100}, "60.00", HOLDS, {"a": (0, 4 / 9), "b": (0, 0.8), "c": (0.2, 5 / 9)}),
]


@pytest.mark.parametrize(("parts", "stated", "outcome", "extent"), REACHABLE)
def test_reachable(finding, parts, stated, outcome, extent):
    rest, claim = shares(parts, stated)
    found = finding(claim, rest, "kind: reachable, stated: stated, equals: worth, by: mix")
    assert found.outcome == outcome
    assert found.region.exact
    assert set(found.region.extent) == set(extent)
    for part, (low, high) in extent.items():
        assert found.region.extent[part] == pytest.approx((low, high), abs=3e-4)
    assert bool(found.region.corners) == bool(extent)
    for corner in found.region.corners:
        assert sum(corner.values()) == pytest.approx(1, abs=2e-6)


# What articles say of their own numbers.
PER_YEAR = "formulas: {yearly: {expression: monthly, unit: truck/year}}"
FALL = "formulas: {fall: {expression: (before - after) / before, unit: percent}}"
SUM = "formulas: {total: {expression: a + b, unit: person}}"
AGREES = [
    # azernews, 10 December 2021: 120 000 trucks a month "exceeds 1.5 million annually": 1.44 million.
    ("monthly=120000.0 truck/month; stated=1.5 million truck/year ~ over", PER_YEAR, "yearly", FAILS),
    ("monthly=120.0 thousand truck/month; stated=1.50 million truck/year", PER_YEAR, "yearly", FAILS),
    ("monthly=120.0 thousand truck/month; stated=1.4 million truck/year", PER_YEAR, "yearly", HOLDS),
    # Read as round numbers, the two meet: 125 000 a month are 1.5 million a year.
    ("monthly=120 thousand truck/month; stated=1.5 million truck/year", PER_YEAR, "yearly", ROUNDING),
    # IHS, April 2016: from 80 to 56 million a month is a fall by 30 percent; from 33 000 to 21 000 barrels is not.
    ("before=80 million USD/month; after=56 million USD/month; stated=30 percent", FALL, "fall", HOLDS),
    ("before=80.0 million USD/month; after=56.0 million USD/month; stated=30.0 percent", FALL, "fall", HOLDS),
    ("before=33.0 thousand barrel/day; after=21.0 thousand barrel/day; stated=30.0 percent", FALL, "fall", FAILS),
    ("before=33.0 thousand barrel/day; after=21.0 thousand barrel/day; stated=36.4 percent", FALL, "fall", HOLDS),
    # Two roundings of a half each: 10.4 and 10.4 make 20.8, which is written 21.
    ("a=10 person; b=11 person; stated=21 person", SUM, "total", HOLDS),
    ("a=10.0 person; b=10.0 person; stated=20.1 person", SUM, "total", ROUNDING),
    ("a=10.0 person; b=10.0 person; stated=20.2 person", SUM, "total", FAILS),
    ("a=12 person; b=13 person; stated=26 person", SUM, "total", FAILS),  # people are counted
    ("a=12 tonne; b=13 tonne; stated=26 tonne", SUM.replace("person", "tonne"), "total", ROUNDING),
    ("a=12 person; b=13 person; stated=25 person", SUM, "total", HOLDS),
    ("a=12 person; b=13 person; stated=27 person", SUM, "total", FAILS),
]


@pytest.mark.parametrize(("claims", "rest", "computed", "outcome"), AGREES)
def test_agrees(finding, claims, rest, computed, outcome):
    found = finding(claims, rest, f"kind: agrees, stated: stated, equals: {computed}")
    assert found.outcome == outcome
    assert found.computed.mean is None


@pytest.mark.parametrize(
    ("claims", "rest", "computed", "shown"),
    [
        (AGREES[0][0], PER_YEAR, "yearly", (1.44e6, 1.44e6)),
        (AGREES[5][0], FALL, "fall", (30, 30)),
        (AGREES[6][0], FALL, "fall", (36.3636, 36.3636)),
    ],
)
def test_the_computed_side_shows_what_the_other_numbers_give(finding, claims, rest, computed, shown):
    found = finding(claims, rest, f"kind: agrees, stated: stated, equals: {computed}")
    assert found.computed.as_written == pytest.approx(shown, rel=1e-5)


def test_agreement_flips_at_the_ends_of_both_numbers(finding):
    """20.1 ± 0.05 against 20.0 ± 0.1: the ratios of the ends, in their order."""
    found = finding(
        "a=10.0 person; b=10.0 person; stated=20.1 person", SUM, "kind: agrees, stated: stated, equals: total"
    )
    assert [flip.multiple.value for flip in found.flips] == pytest.approx(
        [19.9 / 20.15, 20 / 20.15, 20 / 20.05, 20.1 / 20.05], rel=1e-3
    )
    assert [(flip.below, flip.above) for flip in found.flips] == [
        (FAILS, ROUNDING),
        (ROUNDING, HOLDS),
        (HOLDS, ROUNDING),
        (ROUNDING, FAILS),
    ]


@pytest.mark.parametrize(
    ("stated", "low", "high", "relation", "outcome"),
    [
        ("0 one", 1, 2, "at_most", "cannot tell"),  # nothing within half of zero, and no step of a half makes it 2
        ("0 one", 1, 2, "at_least", "fails"),
        ("0 one", 1, 2, "equals", "fails"),
        ("0 one", -0.2, 0.3, "equals", "holds"),
        ("0 one", -1, 2, "equals", "cannot tell"),  # a step of a half up or down would hold as well
        ("-3.0 one", -2, -1, "at_least", "fails"),
        ("-3.0 one", -2, -1, "equals", "fails"),
        ("-1.5 one", -2, -1, "equals", "holds"),
        ("-1.0 one", 1, 2, "equals", "fails"),
        ("-1.0 one", 1, 2, "at_least", "fails"),
        ("-1.0 one", 100, 200, "equals", "fails"),  # opposite signs
        ("1.0 one", -200, -100, "equals", "fails"),
        ("1.0 one", -200, -100, "at_most", "fails"),
    ],
)
def test_a_stated_side_may_be_zero_or_below(finding, stated, low, high, relation, outcome):
    for kind in ("possible", "typical"):
        found = finding(f"stated={stated}", uniform(low, high), f"kind: {kind}, stated: stated, {relation}: other")
        assert found.outcome == outcome, kind


@pytest.mark.parametrize("kind", ["possible", "typical"])
def test_an_outcome_does_not_depend_on_the_unit(finding, kind):
    """Everything in other units: the same outcome, the same multiples."""
    check = f"kind: {kind}, stated: stated, at_most: other"
    one = finding("stated=36.00 kg", TRIANGLE.replace(" one,", " kg,"), check)
    other = finding("stated=36000.0 g", TRIANGLE.replace(" one,", " kg,"), check)
    assert one.outcome == other.outcome
    assert [flip.multiple.value for flip in one.flips] == pytest.approx(
        [flip.multiple.value for flip in other.flips], rel=2e-3
    )


@pytest.mark.parametrize("check", ["can_carry", "usual_load", "usual_price", "some_mix"])
def test_at_a_flip_the_outcome_turns(raqqa, raqqa_result, check):
    """A little below and a little above each flip, and not as far as the next, the answer is what the flip says."""
    answer = Weighing(raqqa.model, raqqa.draws, raqqa.model.checks[check], raqqa.model.reference).answer
    flips = raqqa_result[check].reference.flips
    assert flips
    for flip in flips:
        others = [abs(one.multiple.value - flip.multiple.value) for one in flips if one is not flip]
        slack = min([rounding(flip.multiple) + 1e-3 * flip.multiple.value, *(0.5 * off for off in others)])
        assert answer.outcome(flip.multiple.value - slack) == flip.below
        assert answer.outcome(flip.multiple.value + slack) == flip.above


def typical(relation, draws, unseen=0.0):
    """A weighing by such draws of the ratio, without a case around it."""
    weighing = Weighing(model=None, draws=None, check=None, choices={})
    weighing.answer = Typical(relation, draws, unseen)
    return weighing


ONE_MODE = np.exp(np.random.default_rng(7).normal(0.2, 0.4, (16, 1024)))
TWO_MODES = np.concatenate([ONE_MODE[:, :600], 40 * ONE_MODE[:, 600:]], axis=1)
STEPS = np.repeat([[0.5, 1.0, 2.0, 6.0]], 16, axis=0).repeat([40, 500, 400, 84], axis=1)


@pytest.mark.parametrize("relation", [Comparison.AT_MOST, Comparison.AT_LEAST, Comparison.EQUALS])
@pytest.mark.parametrize("draws", [ONE_MODE, TWO_MODES, STEPS, ONE_MODE - 1.0], ids=["one", "two", "steps", "signs"])
@pytest.mark.parametrize("unseen", [0.0, 0.01])
@pytest.mark.parametrize("outcomes", [STANDS, (Outcome.STRAINED,), (Outcome.HOLDS, Outcome.STRAINED)])
def test_the_ends_of_outcomes_are_those_of_all_turns(relation, draws, unseen, outcomes):
    turns = typical(relation, draws, unseen).turns
    ends = [turn for turn in turns if (turn[1] in outcomes) != (turn[2] in outcomes)]
    assert turns
    assert typical(relation, draws, unseen).ends_of(outcomes) == ends
