"""What stands in a folder of cases: each case by its name, and whatever is none with why, in a line."""

import os

import pytest

from weighbridge.base import CaseError, case_folders


def made(folder, *names):
    for name in names:
        (folder / name).mkdir(parents=True)
        (folder / name / "case.yaml").write_text("title: A\n", encoding="utf-8")
    return folder


def told(folder):
    return {one.name: str(one.problem) if one.problem else "" for one in case_folders(folder)}


ODD = ("with space", "a=b", "<b>bold", "-rf", "$(true)", "`true`", "..more", "ünïcode", "two\nlines", "\x1b[31mred")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder of most of these names")
def test_folders_with_odd_names_are_cases_like_others(tmp_path):
    assert told(made(tmp_path, *ODD)) == dict.fromkeys(sorted(set(ODD) - {"..more"}), "")


@pytest.mark.skipif(os.name == "nt", reason="names of bytes are of POSIX")
def test_a_name_that_is_no_text_is_said(tmp_path):
    made(tmp_path, "good")
    os.mkdir(os.fsencode(tmp_path) + b"/\xff")
    with open(os.fsencode(tmp_path) + b"/\xff/case.yaml", "wb") as file:
        file.write(b"title: A\n")
    (found,) = (problem for problem in told(tmp_path).values() if problem)
    assert "\\udcff: the name of the folder is no text in UTF-8; give it another name" in found


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices as POSIX has them")
def test_what_is_no_case_is_said_with_its_place_and_a_remedy(tmp_path):
    made(tmp_path, "good", "evidence", ".hidden")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "README.md").write_text("", encoding="utf-8")
    (tmp_path / "whole" / "case.yaml").mkdir(parents=True)
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "nowhere").symlink_to("nothing")
    (tmp_path / "link").symlink_to("good")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "case.yaml").symlink_to("case.yaml")
    found = told(tmp_path)
    assert {name for name, problem in found.items() if not problem} == {"good", "link"}
    expected = {
        "empty": "empty: the folder holds no case.yaml; see docs/cases.md, or move the folder away",
        "file": "file: is a file, expected the folder of a case; a case is a folder with a case.yaml",
        "whole": "whole/case.yaml: is a folder, expected the file of a case; a case is a folder with a case.yaml",
        "round": "round: the links lead round; remove the link that stands there",
        "inner": "inner: the links lead round; remove the link that stands there",
        "pipe": "pipe: it is no file, but a device, a pipe or a socket, expected the folder of a case; remove it",
        "zero": "zero: it is no file, but a device, a pipe or a socket, expected the folder of a case; remove it",
        "nowhere": "nowhere: the link leads to nothing; remove it, or bring back what it leads to",
    }
    assert found.keys() == {"good", "link", *expected}
    for name, words in expected.items():
        assert f"{os.sep}{words}" in found[name]


NO_FOLDERS = {
    "absent": "there is no such folder; name a folder that holds folders of cases",
    "file": "is a file, expected a folder of cases; name a folder",
    "round": "the links lead round; name a folder",
    "bare": "there is no case; name a folder",
    "case": "there is no case; it is a case itself: leave `--all` out, or name the folder above",
}


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
@pytest.mark.parametrize("name", NO_FOLDERS)
def test_a_folder_without_cases_is_refused_with_what_it_is(tmp_path, name):
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "bare" / "evidence").mkdir(parents=True)
    made(tmp_path, "case")
    with pytest.raises(CaseError) as caught:
        case_folders(tmp_path / name)
    assert f"{name}: {NO_FOLDERS[name]}" in str(caught.value)


def test_a_folder_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    """As the system says it to whoever is not root."""

    def refused(path):
        raise PermissionError(13, "Permission denied", str(path))

    made(tmp_path, "good", "closed")
    true = os.stat
    monkeypatch.setattr(os, "stat", lambda path, **more: refused(path) if "closed" in str(path) else true(path, **more))
    assert "closed: cannot be read: Permission denied; check the permissions" in told(tmp_path)["closed"]
    monkeypatch.setattr(os, "listdir", refused)
    with pytest.raises(CaseError, match="cannot be read: Permission denied; name a folder"):
        case_folders(tmp_path)
