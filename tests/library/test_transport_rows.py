"""Loads, densities, barrels, rubble and masses by the metre: what the rows say agrees with itself and with nature."""

import ast
import csv
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pint
import pytest

from weighbridge.text import factor, parse_unit, read_period, same_kind

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "data" / "library"
QUANTITIES = ROOT / "src" / "weighbridge" / "quantities"
TABLES = ("transport", "barrels", "bulk-densities", "rubble", "structure")
COUNTED = {"truck", "lorry", "vehicle", "person", "people"}  # units of ``units.txt`` that are things
INPUTS = {"tare": "unit", "gross": "unit", "total": "total_unit", "divisor": "divisor_unit"}
INPUTS |= {"listed_low": "listed_unit", "listed_high": "listed_unit"}


def read(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def identities(path):
    return {item["id"]: item for item in json.loads(path.read_text(encoding="utf-8"))}


ROWS = {table: read(LIBRARY / f"{table}.csv") for table in TABLES}
TOPICS = {topic["topic"]: topic for topic in read(LIBRARY / "topics.csv")}
OURS = [topic for topic in TOPICS.values() if topic["table"] in TABLES]
THINGS = {row["thing"]: row for row in read(QUANTITIES / "things.csv")}
SOURCES = identities(LIBRARY / "sources.json") | identities(ROOT / "data" / "evidence" / "sources.json")
EVERY = [pytest.param(table, row, id=f"{table}:{row['key']}") for table, rows in ROWS.items() for row in rows]
WORKED_OUT = [param for param in EVERY if param.values[1]["worked_out"]]
BY_KEY = {row["key"]: row for rows in ROWS.values() for row in rows}


def ends(key):
    return float(BY_KEY[key]["low"]), float(BY_KEY[key]["high"])


def middle(key):
    return sum(ends(key)) / 2


def of_topic(topic):
    return [row for rows in ROWS.values() for row in rows if row["topic"] == topic]


# What every row has


@pytest.mark.parametrize(("table", "row"), EVERY)
def test_a_row_says_what_it_is_of_and_where_it_was_read(table, row):
    assert None not in (*row, *row.values())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["key"])
    assert row["what"]
    assert row["mark"] in {"V", "D", "S"}
    assert 0 < float(row["low"]) <= float(row["high"])
    assert read_period(row["date"]) if row["date"] else "No date" in row["note"]
    assert {SOURCES[key]["URL"][:4] for key in row["source"].split(";")} == {"http"}
    topic = TOPICS[row["topic"]]
    assert topic["table"] == table
    assert same_kind(parse_unit(row["unit"]), parse_unit(topic["unit"]))
    assert not COUNTED & set(re.findall(r"[a-z_]+", row["unit"]))


def test_keys_are_unique():
    """In all these tables together: the laws below call a row by its key alone."""
    counts = Counter(row["key"] for rows in ROWS.values() for row in rows)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    "topic", [topic for topic in TOPICS.values() if topic["table"] in TABLES], ids=lambda t: t["topic"]
)
def test_a_topic_has_rows_and_names_things_of_the_vocabulary(topic):
    assert of_topic(topic["topic"])
    assert {topic[column] for column in ("of", "per")} - {""} <= set(THINGS)
    assert topic["title"]
    assert topic["words"]
    assert not COUNTED & set(re.findall(r"[a-z_]+", topic["unit"]))


def test_a_second_hand_source_is_never_marked_as_read():
    """A row whose every source quotes somebody else is marked S, or D where it is worked out of what they quote."""
    wrong = []
    for rows in ROWS.values():
        for row in rows:
            trusts = {SOURCES[key]["custom"]["trust"] for key in row["source"].split(";")}
            wrong += [row["key"]] if trusts == {"S"} and row["mark"] == "V" else []
    assert wrong == []


def test_what_is_worked_out_says_how():
    assert [row["key"] for rows in ROWS.values() for row in rows if row["mark"] == "D" and not row["worked_out"]] == []


def test_a_third_of_the_rows_have_a_second_source_or_a_range():
    rows = [row for some in ROWS.values() for row in some]
    better = [row for row in rows if ";" in row["source"] or row["low"] != row["high"]]
    assert len(rows) >= 150
    assert len(better) >= len(rows) / 3


def test_limits_of_trucks_are_known_in_eight_countries_beside_syria():
    assert len({row["place"] for row in of_topic("truck-gross-limit")} - {"Syria"}) >= 8


# Worked out again by another route: the standard registry of pint, and Python's own arithmetic

