"""Hostile text beside that of a case: typed behind commands, in passages, batches, tables, prices, library, paths."""

import csv
import io
import itertools
import json
import re
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from hostile_outputs import SMALL, Elements, acting_tex, made, unseen
from hostile_text import HOSTILE, MARK, TEXTS_OF_SOURCES, in_turn, plain, spoilt, write_case
from sound_workbook import faults
from weighbridge.base import visible
from weighbridge.cli import main
from weighbridge.record.log import Log
from weighbridge.record.reviews import ReviewFile

ROOT = Path(__file__).parents[2]
SIGNS = f"\x1b]0;{MARK}\x07\x1b[31m\u202e{MARK}\u2066\x9b2J\x08\u200b\x85"  # all that a terminal would act upon
PIECES = [piece for piece in HOSTILE.values() if "\x00" not in piece]  # which no system lets anybody type
TEXT_COLUMNS = {"title", "note", "limit", "what", "place"}
# Beside text, what a folder can be called: no system takes a slash in it.
FOLDERS = {
    "a formula and markup": f"=cmd\n<b>{MARK}<b>",
    "signs of a terminal": SIGNS,
    "an element of a page": f'"><img src=x onerror={MARK}()> [x](javascript:{MARK}) $x^$',
}


def run(*typed, exits=None):
    """What a command prints, when nothing in it acts, and no traceback is behind it."""
    ran = CliRunner().invoke(main, typed, color=False)
    assert ran.exception is None or isinstance(ran.exception, SystemExit), (typed, ran.exception)
    assert unseen(ran.output) == [], typed
    assert exits is None or ran.exit_code == exits, (typed, ran.exit_code, ran.output[:300])
    return ran.output


def commands(group=main, path=()):
    """Every command with the words by which it is called, those of groups too."""
    for name in group.list_commands(click.Context(group)):
        one = group.get_command(click.Context(group), name)
        if isinstance(one, click.Group):
            yield from commands(one, (*path, name))
        else:
            yield (*path, name), one


def cells(text):
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def computed(text):
    """The cells of a CSV that a spreadsheet would compute."""
    return [
        cell for cell in cells(text) if re.match(r"\s*[=+\-@\t\r]", cell) and not re.fullmatch(r"-?[\d.e+-]+", cell)
    ]


