"""Where a judged number might fairly lie: what leans on it, and fair ranges that are none."""

# ruff: noqa: E501 (a row of a table stands on one line)

from pathlib import Path

import pytest

from small_cases import case_text, same
from weighbridge.base.errors import CaseError
from weighbridge.what_if import flips, turn_words

LEANING = """\
evidence:
  known: {{what: x, value: 40 tonne, source: ferson-2015, date: 2017}}
assumptions:
  limit:
    of: what one can bear
    fixed:
      value: {{value: 50 tonne, {ground}{fair}}}
"""
JUDGED, SOURCED = "reason: r", "sources: [ferson-2015]"

STEP = "“Well?” rests on our estimate of what one can bear"


def leaning_case(make_case, stated, relation, ground, fair):
    told = ", fair: {{low: {}, high: {}}}".format(*(fair_end(end) for end in fair)) if fair else ""
    more = LEANING.format(ground=ground, fair=told)
    check = f"kind: possible, stated: stated, {relation}: limit"
    return make_case(case_text({"stated": stated}, more, fits=check))


def fair_end(end):
    """An end that is evidence, or rests on a source where it is marked with a star, else on a reason alone."""
    if end == "known":
        return f"{{evidence: {end}}}"
    return f"{{value: {end.rstrip('*')}, {SOURCED if end.endswith('*') else JUDGED}}}"


RESTS = "It rests on our estimate of what one can bear, which nobody measured."
TAKEN = f"{RESTS} We take 50 tonnes; the case allows"
# What is stated, the relation to a limit that is taken as 50, what the limit rests on, where it might fairly lie; what is said.
LEANS = [
    ("45.00 tonne", "at_most", JUDGED, ("40 tonne", "60 tonne"), f"{TAKEN} 40 to 60 tonnes. Below 45.1 tonnes it would not fit."),
    ("45.00 tonne", "at_most", JUDGED, ("known", "60000 kg"), f"{TAKEN} 40 to 60 tonnes. Below 45.1 tonnes it would not fit."),
    ("45.00 tonne", "at_most", JUDGED, ("44.99 tonne", "50 tonne"), f"{TAKEN} 45 to 50 tonnes. Below 45.1 tonnes it would not fit."),
    ("45.00 tonne", "at_most", JUDGED, ("45.01 tonne*", "60 tonne"), None),
    ("45.00 tonne", "at_most", JUDGED, ("50 tonne*", "50 tonne*"), None),
    ("45.00 tonne", "at_most", JUDGED, (), f"{RESTS} We take 50 tonnes; we tried half to twice that, 25 to 100 tonnes. Below 45.1 tonnes it would not fit."),
    ("24.00 tonne", "at_most", JUDGED, (), None),  # half of it is 25
    ("45.00 tonne", "at_most", SOURCED, (), None),  # who has a source is not tried
    ("45.00 tonne", "at_most", SOURCED, ("40 tonne", "60 tonne"), f"{TAKEN} 40 to 60 tonnes. Below 45.1 tonnes it would not fit."),
    ("55.00 tonne", "at_most", JUDGED, ("40 tonne", "60 tonne"), f"{TAKEN} 40 to 60 tonnes. Above 55 tonnes it would fit."),
    ("55.00 tonne", "at_most", JUDGED, ("40 tonne", "54 tonne*"), None),
    ("60.00 tonne", "at_least", JUDGED, ("40 tonne", "70 tonne"), f"{TAKEN} 40 to 70 tonnes. Above 60 tonnes it would not fit."),
    ("60.00 tonne", "at_least", JUDGED, ("40 tonne", "59 tonne*"), None),
    ("50 tonne, hedge: about", "equals", JUDGED, ("40 tonne", "70 tonne"), f"{TAKEN} 40 to 70 tonnes. Below 45.1 tonnes it would not fit. Above 54.9 tonnes it would not fit."),
    ("50 tonne, hedge: about", "equals", JUDGED, ("47 tonne", "70 tonne"), f"{TAKEN} 47 to 70 tonnes. Above 54.9 tonnes it would not fit."),
    ("50 tonne, hedge: about", "equals", JUDGED, ("47 tonne*", "53 tonne*"), None),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "relation", "ground", "fair", "said"), LEANS)
def test_what_turns_where_a_judged_number_might_lie_is_said(make_case, stated, relation, ground, fair, said):
    case = leaning_case(make_case, stated, relation, ground, fair)
    result = case.verify()
    check = result["fits"]
    assert [one.input for one in check.leans_on] == (["limit"] if said else [])
    assert ("rests on our estimate" in check.sentence) == bool(said)
    assert (STEP in result.verdict.steps) == bool(said)
    if said:
        assert said in check.sentence
        (one,) = check.leans_on
        assert one.fair_declared == bool(fair)
        assert one.support == "judgement"
        assert all(one.fair[0] <= turn.at.value <= one.fair[1] for turn in one.fair_turns)


