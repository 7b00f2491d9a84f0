"""Checks and correlations as a case file declares them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from ..base import Strict


class Correlation(Strict):
    """Inputs that move together: the rank correlation of each pair is a fixed quantity of the case."""

    between: list[str] = Field(min_length=2, max_length=20)
    rank: str


class Check(Strict):
    """A question with two sides: ``stated``, and a quantity under ``at_most``, ``at_least`` or ``equals``.

    ``counted_in`` names the number of things of which the stated number is a share or a mean.
    """

    question: str
    kind: Literal["agrees", "possible", "typical", "reachable"]
    stated: str
    at_most: str | None = None
    at_least: str | None = None
    equals: str | None = None
    counted_in: str | None = None
    by: str | None = None

    @model_validator(mode="after")
    def _one_relation(self) -> Check:
        given = [name for name in RELATIONS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a check has one of {', '.join(f'`{name}`' for name in RELATIONS)}, found {len(given)}")
        if given == ["counted_in"] and self.kind != "agrees":
            raise ValueError("`counted_in` asks whether whole things give a stated share: its kind is `agrees`")
        if (self.kind == "reachable" and given != ["equals"]) or (self.kind == "agrees" and given[0] in RELATIONS[:2]):
            raise ValueError(f"a check of kind `{self.kind}` asks whether two sides are equal: write `equals`")
        if (self.kind == "reachable") != (self.by is not None):
            raise ValueError(
                "`by` names the composition that is free to choose; `reachable` needs it, other kinds have none"
            )
        return self

    @property
    def relation(self) -> str:
        """``at_most``, ``at_least``, ``equals`` or ``counted_in``."""
        return next(name for name in RELATIONS if getattr(self, name) is not None)

    @property
    def computed(self) -> str:
        """The name of the computed side."""
        return getattr(self, self.relation)


RELATIONS = ("at_most", "at_least", "equals", "counted_in")
