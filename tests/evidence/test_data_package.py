"""The data package of the evidence: valid without a network, in step with the tables, and rendered as the codebook."""

import csv
import json
import re
import shutil
import socket
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from frictionless import Package as Descriptor

from refusals import refusal
from weighbridge.base.errors import CaseError, Place
from weighbridge.cli import main
from weighbridge.evidence.codebook import render
from weighbridge.evidence.data_package import Package, check, parse_package, read_package
from weighbridge.evidence.holdings import Holdings

DATA = Path(__file__).parents[2] / "data"
TABLES = sorted((DATA / "evidence").glob("*.csv"))
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
SHARED = {name for entry in PACKAGE["sharedFields"] for name in entry["names"]}
PLACE = Place("data/datapackage.json")
PREFIX = "data/datapackage.json: "


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Profiles are named by their address, and nobody may fetch them."""

    def refuse(*_, **__):
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def copy(tmp_path):
    """The data with one month of the long table of prices, to be broken."""
    shutil.copytree(DATA / "evidence", tmp_path / "evidence", ignore=shutil.ignore_patterns("metal-prices*"))
    header, *prices = (DATA / "evidence" / "metal-prices.csv").read_text(encoding="utf-8").splitlines()
    month = [header, *(line for line in prices if ",2017-02," in line)]
    (tmp_path / "evidence" / "metal-prices.csv").write_text("\n".join(month) + "\n", encoding="utf-8")
    kept = [resource for resource in PACKAGE["resources"] if resource["name"] != "metal-prices-provenance"]
    write(tmp_path, {**PACKAGE, "resources": kept})
    return tmp_path


def write(folder, package):
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def read(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def told(folder, package=None):
    """What is wrong, a line each."""
    try:
        return [str(problem) for problem in check(parse_package(package or read(folder), PLACE), folder, PLACE)]
    except CaseError as error:
        return [str(problem) for problem in error.problems]


def invalid(folder):
    """What frictionless finds: kind of error, line, column."""
    report = Descriptor(str(folder / "datapackage.json")).validate()
    assert report.errors == []
    return report.flatten(["type", "rowNumber", "fieldName"])


def test_the_page_is_rendered_from_the_package():
    assert (DATA / "README.md").read_text(encoding="utf-8") == render(read_package(DATA, "data"))


def test_the_command_prints_the_page_and_writes_it(copy, monkeypatch):
    (copy / "cases").mkdir()
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(copy))
    printed = CliRunner().invoke(main, ["codebook"])
    assert (printed.exit_code, printed.output) == (0, render(Package.model_validate(read(copy))))
    assert not (copy / "README.md").exists()
    assert CliRunner().invoke(main, ["codebook", "--write"]).exit_code == 0
    assert (copy / "README.md").read_text(encoding="utf-8") == printed.output


def test_the_command_refuses_a_package_out_of_step_and_writes_nothing(copy, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(copy))
    (copy / "evidence" / "new.csv").write_text("key\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["codebook", "--write"])
    assert result.exit_code == 2
    assert "no resource describes evidence/new.csv; add one to `resources`" in result.output
    assert not (copy / "README.md").exists()


def test_the_package_and_all_its_tables_are_valid():
    assert invalid(DATA) == []


def test_the_package_of_the_library_and_all_its_tables_are_valid():
    assert invalid(DATA / "library") == []


def test_the_package_is_of_version_2_and_of_this_release():
    profiles = {PACKAGE["$schema"]} | {resource["$schema"] for resource in PACKAGE["resources"]}
    profiles |= {resource["schema"]["$schema"] for resource in PACKAGE["resources"] if "schema" in resource}
    kinds = ("datapackage", "dataresource", "tableschema")
    assert profiles == {f"https://datapackage.org/profiles/2.0/{kind}.json" for kind in kinds}
    project = tomllib.loads((DATA.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert PACKAGE["version"] == project["project"]["version"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", PACKAGE["created"])


def test_every_file_is_a_resource_and_every_resource_a_file():
    assert {r["path"] for r in PACKAGE["resources"]} == {f"evidence/{p.name}" for p in (DATA / "evidence").iterdir()}
    assert {name for name, resource in RESOURCES.items() if resource.get("type") == "table"} == {p.stem for p in TABLES}


def table_rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_table_has_terms_of_its_own_and_every_column_a_meaning():
    faults = []
    for path in TABLES:
        resource, fields = RESOURCES[path.stem], RESOURCES[path.stem]["schema"]["fields"]
        columns = list(table_rows(path)[0])
        faults += [] if columns == [field["name"] for field in fields] else [f"{path.stem}: columns {columns}"]
        # Without terms the standard lets a table have those of the package.
        faults += [] if resource["licenses"] else [f"{path.stem}: no terms"]
        ends = "\r" not in path.read_bytes().decode("utf-8") and resource["dialect"]["lineTerminator"] == "\n"
        faults += [] if ends else [f"{path.stem}: ends of lines"]
        unknown = [field["name"] for field in fields if not field.get("description") and field["name"] not in SHARED]
        faults += [f"{path.stem}: {name} has no meaning" for name in unknown]
    assert faults == []


def test_what_is_required_has_no_gap_and_the_units_are_those_in_use():
    faults = []
    for path in TABLES:
        rows = table_rows(path)
        for field in RESOURCES[path.stem]["schema"]["fields"]:
            name, constraints = field["name"], field.get("constraints", {})
            if constraints.get("required", False) and not all(row[name] for row in rows):
                faults.append(f"{path.stem}: {name} has gaps")
            if name == "unit" and {row["unit"] for row in rows} != set(constraints["enum"]):
                faults.append(f"{path.stem}: units")
    assert faults == []


def test_what_may_be_shipped_is_what_the_sources_allow():
    sources = json.loads((DATA / "evidence" / "sources.json").read_text(encoding="utf-8"))
    shipped = {source["id"] for source in sources if source["custom"]["use"] == "shipped"}
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as lines:
            used = {key for row in csv.DictReader(lines) for key in row["source"].split(";")}
            lines.seek(0)
            whole = all(set(row["source"].split(";")) <= shipped for row in csv.DictReader(lines))
        terms = [licence["title"] for licence in RESOURCES[path.stem]["licenses"]]
        only_single_figures = {"discounts", "scrap-ratios"}  # shares worked out against the prices that may be shipped
        if path.stem not in only_single_figures:
            assert any("shipped" in term for term in terms) == bool(used & shipped), path.stem
        assert any(term.startswith("cited") for term in terms) == (not whole), path.stem


BROKEN_CELLS = [
    ("densities", ",solid,7.87", ",molten,7.87", ["constraint-error", 2, "kind"]),
    ("densities", ",V,", ",Q,", ["constraint-error", 2, "mark"]),
    ("densities", ",tonne/m**3,", ",lb,", ["constraint-error", 2, "unit"]),
    ("densities", ",coolmagnetman-density,", ",,", ["constraint-error", 2, "source"]),
    ("densities", ",coolmagnetman-density,", ",cool; magnet,", ["constraint-error", 2, "source"]),
    ("densities", "7.87,7.87", "heavy,7.87", ["type-error", 2, "low"]),
    ("densities", "7.87,7.87", "0,7.87", ["constraint-error", 2, "low"]),
    ("densities", "iron-solid", "Iron Solid", ["constraint-error", 2, "key"]),
    ("metal-stock", ",2010,", ",2010-13,", ["constraint-error", 2, "date"]),
    ("densities", "key,", "kez,", ["incorrect-label", None, "key"]),
]


def test_a_broken_cell_is_found(copy):
    found, wanted = [], []
    for table, old, new, fault in BROKEN_CELLS:
        path = copy / "evidence" / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        found += [(old, new, fault) for one in [invalid(copy)] if fault in one]
        wanted.append((old, new, fault))
        path.write_text(text, encoding="utf-8")
    assert found == wanted


def test_a_row_that_stands_twice_and_one_with_a_cell_too_many_are_found(copy):
    path = copy / "evidence" / "metal-stock.csv"
    first, row, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([first, row, row, f"{rest[0]},more", *rest[1:]]) + "\n", encoding="utf-8")
    kinds = {kind for kind, *_ in invalid(copy)}
    assert {"primary-key", "extra-cell"} <= kinds


def test_a_copy_is_in_step(copy):
    assert told(copy) == []
    assert invalid(copy) == []


def with_semicolons(folder, name, columns):
    """Rewrite a table as a German spreadsheet saves it, and describe it so."""
    path = folder / "evidence" / f"{name}.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        row.update({column: f"{float(row[column]):,}".translate(str.maketrans(",.", ".,")) for column in columns})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    package = read(folder)
    resource = next(one for one in package["resources"] if one["name"] == name)
    resource["dialect"] = {"delimiter": ";"}
    for one in resource["schema"]["fields"]:
        if one["name"] in columns:
            one.update(decimalChar=",", groupChar=".")
    write(folder, package)


def test_figures_with_decimal_commas_are_those_that_frictionless_reads(copy):
    """The standard's own implementation is the second route to every figure."""
    before = [(row.cells["low"], row.cells["high"]) for row in Holdings((DATA / "evidence",)).table("scale")]
    with_semicolons(copy, "scale", ("low", "high"))
    assert told(copy) == []
    holdings = Holdings((copy / "evidence",))
    ours = [tuple(Decimal(holdings.figure(row, end)) for end in ("low", "high")) for row in holdings.table("scale")]
    assert ours == [tuple(map(Decimal, ends)) for ends in before]
    resource = Descriptor(str(copy / "datapackage.json")).get_resource("scale")
    assert ours == [(row["low"], row["high"]) for row in resource.read_rows()]


