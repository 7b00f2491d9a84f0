"""The rule for a verdict, as far as the step that decides; the specification curve as data; both in JSON."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
from pathlib import Path

import jsonschema
import pytest

from small_cases import FITS, HAUL, PRODUCT, case_text
from weighbridge.base.errors import WeighbridgeError
from weighbridge.report.sentences import QUESTIONS
from weighbridge.report.verification import VerificationForm
from weighbridge.verdict.results import Question

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "src" / "weighbridge" / "report" / "verification.schema.json").read_text(encoding="utf-8"))
FAILING, TURNING, STRAINING, SILENT, ROUNDING, _ = (QUESTIONS[one] for one in Question)
CASES = ("raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks")

READINGS = """\
title: Small
article: {title: A, url: "https://example.org/article", language: en}
claims:
  stated:
    quote: {exact: x}
    readings: {one: {value: 50.00 one, reason: r, preferred: true}, two: {value: 55.00 one, reason: r}}
assumptions: {other: {of: it, uniform: {low: {value: 40 one, sources: [ferson-2015]}, high: {value: 53 one, sources: [ferson-2015]}}}}
checks: {fits: {question: Well?, kind: possible, stated: stated, at_most: other}}
"""
BELL = "assumptions: {x: {of: it, normal: {mean: {value: 40 one, sources: [ferson-2015]}, standard_uncertainty: {value: 5 one, sources: [ferson-2015]}}}}"
WIDE = "assumptions: {x: {of: it, fixed: {value: {value: 100 one, sources: [ferson-2015]}}}}"
LAST = "Then it holds."
ENDINGS = {
    "fails": (case_text({**HAUL, "mass": "6000 tonne"}, PRODUCT, fits=FITS), [(FAILING, "fits")]),
    "depends on stated": (READINGS, [(FAILING, "no"), (TURNING, "fits")]),
    "strained": (case_text({"stated": "49.50 one"}, BELL, fits="kind: typical, stated: stated, at_most: x"), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "fits")]),
    "cannot tell": (case_text({"stated": "5.000 one"}, WIDE, fits="kind: possible, stated: stated, at_most: x"), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "no"), (SILENT, "no, none")]),
    "holds only through rounding": (case_text({**HAUL, "mass": "603.0 tonne"}, PRODUCT, fits=FITS), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "no"), (SILENT, "yes"), (ROUNDING, "fits")]),
    "holds": (case_text(HAUL, PRODUCT, fits=FITS), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "no"), (SILENT, "yes"), (ROUNDING, "no"), (LAST, "nothing else was found")]),
}  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_rule_is_told_as_far_as_the_step_that_decides(make_case, ending):
    text, steps = ENDINGS[ending]
    result = make_case(text).verify()
    assert result.verdict.outcome == ending
    assert [(step.asks, step.found) for step in result.verdict.rule] == steps
    assert [step.decides for step in result.verdict.rule] == [False] * (len(steps) - 1) + [True]
    frame = result.rule
    assert list(frame.columns) == ["step", "asks", "found", "decides"]
    assert list(frame["step"]) == list(range(1, len(steps) + 1))
    assert list(zip(frame["asks"], frame["found"], strict=True)) == steps
    assert list(frame["decides"]) == [""] * (len(steps) - 1) + [ending]


def test_the_verdict_on_a_claim_that_no_check_touches_says_so(make_case):
    result = make_case(case_text({"aside": "7 truck", **HAUL}, PRODUCT, fits=FITS)).verify()
    (aside,) = [said.verdict for said in result.claims if said.name == "aside"]
    assert (aside.outcome, aside.rule[-1].asks, aside.rule[-1].found) == ("cannot tell", SILENT, "no check touches it")
    assert result.verdict.outcome == "holds"


@pytest.mark.parametrize("name", CASES)
def test_every_verdict_of_a_case_has_one_step_that_decides(verified, name):
    result = verified(name)
    for verdict in (result.verdict, *(said.verdict for said in result.claims)):
        assert [step.decides for step in verdict.rule].count(True) == 1
        assert verdict.rule[-1].decides
        assert all(step.found == ("yes" if step.asks == SILENT else "no") for step in verdict.rule[:-1])


# The specification curve as data.


@pytest.mark.parametrize(
    ("name", "check"), [("raqqa-2017", "usual_load"), ("raqqa-2017", "usual_price"), ("raqqa-2017", "some_mix"), ("oil-2015", "usual_price"), ("ihs-2016", "the_revenue")]
)  # fmt: skip
def test_specifications_are_every_combination_in_order(verified, name, check):
    found, frame = verified(name)[check], verified(name).specifications_of(check)
    assert list(frame["rank"]) == list(range(1, len(found.combinations) + 1))
    assert sorted(frame["outcome"]) == sorted(one.outcome for one in found.combinations)
    for choice in found.combinations[0].choices:
        assert sorted(frame[choice]) == sorted(one.choices[choice] for one in found.combinations)
    upper = frame["holds to (times what is stated)"].dropna()
    assert list(upper) == sorted(upper)
    middle, tails = frame["middle (times what is stated)"], frame["tail probability"]
    assert middle.notna().all() == tails.notna().all() == (found.kind == "typical")
    for _, row in frame.iterrows():
        low, high = (row[f"holds {end} (times what is stated)"] for end in ("from", "to"))
        inside = (low != low or low is None or low <= 1) and (high != high or high is None or high >= 1)
        assert inside == row["outcome"].startswith("holds") or row["outcome"] == "cannot tell"


def test_the_row_of_the_case_as_written_is_what_its_finding_says(verified):
    result = verified("raqqa-2017")
    frame, found = result.specifications_of("usual_load"), result["usual_load"].reference
    row = frame[(frame["convoys"] == found.choices["convoys"]) & (frame["hedge width"] == "typical")].iloc[0]
    assert row["tail probability"] == found.tail_probability.value
    assert row["holds to (times what is stated)"] == found.reach.holds_to.value
    (flip,) = [flip for flip in found.flips if flip.below == "holds"]
    assert row["holds to (times what is stated)"] == flip.multiple.value


def test_there_is_no_specification_of_a_check_that_is_not_there(verified):
    with pytest.raises(WeighbridgeError, match="there is no check `usual_laod`; did you mean `usual_load`"):
        verified("raqqa-2017").specifications_of("usual_laod")


# Its JSON.


@pytest.mark.parametrize("name", CASES)
def test_slips_correction_and_rule_are_in_the_json_and_come_back(verified, name):
    text = verified(name).model_dump_json()
    content = json.loads(text)
    jsonschema.validate(content, SCHEMA)
    assert VerificationForm.model_validate_json(text) == verified(name).form
    assert {told["check"] for told in content["slips"]} == {
        check["name"] for check in content["checks"] if check["findings"][0]["outcome"] == "fails"
    }
    assert (content["joint"] is None) == (name == "raqqa-2017")
    for check in content["checks"]:
        assert all("reach" in one for one in (*check["findings"], *check["combinations"]))
        assert all(one["turns"] for one in check["leans_on"])
    for verdict in (content["verdict"], *(said["verdict"] for said in content["claims"])):
        assert all(step.keys() == {"asks", "found", "decides"} for step in verdict["rule"])


@pytest.mark.parametrize(
    ("section", "key"),
    [("slips", "tried"), ("slips", "mends"), ("slips", "sentence"), ("joint", "suspects"), ("joint", "numbers"), ("verdict", "rule")],
)  # fmt: skip
def test_the_schema_refuses_a_result_without_it(verified, section, key):
    content = json.loads(verified("oil-2015").model_dump_json())
    del (content[section][0] if section == "slips" else content[section])[key]
    with pytest.raises(jsonschema.ValidationError, match=key):
        jsonschema.validate(content, SCHEMA)
