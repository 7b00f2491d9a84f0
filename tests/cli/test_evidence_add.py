"""`weighbridge evidence add`: any table of a file into the evidence, shown first and written with --yes."""

import csv
import hashlib
import json
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from frictionless import Package as Descriptor

from weighbridge import open_case
from weighbridge.base import exclusive
from weighbridge.cli import main
from weighbridge.evidence import Holdings, read_package, render

DATA = Path(__file__).parents[2] / "data"
DAILY = 'Date,Price,Vol.\n05/13/2014,"4,500.25",1.5K\n05/12/2014,"4,400.00",2K\n'
SOURCE = ["--source", "my-source", "--source-title", "Made-up prices", "--source-url", "https://example.org/cu"]
DESCRIBED = [*SOURCE, "--accessed", "2014-06-01"]
DAILY_OPTIONS = ["--date", "Date", "--column", "Price", "--unit", "USD/tonne", "--table", "copper-daily"]
CASE = """\
title: A price
article: {title: A, url: "https://example.org/article", language: en}
claims:
  stated: {quote: {exact: "4,500 dollars a tonne"}, value: 4500 USD/tonne}
evidence:
  PLACE
checks:
  fits: {question: Is it the price?, kind: agrees, stated: stated, equals: price}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with the shared evidence and one small case, to be written to; the working folder is beside it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1400000000")  # 2014-05-13
    shutil.copytree(DATA / "evidence", tmp_path / "data" / "evidence")
    for name in ("datapackage.json", "README.md"):
        shutil.copy(DATA / name, tmp_path / "data" / name)
    case = tmp_path / "data" / "cases" / "small"
    case.mkdir(parents=True)
    (case / "case.yaml").write_text(CASE.replace("PLACE", "price: {value: 4500 USD/tonne, source: SRC, date: 2014}"))
    monkeypatch.chdir(tmp_path)
    Path("cu.csv").write_text(DAILY)
    return tmp_path


def run(*arguments):
    result = CliRunner().invoke(main, ["evidence", "add", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def state(folder):
    """Every file of a folder with its bytes, so that a change of any shows."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def table(path):
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_file_alone_is_shown_with_the_command_that_takes_it(project):
    before = state(project)
    result = run("cu.csv")
    assert result.exit_code == 0
    for part in ("header in line 1", "MM/DD/YYYY", "numbers, decimal point", "--unit UNIT --source KEY"):
        assert part in result.stdout
    assert "For instance: weighbridge evidence add cu.csv --date Date --column Price" in result.stdout
    assert state(project) == before


def test_rows_are_shown_and_nothing_is_written_without_yes(project):
    before = state(project)
    result = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED)
    assert result.exit_code == 0
    for part in ("2014-05-13  4500.25", "2 rows for data/evidence/copper-daily.csv, a new table", "Nothing is written"):
        assert part in result.stdout
    assert "`4,500.25` read as 4500.25: the decimal sign is a point" in result.stdout
    assert state(project) == before


def test_the_command_that_is_offered_writes_what_was_shown(project):
    offered = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED).stdout.splitlines()[-1]
    words = shlex.split(offered.partition("To write it: ")[2])
    assert words[:3] == ["weighbridge", "evidence", "add"]
    assert run(*words[3:]).exit_code == 0
    assert [row["price"] for row in table(project / "data/evidence/copper-daily.csv")] == ["4500.25", "4400.00"]


@pytest.fixture
def added(project):
    """The shared evidence with the table in it."""
    result = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED, "--yes")
    assert result.exit_code == 0, result.output
    return project / "data"


def test_the_shared_evidence_stays_a_sound_package(added):
    """Table, description, page, source and record are in step, by the standard's own validator too."""
    package = read_package(added, "data")
    assert (added / "README.md").read_text(encoding="utf-8") == render(package)
    descriptor = Descriptor(str(added / "datapackage.json"))
    ours = [one for one in descriptor.resources if one.name in ("copper-daily", "copper-daily-provenance")]
    assert len(ours) == 2
    assert ours[0].validate().valid, ours[0].validate().flatten(["type", "note"])
    known = json.loads((added / "evidence/sources.json").read_text(encoding="utf-8"))
    assert known[-1] == {
        "id": "my-source",
        "type": "dataset",
        "title": "Made-up prices",
        "URL": "https://example.org/cu",
        "custom": {"trust": "V", "use": "cited"},
        "accessed": {"date-parts": [[2014, 6, 1]]},
    }


