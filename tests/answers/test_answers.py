"""Answers of whole cases: what each kind of check says, and laws over made-up articles and the cases of the project."""

import re

import pytest

from made_up import article
from small_cases import CASES, case_text, sections, unfiled
from usual_numbers import usual
from weighbridge.answers import Badge
from weighbridge.answers.conditions import turns
from weighbridge.answers.results import ANSWER_WORDS
from weighbridge.answers.voice import _elsewhere
from weighbridge.checks import STANDS, Outcome
from weighbridge.text.brevity import MOST_WORDS, word_count
from weighbridge.verdict import Range, Reached
from weighbridge.what_if import PREDICATES, PREDICATES_OF_SEVERAL

TWO = {"total": "180 tonne", "load": "18 tonne/truck", "trucks": "10 truck"}
MADE_UP = 120  # articles; tests/project/test_plain_words.py reads more of them


def weighed(claims, more="", /, **checks):
    """The result of a small case."""
    return unfiled(case_text(claims, more, **checks)).verify()


def agreeing(total):
    """Trucks, their load, and a total that may not be their product."""
    given = sections(formulas={"given": "trucks * load in tonne"})
    return weighed({**TWO, "total": total}, given, sum="kind: agrees, stated: total, equals: given")


def sentences(text):
    """The sentences of a text; a full stop within a number or a quotation ends none."""
    return re.split(r"(?<=[.?!])\s+(?=[A-Z0-9“$€£−])", text)


@pytest.mark.parametrize(
    ("total", "badge", "answer"),
    [
        (
            "180 tonne",
            Badge.FITS,
            "180 tonnes fits the article's other numbers. The article says 180 tonnes, and its other numbers give the "
            "same. No fair way to read the article changes this.",
        ),
        (
            "540 tonne",
            Badge.DOES_NOT_FIT,
            "540 tonnes does not fit the article's other numbers: 2.9 to 3.1 times too high. The article says 540 "
            "tonnes, 3 times its other numbers give: 180 tonnes (175 to 185, allowing for the wording). No fair way to "
            "read the article changes this.",
        ),
    ],
)
def test_numbers_of_the_article_are_held_against_each_other(total, badge, answer):
    result = agreeing(total)
    assert (result["sum"].answer.badge, result["sum"].answer.text) == (badge, answer)
    assert result.arithmetic == ["10 trucks × 18 tonnes a truck = 180 tonnes"]


def test_what_only_rounding_saves_says_so():
    given = sections(formulas={"given": "monthly in barrel/year"})
    claims = {"monthly": "300000 barrel/month", "annually": "3.5 million barrel/year"}
    result = weighed(claims, given, sum="kind: agrees, stated: annually, equals: given")
    assert result["sum"].answer.headline == "3.5 million barrels a year fits, allowing for rounding."
    assert result.answer.headline.startswith("The two numbers can be true together, allowing for rounding")
    assert result["sum"].figures.size.text == "3% less"


@pytest.mark.parametrize(
    ("trucks", "headline"),
    [
        ("60 truck", "The two numbers can be true together, which does not make them true."),
        ("10 truck", "The two numbers do not fit: 100 tonnes a truck is 4.7 to 5.3 times too high."),
    ],
)
def test_the_article_is_as_possible_as_its_numbers(trucks, headline):
    more = sections(
        formulas={"load": "mass / trucks in tonne/truck"},
        assumptions={"most": "uniform: {low: 15 tonne/truck, high: 20 tonne/truck}"},
    )
    result = weighed({"mass": "1000 tonne", "trucks": trucks}, more, can="kind: possible, stated: load, at_most: most")
    assert result.answer.headline == headline
    assert result["can"].figures.size.kind == "ratio"


def test_a_number_that_nothing_touches_is_named():
    result = weighed({**TWO, "other": "7 person"}, "", itself="kind: agrees, stated: total, equals: total")
    assert result.untouched == ["x"] * 3  # every quotation of a small case is “x”
    claim = next(one for one in result.claims if one.name == "other")
    assert claim.answer.text == "No comparison touches this number."
    assert claim.answer.badge == Badge.CANT_SAY


