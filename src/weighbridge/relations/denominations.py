"""Sums that say what kind of note or coin is meant, and not how much money: $100 bills, 500 Euro notes."""

from __future__ import annotations

from ..quantities import Kind, Mention, Mentions, Role, kinds_of, language, tokens

BEHIND = 40  # characters behind a sum within which the note stands
ADJECTIVES = 2  # words that may stand between: 500 Swiss franc notes; editorial
PIECES = ("bank note", "coin")


def is_denomination(mentions: Mentions, one: Mention) -> bool:
    """Whether a sum of money is the face value of the notes or coins that are named right behind it."""
    if one.kind != Kind.MONEY or one.role == Role.RATE or one.meaning.low != one.meaning.high:
        return False
    behind = tokens(mentions.text, one.end, min(one.end + BEHIND, len(mentions.text)))
    known = language(mentions.language).things
    for at, word in enumerate(behind[: ADJECTIVES + 1]):
        if not word.text.isalpha() and word.text not in ("-", "\u2010", "\u2011"):
            return False
        thing = known.at(behind, at)
        if thing is not None:
            return not set(PIECES).isdisjoint(kinds_of(thing[0]))
    return False