REGISTRY = pint.UnitRegistry()
for definition in (
    "one = []",
    "barrel = 42 * 231 * inch ** 3",
    "us_gallon = 231 * inch ** 3",
    "MMBtu = 1055.05585262 MJ",
):
    REGISTRY.define(definition)
ALLOWED = (ast.Expression, ast.BinOp, ast.Name, ast.Constant, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div)


def worked_out(row):
    """Each column of a row that its formulas give, with the result in the unit of the row."""
    names = {name: REGISTRY.Quantity(float(row[name]), row[unit]) for name, unit in INPUTS.items() if row.get(name)}
    for step in row["worked_out"].split(";"):
        *targets, formula = (part.strip() for part in step.split("="))
        tree = ast.parse(formula, mode="eval")
        assert [node for node in ast.walk(tree) if not isinstance(node, ALLOWED)] == []
        result = REGISTRY.Quantity(eval(compile(tree, "formula", "eval"), {"__builtins__": {}}, names))
        yield from ((target, result.to(row["unit"]).magnitude) for target in targets)


def agrees(text, value):
    """Whether a figure is a value to half a unit of the last digit that it is written with."""
    return abs(float(text) - value) <= 10.0 ** Decimal(text).as_tuple().exponent / 2 + 1e-9


@pytest.mark.parametrize(("table", "row"), WORKED_OUT)
def test_what_was_worked_out_comes_out_again(table, row):
    found = dict(worked_out(row))
    assert found
    assert [column for column, value in found.items() if not agrees(row[column], value)] == [], found


@pytest.mark.parametrize(("table", "row"), WORKED_OUT)
def test_a_changed_input_does_not_pass(table, row):
    changed = dict(row)
    for name in ("total", "listed_low", "listed_high", "gross"):
        if row.get(name):
            changed[name] = str(float(row[name]) * 1.1)
    assert not all(agrees(row[column], value) for column, value in worked_out(changed))


# Vehicles


def test_an_empty_vehicle_and_its_load_are_within_what_it_may_weigh():
    whole = [row for row in ROWS["transport"] if row["tare"] and row["gross"]]
    assert len(whole) >= 6
    assert [row["key"] for row in whole if float(row["tare"]) + float(row["low"]) > float(row["gross"]) + 0.001] == []


def test_a_vehicle_carries_less_than_it_may_weigh():
    assert [r["key"] for r in ROWS["transport"] if r["gross"] and float(r["high"]) > float(r["gross"])] == []


@pytest.mark.parametrize("size", ["20", "40", "40-high", "20-reefer", "40-reefer", "45-high"])
def test_a_container_is_heavier_full_than_empty_and_rated_alike(size):
    """Every kind is rated for 30.48 tonnes: 67,200 pounds, thirty long tons."""
    load, tare = ends(f"container-{size}-load"), ends(f"container-{size}-tare")
    assert tare[1] < load[0]
    assert 30.3 <= load[1] + tare[0] <= 30.6
    assert factor(parse_unit("long_ton")) * 30 / factor(parse_unit("tonne")) == pytest.approx(30.48, abs=0.005)


def test_forty_feet_hold_about_twice_what_twenty_hold():
    assert 1.9 < middle("container-40-volume") / middle("container-20-volume") < 2.2


@pytest.mark.parametrize("country", ["latvia", "india", "china", "uae", "saudi"])
def test_a_truck_with_more_axles_may_weigh_more(country):
    rows = [
        row for row in of_topic("truck-gross-limit") if re.match(rf"{country}-(articulated-)?[0-9]-axle", row["key"])
    ]
    axles = sorted((int(re.search(r"([0-9])-axle", row["key"])[1]), float(row["high"])) for row in rows)
    assert len(axles) >= 2
    assert [weight for _, weight in axles] == sorted(weight for _, weight in axles)


def test_axles_together_may_weigh_less_than_apart():
    single, tandem, tridem = (middle(f"egypt-axle-{kind}") for kind in ("rear", "tandem", "tridem"))
    assert single < tandem < 2 * single
    assert tandem < tridem < 3 * single


def test_overloaded_axles_are_heavier_than_any_country_allows():
    allowed = max(ends(key)[1] for key in ("egypt-axle-rear", "turkiye-axle", "france-axle", "russia-axle"))
    assert middle("iraq-rear-single-heaviest") > 2 * allowed