def test_a_question_of_our_own_says_that_it_counts_for_nothing(ihs_result):
    own = "This is our own question and counts towards no verdict."
    assert [own in check.answer.sentences for check in ihs_result.checks] == [False, True, True]
    oil = next(claim for claim in ihs_result.claims if claim.name == "oil_before")
    assert oil.answer.headline.startswith("Only our own questions touch this number")


@pytest.mark.parametrize("case", sorted(CASES))
def test_a_badge_is_that_of_the_outcome(verified, case):
    result = verified(case)
    words_of = {
        Outcome.HOLDS: Badge.FITS,
        Outcome.THROUGH_ROUNDING: Badge.ROUNDING,
        Outcome.STRAINED: Badge.UNLIKELY,
        Outcome.FAILS: Badge.DOES_NOT_FIT,
        Outcome.CANNOT_TELL: Badge.CANT_SAY,
        "depends": Badge.DEPENDS,
    }
    assert [check.answer.badge for check in result.checks] == [words_of[check.overall] for check in result.checks]
    assert result.answer.badge == words_of[result.verdict.overall]
    assert [claim.answer.badge for claim in result.claims] == [words_of[c.verdict.overall] for c in result.claims]


@pytest.mark.parametrize("case", sorted(CASES))
def test_the_figures_are_those_of_the_finding(verified, case):
    for check in verified(case).checks:
        figures, found, scale = check.figures, check.reference, check.check.scale or 1.0
        assert (figures.stated.low, figures.stated.high) == found.stated.bounds
        if check.kind == "typical":
            assert figures.computed.value == found.computed.mean.value
        else:
            in_its_unit = [end * scale for end in found.computed.bounds]
            assert [figures.computed.low, figures.computed.high] == pytest.approx(in_its_unit, rel=1e-9)
        size = figures.size
        if size and size.kind == "ratio" and size.value and check.kind in ("typical", "agrees"):
            middle = found.computed.mean.value if found.computed.mean else found.computed.as_written[0]
            assert size.value == pytest.approx(found.stated.as_written[0] / (middle * scale))


def said(result):
    """All that a result says in short, each text with whether it is an answer."""
    answers = [result.answer, *(check.answer for check in result.checks), *(claim.answer for claim in result.claims)]
    others = [*result.changes_it, *result.limits, *(check.figures.chance for check in result.checks)]
    return [(one.text, True) for one in answers] + [(text, False) for text in others]


def faults(result, names):
    """What breaks the rules of plain words in a result."""
    for text, is_answer in said(result):
        if is_answer and word_count(text) > ANSWER_WORDS:
            yield f"{word_count(text)} words: {text}"
        for one in sentences(text):
            if word_count(one) > MOST_WORDS:
                yield f"{word_count(one)} words: {one}"
            if re.search(r"\w/\w| %|\b(?:hedge|strained|holds|flip|lean)", one):
                yield one
            if "_" in one or names & set(re.findall(r"\w+", one)):
                yield f"an identifier: {one}"


@pytest.mark.parametrize("case", sorted(CASES))
def test_the_cases_of_the_project_answer_in_plain_words(opened, verified, case):
    named = {name for name in opened(case).model.nodes if "_" in name}
    assert list(faults(verified(case), named)) == []


@pytest.mark.parametrize("seed", range(0, MADE_UP, 4))
def test_made_up_articles_answer_in_plain_words(seed):
    for one in (
        article(seed),
        article(seed + 1).falsified(seed + 1),
        usual(seed + 2),
        usual(seed + 3).falsified(seed + 3),
    ):
        case = one.case
        assert list(faults(case.verify(), {name for name in case.model.nodes if "_" in name})) == []


def test_names_however_long_leave_sentences_short():
    """Without a short name a thing is called by its own, and a sentence that would be too long says less."""
    asked = "a_very_long_name_of_an_assumption_that_nobody_would_want_to_read_in_a_sentence_of_any_kind_at_all"
    law = "uniform: {low: 10 tonne/truck, high: 12 tonne/truck}"
    more = sections(formulas={"load": "mass / trucks in tonne/truck"}, assumptions={asked: law})
    claims = {"mass": "1234.5678 tonne", "trucks": "17 truck"}
    result = weighed(claims, more, usual=f"kind: typical, stated: load, at_most: {asked}")
    assert list(faults(result, set())) == []
    assert result.answer.badge == Badge.DOES_NOT_FIT


