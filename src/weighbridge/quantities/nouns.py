"""The noun behind a number or a unit: what is counted, or what there is so much of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .language import Language
from .numerals import HYPHENS
from .tokens import SIGN, WORD, Token

FARTHEST = 5  # words that may stand up to the noun


@dataclass(frozen=True)
class Noun:
    """A thing that a text names: its key or the noun in the singular, and its tokens."""

    thing: str
    first: int
    end: int
    is_known: bool


def noun_at(known: Language, some: Sequence[Token], at: int) -> Noun | None:
    """The thing counted by a number that ends before a token; None where no noun stands there."""
    head = known.facts.get("head", "first")
    at = _over_the(known, some, at)
    if head == "plural":
        return _first_plural(known, some, at)
    return _first_noun(known, some, at, capital=head == "capital")


def counts_something(known: Language, some: Sequence[Token], at: int) -> bool:
    """Whether a number that ends before a token counts something for sure.

    Where no rule tells a plural, any word may look like a noun: 447 вылетел. There a known thing is asked for.
    """
    noun = noun_at(known, some, at)
    is_told = known.has_plurals or known.facts.get("head") == "capital"
    return noun is not None and (noun.is_known or is_told)


def stuff_at(known: Language, some: Sequence[Token], at: int) -> Noun | None:
    """What there is so much of, behind "of" or the like; the noun may stand in the singular."""
    at = _over_the(known, some, at)
    some_words = _words(known, some, at)
    if not some_words:
        return None
    head = known.facts.get("head", "first")
    if head != "plural":
        return _first_noun(known, some, at, capital=head == "capital")
    best = None
    for place in some_words:
        found = known.things.at(some, place)
        if found is not None and found[1] <= some_words[-1] + 1:
            best = Noun(found[0], place, found[1], True)
            if _is_plural(known, some[found[1] - 1]):
                return best
        elif _is_plural(known, some[place]):
            if place > some_words[0] and best is None and place == some_words[-1]:
                place = place - 1 if place - 1 in some_words else place  # "of the city lies": the last is a verb
            return best or Noun(known.singular(some[place].form), place, place + 1, False)
    if best is not None:
        return best
    last = some_words[-1]
    return Noun(known.singular(some[last].form), last, last + 1, False)


def single_at(known: Language, some: Sequence[Token], at: int) -> Noun | None:
    """The one word behind a number that is one: 1 bed for 1,000 people; None where several might be the noun."""
    places = _words(known, some, at)
    if len(places) != 1 or places[0] + 1 >= len(some) or some[places[0]].text[0].isupper():
        return None
    return Noun(some[places[0]].form, places[0], places[0] + 1, False)


def known_at(known: Language, some: Sequence[Token], at: int) -> Noun | None:
    """A thing that a list has, right at a token."""
    found = known.things.at(some, at)
    return None if found is None else Noun(found[0], at, found[1], True)


def _first_plural(known: Language, some: Sequence[Token], at: int) -> Noun | None:
    """The first noun in the plural, with what belongs to its name; a known noun in the singular where there is none."""
    singular = None
    for place in _words(known, some, at):
        found = known.things.at(some, place)
        if found is not None:
            noun = Noun(found[0], place, found[1], True)
            if _is_plural(known, some[found[1] - 1]):
                return noun
            singular = noun
            continue
        if _is_plural(known, some[place]) and (singular is None or place >= singular.end):
            return Noun(known.singular(some[place].form), place, place + 1, False)
    return singular


def _first_noun(known: Language, some: Sequence[Token], at: int, capital: bool) -> Noun | None:
    """A known noun among the words, else the first word, or the first with a capital."""
    places = _words(known, some, at)
    for place in places:
        found = known.things.at(some, place)
        if found is not None:
            return Noun(found[0], place, found[1], True)
    for place in places:
        if not capital or some[place].text[0].isupper():
            if (thing := known.thing_at_the_end_of(some[place].form)) is not None:
                return Noun(thing, place, place + 1, True)
            return Noun(known.singular(some[place].form), place, place + 1, False)
    return None


def _over_the(known: Language, some: Sequence[Token], at: int) -> int:
    """Behind words such as "of the", "other"."""
    while at < len(some):
        found = known.words("the").at(some, at) or known.words("other").at(some, at)
        if found is None:
            return at
        at = found[1]
    return at


def _words(known: Language, some: Sequence[Token], at: int) -> list[int]:
    """The words up to the end of the phrase: a sign, a number, or a word that ends it."""
    found: list[int] = []
    while at < len(some) and len(found) < FARTHEST:
        token = some[at]
        if token.sort == SIGN and token.text in HYPHENS and found and token.start == some[at - 1].end:
            at += 1
            continue
        if token.sort != WORD:
            break
        if _is_first_part(some, at):
            at += 2  # high-grade ore
            continue
        if (owned := _behind_its_owner(known, some, at)) is not None:
            found.clear()
            at = owned
            continue
        if ends_phrase(known, some, at):
            break
        found.append(at)
        at += 1
    return found


def _behind_its_owner(known: Language, some: Sequence[Token], at: int) -> int | None:
    """The token behind the owner of a noun, Haiti's output; None where a word is no owner."""
    sign = known.words("possessive").at(some, at + 1)
    return sign[1] if sign is not None and some[at].end == some[at + 1].start else None


def _is_first_part(some: Sequence[Token], at: int) -> bool:
    """Whether a word is joined to the next by a hyphen."""
    if at + 2 >= len(some) or some[at + 1].text not in HYPHENS or some[at + 2].sort != WORD:
        return False
    return some[at].end == some[at + 1].start and some[at + 1].end == some[at + 2].start


def ends_phrase(known: Language, some: Sequence[Token], at: int) -> bool:
    """Whether a word can't belong to the noun behind a number: a preposition, a verb, a number."""
    if known.things.at(some, at) is not None:
        return False
    if known.words("weekday").at(some, at) is not None:
        return True
    if known.words("stop").at(some, at) is not None or known.numbers.at(some, at) is not None:
        return True
    form = some[at].form
    return known.has_stop_ending(form)


def _is_plural(known: Language, token: Token) -> bool:
    return known.singular(token.form) != token.form or known.is_both(token.form)
