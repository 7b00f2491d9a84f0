"""A first look at a passage: what the library says to it, which readings are open, how it shows itself."""

import json
import math

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import weighbridge
from hostile_text import HOSTILE
from plain_words import faults, sentences
from weighbridge import CaseError, WeighbridgeError
from weighbridge.first_look import FirstLook, of_text
from weighbridge.first_look.comparison import Asked, held_against, usual_thing
from weighbridge.first_look.look import LONGEST
from weighbridge.first_look.misprints import misprints
from weighbridge.first_look.places import _is_called, of_currencies
from weighbridge.first_look.results import Position
from weighbridge.first_look.stuff import stuff_near
from weighbridge.library import Comparable, Entry, LibraryError, Topic
from weighbridge.quantities import kinds_of
from weighbridge.relations import Agreement

CONVOY = (
    "The number of the trucks was near 50 trucks loaded with approximately 2500 tons of metal "
    "which is 750 thousand USD on average. The convoy left."
)
FUEL = "69 trucks laden with 40.000 liters each, which means 2.670.000 liters"
LOAD = Topic("truck-load", "load of a truck", "tonne", "payloads", per="truck")


def library(*ends, unit="tonne", topic=LOAD, fits=True, dates=""):
    """A library of one topic with these figures, whatever is asked for."""
    entries = tuple(
        Entry(topic.key, f"e{at}", "w", low, high, unit, "", dates, ("s",), "V", "", at)
        for at, (low, high) in enumerate(ends, 2)
    )
    return lambda unit, of, per, date: (Comparable(topic, entries, fits, dates),)


LOADS = library((10, 10), (20, 30), (40, 65))


@pytest.mark.parametrize(
    ("figure", "position", "lower", "higher", "times"),
    [
        ((50, 50), Position.WITHIN, 2, 0, 1.0),
        ((35, 35), Position.WITHIN, 2, 1, 1.0),
        ((10, 10), Position.WITHIN, 0, 2, 1.0),
        ((65, 65), Position.WITHIN, 2, 0, 1.0),
        ((130, 130), Position.ABOVE, 3, 0, 2.0),
        ((5, 5), Position.BELOW, 0, 3, 0.5),
        ((5, 15), Position.ACROSS, 0, 2, 1.0),
        ((60, 70), Position.ACROSS, 2, 0, 1.0),
        ((70, 130), Position.ABOVE, 3, 0, 70 / 65),
    ],
)
def test_where_a_figure_lies_among_those_of_the_library(figure, position, lower, higher, times):
    (held,) = held_against(figure, figure, "tonne", None, "truck", None, LOADS)
    assert (held.position, held.lower, held.higher, held.count) == (position, lower, higher, 3)
    assert math.isclose(held.times, times)
    assert (held.low, held.high) == (10, 65)


def test_the_library_is_given_in_the_unit_of_the_figure():
    (held,) = held_against((1290, 1290), (1290, 1290), "mg", None, "bank note", None, library((1, 1.2), unit="g"))
    assert (round(held.low), round(held.high), held.unit) == (1000, 1200, "mg")
    assert math.isclose(held.times, 1.29 / 1.2)


def test_whether_the_words_leave_room_to_reach_the_library():
    for room, meets in (((60, 80), True), ((66, 80), False)):
        (held,) = held_against((70, 70), room, "tonne", None, "truck", None, LOADS)
        assert held.meets is meets


def test_of_several_topics_the_very_thing_comes_first_then_where_it_lies_then_the_nearest():
    topics = {"far": 1000, "near": 60, "among": 50}
    found = [
        library((low, low + 1), topic=Topic(name, name, "tonne", "t"), fits=name == "far")("", None, None, None)[0]
        for name, low in topics.items()
    ]
    held = held_against((50.5, 50.5), (50, 51), "tonne", None, "truck", None, lambda *asked: tuple(found))
    assert [one.topic.key for one in held] == ["far", "among", "near"]


