"""The library as it is shipped: every row with source, unit, mark and range, every topic with rows and words."""

import csv
import json
from pathlib import Path

import pytest

from weighbridge.evidence.codebook import render
from weighbridge.evidence.data_package import read_package
from weighbridge.evidence.holdings import Holdings
from weighbridge.evidence.rows import read_table
from weighbridge.evidence.sources import TRUST, read_sources
from weighbridge.library import entries, search, topics
from weighbridge.library.entries import DATES, without_things
from weighbridge.library.search import stems, terms_of
from weighbridge.quantities import kinds_of
from weighbridge.text.dates import read_period
from weighbridge.text.units import parse_unit, same_kind

ROOT = Path(__file__).parents[2]
LIBRARY, EVIDENCE = ROOT / "data" / "library", ROOT / "data" / "evidence"
SOURCES = {**read_sources(EVIDENCE / "sources.json"), **read_sources(LIBRARY / "sources.json")}
TABLES = sorted(path for path in LIBRARY.glob("*.csv") if path.stem != "topics")
TOPICS = {topic.key: topic for topic in topics()}
SERIES = [topic for topic in TOPICS.values() if topic.is_series]
THINGS = {
    row["thing"] for row in csv.DictReader((ROOT / "src/weighbridge/quantities/things.csv").open(encoding="utf-8"))
}


def by_name(path):
    return path.stem


@pytest.mark.parametrize("path", TABLES, ids=by_name)
def test_every_row_has_a_known_source_a_mark_and_a_date(path):
    for row in read_table(path):
        where = f"{path.name}:{row.line}"
        assert row.sources, where
        assert [key for key in row.sources if key not in SOURCES] == [], where
        assert row.cells["mark"] in TRUST, where
        if row.date:
            read_period(row.date)
        else:
            assert any(SOURCES[key].published or SOURCES[key].accessed for key in row.sources), where


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.key)
def test_every_topic_has_figures_in_a_known_unit_with_a_range(topic):
    found = entries(topic)
    assert found
    for entry in found:
        assert 0 < entry.low <= entry.high or entry.low == 0 <= entry.high, entry
        assert entry.what, entry
        assert entry.is_bound in ("", "above", "below")
        parse_unit(entry.unit)
    assert any(same_kind(parse_unit(entry.unit), parse_unit(topic.unit)) for entry in found)


def test_every_row_belongs_to_a_topic_that_finds_it():
    shown = {(topic.table, entry.line) for topic in TOPICS.values() if not topic.is_series for entry in entries(topic)}
    for path in TABLES:
        rows = read_table(path)
        if "topic" in rows[0].cells:
            assert {row.cells["topic"] for row in rows} <= TOPICS.keys()
            missing = [row.line for row in rows if (path.stem, row.line) not in shown and not row.cells.get("lacking")]
            assert missing == [], path.name


def test_every_column_of_a_series_is_a_topic():
    for path in TABLES:
        with path.open(encoding="utf-8") as lines:
            head = next(csv.reader(lines))
        if head[0] not in DATES:
            continue
        asked = {topic.column for topic in SERIES if topic.table == path.stem}
        own = Holdings((LIBRARY,))
        units = {name: own.has_own_unit(path.stem, name) for name in asked}
        assert asked <= set(head), path.name
        assert all(units.values()), path.name
        if path.stem == "commodity-prices":
            assert asked == set(head) - {"month", "date", "source", "mark"}


def test_a_table_of_the_library_has_a_name_of_its_own():
    """A case finds a table by its name, in the evidence first."""
    assert {path.stem for path in TABLES} & {path.stem for path in EVIDENCE.glob("*.csv")} == set()


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.key)
def test_a_topic_is_found_by_its_title_and_by_each_of_its_words(topic):
    first = search(topic.title)
    assert first[0].topic == topic, [one.topic.key for one in first[:3]]
    for words in (*topic.words, topic.key.replace("-", " ")):
        assert topic in [one.topic for one in search(words)], words


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.key)
def test_the_things_of_a_topic_are_in_the_vocabulary_and_its_unit_has_none(topic):
    assert {topic.of, topic.per} - {""} <= THINGS
    assert without_things(topic.unit) == topic.unit
    assert topic.of not in kinds_of(topic.per)[1:] or not topic.of


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.key)
def test_a_title_follows_the(topic):
    assert topic.title.split()[0] not in ("what", "how", "the", "a", "an")


def test_titles_tell_topics_apart():
    assert len({topic.title for topic in TOPICS.values()}) == len(TOPICS)
    assert all(stems(topic.title) <= terms_of(topic) for topic in TOPICS.values())


def test_no_source_is_listed_that_no_row_names():
    used = {key for path in TABLES for row in read_table(path) for key in row.sources}
    listed = [item["id"] for item in json.loads((LIBRARY / "sources.json").read_text(encoding="utf-8"))]
    assert [key for key in listed if key not in used] == []
    assert listed == sorted(listed)


def test_the_page_is_rendered_from_the_package():
    assert (LIBRARY / "README.md").read_text(encoding="utf-8") == render(read_package(LIBRARY, "data/library", "."))
