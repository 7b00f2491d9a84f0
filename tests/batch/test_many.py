"""Many passages in one run: a row for each, bad rows named, resumed where it stopped, over any executor."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from click.testing import CliRunner

from weighbridge import CaseError
from weighbridge.base.files import StoreError
from weighbridge.batch import parts, row, run, weigh_many, workers
from weighbridge.cli import main

TRUCKS = "near 50 trucks loaded with approximately 2500 tons of metal which is 750 thousand USD on average"
FUEL = "69 trucks laden with 40.000 liters each, which means 2.670.000 liters"
NOTHING = "Chapter 7 begins on page 212."
TEXTS = [TRUCKS, FUEL, NOTHING]


class Counting(Executor):
    """An executor that does the work at once, and counts it; after ``most`` stretches it is stopped from outside."""

    def __init__(self, most=10**9):
        self.count, self.most = 0, most

    def submit(self, function, /, *arguments, **options):
        if self.count >= self.most:
            raise KeyboardInterrupt
        self.count += 1
        future = Future()
        future.set_result(function(*arguments, **options))
        return future


def written(path, texts, column="text"):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", column])
        writer.writerows([f"no-{at}", text] for at, text in enumerate(texts, 1))
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_row_for_each_passage_says_what_its_numbers_imply(tmp_path):
    report = weigh_many(written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv", executor=Counting())
    rows = read(tmp_path / "out.csv")
    assert (report.rows, report.bad) == (3, 0)
    assert [row["key"] for row in rows] == ["no-1", "no-2", "no-3"]
    assert [row["status"] for row in rows] == ["weighed", "weighed", "nothing implied"]
    assert "50 tonnes a truck" in rows[0]["implied"]
    assert rows[1]["agreement"] in ("no", "loose", "open")  # the point may part thousands or decimals
    assert float(rows[1]["ratio"]) == pytest.approx(2_670_000 / 2_760_000)
    assert not (tmp_path / "out.csv.parts").exists()


def test_a_csv_and_a_jsonl_and_a_parquet_say_the_same(tmp_path):
    lines = [json.dumps({"id": f"no-{at}", "text": text}) for at, text in enumerate(TEXTS, 1)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    weigh_many(written(tmp_path / "in.csv", TEXTS), tmp_path / "one.csv", executor=Counting())
    weigh_many(tmp_path / "in.jsonl", tmp_path / "two.csv", executor=Counting())
    weigh_many(tmp_path / "in.jsonl", tmp_path / "three.parquet", executor=Counting())
    pandas = pytest.importorskip("pandas")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    parquet = pandas.read_parquet(tmp_path / "three.parquet")
    assert list(parquet["implied"].fillna("")) == [row["implied"] for row in read(tmp_path / "one.csv")]


BAD = {
    "no text": ('{"id": "a"}', "there is no text in `text`"),
    "not JSON": ("{", "line 2 is not JSON; write one object a line"),
    "no object": ("[1]", "line 2 is no object"),
    "empty": ('{"text": " "}', "is empty"),
    "a number": ('{"text": 5}', "there is no text in `text`"),
    "half a letter": ('{"id": "\\ud83d", "text": "\\ud83d 50 trucks"}', "line 2 holds half of a letter"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_reported_and_the_others_are_weighed(tmp_path, name):
    line, problem = BAD[name]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join([json.dumps({"text": TRUCKS}), line, json.dumps({"text": FUEL})]), encoding="utf-8")
    report = weigh_many(path, tmp_path / "out.csv", executor=Counting())
    rows = read(tmp_path / "out.csv")
    assert [row["status"] for row in rows] == ["weighed", "not read", "weighed"]
    assert problem in rows[1]["problem"]
    assert report.first_problems == ((2, rows[1]["problem"]),)


def test_a_fault_of_ours_in_one_text_is_named_in_its_row(tmp_path, monkeypatch):
    def broken(text, language=None):
        if "Chapter" in text:
            raise ZeroDivisionError("by zero")
        return original(text, language)

    original = run.row_of.__globals__["of_text"]
    monkeypatch.setitem(run.row_of.__globals__, "of_text", broken)
    weigh_many(written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv", executor=Counting())
    assert read(tmp_path / "out.csv")[2]["problem"] == "ZeroDivisionError: by zero; please report it"


def test_a_run_that_was_stopped_goes_on_behind_what_is_done(tmp_path):
    texts = [TRUCKS] * (3 * run.STRETCH + 1)
    path, out = written(tmp_path / "in.csv", texts), tmp_path / "out.csv"
    with pytest.raises(KeyboardInterrupt):
        weigh_many(path, out, executor=Counting(most=2), workers=1)
    assert not out.exists()
    rest = Counting()
    weigh_many(path, out, executor=rest, workers=1)
    done_before = 4 - rest.count
    whole = tmp_path / "whole.csv"
    weigh_many(path, whole, executor=Counting())
    assert done_before == 2
    assert out.read_bytes() == whole.read_bytes()


def test_an_unfinished_run_of_another_file_is_not_mixed_in(tmp_path):
    out = tmp_path / "out.csv"
    with pytest.raises(KeyboardInterrupt):
        weigh_many(written(tmp_path / "in.csv", TEXTS), out, executor=Counting(most=0))
    with pytest.raises(CaseError) as caught:
        weigh_many(written(tmp_path / "other.csv", TEXTS[:2]), out, executor=Counting())
    assert "out.csv.parts" in str(caught.value)
    assert "holds an unfinished run of another file" in str(caught.value)
    assert "remove it, or name another output" in str(caught.value)


REFUSED = {
    "UTF-16": ("utf16.csv", "out.csv", "is not UTF-8", "save it as CSV, UTF-8"),
    "a column twice": ("twice.csv", "out.csv", "has two columns `text`", "give one of them another name"),
    "another ending": ("in.csv", "out.xlsx", "ends in `.xlsx`", "name a file that ends in `.csv` or `.parquet`"),
    "no such file": ("none.csv", "out.csv", "cannot be read: No such file", "name a CSV or a JSONL file"),
    "another kind of file": ("in.pdf", "out.csv", "ends in `.pdf`", "save it as CSV or as JSONL, UTF-8"),
    "no rows": ("empty.csv", "out.csv", "has no rows", "a CSV has a header, and a row for each passage"),
    "no column": (
        "words.csv",
        "out.csv",
        "has no column of texts or of cases",
        "name one with --column: `id`, `words`",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_weighed_is_refused_in_a_line(tmp_path, name):
    given, out, found, remedy = REFUSED[name]
    written(tmp_path / "in.csv", TEXTS)
    written(tmp_path / "words.csv", TEXTS, "words")
    (tmp_path / "empty.csv").write_text("id,text\n", encoding="utf-8")
    (tmp_path / "in.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "utf16.csv").write_bytes("text\n50 trucks\n".encode("utf-16"))
    (tmp_path / "twice.csv").write_text("text,text\na,b\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        weigh_many(tmp_path / given, tmp_path / out, executor=Counting())
    assert found in str(caught.value)
    assert remedy in str(caught.value)


def test_an_output_that_is_there_is_not_written_over(tmp_path):
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(CaseError, match="is there already"):
        weigh_many(written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv", executor=Counting())
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"


def test_cells_that_a_spreadsheet_would_run_stay_text(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"key": "=1+1", "text": TRUCKS}) + "\n", encoding="utf-8")
    weigh_many(path, tmp_path / "out.csv", executor=Counting())
    assert read(tmp_path / "out.csv")[0]["key"] == "'=1+1"


def test_cases_are_weighed_whole_and_a_missing_one_stops_nothing(tmp_path):
    path = written(tmp_path / "in.csv", ["azernews-trucks", "no-such-case"], "case")
    weigh_many(path, tmp_path / "out.csv", executor=Counting())
    first, second = read(tmp_path / "out.csv")
    assert (first["status"], first["checks"]) == ("weighed", "1")
    assert first["answer"]
    assert second["status"] == "not read"
    assert "there is no such case" in second["problem"]


def test_memory_stays_flat_for_few_stretches_are_under_way(tmp_path):
    path = written(tmp_path / "in.csv", [NOTHING] * (20 * run.STRETCH))
    pending, most = set(), []

    class Watching(ThreadPoolExecutor):
        def submit(self, function, /, *arguments, **options):
            future = super().submit(function, *arguments, **options)
            pending.add(future)
            most.append(sum(not one.done() for one in pending))
            return future

    with Watching(1) as executor:
        weigh_many(path, tmp_path / "out.csv", executor=executor, workers=1)
    assert max(most) <= workers.AHEAD
    assert len(read(tmp_path / "out.csv")) == 20 * run.STRETCH


@pytest.mark.parametrize("how", ["processes", "dask"])
def test_processes_and_a_cluster_say_the_same_as_one_process(tmp_path, how):
    path = written(tmp_path / "in.csv", TEXTS * 20)
    weigh_many(path, tmp_path / "here.csv", executor=Counting())
    if how == "processes":
        weigh_many(path, tmp_path / "there.csv", workers=2)
    else:
        from dask.distributed import Client, LocalCluster

        with (
            LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            weigh_many(path, tmp_path / "there.csv", executor=client.get_executor(), workers=2)
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()


def test_the_command_writes_the_rows_and_names_those_that_are_bad(tmp_path):
    path = written(tmp_path / "in.csv", [TRUCKS, ""])
    out = tmp_path / "out.csv"
    result = CliRunner().invoke(main, ["weigh", "--many", str(path), "-o", str(out), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "out.csv: 2 rows" in result.output
    assert "1 of them could not be weighed" in result.output
    assert len(read(out)) == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["weigh", "--many", "in.csv"], "--many: no output is named; add `--output FILE.csv`"),
        (["weigh", "--many", "in.csv", "-o", "o.csv", "--dask", "tcp://127.0.0.1:9"], "--dask: no scheduler answers"),
        (["weigh"], "Give a passage in quotation marks"),
        (["weigh", "--many", "in.csv", "-o", "o.csv", "--json"], "--json does nothing with --many"),
        (["weigh", "--many", "in.csv", "-o", "o.csv", "5 trucks"], "TEXT does nothing with --many"),
        (["weigh", "--many", "in.csv", "-o", "o.csv", "--language", "zz"], "no language `zz`"),
        (["weigh", "5 trucks", "-o", "o.csv"], "--output does nothing with a passage"),
        (["weigh", "5 trucks", "--workers", "2"], "--workers does nothing with a passage"),
    ],
)
def test_the_command_says_in_a_line_what_is_missing(tmp_path, monkeypatch, words, found):
    monkeypatch.chdir(tmp_path)
    written(Path("in.csv"), TEXTS)
    monkeypatch.setattr("weighbridge.cli.many.PATIENCE", "1s")
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert found in result.output
    assert "Traceback" not in result.output


def test_a_full_disk_is_said_and_what_is_done_stays(tmp_path, monkeypatch):
    def full(self, number, rows):
        raise StoreError(parts._refusal(self.folder, "cannot be written: no space left", "make room").problems[0])

    monkeypatch.setattr(parts.Parts, "keep", full)
    with pytest.raises(StoreError, match="no space left"):
        weigh_many(written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv", executor=Counting())
    assert not (tmp_path / "out.csv").exists()


def test_empty_lines_before_the_header_are_passed_over(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(f"\n\ntext\n{TRUCKS}\n", encoding="utf-8")
    assert weigh_many(path, tmp_path / "out.csv", executor=Counting()).rows == 1
    assert read(tmp_path / "out.csv")[0]["status"] == "weighed"


def test_two_runs_into_one_output_do_not_meet(tmp_path, monkeypatch):
    monkeypatch.setattr("weighbridge.base.files.WAIT", 0.2)
    path, out = written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv"
    seen = []

    class Another(Counting):
        def submit(self, function, /, *arguments, **options):
            with pytest.raises(StoreError, match="another run has been writing to this folder") as caught:
                weigh_many(path, out, executor=Counting())
            seen.append(str(caught.value))
            return super().submit(function, *arguments, **options)

    assert weigh_many(path, out, executor=Another()).rows == 3
    assert "run it again when the other has ended" in seen[0]
    assert len(read(out)) == 3
    assert not (tmp_path / "out.csv.parts").exists()


def test_a_worker_that_is_ended_from_outside_is_said_and_what_is_done_stays(tmp_path):
    path, out = written(tmp_path / "in.csv", [NOTHING] * (2 * run.STRETCH)), tmp_path / "out.csv"

    class Ended(Counting):
        def submit(self, function, /, *arguments, **options):
            if self.count < 1:
                return super().submit(function, *arguments, **options)
            future = Future()
            future.set_exception(BrokenProcessPool("a process was terminated abruptly"))
            return future

    with pytest.raises(CaseError) as caught:
        weigh_many(path, out, executor=Ended(), workers=1)
    assert "out.csv: a worker was ended from outside" in str(caught.value)
    assert "run it again, with fewer --workers: what is done stays" in str(caught.value)
    assert weigh_many(path, out, executor=Counting()).rows == 2 * run.STRETCH


def test_an_output_that_cannot_be_written_keeps_what_is_done(tmp_path, monkeypatch):
    def full(self, beside, count, columns):
        raise OSError(28, "No space left on device")

    path, out = written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv"
    with monkeypatch.context() as patched:
        patched.setattr(parts.Parts, "_csv", full)
        told = r"out.csv: cannot be written: No space left on device; nothing was changed; make room .*: all rows are"
        with pytest.raises(StoreError, match=told):
            weigh_many(path, out, executor=Counting())
    rest = Counting()
    weigh_many(path, out, executor=rest)
    assert rest.count == 0


def test_what_a_run_left_that_was_stopped_at_its_very_end_is_removed(tmp_path, monkeypatch):
    path, out = written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv"
    with monkeypatch.context() as patched:
        patched.setattr(parts, "remove_folder", lambda folder: None)
        weigh_many(path, out, executor=Counting())
    assert (tmp_path / "out.csv.parts").exists()
    before = out.read_bytes()
    with pytest.raises(CaseError, match=r"out.csv: is there already; move it away"):
        weigh_many(path, out, executor=Counting())
    assert (out.read_bytes(), (tmp_path / "out.csv.parts").exists()) == (before, False)


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_a_link_in_the_place_of_the_parts_is_refused_and_nothing_behind_it_touched(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept").write_text("kept")
    (tmp_path / "out.csv.parts").symlink_to(tmp_path / "mine")
    with pytest.raises(CaseError, match=r"out.csv.parts: a link stands there; remove it, or name another output"):
        weigh_many(written(tmp_path / "in.csv", TEXTS), tmp_path / "out.csv", executor=Counting())
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["kept"]


def test_a_command_that_is_stopped_says_how_to_go_on(tmp_path, monkeypatch):
    def stopped(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("weighbridge.cli.many.weigh_many", stopped)
    monkeypatch.chdir(tmp_path)
    written(Path("in.csv"), TEXTS)
    result = CliRunner().invoke(main, ["weigh", "--many", "in.csv", "-o", "out.csv"])
    assert result.exit_code == 1
    assert "out.csv: stopped; what is done is kept; run the same command again to do the rest" in result.output


@pytest.mark.skipif(os.name == "nt", reason="the keys of a terminal are signals on POSIX")
def test_the_keyboard_stops_a_run_with_one_line_and_what_is_done_is_kept(tmp_path):
    """The signal reaches every process, as that of a terminal does."""
    path, out = written(tmp_path / "in.csv", TEXTS * 2000), tmp_path / "out.csv"
    command = [sys.executable, "-m", "weighbridge", "weigh", "--many", path, "-o", out, "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen(command, env=environment, **told) as process:
        begin = time.monotonic()
        while not list(tmp_path.glob("out.csv.parts/*.jsonl")):
            assert time.monotonic() < begin + 60
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)
    assert told == ("", f"{out}: stopped; what is done is kept; run the same command again to do the rest\n")
    assert process.returncode == 1
    assert not out.exists()
    for part in tmp_path.glob("out.csv.parts/*.jsonl"):
        assert len([json.loads(line) for line in part.read_text(encoding="utf-8").splitlines()]) == run.STRETCH


@pytest.mark.skipif(os.name == "nt", reason="processes are begun anew on Windows, without what the test put in place")
def test_a_row_that_ends_its_worker_is_said_and_ends_no_other(tmp_path, monkeypatch):
    true = row.of_text
    monkeypatch.setattr(row, "of_text", lambda text, language: os._exit(9) if text == "!" else true(text, language))
    texts = [TRUCKS, "!", FUEL, *[NOTHING] * run.STRETCH, "!"]
    report = weigh_many(written(tmp_path / "in.csv", texts), tmp_path / "out.csv", workers=2)
    rows = read(tmp_path / "out.csv")
    assert (report.rows, report.bad) == (len(texts), 2)
    assert [at for at, one in enumerate(rows) if one["status"] == "not read"] == [1, len(texts) - 1]
    assert "its process was ended" in rows[1]["problem"]
    assert [one["status"] for one in rows[:3]] == ["weighed", "not read", "weighed"]
