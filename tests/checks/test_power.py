"""Power: against closed forms, and what it decides."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

HOLDS, FAILS, CANNOT = "holds", "fails", "cannot tell"


def assumed(law, name="other"):
    return f"assumptions: {{{name}: {{of: it, {law}}}}}"


def law(kind, **parameters):
    inner = ", ".join(f"{name}: {{value: {value} one, reason: r}}" for name, value in parameters.items())
    return f"{kind}: {{{inner}}}"


def caught(finding, factor, error="too high", key="caught"):
    (one,) = [one for one in finding.power if one.factor == factor and one.error == error]
    return getattr(one, key).value


def above(x):
    """The share of the triangle of 15, 33.1 and 60 tonnes that lies above x."""
    return (60 - x) ** 2 / (45 * 26.9) if x > 33.1 else 1 - (x - 15) ** 2 / (45 * 18.1)


# About 2500 tonnes are 2442.6 to 2557.4, near 50 trucks 45.06 to 54.94: 44.46 a truck at least, and 50.16 in the mean.
# What is caught is that which, so many times the truth, is more than 70 tonnes a truck even at its least.
MEAN_LOAD = 2500 * math.log(54.937 / 45.063) / (54.937 - 45.063)
MOST = 70 * MEAN_LOAD / (2442.59 / 54.937)


@pytest.mark.parametrize(
    ("check", "factor", "power"),
    [
        ("can_carry", 2, above(MOST / 2)),
        ("can_carry", 3, above(MOST / 3)),
        ("usual_load", 2, 0.84),
        ("usual_load", 3, 0.99),
    ],
)
def test_of_the_first_case(raqqa_result, check, factor, power):
    assert caught(raqqa_result[check].reference, factor) == pytest.approx(power, abs=0.006)


@pytest.mark.parametrize("factor", [1.5, 2, 3, 10])
def test_of_a_flat_truth(finding, factor):
    """Flat from 10 to 20: strained above 19.5, fails above 19.95; the stated number leaves no room."""
    found = finding(
        "stated=12.0000 one", assumed(law("uniform", low=10, high=20)), "kind: typical, stated: stated, at_most: other"
    )
    for key, end in (("caught", 19.5), ("failed", 19.95)):
        assert caught(found, factor, key=key) == pytest.approx(min(1, (20 - end / factor) / 10), abs=2e-3)


@pytest.mark.parametrize("spread", [1.3, 2.0, 4.0])
@pytest.mark.parametrize(("relation", "error"), [("at_most", "too high"), ("at_least", "too low")])
def test_of_a_lognormal_truth(finding, spread, relation, error):
    """Of ln 3 over the spread, less the quantile of 95 %: the probability of a standard normal below it."""
    rest = assumed(law("lognormal", median=50, geometric_standard_deviation=spread))
    found = finding("stated=50.000 one", rest, f"kind: typical, stated: stated, {relation}: other")
    power = special.ndtr(math.log(3) / math.log(spread) - special.ndtri(0.95))
    assert caught(found, 3, error) == pytest.approx(power, abs=0.01)
    assert {one.error for one in found.power} == {error}
    assert found.outcome == (HOLDS if power >= 0.5 else CANNOT)


@pytest.mark.parametrize("spread", [1.3, 2.0])
def test_of_an_equality_both_directions(finding, spread):
    rest = assumed(law("lognormal", median=50, geometric_standard_deviation=spread))
    found = finding("stated=50.000 one", rest, "kind: typical, stated: stated, equals: other")
    shift, end = math.log(2) / math.log(spread), special.ndtri(0.95)
    power = special.ndtr(shift - end) + special.ndtr(-shift - end)
    for error in ("too high", "too low"):
        assert caught(found, 2, error) == pytest.approx(power, abs=0.03)
    assert len(found.power) == 8


FEW = "discrete: [{value: 10 one, weight: 1 one, reason: r}, {value: 20 one, weight: 1 one, reason: r}]"


def test_of_a_truth_of_two_values(finding):
    """10 or 20, at most 20: 1.5 times is caught of 20 alone, twice 10 is 20 and passes, three times both are caught."""
    found = finding("stated=12.0000000 one", assumed(FEW), "kind: typical, stated: stated, at_most: other")
    assert [caught(found, factor) for factor in (1.5, 3, 10)] == pytest.approx([0.5, 1, 1], abs=1e-3)


BOTH = """\
assumptions:
  most: {of: a limit, uniform: {low: {value: 50 one, reason: r}, high: {value: HIGH one, reason: r}}}
  usual: {of: it, uniform: {low: {value: 10 one, reason: r}, high: {value: 20 one, reason: r}}}
