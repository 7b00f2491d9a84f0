"""How strongly the evidence speaks, what would settle it, and what the true value may be.

results          likelihood ratios, what would settle a check, the true value: typed
outcome_tables   the outcome under every combination of some things, and what knowing one would remove
losses           the losses of a case by outcome
settling         what would settle a check: each choice
settling_words   the same in words and in rows
judged_numbers   the same with each number that we judged, crossed with every way to read the case
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["settling_words"],
    submod_attrs={
        "judged_numbers": ["settling_with_numbers"],
        "results": [
            "Basis",
            "LikelihoodRatio",
            "Likelihoods",
            "Settler",
            "Settling",
            "Silence",
            "TrueValue",
            "TrueValues",
        ],
        "settling": ["settling"],
    },
)
