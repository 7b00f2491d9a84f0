"""A result as JSON: valid by the schema that is shipped, and the same when it comes back."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
from pathlib import Path

import jsonschema
import pytest

import weighbridge
from weighbridge.report.verification_form import VerificationForm

SHIPPED = (Path(weighbridge.__file__).parent / "report" / "verification.schema.json").read_text(encoding="utf-8")
SCHEMA = json.loads(SHIPPED)
CASES = ("raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks")


def test_the_schema_that_is_shipped_is_that_of_the_result():
    expected = json.dumps(VerificationForm.model_json_schema(mode="serialization"), indent=2) + "\n"
    assert expected == SHIPPED


@pytest.mark.parametrize("name", CASES)
def test_every_result_is_valid_by_the_schema_and_comes_back_the_same(verified, name):
    content = verified(name).model_dump_json(indent=2)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(content), SCHEMA)
    assert VerificationForm.model_validate_json(content).model_dump_json(indent=2) == content


def test_the_schema_refuses_what_is_not_a_result(raqqa_result):
    content = json.loads(raqqa_result.model_dump_json())
    del content["checks"][0]["findings"][0]["stated"]
    with pytest.raises(jsonschema.ValidationError, match="stated"):
        jsonschema.validate(content, SCHEMA)


@pytest.mark.parametrize("name", CASES)
def test_slips_correction_and_rule_are_in_the_json_and_come_back(verified, name):
    text = verified(name).model_dump_json()
    content = json.loads(text)
    jsonschema.validate(content, SCHEMA)
    assert VerificationForm.model_validate_json(text) == verified(name).form
    assert {told["check"] for told in content["slips"]} == {
        check["name"]
        for check in content["checks"]
        if check["findings"][0]["outcome"] in ("fails", "holds only through rounding") and check["premise"] is None
    }
    # The numbers of ihs-2016 fail only what its article does not say.
    assert (content["joint"] is None) == (name in ("raqqa-2017", "ihs-2016"))
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
