"""Figures that were worked out for a table: each is given again by its own row, and what does not is refused."""

# ruff: noqa: E501 (a row of a table stands on one line)

import ast
import csv
import json
import re
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from types import SimpleNamespace

import pint
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import weighbridge
from refusals import NOT_REFUSED, refusal
from weighbridge.casefile import derived_row_problems
from weighbridge.cli import main
from weighbridge.evidence import read_package
from weighbridge.evidence.data_package import Package

DATA = Path(__file__).parents[2] / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {one["name"]: one for one in PACKAGE["resources"] if one["path"].endswith(".csv")}


def rows(name):
    with (DATA / "evidence" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = {name: rows(name) for name in TABLES}


def test_every_derived_row_is_given_again_by_its_columns():
    assert [str(one) for one in derived_row_problems(read_package(DATA, "data"), DATA)] == []


def test_every_row_marked_as_derived_says_how_or_what_is_lacking():
    """Read straight from the files, so that no fault of the reader can hide a row."""
    derived = [(name, row) for name, found in ROWS.items() for row in found if row["mark"] == "D"]
    assert len(derived) > 50
    silent = [
        f"{name}: {row['key']}" for name, row in derived if bool(row.get("worked_out")) == bool(row.get("lacking"))
    ]
    assert silent == []


# The second route: the standard registry of pint and Python's own arithmetic, where the kit has units and a fold of its own.
REGISTRY = pint.UnitRegistry()
for definition in ("USD = [dollar]", "SYP = [syrian_pound]", "truck = [truck]", "person = [person]", "one = []"):
    REGISTRY.define(definition)
ALLOWED = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Name, ast.Attribute, ast.Constant, ast.Call, ast.Load)
ALLOWED += (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.USub)


def quantities(name, row):
    """The cells of a row by column, as quantities; a cell that names a row holds the quantities of that one."""
    found = {}
    for field in TABLES[name]["schema"]["fields"]:
        text = row[field["name"]]
        if text and field["type"] in ("number", "integer"):
            unit = field.get("unit") or row[field.get("unitColumn", "unit")]
            found[field["name"]] = REGISTRY.Quantity(float(text), unit)
        elif re.fullmatch(r"[a-z-]+(:[a-z0-9_-]+)+", text):
            table, *key = text.split(":")
            identity = TABLES[table]["schema"]["primaryKey"]
            (other,) = [one for one in ROWS[table] if [one[part] for part in identity] == key]
            found[field["name"]] = SimpleNamespace(**quantities(table, other))
    return found


def steps(row):
    """Every column that a row says how it was worked out, with the formula."""
    for step in filter(None, row.get("worked_out", "").split(";")):
        *targets, formula = step.split("=")
        yield from ((target.strip(), formula.strip()) for target in targets)


WORKINGS = [
    (f"{name}:{row.get('key')}", name, row, target, formula)
    for name, found in ROWS.items()
    for row in found
    for target, formula in steps(row)
]


@pytest.mark.parametrize("working", WORKINGS, ids=lambda working: f"{working[0]}.{working[3]}")
def test_another_registry_and_other_arithmetic_give_the_same_figure(working):
    _, name, row, target, formula = working
    tree = ast.parse(formula, mode="eval")
    assert [node for node in ast.walk(tree) if not isinstance(node, ALLOWED)] == []
    names = {**quantities(name, row), "min": min, "max": max, "abs": abs, "sum": lambda *each: sum(each[1:], each[0])}
    result = eval(compile(tree, "formula", "eval"), {"__builtins__": {}}, names)
    digits = Decimal(row[target]).as_tuple().exponent
    assert result.to(row["unit"]).magnitude == pytest.approx(float(row[target]), abs=10.0**digits / 2 + 1e-9)


