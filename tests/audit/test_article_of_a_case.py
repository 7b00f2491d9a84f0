"""The question of the quotations: without the article nothing is said, with it each quotation has its place."""

from pathlib import Path

import pytest

from audited_project import failures, unchecked
from note import CASE, TEXT
from weighbridge import open_case
from weighbridge.audit.quotations import quotations
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope
from weighbridge.text.normal_form import normal_sha256

HASHES = {
    "bytes": "sha256: {bytes}",
    "normal form": "text_sha256: {normal}",
    "none": "note: none",
}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """What is found of a file, or of none, for a case with a hash of some kind."""
    monkeypatch.chdir(tmp_path)

    def asked(text, kind="normal form"):
        from hashlib import sha256

        hashed = HASHES[kind].format(bytes=sha256(TEXT.encode()).hexdigest(), normal=normal_sha256(TEXT))
        case = CASE.replace("sha256: {sha}", hashed.replace("{", "{{").replace("}", "}}"))
        Path("case.yaml").write_text(case.format(), encoding="utf-8")
        if text is not None:
            Path("copy.txt").write_bytes(text.encode())
        article = None if text is None else Path("copy.txt")
        return list(quotations(Scope(open_case("case.yaml"), None, article)))

    return asked


def test_without_the_article_it_is_said_how_to_have_it_checked(asked):
    (item,) = asked(None)
    assert item.standing is Standing.UNCHECKED
    assert item.found == "the text of the article isn't part of the project, and no file was given"
    assert item.remedy == (
        "put the title and the body, as you copy them from the page, one below the other into a file for "
        "`--article FILE`: https://example.org"
    )


@pytest.mark.parametrize("kind", ["bytes", "normal form"])
def test_each_quotation_has_its_place(asked, kind):
    items = asked(TEXT, kind)
    assert failures(items) == unchecked(items) == []
    assert [(item.what, item.place, item.found) for item in items[1:]] == [
        ("the quotation of `trucks` stands in it once", "copy.txt", "line 3, column 1"),
        ("the quotation of `mass` stands in it once", "copy.txt", "line 3, column 33"),
    ]
    assert items[0].what == "the article is the one that the case quotes"


def test_a_copy_with_other_line_ends_is_the_article_by_its_normal_form_alone(asked):
    text = TEXT.replace("\n", "\r\n").replace(" 5", "\u00a05")
    assert failures(asked(text)) == []
    (item,) = failures(asked(text, "bytes"))
    assert "otherwise formatted; the case has no `text_sha256`" in item.remedy


def test_a_case_without_a_hash_says_so(asked):
    (item,) = unchecked(asked(TEXT, "none"))
    assert (item.what, item.found) == ("the article's hash", "the case has none")


ALTERED = {
    "a digit in a quotation": (("Near 5 trucks", "Near 6 trucks"), ["`Near 5 trucks` is not found exactly once"]),
    "a digit elsewhere": (("They left with 120", "They left with 130"), ["the SHA-256 of its normal form is"]),
    "a quotation twice": (
        ("A note.", "A note. Near 5 trucks."),
        ["stands at line 1, column 9 and at line 3, column 1"],
    ),
}


@pytest.mark.parametrize("change", ALTERED)
def test_an_altered_article_fails_and_says_where(asked, change):
    edit, said = ALTERED[change]
    found = failures(asked(TEXT.replace(*edit)))
    assert all(item.place and item.remedy for item in found)
    for words in said:
        assert any(words in item.found for item in found), [item.sentence for item in found]
