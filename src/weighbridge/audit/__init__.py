"""Whether everything that is saved is what the raw tables give today, a module a question.

The questions, in the order in which they are asked:

manifest            the files against the manifest that lists them
tables              the shared tables: their rows' sources, what was worked out in them, corrections
sources             the sources that a case names
quotations          the quotations and the hash of the article, where its text is given
recomputation       figures, ranges, outcomes and tails against a second route
inputs              the inputs of a case against its log, and the log against git
reviews             the files of reviewers: readable, and only added to
published_examples  examples of JCGM 101 against their printed figures
pins                the pinned versions against each other and against what runs
prose               numbers in prose that somebody computed and typed
documents           whether documents say what would be rendered today
figures             whether figures plot what results say
notebooks           saved notebooks, executed again
stale               whether anything in build/ is stale
custody             how well the sources were collected and kept, by what the Berkeley Protocol asks

What they share:

questions           the questions in their order
scope               what is looked at: a case, its project, and what the user gave
results             what was found: items that passed, that failed, that could not be checked
run                 every question asked of a case, or of many
record              the record of an audit as Markdown and JSON
terminal            an audit on a terminal: a line a question, and what is open folded by question
evidence_folder     what is found in a folder of tables and sources
prose_numbers       the numbers that stand in prose, and whether each comes from somewhere
saved_output        what was saved against what is there today: texts, pictures, outputs of notebooks
second_route        a case computed a second way
published           the published examples: a case, and its printed figures
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "record": ["as_json", "write_audit"],
        "results": ["Audit"],
        "run": ["audit_case", "audits"],
        "terminal": ["lines", "summary"],
    },
)
