"""What a check comes to, as a clause of a sentence: that it fits, that it would, and the bare words of a cell."""

from __future__ import annotations

from ..checks import Outcome

PLAIN = {
    Outcome.HOLDS: "fits",
    Outcome.THROUGH_ROUNDING: "fits, allowing for rounding",
    Outcome.STRAINED: "unlikely",
    Outcome.FAILS: "does not fit",
    Outcome.CANNOT_TELL: "can't say",
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
