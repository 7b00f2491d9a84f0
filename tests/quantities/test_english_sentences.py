"""Quantities in English sentences that the developers wrote, each with all that is in it."""

import csv
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from weighbridge.quantities import mentions

TABLE = Path(__file__).with_name("sentences") / "en.csv"
LEAST = 300


def sentences():
    """Each sentence with the quantities in it, a row a quantity; a sentence without any has one row that names none."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    grouped = groupby(rows, key=lambda row: row["sentence"])
    return [(sentence, [expected(row) for row in some if row["kind"]]) for sentence, some in grouped]


def expected(row):
    """A row in the shape in which mentions are compared."""
    ends = Decimal(row["low"]), Decimal(row["high"])
    return *ends, *(row[key] for key in ("unit", "thing", "per", "cue", "kind"))


def found(one):
    """A mention in the same shape."""
    said = one.meaning
    return said.low, said.high, said.unit, said.thing or "", said.per or "", one.cue, str(one.kind)


@pytest.mark.parametrize(("sentence", "quantities"), sentences(), ids=lambda one: str(one)[:60])
def test_a_sentence_has_these_quantities_and_no_others(sentence, quantities):
    assert [found(one) for one in mentions(sentence, "en").quantities] == quantities


def test_there_are_enough_sentences_with_and_without_quantities():
    given = sentences()
    assert len({sentence for sentence, _ in given}) >= LEAST
    assert sum(1 for _, quantities in given if not quantities) >= LEAST // 5
