"""A case that is being written: drafted from a passage, and what is still missing in it.

parts            the parts of a drafted case
names            names for them, different from each other and from every unit
units            its units: things that its numbers count
located_quotes   a quantity's words as a quotation that stands once in its text
claims           quantities as claims, with their cues and readings
formulas         what they imply, as formulas and checks
proposals        evidence of the library that its figures can be held against
case_text        all of it as the text of a file, commented
case_draft       a draft that verifies as it stands
case_begin       a case begun: its folder and its file
case_template    the smallest case, for who begins with no text
gaps             what is missing in a case that can be weighed
case_lines       what each line of a case does
case_review      a case looked through: problems, answer, what is missing, what to do next
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "case_begin": ["begun", "new_case"],
        "case_review": ["check_case"],
    },
)