# The same ranges without a source for the end that is near: within half to twice it turns, and that is told.
HIDDEN = [
    ("45.00 tonne", "at_most", ("45.01 tonne", "60 tonne"), "At 45 instead of 50 tonnes it would not fit; we tried half to twice that, 25 to 100 tonnes"),
    ("45.00 tonne", "at_most", ("50 tonne", "50 tonne"), "At 45 instead of 50 tonnes it would not fit; we tried half to twice that, 25 to 100 tonnes"),
    ("45.00 tonne", "at_most", ("45.01 tonne", "140 tonne"), "At 45 instead of 50 tonnes it would not fit; we tried 25 to 140 tonnes"),
    ("55.00 tonne", "at_most", ("40 tonne", "54 tonne"), "At 55 instead of 50 tonnes it would fit; we tried half to twice that, 25 to 100 tonnes"),
    ("60.00 tonne", "at_least", ("40 tonne", "59 tonne"), "At 60 instead of 50 tonnes it would not fit; we tried half to twice that, 25 to 100 tonnes"),
    ("50 tonne, hedge: about", "equals", ("47 tonne", "53 tonne"), "At 54.9 instead of 50 tonnes it would not fit; we tried half to twice that, 25 to 100 tonnes"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "relation", "fair", "said"), HIDDEN)
def test_a_narrow_range_without_a_source_hides_no_turn(make_case, stated, relation, fair, said):
    result = leaning_case(make_case, stated, relation, JUDGED, fair).verify()
    check = result["fits"]
    assert check.leans_on == []
    assert check.leans_jointly.within == "wide"
    assert f"{RESTS} {said}. The case's own range, which has no source, is too narrow to show this." in check.sentence
    assert STEP in result.verdict.steps


def test_leaning_changes_no_outcome(make_case):
    """It is told beside the outcome, also at the end of the verdict, and is not a step of the rule."""
    one, other = (leaning_case(make_case, "45.00 tonne", "at_most", JUDGED, fair).verify() for fair in (("40 tonne", "60 tonne"), ("46 tonne*", "60 tonne")))  # fmt: skip
    assert one["fits"].leans_on
    assert not other["fits"].leans_on
    assert one.verdict.rule == other.verdict.rule
    assert one.verdict.sentence == f"{other.verdict.sentence} It rests on our estimate of what one can bear."


@pytest.mark.parametrize(
    ("stated", "relation", "fair"),
    [
        ("5.00 tonne", "at_most", ("1 tonne", "60 tonne")),  # would hold at three times as much
        ("400.0 tonne", "at_least", ("40 tonne", "900 tonne")),  # would hold at a third
    ],
)
def test_a_check_that_cannot_tell_leans_on_nothing(make_case, stated, relation, fair):
    """It would turn within the fair range, but what says nothing has nothing that turns."""
    case = leaning_case(make_case, stated, relation, JUDGED, fair)
    check = case.verify()["fits"]
    assert check.reference.outcome == "cannot tell"
    assert any(one.fair_turns for one in flips.flips_of(case.weigher.draws, "fits", case.choices, {}))
    assert check.leans_on == []
    assert "rests on our" not in check.sentence


def test_what_is_judged_to_be_nothing_leans_like_any_other(make_case):
    """Half to twice nothing is not a range; the row of `case.flips` says that it turns there, and so has the finding to."""
    more = """\
assumptions:
  x: {of: it, normal: {mean: {value: 40 one, sources: [ferson-2015]}, standard_uncertainty: {value: 5 one, sources: [ferson-2015]}}}
  rise: {of: a rise, reason: r, fixed: {value: 0 one}}
formulas: {y: {expression: x + rise, unit: one, of: it}}
"""
    case = make_case(case_text({"stated": "45.0 one"}, more, fits="kind: typical, stated: stated, at_most: y"))
    there = case.flips("fits").set_index("set by").loc["rise", "changes there"] == "yes"
    assert [one.input for one in case.verify()["fits"].leans_on] == (["rise"] if there else [])


def test_every_outcome_within_the_fair_range_is_told(verified):
    """From 42 to 49 tonnes the usual load fails; to say only that it is strained below 56.5 would pass over that."""
    check = verified("raqqa-2017")["usual_load"]
    (one,) = check.leans_on
    assert {turn.below for turn in one.fair_turns} == {"fails", "strained"}
    said = turn_words.leaning_sentence(check.leans_on, check.reference.outcome)
    assert same(
        said.split(". ", 2)[2],
        "Below 56.5 tonnes a truck it would be unlikely. Below 50 tonnes a truck it would not fit.",
    )
    assert said in check.sentence


