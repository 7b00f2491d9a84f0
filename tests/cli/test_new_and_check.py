"""The commands ``new`` and ``check``: from a passage to a case, without overwriting anything."""

# ruff: noqa: E501

import json
import os
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from weighbridge import open_case
from weighbridge.cli import main

PASSAGE = "Near 50 trucks loaded with approximately 2500 tons of metal which is 750 thousand USD on average."
PAGE = f'<html lang="en"><head><title>A note</title></head><body><p>{PASSAGE.replace(" ", "&#32;")}</p></body></html>'


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **options: CliRunner().invoke(main, arguments, **options)


def test_a_case_is_begun_from_a_passage_and_looked_through(run):
    begun = run("new", "metal", "--from", PASSAGE)
    assert (begun.exit_code, begun.stderr) == (0, "")
    assert begun.stdout.splitlines() == [
        "metal/case.yaml: a case that can be weighed as it stands, with 6 things to decide.",
        "Open it in an editor, then: weighbridge check metal",
    ]
    assert [path.name for path in Path("metal").iterdir()] == ["case.yaml"]
    checked = run("check", "metal")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.stdout.startswith("metal/case.yaml can be weighed.\n")
    assert "waits for you: which of these readings" in checked.stdout
    assert checked.stdout.endswith("Weigh it: weighbridge verify metal\n")
    assert run("check", "metal/case.yaml", "--json").exit_code == 0
    assert run("verify", "metal").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "has_digest"),
    [
        ("note.txt", PASSAGE.encode(), True),
        ("note.txt", PASSAGE.replace(" ", "\u00a0\n").encode("utf-16"), True),
        ("page", PAGE.encode(), True),
        ("-", PASSAGE.encode(), True),
        (PASSAGE, b"", False),
    ],
)
def test_a_text_comes_from_a_file_of_any_kind_or_the_standard_input(run, name, content, has_digest):
    if name not in ("-", PASSAGE):
        Path(name).write_bytes(content)
    begun = run("new", "metal", "--from", name, input=content if name == "-" else None)
    assert begun.exit_code == 0, begun.stderr
    case = open_case("metal")
    assert list(case.text.claims) == ["trucks", "metal", "money"]
    assert (case.text.article.sha256 is not None) == has_digest
    if name not in ("-", PASSAGE):
        located = case.located_in(name)
        assert located.problems == []
        assert list(located.places) == ["trucks", "metal", "money"]


def test_without_a_text_it_is_the_smallest_case(run):
    assert run("new", "small", "--into", "my cases").exit_code == 0
    assert Path("my cases/small/case.yaml").read_text(encoding="utf-8").startswith("## This is a case for weighbridge")
    assert run("check", "my cases/small").exit_code == 0


def test_nothing_is_overwritten(run):
    Path("metal").mkdir()
    Path("metal/case.yaml").write_text("mine", encoding="utf-8")
    refused = run("new", "metal", "--from", PASSAGE)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "metal/case.yaml: is there already; choose another name, or move it away\n"
    assert Path("metal/case.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_that_leads_nowhere_is_not_followed(run):
    Path("metal").mkdir()
    Path("metal/case.yaml").symlink_to("elsewhere.yaml")
    assert run("new", "metal").exit_code == 2
    assert not Path("elsewhere.yaml").exists()


def test_of_several_at_once_one_writes_and_the_others_are_refused(run):
    codes = []
    begin = [threading.Thread(target=lambda: codes.append(_new_in_a_process())) for _ in range(3)]
    for thread in begin:
        thread.start()
    for thread in begin:
        thread.join()
    assert sorted(codes) == [0, 2, 2]


def _new_in_a_process():
    import subprocess
    import sys

    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "PYTHONPATH": source}
    command = [sys.executable, "-m", "weighbridge", "new", "metal"]
    return subprocess.run(command, env=environment, capture_output=True).returncode


REFUSED = [
    (["new", "../x"], "new ../x: this is not the name of a folder; use letters, digits, - and _; where it is to stand, say with --into FOLDER"),
    (["new", "nul"], "new nul: Windows has no folder of this name, so the case could not be handed on; choose another name"),
    (["new", "trucks."], "new trucks.: Windows has no folder of this name, so the case could not be handed on; choose another name"),
    (["new", "x", "--from", "nothing of the kind"], "x: no number was found in this text; write the case by hand, see docs/cases.md"),
    (["new", "x", "--from", ""], "the text is empty; give"),
    (["new", "x", "--from", "https://example.org/a"], "https://example.org/a: is an address, and nothing is fetched; save the page, and name the file"),
    (["new", "x", "--from", "a.pdf"], "a.pdf: is a PDF, not text; copy the text out of the PDF into a text file, and name that"),
    (["new", "x", "--from", "."], ".: cannot be read: Is a directory; name the file of the text"),
    (["new", "x", "--from", PASSAGE, "--language", "xx"], "xx"),
    (["check", "nowhere"], "case `nowhere`: there is no such case"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_cannot_be_done_is_refused_with_the_remedy_and_leaves_nothing(run, arguments, message):
    Path("a.pdf").write_bytes(b"%PDF-1.7")
    refused = run(*arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert message in refused.stderr
    assert not Path("x").exists()


def test_a_case_that_cannot_be_weighed_is_named_with_all_its_problems(run):
    run("new", "small")
    path = Path("small/case.yaml")
    path.write_text(
        path.read_text(encoding="utf-8").replace("50 truck\n", "50 trukc\n").replace("500 tonne\n", "500 ton\n")
    )
    checked = run("check", "small")
    assert checked.exit_code == 2
    assert checked.stdout.startswith("small/case.yaml cannot be weighed yet.\n")
    assert "did you mean `truck`?" in checked.stdout
    assert "a bare `ton` has three meanings" in checked.stdout
    said = json.loads(run("check", "small", "--json").stdout)
    assert (said["verifies"], len(said["problems"])) == (False, 2)


@pytest.mark.parametrize("name", ["a" * 255, "\u00e9" * 101, "case-" * 1000])
def test_a_name_that_no_folder_can_have_is_refused_in_a_line(run, name):
    begun = run("new", name)
    assert begun.exit_code == 2
    assert begun.stderr == f"new {name[:60]}…: this name is too long for a folder; choose a shorter one\n"
    assert not list(Path().iterdir())