checks:
  apart: {question: How usual?, kind: typical, stated: WHAT, at_most: usual}
"""


@pytest.mark.parametrize(
    ("high", "power", "outcome"), [(54, 0.2, CANNOT), (40.5, 0.65, HOLDS), (33, 0.9, HOLDS), (70, 0.0, CANNOT)]
)
def test_a_bound_takes_the_truth_from_what_is_usual_of_the_same(small_case, high, power, outcome):
    """Flat from 10 to 20, three times as much beyond the bound: 2 less a thirtieth of the bound."""
    rest = BOTH.replace("low: {value: 50", "low: {value: 30").replace("HIGH", str(high)).replace("WHAT", "stated")
    checks = "kind: possible, stated: stated, at_most: most"
    found = with_two_checks(small_case, "stated=15.0000 one", rest, checks)
    assert (
        caught(found, 3) == pytest.approx(min(1.0, max(0.0, 2 - high / 30)), abs=5e-3) == pytest.approx(power, abs=6e-3)
    )
    assert found.outcome == outcome


def with_two_checks(small_case, claims, rest, asked):
    """The finding of a check beside another: both in one section."""
    assumptions, other = rest.split("checks:\n")
    line = other.strip().removeprefix("apart: {").removesuffix("}")
    case = small_case(claims, assumptions, asked + "}\n  apart: {" + line)
    return case.verify()["asked"].reference


def test_a_bound_on_which_nothing_usual_is_known_has_no_power(finding):
    found = finding(
        "stated=50.00 one", assumed(law("uniform", low=40, high=60)), "kind: possible, stated: stated, at_most: other"
    )
    assert found.power is None
    assert found.outcome == HOLDS


def test_an_agreement_has_no_power(finding):
    formula = "formulas: {total: {expression: a + b, unit: person}}"
    claims = "a=10 person; b=11 person; stated=21 person"
    assert finding(claims, formula, "kind: agrees, stated: stated, equals: total").power is None


def test_what_is_not_drawn_gives_no_truth(finding):
    rest = assumed("fixed: {value: {value: 60 one, reason: r}}")
    found = finding("stated=50.00 one", rest, "kind: typical, stated: stated, at_most: other")
    assert (found.power, found.outcome) == (None, HOLDS)


@pytest.mark.parametrize("relation", ["at_most", "at_least", "equals"])
def test_a_check_that_fails_has_caught_something_whatever_its_power(finding, relation):
    wide = assumed(law("lognormal", median=50, geometric_standard_deviation=6))
    stated = {"at_most": "50000", "at_least": "0.05000", "equals": "50000"}[relation]
    found = finding(f"stated={stated} one", wide, f"kind: typical, stated: stated, {relation}: other")
    assert found.outcome == FAILS


@settings(max_examples=12, deadline=None)
@given(
    spreads=st.tuples(st.floats(1.2, 3.0), st.floats(1.01, 4.0)),
    relation=st.sampled_from(["at_most", "at_least", "equals"]),
)
def test_vagueness_earns_nothing(finding, spreads, relation):
    """Of a wider judgement a check never says more: what cannot be told stays so, and the power does not rise."""
    first, more = spreads
    found = [
        finding(
            "stated=50.000 one",
            assumed(law("lognormal", median=50, geometric_standard_deviation=round(spread, 4))),
            f"kind: typical, stated: stated, {relation}: other",
        )
        for spread in (first, first * more)
    ]
    narrow, wide = (max(one.caught.value for one in each.power if one.factor == 3) for each in found)
    assert wide <= narrow + 0.02
    assert not (found[0].outcome == CANNOT and found[1].outcome == HOLDS)


@pytest.mark.parametrize("high", [200, 1000, 1e9])
def test_a_bound_that_is_as_wide_as_one_likes_says_nothing(finding, high):
    rest = assumed(law("uniform", low=10, high=high))
    assert finding("stated=50.00 one", rest, "kind: typical, stated: stated, at_most: other").outcome == CANNOT
