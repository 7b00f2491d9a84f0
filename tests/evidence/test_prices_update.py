"""The command `prices update`: what it shows, what it writes, and that a run which is stopped leaves whole files."""

import contextlib
import csv
import json
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.base import files
from weighbridge.base.files import exclusive
from weighbridge.base.paths import data_folder
from weighbridge.cli import main
from weighbridge.evidence.prices.price_file import PriceFile
from weighbridge.evidence.prices.update import new_table, plan, written
from weighbridge.evidence.rows import parse_table
from weighbridge.text.article import sha256

ROOT = Path(__file__).parents[2]
FILES = ("metal-prices.csv", "metal-prices.provenance.json", "sources.json")
DAY = "1790000000"  # SOURCE_DATE_EPOCH: 21 September 2026


@pytest.fixture
def data(tmp_path, monkeypatch):
    shutil.copytree(data_folder(), tmp_path / "data")
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data" / "evidence"


def fred(folder, *rows, metal="PCOPPUSDM"):
    path = folder / "download.csv"
    path.write_text(f"observation_date,{metal}\n" + "".join(f"{m}-01,{p}\n" for m, p in rows), encoding="utf-8")
    return path


def update(path, *more):
    return CliRunner().invoke(main, ["prices", "update", str(path), *more])


def contents(folder):
    return {name: (folder / name).read_bytes() for name in FILES}


def workbook_of(folder, name="CMO-Historical-Data-Monthly.xlsx", updated="Updated on July 02, 2026", **changed):
    """A workbook with every price of the table, some of them changed or added: ``copper_2017_02=6000``."""
    from openpyxl import Workbook

    known = {}
    for row in csv.DictReader((folder / "metal-prices.csv").read_text(encoding="utf-8").splitlines()):
        known.setdefault(row["month"], {})[row["metal"]] = float(row["price"])
    for key, price in changed.items():
        metal, year, month = key.rsplit("_", 2)
        known.setdefault(f"{year}-{month}", {})[metal] = price
    book = Workbook()
    book.active.title = "Monthly Prices"
    book.active.append([updated])
    book.active.append(["", "Aluminum", "Copper", "Iron ore, cfr spot"])
    book.active.append(["", "($/mt)", "($/mt)", "($/dmtu)"])
    for month in sorted(known):
        row = (known[month].get(metal, "..") for metal in ("aluminium", "copper", "iron_ore"))
        book.active.append([month.replace("-", "M"), *row])
    book.save(folder.parent / name)
    return folder.parent / name


def test_nothing_is_written_without_yes(data):
    before = contents(data)
    shown = update(fred(data.parent, ("2017-02", 5990), ("2026-06", 13000)))
    assert shown.exit_code == 0
    assert contents(data) == before
    assert re.search(r"^copper +2017-02 +5940\.91 +5990 +\+0\.83 %$", shown.output, re.MULTILINE)
    assert re.search(r"^copper +2026-06 +13000 +new$", shown.output, re.MULTILINE)
    assert "1 price changes, 1 is new." in shown.output
    assert "Nothing is written. To write it: weighbridge prices update" in shown.output


def test_what_is_to_be_typed_writes_what_was_shown(data):
    file = data.parent / "my file.csv"
    file.write_text("date,value\n2017-02-01,2.80\n", encoding="utf-8")
    said = ("--metal", "copper", "--unit", "USD / lb", "--accept", "copper:2017-02")
    last = update(file, *said).stdout.splitlines()[-1]
    typed = f'weighbridge prices update "{file}" --metal copper --unit "USD / lb" --accept copper:2017-02 --yes'
    assert last == f"Nothing is written. To write it: {typed}"
    assert CliRunner().invoke(main, shlex.split(typed)[1:]).exit_code == 0
    (written,) = (row for row in (data / FILES[0]).read_text().splitlines() if row.startswith("copper,2017-02"))
    assert re.fullmatch(r"copper,2017-02,6172\.94,USD/tonne,file-[0-9a-f]{8},S", written)


def test_findings_that_move_are_reported(data):
    shown = update(fred(data.parent, ("2017-02", 20000)))
    moved = [line for line in shown.output.splitlines() if line.startswith("  raqqa-2017, ")]
    asked = r"  raqqa-2017, Does such metal fetch that price\? \(as we read it\): \$371 a tonne .* → "
    assert any(re.match(asked, line) for line in moved)
    assert any(line.endswith("; the answer changes") for line in moved)
    assert not any("2 July 2015" in line for line in moved)
    assert not any("Is such a load" in line for line in moved)
    assert "check the file: too much for a revision" in shown.output


