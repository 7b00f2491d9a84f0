"""What counts as a fault: each kind of it is seen, and what is sound is not blamed."""

import warnings
import zipfile
from pathlib import Path

import click
import pytest

pytest.importorskip("resource", reason="forks and limits are of POSIX")

import weighbridge.cli
from weighbridge.base import CaseError, Place, Problem
from weighbridge.cli.commands import COMMANDS
from weighbridge.cli.problems import reports_problems

from .attempt import WITHOUT, Attempt
from .kinds import KINDS
from .mutations.case_parts import SMALLEST
from .oracle import contents, judged
from .outputs import faults_of_file, faults_of_text
from .run import tasks_of
from .shrink import Input, shrunk

CASE = SMALLEST["smallest"]


def signatures(folder: Path, *calls: tuple[str, ...], seconds: float = 60.0, twice: bool = False) -> list[str]:
    """The faults of commands typed in a folder."""
    runs = judged(Attempt("made", 1, calls), folder, twice, seconds)
    return [fault.signature for run in runs for fault in run.faults]


@pytest.fixture
def small(tmp_path):
    """A folder with a sound case."""
    folder = tmp_path / "once" / "small"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


def raises():
    raise KeyError("mass")


def warns():
    warnings.warn("overflow", RuntimeWarning, stacklevel=1)


def spins():
    while True:
        pass


def bad_input(message, remedy=""):
    return lambda: reports_problems(raising(CaseError([Problem(Place("case.yaml", 3), message, remedy)])))()


def raising(error):
    def run():
        raise error

    return run


def writes(name, text):
    return lambda: Path(name).write_text(text, encoding="utf-8")


COUNT = iter(range(100))
FAULTS = [
    (raises, "KeyError at "),
    (warns, "warning RuntimeWarning at "),
    (spins, "hang at "),
    (lambda: click.echo("\x1b[31mred"), "a sign that acts: '\\x1b'"),
    (lambda: click.echo("tons \u202e0052"), "a sign that acts: '\\u202e'"),
    (lambda: click.echo("from 1 to inf tonnes"), "no number: inf"),
    (lambda: click.echo("it is −∞"), "no number: ∞"),
    (lambda: click.echo("NaN"), "no number: NaN"),
    (lambda: click.echo("7" * 80), "a number of more than 45 digits"),
    (raising(SystemExit(2)), "exit code 2 without a line"),
    (raising(SystemExit(1)), "exit code 1"),
    (raising(SystemExit(77)), "exit code 77"),
    (bad_input("unknown unit"), "a message without place or remedy: unknown unit"),
    (bad_input("x" * 900, "write y"), ""),
    (bad_input("unknown unit `tonn`", "did you mean `tonne`?"), ""),
    (writes("case.yaml", "title: changed"), "a file that was only to be read: .yaml"),
    (writes("left.json.part", "{"), "a file that was only to be read: .part"),
    (lambda: click.echo(f"run {next(COUNT)}"), "other bytes on a second run"),
    (lambda: click.echo("50 trucks of information"), ""),
]


def test_each_kind_of_fault_is_seen_and_nothing_else(small, monkeypatch):
    for run, expected in FAULTS:
        monkeypatch.setitem(vars(weighbridge.cli), COMMANDS["list"], click.command()(run))
        twice = "second run" in expected
        found = signatures(small, ("list",), seconds=0.3 if run is spins else 60.0, twice=twice)
        assert len(found) == bool(expected), (expected, found)
        assert all(one.startswith(expected) for one in found), (expected, found)
        (small / "case.yaml").write_text(CASE, encoding="utf-8")
        (small / "left.json.part").unlink(missing_ok=True)


