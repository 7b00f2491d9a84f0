"""The table in a file of any shape: encoding, separator, sheet, header; and files that hold none."""

import csv
import datetime
import zipfile

import pytest
from openpyxl import Workbook

from old_workbook import write_xls
from refusals import refusal
from weighbridge.evidence.intake.plan import Layout, found_in

PLAIN = "Date,Price\n2014-05-06,4.5\n2014-05-07,4.75\n"


@pytest.fixture
def file(tmp_path):
    """Write a file of text or bytes, and give its path."""

    def written(content, name="cu.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def table(path, **layout):
    """The names of the columns, and the texts of the first and the last line, of the table in a file."""
    _, found = found_in(path, Layout(**layout))
    lines = [[str(cell) for cell in found.lines[at].cells] for at in (0, -1)]
    return [column.name for column in found.columns], *lines


@pytest.mark.parametrize(
    ("content", "layout", "columns", "first"),
    [
        (PLAIN, {}, ["Date", "Price"], ["2014-05-06", "4.5"]),
        (PLAIN.replace("\n", "\r\n"), {}, ["Date", "Price"], ["2014-05-06", "4.5"]),
        (b"\xef\xbb\xbf" + PLAIN.encode(), {}, ["Date", "Price"], ["2014-05-06", "4.5"]),
        (PLAIN.encode("utf-16"), {}, ["Date", "Price"], ["2014-05-06", "4.5"]),
        (PLAIN.encode("utf-16-le"), {}, ["Date", "Price"], ["2014-05-06", "4.5"]),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), {}, ["Date", "Price"], ["2014-05-06", "4.5"]),
        ("Datum;Größe\n06.05.2014;4,5\n".encode("cp1252"), {}, ["Datum", "Größe"], ["06.05.2014", "4,5"]),
        ("تاريخ;سعر\n2014;4\n".encode("cp1256"), {"encoding": "cp1256"}, ["تاريخ", "سعر"], ["2014", "4"]),
        ("Date;Price\n06.05.2014;4.000,5\n", {}, ["Date", "Price"], ["06.05.2014", "4.000,5"]),
        ("Date\tPrice\n2014-05-06\t4,000\n", {}, ["Date", "Price"], ["2014-05-06", "4,000"]),
        ("Date|Price\n2014-05-06|4\n", {}, ["Date", "Price"], ["2014-05-06", "4"]),
        ("sep=;\nDate;Price\n2014-05-06;4,5\n", {}, ["Date", "Price"], ["2014-05-06", "4,5"]),
        ('"Date","Price"\n"May 06, 2014","4,000.5"\n', {}, ["Date", "Price"], ["May 06, 2014", "4,000.5"]),
        ("Date:Price\n2014:4\n2015:5\n", {"delimiter": ":"}, ["Date", "Price"], ["2014", "4"]),
        (
            "Prices of metal\n\nFor information, not advice, of any kind\n\ndate, value\n2014-05-06,4.5\n",
            {},
            ["date", "value"],
            ["2014-05-06", "4.5"],
        ),
        ("Metal,2013,2014,2015\nCopper,4,5,6\n", {}, ["Metal", "2013", "2014", "2015"], ["Copper", "4", "5", "6"]),
        (
            "Metal,Unit,2014M01,2014M02,2014M03\nCopper,USD,4,5,6\n",
            {},
            ["Metal", "Unit", "2014M01", "2014M02", "2014M03"],
            ["Copper", "USD", "4", "5", "6"],
        ),
        (
            "Date,Lead,Zinc,Tin\n2014-05-06,1860,1875,1890\n",
            {},
            ["Date", "Lead", "Zinc", "Tin"],
            ["2014-05-06", "1860", "1875", "1890"],
        ),
        (
            "Date,Price,Price,\n2014-05-06,4,5,x\n",
            {},
            ["Date", "Price (B)", "Price (C)", "column D"],
            ["2014-05-06", "4", "5", "x"],
        ),
        ("2014-05-06,4\n2014-05-07,5\n", {"header_row": "0"}, ["column A", "column B"], ["2014-05-06", "4"]),
        (
            ",Copper,,Zinc,\nDate,low,high,low,high\n2014-05-06,1,2,3,4\n",
            {"header_row": "1-2"},
            ["Date", "Copper low", "Copper high", "Zinc low", "Zinc high"],
            ["2014-05-06", "1", "2", "3", "4"],
        ),
        ("Date,Price\n,USD/t\n2014-05-06,4\n", {"header_row": "1"}, ["Date", "Price"], ["", "USD/t"]),
        (
            'Date,Note,Price\n2014-05-06,"two\nlines",4\n2014-05-07,,5\n',
            {},
            ["Date", "Note", "Price"],
            ["2014-05-06", "two\nlines", "4"],
        ),
    ],
)
def test_the_table_in_a_text_file(file, content, layout, columns, first):
    assert table(file(content), **layout)[:2] == (columns, first)


