"""Whether everything that is saved is what the raw tables give today, a module a question.

custody             how well the sources were collected and kept, by what the Berkeley Protocol asks
document_parts      what documents say between their marks, against what would be rendered today
figures             whether figures plot what results say
inputs              the inputs of a case against its log, and the log against git
manifest            the files against the manifest that lists them
moved_words         which words differ between what was saved and what is there today
notebooks           saved notebooks, executed again
outputs             what moved between the saved outputs of a cell and those of today
pins                the pinned versions against each other and against what runs
pixels              two pictures compared point by point
plain_draws         tails by pseudo-random draws of numpy's own distributions
plain_formula       formulas by interval arithmetic in exact fractions
plain_hedges        what words such as "about" allow, by the regression written out anew
plain_units         amounts and units in exact fractions
prose               numbers in prose that somebody computed and typed
prose_numbers       the numbers of some prose with their places
provenance          the records of where tables come from against the tables
published           the published examples: a case, and its printed figures
published_examples  examples of JCGM 101 against their printed figures
questions           the questions in their order
quotation           which numbers of a text stand in a quotation
quotations          the quotations and the hash of the article, where its text is given
raw_values          the figures of a case as its file and the raw tables have them
recomputation       figures, ranges, outcomes and tails against a second route
record              the record of an audit as Markdown and JSON, and its lines on a terminal
replays             notebooks executed in fresh kernels, each once
results             what was found: items that passed, that failed, that could not be checked
reviews             the files of reviewers: readable, and only added to
run                 every question asked of a case, or of many
saved_notebook      saved notebooks: their cells, outputs, and the cases that they name
scope               what is looked at: a case, its project, and what the user gave
second_route        a case computed a second way
source_list         a list of sources: what each lacks, and which are named nowhere
sources             the sources that a case names
stale               whether anything in build/ is stale
tables              the shared tables: their rows' sources, what was worked out in them, corrections
typed_figures       the list of numbers that somebody typed into documents
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
