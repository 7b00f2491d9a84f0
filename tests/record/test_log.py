"""The log of a case: begun, replayed, chained, added to; every change needs an entry, and no entry can be altered."""

import json
import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import logged_case
from logged_case import CHANGES, ROWS, WORDS
from weighbridge.base import CaseError, case_names
from weighbridge.cli.commands import main
from weighbridge.record import begin_log, inputs_of, log_of, record_changes
from weighbridge.record.changes import unrecorded
from weighbridge.record.log import Beginning, Entry, Log, faults_of, parse_log, states_of, value_in
from weighbridge.record.log_text import beginning_text, with_entries
from weighbridge.record.log_words import ALL_RECORDED, log_lines
from weighbridge.record.yaml_text import yaml_text

DAY = "1795651200"  # 2026-11-26
TABLES = ("metals.csv", "events.csv", "sources.json")
BEGUN = "began: {date: 2026-11-26, note: n, sha256: x, inputs: {a: {b: c}}}\n"


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The text of the log that was begun as the case stood."""
    folder = logged_case.written(tmp_path_factory.mktemp("begun"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        return begin_log(logged_case.opened(folder), "recorded as it stood").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path, begun):
    """A case with a log that was begun as it stood."""
    (logged_case.written(tmp_path) / "log.yaml").write_text(begun, encoding="utf-8")
    return tmp_path


def edit(folder, old, new, file="case.yaml"):
    """Change a place of a file of the case, and open it anew."""
    path = folder / file
    path.write_text(logged_case.changed(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    return logged_case.opened(folder)


def command(*words):
    return CliRunner().invoke(main, ["log", *map(str, words)])


@pytest.mark.parametrize("name", case_names())
def test_every_case_has_a_log_that_gives_its_inputs_exactly(opened, name):
    case = opened(name)
    log = log_of(case)
    assert log.states == states_of(inputs_of(case))
    assert unrecorded(case) == []


@pytest.mark.parametrize(("old", "new", "names"), CHANGES, ids=lambda text: text[:40])
def test_each_kind_of_change_needs_an_entry(folder, old, new, names):
    case = edit(folder, old, new)
    found = unrecorded(case)
    assert {re.search(r"`([^`]+)`", problem.message)[1] for problem in found} == set(names.split("; "))
    assert {problem.place.file.rsplit("/", 1)[1] for problem in found} <= {"case.yaml", "log.yaml", *TABLES}
    assert all("weighbridge log" in problem.remedy and "--why" in problem.remedy for problem in found)
    entries = record_changes(case, "we know better", reason_stands="it was said of both")
    assert {entry.input for entry in entries} == set(names.split("; "))
    assert unrecorded(case) == []


@pytest.mark.parametrize(("old", "new"), WORDS, ids=lambda text: text[:40])
def test_words_for_readers_need_none(folder, old, new):
    assert unrecorded(edit(folder, old, new)) == []


@pytest.mark.parametrize(("table", "old", "new", "names"), ROWS, ids=lambda text: text[:40])
def test_a_changed_digit_of_a_row_that_is_used_needs_one(folder, table, old, new, names):
    found = unrecorded(edit(folder, old, new, f"evidence/{table}.csv"))
    assert {re.search(r"`([^`]+)`", problem.message)[1] for problem in found} == set(filter(None, names.split("; ")))


def test_what_was_added_and_what_was_removed_are_entries_too(folder):
    edit(folder, "  strength:", "  more: {of: it, fixed: {value: {value: 1 one, reason: ours}}}\n  strength:")
    case = edit(folder, "  wait: {reason: a day, otherwise: 1}\n", "  watch: {reason: a day, otherwise: 1}\n")
    told = {problem.message for problem in unrecorded(case)}
    assert told == {
        "`more` is new: 1 one",
        "`losses.watch.otherwise` is new: 1",
        "`losses.wait.otherwise` is gone: it was 1",
    }
    entries = {entry.input: entry for entry in record_changes(case, "another action")}
    assert entries["more"].old is None
    assert entries["losses.wait.otherwise"].new is None
    assert unrecorded(case) == []


KEEPING = [
    ("value: 40 tonne/truck", "value: 42 tonne/truck", "usual.high", "40 tonne/truck", "42 tonne/truck"),
    ("mode: 20 tonne/truck", "mode: 22 tonne/truck", "usual.mode", "20 tonne/truck", "22 tonne/truck"),
    ("value: 0.3 one", "value: 0.4 one", "strength", "0.3 one", "0.4 one"),
    (
        "{value: 30 tonne/truck, reason",
        "{value: 31 tonne/truck, reason",
        "usual.high.fair.low",
        "30 tonne/truck",
        "31 tonne/truck",
    ),
    (
        "{value: 60 tonne/truck, reason: said",
        "{value: 65 tonne/truck, reason: said",
        "heaviest.heavier: usual.high",
        "60 tonne/truck",
        "65 tonne/truck",
    ),
    ("{value: 120 tonne, reason: usual", "{value: 130 tonne, reason: usual", "mass.metric", "120 tonne", "130 tonne"),
    ("{value: 1 one, weight: 2 one", "{value: 1 one, weight: 3 one", "grades.weight 1", "2 one", "3 one"),
    ("date: 2015-07-02, reason", "date: 2015-07-09, reason", "sold.2 July 2015", "2015-07-02", "2015-07-09"),
]


@pytest.mark.parametrize(("old", "new", "name", "was", "now"), KEEPING, ids=lambda text: text[:30])
def test_a_number_that_changed_while_its_reason_stayed_is_refused_unless_that_is_said(folder, old, new, name, was, now):
    case = edit(folder, old, new)
    with pytest.raises(CaseError) as refused:
        record_changes(case, "we know better")
    (problem,) = refused.value.problems
    assert f"`{name}` is {now}, and the log has {was}; its reason is word for word the same" in problem.message
    assert "mend its reason in the case" in problem.remedy
    assert "--reason-stands" in problem.remedy
    assert log_of(case).entries == []
    (entry,) = record_changes(case, "we know better", reason_stands="the reason gives both")
    assert (value_in(entry.old), value_in(entry.new), entry.reason_stands) == (was, now, "the reason gives both")


@pytest.mark.parametrize("reason", ["our  judgement", "our\n          judgement", "our judgement "])
def test_more_spaces_make_no_other_reason(folder, reason):
    old = "        value: 40 tonne/truck\n        reason: our judgement\n"
    case = edit(folder, old, f"        value: 42 tonne/truck\n        reason: {json.dumps(reason)}\n")
    with pytest.raises(CaseError, match="word for word the same"):
        record_changes(case, "we know better")


def test_a_number_that_is_taken_out_and_put_back_is_not_new(folder):
    """Two logs in place of one do not get round it."""
    entry = "  strength: {of: a tie, fixed: {value: {value: 0.3 one, reason: a guess}}}\n"
    tie = "correlations:\n  tied: {between: [usual, discount], rank: strength}\n"
    edit(folder, tie, "")
    record_changes(edit(folder, entry, ""), "not needed")
    case = edit(folder, "  grades:\n", entry.replace("0.3", "0.4") + "  grades:\n")
    with pytest.raises(CaseError, match="word for word the same"):
        record_changes(case, "needed after all")


def test_a_mended_reason_needs_no_word_about_it(folder):
    old = "        value: 40 tonne/truck\n        reason: our judgement\n"
    case = edit(folder, old, "        value: 42 tonne/truck\n        reason: what an official announced\n")
    (entry,) = record_changes(case, "an announcement was found", reason_stands="needless")
    assert entry.reason_stands == "needless"
    assert unrecorded(case) == []


def altered(folder, pattern, new):
    """The log with one place altered, and what is then wrong with the case."""
    path = folder / "log.yaml"
    text, many = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
    assert many == 1
    path.write_text(text, encoding="utf-8")
    return unrecorded(logged_case.opened(folder))


@pytest.fixture
def long_log(folder):
    """A case with three entries in its log."""
    for old, new in (("6 truck,", "7 truck,"), ("7 truck,", "8 truck,"), ("90 thousand USD", "95 thousand USD")):
        case = edit(folder, f"value: {old}", f"value: {new}")
        record_changes(case, f"{new} was meant", who="N. N.")
    return folder


ALTERED = [
    (r"    trucks: 6 truck", "    trucks: 5 truck", "the beginning of the log was altered"),
    (r"date: 2026-11-26", "date: 2026-11-25", "the beginning of the log was altered"),
    (r"note: recorded as it stood", "note: as it was", "the beginning of the log was altered"),
    (r"new: 7 truck", "new: 9 truck", "entry 1 of the log, or one before it, was altered"),
    (r"why: \"?7 truck, was meant\"?", "why: no reason", "entry 1 of the log, or one before it, was altered"),
    (r"who: N\. N\.", "who: M. M.", "entry 1 of the log, or one before it, was altered"),
    (
        r"(?s)  - input: trucks\n    old: 7 truck.*?sha256: \w+\n",
        "",
        "entry 2 of the log, or one before it, was altered",
    ),
    (
        r"(?s)entries:\n  - input: trucks.*?sha256: \w+\n",
        "entries:\n",
        "entry 1 of the log, or one before it, was altered",
    ),
    (r"(?s)(  - input: trucks\n.*?sha256: \w+\n)(  - input: trucks\n.*?sha256: \w+\n)", r"\2\1", "entry 1 of the log"),
]


@pytest.mark.parametrize(("pattern", "new", "found"), ALTERED, ids=lambda text: text[:30])
def test_an_entry_that_is_altered_left_out_or_moved_shows(long_log, pattern, new, found):
    problems = altered(long_log, pattern, new)
    first = [problem for problem in problems if found in problem.message]
    assert first, [str(problem) for problem in problems]
    assert first[0].place.file.endswith("log.yaml")
    assert first[0].place.line
    assert "version control" in first[0].remedy
    with pytest.raises(CaseError):
        record_changes(logged_case.opened(long_log), "and one more")


def test_the_last_entry_that_is_cut_off_leaves_its_change_unrecorded(long_log):
    problems = altered(long_log, r"(?s)  - input: money.*", "")
    assert [problem.message for problem in problems] == ["`money` is 95 thousand USD, and the log has 90 thousand USD"]


BROKEN = [
    ("", "the file is empty"),
    ("began: [", "log.yaml"),
    ("- a list\n", "expected `key: value` lines"),
    ("began: {date: 2026-11-26}\n", "`inputs` is missing"),
    (BEGUN + "more: 1\n", "unknown key `more`"),
    (
        BEGUN + "entries: [{input: b, why: '', when: 2026-11-26}]\n",
        "`why` is empty",
    ),
    (
        BEGUN + "entries: [{input: b, why: w, when: 2026}]\n",
        "is not a day",
    ),
    (BEGUN + "entries: text\n", "expected a list"),
]


@pytest.mark.parametrize(("text", "found"), BROKEN, ids=lambda text: text[:40])
def test_a_log_that_is_misshapen_is_reported_with_its_line_and_a_remedy(folder, text, found):
    (folder / "log.yaml").write_text(text, encoding="utf-8")
    problems = unrecorded(logged_case.opened(folder))
    assert any(found in str(problem) for problem in problems), [str(problem) for problem in problems]
    assert all(problem.remedy and "log.yaml" in problem.place.file for problem in problems)
    assert command(folder).exit_code == 2


def test_a_case_without_a_log_says_how_to_begin_one(tmp_path):
    case = logged_case.opened(logged_case.written(tmp_path))
    (problem,) = unrecorded(case)
    assert problem.message == "this case has no log of its inputs"
    assert "weighbridge log" in problem.remedy
    shown = command(tmp_path)
    assert (shown.exit_code, "this case has no log" in shown.output) == (0, True)
    assert command(tmp_path, "--why", "recorded as it stood").exit_code == 0
    assert "Every input stands as the log has it." in command(tmp_path).output


def test_the_command_shows_and_records(folder):
    edit(folder, "value: 6 truck", "value: 7 truck")
    shown = command(folder)
    assert "`trucks` is 7 truck, and the log has 6 truck" in shown.output
    assert command(folder, "--why", "  ").exit_code == 2
    assert command(folder, "--why", "w", "--input", "truks").exit_code == 2
    assert command(folder, "--who", "N. N.").exit_code == 2
    done = command(folder, "--why", "the article was read again", "--who", "N. N.", "--input", "trucks")
    assert "2026-11-26, N. N.: `trucks`, 6 truck before, 7 truck now. Why: the article was read again" in done.output
    assert "Every input stands as the log has it." in command(folder, "--why", "again").output


def test_one_input_can_be_recorded_without_another(folder):
    edit(folder, "value: 6 truck", "value: 7 truck")
    case = edit(folder, "value: 90 thousand USD", "value: 95 thousand USD")
    record_changes(case, "read again", ["money"])
    assert [problem.message for problem in unrecorded(case)] == ["`trucks` is 7 truck, and the log has 6 truck"]


def test_what_stands_in_a_log_is_never_rewritten(long_log):
    before = (long_log / "log.yaml").read_bytes()
    case = edit(long_log, "value: 40 sack", "value: 41 sack")
    record_changes(case, "read again")
    assert (long_log / "log.yaml").read_bytes().startswith(before)


def test_a_log_with_line_ends_of_windows_is_the_same_log(long_log):
    path = long_log / "log.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert unrecorded(logged_case.opened(long_log)) == []
    record_changes(edit(long_log, "value: 40 sack", "value: 41 sack"), "read again")
    assert unrecorded(logged_case.opened(long_log)) == []


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(texts)
def test_any_text_comes_back_from_the_file_and_in_one_line(text):
    line = yaml_text(text)
    assert "\n" not in line
    log = parse_log(f"began:\n  date: 2026-11-26\n  note: {line}\n  sha256: x\n  inputs: {{}}\n", "log.yaml")[0]
    assert log.began.note == text


names = st.sampled_from(["a", "b", "c: d", "e.f", "g #1"])
states = st.one_of(st.none(), st.sampled_from(["1 one", "2 one ~ reason 0123456789ab", "x: y ~ sources 0123456789ab"]))


@given(
    st.dictionaries(names, st.sampled_from(["1 one", "3 one"]), min_size=1),
    st.lists(st.tuples(names, states), max_size=8),
)
def test_replaying_any_log_gives_what_was_recorded(first, steps):
    """By the file as by a dictionary that is changed step by step; and the file has no fault."""
    begun = Beginning(date="2026-11-26", note="n", inputs={"kind": first}, sha256="")
    begun = begun.model_copy(update={"sha256": begun.expected})
    expected, entries, before = dict(first), [], begun.sha256
    for name, state in steps:
        entry = Entry(input=name, old=expected.get(name), new=state, why="w", when="2026-11-27", reason_stands="so")
        entries.append(entry.chained(before))
        before = entries[-1].sha256
        expected = {other: one for other, one in expected.items() if other != name} | ({name: state} if state else {})
    text = beginning_text(begun)
    for index, entry in enumerate(entries):  # one by one, as they are written
        text = with_entries(text, [entry], index > 0)
    log, document = parse_log(text, "log.yaml")
    assert log == Log(began=begun, entries=entries)
    assert log.states == expected
    assert faults_of(log, document) == []


def test_entries_of_one_day_and_one_reason_are_told_together():
    digests = "a" * 64, "b" * 64
    entries = [
        Entry(input="trucks", old="7 truck", new="8 truck", why="a newer count", when="2026-11-27"),
        Entry(input="article.sha256", old=digests[0], new=digests[1], why="a newer count", when="2026-11-27"),
        Entry(input="trucks", old="8 truck", new="9 truck", why="a slip of ours", when="2026-11-28", who="N. N."),
    ]
    log = parse_log(BEGUN, "log.yaml")[0]
    lines = log_lines(log.model_copy(update={"entries": entries}), [])
    assert lines[1:] == [
        "2026-11-27: 2 inputs. Why: a newer count",
        "  `trucks`, 7 truck before, 8 truck now",
        f"  `article.sha256`, {'a' * 12}… before, {'b' * 12}… now",
        "2026-11-28, N. N.: `trucks`, 8 truck before, 9 truck now. Why: a slip of ours",
        ALL_RECORDED,
    ]
