"""Many passages, or many cases, weighed in one run: a row for each, and no row that ends the run.

cases            every case of a folder, a row for each in the order of their names
fingerprint      what a result depends on, as one digest
kept_rows        rows that were kept beside results, each known by what it depends on
parts            what is done of a run, in files of its own, so that a run goes on where it stopped
row              a row of results: of a passage at first look, or of a case
run              the run itself, over any ``concurrent.futures.Executor``
source           the rows of a CSV or of a JSONL file, those too that cannot be read
workers          jobs given to workers: one that fails, lasts too long or is ended ends no other
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "cases": ["CaseRun", "TABLE", "table_row", "weigh_cases"],
        "run": ["Report", "weigh_many"],
        "workers": ["Job", "done_by"],
    },
)
