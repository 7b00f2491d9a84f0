"""How well the sources of a case were collected and kept, by what the Berkeley Protocol asks.

What was never recorded is no failure of the case, and can't be checked: it is named as that. A hash that is recorded
in two places and differs has failed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..base import guide, shown, visible
from ..evidence import Kept, Source, custody_rows, lacking
from .results import Item, Rows, failed, passed, unchecked
from .scope import Scope

QUESTION = "custody"
RECORDS = "*.provenance.json"  # beside a table: the files that it was read from


def custody(scope: Scope) -> Iterator[Item]:
    """An item for each source that the case rests on, and one for each hash that is recorded in two places."""
    sources = sources_of(scope)
    yield from (_kept(source, scope.case.holdings.source_place(key)) for key, source in sources.items())
    yield from _article(scope, sources)
    yield from _files(scope, sources)


def custody_table(scope: Scope) -> Rows:
    """What is recorded of the case's sources and what is missing: a row for each thing that the Protocol asks for."""
    return custody_rows(sources_of(scope).values())


def sources_of(scope: Scope) -> dict[str, Source]:
    """The sources that a case rests on, by their keys, in the order of its list of sources."""
    known = scope.case.holdings.sources
    return {outlet.key: known[outlet.key] for origin in scope.case.rests_on for outlet in origin.outlets}


def _kept(source: Source, place: str) -> Item:
    what = visible(f"the source {source.key}", lines=False)
    states = {state: [one.short for one in lacking(source, state)] for state in (Kept.MISSING, Kept.ABOUT)}
    missing = "; ".join(f"{state.value}: {', '.join(shorts)}" for state, shorts in states.items() if shorts)
    if not missing:
        return passed(QUESTION, what, place)
    remedy = f"add what is known, in the fields that {guide('evidence.md')} names; never guess it"
    return unchecked(QUESTION, what, missing, remedy, place)


def _article(scope: Scope, sources: Mapping[str, Source]) -> Iterator[Item]:
    """The hash of the article in the case against that in the list of sources, where both have one."""
    article = scope.case.text.article
    source = sources.get(article.source or "")
    if source and source.sha256 and article.sha256:
        place = f"{shown(scope.case.path)}, article.sha256"
        yield _same("the hash of the article", place, article.sha256, [source.sha256], source.key)


def _files(scope: Scope, sources: Mapping[str, Source]) -> Iterator[Item]:
    """The hash of a file behind a table against that of its source: the source has that of one of its files."""
    for folder in scope.case.holdings.folders:
        for path in sorted(folder.glob(RECORDS)):
            for key, hashes in _hashes(path).items():
                source = sources.get(key)
                if source and source.sha256:
                    yield _same(f"the hash of a file behind {path.name}", shown(path), source.sha256, hashes, key)


def _hashes(path: Path) -> dict[str, list[str]]:
    """The hashes of the files that a record names, by the source of each; none where the record can't be read."""
    found: dict[str, list[str]] = {}
    try:
        updates: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["updates"]
        for used in (update["used"] for update in updates):
            found.setdefault(str(used["source"]), []).append(str(used["sha256"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}  # what is wrong with a record is said by who reads it for its table
    return found


def _same(what: str, place: str, found: str, expected: list[str], key: str) -> Item:
    if found in expected:
        return passed(QUESTION, what, place)
    remedy = "find out which of the two is of what was read, and mend the other"
    return failed(QUESTION, what, place, found, f"{' or '.join(expected)}, by {_place(key)}", remedy)


def _place(key: str) -> str:
    return visible(f"sources.json, `{key}`", lines=False)
