"""The audit's question about sources kept: nothing that was never recorded fails, and two hashes that differ do."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
import re
import shutil
from dataclasses import replace

import pytest

import weighbridge
from plain_words import LONGEST_SENTENCE
from small_cases import CASES, ROOT
from weighbridge.audit.custody import custody, custody_table, sources_of
from weighbridge.audit.record import markdown
from weighbridge.audit.results import Standing
from weighbridge.audit.run import audit, audit_case
from weighbridge.audit.scope import Scope
from weighbridge.evidence.custody import REQUIREMENTS
from weighbridge.report import plain


def items_of(folder):
    return list(custody(Scope(weighbridge.open_case(str(folder)), None)))


@pytest.fixture
def copy(tmp_path):
    """A copy of a case with the shared evidence, to be changed."""
    shutil.copytree(ROOT / "data" / "evidence", tmp_path / "data" / "evidence")
    shutil.copy(ROOT / "data" / "datapackage.json", tmp_path / "data")
    return shutil.copytree(CASES["raqqa-2017"], tmp_path / "data" / "cases" / "raqqa-2017")


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_was_never_recorded_could_not_be_checked(name):
    items = items_of(CASES[name])
    assert items
    assert {item.standing for item in items} <= {Standing.PASSED, Standing.UNCHECKED}
    for item in items:
        if item.standing is Standing.UNCHECKED:
            assert item.found.startswith(("not recorded: ", "only about: "))
            assert any(one.short in item.found for one in REQUIREMENTS)
            assert len(item.found.split()) <= LONGEST_SENTENCE
            assert item.remedy.endswith("never guess it")
            assert re.search(r"sources\.json:\d+$", item.place)


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_could_not_be_checked_is_said_in_sentences_of_plain_length(name):
    case = weighbridge.open_case(str(CASES[name]))
    asked = (audit_case(case, one) for one in ("quotations", "recomputation", "inputs", "stale"))
    open_ = [item for one in asked for item in one.unchecked]
    assert open_
    for item in open_:
        assert max(len(text.split()) for text in (item.what, item.found, item.remedy)) <= LONGEST_SENTENCE, item


def test_every_source_that_a_case_rests_on_is_looked_at_once():
    case = weighbridge.open_case("raqqa-2017")
    outlets = [outlet.key for origin in case.rests_on for outlet in origin.outlets]
    asked = [item.what for item in items_of(CASES["raqqa-2017"]) if item.what.startswith("the source ")]
    assert sorted(asked) == sorted(f"the source {key}" for key in outlets)


def test_hashes_that_agree_have_passed():
    passed = [item.what for item in items_of(CASES["raqqa-2017"]) if item.standing is Standing.PASSED]
    behind = "the hash of a file behind {}.provenance.json".format
    assert passed == ["the hash of the article", behind("metal-prices"), behind("commodity-prices")]


def changed(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


TAMPERED = [
    ("case.yaml", "4a54abe6", "5a54abe6", "the hash of the article", "case.yaml, article.sha256"),
    ("../../evidence/sources.json", "78a33733", "88a33733", "the hash of a file behind metal-prices.provenance.json", "metal-prices.provenance.json"),
    ("../../evidence/metal-prices.provenance.json", "78a33733", "88a33733", "the hash of a file behind metal-prices.provenance.json", "metal-prices.provenance.json"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "what", "place"), TAMPERED)
def test_two_hashes_that_differ_have_failed_with_place_and_both(copy, file, old, new, what, place):
    changed(copy / file, old, new)
    item, *_ = [one for one in items_of(copy) if one.standing is Standing.FAILED]
    assert item.what == what
    assert item.place.endswith(place)
    assert new in item.found + item.expected
    assert old in item.found + item.expected
    assert item.remedy


def test_a_record_that_can_not_be_read_ends_nothing(copy):
    (copy / "../../evidence/metal-prices.provenance.json").write_text("[[", encoding="utf-8")
    assert all(item.standing is not Standing.FAILED for item in items_of(copy))


def test_the_table_has_a_row_for_each_requirement_with_its_paragraph():
    scope = Scope(weighbridge.open_case("raqqa-2017"), None)
    table, sources = custody_table(scope), sources_of(scope)
    for row, one in zip(table, REQUIREMENTS, strict=True):
        name, clause, *counts = row.values()
        assert (name, clause) == (one.name, one.clause)
        assert sum(counts) == len(sources)
    text = markdown(audit(replace(scope, runs_notebooks=False)))
    for row in table:
        assert f"| {' | '.join(map(plain, map(str, row.values())))} |" in text


def test_a_source_that_has_everything_passes(copy):
    path = copy / "../../evidence/sources.json"
    items = json.loads(path.read_text(encoding="utf-8"))
    (article,) = [item for item in items if item["id"] == "rbss-2112-en"]
    article["archive_location"] = "https://web.archive.org/web/2017/https://www.raqqa-sl.com/en/?p=2112"
    fields = ("collector", "kept", "capture", "media", "metadata")
    article["custom"] |= dict.fromkeys(fields, "recorded")
    path.write_text(json.dumps(items), encoding="utf-8")
    (item,) = [one for one in items_of(copy) if one.what == "the source rbss-2112-en"]
    assert item.standing is Standing.PASSED