def test_raqqa_leans_on_one_judged_number_and_on_two_together_and_says_so(verified):
    result = verified("raqqa-2017")
    leaning = {check.name: [one.input for one in check.leans_on] for check in result.checks if check.leans_on}
    assert leaning == {"usual_load": ["convoy_mean_load.high"]}
    assert result["usual_price"].joint_move.inputs == ["shares.concentration", "shares.copper.mean"]
    assert "rests on 2 of our estimates together" in result["usual_price"].sentence
    estimates = [one.about for check in result.checks for one in check.leans_on]
    steps = [step for step in result.verdict.steps if " rests on " in step]
    for said in (steps, [result.verdict.sentence.partition(" It rests on ")[2]]):
        assert [name for name in estimates if name in " ".join(said)] == estimates
    for check in result.checks:
        for one in check.leans_on:
            assert one.fair_declared
            assert f"rests on our estimate of {one.about}, which nobody measured. We take " in check.sentence


# A fair range that is none is told, with the line of its parameter.

FAIR = """\
evidence:
  known: {what: x, value: 40 tonne, source: ferson-2015, date: 2017}
assumptions:
  limit:
    of: what one can bear
    fixed:
      value: {value: 50 tonne, reason: r, fair: {low: LOW, high: HIGH}}
"""
LINE = 11  # of the parameter
PROBLEMS = [
    ("{value: 51 tonne, reason: r}", "{value: 60 tonne, reason: r}", "the fair range of `value` runs from 51 tonne to 60 tonne, and 50 tonne lies outside; widen it"),
    ("{value: 20 tonne, reason: r}", "{value: 49 tonne, reason: r}", "the fair range of `value` runs from 20 tonne to 49 tonne, and 50 tonne lies outside; widen it"),
    ("{value: 20 tonne, reason: r}", "{evidence: known}", "the fair range of `value` runs from 20 tonne to 40 tonne, and 50 tonne lies outside; widen it"),
    ("{value: 60 tonne, reason: r}", "{value: 40 tonne, reason: r}", "the fair range of `value` runs downwards; write the lower end under `low`"),
    ("{value: 40 USD, reason: r}", "{value: 60 tonne, reason: r}", "`fair low of value` is in `USD`, `value` in `tonne`; write both in one kind of unit"),
    ("{value: 40 tonne, reason: r}", "{value: 60 one, reason: r}", "`fair high of value` is in a bare number, `value` in `tonne`; write both in one kind of unit"),
    ("{value: 40 tonne}", "{value: 60 tonne, reason: r}", "`fair low of value` has neither source nor reason; write `{value: 40 tonne, reason: \"why\"}`, or `sources: [KEY]` in place of the reason"),
    ("40 tonne", "{value: 60 tonne, reason: r}", "`fair low of value` has neither source nor reason; write `{value: 40 tonne, reason: \"why\"}`, or `sources: [KEY]` in place of the reason"),
    ("{value: 40 to 45 tonne, reason: r}", "{value: 60 tonne, reason: r}", "`fair low of value` is a range, expected one number; write one number, `40 tonne`"),
    ("{evidence: knwon}", "{value: 60 tonne, reason: r}", "there is no evidence `knwon`; did you mean `known`?"),
    ("{value: 40 tonne, sources: [ferson-2105]}", "{value: 60 tonne, reason: r}", "unknown source `ferson-2105`; did you mean `ferson-2015`"),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "message"), PROBLEMS)
def test_a_fair_range_that_is_none(make_case, low, high, message):
    text = case_text(
        {"stated": "45.00 tonne"},
        FAIR.replace("LOW", low).replace("HIGH", high),
        fits="kind: possible, stated: stated, at_most: limit",
    )
    assert text.splitlines()[LINE - 1].strip().startswith("value: ")
    with pytest.raises(CaseError) as caught:
        make_case(text).verify()
    (problem,) = caught.value.problems
    assert (problem.place.line, Path(problem.place.file).name) == (LINE, "case.yaml")
    assert str(problem).split(": ", 2)[2].startswith(message)
    assert problem.remedy


@pytest.mark.parametrize(
    ("fair", "message"),
    [
        ("{low: {value: 40 tonne, reason: r}}", "`limit.fixed.value.fair`"),
        ("{low: {value: 40 tonne, reason: r}, hihg: {value: 60 tonne, reason: r}}", "`hihg`"),
        ("40 to 60 tonne", "`fair` is `40 to 60 tonne` in `limit.fixed.value`"),
    ],
)
def test_a_fair_range_of_another_shape(make_case, fair, message):
    text = FAIR.replace("{low: LOW, high: HIGH}", fair)
    with pytest.raises(CaseError) as caught:
        make_case(
            case_text({"stated": "45.00 tonne"}, text, fits="kind: possible, stated: stated, at_most: limit")
        ).verify()
    assert all(problem.place.line == LINE for problem in caught.value.problems)
    assert message in str(caught.value)


def test_a_number_that_is_set_outside_its_fair_range_is_the_analysts_own(make_case):
    """The file is as it was, and the range is not that of the new number: no problem, and nothing that leans."""
    case = leaning_case(make_case, "45.00 tonne", "at_most", JUDGED, ("40 tonne", "60 tonne"))
    assert case.with_(limit="70 tonne")["limit"].side.as_written in (None, (70, 70))
    assert case.with_({"limit.value": "70 tonne"}).verify()["fits"].reference.outcome == "holds"
