"""The command ``diff``: one screen, JSON, Markdown, a file, and what it exits with."""

import json
import re

import pytest
from click.testing import CliRunner

from difference_cases import BASE, SOURCES, TABLE, changed, written
from plain_words import faults
from weighbridge.cli import main
from weighbridge.difference import Difference, compare, lines_of

TURNED = changed(("value: 100.0 tonne", "value: 300.0 tonne"))


@pytest.fixture
def two(tmp_path):
    """The folders of two cases, of which the second says three times as much."""
    for name, text in (("one", BASE), ("two", TURNED), ("same", BASE)):
        written(tmp_path / name, text)
    return tmp_path


def run(*words):
    """What the command prints and exits with."""
    return CliRunner().invoke(main, ["diff", *map(str, words)])


def test_a_screen_has_the_answer_what_turned_what_changed_and_what_moved(two):
    done = run(two / "one", two / "two", "--width", 80)
    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert lines[0] == "The answer turned from “fits” to “does not fit”."
    titles = [
        line.partition(" (")[0] for line in lines if line.startswith("What ")
    ]  # behind it, how many more there are
    assert titles == ["What turned", "What changed", "What moved"]
    assert len(lines) < 40
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_columns(raqqa, width):
    found = compare(raqqa, raqqa.with_(trucks="20 truck"), ("as written", "with 20 trucks"))
    assert max(len(line.text) for line in lines_of(found, width)) <= width
    assert len(lines_of(found, 80)) < 40
    assert len(lines_of(found, width, full=True)) > len(lines_of(found, width))


def test_what_does_not_fit_on_the_screen_is_counted(raqqa):
    found = compare(raqqa, raqqa.with_(trucks="20 truck"), ("as written", "with 20 trucks"))
    text = "\n".join(line.text for line in lines_of(found, 80))
    (more,) = re.findall(r"What moved \((\d+) more: --full\)", text) or ["0"]
    full = "\n".join(line.text for line in lines_of(found, 80, full=True))
    assert ("more: --full" in text) is (int(more) > 0 or "What turned (" in text)
    assert "more: --full" not in full


# What differs, what is asked, and what the command exits with.
EXITS = {
    "the same": (("one", "same"), 0),
    "the same, with an exit code": (("one", "same", "--exit-code"), 0),
    "different": (("one", "two"), 0),
    "different, with an exit code": (("one", "two", "--exit-code"), 1),
    "something that is not there": (("one", "nothing"), 2),
    "nothing to compare with": (("one.json",), 2),
}


@pytest.mark.parametrize("what", EXITS)
def test_it_exits_as_asked(two, what, monkeypatch):
    words, code = EXITS[what]
    monkeypatch.chdir(two)
    assert run(*words).exit_code == code


def test_something_set_is_a_difference(two):
    done = run(two / "one", "--set", "mass=300 tonne", "--json")
    found = json.loads(done.output)
    assert [(one["name"], one["before"], one["after"]) for one in found["inputs"] if one["kind"] == "claim"] == [
        ("mass", "100.0 tonne", "300 tonne")
    ]
    assert found["after"]["label"] == "mass=300 tonne"


@pytest.mark.parametrize("words", [["--set", "mass=1 tonne", "two"], ["two", "same", "--set", "mass=1 tonne"]])
def test_something_is_set_in_one_case_alone(two, words, monkeypatch):
    monkeypatch.chdir(two)
    done = run("one", *words)
    assert done.exit_code == 2
    assert done.output.startswith("--set: one case alone can be changed for a run; write `weighbridge diff CASE --set")


def test_results_in_files_and_in_folders_are_compared(two):
    for name in ("one", "two"):
        assert CliRunner().invoke(main, ["verify", str(two / name), "--out", str(two / f"of-{name}")]).exit_code == 0
    by_folder = run(two / "of-one", two / "of-two", "--json").output
    by_file = run(two / "of-one" / "one.json", two / "of-two" / "two.json", "--json").output
    without = [{**json.loads(text), "before": None, "after": None} for text in (by_folder, by_file)]
    assert without[0] == without[1]
    assert [one["name"] for one in without[0]["inputs"]] == ["mass"]


