"""Checks and correlations as a case file declares them."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from ..base import RemediedError, Strict


class Kind(StrEnum):
    """What a check asks of its two sides."""

    AGREES = "agrees"  # do the article's own numbers fit each other
    POSSIBLE = "possible"  # is there any way
    TYPICAL = "typical"  # how usual is it
    REACHABLE = "reachable"  # does some composition give it


class Comparison(StrEnum):
    """How the stated side of a check is set against the computed one; also the key under which that stands."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    EQUALS = "equals"
    COUNTED_IN = "counted_in"


# Read as a list, as a file has it, and kept as a tuple, so that what is declared has a hash.
Names = Annotated[list[str], Field(min_length=2, max_length=20), AfterValidator(tuple)]


class Correlation(Strict):
    """Inputs that move together: the rank correlation of each pair is a fixed quantity of the case."""

    between: Names
    rank: str


class Check(Strict):
    """A question with two sides: ``stated``, and a quantity under ``at_most``, ``at_least`` or ``equals``.

    ``counted_in`` names the number of things of which the stated number is a share or a mean. ``premise`` says why a
    check is the analyst's own question, which the article does not raise: it is shown, and counts towards no verdict.
    """

    question: str
    kind: Kind
    stated: str
    at_most: str | None = None
    at_least: str | None = None
    equals: str | None = None
    counted_in: str | None = None
    by: str | None = None
    premise: str | None = None

    def __repr__(self) -> str:
        return f"{self.question} ({self.stated} {self.relation} {self.computed})"

    @model_validator(mode="after")
    def _one_relation(self) -> Check:
        given = [name for name in Comparison if getattr(self, name) is not None]
        if len(given) != 1:
            found = f"a check has one of {', '.join(f'`{name}`' for name in Comparison)}, found {len(given)}"
            raise RemediedError(found, "keep one of them" if given else "add the other side, as in `at_most: NAME`")
        relation = given[0]
        if relation is Comparison.COUNTED_IN and self.kind is not Kind.AGREES:
            raise ValueError("`counted_in` asks whether whole things give a stated share: its kind is `agrees`")
        if (self.kind is Kind.REACHABLE and relation is not Comparison.EQUALS) or (
            self.kind is Kind.AGREES and relation in (Comparison.AT_MOST, Comparison.AT_LEAST)
        ):
            raise ValueError(f"a check of kind `{self.kind}` asks whether two sides are equal: write `equals`")
        if (self.kind is Kind.REACHABLE) != (self.by is not None):
            raise ValueError(
                "`by` names the composition that is free to choose; `reachable` needs it, other kinds have none"
            )
        return self

    @cached_property
    def relation(self) -> Comparison:
        """How its two sides are compared."""
        return next(name for name in Comparison if getattr(self, name) is not None)

    @property
    def computed(self) -> str:
        """The name of the computed side."""
        return getattr(self, self.relation)

    @property
    def is_drawn(self) -> bool:
        """Whether it is answered by draws, which the shape of a distribution reaches, and not by bounds."""
        return self.kind is Kind.TYPICAL

    @property
    def sides(self) -> tuple[str, str]:
        """The names of its two sides, the stated one first."""
        return self.stated, self.computed
