"""How strongly the evidence speaks, what would settle it, and what the true value may be.

results   likelihood ratios, what would settle a check, the true value: typed
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
    },
)
