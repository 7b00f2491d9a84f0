"""The title of a case, read without its numbers."""

import pytest

from refusals import refusal
from small_cases import HAUL, case_text
from weighbridge import CaseError, open_case
from weighbridge.casefile.titles import read_title

SOUND = case_text(HAUL, itself="kind: agrees, stated: mass, equals: mass")
UNREADABLE = {
    "empty": ("", "the file is empty; expected a case: title, article, claims, checks"),
    "not YAML": ("title: [A\n", "case.yaml:1: `[` is opened here and not closed; close it with `]`"),
    "a list": ("- title: A\n", "case.yaml:1: "),
    "no title": (
        SOUND.replace("title: Small\n", ""),
        "`title` is missing; a case has title, article, claims and checks",
    ),
    "a title that is a list": (SOUND.replace("title: Small\n", "title: [A, B]\n"), "case.yaml:1: `title` is no text"),
    "no checks": (SOUND.split("checks:")[0], "`checks` is missing"),
    "a key that stands twice": ("title: A\n" + SOUND, "case.yaml:2: "),
}


@pytest.mark.parametrize("name", ["raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks"])
def test_it_is_the_title_of_the_case_that_is_opened(opened, name):
    assert read_title(opened(name).path) == opened(name).text.title


@pytest.mark.parametrize(("text", "said"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_a_file_that_cannot_be_a_case_is_refused_with_its_place(tmp_path, text, said):
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert said in refusal(read_title, path, error=CaseError)
    with pytest.raises(CaseError):
        open_case(str(path))


def test_what_shows_only_when_a_case_is_opened_leaves_its_title(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(SOUND.replace("12.0 tonne/truck", "12.0 tonn/truck"), encoding="utf-8")
    assert read_title(path) == "Small"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "none.yaml: " in refusal(read_title, tmp_path / "none.yaml", error=CaseError)
