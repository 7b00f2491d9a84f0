"""What documents say of a case between their marks: which part is of which case, and that it is put back whole."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from weighbridge.base import TableError
from weighbridge.cli import main
from weighbridge.documents import rendered_of
from weighbridge.documents.differences import DOCUMENT as DIFFERENCES
from weighbridge.documents.differences import WIDTH, asked_in, examples
from weighbridge.documents.first_page import case_of, shows
from weighbridge.documents.gallery import LISTED, exhibits
from weighbridge.documents.section import anew, between_marks

ROOT = Path(__file__).parents[2]
PART = "before\n<!-- rendered by `python tools/readme.py` of {case}; a test -->\nold\n<!-- end -->\nbehind\n"


def test_a_part_is_found_by_its_marks_and_put_anew_with_all_around_it_as_it_was():
    text = PART.format(case="my-case")
    ((start, end, by),) = between_marks(text)
    assert (text[start:end], case_of(by)) == ("old\n", "my-case")
    assert anew(text, lambda by: "new") == text.replace("old\n", "\nnew\n")
    assert (shows(text, "my-case"), shows(text, "my"), shows("no part", "my-case")) == (True, False, False)


@pytest.mark.parametrize("mark", ["tools/readme.py", "`python tools/gallery.py` of my-case", ""])
def test_a_mark_that_names_no_case_is_of_none(mark):
    assert case_of(mark) == ""


def test_a_project_without_documents_says_nothing_of_a_case(raqqa, tmp_path):
    assert list(rendered_of(raqqa, tmp_path)) == []


def test_readme_and_gallery_are_rendered_of_the_cases_that_they_name(raqqa, opened, tmp_path):
    (tmp_path / "README.md").write_text(PART.format(case="raqqa-2017"), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / LISTED).write_text("case,chart,of,misprint\ncoltan,both_sides,the_tax,\n", encoding="utf-8")
    (readme,) = rendered_of(raqqa, tmp_path)
    assert (readme.document, list(readme.pictures)) == ("README.md", ["docs/pictures/raqqa-2017-loads.png"])
    (gallery,) = rendered_of(opened("coltan"), tmp_path)
    assert (gallery.document, list(gallery.pictures)) == ("docs/gallery.md", ["docs/pictures/gallery/coltan.png"])
    assert gallery.text.startswith(f"## {opened('coltan').text.title}\n")


def test_a_chart_that_nobody_can_draw_is_refused_with_its_line(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / LISTED).write_text("case,chart,of,misprint\ncoltan,pie,the_tax,\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"gallery.csv:2: `chart` is `pie`; expected one of both_sides"):
        exhibits(tmp_path)


def test_the_examples_of_the_page_on_differences_are_what_the_command_prints(raqqa):
    sections = list(examples(raqqa, ROOT))
    page = (ROOT / DIFFERENCES).read_text(encoding="utf-8")
    assert len(sections) == page.count("<!-- rendered by ")
    for section in sections:
        assert section.text in page
        command, printed = re.fullmatch(r"```sh\n(.*)\n```\n\n```text\n(.*)\n```\n", section.text, re.DOTALL).groups()
        program, *words = shlex.split(command)
        result = CliRunner().invoke(main, [*words, "--width", str(WIDTH)])
        assert (program, result.exit_code) == ("weighbridge", 0)
        shown = result.output.removesuffix("\nThe work tree has changes that are not committed.\n")
        assert [line.rstrip() for line in shown.splitlines()] == printed.splitlines()


@pytest.mark.parametrize(
    ("mark", "asked"),
    [
        ("`python tools/difference.py` of my-case: a=1 t", ("my-case", ("a=1 t",))),
        ("`python tools/difference.py` of my-case: a.high=1 t; b=c ; d=e", ("my-case", ("a.high=1 t", "b=c", "d=e"))),
        ("`python tools/difference.py` of my-case", ("", ())),
        ("`python tools/readme.py` of my-case: a=1", ("", ())),
    ],
)
def test_the_mark_of_an_example_names_the_case_and_what_is_set(mark, asked):
    assert asked_in(mark) == asked
