"""Figures found by ordinary words, and those that a figure of a passage can be held against."""

# ruff: noqa: E501 (a row of a table stands on one line)

import shutil
import sys
from pathlib import Path

import pytest

from weighbridge.base import CaseError
from weighbridge.evidence import EvidenceError
from weighbridge.library import LibraryError, comparable, entries, in_unit, nearest_topics, search, topics
from weighbridge.library.catalogue import topic_of
from weighbridge.library.comparable import period
from weighbridge.library.search import without_date
from weighbridge.text.dates import DateError

DATA = Path(__file__).parents[2] / "data"

WORDS = {
    "price of copper": "copper-price",
    "the prices of copper": "copper-price",
    "What does copper cost?": "copper-price",
    "copper price": "copper-price",
    "cost of a barrel of Brent": "brent-price",
    "crude": "crude-oil-price",
    "corn": "maize-price",
    "peanuts": "groundnuts-price",
    "price of a pound of copper": "copper-price",
    "copper per kilogram in dollars": "copper-price",
    "LNG": "lng-japan-price",
    "scrap iron": "iron-scrap-price",
    "load of a single lorry": "truck-load-single",
    "freight of a convoy": "truck-load",
    "weight that the law allows a truck": "truck-weight-allowed",
    "how dense is aluminium": "aluminium-density",
    "Iraqi dinar to the dollar": "exchange-rate-iqd",
    "IQD": "exchange-rate-iqd",
    "black market Syrian pound": "street-rate-syp",
    "inflation": "us-consumer-prices",
    "GDP deflator": "us-gdp-deflator",
    "copper stock per person": "copper-in-use",
    "potash": "potassium-chloride-price",
    "xyzzyzzy": None,
    "": None,
    "of the": None,
    "🙂": None,
}


@pytest.mark.parametrize(("words", "key"), WORDS.items())
def test_ordinary_words_find_a_topic_among_the_first(words, key):
    """Several may answer "corn": its price, and its density in bulk."""
    found = [one.topic.key for one in search(words)]
    assert key in found[:3] if key else found == []


FIRST = {
    "how much does a cow weigh": "cow-live-mass",
    "price of wheat in 2011": "wheat-us-hrw-price",
    "weight of a dollar bill": "bank-note-mass",
    "load of a lorry": "truck-load",
    "price of oil in 2014": "crude-oil-price",
    "what does a tank truck hold": "tanker-truck-volume",
    "dollars for an ounce of gold": "gold-price",
    "how many people live in Raqqa": "population",
    "how much can a C-130 carry": "aircraft-load",
    "how big is Gaza": "area",
}


@pytest.mark.parametrize(("words", "key"), FIRST.items())
def test_an_everyday_question_finds_its_topic_first(words, key):
    assert search(words)[0].topic.key == key


def test_a_place_itself_comes_before_the_places_in_it():
    for words, key, place in (
        ("population of Syria", "population", "Syria"),
        ("how big is Gaza", "area", "Gaza Strip"),
    ):
        one = next(found for found in search(words) if found.topic.key == key)
        assert one.entries[0].place == place


@pytest.mark.parametrize(
    ("words", "key"),
    {
        "prise of coper": "copper-price",
        "aluminum ingot prices": "aluminium-price",
        "pladinum": "platinum-price",
        "Jordanian dinnar": "exchange-rate-jod",
    }.items(),
)
def test_near_misses_are_suggested(words, key):
    assert key in [topic.key for topic in nearest_topics(words)]


def test_a_word_that_every_topic_has_suggests_none():
    assert nearest_topics("price of xyzzyzzy") == ()


@pytest.mark.parametrize(
    ("words", "rest", "date"),
    [
        ("price of copper in February 2017", "price of copper in", "2017-02"),
        ("price of copper 2017-02-03", "price of copper", "2017-02-03"),
        ("2017 copper", "copper", "2017"),
        ("copper 3000", "copper 3000", None),
        ("no. 2 copper", "no. 2 copper", None),
    ],
)
def test_a_date_among_the_words_counts(words, rest, date):
    assert without_date(words) == (rest, date)


