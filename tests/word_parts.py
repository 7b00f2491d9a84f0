"""What a DOCX file is made of: its parts, its elements, its fields and links, and what in it would act."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from hostile_text import MARK

ACTING = re.compile(
    r"vba|macro|embeddings|activeX|externalLink|customUI|attachedToolbars|altChunk|aFChunk|attachedTemplate"
)
SPOKEN = {"descr", "val"}  # attributes that may hold a text: what a picture shows, what a table is of


@dataclass
class WordParts:
    """A file taken apart.

    Attributes:
        names: of its parts, pictures counted as one.
        elements: each element with each of its attributes.
        fields: what a program works out, as they are written.
        links: where anything leads to outside of the file.
        acting: what would act, and texts of the case where only we write.
        text: all that is read and heard.
    """

    names: set[str] = field(default_factory=set)
    elements: set[tuple[str, str]] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    acting: list[str] = field(default_factory=list)
    text: str = ""


def word_parts(content: bytes) -> WordParts:
    """A DOCX file taken apart."""
    found = WordParts()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            found.names.add(re.sub(r"image\d+\.png$", "image.png", name))
            if ACTING.search(name):
                found.acting.append(f"{name} is there at all")
            if name.endswith((".xml", ".rels")):
                _read(found, name, ET.fromstring(file.read(name)))
    return found


def _read(found: WordParts, name: str, tree: ET.Element) -> None:
    """Note what stands in a part."""
    for one in tree.iter():
        found.elements |= {(one.tag, key) for key in ("", *one.attrib)}
        tag, text = one.tag.rsplit("}", 1)[-1], one.text or ""
        found.text += text if tag != "instrText" else ""
        if tag == "instrText":
            found.fields.add(text.strip())
        if one.get("TargetMode") == "External":
            found.links.append(one.get("Target", ""))
        for key, value in one.attrib.items():
            bare = key.rsplit("}", 1)[-1]
            if bare in SPOKEN:
                found.text += value
            elif MARK in value and bare != "Target":
                found.acting.append(f"{name}: {tag} {bare}={value[:60]}")
        if ACTING.search(f"{tag} {one.get('Type', '')}"):
            found.acting.append(f"{name}: <{tag}>")
