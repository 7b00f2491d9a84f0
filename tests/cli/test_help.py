"""`weighbridge help`: a word with its meaning and an example, the lists, and what is near a word that is not there."""

import pytest
from click.testing import CliRunner

from weighbridge import open_case
from weighbridge.cli import main
from weighbridge.glossary import entry, glossary


def run(*typed):
    """What a command printed and how it ended."""
    return CliRunner().invoke(main, ["help", "--width", "80", *typed], prog_name="weighbridge")


def test_a_word_is_told_with_its_example_and_where_to_read_on(raqqa_result):
    result = run("ways", "to", "read", "it")
    told = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert told.startswith("ways to read it All combinations of what may fairly be read otherwise")
    assert raqqa_result["usual_load"].figures.ways in told
    assert "To see it: weighbridge verify raqqa-2017 Read on: docs/reading.md#what-would-change-it" in told
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_loosening_word_is_told_by_what_it_allows():
    assert "“Nearly 50” may be from 44.1 to 50." in run("nearly").stdout


@pytest.mark.parametrize(("word", "is_loosened"), [("bare number", False), ("wording", True), ("round numbers", True)])
def test_the_example_of_a_number_is_one_of_that_kind(word, is_loosened):
    """Whether its words have a cue that loosens it, by the case file itself."""
    example = entry(word).example
    what, name = example.shows.split()
    assert what in ("claim", "hedge")
    assert bool(open_case(example.case).document.data["claims"][name].get("hedge")) == is_loosened


def test_a_word_that_is_a_command_too_tells_of_both():
    told = run("check").stdout
    assert (
        told.index("A question with two sides")
        < told.index("The command check")
        < told.index("Usage: weighbridge check")
    )


def test_a_command_is_told_as_its_own_help_does():
    told = run("verify").stdout
    assert "Usage: weighbridge verify [OPTIONS] [CASE]" in told
    assert "--markdown" in told


def test_without_a_word_all_words_and_all_commands_are_listed():
    told = " ".join(run().stdout.split())
    assert [word for word in glossary() if word not in told] == []
    assert [name for name in main.list_commands(None) if f" {name} " not in told] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("possibel", "the glossary has no `possibel`; did you mean `possible`"),
        ("verfy", "the glossary has no `verfy`; did you mean `verify`, the command?"),
        ("zzzz", "the glossary has no `zzzz`; `weighbridge help` lists the words and the commands"),
        ("\x1b[2J", "the glossary has no `\\x1b[2J`; "),
    ],
)
def test_a_word_that_is_not_there_gives_the_nearest(typed, said):
    result = run(typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == 1


def test_without_the_case_of_an_example_the_meaning_is_told(monkeypatch, tmp_path):
    """As where only the package is installed."""
    from weighbridge.documents import glossary_examples

    glossary_examples._opened.cache_clear()
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path))
    result = run("depends")
    assert result.exit_code == 0
    assert "Fits under some fair ways" in result.stdout
    assert "The example needs the case raqqa-2017." in result.stdout
