"""Every word of the glossary is shown by a case, as its result says it, and the command behind it shows it too."""

import re
import shlex

import pytest

from weighbridge.cli import main
from weighbridge.documents import command_of, cue_example, example_of
from weighbridge.documents.glossary_examples import SHOWN, ExampleError
from weighbridge.glossary import Entry, glossary
from weighbridge.glossary.entries import Example
from weighbridge.text.hedges import hedge_table

# What an example shows that tells the word itself, and not only something beside it.
TELLING = {"fits": "● fits", "unlikely": "▲ unlikely", "does not fit": "✕ does not fit", "depends": "◆ depends"}
TELLING |= {"can't say": "? can't say", "fits, allowing for rounding": "◐ fits, allowing for rounding"}
TELLING |= {"percentage points": "percentage points", "our estimate": "taken as", "ways to read it": "ways to read it"}
TELLING |= {"how probable": "about 1 in", "possible misprint": "possible misprints", "premise": "Our reason: "}
TELLING |= {"the smallest change that would make the numbers fit": "the smallest change that would make"}
TELLING |= {"where the answer changes": "the answer changes below", "wording": "the wording is “near”"}


@pytest.fixture(scope="module")
def examples():
    """The example of every word, each case opened once."""
    return {word: example_of(one) for word, one in glossary().items()}


def test_every_word_has_an_example_that_says_something(examples):
    assert [word for word, text in examples.items() if not text.strip()] == []
    assert [word for word, text in examples.items() if re.search(r"<\w+|\bNone\b|\{|\w+\(", text)] == []
    assert examples.keys() == glossary().keys()


@pytest.mark.parametrize("word", TELLING)
def test_an_example_shows_the_word(examples, word):
    assert TELLING[word] in examples[word]


def test_figures_come_from_results_and_not_from_the_table():
    """What the table says of examples is names alone; a number stands there only where something is set or wanted."""
    typed = {one.word: one.example.shows for one in glossary().values() if re.search(r"\d", one.example.shows)}
    assert list(typed) == ["what would have to be true"]


def test_commands_behind_examples_are_commands_of_the_kit(raqqa):
    names = set(main.list_commands(None))
    for one in glossary().values():
        program, command, *_ = shlex.split(command_of(one))
        assert (program, command in names) == ("weighbridge", True), one.word
    assert command_of(glossary()["depends"]) == "weighbridge verify raqqa-2017"
    assert command_of(glossary()["possible misprint"]).startswith("weighbridge slips raqqa-2017 --set ")


def test_every_cue_is_shown_by_what_it_allows():
    for cue in hedge_table():
        assert re.fullmatch(r"“\S.*” (is|may be from) [\d.,]+( to [\d.,]+)?\.", cue_example(cue)) or cue == "none", cue


def test_an_example_that_no_result_has_is_refused():
    entry = Entry("word", (), "means", "", "", Example("raqqa-2017", (), "figurs usual_load"), "README.md", ())
    with pytest.raises(ExampleError, match="`word` shows `figurs`; did you mean `figures`"):
        example_of(entry)
    assert {one.example.shows.split()[0] for one in glossary().values()} == set(SHOWN)
