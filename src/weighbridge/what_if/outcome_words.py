"""Outcomes in the words of a reader: alone, of a number or of several, as a clause, and what would be.

What is said of a result anywhere is made of these words; the badges of answers are the plain ones.
"""

from __future__ import annotations

from ..checks import Outcome

PLAIN = {
    Outcome.HOLDS: "fits",
    Outcome.THROUGH_ROUNDING: "fits, allowing for rounding",
    Outcome.STRAINED: "unlikely",
    Outcome.FAILS: "does not fit",
    Outcome.CANNOT_TELL: "can't say",
}
WITHOUT_COMMA = {**PLAIN, Outcome.THROUGH_ROUNDING: "fits allowing for rounding"}  # of several in a row
IN_WAYS = {**PLAIN, Outcome.THROUGH_ROUNDING: "fits with rounding"}  # before in how many ways to read an article
PREDICATES = {  # of a number
    **PLAIN,
    Outcome.STRAINED: "is unlikely",
    Outcome.CANNOT_TELL: "can't be judged",
}
PREDICATES_OF_SEVERAL = {
    Outcome.HOLDS: "fit",
    Outcome.THROUGH_ROUNDING: "fit, allowing for rounding",
    Outcome.STRAINED: "are unlikely",
    Outcome.FAILS: "do not fit",
    Outcome.CANNOT_TELL: "can't be judged",
}
IT_IS = {
    Outcome.HOLDS: "it fits",
    Outcome.THROUGH_ROUNDING: "it fits, allowing for rounding",
    Outcome.STRAINED: "it is unlikely",
    Outcome.FAILS: "it does not fit",
    Outcome.CANNOT_TELL: "we can't say",
}
IT_WOULD = {
    Outcome.HOLDS: "it would fit",
    Outcome.THROUGH_ROUNDING: "it would fit, allowing for rounding",
    Outcome.STRAINED: "it would be unlikely",
    Outcome.FAILS: "it would not fit",
    Outcome.CANNOT_TELL: "we could not say",
}
