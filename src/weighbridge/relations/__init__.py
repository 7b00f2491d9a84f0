"""What the quantities of a passage imply: quotients, products, sums, shares and growth, and what is stated as well.

relation         a figure that follows from quantities of a passage
amounts          quantities as amounts: what is measured, of what, for each of what, with what room
figures          what an expression gives at its corners, and whether that agrees with what is stated
kinship          what things have to do with each other: kinds, carriers, goods
link_words       the words that put two quantities together, by the tables of a language
links            what in the words puts two quantities of a passage together
builder          a relation made of amounts and a rule
quotients        quotients that make sense, by the table ``familiar.csv``
rates            rates, what they come to, and the same rate in another time
denominations    sums that say which note is meant, and not how much money
changes          growth, shares, portions and sums
parts            a gap between two, the whole of a share, what a whole includes
inference        all of it
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "amounts": ["Family", "family_of"],
        "builder": ["in_unit"],
        "inference": ["relations"],
        "relation": ["Agreement", "Link", "Operation", "Relation"],
    },
)