def test_the_page_says_how_a_table_is_written(copy):
    with_semicolons(copy, "densities", ("low", "high"))
    page = render(read_package(copy, "data"))
    part = page[page.index("### `densities.csv`") :]
    assert "Its columns are separated by semicolons." in part
    assert "`,` for decimals, `.` for thousands" in part


def changed(folder, change):
    package = read(folder)
    change(package, {resource["name"]: resource for resource in package["resources"]})
    return told(folder, package)


def columns(table, new):
    return lambda package, named: named[table]["schema"].update(fields=new(named[table]["schema"]["fields"]))


OUT_OF_STEP = [
    (lambda p, n: p.pop("sections"), ["`sections` is missing; expected a list"]),
    (lambda p, n: p.update(sections=None), ["`sections` is `None`; expected a list"]),
    (lambda p, n: p["sections"][0].pop("text"), ["`sections[1].text` is missing; expected text"]),
    (lambda p, n: p["sharedFields"][0].pop("values"), ["`sharedFields[1].values` is missing; expected text"]),
    (lambda p, n: p["resources"].insert(0, "x"), ["`resources[1]` is `x`; expected a mapping of names"]),
    (lambda p, n: n["scale"].pop("licenses"), ["`resources[scale].licenses` is missing; expected a list"]),
    (lambda p, n: n["scale"].pop("schema"), ["`resources[scale].schema` is missing; expected a mapping of names"]),
    (lambda p, n: n["scale"].pop("path"), ["`resources[scale].path` is missing; expected text"]),
    (
        lambda p, n: n["scale"].update(dialect={"delimiter": ";;"}),
        ["`resources[scale].dialect.delimiter` is `;;`; expected one sign"],
    ),
    (
        lambda p, n: n["densities"].update(dialect={"delimiter": ";"}),
        ["the resource `densities` lacks key,material,kind,low"],
    ),
    (lambda p, n: n["events"].update(traps="one"), ["`resources[events].traps` is `one`; expected a list"]),
    (
        lambda p, n: n["sources"]["members"][0].update(names="id"),
        ["`resources[sources].members[1].names` is `id`; "],
    ),
    (
        lambda p, n: n["scale"]["schema"]["fields"][1].pop("name"),
        ["`resources[scale].schema.fields[2].name` is missing; expected text"],
    ),
    (
        lambda p, n: p["resources"].append(n["scale"]),
        ["2 resources have the name `scale`; keep one", "2 resources have the path `evidence/scale.csv`; keep one"],
    ),
    (lambda p, n: p["resources"].remove(n["scale"]), ["no resource describes evidence/scale.csv; add one to"]),
    (
        lambda p, n: n["scale"].update(path="evidence/scales.csv"),
        [
            "no resource describes evidence/scale.csv",
            "the resource `scale` describes evidence/scales.csv, which is",
        ],
    ),
    (
        columns("densities", lambda fields: fields[1:]),
        ["the resource `densities` lacks key; the table's are key, material, kind, low"],
    ),
    (
        columns("densities", lambda fields: [*fields, {"name": "extra", "type": "string"}]),
        ["the resource `densities` has extra, which the table has not; the table's are key"],
    ),
    (
        columns("densities", lambda fields: [fields[1], fields[0], *fields[2:]]),
        ["the resource `densities` has its columns in another order: material, key, kind, low"],
    ),
]


