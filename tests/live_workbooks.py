"""Workbooks of cases as LibreOffice recalculates them, and every live cell that does not come to its figure."""

import math

from recalculated import recalculated
from weighbridge.workbook.cells import Live
from weighbridge.workbook.inputs import Inputs
from weighbridge.workbook.live_sheets import LiveSheets
from weighbridge.workbook.writer import written


def sheets_of(case):
    """The sheets of the inputs of a case with its live sheets behind them; and the live ones by themselves."""
    inputs = Inputs.of(case)
    live = LiveSheets.of(case, inputs)
    return [*inputs.sheets, *live.sheets], live


def written_book(sheets):
    """The bytes of a workbook."""
    return written(sheets, "A test")


def agrees(found, live):
    """Whether a cell shows what the library has."""
    if isinstance(live.value, str):
        return (found or "") == live.value
    if isinstance(live.value, bool):
        return found == live.value
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return math.isclose(found, live.value, rel_tol=live.within, abs_tol=live.within * 1e-3)


def differences(cells, sheets):
    """Every live cell that does not come to the library's figure, and how many cells do."""
    places = ((sheet, place) for sheet in sheets for place in sheet.cells)
    return _apart(((sheet.name, *place), sheet.cells[place], cells[sheet.name].get(place)) for sheet, place in places)


def _apart(triples):
    """Of places, live cells and what was found there: what does not agree, and how many do."""
    wrong, right = [], 0
    for place, live, found in triples:
        if isinstance(live, Live):
            if agrees(found, live):
                right += 1
            else:
                wrong.append((place, found, live.value, live.formula[:120]))
    return wrong, right


def named(live):
    """The live cells of the working, the draws and the checks by what they are, wherever they stand."""
    found = {("working", *key): (cell.sheet, cell.row, cell.column) for key, cell in live.working.cells.items()}
    draws = live.draws.sheet
    for name, column in live.draws.columns.items():
        found.update({("draws", name, row): (draws.name, row, column) for row in rows_of(draws)})
    for name, check in live.checks.items():
        first, last = check.rows
        places = [(row, column) for row in range(first, last + 1) for column in range(1, 4)]
        found.update({("checks", name, row - first, column): ("Checks", row, column) for row, column in places})
    return found


def rows_of(sheet):
    """The rows of a sheet on which anything stands."""
    return sorted({row for row, _ in sheet.cells})


def followed(cells, changed, overlaid):
    """What of a workbook in which a cell was changed does not come to the figures of the case with the same change.

    Args:
        changed: the live sheets of the workbook; ``overlaid`` those of the case with the change laid over it.
    """
    places, sheets = named(changed), {sheet.name: sheet for sheet in overlaid.sheets}
    triples = []
    for key, (sheet, row, column) in named(overlaid).items():
        live = sheets[sheet].cells.get((row, column))
        at = places.get(key)
        triples.append((key, live, cells[at[0]].get(at[1:]) if at else None))
    return _apart(triples)


def compared(books):
    """For each workbook by name what does not agree, and how many cells do; all recalculated in one run.

    Args:
        books: the sheets of each.
    """
    found = recalculated({name: written_book(sheets) for name, sheets in books.items()})
    return {name: differences(found[name], sheets) for name, sheets in books.items()}
