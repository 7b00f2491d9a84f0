"""Sentences that stay short, whatever a case calls its things: of several ways to say something the first that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from .results import Answer, Badge

SENTENCE_WORDS: Final = 25  # of a sentence: the style guides of GOV.UK and of the ONS
ANSWER_WORDS: Final = 60  # of an answer, headline and sentences together


def words(text: str) -> int:
    """How many words a text has.

    >>> words("$300 a tonne is 43% more.")
    6
    """
    return len(text.split())


def fitting(*ways: str, most: int = SENTENCE_WORDS) -> str:
    """The first of several ways to say something that has at most so many words; nothing where none has.

    >>> fitting("a b c d", "a b", most=3), fitting("", "a"), fitting("a b", most=1)
    ('a b', 'a', '')
    """
    return next((way for way in ways if way and words(way) <= most), "")


def capital(text: str) -> str:
    """A text that begins a sentence.

    >>> capital("the load"), capital("$300")
    ('The load', '$300')
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text as a sentence: with a capital and a full stop; nothing stays nothing.

    >>> sentence("it fits"), sentence("does it fit?"), sentence("")
    ('It fits.', 'Does it fit?', '')
    """
    text = text.strip()
    return capital(text) + ("" if not text or text.rstrip("”)")[-1:] in (".", "?", "!") else ".")


def answer(badge: Badge, headline: str, *ways: Sequence[str]) -> Answer:
    """An answer of a headline and of the first of several rows of sentences that fits into ``ANSWER_WORDS``.

    Where none fits, as many sentences of the last, in their order, as do.
    """
    rows = [[one for one in dict.fromkeys(way) if one] for way in ways] or [[]]
    left = ANSWER_WORDS - words(headline)
    whole = next((row for row in rows if sum(map(words, row)) <= left), None)
    return Answer(badge=badge, headline=headline, sentences=list(_packed(rows[-1], left) if whole is None else whole))


def _packed(sentences: Iterable[str], left: int) -> Iterator[str]:
    for one in sentences:
        if words(one) <= left:
            left -= words(one)
            yield one


def joined(parts: Sequence[str], joint: str = "and") -> str:
    """Parts in a row, the last behind ``and``; a comma stands before it where a part has one of its own.

    >>> joined(["the mix", "the market"]), joined(["sold on the spot, cheaply", "mixed"], "or")
    ('the mix and the market', 'sold on the spot, cheaply, or mixed')
    """
    if len(parts) == 1:
        return parts[0]
    comma = "," if any("," in part for part in parts) or len(parts) > 2 else ""
    return f"{', '.join(parts[:-1])}{comma} {joint} {parts[-1]}"
