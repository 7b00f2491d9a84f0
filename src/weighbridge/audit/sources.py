"""Whether every source that a case names is there, and has what a citation needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base import shown, web_address
from .evidence_folder import SOURCES, folder_items, source_items, unused_items
from .results import Item, failed, passed
from .scope import Scope

QUESTION = "sources"


def sources(scope: Scope) -> Iterator[Item]:
    """What is found of the sources that a case names, and in the folder of tables beside it."""
    case = scope.case
    yield from _address(scope)
    known, missing = case.holdings.sources, 0
    for path, key in _named(case.document.data, ()):
        if key not in known:
            missing += 1
            place, remedy = str(case.document.place(path)), "restore the list of sources, or mend the case"
            yield failed(QUESTION, "a source that is named", place, f"there is no source `{key}`", "one", remedy)
    if not missing:
        yield passed(QUESTION, "every source that the case names is known", shown(case.path))
    for outlet in (outlet for origin in case.rests_on for outlet in origin.outlets):
        faults = list(source_items(QUESTION, known[outlet.key], case.holdings.folders))
        yield from faults
        if not faults:
            yield passed(QUESTION, f"`{outlet.key}` has what a citation needs", found=outlet.citation)
    own = scope.own_tables
    if own.is_dir():
        yield from folder_items(QUESTION, own, case.holdings)
        yield from unused_items(QUESTION, own / SOURCES, [case.path, *own.iterdir()])


def _address(scope: Scope) -> Iterator[Item]:
    """The address of the article is one of the web."""
    article, document = scope.case.text.article, scope.case.document
    place = str(document.place(("article", "url")))
    if web_address(article.url) is None:
        remedy = "copy the address from the browser, with `https://`"
        yield failed(QUESTION, "the article's address", place, f"it is `{article.url}`", "one of the web", remedy)
    else:
        yield passed(QUESTION, "the article's address is one of the web", place, article.url)


def _named(entry: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every source that a case file names, with the keys that lead there."""
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key in ("source", "sources"):
                keys = [value] if isinstance(value, str) else value if isinstance(value, list) else []
                yield from (((*path, key), one) for one in keys if isinstance(one, str))
            else:
                yield from _named(value, (*path, str(key)))
    elif isinstance(entry, list):
        for index, value in enumerate(entry):
            yield from _named(value, (*path, str(index)))