def test_what_is_sold_by_a_unit_is_taken_as_such_and_said():
    assert (usual_thing("USD/barrel"), usual_thing("USD/tonne")) == ("crude oil", None)
    asked = []
    answer = lambda *one: (asked.append(one), ())[1]  # noqa: E731
    held_against((50, 50), (50, 50), "USD/barrel", None, None, None, answer)
    held_against((50, 50), (50, 50), "USD/barrel", "olive oil", None, None, answer)
    assert [one[1] for one in asked] == ["crude oil", "olive oil"]
    look = weighbridge.weigh("one to three million dollars a day, which is about five thousand barrels a day")
    assert {held.assumed for held in look.comparisons[0]} == {"crude oil"}
    assert "As crude oil, that is" in str(look)


def test_an_area_is_held_against_the_places_that_the_passage_names():
    look = weighbridge.weigh("37m tonnes of debris … an average 300kg of rubble a square metre of land in Gaza")
    (held,) = look.comparisons[0]
    assert (held.topic.title, held.unit) == ("area of Gaza", "km**2")
    assert held.low < 123 < held.high
    nowhere = weighbridge.weigh("37m tonnes of debris … an average 300kg of rubble a square metre of land")
    assert nowhere.comparisons[0] == ()


@pytest.mark.parametrize(("place", "name", "is_one"), [
    ("Gaza Strip", "Gaza", True),
    ("Gaza", "Gaza", True),
    ("Deir al-Balah Governorate, Gaza Strip", "Gaza", False),
    ("Deir al-Balah Governorate, Gaza Strip", "Deir al-Balah Governorate", True),
    ("Gazan Hills", "Gaza", False),
])  # fmt: skip
def test_a_name_stands_for_places_that_are_called_so(place, name, is_one):
    assert _is_called(place, name) is is_one


def test_two_currencies_are_held_against_their_rate_of_the_day_in_its_direction():
    look = weighbridge.weigh("500 billion dinars taken from Mosul's banks ($430 million)", date="2014-06")
    (held,) = look.comparisons[0]
    assert (held.topic.key, held.unit) == ("exchange-rate-iqd", "IQD/USD")
    assert held.low == held.high
    assert of_currencies("USD/tonne") == of_currencies("USD") == ()


def test_a_broken_library_ends_no_first_look():
    def broken(*asked):
        raise LibraryError("topics.csv:3: no such table", "write one")

    asked = Asked(broken)
    assert held_against((1, 1), (1, 1), "tonne", None, None, None, asked) == ()
    assert list(asked.faults) == ["the library could not be asked: topics.csv:3: no such table; write one"]


def test_the_first_case_at_first_sight():
    look = weighbridge.weigh(CONVOY, date="2017-02")
    assert [round(one.value) for one in look.relations] == [50, 15_000, 300]
    load, of_truck, price = look.comparisons
    assert {one.topic.key: one.position for one in load}["truck-load"] == Position.WITHIN
    assert of_truck == ()
    assert {one.unit for one in price} == {"USD/tonne"}
    assert {"metal", "scrap"} & {kind for one in price for kind in kinds_of(one.topic.of)}
    assert [round(one.changes[0][1].value, 1) for one in look.others] == [45.4, 50.8]


def test_a_date_chooses_the_figures_and_the_passage_may_say_it():
    told = weighbridge.weigh("Copper sold at $5,900 a tonne.", date="2017-02")
    said = weighbridge.weigh("In February 2017 copper sold at $5,900 a tonne.")
    for look in (told, said):
        held = {one.topic.key: one for one in look.rates[0].held}
        assert held["copper-price"].count == 1
        assert held["copper-price"].assumed == "copper"
    assert weighbridge.weigh("Copper sold at $5,900 a tonne.").rates[0].held[0].count > 100