def test_a_month_that_no_case_uses_moves_nothing(data):
    assert "No finding of any case moves with them." in update(fred(data.parent, ("2011-05", 1))).output


def test_yes_writes_table_provenance_and_source(data):
    before = contents(data)
    file = workbook_of(data, copper_2017_02=6000, copper_2026_06=13000.004)
    shown = update(file, "--yes")
    assert shown.exit_code == 0, shown.output
    rows = {(row["metal"], row["month"]): row for row in csv.DictReader((data / FILES[0]).read_text().splitlines())}
    assert rows["copper", "2017-02"] | {"price": "6000"} == rows["copper", "2017-02"]
    assert rows["copper", "2017-02"]["source"] == rows["copper", "2026-06"]["source"] == "world-bank-pink-sheet-2026-07"
    assert rows["copper", "2017-01"]["source"] == "world-bank-pink-sheet-2026-06"
    assert (rows["copper", "2026-06"]["price"], rows["copper", "2026-06"]["mark"]) == ("13000", "V")
    last = json.loads((data / FILES[1]).read_text(encoding="utf-8"))["updates"][-1]
    assert last["generated"]["sha256"] == sha256((data / FILES[0]).read_bytes())
    assert last["wasDerivedFrom"]["sha256"] == sha256(before[FILES[0]])
    assert last["used"] == {
        "name": file.name,
        "sha256": sha256(file.read_bytes()),
        "publisher": "world-bank",
        "updated": "2026-07-02",
        "source": "world-bank-pink-sheet-2026-07",
    }
    assert [(row["month"], row["old"], row["new"]) for row in last["rows"]] == [
        ("2017-02", "5940.91", "6000"),
        ("2026-06", None, "13000"),
    ]
    (item,) = [i for i in json.loads((data / "sources.json").read_text()) if i["id"] == "world-bank-pink-sheet-2026-07"]
    assert (item["issued"], item["accessed"]) == ({"date-parts": [[2026, 7, 2]]}, {"date-parts": [[2026, 9, 21]]})
    assert (item["custom"]["use"], item["custom"]["origin"]) == ("shipped", "lme-settlements")
    assert before["sources.json"][:-4] == (data / "sources.json").read_bytes()[: len(before["sources.json"]) - 4]


def test_the_second_time_nothing_changes(data):
    file = workbook_of(data, copper_2017_02=6000, iron_ore_2026_06=110)
    assert update(file, "--yes").exit_code == 0
    once = contents(data)
    again = update(file, "--yes")
    assert contents(data) == once
    assert again.output.endswith("changes nothing: 592 prices agree with the table to the cent.\n")


def test_the_table_as_it_stands_is_written_back_the_same(data):
    text = (data / FILES[0]).read_text(encoding="utf-8")
    rows = parse_table("metal-prices", text.splitlines(keepends=True))
    nothing = plan(rows, PriceFile("fred", "a.csv", "0" * 64, None, {}), {"updates": []})
    assert new_table(rows, nothing) == text


def test_an_older_vintage_is_reported(data):
    shown = update(workbook_of(data, updated="Updated on April 04, 2022", copper_2017_02=5900))
    assert (
        "was updated on 2022-04-04, the table is of 2026-06-02: it would put older figures in the place of"
        in shown.output
    )


def test_what_may_not_be_republished_is_reported(data):
    shown = update(fred(data.parent, ("2017-02", 5990)), "--yes")
    assert "which holds the copyright: use the changed table for yourself, and do not republish it." in shown.output
    (item,) = [
        i
        for i in json.loads((data / "sources.json").read_text())
        if i["id"].startswith("fred-") and "issued" not in i and i["id"] != "fred-copper-aluminium"
    ]
    assert (item["custom"]["use"], item["custom"]["origin"]) == ("cited", "imf-primary-commodity-prices")


def test_digits_beyond_the_cent_are_no_change(data):
    shown = update(fred(data.parent, ("2017-02", "5940.914999"), ("2017-01", "5754.5552")))
    assert "download.csv changes nothing: 2 prices agree with the table to the cent." in shown.output


