"""Whether each quotation stands in the article once, and whether the article is the one that the case quotes."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import shown
from ..casefile import HOW, Located, article_sentence
from .results import Item, of_problems, passed, unchecked
from .scope import Scope

QUESTION = "quotations"


def quotations(scope: Scope) -> Iterator[Item]:
    """An item for the text and one for each quotation, with where it stands in the file that was given."""
    case = scope.case
    if scope.article is None:
        address = case.text.article.url
        why = "the text of the article isn't part of the project, and no file was given"
        remedy = f"put {HOW} into a file for `--article FILE`: {address}"
        yield unchecked(QUESTION, "the quotations and the article's hash", why, remedy, shown(case.path))
        return
    located = case.located_in(scope.article)
    expected = "the text that the case quotes, each quotation once"
    yield from of_problems(QUESTION, "the article", expected, located.problems)
    yield from _text(scope, located)
    name = shown(scope.article)
    for what, (line, column) in located.places.items():
        yield passed(QUESTION, f"the quotation of `{what}` stands in it once", name, f"line {line}, column {column}")


def _text(scope: Scope, located: Located) -> Iterator[Item]:
    """Whether the file holds the text of the case, where that can be said; what it says if not is a problem already."""
    article = scope.case.text.article
    if located.article is None or scope.article is None:
        return
    said = article_sentence(article, located.article)
    if not (article.sha256 or article.text_sha256):
        remedy = "compare the file with the page; then `verify --article FILE` says what to add to the case"
        yield unchecked(QUESTION, "the article's hash", "the case has none", remedy, shown(scope.case.path))
    elif said:
        yield passed(QUESTION, "the article is the one that the case quotes", shown(scope.article), said)
