"""``CITATION.cff`` of a deposit: how it is cited, in the Citation File Format 1.2.0, which is YAML.

Every text is written as JSON writes it, which YAML reads as the same text, so that nothing in it can be a key, a tag or
another document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..base import RunRecord, web_address
from ..report import Verification
from .author import Author
from .names import one_line

VERSION = "1.2.0"
NAME = "CITATION.cff"
MAINTAINERS = "The Weighbridge maintainers"  # as in the CITATION.cff of the project


def citation_file(result: Verification, record: RunRecord, licence: str, author: Author | None = None) -> str:
    """The file for a deposit of a case.

    Nobody is named who was not given: without an author the deposit is by those who wrote the case, as a group.

    Args:
        licence: the SPDX identifier of the terms of the depositor's own part.
    """
    content: dict[str, Any] = {
        "cff-version": VERSION,
        "message": "If you use this deposit, please cite it as below. Tables have the terms of their sources.",
        "type": "dataset",
        "title": f"{result.title}: the numbers of an article, weighed",
        "authors": [_entity(author) if author else {"name": f"The authors of the case {result.case}"}],
        "abstract": f"{result.answer.text} {result.limits[0]}",
        "date-released": record.date,
        "license": licence,
        "keywords": ["fact-checking", "plausibility", "uncertainty"],
        "references": [_article(result.article), _software(record)],
    }
    return "".join(_lines(content))


def _entity(author: Author) -> dict[str, str]:
    """An author as an entity of the format: a person's name is not taken apart into given and family names."""
    return {"name": author.name, **({"website": author.url} if author.url else {})}


def _article(article: Mapping[str, str]) -> dict[str, Any]:
    """The article under examination; by whom it is known to be, else by who published it."""
    address = web_address(article.get("url"))
    by = article.get("author") or article.get("publisher") or "anonymous"  # as the guide of the format has it
    publisher = {"publisher": {"name": article["publisher"]}} if article.get("publisher") else {}
    return {
        "type": "article",
        "scope": "The article under examination.",
        "title": article["title"],
        "authors": [{"name": by}],
        **publisher,
        **({"url": address} if address else {}),
    }


def _software(record: RunRecord) -> dict[str, Any]:
    commit = {"commit": record.commit} if record.commit else {}
    return {
        "type": "software",
        "scope": "What made it.",
        "title": "Weighbridge",
        "version": record.weighbridge,
        "authors": [{"name": MAINTAINERS}],
        **commit,
    }


def _lines(content: Mapping[str, Any], indent: str = "", first: str = "") -> Iterator[str]:
    """A mapping as lines of YAML, the first of them behind what begins an item of a list."""
    lead = first or indent
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield f"{lead}{key}:\n"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{lead}{key}:\n"
            for one in value:
                inner = f"{indent}  "
                yield from (
                    _lines(one, f"{inner}  ", f"{inner}- ")
                    if isinstance(one, Mapping)
                    else [f"{inner}- {_text(one)}\n"]
                )
        else:
            yield f"{lead}{key}: {_text(value)}\n"
        lead = indent


def _text(value: str) -> str:
    r"""A text in double quotes, in which YAML and JSON agree; nothing unseen stands in it, and it is one line.

    >>> print(_text('a "b": *c # d'))
    "a \"b\": *c # d"
    """
    return json.dumps(one_line(value), ensure_ascii=False)
