"""Every case of a folder in one run: a row for each in the order of names, and a run that goes on where it stopped."""

import json
import os
from concurrent.futures import Executor, Future

import pytest
from click.testing import CliRunner

from many_cases import make_cases
from weighbridge import CaseError, open_case
from weighbridge.base.files import StoreError
from weighbridge.batch import cases, fingerprint, kept_rows, table_row, weigh_cases
from weighbridge.cli import main

KINDS = ("json", "html")
NAMES = [f"case-{number}" for number in range(5)]


class Counting(Executor):
    """An executor that does the work at once and notes which cases it was given; after ``most`` it is stopped."""

    def __init__(self, most=10**9):
        self.names, self.most = [], most

    def submit(self, function, item, *arguments):
        if len(self.names) >= self.most:
            raise KeyboardInterrupt
        self.names.append(item.key)
        future = Future()
        future.set_result(function(item, *arguments))
        return future


@pytest.fixture
def folder(tmp_path, monkeypatch, minimal_case):
    """Five cases that say next to nothing, with a table of their own beside them; their files are made quickly."""
    monkeypatch.setattr(
        cases, "files_of", lambda case, result: {f"{result.case}.{one}": case.text.title for one in KINDS}
    )
    for name in NAMES:
        (tmp_path / "cases" / name).mkdir(parents=True)
        text = minimal_case.replace("A small case", f"A small case, {name}")
        (tmp_path / "cases" / name / "case.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "cases" / "evidence").mkdir()
    (tmp_path / "cases" / "evidence" / "prices.csv").write_text("date,price\n", encoding="utf-8")
    return tmp_path / "cases"


def run(folder, out=None, executor=None):
    """The rows of a run by name, and which cases were weighed for it."""
    executor = executor or Counting()
    rows = {row["key"]: row for row in weigh_cases(folder, out).rows(1, executor)}
    return rows, executor.names


def test_each_case_has_the_row_that_it_has_by_itself_in_the_order_of_names(tmp_path):
    folder = make_cases(tmp_path / "cases", 8)
    (folder / "case-0003" / "case.yaml").write_text("title: [A\n", encoding="utf-8")
    (folder / "case-0003a").mkdir()
    rows = [table_row(row) for row in weigh_cases(folder).rows(2)]
    assert [row["case"] for row in rows] == sorted(path.name for path in folder.iterdir())
    for row in rows:
        if row["case"].startswith("case-0003"):
            assert (row["status"], row["outcome"]) == ("not read", None)
            assert "case-0003" in row["problem"]
        else:
            answer = open_case(str(folder / row["case"])).verify().answer
            assert (row["status"], row["outcome"], row["answer"]) == ("weighed", str(answer.badge), answer.headline)


def test_a_run_that_was_stopped_goes_on_where_it_stopped(folder, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path / "out", Counting(2))
    rows, weighed = run(folder, tmp_path / "out")
    assert weighed == NAMES[2:]
    whole, _ = run(folder)
    assert rows == whole


def test_a_finished_run_weighs_nothing_anew(folder, tmp_path):
    first, _ = run(folder, tmp_path / "out")
    assert run(folder, tmp_path / "out") == (first, [])


def test_the_files_are_those_of_verify_with_out(tmp_path):
    folder = make_cases(tmp_path / "cases", 1)
    run(folder, tmp_path / "out")
    alone = ["verify", str(folder / "case-0000"), "--out", str(tmp_path / "single"), "--without-panel"]
    CliRunner().invoke(main, alone)
    names = [path.name for path in (tmp_path / "single").iterdir()]
    assert sorted(names) == sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_file())
    for name in names:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "single" / name).read_bytes(), name


CHANGES = {
    "a case": (lambda folder, out: _add(folder / NAMES[1] / "case.yaml", "# changed\n"), [NAMES[1]]),
    "a review of a case": (lambda folder, out: _add(folder / NAMES[1] / "reviews" / "me.yaml", "a: 1\n"), [NAMES[1]]),
    "a table of a case": (lambda folder, out: _add(folder / NAMES[1] / "evidence" / "a.csv", "a\n"), [NAMES[1]]),
    "a table that all share": (lambda folder, out: _add(folder / "evidence" / "prices.csv", "2017,1\n"), NAMES),
    "a page that was made": (lambda folder, out: _add(out / f"{NAMES[2]}.html", "more"), [NAMES[2]]),
    "a result that is gone": (lambda folder, out: (out / f"{NAMES[2]}.json").unlink(), [NAMES[2]]),
    "nothing": (lambda folder, out: None, []),
}


def _add(path, text):
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.parametrize("name", CHANGES)
def test_what_has_changed_is_weighed_anew_and_nothing_else(folder, tmp_path, name):
    change, expected = CHANGES[name]
    run(folder, tmp_path / "out")
    change(folder, tmp_path / "out")
    assert run(folder, tmp_path / "out")[1] == expected


