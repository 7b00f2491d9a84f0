"""The library of everyday evidence: what things weigh, hold, cost and yield, found by what the figures are of.

topic            a topic, its entries, and those that a figure can be held against
catalogue        the topics, as ``topics.csv`` lists them
entries          the entries of a topic: rows of a table, or a column of months
kinds            things and their kinds
comparable       which topics a figure can be held against
search           topics found by ordinary words
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "catalogue": ["LibraryError", "topic_of", "topics"],
        "comparable": ["comparable", "in_unit"],
        "entries": ["entries"],
        "search": ["nearest_topics", "search"],
        "topic": ["Comparable", "Entry", "Topic"],
    },
)
