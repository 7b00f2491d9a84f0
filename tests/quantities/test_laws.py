"""Laws of mentions, over texts and numbers made up anew for each run."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.quantities import identifier, mentions
from weighbridge.text import Written
from weighbridge.text.declared_units import DeclaredUnit, declared_units
from weighbridge.text.units import STANDARD

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SIZES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
NOUNS = ["trucks", "bags", "people", "horses", "boxes", "ladies", "wells"]
WORDS = ["the", "near", "about", "50", "2,500", "tons", "of", "metal", "$", "per", "a", "day", "to", "-", "%"]
WORDS += ["and", "(", ")"]
WORDS += ["between", "million", "one", "in", "2017", "May", ".", ",", "each", "trucks", "fell", "by", "from"]
WORDS += ["half", "5"]
WORDS += ["0.5", "1.234", "m", "k", "no.", "page", "x", "×", "±", "£", "pounds", "or", "so", "+", "/", "kg"]
WORDS += ["°", "'", '"', "\n"]


def in_words(number, has_and):
    """A whole number in English words, written with no look at the grammar."""
    for size, word in SIZES:
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if has_and and rest and (size == 100 or rest < 100) else " "
            return f"{in_words(count, has_and)} {word}" + (joint + in_words(rest, has_and) if rest else "")
    if number < len(ONES):
        return ONES[number]
    ten, one = divmod(number, 10)
    return TENS[ten - 2] + (f"-{ONES[one]}" if one else "")


@given(st.integers(2, 10**14), st.booleans(), st.sampled_from(NOUNS))
def test_a_number_in_words_is_read_back(number, has_and, noun):
    (one,) = mentions(f"They saw {in_words(number, has_and)} {noun} there.", "en").quantities
    assert (one.meaning.low, one.meaning.high) == (number, number)


@given(st.integers(1, 10**12), st.sampled_from([",", " ", "'"]), st.sampled_from(NOUNS))
def test_a_number_with_its_thousands_parted_is_read_back(number, sign, noun):
    (one,) = mentions(f"They saw {number:,} {noun} there.".replace(",", sign), "en").quantities
    assert one.meaning.low == number


@given(st.decimals(Decimal("0.01"), 10**6, places=2), st.sampled_from(["kg", "tonnes", "USD", "km/h", "litres a day"]))
def test_a_decimal_is_read_back(number, unit):
    (one,) = mentions(f"It was {number} {unit} then.", "en").quantities
    assert one.meaning.low == number


texts = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@given(texts)
@settings(max_examples=400)
def test_spans_reproduce_the_text_and_do_not_overlap(text):
    found = mentions(text, "en")
    spans = [(one.start, one.end) for one in found.quantities]
    assert [text[start:end] for start, end in spans] == [one.text for one in found.quantities]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for one in found.quantities:
        assert one.start <= one.number[0] < one.number[1] <= one.end
        assert one.start <= one.phrase[0] <= one.phrase[1] <= one.end
    for one in found.not_read:
        assert text[one.start : one.end] == one.text


@given(texts)
@settings(max_examples=400)
def test_every_value_is_one_that_a_case_takes(text):
    for one in mentions(text, "en").quantities:
        for said in (one.meaning, *one.others):
            names = {identifier(thing) for thing in (said.thing, said.per) if thing}
            written = Written.parse(said.value, spellings(names))
            assert float(written.low) == pytest.approx(float(said.low)), said.value
            assert float(written.high) == pytest.approx(float(said.high)), said.value


def spellings(names):
    """The spellings of a case that declares some things as units; those that are units already stand as they are."""
    about = "of the passage that is weighed"
    entries = {name: DeclaredUnit(counted=f"a {name} {about}", reason="made up") for name in names}
    return declared_units(entries, (), lambda name, error: None) if entries else STANDARD


@given(st.text(st.characters(exclude_categories=("Nd", "Nl", "No", "Cs")), max_size=20))
def test_words_apart_before_and_behind_change_nothing(words):
    text = "The convoy of 50 trucks held about 2,500 tonnes of metal."
    around = f"{words}\n\n{text}\n\n{words}"
    wanted = [(one.meaning, one.cue, one.text) for one in mentions(text, "en").quantities]
    at = around.index(text)
    inside = [one for one in mentions(around, "en").quantities if at <= one.start < at + len(text)]
    assert [(one.meaning, one.cue, one.text) for one in inside] == wanted


@given(st.text(max_size=60))
@settings(max_examples=400)
def test_any_text_is_read_without_an_error(text):
    found = mentions(text)
    assert [text[one.start : one.end] for one in found.quantities] == [one.text for one in found.quantities]
