"""A case as a spreadsheet that recalculates itself: inputs, working as live formulas, draws, checks.

cells        cells before they are written: contents, references to them, live formulas with the library's values
grid         tables on a sheet: heads, and rows below them
citations    sources as they stand in cells
factors      the sheet of units: every factor that is used
hedges       the sheet of hedges: how far each number may lie, by the regression, as formulas
claims       the sheet of claims: quotations, values, what their wording allows, readings
evidence     the sheet of evidence: each figure with its row, its date and its sources
assumptions  the sheet of assumptions: each parameter with its reason and its fair range
inputs       the sheets of what goes in, and the cell of every parameter

basis            what the live sheets share: the case, the cells of its inputs, few draws
formulas         formulas of a case as those of a spreadsheet, with units carried
laws             how each distribution is drawn, as a formula
mix_laws         how the shares of a mix are drawn
law_cells        the sheet of distributions
mix_cells        the sheet of mixes: their corners, and what rests on them there
ends             formulas of bounds, at the place where something is least or greatest
changes          the sheet of what was changed, and of what has to hold of every input
quantity_cells   the sheet of the working: every quantity with its value and its bounds
draw_cells       the sheet of draws
comparisons      how the sides of a check are compared
trial_cells      the article's numbers as written, each moved to its last digit
density_cells    how likely each draw is, by highest density
outcomes         the outcome of a check as a formula
typical_cells    the part of a check that asks how usual a number is
power_cells      whether a comparison would have caught a number that is three times off
counted_cells    the part of a check that counts whole things
check_cells      the sheet of the comparisons
live_sheets      all that computes, made from the cells of the inputs

sources      the sheet of sources, weakest first
verdicts     the sheets of what the library found: the verdict, and every way to read the article
readme       the first sheet: what the workbook is, how to use it, what it can't do, what made it
formats      how cells look, and number formats with as many digits as a reader needs
texts        texts as a cell can hold them: nothing unseen, nothing that computes, nothing too long
writer       sheets written as the bytes of a file
side_charts  charts of spans along one axis, from live cells
check_charts  the charts beside the comparisons
book         the workbook of a case: all of its sheets
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "book": ["workbook_of"],
    },
)
