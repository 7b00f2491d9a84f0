"""Figures with their units as they are read aloud: every unit has its words, and no notation is left in a text."""

import re
from itertools import combinations_with_replacement, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.text import parse_unit, show
from weighbridge.text.declared_units import DeclaredUnit, declared_units
from weighbridge.text.unit_spellings import unit_names
from weighbridge.text.unit_words import phrase, unit_words, with_article, words_of
from weighbridge.text.words import number, span, with_unit

UNITS = sorted(unit_names())
NOTATION = re.compile(r"[/_*]| %|  |^ | $")


def test_every_unit_has_its_words_and_no_other_has():
    assert sorted(unit_words()) == UNITS
    assert [name for name, words in unit_words().items() if not (words.one and words.many) and name != "one"] == []


def test_no_two_units_have_the_same_words_or_the_same_sign():
    for kind in ("one", "many", "sign"):
        said = [text for words in unit_words().values() if (text := getattr(words, kind))]
        assert len(set(said)) == len(said)


def test_the_only_signs_are_those_that_mean_one_thing():
    signs = {name: words.sign for name, words in unit_words().items() if words.sign}
    assert signs == {"USD": "$", "EUR": "€", "GBP": "£", "percent": "%", "permille": "‰"}


@pytest.mark.parametrize(
    ("text", "unit", "read"),
    [
        ("50", "tonne/truck", "50 tonnes a truck"),
        ("1", "tonne/truck", "1 tonne a truck"),
        ("1", "tonne", "1 tonne"),
        ("−1", "tonne", "−1 tonne"),
        ("from 1", "tonne", "from 1 tonne"),
        ("1.5", "tonne", "1.5 tonnes"),
        ("0.5 to 1", "tonne", "0.5 to 1 tonnes"),
        ("0.1", "tonne", "0.1 tonnes"),
        ("21", "tonne", "21 tonnes"),
        ("1 million", "tonne", "1 million tonnes"),
        ("300", "USD/tonne", "$300 a tonne"),
        ("235 to 593", "USD/tonne", "$235 to $593 a tonne"),
        ("2.1 million", "USD", "$2.1 million"),
        ("2 million to 3 million", "USD/day", "$2 million to $3 million a day"),
        ("1.2 × 10³⁰", "EUR", "€1.2 × 10³⁰"),
        ("31.8", "GBP/kg", "£31.80 a kilogram"),
        ("31.85", "GBP/kg", "£31.85 a kilogram"),
        ("0.125", "USD/kWh", "$0.125 a kilowatt hour"),
        ("1.5 million", "EUR", "€1.5 million"),
        ("−5", "USD", "−$5"),
        ("-5.5", "USD", "−$5.50"),
        ("just below 1,250", "USD", "just below $1,250"),
        ("any", "USD", "any US dollars"),
        ("2.1 million", "SYP", "2.1 million Syrian pounds"),
        ("1", "SYP", "1 Syrian pound"),
        ("517", "SYP/USD", "517 Syrian pounds a US dollar"),
        ("150", "JPY", "150 Japanese yen"),
        ("5", "USD/us_gallon", "$5 a US gallon"),
        ("5", "tonne/EUR", "5 tonnes a euro"),
        ("5", "MWh/hour", "5 megawatt hours an hour"),
        ("33,000", "barrel/day", "33,000 barrels a day"),
        ("7", "person", "7 people"),
        ("1", "person", "1 person"),
        ("30", "percent", "30%"),
        ("30", "%", "30%"),
        ("24 to 31", "percent", "24% to 31%"),
        ("1", "percent", "1%"),
        ("3", "percent/year", "3% a year"),
        ("30", "percent*person", "30% of a person"),
        ("2", "USD/percent", "$2 per percent"),
        ("6", "percentage_point", "6 percentage points"),
        ("8", "permille", "8‰"),
        ("1", "ppm", "1 part per million"),
        ("120,000", "truck/month", "120,000 trucks a month"),
        ("12", "kg/person", "12 kilograms a person"),
        ("5", "1/day", "5 a day"),
        ("4", "kg*m**2", "4 kilogram square metres"),
        ("7", "tonne/m**3", "7 tonnes per cubic metre"),
        ("9.8", "m/second**2", "9.8 metres per second squared"),
        ("2", "litre/day/person", "2 litres a day per person"),
        ("2", "km*tonne/day", "2 kilometre tonnes per day"),
        ("2", "foot**4", "2 feet to the power 4"),
        ("7", "USD*tonne", "7 US dollar tonnes"),
        ("3", "bag", "3 bags"),
        ("1", "school_bus", "1 school bus"),
        ("3", "school_bus", "3 school buses"),
        ("3", "USD/families", "$3 a family"),
        ("3", "policeman", "3 policemen"),
        ("3", "TEU", "3 TEU"),
        ("3", "times what is stated", "3 times what is stated"),
        ("3", "a_b //c", "3 a b per per c"),
        ("6", "", "6"),
    ],
)
def test_a_figure_with_its_unit_is_read_aloud(text, unit, read):
    assert with_unit(text, unit) == read


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("hour", "an"), ("euro", "a"), ("US dollar", "a"), ("US gallon", "a"), ("ounce", "an"), ("unit", "a"),
        ("Uzbek som", "an"), ("Ukrainian hryvnia", "a"), ("Ugandan shilling", "a"), ("Emirati dirham", "an"),
        ("Algerian dinar", "an"), ("yuan", "a"), ("one", "a"), ("MMBtu", "an"), ("TEU", "a"), ("FTE", "an"),
        ("umbrella", "an"), ("house", "a"), ("European", "a"), ("user", "a"), ("acre", "an"), ("inch", "an"),
    ],
)  # fmt: skip
def test_an_article_is_as_spoken(words, article):
    assert with_article(words) == f"{article} {words}"


