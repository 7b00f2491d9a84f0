"""What a check rests on when all its judged numbers may move at once: the smallest joint move that changes its outcome."""

# ruff: noqa: E501 (a row of a table stands on one line)

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from small_cases import case_text, unfiled
from weighbridge.uncertainty.distributions import DistributionError
from weighbridge.what_if import judgement
from weighbridge.what_if.joint_moves import MOST_CORNERS, SPARED
from weighbridge.what_if.levers import Levers, levers_of, moved_nodes

REASON, SOURCE = "reason: r", "sources: [ferson-2015]"


def judged(name, value, fair=None, ground=REASON, end=REASON):
    """A fixed number that rests on a reason, with the range in which it might fairly lie; (value, low, high) alike."""
    more = f", fair: {{low: {{value: {fair[0]} one, {end}}}, high: {{value: {fair[1]} one, {end}}}}}" if fair else ""
    return f"  {name}: {{of: the number {name}, fixed: {{value: {{value: {value} one, {ground}{more}}}}}}}\n"


def judged_text(numbers, formula, stated, relation="at_most", top=100, more="", kind="possible"):
    """A case that holds a stated number against a formula of ``top``, from nothing to 100, and of judged numbers."""
    law = (
        f"  top: {{of: the top, uniform: {{low: {{value: 0 one, {SOURCE}}}, high: {{value: {top} one, {SOURCE}}}}}}}\n"
    )
    body = (
        "assumptions:\n"
        + law
        + "".join(numbers)
        + f'formulas: {{y: {{expression: "{formula}", unit: one, reason: r, of: it}}}}\n'
    )
    return case_text({"stated": f"{stated:.6f} one"}, body + more, fits=f"kind: {kind}, stated: stated, {relation}: y")


def weighed(text):
    """The check of such a case, and the case."""
    case = unfiled(text)
    return case.verify()["fits"], case


def after(case, move, part=1.0):
    """The outcome once the numbers are set to a part of the way to where a move puts them: by the case read anew."""
    to = {one.input: one.value + part * (one.to - one.value) for one in move.moves}
    units = {one.input: one.unit or "one" for one in move.moves}
    return case.with_({name: f"{value:.12g} {units[name]}" for name, value in to.items()}).verify()


