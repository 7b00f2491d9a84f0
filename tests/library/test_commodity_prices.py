"""The commodity prices: the table made anew from a workbook, renewed by a newer one, and in step with other tables."""

import csv
import hashlib
import json
import math
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from weighbridge.base import CaseError
from weighbridge.cli import main
from weighbridge.evidence.prices.price_file import PriceFileError
from weighbridge.evidence.rows import read_table
from weighbridge.library import entries, read_workbook
from weighbridge.library.commodities import all_series, read_cells
from weighbridge.text.units import parse_unit, show

DATA = Path(__file__).parents[2] / "data"
TABLE = DATA / "library" / "commodity-prices.csv"
SERIES = {series.column: series for series in all_series()}
CELLS, EDITIONS = read_cells(TABLE.read_text(encoding="utf-8"))


def header(series):
    """How the workbook calls a series: with capitals, spaces and the stars of footnotes."""
    return f"{series.wanted.headers[0].capitalize()} **"


def write_workbook(path, cells, updated="June 02, 2026", labels=None, without=(), months=None):
    """A workbook in the Bank's form, with figures by series and month; what it lacks is three dots."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Monthly Prices"
    columns = [series for series in SERIES.values() if series.column not in without]
    sheet.append(["World Bank Commodity Price Data (The Pink Sheet)"])
    sheet.append([f"Updated on {updated}"])
    sheet.append([None, *(header(series) for series in columns), "Plywood"])
    sheet.append([None, *(f"({(labels or {}).get(s.column, s.wanted.labels[0])})" for s in columns), "(cents/sheet)"])
    for month in sorted(months or {month for _, month in cells}):
        row = [cells.get((series.column, month), "…") for series in columns]
        sheet.append([month.replace("-", "M"), *(float(one) if one != "…" else one for one in row), 344.0])
    book.save(path)
    return path


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Data with the library alone, for a command to write into."""
    data = tmp_path / "data"
    (data / "cases").mkdir(parents=True)
    (data / "evidence").mkdir()
    shutil.copytree(DATA / "library", data / "library")
    (data / "evidence" / "sources.json").write_text("[]\n", encoding="utf-8")
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(data))
    return data / "library"


def run(*words):
    result = CliRunner().invoke(main, ["library", "update", *map(str, words)])
    assert not isinstance(result.exception, Exception), result.exception
    return result


LATE = {key: figure for key, figure in CELLS.items() if key[1] >= "2024-01"}


def test_the_table_is_made_anew_from_a_workbook(project, tmp_path):
    """All of it: a workbook of its figures gives the very table, byte for byte."""
    for name in ("commodity-prices.csv", "commodity-prices.provenance.json"):
        (project / name).unlink()
    book = write_workbook(tmp_path / "all.xlsx", CELLS)
    assert run(book, "--yes").exit_code == 0
    assert (project / "commodity-prices.csv").read_bytes() == TABLE.read_bytes()
    record = json.loads((project / "commodity-prices.provenance.json").read_text(encoding="utf-8"))
    used = record["updates"][-1]["used"]
    assert used["sha256"] == hashlib.sha256(book.read_bytes()).hexdigest()
    assert (used["updated"], used["source"]) == ("2026-06-02", "world-bank-pink-sheet-2026-06")


def test_nothing_is_written_without_yes(project, tmp_path):
    before = {path.name: path.read_bytes() for path in project.iterdir()}
    newer = {**LATE, ("copper", "2026-05"): "13600"}
    result = run(write_workbook(tmp_path / "new.xlsx", newer, "July 02, 2026"))
    assert result.exit_code == 0
    assert "Nothing is written. To write it: weighbridge library update" in result.output
    assert {path.name: path.read_bytes() for path in project.iterdir()} == before


