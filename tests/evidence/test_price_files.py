"""Files that were downloaded: the World Bank's workbook in any vintage, FRED's CSV, and everything that is neither."""

# ruff: noqa: E501 (a row of a table stands on one line)
import io
import os
import struct
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refusals import refusal
from weighbridge.evidence.prices import xlsx
from weighbridge.evidence.prices.fred import read_fred, read_price_file
from weighbridge.evidence.prices.price_file import METALS, PriceFileError, PriceFileFaults
from weighbridge.evidence.prices.world_bank import read_pink_sheet
from weighbridge.evidence.prices.xlsx import open_workbook
from workbooks import FIGURES, as_date, months, write_workbook

THEN = (2017, 2)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "CMO-Historical-Data-Monthly.xlsx"


VINTAGES = [
    ("as in 2026", {}),
    ("without a row of codes", {"codes": False}),
    ("without the hidden sheet", {"hidden": False}),
    ("columns moved", {"columns": ("copper", "oil", "iron_ore", "aluminium")}),
    ("headers with marks and spaces", {"heads": {"copper": "Copper **", "aluminium": " Aluminum ", "iron_ore": "Iron ore,  cfr spot*"}}),
    ("another header of the ore", {"heads": {"iron_ore": "Iron ore"}}),
    ("a header that only the code explains", {"heads": {"iron_ore": "Ore 62 %"}}),
    ("months with spaces", {"month": lambda y, m: f" {y}M{m:02}  "}),
    ("months as dates", {"month": as_date}),
    ("months without a zero", {"month": lambda y, m: f"{y}m{m}"}),
    ("an empty tail", {"tail": 40}),
    ("a tail of spaces", {"tail": 41}),
    ("figures as text", {"cells": {("copper", THEN): " 5940.91 "}}),
    ("the sheet in capitals", {"sheet": "MONTHLY PRICES "}),
    ("the unit mended", {"units": {"iron_ore": "($/dmt)"}}),
    ("units in capitals", {"units": {"copper": "($/MT)", "aluminium": "$/mt "}}),
]  # fmt: skip


def test_every_vintage_gives_the_same_prices(path):
    wanted = {metal: FIGURES[metal] for metal in METALS}
    for vintage, options in VINTAGES:
        found = read_pink_sheet(write_workbook(path, **options))
        assert {metal: found.prices[metal, "2017-02"] for metal in METALS} == wanted, vintage
        assert len(found.prices) == 3 * 24, vintage
        assert (found.publisher, found.name, found.updated) == ("world-bank", path.name, "2018-03-02"), vintage
        assert len(found.sha256) == 64, vintage


def test_what_is_missing_stays_missing(path):
    for missing in ("..", "...", "…", "", None, " .. ", "n.a."):
        found = read_pink_sheet(write_workbook(path, cells={("copper", THEN): missing}))
        assert ("copper", "2017-02") not in found.prices, missing
        assert found.prices["aluminium", "2017-02"] == 1860.75, missing


def test_two_vintages_agree_where_they_overlap(path, tmp_path):
    one = read_pink_sheet(write_workbook(path, codes=False, hidden=False))
    other = read_pink_sheet(write_workbook(tmp_path / "b.xlsx", columns=("iron_ore", "copper", "aluminium"), count=30))
    common = one.prices.keys() & other.prices.keys()
    assert len(common) == 72
    assert all(abs(one.prices[key] / other.prices[key] - 1) < 0.001 for key in common)


def test_ore_is_left_out_where_its_unit_is_another(path):
    found = read_pink_sheet(write_workbook(path, first=2008, count=24))
    assert min(month for metal, month in found.prices if metal == "iron_ore") == "2008-12"
    assert min(month for metal, month in found.prices if metal == "copper") == "2008-01"


def test_labels_are_kept_as_the_file_writes_them(path):
    assert read_pink_sheet(write_workbook(path)).labels["iron_ore"] == "($/dmtu)"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(["copper", "aluminium", "iron_ore", "oil"]), st.booleans(), st.booleans(), st.integers(0, 3))
def test_the_place_of_a_column_means_nothing(path, columns, codes, hidden, tail):
    found = read_pink_sheet(write_workbook(path, columns=columns, codes=codes, hidden=hidden, tail=tail))
    assert {found.prices[metal, month] for metal, month in found.prices if metal == "copper"} == {5940.91}
    assert len(found.prices) == 72


