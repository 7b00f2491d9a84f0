"""The sources that a case rests on, a row each, the weakest first."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from ..evidence import Source
from ..report import Origin
from .evidence import days_of
from .table import Rows


def source_rows(origins: Sequence[Origin], sources: Mapping[str, Source]) -> Rows:
    """A row for each source, those of one origin together; by its columns ``SOURCES``."""
    rows = []
    for origin in origins:
        for one in origin.outlets:
            published = sources[one.key].published
            first, last = days_of(published)
            rows.append(
                {
                    "source": one.key,
                    "citation": one.citation,
                    "url": one.url or "",
                    "published": published or "",
                    "published_first_day": first,
                    "published_last_day": last,
                    "accessed": _day(one.accessed),
                    "mark": one.trust,
                    "weak": one.weak or "",
                    "origin": origin.name,
                    "outlets": len(origin.outlets),
                    "uses": len(one.rests_on_it),
                    "used_for": "; ".join(one.rests_on_it),
                    "licence": one.licence,
                    "use": one.use,
                    "archive": one.archive or "",
                    "sha256": one.sha256 or "",
                }
            )
    return rows


def _day(accessed: str | None) -> datetime.date | None:
    """The day of reading; none where it is not recorded, or known only about or by its month."""
    first, last = days_of(accessed if accessed and accessed[0].isdigit() else None)
    return first if first == last else None