def test_another_version_weighs_all_anew(folder, tmp_path, monkeypatch):
    run(folder, tmp_path / "out")
    newer = fingerprint.run_record().model_copy(update={"weighbridge": "9.9"})
    monkeypatch.setattr(fingerprint, "run_record", lambda: newer)
    assert run(folder, tmp_path / "out")[1] == NAMES


def test_a_case_that_is_new_or_gone_moves_no_other(folder, tmp_path):
    run(folder, tmp_path / "out")
    (folder / NAMES[0] / "case.yaml").unlink()
    (folder / NAMES[0]).rmdir()
    make_cases(folder / "made", 1)
    (folder / "made" / "case-0000").rename(folder / "case-1a")
    (folder / "made").rmdir()
    rows, weighed = run(folder, tmp_path / "out")
    assert weighed == ["case-1a"]
    assert [row["row"] for row in rows.values()] == [1, 2, 3, 4, 5]


DAMAGED = ["", "{", "[]", "null", '{"fingerprint": 1}', "[" * 100_000, '{"a": NaN}', "\ud800", "{}" * 10**6, "1"]
WRONG = {"key": 3, "status": ["weighed"], "outcome": {}, "checks": "1", "more": "x"}


def records(out):
    return sorted((out / kept_rows.FOLDER).glob("*.json"))


@pytest.mark.parametrize("texts", [DAMAGED[:5], DAMAGED[5:]])
def test_a_damaged_record_is_weighed_anew(folder, tmp_path, texts):
    run(folder, tmp_path / "out")
    for path, text in zip(records(tmp_path / "out"), texts, strict=True):
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert run(folder, tmp_path / "out")[1] == NAMES


def test_a_record_whose_row_is_none_is_weighed_anew(folder, tmp_path):
    run(folder, tmp_path / "out")
    for path, (name, value) in zip(records(tmp_path / "out"), WRONG.items(), strict=True):
        record = json.loads(path.read_text(encoding="utf-8"))
        record["row"][name] = value
        path.write_text(json.dumps(record), encoding="utf-8")
    assert run(folder, tmp_path / "out")[1] == NAMES


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_a_link_in_the_place_of_the_records_is_refused(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / kept_rows.FOLDER).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CaseError, match="a link stands there; remove it, or name another folder"):
        run(folder, tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_two_cases_whose_files_would_have_one_name_do_not_overwrite_each_other(folder, tmp_path, minimal_case):
    other = tmp_path / "other" / NAMES[0]
    other.mkdir(parents=True)
    (other / "case.yaml").write_text(minimal_case.replace("A small case", "Another"), encoding="utf-8")
    (folder / "link").symlink_to(other)
    rows, _ = run(folder, tmp_path / "out")
    assert rows["link"]["status"] == "not read"
    assert f"its files would be called as those of `{NAMES[0]}`" in rows["link"]["problem"]
    assert "A small case" in (tmp_path / "out" / f"{NAMES[0]}.html").read_text(encoding="utf-8")
    assert run(folder)[0]["link"]["status"] == "weighed", "without files there is nothing to overwrite"


def test_two_runs_into_one_folder_do_not_meet(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("weighbridge.base.files.WAIT", 0.2)
    first = weigh_cases(folder, tmp_path / "out").rows(1, Counting())
    next(first)
    with pytest.raises(StoreError, match="another run has been writing to this folder"):
        run(folder, tmp_path / "out")
    assert len(list(first)) == len(NAMES) - 1


@pytest.mark.skipif(os.name == "nt", reason="processes are begun anew on Windows, without what the test put in place")
def test_a_case_that_ends_its_worker_or_fails_ends_no_other(folder, monkeypatch):
    true = cases.open_case

    def opened(path):
        if NAMES[1] in path:
            os._exit(9)
        if NAMES[3] in path:
            raise ZeroDivisionError("by zero")
        if NAMES[4] in path:
            raise MemoryError
        return true(path)

    monkeypatch.setattr(cases, "open_case", opened)
    rows = {row["key"]: row for row in weigh_cases(folder).rows(2)}
    assert [rows[name]["status"] for name in NAMES] == ["weighed", "not read", "weighed", "not read", "not read"]
    assert "its process was ended" in rows[NAMES[1]]["problem"]
    assert rows[NAMES[3]]["problem"] == "ZeroDivisionError: by zero; please report it"
    assert rows[NAMES[4]]["problem"] == "needs more memory than there is; make it smaller"


@pytest.mark.skipif(os.name == "nt", reason="processes are begun anew on Windows, without what the test put in place")
def test_a_case_that_hangs_is_given_up_and_said(folder, monkeypatch):
    true = cases.open_case

    def opened(path):
        while NAMES[1] in path:
            pass
        return true(path)

    monkeypatch.setattr(cases, "open_case", opened)
    monkeypatch.setattr("weighbridge.batch.row.LONGEST", 1.0)
    rows = {row["key"]: row for row in weigh_cases(folder).rows(2)}
    assert [rows[name]["status"] for name in NAMES] == ["weighed", "not read", "weighed", "weighed", "weighed"]
    assert "took longer than 1 seconds; weigh it by itself, or make it smaller" in rows[NAMES[1]]["problem"]
