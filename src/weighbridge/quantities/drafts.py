"""A quantity as far as it has been read, and the mention that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..text import Fold
from .amounts import Amount
from .dates_in_text import Date
from .language import Language
from .meanings import Number, carried, kind_of, meanings, other_size, with_separator
from .mention import Doubt, Kind, Meaning, Mention, Role
from .tokens import Token, tokens
from .units_in_text import is_money

TROY = "troy_ounce"
PRICED_IN_TROY = ("gold", "silver", "platinum")  # of all ounces, by the markets that price them
NEAR = 60  # characters around an ounce in which such a metal is named; editorial


@dataclass
class Draft:
    """An amount with its numbers and what the words around make of it, before what is left out is filled in.

    Attributes:
        amount: its unit, thing and rate.
        low, high: its numbers; the same for a single one.
        start, end: its span in the folded text.
        number: the span of its digits or words of number.
        role, rises: by the words around.
        doubts: why it is not certain, beside what its unit says.
        unshared: the lower end where the word of size is meant for the second number alone.
        when: the date that stands nearest.
        first, last, stretch: its tokens, in which stretch of text.
        phrase_end: where its unit ends, in the folded text.
        has_from: whether "from" stands before it.
        opens_each: whether it says of what each is meant: each of the 24 trucks.
        is_word: whether it is a small number in words, which without a thing is no quantity.
        cue: where the words stand that loosen it.
    """

    amount: Amount
    low: Number
    high: Number
    start: int
    end: int
    number: tuple[int, int]
    in_sentence: int
    role: Role = Role.AMOUNT
    rises: bool | None = None
    doubts: tuple[Doubt, ...] = ()
    unshared: tuple[Number, Number] | None = None
    is_word: bool = False
    cue: tuple[int, int] | None = None
    when: str | None = None
    first: int = 0
    last: int = 0
    stretch: int = 0
    phrase_end: int = 0
    has_from: bool = False
    opens_each: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what it is of."""
        return self.amount.is_bare

    @property
    def kind(self) -> Kind:
        """What it is an amount of."""
        return kind_of(self.amount)


def number_of(amount: Amount) -> Number:
    """The number of an amount with its sign."""
    number = amount.numeral.number
    return Number(-number if amount.is_negative else number, amount.numeral.power)


def mention_of(draft: Draft, known: Language, text: str, fold: Fold, said: frozenset[str]) -> Mention:
    """The mention that a draft becomes, with its spans in the text that was given."""
    amount = draft.amount
    found = meanings(amount, draft.low, draft.high, said)
    found = in_troy(found, known, text, fold.span(draft.start, draft.end))
    found = with_separator(found, amount, draft.low, draft.high)
    if draft.unshared is not None:
        found = other_size(found, amount, *draft.unshared)
    for doubt in draft.doubts:
        found = carried(found, doubt)
    start, end = fold.span(draft.start, draft.end)
    cue = cue_text = ""
    if amount.cue != "none" and draft.cue is not None:
        cue, cue_text = amount.cue, text[slice(*fold.span(*draft.cue))].strip()
    elif amount.numeral.cue:
        cue, cue_text = amount.numeral.cue, text[slice(*fold.span(*draft.number))]
    role = draft.role
    if role == Role.AMOUNT and found[0].per is not None:
        role = Role.RATE
    return Mention(
        start,
        end,
        fold.span(*draft.number),
        text[start:end],
        Kind.MONEY if is_money(found[0].unit) else draft.kind,
        role,
        found[0],
        found[1:],
        cue or "none",
        cue_text,
        draft.rises,
        draft.when,
        draft.in_sentence,
        fold.span(draft.start, draft.phrase_end or draft.end),
    )


def in_troy(found: tuple[Meaning, ...], known: Language, text: str, span: tuple[int, int]) -> tuple[Meaning, ...]:
    """Readings, that in troy ounces first where a metal that is priced in them is named near."""
    troy = [one for one in found if TROY in (one.unit, one.per)]
    if not troy or found[0] is troy[0]:
        return found
    words = tokens(text, max(0, span[0] - NEAR), min(len(text), span[1] + NEAR))
    named = (known.things.at(words, at) for at in range(len(words)))
    if not any(thing is not None and thing[0] in PRICED_IN_TROY for thing in named):
        return found
    return (troy[0], *(one for one in found if one is not troy[0]))


def span_of(some: Sequence[Token], first: int, end: int) -> tuple[int, int]:
    """The characters of some tokens."""
    return some[first].start, some[end - 1].end


def when(one: Draft, dates: Sequence[Date], drafts: Sequence[Draft]) -> str | None:
    """The date of its sentence that a quantity is of; None where none is.

    The date that follows it, unless another quantity stands before that; else the last one before it. In a sentence
    that begins with a date, one that more quantities follow is theirs: "In 2010 it cost $6, in 1960 $1".
    """
    following = next((date for date in dates if date.first >= one.last), None)
    first = min((other.first for other in drafts), default=one.first)
    if following is not None and any(date.end <= first for date in dates):
        following = None if any(other.first >= following.end for other in drafts) else following
    if following is not None and not any(one.last <= other.first < following.first for other in drafts):
        return following.iso
    preceding = [date.iso for date in dates if date.end <= one.first]
    return preceding[-1] if preceding else None
