"""Rows that a file gives a table: what is taken, what is left out and said, what is refused with all its lines."""

import pytest

from refusals import refusal
from weighbridge.evidence.intake.entries import read_entries
from weighbridge.evidence.intake.plan import Layout, found_in
from weighbridge.evidence.intake.request import Request, conditions, lines_without

DAILY = "Date,Price\n2014-05-06,4.5\n2014-05-07,4.75\n"
WIDE = """\
Name,Code,Unit,2014M04,2014M05,2014M06
Copper,CU,USD,4.5,4.75,
Zinc,ZN,USD,2.5,2.75,n/a
All metals index,ALL,Index,100,101,102
"""


@pytest.fixture
def taken(tmp_path):
    """The entries that a file of this text gives."""

    def entries(text, **said):
        path = tmp_path / "cu.csv"
        path.write_text(text, encoding="utf-8")
        given = {"table": "cu", "unit": "USD/tonne", "source": "KEY", **said}
        if not given.keys() & {"date", "dated", "dates_across"}:
            given["date"] = "Date"
        given.setdefault("columns", () if "dates_across" in given else ("Price",))
        return read_entries(found_in(path, Layout())[1], Request(**given), 2026)

    return entries


def rows(entries):
    """The rows as texts, without unit, source and mark."""
    shown = [name for name in entries.columns if name not in ("unit", "source", "mark")]
    return [" ".join(row.cells[name] or "." for name in shown) for row in entries.rows]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (DAILY, {}, ["2014-05-06 4.5", "2014-05-07 4.75"]),
        (DAILY.replace("06,", "06T16:30,"), {}, ["2014-05-06 4.5", "2014-05-07 4.75"]),
        ("Date,Price\n2014-05-01,4.5\n2014-06-01,4.75\n", {"monthly": True}, ["2014-05 4.5", "2014-06 4.75"]),
        (
            "Date,Lead,Tin\n2014-05,1,2\n2014-06,3,\n",
            {"columns": ("Lead", "Tin=tin_cash")},
            ["2014-05 1 2", "2014-06 3 ."],
        ),
        (
            WIDE,
            {"dates_across": True, "keep": ("Code=key",), "where": (("Unit", "USD"),)},
            ["CU 2014-04 4.5", "CU 2014-05 4.75", "ZN 2014-04 2.5", "ZN 2014-05 2.75"],
        ),
        (
            WIDE,
            {"dates_across": True, "where": (("Name", "Zinc"),), "columns": ("price",)},
            ["2014-04 2.5", "2014-05 2.75"],
        ),
        (
            "Truck,Load\nLight,4\nHeavy,30\n",
            {"dated": "2014", "keep": ("Truck",), "columns": ("Load",), "unit": "tonne"},
            ["Light 2014 4", "Heavy 2014 30"],
        ),
        (DAILY + "2014-05-07,4.750\n", {}, ["2014-05-06 4.5", "2014-05-07 4.75"]),
        (DAILY + ",\n\nSource: an exchange,\n", {}, ["2014-05-06 4.5", "2014-05-07 4.75"]),
        (DAILY + "2014-05-08,closed\n", {"without": ((4, 4),)}, ["2014-05-06 4.5", "2014-05-07 4.75"]),
        (DAILY + "Total,9.25\n", {"without": ((4, 9),)}, ["2014-05-06 4.5", "2014-05-07 4.75"]),
        (DAILY, {"columns": ("B",), "date": "A"}, ["2014-05-06 4.5", "2014-05-07 4.75"]),
        (DAILY.replace("4.5\n", "4.5*\n"), {}, ["2014-05-06 4.5 Marked `*`.", "2014-05-07 4.75 ."]),
        ("Place,Date,Price\nTotal,2014,4\nEast,2014,3\n", {"where": (("Place", "Total"),)}, ["2014 4"]),
        ("Date,a=b\n2014,4\n", {"columns": ("a=b",)}, ["2014 4"]),
        ("Date,Price\n2014,12.5\n", {"unit": "thousand tonne"}, ["2014 12500"]),
    ],
)
def test_the_rows_that_are_asked_for(taken, text, said, expected):
    assert rows(taken(text, **said)) == expected


def test_all_that_is_left_out_is_said(taken):
    text = DAILY + "2014-05-08,\n2014-05-06,4.5\nAs far as known,\n2014-05-09,9\n"
    assert taken(text, without=((7, 7),)).left_out == (
        "1 line by --without-row",
        "1 row without a figure",
        "1 line of text (line 6: As far as known)",
        "1 row that repeats another",
    )


def test_the_file_and_a_word_of_an_index_are_held_against_the_unit(taken):
    said = taken(WIDE, dates_across=True, where=(("Code", "ALL"),)).how
    assert "the file says `Index` in `Unit` (column C)" in said
    assert "CHECK: `All metals index` speaks of an index, which is no figure in USD/tonne" in said


