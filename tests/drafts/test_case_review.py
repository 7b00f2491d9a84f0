"""A case that is being written: what is wrong, what is missing, what each line does, and what to do next."""

# ruff: noqa: E501

import json
import re

import pytest

from weighbridge.base import case_names
from weighbridge.drafts.case_review import check_case
from weighbridge.drafts.case_template import template
from weighbridge.drafts.gaps import GapKind

SMALL = """\
title: Small
not_known: [Who counted the trucks.]
article: {title: A, url: "https://example.org/a", language: en, published: 2017-02-03, sha256: SHA}
claims:
  trucks: {quote: {exact: 50 trucks}, value: 50 truck}
  load: {quote: {exact: 10 tonnes each}, value: 10 tonne/truck}
  metal: {quote: {exact: 500 tonnes}, value: 500 tonne}
formulas:
  whole: {expression: trucks * load, unit: tonne}
words:
  whole: {called: the whole}
checks:
  adds_up: {question: Does it add up?, kind: agrees, stated: metal, equals: whole}
""".replace("SHA", "0" * 64)

SOURCE = '[{"id": "KEY", "type": "webpage", "title": "T", "URL": "https://example.org/s", "custom": {"trust": "V"}}]'


@pytest.fixture
def reviewed(tmp_path, monkeypatch):
    """A case looked through, by its text."""
    monkeypatch.chdir(tmp_path)

    def reviewed(text, sources=""):
        folder = tmp_path / "a-case"
        (folder / "evidence").mkdir(parents=True, exist_ok=True)
        (folder / "case.yaml").write_text(text, encoding="utf-8")
        if sources:
            (folder / "evidence" / "sources.json").write_text(sources, encoding="utf-8")
        return check_case("a-case")

    return reviewed


def test_nothing_is_missing_in_a_whole_case(reviewed):
    found = reviewed(SMALL)
    assert (found.verifies, found.gaps) == (True, ())
    assert found.next_steps == ("Weigh it: weighbridge verify a-case",)
    assert "nothing that we look for" in str(found)


EVIDENCE = "evidence:\n  limit: {value: 60 tonne, source: KEY, date: 2017}\nclaims:"
ASSUMED = "assumptions:\n  most: {of: it, fixed: {value: {value: 60 tonne, reason: r}}}\nclaims:"
# What is changed in the small case, and what is then missing: its kind, its line and its name.
MISSING = [
    ("title: Small", "title: Small  # decide: a better title", GapKind.DECISION, 1, "a better title"),
    ("claims:", "claims:\n  #DECIDE:  which?", GapKind.DECISION, 5, "which?"),
    ("not_known: [Who counted the trucks.]\n", "", GapKind.NOT_KNOWN, None, ""),
    ('"https://example.org/a"', "not known yet", GapKind.ADDRESS, 3, ""),
    (", published: 2017-02-03", "", GapKind.DATE, 3, ""),
    (f", sha256: {'0' * 64}", "", GapKind.DIGEST, 3, ""),
    ("formulas:", "  more: {quote: {exact: 5 people}, value: 5 person}\nformulas:", GapKind.UNCHECKED, 8, "more"),
    ("words:", "  half: {expression: load / load, unit: one}\nwords:", GapKind.FORMULA, 10, "half"),
    ("claims:", EVIDENCE, GapKind.EVIDENCE, 5, "limit"),
    ("claims:", ASSUMED, GapKind.ASSUMPTION, 5, "most"),
    ("words:\n  whole: {called: the whole}\n", "", GapKind.WORDS, 9, "whole"),
    ("equals: whole", "equals: whole, premise: p", GapKind.PLACEHOLDER, 12, ""),
]


@pytest.mark.parametrize(("old", "new", "kind", "line", "name"), MISSING)
def test_what_is_missing_is_named_with_its_line(reviewed, old, new, kind, line, name):
    found = reviewed(SMALL.replace(old, new, 1), SOURCE if kind == GapKind.EVIDENCE else "")
    assert [(one.kind, one.line, one.name) for one in found.gaps] == [(kind, line, name)]
    assert len(found.next_steps) == 2
    assert re.search(rf"(?m)^{'' if line is None else line:>6}  \S.*$", str(found).partition("What is missing")[2])


def test_a_source_that_nothing_rests_on_is_named(reviewed):
    assert [(one.kind, one.name) for one in reviewed(SMALL, SOURCE).gaps] == [(GapKind.SOURCE, "KEY")]


def test_evidence_counts_as_used_wherever_the_case_names_it(reviewed):
    for used in (
        "assumptions:\n  most: {of: it, uniform: {low: {value: 1 tonne, reason: r}, high: {evidence: limit}}}\nchecks:\n"
        "  own: {question: Is it?, kind: possible, stated: metal, at_most: most}",
        "alternatives:\n  which:\n    question: Which?\n    options: {one: {reason: r}, two: {reason: r, set: {whole: limit}}}\n"
        "checks:",
    ):
        found = reviewed(SMALL.replace("claims:", EVIDENCE, 1).replace("checks:", used, 1), SOURCE)
        assert found.verifies, found.problems
        assert [one for one in found.gaps if one.kind == GapKind.EVIDENCE] == []


def test_every_problem_is_named_at_once_and_nothing_else_is_said(reviewed):
    found = reviewed(SMALL.replace("50 truck}", "50 trukc}").replace("500 tonne}", "500 ton}"))
    assert not found.verifies
    assert [problem.place.line for problem in found.problems] == [5, 7]
    assert "did you mean `truck`?" in str(found)
    assert (found.gaps, found.lines) == ((), ())
    assert found.next_steps == ("Mend the 2 lines above, and run this again.",)


def test_what_each_part_does_stands_with_its_line(reviewed):
    lines = {one.name: one for one in reviewed(SMALL).lines}
    assert [(one.section, one.line) for one in lines.values()] == [
        ("claims", 5), ("claims", 6), ("claims", 7), ("words", 11), ("checks", 13),
    ]  # fmt: skip
    assert lines["trucks"].does == "the text says “50 trucks”: 50 trucks"
    assert lines["adds_up"].does == "asks: Does it add up?"


@pytest.mark.parametrize("name", case_names())
def test_each_case_of_the_project_can_be_looked_through(name):
    found = check_case(name)
    assert found.verifies
    assert [one for one in found.gaps if one.kind in (GapKind.DECISION, GapKind.PLACEHOLDER, GapKind.UNCHECKED)] == []
    assert len(found.lines) > 3


def test_it_is_json_too(reviewed):
    said = json.loads(reviewed(SMALL.replace("title: Small", "title: Small  # decide: it", 1)).to_json())
    assert (said["verifies"], said["problems"]) == (True, [])
    assert said["missing"] == [{"kind": "decision", "line": 1, "name": "it", "says": "waits for you: it"}]
    broken = json.loads(reviewed(SMALL.replace("50 truck}", "50 trukc}")).to_json())
    assert (broken["verifies"], broken["problems"][0]["line"]) == (False, 5)


def test_the_smallest_case_verifies_and_says_what_it_waits_for(reviewed):
    found = reviewed(template('a: "hostile" name\n# x'))
    assert found.verifies
    assert {one.kind for one in found.gaps} == {GapKind.DECISION, GapKind.DIGEST, GapKind.WORDS}
