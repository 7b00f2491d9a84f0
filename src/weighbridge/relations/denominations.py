"""Sums that say what kind of note or coin is meant, and not how much money: $100 bills, 500 Euro notes."""

from __future__ import annotations

from ..quantities import Kind, Mention, Mentions, Role, kinds_of, language, tokens
from .amounts import Amount, Family
from .builder import quotient, readable, relation
from .figures import Figure
from .link_words import Word, words_between
from .links import Words
from .relation import Link, Operation, Relation

BEHIND = 40  # characters behind a sum within which the note stands
ADJECTIVES = 2  # words that may stand between: 500 Swiss franc notes; editorial
PIECES = ("bank note", "coin")


def is_denomination(mentions: Mentions, one: Mention) -> bool:
    """Whether a sum of money is the face value of the notes or coins that are named right behind it."""
    return piece_of(mentions, one) is not None


def piece_of(mentions: Mentions, one: Mention) -> str | None:
    """The kind of note or coin whose face value a sum is; None where it is none."""
    if one.kind != Kind.MONEY or one.role == Role.RATE or one.meaning.low != one.meaning.high:
        return None
    behind = tokens(mentions.text, one.end, min(one.end + BEHIND, len(mentions.text)))
    known = language(mentions.language).things
    for at, word in enumerate(behind[: ADJECTIVES + 1]):
        if not word.text.isalpha() and word.text not in ("-", "\u2010", "\u2011"):
            return None
        thing = known.at(behind, at)
        if thing is not None:
            return next((piece for piece in PIECES if piece in kinds_of(thing[0])), None)
    return None


def notes(words: Words) -> list[Relation]:
    """How many notes a sum in notes of one kind is, and how heavy one is where the words say what all weigh.

    "$1 million in $20 bills weighs 111 pounds": 50,000 notes of 1.01 g.
    """
    found = []
    quantities = words.mentions.quantities
    for money in words.amounts:
        at = money.place + 1
        if money.family != Family.MONEY or money.is_rate or money.time or at >= len(quantities):
            continue
        face = Amount(at, quantities[at], quantities[at].meaning)
        piece = piece_of(words.mentions, face.mention)
        if piece is None or face.meaning.unit != money.meaning.unit or not _is_in(words, money, face):
            continue
        found.append(relation(Operation.QUOTIENT, quotient(money, face, "one"), Link.CONTAINING, "{0} / {1}"))
        mass = next((one for one in words.amounts if one.place == at + 1), None)
        if mass is not None and mass.family == Family.MASS and _weighs(words, face, mass):
            rule = lambda values: values[0] * values[1] / values[2]  # noqa: E731
            figure = readable(Figure((mass, face, money), rule, (1, 1, -1), mass.unit))
            found.append(relation(Operation.QUOTIENT, figure, Link.WEIGHING, "{0} * {1} / {2}", None, piece))
    return found


def _is_in(words: Words, money: Amount, face: Amount) -> bool:
    """Whether one word of holding, and nothing else, stands between a sum and the face value of its notes."""
    text = words.mentions.text[money.mention.end : face.mention.start].strip()
    found = words_between(text, words.mentions.language)
    return any(one.word == Word.HELD_IN and (one.start, one.end) == (0, len(text)) for one in found)


def _weighs(words: Words, face: Amount, mass: Amount) -> bool:
    return Word.WEIGHING in words.between(face, mass)
