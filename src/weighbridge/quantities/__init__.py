"""Quantities found in a passage: numbers with what loosens them, their units, what they count, and for each of what.

mention          a quantity as a passage mentions it, the ways to read it, what was not read
things           the vocabulary of things: what is a kind of what
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "mention": ["Doubt", "Kind", "Meaning", "Mention", "Mentions", "NotRead", "Role"],
        "things": ["identifier", "is_stuff", "kinds_of"],
    },
)
