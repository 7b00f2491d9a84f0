"""Claims: a number of the article with its quotation, its hedge, and the fair ways to read it."""

from __future__ import annotations

from pydantic import Field, model_validator

from ..base import Strict
from .article import Quote
from .numbers import Nature


class Reading(Strict):
    """One fair way to take a claim; ``times`` multiplies it by another claim ("of each truck")."""

    value: str
    times: str | None = None
    reason: str
    sources: list[str] = Field(default_factory=list)
    preferred: bool = False
    ruled_out: str | None = None


class Elsewhere(Strict):
    """The same number in another text or language."""

    source: str
    language: str
    exact: str
    meaning: str


class Claim(Strict):
    """A quantity that the article states.

    ``is_a`` says what it is a number of, where unit and digits do not; ``rounded_to`` to what it was rounded. A case
    gives either only for a reason, ``hedge_reason``.
    """

    quote: Quote
    value: str | None = None
    hedge: str = "none"
    hedge_reason: str | None = None
    is_a: Nature | None = None
    rounded_to: str | None = None
    readings: dict[str, Reading] = Field(default_factory=dict)
    elsewhere: list[Elsewhere] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_value(self) -> Claim:
        if (self.value is None) == (not self.readings):
            raise ValueError("a claim has either `value` or `readings`")
        preferred = [name for name, reading in self.readings.items() if reading.preferred]
        if self.readings and len(preferred) != 1:
            raise ValueError(f"exactly one reading is `preferred: true`, found {len(preferred)}")
        if preferred and self.readings[preferred[0]].ruled_out:
            raise ValueError(f"the preferred reading `{preferred[0]}` is ruled out")
        if self.rounded_to and not self.hedge_reason:
            raise ValueError("`rounded_to` is an editorial choice: say why in `hedge_reason`")
        return self