def test_what_is_out_of_step_is_reported(copy):
    for change, lines in OUT_OF_STEP:
        found = changed(copy, change)
        # Of each line only as much is held as a table of such lines can show.
        begins = [line[: len(wanted)] for line, wanted in zip(found, map(PREFIX.__add__, lines), strict=False)]
        assert (begins, len(found)) == ([PREFIX + line for line in lines], len(lines))


NO_PACKAGES = [
    (b'{"title":\n oh}', "data/datapackage.json:2: is no JSON: Expecting value; mend it there"),
    (b"[]", "data/datapackage.json: the whole is `[]`; expected a mapping of names"),
    (b"[" * 100_000, "data/datapackage.json: cannot be read: maximum recursion depth exceeded"),
    (b"\xff\xfe", "data/datapackage.json: cannot be read: 'utf-8' codec can't decode byte 0xff"),
    (None, "data/datapackage.json: cannot be read: No such file or directory; restore it from the project"),
]


def test_a_file_that_is_no_package_is_refused(tmp_path):
    for content, line in NO_PACKAGES:
        if content is not None:
            (tmp_path / "datapackage.json").write_bytes(content)
        else:
            (tmp_path / "datapackage.json").unlink()
        assert refusal(read_package, tmp_path, "data", error=CaseError)[: len(line)] == line


def test_a_table_that_is_no_text_is_shown(copy):
    (copy / "evidence" / "scale.csv").write_bytes(b"k\xe9y,\n")
    (line,) = told(copy)
    assert "evidence/scale.csv cannot be read: 'utf-8' codec" in line
    assert line.endswith("; save it as CSV, UTF-8")


def test_the_page_tells_everything():
    page = render(Package.model_validate(PACKAGE))
    assert page.startswith("<!-- Rendered from datapackage.json by `weighbridge codebook --write`")
    for resource in PACKAGE["resources"]:
        flat = " ".join(page.split())
        for text in (resource.get("description", ""), resource.get("missing", ""), *resource.get("traps", [])):
            assert " ".join(text.split()) in flat
    assert not re.search(r"\| `(source|mark)`[^|]*\| the note", page)
