"""The shared tables and the sources of a case: each fault is named by its row, its line or its key."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
import re

import pytest

from audited_project import copied, failures, replaced, scope_of
from weighbridge.audit.run import audits
from weighbridge.audit.sources import sources
from weighbridge.audit.tables import tables
from weighbridge.base import case_names

CASE_WITH_TABLES, TABLE = "gaza-trucks", "data/cases/gaza-trucks/evidence/loads.csv"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return copied(tmp_path)


@pytest.mark.parametrize("name", case_names())
def test_the_cases_of_the_project_pass(name):
    from weighbridge.audit.scope import Scope, project_of
    from weighbridge.case import open_case

    case = open_case(name)
    found = list(sources(Scope(case, project_of(case.path))))
    assert found
    assert failures(found) == []


def test_the_tables_of_the_project_pass(project):
    found = list(tables(scope_of(project)))
    assert failures(found) == []
    said = " ".join(item.what for item in found)
    assert re.search(r"payloads\.csv: \d+ rows, each with sources that are known", said)
    assert "every figure that was worked out in data/evidence comes out again" in said
    assert "metal-prices.provenance.json: 1 updates, the newest gives the table as it is" in said
    assert "the reason of the correction `february-start` still stands" in said
    (unused,) = [
        item for item in found if item.what.startswith("data/evidence/sources.json: ") and "named by" in item.what
    ]
    assert " of 150 sources are named by no table and no case" in unused.what


# The file, what is put in place of what, and the place and the finding that an audit of the tables gives.
PAYLOADS, SOURCES = "data/evidence/payloads.csv", "data/evidence/sources.json"
RECORD = "data/evidence/metal-prices.provenance.json"
FAULTS = {
    "a source that is not there": (PAYLOADS, ",sy24-117687,V", ",sy24-999999,V", PAYLOADS, "there is no source `sy24-999999`"),
    "a row without a source": (PAYLOADS, ",sy24-117687,V", ",,V", PAYLOADS, "it names no source"),
    "a mark that is none": (PAYLOADS, ",sy24-117687,V", ",sy24-117687,X", PAYLOADS, "its mark is `X`"),
    "a figure that was worked out": (PAYLOADS, "counted,42.0,", "counted,43.0,", f"{PAYLOADS}:2", "gives 42.0272"),
    "an input of one": (PAYLOADS, ",1618,68000,", ",1618,78000,", f"{PAYLOADS}:2", "`payload` is 42.0 tonne/truck"),
    "a column that is gone": (PAYLOADS, "basis,payload", "basis,load", "data/datapackage.json", "payload"),
    "a price by hand": ("data/evidence/metal-prices.csv", ",2235.15,", ",2236.15,", RECORD, "as the SHA-256 of metal-prices.csv"),
    "a hash of a record": (RECORD, "d1ce8845464c", "d1ce8845464d", RECORD, "it gives d1ce8845464d"),
    "a hash that is none": (RECORD, "d1ce8845464c", "D1CE", RECORD, "is not a SHA-256"),
    "the file behind a record": (RECORD, "78a3373386d6", "78a3373386d7", "", "as the SHA-256 of the file behind `world-bank-pink"),
    "the source of a record": (RECORD, "world-bank-pink-sheet-2026-06", "world-bank-pink-sheet-2026-05", RECORD, "there is no source"),
    "the table of a record": (RECORD, '"metal-prices.csv",\n  "what"', '"other.csv",\n  "what"', RECORD, "it speaks of `other.csv`"),
    "a count of a record": ("data/library/commodity-prices.provenance.json", '"new": "797"', '"new": "798"', "", "has 798 prices"),
    "a correction that is no more": ("data/evidence/scrap-prices.csv", ",266,291,", ",268,291,", "data/evidence/corrections.yaml", "not so: "),
    "an address of no web": (SOURCES, '"URL": "https://', '"URL": "ftp://', SOURCES, "its address is `ftp://"),
    "an address with a space": (SOURCES, '"URL": "https://', '"URL": "https:// ', SOURCES, "its address is `https:// "),
    "an empty licence": (SOURCES, '"licence": "', '"licence": "", "was": "', SOURCES, "it has no licence"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_the_shared_tables_is_named(project, fault):
    name, old, new, place, said = FAULTS[fault]
    scope = scope_of(project)
    replaced(project / name, old, new)
    found = failures(tables(scope))
    assert found
    assert all(item.place and item.found and item.expected and item.remedy for item in found)
    assert [item for item in found if said in item.found and item.place.startswith(place)], [i.sentence for i in found]


LACKING = {
    "URL": "nothing says where it stands",
    "accessed": "the day of reading is not recorded",
}


@pytest.mark.parametrize("key", LACKING)
def test_what_a_citation_needs_is_asked_of_every_source(project, key):
    path = project / SOURCES
    items = json.loads(path.read_text(encoding="utf-8"))
    item = next(one for one in items if one["type"] == "webpage" and one.get("URL") and one["custom"]["trust"] == "V")
    del item[key]
    item["custom"].pop("where_found", None)
    path.write_text(json.dumps(items, indent=2, ensure_ascii=False), encoding="utf-8")
    scope = scope_of(project)
    (found,) = [one for one in failures(tables(scope)) if one.what == f"the source `{item['id']}`"]
    assert found.found == LACKING[key]
    line = int(found.place.rpartition(":")[2])
    assert item["id"] in path.read_text(encoding="utf-8").splitlines()[line - 1]


def test_a_record_that_names_lines_that_are_not_there(project):
    path = project / RECORD
    record = json.loads(path.read_text(encoding="utf-8"))
    record["updates"][-1]["rows"] = [{"first": "2", "last": "99999", "count": "3"}]
    path.write_text(json.dumps(record), encoding="utf-8")
    (found,) = failures(tables(scope_of(project)))
    assert found.found == "it speaks of lines 2 to 99999 of metal-prices.csv"


def test_updates_of_a_record_start_from_what_the_one_before_left(project):
    path = project / RECORD
    record = json.loads(path.read_text(encoding="utf-8"))
    later = dict(record["updates"][0], wasDerivedFrom={"name": "metal-prices.csv", "sha256": "0" * 64})
    record["updates"].append(later)
    path.write_text(json.dumps(record), encoding="utf-8")
    (found,) = failures(tables(scope_of(project)))
    assert found.found.startswith(f"an update starts from {'0' * 64}, the one before left d1ce")


def test_what_a_record_says_of_single_prices_is_what_the_table_has(project):
    path = project / RECORD
    record = json.loads(path.read_text(encoding="utf-8"))
    record["updates"][-1]["rows"] = [{"metal": "copper", "month": "2017-02", "old": "1", "new": "5940.92"}]
    path.write_text(json.dumps(record), encoding="utf-8")
    (found,) = failures(tables(scope_of(project)))
    assert found.found == "it says that copper of 2017-02 is 5940.92"
    assert found.expected == "5940.91, which metal-prices.csv has"


def test_the_file_behind_a_table_is_compared_where_it_lies_beside(project):
    (project / "data/evidence/CMO-Historical-Data-Monthly.xlsx").write_bytes(b"another")
    found = [item.found for item in failures(tables(scope_of(project)))]
    assert any("as the SHA-256 of CMO-Historical-Data-Monthly.xlsx" in one for one in found)


def test_a_source_that_the_case_names_and_no_list_has_keeps_it_from_being_read(project):
    path = project / SOURCES
    kept = [one for one in json.loads(path.read_text(encoding="utf-8")) if one["id"] != "aawsat-851556"]
    path.write_text(json.dumps(kept), encoding="utf-8")
    (found,) = audits(["raqqa-2017"])
    named = [item for item in found.failed if "unknown source `aawsat-851556`" in item.found]
    assert named
    assert all(item.place.startswith("data/cases/raqqa-2017/case.yaml:") for item in named)


def test_the_source_of_the_article_is_known(project):
    """No figure rests on it, so that the case can be read without."""
    replaced(project / "data/cases/gold-ounces/case.yaml", "  source: nydailynews-2019-02-27\n", "  source: nowhere\n")
    (found,) = failures(sources(scope_of(project)))
    assert found.found == "there is no source `nowhere`"
    assert found.place.startswith("data/cases/gold-ounces/case.yaml:")


def test_the_tables_beside_a_case_are_asked_too(project):
    scope = scope_of(project, CASE_WITH_TABLES)
    text = (project / TABLE).read_text(encoding="utf-8")
    key = text.splitlines()[1].split(",")
    mark = next(cell for cell in reversed(key) if cell in ("V", "D", "S"))
    replaced(project / TABLE, f",{mark},", ",Q,")
    (found,) = failures(sources(scope))
    assert found.place == f"{TABLE}:2"
    assert found.found == "its mark is `Q`"


def test_the_address_of_the_article_is_one_of_the_web(project):
    path = project / "data/cases/gold-ounces/case.yaml"
    text = path.read_text(encoding="utf-8")
    address = text.split("url: ")[1].split("\n")[0]
    path.write_text(text.replace(address, '"javascript:alert(1)"', 1), encoding="utf-8")
    (found,) = failures(sources(scope_of(project)))
    assert found.found == "it is `javascript:alert(1)`"
    assert found.place.startswith("data/cases/gold-ounces/case.yaml:")
