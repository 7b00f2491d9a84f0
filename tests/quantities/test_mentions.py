"""What a mention says beside its number: role, direction, date, doubts, spans; and what is not read, and why."""

import cProfile

import pytest

from weighbridge.base import RemediedError
from weighbridge.quantities import Doubt, Role, mentions


def roles(text):
    return [(one.meaning.value, str(one.role), one.rises) for one in mentions(text, "en").quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenue dropped to $56 million.", [("56 million USD", "after", False)]),
        (
            "Revenue dropped from around $80 million to $56 million.",
            [("80 million USD", "before", False), ("56 million USD", "after", False)],
        ),
        (
            "It dropped to $56 million in March from $80 million.",
            [("56 million USD", "after", False), ("80 million USD", "before", False)],
        ),
        ("Output fell by 30 per cent.", [("30 percent", "change", False)]),
        ("Prices rose 25 percent.", [("25 percent", "change", True)]),
        ("A 40 percent drop followed.", [("40 percent", "change", False)]),
        (
            "Oil went from 33,000 to 21,000 barrels a day.",
            [("33000 barrel/day", "before", False), ("21000 barrel/day", "after", False)],
        ),
        (
            "The fleet grew from 40 to 60 trucks.",
            [("40 truck", "before", True), ("60 truck", "after", True)],
        ),
        ("Traffic rose 2.3% to 16,833 ships.", [("2.3 percent", "change", True), ("16833 ship", "after", True)]),
        ("They sell 33,000 barrels a day.", [("33000 barrel/day", "rate", None)]),
        ("They paid $7 a kilogram.", [("7 USD/kg", "rate", None)]),
        ("Up to 700 men left.", [("700 person", "amount", None)]),
        ("They grow 5 tonnes of wheat.", [("5 tonne", "amount", None)]),
    ],
)
def test_what_rose_or_fell_is_told_by_the_words_around(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "doubt", "value", "others"),
    [
        ("2,500 tons", Doubt.TON, "2500 tonne", ["2500 short_ton", "2500 long_ton"]),
        ("2,500 tonnes", None, "2500 tonne", []),
        ("300 USD a ton", Doubt.TON, "300 USD/tonne", ["300 USD/short_ton", "300 USD/long_ton"]),
        ("300 USD a tonne", None, "300 USD/tonne", []),
        ("500 dinars in Iraq", Doubt.CURRENCY, "500 IQD", "500 JOD"),
        ("500 dinars in Jordan", Doubt.CURRENCY, "500 JOD", "500 IQD"),
        ("500 Iraqi dinars", None, "500 IQD", []),
        ("$300", Doubt.CURRENCY, "300 USD", "300 CAD"),
        ("US$300", None, "300 USD", []),
        ("$300 or 275 USD", None, "300 USD", []),
        ("40 pounds", Doubt.POUND, "40 lb", "40 GBP"),
        ("40 million pounds", Doubt.POUND, "40 million GBP", "40 million lb"),
        ("40 million pounds of flour", Doubt.POUND, "40 million lb", "40 million GBP"),
        ("40.125 litres", Doubt.SEPARATOR, "40.125 litre", ["40125 litre"]),
        ("40.000 litres", Doubt.SEPARATOR, "40000 litre", ["40.000 litre"]),
        ("40.000 litres and 2.670.000 litres", Doubt.SEPARATOR, "40000 litre", ["40.000 litre"]),
        ("40.125 litres at 3.5 euros", None, "40.125 litre", []),
        ("40,125 litres", None, "40125 litre", []),
        ("$1-2 million, in USD", None, "1 to 2 million USD", ["1 to 2000000 USD"]),
        ("200,000-1.5 million people", None, "200000 to 1500000 person", []),
    ],
)
def test_a_reading_that_is_not_certain_has_its_doubt_and_the_others_beside_it(text, doubt, value, others):
    one = mentions(text, "en").quantities[0]
    assert (one.meaning.doubt, one.meaning.value) == (doubt, value)
    found = [other.value for other in one.others]
    assert (others in found) if isinstance(others, str) else (found == others)
    assert one.is_certain == (doubt is None and not found)


def test_the_other_size_of_a_range_is_a_doubt_of_its_own():
    one = mentions("between 1 and 2 million USD", "en").quantities[0]
    assert [(other.doubt, other.low, other.high) for other in one.others] == [(Doubt.SHARED_SIZE, 1, 2_000_000)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2016 they sold 40 trucks.", ["2016"]),
        ("They sold 40 trucks in March 2016.", ["2016-03"]),
        ("They sold 40 trucks on 3 March 2016.", ["2016-03-03"]),
        ("They sold 40 trucks in 2016 and 30 vans in 2017.", ["2016", "2017"]),
        ("In 2016 they sold 40 trucks and 30 vans.", ["2016", "2016"]),
        ("They sold 40 trucks and 30 vans in 2017.", [None, "2017"]),
        ("They sold 40 trucks.", [None]),
    ],
)
def test_a_quantity_has_the_date_that_its_words_give_it(text, expected):
    assert [one.when for one in mentions(text, "en").quantities] == expected


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 2 April 2017", "2017-04-02"),
        ("on April 2, 2017", "2017-04-02"),
        ("on the 2nd of April 2017", "2017-04-02"),
        ("in April 2017", "2017-04"),
        ("on 2017-04-02", "2017-04-02"),
        ("on 25/04/2017", "2017-04-25"),
        ("on 25.4.2017", "2017-04-25"),
        ("in 2017", "2017"),
        ("since 1995", "1995"),
        ("in 2013-14", "2013/2014"),
        ("on 14 March", "--03-14"),
        ("in the 1960s", "196"),
        ("by 2020, all was gone", "2020"),
    ],
)
def test_a_date_is_kept_apart(text, iso):
    found = mentions(text, "en")
    assert (found.quantities, [said for _, _, said in found.dates]) == ((), [iso])


