"""A price file that can be read in two ways, or is no monthly price level, is refused: place, finding, remedy.

Every one is given to the command with ``--yes``, and no file under ``data`` may change.
"""

# ruff: noqa: E501 (a row of a table stands on one line)
import shlex
import shutil
import zipfile

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from price_files import BARS, IMF, INVESTING, MACROTRENDS, WESTMETALL, hashes, monthly, update
from refusals import refusal
from weighbridge.base.paths import data_folder
from weighbridge.cli import main
from weighbridge.evidence.intake.numbers import is_none
from weighbridge.evidence.prices.fred import read_fred, read_price_file
from weighbridge.evidence.prices.frequency import Frequency, frequency, read_day
from weighbridge.evidence.prices.price_cells import Cell, decimal_sign, price_in
from weighbridge.evidence.prices.price_file import KnownBy, PriceFileError
from weighbridge.evidence.prices.price_unit import usd_per_tonne
from weighbridge.evidence.prices.series_names import SERIES, TRANSFORMED, level_of
from workbooks import write_workbook

HEAD = "DATE,PCOPPUSDM\n"
EVIDENCE = "weighbridge evidence add"


@pytest.fixture
def data(tmp_path, monkeypatch):
    shutil.copytree(data_folder(), tmp_path / "data")
    monkeypatch.setenv("WEIGHBRIDGE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def read(tmp_path, text, name="a.csv", **stated):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_fred(path, stated.get("metal"), unit=stated.get("unit"))


READ = [
    ("a decimal comma in quotes", HEAD + '2017-02-01,"5940,91"\n'),
    ("a decimal comma and groups in quotes", HEAD + '2017-02-01,"5.940,91"\n'),
    ("groups in quotes", HEAD + '2017-02-01,"5,940.91"\n'),
    ("semicolons", "DATE;PCOPPUSDM\n2017-02-01;5940,91\n"),
    ("semicolons and groups", "DATE;PCOPPUSDM\n2017-02-01;5.940,91\n"),
    ("semicolons and points", "DATE;PCOPPUSDM\n2017-02-01;5940.91\n"),
    ("a figure for two, decided by another", "DATE;PCOPPUSDM\n2017-02-01;5940,91\n2017-03-01;5.824\n"),
    ("groups by spaces", HEAD + "2017-02-01,5 940.91\n"),
    ("groups by narrow spaces", HEAD + '2017-02-01,"5\u202f940,91"\n'),
    ("groups by apostrophes", HEAD + "2017-02-01,5'940.91\n"),
    ("spaces around", "DATE , PCOPPUSDM \n 2017-02-01 , 5940.91 \n"),
    ("tabs", "DATE\tPCOPPUSDM\n2017-02-01\t5940.91\n"),
    ("Excel's first line", "sep=;\nDATE;PCOPPUSDM\n2017-02-01;5940,91\n"),
    ("empty lines first", "\n\nDATE,PCOPPUSDM\n\n2017-02-01,5940.91\n"),
    ("a mark of UTF-8", "\ufeffDATE,PCOPPUSDM\n2017-02-01,5940.91\n"),
    ("UTF-16, as Excel's Unicode text", "DATE\tPCOPPUSDM\n2017-02-01\t5940,91\n".encode("utf-16")),
    ("line ends of an old Mac", "DATE,PCOPPUSDM\r2017-02-01,5940.91\r"),
    ("a column without name and figures", "DATE,PCOPPUSDM,\n2017-02-01,5940.91,\n"),
    ("a time of day", "DATE,PCOPPUSDM\n2017-02-01 00:00:00,5940.91\n"),
    ("small letters", "observation_date,pcoppusdm\n2017-02-01,5940.91\n"),
]  # fmt: skip


def test_a_price_with_one_reading_is_read(tmp_path):
    for what, text in READ:
        assert read(tmp_path, text).prices["copper", "2017-02"] == 5940.91, what


FIELDS = [
    (HEAD + "2017-02-01,5940,91\n", "a.csv:2: 3 fields under 2 columns: either `5940,91` is one price, 5940.91, or these are 3 fields; put such a price in quotes, as in \"5940,91\", or save it with decimal points"),
    (HEAD + "2026-06-01,9,85\n", "a.csv:2: 3 fields under 2 columns: either `9,85` is one price, 9.85, or these are 3 fields"),
    (HEAD + "2017-02-01,5,940\n", "either `5,940` is one price, 5940 or 5.940, or these are 3 fields"),
    (HEAD + "2017-02-01,5,940.91\n", "either `5,940.91` is one price, 5940.91, or these are 3 fields"),
    (HEAD + "2017-02-01,5940.91,estimate\n", "either a comma stands inside a price, or these are 3 fields"),
    (HEAD + "2017-01-01,5754.56\n2017-02-01,5940,91\n2017-03-01,5824,63\n", "a.csv:3: 3 fields under 2 columns, and 1 other row does not fit either: either `5940,91`"),
    ("DATE,PCOPPUSDM,PALUMUSDM\n2017-02-01,5940,91,1860,75\n", "a.csv:2: 5 fields under 3 columns: either `5940,91` is one price, 5940.91, and `1860,75` is one price, 1860.75, or these are 5 fields"),
    ("DATE,PCOPPUSDM,PALUMUSDM\n2017-02-01,5940.91,1860,75\n", "a.csv:2: 4 fields under 3 columns: either a comma stands inside a price, or these are 4 fields"),
    (HEAD + "2017-02-01,5940.91,\n", "a.csv:2: 3 fields under 2 columns; the row ends in `,`: take that away"),
    ("DATE;PCOPPUSDM\n2017-02-01;5940;91\n", "a.csv:2: 3 fields under 2 columns; put each price under its column"),
    (HEAD + "2017-02-01\n", "a.csv:2: 1 field under 2 columns; write a dot where there is no price"),
    ("DATE,PCOPPUSDM,PALUMUSDM\n2017-02-01,5940.91\n", "a.csv:2: 2 fields under 3 columns"),
    (HEAD + '2017-02-01,"5940.91\n', "a.csv:3: cannot be read as cells: unexpected end of data; close its quotation marks"),
]  # fmt: skip
CELLS = [
    ("DATE;PCOPPUSDM\n2017-02-01;5.940\n", "a.csv:2: `5.940` may be 5.940 or 5940, and no other price decides; save it with decimal points and without groups of digits"),
    (HEAD + '2017-02-01,"5,940"\n', "a.csv:2: `5,940` may be 5940 or 5.940, and no other price decides"),
    ("DATE;PCOPPUSDM\n2017-02-01;5940,91\n2017-03-01;5824.63\n", "`5940,91` (a.csv:2) and `5824.63` (a.csv:3) have two decimal signs; save it with decimal points alone"),
    (HEAD + "2017-02-01,5940.91 / 5950\n", "a.csv:2: `5940.91 / 5950` holds several values; keep one price in a cell"),
    (HEAD + "2017-02-01,5900-5950\n", "a.csv:2: `5900-5950` holds several values"),
    (HEAD + "2017-02-01,5940.91;5950.12\n", "a.csv:2: `5940.91;5950.12` holds several values"),
    (HEAD + "2017-02-01,5940.91 5950.12\n", "a.csv:2: `5940.91 5950.12` holds several values"),
    (HEAD + "2017-02-01,$5940\n2017-03-01,about 6000\n", "a.csv:2: `$5940` is not a price; expected a number above zero, or a dot for none, in digits such as 5940.91; a.csv:3: `about 6000` is not a price; expected a number above zero"),
    (HEAD + "02/01/2017,5940.91\n", "a.csv:2: `02/01/2017` is not a date that is read here: it may be 2 January 2017 or 1 February 2017; expected one such as 2017-02-01"),
    (HEAD + "13/02/2017,5940.91\n", "`13/02/2017` is not a date that is read here: it may be 13 February 2017;"),
    (HEAD + "2017-02-31,5940.91\n", "`2017-02-31` is not a date; expected"),
    (b"DATE,PCOPPUSDM\n2017-02-01,\x005940\n", "a.csv is neither a workbook nor a text file with commas"),
    (b"%PDF-1.7\n\xff\x00", "a.csv is a PDF, and its figures are a picture"),
]  # fmt: skip
NAMES = [
    *((f"DATE,PCOPPUSDM_{suffix}\n2017-02-01,5.1\n", f"a.csv: the column `PCOPPUSDM_{suffix}` is {what} of PCOPPUSDM, and not the price; download PCOPPUSDM itself, in its own units") for suffix, what in TRANSFORMED.items()),
    ("DATE,palumusdm_pc1\n2017-02-01,5.1\n", "the column `palumusdm_pc1` is the percent change from a year ago of PALUMUSDM"),
    ("DATE,PIORECRUSDM_NBD20100101\n2017-02-01,80.1\n", "is an index of PIORECRUSDM, 100 on 2010-01-01, and not the price"),
    ("DATE,PCOPPUSDM_20260601\n2017-02-01,5940.91\n", "is the series PCOPPUSDM as it stood on 2026-06-01, and not as it stands"),
    ("DATE,PCOPPUSDM_SEASONAL\n2017-02-01,5940.91\n", "is not the series PCOPPUSDM, but something made of it"),
    ("DATE,PCOPPUSDM/2204.62\n2017-02-01,2.7\n", "is not the series PCOPPUSDM, but something made of it"),
    ("DATE,XPCOPPUSDM\n2017-02-01,5940.91\n", "is not the series PCOPPUSDM, but something made of it"),
    ("DATE,PIORECRUSDA\n2017-01-01,71\n", "the column `PIORECRUSDA` is annual, and the table is monthly; take `PIORECRUSDM`"),
    ("DATE,PCOPPUSDM,PCOPPUSDM\n2017-02-01,1,2\n", "a.csv: two columns are copper: `PCOPPUSDM` and `PCOPPUSDM`; keep one of them"),
    ("DATE,PCOPPUSDM,pcoppusdm\n2017-02-01,1,2\n", "a.csv: two columns are copper: `PCOPPUSDM` and `pcoppusdm`; keep one of them"),
    ("DATE,PCOPPUSDM,DGS10\n2017-02-01,5940.91,2.4\n", "the column `DGS10` is not a series of prices that is known here; keep the date and one column"),
    ("DATE,PCOPPUSDM,WPU1012\n2017-02-01,5940.91,190\n", "the column `WPU1012` is a price index; an index says how prices moved and not what a tonne cost, so no unit makes it a price; download one of PCOPPUSDM"),
    *((f'DATE,"{name}"\n2017-02-01,190\n', f"the column `{name}` is a price index") for name in ("WPU1012", "wpu10250105", "PCU331420331420", "PPIACO", "IQ12260", "PMETAINDEXM", "Index 2016=100", "Copper, index", "copper_price_index", "1982 = 100", "WPU1012_PC1")),
    ("date,value\n2017-02-01,5940.91\n", "a.csv: the column `value` is not a series of prices that is known here, and `--metal` and `--unit` are missing; only if the file's publisher says that it is the price of aluminium, copper or iron_ore"),
]  # fmt: skip
TIMES = [
    ("2017-02-01,1\n2017-02-02,2\n2017-02-03,3\n", "a.csv is daily, from 2017-02-01 to 2017-02-03; the table holds averages of months; download one of PCOPPUSDM"),
    ("2017-02-01,1\n2017-02-08,2\n2017-02-15,3\n", "a.csv is weekly, from"),
    ("2017-01-01,1\n2017-04-01,2\n2017-07-01,3\n", "a.csv is quarterly, from 2017-01-01 to 2017-07-01"),
    ("2017-03-31,1\n2017-06-30,2\n", "a.csv is quarterly, from"),
    ("2016-01-01,1\n2016-07-01,2\n2017-01-01,3\n", "a.csv is semi-annual, from"),
    ("2015-01-01,1\n2016-01-01,2\n2017-01-01,3\n", "a.csv is annual, from"),
    ("2015-12-31,1\n2016-12-31,2\n2017-12-31,3\n", "a.csv is annual, from"),
    ("2017-01-15,1\n2017-02-15,2\n", "a.csv is neither daily nor monthly, from 2017-01-15 to 2017-02-15: its dates are not the first or the last days of months; the table holds"),
]  # fmt: skip
OTHERS = [
    (INVESTING, f"a.csv is a table of investing.com: what a contract closed at, and no average of a month; whether 02/01 is 2 January or 1 February depends on the site's edition; add it as evidence of its own: {EVIDENCE} a.csv --date-format FORM --column Price --unit UNIT --date Date --source KEY"),
    (INVESTING.replace("02/01/2017", "Feb 01, 2017").replace("01/01/2017", "Jan 01, 2017"), "no average of a month; add it as evidence of its own"),
    (MACROTRENDS, f"a.csv is a table of macrotrends: daily prices in a unit that the file does not say; add it as evidence of its own: {EVIDENCE} a.csv --column value --unit UNIT --date date --source KEY"),
    (WESTMETALL, f"a.csv is a table of daily LME settlements, as westmetall lists them; add it as evidence of its own: {EVIDENCE} a.csv --column \"LME Copper Cash-Settlement\" --unit USD/tonne --date date --source KEY"),
    (IMF, f"a.csv is an export of the IMF's commodity prices with months as columns, a series in each row; add it as evidence of its own: {EVIDENCE} a.csv --dates-across --keep \"Commodity Name\" --unit UNIT --source KEY"),
    (BARS, f"a.csv is a table of a market: open, high, low and close of each day; add it as evidence of its own: {EVIDENCE} a.csv --column Close"),
    ("Series,2015,2016,2017\nCopper,5510,4868,6170\n", "a.csv is a wide table with years as columns, a series in each row; add it as evidence of its own: weighbridge evidence add a.csv --dates-across --keep Series --unit UNIT"),
    ("World Bank Commodity Price Data (The Pink Sheet)\n,Copper\n1960M01,715\n", "a.csv is a sheet of the World Bank's workbook, saved as text; take the monthly file"),
    ("Timestamp,Copper\n2017-02-01,5940\n", f"a.csv begins with `Timestamp`, expected `observation_date` or `DATE`; download one of PCOPPUSDM, PALUMUSDM, PIORECRUSDM as CSV, in its own units, monthly; or add it as evidence of its own: {EVIDENCE} a.csv --column Copper --unit UNIT --date Timestamp"),
]  # fmt: skip
REFUSED = [*FIELDS, *CELLS, *NAMES, *((HEAD + rows, wanted) for rows, wanted in TIMES), *OTHERS]


def test_a_file_that_is_no_monthly_price_level_is_refused_by_what_it_is(tmp_path):
    for text, wanted in REFUSED:
        assert wanted in refusal(read, tmp_path, text, error=PriceFileError), text


def test_a_refused_file_changes_nothing_under_data(data, tmp_path):
    before = hashes(data)
    for text, _ in REFUSED:
        (tmp_path / "a.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        shown = update(tmp_path / "a.csv", "--yes")
        assert (shown.exit_code, shown.stdout) == (2, ""), text
        assert shown.stderr.startswith("a.csv") or shown.stderr.startswith("`5940,91`"), text
    assert hashes(data) == before


def test_the_command_that_is_advised_understands_what_it_is_given(data, tmp_path):
    """The advice is typed as it stands, with names for what stands in capitals, and takes the table."""
    describe = ["--source-title", "A file", "--source-url", "https://example.org", "--accessed", "2026-11-24"]
    filled = {"COLUMN": "Copper", "UNIT": "USD/lb", "FORM": "MM/DD/YYYY"}
    for text, _ in OTHERS:
        message = refusal(read, tmp_path, text, error=PriceFileError)
        if EVIDENCE not in message:
            continue
        words = shlex.split(message.split(EVIDENCE)[1])
        assert (words[0], "--source" in words) == ("a.csv", True)
        typed = [filled.get(word, word) for word in words]
        shown = CliRunner().invoke(main, ["evidence", "add", *typed, *describe])
        assert (shown.exit_code, shown.stderr) == (0, ""), message
        assert "Nothing is written. To write it: weighbridge evidence add" in shown.stdout


BY_FILE_NAME = [
    ("WPU1012.csv", "WPU1012.csv: by its name the file `WPU1012` is a price index"),
    ("PCOPPUSDM_PC1.csv", "by its name the file `PCOPPUSDM_PC1` is the percent change from a year ago of PCOPPUSDM"),
    ("PCOPPUSDQ.csv", "by its name the file `PCOPPUSDQ` is quarterly"),
    ("ppi_copper.csv", "by its name the file `ppi_copper` is a price index"),
]


def test_a_column_without_name_is_what_the_file_is_called(tmp_path):
    for name, wanted in BY_FILE_NAME:
        stated = {"name": name, "metal": "copper", "unit": "USD/tonne"}
        with pytest.raises(PriceFileError) as raised:
            read(tmp_path, "date,value\n2017-02-01,190\n", **stated)
        assert wanted in str(raised.value)
    assert read(tmp_path, HEAD + "2017-02-01,5940.91\n", name="my_PCOPPUSDM_of_June.csv").prices


def test_exact_names_stand_for_a_level_and_no_others():
    assert {name: level_of(name) for name in SERIES} == SERIES
    assert [level_of(f"{name}_{suffix}") for name in SERIES for suffix in TRANSFORMED] == [None] * 24


@given(st.sampled_from(sorted(SERIES)), st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1))
def test_nothing_added_to_a_name_leaves_it_the_name(series, added):
    if added.strip("\"' ") and not added.strip().startswith("("):
        assert level_of(f"{series}{added.strip(chr(34) + chr(39))}x") is None


STATED = [
    ("USD/tonne", "5940.91", 5940.91),
    ("USD per metric ton", "5940.91", 5940.91),
    ("USD/lb", "2.695", 5941.458),
    ("USc/lb", "269.5", 5941.458),
    ("US cents per pound", "269.5", 5941.458),
    ("US¢/lb", "269.5", 5941.458),
    ("USD/short_ton", "5390", 5941.458),
    ("USD/kg", "5.94091", 5940.91),
]


def test_a_unit_that_is_said_is_converted(tmp_path):
    for unit, figure, price in STATED:
        found = read(tmp_path, f"date,value\n2017-02-01,{figure}\n", metal="copper", unit=unit)
        assert found.prices["copper", "2017-02"] == pytest.approx(price, abs=0.001), unit
        assert (found.publisher, found.columns[0].known_by, found.columns[0].unit) == ("file", KnownBy.USER, unit)


def test_a_header_as_windows_writes_it_is_read(tmp_path):
    text = "date,US¢/lb\n2017-02-01,269.5\n".encode("cp1252")
    assert read(tmp_path, text, metal="copper", unit="USc/lb").columns[0].name == "US¢/lb"
    for encoding in ("utf-16-le", "utf-32", "cp500"):  # nothing says that it is one of these
        with pytest.raises(PriceFileError, match=r"a.csv is neither a workbook nor a text file with commas"):
            read(tmp_path, "date,US¢/lb\n2017-02-01,269.5\n".encode(encoding), metal="copper", unit="USc/lb")


def test_factors_of_units_by_another_route():
    pound, ounce = 0.45359237, 0.0311034768
    assert usd_per_tonne("USD/lb") == pytest.approx(1000 / pound, rel=1e-12)
    assert usd_per_tonne("USc/lb") == pytest.approx(10 / pound, rel=1e-12)
    assert usd_per_tonne("USD/short_ton") == pytest.approx(1000 / (2000 * pound), rel=1e-12)
    assert usd_per_tonne("USD/troy_ounce") == pytest.approx(1000 / ounce, rel=1e-12)


NO_UNITS = [
    ("index", "the unit `index` is no price: an index or a percentage says how prices moved"),
    ("Index 1982=100", "the unit `Index 1982=100` is no price"),
    ("percent", "the unit `percent` is no price"),
    ("%", "the unit `%` is no price"),
    ("USD", "the unit `USD` is [currency_usd], and no price of a mass in USD; expected `USD/tonne`, `USD/lb`"),
    ("USD/barrel", "and no price of a mass in USD"),
    ("EUR/tonne", "another currency needs a rate, which no unit gives"),
    ("CNY/tonne", "and no price of a mass in USD"),
    ("tonne/USD", "and no price of a mass in USD"),
    ("USD/ton", "the unit `USD/ton` cannot be read: a bare `ton` has three meanings; write `tonne`"),
    ("$/tonne", "the unit `$/tonne` cannot be read"),
    ("cents/lb", "the unit `cents/lb` does not say whose cents; write `USc/lb` for US cents"),
    ("one", "and no price of a mass in USD"),
    ("nonsense", "the unit `nonsense` cannot be read"),
    ("", "the unit `` cannot be read"),
]


def test_a_unit_that_is_no_price_of_a_mass_is_refused():
    for unit, wanted in NO_UNITS:
        assert wanted in refusal(usd_per_tonne, unit, error=PriceFileError), unit


CONTRADICTED = [
    (HEAD, {"metal": "aluminium"}, "`PCOPPUSDM` is the price of copper in USD/tonne, and not of `aluminium`; leave it away"),
    (HEAD, {"unit": "USD/lb"}, "`PCOPPUSDM` is the price of copper in USD/tonne, and not in `USD/lb`; leave it away"),
    (HEAD, {"unit": "index"}, "the unit `index` is no price"),
    ("date,value\n", {"metal": "copper"}, "and `--unit` is missing; only if the file's publisher says"),
    ("date,value\n", {"unit": "USD/tonne"}, "and `--metal` is missing"),
    ("date,value\n", {"metal": "coper", "unit": "USD/tonne"}, "`coper` is not a metal of the table; did you mean `copper`"),
    ("date,WPU1012\n", {"metal": "copper", "unit": "USD/tonne"}, "the column `WPU1012` is a price index"),
    ("date,PCOPPUSDM_LOG\n", {"metal": "copper", "unit": "USD/tonne"}, "is the natural logarithm of PCOPPUSDM"),
]  # fmt: skip


def test_what_the_user_says_never_overrides_a_name(tmp_path):
    for head, stated, wanted in CONTRADICTED:
        with pytest.raises(PriceFileError) as raised:
            read(tmp_path, f"{head}2017-02-01,190\n", **stated)
        assert wanted in str(raised.value)
    agreed = read(tmp_path, HEAD + "2017-02-01,5940.91\n", metal="copper", unit="USD/tonne")
    assert agreed.columns[0].known_by == KnownBy.NAME


def test_a_workbook_says_itself_what_it_holds(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx")
    with pytest.raises(
        PriceFileError, match=r"a.xlsx is a workbook of the World Bank, for which `--unit` is not asked"
    ):
        read_price_file(path, unit="USD/lb")


def book(path, *sheets):
    made = Workbook()
    made.active.title = sheets[0]
    for name in sheets[1:]:
        made.create_sheet(name)
    made[sheets[-1]]["A19999"] = 1
    made[sheets[-1]]["AAA1"] = 1  # beyond what is read, as in the Bank's annual editions
    made.save(path)
    return path


BOOKS = [
    (("AFOSHEET", "Annual Prices (Nominal)", "Annual Indices (Nominal)"), "is an annual edition of the Pink Sheet; the table is monthly; take the monthly file of the World Bank's page on commodity markets: CMO-Historical-Data-Monthly.xlsx; or add it as evidence of its own: weighbridge evidence add b.xlsx --sheet \"Annual Prices (Nominal)\" --column COLUMN"),
    (("README", "Monthly"), "is a workbook of FRED; take the same series as CSV: under Download, choose `CSV (data)`"),
    (("README", "Monthly, End of Period"), "is a workbook of FRED"),
    (("FRED Graph",), "is a workbook of FRED"),
    (("Price Forecasts", "Notes"), "is a workbook of forecasts, and no price is one"),
    (("README", ", x"), "has cells"),
    (("Sheet1",), "has cells beyond row 20,000 or column ZZ"),
]  # fmt: skip


def test_another_workbook_is_called_what_it_is(data, tmp_path):
    before = hashes(data)
    for sheets, wanted in BOOKS:
        shown = update(book(tmp_path / "b.xlsx", *sheets), "--yes")
        assert (shown.exit_code, shown.stdout) == (2, "")
        assert f"b.xlsx {wanted}" in shown.stderr
    assert hashes(data) == before


def test_an_archive_of_several_files_names_them(tmp_path):
    with zipfile.ZipFile(tmp_path / "fred.zip", "w") as archive:
        archive.writestr("README.txt", "FRED Graph Observations")
        archive.writestr("monthly.csv", HEAD + "2017-02-01,5940.91\n")
    with pytest.raises(
        PriceFileError, match=r"no part xl/workbook.xml; unpack it, and name the file in it: monthly.csv"
    ):
        read_price_file(tmp_path / "fred.zip")


@given(st.lists(st.integers(0, 400), min_size=2, max_size=24, unique=True))
def test_first_days_of_months_are_monthly_unless_all_are_quarters_halves_or_years_apart(months):
    days = [read_day(f"{1990 + one // 12}-{one % 12 + 1:02}", "a.csv") for one in months]
    found = frequency(days)
    steps = {later - earlier for earlier, later in zip(sorted(months), sorted(months)[1:], strict=False)}
    assert found == Frequency.MONTHLY or all(step % 3 == 0 for step in steps)


@given(st.floats(0.01, 99999).map(lambda price: round(price, 2)), st.sampled_from([("{:,.2f}", "."), ("{:.2f}", ".")]))
def test_a_price_is_the_same_whichever_signs_it_has(price, written):
    shape, _ = written
    english = shape.format(price)
    german = english.translate(str.maketrans(".,", ",."))
    for text in (english, german, german.replace(".", " ")):
        cell = Cell("a.csv:2", text)
        assert price_in(cell, decimal_sign([cell], None)) == price


PIECES = st.sampled_from(["DATE", "observation_date", "PCOPPUSDM", "sep=,", "sep=;", ",", ";", "\t", '"', "\n", "2017-02-01", "2017-02-28", "5940", ".", "91", " ", "_PC1", "LME", "2017M1", "Macrotrends", "\x0c", "€"])  # fmt: skip


HEADS = st.sampled_from(["", "sep=;\n", "DATE,PCOPPUSDM\n2017-02-01,", "DATE;PCOPPUSDM\n2017-02-01;", "date,value\n"])
STATES = st.sampled_from([{}, {"metal": "copper", "unit": "USD/lb"}])


def test_any_text_is_read_or_refused_and_never_a_traceback(tmp_path):
    read_ones = []

    @settings(max_examples=300)
    @given(HEADS, st.lists(PIECES, max_size=30).map("".join), STATES)
    def look(head, text, stated):
        try:
            found = read(tmp_path, head + text, **stated)
        except PriceFileError:
            return
        read_ones.append(found)
        assert all(price > 0 for price in found.prices.values())

    look()
    assert 0 < len(read_ones) < 300


def test_the_shape_of_a_monthly_file_is_read(tmp_path):
    found = read(tmp_path, monthly(5754.56, 5940.91, first=(2017, 1)))
    assert dict(found.prices) == {("copper", "2017-01"): 5754.56, ("copper", "2017-02"): 5940.91}


@pytest.mark.parametrize("text", ["", ".", "..", "-", "–", "—", ":", "n/a", "NA", "#N/A", "null"])
def test_a_cell_that_says_there_is_no_price_holds_none(text):
    """The same words as in any other file: ``evidence add`` reads them alike."""
    assert price_in(Cell("a.csv:2", text), ".") is None
    assert is_none(text)
