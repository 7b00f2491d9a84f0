"""The library of everyday evidence: what things weigh, hold, cost and yield, found by what the figures are of.

topic            a topic, its entries, and those that a figure can be held against
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "topic": ["Comparable", "Entry", "Topic"],
    },
)