@pytest.mark.parametrize(
    ("text", "said", "parts"),
    [
        (
            "date,price\n2014-05,40,91\n2014-06,41,5\n",
            {"date": "date", "columns": ("price",)},
            [
                "cu.csv:2: the row has 3 cells, the header 2: ",
                "`40,91` may be one number, 40.91, or two cells, 40 and 91",
                "cu.csv:3: ",
                "in quotes",
            ],
        ),
        ("Date,Note,Price\n2014-05,4\n", {}, ["cu.csv:2: the row has 2 cells, the header 3", "--without-row"]),
        (DAILY + "Total,9.25\n", {}, ["cu.csv:4: `Total` seems to sum up other rows", "--without-row 4"]),
        ("Place,Date,Price\nTotal,2014,4\nEast,2014,3\n", {"keep": ("Place",)}, ["cu.csv:2: `Total` seems to sum"]),
        (DAILY + "2014-05-06,4.6\n", {}, ["cu.csv:4: two rows for 2014-05-06: 4.5 in line 2, 4.6 here", "--keep"]),
        (WIDE, {"dates_across": True}, ["several values in `Unit` (column C): USD, Index", "--where Unit=USD"]),
        (WIDE, {"dates_across": True, "where": (("Unit", "USD"),)}, ["two rows for 2014-04: 4.5 in line 2, 2.5 here"]),
        (DAILY + "2014-05-08,closed\n2014-05-09,open\n", {}, ["cu.csv:4: ", "`closed`", "cu.csv:5: ", "`open`"]),
        (DAILY + "2014-05-08,closed\nsoon,4\n", {}, ["cu.csv:4: ", "`closed`", "cu.csv:5: ", "`soon`"]),
        (DAILY, {"columns": ("Prise",)}, ["has no column `Prise`", "--column: did you mean `Price`?"]),
        ("Date,Price,Price\n2014,4,5\n", {}, ["has 2 columns named `Price`", "`Price (B)`, `Price (C)`"]),
        (DAILY, {"date": "Day"}, ["has no column `Day`", "--date"]),
        (DAILY, {"where": (("Date", "2015-05-06"),)}, ["no line has `2015-05-06` in `Date` (column A)", "--where"]),
        (DAILY, {"without": ((2, 3),)}, ["no row with a figure is left"]),
        (DAILY, {"dates_across": True, "date": None}, ["has no dates in its header", "--date"]),
        ("Date,Source,Price\n2014,x,4\n", {"keep": ("Source",)}, ["`source` is a name that every table has", "=NAME"]),
        ("Date,%,Price\n2014,x,4\n", {"keep": ("%",)}, ["makes no name for a column", "--keep"]),
        ("Date,Price,PRICE\n2014,3,4\n", {"columns": ("Price", "PRICE")}, ["two columns would be called `price`"]),
        ("Date,Price\n2014," + "9" * 40 + "\n", {}, ["cu.csv:2: ", "(column B) holds `999", "longer"]),
        ("Date,Price\n2014,1e400\n", {}, ["cu.csv:2: ", "holds `1e400`", "longer, larger", "--without-row 2"]),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_lines_and_the_remedy(taken, text, said, parts):
    message = refusal(lambda: taken(text, **said))
    assert [part for part in parts if part not in message] == []


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ({"unit": "ton"}, ["--unit: a bare `ton` has three meanings", "`short_ton`"]),
        ({"unit": "USD/pound"}, ["--unit: ", "several meanings"]),
        ({"unit": "thousand ton"}, ["--unit: a bare `ton`"]),
        ({"table": "My Table!"}, ["--table: `My Table!` is not the name of a table", "--table my-table"]),
        ({"dated": "2014", "date": "Date"}, ["--date: the dates are said to stand in two places"]),
        ({"dated": "FY2014", "date": None}, ["--dated: `FY2014` is a fiscal year"]),
        ({"dates_across": True, "date": None, "columns": ("a", "b")}, ["--column: with --dates-across"]),
    ],
)
def test_what_is_asked_has_to_be_of_one_meaning(said, parts):
    request = Request(
        **{"table": "cu", "columns": ("Price",), "date": "Date", "unit": "USD/tonne", "source": "KEY", **said}
    )
    message = refusal(request.check)
    assert [part for part in parts if part not in message] == []


def test_conditions_and_lines_are_read_from_what_is_typed():
    assert conditions(["Name=Copper, grade=A"]) == (("Name", "Copper, grade=A"),)
    assert lines_without(["4", "7-9"]) == ((4, 4), (7, 9))
    assert "--where: `Copper` is no condition" in refusal(conditions, ["Copper"])
    assert "--without-row: `last` is no line" in refusal(lines_without, ["last"])
