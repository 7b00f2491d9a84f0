"""A report as PDF: tagged, its fonts embedded, its text copied as it is read, the same bytes twice."""

import io
import json
import re
from itertools import pairwise, takewhile

import pytest
from pypdf import PdfReader

from pdf_structure import TaggedPdf
from small_cases import CASES, case_text, unfiled
from weighbridge.answers import Badge
from weighbridge.base import RemediedError
from weighbridge.charts import all_of
from weighbridge.handout import Document, pdf, report_of
from weighbridge.handout.blocks import Box, Drawing, Heading, Paragraph, Table, badge, runs
from weighbridge.handout.letters import BOXES, TEXT, WIDER, fonts_for
from weighbridge.report import CHANGED

LINE = "#aabbcc"
ARABIC_BESIDE = ["حوالي ٥٠ شاحنة", "نقدر حمولتها بحوالي ٢٥٠٠ طن من الخردوات المعدنية"]
OURS = sorted(name for name, path in CASES.items() if "/data/cases/" in path)


def words(text):
    """A text with one space between its words, and without the isolates that keep the order of Arabic."""
    return " ".join(re.sub("[\u2068\u2069]", "", text).split())


def test_it_is_tagged_and_says_its_title_and_its_language(as_pdf, verified, name):
    _, read = as_pdf(name)
    assert read.root["/MarkInfo"]["/Marked"]
    assert read.root["/Lang"] == "en-GB"
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.reader.metadata.title == verified(name).title
    assert read.reader.metadata.subject == verified(name).answer.badge
    claimed = read.root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1<" in claimed
    assert "<pdfaid:part>2<" in claimed
    assert "<pdfaid:conformance>A<" in claimed


