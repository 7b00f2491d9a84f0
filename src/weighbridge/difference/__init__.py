"""What changed between two runs: inputs, results, outcomes, and which input turned which outcome.

cases         two cases compared, with what turned each outcome
saved_results  two saved results compared, as far as their JSON goes
comparison    what moved, what turned, what only one of two runs has
difference    what differs, as a notebook, Markdown and JSON show it
results       what it is made of, typed
snapshot      what is compared of a run: outcomes and figures, of a result or of its JSON
inputs        which inputs of two cases changed, and why by the log
input_words   an input before and after, in words
figures       which figures moved, in units and percent, against what drawing leaves open
renames       what has another name and is the same otherwise
edits         the changes from one case to another, each of which can be made by itself
changed_case  a case with some of these changes made, weighed for its outcomes
trials        changes tried, within a time
causes        which changes turned an outcome: alone, taken back alone, or the smallest set
revisions     the data of a git revision, in a folder of their own
operands      what the user named: a saved result, a case, a git revision
words         a difference in the words of a reader
lines         a difference on a terminal
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "cases": ["compare"],
        "difference": ["Difference"],
        "lines": ["lines_of"],
        "operands": ["asked", "differences"],
    },
)
