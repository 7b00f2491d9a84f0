"""What Excel would mend, or refuse, when it opens a workbook: the rules of the format that a file can be held against.

ECMA-376 and Microsoft's "Excel specifications and limits". A file that keeps all of them opens without a prompt.
"""

import io
import math
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from recalculated import MAIN, place_of

LONGEST_TEXT, LONGEST_FORMULA, LONGEST_ADDRESS, LONGEST_NAME, LONGEST_LIST = 32_767, 8_192, 2_079, 31, 255
DEEPEST, MOST_ARGUMENTS = 64, 255
TIES = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
# The functions that every Excel since 2007 knows by these names, as far as a workbook of ours may use them.
KNOWN = frozenset(
    re.findall(
        r"\w+",
        """
    ABS ACOS AND ASIN ATAN AVERAGE BETADIST BETAINV CHOOSE COS COUNT COUNTA COUNTIF COUNTIFS DEVSQ EXP
    FALSE FREQUENCY GAMMALN IF IFERROR INDEX INT ISERROR ISNUMBER LARGE LN LOG LOG10 LOOKUP MATCH MAX
    MEDIAN MIN MOD NORMDIST NORMINV NORMSDIST NORMSINV NOT OR PERCENTILE PERCENTRANK PI POWER PRODUCT
    QUARTILE RANK ROUND ROUNDDOWN ROUNDUP ROW ROWS SIGN SIN SMALL SQRT STDEV STDEVP SUM SUMIF SUMIFS
    SUMPRODUCT TAN TANH TDIST TEXT TINV TRUE TRUNC VAR VARP VLOOKUP
    """,
    )
)
_TEXTS = re.compile(r'"(?:[^"]|"")*"')
_SHEETS = re.compile(r"'(?:[^']|'')*'!")
_CALLS = re.compile(r"((?:_xlfn\.)?(?:_xlws\.)?[A-Z][A-Z0-9.]*)\(")


