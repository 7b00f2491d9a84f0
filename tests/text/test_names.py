"""What the things of a case are called for people, with and without a name in the case."""

import pytest

from weighbridge.text import Called, Names

GIVEN = Names(
    given={
        "load": Called(called="a load", plural="such loads", per="truck"),
        "convoy": Called(called="the mean load of a convoy"),
        "convoy.low": Called(called="the lightest convoy"),
        "market": Called(called="where the metal is sold", options={"yard": "it is sold at a yard"}),
        "mass": Called(called="the mass of metal"),
    },
    said={"price": "the price of copper.", "wordy": "what " * 9, "stock": "metal in use; per person"},
    readings={"mass": "how “2500 tons” is read"},
    choices={"hedge width": "how far the words stretch"},
    options={"hedge width": {"generous": "the words are read generously"}},
)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("load", "a load"),
        ("price", "the price of copper"),
        ("wordy", "the wordy"),
        ("iron_in_use", "the iron in use"),
        ("shares.iron", "the share of iron"),
        ("shares.old_iron", "the share of old iron"),
    ],
)
def test_a_quantity_has_a_name(name, called):
    assert GIVEN.of(name) == called


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("convoy.high", "the highest mean load of a convoy"),
        ("convoy.low", "the lightest convoy"),
        ("convoy.mode", "the likeliest mean load of a convoy"),
        ("load", "a load"),
        ("shares.iron.mean", "the mean share of iron"),
        ("load.value 1", "value 1 of a load"),
    ],
)
def test_a_number_that_can_be_set_has_a_name(name, called):
    assert GIVEN.lever(name) == called


def test_a_choice_and_its_options_stand_in_sentences():
    assert GIVEN.choice("market") == "where the metal is sold"
    assert GIVEN.option("market", "yard") == "it is sold at a yard"
    assert GIVEN.option("market", "port") == "we take “port”"
    assert GIVEN.choice("old_mix") == "the old mix"
    assert GIVEN.choice("hedge width") == "how far the words stretch"
    assert GIVEN.option("hedge width", "generous") == "the words are read generously"


def test_the_choice_of_a_reading_is_not_called_as_the_number_is():
    assert GIVEN.choice("mass") == "how “2500 tons” is read"
    assert GIVEN.of("mass") == "the mass of metal"


def test_whether_there_is_a_name_is_known():
    assert [GIVEN.has(name) for name in ("load", "price", "wordy", "nothing")] == [True, True, False, False]
    assert (GIVEN.several("load"), GIVEN.several("price"), GIVEN.per("load")) == ("such loads", None, "truck")
