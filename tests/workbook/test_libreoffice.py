"""Every workbook as LibreOffice computes it: cell by cell the library's figures, also after somebody changed an input.

All files are opened in one run of LibreOffice, of which no value beside a formula is known beforehand.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from test_input_cells import ODD

from recalculated import Sheets, changed, recalculated
from small_cases import CASES, case_text, unfiled
from weighbridge.case import Case
from weighbridge.text import Written, hedge
from weighbridge.workbook.book import sheets_of
from weighbridge.workbook.cells import Live, Remark, Sheet
from weighbridge.workbook.live_sheets.changes import CHANGED, WRONG
from weighbridge.workbook.writer import written

SMALLEST = (
    1e-12  # what is smaller than a share of the largest figure of its column is nothing that floating point tells
)

# Numbers as they are written, with the words before them, and another number that somebody may type in their place.
NUMBERS = {
    "2517 tonne": "2600 tonne",
    "2500 tonne~approximately": "2250 tonne",
    "50 truck~near": "40 truck",
    "50 truck": "100 truck",
    "1600 truck": "1605 truck",
    "7 truck~about": "12 truck",
    "1.50 million USD~about": "1.75 million USD",
    "1.5 million USD~over": "2.5 million USD",
    "750 thousand USD~about": "800 thousand USD",
    "12bn USD~nearly": "15bn USD",
    "0.25 tonne~about": "0.35 tonne",
    "0.004 tonne~roughly": "0.0072 tonne",
    "38.5 kg~on average": "39.25 kg",
    "40 percent": "45 percent",
    "250 percent": "300 percent",
    "25 percent~at least": "30 percent",
    "-25 percent~about": "-30 percent",
    "5 to 8 tonne": "6 to 8 tonne",
    "12 truck~dozens": "120 truck",
    "100 truck~hundreds": "1000 truck",
    "300 kg~up to": "500 kg",
    "5 kg~exactly": "6 kg",
    "1000 kg": "999 kg",
    "999999 kg~about": "1000000 kg",
    "1000000 kg~about": "999999 kg",
    "340300800 USD": "340300810 USD",
    "1329.30 USD": "1400.30 USD",
}


@dataclass(frozen=True)
class Change:
    """An input that somebody changes: in a cell, and in the library.

    Attributes:
        name: the leaf, or the name by which ``--set`` knows the parameter.
        key: the parameter; none for a cell that is found by its name in the case.
    """

    case: str
    name: str
    key: str
    typed: float | str
    overlay: Callable[[Case], Case]


def setting(case: str, name: str, key: str, typed: float, **said: Any) -> Change:
    """A change that the library makes by ``with_``."""
    ((target, value),) = said["said"].items()
    return Change(case, name, key, typed, lambda opened: opened.with_({target: value}))


def rows(case: str, name: str, table: str, line: int, column: str, typed: float) -> Change:
    """A change of a row of a table, which is evidence."""

    def overlaid(opened: Case) -> Case:
        old = opened.holdings.table(table)
        new = tuple(replace(row, cells={**row.cells, column: repr(typed)}) if row.line == line else row for row in old)
        return Case(opened.path, opened.document, opened.settings, own_tables={table: new})

    return Change(case, name, "value", typed, overlaid)


CHANGES = [
    setting("raqqa-2017", "trucks", "value", 40.0, said={"trucks": "40 truck"}),
    setting("raqqa-2017", "convoy_mean_load", "high", 70.0, said={"convoy_mean_load.high": "70 tonne/truck"}),
    setting("raqqa-2017", "shares.copper.mean", "", 60.0, said={"shares.copper.mean": "60 kg/person"}),
    setting("raqqa-2017", "ratios_together", "value", 0.5, said={"ratios_together": "0.5 one"}),
    rows("raqqa-2017", "copper_price", "metal-prices", 284, "price", 6100.0),
    setting("ihs-2016", "fall", "value", 35.0, said={"fall": "35 percent"}),
    setting("pangolin-2019", "each", "value high", 80.0, said={"each": "50 to 80 kg/bag"}),
    setting("azernews-trucks", "monthly", "value", 130000.0, said={"monthly": "130000 truck/month"}),
    setting("suez-2021", "share", "value", 15.0, said={"share": "15 percent"}),
    setting("gold-ounces", "gold", "value", 9.0, said={"gold": "9 tonne"}),
    setting("opium-2022", "fall", "value", -12.0, said={"fall": "decreased by 12 percent"}),
    Change("raqqa-2017", "hedge width", "", "generous", lambda opened: opened.under(**{"hedge width": "generous"})),
    Change("libya-fuel", "hedge width", "", "generous", lambda opened: opened.under(**{"hedge width": "generous"})),
]


def numbers_case(texts: list[str]) -> Case:
    """A case that states these numbers, each with the words before it."""
    claims = {f"n{at}": "{}, hedge: {}".format(*worded(text)) for at, text in enumerate(texts)}
    return unfiled(case_text(claims, "", one="kind: agrees, stated: n0, equals: n0"))


def worded(text: str) -> tuple[str, str]:
    """A number, and the words before it."""
    value, _, cue = text.partition("~")
    return value, cue or "none"


def names_of(change: Change) -> str:
    """A name for the file of a change."""
    return f"{change.case}-{change.name}-{change.key}".replace(" ", "-")


@pytest.fixture(scope="module")
def books(opened) -> dict[str, tuple[list[Sheet], Sheets]]:
    """The sheets of each workbook, as the library has them after the change, and as LibreOffice computes them."""
    said = {name: sheets_of(opened(name)) for name in CASES}
    said["odd"] = sheets_of(unfiled(ODD))
    said["numbers"] = sheets_of(numbers_case(list(NUMBERS)))
    files = {name: written(sheets, name) for name, sheets in said.items()}
    for change in CHANGES:
        cell = cell_of(said[change.case], change)
        said[names_of(change)] = sheets_of(change.overlay(opened(change.case)))
        alone = by_the_library_alone(said[change.case], said[names_of(change)])
        files[names_of(change)] = changed(files[change.case], {**alone, cell: change.typed})
    others = [f"{new}~{worded(old)[1]}" for old, new in NUMBERS.items()]
    files["other-numbers"] = changed(files["numbers"], typed_numbers(said["numbers"]))
    said["other-numbers"] = sheets_of(numbers_case(others))
    found = recalculated(files)
    return {name: (sheets, found[name]) for name, sheets in said.items()}


def cell_of(sheets: list[Sheet], change: Change) -> tuple[str, int, int]:
    """The cell in which an input is typed: by the name that the sheet gives it, in its column of values."""
    if change.name == "hedge width":
        return "Claims", 3, 1
    name = f"{change.name}.{change.key}" if change.key in ("low", "high", "mode", "concentration") else change.name
    head = "Upper end of a range" if change.key == "value high" else "Value"
    for sheet in sheets:
        if sheet.name in ("Claims", "Evidence", "Assumptions"):
            columns = {text: column for (_, column), text in sheet.cells.items() if text == head}
            for (row, column), text in sheet.cells.items():
                if text == name and sheet.styles[row, column] == "name" and head in columns:
                    return sheet.name, row, columns[head]
    raise AssertionError(f"{name} has no cell")


def by_the_library_alone(before: list[Sheet], after: list[Sheet]) -> dict[tuple[str, int, int], bool]:
    """What a comparison could have caught, where that changes: the sheet says that this does not follow."""
    return {
        (old.name, *place): content
        for old, new in zip(before, after, strict=True)
        for place, content in new.cells.items()
        if old.name == "Checks" and isinstance(content, bool) and old.cells[place] != content
    }


def typed_numbers(sheets: list[Sheet]) -> dict[tuple[str, int, int], float | str]:
    """The other numbers, each with its cell, and with what its last written digit counts."""
    cells: dict[tuple[str, int, int], float | str] = {}
    hedges = next(sheet for sheet in sheets if sheet.name == "Hedges")
    last = next(column for (_, column), text in hedges.cells.items() if text == "The last written digit counts")
    for at, new in enumerate(NUMBERS.values()):
        number = Written.parse(new)
        for key, value in (("value", number.low), ("value high", number.high)):
            if key == "value" or number.is_range:
                cells[cell_of(sheets, Change("numbers", f"n{at}", key, 0.0, lambda case: case))] = float(value)
        for (row, column), text in hedges.cells.items():
            if column == 0 and text == f"the n{at}":
                cells["Hedges", row, last] = 10.0**number.finest
    return cells


def differences(sheets: list[Sheet], found: Sheets, of_another: bool = False) -> list[str]:
    """The cells in which LibreOffice comes to something else than the library, with their formulas.

    Args:
        of_another: whether the sheets are those of a case made anew, of which other things are remarked.
    """
    wrong = []
    for sheet in sheets:
        for (row, column), live in sheet.cells.items():
            if of_another and (isinstance(live, Remark) or sheet.name == "Changes"):
                continue
            if isinstance(live, Live) and not agrees(live, found[sheet.name].get((row, column), "")):
                there = found[sheet.name].get((row, column), "nothing")
                wrong.append(
                    f"{sheet.name} {row + 1}:{column + 1} is {there!r} and not {live.value!r}: {live.formula[:160]}"
                )
    return wrong


def agrees(live: Live, value: Any) -> bool:
    """Whether a cell holds what the library computes, as closely as it says."""
    if isinstance(live.value, bool | str) or isinstance(value, str):
        return value == live.value or (isinstance(live.value, float) and math.isnan(live.value) and value[:1] == "#")
    return math.isclose(value, live.value, rel_tol=live.within, abs_tol=live.within * SMALLEST)


@pytest.mark.parametrize("name", [*sorted(CASES), "odd", "numbers"])
def test_every_derived_cell_agrees_with_the_library(name, books):
    sheets, found = books[name]
    assert sum(isinstance(cell, Live) for sheet in sheets for cell in sheet.cells.values()) > 20
    assert differences(sheets, found) == []


@pytest.mark.parametrize("change", CHANGES, ids=names_of)
def test_after_one_input_was_changed_it_agrees_with_an_overlay_of_the_library(change, books):
    assert differences(*books[names_of(change)], of_another=True) == []
    assert remarked(books[names_of(change)][1]) == (1.0, 0.0)
    before, after = ([cell.value for cell in live_of(books[name][0])] for name in (change.case, names_of(change)))
    assert before != after  # else nothing was changed


def remarked(found: Sheets) -> tuple[float, float]:
    """How many inputs were changed, by the workbook itself, and how many cannot be so."""
    return tuple(found["Changes"][place.row, place.column] for place in (CHANGED, WRONG))


def live_of(sheets: list[Sheet]) -> list[Live]:
    """The formulas of a workbook."""
    return [cell for sheet in sheets for cell in sheet.cells.values() if isinstance(cell, Live)]


def test_another_number_has_the_room_that_its_own_digits_and_its_wording_give(books):
    sheets, found = books["other-numbers"]
    assert differences([sheet for sheet in sheets if sheet.name in ("Claims", "Hedges")], found) == []


@pytest.mark.parametrize("width", ["typical", "generous"])
def test_the_hedges_are_those_of_the_library_for_every_number(width, books):
    sheets, found = books["numbers"]
    columns = {
        text: column
        for (_, column), text in next(sheet for sheet in sheets if sheet.name == "Hedges").cells.items()
        if isinstance(text, str)
    }
    heads = ("Nearer to zero by", "Farther from zero by")
    heads = heads if width == "typical" else ("Nearer, generously", "Farther, generously")
    rooms = {row["name"]: row for row in rooms_of(found["Hedges"], columns["Value"], [columns[head] for head in heads])}
    for at, text in enumerate(NUMBERS):
        value, cue = worded(text)
        number = Written.parse(value)
        if number.is_range or hedge(cue).counts:
            continue
        near, far = rooms[f"the n{at}"]["sides"]
        size = abs(float(number.low))
        ends = (max(size - near, size / 10), size + far)
        wanted = number.interval(cue, width)
        assert tuple(sorted(map(abs, wanted))) == pytest.approx(ends, rel=1e-9), text


def rooms_of(cells: dict[tuple[int, int], Any], value: int, sides: list[int]) -> Iterator[dict[str, Any]]:
    """Each number of the sheet of hedges with its room to either side."""
    for (row, column), text in cells.items():
        if column == 0 and isinstance(cells.get((row, sides[0])), float) and (row, value) in cells:
            yield {"name": text, "sides": [cells[row, side] for side in sides]}
