"""A case as a spreadsheet that recalculates itself: inputs, working as live formulas, draws, checks.

What sheets are made of:

cells        cells before they are written: contents, references to them, live formulas with the library's values
grid         tables on a sheet: heads, and rows below them
citations    sources as they stand in cells
formats      how cells look, and number formats with as many digits as a reader needs
texts        texts as a cell can hold them: nothing unseen, nothing that computes, nothing too long
writer       sheets written as the bytes of a file

The sheets:

readme       the first sheet: what the workbook is, how to use it, what it can't do, what made it
verdicts     the sheets of what the library found: the verdict, and every way to read the article
inputs       the sheets of what goes in, and the cell of every parameter
claims       the sheet of claims: quotations, values, what their wording allows, readings
hedges       the sheet of hedges: how far each number may lie, by the regression, as formulas
evidence     the sheet of evidence: each figure with its row, its date and its sources
assumptions  the sheet of assumptions: each parameter with its reason and its fair range
factors      the sheet of units: every factor that is used
live_sheets  the sheets that compute: distributions, mixes, the working, draws, the comparisons
side_charts  charts of spans along one axis, from live cells
check_charts  the charts beside the comparisons
sources      the sheet of sources, weakest first
book         the workbook of a case: all of its sheets
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "book": ["workbook_of"],
    },
)
