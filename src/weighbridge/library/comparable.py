"""Which topics a figure can be held against: by its unit, by what it is of, and by what it is for each of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ..quantities import kinds_of
from ..text import factor, parse_unit, same_kind
from .catalogue import LibraryError, shared_folders, state_of, topics
from .entries import at_date, entries, period_of
from .topic import Comparable, Entry, Topic

_CURRENCY = re.compile(r"\b[A-Z]{3}\b")


def comparable(unit: str, of: str | None, per: str | None, date: str | None = None) -> tuple[Comparable, ...]:
    """The topics that a figure can be held against, the best first: the very thing, then what is usual.

    Args:
        unit: of the figure, without things: ``tonne``, ``USD/tonne``. A topic may have another one of the same kind.
        of, per: the keys of the things that it is of, and for each of; None where there is none.
        date: when the figure holds; see ``entries``. A series that has none for it is left out.
    """
    folders = shared_folders()
    return _comparable(unit, of, per, date, folders, state_of(folders))


@lru_cache(maxsize=512)
def _comparable(
    unit: str, of: str | None, per: str | None, date: str | None, folders: tuple[Path, ...], state: object
) -> tuple[Comparable, ...]:
    """The same, kept as long as the folders are in the same state."""
    found = []
    for place, topic in enumerate(topics(folders)):
        near = _distance(of, per, topic)
        if near is None or not _alike(unit, topic.unit):
            continue
        of_unit = [
            entry for entry in entries(topic, date if topic.is_series else None, folders) if _alike(unit, entry.unit)
        ]
        if some := tuple(of_unit if topic.is_series else at_date(topic, of_unit, date)):
            found.append((near, topic.is_limit, place, Comparable(topic, some, near == 0, period(some))))
    if of is None and any(not one.topic.of for *_, one in found):  # a load of anything is no load of rubble
        found = [one for one in found if not one[-1].topic.of]
    if per and any(one.topic.per == per for *_, one in found):  # what a tank truck holds says more than room in a truck
        found = [one for one in found if one[-1].topic.per == per or one[-1].topic.per not in kinds_of(per)]
    return tuple(one for *_, one in sorted(found, key=lambda one: one[:3]))


def period(some: Iterable[Entry]) -> str:
    """Which dates entries cover: ``2017``, ``2016-08/2017-08``; empty where none has one."""
    dates = {entry.date for entry in some if entry.date}
    if not dates:
        return ""
    ends = [(period_of(date), date.partition("/")) for date in dates]
    least, most = min(days[0] for days, _ in ends), max(days[1] for days, _ in ends)
    first = min((text[0] for days, text in ends if days[0] == least), key=len)
    last = min((text[2] or text[0] for days, text in ends if days[1] == most), key=len)
    return first if period_of(first)[1] >= period_of(last)[1] else f"{first}/{last}"


def in_unit(entry: Entry, unit: str) -> tuple[float, float]:
    """Both ends of an entry in another unit of its kind; raises ``LibraryError`` where it is of another kind.

    >>> price = Entry("copper-price", "2017-02", "copper", 5.9, 5.9, "USD/kg", "", "2017-02", (), "V", "", 2)
    >>> in_unit(price, "USD/tonne")
    (5900.0, 5900.0)
    """
    ratio = _ratio(entry.unit, unit)
    return entry.low * ratio, entry.high * ratio


@lru_cache(maxsize=512)
def _ratio(one: str, other: str) -> float:
    if not _alike(one, other):
        raise LibraryError(f"`{one}` does not convert into `{other}`", "compare figures of one kind")
    return factor(parse_unit(one)) / factor(parse_unit(other))


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> bool:
    """Whether one unit converts into another; of two currencies none does, which is seen without reading them."""
    if one == other:
        return True
    if set(_CURRENCY.findall(one)) != set(_CURRENCY.findall(other)):
        return False
    return same_kind(parse_unit(one), parse_unit(other))


def _distance(of: str | None, per: str | None, topic: Topic) -> int | None:
    """How far a topic is from what a figure is of: 0 the very thing; None where it is of something else."""
    each = _steps(per or "", topic.per)
    if each is None or not (topic.of or topic.per or _is_rate(topic.unit)):
        return None
    if not topic.of:
        return each
    if of is None:  # the words do not say of what: only what it is for each of can speak for a topic
        return each + 1 if topic.per else None
    what = _steps(of, topic.of)
    return None if what is None else each + what


def _is_rate(unit: str) -> bool:
    """Whether a unit says by itself what it is of, as that of an exchange rate does; a bare number does not."""
    return "/" in unit


def _steps(one: str, other: str) -> int | None:
    """How many steps one thing is from another, up or down its kinds; None where neither is a kind of the other."""
    if one == other:
        return 0
    if not one or not other:
        return None
    up, down = kinds_of(one), kinds_of(other)
    return up.index(other) if other in up else down.index(one) if one in down else None
