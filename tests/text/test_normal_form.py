"""The normal form: what a browser, a word processor or an editor does to a text changes nothing; a changed sign does."""

# ruff: noqa: E501 (a row of a table stands on one line)

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.text.article import Article
from weighbridge.text.document import read_document
from weighbridge.text.normal_form import Sameness, compared, normal_form, normal_sha256, paragraphs

# A made-up article: a title, a line of its author, three paragraphs of a body, and what the page says of the author.
TITLE = "Café owner’s “fifty” trucks"
BYLINE = "By N. Nobody “NN”"
BODY = (
    "Near 50 trucks left the town's depot last Thursday, loaded with approximately 2500 tons of metal.",
    "The drivers’ union said “it was 750 thousand USD on average”, which nobody confirmed — yet.",
    "A self-made list of 1,250 names was kept; it's not shown.",
)
ABOUT = "N. Nobody is a reporter from the town."
TEXT = "\n\n".join([TITLE, BYLINE, *BODY, ABOUT]) + "\n"


def article(asides=(1, 5), **more):
    """The article as a case that was written from this text has it."""
    listed = [one.model_copy(update={"aside": at in asides}) for at, one in enumerate(paragraphs(TEXT))]
    known = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "text_sha256": normal_sha256(TEXT)}
    return Article(title="A", url="https://example.org", language="en", **{**known, "paragraphs": listed, **more})


def said(text, asides=(1, 5), **more):
    return compared(article(asides, **more), read_document(text if isinstance(text, bytes) else text.encode()))


def test_the_steps_of_the_documentation_by_hand():
    """Another hand at the same steps, in a few lines."""

    def by_hand(text):
        seen = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cf", "Cc"))
        for sign in "‘’‚‛ʼ′`´":
            seen = seen.replace(sign, "'")
        for sign in "“”„‟«»″":
            seen = seen.replace(sign, '"')
        return " ".join(unicodedata.normalize("NFC", seen).split())

    assert normal_form(TEXT) == by_hand(TEXT)
    assert normal_sha256(TEXT) == hashlib.sha256(by_hand(TEXT).encode()).hexdigest()


# What a browser, an editor or a system does, one at a time: the words stay what they are.
FORMS = {
    "line ends of Windows": TEXT.replace("\n", "\r\n"),
    "line ends of an old Mac": TEXT.replace("\n", "\r"),
    "one line end a paragraph": TEXT.replace("\n\n", "\n"),
    "separators of paragraphs": TEXT.replace("\n\n", "\u2029"),
    "three empty lines": TEXT.replace("\n\n", "\n\n\n\n"),
    "empty lines at both ends": f"\n\n \n{TEXT}\n\n\n",
    "no line end at the end": TEXT.rstrip(),
    "no-break spaces": TEXT.replace(" ", "\u00a0"),
    "narrow no-break spaces": TEXT.replace("2500 tons", "2500\u202ftons"),
    "two spaces behind a sentence": TEXT.replace(". ", ".  "),
    "tabs": TEXT.replace(" left", "\tleft"),
    "wrapped at 30 columns": TEXT.replace(" loaded", "\nloaded").replace(" on average", "\n   on average"),
    "straight quotes": TEXT.replace("“", '"').replace("”", '"').replace("’", "'"),
    "curly apostrophes": TEXT.replace("'", "’"),
    "low quotes": TEXT.replace("“it", "„it"),
    "guillemets": TEXT.replace("“it", "«it").replace("average”", "average»"),
    "a byte order mark": f"\ufeff{TEXT}",
    "marks of direction": TEXT.replace("USD", "\u200eUSD\u200f").replace("2500", "\u202a2500\u202c"),
    "isolates": TEXT.replace("50 trucks", "\u206850 trucks\u2069"),
    "zero-width spaces": TEXT.replace("approximately", "approx\u200bimately"),
    "a zero-width space by itself": TEXT.replace(" metal", " \u200b metal"),
    "soft hyphens": TEXT.replace("approximately", "approxi\u00admately"),
    "letters in two parts": unicodedata.normalize("NFD", TEXT),
    "UTF-16": TEXT.encode("utf-16"),
    "Windows-1252": TEXT.encode("cp1252"),
    "a saved page": "<html><body>" + "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")) + "</body></html>",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_words_are_the_same_text(form):
    found = said(FORMS[form])
    assert found.sameness is Sameness.WORDS, form
    assert found.normal == normal_sha256(TEXT)


def test_the_file_itself_is_known_by_its_bytes():
    assert said(TEXT).sameness is Sameness.BYTES


def browser(*parts):
    """Parts as a browser gives them: Windows' line ends, no-break spaces, curly quotes straight."""
    text = "\r\n\r\n".join(parts).replace("50 trucks", "50\u00a0trucks").replace("’", "'").replace("“", '"')
    return f"{text.replace('”', chr(34))}\r\n\r\n"


