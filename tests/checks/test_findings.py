"""What a finding holds beside its outcome: where it flips, how far it would hold, its severity, what it rests on."""

import pytest

from weighbridge.checks.results import OUTCOMES, Outcome

NAMES = ("raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_finding_rests_on_is_every_leaf_below_its_sides(opened, verified, name):
    model = opened(name).model
    for check in verified(name).checks:
        for finding in check.findings:
            choices = {**model.reference, **finding.choices}
            expected = {
                leaf for side in (finding.stated, finding.computed) for leaf in model.leaves(side.name, choices)
            }
            assert set(finding.rests_on) == expected


def test_a_stated_range_flips_at_a_multiple_and_at_no_value(oil_result):
    """A value at which it flips, within the stated range, would contradict that the range fails."""
    found = oil_result["below_market"].reference
    (flip,) = found.flips
    assert found.outcome == "fails"
    assert found.stated.as_written[0] < found.stated.as_written[1]
    assert flip.at is None  # a range has no single value to flip at
    assert flip.multiple.value < 1


def test_a_tail_lies_on_its_side_of_the_threshold(verified):
    """A tail that makes an outcome turn is not rounded further across the line than its uncertainty reaches."""
    tails = 0
    for result in map(verified, NAMES):
        for check in result.checks:
            if check.kind != "typical":
                continue
            strained, fails = result.thresholds[check.relation]
            for combination in check.combinations:
                figure = combination.tail_probability
                value, slack = figure.value, figure.numerical_uncertainty
                tails += 1
                if combination.outcome == "fails":
                    assert value < fails + slack, combination
                elif combination.outcome == "strained":
                    assert fails - slack <= value < strained + slack, combination
                else:
                    assert value >= strained - slack or combination.outcome == "cannot tell", combination
    assert tails > 20


def test_a_heavier_load_is_never_more_usual(raqqa):
    tails = [
        raqqa.with_(trucks=f"{trucks} truck").verify()["usual_load"].reference.tail_probability.value
        for trucks in (120, 80, 60, 50, 45)
    ]
    assert tails == sorted(tails, reverse=True)
    assert tails[0] > 0.9
    assert tails[-1] < 0.05


BELOW_75 = (
    "assumptions: {x: {of: it, reason: r, uniform: {low: 1 one, high: 75 one}}}",
    "kind: possible, stated: stated, at_most: x",
)


@pytest.mark.parametrize("number", [30.0, 60.0, 4.0])
def test_severity_is_what_the_check_says_of_a_claim_so_many_times_as_high(finding, number):
    """By a second route: the claim itself is written a third, three and ten times as high, and weighed."""
    severity = finding(f"stated={number} one", *BELOW_75).severity
    for times, said in ((1 / 3, severity.at_a_third), (3, severity.at_three_times), (10, severity.at_ten_times)):
        there = finding(f"stated={number * times:.1f} one", *BELOW_75).outcome
        assert (said == Outcome.FAILS) == (there == Outcome.FAILS), times
    assert severity.could_have_caught == (Outcome.FAILS in (severity.at_three_times, severity.at_a_third))


def test_up_to_its_end_it_says_the_same_and_just_beyond_it_fails(finding):
    severity = finding("stated=30.0 one", *BELOW_75).severity
    within, beyond = (finding(f"stated={30 * severity.same_to.value * by:.1f} one", *BELOW_75) for by in (0.99, 1.01))
    assert (within.outcome, beyond.outcome) == (Outcome.HOLDS, Outcome.FAILS)
    assert within.severity.same_to.value == pytest.approx(1 / 0.99, rel=2e-3)
    assert beyond.severity.same_from.value == pytest.approx(1 / 1.01, rel=2e-3)


@pytest.mark.parametrize("name", NAMES)
def test_how_far_it_would_hold_ends_where_it_flips(verified, name):
    ends = 0
    for check in verified(name).checks:
        for one in check.findings:
            assert one.outcome in OUTCOMES
            for end in (one.reach.holds_from, one.reach.holds_to):
                if end is not None:
                    ends += 1
                    assert end.value in [flip.multiple.value for flip in one.flips]
    assert ends


def test_a_budget_stands_at_a_typical_check_alone_and_is_that_of_the_difference(raqqa_result):
    for check in raqqa_result.checks:
        budget = check.reference.budget
        assert (budget is not None) == (check.kind == "typical")
        if budget:
            assert budget.result == f"{check.reference.computed.name} - {check.reference.stated.name}"
            assert budget.unit == check.reference.stated.unit
            assert 0.5 < sum(entry.first_order.value for entry in budget.entries) <= 1.02
