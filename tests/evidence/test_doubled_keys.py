"""A key that stands twice in JSON is refused: some readers take the first, others the last."""

import json

import pytest

from weighbridge.base import CaseError, DoubledKeyError, read_json
from weighbridge.evidence import read_package, read_sources
from weighbridge.evidence.prices import read_provenance

ITEM = '{"id": "a", "title": "A", "URL": "https://a.example/", "URL": "https://b.example/", "custom": {"trust": "V"}}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1, "a": 1}', "`a` stands twice"),
        ('[{"name": "b", "x": {"c": 1, "c": 2}}]', "`c` stands twice"),
        (f"[{ITEM}]", "`URL` stands twice in `a`"),
    ],
)
def test_a_doubled_key_is_named(text, said):
    with pytest.raises(DoubledKeyError) as caught:
        read_json(text)
    assert str(caught.value) == said


@pytest.mark.parametrize("text", ["[1, 2]", '{"a": {"b": 1}, "b": 2}', '[{"a": 1}, {"a": 1}]'])
def test_other_json_is_read_as_ever(text):
    assert read_json(text) == json.loads(text)


def test_a_list_of_sources_with_one_is_refused_with_the_remedy(tmp_path):
    (tmp_path / "sources.json").write_text(f"[{ITEM}]", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_sources(tmp_path / "sources.json", "sources.json")
    (problem,) = caught.value.problems
    assert problem.message == "not a CSL-JSON file: `URL` stands twice in `a`"
    assert problem.remedy.startswith("keep one of the two")


def test_so_are_a_record_of_origin_and_a_description_of_tables(tmp_path):
    (tmp_path / "t.provenance.json").write_text('{"table": "t.csv", "table": "u.csv"}', encoding="utf-8")
    with pytest.raises(CaseError, match="`table` stands twice"):
        read_provenance(tmp_path / "t.provenance.json", "t.provenance.json")
    (tmp_path / "datapackage.json").write_text('{"title": "a", "title": "b"}', encoding="utf-8")
    with pytest.raises(CaseError, match="`title` stands twice"):
        read_package(tmp_path, "data", "evidence")
