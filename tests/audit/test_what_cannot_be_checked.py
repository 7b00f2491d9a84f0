"""What the questions on saved things can't look at is said, with the remedy, and fails nothing."""

import builtins
import json
import shutil
from pathlib import Path

import pytest

from weighbridge.audit.documents import documents
from weighbridge.audit.figures import figures
from weighbridge.audit.notebooks import notebooks
from weighbridge.audit.pins import pins
from weighbridge.audit.prose import prose
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope
from weighbridge.audit.stale import stale
from weighbridge.controls import page_panel
from weighbridge.pages import write_results

ROOT = Path(__file__).parents[2]
NOTEBOOK = "notebooks/03-2500-tons.ipynb"


def without(monkeypatch, *modules):
    """An installation without some modules."""
    load = builtins.__import__

    def refused(name, *rest, **named):
        if name.split(".")[0] in modules:
            raise ImportError(f"No module named {name}", name=name)
        return load(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refused)


@pytest.mark.parametrize("question", [figures, notebooks, pins, documents, prose, stale], ids=lambda one: one.__name__)
def test_a_case_in_no_project_is_looked_at_as_far_as_it_goes(raqqa, question):
    (item,) = question(Scope(raqqa, None))
    assert item.standing is Standing.UNCHECKED
    assert item.found
    assert item.remedy


def test_notebooks_without_nbclient_could_not_be_checked(raqqa, tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / NOTEBOOK, tmp_path / NOTEBOOK)
    without(monkeypatch, "nbclient")
    (item,) = notebooks(Scope(raqqa, tmp_path))
    assert (item.standing, item.found) == (Standing.UNCHECKED, "nbclient is not installed")
    assert item.remedy == '`pip install "weighbridge[notebooks]"`, then audit again'
    assert item.place == NOTEBOOK


def test_notebooks_that_are_left_out_are_named_each(raqqa, tmp_path):
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / NOTEBOOK, tmp_path / NOTEBOOK)
    (tmp_path / "notebooks/04-broken.ipynb").write_text("{}", encoding="utf-8")
    kept, broken = notebooks(Scope(raqqa, tmp_path, runs_notebooks=False))
    assert (kept.standing, kept.place) == (Standing.UNCHECKED, NOTEBOOK)
    assert (broken.standing, broken.place) == (Standing.FAILED, "notebooks/04-broken.ipynb")


def test_a_project_without_notebooks_has_none_that_fails(raqqa, tmp_path):
    (item,) = notebooks(Scope(raqqa, tmp_path))
    assert (item.standing, item.found) == (Standing.PASSED, "none names the case")


def test_without_a_build_nothing_is_stale_and_nothing_is_said_to_be_fresh(raqqa, tmp_path):
    (item,) = stale(Scope(raqqa, tmp_path))
    assert (item.standing, item.remedy) == (Standing.UNCHECKED, "run `make verify`")


def test_a_result_that_is_no_json_or_of_an_older_form_is_stale(raqqa, tmp_path):
    build = tmp_path / "build"
    build.mkdir()
    for text, told in (("no JSON", "it is no JSON"), (json.dumps({"case": "raqqa-2017"}), "saved nothing, today")):
        (build / "raqqa-2017.json").write_text(text, encoding="utf-8")
        first, *_ = stale(Scope(raqqa, tmp_path, runs_notebooks=False))
        assert first.standing is Standing.FAILED
        assert told in first.found
        assert first.place.startswith("build/raqqa-2017.json")


