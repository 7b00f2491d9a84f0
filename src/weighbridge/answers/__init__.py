"""What was found, in the words of a reader: an answer of three sentences and a row of figures, for any case.

amounts        the sides of a comparison in words, with their room
box            an answer as a shaded box, for a notebook
arithmetic     formulas with their numbers; what the article's numbers imply
comparisons    what a check compared, in a sentence or two of each kind
conditions     on what an answer hangs: ways to read the article, and our estimates
days           when something was, as far as one can say, and whether the answers hang on it
limits         what an answer cannot say
many_ways      in how many ways a check comes out how, where these are too many to be listed
origin         where the numbers come from: the article, sources, our own estimates
results        an answer and its figures, typed
sizes          how far a stated number is from the computed one, as a ratio or a difference
strength       how strongly the evidence speaks, and what would settle it
voice          answers, figures and limits of one case, made in one place for every output
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "amounts": [
            "bounds_text",
            "computed_amount",
            "drawn_texts",
            "in_unit",
            "side_amount",
            "stated_amount",
            "with_room",
        ],
        "arithmetic": ["arithmetic", "written"],
        "box": ["Sign", "pill"],
        "conditions": ["ways_by_outcome", "ways_in_words"],
        "days": ["Day", "day_answer"],
        "many_ways": ["all_known", "count_words", "shown_of", "tallied", "tally_sentences", "tried"],
        "results": ["Amount", "Answer", "BADGES", "Badge", "Figures", "Size"],
        "sizes": ["size_between"],
        "voice": ["Voice"],
    },
)
