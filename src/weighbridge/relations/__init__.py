"""What the quantities of a passage imply: quotients, products, sums, shares and growth, and what is stated as well.

relation         a figure that follows from quantities of a passage
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "relation": ["Agreement", "Link", "Operation", "Relation"],
    },
)
