"""A first look at a passage: what its numbers imply, and what the library of everyday evidence says to that.

look             a passage weighed at first sight
results          what was found, typed
comparison       figures held against the library
stuff            what stuff a passage names near numbers that do not say of what they are
places           figures of the library for places and currencies that the passage names
readings         other fair readings of numbers, with what follows from them
misprints        slips of one number that would make a relation agree
figures          figures in words
sentences        the sentences, made of typed results
sections         what was found in the order in which it is read
rows             what was found as rows and as JSON
display          as plain text, Markdown and HTML
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "display": ["marked"],
        "figures": ["taken_for"],
        "look": ["FirstLook", "of_text", "weigh"],
        "rows": ["implied_rows"],
        "sections": ["sections", "summary"],
        "sentences": ["FIRST_LOOK"],
    },
)
