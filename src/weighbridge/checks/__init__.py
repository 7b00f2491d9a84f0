"""Checks: a stated number compared with a computed one, under one combination of choices.

findings         what a finding holds beside its outcome: severity, power, flips, mixes, roundings, budget, notes
kinds            what each kind compares, its outcome at any multiple of the stated value, and where that changes
power            with what probability a check would have caught a number that is off by a factor
results          findings and their parts as they are reported, and their JSON form
run              one check under one combination of choices: the two sides and the outcome
shortening       ways to shorten a number (round, cut off, round up), and whether the numbers agree under each
whole_numbers    whether a share or a mean can come from whole things (the GRIM test)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["findings"],
    submod_attrs={
        "findings": ["accounts"],
        "kinds": ["THRESHOLDS", "Typical", "nearest_stretch"],
        "power": ["THREEFOLD"],
        "results": [
            "Accounts",
            "Entry",
            "Error",
            "Figure",
            "Finding",
            "Flip",
            "Mixes",
            "Note",
            "OUTCOMES",
            "Outcome",
            "Power",
            "Reach",
            "STANDS",
            "Side",
        ],
        "run": ["Weighing", "outcome_of"],
    },
)