def test_lines_keep_the_numbers_that_an_editor_shows(file):
    _, found = found_in(file('About\n\nDate,Note,Price\n2014-05-06,"two\nlines",4\n\n2014-05-07,,5\n'), Layout())
    assert (found.header, [line.number for line in found.lines]) == ((3, 3), [4, 7])


@pytest.mark.parametrize(
    ("content", "layout", "parts"),
    [
        (b"", {}, ["is empty", "download it again"]),
        (" \n", {}, ["is empty"]),
        ("<!DOCTYPE html><html></html>", {}, ["is a web page", "download the file itself"]),
        (b"%PDF-1.7", {}, ["is a PDF", "save it as CSV"]),
        ('{"a": 1}', {}, ["is JSON", "CSV"]),
        (b"\x1f\x8b\x08", {}, ["compressed", "unpack"]),
        (b"PK\x03\x04 broken", {}, ["cut short or damaged", "download it again"]),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, {}, ["cannot be read as a workbook", "CSV"]),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), {}, ["password"]),
        (b"Date,Price\n2014,4\n\x81\x8d,5\n", {}, ["cu.csv:3", "is not text in Windows-1252", "--encoding cp1256"]),
        (PLAIN, {"encoding": "klingon"}, ["`klingon` is not an encoding", "cp1252"]),
        (PLAIN, {"delimiter": "and"}, ["`and` is not one sign", "tab"]),
        (PLAIN, {"sheet": "Prices"}, ["has no sheets", "leave --sheet out"]),
        (PLAIN, {"header_row": "nine"}, ["--header-row `nine` names no line", "0 for no header"]),
        (PLAIN, {"header_row": "40"}, ["names no line"]),
        (PLAIN, {"header_row": "3"}, ["no line below the header"]),
        ('Date,Price\n2014-05-06,"4.5\n2014-05-07,5\n', {}, ["cu.csv:2", "quotation mark is not closed"]),
        (b"MZ\x90\x00\x81\x00,\n", {}, ["is not a text file", ".xlsx"]),
        ("2014-05-06,4\n2014-05-07,5\n", {}, ["no line of names was found", "--header-row 0"]),
        ("Date,Copper,Zinc\nday,USD/t,USD/t\n2014-05-06,4,5\n", {}, ["2 lines may be its header", "--header-row 1-2"]),
    ],
)
def test_what_holds_no_table_that_can_be_told_is_refused_with_the_remedy(file, content, layout, parts):
    message = refusal(lambda: found_in(file(content), Layout(**layout)))
    assert [part for part in parts if part not in message] == []


def test_a_cell_as_long_as_a_book_is_refused(file):
    before = csv.field_size_limit(131_072)  # for the whole process, and other libraries widen it
    try:
        message = refusal(lambda: found_in(file(f'Date,Price\n2014,"{"4" * 140_000}"\n'), Layout()))
    finally:
        csv.field_size_limit(before)
    parts = ["cu.csv:2", "a cell has more than 131,072 letters", "quotation mark"]
    assert [part for part in parts if part not in message] == []


@pytest.mark.parametrize(("name", "parts"), [("", ["is a folder"]), ("none.csv", ["No such file", "check its name"])])
def test_what_is_no_file_is_refused(tmp_path, name, parts):
    message = refusal(lambda: found_in(tmp_path / name, Layout()))
    assert [part for part in parts if part not in message] == []


def test_a_separator_that_might_be_another_is_asked_for(file):
    message = refusal(lambda: found_in(file("a|b;c\n1|2;3\n4|5;6\n"), Layout()))
    assert "may have its columns separated by" in message
    assert '--delimiter ";" or --delimiter "|"' in message


def workbook(path, *sheets):
    """A workbook of sheets, each a name and its rows, with cells to merge."""
    book = Workbook()
    book.remove(book.active)
    for name, rows, *merged in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    book.save(path)
    return path


ROWS = [["Date", "Price"], [datetime.date(2014, 5, 6), 4.5], [datetime.date(2014, 5, 7), 4.75]]


