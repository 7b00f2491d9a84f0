"""Lists of sources: types, dates, halves of characters, what is no number, folders and links of that name, depth."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..attempt import Attempt, typed
from .evidence_tables import CASE
from .pieces import json_text, mutated_bytes, mutated_tree, write_text
from .small_project import SOURCES, small_data

ASKED = (
    ("verify", CASE),
    ("verify", CASE, "--json"),
    ("sources", CASE),
    ("sources", CASE, "--csl"),
    ("explain", CASE, "iron"),
    ("explain", CASE, "elsewhere"),
    ("review", CASE),
    ("log", CASE),
    ("claim-review", CASE),
)


def source_lists(rnd: Random, folder: Path) -> Attempt:
    """A case whose list of sources is changed, or something else stands in its place."""
    path = small_data(folder) / "evidence/sources.json"
    tree = SOURCES
    for _ in range(rnd.choice((1, 1, 2, 4))):
        tree = mutated_tree(rnd, tree)
    write_text(path, json_text(rnd, tree))
    if rnd.random() < 0.1:
        path.write_bytes(mutated_bytes(rnd, path.read_bytes()))
    if rnd.random() < 0.06:
        _in_its_place(rnd, path)
    return typed(*rnd.sample(ASKED, rnd.choice((1, 1, 2))))


def _in_its_place(rnd: Random, path: Path) -> None:
    path.unlink()
    way = rnd.randrange(5)
    if way == 0:
        path.mkdir()
    elif way == 1:
        path.symlink_to(path.name)
    elif way == 2:
        path.symlink_to("/dev/zero")
    elif way == 3:
        path.symlink_to("/dev/random")
    else:
        path.write_text("[" * 100_000, encoding="utf-8")