def test_a_result_is_compared_with_a_case(two):
    result = two / "one.json"
    result.write_text(CliRunner().invoke(main, ["verify", str(two / "one"), "--json"]).output, encoding="utf-8")
    found = json.loads(run(result, two / "two", "--json").output)
    assert (found["before"]["badge"], found["after"]["badge"]) == ("fits", "does not fit")


# Files that are no result, and what is said of each: place, finding, remedy.
DAMAGED = {
    "no JSON": ("{", "damaged.json:1: is no JSON from here on: "),
    "cut off": ('{"case": "a", "checks": [', "damaged.json:1: is no JSON from here on: "),
    "no text": (b"\xff\xfe\x00", "damaged.json: is no text in UTF-8"),
    "no result": ("{}", "damaged.json: this is JSON, but no result: it has no `case` and no `checks`"),
    "nested too deep": ("[" * 100_000, "damaged.json: is nested deeper than any result"),
    "nothing": ("", "damaged.json:1: is no JSON from here on: "),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_file_is_said_in_a_line(two, what, monkeypatch):
    monkeypatch.chdir(two)
    content, expected = DAMAGED[what]
    (two / "damaged.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("damaged.json", "one")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert done.output.startswith(expected)
    assert "; " in done.output


def test_a_folder_of_several_results_is_asked_about(two, monkeypatch):
    monkeypatch.chdir(two)
    (two / "results").mkdir()
    for name in ("a", "b"):
        (two / "results" / f"{name}.json").write_text("{}", encoding="utf-8")
    assert "the folder holds several results: a.json, b.json; name one" in run("results", "one").output


@pytest.mark.parametrize(
    ("name", "begin"), [("d.md", "## The answer turned"), ("d.json", "{"), ("d.txt", "The answer")]
)
def test_it_is_written_where_asked(two, name, begin):
    done = run(two / "one", two / "two", "-o", two / name)
    assert (done.exit_code, done.output) == (0, "")
    assert (two / name).read_text(encoding="utf-8").startswith(begin)


def test_markdown_holds_what_the_json_holds(two):
    found = Difference.model_validate_json(run(two / "one", two / "two", "--json").output)
    assert run(two / "one", two / "two", "--markdown").output == found.markdown() + "\n"


def test_without_trials_nothing_is_blamed_and_that_is_said(two):
    done = run(two / "one", two / "two", "--trials", 0)
    assert "Nothing was tried of what turned it" in " ".join(done.output.split())
    assert "turns the answer alone" not in done.output


def test_every_sentence_is_short(raqqa):
    for changes in ({"trucks": "20 truck"}, {"convoy_mean_load.high": "62 tonne/truck"}, {"mass": "short"}):
        found = compare(raqqa, raqqa.with_(changes), ("as written", "changed"))
        for text in (found.headline, *found.sentences, *found.remarks()):
            assert faults(text, raqqa.model.nodes) == []


HOSTILE = "<script>alert(1)</script>[x](javascript:a) \u202e`|$=1+1"


def test_nothing_of_a_case_is_alive_in_any_form(tmp_path):
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\u202e", "\\u202e")
    pairs = ("question: Can trucks carry it?", f'question: "{quoted}"'), ("reason: a guess", f'reason: "{quoted}"')
    cases = [
        written(tmp_path / name, changed(*pairs, *more), TABLE, SOURCES)
        for name, more in (("one", ()), ("two", (("value: 100.0 tonne", "value: 300.0 tonne"),)))
    ]
    for form in ("--full", "--markdown", "--json"):
        said = run(*cases, form).output
        assert "\u202e" not in said
    assert "<script" not in run(*cases, "--markdown").output
    assert "](javascript" not in run(*cases, "--markdown").output.replace("\\]", "")
    page = Difference.model_validate_json(run(*cases, "--json").output)._repr_html_()
    assert "<script" not in page
    assert "\u202e" not in page