@pytest.mark.parametrize(
    ("text", "stuff"),
    [
        ("Copper sold at $5,900 a tonne.", "copper"),
        ("The metal, mostly copper, sold at $5,900 a tonne.", "copper"),
        ("Copper and iron sold at $5,900 a tonne.", None),
        ("It sold at $5,900 a tonne.", None),
        (f"Copper is red.{' It is.' * 40} It sold at $5,900 a tonne.", None),
    ],
)
def test_what_a_price_is_of_is_the_only_stuff_named_near_it(text, stuff):
    assert stuff_near(weighbridge.weigh(text).mentions, [0]) == stuff


def test_two_digits_that_changed_places_are_found():
    look = weighbridge.weigh(FUEL)
    assert look.relations[0].agreement == Agreement.LOOSE
    (slip,) = look.misprints
    assert (slip.place, slip.slip, slip.low) == (2, "swapped digits", 2_760_000.0)


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("50 trucks with 20 tonnes each, in all 10,000 tonnes", {"a zero dropped", "a zero too many"}),
        ("50 trucks with 20 tonnes each, in all 1.0 million tonnes", {"million for thousand"}),
        ("4 kg of cocaine for $2,000, at $50,000 a kilogram", {"two zeros dropped", "two zeros too many"}),
        ("5 thousand sacks with 20 kg each, in all 100,000 tonnes", {"thousand for million"}),
        ("50 trucks with 20 tonnes each, in all 1,000 tonnes", set()),
        ("52 trucks with 20 tonnes each, in all 500 tonnes", {"swapped digits"}),
    ],
)
def test_slips_of_one_number_that_would_make_all_agree(text, slips):
    look = weighbridge.weigh(text)
    assert {one.slip for one in look.misprints} == slips


def test_misprints_are_sought_only_where_numbers_do_not_agree():
    look = weighbridge.weigh("50 trucks with 20 tonnes each, in all 1,000 tonnes")
    assert look.relations[0].agreement == Agreement.EXACT
    assert look.misprints == ()
    assert misprints(look.mentions, 0, look.relations[0])[:1] == ()


def test_a_currency_of_many_countries_is_told_once():
    look = weighbridge.weigh("120 tonnes of coltan, earning at least $800,000 a month … a tax of $7 a kilogram")
    (one,) = look.currencies
    assert (one.places, one.taken) == ((1, 2), "USD")
    assert "CAD" in one.others
    assert look.others == ()


# How it shows itself.


def test_it_shows_the_passage_with_its_numbers_marked():
    look = weighbridge.weigh(CONVOY)
    assert str(look).startswith(
        "The number of the trucks was [near 50 trucks] loaded with [approximately 2500 tons of metal]"
    )
    assert repr(look) == str(look)
    page = BeautifulSoup(look._repr_html_(), "html.parser")
    assert [one.text for one in page.find_all("mark")] == [one.text for one in look.mentions.quantities]
    assert page.p.text == CONVOY
    assert [one.caption.text for one in page.find_all("table")] == [
        "What was read", "What the numbers imply", "What the library says to that",
    ]  # fmt: skip
    assert "**near 50 trucks**" in look._repr_markdown_()


def test_it_says_that_it_is_a_first_look():
    for text in (CONVOY, "Nothing here."):
        look = weighbridge.weigh(text)
        for shown in (str(look), look._repr_html_(), look.markdown()):
            assert "This is a first look" in shown


TEXTS = (
    CONVOY,
    FUEL,
    "281 million individual bills weighing a total of 363 tons",
    "120 tonnes of coltan, earning at least $800,000 a month … a tax of $7 a kilogram",
    "230 bags, each containing 50kg to 70kg … 12.9 tonnes … 17,000 animals",
    "500 billion dinars taken from Mosul's banks ($430 million)",
    "one to three million dollars a day, which is about five thousand barrels a day",
    "from the 33,000 barrels per day we saw during summer 2015 to approximately 21,000 barrels per day",
)


