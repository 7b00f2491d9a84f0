"""The styles of a DOCX file, by the names that Word has for them; A4, page numbers, and no clock in its properties."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from .blocks import Document, plain_text
from .word_xml import element, field, without_thumbnail

if TYPE_CHECKING:
    from docx.document import Document as File

MM = 36_000  # units of DrawingML
PAGE, SIDE, TOP = (210 * MM, 297 * MM), 24 * MM, 24 * MM
TEXT_WIDTH = PAGE[0] - 2 * SIDE
SERIF, TYPED, ARABIC = "Georgia", "Consolas", "Arial"
SOFT, LINE, TINT = "545454", "#d8d3c8", "#f6f4ef"
# Each style: what it is based on, points, bold, colour, points before, points after, mm from the side.
STYLES: dict[str, tuple[str, float, bool, str | None, float, float, float]] = {
    "Title": ("Normal", 24, True, "000000", 0, 8, 0),
    "Heading 1": ("Normal", 15, True, "000000", 20, 6, 0),
    "Heading 2": ("Normal", 12, True, "000000", 14, 4, 0),
    "Note": ("Normal", 9, False, SOFT, 0, 6, 0),
    "Answer": ("Normal", 10.5, False, None, 0, 4, 4),
    "Answer Headline": ("Answer", 14, True, None, 4, 4, 4),
    "Quote": ("Normal", 11.5, False, None, 0, 6, 4),
    "Fact": ("Normal", 10, False, None, 0, 2, 5),
    "List Bullet": ("Normal", 10.5, False, None, 0, 4, 6),
    "List Bullet Small": ("List Bullet", 9.5, False, None, 4, 2, 6),
    "List Continue": ("Normal", 10.5, False, None, 0, 4, 6),
    "List Continue Small": ("List Continue", 9.5, False, None, 0, 2, 6),
    "Caption": ("Normal", 10, True, "000000", 8, 4, 0),
    "Picture": ("Normal", 10, False, None, 6, 2, 0),
    "Table Text": ("Normal", 9, False, None, 2, 2, 0),
    "Table Head": ("Table Text", 9, True, SOFT, 2, 2, 0),
    "After Table": ("Normal", 4, False, None, 0, 0, 0),
}
KEPT = ("Title", "Heading 1", "Heading 2", "Caption", "Table Head")
HANGING = ("Fact", "List Bullet", "List Bullet Small")


def new_file(document: Document) -> File:
    """An empty file with its styles, its properties, its title, and the foot of its pages."""
    import docx

    file = docx.Document()
    without_thumbnail(file)
    _properties(file, document)
    _page(file, document)
    _normal(file)
    for name, looks in STYLES.items():
        _style(file, name, *looks)
    _others(file)
    file.add_paragraph(document.kicker, style="Note")
    title = file.add_paragraph(style="Title")
    for run in document.title:
        title.add_run(run.text)
    return file


def _properties(file: File, document: Document) -> None:
    """Title, author and language; every day is that of the run."""
    told, day = file.core_properties, datetime.fromisoformat(document.day)
    told.title, told.author, told.subject = plain_text(document.title)[:255], document.author, document.subject
    told.language, told.comments, told.keywords, told.category = "en-GB", "", "", ""
    told.created = told.modified = day
    told.last_modified_by, told.revision = document.author, 1


def _page(file: File, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = SIDE
    section.top_margin = section.bottom_margin = TOP
    line = section.footer.paragraphs[0]
    line.style.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, 2)
    for run in document.foot:
        line.add_run(run.text)
    line.add_run("\t")
    field(line, "PAGE")
    line.add_run(" / ")
    field(line, "NUMPAGES")


def _normal(file: File) -> None:
    """The look of all text, and the language of the file with that of letters from right to left."""
    from docx.shared import Pt

    normal = file.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    properties = normal.element.get_or_add_rPr()
    _font(properties, SERIF)
    for known in list(file.styles.element.iter("{*}lang")):
        known.getparent().remove(known)
    defaults = next(file.styles.element.iter("{*}rPrDefault"))[0]
    defaults.append(element("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar"))


def _font(properties: Any, family: str) -> None:
    """Take letters of every script from fonts that each machine with Word has."""
    for old in properties.findall("{*}rFonts"):
        properties.remove(old)
    properties.insert(0, element("w:rFonts", ascii=family, hAnsi=family, cs=ARABIC, eastAsia=family))


def _style(
    file: File,
    name: str,
    base: str,
    size: float,
    bold: bool,
    colour: str | None,
    before: float,
    after: float,
    mm: float,
) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = {style.name for style in file.styles}
    style = file.styles[name] if name in known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles[base]
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    _font(properties, SERIF)
    style.font.size, style.font.bold = Pt(size), bold
    properties.append(element("w:szCs", val=str(int(size * 2))))
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.left_indent = Pt(before), Pt(after), mm * MM
    shape.first_line_indent = -5 * MM if name in HANGING else 0
    shape.keep_with_next = name in KEPT or None
    for edges in style.element.iter("{*}pBdr"):
        edges.getparent().remove(edges)


def _others(file: File) -> None:
    """What is typed, and tables with thin lines between their rows."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    typed = file.styles.add_style("Typed", WD_STYLE_TYPE.CHARACTER)
    typed.font.name, typed.font.size = TYPED, Pt(9)
    table = file.styles.add_style("Figures", WD_STYLE_TYPE.TABLE)
    table.base_style = file.styles["Normal Table"]
    properties = element("w:tblPr")
    edges = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        edges.append(element(f"w:{side}", val="single", sz="4", space="0", color=LINE.lstrip("#").upper()))
    properties.append(edges)
    table.element.append(properties)
