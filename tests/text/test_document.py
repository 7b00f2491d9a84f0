"""Files of any usual encoding and pages of the web as plain text, each place leading back to the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.base import shown
from weighbridge.text import LARGEST_TEXT, DocumentError, read_document

ENGLISH = "He said: “near 50 trucks” – loaded with £3m of metal\n"
FRENCH = "Près de 50 camions chargés, à côté d’Alep, été — 750 000 €"
GERMAN = "Über 50 Lastwagen, größer als 2.500 Tonnen, für 750.000 € verkauft"
SPANISH = "El señor dijo que 50 camiones salieron de la ciudad; 2.500 toneladas — ¿cuánto?"
RUSSIAN = "Около 50 грузовиков вывезли 2500 тонн металла из города"
ARABIC = "وكان عدد الشاحنات قرابة 50 شاحنة محملة بالحديد"
DATA = '<script type="application/ld+json">'
POLISH = "Około 50 ciężarówek załadowanych 2500 tonami metalu opuściło miasto, źródła mówią"


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN, SPANISH, RUSSIAN, ARABIC, POLISH, "5", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_unicode_is_read_as_it_was_written(text, encoding):
    marked = ("\ufeff" if encoding == "utf-16-be" else "") + text
    document = read_document(marked.encode(encoding))
    assert (document.text, document.notes) == (text, ())


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, ARABIC, "5 t"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_a_guess_that_is_said(text, encoding):
    document = read_document(text.encode(encoding), "note.txt")
    assert (document.text, document.encoding) == (text, encoding)
    assert document.notes == (
        f"note.txt does not say its encoding; it was read as {encoding.upper()}, which is a guess",
    )


@pytest.mark.parametrize(
    ("text", "encoding", "taken"),
    [
        (ENGLISH, "cp1252", "cp1252"),
        ("£3m for 50 trucks", "cp1252", "cp1252"),
        ("“near 50 trucks”", "cp1252", "cp1252"),
        (FRENCH, "cp1252", "cp1252"),
        (GERMAN, "cp1252", "cp1252"),
        (SPANISH, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (ARABIC, "cp1256", "cp1256"),
        (POLISH, "cp1250", "cp1250"),
    ],
)
def test_a_code_page_is_a_guess_that_is_said(text, encoding, taken):
    document = read_document(text.encode(encoding), "note.txt")
    assert (document.text, document.encoding) == (text, taken)
    (note,) = document.notes
    assert "note.txt does not say its encoding" in note
    assert "which is a guess" in note


def test_a_text_with_a_few_control_characters_is_a_text():
    assert read_document(b"near 50\x02 trucks\x0c loaded \x1b[1m").text == "near 50\x02 trucks\x0c loaded \x1b[1m"


def test_utf_8_with_a_broken_place_stays_utf_8():
    document = read_document(FRENCH.encode().replace("ô".encode(), b"\xc3"))
    assert document.text == FRENCH.replace("ô", "\ufffd")
    assert document.notes == ("the text is in UTF-8 with 1 broken places, which stand as \ufffd",)


@pytest.mark.parametrize(
    ("content", "fault", "remedy"),
    [
        (b"%PDF-1.4", "is a PDF, not text", "copy the text out of the PDF"),
        (b"PK\x03\x04word/document.xml", "is a zip archive, or a document of Word", "copy the text into a file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document of an old office program", "copy the text"),
        (b"{\\rtf1 near 50 trucks}", "a document in RTF", "save it as plain text"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "type out"),
        (b"\xff\xd8\xff\xe0", "a picture", "type out"),
        (b"\x1f\x8b\x08", "compressed", "unpack"),
        (b"\x00\x01\x02\x03 near 50 trucks", "is not text", "name the file of the text"),
        (bytes(range(256)), "is not text", "name the file of the text"),
        (b"a" * (LARGEST_TEXT + 1), "has more than 10,000,000 bytes", "name the file of the text"),
    ],
)
def test_what_is_no_text_is_refused_with_the_remedy(content, fault, remedy):
    with pytest.raises(DocumentError) as refused:
        read_document(content, "note")
    (problem,) = refused.value.problems
    assert problem.place.file == "note"
    assert fault in problem.message
    assert remedy in problem.remedy


def test_a_file_that_is_not_there_and_an_address_are_refused(tmp_path):
    for source, fault in [
        (tmp_path / "none.txt", "cannot be read: No such file or directory"),
        (tmp_path, "cannot be read: Is a directory"),
        ("https://example.org/a", "is an address, and nothing is fetched; save the page, and name the file"),
    ]:
        with pytest.raises(DocumentError) as refused:
            read_document(source)
        (problem,) = refused.value.problems
        assert fault in str(problem)


def test_a_file_is_known_by_its_content_and_named_as_it_is_shown(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("<p>near <b>50</b> trucks</p>", encoding="utf-8")
    document = read_document(path)
    assert (document.text, document.name) == ("near 50 trucks", shown(path))
    assert read_document(b"if 5 < 6 and 7 > 6, AT&T").text == "if 5 < 6 and 7 > 6, AT&T"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("a<br>b<br/><br>c</p>", "a\nb\n\nc"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("<table><tr><td>50</td><td>trucks</td></tr><tr><td>2</td></tr></table>", "50\ttrucks\n\n2"),
        ("<p>a <b> b</b>\n\n\nc</p>", "a b c"),
        ("<p>5&nbsp;&lt;&#32;6 &rsquo;&#x2019; &amp;nbsp; &nosuch; AT&T</p>", "5\u00a0< 6 ’’ &nbsp; &nosuch; AT&T"),
        ("<p>a<script>50 trucks</script><style>p{}</style>b</p>", "ab"),
        ("<html><head><title>T</title><p>no end of the head</p>", "no end of the head"),
        ("<p>a<!-- 50 trucks -->b</p>", "ab"),
        ("<p>met&shy;al tru<wbr>cks</p>", "met\u00adal trucks"),
        ("near 50&nbsp;trucks\n\nand 6 &amp; 7", "near 50\u00a0trucks\n\nand 6 & 7"),
        ("<p>it's <a title='5 > 6'>so</a></p>", "it's so"),
    ],
)
def test_a_page_is_what_its_reader_sees(page, text):
    document = read_document(page.encode())
    assert document.text == text
    for at, sign in enumerate(text):
        if sign.isalnum():
            assert page[document.origin(at)] in (sign, "&")


def test_a_page_says_what_it_is():
    page = """<html lang="fr-FR"><head><title> Des  camions &amp; du métal </title>
    <link rel="canonical" href="https://example.org/a"><meta name="author" content="A. B.">
    <meta property="og:site_name" content="The Example">
    <meta property="article:published_time" content="2017-02-03T10:00Z">
    </head><body>50 camions</body></html>"""
    meta = read_document(page.encode()).meta
    assert (meta.title, meta.language, meta.address) == ("Des camions & du métal", "fr-FR", "https://example.org/a")
    assert (meta.author, meta.publisher, meta.published) == ("A. B.", "The Example", "2017-02-03")


@pytest.mark.parametrize(
    ("said", "title", "published"),
    [
        (DATA + '{"@graph": [{"datePublished": "2017-02", "headline": "H"}]}</script>', "H", "2017-02"),
        (DATA + '[{"datePublished": "2017-02-03T00:00", "headline": 5}]</script>', "T", "2017-02-03"),
        (DATA + '{"datePublished": </script>', "T", ""),
        ('<meta itemprop="datePublished" content="2017-02-03">', "T", "2017-02-03"),
        ('<meta name="date" content="3 February 2017">', "T", ""),
        ('<meta property="og:title" content="O">', "O", ""),
        ("", "T", ""),
    ],
)  # fmt: skip
def test_a_page_says_its_day_in_several_ways(said, title, published):
    meta = read_document(f"<html><head><title>T</title>{said}</head><body><p>5</p></body></html>".encode()).meta
    assert (meta.title, meta.published) == (title, published)


def test_a_page_declares_its_encoding():
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    document = read_document(page.encode("cp1251"))
    assert (document.text, document.encoding, document.notes) == (RUSSIAN, "windows-1251", ())


@given(st.text(alphabet="ab5 <>&;/p\n\"'=!-", max_size=60))
def test_no_text_is_too_odd_to_be_read(text):
    document = read_document(text.encode())
    for at in range(len(document.text)):
        line, column = document.place(at)
        assert 1 <= line <= text.count("\n") + 1
        assert column >= 1
