"""Workbooks, written part by part: cells, shared strings, styles and dates, XML, the list of parts, the archive."""

from __future__ import annotations

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from .grids import Grid, mutated_body, other_prices
from .pieces import mutated_bytes, mutated_text, piece

Parts = dict[str, str]
DAY = (2026, 1, 1, 0, 0, 0)
SPACE = "http://schemas.openxmlformats.org"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = f"{SPACE}/spreadsheetml/2006/main"
RELATIONS = f"{SPACE}/officeDocument/2006/relationships"
PACKAGE = f"{SPACE}/package/2006"
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><z>&d;</z>'
)


def parts_of(sheets: dict[str, Grid], rnd: Random, odd: float = 0.0) -> Parts:
    """The parts of a workbook with these sheets; texts are shared or stand in their cells."""
    names = list(sheets)
    strings: list[str] = []
    found = {
        "[Content_Types].xml": HEAD + f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/></Types>',
        "_rels/.rels": HEAD + f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type='
        f'"{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    listed = "".join(
        f'<sheet name="{escape(name)[:31]}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    found["xl/workbook.xml"] = (
        HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/><sheets>{listed}</sheets></workbook>'
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    for at, (kind, target) in enumerate((("styles", "styles"), ("sharedStrings", "sharedStrings")), len(names) + 1):
        related += f'<Relationship Id="rId{at}" Type="{RELATIONS}/{kind}" Target="{target}.xml"/>'
    found["xl/_rels/workbook.xml.rels"] = (
        HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'
    )
    for at, grid in enumerate(sheets.values(), 1):
        found[f"xl/worksheets/sheet{at}.xml"] = _sheet(grid, strings, rnd, odd)
    found["xl/styles.xml"] = (
        HEAD
        + f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm"/></numFmts>'
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    items = "".join(f"<si><t>{escape(_xml(one))}</t></si>" for one in strings)
    found["xl/sharedStrings.xml"] = HEAD + f'<sst xmlns="{MAIN}" count="{len(strings)}">{items}</sst>'
    return found


def _xml(text: str) -> str:
    """A text without the signs that XML has not, so that most changes reach the cells and not the parser."""
    return "".join(sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff" and sign < "\ufffe")


def _sheet(grid: Grid, strings: list[str], rnd: Random, odd: float) -> str:
    rows = []
    for number, row in enumerate(grid, 1):
        cells = "".join(_cell(f"{_letters(at)}{number}", cell, strings, rnd, odd) for at, cell in enumerate(row))
        rows.append(f'<row r="{number}">{cells}</row>')
    return HEAD + f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _letters(at: int) -> str:
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)


def _cell(place: str, cell: str, strings: list[str], rnd: Random, odd: float) -> str:
    way = rnd.random()
    if way < odd:
        kind = rnd.choice(("b", "e", "n", "s", "str", "d", "inlineStr", "x"))
        return f'<c r="{place}" t="{kind}" s="{rnd.choice((0, 1, 2, 9, -1))}"><v>{escape(_xml(piece(rnd)))}</v></c>'
    if way < 1.5 * odd:
        return f'<c r="{place}"><f>1/0</f><v>{rnd.choice(("#DIV/0!", "NaN", "1e999", "5"))}</v></c>'
    if cell == "":
        return ""
    try:
        float(cell)
    except ValueError:
        strings.append(cell)
        return f'<c r="{place}" t="s"><v>{len(strings) - 1}</v></c>'
    style = rnd.choice((1, 2)) if way > 1 - odd else 0
    return f'<c r="{place}" s="{style}"><v>{_xml(cell)}</v></c>'


def workbook_bytes(rnd: Random, sheets: dict[str, Grid], heads: int = 1) -> bytes:
    """A workbook in which cells, a part, the archive or bytes are changed; as often with other figures alone."""
    if rnd.random() < 0.5:
        name = rnd.choice([name for name, grid in sheets.items() if len(grid) > heads])
        return archived(rnd, parts_of({**sheets, name: other_prices(rnd, sheets[name], heads)}, rnd))
    way = rnd.random()
    if way < 0.55:
        name = rnd.choice(list(sheets))
        sheets = {**sheets, name: mutated_body(rnd, sheets[name], heads)}
    parts = parts_of(sheets, rnd, odd=rnd.choice((0.0, 0.0, 0.02)))
    if 0.55 <= way < 0.8:
        parts = _changed(rnd, parts)
    content = archived(rnd, parts, odd=0.8 <= way < 0.92)
    return mutated_bytes(rnd, content) if way > 0.92 else content


def _changed(rnd: Random, parts: Parts) -> Parts:
    """The parts with one of them left out, spoilt or replaced, or with one more."""
    name = rnd.choice(list(parts))
    text = parts[name]
    at = rnd.randint(0, len(text))
    tag = rnd.choice(
        ("<x/>", "</row>", "<c>", '<c r="A99999999" t="s"><v>99</v></c>', '<row r="0">', "&#0;", "&x;", "\0")
    )
    others = ("1e999", "-1", "99999999999999999999", "", "A1:XFD1048576", "../../x.xml", "1", "s")
    quoted = text.split('"')
    spot = rnd.randrange(1, max(len(quoted) - 1, 2), 2) if len(quoted) > 2 else 0
    quoted[spot] = rnd.choice(others)
    return {
        **parts,
        name: rnd.choice(
            ("", BILLION_LAUGHS, text[:at], text[:at] + tag + text[at:], mutated_text(rnd, text), '"'.join(quoted))
        ),
        **({"xl/extra/../../../out.xml": "x"} if rnd.random() < 0.1 else {}),
    }


def archived(rnd: Random, parts: Parts, odd: bool = False) -> bytes:
    """Parts as an archive; an odd one lacks a part, has one twice, unpacks to much, or says what is not so."""
    out = io.BytesIO()
    way = rnd.randrange(7) if odd else -1
    names = list(parts)
    if way == 0:
        names.remove(rnd.choice(names))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if way != 1 else zipfile.ZIP_STORED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, DAY), parts[name].encode("utf-8", "replace"))
        if way == 2:
            archive.writestr(zipfile.ZipInfo("xl/bomb.bin", DAY), bytes(3_000_000))
        if way == 3:
            for at in range(1_001):
                archive.writestr(zipfile.ZipInfo(f"xl/p{at}.xml", DAY), "")
    content = out.getvalue()
    if way == 4:  # locked, by what the list of parts says
        content = content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    if way == 5:  # a part that says it is far larger, or smaller
        at = content.rfind(b"PK\x01\x02") + 24
        content = content[:at] + rnd.choice((b"\xff\xff\xff\x7f", b"\0\0\0\0")) + content[at + 4 :]
    if way == 6:
        content = b"junk" * rnd.choice((1, 300)) + content
    return content
