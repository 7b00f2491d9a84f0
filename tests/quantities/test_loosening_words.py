"""Every loosening word of the English table is kept, with the cue that the table gives it."""

import csv

import pytest

from weighbridge.quantities import mentions
from weighbridge.quantities.language import FOLDER
from weighbridge.text import hedge

LEAST = 200
SENTENCES = {
    "before": ["They moved {} 52 trucks that night.", "It was {} 38 tonnes.", "The bill came to {} $640."],
    "after": ["They moved 52 {} that night.", "They moved 52 trucks {}.", "It was 38 tonnes {}, he said."],
}


def cues():
    """Each form of the table with its cue and its place; words that are no cue apart."""
    with (FOLDER / "en" / "cues.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for form in row["words"].split(";"):
                yield row["cue"], row["place"], form


KEPT = [one for one in cues() if one[0] != "none"]


def found(form, place):
    """The cues of the one quantity in each sentence with a form."""
    texts = [sentence.format(form) for sentence in SENTENCES[place]]
    return [[one.cue for one in mentions(text, "en").quantities] for text in texts]


@pytest.mark.parametrize(("cue", "place", "form"), KEPT, ids=lambda one: str(one))
def test_a_loosening_word_is_kept(cue, place, form):
    read = found(form, place)
    wanted = read[1:] if place == "after" else read  # right behind a bare number a word may belong to what follows
    assert wanted == [[cue]] * len(wanted)


def test_there_are_enough_of_them_and_each_cue_is_one_of_the_hedges():
    assert len(KEPT) >= LEAST
    assert {hedge(cue).cue for cue, _, _ in KEPT} == {cue for cue, _, _ in KEPT}


@pytest.mark.parametrize("form", [form for cue, _, form in cues() if cue == "none" and form != "many"])
def test_a_word_that_belongs_to_a_verb_loosens_nothing(form):
    assert [one.cue for one in mentions(f"They {form} 52 trucks.", "en").quantities] == ["none"]
