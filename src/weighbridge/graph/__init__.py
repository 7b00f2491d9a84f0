"""A case as a graph: inputs as leaves, formulas as inner nodes, and what can be computed over it.

bounds           the least and the greatest that a quantity can be, whatever the distributions of its inputs
bounds_on_grid   the same under every combination of choices at once, where it follows from the parts
box              a formula over a box of its inputs: its enclosure, its elasticities, its values at the corners
budget           how much of the uncertainty of a result each input contributes, alone and with others (Sobol' indices)
cache            the one place where results are kept, under keys that say what they depend on
calendar_units   formulas in which months or years meet days, and the lengths that convert them
cancellation     formulas with all that cancels out gone, each found once, whatever its inputs are
corners          where over its inputs a formula is least and greatest
declarations     checks and correlations as a case file declares them
definitions      which combinations of choices come to the same definitions
elasticities     where a formula runs one way in an input although its slopes do not show it
evaluate         a formula evaluated as units, as arrays of draws, and as intervals
extremes         the least and the greatest value of a formula over a box of its inputs
formula          the formula language: parsed into a tree, never executed
grid             all combinations of choices that reach some quantities, counted and never listed
mixes            the compositions that give a stated value: an exact region, as a polytope
model            the graph itself, with the choices among fair definitions of its nodes
nodes            inputs, relations and shares, and where each of their numbers comes from
order            quantities each after those that it needs
quantities       the values of quantities in any algebra, from the values of some of them
quotients        formulas as quotients of polynomials, in which what cancels out is gone
round_off        what floating point leaves open of a formula's values, so that rounding is not taken for a spread
sampling         draws of every quantity, each input drawn once, and as many as the wanted digits need
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "bounds": ["are_tight", "leaves_of", "outer_bounds"],
        "bounds_on_grid": ["BoundsOnGrid", "Ends", "NotPlain", "chosen", "is_plain", "product_of"],
        "budget": ["budget_of", "is_judged", "is_sourced"],
        "cache": ["Cache"],
        "calendar_units": ["from_days", "in_days", "meets_days", "operands_in_days"],
        "corners": ["Corner", "Corners", "corners"],
        "declarations": ["Check", "Comparison", "Correlation", "Kind"],
        "definitions": ["LARGEST", "Numbered", "OnGrid", "TooMany", "axes_of", "under_each", "variants_of"],
        "evaluate": ["Arrays", "Constant", "Floats", "Units"],
        "formula": [
            "Apply",
            "Expression",
            "FormulaError",
            "Name",
            "Number",
            "PRECEDENCE",
            "fold",
            "names_in",
            "parse",
            "walk",
        ],
        "grid": ["Grid", "MOST_LISTED", "looked_at", "moved"],
        "mixes": ["is_linear", "region"],
        "model": ["Choice", "Model", "ModelError"],
        "nodes": [
            "CalendarLength",
            "Choices",
            "DateOf",
            "Fair",
            "Figure",
            "FigureDate",
            "Input",
            "Key",
            "Laws",
            "Node",
            "NodeKind",
            "Relation",
            "Role",
            "SHAPE",
            "Share",
            "Shares",
            "Slot",
            "TableRow",
            "Taken",
            "WIDTH",
        ],
        "quantities": ["Quantities"],
        "sampling": ["Draws", "Places", "Settings", "settled"],
    },
)
