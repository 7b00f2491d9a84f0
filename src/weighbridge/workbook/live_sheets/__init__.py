"""The sheets of a workbook that compute, made from the cells of the inputs.

What they share:

basis            the case, the cells of its inputs, few draws
formulas         formulas of a case as those of a spreadsheet, with units carried
laws             how each distribution is drawn, as a formula
mix_laws         how the shares of a mix are drawn
ends             formulas of bounds, at the place where something is least or greatest

The sheets:

law_cells        the sheet of distributions
mix_cells        the sheet of mixes: their corners, and what rests on them there
quantity_cells   the sheet of the working: every quantity with its value and its bounds
draw_cells       the sheet of draws
changes          the sheet of what was changed, and of what has to hold of every input
check_cells      the sheet of the comparisons
sheets           all of them

The parts of a comparison:

comparisons      how the sides of a check are compared
trial_cells      the article's numbers as written, each moved to its last digit
density_cells    how likely each draw is, by highest density
typical_cells    the part of a check that asks how usual a number is
counted_cells    the part of a check that counts whole things
power_cells      whether a comparison would have caught a number that is three times off
outcomes         the outcome of a check as a formula
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["draw_cells", "ends"],
    submod_attrs={
        "changes": ["warning"],
        "check_cells": ["CHART", "CheckCells"],
        "sheets": ["LiveSheets"],
    },
)
