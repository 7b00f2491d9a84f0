"""Checks: a stated number compared with a computed one, under one combination of choices.

as_written       two sides by the numbers as they are written, one at a time moved to its last digit
findings         what a finding holds beside its outcome: severity, flips, mixes, dependence, roundings, budget, notes
kinds            what each kind compares, its outcome at any multiple of the stated value, and where that changes
results          findings and their parts as they are reported, and their JSON form
run              one check under one combination of choices: the two sides and the outcome
scale            the scale of a comparison: multiples of the stated value, or shifts where it can be zero
shortening       ways to shorten a number (round, cut off, round up), and whether the numbers agree under each
whole_numbers    whether a share or a mean can come from whole things (the GRIM test)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["findings"],
    submod_attrs={
        "findings": ["accounts"],
        "kinds": ["THRESHOLDS", "Typical"],
        "results": [
            "Accounts",
            "Entry",
            "FROM_BEST_TO_WORST",
            "Figure",
            "Finding",
            "Flip",
            "Mixes",
            "Note",
            "OUTCOMES",
            "Outcome",
            "Reach",
            "STANDS",
            "Side",
        ],
        "run": ["Weighing", "outcome_of"],
        "scale": ["Scale"],
    },
)