def test_a_wrong_file_is_refused_and_nothing_is_written(data):
    before = contents(data)
    for content in (b"", b"<html>", b"PK\x03\x04", b"hello"):
        (data.parent / "a.xlsx").write_bytes(content)
        shown = update(data.parent / "a.xlsx", "--yes")
        assert shown.exit_code == 2
        assert "a.xlsx" in shown.stderr
        assert isinstance(shown.exception, SystemExit)
        assert contents(data) == before


def test_a_correction_that_is_no_longer_needed_comes_to_light(data):
    path = workbook_of(data, copper_2026_06=13000)
    import openpyxl

    book = openpyxl.load_workbook(path)
    book.active["D3"] = "($/dmt)"
    book.save(path)
    assert "NO LONGER" not in CliRunner().invoke(main, ["sources", "raqqa-2017"]).output
    assert update(path, "--yes").exit_code == 0
    assert "NO LONGER SO" in CliRunner().invoke(main, ["sources", "raqqa-2017"]).output


def test_a_table_changed_by_hand_is_reported(data):
    table = data / FILES[0]
    table.write_text(table.read_text().replace("copper,2017-02,5940.91", "copper,2017-02,5941"), encoding="utf-8")
    shown = update(fred(data.parent, ("2017-02", 5940.91)))
    assert "metal-prices.csv was changed by other means than this command: its SHA-256 is" in shown.output


def test_a_provenance_that_is_none_is_reported(data):
    (data / FILES[1]).write_text("{}", encoding="utf-8")
    shown = update(fred(data.parent, ("2017-02", 5000)))
    assert shown.exit_code == 2
    assert "metal-prices.provenance.json: is not a record of where the table comes from" in shown.stderr


NO_RECORDS = (
    "",
    "[]",
    '{"updates": []}',
    '{"updates": 3}',
    '{"updates": [{"generated": {"sha256": "x"}}]}',
    "[" * 5000,
)


def test_a_provenance_of_another_shape_is_reported_wherever_it_is_read(data):
    file = fred(data.parent, ("2017-02", 5000))
    for content in NO_RECORDS:
        (data / FILES[1]).write_text(content, encoding="utf-8")
        for command in (["prices", "update", str(file)], ["sources", "raqqa-2017"]):
            shown = CliRunner().invoke(main, command)
            assert shown.exit_code == 2
            assert "is not a record of where the table comes from; restore it from the project" in shown.stderr


NO_TABLES = [
    ("", "metal-prices.csv: is not the table of metal prices; expected the columns mark, metal, month, price"),
    ("metal,month\ncopper,2017-02\n", "is not the table of metal prices"),
    (
        "metal,month,price,unit,source,mark\ncopper,2017-02,high,USD/tonne,a,V\n",
        "metal-prices.csv:2: `copper` at `high` is not a price",
    ),
    (
        "metal,month,price,unit,source,mark\ngold,2017-02,5,USD/tonne,a,V\n",
        "metal-prices.csv:2: `gold` at `5` is not a price",
    ),
]


def test_a_table_that_cannot_be_compared_is_reported(data):
    file = fred(data.parent, ("2017-02", 5000))
    for content, wanted in NO_TABLES:
        (data / FILES[0]).write_text(content, encoding="utf-8")
        shown = update(file, "--yes")
        assert shown.exit_code == 2
        assert wanted in shown.stderr


def test_sources_that_are_none_are_reported_before_anything_is_written(data):
    (data / "sources.json").write_text("{", encoding="utf-8")
    before = contents(data)
    shown = update(fred(data.parent, ("2017-02", 5000)), "--yes")
    assert (shown.exit_code, contents(data)) == (2, before)
    assert "sources.json:1: not a CSL-JSON file" in shown.stderr


