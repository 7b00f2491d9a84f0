"""The command ``report``: a document in each kind that is asked for, and one line for whatever is wrong."""

import errno
import io
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from pypdf import PdfReader

from weighbridge.base import files
from weighbridge.cli import main
from weighbridge.cli import report as command
from weighbridge.report import CHANGED

SMALL = "gaza-trucks"
HERE = {"pdf": f"{SMALL}.pdf", "docx": f"{SMALL}.docx", "markdown": f"{SMALL}.md"}


def ran(*words: object):
    """The command with these words, and what it printed."""
    return CliRunner().invoke(main, ["report", *map(str, words)], color=False)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, with the cases of the project at hand."""
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(Path(__file__).parents[2] / "data"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "charts_of_cases", lambda what: None)  # which take most of the time
    return tmp_path


def names(folder):
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def title_of(file):
    """The title of a report of any kind, as the program that opens it says it."""
    content = file.read_bytes()
    if file.suffix.lower() == ".pdf":
        return PdfReader(io.BytesIO(content)).metadata.title
    if file.suffix.lower() == ".docx":
        return Document(io.BytesIO(content)).core_properties.title
    return content.decode("utf-8").splitlines()[0].removeprefix("# ")


def test_each_kind_that_is_asked_for_is_written_here_under_the_name_of_the_case(here, verified):
    result = ran(SMALL, "--pdf", "--docx", "--markdown")
    assert result.exit_code == 0
    assert result.output.splitlines() == [f"{name}: the report of {SMALL}." for name in HERE.values()]
    assert names(here) == sorted(HERE.values())
    assert {title_of(here / name) for name in HERE.values()} == {verified(SMALL).title}


def test_its_charts_are_in_it(here, opened, monkeypatch):
    monkeypatch.undo()
    monkeypatch.chdir(here)
    result = ran(opened(SMALL).path, "--markdown")  # by the path of its file, and still called after the case
    assert (result.exit_code, result.output) == (0, f"{SMALL}.md: the report of {opened(SMALL).path}.\n")
    assert "## In charts" in (here / f"{SMALL}.md").read_text(encoding="utf-8")


def test_without_a_kind_it_is_a_pdf(here):
    assert ran(SMALL).exit_code == 0
    assert names(here) == [HERE["pdf"]]


def test_files_are_written_where_they_are_named_each_by_its_ending(here, verified):
    asked = ["new/a.PDF", "new/b.docx", "c.md"]
    result = ran(SMALL, *(word for one in asked for word in ("-o", one)))
    assert (result.exit_code, result.output.count("\n")) == (0, 3)
    assert {title_of(here / one) for one in asked} == {verified(SMALL).title}
    assert names(here) == ["c.md", "new"]


def test_a_kind_that_is_named_already_is_not_written_twice(here):
    assert ran(SMALL, "--pdf", "--markdown", "-o", "mine.pdf").exit_code == 0
    assert names(here) == [HERE["markdown"], "mine.pdf"]


def test_what_is_set_stands_above_the_answer(here):
    assert ran(SMALL, "--set", "trucks=40 truck", "-o", "a.md").exit_code == 0
    head = (here / "a.md").read_text(encoding="utf-8").split("## ")[0]
    assert head.index(CHANGED) < head.index("40 trucks") < head.index("Where it comes from")
    assert f'weighbridge verify {SMALL} --set "trucks=40 truck"' in (here / "a.md").read_text(encoding="utf-8")


def test_the_same_bytes_on_any_day_that_is_set(here, monkeypatch):
    """The day of the run is the only thing in a report that another day changes."""
    found = {}
    for day, epoch in (("1 January 2026", 1_767_225_600), ("2 March 2026", 1_772_409_600), ("again", 1_767_225_600)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        assert ran(SMALL, "--pdf", "--docx", "--markdown", "--replace").exit_code == 0
        found[day] = [(here / name).read_bytes() for name in HERE.values()]
    assert found["1 January 2026"] == found["again"]
    texts = {day: contents[2].decode("utf-8") for day, contents in found.items()}
    assert texts["2 March 2026"].replace("2 March 2026", "1 January 2026") == texts["1 January 2026"]


def test_a_file_that_people_go_on_writing_in_is_not_replaced_unasked(here):
    for name in (HERE["docx"], HERE["markdown"]):
        (here / name).write_text("mine")
    result = ran(SMALL, "--pdf", "--docx", "--markdown")
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        *(
            f"{name}: there is a file already, which may hold changes of yours; "
            "name another file, or add `--replace`; nothing was written"
            for name in (HERE["docx"], HERE["markdown"])
        ),
        "2 problems; nothing was written",
    ]
    assert names(here) == sorted([HERE["docx"], HERE["markdown"]])
    assert (here / HERE["docx"]).read_text() == "mine"
    assert ran(SMALL, "--docx", "--markdown", "--replace").exit_code == 0
    assert title_of(here / HERE["docx"])


def test_a_pdf_nobody_writes_in_is_replaced(here):
    (here / HERE["pdf"]).write_text("old")
    assert ran(SMALL).exit_code == 0
    assert title_of(here / HERE["pdf"])


@pytest.mark.parametrize("name", ["a.doc", "a", "a.pdf.zip", "a.html", ".md", "new/"])
def test_another_ending_is_refused_with_those_that_there_are(here, name):
    result = ran(SMALL, "-o", name)
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        f"-o {Path(name)}: not the name of a report; write a name that ends in `.pdf`, `.docx`, `.md`; "
        "nothing was written"
    ]
    assert names(here) == []


def test_all_wrong_endings_are_named_at_once(here):
    result = ran(SMALL, "-o", "a.doc", "-o", "b.odt", "-o", "c.pdf")
    assert [line.split(":")[0] for line in result.output.splitlines()] == [
        "-o a.doc",
        "-o b.odt",
        "2 problems; nothing was written",
    ]
    assert names(here) == []


def test_a_place_that_cannot_be_written_is_told_in_a_line(here):
    (here / "file").write_text("")
    (here / "folder.pdf").mkdir()
    told = {
        "file/a.pdf": "file: cannot be made a folder",
        "folder.pdf": "folder.pdf: cannot be written",
        f"{'a' * 300}.pdf": "a.pdf: cannot be written",
    }
    for path, said in told.items():
        result = ran(SMALL, "-o", path)
        assert result.exit_code == 2
        assert len(result.output.splitlines()) == 1
        assert "nothing was" in result.output
        assert said in result.output
    assert names(here) == ["file", "folder.pdf"]


def test_a_folder_that_may_not_be_written_is_told_in_a_line(here, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(files.os, "open", denied)  # to root, who runs the tests in some places, all is allowed
    result = ran(SMALL)
    monkeypatch.undo()
    assert result.exit_code == 2
    assert "allow writing there, or name another folder" in result.output


@pytest.mark.parametrize(
    ("missing", "typed", "said"),
    [
        ("typst", "--pdf", "a report as PDF or DOCX needs typst, which is not installed"),
        ("typst", "--docx", "a report as PDF or DOCX needs typst, which is not installed"),
        ("docx", "--docx", "a report as DOCX needs docx, which is not installed"),
    ],
)
def test_a_library_that_is_missing_is_named_before_anything_is_weighed(here, monkeypatch, missing, typed, said):
    monkeypatch.setitem(sys.modules, missing, None)
    result = ran("no-such-case", typed)
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        f'{said}; install it with `pip install "weighbridge[reports]"`, or ask for `--markdown`'
    ]
    assert names(here) == []


def test_markdown_needs_neither(here, monkeypatch):
    for library in ("typst", "docx"):
        monkeypatch.setitem(sys.modules, library, None)
    assert ran(SMALL, "--markdown").exit_code == 0
    assert names(here) == [HERE["markdown"]]


def test_bad_input_writes_nothing(here):
    for words in (["nowhere"], [SMALL, "--set", "gold=x"], ["raqqa-2017", "--set", "trucks=1 tonne"]):
        result = ran(*words, "--pdf", "--docx")
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    assert names(here) == []
