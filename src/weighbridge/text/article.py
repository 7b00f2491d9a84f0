"""The article: what is needed to find it again, and quotations located in its text."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import Field, model_validator

from ..base import Strict, under
from .dates import read_period


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
        """Where the quotation begins in ``text``, counted in characters; None where it doesn't stand exactly once."""
        whole = self.prefix + self.exact + self.suffix
        return text.index(whole) + len(self.prefix) if text.count(whole) == 1 else None


class Article(Strict):
    """What is needed to find the article again and to know that it is the same."""

    title: str
    author: str | None = None
    publisher: str | None = None
    url: str
    language: str
    published: str | None = None
    sha256: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$")] = None
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
