"""A case against the text that it quotes: the hash, and quotations that do not stand there exactly once."""

from __future__ import annotations

from pathlib import Path

from ..base import Place, Problem, shown
from ..text import sha256
from .located_yaml import Document
from .reader import CaseText

LARGEST_TEXT = 10_000_000  # bytes; twice the Bible


def quotation_problems(text: CaseText, document: Document, path: Path) -> list[Problem]:
    """Everything that does not fit between a case and a file that should hold its article."""
    try:
        with path.open("rb") as file:  # a device has no end; a pipe is welcome
            content = file.read(LARGEST_TEXT + 1)
    except OSError as error:
        return [Problem(Place(shown(path)), f"cannot be read: {error.strerror}", "name the file of the text")]
    if len(content) > LARGEST_TEXT:
        return [Problem(Place(shown(path)), f"has more than {LARGEST_TEXT:,} bytes", "name the file of the text")]
    problems = []
    expected, found = text.article.sha256, sha256(content)
    if expected and expected != found:
        problems.append(
            Problem(Place(shown(path)), f"its SHA-256 is {found}, the case has {expected}", "it is another text")
        )
    whole = content.decode("utf-8", errors="replace")
    quotes = [(("claims", name), claim.quote) for name, claim in text.claims.items()]
    quotes += [(("events", name), event.quote) for name, event in text.events.items() if event.quote]
    for where, quote in quotes:
        if quote.find(whole) is None:
            found_not = f"`{quote.exact}` is not found exactly once in {shown(path)}"
            problems.append(
                Problem(
                    document.place((*where, "quote", "exact")), found_not, "mend the quotation, its prefix or suffix"
                )
            )
    return problems
