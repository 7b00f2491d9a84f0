"""What two or more quantities of a passage imply, and whether the passage states it as well."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """How a figure follows from the quantities."""

    QUOTIENT = "quotient"
    PRODUCT = "product"
    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    GROWTH = "growth"
    SAME = "same"  # two mentions of one quantity


class Link(StrEnum):
    """What in the words lets two quantities be put together, the strongest first."""

    EACH = "each"  # "40,000 litres each", "a truck", "per hectare"
    CONTAINING = "containing"  # "trucks loaded with", "bundles containing"
    WORTH = "worth"  # "which is 750 thousand USD", "earning", "for"
    WEIGHING = "weighing"
    TOTAL = "total"  # "in all", "a total of", "which means"
    FROM_TO = "from to"  # "from 80 to 56 million", "dropped to"
    SAME_SENTENCE = "same sentence"
    SAME_PASSAGE = "same passage"

    @property
    def is_sure(self) -> bool:
        """Whether the words themselves put the quantities together."""
        return self not in (Link.SAME_SENTENCE, Link.SAME_PASSAGE)


class Agreement(StrEnum):
    """Whether what the passage states is what its other numbers imply."""

    EXACT = "exact"
    ROUNDED = "rounded"  # within the rounding of the digits, or what a loosening word usually allows
    LOOSE = "loose"  # only where the loosening words are taken generously
    NO = "no"
    OPEN = "open"  # not by the readings that are taken, but by others that are fair


@dataclass(frozen=True)
class Relation:
    """A figure that follows from quantities of a passage.

    Attributes:
        operation: how it follows.
        terms: the places of its quantities in ``Mentions.quantities``, in the order of the expression.
        link: what puts them together.
        expression: over ``q0``, ``q1`` …, the quantities by their places: ``q1 / q0``.
        value: what follows from the numbers as they are written, in ``unit``.
        low, high: what follows within the rounding of the digits and the usual room of loosening words.
        loose_low, loose_high: the same with loosening words taken generously.
        unit: of ``value``, spelled as ``units.txt`` has it, without things: ``tonne``, ``USD/tonne``.
        of, per: the things that it is of, and for each of; None where there is none.
        stated: the place of the quantity that states the same; None where the passage doesn't state it.
        agreement: whether that agrees; None where nothing states it.
        ratio: the stated value over the computed one; None where nothing states it.
        readings: the places of terms whose reading is not certain.
        written: the least and the greatest value by the ends of the numbers as they stand, in ``unit``.
    """

    operation: Operation
    terms: tuple[int, ...]
    link: Link
    expression: str
    value: float
    low: float
    high: float
    loose_low: float
    loose_high: float
    unit: str
    of: str | None = None
    per: str | None = None
    stated: int | None = None
    agreement: Agreement | None = None
    ratio: float | None = None
    readings: tuple[int, ...] = ()
    written: tuple[float, float] = (math.nan, math.nan)
