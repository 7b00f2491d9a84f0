"""Quantities in sentences that the developers wrote, language by language: each with all that is in it."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from weighbridge.quantities import mentions

FOLDER = Path(__file__).with_name("sentences")
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.csv"))


def rows():
    """Language, sentence, and the quantities in it as ``low|high|unit|thing|per|cue|kind``, parted by semicolons."""
    for code in LANGUAGES:
        with (FOLDER / f"{code}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield pytest.param(code, row["sentence"], row["quantities"], id=f"{code}: {row['sentence'][:60]}")


def expected(text):
    """Each quantity in one shape: an empty end is the other one, an empty cue is none."""
    for one in filter(None, text.split(";")):
        low, high, unit, thing, per, cue, kind = one.split("|")
        yield Decimal(low), Decimal(high or low), unit, thing, per, cue or "none", kind


def found(one):
    """A mention in the same shape."""
    said = one.meaning
    return said.low, said.high, said.unit, said.thing or "", said.per or "", one.cue, str(one.kind)


@pytest.mark.parametrize(("code", "sentence", "quantities"), rows())
def test_a_sentence_has_these_quantities_and_no_others(code, sentence, quantities):
    assert [found(one) for one in mentions(sentence, code).quantities] == list(expected(quantities))
