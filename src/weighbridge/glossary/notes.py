"""The words that one output uses, as notes at its foot: there without a script, a pointer or a sense of colour.

What hovers helps whoever has a pointer; a note that can be reached by keys and read aloud is for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .entries import entry


class Note(NamedTuple):
    """A word with its meaning, and the place on a page where both stand."""

    word: str
    means: str
    anchor: str


def note(word: str) -> Note:
    """The note of a word of the glossary.

    Raises:
        GlossaryError: there is no such word.

    >>> note("can't say")
    Note(word="can't say", means='The comparison would not have caught a serious error.', anchor='word-can-t-say')
    """
    found = entry(word)
    return Note(found.word, found.sentence, "word-" + re.sub(r"[^a-z0-9]+", "-", found.word.casefold()).strip("-"))


def notes(words: Iterable[str]) -> list[Note]:
    """The notes of words that an output uses, each once, in the order in which they are met."""
    return list(dict.fromkeys(map(note, words)))