REFUSED = [
    ({"sheet": "Prices by Month"}, "is another workbook: it has no sheet `Monthly Prices`, only `AFOSHEET`, `Prices by Month`, `Description`; take the monthly file"),
    ({"sheet": "Annual Prices (Nominal)"}, "is an annual edition of the Pink Sheet; the table is monthly; take the monthly file of the World Bank's page"),
    ({"heads": {"copper": "Kupfer"}, "codes": False}, "has no row of headers with copper and aluminium"),
    ({"columns": ("oil", "aluminium", "copper")}, "has no column `iron ore` or `iron ore, cfr spot` or `iron_ore` for iron_ore"),
    ({"columns": ("copper", "aluminium", "iron_ore", "copper")}, "has two columns for copper: B and E"),
    ({"units": {"copper": "(¢/lb)"}}, "Monthly Prices!E6: copper is in `(¢/lb)`, expected ($/mt) or ($/t); prices are taken in USD per tonne only"),
    ({"units": {"aluminium": ""}, "codes": False}, "Monthly Prices!C6: aluminium is in ``, expected ($/mt)"),
    ({"cells": {("copper", THEN): "about 5900"}}, "Monthly Prices!E21: `about 5900` is not a price; expected a number above zero, or .. for none, in digits such as 5940.91"),
    ({"cells": {("copper", THEN): -1}}, "Monthly Prices!E21: `-1.0` is not a price"),
    ({"cells": {("copper", THEN): 0}}, "Monthly Prices!E21: `0.0` is not a price"),
    ({"cells": {("copper", THEN): True}}, "Monthly Prices!E21: `True` is not a price"),
    ({"month": lambda y, m: f"2017M{m:02}"}, "the month 2017-01 stands in row 8 and again in row 20; download it again"),
    ({"month": lambda y, m: f"{y}M{m:02}" if (y, m) != THEN else "Feb 2017"}, "Monthly Prices!A21: `Feb 2017` is not a month, and the row holds prices; expected a month such as 2017M02"),
    ({"month": lambda y, m: f"month {m}"}, "has no months such as 1960M01 below its headers"),
    ({"count": 6}, "has 6 months of copper, expected 12 or more: it is cut short"),
]  # fmt: skip


def test_a_workbook_that_is_not_what_it_should_be_is_refused(path):
    for options, wanted in REFUSED:
        message = refusal(read_pink_sheet, write_workbook(path, **options), error=PriceFileError)
        assert wanted in message
        assert path.name in message