def test_the_one_sheet_with_cells_is_taken(tmp_path):
    path = workbook(tmp_path / "cu.xlsx", ("About", []), ("Prices", ROWS))
    assert table(path) == (["Date", "Price"], ["2014-05-06", "4.5"], ["2014-05-07", "4.75"])


@pytest.mark.parametrize(
    ("sheet", "parts"),
    [
        (None, ["has 2 sheets with cells: `About` (1 row), `Prices` (3 rows)", "--sheet"]),
        ("Price", ["has no sheet `Price`", "did you mean `Prices`?"]),
        ("About", ["no line of names was found above the figures"]),
    ],
)
def test_of_several_sheets_one_has_to_be_named(tmp_path, sheet, parts):
    path = workbook(tmp_path / "cu.xlsx", ("About", [["read me", "first"]]), ("Prices", ROWS))
    message = refusal(lambda: found_in(path, Layout(sheet=sheet)))
    assert [part for part in parts if part not in message] == []
    assert table(path, sheet="Prices")[0] == ["Date", "Price"]


def test_a_sheet_that_is_hidden_is_read_where_it_is_named(tmp_path):
    book = Workbook()
    book.active.title = "Hidden"
    book.active.append(["not", "shown"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Prices")
    for row in ROWS:
        shown.append(row)
    book.active = 1
    book.save(tmp_path / "cu.xlsx")
    assert table(tmp_path / "cu.xlsx")[0] == ["Date", "Price"]
    assert "no line of names" in refusal(lambda: found_in(tmp_path / "cu.xlsx", Layout(sheet="Hidden")))


def test_a_heading_over_several_columns_is_that_of_each(tmp_path):
    rows = [["Metals"], [], ["Date", "Copper", None, "Zinc", None, "Note"], [None, "low", "high", "low", "high", None]]
    rows += [[datetime.date(2014, 5, 6), 4, 5, 1, 2, "x"]]
    path = workbook(tmp_path / "cu.xlsx", ("Prices", rows, "A3:A4", "B3:C3", "D3:E3", "F3:F4"))
    assert "2 lines may be its header" in refusal(lambda: found_in(path, Layout()))
    names, first, _ = table(path, header_row="3-4")
    assert names == ["Date", "Copper low", "Copper high", "Zinc low", "Zinc high", "Note"]
    assert first == ["2014-05-06", "4.0", "5.0", "1.0", "2.0", "x"]


def test_a_workbook_of_the_old_kind_is_read(tmp_path):
    write_xls(tmp_path / "cu.xls", [["Date", "Price"], ["2014-05", 4.5], ["2014-06", 4.75]])
    assert table(tmp_path / "cu.xls") == (["Date", "Price"], ["2014-05", "4.5"], ["2014-06", "4.75"])


def test_a_cell_far_out_is_refused_before_it_is_read_and_an_empty_one_is_not_minded(tmp_path):
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["XFD1048576"].number_format = "0.00"  # an empty cell with a form
    book.save(tmp_path / "empty.xlsx")
    assert table(tmp_path / "empty.xlsx")[0] == ["Date", "Price"]
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "far.xlsx")
    message = refusal(lambda: found_in(tmp_path / "far.xlsx", Layout()))
    assert "1,048,576 rows and 16,384 columns" in message
    assert "save the part of the sheet that is the table as CSV" in message


def test_a_part_that_is_larger_than_it_declares_is_refused(tmp_path):
    path = workbook(tmp_path / "cu.xlsx", ("Prices", ROWS))
    content = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):  # the size unpacked, in the directory and beside it
        at = -1
        while (at := content.find(sign, at + 1)) >= 0:
            content[at + place : at + place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    assert "is cut short or damaged" in refusal(lambda: found_in(path, Layout()))


@pytest.mark.parametrize(
    ("members", "parts"),
    [
        ({"readme.txt": b"x"}, ["an archive and not a workbook in .xlsx"]),
        ({"xl/workbook.xml": b"x", "bomb": b"\0" * 260_000_000}, ["unpacks to 260,000,001 bytes"]),
        ({"xl/workbook.xml": b"x", **{f"m{at}": b"" for at in range(1000)}}, ["in 1,001 parts"]),
    ],
)
def test_an_archive_that_is_no_sound_workbook_is_refused(tmp_path, members, parts):
    with zipfile.ZipFile(tmp_path / "cu.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    message = refusal(lambda: found_in(tmp_path / "cu.xlsx", Layout()))
    assert [part for part in parts if part not in message] == []