FILES = [
    ("a.json", b'{"a": NaN}', "no JSON: NaN in JSON"),
    ("b.json", b'{"a": 1', "no JSON: "),
    ("a.html", b"<html><body>", "a page without its end"),
    ("a.svg", b"<svg><g></svg>", "XML that is not well-formed"),
    ("a.csv", b"a\n\x1b[0m\n", "a sign that acts: '\\x1b' in .csv"),
    ("b.csv", b"a\n\xff\n", "not UTF-8: .csv"),
    ("a.xlsx", b"PK\x03\x04half", "an archive that is not whole: .xlsx"),
    ("a.json.part", b"", "left over: .part"),
    ("c.csv", "a,b\n1,\u2068حمولة\u2069\n".encode(), ""),
    ("d.md", b"Here is information of Inferno.\n", ""),
    ("a.pdf", b"%PDF-1.7\nhalf", "a PDF without its end"),
    ("b.pdf", b"%PDF-1.7\n%%EOF\n", ""),
    ("places.html", b"<p>" + b"[" + b"100," * 20 + b"100]</p></html>", ""),
    ("digits.html", b"<p>" + b"1" * 70 + b"</p></html>", "a number of more than 45 digits"),
]


def test_each_fault_of_a_file_is_seen(tmp_path):
    for name, data, expected in FILES:
        (tmp_path / name).write_bytes(data)
        found = list(faults_of_file(tmp_path / name, ""))
        assert bool(found) == bool(expected), name
        assert not found or any(one.startswith(expected) for one in found), (name, found)
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("xl/sheet1.xml", "<c><v>INF</v>")
    assert "XML that is not well-formed" in list(faults_of_file(tmp_path / "b.xlsx", ""))


def test_what_stands_in_the_input_may_stand_in_the_output():
    assert list(faults_of_text("the value is nan", "value: nan tonne")) == []
    assert list(faults_of_text("the value is nan", "value: 5 tonne")) == ["no number: nan"]


def test_a_sound_case_has_no_fault(small):
    calls = (("list", "case.yaml"), ("verify", "case.yaml"), ("verify", "case.yaml", "--json"), ("check", "case.yaml"))
    assert signatures(small, *calls, twice=True) == []


def test_a_check_that_silences_another_is_a_fault(small, monkeypatch):
    outcomes = iter(("fails", "holds"))

    def weigh(case, as_json):
        outcome = next(outcomes)
        click.echo(f'{{"checks": [{{"name": "fits", "overall": "{outcome}", "as_written": "{outcome}"}}]}}')

    made = click.command()(click.argument("case")(click.option("--json", "as_json", is_flag=True)(weigh)))
    monkeypatch.setitem(vars(weighbridge.cli), COMMANDS["verify"], made)
    found = signatures(small, ("verify", WITHOUT, "--json"), ("verify", "case.yaml", "--json"))
    assert "a check changes the outcome of another (verify)" in found


def test_an_attempt_is_the_same_each_time(tmp_path):
    """Its files and what is typed depend on its kind and its seed alone."""
    for kind in KINDS:
        for seed in range(12):
            made = [tmp_path / f"{kind.name}-{seed}-{time}" / "small" for time in range(2)]
            for folder in made:
                folder.mkdir(parents=True)
            one, other = (kind.attempt(seed, folder) for folder in made)
            assert one == other
            assert contents(made[0]) == contents(made[1])


def test_every_kind_has_its_share_of_the_seeds():
    tasks = tasks_of(0, 3000, None)
    assert {kind for kind, _ in tasks} == {kind.name for kind in KINDS}
    assert tasks_of(100, 50, None) == tasks[100:150]
    assert tasks_of(7, 2, "cases") == [("cases", 7), ("cases", 8)]


def test_an_input_is_made_small(monkeypatch):
    """Of a whole case with a fault in one formula, next to nothing else is left."""
    text = CASE.replace("expression: monthly", 'expression: "(monthly + (2 * monthly)) * (5 / (1 - 1))"')
    monkeypatch.setattr("fuzz.shrink.signatures", lambda tried, seed: {"it"} if b"(1 - 1)" in _all(tried) else set())
    start = Input({"case.yaml": text.encode(), "evidence/sources.json": b"[]"}, (("list", "case.yaml"), ("check", "x")))
    small = shrunk(start, "it")
    assert list(small.files) == ["case.yaml"]
    assert len(small.calls) == 1
    assert len(_all(small)) < 30


def _all(tried: Input) -> bytes:
    return b"".join(tried.files.values())
