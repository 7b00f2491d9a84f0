"""What any name of a case means and how each figure comes about: as text, as mathematics, and as a graph to draw.

material         what names are explained from: the graph, the findings, the text and the holdings of a case
explanation      an explanation as text, with its working as mathematics and the sources that it leads to
chain            the chain from a quantity back to quotations, rows and reasons, with the working of formulas
mathematics      formulas in LaTeX, in names and with their numbers put in
grounds          where single figures come from, as lines: quotations, rows, sources, reasons, fair ranges
users            what rests on something: quantities, and the checks that they enter
names            every name of a case, and what each means; a misspelt one is answered with the nearest
quantities       a quantity explained: its chain, its budget, what rests on it, and how else it is read
checks           a check explained: its question, its answer, the arithmetic, what would change it, its chains
parameters       one number of an assumption explained: its sources, its fair range, where the answer turns
choices          a choice explained: each option with its reason, what it sets, and which answers change with it
events           an event of unknown day explained: its candidates, their reasons, and the days that were passed over
declarations     comparisons, correlations, units and losses that a case declares, and the article, explained
holdings         sources, rows, tables and corrections explained: what they say, and what in the case rests on them
graph            the graph of one result for people, folded to what can be drawn
explain          any name explained, by what it means; by all that it means, where that is more than one thing
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "chain": ["quantity_chain"],
        "checks": ["turns_in_words"],
        "explain": ["explain"],
        "explanation": ["Explanation"],
        "graph": ["Box", "BoxKind", "boxes"],
        "material": ["Material"],
    },
)