def test_words_that_no_topic_has_choose_among_its_entries():
    here, everywhere = search("truck load in Jordan"), search("truck load")
    one = next(found for found in here if found.topic.key == "truck-load-allowed")
    assert 0 < len(one.entries) < len(next(f for f in everywhere if f.topic.key == "truck-load-allowed").entries)
    assert all("Jordan" in entry.place for entry in one.entries)


def test_a_month_of_a_series_is_the_figure_of_the_table():
    (one,) = entries("copper-price", "2017-02")
    assert (one.low, one.high, one.unit, one.date, one.mark) == (5940.91, 5940.91, "USD/tonne", "2017-02", "V")
    assert one.sources == ("world-bank-pink-sheet-2026-06",)
    lines = (DATA / "library" / "commodity-prices.csv").read_text(encoding="utf-8").splitlines()
    assert lines[one.line - 1].startswith("2017-02,")


@pytest.mark.parametrize(
    ("date", "count"),
    [("2017", 12), ("2017-02-14", 1), ("2016-08/2017-08", 13), ("1959", 0), ("2030-01", 0), (None, 797)],
)
def test_a_series_has_the_months_that_a_date_covers_and_no_others(date, count):
    assert len(entries("copper-price", date)) == count


def test_money_holds_at_its_date_and_a_load_at_any():
    dated = entries("iron-scrap-price", "2017-02")
    assert {entry.date[:7] for entry in dated} == {"2017-02"}
    assert len(dated) < len(entries("iron-scrap-price"))
    assert entries("truck-load", "2017-02") == entries("truck-load")


def test_money_without_a_figure_of_the_date_is_that_nearest_to_it():
    found = entries("iron-scrap-price", "2016-11")
    assert {entry.key for entry in found} == {"tsi-2016-10-21", "tsi-2016-12"} & {entry.key for entry in found}
    assert found


def test_a_row_that_lacks_an_input_is_no_entry():
    keys = [entry.key for entry in entries("iron-scrap-price")]
    assert "lme-mean-2017-02" not in keys
    assert "lme-2017-02-02" in keys


def test_a_bound_says_on_which_side():
    bounds = {entry.key: entry.is_bound for entry in entries("copper-scrap-war-price")}
    assert bounds["south-damascus-copper-2017"] == "below"
    assert bounds["kuwait-copper-2003-05"] == "above"
    assert bounds["damascus-copper-2017"] == ""


COMPARABLE = {
    ("tonne", "metal", "truck"): ["truck-load", "truck-load-allowed", "truck-load-single"],
    ("tonne", None, "truck"): ["truck-load", "truck-load-allowed", "truck-load-single"],
    ("short_ton", "wheat", "truck"): ["truck-load", "truck-load-allowed", "truck-load-single"],
    ("m**3", None, "truck"): ["truck-body-volume"],
    ("USD/tonne", "copper", None): ["copper-price"],
    ("USD/lb", "copper", None): ["copper-price"],
    ("USD/kg", "iron scrap", None): ["iron-scrap-price", "iron-scrap-war-price", "iron-scrap-works-price", "iron-scrap-yard-price"],
    ("IQD/USD", None, None): ["exchange-rate-iqd"],
    ("SYP/USD", None, None): ["exchange-rate-syp", "street-rate-syp"],
    ("EUR/tonne", "copper", None): [],
    ("USD/tonne", None, None): [],
    ("USD/tonne", "unobtanium", None): [],
    ("one", None, None): [],
    ("kg", "copper", "person"): ["copper-in-use"],
    ("tonne/m**3", "iron", None): ["iron-density"],
}  # fmt: skip


@pytest.mark.parametrize(("asked", "keys"), COMPARABLE.items(), ids=str)
def test_a_figure_is_held_against_topics_of_its_unit_and_its_things(asked, keys):
    found = comparable(*asked, "2017-02" if "SYP" not in asked[0] else "2021")
    assert set(keys) <= {one.topic.key for one in found}
    if not keys:
        assert found == ()
    for one in found:
        assert all(in_unit(entry, asked[0]) for entry in one.entries)


