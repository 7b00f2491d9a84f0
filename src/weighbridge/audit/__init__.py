"""Whether everything that is saved is what the raw tables give today, a module a question.

custody              how well the sources were collected and kept, by what the Berkeley Protocol asks
inputs               the inputs of a case against its log, and the log against git
manifest             the files against the manifest that lists them
plain_draws          tails by pseudo-random draws of numpy's own distributions
plain_formula        formulas by interval arithmetic in exact fractions
plain_units          amounts and units in exact fractions
provenance           the records of where tables come from against the tables
published_examples   examples of JCGM 101 against their printed figures
quotations           the quotations and the hash of the article, where its text is given
questions            the questions in their order
raw_values           the figures of a case as its file and the raw tables have them
recomputation        figures, ranges, outcomes and tails against a second route
record               the record of an audit as Markdown and JSON, and its lines on a terminal
results              what was found: items that passed, that failed, that could not be checked
reviews              the files of reviewers: readable, and only added to
run                  every question asked of a case, or of many
scope                what is looked at: a case, its project, and what the user gave
second_route         a case computed a second way
source_list          a list of sources: what each lacks, and which are named nowhere
sources              the sources that a case names
tables               the shared tables: their rows' sources, what was worked out in them, corrections
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "record": ["as_json", "lines", "summary", "write_audit"],
        "results": ["Audit"],
        "run": ["audit_case", "audits"],
    },
)
