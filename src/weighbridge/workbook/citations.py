"""Sources as they stand in cells: a short name with its year, an address that leads to it, how far it is trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..evidence import TRUST, Source
from .grid import Column, Grid

CITING = {
    "source": Column("Source", 34),
    "address": Column("Address", 38, "link"),
    "trust": Column("Trust", 7),
    "meaning": Column("What the mark means", 28),
    "weak": Column("Weak evidence?", 26),
}


def short_citation(source: Source) -> str:
    """A source by where it appeared and the year, as a reader refers to it.

    >>> item = {"title": "Prices", "publisher": "Bank", "issued": {"date-parts": [[2026, 6]]}}
    >>> short_citation(Source("a", item))
    'Bank, 2026'
    """
    year = (source.published or "").split("-")[0]
    return ", ".join(filter(None, (source.short_name, year)))


def cited(keys: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Several sources in one cell."""
    return "; ".join(dict.fromkeys(short_citation(sources[key]) for key in keys if key in sources))


def cite(grid: Grid, keys: Sequence[str], sources: Mapping[str, Source], mark: str | None = None) -> None:
    """Put sources into the columns of ``CITING``: the first into this row, each of the others into one below.

    Args:
        mark: how far the figure itself is trusted, where that is not how far its source is.
    """
    for place, key in enumerate(key for key in keys if key in sources):
        if place:
            grid.next()
        source = sources[key]
        trust = mark or source.trust
        grid.put_all(
            source=short_citation(source),
            trust=trust,
            meaning=TRUST.get(trust, ""),
            weak=f"yes: {source.weak}" if source.weak else "no",
        )
        grid.link("address", source.url)
