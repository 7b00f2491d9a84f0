"""The losses of a case by outcome: what each action costs, as the case says it, for every outcome of a check."""

from __future__ import annotations

from collections.abc import Mapping

from ..casefile import Loss
from ..checks import Outcome
from .outcome_tables import Losses

FIELDS = {  # where a case has the loss under an outcome
    Outcome.HOLDS: "fits",
    Outcome.THROUGH_ROUNDING: "fits_with_rounding",
    Outcome.STRAINED: "unlikely",
    Outcome.FAILS: "does_not_fit",
    Outcome.CANNOT_TELL: "cant_say",
}


def losses_by_outcome(given: Mapping[str, Loss]) -> Losses | None:
    """The loss of each action under each outcome; none where the case gives no losses.

    >>> losses_by_outcome({"print it": Loss(reason="r", fits=0, otherwise=10)})["print it"][Outcome.FAILS]
    10.0
    >>> losses_by_outcome({})
    """
    return {
        name: {outcome: one.under(field) for outcome, field in FIELDS.items()} for name, one in given.items()
    } or None