# Runs the update as often as it is asked to, each time in a process of its own that has everything loaded, and has it
# killed before the call of that number which touches the disk; 0 is none.
KILLER = """
import os, signal, sys
from weighbridge.cli import main
from weighbridge.cli.prices import price_commands
from weighbridge.evidence.prices import read_price_file
read_price_file(__import__("pathlib").Path(sys.argv[1]))

def dies(call, stop, calls=[]):
    def counted(*arguments, **options):
        calls.append(call)
        if len(calls) == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return counted

for line in sys.stdin:
    child = os.fork()
    if not child:
        os.dup2(2, 1)
        for name in ("fsync", "replace", "open", "close", "fchmod", "unlink"):
            setattr(os, name, dies(getattr(os, name), int(line)))
        try:
            main(["prices", "update", sys.argv[1], "--yes"])
        except SystemExit as end:
            os._exit(end.code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextlib.contextmanager
def killer(file):
    """A function that runs the update of a file, killed before the call of a number, and gives the exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", KILLER, str(file)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, text=True, bufsize=1, **pipes) as process:

        def run(stop=0):
            process.stdin.write(f"{stop}\n")
            return int(process.stdout.readline())

        yield run


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_a_run_that_is_killed_at_any_step_leaves_whole_files(data):
    """Killed before each call that touches the disk in turn, and run again: the end is that of a run never killed."""
    shutil.rmtree(data.parent / "cases")  # what the findings do is shown before anything is written
    file = workbook_of(data, copper_2017_02=6000, copper_2026_06=13000)
    old, killed = contents(data), 0
    with killer(file) as run:
        assert run() == 0
        new = contents(data)
        for stop in range(1, 60):
            for name, content in old.items():
                (data / name).write_bytes(content)
            code = run(stop)
            if code == 0:
                break
            assert code == -signal.SIGKILL
            killed += 1
            now = contents(data)
            assert all(now[name] in (old[name], new[name]) for name in FILES), stop
            if now["metal-prices.csv"] == new["metal-prices.csv"]:
                assert now == new, "the table is written last"
            assert run() == 0
            assert contents(data) == new, stop
            assert [path.name for path in data.iterdir() if path.name.startswith(".")] == [], stop
    assert 20 <= killed < 59, "a lock, three files, each written and put into its place, and the folder"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_a_run_that_is_killed_at_any_time_leaves_whole_files(data):
    file = workbook_of(data, copper_2017_02=6000)
    old = contents(data)
    command = [sys.executable, "-m", "weighbridge", "prices", "update", str(file), "--yes"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    new = contents(data)
    waits = random.Random(1)
    for wait in [waits.uniform(0.2, 2.0) for _ in range(4)]:
        for name, content in old.items():
            (data / name).write_bytes(content)
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, env=environment, **pipes) as process:
            time.sleep(wait)
            process.kill()
        assert all(content in (old[name], new[name]) for name, content in contents(data).items())


def test_a_full_disk_leaves_everything_as_it_was(data, monkeypatch):
    before = contents(data)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    shown = update(fred(data.parent, ("2017-02", 5990)), "--yes")
    assert shown.exit_code == 2
    assert shown.stderr == (
        "data/evidence/sources.json: cannot be written: No space left on device; nothing was changed; make room on the "
        "disk and run it again\n"
    )
    assert contents(data) == before
    assert not [path for path in data.iterdir() if path.name.startswith(".")]


def test_a_price_of_the_table_that_is_nothing_is_reported_and_divides_nothing(data):
    table = data / FILES[0]
    for price in ("0", "0.00", "0.001", "9" * 400):
        table.write_text(f"metal,month,price,unit,source,mark\ncopper,2017-02,{price},USD/tonne,a,V\n")
        shown = update(fred(data.parent, ("2017-02", 5000)), "--yes")
        assert shown.exit_code == 2
        assert (
            f"metal-prices.csv:2: `copper` at `{price[:40]}` is not a price; restore the table from the project"
            in shown.stderr
        )


UNWRITTEN = "is not a price; expected a number above zero, or a dot for none, in digits such as 5940.91"
NOTHING = (
    "is less than 0.01, and the table keeps prices to the cent, none of them 0; check that the file gives USD per tonne"
)
BEYOND = "is more than 1,000,000,000, and no metal costs that; check that the file gives USD per tonne"
UNPRICED = {
    **dict.fromkeys(("1e26", "1_000", "1e3", "0", "0.00", "-5", "+5", ".5", "inf", "0x10", "٥٠٠٠"), UNWRITTEN),
    **dict.fromkeys(("0.004", "0.0099"), NOTHING),
    **dict.fromkeys(("1000000000.01", "100000000000000000000000000"), BEYOND),
}


def test_a_number_that_is_no_price_is_refused_and_nothing_is_written(data):
    before = contents(data)
    for price, told in UNPRICED.items():
        shown = update(fred(data.parent, ("2017-01", 5754.56), ("2017-02", price)), "--yes")
        assert (shown.exit_code, shown.stdout, contents(data)) == (2, "", before), price
        assert shown.stderr == f"download.csv:3: `{price[:20]}` {told}\n"