@pytest.mark.parametrize("text", TEXTS)
def test_its_sentences_are_plain_words(text):
    look = weighbridge.weigh(text)
    said = "\n\n".join(str(look).splitlines()[2:])
    assert faults(said) == []
    assert len(sentences(said)) > 2


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_a_table_and_json_with_all_that_was_found(text):
    look = weighbridge.weigh(text)
    frame, found = look.table(), json.loads(look.to_json())
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == len(look.mentions.quantities) == len(found["mentions"]["quantities"])
    assert [text[start:end] for start, end in zip(frame["start"], frame["end"], strict=True)] == list(frame["words"])
    assert [one["value"] for one in found["relations"]] == [one.value for one in look.relations]
    assert len(found["comparisons"]) == len(found["relations"])


def test_it_lists_what_a_user_needs():
    assert sorted(dir(weighbridge.weigh("50 trucks"))) == sorted(FirstLook.FACE)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_stands_in_a_passage_does_nothing(text):
    passage = f"Near 50 trucks {text} loaded with 2500 tons of {text} metal"
    look = weighbridge.weigh(passage)
    page = BeautifulSoup(look._repr_html_(), "html.parser")
    assert {one.name for one in page.find_all(True)} <= {
        *("div", "p", "mark", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li", "em", "strong"),
    }
    assert "\x1b" not in str(look)
    assert "<script" not in look.markdown()
    json.loads(look.to_json())


def test_a_long_passage_is_shown_by_what_stands_around_its_numbers():
    filler = "Nothing of interest happened there that day. " * 60
    look = weighbridge.weigh(f"{filler}Near 50 trucks were loaded with 2500 tonnes of metal. {filler}")
    assert len(look.relations) == 1
    assert len(str(look).splitlines()[0]) < 500
    assert "[Near 50 trucks]" in str(look)


# Bad input.


@pytest.mark.parametrize("text", ["", "   \n\t "])
def test_an_empty_text_is_refused_with_what_to_give(text):
    with pytest.raises(
        WeighbridgeError, match="the text is empty; give a passage that holds numbers, in quotation marks"
    ):
        weighbridge.weigh(text)


def test_a_text_that_is_no_passage_is_refused_with_its_length():
    with pytest.raises(WeighbridgeError, match=rf"has 200,001 characters, and a passage at most {LONGEST:,}; give the"):
        of_text("x" * (LONGEST + 1))


def test_a_date_that_is_none_is_refused():
    with pytest.raises(WeighbridgeError, match="`soon` is not a date"):
        weighbridge.weigh(CONVOY, date="soon")


def test_a_language_without_tables_is_refused_with_those_there_are():
    with pytest.raises(WeighbridgeError, match="no language `xx`"):
        weighbridge.weigh(CONVOY, language="xx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_files_of_usual_encodings_are_read(tmp_path, encoding):
    path = tmp_path / "passage.txt"
    path.write_bytes("50 trucks carried 2,500 tonnes of metal – “all of it” – for £750,000.".encode(encoding))
    look = weighbridge.weigh(path)
    assert look.name.endswith("passage.txt")
    assert [round(one.value) for one in look.relations][:1] == [50]


def test_a_page_is_read_as_a_reader_sees_it(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><p>50&nbsp;trucks loaded with<br>2,500&nbsp;tonnes</p><script>7 kg</script></body></html>"
    )
    assert [one.value for one in weighbridge.weigh(path).relations] == [50]


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(CaseError, match=r"picture\.png: is a picture"):
        weighbridge.weigh(path)


@pytest.mark.parametrize(
    "text",
    ["Copper was sold at $5,900 a tonne.", "They sold oil at $68 a barrel.", "He sold gold at $40,000 a kilogram."],
)
def test_prices_of_many_years_say_of_which_and_that_nothing_was_done_for_inflation(text):
    look = weighbridge.weigh(text)
    (rate,) = look.rates
    lines = str(look).splitlines()
    series = [line for line in lines if " months (" in line]
    assert len(series) == len(rate.held)
    assert all("1960 to" in line and "2026" in line for line in series)
    assert sum("no regard to inflation" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In February 2017 copper was sold at $5,900 a tonne.", "0.7% less than the price"),
        ("In February 2017 copper was sold at $6,000 a tonne.", "1% more than the price"),
        ("In February 2017 copper was sold at $5,000 a tonne.", "16% less than the price"),
    ],
)
def test_a_figure_next_to_the_only_one_says_how_far_off(text, said):
    look = str(weighbridge.weigh(text))
    assert said in look
    assert "inflation" not in look


@pytest.mark.parametrize("unit", ["barrel", "litre"])
def test_what_a_tank_truck_holds_is_not_held_against_the_room_for_dry_goods(unit):
    look = str(weighbridge.weigh(f"Each tanker truck carried {300 if unit == 'barrel' else 40_000} {unit}s of oil."))
    assert "a tank truck holds" in look
    assert "room in" not in look


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Gold was at $2,000 an ounce in March 2022.", "troy_ounce"),
        ("Silver fell to $22 an ounce.", "troy_ounce"),
        ("L'once d'or valait 2000 dollars l'once en mars 2022.", "troy_ounce"),
        ("Saffron is sold at $100 an ounce.", "ounce_avoirdupois"),
    ],
)
def test_an_ounce_of_gold_is_one_in_which_gold_is_priced(text, unit):
    look = weighbridge.weigh(text)
    assert look.mentions.quantities[-1].meaning.per == unit
    assert "avoirdupois ounce, March" not in str(look)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In 2010 coffee cost $6.35 a kilogram; in 1960 it cost $0.94 a kilogram.", ["2010", "1960"]),
        ("In 2010 coffee cost $6.35 a kilogram and in 1960 it cost $0.94 a kilogram.", ["2010", "1960"]),
        (
            "Coffee cost $6 a kilogram in 2010, $2 a kilogram in 1980 and $1 a kilogram in 1960.",
            ["2010", "1980", "1960"],
        ),
        ("In 2016 it had 900 trucks and 80 cars; in 2017 it had 700 trucks and 60 cars.", ["2016"] * 2 + ["2017"] * 2),
    ],
)
def test_a_price_is_held_against_those_of_its_own_year(text, dates):
    assert [one.when for one in weighbridge.weigh(text).mentions.quantities] == dates


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("40 containers carried 2,000 tonnes.", "drum"),
        ("Two ships with 30,000 tonnes each brought 90,000 tonnes of wheat.", "barge"),
    ],
)
def test_another_kind_of_thing_ten_times_off_is_no_comparison(text, far):
    look = weighbridge.weigh(text)
    assert any(look.comparisons)
    assert far not in str(look)


def test_another_reading_that_changes_nothing_is_not_shown():
    look = weighbridge.weigh("Moved 3 tons of gold a month, or 36 tons a year.")
    assert len(look.others) == 4
    assert "36 short tons a year" not in str(look)


def test_a_rate_that_agrees_with_what_follows_is_held_against_the_library_once():
    look = weighbridge.weigh(
        "In May 2014 they sold oil at $30 a barrel, 50,000 barrels a day, making $1.5 million a day."
    )
    assert len(look.rates) == 1
    assert str(look).count("the price of Dubai crude oil") == 1


def test_prices_without_a_date_are_said_to_be_of_all_months():
    assert "no date" in " ".join(
        str(weighbridge.weigh("a tanker with 1.1 million barrels of oil worth $80 million")).split()
    )
    dated = weighbridge.weigh("a tanker with 1.1 million barrels of oil worth $80 million", date="2019-05")
    assert "no date" not in " ".join(str(dated).split())


def test_a_figure_that_the_wording_brings_within_reach_is_not_called_more():
    look = weighbridge.weigh("It cost 429 million Saudi riyals, which is 114 million US dollars.")
    assert "close to the exchange rate of the Saudi riyal" in " ".join(str(look).split())
