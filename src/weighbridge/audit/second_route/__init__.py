"""A case computed a second way, by what takes nothing from the kit but how it reads the case.

plain_draws    tails by pseudo-random draws of numpy's own distributions
plain_formula  formulas by interval arithmetic in exact fractions
plain_hedges   what words such as "about" allow, by the regression written out anew
plain_units    amounts and units in exact fractions
raw_values     the figures of a case as its file and the raw tables have them
route          the figures, ranges, outcomes and tails of a case, by all of these
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "plain_formula": ["Ends", "Found"],
        "plain_units": ["OneRoute"],
        "raw_values": ["RawValues"],
        "route": ["SecondRoute", "two_sided"],
    },
)
