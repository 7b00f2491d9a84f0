"""A report as DOCX: real headings, heads of tables that repeat, words for pictures, Arabic from right to left."""

import io
import itertools
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from PIL import Image

from small_cases import CASES
from weighbridge.handout import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = sorted(name for name, path in CASES.items() if "/data/cases/" in path)
# The order in which the schema wants what is said of a paragraph, of a run, and of a table (ECMA-376, part 1, A.1).
# Word calls a file broken where they stand in another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind jc rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u shd rtl cs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
}


@pytest.fixture
def file(as_docx, name):
    """The report of a case as python-docx reads it."""
    return Document(io.BytesIO(as_docx(name)))


def parts(content):
    """The parts of a file that are XML, as trees."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {one: ET.fromstring(whole.read(one)) for one in whole.namelist() if one.endswith((".xml", ".rels"))}


def test_headings_are_those_of_word_and_no_level_is_skipped(file, verified, name):
    found = [(line.style.name, line.text) for line in file.paragraphs if re.match(r"Title|Heading", line.style.name)]
    assert found[0] == ("Title", verified(name).title)
    assert found[1] == ("Heading 1", "The article says")
    levels = [int(style.split()[1]) for style, _ in found[1:]]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert {style for style, _ in found} == {"Title", "Heading 1", "Heading 2"}


def test_the_answer_comes_first_as_it_is(file, verified, name):
    answer = verified(name).answer
    told = [line.text.strip("\u00a0") for line in file.paragraphs]
    headline = told.index(answer.headline)
    assert told[headline - 1] == answer.badge.marked
    assert told[headline + 1] == " ".join(answer.sentences)
    assert headline < told.index("The article says")


def test_it_says_what_the_pdf_says(as_docx, as_pdf, name):
    """Every paragraph and cell is in both, in the same order of sections."""
    file = Document(io.BytesIO(as_docx(name)))
    _, read = as_pdf(name)
    heard = "".join(re.sub("[\u2068\u2069•]", "", read.structure.text).split())
    told = [line.text for line in file.paragraphs]
    told += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    missing = [
        one for one in told if "".join(one.replace("\u00a0", "").split()).replace(":", "") not in heard.replace(":", "")
    ]
    assert missing == []
    assert len(told) > 40


def test_heads_of_tables_repeat_and_no_row_is_cut(file, report, name):
    blocks = [block for block in report(name).blocks if type(block).__name__ == "Table"]
    assert len(file.tables) == len(blocks)
    for table, block in zip(file.tables, blocks, strict=True):
        first, *others = table.rows
        assert first._tr.trPr.find(f"{W}tblHeader") is not None
        assert all(row._tr.trPr.find(f"{W}tblHeader") is None for row in others)
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)
        assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")
        assert len(others) == len(block.rows)


def test_every_picture_says_in_words_what_it_shows_and_is_drawn_for_print(file, report, name):
    blocks = [block for block in report(name).blocks if type(block).__name__ == "Drawing"]
    shown = [(one._inline.docPr.get("descr"), one.width) for one in file.inline_shapes]
    assert [alt for alt, _ in shown] == [block.alt for block in blocks]
    numbers = [one._inline.docPr.get("id") for one in file.inline_shapes]
    assert len(set(numbers)) == len(numbers)
    for one in file.inline_shapes:
        picture = file.part.related_parts[one._inline.graphic.graphicData.pic.blipFill.blip.embed]
        width, _ = Image.open(io.BytesIO(picture.blob)).size
        assert 295 <= width / one.width.inches <= 305


def test_words_from_right_to_left_are_marked_with_their_language(as_docx):
    file = Document(io.BytesIO(as_docx("raqqa-2017")))
    cell = next(cell for table in file.tables for row in table.rows for cell in row.cells if "شاحنة" in cell.text)
    (line,) = cell.paragraphs
    assert line._p.pPr.find(f"{W}bidi") is not None
    (run,) = line.runs
    assert run.text == "حوالي ٥٠ شاحنة"
    assert run._r.rPr.find(f"{W}rtl") is not None
    assert run._r.rPr.find(f"{W}lang").get(f"{W}bidi") == "ar"
    assert run._r.rPr.find(f"{W}bCs") is not None  # a bold word is bold in letters of this kind too


def test_an_arabic_quotation_goes_from_right_to_left(as_docx):
    file = Document(io.BytesIO(as_docx("khartoum-copper")))
    lines = [line for line in file.paragraphs if line.style.name == "Quote"]
    assert lines
    assert all(line._p.pPr.find(f"{W}bidi") is not None for line in lines)
    runs = [run for line in lines for run in line._p.iter(f"{W}r")]
    arabic = [run for run in runs if re.search("[ء-ي]", "".join(run.itertext()))]
    assert arabic
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic)


def test_no_run_of_arabic_is_left_unmarked(as_docx, name):
    """Wherever it stands: in a citation, an address, a sentence."""
    tree = parts(as_docx(name))["word/document.xml"]
    arabic = [run for run in tree.iter(f"{W}r") if re.search("[ء-ي]", "".join(run.itertext()))]
    assert [ET.tostring(run) for run in arabic if run.find(f"{W}rPr/{W}rtl") is None] == []


def test_its_properties_and_its_language(file, verified, name):
    told = file.core_properties
    assert (told.title, told.subject) == (verified(name).title, str(verified(name).answer.badge))
    assert told.author == told.last_modified_by == f"Weighbridge {verified(name).weighbridge}"
    assert told.created == told.modified
    assert told.created.date().isoformat() == verified(name).run.date
    defaults = next(file.styles.element.iter(f"{W}rPrDefault")).find(f"{W}rPr/{W}lang")
    assert (defaults.get(f"{W}val"), defaults.get(f"{W}bidi")) == ("en-GB", "ar")


def test_pages_are_a4_and_numbered(file, name):
    (section,) = file.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    (line,) = section.footer.paragraphs
    assert re.findall(r"PAGE|NUMPAGES", "".join(line._p.itertext())) == ["PAGE", "NUMPAGES"]


def test_links_lead_to_the_web(as_docx, name):
    relations = parts(as_docx(name))["word/_rels/document.xml.rels"]
    outside = [one.get("Target") for one in relations if one.get("TargetMode") == "External"]
    assert outside
    assert [one for one in outside if not one.startswith(("https://", "http://"))] == []


@pytest.mark.parametrize(("kind", "order"), ORDER.items())
def test_what_is_said_of_a_thing_stands_in_the_order_of_the_schema(as_docx, name, kind, order):
    wrong = []
    for part in ("word/document.xml", "word/footer1.xml"):
        for one in parts(as_docx(name))[part].iter(f"{W}{kind}"):
            tags = [child.tag.removeprefix(W) for child in one]
            places = [order.split().index(tag) if tag in order.split() else -1 for tag in tags]
            if -1 in places or places != sorted(set(places)):
                wrong.append(tags)
    assert wrong == []


def test_the_same_bytes_twice_and_no_clock_in_it(as_docx, report):
    content = as_docx("captagon-italy")
    assert docx(report("captagon-italy")) == content
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        assert {entry.date_time for entry in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in whole.namelist()


@pytest.mark.parametrize("name", OURS)
def test_every_case_has_a_file_that_can_be_read(bare_report, verified, name):
    file = Document(io.BytesIO(docx(bare_report(name))))
    assert verified(name).answer.headline in [line.text for line in file.paragraphs]
