"""What is on record about a case: its log of changed inputs, and what reviewers signed, disputed or replaced.

inputs           every input of a case as it stands in its file and in the tables that it draws on
statements       what the file itself says: its tree, statement by statement, under the names that people set
yaml_text        texts as YAML that a person can read and any program reads back
log              the log of a case: its beginning and its entries, each chained to the one before
history          logs and reviews against what was committed last, which has to be their beginning
log_words        a log in the words of a reader
log_text         a log as the text of its file, which is only added to
changes          what changed since the log was last written: found, reported, and recorded with a reason
targets          what the name of a reviewer's entry stands for: one input, or several that belong together
reviews          the files of reviewers: what each signed, disputed or replaced
review_text      entries added to a reviewer's file
disputes         a graph without what a reviewer disputes
rows             what is read for it: rows of tables, corrections of them, and the rules for hedges and units
sources          what the list of sources records of each source that it uses
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "changes": ["begin_log", "log_of", "log_with_problems", "no_log", "record_changes"],
        "disputes": ["Undisputed", "without"],
        "history": ["committed_reviews", "history_faults"],
        "inputs": ["inputs_of"],
        "log": ["has_log", "log_file", "value_in"],
        "log_words": ["ALL_RECORDED", "entry_line", "log_lines"],
        "review_text": ["Word", "add_to_review"],
        "reviews": ["Act", "Changeable", "Review", "ReviewEntry", "reviews_of"],
        "statements": ["InputKind", "RecordedInput"],
        "targets": ["is_of", "state_under"],
    },
)
