"""The command, as it is typed."""

# ruff: noqa: E501 (a row of a table stands on one line)

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from note import CASE, TEXT
from weighbridge import open_case
from weighbridge.base import case_names, visible
from weighbridge.cli import cases, main
from weighbridge.report import CHANGED
from weighbridge.text.normal_form import normal_sha256

OIL = str(Path(__file__).parents[1] / "cases" / "oil-2015")


SMALL, UNREAD = CASE.format(sha="0" * 64), f"{cases.UNREAD}\n"


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def note(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("note.txt").write_text(TEXT, encoding="utf-8")
    Path("case.yaml").write_text(CASE.format(sha=hashlib.sha256(TEXT.encode()).hexdigest()), encoding="utf-8")
    return tmp_path


def test_list_gives_every_case_with_its_title():
    result = run("list")
    assert (result.exit_code, result.stderr) == (0, UNREAD)
    titles = {name: open_case(name).text.title for name in case_names()}
    assert result.stdout.splitlines() == [f"{name}: {title}" for name, title in titles.items()]
    assert "raqqa-2017: Fifty trucks of stripped metal" in result.stdout.splitlines()


UNREADABLE = {
    "lacking": ("title: A\n", "case.yaml: `article` is missing; a case has title, article, claims and checks", 2),
    "no-title": (SMALL.replace("title: A small case\n", ""), "case.yaml: `title` is missing; a case has title,", 0),
    "a-list": (SMALL.replace("A small case", "[A, B]"), "case.yaml:1: `title` is no text; write one value", 0),
    "empty": ("", "case.yaml: the file is empty; expected a case: title, article, claims, checks", 0),
    "no-yaml": ("title: [A\n", "case.yaml:", 0),
    "double": ("title: A\ntitle: B\nchecks: 1\n", "case.yaml: `article` is missing; a case has title,", 2),
    "a sign\nin\x1b[31m it": ("title: !A b\n", "case.yaml: `article` is missing", 3),
    "no text": (b"title: \xff", "case.yaml: not a text file: byte 8 is not UTF-8; save it as plain text in UTF-8", 0),
}


def test_list_names_cases_that_cannot_be_read_with_the_line(tmp_path, monkeypatch):
    for name, (text, *_) in {"good": (SMALL,), **UNREADABLE}.items():
        (tmp_path / "data" / "cases" / name).mkdir(parents=True)
        (tmp_path / "data" / "cases" / name / "case.yaml").write_bytes(
            text if isinstance(text, bytes) else text.encode()
        )
    monkeypatch.chdir(tmp_path)
    result = run("list")
    assert result.exit_code == 0
    lines = dict(line.split(": ", 1) for line in result.stdout.splitlines())
    assert lines.pop("good") == "A small case"
    for name, (_, found, more) in UNREADABLE.items():
        shown = visible(name, lines=False)
        assert lines[shown].startswith(f"cannot be read: data/cases/{shown}/{found}")
        assert (f"(and {more} more: `weighbridge verify" in lines[shown]) == bool(more), lines[shown]


def test_list_without_cases_says_where_it_looked(tmp_path, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "nowhere"))
    result = run("list")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{tmp_path / 'nowhere' / 'cases'}: there is no such folder; run this in the project, or name its data folder "
        "in WEIGHBRIDGE_DATA\n"
    )


def test_list_reads_titles_alone():
    """Neither numbers nor units are loaded, and no graph is built."""
    code = "import sys; from weighbridge.cli import main; main(['list'], standalone_mode=False); print(sorted(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    loaded = shown.stdout.splitlines()[-1]
    assert "raqqa-2017: " in shown.stdout
    unwanted = ("numpy", "scipy", "pint", "rich", "pandas", "pydantic", "weighbridge.graph", "weighbridge.case")
    assert [name for name in unwanted if f"'{name}'" in loaded] == []


def test_a_width_that_cannot_be_is_refused():
    for width in ("39", "401", "x"):
        result = run("verify", "raqqa-2017", "--width", width)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--width" in result.stderr


