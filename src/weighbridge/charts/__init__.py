"""Figures for print, each of a case, with the data that it plots and the same in words; they bring matplotlib.

chart            a chart: a title that states the finding, its data, its words, its credits, and its files
collection       which charts a case has
credit           who is to be credited: sources by a short name, in one line
dates            dates of the evidence as moments on an axis and in words
specifications   the specification curve of a check, over every combination of fair choices
stated_band      what the article implies, as a line with its hedge around it
style            the sheet that a chart is drawn on: sizes, type, colours and lines that every chart shares
tails            what is assumed of a quantity, and how much of it lies beyond what the article states
ternary          which mixes of three parts give the stated value
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "chart": ["Chart", "Picture"],
        "collection": ["all_of", "for_review"],
        "specifications": ["specification_curve"],
        "tails": ["tail"],
        "ternary": ["ternary_plot"],
    },
)
