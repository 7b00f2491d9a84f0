"""base.

errors           What went wrong, told so that the reader can mend it.
files            Writing several files so that each of them is whole at any moment, whatever stops the run.
paths            Where the tables, the sources and the cases are: the shared ones in ``data/``, and a case's own
strict           Models that refuse unknown keys, and results that say themselves in a sentence.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "errors": [
            "CaseError",
            "Faults",
            "Place",
            "Problem",
            "RemediedError",
            "WeighbridgeError",
            "suggestion",
            "under",
        ],
        "files": ["exclusive", "write_all"],
        "paths": ["case_names", "data_folder", "find_case", "shown"],
        "strict": ["Result", "Strict"],
    },
)