def test_verify_as_json_is_the_result_and_nothing_else():
    result = run("verify", "raqqa-2017", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    content = json.loads(result.stdout)
    assert content["case"] == "raqqa-2017"
    assert [check["name"] for check in content["checks"]] == [
        "can_carry",
        "usual_load",
        "enough_metal",
        "usual_price",
        "some_mix",
    ]
    assert content["changes"] == []


def test_set_changes_the_run_and_is_shown():
    result = run("verify", OIL, "--set", "barrels=50000 barrel/day", "--width", "400")
    assert result.exit_code == 0
    assert "$20 to $60 a barrel" in result.stdout
    assert result.stdout.startswith(f"{CHANGED}\n  --set barrels=50000 barrel/day\n")
    assert CHANGED not in run("verify", OIL, "--width", "400").stdout


def test_set_may_stand_more_than_once():
    result = run("verify", OIL, "--set", "barrels=50000 barrel/day", "--set", "money=1 to 2 million USD/day", "--json")
    content = json.loads(result.stdout)
    assert content["changes"] == ["--set barrels=50000 barrel/day", "--set money=1 to 2 million USD/day"]
    assert content["quantities"]["price"]["as_written"] == [20, 40]


def test_a_value_may_hold_an_equals_sign(note):
    result = run("verify", "case.yaml", "--set", "load.reason=a=b")
    assert result.exit_code == 0


def test_bad_input_is_told_line_by_line_and_nothing_is_weighed(note):
    Path("case.yaml").write_text(
        Path("case.yaml").read_text().replace("120 tonne", "120 ton").replace("5 truck,", "5 trukc,")
    )
    result = run("verify", "case.yaml", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "case.yaml:4: `trucks.value`: unknown unit `trukc`; did you mean `truck`?",
        "case.yaml:5: `mass.value`: a bare `ton` has three meanings; write `tonne` (1000 kg), `short_ton` (2000 lb) or "
        "`long_ton` (2240 lb)",
        "2 problems; nothing was weighed",
    ]


def test_what_is_wrong_fills_no_more_than_a_screen(note):
    text = Path("case.yaml").read_text()
    Path("case.yaml").write_text(text + "".join(f"mistake{number}: x\n" for number in range(1500)))
    result = run("verify", "case.yaml")
    lines = result.stderr.splitlines()
    assert (result.exit_code, result.stdout, len(lines)) == (2, "", 41)
    assert lines[0].startswith(f"case.yaml:{text.count(chr(10)) + 1}: unknown ")
    assert lines[-1] == "1,500 problems, of which the first 40 are shown; nothing was weighed"


BAD_INPUT = [
        (["verify", "raqa-2017"], "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?"),
        (["explain", "raqqa-2017", "laod"], "raqqa-2017: nothing in the case is called `laod`; did you mean `load` or `loads`?"),
        (["verify", "raqqa-2017", "--set", "x"], "--set x: not a change; write `--set name=value` or `--set name.parameter=value`"),
        (["explain", "raqqa-2017", "load", "--set", "trukcs=1 truck"], "--set trukcs=1 truck: the case has no quantity and no alternative `trukcs`; did you mean `trucks`?"),
]  # fmt: skip


def test_bad_input_exits_with_2_and_one_line():
    for arguments, message in BAD_INPUT:
        result = run(*arguments)
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{message}\n")


WRONG_USAGE = [
    ([], "Usage"),
    (["weight"], "No such command 'weight'; did you mean `weigh`?"),
    (["zzz"], "No such command 'zzz'; `weighbridge help` lists them"),
    (["verify"], "verify: no case is named; name a case that `weighbridge list` has, or write `--all`"),
    (["explain", "raqqa-2017"], "Missing argument 'NAME...'"),
    (["verify", "raqqa-2017", "--jsn"], "No such option"),
    (["verify", "raqqa-2017", "--set"], "requires an argument"),
    (["verify", "raqqa-2017", "--article", "missing.txt"], "does not exist"),
    (["list", "more"], "case `more`: there is no such case; `weighbridge list` has those that there are"),
    (["list", "raqqa-2017", "more"], "unexpected extra argument"),
    (
        ["verify", "raqqa-2017", "--set", "trucks=40", "truck"],
        "(truck) What has a space in it stands in quotation marks.",
    ),
    (["verify", "-odd"], "'-o'. A name that begins with a hyphen is written with `./` before it."),
]


def test_wrong_usage_exits_with_2():
    for arguments, message in WRONG_USAGE:
        result = run(*arguments)
        assert result.exit_code == 2
        assert message in result.output


def test_every_command_says_how_it_is_used():
    for command in ([], *([name] for name in main.list_commands(None)), ["prices", "update"]):
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: main {' '.join(command)}".strip())
    listed = run("--help").stdout
    assert [name for name in main.list_commands(None) if f"\n  {name} " not in listed] == []


def test_version():
    assert re.fullmatch(r"\S+, version \d+\.\d+\.\d+\n", run("--version").stdout)


def test_article_that_fits(note):
    result = run("verify", "case.yaml", "--article", "note.txt", "--width", "400")
    assert result.exit_code == 0
    assert result.stderr == (
        "2 quotations stand in note.txt. It is the file that the case was written from: its SHA-256 is that of the case.\n"
        "  trucks: line 3, column 1\n  mass: line 3, column 33\n"
        "So that a copy from the page is known as the same text, add to `article` in the case:\n"
        f"  text_sha256: {normal_sha256(TEXT)}\n  paragraphs:\n"
        f"    - {{words: 2, characters: 7, sha256: {normal_sha256('A note.')}}}\n"
        f"    - {{words: 13, characters: 66, sha256: {normal_sha256(TEXT.removeprefix('A note.'))}}}\n"
    )
    assert "● fits" in result.stdout


def test_a_case_without_a_hash_does_not_claim_one(note):
    Path("case.yaml").write_text(re.sub(r", sha256: \w+", "", Path("case.yaml").read_text()), encoding="utf-8")
    result = run("verify", "case.yaml", "--article", "note.txt")
    assert result.exit_code == 0
    assert "SHA-256 is that of the case" not in result.stderr
    assert "2 quotations stand in note.txt. The case has no SHA-256 to compare." in result.stderr


def test_the_lines_that_are_printed_make_a_copy_from_the_page_known(note):
    """What a browser gives: other line ends and spaces, curly quotes, a line of the author between."""
    said = run("verify", "case.yaml", "--article", "note.txt").stderr.splitlines()
    sha256, *paragraphs = [line.strip() for line in said[said.index("  paragraphs:") - 1 :] if line != "  paragraphs:"]
    case = Path("case.yaml").read_text(encoding="utf-8")
    listed = ", ".join(line.removeprefix("- ") for line in paragraphs)
    Path("case.yaml").write_text(case.replace("language: en,", f"language: en, {sha256}, paragraphs: [{listed}],"))
    Path("copy.txt").write_bytes(
        TEXT.replace("\n\n", "\r\n\r\nBy somebody\r\n\r\n").replace(" 5 ", "\u00a05 ").encode()
    )
    result = run("verify", "case.yaml", "--article", "copy.txt")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.splitlines()[0] == (
        "2 quotations stand in copy.txt. It is the same text: 2 of its 2 paragraphs stand in the file, each as it was; "
        "2 other words stand around them."
    )
    Path("copy.txt").write_text(TEXT.replace("They left with 120", "They left with 130"), encoding="utf-8")
    result = run("verify", "case.yaml", "--article", "copy.txt")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        "copy.txt:3: paragraph 2 of 2, of 13 words, does not stand in it as it was; look in line 3; "
        "copy it from the page again, or compare word by word"
    )


