"""what_if.

demands          What the checks of a case demand of the article's numbers, as constraints on the scale of logar
flips            Where the outcome of a check turns as one number of the case is moved, all else as it is.
judge            Weighs all numbers of a case together: moves each input, tries every slip, corrects the numbers
levers           A number of a case that can be set by itself: what it is, what supports it, and how far it migh
line             Where something turns along a line: looked through in steps, each turn closed in by bisection.
reconcile        The smallest joint correction that makes an article's numbers fit each other and the evidence,
round_numbers    How often numbers that were observed separately, each written as a round number, have round rat
slips            Slips by name: what a number of the article would have been, had it been misprinted, misread or
solve            What would have to be true: any formula solved for any number that it rests on.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["flips", "reconcile"],
    submod_attrs={
        "round_numbers": ["chance_rows", "chance_sentence", "chances"],
        "flips": ["NO_TURN", "Swung", "leaning_sentence"],
        "judge": ["Judge"],
        "reconcile": ["Joint", "joint_rows"],
        "slips": ["Slips"],
        "solve": ["Solved"],
    },
)
