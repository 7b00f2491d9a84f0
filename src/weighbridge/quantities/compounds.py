"""The tokens of a text in a language: what it writes together is cut apart, وعشرون, dreihundertfünfzig."""

from __future__ import annotations

from .language import Language
from .tokens import NUMERAL, Token, tokens


def tokens_of(known: Language, text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, with what the language writes together cut apart.

    >>> from .language import language
    >>> [one.text for one in tokens_of(language("de"), "zweihundertfünfzig Tonnen", 0, 25)]
    ['zwei', 'hundert', 'fünfzig', 'Tonnen']
    """
    some = known.parts.of(tokens(text, start, end))
    return _without_brackets(some) if known.says("bracketed numbers") else some


def _without_brackets(some: list[Token]) -> list[Token]:
    """The tokens without the brackets around a single number, which some agencies write so: (47) راكبا."""
    opened = {at for at, one in enumerate(some) if one.text == "(" and _is_alone(some, at + 1)}
    return [one for at, one in enumerate(some) if at not in opened and at - 2 not in opened]


def _is_alone(some: list[Token], at: int) -> bool:
    return at + 1 < len(some) and some[at].sort == NUMERAL and some[at + 1].text == ")"
