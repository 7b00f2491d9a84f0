"""An answer and its figures, typed: a word for the verdict, both sides, and how far off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, Literal

from pydantic import Field

from ..base import Strict, visible
from ..checks import Outcome
from ..text import word_count
from ..verdict import DEPENDS, Overall
from ..what_if import PLAIN
from .box import Sign, box

ANSWER_WORDS: Final = 60  # of an answer, headline and sentences together


class Badge(StrEnum):
    """The verdict in a word that people know; each has a mark of its own shape."""

    FITS = PLAIN[Outcome.HOLDS]
    ROUNDING = PLAIN[Outcome.THROUGH_ROUNDING]
    UNLIKELY = PLAIN[Outcome.STRAINED]
    DOES_NOT_FIT = PLAIN[Outcome.FAILS]
    DEPENDS = "depends"
    CANT_SAY = PLAIN[Outcome.CANNOT_TELL]

    @property
    def mark(self) -> str:
        """A shape that tells it apart without colour.

        >>> Badge.FITS.mark, Badge.DOES_NOT_FIT.mark
        ('●', '✕')
        """
        return MARKS[self]

    @property
    def marked(self) -> str:
        """The word behind its mark: ``● fits``."""
        return f"{self.mark} {self}"

    @property
    def sign(self) -> Sign:
        """Its word, its mark and its colour."""
        return Sign(self.value, self.mark, COLOURS[self])


MARKS = {
    Badge.FITS: "●",
    Badge.ROUNDING: "◐",
    Badge.UNLIKELY: "▲",
    Badge.DOES_NOT_FIT: "✕",
    Badge.DEPENDS: "◆",
    Badge.CANT_SAY: "?",
}

COLOURS = {
    Badge.FITS: "#0b6b4e",
    Badge.ROUNDING: "#47650b",
    Badge.UNLIKELY: "#8a4b00",
    Badge.DOES_NOT_FIT: "#a3212b",
    Badge.DEPENDS: "#3b4a9b",
    Badge.CANT_SAY: "#505050",
}
BADGES: dict[Overall, Badge] = {
    **{outcome: Badge(plain) for outcome, plain in PLAIN.items()},
    DEPENDS: Badge.DEPENDS,
}


class Answer(Strict):
    """What was found, in two or three sentences of at most 60 words.

    Attributes:
        badge: the verdict in a word.
        headline: one sentence that stands alone.
        sentences: why, and what would change it.
    """

    badge: Badge
    headline: str
    sentences: list[str] = Field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it, the headline first."""
        return " ".join([self.headline, *self.sentences])

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return visible(f"{self.badge.mark} {self.badge}: {self.text}")

    def _repr_html_(self) -> str:
        """A shaded box, for a notebook."""
        return box(self.badge.sign, self.headline, self.sentences)


def answer(badge: Badge, headline: str, *ways: Sequence[str]) -> Answer:
    """An answer of a headline and of the first of several rows of sentences that fits into ``ANSWER_WORDS``.

    Where none fits, as many sentences of the last, in their order, as do.
    """
    rows = [[one for one in dict.fromkeys(way) if one] for way in ways] or [[]]
    left = ANSWER_WORDS - word_count(headline)
    whole = next((row for row in rows if sum(map(word_count, row)) <= left), None)
    return Answer(badge=badge, headline=headline, sentences=list(_packed(rows[-1], left) if whole is None else whole))


def _packed(sentences: Iterable[str], left: int) -> Iterator[str]:
    for one in sentences:
        if word_count(one) <= left:
            left -= word_count(one)
            yield one


class Amount(Strict):
    """One side of a comparison: as it is written, between which ends it may lie, and the same in words."""

    value: float | None = Field(None, description="as written; of a side that is drawn its mean")
    low: float | None = Field(None, description="the least that it may be, allowing for its wording; 95 % if drawn")
    high: float | None = Field(None, description="the most that it may be, allowing for its wording; 95 % if drawn")
    unit: str
    text: str
    name: str = Field("", description="the quantity, by the name that `weighbridge explain` takes")

    def __repr__(self) -> str:
        return self.text


class Size(Strict):
    """How far the stated number is from the computed one: as a ratio, or as a difference where a side may be zero."""

    kind: Literal["ratio", "difference"]
    value: float | None = Field(None, description="stated over computed, or stated less computed, as written")
    low: float | None = Field(None, description="the least that it may be")
    high: float | None = Field(None, description="the most that it may be")
    unit: str = Field(description="of a difference; a ratio has none")
    is_rough: bool = Field(False, description="whether it is compared with the mean of what we assume, told in a digit")
    text: str

    def __repr__(self) -> str:
        return self.text


class Figures(Strict):
    """What a check compared, in a row: both sides, how far off, how probable, in how many ways to read it."""

    check: str
    question: str
    badge: Badge
    stated: Amount
    computed: Amount
    size: Size | None = None
    chance: str = Field("", description="how probable so far a number is, of what; empty where no probability is asked")
    ways: str = Field("", description="in how many ways to read the article it comes out how")
    rests_on: str = Field("", description="on what the answer rests, in words")

    def __repr__(self) -> str:
        size = f", {self.size.text}" if self.size else ""
        sides = f"{self.stated.text} against {self.computed.text}{size}"
        return visible(f"{self.question} {self.badge.mark} {self.badge}: {sides}")
