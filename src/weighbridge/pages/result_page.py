"""A page that stands by itself: the quotation, the answer, the figures, the working, the sources, for one result.

It needs no network. What it says comes from the result; how it looks from ``templates/page.html`` and
``templates/page.css``. It says all of it without any script; one alone may run in it, that of a panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..answers import tried
from ..base import ANYWHERE, RunRecord, address, command_line, one_shell, rendered
from ..glossary import Note
from ..report import CHANGED, Verification, set_values
from ..text import number, passages
from .check_rows import CheckRow, check_row
from .languages import direction, language_name, language_tag, versions
from .panel import PanelSection
from .pictures import Picture, picture_rows
from .source_list import day_in_words, keeping_sentence, source_list
from .word_notes import word_notes

TEMPLATES = Path(__file__).parent / "templates"
ENGLISH = "English"
AUTHOR, RELEASED, LICENCE = "The Weighbridge maintainers", "2026", "MIT licence"  # as in CITATION.cff


def result_page(
    result: Verification,
    pictures: Sequence[Picture] = (),
    run: RunRecord | None = None,
    panel: PanelSection | None = None,
) -> str:
    """The page of a result, with these charts.

    Args:
        pictures: charts in the order in which they are shown; without any the page has no such section.
        run: what made the page, where it is to say what another run did; by default this one.
        panel: in which a reader can try other numbers; without one the page has no script, and allows none.
    """
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    values = page_values(result, run or result.run)
    return rendered(TEMPLATES / "page.html", style=style, **values, pictures=picture_rows(pictures), panel=panel)


def page_values(result: Verification, run: RunRecord) -> dict[str, Any]:
    """Everything that a page says of a result, by the names that its template uses: for who lays it out elsewhere."""
    return {**_said(result), **_found(result), **_made(result, run)}


def _said(result: Verification) -> dict[str, object]:
    """What the article says."""
    article, claims = result.article, result.text.claims
    link = address(article["url"])
    return {
        "title": result.title,
        "article": {"author": None, "publisher": None, "note": None, **article},
        "language": {"tag": language_tag(article["language"]), "direction": direction(article["language"])},
        "gist": _gist(result),
        "published": day_in_words(article["published"]) if "published" in article else "",
        "link": link,
        "passages": [_with_links(passage.pieces, link.href if link else None) for passage in passages(claims)],
        "versions": _versions(result),
    }


def _gist(result: Verification) -> str:
    """What an article in another language says, in the words of the case; nothing of one in English."""
    language = language_name(result.article["language"])
    summary = result.text.summary
    return f"In {language}. {summary}" if summary and language != ENGLISH else ""


def _with_links(pieces: Sequence[tuple[str, str | None]], href: str | None) -> list[tuple[str, str | None, bool]]:
    """The words of a passage: each stretch, the address that leads to it, and whether it is a number of the article."""
    return [(text, at_words(href, text) if claim and href else None, claim is not None) for text, claim in pieces]


def at_words(href: str, words: str) -> str:
    """The address of these words in a page (a text fragment, as browsers understand it).

    >>> at_words("https://example.org/a?p=1", "near 50 trucks")
    'https://example.org/a?p=1#:~:text=near%2050%20trucks'
    """
    if "#" in href:
        return href
    return f"{href}#:~:text={quote(words, safe='').replace('-', '%2D')}"


def _versions(result: Verification) -> list[dict[str, object]]:
    """The article's numbers in other texts, by source and language."""
    outlets = {outlet.key: outlet for origin in result.sources for outlet in origin.outlets}
    return [
        {
            "language": language_name(tag),
            "words": found,
            "citation": outlets[source].reference if source in outlets else "",
            "link": address(outlets[source].url) if source in outlets else None,
        }
        for (source, tag), found in versions(result.text.claims).items()
    ]


def _found(result: Verification) -> dict[str, object]:
    """What was found."""
    names = result.model.names
    rows = [check_row(check, names) for check in result.checks]
    return {
        "changed": CHANGED,
        "settings": set_values(result),
        "answer": result.answer,
        "origin": result.origin,
        "not_known": next(iter(result.not_known), ""),
        "arithmetic": result.worked,
        "checks": rows,
        "notes": _notes(result, rows),
        "claims": result.answered,
        "untouched": result.untouched,
        "changes_it": result.changes_it,
        "strength": result.strength,
        "settles": result.settles,
        "settles_most": result.settles_most,
        "limits": result.limits,
        "reviews": result.reviews.sentences if result.reviews else [],
        "origins": source_list(result.sources, names),
        "keeping": keeping_sentence(result.sources),
    }


def _notes(result: Verification, rows: Sequence[CheckRow]) -> dict[str, Note]:
    """The words of the page that have a note at its foot."""
    badges = [result.answer.badge, *(row.answer.badge for row in rows), *(one.answer.badge for one in result.answered)]
    labels = ["What would settle it"] if result.settles_most else []
    return word_notes(badges, [*labels, *(name for row in rows for name, _ in row.facts)])


def _made(result: Verification, run: RunRecord) -> dict[str, object]:
    """How it was made, and how to make it again."""
    trace = command_line(["weighbridge", "explain"], [result.case], result.changing, form=ANYWHERE)
    return {
        "method": _method(result),
        "version": result.weighbridge,
        "citation": citation(result.weighbridge, result.title),
        "command": result.command,
        "command_is": one_shell(result.command),
        "trace": trace,
        "trace_is": one_shell(trace),
        "run": run,
        "weighed_on": day_in_words(run.date),
    }


def _method(result: Verification) -> list[str]:
    """How a case is weighed, a paragraph each: what is compared, and by which limits."""
    one_sided, two_sided = ([_one_in(level) for level in result.thresholds[kind]] for kind in ("at_most", "equals"))
    draws = f"{result.sampled.randomisations} × {number(result.sampled.points, 6)}"
    return [
        "Each number of the article was compared with what its other numbers, or figures from elsewhere, imply. "
        f"{tried([check.check for check in result.checks])} "
        "“Fits” means possible and consistent with what is known, not true.",
        f"A number is called unlikely if one as far out would come up less often than {one_sided[0]} under what is "
        f"assumed. Below {one_sided[1]} it does not fit. Where a number may be too high or too low alike, the limits "
        f"are {two_sided[0]} and {two_sided[1]}. A range of 95% leaves out 2.5% at each end. Probabilities come from "
        f"{draws} draws, seed {result.sampled.seed}.",
    ]


def _one_in(level: float) -> str:
    return f"1 in {number(1 / level)}"


def citation(version: str, case: str) -> str:
    """A line of a bibliography for a result.

    >>> citation("0.1.0", "Fifty trucks")
    'The Weighbridge maintainers (2026). Weighbridge, version 0.1.0. Software, MIT licence. Case: “Fifty trucks”.'
    """
    return f"{AUTHOR} ({RELEASED}). Weighbridge, version {version}. Software, {LICENCE}. Case: “{case}”."
