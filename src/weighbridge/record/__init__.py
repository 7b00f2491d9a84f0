"""What is on record about a case: its log of changed inputs, and what reviewers signed, disputed or replaced.

inputs           every input of a case as it stands in its file and in the tables that it draws on
statements       what the file itself says: its tree, statement by statement, under the names that people set
rows             what is read for it: rows of tables, corrections of them, and the rules for hedges and units
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "inputs": ["inputs_of"],
        "statements": ["InputKind", "RecordedInput"],
    },
)
