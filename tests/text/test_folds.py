"""A text folded for reading: what nobody sees is gone, and each character leads back to where it stood."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.text import fold, fold_to_match
from weighbridge.text.folds import line_and_column

# A text, what it is read as, a piece of that, and the piece of the text that this comes from.
FOLDED = [
    ("near 50\u00a0trucks", "near 50 trucks", "50 trucks", "50\u00a0trucks"),
    ("50\u202f000\u2009t", "50 000 t", "50 000", "50\u202f000"),
    ("2\u200b,\u200b500 tons", "2,500 tons", "2,500", "2\u200b,\u200b500"),
    ("met\u00adal", "metal", "metal", "met\u00adal"),
    ("met\u00ad\n  al", "metal", "metal", "met\u00ad\n  al"),
    ("met-\nal", "metal", "tal", "t-\nal"),
    ("met-\r\nal here", "metal here", "here", "here"),
    ("met-\n\nal", "met-\n\nal", "met-", "met-"),
    ("2,500-\ntonne", "2,500-tonne", "-", "-\n"),
    ("2015-\n2017", "2015-2017", "2017", "2017"),
    ("Al-\nBab", "Al-Bab", "Bab", "Bab"),
    ("trucks -\nnear", "trucks - near", "near", "near"),
    ("trucks—\nnear", "trucks—near", "near", "near"),
    ("one\ntwo", "one two", "two", "two"),
    ("one \t\n  two", "one two", " ", " \t\n  "),
    ("one\n \ntwo", "one\n\ntwo", "two", "two"),
    ("one\u2029two", "one\n\ntwo", "two", "two"),
    ("both:\n\u2022 one\n\u2022 two", "both:\n\u2022 one\n\u2022 two", "two", "two"),
    ("don\u2019t say \u201cnear\u201d", 'don\'t say "near"', "don't", "don\u2019t"),
    ("5\u20117", "5-7", "-", "\u2011"),
    ("5\u20137", "5\u20137", "\u2013", "\u2013"),
    ("of\ufb01cial", "official", "f", "\ufb01"),
    ("\uff15\uff10 \uff45", "50 e", "0", "\uff10"),
    ("10\u00b2 and 3\u00bd", "10\u00b2 and 3\u00bd", "\u00b2", "\u00b2"),
    ("e\u0301te\u0301", "\u00e9t\u00e9", "t", "t"),
    ("\u20665\u2069 t", "5 t", "5", "5"),
    ("\u0642\u0640\u0640\u0631", "\u0642\u0631", "\u0631", "\u0631"),
    ("\u0642\u064e\u0631", "\u0642\u064e\u0631", "\u0631", "\u0631"),
    ("\ufeb7\ufe8e", "\u0634\u0627", "\u0627", "\ufe8e"),
    ("2,\x02500\x0c t", "2,500 t", "500", "500"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "read", "piece", "origin"), FOLDED)
def test_a_text_is_folded_and_leads_back(text, read, piece, origin):
    folded = fold(text)
    assert folded.text == read
    at = read.rindex(piece)
    start, end = folded.span(at, at + len(piece))
    assert text[start:end] == origin


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("self-made and met-\nal", "selfmade and metal"),
        ("50 \u2013 60 \u2014 \u2212 7", "50 - 60 - - 7"),
        ("2,500-tonne", "2,500-tonne"),
        ("one\n\ntwo", "one two"),
        ("\u00abnear\u00bb", '"near"'),
        ("\u0642\u064f\u0631\u0627", "\u0642\u0631\u0627"),
        ("\u05e9\u05c1\u05b8", "\u05e9"),
        ("wait\u2026", "wait..."),
    ],
)
def test_a_text_is_folded_further_to_find_a_quotation(text, matched):
    assert fold_to_match(text).text == matched


PIECES = st.sampled_from(
    [
        *"ab A5-\n\r\t'.",
        "\u00a0",
        "\u200b",
        "\u00ad",
        "\u2019",
        "\ufb01",
        "\u0301",
        "\u064e",
        "\u0640",
        "\u2014",
        "\u2026",
        "\u2022",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text).text).text == fold(text).text


@given(TEXTS, st.booleans())
def test_spans_run_forward_and_never_overlap_but_within_what_was_replaced(text, is_to_match):
    folded = (fold_to_match if is_to_match else fold)(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(spans))


@given(TEXTS)
def test_letters_and_digits_stay_in_their_order(text):
    def plain(characters):
        return [sign for sign in characters if sign in "bA5"]  # an accent joins "a"

    folded = fold(text)
    assert plain(folded.text) == plain(text)
    for at, sign in enumerate(folded.text):
        if sign in "bA5":
            assert text[slice(*folded.span(at, at + 1))].startswith(sign)


def test_a_place_is_counted_as_editors_do():
    text = "a\nb\r\nc\rd"
    assert [line_and_column(text, text.index(letter)) for letter in "abcd"] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert fold("one\r\n\r\ntwo 5\u00a0t").place(9) == (3, 5)