def test_the_inputs_of_a_row_are_those_that_its_note_has():
    """A note may print an input as well; then it prints the same one."""
    differ = []
    for name, found in ROWS.items():
        for row in found:
            listed = re.search(
                r"Listed as (?:above )?([0-9.]+)(?: to ([0-9.]+))? USD per (pound|ton)", row.get("note", "")
            )
            if listed and row.get("worked_out"):
                unit = {"pound": "USD/lb", "ton": "USD/short_ton"}[listed[3]]
                noted = (float(listed[1]), float(listed[2] or listed[1]), unit)
                columns = (float(row["listed_low"]), float(row["listed_high"]), row["listed_unit"])
                differ += [f"{name}: {row['key']}"] if noted != columns else []
    assert differ == []


HEADER = "key,payload,unit,source,mark,total,trucks,fee,fee_unit,other,worked_out,lacking"
FIELDS = [
    {"name": "key", "type": "string"},
    {"name": "payload", "type": "number"},
    {"name": "unit", "type": "string"},
    {"name": "source", "type": "string"},
    {"name": "mark", "type": "string"},
    {"name": "total", "type": "number", "unit": "tonne"},
    {"name": "trucks", "type": "integer", "unit": "truck"},
    {"name": "fee", "type": "number", "unitColumn": "fee_unit"},
    {"name": "fee_unit", "type": "string"},
    {"name": "other", "type": "string"},
    {"name": "worked_out", "type": "string"},
    {"name": "lacking", "type": "string"},
]
BESIDE = ["b,20,tonne/truck,s,V,,,,,,,", "u,9,tonne/truck,s,D,,,,,,,the count of trucks"]


def folder_of(place, *lines):
    """A data folder with one table of loads."""
    (place / "evidence").mkdir()
    (place / "evidence" / "loads.csv").write_text("\n".join([HEADER, *lines, *BESIDE]) + "\n", encoding="utf-8")
    (place / "evidence" / "sources.json").write_text(
        json.dumps([{"id": "s", "title": "S", "custom": {"trust": "V"}}]), encoding="utf-8"
    )
    schema = {"fields": FIELDS, "primaryKey": ["key"]}
    loads = {
        "name": "loads",
        "path": "evidence/loads.csv",
        "title": "T",
        "licenses": [{"title": "cited"}],
        "schema": schema,
    }
    sources = {"name": "sources", "path": "evidence/sources.json", "title": "S"}
    package = {"title": "T", "description": "", "sections": [], "sharedFields": [], "resources": [loads, sources]}
    (place / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return package


# A row, and what is said of it behind the file and the line; nothing where it is given again.
HOLDS = "abs(total / trucks)"
CASES = [
    ("a,42.0,tonne/truck,s,D,68000,1618,,,,payload = total / trucks,", None),
    ("a,42,tonne/truck,s,D,68000,1618,,,,payload = total / trucks,", None),
    ("a,20,tonne/truck,s,D,,,,,loads:b,payload = other.payload,", None),
    ("a,10,tonne/truck,s,D,,,50,percent,loads:b,payload = other.payload * (1 - fee),", None),
    ("a,11.02,tonne/truck,s,V,10,,1.102,short_ton/tonne,,,", None),
    ("a,42.5,tonne/truck,s,D,85,2,,,,payload = " + HOLDS + ",", None),
    ("a,25,kg/truck,s,D,0.05,2,,,,payload = total / trucks,", None),
    (
        "a,42.1,tonne/truck,s,D,68000,1618,,,,payload = total / trucks,",
        "`payload` is 42.1 tonne/truck, and `payload = total / trucks` gives 42.0272; mend the figure, an input or the formula",
    ),
    (
        "a,42.03,tonne/truck,s,D,68000,1617,,,,payload = total / trucks,",
        "`payload` is 42.03 tonne/truck, and `payload = total / trucks` gives 42.0532; mend the figure, an input or the formula",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,,",
        "the row is marked D, worked out by us, and has nothing in `worked_out`; write `low = high = money / mass`, or "
        "`low = a / b; high = c / d`; or say in `lacking` which input is not known",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,payload = total / trucks,the year",
        "`worked_out` and `lacking` are both filled, expected one of them; what can be worked out lacks nothing",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,total / trucks,",
        "`total / trucks` in `worked_out` does not say what is what; write `low = high = money / mass`, or `low = a / b; "
        "high = c / d`",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,total = payload * trucks,",
        [
            "`total` is 68000 tonne, and `total = payload * trucks` gives 67956; mend the figure, an input or the formula",
            "the row is marked D, and `worked_out` does not say how `payload` was worked out; add `; payload = ...`",
        ],
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,payload = payload,",
        "`payload` is worked out, and `worked_out` works with it; name inputs that a source gives",
    ),
    (
        "a,42,tonne/truck,s,D,,,,,loads:a,payload = other.payload,",
        "the row is worked out from itself, by way of the rows that it names; name inputs that a source gives",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,payload = total / 1618 truck,",
        "the figure 1618 truck stands in `total / 1618 truck`; give it a column of its own, with its unit and what it means",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,payload = total * trucks,",
        "`total * trucks` is `tonne*truck`, and `payload` is `tonne/truck`; mend the formula, or the unit of one of its columns",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,payload = total / truks,",
        "`loads` has no column `truks`; did you mean `trucks`?",
    ),
    (
        "a,42,tonne/truck,s,D,68000,,,,,payload = total / trucks,",
        "`worked_out` needs `trucks`, which is empty; fill it, or mend the formula",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,2,,,payload = total / trucks + fee,",
        "there is nothing in `fee_unit`, which gives the unit of `fee`; write the unit there",
    ),
    (
        "a,42,tonne/truck,s,D,68000,1618,,,,payload = total / key,",
        "`key` of `loads` holds no numbers; name a column of figures",
    ),
    ("a,42,tonne/truck,s,D,68000,0,,,,payload = total / trucks,", "`total / trucks` is not a number: "),
    ("a,42,tonne/truck,s,D,,,,,loads:x,payload = other.payload,", "`other` is `loads:x`, and `loads` has no such row; write `loads:KEY`"),
    ("a,42,tonne/truck,s,D,,,,,lads:b,payload = other.payload,", "`other` is `lads:b`, and there is no table `lads`; did you mean `loads`?"),
    ("a,42,tonne/truck,s,D,,,,,loads:b,payload = other.load,", "`loads` has no column `load`; "),
    (
        "a,9,tonne/truck,s,D,,,,,loads:u,payload = other.payload,",
        "`other` names loads:u, which cannot be worked out itself: it lacks the count of trucks; rest the figure on another row",
    ),
    ("a,42,tonne/truck,s,D,68000,1618,,,,payload = total × trucks,", "`×` at column 7 is not part of the formula language; "),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), CASES)
