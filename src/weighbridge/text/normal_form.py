"""The normal form of a text: the same for a stored file and for what a person copies from the page.

Five steps, so that anybody can redo them in a few lines of any language:

1. characters that are not seen are left out: Unicode's category Cf, and control characters that are no white space;
2. quotation marks and apostrophes become straight;
3. the text is composed (Unicode's form NFC);
4. every run of white space, ends of lines and paragraphs included, becomes one space, and none stands at either end;
5. capital and small letters, digits, dashes and all other signs stay as they are.

Its hash is the SHA-256 of the normal form in UTF-8.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from .article import Article, Paragraph, sha256

if TYPE_CHECKING:
    from .document import Document

SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u2032`\u00b4"
DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_STRAIGHT = str.maketrans(SINGLE + DOUBLE, "'" * len(SINGLE) + '"' * len(DOUBLE))
_WORD = re.compile(r"\S+")
_PLAIN = re.compile("[!-~]+")  # printed signs of ASCII, which need no look one by one
_BLANK = re.compile(r"(?:\r\n|\n|\r|\u2029)[^\S\n\r]*(?:\r\n|\n|\r)\s*|\u2029")


class Sameness(Enum):
    """How a file stands to the text that a case was written from."""

    BYTES = auto()  # the file itself, to the byte
    WORDS = auto()  # the same words, otherwise formatted
    PARAGRAPHS = auto()  # every paragraph that counts, in order, beside other words or without what stands aside
    OTHER = auto()  # another text
    UNKNOWN = auto()  # the case has no hash of its text


@dataclass(frozen=True)
class Stretch:
    """A paragraph that was looked for: which one, and between which characters of the file it stands or should stand.

    Attributes:
        number: of the paragraph, from 1.
        start, end: in characters of the text of the file; where it was not found, the room between its neighbours.
    """

    number: int
    paragraph: Paragraph
    start: int
    end: int
    is_found: bool


@dataclass(frozen=True)
class Comparison:
    """A file against the text of a case: how they stand to each other, and what of the text it holds.

    Attributes:
        normal: the SHA-256 of the file's normal form.
        paragraphs: each that the case lists, found or not; empty where it lists none.
        others: how many words of the file belong to no paragraph.
    """

    sameness: Sameness
    normal: str
    paragraphs: tuple[Stretch, ...] = ()
    others: int = 0

    @property
    def missing(self) -> list[Stretch]:
        """The paragraphs that count and were not found."""
        return [one for one in self.paragraphs if not (one.is_found or one.paragraph.aside)]

    @property
    def left_out(self) -> list[Stretch]:
        """What stands aside in the text, such as its byline, and was not found."""
        return [one for one in self.paragraphs if one.paragraph.aside and not one.is_found]


def normal_form(text: str) -> str:
    """The normal form of a text.

    >>> normal_form("\\u201cNear\\u00a050 tru\\u00adcks\\u201d\\r\\n\\r\\n left\\u200b. ")
    '"Near 50 trucks" left.'
    """
    return " ".join(word for word, _, _ in _words(text))


def normal_sha256(text: str) -> str:
    """The SHA-256 of the normal form of a text.

    >>> normal_sha256("Near 50\\ntrucks") == normal_sha256("Near\\u202f50 trucks\\r\\n")
    True
    """
    return sha256(normal_form(text).encode())


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, parted by empty lines, by the hashes of their normal forms.

    >>> [one.words for one in paragraphs("A title\\n\\nTwo lines\\nof one paragraph\\n")]
    [2, 5]
    """
    forms = filter(None, map(normal_form, _BLANK.split(text)))
    return [Paragraph(words=form.count(" ") + 1, characters=len(form), sha256=sha256(form.encode())) for form in forms]


def compared(article: Article, document: Document) -> Comparison:
    """How a file stands to the text of a case: by its bytes, by its words, or paragraph by paragraph."""
    words = list(_words(document.text))
    normal = sha256(" ".join(word for word, _, _ in words).encode())
    if article.sha256 == document.sha256:
        return Comparison(Sameness.BYTES, normal)
    if article.text_sha256 == normal:
        return Comparison(Sameness.WORDS, normal)
    if not (article.sha256 or article.text_sha256 or article.paragraphs):
        return Comparison(Sameness.UNKNOWN, normal)
    found = tuple(_searched(article.paragraphs, words))
    others = len(words) - sum(one.paragraph.words for one in found if one.is_found)
    comparison = Comparison(Sameness.PARAGRAPHS, normal, found, others)
    is_whole = bool(found) and not comparison.missing
    return comparison if is_whole else Comparison(Sameness.OTHER, normal, found, others)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of the normal form, each with where its characters begin and end in the text."""
    for found in _WORD.finditer(text):
        seen = found[0] if _PLAIN.fullmatch(found[0]) else "".join(filter(_is_seen, found[0]))
        if word := unicodedata.normalize("NFC", seen.translate(_STRAIGHT)):
            yield word, found.start(), found.end()


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cf", "Cc")


def _searched(wanted: Sequence[Paragraph], words: Sequence[tuple[str, int, int]]) -> Iterator[Stretch]:
    """Each paragraph with where it stands: behind the one before it, or anywhere where it stands aside."""
    begins = [0]
    for word, _, _ in words:
        begins.append(begins[-1] + len(word) + 1)
    places: list[int | None] = []
    behind = 0
    for one in wanted:
        at = _place(one, words, begins, 0 if one.aside else behind)
        places.append(at)
        if at is not None and not one.aside:
            behind = at + one.words
    for number, (one, at) in enumerate(zip(wanted, places, strict=True), 1):
        if at is not None:
            yield Stretch(number, one, words[at][1], words[at + one.words - 1][2], True)
        else:
            yield Stretch(number, one, *_gap(number - 1, wanted, places, words), False)


def _place(one: Paragraph, words: Sequence[tuple[str, int, int]], begins: Sequence[int], start: int) -> int | None:
    """The number of the word with which a paragraph begins; none where it stands nowhere.

    Only stretches of as many words and characters are hashed, so that a long file costs little.
    """
    for at in range(start, len(words) - one.words + 1):
        if begins[at + one.words] - begins[at] - 1 == one.characters:
            form = " ".join(word for word, _, _ in words[at : at + one.words])
            if sha256(form.encode()) == one.sha256:
                return at
    return None


def _gap(
    index: int, wanted: Sequence[Paragraph], places: Sequence[int | None], words: Sequence[tuple[str, int, int]]
) -> tuple[int, int]:
    """Between which characters a paragraph that was not found should stand: between its nearest neighbours found."""
    if not words:
        return 0, 0
    found = [(number, at) for number, at in enumerate(places) if at is not None and not wanted[number].aside]
    before = [at + wanted[number].words for number, at in found if number < index]
    after = [at for number, at in found if number > index]
    first = min(before[-1] if before else 0, len(words) - 1)
    last = max(first, (after[0] if after else len(words)) - 1)
    return words[first][1], words[last][2]
