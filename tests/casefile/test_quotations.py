"""A case against the text that it quotes: what does not fit is a problem with its place, each at once."""

import hashlib
import os
from pathlib import Path

import pytest

from note import CASE, TEXT
from weighbridge import open_case


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def problems(tmp_path, monkeypatch):
    """What is said of a text against a case of it, or of another text."""
    monkeypatch.chdir(tmp_path)

    def problems(text, case=None, hashed=None):
        Path("case.yaml").write_text((case or CASE).format(sha=sha(hashed or text)), encoding="utf-8")
        Path("note.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
        return open_case("case.yaml").check_article("note.txt")

    return problems


def test_a_text_with_every_quotation_once_fits(problems):
    assert problems(TEXT) == []


def test_another_text_is_named_by_its_hash(problems):
    (problem,) = problems(TEXT + "More.\n", hashed=TEXT)
    assert (problem.place.file, problem.place.line) == ("note.txt", None)
    assert str(problem) == (
        f"note.txt: its SHA-256 is {sha(TEXT + 'More.' + chr(10))}, the case has {sha(TEXT)}; it is another text"
    )


def test_a_quotation_that_does_not_stand_there_is_reported_at_its_line(problems):
    (problem,) = problems(TEXT.replace("Near 5", "Near 6"))
    assert str(problem) == (
        "case.yaml:4: `Near 5 trucks` is not found exactly once in note.txt; mend the quotation, its prefix or suffix"
    )


def test_a_quotation_that_stands_twice_needs_what_stands_before_it(problems):
    (problem,) = problems(TEXT, CASE.replace(', prefix: "loaded with "', ""))
    assert (problem.place.file, problem.place.line) == ("case.yaml", 5)
    assert str(problem).startswith("case.yaml:5: `120 tons` is not found exactly once in note.txt")


def test_everything_that_does_not_fit_is_reported_at_once(problems):
    found = problems("\udcff".encode("utf-8", "surrogateescape") + b" nothing of it", hashed=TEXT)
    assert [(problem.place.file, problem.place.line) for problem in found] == [
        ("note.txt", None), ("case.yaml", 4), ("case.yaml", 5),
    ]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end is of POSIX")
def test_a_text_without_an_end_and_one_that_is_not_there_are_refused(problems):
    problems(TEXT)
    case = open_case("case.yaml")
    assert list(map(str, case.check_article("/dev/zero"))) == [
        "/dev/zero: has more than 10,000,000 bytes; name the file of the text"
    ]
    assert list(map(str, case.check_article("none.txt"))) == [
        f"none.txt: cannot be read: {os.strerror(2)}; name the file of the text"
    ]
