"""What the checks of a case come to over all fair choices, and the verdict on a claim and on the article.

agreement        whether the article's own numbers fit when all their relations are asked for at once
by_candidate     what each check says under each candidate day of an event
collapse         the choices that change an outcome, and the combinations by these alone
distinct_ways    the ways to read an article that differ in what is compared, each once
known_by         what an outcome rests on, under which it is kept
many_combinations  checks that more combinations reach than can be listed: exactly where that follows, else by a sample
many_ways_of_checks  what has to be known of a check for that
one_apart        combinations that differ in one choice alone
outcome_grid     the outcome under every combination as an array, and what follows from it
random_places    which of very many combinations are looked at
together         the worst of all checks at once, group by group of those that share choices
combinations     runs checks under every fair choice, and makes findings of the answers
relations_on_grid  what several checks say at worst under every combination, where all outcomes of each are known
ranges           how something comes out as written, at best and at worst
results          the results of checks and verdicts, typed: no sentence stands in them
rule             the choices that turn an outcome, and the rule for a verdict, step by step
tally            how a check comes out over more combinations than are listed
specifications   all combinations in the order of how much the stated value could be: a specification curve
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "by_candidate": ["UnderCandidate", "under_candidate"],
        "collapse": ["Collapse", "Influence", "counts"],
        "combinations": ["Weigher"],
        "distinct_ways": ["distinct", "set_aside"],
        "one_apart": ["OneApart"],
        "ranges": ["DEPENDS", "Overall", "Range", "Reached"],
        "results": [
            "Agreement",
            "AsRead",
            "CheckResult",
            "Combination",
            "Question",
            "RuleStep",
            "Verdict",
            "taken_words",
        ],
        "rule": ["settled", "weigh", "weigh_claim"],
        "specifications": ["in_order"],
        "tally": ["Tally"],
    },
)
