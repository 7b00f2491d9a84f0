"""What made a result: version, day, commit and libraries, from any place, and without running what is found there."""

import os
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

from weighbridge.base import run_record
from weighbridge.base import run_record as record_of
from weighbridge.base.run_record import LIBRARIES, RunRecord

PROJECT = Path(__file__).resolve().parents[2]
EPOCH, DAY = "1790000000", "2026-09-21"


def git(folder, *words):
    """What git prints in a folder, for somebody who has no settings of their own."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *settings, *words], cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def case(tmp_path):
    """The file of a case in a repository of its own, with a table beside it; all of it committed."""
    folder = tmp_path / "work" / "some case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.yaml").write_text("title: One\n", encoding="utf-8")
    (folder / "evidence" / "loads.csv").write_text("value\n1\n", encoding="utf-8")
    (folder.parent / "README.md").write_text("read\n", encoding="utf-8")
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-qm", "one")
    return folder / "case.yaml"


def head(case):
    """The commit of the repository that a case lies in."""
    return git(case.parent, "rev-parse", "HEAD")


def write(path, text):
    """A file with this text."""
    path.write_bytes(text.encode())


def test_it_says_version_day_and_libraries(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    found = run_record()
    assert (found.weighbridge, found.date) == ("0.1.0", DAY)
    assert list(found.libraries) == list(LIBRARIES)
    assert all(number[0].isdigit() for number in (*found.libraries.values(), found.python))


def test_every_library_is_a_dependency_of_the_project():
    wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert set(LIBRARIES) <= {one.partition(">")[0] for one in wanted}


def test_the_commit_is_that_of_the_work_tree_that_holds_the_case(case):
    assert run_record(case).commit == head(case)


# What is done to the files of a committed case, and whether its record says so.
CHANGES = {
    "nothing": (lambda case: None, False),
    "the case was edited": (lambda case: write(case, "title: Two\n"), True),
    "a table was edited": (lambda case: write(case.parent / "evidence" / "loads.csv", "value\n2\n"), True),
    "a table was deleted": (lambda case: (case.parent / "evidence" / "loads.csv").unlink(), True),
    "a table came": (lambda case: write(case.parent / "evidence" / "more.csv", "value\n2\n"), True),
    "the case was touched": (lambda case: os.utime(case, (1, 1)), False),
    "line ends as Windows has them": (lambda case: write(case, "title: One\r\n"), False),
    "a page that no figure rests on": (lambda case: write(case.parents[1] / "README.md", "more\n"), False),
    "results beside the case": (lambda case: write(case.parent / "x-findings.csv", "value\n2\n"), False),
    "notes beside a table": (lambda case: write(case.parent / "evidence" / "notes.md", "more\n"), False),
    "the case became a folder": (lambda case: (case.unlink(), case.mkdir()), True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_since_the_commit_is_said(case, what):
    commit = head(case)
    change, differs = CHANGES[what]
    change(case)
    assert run_record(case).commit == commit + ("+changes" if differs else "")


def test_a_case_that_was_never_committed_is_no_part_of_the_commit(case):
    new = case.parents[1] / "new" / "case.yaml"
    new.parent.mkdir()
    write(new, "title: New\n")
    assert run_record(new).commit == head(case) + "+changes"


# Places that have no commit, each made from a committed case.
def _without_git(case):
    (case.parents[1] / ".git").rename(case.parents[1] / "git")


def _nothing_committed(case):
    _without_git(case)
    git(case.parents[1], "init", "-q")


def _broken(case):
    write(case.parents[1] / ".git" / "HEAD", "nonsense")


def _leads_nowhere(case):
    _without_git(case)
    write(case.parents[1] / ".git", "gitdir: /nowhere\n")


@pytest.mark.parametrize("made", [_without_git, _nothing_committed, _broken, _leads_nowhere])
def test_without_a_commit_there_is_none(case, made):
    made(case)
    assert run_record(case).commit is None
    assert "commit" not in run_record(case).line


def test_without_git_on_the_machine_there_is_none(case, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert run_record(case).commit is None


def test_a_hook_that_points_git_elsewhere_does_not_lead_it_there(case, tmp_path, monkeypatch):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(PROJECT / ".git"))
    found = run_record(case).commit
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name)
    assert found == head(case)


# What the settings of a repository may have git run.
PROGRAMS = {
    "a filter of files": [("filter.x.clean", "touch {}; cat"), ("filter.x.smudge", "touch {}; cat")],
    "a monitor of files": [("core.fsmonitor", "touch {}; false")],
    "a pager": [("core.pager", "touch {}; cat"), ("pager.ls-tree", "true")],
    "a name for a command": [("alias.ls-tree", "!touch {}"), ("alias.rev-parse", "!touch {}")],
    "hooks": [("core.hooksPath", "{}.hooks")],
}


@pytest.mark.parametrize("what", PROGRAMS)
def test_nothing_that_a_repository_names_is_run(case, tmp_path, what):
    ran = tmp_path / "ran"
    for key, program in PROGRAMS[what]:
        git(case.parent, "config", key, program.format(ran))
    write(case.parents[1] / ".git" / "info" / "attributes", "* filter=x\n")
    ran.unlink(missing_ok=True)
    os.utime(case, (1, 1))
    write(case, "title: Two\n")
    assert run_record(case).commit.endswith("+changes")
    assert not ran.exists()


def test_objects_that_are_not_there_are_fetched_from_nowhere(case, tmp_path):
    ran = tmp_path / "ran"
    for key, setting in (
        ("remote.origin.url", f"ext::sh -c touch% {ran}"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryformatversion", "1"),
    ):
        git(case.parent, "config", key, setting)
    tree = git(case.parent, "rev-parse", "HEAD^{tree}")
    (case.parents[1] / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    assert run_record(case).commit is None
    assert not ran.exists()


def test_a_repository_by_sha_256_is_read_too(tmp_path):
    git(tmp_path, "init", "-q", "--object-format=sha256")
    write(tmp_path / "case.yaml", "title: One\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    found = run_record(tmp_path / "case.yaml").commit
    assert len(found) == 64


def test_a_case_of_the_project_has_the_commit_of_the_project():
    if not (PROJECT / ".git").exists():
        pytest.skip("the project was unpacked without its history")
    found = record_of(PROJECT / "data" / "cases" / "raqqa-2017" / "case.yaml").commit
    assert found.partition("+")[0] == git(PROJECT, "rev-parse", "HEAD")


def test_a_record_reads_as_a_line():
    found = RunRecord(weighbridge="0.1.0", date=DAY, commit="0123456789ab+changes", python="3.12", libraries={"a": "1"})
    assert found.line == "Weighed on 2026-09-21 with Weighbridge 0.1.0, commit 0123456789+changes."
    assert found.libraries_line == "Python 3.12, a 1"


def test_it_takes_milliseconds():
    path = PROJECT / "data" / "cases" / "raqqa-2017" / "case.yaml"
    taken = []
    for _ in range(5):
        start = time.process_time()
        run_record(path)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.02  # of this process; git's own stands in benchmarks
