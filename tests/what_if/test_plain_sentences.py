"""A law: whatever a case asks and calls its numbers, what `what_if` says of it is short, plain, and free of names."""

from contextlib import suppress
from itertools import pairwise, permutations

import pytest
from plain_rules import faults, sentences_of

from made_up import article
from small_cases import CASES, case_text, unfiled, without_premises
from usual_numbers import usual
from weighbridge.base import WeighbridgeError
from weighbridge.graph import Relation
from weighbridge.what_if import NO_SLIP_SOUGHT, NO_TURN, joint_sentence, leaning_sentence, turn_words

MADE_UP = range(18)  # two of each kind


def rests(result, check):
    """On which judged numbers a check rests, alone, together and under options."""
    found = result[check]
    yield leaning_sentence(found.leans_on, found.reference.outcome)
    yield joint_sentence(found.joint_move)
    yield found.judgement_sentence


def solved(case):
    """What each number of the article would have to be for each formula to be a tenth more."""
    for name in case.model.nodes:
        if not isinstance(case.model.node(name, case.choices), Relation) or case[name].side.as_written is None:
            continue
        for number in case.text.claims:
            wanted = f"{1.1 * case[name].side.as_written[0]:.6g} {case[name].side.unit or 'one'}"
            try:
                yield case.solve(name, number, wanted).sentence
            except WeighbridgeError:
                continue


def ratios(case):
    """What is said of the ratios of some of the article's numbers."""
    known = [name for name, value in case.numbers.items() if value > 0][:3]
    for pair in permutations(known, 2):
        yield case.round_ratios(pair).sentence
    if len(known) == 3:
        yield case.round_ratios(*pairwise(known), digits=2).sentence


def said(case):
    """Everything that `what_if` says of a case."""
    result = case.verify()
    for check in case.model.checks:
        yield from case.headlines(check)
        yield case.slips(check).sentence
        yield from rests(result, check)
    with suppress(WeighbridgeError):
        yield case.reconcile().sentence
    yield from solved(case)
    yield from ratios(case)


def broken(case):
    """The rules that some text breaks, each with where it does."""
    names = [*case.model.nodes, *case.model.checks, *case.model.choices]
    levers = [one.input for check in case.model.checks for one in case._swings(check, turning=False)]
    keys = case.holdings.sources
    return [fault for text in filter(None, said(case)) for fault in faults(text, [*names, *levers], keys)]


@pytest.mark.parametrize("name", ["raqqa-2017", "ihs-2016", "azernews-trucks", "oil-2015"])
def test_what_a_case_of_the_project_is_told(opened, name):
    assert broken(opened(name)) == []


@pytest.mark.parametrize("name", ["ihs-2016"])
def test_the_same_where_more_is_demanded_of_its_numbers(name):
    assert broken(without_premises(name)) == []


@pytest.mark.parametrize("seed", MADE_UP)
def test_what_a_made_up_article_is_told(seed):
    """True as it is drawn, and with one number off."""
    one = article(seed)
    assert broken(one.case) == []
    assert broken(one.falsified(seed).case) == []


@pytest.mark.parametrize("seed", range(6))
def test_what_an_article_with_one_usual_number_is_told(seed):
    one = usual(seed)
    assert broken(one.case) == []
    assert broken(one.falsified(seed).case) == []


LONGEST = "the longest name that anybody would give to any such number"  # almost as long as a name may be
FAIR = "fair: {low: {value: 0.9 one, reason: r}, high: {value: 1.1 one, reason: r}}"
NAMES = dict(zip(("first", "other_one", "third", "a", "b", "y"), "ABCDEF", strict=True))
WORDY = "\n".join([
    "words:",
    *(f'  {name}: {{called: "{LONGEST[:58]} {letter}"}}' for name, letter in NAMES.items()),
    f'  way: {{called: "{LONGEST[:60]}", options: {{second: "we read all of it in quite another way"}}}}',
    "assumptions:",
    *(f"  {name}: {{of: it, reason: r, fixed: {{value: {{value: 1 one, reason: r, {FAIR}}}}}}}" for name in "ab"),
    "formulas:",
    "  x: {expression: first + other_one, unit: tonne/truck, reason: r, of: it}",
    "  y: {expression: (first + other_one) * a * b, unit: tonne/truck, reason: r, of: it}",
    "alternatives:",
    "  way:",
    "    question: Is it so?",
    "    options:",
    "      one: {reason: r}",
    "      second: {reason: r, sources: [ferson-2015], set: {a: 0.95 one}}",
])  # fmt: skip


@pytest.mark.parametrize("third", ["1234.5 tonne/truck", "1050.5 tonne/truck", "1110 tonne/truck", "99.5 tonne/truck"])
def test_names_as_long_as_they_may_be_make_no_long_sentence(third):
    claims = {"first": "1000.5 tonne/truck", "other_one": "50.5 tonne/truck", "third": third}
    text = case_text(
        claims, WORDY, fits="kind: agrees, stated: third, equals: x", bound="kind: possible, stated: third, at_most: y"
    )
    assert broken(unfiled(text)) == []


def test_what_is_said_of_any_case():
    for text in (turn_words.NOT_MOVED, NO_TURN, turn_words.SIDES_ALONE, NO_SLIP_SOUGHT):
        assert faults(text) == []


# The rules themselves.


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{'word ' * 25}more.", "long"),
        ("It rests on convoy_load.", "_"),
        ("It is 50 tonne/truck.", "per"),
        ("It is 5 %.", "percent"),
        ("It is `load`.", "code"),
        ("It is 5 tonne/m**3.", "power"),
        ("It is strained.", "term"),
        ("The other slips do not.", "term"),
        ("It rests on load.high.", "identifier"),
        ("It is in rbss-4090.", "key"),
        ("It has no end", "stop"),
    ],
)
def test_a_rule_is_broken_by_what_breaks_it(text, rule):
    assert rule in [name for name, _ in faults(text, ["load.high"], ["rbss-4090"])]


@pytest.mark.parametrize(
    "text", ["It is 50 tonnes a truck. $5 is 3%.", "It asks: “Is it?” We left it out.", "The load fits."]
)
def test_a_plain_text_breaks_none(text):
    assert faults(text, ["load", "load.high"], ["rbss-4090"]) == []


def test_a_quoted_question_ends_a_sentence():
    assert sentences_of("It asks: “Is it so?” We left one out. −5 is it.") == [
        "It asks: “Is it so?",
        "We left one out.",
        "−5 is it.",
    ]


def test_every_case_of_the_project_is_among_them():
    assert set(CASES) >= {"raqqa-2017", "ihs-2016", "azernews-trucks", "oil-2015"}