def test_where_no_option_can_be_named_the_headline_says_which_way_the_others_go(raqqa):
    """The options that turn it are too many for a sentence; ``not in every fair way`` would say nothing of a misfit."""
    changed = raqqa.with_(mass="3150 tonne")
    said = changed.material.voice.check(changed.weigher.check("usual_load")).headline
    assert said == "63 tonnes a truck does not fit as we read the article, but fits in another fair way to read it."


@pytest.mark.parametrize(
    ("read", "best", "is_one", "said"),
    [
        (Outcome.HOLDS, Outcome.HOLDS, True, "fits, but not in every fair way to read it"),
        (Outcome.FAILS, Outcome.HOLDS, True, "does not fit, but fits in another fair way to read it"),
        (
            Outcome.FAILS,
            Outcome.THROUGH_ROUNDING,
            False,
            "do not fit, but fit, allowing for rounding, in another fair way to read it",
        ),
        (Outcome.CANNOT_TELL, Outcome.HOLDS, True, "can't be judged; other fair ways to read it disagree"),
    ],
)
def test_what_other_ways_to_read_it_do_is_said_of_each_outcome(read, best, is_one, said):
    predicates = PREDICATES if is_one else PREDICATES_OF_SEVERAL
    found = Range(read, Reached(best), Reached(Outcome.FAILS))
    assert _elsewhere(predicates[read], found, is_one) == said


@pytest.mark.parametrize("case", sorted(CASES))
def test_what_is_said_to_change_the_answer_does(opened, verified, case):
    """Each option that is named gives another outcome than the case as written, all else as it is."""
    model = opened(case).model
    for check in verified(case).checks:
        written = check.combinations[0]
        for one in check.combinations[1:]:
            changed = [name for name, option in one.choices.items() if option != written.choices[name]]
            if len(changed) != 1 or check.premise:
                continue
            clause = f"if {model.names.option(changed[0], one.choices[changed[0]])}."
            named = any(text.endswith(clause) for text in verified(case).changes_it)
            stands = (one.outcome in STANDS) != (written.outcome in STANDS) and one.outcome != Outcome.CANNOT_TELL
            assert named or not stands


OPTION = """\
  {name}:
    question: Which?
    options: {{{usual}: {{reason: r}}, {other}: {{reason: r, sources: [ferson-2015], set: {{{end}: {value}}}}}}}
"""


def alternatives(x, y):
    """Two choices, each with an option that moves the upper end of one of ``JUDGED``."""
    length = OPTION.format(name="length", usual="short", other="long", end="x.high", value=x)
    return (
        f"\nalternatives:\n{length}{OPTION.format(name='width', usual='narrow', other='wide', end='y.high', value=y)}"
    )


JUDGED = {"x": "uniform: {low: 5 tonne, high: 10 tonne}", "y": "uniform: {low: 1 one, high: 2 one}"}


