"""Workbooks as LibreOffice computes them, cell by cell.

The values that a workbook holds beside its formulas are the library's own, so that a recalculation which does not
happen would pass unseen. Every one of them is therefore overwritten with a number that no cell comes to before
LibreOffice opens the file, and whoever finds it there again knows that nothing was computed.
"""

import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import pytest

ABSENT = "LibreOffice Calc is not here. On Debian `apt-get install libreoffice-calc` installs it."
UNTOUCHED = -987654321.0  # what every formula is said to come to, until it is computed
PATIENCE = 300  # seconds
ALWAYS = 0  # of what LibreOffice knows to do with the values of a file: always, never, ask
SETTINGS = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{ALWAYS}</value></prop></item>
</oor:items>
"""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TIED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(r'<c r="(\w+)"((?: s="\d+")?)(?: t="\w+")?>(<f[ >].*?</f>)<v>.*?</v></c>', re.DOTALL)
_CELL = '<c r="{place}"((?: s="\\d+")?)(?: t="\\w+")?>.*?</c>'
_ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]+)(\d+)")

Cells = dict[tuple[int, int], Any]  # by row and column, counted from 0
Sheets = dict[str, Cells]


def missing(what: str) -> NoReturn:
    """Skips the test, or fails it where every test has to run."""
    if os.environ.get("WEIGHBRIDGE_EVERY_TEST"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def recalculated(books: Mapping[str, bytes]) -> dict[str, Sheets]:
    """The cells of each workbook as LibreOffice computes them; it is started once for all of them.

    A cell that holds an error holds its text, such as ``#DIV/0!``.

    Args:
        books: the bytes of each, by a name that can be that of a file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        missing(ABSENT)
    with tempfile.TemporaryDirectory() as folder:
        home, out = Path(folder, "profile"), Path(folder, "out")
        (home / "user").mkdir(parents=True)
        (home / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        for name, content in books.items():
            Path(folder, f"{name}.xlsx").write_bytes(untouched(content))
        command = [
            program,
            f"-env:UserInstallation={home.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx",
        ]
        files = [str(Path(folder, f"{name}.xlsx")) for name in books]
        ran = subprocess.run(
            [*command, "--outdir", str(out), *files], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        written = {name: out / f"{name}.xlsx" for name in books}
        lacking = [name for name, path in written.items() if not path.is_file()]
        assert not lacking, f"LibreOffice did not open {lacking}: {ran.stdout} {ran.stderr}"
        found = {name: cells_of(path.read_bytes()) for name, path in written.items()}
    stale = [
        f"{name}: {sheet} {place}"
        for name, sheets in found.items()
        for sheet, cells in sheets.items()
        for place, value in cells.items()
        if value == UNTOUCHED
    ]
    assert not stale, f"LibreOffice did not compute {stale[:10]}"
    return found


def untouched(content: bytes) -> bytes:
    """The same workbook, in which no formula has the value that it comes to."""
    return _rewritten(content, lambda _, text: _FORMULA.sub(rf'<c r="\1"\2>\3<v>{UNTOUCHED!r}</v></c>', text))


def changed(content: bytes, changes: Mapping[tuple[str, int, int], float | str | bool]) -> bytes:
    """The same workbook with something else in some cells, as if somebody had typed it.

    Args:
        changes: by the name of the sheet, the row and the column, counted from 0.
    """
    parts = {name: part for part, name in parts_of(content).items()}

    def typed(part: str, text: str) -> str:
        for (sheet, row, column), value in changes.items():
            if parts[sheet] == part:
                place, new = f"{letters(column)}{row + 1}", _typed(value)
                text, times = re.subn(
                    _CELL.format(place=place),
                    lambda found, new=new, place=place: f'<c r="{place}"{found[1]}{new}',
                    text,
                )
                assert times == 1, f"{sheet}!{place} holds nothing"
        return text

    return _rewritten(content, typed)


def _typed(value: float | str | bool) -> str:
    """What stands in a cell, behind its place and its style."""
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    return f' t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str) else f"><v>{value!r}</v></c>"


def _rewritten(content: bytes, rewrite: Any) -> bytes:
    """The same file with the sheets rewritten as text."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            text = old.read(item)
            is_sheet = item.filename.startswith("xl/worksheets/sheet")
            new.writestr(item, rewrite(item.filename, text.decode()) if is_sheet else text)
    return file.getvalue()


def parts_of(content: bytes) -> dict[str, str]:
    """The name of each sheet by the part of the file that holds it."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        book = ET.fromstring(file.read("xl/workbook.xml"))
        ties = ET.fromstring(file.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): "xl/" + (one.get("Target") or "").removeprefix("/xl/") for one in ties}
    return {targets[one.get(TIED)]: one.get("name") or "" for one in book.iter(f"{MAIN}sheet")}


def cells_of(content: bytes) -> Sheets:
    """What stands in each cell of a workbook: numbers, texts, booleans, errors as their texts."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        shared = []
        if "xl/sharedStrings.xml" in file.namelist():
            texts = ET.fromstring(file.read("xl/sharedStrings.xml"))
            shared = [plain("".join(part.text or "" for part in one.iter(f"{MAIN}t"))) for one in texts]
        return {name: _cells(file.read(part), shared) for part, name in parts_of(content).items()}


def _cells(sheet: bytes, shared: list[str]) -> Cells:
    found: Cells = {}
    for cell in ET.fromstring(sheet).iter(f"{MAIN}c"):
        text, kind = cell.findtext(f"{MAIN}v"), cell.get("t", "n")
        if kind == "inlineStr":
            text = "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
        if text == "":  # a formula that comes to an empty text
            found[place_of(cell.get("r") or "")] = ""
        elif text is not None:
            kinds = {"s": lambda t: shared[int(t)], "n": float, "b": lambda t: t == "1"}
            found[place_of(cell.get("r") or "")] = kinds.get(kind, str)(text)
    return found


def plain(text: str) -> str:
    """A text as people see it: the format writes a character that XML can't hold by its number.

    >>> plain("_x005F_x0041_")
    '_x0041_'
    """
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), text)


def place_of(name: str) -> tuple[int, int]:
    """Row and column of a cell, counted from 0.

    >>> place_of("AB12")
    (11, 27)
    """
    match = _PLACE.fullmatch(name)
    assert match is not None, name
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name, left = "", column + 1
    while left:
        left, last = divmod(left - 1, 26)
        name = chr(ord("A") + last) + name
    return name
