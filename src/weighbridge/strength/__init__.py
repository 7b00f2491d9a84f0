"""How strongly the evidence speaks, what would settle it, and what the true value may be.

mistakes         what may be assumed of a number that is not right, by the table `mistakes.csv`
posterior        what evidence and claim leave of the truth: draws of it with weights
results          likelihood ratios, what would settle a check, the true value: typed
true_value       the interval of true values that evidence and claim leave together, by trust and kind of mistake
true_value_words  the same in calibrated words with their ranges, and in rows
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["true_value_words"],
    submod_attrs={
        "mistakes": ["Mistake"],
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
        "true_value": ["TRUSTS", "true_values"],
    },
)
