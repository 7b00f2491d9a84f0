"""Figures for print, each of a case, with the data that it plots and the same in words; they bring matplotlib.

canvas           a sheet measured in mm, for charts that are made of words and bars
chart            a chart: a title that states the finding, its data, its words, its credits, and its files
collection       which charts a case has
credit           who is to be credited: sources by a short name, in one line
dates            dates of the evidence as moments on an axis and in words
derivation       how a result comes about, as a graph from quotations, rows and estimates to the result
dots             figures from tables, in groups and ranked, against the quantity that the article implies
extents          the article's number beside what is possible, or what its other numbers give, from zero on one scale
history          figures from tables by their date, in the months around one, against what the article implies
likelihoods      how many times likelier what the article states is than half of it, a third, a tenth
mixes            how much of each part a mix may hold that gives the stated value, for each option
pixels           a drawing as a PNG of few colours
specifications   the specification curve of a check, over every combination of fair choices
stated_band      what the article implies, as a line with its hedge around it
style            the sheet that a chart is drawn on: sizes, type, colours and lines that every chart shares
tails            what is assumed of a quantity, and how much of it lies beyond what the article states
ternary          which mixes of three parts give the stated value
tiles            what a check says under each option of the two choices that matter most, in a word and a shape
turns            where a verdict turns on what we judged: a rule for each number that no source gives
ways             in how many ways to read it a number fits, and on what that depends: titles and notes
"""

from typing import Any

import lazy_loader

from ..base import needs

_loaded, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "chart": ["Chart"],
        "collection": ["all_of", "every", "for_review"],
        "derivation": ["chain"],
        "dots": ["dot_plot"],
        "extents": ["both_sides", "possible_range"],
        "history": ["has_history", "history_plot"],
        "likelihoods": ["likelihood_ratios"],
        "mixes": ["mix_ranges"],
        "specifications": ["specification_curve"],
        "tails": ["tail"],
        "ternary": ["ternary_plot"],
        "tiles": ["choice_tiles"],
        "turns": ["turning_points"],
    },
)


def __getattr__(name: str) -> Any:
    """What the modules hold, each loaded when it is asked for; one line where a library that draws is missing."""
    with needs("a chart", "notebooks"):
        return _loaded(name)