def test_a_newer_edition_changes_what_it_has_and_is_recorded(project, tmp_path):
    newer = {**LATE, ("copper", "2026-05"): "13900", ("copper", "2026-06"): "14000", ("gold", "2026-06"): "4600"}
    result = run(write_workbook(tmp_path / "new.xlsx", newer, "July 02, 2026"), "--yes")
    assert result.exit_code == 0, result.output
    assert re.search(r"copper +2026-05 +13543\.19 +13900 +\+2\.6%", result.output)
    assert "1 figures change, 1 of them by more than 1%; 2 are new." in result.output
    cells, editions = read_cells((project / "commodity-prices.csv").read_text(encoding="utf-8"))
    assert cells == {**CELLS, **newer}
    assert (editions["2023-12"], editions["2026-06"]) == (
        "world-bank-pink-sheet-2026-06",
        "world-bank-pink-sheet-2026-07",
    )
    assert editions["2024-01"] == "world-bank-pink-sheet-2026-07"
    record = json.loads((project / "commodity-prices.provenance.json").read_text(encoding="utf-8"))
    assert [one["used"]["updated"] for one in record["updates"]] == ["2026-06-02", "2026-07-02"]
    assert record["updates"][-1]["rows"] == [
        {"series": "copper", "new": "1", "changed": "1"},
        {"series": "gold", "new": "1", "changed": "0"},
    ]
    sources = [item["id"] for item in json.loads((project / "sources.json").read_text(encoding="utf-8"))]
    assert "world-bank-pink-sheet-2026-07" in sources
    assert sources == sorted(sources)
    again = run(tmp_path / "new.xlsx", "--yes")
    assert "It changes nothing: the table is of this edition." in again.output


REFUSED = {
    "an older edition": (
        {"updated": "April 04, 2022"},
        "new.xlsx was updated on 2022-04-04, the table is of 2026-06-02; take a newer edition",
    ),
    "no day": ({"updated": "some day"}, "new.xlsx does not say when it was updated"),
    "a series is missing": ({"without": ("tin",)}, "new.xlsx has no column `tin` for tin"),
    "another unit": (
        {"labels": {"gold": "$/kg"}},
        "gold is in `($/kg)`, expected ($/troy oz)",
    ),
    "cents for dollars": ({"labels": {"cocoa": "¢/kg"}}, "cocoa is in `(¢/kg)`, expected ($/kg)"),
}


