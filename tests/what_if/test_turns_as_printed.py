"""A turning point, tried as it is printed: there the answer is as it was, and a unit of its last digit on it is not."""

import math
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from small_cases import CASES, case_text, unfiled
from weighbridge.answers.conditions import estimate_sentence
from weighbridge.checks import Figure, outcome_of
from weighbridge.graph import Kind
from weighbridge.text import Names, factor
from weighbridge.what_if import Support, Swung, Turned, flips_of, levers_of, turn_words
from weighbridge.what_if.trial import Trial

TRIED = 12  # turns of a case, which bounds decide
SIZES = {"million": 1e6, "billion": 1e9}
PRINTED = re.compile(r"(−?)([\d,]+)(\.\d+)?(?: (million|billion))?")


def tried(text):
    """The number that a text shows, and a unit of its last digit but for zeros."""
    sign, whole, decimals, size = PRINTED.fullmatch(text).groups()
    digits, scale = whole.replace(",", "") + (decimals or "")[1:], SIZES.get(size, 1.0)
    value = int(digits) * 10.0 ** -len((decimals or ".")[1:]) * scale
    zeros = len(digits) - len(digits.rstrip("0")) if int(digits) else 0
    return (-value if sign else value), 10.0 ** (zeros - len((decimals or ".")[1:])) * scale


def swung(value, at, uncertainty=0.0, support="judgement"):
    turn = Turned(at=Figure(value=at, numerical_uncertainty=uncertainty), below="fails", above="holds")
    outcome = "holds" if value > at else "fails"
    return Swung(
        input="high", about="it", unit="tonne", value=value, support=support, outcome=outcome, turns=[turn],
        looked=(value / 100, 100 * value), fair=(value / 2, 2 * value),
    )  # fmt: skip


@given(st.integers(1, 9999), st.integers(-3, 5), st.floats(0.5, 2), st.sampled_from([0.0, 1e-6, 1e-3, 0.05]))
def test_it_lies_between_the_turn_and_the_value(whole, power, ratio, doubt):
    """And no farther from the turn than a tenth; so below what is printed is below what is true, but for one unit."""
    value = float(f"{whole}e{power}")
    one = swung(value, value * ratio, doubt * value)
    at = one.turns[0].at.value
    assume(not math.isclose(at, value))
    shown, unit = tried(turn_words.apart_from(one, one.turns)[1])
    slack = 1e-6 * at  # what a search leaves of a short number
    assert min(at, value) - slack <= shown <= max(at, value) + slack
    assert abs(shown - at) <= 0.1 * at + slack
    assert abs(shown - at) <= unit + 2e-4 * at


@settings(max_examples=25, deadline=None)
@given(st.integers(1001, 9999), st.integers(2, 30))
def test_of_a_case_that_bounds_decide(most, trucks):
    """A load is held against the most that a truck carries: mass, trucks, and the most are tried as printed."""
    told = {"mass": f"{trucks * most * 0.9:.4g} tonne, hedge: none", "trucks": f"{trucks} truck, hedge: none"}
    law = f"uniform: {{low: {{value: 1 tonne/truck, reason: r}}, high: {{value: {most} tonne/truck, reason: r}}}}"
    more = f"assumptions:\n  carried: {{of: it, {law}}}\n"
    more += 'formulas:\n  load: {expression: "mass / trucks", unit: tonne/truck}'
    case = unfiled(case_text(told, more, asked="kind: possible, stated: load, at_most: carried"))
    found = flips_of(case.draws, "asked", case.choices, {})
    assert len([one for one in found if one.turns]) >= 2
    for one in found:
        assert_as_printed(case, "asked", one)


@pytest.mark.parametrize("name", CASES)
def test_of_every_case(opened, name):
    """Of checks that bounds decide every number, and every estimate on which a check rests."""
    case, left = opened(name), TRIED
    for check in case.verify().checks:
        for one in check.leans_on:
            assert_as_printed(case, check.name, one)
        if check.kind == Kind.POSSIBLE:
            some = [one for one in flips_of(case.draws, check.name, case.choices, {}) if one.turns][:left]
            left -= len(some)
            for one in some:
                assert_as_printed(case, check.name, one)


def assert_as_printed(case, check, one):
    """At the nearest turn as it is printed the answer is as at the value; a little beyond the turn it is another."""
    below = [turn for turn in one.turns if turn.at.value < one.value][-1:]
    above = [turn for turn in one.turns if turn.at.value > one.value][:1]
    for turn, text in zip([*below, *above], turn_words.apart_from(one, [*below, *above])[1:], strict=True):
        inside, outside = (turn.above, turn.below) if turn in below else (turn.below, turn.above)
        if inside != one.outcome or one.is_range:
            continue
        shown, unit = tried(text)
        assert outcome_at(case, check, one, shown) == inside, (one.input, text, turn)
        beyond = shown + (-unit if turn in below else unit)
        others = [other.at.value for other in one.turns if other is not turn]
        if all(abs(other - turn.at.value) > 2 * unit for other in others):
            assert outcome_at(case, check, one, beyond) == outside, (one.input, text, turn)


def outcome_at(case, check, one, value):
    """What a check says where one number has a value, all else as it is; of a claim with its wording in proportion."""
    if one.support == Support.QUOTATION:
        asked = case.weigher.model.check(check)
        lever = levers_of(case.weigher.model, asked.sides, case.choices)[one.input]
        return Trial(case.weigher.draws.unrefined(), asked, case.choices, lever).outcome(value * factor(lever.unit))
    found = case.with_({one.input: f"{value:.12g} {one.unit}".strip()}).weigher
    return outcome_of(found.draws.unrefined(), found.model.check(check), case.choices)


@pytest.mark.parametrize(
    ("value", "at", "said"),
    [
        (60.0, 57.318, "below 57.4 the answer changes"),
        (50.0, 57.318, "above 57.3 the answer changes"),
        (60.0, 57.0, "below 57 the answer changes"),
        (60.0, 59.96, "below 59.96 the answer changes"),
        (1.35, 1.29181, "below 1.3 the answer changes"),
    ],
)
def test_the_sentence_of_an_estimate(value, at, said):
    one = swung(value, at)
    assert said in estimate_sentence(Names(), one, one.outcome)
