"""Sentences of a text, and the stretches in which it is read: no longer than is needed, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .language import Language
from .tokens import tokens

LONGEST_MONTH = 12  # letters of the name of a month and the sign behind it
LISTED = 4  # characters before the point of a line of a list
LONGEST = 2000  # characters read at once: longer sentences are lists or no sentences
_END = re.compile(r"[.!?؟…。][)\]\"'”’»]*(?=\s)|\n\s*\n|\n(?=[ \t]*(?:[-•*–]|\d{1,3}[.)])[ \t])")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$")


class Stretch(NamedTuple):
    """Where a stretch of text begins and ends, and the number of its sentence."""

    start: int
    end: int
    in_sentence: int


def stretches(text: str, known: Language) -> Iterator[Stretch]:
    """The stretches of a text in its order: sentences, and long ones cut at spaces.

    >>> from .language import language
    >>> list(stretches("It cost $5 approx. in 2017. Nobody paid.", language("en")))
    [Stretch(start=0, end=27, in_sentence=0), Stretch(start=27, end=40, in_sentence=1)]
    """
    start, number = 0, 0
    for match in _END.finditer(text):
        if match[0][0] == "." and not _ends(text, start, match.start(), match.end(), known):
            continue
        yield from _cut(text, start, match.end(), number)
        start, number = match.end(), number + 1
    if start < len(text):
        yield from _cut(text, start, len(text), number)


def _ends(text: str, start: int, at: int, behind: int, known: Language) -> bool:
    """Whether a point ends a sentence: not behind an abbreviation, an initial or the number of a line of a list."""
    if at - start <= LISTED and text[start:at].strip().isdigit():
        return False
    follows = text[behind : behind + 3].strip()
    if follows[:1].islower():
        return False
    last = _LAST_WORD.search(text[max(at - 12, 0) : at])
    if last is None:
        return not (text[at - 1 : at].isdigit() and _is_month(text[behind : behind + LONGEST_MONTH], known))
    word = last[0]
    if len(word) == 1 and word.isupper():
        return False
    return word.casefold() not in known.abbreviations


def _is_month(text: str, known: Language) -> bool:
    """Whether a text begins with the name of a month, as behind the number of a day: 20. April."""
    return known.months.at(tokens(text), 0) is not None


def _cut(text: str, start: int, end: int, number: int) -> Iterator[Stretch]:
    """A sentence in pieces of at most LONGEST characters, cut at spaces that stand in no number where there are any."""
    while end - start > LONGEST:
        limit = start + LONGEST
        at = text.rfind(" ", start + LONGEST // 2, limit)
        while at > start and text[at - 1].isdigit():
            at = text.rfind(" ", start + LONGEST // 2, at)
        cut = at if at > start else _behind_digits(text, limit, end)
        yield Stretch(start, cut, number)
        start = cut
    if start < end:
        yield Stretch(start, end, number)


def _behind_digits(text: str, at: int, end: int) -> int:
    """The first place from one on that is not within a row of digits."""
    while at < end and text[at].isdigit() and text[at - 1].isdigit():
        at += 1
    return at
