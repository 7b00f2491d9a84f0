"""What was found, in the words of a reader: an answer of three sentences and a row of figures, for any case.

results        an answer and its figures, typed
voice          answers, figures and limits of one case, made in one place for every output
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "results": ["Amount", "Answer", "Badge", "Figures", "MARKS", "Size"],
        "voice": ["Voice"],
    },
)
