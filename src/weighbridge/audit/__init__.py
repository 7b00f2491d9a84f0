"""Whether everything that is saved is what the raw tables give today, a module a question.

published_examples   examples of JCGM 101 against their printed figures
questions            the questions in their order
record               the record of an audit as Markdown and JSON, and its lines on a terminal
results              what was found: items that passed, that failed, that could not be checked
run                  every question asked of a case, or of many
scope                what is looked at: a case, its project, and what the user gave
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
