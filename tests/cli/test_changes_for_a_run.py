"""``--set`` and ``--under``: one mechanism for every command that weighs a case, and the same answer in each."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from docx import Document
from pypdf import PdfReader

from recalculated import cells_of
from weighbridge import open_case
from weighbridge.answers import BADGES
from weighbridge.base import CaseError
from weighbridge.cli import main
from weighbridge.cli import report as report_command
from weighbridge.cli.commands import COMMANDS
from weighbridge.difference import compare
from weighbridge.report import CHANGED

CASE = "ihs-2016"
OPTION = "hedge width=generous"
VALUE = "fall=45 %"
CHANGES = ("--set", VALUE, "--under", OPTION)
CHANGEABLE = {"diff", "explain", "flips", "reconcile", "report", "slips", "solve", "tables", "verify", "workbook"}
ON_RECORD = {"audit", "claim-review", "deposit", "log", "review"}


@pytest.fixture(scope="module")
def changed():
    """The result of the case with both changes."""
    return open_case(CASE, sets=(VALUE,), unders=(OPTION,)).verify()


def ran(*words):
    """The command with these words, which worked."""
    done = CliRunner().invoke(main, [*map(str, words)], color=False)
    assert done.exit_code == 0, done.output
    return done


def options(name):
    """The options of a command."""
    return {word for one in main.get_command(None, name).params for word in one.opts}


def test_who_can_set_a_number_can_take_an_option_too_but_for_what_goes_on_record():
    both = {"--set", "--under"}
    assert {name for name in COMMANDS if options(name) & both} == CHANGEABLE
    assert all(both <= options(name) for name in CHANGEABLE)
    assert not any(both & options(name) for name in ON_RECORD)


def test_an_option_is_our_reading_and_the_others_still_count():
    done = ran("verify", CASE, "--under", OPTION, "--json")
    said = open_case(CASE).under(**{"hedge width": "generous"}).verify()
    assert json.loads(done.output)["answer"] == json.loads(said.answer.model_dump_json())
    assert "--under" in said.command


def test_verify_weighs_what_python_weighs(changed):
    assert json.loads(ran("verify", CASE, *CHANGES, "--json").output)["answer"]["headline"] == changed.answer.headline
    assert changed.answer.headline != open_case(CASE).verify().answer.headline


def in_pdf(file):
    """The text of a PDF."""
    return " ".join(page.extract_text() for page in PdfReader(file).pages)


def in_docx(file):
    """The text of a DOCX in its order, tables too."""
    return "".join(one.text or "" for one in Document(file).element.body.iter() if one.tag.endswith("}t"))


READERS = {".pdf": in_pdf, ".docx": in_docx, ".md": lambda file: file.read_text(encoding="utf-8")}


@pytest.mark.parametrize("ending", READERS)
def test_a_report_gives_the_answer_of_verify_and_says_first_that_it_is_changed(tmp_path, monkeypatch, changed, ending):
    monkeypatch.setattr(report_command, "charts_of_cases", lambda what: None)  # which take most of the time
    file = tmp_path / f"a{ending}"
    printed = ran("report", CASE, *CHANGES, "-o", file).stdout
    assert printed == f"{file.as_posix()}: the report of {CASE}, changed by you.\n"
    told = "".join(READERS[ending](file).replace("\\", "").split())  # lines are broken anywhere
    places = [told.index("".join(text.split())) for text in (CHANGED, "45%", "generously", changed.answer.headline)]
    assert places == sorted(places)


def test_a_workbook_gives_the_answer_of_verify_and_says_first_that_it_is_changed(tmp_path, changed):
    printed = ran("workbook", CASE, *CHANGES, "-o", tmp_path / "a.xlsx").stdout
    assert f"the workbook of {CASE}, changed by you. " in printed
    sheets = cells_of((tmp_path / "a.xlsx").read_bytes())
    first = list(sheets["Read me"].values())
    assert first.index(CHANGED) < first.index(changed.answer.headline)
    assert sum(CHANGED in sheets[name].values() for name in ("Verdict", "All ways", "Checks")) == 3
    assert changed.answer.headline in sheets["Verdict"].values()
    assert {one.badge.marked for one in changed.figures} <= set(sheets["Verdict"].values())
    assert any("--set" in str(one) and "--under" in str(one) for one in first)


def test_tables_give_the_verdicts_of_verify_and_say_in_each_form_that_they_are_changed(tmp_path, changed):
    ran("tables", CASE, *CHANGES, "--out", tmp_path)
    for file in sorted(tmp_path.iterdir()):
        told = " ".join(file.read_text(encoding="utf-8").split())
        assert CHANGED in told or told.startswith("changed,"), file.name  # a table of the case has no row
    rows = list(csv.DictReader(io.StringIO((tmp_path / f"{CASE}-findings.csv").read_text(encoding="utf-8"))))
    assert all(row["changed"].startswith(CHANGED) and "45%" in row["changed"] for row in rows)
    assert next(iter(rows[0])) == "changed"
    verdicts = {row["check"]: row["verdict"] for row in rows if not row["choice"]}
    assert verdicts == {check.name: str(BADGES[check.reference.outcome]) for check in changed.checks}


def test_tables_of_a_case_as_it_stands_have_no_such_column(tmp_path):
    ran("tables", CASE, "--out", tmp_path, "--as", "csv")
    for file in tmp_path.iterdir():
        assert CHANGED not in file.read_text(encoding="utf-8")
        assert "changed" not in file.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "fall"),
        ("flips", "the_revenue"),
        ("slips", "the_revenue"),
        ("solve", "oil_fall", "oil_after", "oil_income_fall"),
        ("reconcile",),
    ],
    ids=lambda words: words[0],
)
def test_what_is_printed_of_a_changed_case_says_so_first(words):
    command, *more = words
    printed = ran(command, CASE, *more, *CHANGES).stdout
    assert printed.splitlines()[:4] == [CHANGED, f"  {VALUE}", f"  {OPTION}", ""]
    assert CHANGED not in ran(command, CASE, *more).stdout


def test_a_difference_is_to_the_case_with_both():
    found = json.loads(ran("diff", CASE, *CHANGES, "--json").output)
    assert {one["name"] for one in found["inputs"]} >= {"fall", "hedge width"}
    both = compare(open_case(CASE), open_case(CASE, sets=(VALUE,), unders=(OPTION,)))
    assert found["turned"] == json.loads(both.model_dump_json())["turned"] != []


WRONG = {
    "convoys=counted": "convoys = counted: `convoys` has no option `counted`; expected one of `announced ones too`",
    "shape": "--under shape: not an option of a choice; write `--under CHOICE=OPTION`",
    "markt=yard": "markt = yard: there is no choice `markt`; did you mean `market`?",
}
HANDED_OVER = {"report": ["-o", "a.md"], "workbook": ["-o", "a.xlsx"], "tables": ["--out", "a"]}


@pytest.mark.parametrize("command", sorted(CHANGEABLE))
def test_what_is_no_option_is_refused_all_of_it_at_once_with_what_there_is(tmp_path, monkeypatch, raqqa, command):
    names = {"explain": ["load"], "solve": ["load", "trucks", "30 tonne/truck"]}.get(command, [])
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(raqqa.path.parents[2]))
    monkeypatch.chdir(tmp_path)
    words = [command, "raqqa-2017", *names, *HANDED_OVER.get(command, [])]
    done = CliRunner().invoke(main, [*words, *(word for one in WRONG for word in ("--under", one))])
    assert done.exit_code == 2
    assert all(said in done.stderr for said in WRONG.values())
    assert "3 problems" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_one_text_is_no_tuple_of_options():
    with pytest.raises(CaseError, match=r'write `unders=\("market=yard",\)`'):
        open_case("raqqa-2017", unders="market=yard")


TWO_VALUES = [
    (
        ("--under", "mass=short", "--under", "shape=flat", "--under", "mass=metric"),
        "--under mass=metric: `mass` has another value already, by `--under mass=short`; give it one of the two",
    ),
    (
        ("--set", "trucks=40 truck", "--set", "trucks = 60 truck"),
        "--set trucks=60 truck: `trucks` has another value already, by `--set trucks=40 truck`; give it one of the two",
    ),
    *(
        (
            ("--set", f"{name}={one}", "--under", f"{name}={other}"),
            f"--under {name}={other}: `{name}` has a value already, by `--set {name}={one}`; give it one of the two",
        )
        for name, one, other in (("market", "yard", "port"), ("mass", "short", "metric"))
    ),
]


@pytest.mark.parametrize(("typed", "said"), TWO_VALUES)
def test_two_values_for_one_name_are_refused_in_a_line_that_has_both(typed, said):
    done = CliRunner().invoke(main, ["verify", "raqqa-2017", *typed])
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_same_value_typed_twice_is_one():
    once, twice = (["verify", CASE, *("--under", OPTION) * many, "--json"] for many in (1, 2))
    said = [json.loads(ran(*words).output)["answer"] for words in (once, twice)]
    assert said[0] == said[1]


def test_what_is_set_again_is_typed_with_its_last_value_alone():
    case = open_case("raqqa-2017").with_(trucks="40 truck").with_(mass="2000 tonne").with_(trucks="45 truck")
    assert case.verify().set_values == [("mass", "2000 tonne"), ("trucks", "45 truck")]


def test_an_option_that_was_taken_later_is_typed_alone():
    case = open_case("raqqa-2017").with_(mass="short").under(mass="metric")
    assert case.verify().set_values == [("mass", "metric")]
    assert case.verify().changing == ["--under", "mass=metric"]
