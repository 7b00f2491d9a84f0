"""uncertainty.

any_dependence   What a tail probability can be when nothing is known of how the two sides of a check depend on
compositions     Parts that sum to one: the shares of a mix.
copula           Inputs that move together: a normal copula with declared rank correlations.
distributions    Quantities that are not one number: distributions with named parameters, each with a source or
estimates        Figures with their numerical uncertainty, and the digits that it supports (JCGM 101:2008, claus
intervals        The algebra of intervals with slopes: what a formula can be over a box, and which way it runs i
lattice          Points that fill the unit cube evenly: a rank-1 lattice rule under independent random shifts.
minimum          The least value of a formula over a box of its inputs, by branch and bound.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "any_dependence": ["tail_bounds"],
        "compositions": ["Composition", "SUM_TOLERANCE"],
        "copula": ["joined", "root"],
        "distributions": [
            "Discrete",
            "Distribution",
            "DistributionError",
            "KINDS",
            "Point",
            "Uniform",
            "empirical",
            "parameters",
        ],
        "estimates": [
            "Estimate",
            "Figures",
            "over_randomisations",
            "probability",
            "quantile",
            "quantiles",
            "shortest_interval",
        ],
        "intervals": ["Enclosure", "Interval", "NoBounds", "OPERATIONS", "negative", "times"],
        "lattice": ["DIMENSIONS", "coordinates", "folded"],
        "minimum": ["Box", "NoMix", "Search"],
    },
)