def test_a_unit_that_a_case_declares_has_its_own_name():
    entries = {
        "school_bus": DeclaredUnit(counted="a school bus", reason="They brought them."),
        "sack": DeclaredUnit(**{"is": "50 kg", "reason": "The usual sack."}),
    }
    spellings = declared_units(entries, [], lambda name, error: pytest.fail(f"{name}: {error}"))
    for unit, read in [("sack", "7 sacks"), ("sack/school_bus", "7 sacks a school bus"), ("USD/sack", "$7 a sack")]:
        assert with_unit("7", show(parse_unit(unit, spellings))) == read


@pytest.mark.parametrize(
    ("name", "one", "many"),
    [
        ("box", "box", "boxes"), ("boxes", "box", "boxes"), ("lorry_load", "lorry load", "lorry loads"),
        ("bus", "bus", "buses"), ("glass", "glass", "glasses"), ("gas", "gas", "gases"), ("child", "child", "children"),
        ("city", "city", "cities"), ("families", "family", "families"), ("sheep", "sheep", "sheep"),
        ("Bag", "Bag", "Bags"), ("MWe", "MWe", "MWe"), ("bags", "bag", "bags"), ("human", "human", "humans"),
    ],
)  # fmt: skip
def test_a_name_has_its_plural(name, one, many):
    assert (words_of(name).one, words_of(name).many) == (one, many)


PRODUCTS = st.one_of(
    st.sampled_from(UNITS),
    st.tuples(st.sampled_from(UNITS), st.sampled_from("*/"), st.sampled_from(UNITS)).map("".join),
    st.lists(st.tuples(st.sampled_from("*/"), st.sampled_from(UNITS), st.sampled_from(["", "**2", "**3", "**4"])))
    .map(lambda some: "one" + "".join("".join(one) for one in some[:5])),
)  # fmt: skip
FIGURES = st.floats(-1e13, 1e13) | st.integers(-9, 9) | st.sampled_from([0, 1, 1.5, 1e-30, -1e30])


@given(PRODUCTS, FIGURES, FIGURES)
def test_no_text_has_notation_in_it(unit, low, high):
    written = show(parse_unit(unit)) if len(unit) < 60 else unit
    for text in (with_unit(number(low), written), span((low, high), written), with_unit("none", written)):
        assert not NOTATION.search(text), text


@pytest.mark.parametrize("sign", ["*", "/"])
def test_any_product_and_any_quotient_of_two_units_has_words_of_its_own(sign):
    """Said of any other number than one: two units that differ never read alike."""
    pairs = combinations_with_replacement(UNITS, 2) if sign == "*" else permutations(UNITS, 2)
    made = [phrase(f"{one}{sign}{other}") for one, other in pairs if "one" not in (one, other)]
    texts = [f"{words.before}7{words.behind} {words.many}".rstrip() for words in made]
    assert len(set(texts)) == len(texts)
    assert [text for text in texts if NOTATION.search(text)] == []


@given(st.sampled_from(UNITS), FIGURES, FIGURES)
def test_what_differs_prints_differently(unit, one, other):
    """Two figures that number tells apart are told apart with their unit too."""
    texts = [number(value, 6) for value in (one, other)]
    assert (with_unit(texts[0], unit) == with_unit(texts[1], unit)) == (texts[0] == texts[1])