def faults(content: bytes) -> list[str]:
    """Everything in the bytes of a workbook at which Excel would stop."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
        twice = [name for name, many in Counter(file.namelist()).items() if many > 1]
    found = [f"{name} stands twice in the file" for name in twice]
    trees: dict[str, ET.Element] = {}
    for name, part in parts.items():
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            found.append(f"{name} declares a document type")
        try:
            trees[name] = ET.fromstring(part)
        except ET.ParseError as error:
            found.append(f"{name} is not well formed: {error}")
    if not found:
        found += [*_types(trees), *_ties(trees), *_book(trees), *_strings(trees)]
        for name, tree in trees.items():
            if name.startswith("xl/worksheets/sheet"):
                found += [f"{name}: {fault}" for fault in _sheet(tree, trees)]
    return found


def _types(trees: dict[str, ET.Element]) -> Iterator[str]:
    """Every part has a type, and every type that is named has a part."""
    types = trees["[Content_Types].xml"]
    endings = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    named = {(one.get("PartName") or "").lstrip("/") for one in types.iter(f"{TYPES}Override")}
    for name in trees.keys() - {"[Content_Types].xml"}:
        if name not in named and name.rpartition(".")[2] not in endings:
            yield f"{name} has no type"
    yield from (f"the type of {name}, which is not there" for name in named - trees.keys())


def _ties(trees: dict[str, ET.Element]) -> Iterator[str]:
    """What one part says of another is there; what is outside is an address of the web, and a link."""
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(name))
        seen = Counter(one.get("Id") for one in tree.iter(TIES))
        yield from (f"{name}: {key} stands twice" for key, many in seen.items() if many > 1)
        for one in tree.iter(TIES):
            target, kind = one.get("Target") or "", (one.get("Type") or "").rpartition("/")[2]
            if one.get("TargetMode") == "External":
                if kind != "hyperlink" or not re.match(r"(?i)https?://[^\s]", target):
                    yield f"{name}: {kind} leads to {target[:60]}"
                if len(target) > LONGEST_ADDRESS:
                    yield f"{name}: an address of {len(target)} characters"
            elif (
                target.lstrip("/") if target[:1] == "/" else posixpath.normpath(posixpath.join(base, target))
            ) not in trees:
                yield f"{name}: {target} is not there"


def _book(trees: dict[str, ET.Element]) -> Iterator[str]:
    """Names of sheets and of cells."""
    book = trees["xl/workbook.xml"]
    names = [one.get("name") or "" for one in book.iter(f"{MAIN}sheet")]
    for name in names:
        if not 0 < len(name) <= LONGEST_NAME or FORBIDDEN.search(name) or name[:1] == "'" or name[-1:] == "'":
            yield f"a sheet is called {name!r}"
    yield from (f"two sheets are called {name}" for name, many in Counter(map(str.casefold, names)).items() if many > 1)
    defined = Counter(
        (one.get("name", "").casefold(), one.get("localSheetId")) for one in book.iter(f"{MAIN}definedName")
    )
    yield from (f"the name {name} is defined twice" for name, many in defined.items() if many > 1)
    if trees.keys() & {"xl/vbaProject.bin", "xl/connections.xml"} or any("externalLinks" in name for name in trees):
        yield "it holds programs, connections or links to other workbooks"


def _strings(trees: dict[str, ET.Element]) -> Iterator[str]:
    shared = trees.get("xl/sharedStrings.xml")
    for one in shared if shared is not None else ():
        text = "".join(part.text or "" for part in one.iter(f"{MAIN}t"))
        if one.find(f"{MAIN}r") is not None:
            yield f"a text with markup of its own: {text[:60]}"
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            yield f"a text of {len(text)} characters: {text[:60]}"
        if UNSEEN.search(text) or re.search(r"_x00[01][0-9A-Fa-f]_", text):
            yield f"a text with something that nobody sees: {text[:60]!r}"


def _sheet(sheet: ET.Element, trees: dict[str, ET.Element]) -> Iterator[str]:
    """The cells of a sheet in their order, each with a style that there is, a number that is one, a sound formula."""
    styles = len(trees["xl/styles.xml"].find(f"{MAIN}cellXfs") or ())
    shared = trees.get("xl/sharedStrings.xml")
    before = (-1, -1)
    for cell in sheet.iter(f"{MAIN}c"):
        name, kind, value = cell.get("r") or "", cell.get("t", "n"), cell.findtext(f"{MAIN}v")
        place = place_of(name)
        if place <= before:
            yield f"{name} stands behind {before}"
        before = place
        if int(cell.get("s", 0)) >= styles:
            yield f"{name} has a style that is not there"
        if kind == "s" and int(value or 0) >= len(shared if shared is not None else ()):
            yield f"{name} has a text that is not there"
        if kind == "n" and value and not math.isfinite(float(value)):
            yield f"{name} is {value}"
        formula = cell.find(f"{MAIN}f")
        if formula is not None:
            yield from (f"{name}: {fault}" for fault in _formula(formula.text or ""))
    for one in sheet.iter(f"{MAIN}dataValidation"):
        if len(one.findtext(f"{MAIN}formula1") or "") > LONGEST_LIST + 2:
            yield f"a list of {len(one.findtext(f'{MAIN}formula1') or '')} characters"


def _formula(text: str) -> Iterator[str]:
    """What is wrong with a formula: too long, too deep, a function that not every Excel knows, or another program."""
    if len(text) > LONGEST_FORMULA:
        yield f"a formula of {len(text)} characters"
    bare = _TEXTS.sub('""', text)
    plain = _SHEETS.sub("", bare)
    unknown = [name for name in _CALLS.findall(plain) if name not in KNOWN and not name.startswith("_xlfn.")]
    if unknown:
        yield f"functions that not every Excel knows: {unknown}"
    if re.search(r"[|\[\]@#]", plain) or re.search(r"\b(DDE|HYPERLINK|WEBSERVICE|CALL|EXEC|INDIRECT)\b", plain):
        yield f"something that reaches out: {text[:80]}"
    depth, arguments, deepest = 0, [0], 0
    for sign in plain:
        if sign == "(":
            depth += 1
            arguments.append(1)
        elif sign == ")":
            depth -= 1
            if arguments.pop() > MOST_ARGUMENTS:
                yield "a function of too many arguments"
        elif sign == "," and arguments:
            arguments[-1] += 1
        deepest = max(deepest, depth)
    if depth or deepest > DEEPEST:
        yield f"brackets {deepest} deep, {depth} left open"
