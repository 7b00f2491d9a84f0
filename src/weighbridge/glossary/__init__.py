"""The words that outputs use, each with one meaning.

entries   the table of words, ``glossary.csv``, and the entry of a word that somebody met
notes     the words that one output uses, as notes at its foot
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "entries": ["Entry", "GlossaryError", "cue_of", "entry", "glossary"],
        "notes": ["Note", "note", "notes"],
    },
)
