"""Texts that are none, or are made to take long: a first look ends soon and follows nothing from them."""

from __future__ import annotations

import time

import pytest
from click.testing import CliRunner

import weighbridge
from weighbridge.cli import main

LONGEST = 30  # seconds that the slowest may take on a busy machine; without bounds they take minutes
ODD = {
    "a list in one sentence": ", ".join(f"{at} trucks" for at in range(1, 12_000)),
    "numbers alone": " ".join(str(at) for at in range(25_000)),
    "words of number": "hundred " * 20_000,
    "tens joined": "and ".join(["twenty "] * 12_000),
    "dashes": "-".join(["5"] * 90_000),
    "commas": "1," * 90_000,
    "brackets": "(" * 90_000 + "50",
    "betweens": "between " * 20_000 + "5",
    "emoji": "50 \U0001f69a and 300 \u2696\ufe0f",
    "four hundred digits": "They paid " + "9" * 400 + " dollars for 50 trucks.",
    "Arabic nouns": "\u062a\u062c\u0627\u0648\u0632 " + "\u0639\u062f\u062f " * 40_000 + "300",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_is_done_soon_and_nothing_follows(name):
    start = time.perf_counter()
    look = weighbridge.weigh(ODD[name])
    assert time.perf_counter() - start < LONGEST
    assert look.relations == ()
    assert str(look)


@pytest.mark.parametrize("name", ["missing.txt", "no/such/page.html", "gone.pdf"])
def test_a_file_that_is_missing_is_no_passage(name):
    found = CliRunner().invoke(main, ["weigh", name])
    assert found.exit_code == 2
    assert name in found.output
    assert "Traceback" not in found.output
