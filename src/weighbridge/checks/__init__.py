"""Checks: a stated number compared with a computed one, under one combination of choices.

as_written       two sides by the numbers as they are written, one at a time moved to its last digit
findings         what a finding holds beside its outcome: severity, power, flips, mixes, roundings, budget, notes
first_look       the outcomes of a typical check by a part of the draws, where that leaves no doubt
kinds            what each kind compares, its outcome at any multiple of the stated value, and where that changes
look_by_density  checks for equality, many at once: what all draws or a part of them say
month_lengths    with how many days of a month or a year two sides agree that rest on its length
on_grid          the outcomes of a check by bounds under every combination of choices at once
power            with what probability a check would have caught a number that is off by a factor
results          findings and their parts as they are reported, and their JSON form
run              one check under one combination of choices: the two sides and the outcome
scale            the scale of a comparison: multiples of the stated value, or shifts where it can be zero
shortening       ways to shorten a number (round, cut off, round up), and whether the numbers agree under each
together         a check for equality under many combinations of choices, weighed together
whole_numbers    whether a share or a mean can come from whole things (the GRIM test)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["findings"],
    submod_attrs={
        "as_written": ["to_the_last_digit"],
        "findings": ["accounts"],
        "first_look": ["GLANCED", "first_looks", "is_plain"],
        "kinds": [
            "Agreeing",
            "Level",
            "THRESHOLDS",
            "TIED",
            "TOUCHING",
            "Typical",
            "levels",
            "nearest_stretch",
        ],
        "look_by_density": ["LookByDensity"],
        "month_lengths": ["days_needed"],
        "on_grid": ["OutcomesOnGrid", "outcomes_on_grid"],
        "power": ["DOUBT", "ENOUGH", "FACTORS", "SEEN", "THREEFOLD"],
        "results": [
            "Accounts",
            "Convention",
            "DaysNeeded",
            "Entry",
            "Error",
            "FROM_BEST_TO_WORST",
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
            "Sample",
            "Severity",
            "Side",
            "Whose",
        ],
        "run": ["Weighing", "outcome_of", "severe"],
        "scale": ["Scale"],
        "together": ["Weighed", "weighed_together"],
        "whole_numbers": ["Counted", "MOST_WHOLES"],
    },
)
