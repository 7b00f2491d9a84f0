"""A tagged PDF as those who hear it get it: its elements in their order, each with its text, as pypdf reads the file.

Letters are drawn from left to right, those of Arabic too: a text object with such letters is read from its other end,
as every reader does. Where a font has one sign for several letters, its own table says which; ``/ActualText`` says it
where a stretch is to be read as something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

FROM_RIGHT = re.compile(
    "(?![\u0660-\u0669\u06f0-\u06f9])[\u0590-\u07bf\ufb1d-\ufdff\ufe70-\ufefc]"
)  # numbers go to the right
OF_RESOURCES = re.compile(r"/[a-z]+\d+")  # fonts, colours and drawings by their numbers


@dataclass
class Element:
    """An element of the structure: what it is, its own text and that of those within it, what it says besides."""

    tag: str
    alt: str | None
    language: str | None
    kids: list[Element | str] = field(default_factory=list)
    own_pages: set[int] = field(default_factory=set)

    @property
    def pages(self) -> set[int]:
        """The pages on which anything of it stands, by the numbers of their objects."""
        return self.own_pages.union(*(kid.pages for kid in self.kids if isinstance(kid, Element)))

    @property
    def text(self) -> str:
        """Everything in it, in the order of reading."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements of these kinds within it, itself too."""
        if self.tag in tags or not tags:
            yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all(*tags)


class TaggedPdf:
    """A PDF, read once: its catalogue, its fonts, and its structure with all text."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(BytesIO(content))
        self.root: Any = self.reader.trailer["/Root"]
        self.fonts: dict[str, DictionaryObject] = {}
        self._marked: dict[tuple[int, int], str] = {}
        for page in self.reader.pages:
            self._read(page)
        tree = self.root["/StructTreeRoot"]
        self.roles = {str(key): str(value) for key, value in tree.get("/RoleMap", {}).items()}
        self.structure = Element("Root", None, None, list(self._kids(tree, None, set())))

    @property
    def links(self) -> list[str]:
        """The addresses that something on a page leads to, within the file apart."""
        notes = (note.get_object() for page in self.reader.pages for note in page.get("/Annots", []))
        return [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]

    @property
    def told(self) -> list[str]:
        """What its properties say, and its table of contents."""
        contents = [str(one.title) for one in _flat(self.reader.outline)]
        return [*map(str, (self.reader.metadata or {}).values()), *contents]

    def keys(self) -> set[str]:
        """What the objects of the file say of themselves: an action, a script or a file within would say its own."""
        found: set[str] = set()
        for number in range(1, int(self.reader.trailer["/Size"])):
            found |= _keys(IndirectObject(number, 0, self.reader).get_object())
        return {key for key in found if not OF_RESOURCES.fullmatch(key)}

    def _read(self, page: Any) -> None:
        """Keeps the text of every stretch of a page that the structure names, and the fonts that show it."""
        number = page.indirect_reference.idnum
        for mark, text in self._stretches(page.get_contents(), page["/Resources"]):
            if mark is not None:
                self._marked[number, mark] = self._marked.get((number, mark), "") + text

    def _stretches(self, contents: Any, resources: Any, outer: int | None = None) -> Iterator[tuple[int | None, str]]:
        font, marks, clusters = {}, [], []
        for operands, name in ContentStream(contents, self.reader).operations:
            if name in (b"BDC", b"BMC"):
                told = operands[1] if name == b"BDC" else {}
                said = told.get("/ActualText") if isinstance(told, dict) else None
                marks.append((told.get("/MCID") if isinstance(told, dict) else None, said, len(clusters)))
            elif name == b"EMC":
                _, said, begun = marks.pop()
                if said is not None:
                    clusters[begun:] = [str(said)]
            elif name == b"Tf":
                font = self._letters(str(operands[0]), resources["/Font"][operands[0]].get_object())
            elif name in (b"Tj", b"TJ"):
                shown = operands[0] if name == b"TJ" else operands
                for one in shown:
                    clusters += _clusters(one, font)
            elif name == b"ET":
                mark = next((mark for mark, *_ in reversed(marks) if mark is not None), outer)
                yield mark, "".join(reversed(clusters) if FROM_RIGHT.search("".join(clusters)) else clusters)
                clusters = []
            elif name == b"Do":
                drawn = resources["/XObject"][operands[0]].get_object()
                if drawn["/Subtype"] == "/Form":
                    mark = next((mark for mark, *_ in reversed(marks) if mark is not None), outer)
                    yield from self._stretches(drawn, drawn.get("/Resources", resources), mark)

    def _letters(self, name: str, font: Any) -> dict[int, str]:
        """What each code of a font stands for, by its own table; nothing where it has none."""
        self.fonts.setdefault(str(font["/BaseFont"]), font)
        if not hasattr(font, "_letters"):
            font._letters = letters_of(font["/ToUnicode"].get_data().decode("latin-1")) if "/ToUnicode" in font else {}
        return font._letters

    def _kids(self, element: Any, page: int | None, pages: set[int]) -> Iterator[Element | str]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                pages.add(page)
                yield self._marked.get((page, kid), "")
                continue
            found = kid.get_object()
            here = found.raw_get("/Pg").idnum if "/Pg" in found else page
            if found.get("/Type") == "/MCR":
                pages.add(here)
                yield self._marked.get((here, found["/MCID"]), "")
            elif found.get("/Type") != "/OBJR":
                tag = str(found["/S"]).lstrip("/")
                alt, language = (str(found[key]) if key in found else None for key in ("/Alt", "/Lang"))
                made = Element(tag, alt, language)
                made.kids = list(self._kids(found, here, made.own_pages))
                yield made


def _keys(one: Any) -> set[str]:
    """The keys of an object and of what it holds itself, and of which kind it is."""
    if isinstance(one, list):
        return set().union(*map(_keys, one))
    if not isinstance(one, dict):
        return set()
    kinds = {str(one.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in one}
    return set().union(map(str, one), kinds, *map(_keys, dict.values(one)))


def _flat(outline: list[Any]) -> Iterator[Any]:
    """The entries of a table of contents, those within others too."""
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _clusters(shown: Any, letters: dict[int, str]) -> list[str]:
    """The letters of a string that is shown, by codes of two bytes; nothing for what only moves."""
    if isinstance(shown, int | float):
        return []
    codes = shown.original_bytes if hasattr(shown, "original_bytes") else bytes(shown)
    return [letters.get(int.from_bytes(codes[at : at + 2]), "\ufffd") for at in range(0, len(codes), 2)]


def letters_of(table: str) -> dict[int, str]:
    """What each code stands for, from a table as the standard has it (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = bytes.fromhex(letters).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return found