@pytest.mark.parametrize(
    ("claims", "assumptions", "check", "said"),
    [
        # Ends are rounded outwards, and stay on their side of the stated number.
        (
            "1003 tonne",
            "uniform: {low: 10 tonne, high: 1000.4 tonne}",
            "possible, stated: a, at_most: x",
            "at most 1,001 tonnes",
        ),
        (
            "12 tonne",
            "uniform: {low: 99.96 tonne, high: 200 tonne}",
            "possible, stated: a, at_least: x",
            "at least 99.9 tonnes",
        ),
        # A single value is no limit.
        ("200 tonne", "fixed: {value: 100 tonne}", "possible, stated: a, at_most: x", "It is 100 tonnes."),
        # Both sides in the unit of the stated one.
        (
            "500 kg",
            "uniform: {low: 0.1 tonne, high: 0.2 tonne}",
            "possible, stated: a, at_most: x",
            "at most 200 kilograms",
        ),
        (
            "0 percent",
            "uniform: {low: 0.05 one, high: 0.2 one}",
            "possible, stated: a, equals: x",
            "percentage points too low",
        ),
        # What rests on our estimates alone is not what is possible, nor evidence.
        (
            "50 tonne",
            "uniform: {low: 20 tonne, high: 100 tonne}",
            "possible, stated: a, at_most: x",
            "than the most that we assume",
        ),
        # Two figures that differ never read alike.
        (
            "100 tonne",
            "normal: {mean: 99.6 tonne, standard_uncertainty: 2 tonne}",
            "typical, stated: a, at_most: x",
            "99.6 tonnes (96 to 104)",
        ),
        # What is improbable is not too high.
        ("98 tonne", "uniform: {low: 20 tonne, high: 100 tonne}", "typical, stated: a, at_most: x", "about 1 in 40"),
        # It changes above and below alike, so near that it is not known on which side.
        (
            "100.4 tonne",
            "uniform: {low: 20 tonne, high: 100 tonne}",
            "typical, stated: a, equals: x",
            "close to that the answer changes",
        ),
    ],
)
def test_no_word_goes_further_than_its_figures(claims, assumptions, check, said):
    result = weighed({"a": claims}, sections(assumptions={"x": assumptions}), s=f"kind: {check}")
    told = " ".join([result["s"].answer.text, result.answer.text, *result.changes_it])
    assert said in told
    unlikely = result["s"].answer.badge == Badge.UNLIKELY
    assert not unlikely or "too high" not in told


@pytest.mark.parametrize(
    ("stated", "computed", "said"),
    [
        ("10 to 20 tonne", "5 to 12 tonne", "partly within the range"),
        ("6 to 8 tonne", "5 to 12 tonne", "within the range"),
        ("30 to 40 tonne", "5 to 12 tonne", "2.5 to 8.0 times as much"),
        ("10.00 to 10.01 tonne", "-2.001 to -2 tonne", "12 tonnes more"),
        ("40 percent", "0.3 one", "10 percentage points more"),
    ],
)
def test_a_size_says_how_two_rooms_lie(stated, computed, said):
    more = sections(formulas={"other": f"b * 1 in {computed.split()[-1]}"})
    result = weighed({"a": stated, "b": computed}, more, s="kind: agrees, stated: a, equals: other")
    assert result["s"].figures.size.text == said


@pytest.mark.parametrize(
    ("stated", "x", "y", "said"),
    [
        ("70 tonne", "20 tonne", "4 one", "70 tonnes fits if we take “long” and we take “wide”."),
        ("30 tonne", "25 tonne", "3 one", "30 tonnes fits if we take “long”."),
    ],
)
def test_options_that_change_an_answer_only_together_are_named(stated, x, y, said):
    more = sections(formulas={"most": "x * y in tonne"}, assumptions=JUDGED) + alternatives(x, y)
    result = weighed({"a": stated}, more, s="kind: possible, stated: a, at_most: most")
    assert said in result.changes_it


def test_why_nothing_can_be_said_is_the_reason_of_the_check():
    result = weighed({"a": "43 percent", "b": "7000 person"}, s="kind: agrees, stated: a, counted_in: b")
    assert "could come from so many" in result.answer.headline
    assert "three times" not in result.answer.headline


def test_a_fall_below_zero_that_is_too_large_is_not_called_too_low():
    claims = {"fall": "fell by 25 percent", "before": "4210 truck", "after": "3480 truck"}
    given = sections(formulas={"change": "(after - before) / before in percent"})
    answer = weighed(claims, given, sum="kind: agrees, stated: fall, equals: change").answer
    assert "is a fall too large by 7.2 to 8.2 percentage points" in answer.headline
    assert not re.search(r"\b(low|high|less|more)\b", answer.text)


def test_of_whole_things_the_answer_names_the_two_numbers_nearest_and_says_nothing_twice():
    claims = {"share": "34 percent", "people": "27 person"}
    result = weighed(claims, whole="kind: agrees, stated: share, counted_in: people")
    assert "gives 33.33% or 37.04%, nothing between" in result.answer.text
    assert result["whole"].figures.computed.text == "33.33% or 37.04%, of 27 people"
    said = [*result.answer.sentences]
    assert len(set(said)) == len(said)


def test_a_question_of_our_own_says_so_in_its_row(verified):
    own = [one for one in verified("ihs-2016").checks if one.premise]
    assert own
    assert all(one.figures.question.endswith("(Our own question; it is not counted.)") for one in own)