def test_what_a_row_does_not_give_again_is_reported_with_file_and_line(tmp_path, line, told):
    package = Package.model_validate(folder_of(tmp_path, line))
    wanted = [] if told is None else [told] if isinstance(told, str) else told
    found = [str(problem) for problem in derived_row_problems(package, tmp_path)]
    assert [
        one.partition("evidence/loads.csv:2: ")[2][: len(begin)] for one, begin in zip(found, wanted, strict=True)
    ] == wanted


def test_two_rows_that_are_worked_out_from_each_other_are_reported(tmp_path):
    lines = [
        f"{one},42,tonne/truck,s,D,,,,,loads:{other},payload = other.payload," for one, other in ("cd", "de", "ec")
    ]
    package = folder_of(tmp_path, *lines, "f,42,tonne/truck,s,D,,,,,loads:c,payload = other.payload,")
    found = [
        str(one).partition("loads.csv:")[2] for one in derived_row_problems(Package.model_validate(package), tmp_path)
    ]
    assert [one.partition(",")[0] for one in found] == [
        f"{line}: the row is worked out from itself" for line in (2, 3, 4)
    ]


@settings(max_examples=40, deadline=None)
@given(total=st.integers(1, 200_000), trucks=st.integers(1, 5000), places=st.sampled_from((0, 1, 2, 4)))
def test_a_quotient_is_given_again_as_rounded_and_not_one_digit_off(total, trucks, places):
    """Three decimals are left out: 1.250 alone in its column may be 1250, and is refused for that."""
    last = Decimal(1).scaleb(-places)
    written = (Decimal(total) / trucks).quantize(last, ROUND_HALF_UP)
    for figure, faults in ((written, 0), (written + 2 * last, 1)):
        with tempfile.TemporaryDirectory() as name:
            package = folder_of(Path(name), f"a,{figure},tonne/truck,s,D,{total},{trucks},,,,payload = total / trucks,")
            assert len(derived_row_problems(Package.model_validate(package), Path(name))) == faults


