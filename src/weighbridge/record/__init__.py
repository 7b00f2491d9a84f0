"""What is on record about a case: its log of changed inputs, and what reviewers signed, disputed or replaced.

inputs           every input of a case as it stands in its file and in the tables that it draws on
statements       what the file itself says: its tree, statement by statement, under the names that people set
yaml_text        texts as YAML that a person can read and any program reads back
log              the log of a case: its beginning and its entries, each chained to the one before
log_history      a log against the one that was committed last
log_words        a log in the words of a reader
log_text         a log as the text of its file, which is only added to
changes          what changed since the log was last written: found, reported, and recorded with a reason
rows             what is read for it: rows of tables, corrections of them, and the rules for hedges and units
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "changes": ["begin_log", "log_of", "no_log", "record_changes", "unrecorded"],
        "inputs": ["inputs_of"],
        "log": ["log_file"],
        "log_history": ["history_faults"],
        "log_words": ["ALL_RECORDED", "entry_line", "log_lines"],
        "statements": ["InputKind", "RecordedInput"],
    },
)
