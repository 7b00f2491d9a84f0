"""The sheet of changes: it counts what was changed, and no comparison has an answer where an input can't be so."""

import pytest
from live_rows import LAWS, MIXES

from recalculated import changed, recalculated
from small_cases import CASES, case_text, sections, unfiled
from sound_workbook import faults
from weighbridge.workbook.book import sheets_of
from weighbridge.workbook.cells import Live
from weighbridge.workbook.live_sheets.changes import CANNOT_BE, CHANGED, WRONG
from weighbridge.workbook.writer import written

COMPUTED = ("Working", "Checks", "As written", "Distributions", "Mixes", "Draws", "Density", "Chart data")
FOLLOWS_NOTHING = ("input", "point", "library", "figure")  # looks of a figure that is no formula


def assumed_case(law):
    """A case of one assumption, and of a comparison by its draws."""
    return unfiled(
        case_text({"s": "50 one"}, sections(assumptions={"x": law}), asked="kind: typical, stated: s, at_most: x")
    )


def mix_case(mix):
    """A case of one mix, and of a comparison by its corners."""
    more = sections({"worth": "mix.iron * 3 in one"}, {"mix": mix})
    return unfiled(case_text({"s": "5 one"}, more, asked="kind: reachable, stated: s, equals: worth, by: mix"))


CLOSE = "composition: {parts: {iron: {high: 0.6 one}, copper: {high: 0.5 one}}}"
TRIED = {
    "lowest above likeliest": (assumed_case(LAWS["triangular"]), "x.low", 40.0, CANNOT_BE),
    "highest below likeliest": (assumed_case(LAWS["PERT"]), "x.high", 20.0, CANNOT_BE),
    "lowest above highest": (assumed_case(LAWS["uniform"]), "x.low", 90.0, CANNOT_BE),
    "a deviation of nothing": (assumed_case(LAWS["normal"]), "x.standard_uncertainty", 0.0, CANNOT_BE),
    "a factor of less than one": (assumed_case(LAWS["lognormal"]), "x.geometric_standard_deviation", 0.9, CANNOT_BE),
    "less than no degrees": (assumed_case(LAWS["Student's t"]), "x.degrees_of_freedom", -1.0, CANNOT_BE),
    "a weight below zero": (assumed_case(LAWS["a few values"]), "x.weight 1", -1.0, CANNOT_BE),
    "a share above one": (mix_case(MIXES["any of two parts within bounds"]), "mix.iron.low", 1.2, CANNOT_BE),
    "shares that leave some over": (mix_case(CLOSE), "mix.copper.high", 0.3, CANNOT_BE),
    "a mean below zero": (mix_case(MIXES["by mean shares"]), "mix.copper.mean", -0.1, CANNOT_BE),
    "a text": (assumed_case(LAWS["uniform"]), "s", "about 50", CANNOT_BE),
    "nothing": (assumed_case(LAWS["uniform"]), "x.high", "", CANNOT_BE),
    "another number": (assumed_case(LAWS["uniform"]), "x.high", 80.0, ""),
}


def place_of(sheets, name):
    """The yellow cell of an input, by its name in the case."""
    for sheet in sheets:
        if sheet.name in ("Claims", "Assumptions"):
            value = next(column for (_, column), text in sheet.cells.items() if text == "Value")
            for (row, _), text in sheet.cells.items():
                if text == name and sheet.styles.get((row, value)) == "input":
                    return sheet.name, row, value
    raise AssertionError(f"{name} has no yellow cell")


@pytest.fixture(scope="module")
def tried():
    files = {}
    for at, (case, name, typed, _) in enumerate(TRIED.values()):
        sheets = sheets_of(case)
        files[f"tried-{at}"] = changed(written(sheets, "A test"), {place_of(sheets, name): typed})
    found = recalculated(files)
    return {name: found[f"tried-{at}"] for at, name in enumerate(TRIED)}


@pytest.mark.parametrize("name", TRIED)
def test_an_input_that_the_library_would_refuse_leaves_no_answer(name, tried):
    cells, wanted = tried[name], TRIED[name][3]
    answers = [cells["Checks"][row, 1] for (row, column), text in cells["Checks"].items() if text == "The answer"]
    assert answers
    assert all((answer == CANNOT_BE) is bool(wanted) for answer in answers)
    assert cells["Changes"][CHANGED.row, CHANGED.column] == 1
    assert (cells["Changes"][WRONG.row, WRONG.column] > 0) is bool(wanted)
    for sheet, place in (("Read me", None), ("Verdict", (3, 0)), ("All ways", (0, 1)), ("Checks", (0, 1))):
        said = [text for at, text in cells[sheet].items() if place in (None, at) and isinstance(text, str)]
        assert any(("can’t be so: see" if wanted else "1 of the inputs changed") in text for text in said), sheet


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_figure_that_is_no_formula_does_not_look_like_one(name, opened):
    for sheet in sheets_of(opened(name)):
        for place, content in sheet.cells.items():
            style = sheet.styles[place]
            if isinstance(content, int | float) and sheet.name in COMPUTED and place[1] > 0:
                assert style.split()[0] in FOLLOWS_NOTHING, (sheet.name, place, content, style)
            assert style != "input" or not isinstance(content, Live), (sheet.name, place)


def test_every_yellow_cell_is_listed_once(opened):
    sheets = {sheet.name: sheet for sheet in sheets_of(opened("raqqa-2017"))}
    yellow = [name for name, sheet in sheets.items() for style in sheet.styles.values() if style == "input"]
    states = [cell for (_, column), cell in sheets["Changes"].cells.items() if column == 1 and isinstance(cell, Live)]
    listed = [cell for cell in states if cell.value == "as it was"]
    assert len(listed) == len([name for name in yellow if name != "Read me"])


def test_a_long_list_of_values_makes_no_formula_that_excel_would_refuse():
    values = ", ".join(f"{{value: {at} one, weight: 1 one}}" for at in range(1, 301))
    assert faults(written(sheets_of(assumed_case(f"discrete: [{values}]")), "A test")) == []
