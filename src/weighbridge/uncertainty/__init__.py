"""Numbers that are not known exactly: how they are distributed, drawn, estimated from draws, and bounded without draws.

any_dependence   bounds on a tail probability when nothing is known of the dependence between the two sides
compositions     shares that sum to one, each within its bounds; quantiles of the beta distribution
copula           correlated inputs: a normal copula with declared rank correlations
distributions    distributions by their named parameters, each given by its quantile function
estimates        means, spreads, quantiles and probabilities with their numerical uncertainty and the digits it supports
intervals        interval arithmetic with slopes: the range of a formula over a box, and in which inputs it is monotone
lattice          evenly spread points of the unit cube, under independent random shifts
minimum          the minimum of a formula over a box of its inputs, by branch and bound
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "any_dependence": ["reaches", "two_sided"],
        "compositions": ["Composition", "SUM_TOLERANCE"],
        "copula": ["joined", "root"],
        "distributions": [
            "BARE",
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
            "pooled_draws",
            "power_of_two",
            "probability",
            "quantiles",
            "shortest_interval",
        ],
        "intervals": ["Enclosure", "Interval", "NoBounds", "OPERATIONS", "negative", "times"],
        "lattice": ["DIMENSIONS", "coordinates", "folded"],
        "minimum": ["Box", "NoMix", "Search"],
    },
)