CAPACITY = {"x": "lognormal: {median: 20 tonne, geometric_standard_deviation: 1.5 one}"}


def test_what_turns_one_comparison_is_not_said_to_turn_another():
    both = {"low": "kind: typical, stated: a, at_least: x", "usual": "kind: typical, stated: a, equals: x"}
    result = weighed({"a": "8 tonne"}, sections(assumptions=CAPACITY), **both)
    assert [one.answer.badge for one in result.checks] == [Badge.DEPENDS, Badge.UNLIKELY]
    assert result.answer.badge == Badge.UNLIKELY
    assert not [said for said in [*result.answer.sentences, *result.changes_it] if "fits" in said]


def test_an_answer_rests_on_no_estimate_of_a_number_that_does_not_decide_it():
    claims, more = {"a": "98 tonne", "b": "500 tonne"}, "uniform: {low: 20 tonne, high: 100 tonne}"
    checks = {name: f"kind: typical, stated: {name}, at_most: x" for name in claims}
    result = weighed(claims, sections(assumptions={"x": more}), **{f"of_{name}": one for name, one in checks.items()})
    assert result.answer.badge == Badge.DOES_NOT_FIT
    assert "rests on" not in result.answer.text
    assert "rests on" in " ".join(result.changes_it)


def test_where_the_numbers_come_from_is_counted(opened, verified):
    """Counted anew: keys of sources below the checks, and what was judged without one."""
    case = opened("raqqa-2017")
    sides = {side for check in case.model.checks.values() for side in check.sides}
    nodes = [case.model.node(leaf, case.choices) for side in sides for leaf in case.model.leaves(side, case.choices)]
    keys = {key for node in nodes for figure in node.figures if node.kind != "claim" for key in figure.sources}
    assert f"figures from {len(keys)} sources and " in verified("raqqa-2017").origin
    assert verified("ihs-2016").origin == "All numbers are the article's own."


@pytest.mark.parametrize(
    ("formula", "said"),
    [("monthly in barrel/year", "its other number gives"), ("monthly + more in barrel/year", "its other numbers give")],
)
def test_one_other_number_is_one(formula, said):
    claims = {"monthly": "300000 barrel/month", "more": "1 barrel/month", "annually": "9 million barrel/year"}
    given = sections(formulas={"given": formula})
    result = weighed(claims, given, sum="kind: agrees, stated: annually, equals: given")
    assert said in result["sum"].answer.text


FIGURE = """\
evidence:
  area: {what: the area of the strip, value: 365 km**2, source: ferson-2015, date: 2023}
  later: {value: 9 tonne, source: ferson-2015, date: 2024}
"""


@pytest.mark.parametrize(
    ("equals", "headline", "said"),
    [
        # Of the article alone, of it and of ours, of ours alone: by the name that the case gives it, or as evidence.
        ("parts", "the article's other number:", "3 times its other number gives: 10 tonnes"),
        ("spread", "the article's other number and the evidence:", "its other number and the evidence give:"),
        ("both", "the article's other numbers and the evidence:", "its other numbers and the evidence give:"),
        ("later", "the evidence:", "3.3 times the evidence gives: 9 tonnes"),
        ("named", "what was found later:", "3.3 times what was found later: 9 tonnes"),
    ],
)
def test_a_figure_of_ours_is_not_said_to_be_the_articles(equals, headline, said):
    claims = {"all": "30 tonne", "part": "5 tonne", "other": "1 tonne"}
    spread = "part * area / 1 km**2 / 365"
    formulas = {"parts": "part * 2", "spread": spread, "both": f"{spread} + other", "named": "later"}
    formulas = {name: f"{expression} in tonne" for name, expression in formulas.items()}
    more = f"{FIGURE}\nwords: {{named: {{called: what was found later}}}}\n{sections(formulas)}"
    answer = weighed(claims, more, sum=f"kind: agrees, stated: all, equals: {equals}")["sum"].answer
    assert f"does not fit {headline}" in answer.headline
    assert said in answer.text


RANGE = "uniform: {low: 10 tonne/truck, high: 90 tonne/truck}"


