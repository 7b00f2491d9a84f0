"""The page on what a second reading changed: its sources are those of the list, and what it says of them is so."""

import csv
import json
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
SOURCES = {item["id"]: item for item in json.loads((ROOT / "data/evidence/sources.json").read_text(encoding="utf-8"))}
ROWS = re.findall(
    r"^\| `([^`|]+)` \| (\w+) \| (.+) \|$", PAGE.partition("## What a second reading changed")[2], re.MULTILINE
)
DONE = {"entered", "mended", "kept", "declined"}


def in_tables():
    """The keys of sources on which a row of a table rests."""
    for path in (ROOT / "data" / "evidence").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from (key for row in csv.DictReader(lines) for key in row["source"].split(";"))


def in_cases():
    """The text of every case, in which a source is quoted by its key."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "cases").glob("*/case.yaml"))


def test_every_row_of_the_page_is_read():
    table = PAGE.partition("## What a second reading changed")[2]
    lines = [line for line in table.splitlines() if line.startswith("| `")]
    assert len(lines) == len(ROWS) > 25


@pytest.mark.parametrize(("key", "done", "why"), ROWS, ids=[key for key, *_ in ROWS])
def test_a_source_of_the_page_is_in_the_list_unless_it_was_declined(key, done, why):
    assert done in DONE
    assert why.strip()
    assert key in SOURCES or done == "declined"
    if done in ("entered", "mended"):
        assert key in set(in_tables()) or key in in_cases(), "nothing rests on it"


def test_sources_that_are_only_listed_are_in_the_list_and_those_not_found_say_so():
    found, gone = (
        re.search(rf"^{begin}(.+?)\n\n|^{begin}(.+)", PAGE, re.MULTILINE | re.DOTALL)
        for begin in ("Read again, and", "Not found again, and")
    )
    again, lost = (re.findall(r"`([a-z0-9-]+)`", one[0]) for one in (found, gone))
    assert len(again) > 15
    assert {*again, *lost} <= SOURCES.keys()
    assert not {*again} & {key for key, *_ in ROWS}
    silent = [key for key in lost if "Not found again" not in SOURCES[key]["custom"].get("note", "")]
    assert silent == ["ni-met-ferrous"], "which is named as the one that stands beside it"


def test_no_source_stands_on_the_page_twice():
    keys = [key for key, *_ in ROWS]
    assert sorted(set(keys)) == sorted(keys)


def test_what_was_not_found_again_says_so_in_its_note():
    gone = [key for key, _, why in ROWS if "not found again" in why and key in SOURCES and key != "davis-index-2021-03"]
    assert {"syrian-mirror-2016-10-08", "lme-steel-scrap"} <= set(gone)
    assert [key for key in gone if "not found again" not in SOURCES[key]["custom"]["note"].lower()] == []


def test_the_page_shows_rows_as_they_stand():
    """The examples of workings are rows of the tables."""
    shown = re.findall(r"\| `([^|]+)` \|$", PAGE.partition("## What a second reading changed")[0], re.MULTILINE)
    workings = set()
    for path in (ROOT / "data" / "evidence").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            workings |= {row.get("worked_out") for row in csv.DictReader(lines)}
    formulas = {one for one in shown if "=" in one}  # other tables of the page name fields of a source
    assert len(formulas) > 2
    assert formulas <= workings


def test_rows_that_lack_an_input_feed_no_case_and_are_counted():
    lacking = set()
    for path in (ROOT / "data" / "evidence").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            lacking |= {(path.stem, row["key"]) for row in csv.DictReader(lines) if row.get("lacking")}
    means = {key for table, key in lacking if table == "scrap-prices"}
    assert len(means) == 5
    for path in (ROOT / "data" / "cases").glob("*/case.yaml"):
        evidence = YAML(typ="safe").load(path).get("evidence", {})
        used = {(one.get("table"), (one.get("where") or {}).get("key")) for one in evidence.values()}
        assert used & lacking == set()