def test_trucks_at_a_crossing_in_and_out_make_its_total():
    """The two directions are in the notes, the total in the row."""
    for key in ("habur-record", "sarp-2024-12", "sarp-2024-12-25", "habur-2016-01"):
        one, other = map(int, re.findall(r"\b\d{3,4}\b", BY_KEY[key]["note"])[:2])
        assert one + other == middle(key)


def test_ships_are_of_the_order_of_their_classes():
    classes = ["handysize-bulker", "handymax-bulker", "panamax-tanker", "aframax-tanker", "suezmax-tanker"]
    classes += ["vlcc-tanker", "ulcc-tanker"]
    assert [middle(one) for one in classes] == sorted(middle(one) for one in classes)


@pytest.mark.parametrize("size", ["panamax", "aframax", "suezmax", "vlcc", "ulcc"])
def test_the_oil_of_a_tanker_weighs_no_more_than_it_can_carry(size):
    """And not less than half of it: the deadweight is in tonnes, the load in barrels."""
    oil = tuple(barrels / middle("crude-un") for barrels in ends(f"{size}-barrels"))
    deadweight = ends(f"{size}-tanker")
    assert oil[1] < deadweight[1]
    assert oil[0] > deadweight[0] / 2


def test_a_tank_truck_in_barrels_is_the_same_one_in_litres():
    litres, barrels = ends("tanker-semi-us"), ends("tanker-us-barrels")
    barrel = middle("barrel-spe")
    assert [one * barrel for one in barrels] == pytest.approx(litres, rel=0.001)


def test_the_same_barge_by_land():
    """One fact sheet tells a barge in trucks and in wagons: 70 trucks or 16 wagons."""
    trucks, wagons, barge = middle("us-truck-usace"), middle("us-wagon-usace"), middle("us-barge-usace")
    assert trucks * 70 == pytest.approx(barge, rel=0.001)
    assert wagons * 16 == pytest.approx(barge, rel=0.001)


def test_half_as_many_ships_passed_suez_in_2024_as_in_2023():
    """The source says minus 50.0 per cent of the ships of a year; 2024 had a day more to pass in."""
    before, after = (float(BY_KEY[key]["total"]) for key in ("suez-2023", "suez-2024"))
    assert after / before == pytest.approx(0.5, abs=0.001)
    assert middle("suez-2024") / middle("suez-2023") == pytest.approx(0.5 * 365 / 366, abs=0.001)


def test_a_quarter_agrees_with_its_months_and_its_year():
    assert ends("suez-2023-q3")[0] == pytest.approx(middle("suez-2023"), rel=0.05)
    assert ends("suez-2023-09")[0] == pytest.approx(middle("suez-2023-q3"), rel=0.05)
    assert ends("bosphorus-2024-q2")[0] == pytest.approx(middle("bosphorus-2024-h1"), rel=0.05)


# Barrels


def test_the_barrel_is_the_same_in_every_source_and_in_the_units():
    known = factor(parse_unit("barrel")) / factor(parse_unit("litre"))
    found = of_topic("barrel-volume")
    assert len({row["source"] for row in found}) >= 3
    assert [float(row["low"]) for row in found] == pytest.approx([known] * len(found), abs=0.02)


@pytest.mark.parametrize("degrees", [10, 20, 30, 40, 55])
def test_barrels_a_tonne_follow_from_the_degrees(degrees):
    """By the definition of the American Petroleum Institute: 141.5 over the degrees and 131.5, of water at 999 kg."""
    key = f"condensate-api-{degrees}" if degrees == 55 else f"crude-api-{degrees}"
    density = 141.5 / (131.5 + degrees) * 0.999
    barrel = factor(parse_unit("barrel")) / factor(parse_unit("m ** 3"))
    assert ends(key)[0] == pytest.approx(1 / (density * barrel), rel=0.005)


@pytest.mark.parametrize(
    ("barrels", "densities"),
    [
        ("crude-un", "crude-density-range"),
        ("petrol-tonne", "petrol-density-orlen"),
        ("diesel-tonne", "diesel-density"),
        ("kerosene-tonne", "kerosene-density"),
        ("fuel-oil-tonne", "fuel-oil-density"),
        ("lpg-tonne", "lpg-density"),
    ],
)
def test_barrels_a_tonne_agree_with_the_density(barrels, densities):
    barrel = factor(parse_unit("barrel")) / factor(parse_unit("m ** 3"))
    low, high = (1000 / (one * barrel) for one in reversed(ends(barrels)))
    assert low <= ends(densities)[1] * 1.03
    assert high >= ends(densities)[0] * 0.97


