"""The file that is written: sound by the rules of its format, the same on every run, with nothing of a case alive."""

import io
import re
import warnings
import zipfile
from xml.etree import ElementTree as ET

import pytest
import python_calamine
from openpyxl import load_workbook

from hostile_text import HOSTILE, MARK, in_turn, written
from recalculated import MAIN, TIED, cells_of, parts_of
from small_cases import CASES
from sound_workbook import faults
from weighbridge import open_case
from weighbridge.workbook import workbook_of
from weighbridge.workbook.cells import Live, Sheet
from weighbridge.workbook.formats import number_format
from weighbridge.workbook.texts import LONGEST_ADDRESS, LONGEST_TEXT, cell_text, link_of
from weighbridge.workbook.writer import written as bytes_of

EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
SHEETS = ["Read me", "Verdict", "All ways", "Claims", "Evidence", "Assumptions", "Sources", "Hedges", "Units"]


def book_of(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet with these rows."""
    sheet = Sheet("One")
    for row, contents in enumerate(rows):
        for column, content in enumerate(contents):
            sheet.put(row, column, content)
    return bytes_of([sheet], "a title")


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_workbook_of_every_case_is_sound(name, opened):
    assert faults(workbook_of(opened(name))) == []


@pytest.mark.parametrize("name", ["raqqa-2017", "iraq-cash", "port-sudan-copper"])
def test_two_other_programs_read_it_alike(name, opened):
    content = workbook_of(opened(name))
    own = cells_of(content)
    assert set(SHEETS) <= own.keys()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values, formulas = (load_workbook(io.BytesIO(content), data_only=only) for only in (True, False))
    calamine = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert values.sheetnames == calamine.sheet_names == list(own)
    for sheet, cells in own.items():
        rows = calamine.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for (row, column), value in cells.items():
            assert (values[sheet].cell(row + 1, column + 1).value or "") == (value or "")
            assert rows[row][column] == value
    live = {sheet.title: sum(cell.data_type == "f" for row in sheet for cell in row) for sheet in formulas}
    assert live["Claims"] > 0
    assert live["Assumptions"] > 0
    assert live["Verdict"] == live["All ways"] == 1  # the warning that an input was changed since
    assert live["Sources"] == 0


def test_the_bytes_are_the_same_on_every_run_of_a_day(monkeypatch):
    for name, value in EPOCH.items():
        monkeypatch.setenv(name, value)
    first, again = (workbook_of(open_case(CASES["gold-ounces"])) for _ in range(2))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {item.date_time for item in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
        assert "2023-11-14T00:00:00Z" in core
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert workbook_of(open_case(CASES["gold-ounces"])) != first


# Nothing in it alive


def alive(content: bytes) -> list[str]:
    """What acts in a workbook beside our own formulas: markup, addresses that are not of the web, what nobody sees."""
    found = faults(content)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            part = file.read(name)
            tree = ET.fromstring(part)
            found += [f"{name}: an element {one.tag}" for one in tree.iter() if MARK in one.tag or "script" in one.tag]
            found += [f"{name}: {one.attrib}" for one in tree.iter() if any(MARK in key for key in one.attrib)]
            if name.startswith("xl/worksheets/sheet"):
                formulas = [one.text or "" for one in tree.iter(f"{MAIN}f")]
                found += [f"{name}: {formula[:80]}" for formula in formulas if MARK in formula]
                headers = [one.text or "" for one in tree.iter() if one.tag in (f"{MAIN}oddHeader", f"{MAIN}oddFooter")]
                found += [f"{name}: {header}" for header in headers if MARK in header]
    return found


@pytest.mark.parametrize(
    ("name", "shift"),
    [
        ("raqqa-2017", 0),
        ("venezuela-gold", 7),
        ("ihs-2016", 3),
        ("oil-2015", 9),
        ("pangolin-2019", 0),
        ("port-sudan-copper", 5),
    ],
)
def test_hostile_text_in_every_field_reaches_no_cell_alive(name, shift, tmp_path):
    case = open_case(str(written(tmp_path / "data", name, in_turn(shift))))
    content, twin = workbook_of(case), workbook_of(open_case(CASES[name]))
    assert alive(content) == []
    texts = [cell for cells in cells_of(content).values() for cell in cells.values() if isinstance(cell, str)]
    assert sum(MARK in text for text in texts) > 20  # else nothing was tried
    # As many formulas as in the case itself, and none with a word of a text.
    formulas = [count_of(one, "f") for one in (content, twin)]
    assert formulas[0] == formulas[1]
    computing = styles_of_texts_that_compute(content)
    assert computing
    assert all(style.get("quotePrefix") == "1" for style in computing)


def count_of(content: bytes, tag: str) -> int:
    """How many elements of a kind the sheets of a workbook hold."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return sum(len(list(ET.fromstring(file.read(part)).iter(f"{MAIN}{tag}"))) for part in parts_of(content))


def styles_of_texts_that_compute(content: bytes) -> list[dict[str, str]]:
    """The styles of cells whose text a program would take for a formula when it is typed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        formats = ET.fromstring(file.read("xl/styles.xml")).find(f"{MAIN}cellXfs")
        shared = [
            "".join(part.text or "" for part in one.iter(f"{MAIN}t"))
            for one in ET.fromstring(file.read("xl/sharedStrings.xml"))
        ]
        cells = [
            cell
            for part in parts_of(content)
            for cell in ET.fromstring(file.read(part)).iter(f"{MAIN}c")
            if cell.get("t") == "s" and re.match(r"[=+@-][^\d]", shared[int(cell.findtext(f"{MAIN}v") or 0)])
        ]
    return [dict(formats[int(cell.get("s", 0))].attrib) for cell in cells]


@pytest.mark.parametrize(
    "text",
    [
        "=1+2",
        '=HYPERLINK("http://evil.example","x")',
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1+2",
        "\r=1+2",
        "{=1+2}",
        '=DDE("cmd","/C calc","x")',
        "http://evil.example/",
        "<r><t>x</t></r>",
        "<r></r>",
        "_x0041_",
        "\x00\x07\x1b[31m",
        "]]>",
        "internal:'Sheet'!A1",
        "external:c:\\x.xlsx",
        "1E5",
        "TRUE",
        "#REF!",
        "",
        " ",
        "\ud800",
        *HOSTILE.values(),
    ],
)
def test_any_text_stays_a_text(text):
    content = book_of((text, "beside"), (Live('"x"', text),))
    assert faults(content) == []
    assert count_of(content, "f") == 1
    assert count_of(content, "hyperlink") == 0
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    kinds = re.findall(r'<c r="(\w+)"[^>]*?t="(\w+)"', sheet)
    assert dict(kinds).get("B1") == "s"
    assert ("A1", "s") in kinds or not text.strip("\t\r\n")
    if text.strip():
        found = load_workbook(io.BytesIO(content))["One"]["A1"]
        assert found.data_type == "s" or found.value == text
        assert cells_of(content)["One"][0, 0] == cell_text(text)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://www.example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("internal:'One'!A1", False),
        ("external:other.xlsx", False),
        ("mailto:a@example.org", False),
        ("ftp://example.org/x", False),
        ("HTTPS://example.org", True),
        ("https://user@evil.example", False),
        ("https://example.org/" + "a" * LONGEST_ADDRESS, False),
        ("https://example.org/#" + "a" * (LONGEST_ADDRESS + 1), False),
        ("https://example.org/" + "a" * (LONGEST_ADDRESS - 30), True),
        ("https://example.org/%D8%B1", True),
        ("https://example.org/رقة", True),
    ],
)
def test_a_link_leads_to_the_web_or_is_a_text(address, leads):
    sheet = Sheet("One")
    sheet.put(0, 0, address, "link")
    sheet.links[0, 0] = address
    content = bytes_of([sheet], "t")
    assert faults(content) == []
    assert count_of(content, "hyperlink") == int(leads) == int(link_of(address) is not None)
    assert cells_of(content)["One"][0, 0] == cell_text(address)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        if leads:
            ties = ET.fromstring(file.read("xl/worksheets/_rels/sheet1.xml.rels"))
            assert [one.get("Target", "").lower().startswith("http") for one in ties] == [True]
            assert TIED.split("}")[1] == "id"


@pytest.mark.parametrize(("sign", "many"), [("a", LONGEST_TEXT + 1), ("ش", 40_000), ("🚚", LONGEST_TEXT // 2 + 1)])
def test_a_text_that_is_too_long_is_cut_and_says_so(sign, many):
    content = book_of((sign * many,))
    assert faults(content) == []
    found = cells_of(content)["One"][0, 0]
    assert found.endswith("(the rest does not fit into a cell)")
    assert len(found.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert cell_text(sign * 1000) == sign * 1000


def test_a_formula_that_is_too_long_is_refused_by_its_sheet():
    with pytest.raises(ValueError, match="One: a formula of 9001 characters, at most 8192"):
        book_of((Live("1+" * 4500 + "1", 4501.0),))


def test_what_is_no_number_is_said(tmp_path):
    content = book_of((float("inf"), float("nan"), Live("1/0", float("nan")), True, None))
    assert faults(content) == []
    assert cells_of(content)["One"] == {(0, 0): "no end", (0, 1): "no end", (0, 2): "#NUM!", (0, 3): True}


@pytest.mark.parametrize(
    ("value", "style", "wanted"),
    [
        (50.0, "input", "0"),
        (0.5, "input", "0.0"),
        (2500.0, "input", "#,##0"),
        (1329.3, "input", "#,##0.0"),
        (-0.0001, "input", "0.0000"),
        (1e-9, "input", "0.000E+00"),
        (1e21, "input", "0.000E+00"),
        (1 / 3, "input", "0.000000000000"),
        (50.0, "derived", "0.00"),
        (12345.678, "derived", "#,##0"),
        (-0.05, "derived", "0.00000"),
        (0.0, "derived", "0"),
    ],
)
def test_a_number_has_as_many_digits_as_a_reader_needs(value, style, wanted):
    assert number_format(value, style) == wanted


def test_a_column_is_as_wide_as_its_longest_number():
    sheet = Sheet("One", widths={0: 4.0, 1: 30.0})
    for row, value in enumerate((1.0, 123456789.0, -0.123456)):
        sheet.put(row, 0, value, "input")
        sheet.put(row, 1, value, "input")
    page = load_workbook(io.BytesIO(bytes_of([sheet], "t")))["One"]
    assert page.column_dimensions["A"].width >= len("123,456,789")
    assert round(page.column_dimensions["B"].width) == 31


def test_formulas_name_no_sheet_but_another(opened):
    content = workbook_of(opened("raqqa-2017"))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for part, name in parts_of(content).items():
            assert f"'{name}'!" not in file.read(part).decode().replace("&apos;", "'")
