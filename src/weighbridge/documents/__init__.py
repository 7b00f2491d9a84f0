"""What the documents of a project say of its cases, rendered from results.

collection       every rendered part of the documents that is of a case
differences      the examples of the page on differences: a case as it stands and with something set
first_page       README's part on the first case: the quotation, the answer and the first chart
gallery          the page of the gallery: each judged passage of ``docs/gallery.csv``, with its answer and a chart
glossary_examples  a word of the glossary as it is seen in a case
glossary_lists   the short glossaries of documents, from the one table
section          a rendered part of a document with its pictures, and the marks between which it stands
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "collection": ["pictured_of", "rendered_of"],
        "glossary_examples": ["command_of", "cue_example", "example_of"],
        "section": ["between_marks"],
    },
)
