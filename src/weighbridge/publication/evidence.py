"""The figures of sources that a case uses, a row each: what is known, when it held, where it was read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from ..evidence import Source
from ..graph import Figure, Key, Model, NodeKind, Role
from ..text import DateError, Names, read_period, show
from .table import Rows

FIGURES = (Role.VALUE, Role.ROW, Role.PARAMETER)
KINDS = (NodeKind.EVIDENCE, NodeKind.ASSUMPTION)
ABOUT = "about "  # before a date that is known only about


def evidence_rows(model: Model, sources: Mapping[str, Source]) -> Rows:
    """A row for each figure that has a source, in the order of the case; by its columns ``EVIDENCE``.

    A parameter that is taken from evidence of the case has none of its own: that evidence has one. What an option
    brings in stands behind the figure that is used as the case is written.
    """
    return [_row(name, key, figure, model.names, sources) for name, key, figure in _figures(model)]


def _figures(model: Model) -> Iterator[tuple[str, Key, Figure]]:
    for name, variants in model.nodes.items():
        for key in sorted(variants, key=lambda one: (one is not None, one or ())):
            if variants[key].kind in KINDS:
                for figure in variants[key].figures:
                    if figure.sources and figure.role in FIGURES and figure.evidence is None:
                        yield name, key, figure


def _row(name: str, key: Key, figure: Figure, names: Names, sources: Mapping[str, Source]) -> dict[str, Any]:
    choice, option = key or ("", "")
    written = figure.quantity()
    low, high = float(written.low), float(written.high)
    best = written.best if written.best is not None else (written.low if low == high else None)
    parameter = "" if figure.role is Role.VALUE else figure.label
    first, last = days_of(figure.date.text if figure.date else None)
    return {
        "quantity": name,
        "called": names.of(name) if not parameter else f"{names.of(name)}: {parameter}",
        "parameter": parameter,
        "choice": choice,
        "option": names.option(choice, option) if key else "",
        "value": None if best is None else float(best),
        "low": low,
        "high": high,
        "unit": show(written.unit),
        "date": str(figure.date) if figure.date else "",
        "first_day": first,
        "last_day": last,
        "dated_by": (figure.date.of.value or "figure") if figure.date else "",
        "table": figure.row.table if figure.row else "",
        "line": figure.row.line if figure.row else None,
        "mark": figure.mark or "",
        "source": "; ".join(figure.sources),
        "source_names": "; ".join(dict.fromkeys(_with_year(sources[key]) for key in figure.sources if key in sources)),
    }


def _with_year(source: Source) -> str:
    """A source by its short name and its year, where that is recorded: ``World Bank, 2026``."""
    year = (source.published or "").removeprefix(ABOUT)[:4]
    return f"{source.short_name}, {year}" if year.isdigit() else source.short_name


def days_of(date: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day of a date as the kit writes it; none where there is none, or it can't be read.

    >>> [str(day) for day in days_of("about 2017-02")], days_of(None)
    (['2017-02-01', '2017-02-28'], (None, None))
    """
    try:
        first, last = read_period((date or "").removeprefix(ABOUT))
    except DateError:
        return None, None
    return first.first, last.last