@pytest.mark.parametrize(("how", "message"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_and_nothing_written(how, message, project, tmp_path):
    before = {path.name: path.read_bytes() for path in project.iterdir()}
    result = run(write_workbook(tmp_path / "new.xlsx", LATE, **{"updated": "July 02, 2026", **how}), "--yes")
    assert result.exit_code == 2
    assert message in result.output + result.stderr
    assert {path.name: path.read_bytes() for path in project.iterdir()} == before


def test_a_figure_that_is_far_off_holds_up_the_file_until_its_series_is_named(project, tmp_path):
    tenfold = {key: str(10 * float(one)) if key[0] == "urea" else one for key, one in LATE.items()}
    book = write_workbook(tmp_path / "new.xlsx", tenfold, "July 02, 2026")
    held = run(book, "--yes")
    assert held.exit_code == 2
    assert "`urea` in 2024-01 is 3353.8, 10 times the table's 335.38" in held.stderr
    assert "add `--accept urea`" in held.stderr
    assert run(book, "--yes", "--accept", "urea").exit_code == 0
    record = json.loads((project / "commodity-prices.provenance.json").read_text(encoding="utf-8"))
    assert record["updates"][-1]["accepted"] == ["urea"]
    assert run(book, "--accept", "ureea").stderr.strip().endswith("did you mean `urea`?")


def test_ore_before_it_was_by_the_tonne_is_left_out(tmp_path):
    cells = {("copper", f"{year}-01"): "1" for year in range(1995, 2012)}
    cells |= {("iron_ore", f"{year}-01"): "60" for year in range(1995, 2012)}
    file = read_workbook(write_workbook(tmp_path / "ore.xlsx", cells))
    assert {month for column, month in file.prices if column == "iron_ore"} == {"2009-01", "2010-01", "2011-01"}


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "a.xlsx").write_text("month,price\n", encoding="utf-8")
    with pytest.raises(PriceFileError):
        read_workbook(tmp_path / "a.xlsx")


def test_the_record_is_of_the_table():
    record = json.loads(TABLE.with_name("commodity-prices.provenance.json").read_text(encoding="utf-8"))
    last = record["updates"][-1]
    assert last["generated"]["sha256"] == hashlib.sha256(TABLE.read_bytes()).hexdigest()
    assert last["labels"].keys() == SERIES.keys()
    assert set(EDITIONS.values()) == {one["used"]["source"] for one in record["updates"]}


def test_every_series_has_a_unit_of_money_or_is_an_index():
    units = {series.unit for series in SERIES.values()}
    assert all(show(parse_unit(unit)) == unit for unit in units - {"one"})
    assert [name for name, series in SERIES.items() if not series.unit.startswith("USD/")] == ["natural_gas_index"]
    assert len(SERIES) == 70


def test_months_follow_one_another_and_series_begin_and_end_once():
    months = sorted(EDITIONS)
    assert months[0] == "1960-01"
    assert len(months) == 12 * (int(months[-1][:4]) - 1960) + int(months[-1][5:])
    for name in SERIES:
        own = sorted(month for column, month in CELLS if column == name)
        assert len(own) > 190, name
        assert min(float(CELLS[name, month]) for month in own) > 0


def test_the_metal_prices_of_the_evidence_are_the_same():
    """Two tables of one edition: aluminium, copper and ore, to the cent."""
    rows = read_table(DATA / "evidence" / "metal-prices.csv")
    assert len(rows) > 500
    for row in rows:
        assert float(CELLS[row.cells["metal"], row.cells["month"]]) == float(row.cells["price"]), row.line


@pytest.mark.parametrize(
    ("mean", "parts"),
    {"crude_oil": ("brent", "dubai", "wti"), "tea": ("tea_colombo", "tea_kolkata", "tea_mombasa")}.items(),
)
def test_a_mean_is_that_of_its_parts(mean, parts):
    """As the Bank defines it: the plain mean of three kinds, within the rounding of four figures."""
    off = []
    for month in EDITIONS:
        given = [CELLS.get((name, month)) for name in (mean, *parts)]
        if month >= "1990-01" and all(given):
            whole, *some = map(float, given)
            off.append(abs(sum(some) / len(some) - whole))
    assert len(off) > 400
    assert sorted(off)[len(off) * 99 // 100] < 0.012


ORDERS = {  # figures that everybody knows to a digit, as a guard against columns that changed places
    ("gold", "1975"): (135, 190), ("gold", "2011"): (1300, 1900), ("silver", "2011"): (26, 45),
    ("platinum", "2011"): (1400, 1900), ("copper", "2008"): (3000, 9000), ("tin", "1985"): (8000, 13000),
    ("brent", "2008"): (39, 135), ("wti", "1986"): (11, 24), ("wheat_us_hrw", "2022"): (300, 530),
    ("urea", "2022"): (500, 930), ("natural_gas_europe", "2022"): (25, 75), ("coffee_arabica", "1977"): (3.5, 7.5),
    ("sugar_world", "1974"): (0.3, 1.3), ("cocoa", "2024"): (4, 11), ("rice_thai_5", "2008"): (360, 910),
}  # fmt: skip


@pytest.mark.parametrize(("series", "ends"), ORDERS.items(), ids=str)
def test_known_years_have_their_order(series, ends):
    column, year = series
    figures = [float(CELLS[column, f"{year}-{month:02}"]) for month in range(1, 13)]
    assert ends[0] <= min(figures) <= max(figures) <= ends[1]


def test_entries_of_a_series_are_its_column():
    with TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    zinc = [float(row["zinc"]) for row in rows if row["zinc"] != "…"]
    assert math.fsum(entry.low for entry in entries("zinc-price")) == pytest.approx(math.fsum(zinc))


NOT_THE_TABLE = [
    ("month,source,gold\n", 1, "expected the columns month, source, mark and the series of the library"),
    ("month,source,mark,gold,tulips\n", 1, "the series of the library"),
    ("month,source,mark,gold\n2017-01,a,V\n", 2, "the row has 3 cells, the header 4"),
    ("month,source,mark,gold\nMay,a,V,5\n", 2, "`May` is not a month"),
    ("month,source,mark,gold\n2017-01,a,V,5\n2017-01,a,V,6\n", 3, "the month 2017-01 stands twice"),
    ("month,source,mark,gold\n2017-01,=a(),V,5\n", 2, "`=a()` is not the key of a source"),
    ("month,source,mark,gold\n2017-01,a,V,1e5\n", 2, "`1e5` is not a figure"),
    ("month,source,mark,gold\n2017-01,a,V,\u202e5\n", 2, "`\\u202e5` is not a figure"),
]


@pytest.mark.parametrize(("text", "line", "fault"), NOT_THE_TABLE)
def test_a_table_that_no_update_wrote_is_refused_by_its_line(text, line, fault):
    with pytest.raises(CaseError) as raised:
        read_cells(text)
    (problem,) = raised.value.problems
    assert problem.place.line == line
    assert fault in problem.message
    assert problem.remedy == "restore the table from the project"
