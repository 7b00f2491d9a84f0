"""How strongly the evidence speaks, what would settle it, and what the true value may be.

likelihood   likelihood ratios by draws, and by the predictive law of a table
results      likelihood ratios, what would settle a check, the true value: typed
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "likelihood": ["likelihoods", "likelihoods_of", "likelihoods_over_all"],
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