def test_explain_takes_changes():
    assert "25 tonnes a truck" in run("explain", "raqqa-2017", "load", "--set", "trucks=100 truck").stdout


def test_schema_is_a_schema():
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"] == "Verification"


def test_messages_come_in_the_same_order_in_every_process(note):
    """Two keys of one line: sets are iterated in another order in every process, messages are not."""
    text = Path("case.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "fixed: {value: 40 tonne/truck}", "uniform: {a1: 1 one, b2: 1 one, c3: 1 one, low: 1 one, high: 2 one}"
    )
    Path("case.yaml").write_text(text, encoding="utf-8")
    told = []
    for seed in ("1", "2", "3"):
        command = [sys.executable, "-c", "from weighbridge.cli import main; main()", "verify", "case.yaml"]
        told.append(subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True).stderr)
    assert told[0].count(b"has no parameter") == 3
    assert told[0] == told[1] == told[2]


def test_explain_a_check():
    result = run("explain", "raqqa-2017", "usual_load")
    assert (result.exit_code, result.stderr) == (0, "")
    check = open_case("raqqa-2017").verify()["usual_load"]
    lines = result.stdout.splitlines()
    assert lines[0] == check.question
    assert check.reference.sentence in lines
    for choice, option in check.reference.choices.items():
        assert any(f"`{choice}={option}`" in line for line in lines)
    for part in ("mass / trucks", "“near 50 trucks”", "convoy_mean_load", "Sources"):
        assert part in result.stdout


