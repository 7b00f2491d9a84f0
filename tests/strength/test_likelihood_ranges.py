"""The least and the most likelihood ratio over all options, by trying each one by hand."""

import math
from itertools import product

import pytest

from small_cases import CASES, case_text, unfiled
from weighbridge.case import open_case
from weighbridge.checks import Error
from weighbridge.strength import likelihood_ranges_of, likelihoods_of
from weighbridge.strength.likelihood_ranges import asked_of, size_of
from weighbridge.strength.results import Silence

HIGH, LOW = Error.TOO_HIGH, Error.TOO_LOW
TWO_CHOICES = """assumptions:
  usual:
    of: such trucks
    triangular:
      low: {value: 15 tonne/truck, reason: r}
      mode: {value: 30 tonne/truck, reason: r}
      high: {value: 60 tonne/truck, reason: r, sources: [ferson-2015]}
    shape: {sources: [ferson-2015], reason: r}
alternatives:
  convoys:
    question: Which?
    options:
      all: {reason: r}
      light: {reason: r, sources: [ferson-2015], set: {usual.high: {value: 52 tonne/truck, reason: r}}}
      heavy: {reason: r, sources: [ferson-2015], set: {usual.high: {value: 90 tonne/truck, reason: r}}}
      unsourced: {reason: r, set: {usual.high: {value: 700 tonne/truck, reason: r}}}
"""


@pytest.fixture(scope="module")
def case():
    claims = {"load": "50.5 tonne/truck, hedge: none"}
    return unfiled(case_text(claims, TWO_CHOICES, asked="kind: typical, stated: load, at_most: usual"))


def test_it_is_what_trying_each_option_gives(case):
    check = case.verify()["asked"]
    found = likelihood_ranges_of(case.weigher, check)
    every = []
    for convoys, width in product(("all", "light", "heavy"), case.model.choices["hedge width"].counting):
        one = case.under(convoys=convoys, **{"hedge width": width})
        every.append((likelihoods_of(one.weigher, one.verify()["asked"])[0], convoys))
    for range_ in found.ranges:
        sizes = {convoys: size_of(asked_of(one, range_.factor, range_.error)) for one, convoys in every}
        known = {convoys: size for convoys, size in sizes.items() if size is not None}
        assert size_of(range_.least) == pytest.approx(min(known.values()), rel=0.2)
        assert size_of(range_.most) == pytest.approx(max(known.values()), rel=0.2)
    twice = next(one for one in found.ranges if (one.factor, one.error) == (2.0, HIGH))
    assert (twice.least_under["convoys"], twice.most_under["convoys"]) == ("light", "heavy")
    assert twice.moved_by == "convoys"


def test_what_no_source_supports_does_not_count(case):
    found = likelihood_ranges_of(case.weigher, case.verify()["asked"])
    assert all("unsourced" not in [*one.least_under.values(), *one.most_under.values()] for one in found.ranges)
    assert len(likelihoods_of(case.weigher, case.verify()["asked"])) == 4  # as written, light, heavy, generous


def test_where_no_combination_has_any_it_is_said_why():
    case = unfiled(case_text({"a": "5 truck", "b": "5 truck"}, "", asked="kind: agrees, stated: a, equals: b"))
    found = likelihood_ranges_of(case.weigher, case.verify()["asked"])
    assert (found.silent, found.ranges, found.silent_ways) == (Silence.NO_DISTRIBUTION, [], found.ways)


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_combination_of_a_case_lies_within(name):
    case = open_case(CASES[name])
    for check in case.verify().checks:
        found = likelihood_ranges_of(case.weigher, check)
        assert found.ways <= len(check.combinations)
        for one in likelihoods_of(case.weigher, check):
            for ratio in one.ratios:
                size = size_of(ratio)
                range_ = next((r for r in found.ranges if (r.factor, r.error) == (ratio.factor, ratio.error)), None)
                if size is not None:
                    assert range_ is not None
                    assert size_of(range_.least) <= size <= size_of(range_.most)
                    assert not math.isnan(size)


def test_it_is_put_down_to_the_choice_without_which_it_is_narrowest(raqqa, raqqa_result):
    """That half of the load may be copper takes all draws away from $300, by itself and with other choices."""
    found = likelihood_ranges_of(raqqa.weigher, raqqa_result["usual_price"].check)
    twice = next(one for one in found.ranges if (one.factor, one.error) == (2.0, Error.TOO_LOW))
    assert "mix" in twice.least_under
    assert twice.moved_by == "mix"
