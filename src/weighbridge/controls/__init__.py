"""What-if: the numbers and choices that matter to a check, as controls; what is shown of each setting of them.

controls   which controls a check has, the case that a setting stands for, and the same as code and as a command
selection  which numbers and choices turn a check first
positions  the round values at which a number can be set
grid       what is shown of each of some hundred settings, worked out beforehand
section    the section of a page in which these are looked up: its controls, its data, its script
view       what is shown of one setting: the answer, both sides, the ways to read it
twin       the controls as a table that does not move
widget     the panel in a notebook: what moves, above that table
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "section": ["page_panel"],
        "widget": ["panel"],
    },
)
