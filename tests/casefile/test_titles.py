"""The title of a case, read without its numbers."""

import pytest

from small_cases import HAUL, case_text
from weighbridge import CaseError, open_case
from weighbridge.casefile.titles import read_title

SOUND = case_text(HAUL, itself="kind: agrees, stated: mass, equals: mass")
UNREADABLE = {
    "empty": "",
    "not YAML": "title: [A\n",
    "a list": "- title: A\n",
    "no title": SOUND.replace("title: Small\n", ""),
    "a title that is a list": SOUND.replace("title: Small\n", "title: [A, B]\n"),
    "no checks": SOUND.split("checks:")[0],
    "a key that stands twice": "title: A\n" + SOUND,
}


@pytest.mark.parametrize("name", ["raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks"])
def test_it_is_the_title_of_the_case_that_is_opened(opened, name):
    assert read_title(opened(name).path, "case.yaml") == opened(name).text.title


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_a_case_has_none(tmp_path, name):
    path = tmp_path / "case.yaml"
    path.write_text(UNREADABLE[name], encoding="utf-8")
    assert read_title(path, "case.yaml") is None
    with pytest.raises(CaseError):
        open_case(str(path))


def test_what_shows_only_when_a_case_is_opened_leaves_its_title(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(SOUND.replace("12.0 tonne/truck", "12.0 tonn/truck"), encoding="utf-8")
    assert read_title(path, "case.yaml") == "Small"


def test_a_file_that_is_not_there_has_none(tmp_path):
    assert read_title(tmp_path / "none.yaml", "none.yaml") is None
