"""The page on languages is followed as it is written: its blocks go to their files, and its sentences are read."""

from __future__ import annotations

import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from weighbridge.library import entries, topics
from weighbridge.quantities import mentions
from weighbridge.quantities.completeness import gaps

languages_module = import_module("weighbridge.quantities.language")  # a function of the package has its name
PAGE = Path(__file__).parents[2] / "docs" / "languages.md"
ROOM = Path(languages_module.__file__).parent
BLOCK = re.compile(r"^`([^`\n]+\.(?:csv|json))`(, new rows)?:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, bool, str]]:
    """The files that the page writes: their paths, whether it adds rows, and what it writes."""
    return [(path, bool(adds), text) for path, adds, text in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]


@pytest.fixture
def room(tmp_path, monkeypatch) -> Path:
    """A copy of the tables with all that the page writes."""
    shutil.copytree(ROOM / "languages", tmp_path / "languages")
    shutil.copy(ROOM / "things.csv", tmp_path)
    for path, adds, text in blocks():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        assert file.exists() == adds, path
        before = file.read_text(encoding="utf-8") if adds else ""
        file.write_text(before + text, encoding="utf-8")
    monkeypatch.setattr(languages_module, "FOLDER", tmp_path / "languages")
    for cached in (languages_module.language, languages_module.languages):
        cached.cache_clear()
    yield tmp_path
    for cached in (languages_module.language, languages_module.languages):
        cached.cache_clear()


def test_the_page_does_one_of_each():
    paths = {path for path, _, _ in blocks()}
    assert {"languages/en/cues.csv", "things.csv", "languages/en/units.csv", "languages/eo/language.csv"} <= paths
    assert {"library/topics.csv", "library/turbines.csv", "library/sources.json"} <= paths


@pytest.mark.parametrize(
    ("code", "sentence", "wanted"),
    [
        ("en", "They lost in the ballpark of 40 trucks.", [(40, "one", "truck", "around")]),
        ("fr", "Le parc compte une vingtaine d'éoliennes.", [(20, "one", "wind turbine", "about")]),
        ("en", "The barge carried 1,000 poods of rye.", [(16380.4964, "kg", "rye", "none")]),
        (
            "eo",
            "La konvojo havis ĉirkaŭ 50 kamionojn kun du mil tunoj da kupro.",
            [(50, "one", "truck", "about"), (2000, "tonne", "copper", "none")],
        ),
    ],
)
def test_its_sentences_read_as_it_says(room, code, sentence, wanted):
    assert f"> {sentence}" in PAGE.read_text(encoding="utf-8")
    found = mentions(sentence, code).quantities
    read = [(float(one.meaning.low), one.meaning.unit, one.meaning.thing, one.cue) for one in found]
    assert read == wanted


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("en", "They lost in the ballpark of 40 trucks."), ("fr", "Le parc compte une vingtaine d'éoliennes.")],
)
def test_without_its_rows_they_do_not(code, sentence):
    found = mentions(sentence, code).quantities
    assert [(one.meaning.thing, one.cue) for one in found] not in ([("truck", "around")], [("wind turbine", "about")])


def test_the_small_language_is_told_from_its_text_and_its_gaps_are_named(room):
    assert mentions("La ŝipo estas en la haveno kun almenaŭ tri milionoj da eŭroj kaj la kamionoj.").language == "eo"
    said = [str(gap) for gap in gaps(room / "languages" / "eo")]
    assert "eo/words.csv:1: no word of role `between`; add one" in said
    assert "`eo/words.csv:1: no word of role `between`; add one`" in PAGE.read_text(encoding="utf-8")


def test_its_table_of_evidence_has_a_topic_with_an_entry(room):
    (topic,) = topics([room / "library"])
    (entry,) = entries(topic, folders=(room / "library",))
    assert (topic.key, topic.per, entry.low, entry.high, entry.unit) == (
        "turbine-mass",
        "wind turbine",
        150,
        250,
        "tonne",
    )
