"""The sheet *Sources*: everything that the case rests on, the weakest first."""

from __future__ import annotations

from collections.abc import Mapping

from ..case import Case
from ..evidence import TRUST
from ..report import Outlet
from .cells import Sheet
from .citations import short_citation
from .grid import Column, Grid, titled

COLUMNS = {
    "citation": Column("Source", 60),
    "address": Column("Address", 50, "address"),
    "trust": Column("Trust", 7, "centred"),
    "meaning": Column("What the mark means", 26),
    "weak": Column("Weak evidence?", 28),
    "origin": Column("Repeats", 24),
    "accessed": Column("Day read", 14),
    "licence": Column("Licence", 34),
    "use": Column("What may be done with it", 30),
    "kept": Column("Copy, hash, archive", 40),
    "rests": Column("What rests on it", 46),
    "key": Column("Key", 24, "name"),
}
USES = {
    "shipped": "its figures may be republished",
    "cited": "single figures may be cited, with their source",
}
ABOUT = (
    "What the case rests on, weakest first. However many outlets repeat one origin, it is one witness: the origin "
    "then stands under “Repeats”."
)


def sources_sheet(case: Case) -> Sheet:
    """The sources of a case, a row each: citation, linked address, trust, day read, licence, and what rests on it."""
    sheet = titled("Sources", "Sources", ABOUT)
    sheet.frozen = (4, 1)
    grid = Grid(sheet, COLUMNS)
    names = {name: case.model.names.of(name) for name in case.model.nodes}
    for origin in case.rests_on:
        for outlet in origin.outlets:
            _row(case, grid, outlet, origin.name, names)
    return sheet


def _row(case: Case, grid: Grid, outlet: Outlet, origin: str, names: Mapping[str, str]) -> None:
    grid.next()
    root = case.holdings.sources.get(origin)
    repeats = (short_citation(root) if root else origin) if origin != outlet.key else None
    rests = dict.fromkeys(names.get(name, name.replace("_", " ")) for name in outlet.rests_on_it)
    grid.put_all(
        citation=outlet.reference,
        trust=outlet.trust,
        meaning=TRUST.get(outlet.trust, ""),
        weak=f"yes: {outlet.weak}" if outlet.weak else "no",
        origin=repeats,
        accessed=outlet.accessed or "not recorded",
        licence=outlet.licence,
        use=USES.get(outlet.use, outlet.use),
        kept="; ".join(outlet.kept),
        rests=", ".join(rests),
        key=outlet.key,
    )
    grid.link("address", outlet.url)
