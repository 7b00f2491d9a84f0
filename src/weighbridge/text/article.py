"""The article: what is needed to find it again, and quotations located in its text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from ..base import Strict, under
from .dates import read_period

if TYPE_CHECKING:
    from .folds import Fold

DIGEST = r"^[0-9a-f]{64}$"


class Quote(Strict):
    """Verbatim words with what stands before and after them (W3C Web Annotation Model, TextQuoteSelector).

    >>> Quote(exact="near 50 trucks", prefix="trucks was ").find("The number of the trucks was near 50 trucks loaded")
    29
    """

    exact: Annotated[str, Field(min_length=1)]
    prefix: str = ""
    suffix: str = ""

    def __repr__(self) -> str:
        return f"“{self.exact}”"

    def find(self, text: str) -> int | None:
        """Where the quotation begins in ``text``, counted in characters; None where it doesn't stand exactly once.

        What nobody sees makes no difference: the width of spaces, the ends of lines, the shape of quotation marks.
        """
        from .folds import fold_to_match  # its patterns take time, and few who read a case look into its article

        places = self.places(fold_to_match(text))
        return places[0] if len(places) == 1 else None

    def places(self, folded: Fold) -> list[int]:
        """Every place where the quotation begins, in characters of the text that was folded to match.

        >>> from weighbridge.text import fold_to_match
        >>> Quote(exact="50 trucks").places(fold_to_match("50\\u00a0trucks came; 50 tru-\\ncks left"))
        [0, 16]
        """
        from .folds import fold_to_match

        whole = self.prefix + self.exact + self.suffix
        own = fold_to_match(whole)
        ahead = next((at for at in range(len(own.text)) if own.span(at, at)[0] >= len(self.prefix)), 0)
        if found := _all_places(own.text, folded.text):
            return [folded.span(at + ahead, at + ahead)[0] for at in found]
        # At either end of a quotation a sign may stand that means nothing without its neighbour, as half a line break.
        return [at + len(self.prefix) for at in _all_places(whole, folded.original)]


def _all_places(words: str, text: str) -> list[int]:
    found = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


class Paragraph(Strict):
    """A paragraph of the article by its hash, so that a changed one can be named without the text being kept.

    Attributes:
        words, characters: of its normal form.
        sha256: of its normal form in UTF-8.
        aside: whether it is no part of title and body, as a byline: a copy without it is the same article.
    """

    words: Annotated[int, Field(ge=1)]
    characters: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=DIGEST)]
    aside: bool = False


class Article(Strict):
    """What is needed to find the article again and to know that it is the same.

    Attributes:
        sha256: of the bytes of the file that the case was written from.
        text_sha256: of the normal form of its text, which is the same for a copy from the page.
        paragraphs: each paragraph by the hash of its normal form.
    """

    title: str
    author: str | None = None
    publisher: str | None = None
    url: str
    language: str
    published: str | None = None
    sha256: Annotated[str | None, Field(pattern=DIGEST)] = None
    text_sha256: Annotated[str | None, Field(pattern=DIGEST)] = None
    paragraphs: list[Paragraph] = Field(default_factory=list)
    source: str | None = None
    note: str | None = None

    def __repr__(self) -> str:
        return f"{self.title}, {self.url}"

    @model_validator(mode="after")
    def _published_on_a_date(self) -> Article:
        if self.published:
            with under("published"):
                read_period(self.published)
        return self


def sha256(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()