def test_no_price_is_stored_as_zero(data):
    """The least and the most that the table takes, and what is shown when the next file changes them again."""
    both = ("--accept", "copper:2017-02", "--accept", "copper:2017-03", "--yes")
    assert update(fred(data.parent, ("2017-02", "0.01"), ("2017-03", "1000000000")), *both).exit_code == 0
    rows = {
        row["month"]: row["price"]
        for row in csv.DictReader((data / FILES[0]).read_text().splitlines())
        if row["metal"] == "copper"
    }
    assert (rows["2017-02"], rows["2017-03"]) == ("0.01", "1000000000")
    again = update(fred(data.parent, ("2017-02", "5940.91"), ("2017-03", "0.05")), *both)
    assert again.exit_code == 0
    assert re.search(r"^copper +2017-02 +0\.01 +5940\.91 +\+59409000\.00 %", again.stdout, re.MULTILINE)


def test_an_update_waits_for_another_and_is_refused_where_that_lasts(data, monkeypatch):
    monkeypatch.setattr(files, "WAIT", 0.2)
    before = contents(data)
    with exclusive(data):
        assert update(fred(data.parent, ("2017-02", 6000))).exit_code == 0, "who only looks does not wait"
        shown = update(fred(data.parent, ("2017-02", 6000)), "--yes")
    assert (shown.exit_code, shown.stdout, contents(data)) == (2, "", before)
    assert shown.stderr == (
        "data/evidence: another run has been writing to this folder for 0.2 seconds; nothing was changed; run it again "
        "when the other has ended\n"
    )


def test_of_updates_at_once_none_loses_what_another_wrote(data):
    """Each says that it has written, and its prices are there; or that it was refused, and they are not."""
    months = {"copper": "2026-06", "aluminium": "2026-07", "iron_ore": "2026-08"}
    prices = {"copper": 13000, "aluminium": 3300, "iron_ore": 105}
    running = {}
    for (metal, month), code in zip(months.items(), ("PCOPPUSDM", "PALUMUSDM", "PIORECRUSDM"), strict=True):
        (data.parent / metal).mkdir()
        file = fred(data.parent / metal, (month, prices[metal]), metal=code)
        command = [sys.executable, "-m", "weighbridge", "prices", "update", str(file), "--yes"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        running[metal] = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
    ended = {metal: (*process.communicate(), process.returncode) for metal, process in running.items()}
    record = json.loads((data / FILES[1]).read_text(encoding="utf-8"))
    keys = {item["id"] for item in json.loads((data / "sources.json").read_text(encoding="utf-8"))}
    rows = list(csv.DictReader((data / FILES[0]).read_text().splitlines()))
    there = {row["metal"]: row["source"] for row in rows if row["month"] == months[row["metal"]]}
    written = {metal for metal, (_, _, code) in ended.items() if code == 0}
    assert written == there.keys() != set()
    assert all("Written: " in out for out, _, code in ended.values() if code == 0)
    assert all("another run has been writing" in told for _, told, code in ended.values() if code)
    assert {row["metal"] for entry in record["updates"][-len(written) :] for row in entry["rows"]} == written
    assert set(there.values()) <= keys
    assert record["updates"][-1]["generated"]["sha256"] == sha256((data / FILES[0]).read_bytes())


MONTHS = st.integers(2010, 2030).flatmap(lambda year: st.integers(1, 12).map(lambda month: f"{year}-{month:02}"))
PRICES = st.dictionaries(
    st.tuples(st.sampled_from(["copper", "aluminium", "iron_ore"]), MONTHS), st.floats(1, 20000), max_size=20
)


@given(PRICES)
def test_what_was_taken_over_is_no_change_any_more(prices):
    rows = parse_table("metal-prices", (data_folder() / "evidence" / FILES[0]).read_text().splitlines(keepends=True))
    file = PriceFile("world-bank", "a.xlsx", "0" * 64, "2026-07-02", prices)
    first = plan(rows, file, {"updates": []})
    after = parse_table("metal-prices", new_table(rows, first).splitlines(keepends=True))
    assert plan(after, file, {"updates": []}).changes == ()
    assert {(r.cells["metal"], r.cells["month"]) for r in after} == {
        (r.cells["metal"], r.cells["month"]) for r in rows
    } | prices.keys()


@given(st.floats(0.01, 1e5))
def test_a_price_is_written_to_the_cent(price):
    assert abs(float(written(price)) - price) <= 0.00501
    assert re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", written(price))
