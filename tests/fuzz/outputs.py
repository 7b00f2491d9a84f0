"""What is a fault of a text that was printed, or of a file that was written."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

# Control signs but for tab and line feed, and what embeds or overrides a direction.
ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]")
ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
NO_NUMBER = re.compile(r"(?<![\w.`/=-])[-−+]?(nan|inf|infinity)(?![\w`=-])|∞", re.IGNORECASE)
ENDLESS = re.compile(r"\d{60}|(?:\d{3}[,  ]){15}")
PLACES = re.compile(r"\[\d{1,6}(,\d{1,6})+\]")  # of texts, in the data of a page: many whole numbers in a row
LEFT_OVER = re.compile(r"\.(part|new|tmp|lock|swp)\b|~$")
TEXTS = {".csv", ".html", ".json", ".md", ".txt", ".svg", ".yaml", ".tex", ".jsonld", ".cff", ".bib"}


def faults_of_text(text: str, inputs: str) -> Iterator[str]:
    """What is wrong with a text that people or programs read; ``inputs`` is what the files said and what was typed."""
    if found := ACTIVE.search(text.replace("\r\n", "\n")):
        yield f"a sign that acts: {found[0]!a}"
    if any(line.count(END_OF_ISOLATE) > sum(map(line.count, ISOLATES)) for line in text.split("\n")):
        yield "an isolate that is closed and was not opened"
    if (found := NO_NUMBER.search(text)) and (found[1] or found[0]).lower() not in inputs.lower():
        yield f"no number: {found[0]}"
    if (found := ENDLESS.search(text)) and found[0][:30] not in inputs:
        yield "a number of more than 45 digits"


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} in JSON")


def faults_of_json(text: str) -> Iterator[str]:
    """What is wrong with a text that is to be JSON."""
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except ValueError as error:
        yield f"no JSON: {re.sub(r'[0-9]+', 'N', str(error))[:60]}"


def faults_of_file(path: Path, inputs: str) -> Iterator[str]:
    """What is wrong with a file that a command wrote: left over, not whole, or with something in it that harms."""
    if LEFT_OVER.search(path.name):
        yield f"left over: {path.suffix}"
        return
    data = path.read_bytes()
    if path.suffix in (".xlsx", ".docx", ".zip"):
        yield from _faults_of_archive(data, path.suffix, inputs)
    if path.suffix == ".pdf" and not (data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")):
        yield "a PDF without its end"
    if path.suffix not in TEXTS:
        return
    try:
        text = data.decode()
    except UnicodeDecodeError:
        yield f"not UTF-8: {path.suffix}"
        return
    if path.suffix in (".json", ".jsonld"):
        yield from faults_of_json(text)
    if path.suffix == ".html" and not text.rstrip().endswith("</html>"):
        yield "a page without its end"
    if path.suffix == ".svg":
        yield from _faults_of_xml(data)
    if path.suffix == ".html":
        text = PLACES.sub("[]", text)
    yield from (f"{fault} in {path.suffix}" for fault in faults_of_text(text, inputs))


def _faults_of_xml(data: bytes) -> Iterator[str]:
    try:
        ElementTree.fromstring(data)
    except ElementTree.ParseError:
        yield "XML that is not well-formed"


def _faults_of_archive(data: bytes, suffix: str, inputs: str) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, EOFError):
        yield f"an archive that is not whole: {suffix}"
        return
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            yield from _faults_of_xml(part)
            text = part.decode(errors="replace")
            yield from (f"{fault} in {suffix}" for fault in faults_of_text(text, inputs))
