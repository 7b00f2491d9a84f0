"""What each thing that may be done costs under each outcome of a check, as a case says it."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from ..base import RemediedError, Strict
from ..text import listed

MOST_LOSS = 1e12
OTHERWISE = "otherwise"
PLAIN = re.compile(r"\d+(\.\d+)?")
BELOW_ZERO = re.compile(r"[-−]\s*\d.*")
WITH_UNIT = re.compile(r"[$£€¥]\s*\d.*|\d[\d.]*\s*[^\W\d_eE].*")


def _number(given: Any) -> float:
    """A loss as people write it: a plain number from zero on, in the unit that the case counts losses in."""
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise RemediedError("this is not a number", "write a loss as a plain number, as in `does not fit: 10`")
    text, shown = str(given).strip(), str(given)[:40]
    if BELOW_ZERO.fullmatch(text):
        remedy = "count losses from the best that can happen, which costs 0: add as much to every loss of all actions"
        raise RemediedError(f"a loss of `{shown}`, expected zero or more", remedy)
    if WITH_UNIT.fullmatch(text):
        remedy = "write the number alone: all losses of a case are in one unit of its own, and `reason` can say which"
        raise RemediedError(f"a loss of `{shown}`, expected a number without a unit", remedy)
    if not PLAIN.fullmatch(text) or float(text) > MOST_LOSS:
        remedy = f"write digits, with a decimal point at most, up to {MOST_LOSS:.0f}, as in `does not fit: 2.5`"
        raise RemediedError(f"a loss of `{shown}`, expected a plain number", remedy)
    return float(text)


Amount = Annotated[float, BeforeValidator(_number)]


class Loss(Strict):
    """What one action costs under each outcome of a check, in the case's own unit of loss, and why.

    ``otherwise`` is the loss under every outcome that is not named. The keys are the words that answers have for
    outcomes.

    >>> Loss(reason="a correction", fits=0, otherwise="2.5").under("does_not_fit")
    2.5
    """

    reason: str
    fits: Amount | None = None
    fits_with_rounding: Amount | None = Field(None, alias="fits with rounding")
    unlikely: Amount | None = None
    does_not_fit: Amount | None = Field(None, alias="does not fit")
    cant_say: Amount | None = Field(None, alias="can't say")
    otherwise: Amount | None = None

    @model_validator(mode="after")
    def _of_every_outcome(self) -> Loss:
        empty = [KEYS[field] for field in KEYS if field in self.model_fields_set and getattr(self, field) is None]
        if empty:
            raise RemediedError("it is empty", f"write a number behind it: `{empty[0]}: 0`", (empty[0],))
        missing = [word for field, word in OUTCOME_KEYS.items() if getattr(self, field) is None]
        if missing and self.otherwise is None:
            found = f"no loss under {listed([f'`{word}`' for word in missing])}"
            remedy = f"add {'it' if len(missing) == 1 else 'each'}, or one for all that is not named: `{OTHERWISE}: 0`"
            raise RemediedError(found, remedy)
        return self

    def under(self, field: str) -> float:
        """The loss under an outcome, by the field that stands for it."""
        own = getattr(self, field)
        return self.otherwise if own is None else own


# Of each field that holds a loss the key as people type it; and those of them that stand for an outcome.
KEYS = {name: field.alias or name for name, field in Loss.model_fields.items() if name != "reason"}
OUTCOME_KEYS = {name: key for name, key in KEYS.items() if name != OTHERWISE}
