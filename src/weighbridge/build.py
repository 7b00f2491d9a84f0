"""The leaves of claims and evidence: figures looked up, units converted, origins kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pint

from .claim import SHORTENED, Claim, Reading, Written
from .distribution import Point, Uniform
from .errors import RemediedError, suggestion
from .evidence import Evidence, EvidenceError, Row, find_row
from .hedge import WIDTHS, hedge
from .node import Figure, Input
from .shelf import Shelf
from .source import TRUST, Source
from .units import factor

SHAPE = "editorial: a width says nothing of the shape within it; only the checks that ask how usual draw from it"
Located = tuple[tuple[str, ...], RemediedError]


class BuildError(Exception):
    """Problems of one entry, each with its path below the entry."""

    def __init__(self, located: list[Located]) -> None:
        self.located = located
        super().__init__("; ".join(str(error) for _, error in located))


class BrokenEvidence(RemediedError):
    """An entry leans on another that is already told to be wrong: no second message."""


@dataclass(frozen=True)
class Value:
    """A number in root units with the unit it was written in and where it comes from."""

    number: float
    unit: pint.Unit
    figure: Figure


def claim_input(name: str, claim: Claim, value: str, reading: Reading | None) -> tuple[Input, pint.Unit]:
    """The leaf of a claim under one reading: the interval that its hedge permits, under each width."""
    written, cue = Written.parse(value), hedge(claim.hedge)
    scale = factor(written.unit)
    ends = {width: written.interval(cue.cue, width) for width in WIDTHS}
    ways = {way: written.shortened(cue.cue, way) for way in SHORTENED}
    laws = {width: Uniform(low * scale, high * scale) for width, (low, high) in {**ends, **ways}.items()}
    why = reading.reason if reading else None
    stated = Figure("stated", value, tuple(reading.sources if reading else ()), why, f"“{claim.quote.exact}”")
    widths = ", ".join(f"{_plain(low)} to {_plain(high)} {width}" for width, (low, high) in ends.items())
    reason = claim.hedge_reason or cue.note or None
    allowed = (
        Figure(f"hedge {cue.cue}", widths, (), claim.hedge_reason or "a range is its own hedge")
        if written.is_range
        else Figure(f"hedge {cue.cue}", widths, cue.sources, reason, mark=cue.mark)
    )
    shape = Figure("shape", "uniform over that width", reason=SHAPE)
    # A word that counts has no number of its own: as written, it is what a usual reader takes it for.
    low, high = ends[WIDTHS[0]]
    roots = (low * scale, high * scale) if cue.counts and not written.is_range else written.roots()
    grain, step = 0.5 * 10.0**written.finest * scale, 10.0**written.place * scale
    return Input(name, "claim", laws, (stated, allowed, shape), roots, grain, step), written.unit


def _plain(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def evidence_value(evidence: Evidence, shelf: Shelf) -> Value:
    """The figure that evidence stands for."""
    if evidence.table is not None:
        row = find_row(shelf.table(evidence.table), evidence.table, dict(evidence.where), evidence.column or "")
        return row_value(row, evidence.column or "", "value", shelf)
    written = Written.parse(evidence.value or "")
    if written.is_range:
        raise EvidenceError(
            f"evidence is one figure, found the range `{evidence.value}`", "make it an assumption with two ends"
        )
    known_sources([evidence.source or ""], shelf)
    figure = Figure("value", evidence.value or "", (evidence.source or "",), date=evidence.date)
    return Value(written.roots()[0], written.unit, figure)


def row_value(row: Row, column: str, label: str, shelf: Shelf) -> Value:
    """One cell of a table with its unit, its sources and the line it stands on; raises where the row lacks any."""
    place = f"{row.table}.csv:{row.line}"
    for needed in ("unit", "source", "mark"):
        if not row.cells.get(needed):
            raise EvidenceError(f"the row {place} has nothing in `{needed}`", "every figure has unit, source and mark")
    if row.cells["mark"] not in TRUST:
        found = f"the row {place} has the mark `{row.cells['mark']}`"
        raise EvidenceError(found, f"expected one of {', '.join(TRUST)}: a figure that rests on memory is no evidence")
    known_sources(row.sources, shelf)
    text = f"{row.cells[column]} {row.cells['unit']}"
    written = Written.parse(text)
    figure = Figure(label, text, tuple(row.sources), None, None, place, dated(row, shelf.sources), row.cells["mark"])
    return Value(written.roots()[0], written.unit, figure)


def dated(row: Row, sources: Mapping[str, Source]) -> str:
    """The date of a figure: its own, else that of its source's publication, else when the source was read."""
    known = [sources[key] for key in row.sources if key in sources]
    published = (f"published {source.published}" for source in known if source.published)
    accessed = (f"read {source.accessed}" for source in known if source.accessed)
    return row.date or next(published, None) or next(accessed, None) or ""


def evidence_input(name: str, value: Value) -> Input:
    """The leaf of a piece of evidence: a figure taken as it stands."""
    law = Point(value.number)
    return Input(name, "evidence", dict.fromkeys(WIDTHS, law), (value.figure,), (value.number, value.number))


def known_sources(keys: list[str], shelf: Shelf) -> None:
    """Raise unless every key is a source of the shelf."""
    for key in keys:
        if key not in shelf.sources:
            raise EvidenceError(f"unknown source `{key}`", _near_source(key, shelf))


def _near_source(key: str, shelf: Shelf) -> str:
    near = suggestion(key, shelf.sources)
    return near if near.startswith("did") else "add it to evidence/sources.json beside the case"
