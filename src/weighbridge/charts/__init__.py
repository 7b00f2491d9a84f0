"""Figures for print, each of a case, with the data that it plots and the same in words; they bring matplotlib.

chart            a chart: a figure, its data, its words, its credits, and its files
credit           who is to be credited: sources by a short name, in one line
dates            dates of the evidence as moments on an axis and in words
dots             documented figures, ranked, against the quantity that the article implies
panels           the two panels of a history of prices
prices           a history of prices, and single prices, against the price that the article implies
specifications   the specification curve of a check, over every combination of fair choices
stated_band      what the article implies, as a line with its hedge around it
style            sizes, type, colours and lines that every chart shares
tails            what is assumed of a quantity, and how much of it lies beyond what the article states
ternary          which mixes of three parts give the stated value
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "dots": ["Dots", "dot_plot"],
        "prices": ["Lines", "Points", "price_history"],
        "specifications": ["specification_curve"],
        "tails": ["tail"],
        "ternary": ["ternary_plot"],
    },
)