def test_a_lighter_fuel_has_more_barrels_and_more_energy_a_tonne():
    order = ["fuel-oil", "diesel", "kerosene", "petrol", "lpg"]
    assert [middle(f"{one}-tonne") for one in order] == sorted(middle(f"{one}-tonne") for one in order)
    assert [middle(f"{one}-energy") for one in order] == sorted(middle(f"{one}-energy") for one in order)


def test_a_barrel_of_crude_holds_the_energy_of_its_share_of_a_tonne():
    """Gross by the barrel, net by the tonne: the difference is 2 to 10 per cent."""
    ratio = middle("barrel-energy-eia") * middle("crude-un") / middle("toe")
    assert 1.02 < ratio < 1.10


# Densities

TWICE = ["copper", "iron", "lead", "gold", "silver", "zinc", "tin", "nickel", "titanium", "uranium"]


def test_metals_are_in_their_order():
    order = ["aluminium", "titanium", "zinc", "tin", "iron", "nickel", "silver", "lead", "mercury", "uranium", "gold"]
    found = [middle(f"{metal}-handbooks") for metal in order]
    assert found == sorted(found)


@pytest.mark.parametrize("metal", TWICE)
def test_two_sources_of_a_metal_agree(metal):
    assert middle(f"{metal}-simetric") == pytest.approx(middle(f"{metal}-handbooks"), rel=0.015)


@pytest.mark.parametrize(
    ("lighter", "heavier"),
    [
        ("hay-loose", "hay-bales"),
        ("flour-loose", "flour-pressed"),
        ("rice-rough", "rice-hulled"),
        ("sand-dry-loose", "sand-wet"),
        ("sand-dry-yard", "sand-wet-yard"),
        ("snow-fresh", "snow-settled"),
        ("snow-compacted", "ice-density"),
        ("ice-density", "water-density"),
        ("water-density", "sea-water-density"),
        ("petrol-density-orlen", "diesel-density-orlen"),
        ("rubbish-yard", "garbage-yard"),
        ("coal-bituminous-yard", "coal-anthracite-yard"),
        ("stone-crushed", "concrete-reinforced"),
        ("bricks-broken", "brick-common"),
        ("metal-waste-bin", "iron-simetric"),
        ("wood-pine", "wood-oak"),
    ],
)
def test_the_one_is_lighter_than_the_other(lighter, heavier):
    assert middle(lighter) < middle(heavier)


def test_scrap_is_denser_the_more_it_is_pressed():
    cans = [middle(f"cans-{how}") for how in ("baled", "densified", "briquettes")]
    steel = [middle(f"steel-scrap-{kind}") for kind in ("light-new", "heavy-new", "pressed")]
    assert cans == sorted(cans)
    assert cans[-1] < middle("aluminium-tables") / 2
    assert steel == sorted(steel)
    assert steel[-1] < middle("steel-rolled") / 5


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ("wheat-bushel", "wheat-handbooks", 0.01),
        ("maize-bushel", "maize-handbooks", 0.01),
        ("barley-bushel", "barley-handbooks", 0.02),
        ("cotton-bale-us", "cotton-bale-iso", 0.06),
        ("stone-crushed", "stone-crushed-yard", 0.01),
        ("cement-portland", "cement-portland-yard", 0.06),
        ("sand-dry-loose", "sand-dry-yard", 0.10),
        ("gravel-dry", "gravel-handbooks", 0.07),
        ("milk-density", "sea-water-density", 0.01),
    ],
)
def test_two_ways_to_a_density_agree(one, other, within):
    assert middle(one) == pytest.approx(middle(other), rel=within)


@pytest.mark.parametrize(
    ("stowed", "bulk"),
    [
        ("stow-cement-ft", "cement-portland"),
        ("stow-maize-ft", "maize-handbooks"),
        ("stow-barley-ft", "barley-handbooks"),
    ],
)
def test_cargo_in_a_ship_takes_about_the_room_of_its_bulk(stowed, bulk):
    assert 0.8 < middle(stowed) * middle(bulk) / 1000 < 1.2


def test_iron_ore_takes_the_least_room_in_a_ship():
    rows = {row["key"]: float(row["low"]) for row in of_topic("stowage-factor") if "steel" not in row["key"]}
    assert min(rows, key=rows.get) in {"stow-iron-ore-ft", "stow-iron-ore"}


# Rubble