A, B = judged("a", 1, (0.9, 1)), judged("b", 1, (0.9, 1))
LESS = [judged(name, 1, (0.95, 1)) for name in "abc"]
# What is judged, the formula, what is stated and how; which numbers have to move, how far, and what it then comes to.
JOINT = [
    ("two numbers, of which neither does it alone", [A, B], "top * a * b", 85, "at_most", "ab", (1 - math.sqrt(0.85)) / 0.1, "fails"),
    ("three numbers, of which no two do it", LESS, "top * a * b * c", 87, "at_most", "abc", (1 - math.cbrt(0.87)) / 0.05, "fails"),
    ("it fails, and would fit", [judged("a", 0.9, (0.9, 1)), judged("b", 0.9, (0.9, 1))], "top * a * b", 95, "at_most", "ab", (math.sqrt(0.95) - 0.9) / 0.1, "holds"),
    ("one up and one down", [judged("a", 1, (0.9, 1.1)), judged("b", 1, (0.9, 1.1))], "top * a / b", 85, "at_most", "ab", 10 * 0.15 / 1.85, "fails"),
    ("ranges of different width", [judged("a", 1, (0.9, 1)), judged("b", 1, (0.8, 1))], "top * (a + b) / 2", 90, "at_most", "ab", 2 / 3, "fails"),
    ("at least", [judged("a", 1, (0.9, 1.2)), judged("b", 1, (0.9, 1.2))], "(top + 30) * a * b", 36, "at_least", "ab", (math.sqrt(1.2) - 1) / 0.2, "fails"),
    ("equals, from above", [A, B], "top * a * b", 85, "equals", "ab", (1 - math.sqrt(0.85)) / 0.1, "fails"),
    ("a number that changes next to nothing", [A, B, judged("c", 1, (0.5, 2))], "top * a * b + c / 1000", 85, "at_most", "ab", (1 - math.sqrt(0.84999)) / 0.1, "fails"),
    ("a number on which it does not rest", [A, B, judged("c", 1, (0.5, 2))], "top * a * b", 85, "at_most", "ab", (1 - math.sqrt(0.85)) / 0.1, "fails"),
    ("neither changes anything by itself", [judged("a", 0.5, (0, 1)), judged("b", 0.5, (0, 1))], "top * (a * b + (1 - a) * (1 - b))", 40, "at_most", "ab", math.sqrt(0.2), "fails"),
    ("one is enough", [A, judged("b", 1, (0.5, 1))], "top * b + a / 1000", 85, "at_most", "b", 0.3, "fails"),
    ("without ranges: half to twice", [judged("a", 1), judged("b", 1)], "top * a * b", 35, "at_most", "ab", 2 * (1 - math.sqrt(0.35)), "fails"),
    ("it turns as soon as anything moves", [A, B], "top * a * b", 100, "at_most", None, 0.0, "fails"),
    ("not even both", [judged(name, 1, (0.9, 1), end=SOURCE) for name in "ab"], "top * a * b", 80, "at_most", "", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("numbers", "formula", "stated", "relation", "moved", "share", "becomes"), [row[1:] for row in JOINT], ids=[row[0] for row in JOINT])  # fmt: skip
def test_the_smallest_joint_move(numbers, formula, stated, relation, moved, share, becomes):
    check, case = weighed(judged_text(numbers, formula, stated, relation))
    found = check.joint_move
    if share is None:
        assert found is None
        assert "rests on" not in check.sentence
        return
    assert found.share == pytest.approx(share, rel=SPARED, abs=1e-5)
    assert (found.outcome, found.becomes, found.within) == (check.reference.outcome, becomes, "fair")
    assert moved is None or "".join(found.inputs) == moved
    assert after(case, found)["fits"].reference.outcome == becomes
    assert after(case, found, 0.999)["fits"].reference.outcome == (found.outcome if share else becomes)


def test_what_no_number_does_alone_is_said_of_all_together():
    check, case = weighed(judged_text([A, B], "top * a * b", 85))
    assert check.leans_on == []
    assert check.leans_jointly == check.joint_move
    assert check.form().leans_jointly == check.joint_move
    said = "It rests on 2 of our estimates together, which nobody measured. With all of them changed at once, it would not fit. The number a would be 0.922 instead of 1; the case allows 0.9 to 1.0. The number b would be 0.922 instead of 1; the case allows 0.9 to 1.0."
    assert said in check.sentence
    verdict = case.verify().verdict
    assert "“Well?” rests on our estimate of the number a and the number b" in verdict.steps
    assert verdict.sentence.endswith(" It rests on our estimate of the number a and the number b.")


def test_where_a_number_turns_it_alone_the_joint_move_is_kept_for_who_asks():
    """A smaller move of both is in the result; the sentence of the check already names the number."""
    check, _ = weighed(judged_text([judged("a", 1, (0.8, 1)), B], "top * a * b", 85))
    assert [one.input for one in check.leans_on] == ["a"]
    assert check.leans_jointly is None
    assert check.joint_move.inputs == ["a", "b"]
    assert "together" not in check.sentence
    assert check.judgement_sentence.startswith("It rests on 2 of our estimates together, which nobody measured.")


# A range that the case gives without a source hides nothing: the fair range, its ground, the number's; what turns it.
TOKEN = [
    ("a token range", (0.99, 1.01), REASON, REASON, "wide", 0.85),
    ("no range at all", (1, 1), REASON, REASON, "wide", 0.85),
    ("too narrow below, wide above", (0.99, 3), REASON, REASON, "wide", 0.85),
    ("its ends have a source", (0.99, 1.01), REASON, SOURCE, None, None),
    ("the number has one", (0.99, 1.01), SOURCE, REASON, None, None),
    ("wide enough", (0.8, 1.1), REASON, REASON, "fair", 0.85),
    ("nothing declared", None, REASON, REASON, "fair", 0.85),
]  # fmt: skip


@pytest.mark.parametrize(("fair", "ground", "end", "within", "to"), [row[1:] for row in TOKEN], ids=[row[0] for row in TOKEN])  # fmt: skip
def test_a_judged_number_keeps_a_range_that_cannot_be_declared_away(fair, ground, end, within, to):
    check, case = weighed(judged_text([judged("a", 1, fair, ground, end)], "top * a", 85))
    found = check.joint_move
    assert (found and found.within) == within
    if found:
        (one,) = found.moves
        assert one.to == pytest.approx(to, rel=1e-5)
        assert after(case, found)["fits"].reference.outcome == "fails"
        assert [each.input for each in check.leans_on] == ([] if within == "wide" else ["a"])


def test_that_the_cases_own_range_has_no_source_is_said():
    check, _ = weighed(judged_text([judged("a", 1.2, (1.19, 1.21))], "top * a", 85))
    assert check.sentence.count("It rests on our estimate of the number a, which nobody measured. At 0.85 instead of 1.2 it would not fit; we tried half to twice that, 0.6 to 2.4. The case's own range, which has no source, is too narrow to show this.") == 1  # fmt: skip
    check, _ = weighed(judged_text([judged(name, 1, (0.99, 1)) for name in "ab"], "top * a * b", 40))
    assert "The number b would be 0.632 instead of 1; we tried 0.5 to 1.0. The case's own ranges, not all of which have a source, are too narrow to show this." in check.sentence  # fmt: skip


def test_what_has_to_move_by_little_is_not_shown_as_if_it_stood_still():
    check, _ = weighed(judged_text([judged("a", 1, (0.9, 1))], "top * a", 99.99))
    assert "At 0.9999 instead of 1 it would not fit; the case allows 0.9 to 1." in check.judgement_sentence


def test_a_share_is_not_moved_beyond_one():
    """A bare number that is declared to end at one is a share: twice as much of it there cannot be."""
    for high, within in ((1, None), (1.01, "wide")):
        check, _ = weighed(judged_text([judged("a", 1, (0.9, high))], "top * a", 120))
        assert (check.joint_move and check.joint_move.within) == within


ALTERNATIVES = """\
alternatives:
  way:
    question: Is it used?
    options:
      unused: {reason: r}
      used: {reason: r, sources: [ferson-2015], set: {use: 1 one}}
      nearly: {reason: r, sources: [ferson-2015], set: {top.high: 99 one}}
"""


def test_a_number_that_matters_under_an_option_only():
    used = judged("use", 0, ground=SOURCE)
    check, case = weighed(judged_text([used, A, B], "top * (1 - use * (1 - a * b))", 85, more=ALTERNATIVES))
    assert check.joint_move is None
    (one,) = check.leans_under_options
    assert (one.choice, one.option, one.outcome, one.becomes, one.inputs) == (
        "way",
        "used",
        "holds",
        "fails",
        ["a", "b"],
    )
    assert one.share == pytest.approx((1 - math.sqrt(0.85)) / 0.1)
    assert check.judgement_sentence == "If we take “used”, it rests on our estimates of the number a and the number b."
    assert check.judgement_sentence in case.explain("fits")
    assert after(case.under(way="used"), one)["fits"].reference.outcome == "fails"


def test_an_option_under_which_it_rests_on_nothing_is_in_the_result():
    more = ALTERNATIVES.replace("use: 1 one", "top.high: 140 one")
    sourced = [judged(name, 1, (0.9, 1), end=SOURCE) for name in "ab"]
    check, _ = weighed(judged_text(sourced, "top * a * b", 85, more=more))
    assert check.joint_move.inputs == ["a", "b"]
    (one,) = check.leans_under_options  # under `nearly` it rests on the same
    assert (one.option, one.becomes, one.moves) == ("used", None, [])
    check, _ = weighed(judged_text([A, B], "top * a * b", 85, more=more))  # its own ranges have no source
    (one,) = check.leans_under_options
    assert (one.option, one.becomes, one.within, one.inputs) == ("used", "fails", "wide", ["a", "b"])


@pytest.mark.parametrize(
    ("stated", "relation", "kind"),
    [(5, "at_most", "possible"), (0.5, "at_most", "typical"), (400, "at_least", "possible")],
)
def test_a_check_that_cannot_tell_rests_on_nothing(stated, relation, kind):
    check, _ = weighed(judged_text([judged("a", 1, (0.01, 9))], "top * a", stated, relation, kind=kind))
    assert check.reference.outcome == "cannot tell"
    assert check.joint_move is None
    assert check.leans_under_options == []


# Where draws decide: parameters of distributions, and how inputs go together.

TYPICAL = {
    "both ends of a distribution": (
        "x: {of: x, uniform: {low: {value: 30 one, reason: r, fair: {low: {value: 20 one, reason: r}, high: {value: 40 one, reason: r}}}, high: {value: 100 one, reason: r, fair: {low: {value: 92 one, reason: r}, high: {value: 110 one, reason: r}}}}}",
        90, "at_most", {"x.low", "x.high"}, lambda t: (100 - 8 * t - 90) / (70 + 2 * t) - 0.05,
    ),
    "a mode beyond where the end stood": (
        "x: {of: x, triangular: {low: {value: 0 one, sources: [ferson-2015]}, mode: {value: 40 one, reason: r, fair: {low: {value: 20 one, reason: r}, high: {value: 75 one, reason: r}}}, high: {value: 60 one, reason: r, fair: {low: {value: 50 one, reason: r}, high: {value: 80 one, reason: r}}}}}",
        75, "at_most", {"x.mode", "x.high"}, lambda t: max(20 * t - 15, 0) ** 2 / ((60 + 20 * t) * (20 - 15 * t)) - 0.005,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPICAL)
def test_parameters_of_one_distribution_move_together(name):
    law, stated, relation, moved, root = TYPICAL[name]
    text = case_text({"stated": f"{stated} one"}, f"assumptions:\n  {law}\nformulas: {{y: {{expression: x, unit: one, of: it}}}}", fits=f"kind: typical, stated: stated, {relation}: y")  # fmt: skip
    check, case = weighed(text)
    found = check.joint_move
    assert set(found.inputs) == moved
    assert found.share == pytest.approx(brentq(root, 0, 1), rel=SPARED)
    assert after(case, found, 1.02)["fits"].reference.outcome == found.becomes != found.outcome
    assert after(case, found, 0.98)["fits"].reference.outcome == found.outcome


MIX = """\
assumptions:
  mix:
    of: a mix
    composition:
      concentration: {value: 30 one, sources: [ferson-2015]}
      parts: {a: {mean: {value: 0.6 one, reason: r}}, b: {mean: {value: 0.3 one, reason: r}}, c: {mean: {value: 0.1 one, reason: r}}}
formulas: {y: {expression: 10 * mix.a + 20 * mix.b + 40 * mix.c, unit: one, reason: r, of: it}}
"""


def test_of_shares_that_are_all_judged_the_largest_takes_up_the_rest():
    check, case = weighed(case_text({"stated": "25.0 one"}, MIX, fits="kind: typical, stated: stated, at_most: y"))
    assert set(check.joint_move.inputs) == {"mix.b.mean", "mix.c.mean"}
    levers = levers_of(case.model, ("y",), case.choices)
    pair = Levers((levers["mix.b.mean"], levers["mix.c.mean"]))
    (_, node) = moved_nodes(case.model, pair, (0.36, 0.14), case.choices)["mix"]
    assert node.composition.means == pytest.approx((0.5, 0.36, 0.14))
    all_three = Levers((levers["mix.a.mean"], *pair.each))
    with pytest.raises(DistributionError, match="mean shares of 1 in all; expected more than 0 and less than 1"):
        moved_nodes(case.model, all_three, (0.5, 0.36, 0.14), case.choices)


@pytest.mark.parametrize("check", ["usual_load", "usual_price"])
def test_raqqa_by_the_case_read_anew(raqqa, raqqa_result, check):
    found = raqqa_result[check].joint_move
    assert found.within == "fair"
    assert len(found.moves) > 1
    # A move is found by draws that are not refined: a tail near 0.05 is known to 0.0009, a thirtieth of what the whole
    # way changes it by; the case read anew is drawn further.
    assert after(raqqa, found, 1.06)[check].reference.outcome == found.becomes
    assert after(raqqa, found, 0.94)[check].reference.outcome == found.outcome
    singly = {one.input: one for one in raqqa_result[check].leans_on}
    for one in found.moves:  # together less is enough than alone
        near = [abs(turn.at.value - one.value) for turn in singly[one.input].fair_turns] if one.input in singly else []
        assert all(abs(one.to - one.value) < far for far in near)


# Laws.

NAMES = tuple(f"n{place}" for place in range(10))
NUMBERS = st.lists(st.tuples(st.sampled_from((-2, -1, 1, 2)), st.floats(0.7, 0.98), st.floats(1.02, 1.4)), min_size=1, max_size=4)  # fmt: skip


def product_case(numbers, stated, names=NAMES, extra=()):
    """A product of powers of judged numbers that are all taken as one, each with its range."""
    lines = [judged(name, 1, (low, high)) for name, (_, low, high) in zip(names, numbers, strict=False)]
    factors = [f"{name}**({power})" for name, (power, _, _) in zip(names, numbers, strict=False)]
    return judged_text([*lines, *extra], " * ".join(["top", *factors]), stated)


def least_share(numbers, stated):
    """By logarithms: each number goes to the end at which its power makes the product least."""
    worst = [(power, low if power > 0 else high) for power, low, high in numbers]
    height = lambda t: sum(power * math.log(1 + t * (end - 1)) for power, end in worst) - math.log(stated / 100)  # noqa: E731
    return brentq(height, 0, 1) if height(1) < 0 < height(0) else None


@settings(max_examples=30)
@given(numbers=NUMBERS, stated=st.integers(40, 99))
def test_of_a_product_it_is_what_the_logarithms_say(numbers, stated):
    expected = least_share(numbers, stated)
    found = weighed(product_case(numbers, stated))[0].joint_move
    within_fair = found if found and found.within == "fair" else None
    assert (within_fair is None) == (expected is None)
    if expected is not None:
        assert expected * (1 - 1e-5) <= found.share <= expected * (1 + SPARED + 1e-5)


@settings(max_examples=30)
@given(numbers=NUMBERS, stated=st.integers(40, 99))
def test_other_numbers_and_other_names_change_nothing(numbers, stated):
    one = weighed(product_case(numbers, stated))[0].joint_move
    more = weighed(product_case(numbers, stated, extra=[judged("unused", 1, (0.1, 9))]))[0].joint_move
    assert more == one
    names = NAMES[::-1]
    other = weighed(product_case(numbers, stated, names))[0].joint_move
    assert (other and (other.share, other.becomes, other.within)) == (one and (one.share, one.becomes, one.within))
    if one:
        renamed = dict(zip(NAMES, names, strict=True))
        assert {renamed[name] for name in one.inputs} == set(other.inputs)


@settings(max_examples=10)
@given(st.lists(st.sampled_from((-1, 1)), min_size=8, max_size=10))
def test_of_more_numbers_than_have_their_corners_tried(powers):
    assert 2 ** len(powers) > MOST_CORNERS
    numbers = [(power, 0.97, 1.03) for power in powers]
    expected = least_share(numbers, 90)
    found = weighed(product_case(numbers, 90))[0].joint_move
    assert found.share == pytest.approx(expected, rel=SPARED)


@pytest.mark.parametrize("stated", [70, 80, 90])
def test_of_many_numbers_where_draws_decide(stated):
    """At the far ends the probability is nothing whichever way a single number lies: that must not hide the others."""
    numbers = [((-1) ** place, 0.97, 1.05) for place in range(9)]
    lines = [judged(name, 1, (low, high)) for name, (_, low, high) in zip(NAMES, numbers, strict=False)]
    factors = [f"{name}**({power})" for name, (power, _, _) in zip(NAMES, numbers, strict=False)]
    check, _ = weighed(judged_text(lines, " * ".join(["top", *factors]), stated, kind="typical"))
    found = check.joint_move
    assert found.becomes == "strained"  # at 5 %: where the top of the range is the stated number over 0.95
    assert found.share == pytest.approx(least_share(numbers, stated / 0.95), rel=SPARED)


def test_a_search_is_kept(monkeypatch):
    check, case = weighed(judged_text([A, B], "top * a * b", 85))
    first = check.joint_move
    monkeypatch.setattr(judgement, "smallest_joint_move", None)
    assert judgement.joint_leaning(case.draws, "fits", case.choices, check.reference.outcome) == first
