"""A table beside a case as it comes: what it means is declared, plain from the table itself, or asked about."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from faulty_case import SOURCES
from refusals import NOT_REFUSED, refusal
from weighbridge import CaseError, open_case
from weighbridge.base import data_folder
from weighbridge.evidence.dialect import Dialect, find_dialect
from weighbridge.evidence.holdings import Holdings
from weighbridge.evidence.rows import read_table

LOOKED_UP = "{table: own, where: {key: a}, column: low}"
LIMIT = 6
CASE = f"""\
title: A figure from a table of its own
article: {{title: A, url: "https://example.org", language: en}}
claims:
  load: {{quote: {{exact: two tonnes}}, value: 2 tonne/truck}}
evidence:
  limit: {LOOKED_UP}
checks:
  fits: {{question: Does it fit?, kind: possible, stated: load, at_most: limit}}
"""
HEAD = "key,low,unit,source,mark,date\n"
PACKAGE = "datapackage.json"


def table(figure, *others, date="2017", separator=","):
    """A table with the figure that the case looks up and other figures of its column, each in quotes where needed."""
    cells = [f'"{cell}"' if separator in cell else cell for cell in (figure, *others)]
    lines = [HEAD.rstrip().split(",")] + [
        [key, cell, "tonne/truck", "cites-it", "V", date] for key, cell in zip("abcdef", cells, strict=False)
    ]
    return "".join(separator.join(line) + "\n" for line in lines)


def package(*fields, **more):
    """A package that describes the table, with what its resource says beyond name and path."""
    schema = {"schema": {"fields": list(fields)}} if fields else {}
    return {"resources": [{"name": "own", "path": "evidence/own.csv", **schema, **more}]}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A case that looks up one figure, in a working folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "sources.json").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def put(folder, content, declared=None):
    """Write the table, and the package beside the case where there is one."""
    (folder / "evidence" / "own.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    if declared is not None:
        (folder / PACKAGE).write_text(declared if isinstance(declared, str) else json.dumps(declared), encoding="utf-8")


def limit():
    """The figure that the case looked up."""
    return open_case("case.yaml")["limit"].side.as_written[0]


def told():
    """What is told of the case, without the line of the case and the name of the evidence."""
    text = refusal(limit, error=CaseError)
    start = f"case.yaml:{LIMIT}: `limit.table`: "
    assert text.startswith(start), text
    return text.removeprefix(start)


SEMICOLONS = {"delimiter": ";"}
GERMAN = {"name": "low", "type": "number", "decimalChar": ",", "groupChar": "."}

READ = {
    "as it should be": (table("60"), None, 60),
    "a mark in front": ("\ufeff" + table("60"), None, 60),
    "quotes and groups": (table("1,250", "3.5"), None, 1250),
    "a decimal comma": (table("2,5"), None, 2.5),
    "others have a decimal comma": (table("1.250", "2,5"), None, 1250),
    "others have a decimal point": (table("1.250", "2.5"), None, 1.25),
    "others have both signs": (table("1.250", "1.250,75"), None, 1250),
    "spaces between groups": (table("1 250,5"), None, 1250.5),
    "semicolons, declared": (table("60", separator=";"), package(dialect=SEMICOLONS), 60),
    "tabs, declared": (table("60", separator="\t"), package(dialect={"delimiter": "\t"}), 60),
    "semicolons and a mark in front": ("\ufeff" + table("60", separator=";"), package(dialect=SEMICOLONS), 60),
    "an empty cell too many": (table("60").replace("2017\n", "2017,\n"), None, 60),
    "a first line that names the separator": ("sep=;\n" + table("60", separator=";"), None, 60),
    "declared decimal comma": (table("1.250", separator=";"), package(GERMAN, dialect=SEMICOLONS), 1250),
    "declared decimal point": (table("1.250"), package({"name": "low", "decimalChar": "."}), 1.25),
    "declared against the rest of the column": (table("1.250", "2.250,5"), package(GERMAN), 1250),
    "another column is declared": (table("1250"), package({**GERMAN, "name": "high"}), 1250),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_table_is_read_as_it_says_itself(folder, name):
    content, declared, value = READ[name]
    put(folder, content, declared)
    assert limit() == value


@pytest.mark.parametrize("path", ["evidence/datapackage.json", PACKAGE])
def test_a_package_may_stand_beside_the_case_or_beside_the_table(folder, path):
    put(folder, table("1.250", separator=";"))
    own = package(GERMAN, dialect=SEMICOLONS)
    own["resources"][0]["path"] = "own.csv" if path.startswith("evidence") else "./evidence/own.csv"
    (folder / path).write_text(json.dumps(own), encoding="utf-8")
    assert limit() == 1250


ANEW = 'write into a new file datapackage.json: `{"resources": [{"name": "own", "path": "evidence/own.csv", '
SIGNS = '"schema": {"fields": [{"name": "low", "type": "number", "decimalChar": ".", "groupChar": ","}]}'
OTHERWISE = 'the same with `"decimalChar": ",", "groupChar": "."`'
ALONE = "expected one number such as 1250 or 0.5; write digits alone; the unit stands in the column `unit`, a range in two columns"

# the table, the package, what is told: place, finding, remedy
REFUSED = {
    "may be either": (table("1.250"), None, f"evidence/own.csv:2: `low` is `1.250`, which may be 1.25 or 1250: no other figure of the column tells; for 1.25 {ANEW}{SIGNS}}}]}}`; for 1250 {OTHERWISE}"),
    "in quotes": (table("1,250"), None, f"evidence/own.csv:2: `low` is `1,250`, which may be 1250 or 1.25: no other figure of the column tells; for 1250 {ANEW}{SIGNS}}}]}}`; for 1.25 {OTHERWISE}"),
    "the others are no better": (table("1.250", "980", "2.340"), None, f"evidence/own.csv:2: `low` is `1.250`, which may be 1.25 or 1250: no other figure of the column tells; for 1.25 {ANEW}{SIGNS}}}]}}`; for 1250 {OTHERWISE}"),
    "the others contradict each other": (table("1.250", "2,5", "3.5"), None, f"evidence/own.csv:2: `low` is `1.250`, which may be 1.25 or 1250: others of the column are written in both ways; for 1.25 {ANEW}{SIGNS}}}]}}`; for 1250 {OTHERWISE}"),
    "a package without the table": (table("1.250"), {"resources": []}, f'evidence/own.csv:2: `low` is `1.250`, which may be 1.25 or 1250: no other figure of the column tells; for 1.25 add to `resources` in datapackage.json: `{{"name": "own", "path": "evidence/own.csv", {SIGNS}}}`; for 1250 {OTHERWISE}'),
    "a resource without fields": (table("1.250"), package(), f"evidence/own.csv:2: `low` is `1.250`, which may be 1.25 or 1250: no other figure of the column tells; for 1.25 write in the resource `own` of datapackage.json: `{SIGNS}`; for 1250 {OTHERWISE}"),
    "a resource without the field": (table("1.250"), package({"name": "key"}), f'evidence/own.csv:2: `low` is `1.250`, which may be 1.25 or 1250: no other figure of the column tells; for 1.25 add to the `fields` of `own` in datapackage.json: `{{"name": "low", "type": "number", "decimalChar": ".", "groupChar": ","}}`; for 1250 {OTHERWISE}'),
    "a field without signs": (table("1.250"), package({"name": "low", "type": "number"}), f'evidence/own.csv:2: `low` is `1.250`, which may be 1.25 or 1250: no other figure of the column tells; for 1.25 write in the field `low` of `own` in datapackage.json: `"decimalChar": ".", "groupChar": ","`; for 1250 {OTHERWISE}'),
    "not as declared": (table("1250.5"), package(GERMAN), "evidence/own.csv:2: `low` is `1250.5`; datapackage.json declares `,` for decimals and `.` between groups of digits; write it so, or mend `decimalChar` and `groupChar` in datapackage.json"),
    "groups are not declared": (table("1.250"), package({"name": "low", "decimalChar": ","}), "evidence/own.csv:2: `low` is `1.250`; datapackage.json declares `,` for decimals and nothing between groups of digits; write it so, or mend `decimalChar` and `groupChar` in datapackage.json"),
    "no number": (table("n/a"), None, f"evidence/own.csv:2: `low` is `n/a`, {ALONE}"),
    "a range": (table("10 to 12"), None, f"evidence/own.csv:2: `low` is `10 to 12`, {ALONE}"),
    "a currency": (table("$5"), None, f"evidence/own.csv:2: `low` is `$5`, {ALONE}"),
    "per cent": (table("5%"), None, f"evidence/own.csv:2: `low` is `5%`, {ALONE}"),
    "semicolons": (table("60", separator=";"), None, f'evidence/own.csv:1: the columns are separated by semicolons, expected commas; save it with commas, or {ANEW}"dialect": {{"delimiter": ";"}}}}]}}`'),
    "tabs": (table("60", separator="\t"), None, f'evidence/own.csv:1: the columns are separated by tabs, expected commas; save it with commas, or {ANEW}"dialect": {{"delimiter": "\\t"}}}}]}}`'),
    "semicolons and columns that are lacking": ("key;low;unit\na;60;tonne\n", None, f'evidence/own.csv:1: the columns are separated by semicolons, expected commas; save it with commas, or {ANEW}"dialect": {{"delimiter": ";"}}}}]}}`'),
    "a decimal comma without quotes": (HEAD + "a,1,5,tonne/truck,cites-it,V,2017\n", None, 'evidence/own.csv:2: the row has 7 cells, the header 6; put what has a `,` in it in quotes, as in `"1,5"`'),
    "bars": (table("60", separator="|"), None, f'evidence/own.csv:1: the columns are separated by bars, expected commas; save it with commas, or {ANEW}"dialect": {{"delimiter": "|"}}}}]}}`'),
    "commas where semicolons are declared": (table("60"), package(dialect=SEMICOLONS), 'evidence/own.csv:1: the columns are separated by commas, expected semicolons; save it with semicolons, or write in the resource `own` of datapackage.json: `"dialect": {"delimiter": ","}`'),
    "a column is lacking": (table("60").replace("mark", "Mark"), None, "evidence/own.csv:1: the table `own` lacks the column `mark`; it has `key`, `low`, `unit`, `source`, `Mark`, `date`; every row needs a source and a mark, V, D or S"),
    "a package that is no JSON": (table("60"), '{"resources":\n[}', "datapackage.json:2 is no JSON: Expecting value; mend it there: look for a comma or a quotation mark"),
    "a package without resources": (table("60"), {}, 'datapackage.json has no list `resources`; write `{"resources": [{"name": ..., "path": ...}]}`'),
    "a dialect that is a sign": (table("60"), package(dialect=";"), 'datapackage.json: the resource `own` has as `dialect` `;`, expected a mapping; write it out, as in `"dialect": {"delimiter": ";"}`'),
    "a separator of two signs": (table("60"), package(dialect={"delimiter": ";;"}), 'datapackage.json: the resource `own` has as `delimiter` `;;`, expected one sign; write "\\t" for a tab, or another sign'),
    "one sign for both": (table("60"), package({"name": "low", "groupChar": "."}), "datapackage.json: the resource `own` has `.` in `low` for decimals and for groups of digits; declare `decimalChar` and `groupChar`, two different signs"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_be_read_in_two_ways_is_told_with_what_to_declare(folder, name):
    content, declared, message = REFUSED[name]
    put(folder, content, declared)
    assert told() == message


@pytest.mark.parametrize(("figure", "as_written", "otherwise"), [("1.250", 1.25, 1250), ("12,345", 12345, 12.345)])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_a_message_says_to_declare_makes_the_table_readable(folder, figure, as_written, otherwise, separator):
    """Whoever follows the messages one by one comes to either reading."""
    put(folder, table(figure, separator=separator))
    new = re.search(r"new file datapackage\.json: `(\{.*\})`", told())[1]
    (folder / PACKAGE).write_text(new, encoding="utf-8")
    schema = re.search(r"write in the resource `own` of datapackage\.json: `(.*?)`;", told())[1]
    (folder / PACKAGE).write_text(new.removesuffix("}]}") + f", {schema}}}]}}", encoding="utf-8")
    assert limit() == as_written
    other = re.sub(r'"decimalChar": "\.", "groupChar": ","', '"decimalChar": ",", "groupChar": "."', schema)
    (folder / PACKAGE).write_text(new.removesuffix("}]}") + f", {other}}}]}}", encoding="utf-8")
    assert limit() == otherwise


DATES = {
    "FY2014": "is a fiscal year",
    "1435-09": "has a year of the Islamic or the Persian calendar",
    "2570": "has a year of the Buddhist era",
    "Q3 2014": "is a quarter of a year",
    "31/12/2014": "is not a date as it is read here",
    "2014-13": "is not a date: there is no month 13",
}


@pytest.mark.parametrize("date", DATES)
def test_a_row_of_which_the_date_is_not_of_this_calendar_is_asked_about(folder, date):
    put(folder, table("60", date=date))
    assert told().startswith(f"evidence/own.csv:2: in `date`, `{date}` {DATES[date]}")


def test_a_figure_of_a_period_is_dated_by_it(folder):
    put(folder, table("60", date="2013-10/2014-09"))
    assert "of 2013-10/2014-09" in str(open_case("case.yaml")["limit"].explain())


def test_a_row_is_looked_up_by_a_date_of_this_calendar_alone(folder):
    put(folder, table("60"))
    (folder / "case.yaml").write_text(CASE.replace("key: a", "date: 1435-09"), encoding="utf-8")
    message = refusal(limit, error=CaseError)
    assert message.startswith(f"case.yaml:{LIMIT}: `limit.where`: `1435-09` has a year of the Islamic")


def test_a_table_that_was_saved_as_something_else_is_named(folder):
    (folder / "evidence" / "own.xlsx").write_bytes(b"PK")
    assert (
        told()
        == "the table `own` is evidence/own.xlsx, expected a CSV file; save it as own.csv: CSV, UTF-8, with commas"
    )


def test_lines_are_those_of_the_file_below_a_line_that_names_the_separator(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("sep=;\n" + table("1", "2", separator=";"), encoding="utf-8")
    assert [(row.line, row.cells["low"]) for row in read_table(path)] == [(3, "1"), (4, "2")]


def test_the_shipped_tables_need_no_declaration_beyond_their_package(raqqa):
    """Every figure of every shipped table is read as it stands there."""
    numbers = {"low", "high", "value", "price", "payload"}
    for path in (data_folder() / "evidence").glob("*.csv"):
        found = find_dialect(path)
        assert found.units.keys() & numbers == set(), "the unit of a figure stands in its row"
        assert replace(found, units={}) == Dialect(
            path.stem,
            path.parents[1] / PACKAGE,
            f"evidence/{path.name}",
            True,
            True,
            fields=tuple(read_table(path)[0].cells),
        )
        rows = raqqa.holdings.table(path.stem)
        for column in numbers & rows[0].cells.keys():
            assert [raqqa.holdings.figure(row, column) for row in rows] == [row.cells[column] for row in rows]


def test_a_table_in_place_of_one_in_a_folder_is_read_by_its_own_column(raqqa):
    """As newer prices are tried before they are written."""
    old = raqqa.holdings.table("metal-prices")
    new = tuple(type(row)(row.table, row.line, {**row.cells, "price": "1.250"}) for row in old[:2])
    other = Holdings.of(raqqa.path, {"metal-prices": new})
    assert refusal(other.figure, new[0], "price") != NOT_REFUSED
    assert raqqa.holdings.figure(old[0], "price") == old[0].cells["price"]


def test_the_package_that_the_guide_shows_is_read(tmp_path):
    """As it stands there, for a table with semicolons and decimal commas."""
    guide = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
    (tmp_path / PACKAGE).write_text(
        re.search(r"```json\n(\{\"resources\".*?)```", guide, re.DOTALL)[1], encoding="utf-8"
    )
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "prices.csv").write_text(
        "price;unit;source;mark\n1.250,5;USD/tonne;s;V\n", encoding="utf-8"
    )
    holdings = Holdings((tmp_path / "evidence",))
    assert holdings.figure(holdings.table("prices")[0], "price") == "1250.5"
