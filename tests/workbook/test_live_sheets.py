"""The live sheets follow a changed input as the library does with the same change, by name wherever cells stand."""

import pytest

from live_workbooks import followed, sheets_of, written_book
from recalculated import changed, recalculated
from small_cases import CASES
from weighbridge.case import open_case
from weighbridge.workbook.cells import Live
from weighbridge.workbook.evidence import asked_of
from weighbridge.workbook.inputs import Inputs
from weighbridge.workbook.live_sheets.quantity_cells import SPARE

# What is changed in a cell of the inputs, by the name and the key of a parameter, and the same as an overlay; others
# are changed in test_libreoffice, each but once.
CHANGES = [
    ("raqqa-2017", "aid_mean", "value", 25.0, {"aid_mean": "25 tonne/truck"}),
    ("raqqa-2017", "copper_price", "value", 1000.0, {"copper_price": "1000 USD/tonne"}),
    ("raqqa-2017", "shares", "concentration", 60.0, {"shares.concentration": "60 one"}),
    ("raqqa-2017", "convoy_mean_load", "high", 50.1, {"convoy_mean_load.high": "50.1 tonne/truck"}),
    ("iraq-cash", "kinds", "low tens", 0.25, {"kinds.tens.low": "0.25 one"}),
    ("pangolin-2019", "species", "low small_pangolins", 0.25, {"species.small_pangolins.low": "0.25 one"}),
    ("gaza-trucks", "trucks", "value", 5000.0, {"trucks": "5000 truck"}),
]


@pytest.fixture(scope="module")
def after_changes():
    """Each workbook with a cell changed, against the live sheets of the same case with the same change laid over it."""
    books, lives = {}, {}
    for at, (name, leaf, key, value, overlay) in enumerate(CHANGES):
        case = open_case(CASES[name])
        cell, (sheets, live) = Inputs.of(case).parameter(leaf, key), sheets_of(case)
        books[f"{at}"] = changed(written_book(sheets), {(cell.sheet, cell.row, cell.column): value})
        lives[f"{at}"] = live, sheets_of(case.with_(overlay))[1]
    found = recalculated(books)
    return [followed(found[at], *both) for at, both in lives.items()]


@pytest.mark.parametrize("at", range(len(CHANGES)), ids=[f"{name} {leaf}" for name, leaf, *_ in CHANGES])
def test_after_one_cell_was_changed_the_workbook_is_that_of_the_case_with_the_same_change(after_changes, at):
    wrong, right = after_changes[at]
    assert wrong == []
    assert right > 400


@pytest.mark.parametrize("name", CASES)
def test_no_derived_cell_of_the_working_is_a_number_that_was_computed_beforehand(name):
    _, live = sheets_of(open_case(CASES[name]))
    sheet = live.working.sheet
    for (name, end), cell in live.working.cells.items():
        content = sheet.cells[cell.row, cell.column]
        assert isinstance(content, Live), (name, end, content)


def test_what_the_comparisons_need_stands_first_in_the_working():
    case = open_case(CASES["raqqa-2017"])
    _, live = sheets_of(case)
    sheet = live.working.sheet
    spare = next(row for (row, _), text in sheet.cells.items() if text == SPARE)
    rows = {name: cell.row for (name, _), cell in live.working.cells.items()}
    needed = [name for name in asked_of(case) if name in rows]
    assert all(rows[name] < spare for name in needed)
    assert any(row > spare for row in rows.values())