def test_what_is_typed_behind_any_command_is_shown_without_acting(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small").mkdir()
    write_case(tmp_path / "small" / "case.yaml", SMALL)
    run(SIGNS, exits=2)
    run(f"--{SIGNS}", exits=2)
    tried = 0
    for path, command in commands():
        count = sum(isinstance(one, click.Argument) for one in command.params)
        run(*path, *[SIGNS] * max(count, 1))
        run(*path, *[SIGNS] * (count + 3))
        for option in (one for one in command.params if isinstance(one, click.Option) and not one.is_flag):
            run(*path, *["small"] * count, option.opts[0], SIGNS)
            tried += 1
    assert tried > 60


@pytest.mark.parametrize("kind", ["", "--markdown", "--json"])
def test_passages(kind):
    for piece in PIECES:
        text = run("weigh", *kind.split(), "--", f"{piece} 50 trucks carried 2,500 tonnes", exits=0)
        if kind == "--markdown":
            assert Elements(made(text)).alive == []
        if kind == "--json":
            assert MARK in json.dumps(json.loads(text))


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_rows_of_a_batch(tmp_path, ending):
    rows = [{"text": f"{one} 50 trucks carried 2,500 tonnes", "id": one, f"{MARK} =1": one} for one in PIECES]
    path = tmp_path / f"many.{ending}"
    if ending == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
    else:
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    out = tmp_path / "out.csv"
    run("weigh", "--many", str(path), "-o", str(out), "--workers", "1", exits=0)
    text = out.read_text(encoding="utf-8")
    assert text.count(MARK) >= len(PIECES)
    assert (unseen(text), computed(text)) == ([], [])


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A folder of data in which every text of the library is hostile."""
    data = tmp_path_factory.mktemp("library") / "data"
    shutil.copytree(ROOT / "data" / "evidence", data / "evidence")
    shutil.copytree(ROOT / "data" / "library", data / "library")
    shutil.copy(ROOT / "data" / "datapackage.json", data)
    piece = in_turn(0)
    sources = data / "library" / "sources.json"
    items = json.loads(sources.read_text(encoding="utf-8"))
    sources.write_text(json.dumps(spoilt(items, piece, TEXTS_OF_SOURCES)), encoding="utf-8")
    for path in sorted((data / "library").glob("*.csv")):
        if path.name != "commodity-prices.csv":
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            texts = TEXT_COLUMNS - ({"what"} if path.name == "topics.csv" else set())  # there it names a column
            for row, column in itertools.product(rows, sorted(texts & set(rows[0]))):
                row[column] = f"{piece()} {row[column]}" if row[column] else ""
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
                writer.writeheader()
                writer.writerows(rows)
    return data


def test_entries_of_the_library(library, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(library))
    shown = [run("library", "find", *word.split()) for word in ("", "copper", "population", "truck load", MARK)]
    assert sum(text.count(MARK) for text in shown) > 50
    json.loads(run("library", "find", "copper", "--json", exits=0))
    passage = "50 trucks carried 2,500 tonnes of copper for $300 a tonne in Iraq in 2017"
    assert MARK in run("weigh", passage, exits=0)
    assert Elements(made(run("weigh", passage, "--markdown", exits=0))).alive == []


@pytest.fixture
def evidence(tmp_path, monkeypatch):
    """A folder of data of its own, to which tables may be added."""
    shutil.copytree(ROOT / "data" / "evidence", tmp_path / "data" / "evidence")
    shutil.copy(ROOT / "data" / "datapackage.json", tmp_path / "data")
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "evidence"


def test_tables_and_their_heads_and_sources(evidence, tmp_path):
    before = {path.name for path in evidence.iterdir()}
    added = 0
    for at, piece in enumerate(PIECES):
        table = tmp_path / f"table{at}.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            head = f"price {piece}"
            csv.writer(file).writerows([["month", head, "kind"], ["2017-01", "12", piece], ["2017-02", "13", piece]])
        said = ("--source-title", piece, "--source-publisher", piece, "--note", piece, "--licence", piece)
        asked = ("--unit", "USD/tonne", "--mark", "V", "--source", f"hostile-{at}", "--accessed", "2026-11-26", *said)
        typed = ("evidence", "add", str(table), *asked, "--source-url", "https://a.example", "--keep", "kind")
        run(*typed)
        added += "Written" in run(*typed, "--column", f"{head}=price", "--date", "month", "--yes")
        run("evidence", "add", str(table), "--column", piece, "--where", f"{piece}={piece}", "--sheet", piece)
    assert added > 5
    for path in evidence.iterdir():
        assert visible(path.name, lines=False) == path.name
        if path.name not in before and path.suffix in (".csv", ".json"):
            assert unseen(path.read_text(encoding="utf-8")) == [], path.name
    assert MARK in run("codebook")


def test_files_of_prices(evidence, tmp_path):
    for at, piece in enumerate(PIECES):
        path = tmp_path / f"prices{at}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = [["observation_date", piece], ["2024-01-01", piece], [piece, "5"]]
            csv.writer(file).writerows(rows)
        run("prices", "update", str(path), "--metal", "copper", "--unit", "USD/tonne", exits=2)
        run("library", "update", str(path), exits=2)


@pytest.mark.parametrize("name", ["WEIGHBRIDGE_DATA", "WEIGHBRIDGE_BUILD", "COLUMNS", "SOURCE_DATE_EPOCH", "TERM"])
def test_the_environment(name, monkeypatch):
    for piece in (SIGNS, HOSTILE["line"], HOSTILE["sum"], HOSTILE["path"]):
        monkeypatch.setenv(name, piece)
        run("list")
        run("weigh", "50 trucks carried 2,500 tonnes")


@pytest.mark.parametrize("called", FOLDERS.values(), ids=FOLDERS)
def test_a_folder_called_by_hostile_text(tmp_path, monkeypatch, called):
    folder, out = tmp_path / called, tmp_path / "out"
    folder.mkdir()
    write_case(folder / "case.yaml", SMALL)
    case = str(folder)
    run("verify", case, "--out", str(out), exits=0)
    run("deposit", case, "-o", str(tmp_path / "deposited"), "--licence", "MIT", exits=0)
    run("workbook", case, "-o", str(tmp_path / "book.xlsx"), exits=0)
    run("tables", case, "--out", str(out / "tables"), exits=0)
    monkeypatch.chdir(tmp_path / "out")
    run("report", case, "--pdf", "--docx", "--markdown", exits=0)
    for command in ("list", "check", "reconcile", "log", "verify --markdown", "explain", "diff"):
        first, *rest = command.split()
        behind = {"explain": ["load"], "diff": [case]}.get(first, [])
        run(first, case, *behind, *rest, exits=0)
    run("verify", str(tmp_path / f"{called} that is not there"), exits=2)
    assert faults((tmp_path / "book.xlsx").read_bytes()) == []
    for path in (*out.rglob("*"), *(tmp_path / "deposited").rglob("*")):
        assert re.fullmatch(r"\w[\w. -]{0,120}", path.name, re.ASCII), path.name
        if path.suffix in (".html", ".csv", ".json", ".md", ".tex"):
            text = path.read_text(encoding="utf-8")
            assert unseen(text) == [], path.name
            assert path.suffix != ".tex" or acting_tex(text) == []
            assert path.suffix != ".html" or Elements(text).alive == []


def test_what_is_written_back_into_yaml_is_read_as_it_was_typed(tmp_path):
    for at, piece in enumerate(PIECES[1::2]):
        folder = tmp_path / f"case{at}"
        folder.mkdir()
        write_case(folder / "case.yaml", SMALL)
        run("log", str(folder), "--why", piece, "--who", piece, exits=0)
        ran = run("review", str(folder), "--as", f"Reviewer {piece}", "--sign", "mass", "--why", piece)
        paths = [path for path in folder.rglob("*.yaml") if path.name != "case.yaml"]
        assert len(paths) == 1 + ("review" in str(paths)), ran
        for path in paths:
            text = path.read_text(encoding="utf-8")
            assert visible(path.name, lines=False) == path.name
            assert unseen(text) == []
            tree = plain(YAML(typ="safe", pure=True).load(text))
            (Log if path.name == "log.yaml" else ReviewFile).model_validate(tree)
            assert MARK in json.dumps(tree, default=str)


def test_a_passage_that_becomes_a_case(tmp_path):
    for at, piece in enumerate(PIECES[::2]):
        run("new", f"case-{at}", "--from", f"50 trucks carried 2,500 tonnes, {piece}", "--into", str(tmp_path), exits=0)
        text = (tmp_path / f"case-{at}" / "case.yaml").read_text(encoding="utf-8")
        assert unseen(text) == []
        tree = YAML(typ="safe", pure=True).load(text)
        assert set(tree) <= {
            "title",
            "summary",
            "article",
            "claims",
            "checks",
            "formulas",
            "assumptions",
            "evidence",
            "words",
            "units",
            "not_known",
            "alternatives",
            "events",
            "correlations",
            "comparisons",
        }
        run("check", str(tmp_path / f"case-{at}"))
    run("new", SIGNS, "--from", "50 trucks", "--into", str(tmp_path), exits=2)


def test_many_cases_in_folders_called_by_hostile_text(tmp_path):
    cases, out = tmp_path / "cases", tmp_path / "out"
    for called in FOLDERS.values():
        (cases / called).mkdir(parents=True)
        write_case(cases / called / "case.yaml", SMALL)
    (cases / f"broken {SIGNS}").mkdir()
    write_case(cases / f"broken {SIGNS}" / "case.yaml", {"title": SIGNS})
    typed = ("verify", "--all", str(cases), "--workers", "1")
    lines = run(*typed, "--out", str(out), exits=2)
    assert sum(MARK in line for line in lines.splitlines()) >= len(FOLDERS) + 1  # a line each
    assert computed(run(*typed, "--csv", exits=2)) == []
    rows, _ = json.JSONDecoder().raw_decode(run(*typed, "--csv", "--json", exits=2))  # the sum comes behind, to people
    assert len(rows) == len(FOLDERS) + 1
    pages = list(out.rglob("*.html"))
    assert len(pages) == len(FOLDERS)
    for path in out.rglob("*"):
        assert re.fullmatch(r"\w[\w. -]{0,120}", path.name.removeprefix("."), re.ASCII), path.name
        if path.suffix in (".html", ".csv", ".json"):
            assert unseen(path.read_text(encoding="utf-8")) == [], path.name
