"""Whether everything that is saved is what the raw tables give today, a module a question.

custody              how well the sources were collected and kept, by what the Berkeley Protocol asks
inputs               the inputs of a case against its log, and the log against git
manifest             the files against the manifest that lists them
provenance           the records of where tables come from against the tables
published_examples   examples of JCGM 101 against their printed figures
questions            the questions in their order
record               the record of an audit as Markdown and JSON, and its lines on a terminal
results              what was found: items that passed, that failed, that could not be checked
run                  every question asked of a case, or of many
scope                what is looked at: a case, its project, and what the user gave
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
        "run": ["audits"],
    },
)
