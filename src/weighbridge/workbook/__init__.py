"""A case as a spreadsheet that recalculates itself: inputs, working as live formulas, draws, checks.

cells   cells before they are written: contents, references to them, live formulas with the library's values
"""
