"""The library of everyday evidence: what things weigh, hold, cost and yield, found by what the figures are of.

topic            a topic, its entries, and those that a figure can be held against
catalogue        the topics, as ``topics.csv`` lists them
entries          the entries of a topic: rows of a table, or a column of months
comparable       which topics a figure can be held against
lookup           where a figure of a topic stands, as a case asks for it
search           topics found by ordinary words
display          topics and figures put into words
commodities      the table of commodity prices, made from the World Bank's workbook
renewal          a newer edition of that workbook: what it would change, and the record
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "catalogue": ["LibraryError", "topics"],
        "commodities": ["COMMODITIES", "read_workbook"],
        "comparable": ["comparable", "in_unit", "period"],
        "display": ["as_data", "found_lines", "topic_lines"],
        "entries": ["entries"],
        "lookup": ["located"],
        "renewal": ["PROVENANCE", "described", "new_record", "new_sources", "refuse_doubtful", "renewal"],
        "search": ["nearest_topics", "search"],
        "topic": ["Comparable", "Entry", "Topic"],
    },
)
