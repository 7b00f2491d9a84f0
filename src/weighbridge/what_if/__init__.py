"""What would change an answer: one room a question, each with its computation, its result and its sentences.

flips            where the outcome of a check turns as one number is moved, and where it leans on judgement
turn_words       the same in words and in rows
judgement        where a check rests on judgement: the smallest joint move of judged numbers that changes its outcome
slips            what a number would have been, had it been misprinted, misread or mistranslated
sole_round_off   whose rounding is enough by itself to make two sides meet
possible_slips   which slips a number may hold, by its unit and its digits, and the graph once one is undone
slip_table       the table of slips, read strictly
slip_words       what a number would be after a slip is undone, in words
solve            what would have to be true: a formula solved for any number that it rests on
equation         a gap that is to be closed by one number: where it is, and how that is spread
reconcile        the smallest joint correction that makes all numbers fit, and which of them may be off
round_numbers    how often numbers that were observed separately have round ratios
outcome_words    outcomes in the words of a reader
levers           a number of a case that can be set by itself, what supports it, how far it might fairly lie
trial            a check under other values of one lever or several, all else as it is, on the same draws
joint_moves      the smallest move of several numbers together, each within its range, that changes an outcome
line             where something turns as a number is moved away from where it stands
demands          what checks demand of the article's numbers, as constraints on the scale of logarithms
least_change     the least change that keeps the demands, and the least stretch that leaves room for one
boxes            rough bounds under many trials at once: interval arithmetic on arrays
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["turn_words"],
    submod_attrs={
        "demands": ["Demands"],
        "flips": ["Swung", "Turned", "cannot_tell", "flips_of", "leaning"],
        "judgement": [
            "JointLeaning",
            "joint_leaning",
            "joint_sentence",
            "judged_levers",
            "leaning_under_options",
            "options_sentence",
        ],
        "least_change": ["meets_as_written", "meets_together"],
        "levers": ["Lever", "Support", "levers_of", "moved_nodes"],
        "line": ["Line"],
        "outcome_words": [
            "IN_WAYS",
            "IT_IS",
            "IT_WOULD",
            "PLAIN",
            "PREDICATES",
            "PREDICATES_OF_SEVERAL",
            "WITHOUT_COMMA",
        ],
        "reconcile": ["Joint", "joint_correction"],
        "round_numbers": ["RoundRatios"],
        "slip_table": ["SlipRule", "kinds", "swapped_digits"],
        "slips": ["NO_SLIP_SOUGHT", "Slips", "slips_of"],
        "solve": ["Solved", "solve_for"],
        "turn_words": ["NO_TURN", "leaning_sentence"],
    },
)
