"""The sources of a case as a page lists them: what was read, how far it is to be trusted, and for what it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..base import Address, address
from ..evidence import ABOUT, TRUST
from ..report import Origin, Outlet
from ..text import MONTHS, Names


@dataclass(frozen=True)
class SourceEntry:
    """A source for a template.

    Attributes:
        citation: author, title, house and year; without the address.
        trust: how it was read, in words.
        weak: why it is weak evidence, where it is.
        used_for: what in the case rests on it.
        about: what is known of it only about.
        hashed: what a hash is known of, with the hash.
        files: the files that its rows were read from, with their SHA-256.
    """

    anchor: str
    citation: str
    link: Address | None
    archive: Address | None
    trust: str
    read: str
    weak: str | None
    licence: str
    about: list[str]
    hashed: str | None
    used_for: list[str]
    files: list[str]


@dataclass(frozen=True)
class OriginEntry:
    """The sources that repeat one origin, and count as one witness."""

    weak: str | None
    outlets: list[SourceEntry]


def source_list(origins: Sequence[Origin], names: Names) -> list[OriginEntry]:
    """The origins of a case in the order given, each with its sources."""
    return [OriginEntry(origin.weak, [_entry(outlet, names) for outlet in origin.outlets]) for origin in origins]


def keeping_sentence(origins: Sequence[Origin]) -> str:
    """How the sources of a case were kept, in a sentence: of how many a hash is known, of how many a copy."""
    outlets = [outlet for origin in origins for outlet in origin.outlets]
    hashed = sum(outlet.sha256 is not None for outlet in outlets)
    archived = sum(outlet.archive is not None for outlet in outlets)
    of = "1 source" if len(outlets) == 1 else f"{len(outlets)} sources"
    with_hash, with_copy = (count or "none" for count in (hashed, archived))
    return f"Of {of}, we have a hash of what was read for {with_hash}, and an archived copy for {with_copy}."


def _entry(outlet: Outlet, names: Names) -> SourceEntry:
    return SourceEntry(
        anchor=f"source-{outlet.key}",
        citation=outlet.reference,
        link=address(outlet.url),
        archive=address(outlet.archive),
        trust=TRUST[outlet.trust],
        read=f"read {day_in_words(outlet.accessed)}" if outlet.accessed else "the day of reading is not recorded",
        weak=outlet.weak,
        licence=outlet.licence,
        about=[words for name, words in ABOUT.items() if name in outlet.inexact],
        hashed=f"{outlet.hashed}: {outlet.sha256}" if outlet.sha256 else None,
        used_for=list(dict.fromkeys(names.of(name) for name in outlet.rests_on_it)),
        files=outlet.files,
    )


def day_in_words(text: str) -> str:
    """A day, month or year of ISO 8601 as it is read; anything else as it is.

    >>> day_in_words("2026-11-24"), day_in_words("about 2026-11"), day_in_words("last spring")
    ('24 November 2026', 'about November 2026', 'last spring')
    """
    before, space, date = text.rpartition(" ")
    year, *rest = date.split("-")
    if not all(part.isdecimal() for part in (year, *rest)) or not all(1 <= int(part) <= 31 for part in rest):
        return text
    if len(rest) > 2 or (rest and int(rest[0]) > 12):
        return text
    parts = [str(int(part)) for part in rest[1:]] + [MONTHS[int(part) - 1] for part in rest[:1]] + [year]
    return before + space + " ".join(parts)
