"""Many passages, or many cases, weighed in one run: a row for each, and no row that ends the run.

parts            what is done of a run, in files of its own, so that a run goes on where it stopped
row              a row of results: of a passage at first look, or of a case
run              the run itself, over any ``concurrent.futures.Executor``
source           the rows of a CSV or of a JSONL file, those too that cannot be read
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "run": ["Report", "weigh_many"],
    },
)