def test_what_was_there_stays_to_the_byte(added):
    for name in ("datapackage.json", "evidence/sources.json"):
        old, new = (DATA / name).read_text(encoding="utf-8"), (added / name).read_text(encoding="utf-8")
        kept = old[: old.rindex("}")].rstrip().removesuffix("]").rstrip()
        assert new.startswith(kept)
    others = {name: content for name, content in state(added / "evidence").items() if "copper-daily" not in name}
    del others["sources.json"]
    assert others == {name: content for name, content in state(DATA / "evidence").items() if name != "sources.json"}


def test_the_record_says_from_which_file_and_how_it_was_read(added):
    record = json.loads((added / "evidence/copper-daily.provenance.json").read_text(encoding="utf-8"))
    (update,) = record["updates"]
    written = (added / "evidence/copper-daily.csv").read_bytes()
    assert update["used"]["sha256"] == hashlib.sha256(DAILY.encode()).hexdigest()
    assert update["generated"]["sha256"] == hashlib.sha256(written).hexdigest()
    assert (update["endedAtTime"], update["used"]["name"], update["used"]["headerRow"]) == ("2014-05-13", "cu.csv", "1")
    assert update["used"]["columns"] == {"price": "Price", "date": "Date"}
    assert update["rows"] == [{"first": "2", "last": "3", "count": "2"}]
    assert any("4,500.25" in line for line in update["read"])


def test_a_case_uses_the_table_to_the_end_and_its_page_names_the_file(project):
    """Added to the case's own evidence, written into the case as the command says, weighed, explained, on its page."""
    assert run("cu.csv", "--case", "small", *DAILY_OPTIONS, *DESCRIBED, "--yes").exit_code == 0
    case = project / "data" / "cases" / "small"
    assert sorted(state(case)) == [
        "case.yaml",
        "datapackage.json",
        "evidence/copper-daily.csv",
        "evidence/copper-daily.provenance.json",
        "evidence/sources.json",
    ]
    offered = "price: {table: copper-daily, where: {date: 2014-05-13}, column: price}"
    (case / "case.yaml").write_text(CASE.replace("PLACE", offered))
    digest = hashlib.sha256(DAILY.encode()).hexdigest()
    opened = open_case("small")
    assert opened["price"].side.as_written == (4500.25, 4500.25)
    assert f"read from cu.csv, SHA-256 {digest}" in str(opened.explain("price"))
    result = CliRunner().invoke(main, ["verify", "small", "--out", "out"])
    assert result.exit_code == 0, result.output
    (page,) = (project / "out").glob("*.html")
    assert f"cu.csv, SHA-256 {digest}" in page.read_text(encoding="utf-8")


def test_the_use_that_is_offered_is_that_of_a_row(project):
    result = run("cu.csv", "--case", "small", *DAILY_OPTIONS, *DESCRIBED, "--yes")
    assert "evidence:\n  price: {table: copper-daily, where: {date: 2014-05-13}, column: price}" in result.stdout


def test_figures_of_three_decimals_are_read_back_as_they_are(project):
    """Without a declaration 1.125 may be 1125: the description of the table says that a point is the decimal sign."""
    Path("cu.csv").write_text("Date,Price\n2014-05,1.125\n")
    run("cu.csv", "--case", "small", *DAILY_OPTIONS, "--decimal", ".", *DESCRIBED, "--yes")
    holdings = Holdings.of(project / "data/cases/small/case.yaml")
    (row,) = holdings.table("copper-daily")
    assert holdings.figure(row, "price") == "1.125"


def test_new_rows_go_to_the_end_and_known_ones_are_counted(added):
    before = (added / "evidence/copper-daily.csv").read_bytes()
    Path("more.csv").write_text("Date,Price\n2014-05-13,4500.250\n2014-05-14,4600\n")
    result = run("more.csv", *DAILY_OPTIONS, "--source", "my-source", "--yes")
    assert "1 row stands there already, with the same figures" in result.stdout
    after = (added / "evidence/copper-daily.csv").read_bytes()
    assert after == before + b"2014-05-14,4600,USD/tonne,my-source,V\n"
    updates = json.loads((added / "evidence/copper-daily.provenance.json").read_text())["updates"]
    assert updates[1]["wasDerivedFrom"]["sha256"] == updates[0]["generated"]["sha256"]
    assert updates[1]["rows"] == [{"first": "4", "last": "4", "count": "1"}]
    holdings = Holdings((added / "evidence",))
    assert [holdings.file_behind(row).name for row in holdings.table("copper-daily")] == [
        "cu.csv",
        "cu.csv",
        "more.csv",
    ]


