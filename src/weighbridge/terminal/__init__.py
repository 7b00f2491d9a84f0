"""Results on a terminal: what commands print.

layout         text in columns, measured by the cells that it takes
lines          lines printed
screen         the answer and the figures on one screen
details        the working, below them
first_look     a first look at a passage
console        rows printed; the outline of a case
directions     words from right to left, isolated for terminals that order them
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "console": ["outline", "print_rows"],
        "details": ["everything"],
        "directions": ["ordered"],
        "first_look": ["first_look"],
        "layout": ["HEIGHT", "Line", "beside", "wrapped"],
        "lines": ["columns_of_terminal", "print_lines"],
        "screen": ["one_screen"],
    },
)
