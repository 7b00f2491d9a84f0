"""``verify --all``: a line a case in the order of names, exit by whether all could be weighed, stopped and resumed."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from many_cases import make_cases
from weighbridge import open_case
from weighbridge.cli import all_cases, main, progress
from weighbridge.cli.progress import beside_progress, shows_progress

COUNT = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twenty cases."""
    return make_cases(tmp_path_factory.mktemp("many") / "cases", COUNT)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Two cases, one that is no YAML, one with two faults, and a folder without a case."""
    where = make_cases(tmp_path_factory.mktemp("mixed") / "cases", 2)
    for name, text in (("broken", "title: [A\n"), ("two\nfaults", "title: A\n"), ("\x1b[31m=1+1", "title: A\n")):
        (where / name).mkdir()
        (where / name / "case.yaml").write_text(text, encoding="utf-8")
    (where / "without").mkdir()
    return where


def run(*arguments):
    result = CliRunner().invoke(main, ["verify", "--all", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_each_case_has_a_line_in_the_order_of_names(folder):
    result = run(folder, "--workers", "2")
    assert (result.exit_code, result.stderr) == (0, f"{COUNT} of {COUNT} cases weighed\n")
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"case-{number:04}" for number in range(COUNT)]
    for at in (0, 7):
        answer = open_case(str(folder / f"case-{at:04}")).verify().answer
        assert lines[at] == f"case-{at:04}: {answer.badge}: {answer.headline}"


def test_what_cannot_be_weighed_is_named_with_why_and_the_others_go_on(mixed):
    result = run(mixed)
    assert result.exit_code == 2
    lines = dict(line.split(": ", 1) for line in result.stdout.splitlines())
    assert list(lines) == ["\\x1b[31m=1+1", "broken", "case-0000", "case-0001", "two faults", "without"]
    assert re.match(
        r"not weighed: \S+broken/case.yaml:1: `\[` is opened here and not closed; close it", lines["broken"]
    )
    assert "`article` is missing; a case has title" in lines["two faults"]
    path = mixed / "two faults"
    assert lines["two faults"].endswith(f' (and 2 more: `weighbridge verify "{path}"`)')
    assert "without: the folder holds no case.yaml; see docs/cases.md" in lines["without"]
    assert lines["case-0000"]
    assert "\x1b" not in result.output
    assert result.stderr == "2 of 6 cases weighed; 4 could not be weighed\n"


def test_rows_as_json_and_as_csv_are_those_of_the_lines(mixed):
    as_json, as_csv = run(mixed, "--json"), run(mixed, "--csv")
    assert (as_json.exit_code, as_csv.exit_code) == (2, 2)
    rows = json.loads(as_json.stdout)
    cells = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert list(rows[0]) == list(cells[0]) == ["case", "status", "outcome", "answer", "checks", "problem"]
    assert [row["status"] for row in rows] == [row["status"] for row in cells]
    assert [row["case"] for row in rows if row["status"] == "weighed"] == ["case-0000", "case-0001"]
    assert len(rows[4]["problem"].splitlines()) == 3, "all of them, and not only the first"
    assert "\x1b" not in as_json.stdout + as_csv.stdout


def test_the_cases_of_the_data_are_weighed_where_no_folder_is_named(folder, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(folder.parent))
    monkeypatch.setattr(all_cases, "weigh_cases", lambda where, out: pytest.fail("named") if where else _none())
    assert run().stderr == "0 of 0 cases weighed\n"


def _none():
    from weighbridge.batch import CaseRun

    return CaseRun([])


REFUSED = {
    "no such folder": (["nowhere"], "nowhere: there is no such folder; name a folder that holds folders of cases"),
    "a case": (["case"], "case: there is no case; it is a case itself: leave `--all` out, or name the folder above"),
    "an output that is a file": ([".", "--out", "file"], "file"),
    "set": ([".", "--set", "a=1"], "--set: does nothing with --all; leave it out"),
    "full": ([".", "--full"], "--full: does nothing with --all; leave it out"),
    "width": ([".", "--width", "80"], "--width: does nothing with --all; leave it out"),
    "no workers": ([".", "--workers", "0"], "--workers"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_refused_in_a_line(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    make_cases(tmp_path, 1)
    Path("case-0000").rename("case")
    Path("file").write_text("", encoding="utf-8")
    result = run(*REFUSED[name][0])
    assert (result.exit_code, result.stdout) == (2, "")
    assert REFUSED[name][1] in result.stderr


@pytest.mark.parametrize(
    "words", [["verify"], ["verify", "raqqa-2017", "--csv"], ["verify", "raqqa-2017", "--workers", "2"]]
)
def test_options_of_many_cases_are_refused_for_one(words):
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no case is named; name a case that" in result.stderr or "does nothing with a single case" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="the keys of a terminal are signals on POSIX")
def test_a_run_that_is_stopped_by_the_keyboard_leaves_one_line_and_goes_on_behind_it(folder, tmp_path):
    """The signal reaches every process, as that of a terminal does."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "weighbridge", "verify", "--all", str(folder), "--out", str(out), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen(command, env=environment, **told) as process:
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, errors = process.communicate(timeout=120)
    assert process.returncode == 1
    assert re.fullmatch(r"stopped; \d+ of 20 cases are done; run the same command again to do the rest; .*\n", errors)
    assert first.startswith("case-0000: ")
    done = 1 + len(rest.splitlines())
    assert done < COUNT
    assert not list(out.rglob("*.new"))
    for path in out.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["case"] == path.stem
    again = weigh_quickly(folder, out)
    assert again.kept >= done


def weigh_quickly(folder, out):
    """The run gone on with, to where it would begin to weigh."""
    from weighbridge.batch import weigh_cases

    class Refusing:
        def submit(self, *arguments):
            raise InterruptedError

    again = weigh_cases(folder, out)
    with pytest.raises(InterruptedError):
        list(again.rows(1, Refusing()))
    return again


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_lines_are_printed_above_what_shows_the_progress(monkeypatch):
    """Both streams are one terminal: what is shown is taken away before a line, and comes back below it."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 3600.0)
    monkeypatch.setenv("TERM", "xterm")
    with shows_progress():
        board = progress._shown.get()
        board.show()
        assert board.bars is not None
        with beside_progress():
            assert board.bars is None
            terminal.write("<a line>")
        assert board.bars is not None
    assert board.bars is None
    before, after = terminal.getvalue().split("<a line>")
    assert before.endswith("\x1b[2K")
    assert "weighing" in before
    assert "weighing" in after
    assert not after.split("weighing")[0].count("\x1b[1A"), "the line stays"


def test_without_progress_lines_are_printed_as_ever(capsys):
    with beside_progress():
        print("a line")
    assert capsys.readouterr() == ("a line\n", "")
