"""The command ``workbook``: a file, a note what to do with it, and one line for whatever is wrong."""

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from recalculated import cells_of
from weighbridge.base import files
from weighbridge.cli import main
from weighbridge.report import CHANGED

SMALL = "gold-ounces"


def ran(*words: object):
    """The command with these words, and what it printed."""
    return CliRunner().invoke(main, ["workbook", *map(str, words)], color=False)


def test_it_writes_a_workbook_and_says_what_to_do_with_it(tmp_path):
    file = tmp_path / "new" / "audit.xlsx"
    result = ran(SMALL, "-o", file)
    assert result.exit_code == 0
    assert result.output == (
        f"{file}: the workbook of {SMALL}. Change a yellow cell, and look at the sheet Checks. "
        "The sheet Read me says what each sheet holds.\n"
    )
    assert cells_of(file.read_bytes()).keys() >= {"Read me", "Claims", "Checks", "Units"}
    assert [path.name for path in file.parent.iterdir()] == ["audit.xlsx"]


def test_without_a_name_it_is_audit_xlsx_here(tmp_path, monkeypatch):
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(Path(__file__).parents[2] / "data"))
    monkeypatch.chdir(tmp_path)
    assert ran(SMALL).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["audit.xlsx"]


def test_what_is_set_stands_in_it(tmp_path):
    file = tmp_path / "a.XLSX"
    assert ran("raqqa-2017", "--set", "trucks=40 truck", "-o", file).exit_code == 0
    cells = cells_of(file.read_bytes())
    assert 40.0 in cells["Claims"].values()
    assert CHANGED in cells["Read me"].values()
    assert "The number of trucks: 40 trucks (the article: “near 50 trucks”)" in cells["Read me"].values()
    assert 'weighbridge workbook raqqa-2017 --set "trucks=40 truck" -o audit.xlsx' in cells["Read me"].values()


def test_a_file_that_is_there_may_hold_somebody_s_changes(tmp_path):
    file = tmp_path / "audit.xlsx"
    file.write_text("mine")
    result = ran(SMALL, "-o", file)
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        f"{file}: there is a file already, which may hold changes of yours; "
        "name another file, or add `--replace`; nothing was written"
    ]
    assert file.read_text() == "mine"
    assert ran(SMALL, "-o", file, "--replace").exit_code == 0
    assert zipfile.is_zipfile(io.BytesIO(file.read_bytes()))


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("audit.csv", "audit.xlsx"), ("audit", "audit.xlsx"), ("audit.xlsm", "audit.xlsx"), ("a.b.ods", "a.b.xlsx")],
)
def test_another_ending_is_refused_with_the_right_one(tmp_path, name, remedy):
    result = ran(SMALL, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        f"{tmp_path / name}: a workbook is a file that ends in `.xlsx`; write `-o {tmp_path / remedy}`; "
        "nothing was written"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_in_a_line(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.xlsx").mkdir()
    for path in ("file/audit.xlsx", "folder.xlsx", f"{'a' * 300}.xlsx"):
        result = ran(SMALL, "-o", tmp_path / path)
        assert result.exit_code == 2
        assert len(result.output.splitlines()) == 1
        assert "nothing was" in result.output


def test_a_folder_that_may_not_be_written_is_told_in_a_line(tmp_path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(files.os, "open", denied)  # to root, who runs the tests in some places, all is allowed
    result = ran(SMALL, "-o", tmp_path / "audit.xlsx")
    monkeypatch.undo()
    assert result.exit_code == 2
    assert "allow writing there, or name another folder" in result.output


def test_bad_input_writes_nothing(tmp_path):
    for words in (["nowhere"], [SMALL, "--set", "gold=x"], ["raqqa-2017", "--set", "trucks=1 tonne"]):
        result = ran(*words, "-o", tmp_path / "audit.xlsx")
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []
