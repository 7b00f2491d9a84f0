"""How strongly the evidence speaks, what would settle it, and what the true value may be.

results          likelihood ratios, what would settle a check, the true value: typed
outcome_tables   the outcome under every combination of some things, and what knowing one would remove
settling         what would settle a check: each choice, and each number that we judged
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
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
