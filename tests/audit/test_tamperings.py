"""Whoever alters a file of the project is found by the audit, which names the place; also with the manifest made anew.

The rows are in ``tests/tamperings.py``. All are tried on one copy of the project, and taken back one by one.
"""

import os
import re
from contextlib import ExitStack

import pytest

from tampered_project import ASKED, Project
from tamperings import CASE, TAMPERINGS, Tampering, swap
from weighbridge.audit.questions import QUESTIONS
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope
from weighbridge.case import open_case
from weighbridge.documents import pictured_of
from weighbridge.documents.section import anew

# The manifest lists what results rest on and what is saved of them; documents that only tell of it are listed nowhere.
UNLISTED = ("docs/raqqa-2017.md", "docs/gallery.md", "docs/difference.md")
AT_LEAST = 40
# What only another copy of the project shows, once the manifest is made anew: figures on which no case rests.
ONLY_BY_ANOTHER_COPY = {"a digit in a row that nothing uses", "a row of the library", "a licence of a table"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project, and a working folder within it, for the audits of this module."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("WEIGHBRIDGE_DATA", str(root / "data"))
        changed.chdir(root)
        copy = Project(root)
        copy.build()
        yield copy


def named(items, question, place):
    """Whether a question found something there: at a place, or of what the place is called."""
    return any(item.question == question and place in f"{item.place}: {item.found}" for item in items)


def ids(tampering):
    return re.sub(r"\W+", "-", tampering.what)


def test_there_are_as_many_as_were_asked_for_and_no_two_alike():
    assert len(TAMPERINGS) >= AT_LEAST
    assert len({one.what for one in TAMPERINGS}) == len(TAMPERINGS)
    assert {one.what for one in TAMPERINGS if not one.found_anew} == ONLY_BY_ANOTHER_COPY


@pytest.mark.parametrize("case", sorted({one.case for one in TAMPERINGS}))
def test_nothing_fails_before_anything_is_altered(project, case):
    assert project.failed(case, ASKED, is_thorough=True) == []


@pytest.mark.parametrize(
    "tampering", [one for one in TAMPERINGS if not one.in_build and one.file not in UNLISTED], ids=ids
)
def test_the_manifest_names_the_file(project, tampering):
    with project.altered(tampering, is_manifest_anew=False):
        items = project.failed(tampering.case, ["manifest"])
    assert named(items, "manifest", tampering.file) or named(items, "reading", tampering.file.rpartition("/")[2][:-4])
    assert all(item.remedy or item.question == "reading" for item in items)


@pytest.mark.parametrize("tampering", [one for one in TAMPERINGS if one.found_anew and not one.afresh], ids=ids)
def test_with_the_manifest_made_anew_a_question_names_the_place(project, tampering):
    with project.altered(tampering, is_manifest_anew=False):  # which these questions do not read
        items = project.failed(tampering.case, [*tampering.found_anew], tampering.is_thorough)
    for question, place in tampering.found_anew.items():
        assert named(items, question, place), [(item.question, item.place, item.found) for item in items]
    assert all(item.found and (item.remedy or item.question == "reading") for item in items)


@pytest.mark.parametrize("tampering", [one for one in TAMPERINGS if one.afresh], ids=ids)
def test_a_rule_of_the_kit_is_found_by_what_follows_from_it(project, tampering):
    """The kit is loaded from the copy, for it reads its tables once."""
    with project.altered(tampering, is_manifest_anew=True):
        items = project.failed_afresh(tampering.case, [*tampering.found_anew], tampering.is_thorough)
    for question, place in tampering.found_anew.items():
        assert named(items, question, place), [(item.question, item.place, item.found) for item in items]


def test_what_is_said_to_be_found_by_the_manifest_alone_is_found_by_nothing_else(project):
    """So that the documents stay true when a question learns to see more. All of them at once, for nothing is found."""
    with ExitStack() as stack:
        for one in TAMPERINGS:
            if not one.found_anew:
                stack.enter_context(project.altered(one, is_manifest_anew=True))
        assert project.failed("raqqa-2017", ASKED) == []


def test_a_manifest_made_anew_over_alterations_finds_nothing(project):
    """Of all files at once, an alteration each; no other question reads the manifest."""
    by_file = {one.file: one for one in TAMPERINGS if one.found_anew and not (one.in_build or one.afresh)}
    with ExitStack() as stack:
        for one in by_file.values():
            stack.enter_context(project.altered(one, is_manifest_anew=False))
        project.make_manifest()
        items = list(QUESTIONS["manifest"].ask(Scope(None, project.root)))
    assert items
    assert [item.sentence for item in items if item.standing is Standing.FAILED] == []


def test_an_assumption_moved_with_readme_and_manifest_made_anew_is_found_by_its_log(project):
    """From 60 to 62: the tail goes up by a fifth. What documents tell of the case by hand has moved as well."""
    moved = Tampering("", CASE, swap("value: 60 tonne/truck", "value: 62 tonne/truck"))
    readme = project.root / "README.md"
    as_it_was = readme.read_text(encoding="utf-8")
    with project.altered(moved, is_manifest_anew=False):
        (section,) = pictured_of(open_case("raqqa-2017"), project.root)
        readme.write_text(anew(as_it_was, lambda _: section.text), encoding="utf-8")
        project.make_manifest()
        items = project.failed(
            "raqqa-2017", ["manifest", "tables", "sources", "inputs", "prose", "documents"], is_thorough=True
        )
        readme.write_text(as_it_was, encoding="utf-8")
    (found,) = [item for item in items if item.question == "inputs"]
    lines = (project.root / CASE).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "value: 60 tonne/truck" in text)
    assert found.place == f"{CASE}:{line}"
    assert "`convoy_mean_load.high` is 62 tonne/truck, and the log has 60 tonne/truck" in found.found
    assert "weighbridge log raqqa-2017 --why" in found.remedy
    assert {item.question for item in items} == {"inputs", "prose", "documents"}
    assert [item.place for item in items if item.place.startswith("README.md")] == []


def test_the_copy_is_as_it_was_after_all_of_it(project):
    assert project.failed("raqqa-2017", ["manifest", "inputs", "prose"]) == []
    assert os.environ["WEIGHBRIDGE_DATA"] == str(project.root / "data")
