"""What passages imply: published quotations, sentences of which nothing follows, and each rule by small passages."""

# ruff: noqa: E501 (a row of a table stands on one line)

import csv
import math
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_mentions import made

from weighbridge.quantities import Mentions, mentions
from weighbridge.relations import Agreement, Link, Operation, relations
from weighbridge.relations.quotients import familiar
from weighbridge.text import factor, parse_unit, same_kind

HERE = Path(__file__).parent


def rows(name):
    """The rows of a table beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def told(one):
    """A relation as the tables write it: ``quotient 50 tonne per truck``, ``product 6221 tonne, stated: rounded``."""
    digits = 4 if one.value >= 1000 else 3
    value = f"{float(f'{one.value:.{digits}g}'):.10g}" if one.value < 10_000 else f"{round(one.value)}"
    per = f" per {one.per}" if one.per else ""
    stated = "" if one.stated is None else f", stated: {one.agreement}"
    return f"{one.operation} {value} {one.unit}{per}{stated}"


PASSAGES = {row["key"]: row for row in rows("passages.csv")}


@pytest.mark.parametrize("key", PASSAGES)
def test_published_passages_give_the_relations_of_the_table_and_no_other(key):
    row = PASSAGES[key]
    found = relations(mentions(row["quotation"]))
    assert sorted(map(told, found)) == sorted(filter(None, row["relations"].split("; ")))


NOTHING = rows("no_relations.csv")


def test_there_are_650_sentences_of_which_nothing_follows_in_seven_languages():
    sentences = [row["sentence"] for row in NOTHING]
    assert len(sentences) == len(set(sentences)) == 650
    assert {row["language"] for row in NOTHING} == {"ar", "de", "en", "es", "fr", "ru", "uk"}


@pytest.mark.parametrize("is_told", [False, True], ids=["language found", "language told"])
def test_nothing_follows_from_dates_pages_names_results_and_the_like(is_told):
    found = {
        row["sentence"]: list(map(told, some))
        for row in NOTHING
        if (some := relations(mentions(row["sentence"], row["language"] if is_told else None)))
    }
    assert found == {}


# Each rule, by passages whose quantities are marked by hand; three of a kind, and what is like it and is not.

RULES = {
    "a load": ("[50 trucks|50 truck] loaded with [2,500 tonnes of metal|2500 tonne of metal]", ["quotient 50 tonne per truck"]),
    "a load, the carrier second": ("[2,500 tonnes of metal|2500 tonne of metal] aboard [50 trucks|50 truck]", ["quotient 50 tonne per truck"]),
    "a cargo that no list has": ("[4 trucks|4 truck] loaded with [80 tonnes of hats|80 tonne of hat]", ["quotient 20 tonne per truck"]),
    "a verb that only carriers take": ("[4 trucks|4 truck] carried [80 tonnes|80 tonne]", ["quotient 20 tonne per truck"]),
    "it does not hold for what is no carrier": ("[4 players|4 player] carried [80 tonnes|80 tonne]", []),
    "counted in counted": ("[66 bundles|66 bundle] containing [38,000 meals|38000 meal]", ["quotient 576 one per bundle"]),
    "people in a bus": ("[50 trucks|50 truck] carrying [3,000 people|3000 person]", ["quotient 60 one per truck"]),
    "trucks are not held by people": ("[3,000 people|3000 person] in [50 trucks|50 truck]", ["quotient 60 one per truck"]),
    "a price": ("[3,300 tonnes of copper|3300 tonne of copper] worth [£105 million|105 million GBP]", ["quotient 31.8 GBP/kg"]),
    "a price, money first": ("[$7 million|7 million USD] for [1,000 tonnes of copper|1000 tonne of copper]", ["quotient 7000 USD/tonne"]),
    "money and stuff in a sentence": ("the ship with [500 tonnes of copper|500 tonne of copper] was freed, [$3 million|3 million USD] was paid", ["quotient 6000 USD/tonne"]),
    "money and a weight of nothing": ("he weighs [90 kg|90 kg], his house is dear at [$3 million|3 million USD]", []),
    "no dollars times trucks": ("[50 trucks|50 truck] were seen. [$300|300 USD]", []),
    "no people per dollar": ("[3 people|3 person] were fined [$300|300 USD]", []),
    "a wage only of a total": ("[500 workers|500 person] were paid a total of [$20 million|20 million USD]", ["quotient 40000 USD per person"]),
    "two trucks in a row share a load": ("[50 trucks|50 truck] and [20 vans|20 van] loaded with [2,500 tonnes|2500 tonne]", []),
    "another clause": ("[50 trucks|50 truck] left, while [2,500 tonnes of wheat|2500 tonne of wheat] arrived", []),
    "two loads that may be meant": ("[50 trucks|50 truck] left; [300 tonnes|300 tonne] came, [200 tonnes|200 tonne] went", []),
    "a rate and its base": ("[120 tonnes of coltan|120 tonne of coltan] at [$7 a kilogram|7 USD/kg]", ["product 840000 USD"]),
    "of another thing it is no base": ("[120 tonnes of iron|120 tonne of iron]. [$7 a kilogram of copper|7 USD/kg of copper]", []),
    "a rate, its base and the total": ("[69 trucks|69 truck] with [40,000 each|40000 litre/truck], in all [2.76 million|2760000 litre]", ["product 2760000 litre, stated: exact"]),
    "what each holds against the total": ("[230 bags|230 bag] of [50 to 70 kg|50 to 70 kg/bag], [12.9 tonnes|12.9 tonne]", ["quotient 56.1 kg per bag, stated: exact"]),
    "a total and a rate": ("[37 million tonnes of debris|37000000 tonne of debris]. [300 kg a square metre of rubble|300 kg/m**2 of rubble]", ["quotient 123 km**2"]),
    "a year and a month": ("[120,000 a month|120000 truck/month], [1.44 million a year|1440000 truck/year]", ["same 1440000 one/year, stated: exact"]),
    "the same in another unit": ("[20 tonnes|20 tonne] ([44,092 pounds|44092 lb])", ["same 44092 lb, stated: exact"]),
    "two currencies": ("[500 billion dinars|500 billion IQD] ([$430 million|430 million USD])", ["quotient 1163 IQD/USD"]),
    "two prices of one thing": ("[$500 a tonne|500 USD/tonne of copper] here, [$6,000 a tonne|6000 USD/tonne of copper] abroad", ["quotient 12 one"]),
    "two prices of two things": ("[$500 a tonne|500 USD/tonne of iron] here, [$6,000 a tonne|6000 USD/tonne of copper] abroad", []),
    "a fall": ("from [$80 million|80 million USD@before] to [$56 million|56 million USD@after]", ["growth 30 percent"]),
    "a fall, and by how much": ("fell by [30 percent|30 percent@change] from [$80 million|80 million USD@before] to [$56 million|56 million USD@after]", ["growth 30 percent, stated: exact"]),
    "a fall by so much": ("fell by [$24 million|24 million USD@change] from [$80 million|80 million USD@before] to [$56 million|56 million USD@after]", ["difference 24000000 USD, stated: exact", "growth 30 percent"]),
    "words say from what to what": ("from the [33,000 barrels a day|33000 barrel/day] of summer to [21,000 barrels a day|21000 barrel/day]", ["growth 36.4 percent"]),
    "a share": ("[20|20 truck] of the [30 trucks|30 truck], or [67 percent|67 percent], were empty", ["share 66.7 percent, stated: exact"]),
    "a share of a whole": ("[40 percent|40 percent] of the [2,500 tonnes|2500 tonne of metal]", ["product 1000 tonne"]),
    "a sum": ("[30 trucks|30 truck] and [20 trucks|20 truck], a total of [50 trucks|50 truck]", ["sum 50 one, stated: exact"]),
    "a sum that is off": ("[30 trucks|30 truck] and [20 trucks|20 truck], a total of [60 trucks|60 truck]", ["sum 50 one, stated: no"]),
    "a yield": ("[233,000 hectares|233000 hectare] yielded [6,200 tonnes of opium|6200 tonne of opium]", ["quotient 26.6 kg/hectare"]),
    "people on land, in these words": ("[2 million people|2 million person] living in [365 square kilometres|365 km**2]", ["quotient 5479 one/km**2"]),
    "people and land by chance": ("[2,000 people|2000 person] fled a fire of [500 hectares|500 hectare]", []),
    "oil by the day and by the month": ("[$45 million a month|45 million USD/month] from selling [45,000 barrels a day|45000 barrel/day]", ["quotient 32.9 USD/barrel"]),
    "two things that are joined": ("[250 tonnes of food|250 tonne of food] and [40 trucks of tents|40 truck] came", []),
    "a share and all of them": ("[54 cents|0.54 USD] a share, or [$5.84 billion|5.84 billion USD]", []),
    "what it was in another sentence": ("down from [62 cents|0.62 USD@before] a share. Revenue jumped to [$23.2 billion|23.2 billion USD@after]", []),
    "what it is worth a sentence later": ("[5 pounds of cocaine|5 lb of cocaine] were found. It has a street value of [$300,000|300000 USD]", ["quotient 132 USD/g"]),
    "money a sentence later": ("[5 pounds of cocaine|5 lb of cocaine] were found. The boat needs repairs of [$300,000|300000 USD]", []),
    "for how long": ("[5,000 barrels a day|5000 barrel/day] for [30 days|30 day]", ["product 150000 barrel"]),
    "for how long, and the total": ("[5,000 barrels a day|5000 barrel/day] for [30 days|30 day], a total of [150,000 barrels|150000 barrel]", ["product 150000 barrel, stated: exact"]),
    "for how long, by the calendar": ("[1,000 tonnes a month|1000 tonne/month of coal] for [2 years|2 year]", ["product 24000 tonne"]),
    "how long ago": ("[5,000 barrels a day|5000 barrel/day], [30 days|30 day] before the talks", []),
    "food for people": ("[500 tonnes of flour|500 tonne of flour] for [1,000 people|1000 person]", ["quotient 500 kg per person"]),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_each_rule(name):
    text, expected = RULES[name]
    assert sorted(map(told, relations(made(text)))) == sorted(expected)


def test_what_only_stands_together_says_so():
    (one,) = relations(made("[168 tankers|168 tanker] destroyed, [$2 million of oil|2 million USD of oil]"))
    (other,) = relations(made("[168 tankers|168 tanker] left. [4,000 tonnes|4000 tonne] of it"))
    assert (one.link, one.link.is_sure) == (Link.SAME_SENTENCE, False)
    assert (other.link, other.link.is_sure) == (Link.SAME_PASSAGE, False)


def test_a_reading_that_is_not_certain_is_named():
    (one,) = relations(made("[281 million bills|281 million bank note] weighing [363 tons|363 tonne?363 short_ton]"))
    assert one.readings == (1,)


def test_nothing_follows_from_no_quantity():
    assert relations(Mentions("Nothing", "en", ())) == ()


NUMBERS = st.integers(1, 10**7)


@given(NUMBERS.filter(lambda count: count > 1), NUMBERS)
def test_a_quotient_times_its_base_is_the_total(count, mass):
    (one,) = relations(made(f"[{count} trucks|{count} truck] loaded with [{mass} tonnes|{mass} tonne]"))
    in_tonnes = factor(parse_unit(one.unit)) / factor(parse_unit("tonne"))
    assert math.isclose(one.value * in_tonnes * count, mass, rel_tol=1e-9)
    assert one.loose_low <= one.low <= one.written[0] <= one.value <= one.written[1] <= one.high <= one.loose_high


@given(NUMBERS, st.integers(1, 10**4), NUMBERS)
def test_bounds_are_those_of_all_corners(trucks, each, total):
    text = f"[{trucks} trucks|{trucks} truck~about] with [{each} each|{each} litre/truck~nearly], in all [{total}|{total} litre]"
    (one,) = [one for one in relations(made(text)) if one.operation == Operation.PRODUCT]
    rooms = relations_rooms(text)
    values = [a * b for a, b in product(*rooms)]
    scale = factor(parse_unit("litre")) / factor(parse_unit(one.unit))
    assert math.isclose(one.low, min(values) * scale, rel_tol=1e-9)
    assert math.isclose(one.high, max(values) * scale, rel_tol=1e-9)


def relations_rooms(text):
    """What the first two numbers of a passage allow, by the kit's own reading of claims with such words."""
    from weighbridge.text import Written
    from weighbridge.text.numbers import Nature

    first, second, *_ = made(text).quantities
    count = Written.parse(first.meaning.value)
    nature = Nature.COUNT if count.is_plain_count else None
    return count.interval(first.cue, "typical", nature), Written.parse(second.meaning.value).interval(
        second.cue, "typical"
    )


