"""The numbers that stand in prose: where, what they are worth, and whether each comes from somewhere.

numbers        the numbers of some prose with their places
quotation      which numbers of a text stand in a quotation
typed_figures  the list of numbers that somebody typed into documents
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "numbers": ["ProseNumber", "blank", "numbers_in"],
        "quotation": ["free_numbers"],
        "typed_figures": ["EVERY", "LISTED", "Lookup", "NotHereError", "Typed", "typed_figures"],
    },
)
