"""Numbers as files write them: one decimal sign for all, and nothing read that could be another number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refusal
from weighbridge.evidence.intake.numbers import Spot, is_none, looks_like_a_number, read_figures, written
from weighbridge.evidence.intake.refusal import MOST_SHOWN, IntakeError


def spots(cells):
    return [Spot(line, "`Price` (column B)", cell) for line, cell in enumerate(cells, 2)]


def read(*cells, unit="USD/tonne", **said):
    return read_figures("cu.csv", spots(cells), unit, **said)


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["4,111.25", "4,000"], ["4111.25", "4000"]),
        (["4.111,25", "4.000"], ["4111.25", "4000"]),
        (["4 111,25", "4 000"], ["4111.25", "4000"]),
        (["4'111.25", "4’000"], ["4111.25", "4000"]),
        (["12,34,567.5"], ["1234567.5"]),
        (["4.000.000"], ["4000000"]),
        (["0.125", "1.125"], ["0.125", "1.125"]),
        (["4000", "4111"], ["4000", "4111"]),
        (["$4,111.25", "4,000 USD", "US$ 3.5"], ["4111.25", "4000", "3.5"]),
        (["(12.5)", "-3.5", "−4.5", "($1.5)"], ["-12.5", "-3.5", "-4.5", "-1.5"]),
        (["12.5K", "1.25M", "0.002B"], ["12500", "1250000", "2000000"]),
        (["٤٠٠٠٫٥", "۴۰۰۰"], ["4000.5", "4000"]),
        (["4.5e3"], ["4500"]),
        (["4.50", "4.00"], ["4.50", "4.00"]),
        ([".5", "1.5"], ["0.5", "1.5"]),
        (["4,111.25", "n/a", "..", "-", ""], ["4111.25", None, None, None, None]),
        ([4111.25, 4000, 2048.9250000000002], ["4111.25", "4000", "2048.925"]),
    ],
)
def test_numbers_are_read_by_the_one_sign_that_all_of_them_leave(cells, numbers):
    assert list(read(*cells).numbers) == numbers


@pytest.mark.parametrize(
    ("cells", "said", "message"),
    [
        (
            ["4,111", "4,000"],
            {},
            "cu.csv:2: `Price` (column B) holds `4,111`, which may be 4111 or 4.111, as 1 more; no other cell tells; "
            "add --decimal . for 4111, or --decimal , for 4.111",
        ),
        (
            ["4,11", "4.12"],
            {},
            "cu.csv:3: `Price` (column B) holds `4.12` with a decimal point, line 2 `4,11` with a decimal comma; "
            "leave lines out with --without-row, or mend them: one file, one sign",
        ),
        (
            ["4,111.5"],
            {"decimal": ","},
            "cu.csv:2: `Price` (column B) holds `4,111.5`, which has no reading with `,` as the decimal sign; "
            "mend it, or choose the other sign: --decimal . or --decimal ,",
        ),
        (
            ["n.v.", "4.5"],
            {},
            "cu.csv:2: `Price` (column B) holds `n.v.`, expected a number; leave the line out, --without-row 2, or "
            "mend the cell; where there is no figure, it stays empty",
        ),
        (
            ["1,23,4"],
            {},
            "cu.csv:2: `Price` (column B) holds `1,23,4`, which is no way to write one number; mend it in the file, or "
            "leave it out: --without-row 2",
        ),
        (
            ["4.5%"],
            {},
            "cu.csv:2: `Price` (column B) holds `4.5%`, and --unit is `USD/tonne`; write --unit percent, or choose "
            "another --column",
        ),
        (
            ["€4.5"],
            {},
            "cu.csv:2: `Price` (column B) holds `€4.5`, and --unit is `USD/tonne`; `€` is not of that unit: choose "
            "another --unit or --column",
        ),
        (
            ["4.5 EUR"],
            {},
            "cu.csv:2: `Price` (column B) holds `4.5 EUR`, and --unit is `USD/tonne`; `EUR` is not of that unit: "
            "choose another --unit or --column",
        ),
        (
            [True],
            {},
            "cu.csv:2: `Price` (column B) holds `TRUE`, which is true or false, expected a number; leave the line out, "
            "--without-row 2, or mend the cell",
        ),
    ],
)
def test_what_has_no_one_reading_is_refused_with_its_line_and_the_remedy(cells, said, message):
    assert refusal(lambda: read(*cells, **said)) == message


def test_the_users_sign_decides_what_the_cells_leave_open():
    assert read("4,111", decimal=".").numbers == ("4111",)
    assert read("4,111", decimal=",").numbers == ("4.111",)
    assert read("4.111", others=["7,5"]).numbers == ("4111",)


def test_every_cell_that_is_no_number_is_named_at_once():
    with pytest.raises(IntakeError) as raised:
        read("4.5", "sold", "closed", "12-3", "4.6")
    assert [problem.place.line for problem in raised.value.problems] == [3, 4, 5]
    with pytest.raises(IntakeError) as raised:
        read(*["sold"] * 500)
    assert len(raised.value.problems) == MOST_SHOWN
    assert f"{500 - MOST_SHOWN} more" in raised.value.problems[-1].message


@pytest.mark.parametrize("mark", ["*", "**", "†", "¹", "(a)", "[1]", "r", " p"])
def test_the_mark_of_a_footnote_is_kept_apart_from_the_number(mark):
    found = read(f"4.5{mark}", "4.6")
    assert (found.numbers, found.marks) == (("4.5", "4.6"), (mark.strip(), ""))


def test_texts_among_the_numbers_of_a_workbook_are_pointed_out():
    """A raised footnote mark is lost when a cell is read: 4000 with a raised 1 is the text 40001."""
    assert any(line.startswith("CHECK: ") and "40001" in line for line in read(4000.5, "40001").how)
    assert not any(line.startswith("CHECK: ") for line in read("4000.5", "40001").how)


def test_shares_that_a_workbook_keeps_as_fractions_are_pointed_out():
    assert any("--unit one" in line for line in read(0.075, 0.02, unit="percent").how)
    assert not any("--unit one" in line for line in read(7.5, 0.02, unit="percent").how)
    assert not any("--unit one" in line for line in read("0.075", unit="percent").how)


def test_figures_in_thousands_are_written_out():
    assert read("12.5", 3, unit="tonne", scale=3).numbers == ("12500", "3000")


@given(st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False), st.sampled_from([".", ","]))
def test_a_number_grouped_and_written_with_either_sign_comes_back(number, sign):
    text = f"{number:,.2f}"
    text = text if sign == "." else text.translate(str.maketrans(",.", ".,"))
    assert Decimal(read(text).numbers[0]) == number


@given(st.text(max_size=20))
def test_no_text_is_anything_but_read_or_refused(text):
    found = written(text)
    assert found is None or is_none(text) or looks_like_a_number(text) or found.value(".") is None


@pytest.mark.parametrize("cell", ["12,5 t", "12,5g", "7 m", "3h"])
def test_a_letter_that_may_be_a_unit_is_no_footnote(cell):
    """12,5 t in a column of kilograms would be 1,000 times too little."""
    with pytest.raises(IntakeError) as caught:
        read("4,5", cell, unit="kg")
    (problem,) = caught.value.problems
    assert problem.place.line == 3
    assert f"holds `{cell}`, where `{cell[-1]}` may be a unit, and --unit is `kg`" in problem.message
    assert problem.remedy.endswith("else --without-row 3")
