"""The words of a page that have a note at its foot: its verdicts, what its figures are called, words of sentences."""

from __future__ import annotations

from collections.abc import Iterable

from ..answers import Badge
from ..glossary import Note, note

IN_SENTENCES = ("our estimate", "fair range", "how rare extreme values are", "95%")  # over which a reader may stumble


def word_notes(badges: Iterable[Badge], labels: Iterable[str]) -> dict[str, Note]:
    """The notes of a page, by the words that lead to them, each once and in the order in which they are met.

    Args:
        badges: the verdicts that it shows.
        labels: what it calls its figures.

    >>> list(word_notes([Badge.FITS, Badge.FITS], ["It rests on"]))[:2]
    ['fits', 'It rests on']
    """
    return {word: note(word) for word in (*(badge.value for badge in badges), *labels, *IN_SENTENCES)}
