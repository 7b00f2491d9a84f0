"""Each distribution, each mix and each rule of a check in a small case: LibreOffice comes to the library's figures."""

import pytest
from live_rows import CHECKS, LAWS, MIXES, checked_case, drawn_case, mixed_case

from live_workbooks import compared, sheets_of
from weighbridge.workbook.cells import Live

HAVE_SHAPES = ("triangular", "PERT", "normal", "a piece of the lower", "a piece of the upper tail of a normal", "log")
SHAPED = {"uniform": ("peaked",), **{name: ("flat", "peaked") for name in LAWS if name.startswith(HAVE_SHAPES)}}
NO_SHAPE = ("triangular of no width",)


def cases():
    """Every small case by its name."""
    found = {name: drawn_case(law) for name, law in LAWS.items()}
    found |= {
        f"{name}, {shape}": drawn_case(LAWS[name], ("whole",)).under(shape=shape)  # the draws are what is new
        for name, shapes in SHAPED.items()
        for shape in shapes
        if name not in NO_SHAPE
    }
    found |= {name: checked_case(*row) for name, row in CHECKS.items()}
    return found | {f"mix: {name}": mixed_case(mix) for name, mix in MIXES.items()}


ALL = cases()


@pytest.fixture(scope="module")
def figures():
    """What each small case comes to in LibreOffice, all in one run, and its sheets."""
    sheets = {f"case{at}": sheets_of(case)[0] for at, case in enumerate(ALL.values())}
    found = compared(sheets)
    return {name: (*found[key], sheets[key]) for name, key in zip(ALL, sheets, strict=True)}


@pytest.mark.parametrize("name", ALL)
def test_a_small_case_comes_to_the_figures_and_the_answers_of_the_library(figures, name):
    wrong, right, sheets = figures[name]
    assert wrong == []
    assert right > 100
    checks = next(sheet for sheet in sheets if sheet.name == "Checks")
    answers = [content for (row, _), content in checks.cells.items() if checks.cells.get((row, 0)) == "The answer"]
    assert sum(isinstance(one, Live) for one in answers) == len(ALL[name].model.checks)


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith("Student's t")])
def test_no_tail_is_the_librarys_where_a_sheet_can_work_it_out(figures, name):
    checks = next(sheet for sheet in figures[name][2] if sheet.name == "Checks")
    assert "library" not in checks.styles.values()


def test_what_no_sheet_can_do_says_so(figures):
    checks = next(sheet for sheet in figures["Student's t"][2] if sheet.name == "Checks")
    rows = [row for (row, _), style in checks.styles.items() if style == "library"]
    texts = [str(checks.cells.get((row, column), "")) for row in rows for column in range(8)]
    assert rows
    assert sum("does not follow a change" in text for text in texts) == len(rows)
    draws = next(sheet for sheet in figures["mix: any of four parts within bounds"][2] if sheet.name == "Draws")
    heads = [text for text in draws.cells.values() if isinstance(text, str) and "drawn by the library" in text]
    assert len(heads) == 4


def test_the_small_cases_come_to_every_answer(figures):
    said = {
        content.value
        for _, _, sheets in figures.values()
        for sheet in sheets
        if sheet.name == "Checks"
        for (row, _), content in sheet.cells.items()
        if sheet.cells.get((row, 0)) == "The answer" and isinstance(content, Live)
    }
    assert said == {"fits", "fits, allowing for rounding", "unlikely", "does not fit", "can't say"}