@given(st.permutations(range(3)))
def test_the_words_say_what_follows_and_not_the_order_of_readings(order):
    """Other readings of the numbers do not change which relations are found."""
    found = made("[50 trucks|50 truck] loaded with [2500 tons|2500 tonne?2500 short_ton] worth [750,000|750000 USD]")
    quantities = tuple(
        replace(one, others=one.others if at in order[:1] else ()) for at, one in enumerate(found.quantities)
    )
    assert list(map(told, relations(replace(found, quantities=quantities)))) == list(map(told, relations(found)))


def test_every_row_of_the_table_of_ratios_is_of_a_known_kind():
    kinds = {"count", "mass", "volume", "money", "energy", "area", "carrier", "goods", "thing", "person"}
    assert {name for row in familiar() for name in (row.above, row.below)} <= kinds
    assert {row.of for row in familiar()} <= {"any", "cargo", "kin", "stuff", "person"}
    assert not any(row.above == "count" and row.below == "money" for row in familiar())


@pytest.mark.parametrize("key", PASSAGES)
def test_a_figure_is_in_a_unit_of_its_own_kind(key):
    for one in relations(mentions(PASSAGES[key]["quotation"])):
        if one.stated is not None:
            stated = mentions(PASSAGES[key]["quotation"]).quantities[one.stated].meaning
            above = parse_unit(one.unit.partition("/")[0])
            assert same_kind(above, parse_unit(stated.unit)) or one.operation in (Operation.GROWTH, Operation.SHARE)


