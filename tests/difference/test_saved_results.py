"""Two results that were saved as JSON: of this version, of older ones, damaged, or no results at all."""

# ruff: noqa: E501 (a row of a table stands on one line)

import copy
import json
import time

import pytest
from click.testing import CliRunner

from weighbridge.base import CaseError
from weighbridge.cli import main
from weighbridge.difference import compare
from weighbridge.difference.saved_results import compare_results
from weighbridge.difference.snapshot import of_json, of_result


@pytest.fixture(scope="module")
def results(raqqa):
    """The JSON of the first case, as it is and with two numbers changed."""
    changed = raqqa.with_({"convoy_mean_load.high": "62 tonne/truck"}).with_(trucks="20 truck")
    return [json.loads(case.verify().model_dump_json()) for case in (raqqa, changed)]


def test_a_saved_result_is_compared_as_one_that_was_just_made(raqqa, results):
    read, made = of_json(results[0], "a.json"), of_result(raqqa.verify())
    assert (read.checks, read.claims, read.quantities, read.options) == (
        made.checks,
        made.claims,
        made.quantities,
        made.options,
    )
    assert (read.verdict, read.headline, read.record) == (made.verdict, made.headline, made.record)


def test_what_moved_and_turned_is_that_of_the_cases(raqqa, results):
    found = compare_results(*results, ("a.json", "b.json"))
    cases = compare(raqqa, raqqa.with_({"convoy_mean_load.high": "62 tonne/truck"}).with_(trucks="20 truck"))
    assert [(one.of, one.measure, one.before, one.after) for one in found.moved] == [
        (one.of, one.measure, one.before, one.after) for one in cases.moved
    ]
    assert [(one.subject, one.name, one.before, one.after) for one in found.turned] == [
        (one.subject, one.name, one.before, one.after) for one in cases.turned
    ]


def test_its_inputs_are_those_of_its_provenance(results):
    found = compare_results(*results, ("a.json", "b.json"))
    values = {one.name: (one.before, one.after) for one in found.inputs}
    assert values["trucks"] == ("50 truck", "20 truck")
    assert values["convoy_mean_load.high"] == ("60 tonne/truck", "62 tonne/truck")


def test_what_turned_an_outcome_cannot_be_tried_and_that_is_said(results):
    found = compare_results(*results, ("a.json", "b.json"))
    assert all(one.causes is None for one in found.turned)
    assert "cannot be tried with saved results" in " ".join(found.sentences)


def test_a_result_and_itself_differ_in_nothing(results):
    assert compare_results(results[0], copy.deepcopy(results[0]), ("a", "b")).is_same


def test_what_moved_without_a_changed_input_comes_from_elsewhere(results):
    other = copy.deepcopy(results[0])
    other["run"]["libraries"]["numpy"] = "1.0"
    mean = other["quantities"]["mix_price"]["mean"]
    mean["value"] *= 2
    found = compare_results(results[0], other, ("a", "b"))
    assert "No input has another value" in " ".join(found.sentences)
    assert any("other libraries" in note for note in found.notes)


def without(*keys):
    """A function that takes these keys from a result, each a path with points."""

    def take(content):
        for key in keys:
            holder, *rest = [content], *key.split(".")
            for part in rest[:-1]:
                holder = [
                    inner for one in holder for inner in (one[part] if isinstance(one[part], list) else [one[part]])
                ]
            for one in holder:
                one.pop(rest[-1], None)
        return content

    return take


# What an older version did not write: it is compared as far as it goes.
OLDER = {
    "what made it": (without("run"), "saved by an older version"),
    "the answer": (without("answer", "checks.answer"), ""),
    "figures": (without("figures", "checks.figures"), ""),
    "how strong the evidence is": (without("strength", "checks.likelihoods", "checks.settling"), ""),
    "quantities": (without("quantities"), ""),
    "provenance": (without("provenance"), ""),
    "the outcome without words": (without("checks.overall", "verdict.overall", "claims.verdict.overall"), ""),
}


@pytest.mark.parametrize("what", OLDER)
def test_an_older_result_is_compared_as_far_as_it_goes(results, what):
    take, note = OLDER[what]
    found = compare_results(take(copy.deepcopy(results[0])), results[1], ("old.json", "new.json"))
    assert found.turned
    assert note in " ".join(found.notes)


def put(key, value):
    """A function that puts something at a key of a result."""

    def change(content):
        content[key] = value
        return content

    return change


def put_outcome(content):
    content["checks"][0]["overall"] = "plausible"
    return content


# What is no result of any version: what is found, and the remedy.
NO_RESULTS = {
    "a list": (lambda content: [], "it is no object", "verify CASE --json"),
    "another object": (lambda content: {"a": 1}, "it has no `case` and no `checks`", "verify CASE --json"),
    "checks that are text": (put("checks", "none"), "is not built as this version writes it", "weigh the case again"),
    "checks without findings": (put("checks", [{"name": "a"}]), "the result has no `findings`", "weigh the case again"),
    "no check has a finding": (put("checks", [{"name": "a", "question": "q", "kind": "k", "findings": []}]), "is not built", "weigh the case again"),
    "an outcome that nobody knows": (put_outcome, "the outcome `plausible` is none that this version knows", "Weighbridge 0.1.0"),
    "a quantity that is none": (put("quantities", {"load": {"name": "load"}}), "`unit` of the result is not what this version writes", "weigh the case again"),
    "another record": (put("run", {"version": 1}), "of the result is not what this version writes", "weigh the case again"),
}  # fmt: skip


@pytest.mark.parametrize("what", NO_RESULTS)
def test_what_is_no_result_is_said_with_its_place_and_remedy(results, what):
    change, found, remedy = NO_RESULTS[what]
    with pytest.raises(CaseError) as raised:
        compare_results(change(copy.deepcopy(results[0])), results[1], ("odd.json", "new.json"))
    (problem,) = raised.value.problems
    assert problem.place.file == "odd.json"
    assert found in problem.message
    assert remedy in problem.remedy


def test_two_results_are_compared_in_half_a_second(results, tmp_path):
    for name, content in zip("ab", results, strict=True):
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    start = time.process_time()
    done = CliRunner().invoke(main, ["diff", str(tmp_path / "a.json"), str(tmp_path / "b.json")])
    assert done.exit_code == 0
    assert time.process_time() - start < 0.5
