"""Git revisions compared: their data read from git and weighed by the program of today."""

# ruff: noqa: E501 (a row of a table stands on one line)

import os
import subprocess

import pytest
from click.testing import CliRunner

from difference_cases import BASE, TABLE, changed, written
from weighbridge.base import CaseError
from weighbridge.cli import main
from weighbridge.difference.operands import Kind, asked, differences

PACKAGE = """{"name": "data", "resources": []}
"""


def git(folder, *words):
    """What git prints in a folder, for somebody who has no settings of their own."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *settings, *words], cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a history: a case that changed twice, a second one, and one that came with the last commit."""
    root = tmp_path / "project"
    for name in ("trucks", "other"):
        written(root / "data" / "cases" / name)
    git_commit(root, "first", init=True)
    git(root, "tag", "v1")
    written(root / "data" / "cases" / "trucks", BASE, TABLE.replace("limit,30", "limit,28"))
    git_commit(root, "a lower limit")
    written(root / "data" / "cases" / "trucks", changed(("value: 100.0 tonne", "value: 300.0 tonne")))
    written(root / "data" / "cases" / "third")
    git_commit(root, "more")
    git(root, "tag", "v2")
    monkeypatch.chdir(root)
    monkeypatch.delenv("WEIGHBRIDGE_DATA", raising=False)
    return root


def git_commit(root, message, init=False):
    """All that stands in a folder, committed."""
    if init:
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


def found(*words, **more):
    """The differences that some words ask for."""
    return differences(asked(words, **more), 30.0)


# What is asked for, and the verdicts before and after, with the inputs that changed.
QUESTIONS = {
    "two revisions": (("v1", "v2", "trucks"), "fits does not fit", ["mass"]),
    "two revisions as a range": (("v1..v2", "trucks"), "fits does not fit", ["mass"]),
    "a range to the last": (("v1..", "trucks"), "fits does not fit", ["mass"]),
    "a revision and the work tree": (("v1", "trucks"), "fits does not fit", ["mass"]),
    "what is not committed": (("trucks",), "does not fit does not fit", []),
    "an earlier one": (("HEAD~2", "HEAD~1", "trucks"), "fits fits", ["limit"]),
    "the other way round": (("v2", "v1", "trucks"), "does not fit fits", ["mass"]),
    "its folder": (("v1", "v2", "data/cases/trucks"), "fits does not fit", ["mass"]),
    "its file": (("v1", "v2", "data/cases/trucks/case.yaml"), "fits does not fit", ["mass"]),
    "a case that did not change": (("v1", "v2", "other"), "fits fits", []),
}


@pytest.mark.parametrize("what", QUESTIONS)
def test_revisions_are_compared(project, what):
    words, verdicts, inputs = QUESTIONS[what]
    (one,) = found(*words)
    assert f"{one.before.badge} {one.after.badge}" == verdicts
    assert [one.name for one in one.inputs] == inputs
    for turned in one.turned:
        assert turned.causes.alone == inputs


def test_without_a_case_every_case_that_changed_is_compared(project):
    assert [one.after.case for one in found("v1", "v2")] == ["trucks"]
    assert found("v2", "HEAD") == []
    assert CliRunner().invoke(main, ["diff", "v2", "HEAD"]).output == "No case changed.\n"


def test_what_is_not_committed_is_seen_and_said(project):
    written(project / "data" / "cases" / "trucks", changed(("value: 100.0 tonne", "value: 301.0 tonne")))
    (one,) = found("trucks")
    assert [(one.before, one.after) for one in one.inputs] == [("300.0 tonne", "301.0 tonne")]
    assert "The work tree has changes that are not committed." in one.notes


def test_a_place_is_that_of_the_revision_and_no_folder_that_is_gone(project):
    (one,) = found("v2", "v1", "trucks")
    assert [one.place for one in one.inputs] == ["v1:data/cases/trucks/case.yaml:4"]
    assert "weighbridge-" not in one.model_dump_json()


def test_each_of_the_two_has_its_own_commit(project):
    (one,) = found("v1", "v2", "trucks")
    assert [run.record.commit for run in (one.before, one.after)] == [
        git(project, "rev-parse", tag) for tag in ("v1", "v2")
    ]
    assert "The data of the revisions were weighed by the program as it is today." in one.notes


def test_the_same_question_gives_the_same_bytes(project):
    texts = {CliRunner().invoke(main, ["diff", "v1", "v2", "trucks", "--json"]).output for _ in range(2)}
    assert len(texts) == 1


