"""Sentences that a reader takes in at once: of several ways to say something, the first that is short enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .words import listed

MOST_WORDS: Final = 25  # of a sentence (GOV.UK and ONS style guides)
MOST_NAMED: Final = 12  # of what is listed in sentences, as many as are named


def word_count(text: str) -> int:
    """How many words a text has.

    >>> word_count("$300 a tonne is 43% more.")
    6
    """
    return len(text.split())


def brief(*ways: Sequence[str]) -> str:
    """The first of several ways to say something in which every sentence has at most 25 words; the last if none has.

    Args:
        ways: each as its sentences; the fullest first.

    >>> long = " ".join(["word"] * 30)
    >>> brief([f"All of it is {long}."], ["It is told in two.", "Both are short."])
    'It is told in two. Both are short.'
    """
    chosen = next((way for way in ways if all(word_count(one) <= MOST_WORDS for one in way)), ways[-1])
    return " ".join(filter(None, chosen))


def fitting(*ways: str, most: int = MOST_WORDS) -> str:
    """The first of several ways to say something that has at most so many words; nothing where none has.

    >>> fitting("a b c d", "a b", most=3), fitting("", "a"), fitting("a b", most=1)
    ('a b', 'a', '')
    """
    return next((way for way in ways if way and word_count(way) <= most), "")


def in_turn(begin: str, names: Sequence[str], again: str, joint: str = "and", end: str = "") -> list[str]:
    """Sentences that list names, as many as are needed to keep each short.

    Args:
        begin: the words before the first names.
        again: the words before those that follow.
        end: the words behind the names of each sentence, without the full stop.

    >>> in_turn("It could be", ["the mass", "the load"], "It could also be", "or")
    ['It could be the mass or the load.']
    >>> in_turn("It rests on", ["a b c d e f g h i j", "k l m n o p q r s t"], "It also rests on")
    ['It rests on a b c d e f g h i j and k l m n o p q r s t.']
    >>> len(in_turn("It rests on", ["a b c d e f g h i j"] * 4, "It also rests on"))
    2
    """
    found, held = [], list[str]()
    for name in names:
        if held and word_count(_said(again if found else begin, [*held, name], joint, end)) > MOST_WORDS:
            found.append(_said(again if found else begin, held, joint, end))
            held = []
        held.append(name)
    return [*found, _said(again if found else begin, held, joint, end)] if held else found


def _said(begin: str, names: Sequence[str], joint: str, end: str) -> str:
    return f"{begin} {listed(names, joint)}{f' {end}' if end else ''}."


def some_of(names: Sequence[str], most: int = MOST_NAMED) -> list[str]:
    """The names, or of more than so many the first, and how many more there are.

    >>> some_of(["iron", "copper"]), some_of(["iron", "copper", "lead"], most=1)
    (['iron', 'copper'], ['iron', '2 more'])
    """
    return [*names] if len(names) <= most else [*names[:most], f"{len(names) - most:,} more"]


def shortened(text: str, most: int = MOST_WORDS) -> str:
    """The first sentence of a text that a case gives, to at most so many words; an ellipsis shows what is left out.

    >>> shortened("Could trucks carry it at all? We ask.", 6), shortened("Could trucks carry it at all?", 4)
    ('Could trucks carry it at all?', 'Could trucks carry it…')
    """
    first = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text.strip(), maxsplit=1)[0].split()
    return " ".join(first) if len(first) <= most else f"{' '.join(first[:most]).rstrip(',;:')}…"


def first_reason(text: str) -> str:
    """The first of several reasons that a case gives in a row, with semicolons between them.

    >>> first_reason("the bridges were hit; a newspaper says so"), first_reason("later")
    ('the bridges were hit', 'later')
    """
    return text.partition(";")[0]


def capital(text: str) -> str:
    """A text as it stands at the beginning of a sentence.

    >>> capital("the mass of metal"), capital("")
    ('The mass of metal', '')
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text as a sentence: with a capital and a full stop; nothing stays nothing.

    >>> sentence("it fits"), sentence("does it fit?"), sentence("")
    ('It fits.', 'Does it fit?', '')
    """
    text = text.strip()
    return capital(text) + ("" if not text or text.rstrip("”)")[-1:] in (".", "?", "!") else ".")


def joined(parts: Sequence[str], joint: str = "and") -> str:
    """Clauses in a row, the last behind ``and``; with a comma before it where one has its own, or there are three.

    >>> joined(["the mix", "the market"]), joined(["sold on the spot, cheaply", "mixed"], "or")
    ('the mix and the market', 'sold on the spot, cheaply, or mixed')
    """
    if len(parts) == 1:
        return parts[0]
    comma = "," if any("," in part for part in parts) or len(parts) > 2 else ""
    return f"{', '.join(parts[:-1])}{comma} {joint} {parts[-1]}"
