"""graph.

bounds           Outer bounds: the least and the greatest that a formula can be, whatever the shapes and the dep
budget           The budget of a result: how much of its uncertainty each input brings, alone and together with
declarations     The shape of a case file: its sections, their keys, and nothing else.
evaluate         Two algebras of the formula language: units, and arrays of draws; that of intervals is in ``enc
formula          The formula language: names, numbers with units, ``+ - * / **`` and a few functions. Parsed, ne
mixes            Which mixes give a stated value: the exact region of a composition, as a polytope.
model            The graph of a case: inputs as leaves, formulas as inner nodes, choices among fair definitions
nodes            The nodes of the graph: inputs as leaves, formulas as inner nodes, and where each of their numb
sampling         Draws of every quantity of a graph, each leaf drawn once, whatever uses it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "bounds": ["leaves_of", "outer_bounds"],
        "budget": ["budget_of"],
        "declarations": ["Check", "Correlation"],
        "evaluate": ["Arrays", "Constant", "Units"],
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
        "mixes": ["is_linear", "region"],
        "model": ["Choice", "Model", "ModelError"],
        "nodes": ["Choices", "Fair", "Figure", "Input", "Key", "Node", "Relation", "Share", "Shares", "WIDTH"],
        "sampling": ["Draws", "Settings", "settled"],
    },
)