@pytest.mark.parametrize(
    "passage",
    [
        "[120,000 barrels a day|120000 barrel/day of crude oil], earning [$1.5 billion|1.5 billion USD] "
        "at [$68 a barrel|68 USD/barrel of crude oil]",
        "[20 tonnes a day|20 tonne/day of copper] at [$5,000 a tonne|5000 USD/tonne of copper], in all "
        "[$9 million|9 million USD]",
        "[300 litres a day|300 litre/day of diesel] for [$1 a litre|1 USD/litre of diesel], "
        "a total of [$9,000|9000 USD]",
    ],
)
def test_so_much_a_day_is_not_held_against_a_total_of_another_time(passage):
    found = relations(made(passage))
    assert [one for one in found if one.agreement == Agreement.NO] == []
    assert all(one.unit == "USD/day" for one in found if one.operation == Operation.PRODUCT)


@pytest.mark.parametrize(
    "passage",
    [
        "[$500 a month|500 USD/month] to [2,000 fighters|2000 fighter], [$12 million a year|12 million USD/year]",
        "[30 tonnes a month|30 tonne/month of flour] for [12 bakeries|12 bakery], "
        "[4,320 tonnes a year|4320 tonne/year of flour]",
        "[$20 a day|20 USD/day] to each of [400 workers|400 worker] is [$240,000 a month|240000 USD/month]",
    ],
)
def test_what_one_of_many_gets_is_not_what_all_get_in_another_time(passage):
    assert [one for one in relations(made(passage)) if one.operation == Operation.SAME] == []
