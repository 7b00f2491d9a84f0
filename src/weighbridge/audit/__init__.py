"""Whether everything that is saved is what the raw tables give today, a module a question.

custody     how well the sources were collected and kept, by what the Berkeley Protocol asks
questions   the questions in their order
results     what was found: items that passed, that failed, that could not be checked
scope       what is looked at: a case, its project, and what the user gave
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "results": ["Item", "Standing"],
        "scope": ["Scope"],
    },
)
