"""The report of a result, block by block: the answer first, then its grounds, then how it was made, the working last.

It says what the page of the result says, from the same values; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..base import RunRecord
from ..pages import Picture, page_values
from ..report import Verification
from ..text import capital
from .blocks import (
    Block,
    Box,
    Document,
    Drawing,
    Heading,
    Inline,
    Listing,
    Look,
    Paragraph,
    Quotation,
    Run,
    Table,
    badge,
    foreign,
    joined,
    link,
    runs,
    strong,
)
from .origins import method, sources
from .questions import question, working

KICKER = "Weighbridge: is that number possible?"
WARNING = "#a86500"
IN_WORDS = "The charts in words"


def report_of(result: Verification, pictures: Sequence[Picture] = (), run: RunRecord | None = None) -> Document:
    """The report of a result, with these charts.

    Args:
        pictures: charts in the order in which they are shown; without any there is no such section.
        run: what made it, where it is to say what another run did; by default this one.
    """
    record = run or result.run
    values = page_values(result, record)
    return Document(
        title=runs(result.title),
        kicker=KICKER,
        author=f"Weighbridge {values['version']}",
        subject=str(result.answer.badge),
        day=record.date,
        foot=runs(result.title),
        blocks=tuple(_blocks(values, pictures)),
    )


def _blocks(values: dict[str, Any], pictures: Sequence[Picture]) -> Iterator[Block]:
    yield from _changed(values)
    yield _answer(values)
    yield from _said(values)
    yield from _listed("The arithmetic", list(values["arithmetic"]))
    if values["checks"]:
        yield Heading(1, runs("Question by question"))
        for row in values["checks"]:
            yield from question(row)
    yield from _numbers(values)
    yield from _listed("How strongly the evidence speaks", values["strength"])
    yield from _listed("What would settle it", values["settles"])
    yield from _listed("What would change the answer", values["changes_it"])
    yield from _listed("What this cannot say", values["limits"])
    yield from _listed("What reviewers say", values["reviews"])
    yield from _charts(pictures)
    yield from sources(values)
    yield from method(values)
    yield from _charts_in_words(pictures)
    if values["checks"]:
        yield Heading(1, runs("The working, question by question"))
        for row in values["checks"]:
            yield from working(row)


def _changed(values: dict[str, Any]) -> Iterator[Block]:
    """What was set for the run: before everything else, and not to be overlooked."""
    lines = []
    for one in values["settings"]:
        lines.append((*runs(f"{capital(one.called)}: "), *strong(one.text), *runs(one.beside)))
    if lines:
        yield Box((), strong(values["changed"]), tuple(lines), WARNING)


def _answer(values: dict[str, Any]) -> Box:
    """The answer, with what would settle it, what is not known, and where the numbers come from."""
    answer = values["answer"]
    beside = [
        ("What would settle it:", values["settles_most"]),
        ("Not known:", values["not_known"]),
        ("Where it comes from:", values["origin"]),
    ]
    told = [runs(" ".join(answer.sentences))] if answer.sentences else []
    told += [joined([strong(name), runs(text)]) for name, text in beside if text]
    sign = answer.badge.sign
    return Box(badge(sign), runs(answer.headline), tuple(told), sign.colour)


def _said(values: dict[str, Any]) -> Iterator[Block]:
    """What the article says, in its own words and in other texts."""
    article, language = values["article"], values["language"]
    from_right = language["direction"] == "rtl"
    credit = ", ".join(filter(None, (article["author"], article["publisher"], values["published"])))
    yield Heading(1, runs("The article says"))
    yield Quotation(
        tuple(_passage(pieces, language["tag"]) for pieces in values["passages"]),
        language["tag"],
        from_right,
        joined([runs(f"{credit}." if credit else ""), link(values["link"])]),
    )
    if values["gist"]:
        yield Paragraph(runs(values["gist"]), is_small=True)
    for version in values["versions"]:
        rows = tuple(
            ((foreign(one.words, one.lang, Look.STRONG),), runs(f"“{one.meaning}”")) for one in version["words"]
        )
        heads = (runs("Its words"), runs("What they mean"))
        yield Table(runs(f"The same in {version['language']}"), heads, rows, (1.0, 1.0))
        if version["citation"]:
            yield Paragraph(joined([runs(f"{version['citation']}."), link(version["link"])]), is_small=True)


def _passage(pieces: Sequence[tuple[str, str | None, bool]], language: str) -> Inline:
    """The words of a passage in quotation marks, each number leading to its place in the article."""
    marked = [
        foreign(words, language, Look.NUMBER if is_number else Look.PLAIN, href)
        for words, href, is_number in pieces
        if words
    ]
    return (Run("“"), *marked, Run("”"))


def _listed(title: str, sentences: Sequence[str]) -> Iterator[Block]:
    """A section of sentences; none where there are none."""
    if sentences:
        yield Heading(1, runs(title))
        yield Listing(tuple((runs(one),) for one in sentences))


def _numbers(values: dict[str, Any]) -> Iterator[Block]:
    """Each number of the article with its answer."""
    tag = values["language"]["tag"]
    yield Heading(1, runs("Number by number"))
    rows = tuple(
        (
            _quoted(claim.quote, tag, Look.STRONG),
            badge(claim.answer.badge.sign),
            runs(claim.answer.headline),
        )
        for claim in values["claims"]
    )
    if rows:
        yield Table(
            runs("What was found of each number"),
            (runs("The article"), runs("Verdict"), runs("Why")),
            rows,
            (1.3, 1.0, 2.2),
        )
    if untouched := [_quoted(words, tag) for words in values["untouched"]]:
        between = [Run(" or " if place == len(untouched) - 1 else ", ") for place in range(len(untouched))]
        told = [run for comma, words in zip(between, untouched, strict=True) for run in (comma, *words)][1:]
        yield Paragraph((Run("No question above touches "), *told, Run(".")), is_small=True)


def _quoted(words: str, language: str, look: Look = Look.PLAIN) -> Inline:
    """Words of the article in quotation marks, as one run: where they are written from right to left, so are these."""
    return (foreign(f"“{words}”", language, look),)


def _charts(pictures: Sequence[Picture]) -> Iterator[Block]:
    """The charts, each with its title and its sense as its text; all that it plots stands further down."""
    if pictures:
        yield Heading(1, runs("In charts"))
        yield Paragraph(runs(f"“{IN_WORDS}”, further down, has every figure of them."), is_small=True, is_kept=True)
    for one in pictures:
        widest = max(one.svg)
        alt = one.alt if one.alt.startswith(one.title) else f"{one.title}. {one.alt}"
        yield Drawing(one.name, alt, one.svg[widest], 1.0)


def _charts_in_words(pictures: Sequence[Picture]) -> Iterator[Block]:
    """What each chart plots, figure by figure: for who hears a chart, and too long to stand below it."""
    if pictures:
        yield Heading(1, runs(IN_WORDS))
    for one in pictures:
        yield Heading(2, runs(one.title))
        yield Paragraph(runs(one.description))
