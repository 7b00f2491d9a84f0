"""Loosening words of sentences written before the tables were read: kept, and to the side that they open."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from weighbridge.quantities import Mention, mentions
from weighbridge.text import hedge

TABLE = Path(__file__).with_name("loosening.csv")
LEAST = 0.95  # of the sentences, and of those of each language with many
BARE = ("none", "exactly", "precisely", "بالضبط")  # cues that open to no side


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def is_number(one: Mention, written: str) -> bool:
    """Whether a mention is of the number of the table; a share may stand in percent, and "dozens" has no number."""
    if written == "dozens":
        return one.cue == "dozens"
    number, ends = Fraction(written), (Fraction(one.meaning.low), Fraction(one.meaning.high))
    return any(abs(end - wanted) < wanted / 200 for end in ends for wanted in (number, 100 * number))


def direction(one: Mention) -> str:
    return "none" if one.cue in BARE else hedge(one.cue).direction


def is_kept(row: dict[str, str]) -> bool:
    found = [one for one in mentions(row["sentence"], row["language"]).quantities if is_number(one, row["number"])]
    return any(direction(one) == row["direction"] for one in found)


def test_there_are_two_hundred_sentences_each_with_its_words():
    table = rows()
    assert len(table) >= 200
    assert len({row["sentence"] for row in table}) == len(table)
    assert [row for row in table if row["words"].casefold() not in row["sentence"].casefold()] == []
    assert {row["direction"] for row in table} == {"both", "above", "below", "none"}


@pytest.mark.parametrize("language", ["", "en", "ar"])
def test_loosening_words_are_kept_with_their_direction(language):
    table = [row for row in rows() if language in ("", row["language"])]
    lost = [row["sentence"] for row in table if not is_kept(row)]
    assert len(lost) <= (1 - LEAST) * len(table), "\n".join(lost)


KINDS = [  # a kind that was lost, with others of its kind
    ("en", "They paid a touch over 40 million dollars.", "just over"),
    ("en", "A fraction over 12 tonnes was landed.", "just over"),
    ("de", "Gut 40 Schiffe warten vor dem Hafen.", "just over"),
    ("fr", "Un peu plus d'un million de tonnes ont brûlé.", "just over"),
    ("es", "Algo más de 300 barcos esperan.", "just over"),
    ("en", "The walk took 3 hours, more or less.", "about"),
    ("en", "It sank in 20 minutes, give or take.", "roughly"),
    ("en", "They caught 900 kilograms, at least, that night.", "at least"),
    ("en", "The club has 40-odd players.", "about"),
    ("en", "A 500-plus crowd waited.", "at least"),
    ("en", "The losses have passed 40 million dollars.", "more than"),
    ("es", "Más de la mitad de los pozos está seca.", "more than"),
    ("fr", "Près de la moitié des puits sont à sec.", "nearly"),
    ("de", "Rund ein Drittel der Ernte ist verloren.", "around"),
    ("es", "Cerca del 40 % de los niños no come.", "close to"),
    ("fr", "Près d'un millier de personnes attendent.", "nearly"),
    ("ar", "تجاوز إنتاج المصنع 900 طن.", "over"),
    ("ar", "لا تتجاوز قيمة الشحنة 50 ألف دولار.", "no more than"),
    ("ar", "يزيد وزن الحمولة على 20 طنا.", "more than"),
]


@pytest.mark.parametrize(("language", "text", "cue"), KINDS, ids=lambda one: str(one)[:30])
def test_a_kind_that_was_lost_is_kept(language, text, cue):
    assert [one.cue for one in mentions(text, language).quantities] == [cue]


def test_words_behind_a_comma_that_say_more_are_no_loosening_words():
    found = mentions("It carried 50 trucks, average weight 30 tonnes.", "en").quantities
    assert [one.cue for one in found] == ["none", "none"]