def test_a_number_within_a_range_is_told_with_the_range_where_nothing_else_is_asked():
    """An answer without a figure says nothing: of the numbers alone that are possible, what they imply is told."""
    between = sections({"each": "mass / trucks in tonne/truck"}, {"x": RANGE})
    claims = {"trucks": "50 truck", "mass": "2510 tonne"}
    answer = weighed(claims, between, can="kind: possible, stated: each, equals: x").answer
    assert "2,510 tonnes for 50 trucks is 50.2 tonnes a truck, within the range of what we assume." in answer.text


def test_a_number_of_the_article_has_all_its_digits_in_the_arithmetic():
    claims = {"gold": "8 tonne", "ounce": "1329.30 USD/troy_ounce"}
    given = sections({"worth": "gold * ounce in USD"})
    result = weighed(claims, given, sum="kind: agrees, stated: worth, equals: worth")
    assert result.arithmetic == ["8 tonnes × $1,329.30 a troy ounce = $342 million"]


def test_what_is_compared_with_a_mean_is_told_in_a_digit_beside_it(raqqa_result):
    size = raqqa_result["usual_load"].figures.size
    mean = raqqa_result["usual_load"].reference.computed.mean.value
    assert (size.is_rough, size.text) == (True, "about 40% more")
    assert size.value == pytest.approx(50 / mean)
    assert f"({mean:.0f})" in raqqa_result.answer.text


@pytest.mark.parametrize(
    ("relation", "why"),
    [("at_most", "three times as much would fit as well"), ("at_least", "a third of it would fit as well")],
)
def test_a_bound_that_is_too_wide_says_what_would_fit_as_well(relation, why):
    wide = sections(assumptions={"x": "uniform: {low: 1 tonne, high: 1000 tonne}"})
    answer = weighed({"a": "30 tonne"}, wide, can=f"kind: possible, stated: a, {relation}: x")["can"].answer
    assert answer.headline == f"We can't say whether 30 tonnes is right: {why}."


@pytest.mark.parametrize("case", sorted(CASES))
def test_the_worst_that_an_option_does_is_told_first_and_silence_last(verified, case):
    order = [Outcome.FAILS, Outcome.STRAINED, Outcome.THROUGH_ROUNDING, Outcome.HOLDS, Outcome.CANNOT_TELL]
    for check in verified(case).checks:
        places = [order.index(turn.outcome) for turn in turns(check.check)]
        assert places == sorted(places)


def test_what_would_settle_most_stands_in_a_line_beside_the_answer(raqqa_result):
    assert (
        raqqa_result.settles_most == "For 50 tonnes a truck, which convoys count; for $300 a tonne, the mix of metals."
    )


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_would_settle_most_is_what_the_longer_text_says_first(name, verified):
    result = verified(name)
    most = result.settles_most
    assert bool(most) <= bool(result.settles)
    assert all(word_count(one) <= MOST_WORDS for one in most.split(". "))
    said = " ".join(result.settles).lower()
    assert all(one.partition(", ")[2].rstrip(".").lower() in said for one in re.split(r"; |(?<=\.) ", most))


def test_how_strongly_it_speaks_is_said_over_all_ways_to_read_it_too(raqqa_result):
    """One ratio by itself would say more than the ways to read the article bear out."""
    over = [one for one in raqqa_result.strength if one.startswith("That is as we read the article; other ways")]
    assert len(over) == 2
    assert "between a 30th and 2.1 times as likely" in over[0]


def test_a_comparison_that_cannot_judge_a_number_is_one_of_several(raqqa_result):
    """Where another comparison judges the same number under that option, no silence is told beside it."""
    changes = raqqa_result.changes_it
    assert "$300 a tonne is unlikely if the metal is sold at a yard and its copper is cable." in changes
    assert not any("can't be judged" in one for one in changes)
    assert not any("can't judge $300 a tonne" in one for one in changes)
    assert "One comparison can't judge 50 tonnes a truck if only counted averages count." in changes


def test_the_room_of_money_is_written_to_the_cent(verified):
    """No zero stands for cents that are known: 11.5 billion for 281 million notes is $40.93 each, not $40.90."""
    assert verified("iraq-cash").figures[2].stated.text == "$42.70 a bank note ($40.93 to $42.84)"