def test_the_same_file_again_changes_nothing(added):
    before = state(added)
    result = run("cu.csv", *DAILY_OPTIONS, "--source", "my-source", "--yes")
    assert (result.exit_code, state(added)) == (0, before)
    assert "changes nothing: every row stands there already" in result.stdout


def test_a_table_that_somebody_changed_has_no_file_behind_its_old_rows(added):
    path = added / "evidence/copper-daily.csv"
    path.write_text(path.read_text().replace("4400.00", "4401"))
    assert Holdings((added / "evidence",)).file_behind(Holdings((added / "evidence",)).table("copper-daily")[0]) is None
    Path("more.csv").write_text("Date,Price\n2014-05-14,4600\n")
    run("more.csv", *DAILY_OPTIONS, "--source", "my-source", "--yes")
    holdings = Holdings((added / "evidence",))
    behind = [holdings.file_behind(row) for row in holdings.table("copper-daily")]
    assert [one and one.name for one in behind] == [None, None, "more.csv"]


def test_a_run_that_was_stopped_before_the_table_is_completed_by_the_next(added):
    (added / "evidence/copper-daily.csv").unlink()
    result = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED, "--yes")
    assert result.exit_code == 0, result.output
    assert len(json.loads((added / "evidence/copper-daily.provenance.json").read_text())["updates"]) == 1
    assert read_package(added, "data")


def test_a_table_in_another_dialect_is_continued_in_it(project):
    case = project / "data" / "cases" / "small"
    (case / "evidence").mkdir()
    (case / "evidence" / "copper-daily.csv").write_bytes(
        b"date;price;unit;source;mark\r\n2014-05-01;4.000,5;USD/tonne;lme-settlements;V\r\n"
    )
    field = {"name": "price", "type": "number", "decimalChar": ",", "groupChar": "."}
    resource = {"name": "copper-daily", "path": "evidence/copper-daily.csv", "dialect": {"delimiter": ";"}}
    package = {"resources": [{**resource, "schema": {"fields": [field]}}]}
    (case / "datapackage.json").write_text(json.dumps(package))
    result = run("cu.csv", "--case", "small", *DAILY_OPTIONS, "--source", "lme-settlements", "--yes")
    assert result.exit_code == 0, result.output
    assert (
        (case / "evidence" / "copper-daily.csv")
        .read_bytes()
        .endswith(
            b"\r\n2014-05-13;4500,25;USD/tonne;lme-settlements;V\r\n2014-05-12;4400,00;USD/tonne;lme-settlements;V\r\n"
        )
    )
    holdings = Holdings.of(case / "case.yaml")
    assert [holdings.figure(row, "price") for row in holdings.table("copper-daily")] == ["4000.5", "4500.25", "4400.00"]


