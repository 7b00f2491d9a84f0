"""checks.

findings         What a finding holds beside its outcome: severity, flips, mixes, dependence, roundings, budget,
kinds            What a kind of check knows: its outcome at any multiple of the stated value, and where that tur
results          What an answer holds: findings, the results of checks, verdicts; and their JSON form.
run              The four questions. Each compares what is computed with a multiple of what is stated; at multip
shortening       Ways to shorten a number, and whether the numbers of an article meet under each.
whole_numbers    Whether a share or a mean can come from whole things: the GRIM test.
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
            "Figure",
            "Finding",
            "Flip",
            "Mixes",
            "OUTCOMES",
            "Outcome",
            "Reach",
            "STANDS",
            "Side",
        ],
        "run": ["Weighing"],
    },
)