def test_no_level_of_headings_is_skipped_and_the_sections_are_those_of_the_page(as_pdf, verified, name):
    _, read = as_pdf(name)
    headings = [(int(one.tag[1]), words(one.text)) for one in read.structure.all("H1", "H2", "H3")]
    levels = [level for level, _ in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    titles = [title for level, title in headings if level == 1]
    assert titles[0] == "The article says"
    assert titles[-1] == "The working, question by question"
    questions = [check.question for check in verified(name).checks]
    assert [title for level, title in headings if level == 2 and title in questions] == [*questions, *questions]


def test_the_answer_is_copied_as_it_is(as_pdf, verified, name):
    _, read = as_pdf(name)
    answer = verified(name).answer
    told = [words(one.text) for one in read.structure.all("P")]
    assert answer.badge.marked in told
    assert answer.headline in told
    assert " ".join(answer.sentences) in told
    before = [words(one.text) for one in read.structure.all("P", "H1")]
    assert before.index(answer.headline) < before.index("The article says")  # the answer comes first


def test_every_sentence_of_the_result_is_copied_as_it_is(as_pdf, verified, name):
    _, read = as_pdf(name)
    result = verified(name)
    told = words(read.structure.text)
    for sentence in (*result.changes_it, *result.limits, *result.strength, *result.settles, *result.arithmetic):
        assert words(sentence) in told
    for check in result.checks:
        assert words(check.figures.stated.text) in told
        assert words(check.figures.computed.text) in told
        assert words(check.sentence) in told


@pytest.mark.parametrize("words_of_it", ARABIC_BESIDE)
def test_arabic_beside_english_is_copied_in_its_order(as_pdf, words_of_it):
    _, read = as_pdf("raqqa-2017")
    assert words_of_it in [words(one.text) for one in read.structure.all("TD")]


def test_an_arabic_quotation_is_copied_in_its_order_with_its_language(as_pdf, verified):
    _, read = as_pdf("khartoum-copper")
    (quotation,) = read.structure.all("BlockQuote")
    for claim in verified("khartoum-copper").text.claims.values():
        assert words(claim.quote.exact) in words(quotation.text)
    assert "/Lang(ar)" in "".join(page.get_contents().get_data().decode("latin-1") for page in read.reader.pages)


def test_marks_of_vowels_are_copied_once_and_behind_their_letter(as_pdf):
    """A layout that places each mark by itself has them copied twice: وسطياًا."""
    _, read = as_pdf("raqqa-2017")
    assert "دولار وسطياً" in words(read.structure.text)


def test_every_font_is_embedded_and_says_its_letters(as_pdf, name):
    _, read = as_pdf(name)
    assert len(read.fonts) >= 3
    for called, font in read.fonts.items():
        (drawn,) = font["/DescendantFonts"]
        files = drawn.get_object()["/FontDescriptor"].keys() & {"/FontFile", "/FontFile2", "/FontFile3"}
        assert files, called
        assert "/ToUnicode" in font, called
        assert re.match(r"/[A-Z]{6}\+", called), called  # only the letters that are shown
    assert "\ufffd" not in read.structure.text


def test_every_picture_says_in_words_what_it_shows(as_pdf, report, name):
    _, read = as_pdf(name)
    drawn = [block.alt for block in report(name).blocks if type(block).__name__ == "Drawing"]
    assert [one.alt for one in read.structure.all("Figure")] == drawn
    assert all(len(alt) > 20 for alt in drawn)


def test_what_a_chart_plots_stands_apart_from_it_in_an_appendix(as_pdf, opened, name):
    """Below each chart it would be a wall of figures, in the part of the report that is for everyone."""
    _, read = as_pdf(name)
    parts = [(one.tag, words(one.text)) for one in read.structure.all("H1", "H2", "P", "Figure")]
    charts = [chart.picture() for chart in all_of(opened(name))]
    titles = ["How this was done", "The charts in words", "The working, question by question"]
    sections = [title for tag, title in parts if tag == "H1"]
    if not charts:
        assert sections[-2:] == [titles[0], titles[2]]
        return
    assert sections[-3:] == titles
    first, apart, last = (parts.index(("H1", title)) for title in ("In charts", *titles[1:]))
    pieces = [piece for one in charts for piece in (("H2", words(one.title)), ("P", words(one.description)))]
    assert parts[apart + 1 : last] == pieces
    shown = [tag for tag, _ in takewhile(lambda one: one[0] != "H1", parts[first + 1 :])]
    assert shown == ["P", *["Figure"] * len(charts)]


def test_the_sections_and_their_pages_are_listed_below_the_answer(as_pdf, name):
    _, read = as_pdf(name)
    listed = [words(one.text) for one in read.structure.all("TOCI")]
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(read.reader.pages, 1)}
    pages = {words(one.text): numbers[min(one.pages)] for one in read.structure.all("H1")}
    assert [re.sub("[ .\u2060]*[0-9]+$", "", one) for one in listed] == list(pages)
    assert [int(re.search("[0-9]+$", one)[0]) for one in listed] == list(pages.values())


def test_charts_are_drawn_in_lines_and_not_in_dots(as_pdf):
    """Two letters of a chart are found as text; none of its pictures is made of dots."""
    _, read = as_pdf("raqqa-2017")
    figures = {one.alt: one.text for one in read.structure.all("Figure")}
    (loads,) = (text for alt, text in figures.items() if alt.startswith("2 of 10 convoys on record"))
    assert "Four-axle trucks carrying food" in loads
    drawn = [one.get_object() for page in read.reader.pages for one in page["/Resources"].get("/XObject", {}).values()]
    assert not [one for one in drawn if one["/Subtype"] == "/Image"]


def test_heads_of_tables_are_heads(as_pdf, report, name):
    _, read = as_pdf(name)
    tables = [block for block in report(name).blocks if type(block).__name__ == "Table"]
    made = list(read.structure.all("Table"))
    assert len(made) == len(tables)
    for table, block in zip(made, tables, strict=True):
        assert len(list(table.all("TH"))) == len(block.heads)
        assert len(list(table.all("TR"))) == len(block.rows) + 1
        assert [one.tag for one in table.kids if not isinstance(one, str)].count("THead") == 1