def archive(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return held.getvalue()


def bomb():
    """Three hundred million zeros in less than a million bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(30):
                member.write(bytes(10_000_000))
    return held.getvalue()


def liar():
    """A member that says it unpacks to a hundred bytes, and unpacks to ten million."""
    content = bytearray(archive(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=bytes(10_000_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.rindex(signature)
        content[at + offset : at + offset + 4] = struct.pack("<I", 100)
    return bytes(content)


def sheet_with(cell):
    return archive(
        xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=f"<worksheet><row r='1'>{cell}</row></worksheet>"
    )


OLE = xlsx.OLE + bytes(504)
HOSTILE = [
    ("empty", b"", "is empty; download it again"),
    ("blank", b" \n", "is empty"),
    ("a page", b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page, not a workbook; download the file itself, not the page about it"),
    ("a page with a declaration", b"<?xml version='1.0'?><html xmlns='x'>", "is a web page, not a workbook"),
    ("password", OLE + "EncryptedPackage".encode("utf-16-le"), "is locked by a password; save a copy without a password"),
    ("old", OLE + "Workbook".encode("utf-16-le"), "is a workbook of the old kind (.xls); open it and save it as .xlsx"),
    ("text", b"DATE,PCOPPUSDM\n2017-02-01,5940.91\n", "is not a workbook: it begins with `DATE,PCO`"),
    ("bytes", b"\x06\xf1\x02-l\x84\x1e8", "is not a workbook: it is a file of another kind, or damaged; expected"),
    ("escape", b"\x1b[31mred", "is not a workbook: it is a file of another kind, or damaged; expected"),
    ("pdf", b"%PDF-1.7 ...", "is not a workbook: it begins with `%PDF-1.7`"),
    ("only a head", b"PK\x03\x04", "is cut short or damaged"),
    ("no workbook", archive(word__document_xml="<document/>"), "is an archive, but not a workbook: it has no part xl/workbook.xml"),
    ("nothing in it", archive(xl__workbook_xml="<workbook/>"), "is damaged"),
    ("bomb", bomb(), "unpacks to 300,000,011 bytes in 2 parts, at most 250,000,000 in 1,000"),
    ("many parts", archive(**{f"part{n}": "" for n in range(1001)}), "1,001 parts, at most"),
    ("liar", liar(), "is cut short or damaged: "),
    ("far column", sheet_with('<c r="XFD1"><v>1</v></c>'), "has cells beyond row 20,000 or column ZZ in xl/worksheets/sheet1.xml"),
    ("far row", sheet_with("<c r = 'A1048576'><v>1</v></c>"), "has cells beyond row 20,000"),
    ("many rows", sheet_with("<row></row>" * 20_010), "has cells beyond row 20,000"),
]  # fmt: skip


def test_a_file_that_is_no_sound_workbook_is_refused_with_the_reason(path):
    for what, content, wanted in HOSTILE:
        path.write_bytes(content)
        assert wanted in refusal(open_workbook, path, error=PriceFileError), what
        assert len(content) < 1_000_000, "small enough to be kept in memory twice"


def test_another_attribute_that_ends_in_r_is_no_place(path):
    path.write_bytes(sheet_with('<dataValidation error="ABC"/><c r="ZZ19999"/>'))
    with pytest.raises(PriceFileError, match="is damaged"):  # it comes as far as the reader
        open_workbook(path)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    with pytest.raises(PriceFileError, match=r"nowhere.xlsx cannot be read: No such file or directory; check its name"):
        open_workbook(tmp_path / "nowhere.xlsx")
    with pytest.raises(PriceFileError, match="name a file, not a folder"):
        open_workbook(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PriceFileError, match="pipe is not a file; name the file that you downloaded"):
        read_price_file(tmp_path / "pipe")


def test_a_file_that_is_too_large_is_not_read(path, monkeypatch):
    monkeypatch.setattr(xlsx, "LARGEST_FILE", 1000)
    with pytest.raises(PriceFileError, match=r"has [0-9,]+ bytes, at most 1,000"):
        open_workbook(write_workbook(path))


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return write_workbook(tmp_path_factory.mktemp("sound") / "a.xlsx").read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_cut_short_anywhere_is_refused(sound, path, data):
    path.write_bytes(sound[: data.draw(st.integers(1, len(sound) - 1))])
    with pytest.raises(PriceFileError):
        read_price_file(path)


def test_a_damaged_byte_is_reported_or_does_no_harm(sound, path):
    read = []

    @settings(max_examples=80)
    @given(st.integers(0, len(sound) - 1), st.integers(0, 255))
    def look(at, byte):
        path.write_bytes(sound[:at] + bytes([byte]) + sound[at + 1 :])
        try:
            found = read_price_file(path)
        except PriceFileError:
            return
        read.append(at)
        assert found.prices["copper", "2017-02"] == 5940.91

    look()
    assert 0 < len(read) < 80


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_never_a_traceback(path, content):
    path.write_bytes(content)
    with pytest.raises(PriceFileError):
        read_price_file(path)


FRED = [
    ("PCOPPUSDM.csv", "DATE,PCOPPUSDM\n2017-01-01,5754.56\n2017-02-01,5940.914\n", None, {("copper", "2017-01"): 5754.56, ("copper", "2017-02"): 5940.914}),
    ("fredgraph.csv", "observation_date,PALUMUSDM\n2017-02-01,1860.75\n", None, {("aluminium", "2017-02"): 1860.75}),
    ("PCOPPUSDM.csv", "date,value\n2017-02-01,5940.91\n", None, {("copper", "2017-02"): 5940.91}),
    ("PALUMUSDM (1).csv", "DATE,VALUE\n2017-02-01,1860.75\n", None, {("aluminium", "2017-02"): 1860.75}),
    ("a.csv", '"DATE","PIORECRUSDM"\n"2017-02-01","89.44"\n', None, {("iron_ore", "2017-02"): 89.44}),
    ("a.csv", "\ufeffDATE,PCOPPUSDM,PALUMUSDM\r\n2017-02-01,5940.91,.\r\n2017-03-01,,1901.47\r\n\r\n", None, {("copper", "2017-02"): 5940.91, ("aluminium", "2017-03"): 1901.47}),
    ("a.csv", "observation_date,PIORECRUSDM\n2008-11-01,60\n2008-12-01,70\n", None, {("iron_ore", "2008-12"): 70.0}),
    ("a.csv", "observation_date,pcoppusdm, 'PALUMUSDM' \n2017-02-01,5940.91,1860.75\n", None, {("copper", "2017-02"): 5940.91, ("aluminium", "2017-02"): 1860.75}),
]  # fmt: skip


def test_every_header_that_fred_has_used(tmp_path):
    for name, text, metal, prices in FRED:
        (tmp_path / name).write_bytes(text.encode())
        found = read_price_file(tmp_path / name, metal)
        assert (dict(found.prices), found.publisher, found.updated) == (prices, "fred", None)


FRED_REFUSED = [
    ("DATE,PCOPPUSDQ\n2017-01-01,5940.91\n", "a.csv: the column `PCOPPUSDQ` is quarterly, and the table is monthly; take `PCOPPUSDM`"),
    ("DATE,PCOPPUSDM\n2017-02-14,5940.91\n", "a.csv:2: 2017-02-14 is not the first or the last day of a month; the table holds averages of months"),
    ("DATE,PCOPPUSDM\n2017-02-01,1\n2017-02-01,2\n", "a.csv:3: the month 2017-02 stands twice"),
    ("DATE,PCOPPUSDM\n2017-02-01,-3\n", "a.csv:2: `-3` is not a price; expected a number above zero, or a dot for none, in digits such as 5940.91"),
    ("DATE,PCOPPUSDM\nFebruary,5940\n", "a.csv:2: `February` is not a date; expected one such as 2017-02-01"),
    ("metal,month\ncopper,2017-02\n", "a.csv begins with `metal`, expected `observation_date` or `DATE`"),
    ("DATE,PCOPPUSDM\n", "a.csv holds no price"),
    ("DATE,PCOPPUSDM\n2017-02-01,.\n", "a.csv holds no price"),
    ("<html>Sign in</html>", "a.csv is a web page, not a CSV file"),
    ("hello", "a.csv has no columns separated by commas"),
]  # fmt: skip


def test_a_csv_that_is_not_what_it_should_be_is_refused(tmp_path):
    for text, wanted in FRED_REFUSED:
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        assert wanted in refusal(read_fred, tmp_path / "a.csv", error=PriceFileError)


def test_the_builder_writes_what_the_tests_say(path):
    assert months()[13] == THEN
    assert zlib.crc32(write_workbook(path).read_bytes()[:2]) == zlib.crc32(b"PK")


def test_all_that_is_wrong_with_the_cells_of_a_workbook_is_said_at_once(path):
    cells = {("copper", THEN): "about 5900", ("aluminium", THEN): 0, ("iron_ore", (2017, 5)): "x"}
    month = {(2017, 3): "Mar 2017", (2017, 4): "2017M02"}
    write_workbook(path, cells=cells, month=lambda y, m: month.get((y, m), f"{y}M{m:02}"))
    with pytest.raises(PriceFileFaults) as raised:
        read_pink_sheet(path)
    told = "\n".join(map(str, raised.value.errors))
    assert len(raised.value.errors) == 5
    for wanted in (
        "`about 5900` is not a price",
        "`0.0` is not a price",
        "`x` is not a price",
        "`Mar 2017` is not a month",
        "the month 2017-02 stands in row 21 and again in row 23",
    ):
        assert wanted in told


def test_all_series_without_their_column_or_unit_are_said_at_once(path):
    write_workbook(path, units={"copper": "(¢/lb)", "iron_ore": "(¢/t)"})
    with pytest.raises(PriceFileFaults) as raised:
        read_pink_sheet(path)
    assert [str(error).partition(": ")[2].partition(",")[0] for error in raised.value.errors] == [
        "copper is in `(¢/lb)`",
        "iron_ore is in `(¢/t)`",
    ]
