"""Bad input: each fault is told once, with file, line, what was found and the remedy; nothing else is ever raised."""

# ruff: noqa: E501 (a row of a table stands on one line)

import contextlib
import random
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import variants
from faulty_case import CAN, CASE, LIMIT, LOAD, LOW, MASS, SHARED, SHARES, SOURCES, TRUCKS, edited, told
from refusals import refusal
from weighbridge import CaseError, Settings, WeighbridgeError, open_case
from weighbridge.case import Case
from weighbridge.casefile.event_options import with_event_options
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.casefile.reader import read_case
from weighbridge.cli import main
from weighbridge.evidence.holdings import Holdings

RAQQA = Path(__file__).parents[2] / "data" / "cases" / "raqqa-2017" / "case.yaml"


def test_the_case_itself_is_sound(folder):
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    result = open_case("case.yaml").verify()
    assert [check.name for check in result.checks] == ["fits", "can", "some"]


def test_a_case_that_is_not_there_is_told_with_the_nearest_names(folder):
    with pytest.raises(CaseError, match=r"^case `raqa-2017`: there is no such case; did you mean `raqqa-2017`\?$"):
        open_case("raqa-2017")
    result = CliRunner().invoke(main, ["verify", "raqa-2017"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?\n"


@pytest.mark.parametrize("name", ["", "x" * 5000, "a/b/c", "\n", "évidence"])
def test_any_name_that_is_no_case_is_told(folder, name):
    with pytest.raises(CaseError, match="there is no such case"):
        open_case(name)


@pytest.mark.parametrize("name", [".", "evidence"])
def test_a_folder_without_a_case_is_told(folder, name):
    with pytest.raises(CaseError, match=rf"^{re.escape(name)}: the folder holds no case\.yaml; see docs/cases\.md$"):
        open_case(name)


EIGHT = [
    ((("article: {title: A, url", "article: {titel: A, url"),), 2, "unknown key `titel`; did you mean `title`?"),
    ((("120 tonne", "120 ton"),), MASS, "a bare `ton` has three meanings"),
    ((("value: 6 truck", "value: 6 trucs"),), TRUCKS, "unknown unit `trucs`; did you mean `truck`?"),
    ((("date: 2017-02", "date: soon"),), LIMIT, "`soon` is not a date"),
    ((("{value: 10 tonne/truck, reason: a guess}", "{value: 10 tonne/truck}"),), LOW, "`low` has neither source nor reason"),
    ((("{iron: {}, copper: {}}", "{iron: {low: {value: 2 one, reason: r}}, copper: {}}"),), SHARES, "`mix.composition`"),
    ((("expression: mass / trucks", "expression: mass // trucks"),), LOAD, "found `/`"),
    ((("kind: possible", "kind: posible"),), CAN, "`kind` is `posible`"),
]  # fmt: skip


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_their_lines(folder):
    lines = told(folder, edited(*(edit for edits, _, _ in EIGHT for edit in edits)))
    assert [int(line.split(":")[1]) for line in lines if line.split(":")[1].isdigit()] == sorted(
        line for _, line, _ in EIGHT for _ in range(2 if line == 2 else 1)
    )
    for _, line, message in EIGHT:
        assert [text for text in lines if text.startswith(f"case.yaml:{line}: ") and message in text], (line, lines)
    # The misspelt title is told twice: a key too many, and a key too few. Nothing follows from anything else.
    assert len(lines) == len(EIGHT) + 1


SOURCE_FILES = [
    ("numbers", "[1, 2]"),
    ("null", "null"),
    ("text", '"x"'),
    ("mapping", "{}"),
    ("no custom", '[{"id": "cites-it", "title": "t"}]'),
    ("custom null", '[{"id": "cites-it", "title": "t", "custom": null}]'),
    ("id as a list", '[{"id": ["cites-it"], "title": "t", "custom": {"trust": "V"}}]'),
    ("trust as a list", '[{"id": "cites-it", "title": "t", "custom": {"trust": []}}]'),
    ("mark from memory", '[{"id": "cites-it", "title": "t", "custom": {"trust": "M"}}]'),
    ("twice", f"[{SOURCES[1:-2]}, {SOURCES[1:-2]}]"),
    ("author as text", '[{"id": "cites-it", "title": "t", "author": "x", "custom": {"trust": "V"}}]'),
    ("date as null", '[{"id": "cites-it", "title": "t", "issued": null, "custom": {"trust": "V"}}]'),
    ("not JSON", "[{]"),
    ("bytes", b"\xff\xfe"),
    ("deep", "[" * 100_000),
    ("a number of 5000 digits", '[{"id": 1, "x": ' + "9" * 5000 + "}]"),
]


def test_a_list_of_sources_that_is_none_is_told(folder):
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    for name, content in SOURCE_FILES:
        path = folder / "evidence" / "sources.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        message = refusal(lambda: str(open_case("case.yaml")["limit"].explain()), error=CaseError)
        assert re.search(r"sources\.json|unknown source", message), name


@pytest.mark.parametrize("issued", ['{"raw": "2017"}', '{"literal": "spring"}', '{"date-parts": [[]]}', "{}"])
def test_a_date_of_another_form_of_csl_json_is_no_error(folder, issued):
    """Zotero writes a date that it cannot read as ``raw`` or ``literal``."""
    text = SOURCES.replace('"title"', f'"issued": {issued}, "title"')
    (folder / "evidence" / "sources.json").write_text(text, encoding="utf-8")
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    assert "A page" in str(open_case("case.yaml")["limit"].explain())


TABLE = "key,low,unit,source,mark\na,60,tonne/truck,cites-it,V\n"
TABLES = [
    ("no unit in the row", TABLE.replace("tonne/truck", ""), "unit"),
    ("no source in the row", TABLE.replace("cites-it", ""), "source"),
    ("an unknown source", TABLE.replace("cites-it", "cite-it"), "unknown source `cite-it`; did you mean `cites-it`?"),
    ("no mark in the row", TABLE.replace(",V", ","), "mark"),
    ("a mark from memory", TABLE.replace(",V", ",M"), "mark"),
    ("a short row", "key,low,unit,source,mark\na,60\n", "unit"),
    ("no column for the unit", "key,low,source,mark\na,60,cites-it,V\n", "column `unit`"),
    ("a bare ton", TABLE.replace("tonne/truck", "ton/truck"), "a bare `ton` has three meanings"),
    ("thousands with a comma", TABLE.replace("60", '"1,060"'), "evidence/own.csv:2: `low` is `1,060`, which may be 1060 or 1.06: no other figure of the column tells; for 1060 write into a new file datapackage.json"),
    ("two kinds of commas", TABLE.replace("60", '"1,06,5"'), "evidence/own.csv:2: `low` is `1,06,5`, expected one number such as 1250 or 0.5; write digits alone"),
    ("two ends", TABLE.replace("60", "50-60"), "evidence/own.csv:2: `low` is `50-60`, expected one number such as 1250 or 0.5; write digits alone; the unit stands in the column `unit`, a range in two columns"),
    ("an uncertainty", TABLE.replace("60", "60 ± 5"), "evidence/own.csv:2: `low` is `60 ± 5`, expected one number such as 1250 or 0.5"),
    ("nothing", "", "own"),
    ("a header alone", "key,low,unit,source,mark\n", "own"),
    ("bytes", b"\xff\xfe", "the table `own` is not a text file with commas"),
    ("semicolons", TABLE.replace(",", ";"), "evidence/own.csv:1: the columns are separated by semicolons, expected commas; save it with commas, or write into a new file"),
]  # fmt: skip


def test_a_table_that_lacks_what_a_figure_needs_is_told(folder):
    looked_up = "{table: own, where: {key: a}, column: low}"
    text = edited(("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", looked_up))
    for name, content, message in TABLES:
        (folder / "evidence" / "own.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        (line,) = told(folder, text)
        assert line.startswith(f"case.yaml:{LIMIT}: "), name
        assert message in line, name


def test_a_table_saved_by_a_spreadsheet_with_a_mark_in_front_is_read(folder):
    (folder / "evidence" / "own.csv").write_bytes(b"\xef\xbb\xbf" + TABLE.encode())
    text = edited(
        ("{value: 60 tonne/truck, source: cites-it, date: 2017-02}", "{table: own, where: {key: a}, column: low}")
    )
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    assert open_case("case.yaml")["limit"].side.as_written == (60, 60)


def test_a_round_number_without_a_hedge_can_be_weighed(folder):
    """The interval of a rounded 100 must not reach down to zero, also for a lenient reader."""
    (folder / "case.yaml").write_text(edited(("120 tonne", "100 tonne"), ("6 truck\n", "10 truck\n")), encoding="utf-8")
    result = open_case("case.yaml").verify()
    assert {one.outcome for one in result["can"].combinations} == {"cannot tell"}
    assert min(finding.stated.bounds[0] for finding in result["can"].findings) > 0


@pytest.mark.parametrize(
    "edits",
    [
        [("6 truck\n", "0 truck\n")],
        [
            ("mass / trucks", "mass / trucks * 9 ** 9 ** 9"),
            ("    unit: tonne/truck", "    reason: r\n    unit: tonne/truck"),
        ],
        [("mass / trucks", "mass / (trucks - trucks)")],
        [
            ("mass / trucks", "mass / trucks * sqrt(0 - 1)"),
            ("    unit: tonne/truck", "    reason: r\n    unit: tonne/truck"),
        ],
    ],
    ids=["zero", "too large", "a difference", "a root"],
)
def test_what_shows_only_when_it_is_weighed_is_told_with_its_quantity(folder, edits):
    (folder / "case.yaml").write_text(edited(*edits), encoding="utf-8")
    with pytest.raises(WeighbridgeError, match=r"`load`"):
        open_case("case.yaml").verify()
    result = CliRunner().invoke(main, ["verify", "case.yaml"])
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


# What can be done to a text: nothing but a case, or a CaseError, may come of it.

PHASES = (Phase.explicit, Phase.generate)  # a seed that fails is not made smaller: that would be another text

JUNK = [
    "", "null", "~", "[]", "{}", "[1, 2]", "{a: b}", "0 truck", "-5 truck", "1e999 truck", "nan", "true", "\ufeff", "\x00",
    "&a 3", "*a", "!!python/object:os.system x", "%", "- x", "? a", '"', "'", "|", ">", "1 to 3 tonne", "1e-400 tonne",
    "50", "50 person", "shares", "shares.iron", "hedge width", "٥٠ truck", "1/0", "money / 0", "log(money)", "9**9**9**9",
    "2017-13", "9" * 60 + " tonne", "<<: *a", "tonne**99/truck", "1e308 tonne", "trucks - trucks", "sqrt(0 - mass)",
]  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory, raqqa):
    """A small case with a thing of every kind, which is soon read, and a real one."""
    return {"every kind": variants.read(str(tmp_path_factory.mktemp("small")), ()), "raqqa": raqqa}


def read(text, holdings):
    """The problems of a text; none where it is a case. Anything but a CaseError comes through."""
    try:
        read_case(with_event_options(parse_document(text, "case.yaml")), holdings)
    except CaseError as error:
        return error.problems
    return []


def damaged(chance, case):
    """The text of a case in which some lines are cut, moved, exchanged or filled with what does not belong there."""
    lines = case.path.read_text(encoding="utf-8").splitlines()
    words_of_the_case = sorted({word for line in lines for word in re.findall(r"[\w.]+", line)})
    for _ in range(chance.choice([1, 1, 2, 4])):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[at]
            case 1:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + chance.choice(JUNK) + lines[at][cut:]
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                words = re.findall(r"[\w.]+", lines[at])
                lines[at] = (
                    lines[at].replace(chance.choice(words), chance.choice(words_of_the_case), 1) if words else "x"
                )
            case 4:
                lines[at] = lines[at][chance.randrange(5) :]
            case 5:
                del lines[at : at + chance.randrange(1, 12)]
            case 6:
                head, colon, _ = lines[at].partition(": ")
                lines[at] = head + colon + chance.choice(JUNK)
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize(("name", "times"), [("every kind", 250), ("raqqa", 50)])
def test_a_damaged_case_is_read_or_told(cases, name, times):
    told = 0
    for seed in range(times):
        problems = read(damaged(random.Random(seed), cases[name]), cases[name].holdings)
        assert all(problem.message and problem.place.file == "case.yaml" for problem in problems), seed
        told += bool(problems)
    assert times / 2 < told < times


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_told(text):
    with pytest.raises(CaseError):
        read_case(with_event_options(parse_document(text, "case.yaml")), Holdings.of(RAQQA))


def test_bytes_inside_a_case_are_read_or_told(cases, tmp_path):
    whole, path, taken = cases["every kind"].path.read_bytes(), tmp_path / "case.yaml", []
    shutil.copytree(cases["every kind"].path.parent / "evidence", tmp_path / "evidence")

    @settings(max_examples=100, phases=PHASES)
    @given(st.binary(min_size=1, max_size=20) | st.sampled_from([b" ", b"\n", b"# "]), st.integers(0, len(whole)))
    def look(content, at):
        path.write_bytes(whole[:at] + content + whole[at:])
        with contextlib.suppress(CaseError):
            assert open_case(str(path)).text.title
            taken.append(at)

    look()
    assert len(taken) >= 5


@pytest.mark.parametrize(("name", "times"), [("every kind", 15), ("raqqa", 3)])
def test_a_damaged_case_that_is_read_can_be_weighed_or_told(cases, name, times):
    """What passes the reader is weighed, or refused with a message and not with a traceback."""
    chance, weighed, case, few = random.Random(1), 0, cases[name], Settings(**variants.FEW)
    for _ in range(20 * times):
        try:
            document = with_event_options(parse_document(damaged(chance, case), "case.yaml"))
            assert Case(case.path, document, few).verify().verdict.outcome
            weighed += 1
        except WeighbridgeError:
            continue
        if weighed == times:
            break
    assert weighed == times


@pytest.mark.parametrize(
    ("formula", "bounds"),
    [
        ("s.i * s.c * 100 tonne", (0, 25)),  # greatest where both shares are a half
        ("min(s.i * 40 tonne + s.c * 40 tonne, 1000 tonne)", (40, 40)),  # the shares sum to one
    ],
)
def test_what_no_mix_can_give_is_not_possible(tmp_path, formula, bounds):
    """Shares that enter otherwise than linearly still sum to one, so a stated 50 tonnes fails."""
    (tmp_path / "case.yaml").write_text(SHARED.format(formula=formula, chain="", stated="n"), encoding="utf-8")
    finding = open_case(str(tmp_path)).verify()["k"].reference
    assert finding.computed.bounds == pytest.approx(bounds, abs=1e-4)
    assert finding.outcome == "fails"