def test_explain_a_check_takes_changes():
    assert "25 tonnes a truck" in run("explain", "raqqa-2017", "usual_load", "--set", "trucks=100 truck").stdout


def test_a_folder_without_a_case_is_shown(tmp_path):
    result = run("verify", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path}: the folder holds no case.yaml; see docs/cases.md\n"


@pytest.mark.parametrize("command", ["verify", "list", "slips"])
def test_a_folder_of_cases_is_refused_with_the_command_that_takes_one(tmp_path, command):
    folder = tmp_path / "two words"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "case.yaml").write_text("title: A\n", encoding="utf-8")
    result = CliRunner().invoke(main, [command, str(folder)])
    remedy = f'it holds folders of cases; name one of them, or weigh all: `weighbridge verify --all "{folder}"`'
    assert (result.exit_code, result.stderr) == (2, f"{folder}: the folder holds no case.yaml; {remedy}\n")


def in_a_process(arguments, **options):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-m", "weighbridge", *arguments]
    return subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is of Linux")
def test_a_full_disk_behind_the_output_is_reported():
    for arguments in (["list"], ["verify", OIL], ["verify", OIL, "--json"], ["schema"], ["sources", OIL, "--csl"]):
        with open("/dev/full", "w") as full:
            ended = in_a_process(arguments, stdout=full)
        assert (ended.returncode, ended.stderr) == (
            2,
            "standard output: cannot be written: No space left on device; mend that and run it again\n",
        ), arguments


@pytest.mark.skipif(os.name == "nt", reason="a pipe that is closed is another error there")
def test_a_reader_who_has_enough_ends_it_quietly():
    ours, theirs = os.pipe()
    os.close(ours)
    ended = in_a_process(["verify", OIL, "--json"], stdout=theirs)
    os.close(theirs)
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that is in use")
def test_a_working_folder_that_was_deleted_does_no_harm(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir '{gone}'; exec '{sys.executable}' -m weighbridge list"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    ended = subprocess.run(["sh", "-c", command], cwd=gone, env=environment, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, UNREAD)
    assert "raqqa-2017: " in ended.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")
def test_an_article_may_come_through_a_pipe(note):
    os.mkfifo("pipe")
    writer = threading.Thread(target=Path("pipe").write_text, args=(TEXT,), kwargs={"encoding": "utf-8"})
    writer.start()
    result = run("verify", "case.yaml", "--article", "pipe")
    writer.join()
    assert result.exit_code == 0
    about = "It is the file that the case was written from: its SHA-256 is that of the case."
    assert result.stderr.splitlines()[0] == f"2 quotations stand in pipe. {about}"


HOSTILE = "tons \u202e0052 \x1b[31mred\x07"


@pytest.mark.parametrize("command", ["verify", "verify --full", "verify --markdown", "list", "explain", "sources"])
def test_what_a_case_says_does_nothing_to_a_terminal(tmp_path, command):
    """Neither colours nor bells, nor words turned round: what is not seen stands as an escape."""
    quoted = json.dumps(HOSTILE)
    text = (
        f"title: {quoted}\narticle: {{title: {quoted}, url: https://example.org, language: en}}\n"
        f"claims: {{ore: {{quote: {{exact: {quoted}}}, value: 5 tonne}}}}\n"
        f"evidence: {{limit: {{what: {quoted}, value: 6 tonne, source: ferson-2015, date: 2017-02}}}}\n"
        f"checks: {{most: {{question: {quoted}, kind: possible, stated: ore, at_most: limit}}}}\n"
    )
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    name, *options = command.split()
    result = run(name, str(tmp_path), *(["most"] if name == "explain" else []), *options)
    assert result.exit_code == 0, result.stderr
    assert [sign for sign in "\u202e\x1b\x07" if sign in result.stdout + result.stderr] == []
    assert "\\u202e0052" in result.stdout or name == "sources"


def test_a_message_does_nothing_to_a_terminal(note):
    result = run("verify", "case.yaml", "--set", f"trucks={HOSTILE}")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\\x1b[31mred" in result.stderr
