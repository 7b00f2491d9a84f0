"""An audit as a whole: no question ends the others, a case that can't be read is one that failed, records are whole."""

import json
import os
import re
import shutil

import pytest
from click.testing import CliRunner

from audited_project import copied, replaced, scope_of
from weighbridge.audit import questions, run
from weighbridge.audit.questions import QUESTIONS, Question
from weighbridge.audit.record import as_json, markdown
from weighbridge.audit.results import Answered, Audit, Standing, failed, passed, unchecked
from weighbridge.audit.terminal import lines, summary
from weighbridge.base import CaseError, Place, Problem, case_folders, run_record
from weighbridge.cli import main

QUICK = ("manifest", "tables", "sources", "quotations", "recomputation")


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    monkeypatch.chdir(tmp_path)
    keep(monkeypatch, {name: QUESTIONS[name] for name in QUICK})
    return copied(tmp_path)


def keep(monkeypatch, asked):
    """Ask these questions alone."""
    for module in (questions, run):
        monkeypatch.setattr(module, "QUESTIONS", asked)


def command(*words):
    result = CliRunner().invoke(main, ["audit", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def of_one(monkeypatch, ask, **more):
    keep(
        monkeypatch,
        {
            "first": Question("the first", ask, **more),
            "last": Question("the last", lambda scope: [passed("last", "all")]),
        },
    )


def breaks(error):
    def ask(scope):
        yield passed("first", "what came before")
        raise error

    return ask


ERRORS = {
    "a division": (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
    "several lines": (ValueError("one\ntwo"), "ValueError: one two"),
    "no words": (KeyError(), "KeyError: "),
    "a hostile text": (RuntimeError("\x1b[31mred"), "\\x1b[31mred"),
}


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_within_a_question_is_an_item_and_the_others_are_asked(project, monkeypatch, error):
    raised, said = ERRORS[error]
    of_one(monkeypatch, breaks(raised))
    found = run.audit(scope_of(project))
    assert [(item.question, item.standing) for item in found.items] == [
        ("first", Standing.PASSED),
        ("first", Standing.FAILED),
        ("last", Standing.PASSED),
    ]
    assert said in found.items[1].found
    assert "\n" not in found.items[1].found
    assert not found.ok


def test_problems_of_a_question_keep_their_places(project, monkeypatch):
    problems = [
        Problem(Place("a.csv", 3), "the cell is empty", "fill it"),
        Problem(Place("b.csv"), "is gone", "restore it"),
    ]
    of_one(monkeypatch, breaks(CaseError(problems)))
    found = run.audit(scope_of(project)).failed
    assert [(one.place, one.found, one.remedy) for one in found] == [
        ("a.csv:3", "the cell is empty", "fill it"),
        ("b.csv", "is gone", "restore it"),
    ]


def test_what_is_of_a_project_is_asked_once_for_many_cases(project, monkeypatch):
    asked = []

    def ask(scope):
        asked.append(scope.case.name)
        yield passed("first", "the project")

    of_one(monkeypatch, ask, of_project=True)
    found = list(run.audits(["gold-ounces", "coltan", "suez-2021"]))
    assert asked == ["gold-ounces"]
    assert [one.counts[Standing.PASSED] for one in found] == [2, 2, 2]


def test_a_case_passes_with_exit_0_and_a_line_a_question(project):
    result = command("gold-ounces", "--without-notebooks")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Audit of gold-ounces: Which ounce, which ton?\n\n")
    for name in QUICK:
        counts = [line for line in result.stdout.splitlines() if line.startswith(f"  {QUESTIONS[name].title}  ")]
        assert len(counts) == 1
    assert result.stdout.splitlines()[-1].startswith("Nothing failed: ")


def test_what_failed_is_exit_1_and_names_place_finding_expectation_and_remedy(project):
    replaced(project / "data/evidence/payloads.csv", "counted,42.0", "counted,43.0")
    result = command("gold-ounces", "--without-notebooks")
    assert result.exit_code == 1
    (line,) = [one for one in result.stdout.splitlines() if one.startswith("  data/evidence/payloads.csv:2: ")]
    assert "`payload = total / trucks` gives 42.0272; expected what its row's own columns give; mend the figure" in line


BAD_INPUT = {
    "no such case": (["gold-ounce"], "there is no such case; did you mean `gold-ounces`?"),
    "no case": ([], "no case is named; name a case that `weighbridge list` has, or write `--all`"),
    "both": (["coltan", "--all"], "both cases and `--all` are given"),
    "one article for two": (
        ["coltan", "gold-ounces", "--article", "README.md"],
        "2 cases are audited, and one article",
    ),
    "no such article": (["coltan", "--article", "none.txt"], "none.txt"),
}


@pytest.mark.parametrize("words", BAD_INPUT)
def test_bad_input_is_exit_2(project, words):
    arguments, said = BAD_INPUT[words]
    result = command(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_case_that_cannot_be_read_failed_and_ends_no_other(project):
    replaced(project / "data/cases/coltan/case.yaml", "checks:", "cheks:")
    result = command("coltan", "gold-ounces", "--without-notebooks")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].startswith("coltan: 0 passed, 2 failed, 5 could not be checked")
    assert result.stdout.splitlines()[1].startswith("gold-ounces: ")
    assert "unknown key `cheks`" in result.stdout
    assert "data/cases/coltan/case.yaml" in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_what_stands_in_the_place_of_a_case_is_one_that_cannot_be_read(project):
    (project / "data/cases/round").symlink_to("round")
    folders = {one.name: one for one in case_folders(project / "data/cases")}
    (found,) = run.audits([folders["round"]])
    assert (found.case, found.ok) == ("round", False)
    assert [(item.question, item.found, item.remedy) for item in found.failed] == [
        ("reading", "the links lead round", "remove the link that stands there")
    ]


def test_all_cases_have_a_line_each_and_what_failed_stands_once(project):
    replaced(project / "data/library/places.csv", ",V,", ",W,")
    result = command("--all", "--without-notebooks")
    assert result.exit_code == 1
    names = sorted(path.name for path in (project / "data/cases").iterdir())
    assert [line.split(":")[0] for line in result.stdout.splitlines()[: len(names)]] == names
    assert result.stdout.count("its mark is `W`") == 1


def test_the_record_is_written_as_markdown_and_json(project, tmp_path):
    result = command("gold-ounces", "--without-notebooks", "-o", "out")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "gold-ounces-audit.json",
        "gold-ounces-audit.md",
    ]
    content = json.loads((tmp_path / "out/gold-ounces-audit.json").read_text(encoding="utf-8"))
    assert (content["case"], content["ok"]) == ("gold-ounces", True)
    assert content["run"]["date"] == "2025-11-24"
    assert content == json.loads(command("gold-ounces", "--without-notebooks", "--json").stdout)
    text = (tmp_path / "out/gold-ounces-audit.md").read_text(encoding="utf-8")
    assert text.startswith("# Audit of gold-ounces\n")
    assert "| files are those of the manifest |" in text
    for head in ("## What failed\n\nNothing.", "## What could not be checked\n\n- ", "## What passed\n\n- "):
        assert head in text


def test_json_of_several_cases_is_a_list(project):
    found = json.loads(command("gold-ounces", "coltan", "--without-notebooks", "--json").stdout)
    assert [one["case"] for one in found] == ["gold-ounces", "coltan"]


def test_the_same_bytes_on_every_run(project):
    first, second = (as_json(run.audit(scope_of(project))) for _ in range(2))
    assert first == second


def test_a_record_read_back_is_the_same(project):
    found = run.audit(scope_of(project))
    assert Audit.model_validate_json(found.model_dump_json(exclude={"ok"})) == found


def test_a_case_of_a_folder_of_the_user_is_audited_as_far_as_it_can_be(project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mine")
    shutil.copyfile(project / "data/cases/gold-ounces/case.yaml", folder / "case.yaml")
    shutil.copytree(project / "data/cases/gold-ounces/evidence", folder / "evidence")
    result = command(str(folder), "--without-notebooks")
    assert result.exit_code == 0, result.stdout
    assert "the case stands outside the project" in result.stdout


HOSTILE = ("<script>zq7()</script>", "=SUM(1)", "\u202ezq7", "\x1b[31mzq7", "| a | b |", "[x](javascript:1)", "a\nb")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_alive_in_the_record(project, text):
    whole = run.audit(scope_of(project))
    item = failed("manifest", text, text, text, text, text)
    found = whole.model_copy(
        update={"title": text, "case": text, "items": [item, unchecked("tables", text, text, text)]}
    )
    page = markdown(found)
    assert "<script>" not in page
    assert not re.search(r"(?<!\\)\]\(javascript", page)
    assert not set(page) & set("\u202e\x1b")
    assert not set(as_json(found)) & set("\u202e\x1b")
    json.loads(as_json(found))
    assert [line for line in page.splitlines() if line.startswith("| a")] == []


def of_items(items, name="a", **more):
    """An audit that found these items."""
    counted = {one.question: None for one in items}
    answered = [Answered(question=one, title=f"the {one}", passed=0, failed=0, unchecked=1) for one in counted]
    return Audit(case=name, title="A", run=run_record(), questions=answered, items=items, **more)


def test_what_is_the_same_of_many_is_said_once():
    items = [unchecked("notebooks", f"one {at}", "left out", "audit with it", f"{at}.ipynb") for at in range(10)]
    text = "\n".join(lines(of_items(items)))
    assert text.count("left out") == 1
    assert "\n    0.ipynb and 9 more: left out; audit with it\n" in text
    assert markdown(of_items(items)).count("left out") == 10


def test_at_most_three_of_a_question_stand_on_a_terminal_and_where_all_are():
    items = [unchecked(name, f"one {at}", f"for {at}", "add it") for name in ("first", "last") for at in range(10)]
    text = "\n".join(lines(of_items(items)))
    assert [text.count(f"one {at}: for {at}; add it") for at in range(4)] == [2, 2, 2, 0]
    assert text.count("    and 7 more: `-o DIR` lists them") == 2
    assert markdown(of_items(items)).count("for 9") == 2


def test_failures_are_cut_at_twenty_and_say_where_all_are():
    items = [failed("first", f"one {at}", "a.csv", f"is {at}", "b", "mend it") for at in range(25)]
    for text in ("\n".join(lines(of_items(items))), "\n".join(summary([of_items(items)]))):
        assert text.count("mend it") == 20
        assert "  and 5 more: `-o DIR` lists them" in text


def test_a_question_with_a_table_shows_that_in_place_of_its_items():
    items = [unchecked("custody", f"the source s{at}", "no hash", "add it") for at in range(10)]
    rows = [{"what is asked for": "a hash", "recorded": 0, "not recorded": 10}]
    shown = list(lines(of_items(items, tables={"the custody": rows})))
    at = shown.index("  the custody") + 1
    assert [line.split() for line in shown[at : at + 2]] == [
        ["what", "is", "asked", "for", "recorded", "not", "recorded"],
        ["a", "hash", "0", "10"],
    ]
    assert shown[at + 2] == "    10 lack some of it: `-o DIR` lists them"
    assert "no hash" not in "\n".join(shown)


def test_of_many_cases_what_is_open_is_counted_and_once_for_what_is_the_same():
    same, own = unchecked("first", "the project", "no git", "commit"), unchecked("last", "it", "no text", "add one")
    text = "\n".join(summary([of_items([same, own], "a"), of_items([same], "b")]))
    assert text.endswith(
        "What could not be checked\n  the first: 1, in 2 cases\n  the last: 1, in 1 case\n  `-o DIR` lists them"
    )
    assert "no git" not in text


def test_a_record_lists_sources_in_a_table_with_what_each_lacks():
    items = [unchecked("custody", f"the source s{at}", "not recorded: hash", "add it") for at in range(2)]
    assert "Add it.\n\n| source | what is missing |\n| --- | --- |\n| s0 | not recorded: hash |\n| s1 |" in markdown(
        of_items(items)
    )
