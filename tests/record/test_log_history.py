"""Logs and reviews as they were committed have to be a beginning of what they are."""

import os
import shutil
import subprocess

import pytest

import logged_case
from weighbridge.audit.inputs import inputs
from weighbridge.audit.results import Standing
from weighbridge.audit.reviews import reviews
from weighbridge.audit.scope import Scope
from weighbridge.record import Act, Word, add_to_review, begin_log, history_faults, record_changes

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(folder, *words):
    who = ("-c", "user.name=N. N.", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path):
    """A case whose log was committed with one entry."""
    folder = logged_case.written(tmp_path / "mine")
    begin_log(logged_case.opened(folder), "recorded as it stood")
    record_changes(edited(folder, "value: 6 truck", "value: 7 truck"), "read again")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "A case")
    return folder


def edited(folder, old, new):
    path = folder / "case.yaml"
    path.write_text(logged_case.changed(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    return logged_case.opened(folder)


def standings(folder):
    return [(item.what, item.standing) for item in inputs(Scope(logged_case.opened(folder), None))]


LOG, HISTORY = "the inputs of the case against its log", "the log against its last commit"


@needs_git
def test_a_log_that_was_only_added_to_is_in_order(committed):
    assert history_faults(committed / "log.yaml") == []
    record_changes(edited(committed, "value: 7 truck", "value: 8 truck"), "and again")
    assert history_faults(committed / "log.yaml") == []
    assert standings(committed) == [(LOG, Standing.PASSED), (HISTORY, Standing.PASSED)]


@needs_git
def test_a_log_that_was_begun_anew_hides_its_entries_and_is_found(committed):
    """The chain alone cannot tell: every hash of the new log is right."""
    (committed / "log.yaml").unlink()
    begin_log(edited(committed, "value: 7 truck", "value: 9 truck"), "recorded as it stood")
    (fault,) = history_faults(committed / "log.yaml")
    assert fault.place.file.endswith("log.yaml")
    assert (
        "trucks: 9 truck" in (committed / "log.yaml").read_text().splitlines()[fault.place.line - 1] or fault.place.line
    )
    assert "committed last" in fault.message
    assert "version control" in fault.remedy
    assert standings(committed) == [(LOG, Standing.PASSED), (HISTORY, Standing.FAILED)]


@needs_git
def test_a_log_that_was_cut_short_is_found(committed):
    path = committed / "log.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("entries:")[0], encoding="utf-8")
    assert len(history_faults(committed / "log.yaml")) == 1
    path.unlink()
    assert len(history_faults(committed / "log.yaml")) == 1
    assert standings(committed) == [(LOG, Standing.UNCHECKED), (HISTORY, Standing.FAILED)]


@needs_git
@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_a_link_in_the_place_of_a_committed_log_is_found(committed, tmp_path):
    log = committed / "log.yaml"
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(log.read_text(encoding="utf-8").replace("120 tonne", "121 tonne"), encoding="utf-8")
    log.unlink()
    log.symlink_to(elsewhere)
    assert [fault.message for fault in history_faults(log) or ()] == [
        "the file differs here from the one that was committed last, which has to be its beginning"
    ]


def test_line_ends_make_no_other_log(committed):
    path = committed / "log.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert history_faults(committed / "log.yaml") == []


def test_outside_git_nothing_can_be_said_and_that_is_said(tmp_path):
    folder = logged_case.written(tmp_path)
    assert [standing for _, standing in standings(folder)] == [Standing.UNCHECKED] * 2
    begin_log(logged_case.opened(folder), "recorded as it stood")
    assert history_faults(folder / "log.yaml") is None
    assert standings(folder) == [(LOG, Standing.PASSED), (HISTORY, Standing.UNCHECKED)]


def test_what_is_not_recorded_fails_with_its_place_and_the_remedy(tmp_path):
    folder = logged_case.written(tmp_path)
    begin_log(logged_case.opened(folder), "recorded as it stood")
    case = edited(folder, "value: 40 tonne/truck", "value: 42 tonne/truck")
    item = next(iter(inputs(Scope(case, None))))
    assert item.standing is Standing.FAILED
    assert (folder / "case.yaml").name in item.place
    assert item.found == "`usual.high` is 42 tonne/truck, and the log has 40 tonne/truck"
    assert "weighbridge log" in item.remedy


def reviewed(folder):
    return [(item.standing, item.place.rsplit("/", 1)[-1]) for item in reviews(Scope(logged_case.opened(folder), None))]


@needs_git
def test_a_review_that_was_altered_or_removed_is_found(committed):
    assert reviewed(committed) == []
    path = add_to_review(logged_case.opened(committed), "N. N.", [Word(Act.DISPUTE, "trucks")], "no count")
    assert reviewed(committed) == [(Standing.UNCHECKED, "n-n.yaml")]
    git(committed, "add", "-A")
    git(committed, "commit", "-qm", "A review")
    assert reviewed(committed) == [(Standing.PASSED, "n-n.yaml")]
    add_to_review(logged_case.opened(committed), "N. N.", [Word(Act.SIGN, "money")], "as the article has it")
    assert reviewed(committed) == [(Standing.PASSED, "n-n.yaml")]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("no count", "one count"), encoding="utf-8")
    line = 1 + next(at for at, one in enumerate(text.splitlines()) if "no count" in one)
    assert reviewed(committed) == [(Standing.FAILED, f"n-n.yaml:{line}")]
    path.unlink()
    assert [standing for standing, _ in reviewed(committed)] == [Standing.FAILED]


def test_a_review_that_cannot_be_read_fails_with_its_line(tmp_path):
    folder = logged_case.written(tmp_path)
    (folder / "reviews").mkdir()
    text = "reviewer: N. N.\nentries:\n  - {act: dispute, input: truks, why: w, when: 2026-11-26}\n"
    (folder / "reviews" / "a.yaml").write_text(text, encoding="utf-8")
    assert reviewed(folder) == [(Standing.FAILED, "a.yaml:3"), (Standing.UNCHECKED, "a.yaml")]
