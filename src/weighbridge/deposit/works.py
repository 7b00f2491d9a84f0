"""The article and the sources of a case as creative works of schema.org: described and cited, never shipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..base import shown_address, web_address
from ..evidence import TRUST, Source
from ..text import Article, capital
from .names import one_line, safe_name

Entity = dict[str, Any]
ARTICLE_HASH = "#article-sha256"
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def article_works(article: Article) -> list[Entity]:
    """The article as an entity, first, and the entities that it refers to: its publisher, and the hash of its text.

    The text is not shipped; the hash shows whether another is the same.
    """
    work: Entity = {
        "@id": article_id(article),
        "@type": "CreativeWork",
        "name": one_line(article.title),
        "description": "The article under examination. Its text is not in this deposit.",
        "inLanguage": one_line(article.language),
    }
    if address := web_address(article.url):
        work["url"] = address
    if article.author:
        work["creditText"] = one_line(article.author)
    if article.published and _DAY.fullmatch(article.published):
        work["datePublished"] = article.published
    found = [work]
    if article.publisher:
        work["publisher"] = {"@id": "#article-publisher"}
        name = one_line(article.publisher)
        found.append({"@id": "#article-publisher", "@type": "Organization", "name": name})
    if article.sha256:
        work["identifier"] = {"@id": ARTICLE_HASH}
        hashed = {"@id": ARTICLE_HASH, "@type": "PropertyValue", "name": "SHA-256 of the text that was read"}
        found.append({**hashed, "value": article.sha256})
    return found


def article_id(article: Article) -> str:
    """The identifier of the article: its address, where it is one of the web."""
    return _identifier(web_address(article.url)) or "#article"


def source_works(sources: Mapping[str, Source], article: Article) -> dict[str, Entity]:
    """Each source as an entity, by its key. The source that is the article itself is the article's entity.

    A source goes by its address; where that is no address of the web, or several have the same, by its key.
    """
    addresses = Counter(web_address(source.url) for source in sources.values())
    taken = {article_id(article)}
    works: dict[str, Entity] = {}
    for key, source in sources.items():
        if key == article.source:
            continue
        address = web_address(source.url)
        alone = address if addresses[address] == 1 and "address" not in source.inexact else None
        identifier = _identifier(alone)
        if identifier is None or identifier in taken:
            identifier = local_id(key)
        taken.add(identifier)
        works[key] = _work(source, identifier, address)
    return works


def local_id(key: str) -> str:
    """The identifier of a source within a deposit.

    >>> local_id("rbss-2112-en")
    '#source-rbss-2112-en'
    """
    return f"#source-{key if key == safe_name(key) else safe_name(key) + '-' + key.encode().hex()[:16]}"


def _identifier(address: str | None) -> str | None:
    """An address as an identifier of JSON-LD, its letters as letters; none where it holds what an IRI can't have."""
    return None if address is None or re.search(r"[{}|^\[\]]", address) else shown_address(address)


def _work(source: Source, identifier: str, address: str | None) -> Entity:
    about = f" {capital(source.weak)}." if source.weak else ""
    about += f" SHA-256 of {source.hashed}: {source.sha256}." if source.sha256 else ""
    day = f" Read {source.accessed}." if source.accessed else " The day of reading is not recorded."
    work: Entity = {
        "@id": identifier,
        "@type": "CreativeWork",
        "name": one_line(source.item["title"]),
        "description": one_line(f"{source.citation()}. {capital(TRUST[source.trust])}.{day}{about}"),
        "copyrightNotice": one_line(source.licence),
    }
    if address:
        work["url"] = address
    if source.published and _DAY.fullmatch(source.published):
        work["datePublished"] = source.published
    if source.accessed and _DAY.fullmatch(source.accessed):
        work["sdDatePublished"] = source.accessed
    if copy := web_address(source.archive):
        work["archivedAt"] = copy
    if isinstance(language := source.item.get("language"), str):
        work["inLanguage"] = one_line(language)
    return work
