"""The tables of the library: its topics, its entries, its series."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..attempt import Attempt, typed
from .evidence_tables import CASE
from .grids import csv_bytes, grid_of, mutated_grid
from .small_project import COMMODITIES, TOPICS, TRANSPORT, small_data

TABLES = {"topics": TOPICS, "commodity-prices": COMMODITIES, "transport": TRANSPORT}
ASKED = (
    ("library", "gold"),
    ("library", "price of gold", "--date", "2017-02"),
    ("library", "lorry"),
    ("library", "scrap"),
    ("library",),
    ("verify", CASE),
    ("weigh", "6 trucks with 120 tonnes of scrap for $90,000, paid in 2017-02"),
    ("check", CASE),
)


def library_tables(rnd: Random, folder: Path) -> Attempt:
    """A project in which a table of the library is changed."""
    small_data(folder)
    name = rnd.choice(tuple(TABLES))
    changed = csv_bytes(rnd, mutated_grid(rnd, grid_of(TABLES[name])), plain=0.8)
    (folder / f"data/library/{name}.csv").write_bytes(changed)
    return typed(*rnd.sample(ASKED, rnd.choice((1, 2))))
