"""Sheets written to a file, recalculated by LibreOffice, and read back: what every live cell comes to.

Nothing that a live cell shows beforehand is right: each is written with a figure that no formula gives. What is read back
as the library's figure was therefore computed by the spreadsheet.
"""

import math
import subprocess
from pathlib import Path

import openpyxl
import xlsxwriter

from weighbridge.workbook.cells import Live

STALE = -12345.678901
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def written(path, sheets, changes=None):
    """Write sheets to a file; ``changes`` are other contents by reference, as text."""
    book = xlsxwriter.Workbook(str(path))
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for (row, column), content in sheet.cells.items():
            if isinstance(content, Live):
                page.write_formula(row, column, f"={content.formula}", None, STALE)
            elif isinstance(content, bool):
                page.write_boolean(row, column, content)
            elif isinstance(content, int | float):
                page.write_number(row, column, content)
            elif content is not None:
                page.write_string(row, column, content)
    pages = {page.name: page for page in book.worksheets()}
    for reference, value in (changes or {}).items():
        pages[reference.sheet].write_number(reference.row, reference.column, value)
    book.close()


def recalculated(folder, books):
    """The workbooks of openpyxl that LibreOffice makes of some files, by name; all in one run."""
    profile, out = Path(folder) / "profile", Path(folder) / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), *map(str, books)], check=True, capture_output=True, timeout=300)
    return {path.stem: openpyxl.load_workbook(out / path.name, data_only=True) for path in map(Path, books)}


def differences(book, sheets):
    """Every live cell that does not come to the library's figure, and how many do."""
    wrong, right = [], 0
    for sheet in sheets:
        page = book[sheet.name]
        for (row, column), content in sheet.cells.items():
            if isinstance(content, Live):
                found = page.cell(row + 1, column + 1).value
                if agrees(found, content):
                    right += 1
                else:
                    wrong.append(f"{sheet.name} {row + 1},{column + 1}: {found!r} for {content.value!r} by {content.formula[:200]}")
    return wrong, right


def agrees(found, live):
    """Whether a cell shows what the library has."""
    if isinstance(live.value, str):
        return (found or "") == live.value
    if isinstance(live.value, bool):
        return found is live.value or (isinstance(found, int) and found == live.value)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return math.isclose(found, live.value, rel_tol=live.within, abs_tol=live.within * 1e-3)