def test_links_lead_to_the_web_and_the_quotation_to_its_place(as_pdf, name):
    _, read = as_pdf(name)
    assert read.links
    assert [link for link in read.links if not link.startswith(("https://", "http://"))] == []
    assert any("#:~:text=" in link for link in read.links)


def test_no_heading_stands_alone_at_the_foot_of_a_page(as_pdf, name):
    """Each is on the page on which the text begins that it is of, and a caption is where its table begins."""
    _, read = as_pdf(name)
    parts = [one for one in read.structure.all("H1", "H2", "P", "TR", "LI", "Figure", "Caption") if one.pages]
    heads = [(one, after) for one, after in pairwise(parts) if one.tag in ("H1", "H2", "Caption")]
    assert len(heads) > 10
    assert [one.text for one, after in heads if one.pages != {min(after.pages)}] == []


def test_no_row_of_a_table_is_cut_and_no_answer(as_pdf, name):
    _, read = as_pdf(name)
    rows = list(read.structure.all("TR"))
    assert rows
    assert [words(row.text) for row in rows if len(row.pages) > 1] == []
    before = list(read.structure.all("P", "H1"))
    answer = before[: next(at for at, one in enumerate(before) if one.tag == "H1")]
    assert len(set().union(*(one.pages for one in answer))) == 1


