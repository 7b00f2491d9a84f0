"""The manifest: what is changed, gone or new is named, each with its place and what to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from audited_project import copied, failures, replaced, scope_of, unchecked
from small_cases import ROOT
from weighbridge import open_case
from weighbridge.audit.manifest import NAME, listed_files, manifest, manifest_text, read_manifest
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope, project_of


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    return copied(tmp_path)


def test_the_manifest_of_the_project_is_of_today():
    """After a change that is meant: ``make manifest``."""
    assert (ROOT / NAME).read_text(encoding="utf-8") == manifest_text(ROOT)


def test_it_lists_every_kind_of_file_that_a_result_rests_on():
    names = listed_files(ROOT)
    wanted = {
        *("data/evidence/payloads.csv", "data/evidence/sources.json", "data/evidence/corrections.yaml"),
        *("data/evidence/metal-prices.provenance.json", "data/datapackage.json", "data/library/topics.csv"),
        *("data/cases/raqqa-2017/case.yaml", "data/cases/gaza-trucks/evidence/loads.csv", "data/README.md"),
        *("src/weighbridge/text/units.txt", "src/weighbridge/text/hedges.csv", "src/weighbridge/what_if/slips.csv"),
        *("src/weighbridge/quantities/languages/en/cues.csv", "notebooks/01-the-article.ipynb", "README.md"),
        *("docs/pictures/raqqa-2017-loads.png", "environment.yml", "constraints.txt"),
        *("CITATION.cff", "LICENSE"),
    }
    assert wanted - set(names) == set()
    assert NAME not in names
    assert names == sorted(names)
    tables = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*") if path.suffix in (".csv", ".txt")
    }
    assert {name for name in tables if "egg-info" not in name} - set(names) == set()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are not there")
def test_sha256sum_reads_it(project):
    def check():
        return subprocess.run(["sha256sum", "--check", "--quiet", NAME], cwd=project, capture_output=True, text=True)

    assert check().returncode == 0
    replaced(project / "README.md", "Weighbridge", "Weighbridqe")
    assert "README.md: FAILED" in check().stdout


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are not there")
def test_a_name_with_a_line_break_or_a_backslash_is_written_as_sha256sum_does(project):
    for name in ("two\nlines.csv", "back\\slash.csv"):
        (project / "data" / name).write_text("a\n", encoding="utf-8")
    (project / NAME).write_text(manifest_text(project), encoding="utf-8")
    done = subprocess.run(["sha256sum", "--check", "--quiet", NAME], cwd=project, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert failures(manifest(scope_of(project))) == []


def test_a_project_as_listed_passes_file_by_file(project):
    items = list(manifest(scope_of(project)))
    assert failures(items) == unchecked(items) == []
    places = [item.place for item in items if item.found.startswith("SHA-256 ")]
    assert places == listed_files(project)


# What is done to a file of the project, and the place, the words of the finding and of the remedy.
CHANGES = {
    "a digit of a table": ("data/evidence/payloads.csv", ("42.0", "43.0"), "changed"),
    "an address of a source": ("data/evidence/sources.json", ("https://", "https://www."), "changed"),
    "a caveat": ("data/cases/gold-ounces/case.yaml", ("not_known:", "not_knoWn:"), "changed"),
    "a hedge's width": ("src/weighbridge/text/hedges.csv", ("near,", "near ,"), "changed"),
    "a unit's factor": ("src/weighbridge/text/units.txt", ("2000 * lb", "2001 * lb"), "changed"),
    "a pin": ("constraints.txt", ("numpy==", "numpy>="), "changed"),
    "a number of the README": ("README.md", ("fifty", "sixty"), "changed"),
    "a table that is gone": ("data/evidence/scale.csv", None, "vanished"),
    "a notebook that is gone": ("notebooks/01-the-article.ipynb", None, "vanished"),
    "a new table": ("data/evidence/more.csv", "key,source,mark\n", "new"),
    "a new picture": ("docs/pictures/more.png", "x", "new"),
    "a new case": ("data/cases/mine/case.yaml", "title: Mine\n", "new"),
}
SAID = {
    "changed": ("its SHA-256 is ", f", by {NAME}:", "restore the file; if the change is meant, say why, and `make"),
    "vanished": ("it is not there", f"as {NAME}:", "restore the file; if it was dropped on purpose, `make manifest`"),
    "new": ("no line of the manifest has it", "one", "remove it, or if it belongs there, `make manifest`"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_named_with_place_finding_and_remedy(project, change):
    name, edit, kind = CHANGES[change]
    path = project / name
    scope = scope_of(project)
    if isinstance(edit, tuple):
        path.write_text(path.read_text(encoding="utf-8").replace(*edit, 1), encoding="utf-8")
        if path.read_bytes() == (ROOT / name).read_bytes():
            path.write_bytes(path.read_bytes() + b"\n")
    elif edit is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edit, encoding="utf-8")
    (item,) = failures(manifest(scope))
    found, expected, remedy = SAID[kind]
    assert (item.place, item.question) == (name, "manifest")
    assert found in item.found
    assert expected in item.expected
    assert item.remedy.startswith(remedy)


@pytest.mark.parametrize("name", [".hidden.csv", ".weighbridge-1.new", ".ipynb_checkpoints/a.csv"])
def test_hidden_files_are_none_of_the_project(project, name):
    path = project / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    assert failures(manifest(scope_of(project))) == []


LINES = {
    "not a digest": ("{name}  README.md\n", "is not a line of a manifest"),
    "a digest in capitals": ("A" * 64 + "  README.md\n", "is not a line of a manifest"),
    "an empty line": ("\n", "`` is not a line of a manifest"),
    "a file above the project": ("0" * 64 + "  ../secret\n", "leads out of the project"),
    "a file by its whole path": ("0" * 64 + "  /etc/passwd\n", "leads out of the project"),
    "a file of another disk": ("0" * 64 + "  C:/windows\n", "leads out of the project"),
    "a file twice": ("0" * 64 + "  README.md\n", "stands twice, first in line 3"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_is_none_of_a_manifest_is_named(project, line):
    text, fault = LINES[line]
    whole = (project / NAME).read_text(encoding="utf-8")
    (project / NAME).write_text(whole + text, encoding="utf-8")
    _, (problem,) = read_manifest(project)
    assert problem.place == f"{NAME}:{whole.count(chr(10)) + 1}"
    assert fault in problem.found
    assert problem.remedy == "`make manifest` lists it anew"


def test_line_ends_of_windows_are_one_finding_that_says_so(project):
    scope = scope_of(project)
    names = [name for name in listed_files(project) if name.endswith((".csv", ".yaml"))]
    for name in names:
        content = (project / name).read_bytes()
        (project / name).write_bytes(content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    (item,) = failures(manifest(scope))
    assert item.found == f"{len(names)} files end their lines as on Windows, and say the same otherwise"
    assert "git config core.autocrlf false" in item.remedy


def test_a_checkout_changes_no_line_ends():
    assert "* -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], cwd=folder, check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
def test_where_git_has_the_file_as_it_was_listed_the_line_is_named(project):
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "as it was")
    scope = scope_of(project)
    replaced(project / "data/evidence/payloads.csv", "counted,42.0", "counted,43.0")
    (item,) = failures(manifest(scope))
    line = (ROOT / "data/evidence/payloads.csv").read_text(encoding="utf-8").split("counted,42.0")[0].count("\n") + 1
    assert item.place == f"data/evidence/payloads.csv:{line}"
    assert "counted,43.0" in item.found
    assert "counted,42.0" in item.expected


def test_a_project_without_a_manifest_says_that_nothing_can_be_said(project):
    (project / NAME).unlink()
    (item,) = manifest(scope_of(project))
    assert item.standing is Standing.UNCHECKED
    assert item.found == "there is no manifest"
    assert "make manifest" in item.remedy


def test_of_a_case_elsewhere_the_shared_tables_are_checked_and_the_rest_is_said(project, tmp_path_factory):
    case = tmp_path_factory.mktemp("elsewhere") / "case.yaml"
    shutil.copyfile(ROOT / "data/cases/gold-ounces/case.yaml", case)
    shutil.copytree(ROOT / "data/cases/gold-ounces/evidence", case.parent / "evidence")
    opened = open_case(str(case))
    scope = Scope(opened, project_of(opened.path), runs_notebooks=False)
    assert scope.root is None
    (item,) = unchecked(manifest(scope))
    assert "outside the project" in item.found
    replaced(project / "data/library/places.csv", "a", "b")
    replaced(project / "README.md", "Weighbridge", "W")  # which such a case does not rest on
    assert [item.place for item in failures(manifest(scope))] == ["data/library/places.csv"]


def test_the_tables_of_rules_of_another_program_that_runs_are_checked_too(project):
    """A copy has the same tables as the program that runs here; with another one there, both are named."""
    scope = scope_of(project)
    assert any(item.what.startswith("the tables of rules of the program that runs") for item in manifest(scope))
    replaced(project / "src/weighbridge/text/units.txt", "2000 * lb", "2001 * lb")
    (project / NAME).write_text(manifest_text(project), encoding="utf-8")
    (item,) = failures(manifest(scope))
    assert Path(item.place).name == "units.txt"
    assert item.found == "the program that runs has another table of rules"


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
@pytest.mark.parametrize("is_folder", [False, True], ids=["a table", "a folder of tables beside a case"])
def test_a_link_among_the_data_is_named(project, tmp_path_factory, is_folder):
    """What it leads to is as listed today, and anything tomorrow; of a folder no line of the manifest has the files."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    place = project / ("data/cases/raqqa-2017/evidence" if is_folder else "data/evidence/payloads.csv")
    if is_folder:
        shutil.copy(project / "data/evidence/payloads.csv", elsewhere)
    else:
        shutil.move(place, elsewhere / place.name)
    place.symlink_to(elsewhere if is_folder else elsewhere / place.name)
    (found,) = failures(manifest(scope_of(project)))
    assert found.place == place.relative_to(project).as_posix()
    assert found.found == f"it leads to {elsewhere if is_folder else elsewhere / place.name}"[: len(found.found)]
    assert found.remedy
