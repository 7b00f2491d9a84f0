"""A case against the text that it quotes: the hash, and where each quotation stands, or why it can't be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..base import Problem
from ..text import Quote
from .article_words import article_problems, lines_to_add
from .located_yaml import Document
from .reader import CaseText

if TYPE_CHECKING:
    from ..text import Comparison, Fold
    from ..text import Document as Written

MOST_PLACES = 5
# The file may be a reader's copy as well as the text from which the case is being written.
REMEDY = (
    "look it up on the page: either this copy has a slip, or the quotation of the case, its prefix or suffix, "
    "has to be mended"
)


@dataclass(frozen=True)
class Located:
    """The quotations of a case in a file that should hold its article.

    Attributes:
        problems: everything that does not fit.
        places: the line and the column of the file, both from 1, at which each claim and event is quoted.
        notes: what was taken of the file and may be wrong, such as its encoding.
        article: how the file stands to the text that the case was written from; none where it can't be read.
        to_add: lines for the case by which a copy from the page would be known, where it has none.
    """

    problems: list[Problem]
    places: dict[str, tuple[int, int]]
    notes: tuple[str, ...] = ()
    article: Comparison | None = None
    to_add: tuple[str, ...] = ()


def located_quotations(text: CaseText, document: Document, path: Path) -> Located:
    """Where a case's quotations stand in a file, and everything that does not fit between the two."""
    from ..text import (  # few who weigh a case hold it against its text
        DocumentError,
        compared,
        fold_to_match,
        read_document,
    )

    try:
        written = read_document(path)
    except DocumentError as error:
        return Located(error.problems, {})
    places = {}
    comparison = compared(text.article, written)
    problems = article_problems(text.article, written, comparison)
    folded = fold_to_match(written.text)
    for section, name, quote in _quotes(text):
        found_at = quote.places(folded)
        if len(found_at) == 1:
            places[name] = written.place(found_at[0])
        else:
            place = document.place((section, name, "quote", "exact"))
            problems.append(Problem(place, _not_once(quote, found_at, written, folded), REMEDY))
    to_add = lines_to_add(text.article, written.text, comparison)
    return Located(problems, places, written.notes, comparison, tuple(to_add))


def _quotes(text: CaseText) -> Iterator[tuple[str, str, Quote]]:
    yield from (("claims", name, claim.quote) for name, claim in text.claims.items())
    yield from (("events", name, event.quote) for name, event in text.events.items() if event.quote)


def _not_once(quote: Quote, found_at: list[int], written: Written, folded: Fold) -> str:
    """What is wrong with a quotation that does not stand exactly once: where it, or its core alone, stands."""
    fault = f"`{quote.exact}` is not found exactly once in {written.name}"
    if found_at:
        return f"{fault}: it stands at {_listed(found_at, written)}"
    core = Quote(exact=quote.exact).places(folded) if quote.prefix or quote.suffix else []
    return f"{fault}: without its prefix and suffix it stands at {_listed(core, written)}" if core else fault


def _listed(found_at: list[int], written: Written) -> str:
    shown = ["line {}, column {}".format(*written.place(at)) for at in found_at[:MOST_PLACES]]
    more = len(found_at) - len(shown)
    return " and at ".join(shown) + (f" and at {more:,} more places" if more else "")
