"""How a file stands to the text that a case was written from, in words; and the lines that a case lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..base import Place, Problem
from ..text import Article

if TYPE_CHECKING:
    from ..text import Comparison, Document, Stretch

HOW = "the title and the body, as you copy them from the page, one below the other"


def article_problems(article: Article, file: Document, found: Comparison) -> list[Problem]:
    """What is wrong with a file that should hold the text of a case: nothing where it is the same text.

    A paragraph that differs is named by its number, with the lines of the file between which it should stand.
    """
    from ..text import Sameness

    if found.sameness is not Sameness.OTHER:
        return []
    if not (article.text_sha256 or article.paragraphs):
        fault = f"its SHA-256 is {file.sha256}, the case has {article.sha256}"
        remedy = "it is another text, or the same otherwise formatted; the case has no `text_sha256`, which would tell"
        return [Problem(Place(file.name), fault, remedy)]
    if not found.paragraphs:
        fault = f"the SHA-256 of its normal form is {found.normal}, the case has {article.text_sha256}"
        return [Problem(Place(file.name), fault, f"it is another text, or more than {HOW}")]
    count = len(found.paragraphs)
    whole = len(found.missing) == sum(not one.paragraph.aside for one in found.paragraphs)
    if whole:
        return [Problem(Place(file.name), f"none of the {count} paragraphs of the text stands in it", f"name {HOW}")]
    return [_differing(one, count, file) for one in found.missing]


def _differing(one: Stretch, count: int, file: Document) -> Problem:
    """A paragraph that is not in the file as it was in the text."""
    first, last = file.place(one.start)[0], file.place(one.end - 1 if one.end > one.start else one.start)[0]
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    which = f"paragraph {one.number} of {count}, of {one.paragraph.words} words"
    fault = f"{which}, does not stand in it as it was; look in {lines}"
    return Problem(Place(file.name, first), fault, "copy it from the page again, or compare word by word")


def article_sentence(article: Article, found: Comparison) -> str:
    """How a file stands to the text of a case, in a sentence or two; of one that is another text, nothing."""
    from ..text import Sameness

    match found.sameness:
        case Sameness.BYTES:
            return "It is the file that the case was written from: its SHA-256 is that of the case."
        case Sameness.WORDS:
            return "It is the same text, otherwise formatted: the SHA-256 of its normal form is that of the case."
        case Sameness.PARAGRAPHS:
            return f"It is the same text: {_counted(found)}."
        case Sameness.UNKNOWN:
            return "The case has no SHA-256 to compare."
    return ""


def _counted(found: Comparison) -> str:
    """Which paragraphs were found, and what else there is."""
    there = sum(one.is_found for one in found.paragraphs)
    parts = [f"{there} of its {len(found.paragraphs)} paragraphs stand in the file, each as it was"]
    if found.left_out:
        words = " and ".join(f"{one.paragraph.words} words" for one in found.left_out)
        parts.append(f"what is left out is not title or body ({words})")
    if found.others:
        parts.append(f"{found.others:,} other words stand around them")
    return "; ".join(parts)


def lines_to_add(article: Article, text: str, found: Comparison) -> Sequence[str]:
    """The lines of the case by which a copy from the page would be known; none where it has them.

    Only of a file that is the case's own text, or where the case has no hash at all.
    """
    from ..text import Sameness, paragraphs

    if article.text_sha256 or found.sameness not in (Sameness.BYTES, Sameness.UNKNOWN):
        return []
    keys = "words: {}, characters: {}, sha256: {}"
    listed = [keys.format(one.words, one.characters, one.sha256) for one in paragraphs(text)]
    return [f"text_sha256: {found.normal}", "paragraphs:", *(f"  - {{{one}}}" for one in listed)]
