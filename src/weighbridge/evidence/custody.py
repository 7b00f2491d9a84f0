"""How well a source was collected and kept, by what the Berkeley Protocol asks of an item that is collected online.

The Protocol (Berkeley Protocol on Digital Open Source Investigations, OHCHR and Human Rights Center of the University
of California, HR/PUB/20/2, edition of 2022) lists in its paragraph 155, (a) to (h), what should be collected, and in
167 to 172 how it is preserved. Its own text could not be read for this table: letters and paragraphs are those that
documents give which quote it. docs/evidence.md names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from .sources import Source, own_fields


class Kept(StrEnum):
    """How far something of a source is recorded."""

    RECORDED = "recorded"
    ABOUT = "only about"
    MISSING = "not recorded"


@dataclass(frozen=True)
class Requirement:
    """Something that the Protocol asks to be collected or kept.

    Attributes:
        name: what it is called for people.
        short: the same in a word or a few, for lists.
        clause: the paragraph of the Protocol, with its letter.
        field: where it is recorded in a list of sources.
        state: how far a source has it recorded.
    """

    name: str
    short: str
    clause: str
    field: str
    state: Callable[[Source], Kept]


def _own(field: str) -> Callable[[Source], Kept]:
    """The state of a field of ``custom`` that is there or not."""
    return lambda source: Kept.RECORDED if own_fields(source.item).get(field) else Kept.MISSING


def _address(source: Source) -> Kept:
    if not source.url:
        return Kept.MISSING
    return Kept.ABOUT if "address" in source.inexact else Kept.RECORDED


def _metadata(source: Source) -> Kept:
    """What a page says of itself: recorded as such; only about where a bibliography has who published it, and when."""
    if own_fields(source.item).get("metadata"):
        return Kept.RECORDED
    house = any(source.item.get(key) for key in ("author", "publisher", "container-title"))
    return Kept.ABOUT if house and source.published else Kept.MISSING


def _context(source: Source) -> Kept:
    own = own_fields(source.item)
    return Kept.RECORDED if own.get("note") or own.get("where_found") else Kept.MISSING


def _day(source: Source) -> Kept:
    """The day of reading; the Protocol asks for the time as well, so a day alone is recorded, and a month is not."""
    if not source.accessed:
        return Kept.MISSING
    return Kept.ABOUT if source.about or source.accessed.count("-") < 2 else Kept.RECORDED


def _archive(source: Source) -> Kept:
    return Kept.RECORDED if source.archive else Kept.MISSING


REQUIREMENTS = (
    Requirement("the address of the page itself", "address", "155 (a)", "URL", _address),
    Requirement(
        "the file or source code as it was received", "file as received", "155 (b)", "custom.kept", _own("kept")
    ),
    Requirement(
        "a picture of the whole page, with day and time",
        "picture of the page",
        "155 (c)",
        "custom.capture",
        _own("capture"),
    ),
    Requirement("the media in it", "media", "155 (d)", "custom.media", _own("media")),
    Requirement(
        "what it says of itself: who published it, and when",
        "publisher and day of publication",
        "155 (e)",
        "custom.metadata",
        _metadata,
    ),
    Requirement("in what surroundings it was found", "surroundings", "155 (f)", "custom.note", _context),
    Requirement("the day on which it was read", "day read", "155 (g)", "accessed", _day),
    Requirement("who read it", "reader", "155 (g)", "custom.collector", _own("collector")),
    Requirement("the hash of what was read", "hash", "155 (h)", "custom.sha256", _own("sha256")),
    Requirement("a copy in an archive", "archived copy", "167 to 172", "archive_location", _archive),
)


def lacking(source: Source, kept: Kept | None = None) -> list[Requirement]:
    """What the Protocol asks for and a source has not, or has only about; of these two one where ``kept`` says which.

    >>> one = Source("a", {"title": "T", "URL": "https://a.example/1", "custom": {"trust": "V", "collector": "J. Doe"}})
    >>> [requirement.clause for requirement in lacking(one)][:3]
    ['155 (b)', '155 (c)', '155 (d)']
    """
    wanted = {Kept.ABOUT, Kept.MISSING} if kept is None else {kept}
    return [one for one in REQUIREMENTS if one.state(source) in wanted]


def custody_rows(sources: Iterable[Source]) -> list[dict[str, str | int]]:
    """For each requirement, of how many sources it is recorded, recorded only about, and not recorded: a row each.

    >>> custody_rows([Source("a", {"title": "T", "URL": "https://a.example/1"})])[0]["recorded"]
    1
    """
    known, rows = list(sources), []
    for one in REQUIREMENTS:
        states = [one.state(source) for source in known]
        counts: dict[str, str | int] = {state.value: states.count(state) for state in Kept}
        rows.append({"what is asked for": one.name, "paragraph": one.clause, **counts})
    return rows
