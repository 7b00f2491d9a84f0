"""A case as a ``ClaimReview`` of schema.org: one record for its passage, the verdict in words and never as a number.

Property names are those of schema.org 30.0. The rating has ``alternateName`` alone, a property of every Thing: the
word for the verdict, first, then what was found and what that does not say. ``ratingValue`` with its ends would put
"depends" and "can't say" on a line between false and true, where they aren't. What it costs: Google's page on the
markup asks for ``alternateName`` and recommends the numbers.
"""

from __future__ import annotations

import re
from typing import Any

from ..base import CaseError, Place, Problem, day_of_run, linked_data, visible, web_address
from ..report import Verification
from .author import Author
from .names import one_line

CONTEXT = "https://schema.org"
ASPECT = "whether the numbers of the passage can be true, together and beside what is known of the world"
LANGUAGE = "en"  # of what we say
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SCRIPT = '<script type="application/ld+json">\n{}</script>\n'


def claim_review(result: Verification, author: Author | None, url: str | None) -> dict[str, Any]:
    """The record of a case, one for all quotations of its passage.

    Args:
        author: who publishes the review.
        url: the address of the page on which it will stand.

    Raises:
        CaseError: nobody is named, or no address is: neither is made up.
    """
    if problems := list(_missing(author, url)):
        raise CaseError(problems)
    assert author is not None
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "name": one_line(result.title),
        "url": web_address(url),
        "inLanguage": LANGUAGE,
        "datePublished": day_of_run(),
        "author": author.entity(),
        "claimReviewed": one_line(result.summary.quotation),
        "itemReviewed": _claim(result),
        "reviewAspect": ASPECT,
        "reviewBody": review_body(result),
        "reviewRating": {"@type": "Rating", "alternateName": rating(result)},
    }


def rating(result: Verification) -> str:
    """The verdict in words with its limit: the word first, for who shows it may cut the rest.

    >>> from weighbridge.case import open_case
    >>> print(rating(open_case("coltan").verify()))
    Fits, allowing for rounding: The two numbers can be true together, allowing for rounding; that does not make them true. “Fits” means possible and consistent, not true.
    """  # noqa: E501 (what is printed)
    answer = result.answer
    return one_line(f"{str(answer.badge).capitalize()}: {answer.headline} {result.limits[0]}")


def review_body(result: Verification) -> str:
    """The review: what was found, what each comparison had on its sides, and all that it cannot say."""
    rows = []
    for one in result.figures:
        size = f"; {one.size.text}" if one.size else ""
        rows.append(
            f"{one.question} {str(one.badge).capitalize()}: {one.stated.text} against {one.computed.text}{size}."
        )
    blocks = [result.answer.text, *rows, "What this cannot say:", *result.limits]
    return "\n".join(one_line(block) for block in blocks)


def as_script(record: dict[str, Any]) -> str:
    """A record as it stands in a page; nothing in it can end the element."""
    return _SCRIPT.format(linked_data(record))


def _claim(result: Verification) -> dict[str, Any]:
    """What is reviewed: the claim, and where it appeared, with credit to who wrote it; no person is judged."""
    article = result.text.article
    work: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": one_line(article.title),
        "inLanguage": one_line(article.language),
    }
    if address := web_address(article.url):
        work["url"] = address
    if article.publisher:
        work["publisher"] = {"@type": "Organization", "name": one_line(article.publisher)}
    if article.author:
        work["creditText"] = one_line(article.author)
    claim: dict[str, Any] = {"@type": "Claim", "inLanguage": one_line(article.language), "appearance": work}
    if article.published and _DAY.fullmatch(article.published):
        work["datePublished"] = claim["datePublished"] = article.published
    return claim


def _missing(author: Author | None, url: str | None) -> list[Problem]:
    found = []
    if author is None:
        remedy = "add `--author NAME`, the person or, with `--organization`, the house that publishes the review"
        found.append(Problem(Place("--author"), "a review has an author, and none is named", remedy))
    if url is None:
        remedy = "add `--url https://...`, the page on which the review will stand"
        found.append(Problem(Place("--url"), "a review has an address, and none is given", remedy))
    elif not web_address(url):
        shown = visible(url, lines=False)[:60]
        found.append(Problem(Place("--url"), f"`{shown}` is no address of the web", "write it in full, with https://"))
    return found
