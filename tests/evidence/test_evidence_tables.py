"""The evidence as it is shipped: every figure with unit, source and date, every source known."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import weighbridge
from weighbridge.casefile.leaves import dated
from weighbridge.evidence.rows import read_table
from weighbridge.evidence.sources import read_sources, root_source
from weighbridge.text.dates import DateError, read_date
from weighbridge.text.numbers import Written

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
TABLES = sorted((DATA / "evidence").glob("*.csv"))
MEASURED = [path for path in TABLES if path.stem != "events"]
FIGURES = ("low", "high", "value", "price", "payload")
PERIODS = ("date", "month", "start", "end")
DATED = re.compile(r"((published |read (about )?)?[0-9]{4})")
SOURCES = json.loads((DATA / "evidence" / "sources.json").read_text(encoding="utf-8"))
IDS = [item["id"] for item in SOURCES]
# The types of CSL 1.0.2 that a list such as this one can need.
TYPES = {
    "webpage",
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "post",
    "post-weblog",
    "report",
}
TYPES |= {
    "report",
    "dataset",
    "book",
    "chapter",
    "paper-conference",
    "software",
    "standard",
    "legislation",
    "speech",
    "thesis",
}
CASES = sorted([*(DATA / "cases").glob("*/case.yaml"), *(ROOT / "tests" / "cases").glob("*/case.yaml")])


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def every_row(paths=TABLES):
    """Each row of the tables, with what it is called in a message."""
    for path in paths:
        for number, row in enumerate(rows(path), 2):
            yield path.stem, f"{path.name}, row {number}", row


def test_there_are_tables():
    assert len(TABLES) == 13
    assert len(SOURCES) > 50


def test_every_row_is_as_long_as_the_header():
    assert [where for _, where, row in every_row() if None in row or None in row.values()] == []


def test_every_row_has_sources_that_are_known():
    faults = []
    for _, where, row in every_row():
        keys = row["source"].split(";")
        assert keys
        faults += [f"{where}: {key}" for key in keys if key not in IDS]
    assert faults == []


def test_every_mark_is_v_d_or_s():
    assert [f"{where}: {row['mark']}" for _, where, row in every_row() if row["mark"] not in ("V", "D", "S")] == []


def test_every_figure_is_a_number_with_a_known_unit():
    faults = [path.name for path in MEASURED if not any(column in rows(path)[0] for column in FIGURES)]
    for _, where, row in every_row(MEASURED):
        for column in [column for column in FIGURES if column in row]:
            written = Written.parse(f"{row[column]} {row['unit']}")
            if not row["unit"] or written.is_range or written.low <= 0:
                faults.append(f"{where}: {column} is {row[column]} {row['unit']}")
    assert faults == []


def test_low_is_not_above_high():
    ends = [(where, float(row["low"]), float(row["high"])) for _, where, row in every_row(MEASURED) if "low" in row]
    assert len({where.split(",")[0] for where, *_ in ends}) == 9, "tables"
    assert [where for where, low, high in ends if low > high] == []


# The names of ISO 3166-1 for the countries in which a load was seen.
COUNTRIES = {
    "Algeria",
    "Jordan",
    "Pakistan",
    "Syrian Arab Republic",
    "Türkiye",
    "United Arab Emirates",
    "United States of America",
    "Zambia",
}
TOGETHER = {"convoy", "flow", "survey", "quarry", "dealer"}


def test_a_load_says_where_it_was_seen_and_what_it_is_of():
    faults, loads = [], rows(DATA / "evidence" / "payloads.csv")
    for row in loads:
        rated = row["load_of"] == "maker"
        is_right = {
            "a maker rates, and nobody else does": rated == (row["basis"] == "rated"),
            "a mean is of many trucks": row["statistic"] != "mean" or row["load_of"] in TOGETHER,
            "a single truck is one": row["statistic"] != "single" or row["load_of"] == "truck",
            "a load was seen in a country, a rating in none": (row["country"] in COUNTRIES) != rated,
            "a total is of so many trucks": not row["total"] or bool(row["trucks"]),
            "what is not counted is not in the name": not re.search("told|counted", row["key"]),
        }
        faults += [f"{row['key']}: {rule}" for rule, held in is_right.items() if not held]
    assert {row["country"] for row in loads} - {""} == COUNTRIES
    assert faults == []


def test_the_group_behind_an_article_is_no_witness_for_the_load_that_it_states(raqqa):
    """Its own rule of 50 tonnes a truck is on record, as what a truck can carry, and in no mean."""
    known = raqqa.holdings.sources
    own = [row for row in raqqa.table("payloads").to_dict("records") if root_source(row["source"], known) == "rbss"]
    assert [(row["payload"], row["statistic"]) for row in own] == [(50, "maximum")]


def is_date(text):
    try:
        return bool(read_date(text))
    except DateError:
        return False


def test_every_period_that_is_filled_is_a_date():
    faults = []
    for _, where, row in every_row():
        for column in [column for column in PERIODS if row.get(column)]:
            ends = row[column].split("/")  # a period, as in ISO 8601: from its first year to its last
            if not all(map(is_date, ends)) or len(ends) > 2 or ends != sorted(set(ends)):
                faults.append(f"{where}: {column} is {row[column]}")
        start, end = row.get("start"), row.get("end")
        if start and end and not (start[:7] <= end[:7] or start <= end):
            faults.append(f"{where}: from {start} to {end}")
    assert faults == []


def test_a_table_that_speaks_of_a_time_has_a_column_for_it():
    without = {path.stem for path in TABLES if not any(column in rows(path)[0] for column in PERIODS)}
    assert without == {"body-volumes", "densities"}


def test_every_figure_has_a_date_of_its_own_or_of_its_source():
    known = read_sources(DATA / "evidence" / "sources.json")
    found = [(f"{row.table}:{row.line}", dated(row, known)) for path in TABLES for row in read_table(path)]
    assert [where for where, date in found if not DATED.match(str(date))] == []


def trusted(key, known, seen=()):
    """Whether a source and everything that it repeats, down to its origin, is marked as no memory is."""
    source = known[key]
    if source.trust not in {"V", "D", "S"}:
        return False
    further = source.origin and source.origin not in (key, *seen)
    return trusted(source.origin, known, (*seen, key)) if further else True


def test_no_figure_rests_on_memory_itself_or_through_its_sources():
    known = read_sources(DATA / "evidence" / "sources.json")
    found = [row for path in TABLES for row in read_table(path)]
    faults = [f"{row.table}:{row.line}: {key}" for row in found for key in row.sources if not trusted(key, known)]
    words = re.compile(r"(?i)from memory|as remembered|by heart")
    assert faults + [f"{row.table}:{row.line}" for row in found if words.search(" ".join(row.cells.values()))] == []


def test_a_mark_of_memory_is_refused_where_evidence_is_read(tmp_path):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "masses.csv").write_text("key,value,unit,source,mark\na,1.5,tonne,s,M\n", encoding="utf-8")
    sources = [{"id": "s", "title": "S", "custom": {"trust": "V"}}]
    (tmp_path / "evidence" / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    (tmp_path / "case.yaml").write_text(
        "title: T\narticle: {title: T, url: 'https://example.org', language: en}\n"
        "claims: {load: {quote: {exact: 2 tonnes}, value: 2 tonne}}\n"
        "evidence: {mass: {table: masses, where: {key: a}, column: value}}\n"
        "checks: {fits: {question: Q, kind: possible, stated: load, at_most: mass}}\n",
        encoding="utf-8",
    )
    with pytest.raises(
        weighbridge.CaseError,
        match="has the mark `M`; expected one of V, D, S: a figure that rests on memory is not evidence",
    ):
        weighbridge.open_case(str(tmp_path))


def test_keys_are_unique():
    faults = []
    for path in TABLES:
        first = rows(path)[0]
        identity = ["key"] if "key" in first else ["metal", "month"]
        seen = [tuple(row[column] for column in identity) for row in rows(path)]
        faults += [f"{path.name}: {key} stands twice" for key, count in Counter(seen).items() if count > 1]
        if "key" in first:
            faults += [f"{path.name}: {key}" for (key,) in seen if not re.fullmatch(r"[a-z0-9-]+", key)]
    assert faults == []


def test_the_lines_of_rows_are_those_of_the_file():
    path = DATA / "evidence" / "metal-prices.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in (read_table(path)[0], read_table(path)[200], read_table(path)[-1]):
        assert lines[row.line - 1].startswith(f"{row.cells['metal']},{row.cells['month']},{row.cells['price']}")


def test_the_prices_of_the_month():
    found = [row for row in rows(DATA / "evidence" / "metal-prices.csv") if row["month"] == "2017-02"]
    prices = [(row["metal"], row["price"]) for row in found if row["metal"] != "iron_ore"]
    assert sorted(prices) == [("aluminium", "1860.75"), ("copper", "5940.91")]


def test_every_month_is_there_once_for_each_metal():
    found = rows(DATA / "evidence" / "metal-prices.csv")
    months = {
        metal: [row["month"] for row in found if row["metal"] == metal] for metal in {row["metal"] for row in found}
    }
    assert set(months) == {"copper", "aluminium", "iron_ore"}
    wanted = [f"{year}-{month:02}" for year in range(2010, 2027) for month in range(1, 13)]
    wanted = wanted[: wanted.index("2026-05") + 1]
    assert {metal: sorted(each) for metal, each in months.items()} == dict.fromkeys(months, wanted)


def test_source_ids_are_unique():
    assert len(IDS) == len(set(IDS))


def csl_faults(item):
    """What in a source is not as CSL-JSON and our own fields have it."""
    custom, years = item["custom"], [part[0] for part in item.get("issued", {}).get("date-parts", [])]
    yield "type", item["type"] in TYPES
    yield "title", item["title"].strip() != ""
    yield "trust", custom["trust"] in {"V", "D", "S"}
    yield "licence", custom["licence"].strip() != ""
    yield "use", custom["use"] in {"shipped", "cited"}
    yield "author", all(person.get("family") or person.get("literal") for person in item.get("author", []))
    yield "issued", all(1900 <= year <= 2026 for year in years)
    yield "issued", all(1 <= len(part) <= 3 for part in item.get("issued", {}).get("date-parts", []))
    if "URL" in item:
        yield "URL", re.match(r"https?://[^\s]+$", item["URL"]) is not None
    else:
        found = custom.get("where_found") or item["type"] not in ("webpage", "article-newspaper")
        yield "where found", bool(found)


def test_every_source_is_csl_json():
    assert [f"{item['id']}: {field}" for item in SOURCES for field, is_so in csl_faults(item) if not is_so] == []


def test_every_origin_is_a_source():
    origins = {item["custom"]["origin"] for item in SOURCES if "origin" in item["custom"]}
    assert origins - set(IDS) == set()


README = (DATA / "README.md").read_text(encoding="utf-8")


def part_of(table):
    """What the codebook says of a table, and what it says of all."""
    start = README.index(f"### `{table}.csv`")
    after = re.search(r"\n##", README[start + 5 :])
    shared = README[README.index("## What all tables share") : README.index("## The tables")]
    return shared, README[start : start + 5 + after.start() if after else None]


def test_the_codebook_names_every_table_and_column():
    faults = []
    for path in TABLES:
        named = {name for part in part_of(path.stem) for name in re.findall(r"`([a-z_]+)`", part)}
        faults += [f"{path.name}: {column}" for column in rows(path)[0] if column not in named]
    assert faults == []


def test_the_codebook_names_no_table_that_is_not_there():
    assert set(re.findall(r"### `([a-z-]+)\.csv`", README)) == {path.stem for path in TABLES}


def test_the_codebook_explains_every_source_without_a_row():
    used = {key for path in TABLES for row in rows(path) for key in row["source"].split(";")}
    for case in CASES:
        used |= set(sources_in(YAML(typ="safe").load(case)))
    used |= {item["custom"]["origin"] for item in SOURCES if "origin" in item["custom"]}
    unused = set(IDS) - used
    assert {key for key in unused if f"`{key}`" not in README} == set()


def sources_in(tree):
    """Every source key that a case names, wherever it stands."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "source" and isinstance(value, str):
                yield value
            elif key == "sources":
                yield from value
            else:
                yield from sources_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from sources_in(value)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_case_resolves(path):
    case = weighbridge.open_case(str(path))
    named = set(sources_in(YAML(typ="safe").load(path)))
    assert named
    assert named - case.holdings.sources.keys() == set()
    for name in case.model.nodes:
        for link in case.model.nodes[name].values():
            for figure in getattr(link, "figures", ()):
                assert set(figure.sources) <= case.holdings.sources.keys(), (name, figure)
                if figure.row:
                    row = next(row for row in case.holdings.table(figure.row.table) if row.line == figure.row.line)
                    assert figure.text.split()[0] in row.cells.values()
