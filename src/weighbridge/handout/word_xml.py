"""What python-docx has no word for: shading, edges, direction and language of runs, links, heads that are repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML, such as ``w:shd``, with attributes of the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


# The order in which the schema wants what is said of a paragraph and of a run (ECMA-376, 17.3.1.26 and 17.3.2.28).
_AFTER_EDGES = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")
_AFTER_SHADE = _AFTER_EDGES[1:]
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
_AFTER_RUN_SHADE = ("w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang")
_AFTER_RTL = ("w:cs", "w:em", "w:lang")


def shade(one: Paragraph | Run, colour: str) -> None:
    """Put a colour, ``#rrggbb``, behind a paragraph or a run."""
    shading = element("w:shd", val="clear", color="auto", fill=colour.lstrip("#").upper())
    if hasattr(one, "_p"):
        one._p.get_or_add_pPr().insert_element_before(shading, *_AFTER_SHADE)
    else:
        one._r.get_or_add_rPr().insert_element_before(shading, *_AFTER_RUN_SHADE)


def edge(line: Paragraph, colour: str, from_right: bool = False) -> None:
    """Draw an edge of a colour at the side where the lines of a paragraph begin."""
    edges = element("w:pBdr")
    edges.append(
        element(
            "w:right" if from_right else "w:left", val="single", sz="18", space="8", color=colour.lstrip("#").upper()
        )
    )
    line._p.get_or_add_pPr().insert_element_before(edges, *_AFTER_EDGES)


def turned(line: Paragraph) -> None:
    """Let a paragraph go from right to left."""
    line._p.get_or_add_pPr().insert_element_before(element("w:bidi"), *_AFTER_BIDI)


def language_of(made: Run, language: str | None, from_right: bool) -> None:
    """Say the language of a run, and that it goes from right to left where it does."""
    properties = made._r.get_or_add_rPr()
    if from_right:
        properties.insert_element_before(element("w:rtl"), *_AFTER_RTL)
    if language and language != "und":
        properties.append(element("w:lang", **{"bidi" if from_right else "val": language}))


def hyperlink(line: Paragraph, href: str) -> Any:
    """A link at the end of a paragraph, for runs to be put into."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    made = element("w:hyperlink", history="1")
    made.set(qn("r:id"), line.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    line._p.append(made)
    return made


def kept_rows(table: Table) -> None:
    """Repeat the first row of a table on each page, and cut no row in two."""
    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if place == 0:
            properties.append(element("w:tblHeader"))


def titled(table: Table, caption: str) -> None:
    """Say what a table is of, for those who hear it."""
    table._tbl.tblPr.append(element("w:tblCaption", val=caption))


def described(shown: Any, name: str, alt: str) -> None:
    """Name a picture and say in words what it shows; it stands as near to its line as letters do."""
    shown._inline.docPr.set("name", name)
    shown._inline.docPr.set("descr", alt)
    for side in "TBLR":
        shown._inline.set(f"dist{side}", "0")


def without_thumbnail(file: File) -> None:
    """Leave out the small picture of an empty page that python-docx begins with."""
    package = file.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(name)


def field(line: Paragraph, instruction: str) -> None:
    """Put a field, such as ``PAGE``, at the end of a paragraph; programs fill it in."""
    for kind in ("begin", None, "end"):
        run = line.add_run()
        if kind is None:
            told = element("w:instrText")
            told.text = instruction
            run._r.append(told)
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))
