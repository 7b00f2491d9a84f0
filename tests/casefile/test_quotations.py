"""A case against the text that it quotes: what does not fit is a problem with its place, each at once."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from note import CASE, TEXT
from weighbridge import open_case
from weighbridge.text import Quote
from weighbridge.text.folds import line_and_column


def sha(text):
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


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
        f"note.txt: its SHA-256 is {sha(TEXT + 'More.' + chr(10))}, the case has {sha(TEXT)}; it is another text, or "
        "the same otherwise formatted; the case has no `text_sha256`, which would tell"
    )


def test_a_quotation_that_does_not_stand_there_is_reported_at_its_line(problems):
    (problem,) = problems(TEXT.replace("Near 5", "Near 6"))
    assert str(problem) == (
        "case.yaml:4: `Near 5 trucks` is not found exactly once in note.txt; look it up on the page: either this copy "
        "has a slip, or the quotation of the case, its prefix or suffix, has to be mended"
    )


def test_a_quotation_that_stands_twice_needs_what_stands_before_it(problems):
    (problem,) = problems(TEXT, CASE.replace(', prefix: "loaded with "', ""))
    assert (problem.place.file, problem.place.line) == ("case.yaml", 5)
    assert str(problem) == (
        "case.yaml:5: `120 tons` is not found exactly once in note.txt: it stands at line 3, column 33 and at line 3, "
        "column 58; look it up on the page: either this copy has a slip, or the quotation of the case, its prefix or "
        "suffix, has to be mended"
    )


def test_a_quotation_behind_a_wrong_prefix_is_reported_with_the_place_where_it_stands(problems):
    (problem,) = problems(
        TEXT.replace(" They left with 120 tons.", ""), CASE.replace('"loaded with "', '"laden with "')
    )
    assert "without its prefix and suffix it stands at line 3, column 33; look it up" in str(problem)


# What a page, a PDF or an editor does to the words "Near 5 trucks … loaded with 120 tons" of the text, or of the case,
# and the place of "120 tons" in the file.
FAULTS = {
    "a no-break space": ("120 tons", "120\u00a0tons", (3, 33)),
    "a narrow no-break space": ("120 tons", "120\u202ftons", (3, 33)),
    "a thin space": ("120 tons", "120\u2009tons", (3, 33)),
    "two spaces": ("with 120", "with  120", (3, 34)),
    "a tab": ("with 120", "with\t120", (3, 33)),
    "a zero-width space": ("120 tons", "1\u200b20 tons", (3, 33)),
    "a byte order mark in the middle": ("120 tons", "\ufeff120 tons", (3, 34)),
    "a soft hyphen": ("trucks came", "tru\u00adcks came", (3, 34)),
    "a wrapped line": ("5 trucks", "5\ntrucks", (4, 26)),
    "a wrapped line of Windows, indented": ("5 trucks", "5\r\n   trucks", (4, 29)),
    "a hyphen at the end of a line": ("trucks came", "tru-\ncks came", (4, 23)),
    "a soft hyphen at the end of a line": ("trucks came", "tru\u00ad\ncks came", (4, 23)),
    "marks of direction": ("5 trucks", "\u20665\u2069 trucks", (3, 35)),
    "full-width digits": ("120 tons", "\uff11\uff12\uff10 tons", (3, 33)),
    "a joiner of letters": ("120 tons", "120 t\u2060ons", (3, 33)),
}


@pytest.mark.parametrize("side", ["text", "case"])
@pytest.mark.parametrize("fault", FAULTS)
def test_what_nobody_sees_makes_no_difference(problems, side, fault):
    """The same words are found, whichever of the two has the fault; the place is that in the file."""
    plain, spoilt, place = FAULTS[fault]
    quoted = "Near 5 trucks came, loaded with 120 tons"
    if side == "text":
        assert problems(TEXT.replace(plain, spoilt, 1)) == []
        assert open_case("case.yaml").located_in("note.txt").places == {"trucks": (3, 1), "mass": place}
    else:
        assert spoilt in quoted.replace(plain, spoilt)
        case = CASE.replace("exact: Near 5 trucks", f"exact: {json.dumps(quoted.replace(plain, spoilt))}")
        assert problems(TEXT, case) == []
        assert open_case("case.yaml").located_in("note.txt").places == {"trucks": (3, 1), "mass": (3, 33)}


CURLY = "The mayor’s men said: “Near 5 trucks came, as we’d say, loaded with 120 tons – or more”"
ARABIC = "وكان عدد الشاحنات قرابة 5 شاحنات محملة"


@pytest.mark.parametrize(
    ("text", "quoted", "place"),
    [
        (CURLY, "The mayor's men", (1, 1)),
        (CURLY, '"Near 5 trucks', (1, 23)),
        (CURLY, "as we'd say", (1, 44)),
        (CURLY, "tons - or more", (1, 73)),
        (CURLY.replace("’", "'"), "mayor’s", (1, 5)),
        ("A well-known man", "well-\nknown", (1, 3)),
        ("A well-\nknown man", "well-known", (1, 3)),
        ("of\ufb01cial \ufb02ow", "official flow", (1, 1)),
        ("une e\u0301te\u0301 de 5", "été", (1, 5)),
        ("une été de 5", "e\u0301te\u0301", (1, 5)),
        (ARABIC.replace("قرابة", "قُرابـة"), "قرابة 5", (1, 19)),
        (ARABIC, "قَرابة 5", (1, 19)),
        ("one\n\ntwo", "one two", (1, 1)),
        ("2,500-\ntonne loads", "2,500-tonne", (1, 1)),
        ("near Al-\nBab", "Al-Bab", (1, 6)),
        ("he waited…", "waited...", (1, 4)),
    ],
)
def test_a_quotation_is_found_by_its_words(text, quoted, place):
    found = Quote(exact=quoted).find(text)
    assert (None if found is None else line_and_column(text, found)) == place


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("near 50 trucks", "near 60 trucks"),
        ("near 50 trucks", "near 50trucks"),
        ("rose 10² times", "102 times"),
        ("3½ tonnes", "31/2 tonnes"),
        ("2,500-\ntonne", "2,500tonne"),
        ("50 trucks and 50\u00a0trucks", "50 trucks"),
        ("", "50 trucks"),
    ],
)
def test_other_words_are_not_found_nor_the_same_twice(text, quoted):
    assert Quote(exact=quoted).find(text) is None


PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>A note</title><script>let x = "Near 5 trucks";</script></head>
<body><p>Near&nbsp;<b>5&#32;trucks</b> came,
loaded with 120&#160;tons.</p><p>They left with 120 tons.</p></body></html>
"""


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (TEXT.encode("utf-8-sig"), [(3, 1), (3, 33)]),
        (TEXT.encode("utf-16"), [(3, 1), (3, 33)]),
        (TEXT.encode("utf-16-le"), [(3, 1), (3, 33)]),
        (TEXT.encode("utf-16-be"), [(3, 1), (3, 33)]),
        (TEXT.replace("120 tons", "120\u00a0tons").encode("cp1252"), [(3, 1), (3, 33)]),
        (TEXT.replace("\n", "\r\n").encode(), [(3, 1), (3, 33)]),
        (TEXT.replace("\n", "\r").encode(), [(3, 1), (3, 33)]),
        (TEXT.replace("120 tons", "120&nbsp;tons").encode(), [(3, 1), (3, 33)]),
        (PAGE.encode(), [(3, 10), (4, 13)]),
        (PAGE.encode("utf-16"), [(3, 10), (4, 13)]),
    ],
)
def test_a_file_of_any_encoding_and_a_page_are_read(problems, content, places):
    assert problems(content, CASE.replace(", sha256: {sha}", "")) == []
    located = open_case("case.yaml").located_in("note.txt")
    assert list(located.places.values()) == places


def test_what_is_no_text_is_refused_with_the_remedy(problems):
    (problem,) = problems(b"%PDF-1.7 ...", CASE.replace(", sha256: {sha}", ""))
    assert str(problem) == (
        "note.txt: is a PDF, not text; copy the text out of the PDF into a text file, and name that"
    )


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
