"""The tokens of a text in a language: what it writes together is cut apart, وعشرون, dreihundertfünfzig."""

from __future__ import annotations

from .language import Language
from .tokens import Token, tokens


def tokens_of(known: Language, text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, with what the language writes together cut apart.

    >>> from .language import language
    >>> [one.text for one in tokens_of(language("de"), "zweihundertfünfzig Tonnen", 0, 25)]
    ['zwei', 'hundert', 'fünfzig', 'Tonnen']
    """
    return known.parts.of(tokens(text, start, end))
