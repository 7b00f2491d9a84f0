"""A name that would mean two things is refused at its second place, with what it is already and what to do."""

import pytest

from small_cases import HEAD, unfiled
from weighbridge import CaseError

BEGIN = (
    HEAD
    + """claims:
  load: {quote: {exact: x}, value: 5 tonne}
  other: {quote: {exact: y}, value: 5 tonne}
assumptions:
  usual: {of: it, reason: r, uniform: {low: 4 tonne, high: 6 tonne}}
checks:
"""
)
CHECK = "  fits: {question: q, kind: agrees, stated: load, equals: other}\n"
TWO = "{question: q, options: {a: {reason: r}, b: {reason: r, set: {usual.low: 3 tonne}}}}"

# what is called so twice, the case, the name, what it is already
DOUBLES = [
    ("a check as a claim", BEGIN + CHECK.replace("fits", "load"), "load", "claims"),
    ("a check as an assumption", BEGIN + CHECK.replace("fits", "usual"), "usual", "assumptions"),
    ("a choice as a claim", BEGIN + CHECK + f"alternatives:\n  load: {TWO}\n", "load", "claims"),
    ("a choice as an assumption", BEGIN + CHECK + f"alternatives:\n  usual: {TWO}\n", "usual", "assumptions"),
    ("a choice as a check", BEGIN + CHECK + f"alternatives:\n  fits: {TWO}\n", "fits", "checks"),
    (
        "an event as a claim",
        BEGIN + CHECK + "events:\n  load: {question: q, candidates: {a: {date: 2017-02-02, reason: r, "
        "preferred: true}, b: {date: 2017-02-09, reason: r}}}\n",
        "load",
        "claims",
    ),
    (
        "an action as a check",
        BEGIN + CHECK + "losses:\n  fits: {reason: r, otherwise: 1}\n  wait: {reason: r, otherwise: 2}\n",
        "fits",
        "checks",
    ),
    ("a unit as a check", BEGIN + CHECK + "units:\n  fits: {counted: a fit, reason: r}\n", "fits", "units"),
    (
        "a correlation as a check",
        BEGIN.replace("checks:", "  more: {of: it, reason: r, uniform: {low: 4 tonne, high: 6 tonne}}\n"
        "  rank: {of: it, reason: r, fixed: {value: 0 one}}\nchecks:") + CHECK
        + "correlations:\n  fits: {between: [usual, more], rank: rank}\n",
        "fits",
        "checks",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "already"), [row[1:] for row in DOUBLES], ids=[row[0] for row in DOUBLES])
def test_a_name_that_means_two_things_is_refused(text, name, already):
    with pytest.raises(CaseError) as refused:
        unfiled(text).model  # noqa: B018 (read when first asked for)
    problems = [one for one in refused.value.problems if f"`{name}`: it is already one of the {already}" in one.message]
    assert len(problems) == 1
    assert problems[0].remedy.startswith("choose another name")
    assert problems[0].place.line is not None
    assert name in text.splitlines()[problems[0].place.line - 1]


def test_a_check_called_like_a_choice_that_every_case_has_is_refused():
    text = BEGIN + "  shape: {question: q, kind: typical, stated: load, at_most: usual}\n"
    with pytest.raises(CaseError, match="`shape`: it is already a choice that cases have; choose another name"):
        unfiled(text).model  # noqa: B018


def test_a_part_called_like_a_parameter_of_a_mix_is_refused():
    mix = "  mix: {of: it, reason: r, composition: {parts: {iron: {}, concentration: {}}}}\nchecks:"
    with pytest.raises(CaseError, match="`mix`: a part is called `concentration`, as a parameter of a mix is"):
        unfiled(BEGIN.replace("checks:", mix) + CHECK).model  # noqa: B018


def test_a_claim_and_its_reading_and_an_event_and_its_day_are_one_by_design(raqqa):
    """One explanation tells both."""
    text = raqqa.explain("mass")
    assert text.startswith("`mass`: the mass of metal, 2,500 tonnes")
    assert "\nHow `mass` is read\n" in text
    assert "`short`: “short” is meant; not counted: the Arabic text has the metric tonne" in text
    day = raqqa.explain("departure")
    assert "The candidates" in day
    assert "Which answers change with it" in day


def test_what_is_unique_is_read():
    assert unfiled(BEGIN + CHECK).model.checks.keys() == {"fits"}