def test_pages_are_a4_and_numbered(as_pdf):
    _, read = as_pdf("captagon-italy")
    count = len(read.reader.pages)
    assert count >= 3
    for number, page in enumerate(read.reader.pages, 1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert f"{number} / {count}" in page.extract_text()


def test_the_same_bytes_twice_and_no_clock(as_pdf, report, verified):
    content, read = as_pdf("raqqa-2017")
    assert pdf(report("raqqa-2017")) == content
    day = verified("raqqa-2017").run.date.replace("-", "")
    assert read.reader.metadata["/CreationDate"] == read.reader.metadata["/ModDate"] == f"D:{day}000000Z"


@pytest.mark.parametrize("name", OURS)
def test_every_case_has_a_report_that_archives_and_readers_take(bare_report, verified, name):
    """Typst refuses what is not PDF/UA-1 and PDF/A-2a: a letter without a sign, a picture without words."""
    read = TaggedPdf(pdf(bare_report(name)))
    assert words(verified(name).answer.headline) in words(read.structure.text)
    assert "\ufffd" not in read.structure.text


def test_what_was_set_stands_before_the_answer(raqqa):
    read = TaggedPdf(pdf(report_of(raqqa.with_(trucks="40 truck").verify())))
    told = [words(one.text) for one in read.structure.all("P")]
    warning = told.index(CHANGED)
    assert warning < 3
    assert told[warning + 1] == "The number of trucks: 40 trucks (the article: “near 50 trucks”)"


class TestLetters:
    """Letters that the fonts at hand lack."""

    def test_latin_cyrillic_and_arabic_are_taken_from_the_fonts_that_come_along(self):
        found = fonts_for("tons, тонны, طن, ½ ≈ ● ◆ ✕")
        assert (found.text, found.of_machine) == ((TEXT, WIDER, BOXES), False)

    def test_letters_that_no_font_has_are_shown_as_boxes_and_not_refused(self):
        """Signs of a script that was added to Unicode lately, of which hardly any machine has a font."""
        text = "Fifty \U00011f02\U00011f03 trucks"
        assert fonts_for(text).text[-1] == BOXES
        case = unfiled(
            case_text(
                {"mass": "50 truck", "load": "50 truck"}, check="kind: agrees, stated: mass, equals: load"
            ).replace("Small", text)
        )
        read = TaggedPdf(pdf(report_of(case.verify())))
        assert text in words(read.structure.text)

    def test_each_sign_is_what_it_was_written_as(self):
        text = "#let x = $1$ *a* _b_ `c` @d <e> \\f \"g\" // h /* i */ ~ -- --- ... 'j' [k] {l} = m + n"
        case = unfiled(
            case_text(
                {"mass": "50 truck", "load": "50 truck"}, check="kind: agrees, stated: mass, equals: load"
            ).replace("title: Small", f"title: {json.dumps(text)}")
        )
        read = TaggedPdf(pdf(report_of(case.verify())))
        assert next(read.structure.all("Title")).text == case.text.title
        assert PdfReader(read.reader.stream).metadata.title == case.text.title


BEYOND = {
    "a sign of private use": ("Small \ue000 \U000f0000 sum", r"Small \ue000 \U000f0000 sum"),
    "a word without an end": ("a" * 100_000, "aaa … [92,000 more characters]"),
    "an Arabic word without an end": ("ش" * 100_000, "more characters]"),  # of which Typst fails, not only refuses
    "languages that nobody knows, and no letters": ("\u0378 \U0001fbff", "\u0378"),
    "vowels": ("حَوَالَيْ שָׁלוֹם", "ש"),
    "letters that join": ("हिन्दी বাংলা မြန်မာ", "ব"),
    "pictures and marks": ("👩\u200d👩\u200d👧 🇩🇪 e" + "\u0301" * 500, "👧"),
}


@pytest.mark.parametrize(("text", "shown"), BEYOND.values(), ids=BEYOND)
def test_what_no_pdf_holds_is_written_so_that_it_is_seen(text, shown):
    drawing = Drawing("d", text, f"<svg xmlns='http://www.w3.org/2000/svg'><text>{text[:40]}</text></svg>", 1.0)
    rows = ((runs(text), badge(Badge.FITS.sign)),)
    table = Table(runs(text), (runs(text), runs("b")), rows, (1.0, 1.0))
    blocks = (Heading(1, runs(text)), Paragraph(runs(text)), Box((), runs(text), (runs(text),), LINE), table)
    read = TaggedPdf(pdf(Document(runs(text), "k", text, text, "2026-11-27", runs("x"), (*blocks, drawing))))
    (heading,) = read.structure.all("H1")
    assert words(shown) in words(heading.text)
    assert words(shown) in words(read.reader.metadata.title)


def test_an_address_that_is_longer_than_files_hold_is_text():
    long = f"https://example.org/{'a' * 9_000}"
    read = TaggedPdf(pdf(Document(runs("T"), "k", "a", "s", "2026-11-27", (), (Paragraph(runs("words", href=long)),))))
    assert (read.links, "words" in read.structure.text) == ([], True)


def test_a_cell_and_an_answer_that_are_longer_than_a_page_go_on_on_the_next():
    cell, box = (runs(" ".join(f"{name}{at}" for at in range(900))) for name in ("cell", "box"))
    table = Table((), (runs("a"), runs("b")), ((cell, runs("b")),), (1.0, 3.0))
    document = Document(runs("T"), "k", "a", "s", "2026-11-27", (), (table, Box((), (), (box,), LINE)))
    pages = [_within(page) for page in PdfReader(io.BytesIO(pdf(document))).pages]
    for name in ("cell", "box"):
        found = [set(re.findall(rf"{name}\d+", page)) for page in pages]
        assert len(set().union(*found)) == 900
        assert sum(map(bool, found)) > 1


def _within(page):
    """The text of a page that stands on it, and not below its lower end."""
    found = []
    page.extract_text(visitor_text=lambda text, _, at, *more: found.append(text if at[5] >= 0 else ""))
    return "".join(found)


def test_what_typst_refuses_is_said_in_a_line():
    wrong = Document(runs("T"), "k", "a", "s", "2026-11-27", (), (Heading(3, runs("too deep")),))
    with pytest.raises(RemediedError) as raised:
        pdf(wrong)
    (line,) = str(raised.value).splitlines()
    assert line.startswith("Typst can't set the report: ")
    assert line.endswith("; ask for `--markdown` instead")