def test_the_very_thing_goes_before_its_kinds():
    found = comparable("USD/tonne", "iron", None, "2017-02")
    assert [one.fits_thing for one in found] == sorted((one.fits_thing for one in found), reverse=True)
    of_metal = comparable("USD/tonne", "metal", None, "2017-02")
    assert {"copper-price", "iron-scrap-price", "gold-price"} <= {one.topic.key for one in of_metal}
    assert not any(one.fits_thing for one in of_metal)


def test_figures_in_another_currency_are_left_out():
    keys = {entry.key for one in comparable("USD/kg", "copper scrap", None) for entry in one.entries}
    assert "haditha-copper-2003-07" in keys
    assert "damascus-copper-2017" not in keys


def test_the_period_is_that_of_the_entries():
    assert period(entries("copper-price", "2017")) == "2017-01/2017-12"
    assert period(entries("copper-price", "2017-02")) == "2017-02"
    assert period(entries("iron-scrap-price", "2017-02")) == "2017-02"
    assert period(entries("copper-density")) == ""


def test_pounds_do_not_become_dollars():
    pounds = next(entry for entry in entries("copper-scrap-war-price") if entry.key == "damascus-copper-2017")
    with pytest.raises(LibraryError, match="`SYP/kg` does not convert into `USD/kg`"):
        in_unit(pounds, "USD/kg")


FAULTS = {
    "a topic without a unit": ("x,title,,,,copper-price\n", "topics.csv:2: `unit` is ``; write a unit such as"),
    "a condition without a value": (
        "x,title,,,tonne,payloads,,,,statistic\n",
        "topics.csv:2: `where` is `statistic`; write `COLUMN=VALUE`",
    ),
    "a topic twice": (
        "x,a,,,tonne,payloads\nx,b,,,tonne,payloads\n",
        "topics.csv:3: `x` stands in line 2 already; keep one",
    ),
    "a table that is not there": ("x,title,,,tonne,paylods\n", "the table `paylods` of the topic `x` is not there"),
    "a column that is not there": (
        "x,title,,,tonne,payloads,,,,kind=mean,payload\n",
        "payloads.csv:1: the topic `x` asks for the column `kind`",
    ),
    "a series that is not there": (
        "x,title,,,USD/tonne,commodity-prices,cooper\n",
        "commodity-prices.csv:1: the topic `x` asks for the column `cooper` of a table of months; did you mean `copper`",
    ),
}


@pytest.mark.parametrize(("rows", "message"), FAULTS.values(), ids=FAULTS)
def test_a_list_of_topics_that_cannot_be_used_says_where_and_what(rows, message, tmp_path):
    for name in ("commodity-prices.csv", "datapackage.json"):
        shutil.copy(DATA / "library" / name, tmp_path)
    shutil.copy(DATA / "evidence" / "payloads.csv", tmp_path)
    head = "topic,title,of,per,unit,table,column,words,note,where,low\n"
    (tmp_path / "topics.csv").write_text(head + rows, encoding="utf-8")
    with pytest.raises((CaseError, EvidenceError, LibraryError)) as raised:
        entries(topics((tmp_path,))[0], None, (tmp_path,))
    assert message in str(raised.value)


def test_an_unknown_topic_is_named_with_the_nearest():
    with pytest.raises(LibraryError, match=r"no topic `coper-price`; did you mean `copper-price`"):
        topic_of("coper-price")


def test_a_date_that_is_none_is_refused():
    with pytest.raises(DateError, match="expected a date"):
        entries("copper-price", "soon")


def test_what_is_kept_is_asked_again_in_no_time():
    comparable("USD/tonne", "metal", None, "2017-02")
    kept = sys.modules["weighbridge.library.comparable"]._comparable
    before = kept.cache_info()
    for _ in range(20):
        comparable("USD/tonne", "metal", None, "2017-02")
    after = kept.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (20, 0)
