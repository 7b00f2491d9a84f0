"""Numbers that are not known exactly: how they are distributed, drawn, estimated from draws, and bounded without draws.

any_dependence   bounds on a tail probability when nothing is known of the dependence between the two sides
beta             quantiles of a beta distribution, interpolated between exact ones
compositions     shares that sum to one, each within its bounds
copula           correlated inputs: a normal copula with declared rank correlations
distributions    distributions by their named parameters, each given by its quantile function
estimates        means, spreads, quantiles and probabilities with their numerical uncertainty and the digits it supports
highest_densities  the same of many laws at once, in arrays
highest_density  how much of a law is no likelier than a value: its tail by highest density
intervals        interval arithmetic with slopes: the range of a formula over a box, and in which inputs it is monotone
lattice          evenly spread points of the unit cube, under independent random shifts
log_density      the density of a logarithm at a few points, by draws
minimum          the minimum of a formula over a box of its inputs, by branch and bound
plain_density    the same of a law whose values may be zero or of either sign
predictive       what a table of values says of the next one
shapes           the other shapes that a judged distribution might as well have
share_interval   a share of many things by a random sample of them
shortest         the shortest coverage interval
two_tails        twice the smaller tail, of a law of which no density is known
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "any_dependence": ["outside", "reaches"],
        "compositions": ["Composition", "SUM_TOLERANCE"],
        "copula": ["joined", "root"],
        "distributions": [
            "BARE",
            "Discrete",
            "Distribution",
            "DistributionError",
            "Empirical",
            "KINDS",
            "Lognormal",
            "Normal",
            "Peaked",
            "Pert",
            "Point",
            "StudentT",
            "Triangular",
            "Uniform",
            "between",
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
            "shares_of",
            "students_t",
        ],
        "highest_densities": ["HighestDensities"],
        "highest_density": ["ALIKE", "EXPECTED", "HighestDensity", "ONE_VALUE", "chosen"],
        "intervals": ["Enclosure", "Interval", "NoBounds", "OPERATIONS", "negative", "tighter", "times"],
        "lattice": ["DIMENSIONS", "coordinates", "folded", "refuse_points"],
        "log_density": ["Density", "LogDensity"],
        "minimum": ["Box", "MOST_SPLITS", "NoMix", "Search"],
        "plain_density": ["PlainDensity", "takes_both_signs"],
        "predictive": ["LogStudent", "by_origins", "by_rows"],
        "shapes": ["AS_WRITTEN", "FLAT", "PEAKED", "SHAPES", "has_shapes", "moments", "shaped"],
        "share_interval": ["share_interval"],
        "shortest": ["shortest_interval"],
        "two_tails": ["TwoSided"],
    },
)
