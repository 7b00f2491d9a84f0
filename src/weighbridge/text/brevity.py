"""Sentences that a reader takes in at once: of several ways to say something, the first that is short enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MOST_WORDS: Final = 25  # of a sentence (GOV.UK and ONS style guides)


def brief(*ways: Sequence[str]) -> str:
    """The first of several ways to say something in which every sentence has at most 25 words; the last if none has.

    Args:
        ways: each as its sentences; the fullest first.

    >>> long = " ".join(["word"] * 30)
    >>> brief([f"All of it is {long}."], ["It is told in two.", "Both are short."])
    'It is told in two. Both are short.'
    """
    chosen = next((way for way in ways if all(len(one.split()) <= MOST_WORDS for one in way)), ways[-1])
    return " ".join(filter(None, chosen))


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
        if held and len(_said(again if found else begin, [*held, name], joint, end).split()) > MOST_WORDS:
            found.append(_said(again if found else begin, held, joint, end))
            held = []
        held.append(name)
    return [*found, _said(again if found else begin, held, joint, end)] if held else found


def _said(begin: str, names: Sequence[str], joint: str, end: str) -> str:
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"
    return f"{begin} {listed}{f' {end}' if end else ''}."


def shortened(text: str, most: int = MOST_WORDS) -> str:
    """The first sentence of a text that a case gives, to at most so many words; an ellipsis shows what is left out.

    >>> shortened("Could trucks carry it at all? We ask.", 6), shortened("Could trucks carry it at all?", 4)
    ('Could trucks carry it at all?', 'Could trucks carry it…')
    """
    first = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text.strip(), maxsplit=1)[0].split()
    return " ".join(first) if len(first) <= most else f"{' '.join(first[:most]).rstrip(',;:')}…"


def capital(text: str) -> str:
    """A text as it stands at the beginning of a sentence.

    >>> capital("the mass of metal"), capital("")
    ('The mass of metal', '')
    """
    return text[:1].upper() + text[1:]