@pytest.mark.parametrize(
    ("text", "options", "parts"),
    [
        (None, ["--source", "nobody"], ["--source: there is no source `nobody`", "--source-title"]),
        (None, ["--source", "lme-settlement"], ["did you mean `lme-settlements`?"]),
        (None, [*SOURCE], ["--source-title: has no day of reading", "--accessed"]),
        (None, [*SOURCE, "--accessed", "01/02/2014"], ["--accessed: `01/02/2014` may be"]),
        (None, [*SOURCE[:4], "--accessed", "2014"], ["says what it is, not where", "--source-url"]),
        (None, ["--source", "lme-settlements", "--unit", "ton"], ["--unit: a bare `ton` has three meanings"]),
        (
            None,
            ["--source", "lme-settlements", "--unit", "ton", "--column", "Prise"],
            ["--unit: ", "no column `Prise`", "2 problems; nothing was written"],
        ),
        (None, ["--source", "lme-settlements", "--case", "smal"], ["--case: did you mean `small`?"]),
        (
            None,
            ["--source", "lme-settlements", "--table", "metal-prices"],
            ["has a command of its own", "weighbridge prices update FILE"],
        ),
        (
            None,
            ["--source", "lme-settlements", "--table", "metal-prices", "--case", "small"],
            ["would hide the shared table", "--table"],
        ),
        (
            None,
            ["--source", "lme-settlements", "--table", "densities"],
            ["has the columns key, material", "lacks key", "--table"],
        ),
        ("Date,Price\n2014-05,4,5\n", ["--source", "lme-settlements"], ["cu.csv:2: ", "one number, 4.5, or two cells"]),
        ("Date,Price\n2014-05-01,sold\n2014-05-02,4\n", ["--source", "lme-settlements"], ["cu.csv:2: ", "`sold`"]),
    ],
)
def test_bad_input_says_place_finding_and_remedy_and_writes_nothing(project, text, options, parts):
    if text:
        Path("cu.csv").write_text(text)
    before = state(project)
    result = run("cu.csv", *DAILY_OPTIONS, *options, "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [part for part in parts if part not in result.stderr] == []
    assert state(project) == before


def test_a_figure_that_contradicts_the_table_is_shown_with_both_and_refused(added):
    before = state(added)
    Path("more.csv").write_text("Date,Price\n2014-05-13,4501\n2014-05-12,4401\n2014-05-14,4600\n")
    result = run("more.csv", *DAILY_OPTIONS, "--source", "my-source", "--yes")
    assert result.exit_code == 2
    for part in (
        "copper-daily.csv:2: 2014-05-13 stands there with 4500.25 USD/tonne, the file has 4501 USD/tonne in line 2",
        "copper-daily.csv:3: 2014-05-12 stands there with 4400.00 USD/tonne, the file has 4401 USD/tonne in line 3",
        "nothing is overwritten",
        "--without-row 2",
    ):
        assert part in result.stderr
    assert state(added) == before


def test_days_do_not_go_into_a_table_of_months(project):
    Path("cu.csv").write_text("Date,Price\n2014-05-01,4.5\n2014-06-01,4.75\n")
    first = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED)
    assert "CHECK: every date is the first of a month" in first.stdout
    assert run("cu.csv", *DAILY_OPTIONS, "--monthly", *DESCRIBED, "--yes").exit_code == 0
    Path("cu.csv").write_text("Date,Price\n2014-07-01,5\n")
    refused = run("cu.csv", *DAILY_OPTIONS, "--source", "my-source", "--yes")
    assert (refused.exit_code, "add --monthly" in refused.stderr) == (2, True)
    assert run("cu.csv", *DAILY_OPTIONS, "--monthly", "--source", "my-source", "--yes").exit_code == 0
    assert [row["month"] for row in table(project / "data/evidence/copper-daily.csv")] == [
        "2014-05",
        "2014-06",
        "2014-07",
    ]


@pytest.mark.parametrize(
    ("text", "options", "command"),
    [
        (DAILY, [], "cu.csv --date Date --column Price --unit UNIT --source KEY"),
        (DAILY, ["--date", "Date"], "cu.csv --date Date --column Price --unit UNIT --source KEY"),
        (DAILY, ["--column", "Vol.", "--unit", "truck"], "--column Vol. --unit truck --date Date --source KEY"),
        ("Name,2012,2013,2014\nTin,1,2,3\nZinc,1,2,3\n", [], "--dates-across --keep Name --unit UNIT --source KEY"),
        ("Name,Load\nlight,4\nheavy,5\n", [], "--dated DATE --column Load --unit UNIT --source KEY"),
    ],
)
def test_the_command_that_is_offered_has_what_is_still_needed(project, text, options, command):
    Path("cu.csv").write_text(text)
    (offered,) = [line for line in run("cu.csv", *options).stdout.splitlines() if line.startswith("For instance: ")]
    assert offered.endswith(command)


@pytest.mark.parametrize(("rows", "is_warned"), [(12, False), (13, True)])
def test_a_series_whose_terms_are_not_known_is_pointed_out_before_it_is_shared(project, rows, is_warned):
    days = "".join(f"2014-05-{day:02},{day}\n" for day in range(1, rows + 1))
    Path("cu.csv").write_text(f"Date,Price\n{days}")
    assert ("terms of this source" in run("cu.csv", *DAILY_OPTIONS, *DESCRIBED).stdout) == is_warned
    assert "terms of this source" not in run("cu.csv", "--case", "small", *DAILY_OPTIONS, *DESCRIBED).stdout


def test_a_source_that_is_known_is_not_described_otherwise(added):
    result = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED[:3], "Other prices", *DESCRIBED[4:])
    assert result.exit_code == 2
    assert "the source `my-source` is known" in result.stderr


