"""How strongly the evidence speaks, what would settle it, and what the true value may be.

evidence_words     what a likelihood ratio is called, by the table `evidence_words.csv`
information        what would settle a check: how much of the disagreement knowing a choice would remove
information_words  the same in sentences and rows
judged_numbers     the same for numbers that we judged, each crossed with every way to read the case
likelihood         likelihood ratios by draws, and by the predictive law of a table
likelihood_ranges  between which likelihood ratios every way to read a case lies
likelihood_words   how strongly the evidence speaks, in sentences and rows
losses             what each thing that may be done costs under each outcome, where a case says so
mistakes           what may be assumed of a number that is not right, by the table `mistakes.csv`
outcome_tables     the outcome under every combination of some things, and what knowing one would remove
posterior          what evidence and claim leave of the truth: draws of it with weights
predictive_draws   draws in which the next value of a table comes from its predictive law
results            likelihood ratios, what would settle a check, the true value: typed
true_value         the interval of true values that evidence and claim leave together, by trust and kind of mistake
true_value_words   the same in calibrated words with their ranges, and in rows
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["likelihood_words", "information_words", "true_value_words"],
    submod_attrs={
        "evidence_words": ["positive_from"],
        "information": ["settling"],
        "judged_numbers": ["settling_with_numbers"],
        "likelihood": ["likelihoods", "likelihoods_of"],
        "likelihood_ranges": ["likelihood_ranges_of", "size_of"],
        "results": ["LikelihoodRatio", "Likelihoods", "Settling", "TrueValues"],
        "true_value": ["true_values"],
    },
)
