"""What stands between the marks of a document is what is rendered today, and nothing besides."""

import shutil

import pytest
from weighbridge.audit.rendered import FIRST_PAGE, GALLERY, own_words, rendered

from small_cases import ROOT
from weighbridge.audit.prose import prose
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope
from weighbridge.documents import first_page, gallery

FAKE = "\n<!-- rendered by `python tools/readme.py` -->\nIt is 99.7% certain.\n<!-- end -->\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "docs").mkdir()
    for name in ("README.md", "docs/gallery.md", "docs/gallery.csv", "docs/typed-figures.csv"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def failed_of(items):
    return [item for item in items if item.standing is Standing.FAILED]


def test_the_documents_with_a_rendered_part_are_those_that_are_rendered():
    assert (FIRST_PAGE, GALLERY) == (first_page.DOCUMENT, gallery.DOCUMENT)


@pytest.mark.parametrize("document", ["README.md", "docs/gallery.md", "docs/reading.md"])
def test_a_second_part_between_marks_is_prose_that_somebody_typed(document):
    text = (ROOT / document).read_text(encoding="utf-8") if document != "docs/reading.md" else "# Reading\n"
    assert "99.7%" in own_words(document, text + FAKE)


@pytest.mark.parametrize("document", ["README.md", "docs/more/deep.md"])
def test_a_number_between_marks_of_ones_own_is_named(raqqa, project, document):
    path = project / document
    path.parent.mkdir(exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.is_file() else "# About raqqa-2017\n"
    path.write_text(text + FAKE, encoding="utf-8")
    found = failed_of(prose(Scope(raqqa, project, None, False, draws_charts=False)))
    (item,) = [one for one in found if one.place.startswith(document) and "99.7" in one.found]
    assert item.place == f"{document}:{(text + FAKE).splitlines().index('It is 99.7% certain.') + 1}"


@pytest.mark.parametrize("document", ["README.md", "docs/gallery.md"])
def test_what_stands_in_a_rendered_part_besides_is_named(raqqa, opened, project, document):
    case = raqqa if document == "README.md" else opened("captagon-saudi")
    path = project / document
    text = path.read_text(encoding="utf-8")
    before = "<!-- end -->" if document == "README.md" else "## A kilogram, a ton"
    path.write_text(text.replace(before, f"It is quite certain.\n\n{before}", 1), encoding="utf-8")
    found = failed_of(rendered(Scope(case, project, None, False, draws_charts=True), "prose"))
    (item,) = found
    assert item.place.startswith(f"{document}:")
    assert "It is quite certain." in item.found


def test_a_passage_that_the_gallery_does_not_list_is_named(raqqa, project):
    path = project / GALLERY
    text = path.read_text(encoding="utf-8").replace("<!-- end -->", "## A made-up passage\n\nIt fits.\n<!-- end -->")
    path.write_text(text, encoding="utf-8")
    (item,) = failed_of(rendered(Scope(raqqa, project, None, False, draws_charts=False), "prose"))
    assert item.place == f"{GALLERY}:{text.splitlines().index('## A made-up passage') + 1}"
    assert item.found.startswith("“## A made-up passage” is of no case")