def test_the_rubble_of_gaza_grows_as_the_war_goes_on():
    total = ["gaza-2024-01", "gaza-2024-04", "gaza-2024-06", "gaza-2024-07", "gaza-2024-10", "gaza-later"]
    assert [middle(one) for one in total] == sorted(middle(one) for one in total)


def test_rubble_by_the_square_metre_gives_the_area_of_gaza():
    area = middle("gaza-2024-07") / (middle("gaza-land-2024-07") / 1000) / 1e6
    known = [float(row["low"]) for row in read(LIBRARY / "places.csv") if row["key"].startswith("area-gaza-strip")]
    assert known
    assert all(area == pytest.approx(one, rel=0.03) for one in known)


def test_rubble_by_weight_and_by_room_gives_its_density():
    """The study of Kathmandu has both; the agency's reckoning of 2023 has the same, and both lie below concrete."""
    low, high = (
        weight / room
        for weight, room in zip(ends("kathmandu-floor-2015"), ends("kathmandu-floor-volume-2015"), strict=True)
    )
    reckoned = ends("turkiye-density-2023")
    assert reckoned[0] < min(low, high)
    assert max(low, high) < reckoned[1] + 0.05
    assert max(low, high) * 1000 < ends("concrete-reinforced")[0]


def test_clearing_gaza_was_reckoned_alike_twice():
    assert middle("gaza-trucks-2024") == pytest.approx(middle("gaza-trucks-2024-06"), rel=0.02)


def test_rubble_for_each_person_gives_the_people_of_gaza():
    people = middle("gaza-later") / middle("gaza-person")
    known = [row for row in read(LIBRARY / "places.csv") if row["key"] == "population-gaza-strip"]
    assert people == pytest.approx(float(known[0]["low"]), rel=0.15)


def test_a_truckload_of_rubble_by_room_and_by_weight():
    """Nine cubic yards of concrete debris, and what left the World Trade Center, give a density of rubble."""
    density = middle("wtc-truckload") / middle("haiti-truck")
    assert ends("turkiye-density-2023")[0] < density < ends("concrete-reinforced")[1] / 1000


# Masses by the metre


@pytest.mark.parametrize("size", [8, 10, 12, 16, 20, 25, 32])
def test_a_reinforcing_bar_weighs_what_a_cylinder_of_steel_does(size):
    assert middle(f"rebar-{size}") == pytest.approx(3.14159265 / 4 * (size / 1000) ** 2 * 7850, rel=0.003)


@pytest.mark.parametrize("size", [16, 25, 50, 70, 95, 120, 150, 185, 240, 300, 400])
def test_a_copper_conductor_weighs_what_copper_of_its_size_does(size):
    """Its wires are twisted, so that they are a little longer than it, and its size is a round one."""
    assert middle(f"copper-conductor-{size}") == pytest.approx(size * 1e-6 * 8900 * 1000, rel=0.035)


@pytest.mark.parametrize(("cores", "area"), [(3, 16), (3, 25), (4, 16), (4, 25), (4, 50), (4, 70)])
def test_an_armoured_cable_is_partly_copper(cores, area):
    """The area of a cable is that of one of its cores, and insulation, sheath and wires weigh as well."""
    copper = cores * middle(f"copper-conductor-{area}")
    assert 0.35 < copper / middle(f"armoured-{cores}-{area}") < 0.6


def test_wider_pipes_are_heavier():
    rows = of_topic("steel-pipe-mass")
    by_size = sorted((int(re.search(r"[0-9]+", row["what"])[0]), float(row["low"])) for row in rows)
    assert [mass for _, mass in by_size] == sorted(mass for _, mass in by_size)


@pytest.mark.parametrize(("rail", "named"), [("rail-54e1", 54), ("rail-60e1", 60), ("rail-r65", 65), ("rail-gb75", 75)])
def test_a_rail_is_named_by_its_mass(rail, named):
    assert middle(rail) == pytest.approx(named, rel=0.01)


def test_concrete_sleepers_are_heavier_than_wooden_ones():
    rows = of_topic("sleeper-mass")
    wood = [float(row["high"]) for row in rows if "wooden" in row["what"]]
    concrete = [float(row["low"]) for row in rows if "concrete" in row["what"]]
    assert wood
    assert max(wood) < min(concrete)


def test_a_block_is_lighter_than_one_of_solid_concrete():
    """A hollow block of 40 by 20 by 20 cm, against the mass of its outline in concrete."""
    assert ends("block-40-20-20")[1] < 0.4 * 0.2 * 0.2 * ends("concrete-reinforced")[0]