def test_a_column_in_a_unit_that_nobody_knows_is_reported(tmp_path):
    package = folder_of(tmp_path, CASES[0][0])
    package["resources"][0]["schema"] = {
        "fields": [{**one, "unit": "tons"} if one["name"] == "total" else one for one in FIELDS],
        "primaryKey": ["key"],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (problem,) = derived_row_problems(Package.model_validate(package), tmp_path)
    assert "evidence/loads.csv:2: " in str(problem)
    assert "`tons`" in problem.message
    assert problem.remedy


def test_the_codebook_is_not_rendered_over_a_figure_that_is_not_so(tmp_path, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path))
    folder_of(tmp_path, CASES[0][0], CASES[7][0].replace("a,", "c,", 1))
    (tmp_path / "cases").mkdir()
    result = CliRunner().invoke(main, ["codebook", "--write"])
    assert result.exit_code == 2
    assert "evidence/loads.csv:3: `payload` is 42.1 tonne/truck" in result.output
    assert not (tmp_path / "README.md").exists()


CASE = """title: T
article: {title: T, url: "https://example.org", language: en}
claims: {load: {quote: {exact: 8 tonnes a truck}, value: 8 tonne/truck}}
evidence: {most: {table: loads, where: {key: KEY}, column: payload}}
checks: {fits: {question: Q, kind: possible, stated: load, at_most: most}}
"""


@pytest.mark.parametrize(
    ("column", "unit", "found"),
    [("total", "tonne", "7 t"), ("fee", "kg", "0.5 kg"), ("payload", "tonne/truck", "0.007")],
)
def test_a_case_reads_an_input_in_its_own_unit(tmp_path, column, unit, found):
    """A mass of the whole convoy is in tonnes, though the loads of the table are in tonnes a truck."""
    folder_of(tmp_path, "a,0.007,tonne/truck,s,V,7,1000,0.5,kg,,,")
    text = CASE.replace("KEY", "a").replace("column: payload", f"column: {column}")
    (tmp_path / "case.yaml").write_text(
        text.replace("8 tonne/truck", f"8 {unit}").replace("8 tonnes a truck", "8"), encoding="utf-8"
    )
    case = weighbridge.open_case(str(tmp_path))
    (figure,) = case.model.nodes["most"][None].figures
    assert figure.text.startswith(found.split()[0])
    assert figure.text.endswith(f" {unit}")


@pytest.mark.parametrize("key", ["b", "u"])
def test_no_case_may_use_a_row_that_nobody_can_work_out_again(tmp_path, key):
    folder_of(tmp_path)
    (tmp_path / "case.yaml").write_text(CASE.replace("KEY", key), encoding="utf-8")
    message = refusal(weighbridge.open_case, str(tmp_path))
    assert (message == NOT_REFUSED) == (key == "b")
    if key == "u":
        assert "case.yaml:4" in message
        assert "evidence/loads.csv:3: nobody can work out " in message
        assert "what is lacking: the count of trucks; take another row" in message


def test_a_table_of_means_with_a_row_that_lacks_an_input_is_refused(tmp_path):
    """A distribution over a column takes every row of it."""
    folder_of(tmp_path)
    text = CASE.replace("evidence: {most: {table: loads, where: {key: KEY}, column: payload}}", "assumptions: {most: {of: a load, empirical: {table: loads, column: payload}}}")  # fmt: skip
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert "what is lacking: the count of trucks" in refusal(weighbridge.open_case, str(tmp_path))
