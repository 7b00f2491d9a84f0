"""Tables of evidence, and what a package says of them: cells, columns, quotes, encodings, ends of lines."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..attempt import Attempt, typed
from .grids import csv_bytes, grid_of, mutated_grid
from .pieces import json_text, mutated_tree, write_text
from .small_project import COPPER, METALS, PACKAGE, small_data

CASE = "data/cases/one"
ASKED = (
    ("verify", CASE),
    ("verify", CASE, "--json"),
    ("verify", CASE, "--full"),
    ("check", CASE),
    ("sources", CASE),
    ("explain", CASE, "metals.csv:2"),
    ("explain", CASE, "mixed"),
    ("solve", CASE, "price"),
)


def tables(rnd: Random, folder: Path) -> Attempt:
    """A case of which one table is changed."""
    case = small_data(folder)
    name, text = rnd.choice((("metals", METALS), ("metals", METALS), ("copper", COPPER)))
    (case / f"evidence/{name}.csv").write_bytes(csv_bytes(rnd, mutated_grid(rnd, grid_of(text))))
    return asked(rnd)


def packages(rnd: Random, folder: Path) -> Attempt:
    """A case whose ``datapackage.json`` is changed, and now and then a table too."""
    case = small_data(folder)
    write_text(case / "datapackage.json", json_text(rnd, mutated_tree(rnd, PACKAGE)))
    if rnd.random() < 0.3:
        (case / "evidence/metals.csv").write_bytes(csv_bytes(rnd, mutated_grid(rnd, grid_of(METALS))))
    return asked(rnd)


def asked(rnd: Random) -> Attempt:
    """One or two questions that are put to the case."""
    return typed(*rnd.sample(ASKED, rnd.choice((1, 1, 2))))