def test_no_table_of_today_stands_in_for_one_of_then(project):
    """A table that a revision lacks is missing, although the project has one of that name today."""
    git(project, "rm", "-q", "--cached", "data/cases/trucks/evidence/loads.csv")
    git(project, "commit", "-qm", "without its table")
    (project / "data" / "evidence").mkdir()
    (project / "data" / "evidence" / "loads.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(CaseError, match="there is no table `loads`"):
        found("v1", "HEAD", "trucks")


# What goes wrong: what is done to the project, the words, and what is said: place, finding, remedy.
def _nothing(root):
    """The project as it is."""


def _without_git(root):
    (root / ".git").rename(root / "git")


def _shallow(root):
    git(root, "clone", "-q", "--depth", "1", f"file://{root}", str(root.parent / "clone"))
    os.chdir(root.parent / "clone")


def _unreadable(root):
    path = root / "data" / "cases" / "trucks" / "case.yaml"
    path.write_text(changed(("kind: possible", "kind: probable")), encoding="utf-8")
    git_commit(root, "of another version")
    written(root / "data" / "cases" / "trucks")


def _no_program(root):
    os.environ["PATH"] = str(root)


FAULTS = {
    "no such revision": (_nothing, ("v9", "v1", "trucks"), "`v9`: there is no such file, no such case and no such git revision"),
    "a revision that is nearly one": (_nothing, ("HEAD~9", "trucks"), "`HEAD~9`: there is no such file"),
    "no such case in one of them": (_nothing, ("v1", "v2", "third"), "case `third`: v1 has no case of this name"),
    "no such case at all": (_nothing, ("v1", "v2", "fourth"), "`fourth`: there is no such file"),
    "a case between revisions": (_nothing, ("v1", "trucks", "v2"), "`v2` is not a case"),
    "too many": (_nothing, ("v1", "v2", "trucks", "other"), "4 words were given"),
    "a case and a revision": (_nothing, ("trucks", "v1"), "say which: `weighbridge diff trucks v1 CASE`"),
    "no git here": (_without_git, ("v1", "v2", "trucks"), "there is no such case"),
    "no git here, for a case alone": (_without_git, ("trucks",), "no revisions; compare two cases, or two results"),
    "no git on the machine": (_no_program, ("v1", "v2", "trucks"), "there is no git on this machine; install git"),
    "a shallow clone": (_shallow, ("v1", "trucks"), "fetch the rest: `git fetch --unshallow`"),
    "another version wrote it": (_unreadable, ("HEAD", "v1", "trucks"), "HEAD:data/cases/trucks/case.yaml:"),
    "a name with a dash": (_nothing, ("--", "-v1", "trucks"), "-v1: no name of a git revision"),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_what_cannot_be_compared_is_said_in_a_line(project, what, monkeypatch):
    change, words, expected = FAULTS[what]
    monkeypatch.setenv("PATH", os.environ["PATH"])
    change(project)
    done = CliRunner().invoke(main, ["diff", *words])
    assert done.exit_code == 2
    assert expected in done.output
    assert done.output.count("\n") == 1
    assert "; " in done.output


@pytest.mark.skipif(os.name == "nt", reason="the filters are commands of POSIX")
def test_nothing_of_a_repository_is_run_when_its_data_are_read(project):
    """A filter that a repository names would be run by ``git archive`` and ``git checkout``."""
    ran = project / "ran"
    git(project, "config", "filter.x.smudge", f"touch {ran}; cat")
    git(project, "config", "filter.x.clean", f"touch {ran}; cat")
    (project / ".git" / "info" / "attributes").write_text("* filter=x\n", encoding="utf-8")
    found("v1", "v2", "trucks")
    assert not ran.exists()


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_a_link_in_a_revision_leads_nowhere(project):
    (project / "data" / "cases" / "trucks" / "evidence" / "more.csv").symlink_to("/etc/passwd")
    git_commit(project, "a link")
    (one,) = found("v2", "HEAD", "trucks")
    assert one.is_same


def test_a_word_is_a_file_before_it_is_a_case_and_a_case_before_it_is_a_revision(project):
    git(project, "branch", "trucks")
    assert asked(["trucks"]).case == "trucks"
    (project / "v1.json").write_text("{}", encoding="utf-8")
    assert asked(["v1.json", "v1.json"]).before.kind is Kind.RESULT