# What a person copies: title and body, and what else stands on the page, or not.
COPIES = {
    "title and body": ([TITLE, *BODY], 2, 0),
    "with the byline and a date": ([TITLE, BYLINE, "22 February 2017", *BODY], 1, 3),
    "with another byline": ([TITLE, "Somebody else", *BODY], 2, 2),
    "with what stands around": (["Home | News", TITLE, "Share", *BODY, ABOUT, "Related: a thing"], 1, 7),
    "with a caption between": ([TITLE, BODY[0], "Photo: a truck", *BODY[1:]], 2, 3),
    "with what is said of the author first": ([ABOUT, TITLE, *BODY], 1, 0),
}


@pytest.mark.parametrize("copy", COPIES)
def test_title_and_body_from_the_page_are_the_same_text(copy):
    parts, left_out, others = COPIES[copy]
    found = said(browser(*parts))
    assert found.sameness is Sameness.PARAGRAPHS
    assert (len(found.left_out), found.others, found.missing) == (left_out, others, [])


@pytest.mark.parametrize("copy", COPIES)
def test_wherever_its_lines_end(copy):
    text = browser(*COPIES[copy][0])
    assert said(text.replace("\r\n\r\n", " ")).sameness is Sameness.PARAGRAPHS
    assert said(text.replace(" ", "\r\n")).sameness is Sameness.PARAGRAPHS


# What is no longer the same text: the paragraph that is named, and the line of the file in which it should stand.
CHANGED = {
    "a digit": ("2500", "2600", [3], 3),
    "a digit of a body": ("1,250", "1,260", [5], 7),
    "a capital letter": ("near 50".capitalize(), "near 50", [3], 3),
    "a word": ("which nobody", "that nobody", [4], 5),
    "a dash": ("confirmed —", "confirmed -", [4], 5),
    "a hyphen": ("self-made", "selfmade", [5], 7),
    "a word more": ("last Thursday", "last Thursday night", [3], 3),
    "the title": ("Café", "Cafe", [1], 1),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_changed_sign_is_another_text_and_its_paragraph_is_named(change):
    old, new, numbers, line = CHANGED[change]
    text = "\n\n".join([TITLE, *BODY])
    assert old in text
    document = read_document(text.replace(old, new).encode())
    found = compared(article(), document)
    assert found.sameness is Sameness.OTHER
    assert [one.number for one in found.missing] == numbers
    assert document.place(found.missing[0].start)[0] == line


def test_paragraphs_in_another_order_are_not_the_same_text():
    found = said(browser(TITLE, BODY[1], BODY[0], BODY[2]))
    assert found.sameness is Sameness.OTHER
    assert [one.number for one in found.missing] == [4]


def test_a_text_that_has_nothing_of_it():
    found = said("Something else entirely.")
    assert found.sameness is Sameness.OTHER
    assert [one.number for one in found.missing] == [1, 3, 4, 5]


def test_an_empty_file():
    assert said("").sameness is Sameness.OTHER


def test_a_case_without_any_hash():
    assert said(TEXT, sha256=None, text_sha256=None, paragraphs=[]).sameness is Sameness.UNKNOWN


def test_a_case_with_the_hash_of_the_bytes_alone():
    known = {"text_sha256": None, "paragraphs": []}
    assert said(TEXT, **known).sameness is Sameness.BYTES
    assert said(FORMS["line ends of Windows"], **known).sameness is Sameness.OTHER


def test_a_paragraph_that_stands_twice_is_found_twice():
    known = paragraphs("One two.\n\nOne two.\n")
    case = Article(title="A", url="u", language="en", paragraphs=known)
    assert compared(case, read_document(b"One two. One two. x")).sameness is Sameness.PARAGRAPHS
    assert compared(case, read_document(b"One two. x")).sameness is Sameness.OTHER


PARTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(PARTS)
def test_the_normal_form_of_a_normal_form_is_itself(text):
    assert normal_form(normal_form(text)) == normal_form(text)


@given(PARTS, st.sampled_from(["\r\n", "\u00a0", "\u2009", "\t", "\u2029", " \n "]))
def test_any_white_space_is_one_space(text, space):
    assert normal_form(f"{text}{space}x") == normal_form(f"{text} x")


@given(st.lists(st.text("ab .\n“\u00a0", min_size=1, max_size=30), max_size=5))
def test_the_words_of_the_paragraphs_are_those_of_the_text(parts):
    text = "\n\n".join(parts)
    listed = paragraphs(text)
    assert sum(one.words for one in listed) == len(normal_form(text).split())
    case = Article(title="A", url="u", language="en", paragraphs=listed)
    if listed:
        assert compared(case, read_document(f"head {text} tail".encode())).sameness is Sameness.PARAGRAPHS


def test_a_long_file_is_searched_by_lengths_before_anything_is_hashed(monkeypatch):
    """Counted, not timed: of 40,000 words a hash is made for few."""
    from weighbridge.text import normal_form as module

    counted = []
    monkeypatch.setattr(module, "sha256", lambda content: counted.append(1) or hashlib.sha256(content).hexdigest())
    text = " ".join(f"word{number % 977}" for number in range(40_000))
    found = compared(article(), read_document(f"{text}\n\n{TEXT.replace('2500', '2501')}".encode()))
    assert found.sameness is Sameness.OTHER
    assert len(counted) < 4_000