def test_an_encoding_that_was_guessed_is_pointed_out(project):
    Path("cu.csv").write_bytes("Datum;Größe\n06.05.2014;4,5\n".encode("cp1252"))
    assert "CHECK: if letters look wrong" in run("cu.csv").stdout
    assert "CHECK: if letters look wrong" not in run("cu.csv", "--encoding", "cp1252").stdout


@pytest.mark.parametrize("content", ["", "[]", '{"resources": 3}', "[" * 5000, '{"resources": [', "\xff"])
@pytest.mark.parametrize("name", ["datapackage.json", "evidence/copper-daily.provenance.json", "evidence/sources.json"])
def test_a_file_beside_that_is_broken_is_named_and_nothing_is_written(project, name, content):
    case = project / "data" / "cases" / "small"
    (case / "evidence").mkdir()
    (case / name).write_bytes(content.encode("latin-1"))
    before = state(project)
    result = run("cu.csv", "--case", "small", *DAILY_OPTIONS, *DESCRIBED, "--yes")
    if (name, content) == ("evidence/sources.json", "[]"):  # a list without sources is none that is broken
        assert result.exit_code == 0
        return
    assert result.exit_code == 2
    assert Path(name).name in result.stderr
    assert state(project) == before


def test_of_several_problems_beside_the_file_it_is_said_that_nothing_was_written(project):
    (project / "data/datapackage.json").write_text("{}")
    said = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED, "--yes").stderr
    (project / "data/evidence/sources.json").write_text('[{"id": "x"}]')
    said += run("cu.csv", *DAILY_OPTIONS, *DESCRIBED, "--yes").stderr
    assert "problems; nothing was written" in said
    assert "nothing was weighed" not in said


def test_a_case_whose_evidence_cannot_be_a_folder_is_named_and_nothing_is_written(project):
    """As where nobody may write there: a file stands in its way, which also stops who may do everything."""
    (project / "data/cases/small/evidence").write_text("")
    before = state(project)
    result = run("cu.csv", "--case", "small", *DAILY_OPTIONS, "--source", "rbss-2112-en", "--yes")
    assert result.exit_code == 2
    assert "small/evidence: cannot be made a folder: " in result.stderr
    assert "nothing was written" in result.stderr
    assert state(project) == before


def test_while_another_run_writes_nothing_is_written(project, monkeypatch):
    monkeypatch.setattr("weighbridge.base.files.WAIT", 0.1)
    before = state(project / "data")
    with exclusive(project / "data" / "evidence"):
        result = run("cu.csv", *DAILY_OPTIONS, *DESCRIBED, "--yes")
    assert result.exit_code == 2
    assert "another run has been writing to this folder" in result.stderr
    assert state(project / "data") == before


def test_with_yes_and_too_little_said_nothing_is_written(project):
    before = state(project)
    result = run("cu.csv", "--column", "Price", "--yes")
    assert result.exit_code == 2
    assert "--unit UNIT" in result.stderr
    assert "--source KEY" in result.stderr
    assert state(project) == before


def test_a_text_that_a_spreadsheet_would_compute_does_nothing_in_the_table(project):
    Path("cu.csv").write_text("Name,Date,Price\n=1+2,2014-05,4.5\n")
    written = run("cu.csv", *DAILY_OPTIONS, "--keep", "Name=key", *DESCRIBED, "--yes")
    assert table(project / "data/evidence/copper-daily.csv")[0]["key"] == "'=1+2"
    assert """where: {key: "'=1+2", month: 2014-05}""" in written.stdout
    again = run("cu.csv", *DAILY_OPTIONS, "--keep", "Name=key", "--source", "my-source")
    assert "1 row stands there already" in again.stdout


def test_a_run_can_be_repeated_to_the_byte(project):
    run("cu.csv", *DAILY_OPTIONS, *DESCRIBED, "--yes")
    first = state(project / "data")
    shutil.rmtree(project / "data")
    shutil.copytree(DATA / "evidence", project / "data" / "evidence")
    (project / "data" / "cases").mkdir()
    for name in ("datapackage.json", "README.md"):
        shutil.copy(DATA / name, project / "data" / name)
    run("cu.csv", *DAILY_OPTIONS, *DESCRIBED, "--yes")
    second = state(project / "data")
    assert {name: first[name] for name in second} == second