def test_a_document_that_is_not_listed_one_by_one_is_said_not_to_be_checked(raqqa, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/of-it.md").write_text("`raqqa-2017` took 0.36 s.\n", encoding="utf-8")
    listed = tmp_path / "docs/typed-figures.csv"
    listed.write_text("document,words,kind,from\n", encoding="utf-8")
    failed = next(
        item for item in prose(Scope(raqqa, tmp_path, runs_notebooks=False)) if item.place.startswith("docs/of-it")
    )
    assert (failed.standing, failed.place) == (Standing.FAILED, "docs/of-it.md:1")
    assert failed.found == "“0.36” typed, in “`raqqa-2017` took 0.36 s.”"
    listed.write_text("document,words,kind,from\ndocs/of-it.md,*,program,make bench\n", encoding="utf-8")
    item = next(
        item for item in prose(Scope(raqqa, tmp_path, runs_notebooks=False)) if item.place.startswith("docs/of-it")
    )
    assert (item.standing, item.found) == (
        Standing.UNCHECKED,
        "its numbers are not listed one by one: program, make bench",
    )


MARKS = {
    "docs/of-it.md": ("<!-- rendered by `python tools/readme.py` of raqqa-2017 -->", ["docs/of-it.md:3"]),
    "docs/gallery.md": ("<!-- rendered by hand -->", ["docs/gallery.md:3"]),
    "docs/difference.md": (
        "<!-- rendered by `python tools/difference.py` of no-case: a=1 -->",
        ["docs/difference.md:3"],
    ),
    "README.md": ("<!-- rendered by `python tools/readme.py` of raqqa-2017 -->", []),
}


@pytest.mark.parametrize("document", MARKS)
def test_marks_that_nothing_renders_hide_no_number(raqqa, tmp_path, document):
    """Of a part that is rendered the numbers are not looked at one by one, for its words are compared as a whole."""
    mark, places = MARKS[document]
    case = tmp_path / "data/cases/raqqa-2017/case.yaml"
    for path in (case, tmp_path / document):
        path.parent.mkdir(parents=True, exist_ok=True)
    case.write_text("", encoding="utf-8")
    (tmp_path / document).write_text(f"of raqqa-2017\n{mark}\n36 tonnes\n<!-- end -->\n", encoding="utf-8")
    items = prose(Scope(raqqa, tmp_path, runs_notebooks=False))
    assert [item.place for item in items if item.standing is Standing.FAILED] == places


def test_a_sentence_that_is_added_to_a_rendered_part_is_found(raqqa, tmp_path):
    shutil.copy(ROOT / "README.md", tmp_path)
    assert [one.standing for one in documents(Scope(raqqa, tmp_path))] == [Standing.PASSED]
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    (tmp_path / "README.md").write_text(text.replace("<!-- end -->", "It carried 36 tonnes.\n<!-- end -->"), "utf-8")
    (item,) = documents(Scope(raqqa, tmp_path))
    assert item.standing is Standing.FAILED
    assert "It carried 36 tonnes." in item.found
    assert item.remedy.startswith("render the part anew (`python tools/readme.py`)")


def test_a_list_that_can_not_be_read_is_said_once_with_its_line(raqqa, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/typed-figures.csv").write_text("document,words,kind,from\na.md,1 x,hearsay,y\n", encoding="utf-8")
    (item,) = prose(Scope(raqqa, tmp_path))
    assert item.standing is Standing.FAILED
    assert "typed-figures.csv:2: `kind` is `hearsay`" in item.found
    assert "expected one of today, file, sum" in item.remedy


def test_a_page_on_which_numbers_can_be_tried_is_made_anew_with_them(azernews, azernews_result, tmp_path, monkeypatch):
    """One answer of a setting that was altered is found; a page without such a section is compared without one."""
    monkeypatch.setattr("weighbridge.charts.all_of", lambda case: [])  # they take longest
    monkeypatch.setattr("weighbridge.controls.grid.MOST_SETTINGS", 12)
    build = tmp_path / "build"

    def page():
        return next(item for item in stale(Scope(azernews, tmp_path)) if item.what == "the page of the result")

    for panel in (None, page_panel(azernews)):
        write_results(azernews_result, build, panel=panel)
        assert page().standing is Standing.PASSED
    path = build / "azernews-trucks.html"
    whole = path.read_text(encoding="utf-8")
    place = whole.rindex("fits", 0, whole.index("<script>"))  # in the data
    path.write_text(f"{whole[:place]}fails{whole[place + 4 :]}", encoding="utf-8")
    found = page()
    assert (found.standing, found.remedy) == (Standing.FAILED, "`make verify` writes it anew")
    assert len(found.found) < 400
