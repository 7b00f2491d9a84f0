"""The folder that is laid out to work in, and which project a command and a case belong to."""

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from weighbridge.base import data_folder, folders_above, guide, lay_out, paths
from weighbridge.base.project_files import project_files
from weighbridge.cli import main
from weighbridge.evidence import Holdings

ROOT = Path(__file__).parents[2]
REMEDY = "nothing was written; name a folder that is empty or not there yet"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A working folder outside the project."""
    monkeypatch.delenv("WEIGHBRIDGE_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small(tmp_path_factory, monkeypatch):
    """A program that came with a project of three files."""
    own = tmp_path_factory.mktemp("own")
    for name in ("data/cases/one/case.yaml", "notebooks/01.ipynb", "README.md"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(name.encode())
    monkeypatch.setattr("weighbridge.base.working_folder.own_project", lambda: own)
    return own


def laid_out(folder="work"):
    """How the command ends, and the one line in which it refuses."""
    ended = CliRunner().invoke(main, ["notebooks", str(folder)])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return ended.exit_code, ended.stderr.strip()


def files_of(folder):
    """Every file of a folder with its bytes."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_it_holds_the_files_of_the_project_and_is_used_by_what_runs_in_it(here):
    names = lay_out(here / "work")
    assert sorted(files_of(here / "work")) == sorted(names) == project_files(ROOT)
    assert all((here / "work" / name).read_bytes() == (ROOT / name).read_bytes() for name in names)
    os.chdir(here / "work" / "notebooks")
    assert data_folder() == here / "work" / "data"
    case = here / "work" / "data" / "cases" / "raqqa-2017" / "case.yaml"
    data = here / "work" / "data"
    assert Holdings.of(case).folders == (data / "evidence", data / "library")


@pytest.mark.parametrize("stands", [None, "empty", "hidden"])
def test_a_folder_is_made_or_may_be_empty_and_what_is_hidden_stays(here, small, stands):
    if stands:
        (here / "work").mkdir()
    if stands == "hidden":
        (here / "work" / ".DS_Store").write_text("of a file manager")
    assert laid_out() == (0, "")
    found = files_of(here / "work")
    assert found.pop(".DS_Store", b"").decode() == ("of a file manager" if stands == "hidden" else "")
    assert found == files_of(small)


def test_a_shell_that_works_in_the_folder_stays_in_it(here, small):
    (here / "work").mkdir()
    os.chdir(here / "work")
    before = (here / "work").stat().st_ino
    assert laid_out(".") == (0, "")
    assert (here / "work").stat().st_ino == before
    assert sorted(os.listdir(".")) == ["README.md", "data", "notebooks"]


def test_again_it_writes_nothing_and_after_a_run_that_was_stopped_it_goes_on(here, small):
    laid_out()
    os.rename(here / "work" / "notebooks", here / "gone")
    left = here / "work" / ".weighbridge-0123456789abcdef.new"
    left.mkdir()
    (left / "README.md").write_text("half")
    os.utime(here / "work" / "README.md", (1_000_000_000, 1_000_000_000))
    assert laid_out() == (0, "")
    assert files_of(here / "work") == files_of(small)
    assert (here / "work" / "README.md").stat().st_mtime == 1_000_000_000
    ended = CliRunner().invoke(main, ["notebooks", "work"])
    assert (ended.exit_code, ended.stdout.splitlines()[0]) == (
        0,
        "Nothing is written: all of it stands in work already.",
    )


STANDS = {
    "a file of somebody's": ("mine.txt", "holds `mine.txt` already, which this did not lay out"),
    "a case that was changed": ("data/cases/one/case.yaml", "holds another `data`"),
    "a case more": ("data/cases/two/case.yaml", "holds another `data`"),
    "a file of the same name": ("README.md", "holds another `README.md`"),
    "a file in the place of a folder": ("notebooks", "holds another `notebooks`"),
}


@pytest.mark.parametrize(("name", "found"), STANDS.values(), ids=STANDS)
@pytest.mark.parametrize("first", [False, True], ids=["into a new folder", "into one that was laid out"])
def test_what_stands_there_is_refused_in_a_line_and_stays(here, small, first, name, found):
    if first:
        laid_out()
    place = here / "work" / name
    if place.is_dir():
        place.rename(here / "moved")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("mine")
    before = files_of(here / "work")
    assert laid_out() == (2, f"work: {found}; {REMEDY}")
    assert files_of(here / "work") == before


def test_a_place_that_cannot_be_written_is_refused_in_a_line(here, small, monkeypatch):
    (here / "work").mkdir()
    (here / "file").touch()
    code, line = laid_out("file/work")
    assert code == 2
    assert line.startswith("file/work: cannot be made a folder: ")
    assert line.endswith("; nothing was written; move away the file that stands there, or name another folder")
    opened = os.open

    def only_read(path, flags, *more):
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "open", only_read)
    found = f"cannot be written to: {os.strerror(errno.EROFS)}"
    remedy = "nothing was changed; name a folder on a disk that can be written"
    assert laid_out() == (2, f"work: {found}; {remedy}")
    assert files_of(here) == {"file": b""}


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_links_in_the_place_of_what_is_laid_out_are_refused(here, small):
    laid_out()
    os.rename(here / "work" / "data", here / "data")
    (here / "work" / "data").symlink_to(here / "data")
    assert laid_out() == (2, f"work: holds another `data`; {REMEDY}")


def test_a_program_without_its_notebooks_says_so(here, small):
    (small / "notebooks" / "01.ipynb").unlink()
    code, line = laid_out()
    assert code == 2
    assert line.endswith(
        ": there are no notebooks that could be laid out; install Weighbridge from its wheel, or work in a clone of it"
    )
    assert not (here / "work").exists()


def test_a_folder_of_cases_of_another_kind_is_no_project(here):
    (here / "data" / "cases").mkdir(parents=True)
    (here / "data" / "cases" / "2020-03.csv").write_text("day,cases\n")
    assert data_folder() == ROOT / "data"
    (here / "data" / "cases" / "mine").mkdir()
    (here / "data" / "cases" / "mine" / "case.yaml").touch()
    assert data_folder() == here / "data"


def test_a_case_draws_on_nothing_above_its_project(here):
    case = here / "evidence" / "project" / "data" / "cases" / "mine" / "case.yaml"
    case.parent.mkdir(parents=True)
    case.touch()
    project = here / "evidence" / "project"
    assert folders_above(case) == [case.parent, project / "data" / "cases", project / "data", project]
    assert here / "evidence" not in Holdings.of(case).folders
    elsewhere = here / "mine" / "case.yaml"
    assert folders_above(elsewhere)[-1] == Path(here.anchor)


def test_a_page_of_the_documents_is_named_as_it_can_be_opened(here, monkeypatch):
    assert guide("cases.md") == "docs/cases.md"
    installed = here / "environment" / "_project"
    for name in ("data/cases/one/case.yaml", "docs/cases.md"):
        (installed / name).parent.mkdir(parents=True, exist_ok=True)
        (installed / name).touch()
    monkeypatch.setattr(paths, "INSTALLED", installed)
    assert guide("cases.md") == "environment/_project/docs/cases.md"
    (here / "data" / "evidence").mkdir(parents=True)
    (here / "data" / "cases").mkdir()
    assert guide("cases.md") == "environment/_project/docs/cases.md"
    (here / "docs").mkdir()
    (here / "docs" / "cases.md").touch()
    assert guide("cases.md") == "docs/cases.md"
