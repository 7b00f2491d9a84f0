"""The sources of a case as blocks, those that a critic would begin with first; and how the result was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..base import RunRecord
from ..pages import OriginEntry, SourceEntry
from ..text import capital
from .blocks import Block, Facts, Heading, Inline, Listing, Paragraph, Run, code, foreign, joined, link, runs, strong

WEAK = ("Weak sources", "Evidence that a critic would begin with, and why.")
OTHER = ("Other sources", "Nothing is recorded against them.")


def sources(values: dict[str, Any]) -> Iterator[Block]:
    """The article, then every source: how it was read, why a weak one is weak, and what rests on it."""
    origins: Sequence[OriginEntry] = values["origins"]
    if not origins:
        return
    article = values["article"]
    yield Heading(1, runs("Where it comes from"))
    title = (foreign(article["title"], values["language"]["tag"]), Run("."))
    yield Paragraph(joined([runs("The article:"), title, link(values["link"]), runs(article["note"] or "")]))
    for (heading, about), several in (
        (WEAK, [one for one in origins if one.weak]),
        (OTHER, [one for one in origins if not one.weak]),
    ):
        if several:
            yield Heading(2, runs(f"{heading} ({len(several)})"))
            yield Paragraph(runs(about), is_small=True)
            yield Listing(tuple(_origin(one) for one in several), is_small=True)
    yield Paragraph(runs(values["keeping"]), is_small=True)


def _origin(origin: OriginEntry) -> tuple[Inline, ...]:
    """The sources that repeat one origin, as one item: a paragraph each."""
    count = len(origin.outlets)
    several = (runs(f"{count} outlets that repeat one origin, and count as one:"),) if count > 1 else ()
    return (*several, *(_source(one) for one in origin.outlets))


def _source(one: SourceEntry) -> Inline:
    """One source: its citation, how far it is to be trusted, and what rests on it."""
    about = [
        f"{capital(one.trust)}; {one.read}.",
        f"{capital(one.licence)}.",
        *(f"{capital(words)}." for words in one.about),
    ]
    kept = joined([runs("Kept at"), (*link(one.archive), Run("."))]) if one.archive else ()
    hashed = runs(f"SHA-256 of {one.hashed}.") if one.hashed else ()
    return joined(
        [
            (*strong(one.citation), Run(".")),
            link(one.link),
            joined([strong("Weak:"), runs(f"{one.weak}.")]) if one.weak else (),
            runs(" ".join(about)),
            kept,
            hashed,
            *(runs(f"Read from {file}.") for file in one.files),
            runs(f"Used for: {', '.join(one.used_for)}.") if one.used_for else (),
        ]
    )


def method(values: dict[str, Any]) -> Iterator[Block]:
    """How it was done, how to cite it, how to do it again, and what made it."""
    run: RunRecord = values["run"]
    yield Heading(1, runs("How this was done"))
    for paragraph in values["method"]:
        yield Paragraph(runs(paragraph))
    commit = f", commit {run.short_commit}" if run.commit else ""
    yield Facts(
        (
            (runs("Cite as"), runs(values["citation"])),
            (runs("Weighed on"), runs(f"{values['weighed_on']} with Weighbridge {run.weighbridge}{commit}")),
            (runs("Libraries"), runs(run.libraries_line)),
            (runs("Run it again"), joined([code(values["command"]), _bracketed(values["command_is"])])),
            (
                runs("Trace a figure"),
                joined([runs("Type its name behind"), code(values["trace"]), _bracketed(values["trace_is"])]),
            ),
        )
    )


def _bracketed(text: str) -> Inline:
    """A text in brackets; nothing where there is none."""
    return runs(f"({text})" if text else "")