@pytest.mark.parametrize(
    ("text", "thing"),
    [("2000 refugees came", "refugee"), ("They sent 1900 trucks", "truck"), ("1850 tonnes of tin", "tin")],
)
def test_four_digits_before_what_they_count_are_no_year(text, thing):
    found = mentions(text, "en")
    assert ([one.meaning.thing for one in found.quantities], found.dates) == ([thing], ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9" * 400 + " trucks", "it has more than 25 digits"),
        ("It is 1-2-3-4 there", "numbers joined by signs: a code, a score or a telephone number"),
        ("They paid 1,23,4 dollars", "its separators part neither thousands nor decimals"),
        ("about 2.23 × 1019 atoms", "it may be a power of ten whose raised digits came down to the line"),
        ("one million million million million million trucks", "it has more than 25 digits"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(text, reason):
    found = mentions(text, "en")
    assert ([one.reason for one in found.not_read], found.quantities) == ([reason], ())


def test_spans_are_those_of_the_text_that_was_given():
    text = "near\u00a050\u200b trucks and 40\u00ad tonnes of met-\nal"
    one, other = mentions(text, "en").quantities
    assert (one.text, text[slice(*one.number)], one.cue_text) == ("near\u00a050\u200b trucks", "50", "near")
    assert text[other.start : other.end].endswith("met-\nal")
    assert other.meaning.thing == "metal"


def test_the_cue_is_a_key_of_the_table_and_its_words_stand_beside_it():
    one = mentions("Well over 5,000 head of cattle, 300 or so goats", "en").quantities
    assert [(each.cue, each.cue_text) for each in one] == [("more than", "Well over"), ("about", "or so")]


@pytest.mark.parametrize(
    ("said", "per", "thing"),
    [
        ("The former cost $90,000 each.", "truck", None),
        ("The latter cost $90,000 each.", "van", None),
        ("The former carried 300 tonnes.", None, "truck"),
    ],
)
def test_the_former_and_the_latter_are_the_two_things_last_counted(said, per, thing):
    one = mentions(f"They had 40 trucks and 30 vans. {said}", "en").quantities[-1]
    assert (one.meaning.per, one.meaning.thing, one.is_certain) == (per, thing, False)


def test_a_listed_number_takes_the_unit_of_the_next_with_a_doubt():
    found = mentions("They took 4, 5 and 6 kg of salt.", "en").quantities
    assert [one.meaning.doubt for one in found] == [Doubt.UNIT_CARRIED, Doubt.UNIT_CARRIED, None]


def test_a_language_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(RemediedError) as raised:
        mentions("5 kg", "xx")
    assert (raised.value.message, "`en`" in raised.value.remedy) == ("no language `xx`", True)


def test_a_text_that_tells_no_language_is_read_as_english_and_says_so():
    found = mentions("50 kg")
    assert (found.language, len(found.notes), found.quantities[0].meaning.value) == ("en", 1, "50 kg")
    assert mentions("the price of 50 kg of copper and of the iron").notes == ()


HOSTILE = {
    "digits": "1" * 60_000,
    "spaces": " " * 60_000,
    "line ends": "\n" * 60_000,
    "dashes": "1-" * 20_000,
    "parentheses": "(" * 20_000 + ")" * 20_000,
    "commas": "1," * 20_000,
    "points": "1." * 20_000,
    "one word": "a" * 60_000,
    "millions": "million " * 8_000,
    "brackets": "[1" * 10_000,
    "at signs": "a@" * 20_000,
    "percent": "%" * 20_000,
    "quotes": "\"'" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_text_of_one_kind_of_sign_takes_steps_in_proportion(text):
    """Calls are counted and no seconds, which depend on what else the machine does."""

    def steps(part):
        profile = cProfile.Profile()
        profile.runcall(mentions, part, "en")
        return sum(entry.callcount for entry in profile.getstats())

    steps(text[:1000])
    short, long = steps(text[: len(text) // 8]), steps(text)
    assert long < 20 * max(short, 1000)  # eight times as long a text: a square would be 64 times


@pytest.mark.parametrize("text", ["", " ", "\n", "the", "no number here at all"])
def test_a_text_without_numbers_has_no_quantities(text):
    found = mentions(text)
    assert (found.text, found.quantities, found.dates, found.not_read) == (text, (), (), ())


def test_roles_of_a_range_for_each():
    one = mentions("230 bags, each containing 50kg to 70kg", "en").quantities[1]
    assert (one.role, one.meaning.per, one.meaning.value) == (Role.RATE, "bag", "50 to 70 kg/bag")
