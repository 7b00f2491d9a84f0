"""What never ends, or never begins, is not read: a folder from elsewhere may lead to a device or a pipe."""

import os
import re

import pytest
from click.testing import CliRunner

import difference_cases
from weighbridge.base import CaseError, Place, Problem, regular
from weighbridge.cli import main

if not hasattr(os, "mkfifo"):
    pytest.skip("pipes with a name, devices and links are of POSIX", allow_module_level=True)

NO_FILE = "it is no file, but a device, a pipe or a socket"
DEVICE, PIPE, FOLDER, NOWHERE = "a link to a device", "a pipe", "a folder", "a link to nothing"


def put(path, what):
    """Put something that is no file in the place of one."""
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if what == PIPE:
        os.mkfifo(path)
    elif what == FOLDER:
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if what == DEVICE else path.with_name("nowhere"))


@pytest.mark.parametrize(
    ("what", "why"),
    [(DEVICE, NO_FILE), (PIPE, NO_FILE), (FOLDER, "Is a directory"), (NOWHERE, "No such file or directory")],
)
def test_what_is_no_file_is_refused_with_what_it_is(tmp_path, what, why):
    put(tmp_path / "x", what)
    with pytest.raises(OSError, match=why):
        regular(tmp_path / "x")


def test_a_file_and_a_link_to_one_are_read(tmp_path):
    (tmp_path / "x").write_text("text", encoding="utf-8")
    (tmp_path / "y").symlink_to(tmp_path / "x")
    assert [regular(tmp_path / name).read_text(encoding="utf-8") for name in "xy"] == ["text", "text"]


@pytest.mark.parametrize("what", [DEVICE, PIPE, FOLDER, NOWHERE])
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("log.yaml", ["log"]),
        ("log.yaml", ["log", "--why", "as it stood"]),
        ("reviews/a.yaml", ["review"]),
        ("reviews/a.yaml", ["verify"]),
        ("reviews/a.yaml", ["review", "--as", "N. N.", "--dispute", "mass", "--why", "a reason"]),
        ("evidence/sources.json", ["explain", "load"]),
    ],
)
def test_a_case_that_leads_to_it_is_refused_in_a_line(tmp_path, what, file, words):
    case = difference_cases.written(tmp_path / "small").parent
    put(case / file, what)
    before = sorted(tmp_path.rglob("*.yaml"))
    ran = CliRunner().invoke(main, [words[0], str(case), *words[1:]])
    assert (ran.exit_code, type(ran.exception)) == (2, SystemExit), ran.output
    if (file, what) != ("evidence/sources.json", NOWHERE):  # no list of sources, and a source that is not in it
        assert re.match(rf".*small/{file}: cannot be read: .*; .+", ran.output)
    assert sorted(tmp_path.rglob("*.yaml")) == before


def test_a_problem_is_one_line_that_can_be_read_whatever_it_quotes():
    problem = Problem(Place("case.yaml", 3), f"unknown `a\nb\x1b[31m{'x' * 33_000}`", "write `y\r\nz`")
    text = str(CaseError([problem]))
    assert text.startswith("case.yaml:3: unknown `a b\\x1b[31mxxx")
    assert text.endswith("x`; write `y z`")
    assert len(text) < 1_200
