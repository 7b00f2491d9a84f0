"""Claims: a number of the article with its quotation, its hedge, and the fair ways to read it."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator, model_validator

from ..base import Listed, RemediedError, Strict
from .article import Quote
from .calendar import Period
from .numbers import Nature


class Reading(Strict):
    """One fair way to take a claim.

    ``times`` multiplies it by another claim ("of each truck"). ``set`` is what else the words then mean: what they say
    is the price of, or with what they are compared.
    """

    value: str
    times: str | None = None
    reason: str
    sources: Listed = Field(default_factory=list)
    preferred: bool = False
    ruled_out: str | None = None
    set: dict[str, Any] = Field(default_factory=dict)


class Elsewhere(Strict):
    """The same number in another text or language."""

    source: str
    language: str
    exact: str
    meaning: str


class Claim(Strict):
    """A quantity that the article states.

    ``is_a`` says what it is a number of, where unit and digits do not; ``rounded_to`` to what it was rounded, which the
    case gives only for a reason, ``hedge_reason``; ``during`` is the month or the year that it is a number of.
    """

    quote: Quote
    value: str | None = None
    hedge: str = "none"
    hedge_reason: str | None = None
    is_a: Nature | None = None
    rounded_to: str | None = None
    during: str | None = None
    readings: dict[str, Reading] = Field(default_factory=dict)
    elsewhere: list[Elsewhere] = Field(default_factory=list)

    def __repr__(self) -> str:
        values = [self.value] if self.value else [one.value for one in self.readings.values() if not one.ruled_out]
        return f"{self.quote!r}, taken as {' or '.join(values)}"

    @field_validator("during")
    @classmethod
    def _a_period(cls, during: str | None) -> str | None:
        if during is not None:
            Period.parse(during)
        return during

    @model_validator(mode="after")
    def _one_value(self) -> Claim:
        if (self.value is None) == (not self.readings):
            remedy = "keep one of them" if self.readings else "add `value: 50 tonne`, the number with its unit"
            raise RemediedError("a claim has either `value` or `readings`", remedy)
        preferred = [name for name, reading in self.readings.items() if reading.preferred]
        if self.readings and len(preferred) != 1:
            raise ValueError(f"exactly one reading is `preferred: true`, found {len(preferred)}")
        if preferred and self.readings[preferred[0]].ruled_out:
            raise ValueError(f"the preferred reading `{preferred[0]}` is ruled out")
        if preferred and self.readings[preferred[0]].set:
            raise ValueError(f"the preferred reading `{preferred[0]}` is the case as written: it sets nothing")
        if self.rounded_to and not self.hedge_reason:
            raise ValueError("`rounded_to` is an editorial choice: say why in `hedge_reason`")
        return self

    @property
    def preferred(self) -> str | None:
        """The reading that the case as written takes; None where there are no several."""
        return next((name for name, reading in self.readings.items() if reading.preferred), None)
