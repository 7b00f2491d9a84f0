"""Text that can't hurt: nothing unseen, no cell that computes, links to the web alone."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.base import csv_cell, shown_address, visible, visible_json, web_address

ANYTHING = st.text(st.characters(categories=None))  # lone surrogates too


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("tons \u202e0052\u202c", r"tons \u202e0052\u202c"),
        ("\u2066isolate\u2069", r"\u2066isolate\u2069"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),  # the same in one byte
        ("nul\x00", r"nul\x00"),
        ("over\rwritten", r"over\rwritten"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("a\u200db", r"a\u200db"),  # a joiner where nothing is joined
        ("\ufeffmark", r"\ufeffmark"),
        ("half \ud83d", r"half \ud83d"),
        ("soft\xadhyphen", r"soft\xadhyphen"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("no character \uffff \U0001fffe", r"no character \uffff \U0001fffe"),
        ("next\x85line\u2028line", r"next\x85line\u2028line"),
        ("\u061c\u200e", r"\u061c\u200e"),  # marks beside marks
        ("\u180e\u200d", r"\u180e\u200d"),
        ("1\u200f2", r"1\u200f2"),  # a mark of direction between figures
    ],
)
def test_what_nobody_sees_is_made_visible(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "نقدر حمولتها بحوالي ٢٥٠٠ طن",
        "بِسْمِ ٱللَّٰهِ",  # vowels and a dagger alif
        "می\u200cخواهم",  # Persian: a joiner that parts
        "١٤٢٠ ه\u200d",  # the abbreviation of a calendar
        "क्\u200dष और र्\u200dय",  # Devanagari: half forms
        "ശ്രീ ന്\u200d",
        "שלום\u200f, עולם",
        "cafe\u0301, Tiếng Việt, 2 500 km²",
        "👩\u200d🚒 and ❤\ufe0f",
        "\u0600٥",  # the Arabic sign of a number, which is seen
        "a line\n\tand another",
    ],
)
def test_what_a_script_needs_stays(text):
    assert visible(text) == text


@given(ANYTHING, st.booleans())
def test_nothing_unseen_is_left_and_twice_is_as_once(text, lines):
    shown = visible(text, lines)
    assert visible(shown, lines) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown
    kinds = {unicodedata.category(one) for one in shown if one not in "\t\n"}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff]", shown)
    assert lines or not re.search(r"[\t\n\r]", shown)


@given(
    st.text(
        st.characters(
            categories=["L", "M", "N", "P", "S"], exclude_characters="\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
        )
    )
)
def test_letters_marks_digits_and_signs_of_any_script_stay(text):
    assert visible(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+2",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-1+2",
        "\t=1",
        "\n=1",
        " =1",
        '"=1',
        "＝1",
        "-5 to 3",
        "--5",
        "+",
    ],
)
def test_no_cell_is_computed(text):
    assert csv_cell(text).startswith("'")
    assert csv_cell(csv_cell(text)).lstrip("'").lstrip()[:1] in '=+-@＝"'


def test_a_cell_that_begins_with_a_return_shows_it():
    assert csv_cell("\r=1") == r"\r=1"


@pytest.mark.parametrize(
    "value", [5, -5, 0.1, None, True, "-5", "+5", "-.5e-3", "1e9", "−5 to 3", "about 5 = 5", "", "a-b", "50%"]
)
def test_numbers_and_plain_cells_stay(value):
    assert csv_cell(value) is value or csv_cell(value) == value


@given(ANYTHING)
def test_a_cell_begins_as_no_formula(text):
    cell = csv_cell(text)
    assert re.fullmatch(r"[+-]?[\d.eE+-]+", text) or cell.strip()[:1] not in tuple("=+-@")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", cell)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.raqqa-sl.com/en/?p=2112",
        "http://a.example:8080/b#c",
        "HTTPS://A.EXAMPLE/",
        "https://ar.wikipedia.org/wiki/ردمة",
        "http://[2001:db8::1]/",
        "https://web.archive.org/web/2017/https://a.example/x",
    ],
)
def test_addresses_of_the_web(address):
    assert web_address(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example",
        "//a.example",
        "/here",
        "https:a.example",
        "https:///a",
        "https:\\\\a.example",
        'https://a.example/"onload="x',
        "https://a.example/<script>",
        "https://a.example/ b",
        "https://a.example/\u202egpj",
        "https://bbc.co.uk@a.example/",
        "http://[::1/",
        "http://a.example:port/",
        "http://a.example:99999/",
        "",
        None,
        5,
    ],
)
def test_anything_else_is_no_link(text):
    assert web_address(text) is None


@given(ANYTHING)
def test_what_is_a_link_begins_as_one(text):
    for tried in (text, f"https://{text}", f"http://a.example/{text}"):
        address = web_address(tried)
        assert address is None or re.fullmatch(r"(?i)https?://[^\s<>\"'\\]+", address)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.example/%D8%B1%D8%AF%D9%85", "https://a.example/ردم"),
        ("https://a.example/%E0%A4%95%E0%A5%8D%E0%A4%B7", "https://a.example/क्ष"),
        ("https://a.example/a%20b%2Fc%3Fd%26%25", "https://a.example/a%20b%2Fc%3Fd%26%25"),
        ("https://a.example/%7Euser%41", "https://a.example/~userA"),
        ("https://a.example/%D8", "https://a.example/%D8"),  # half a letter
        ("https://a.example/%E2%80%AE", "https://a.example/%E2%80%AE"),  # an override of direction stays encoded
        ("https://a.example/%00%0A%1B", "https://a.example/%00%0A%1B"),
        ("https://a.example/%3Cscript%3E", "https://a.example/%3Cscript%3E"),
        ("javascript:\u202ealert", r"javascript:\u202ealert"),
    ],
)
def test_an_address_is_shown_as_people_read_it(address, shown):
    assert shown_address(address) == shown


@given(st.from_regex(r"https://a\.example/(%[0-9A-F]{2}|[a-z])*", fullmatch=True))
def test_a_shown_address_hides_nothing(address):
    assert visible(shown_address(address), lines=False) == shown_address(address)
    assert not re.search(r"[\s<>\"]", shown_address(address))


@given(st.dictionaries(st.text(), st.text()))
def test_json_says_the_same_and_hides_nothing(data):
    data = {**data, "unseen": "\x7f\x80\u202e\U000e0041"}
    for ascii_alone in (True, False):
        document = visible_json(json.dumps(data, ensure_ascii=ascii_alone))
        assert json.loads(document) == data
        assert visible(document) == document
