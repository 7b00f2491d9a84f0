"""Tables of the package that people are invited to edit: cues, units, words, slips, languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from ..attempt import WITH_TABLE, Attempt, typed
from .grids import csv_bytes, grid_of, mutated_grid
from .passages import PASSAGES
from .pieces import mutated_bytes, mutated_text
from .small_project import small_data

PACKAGE = Path(__file__).parents[3] / "src/weighbridge"
LANGUAGES = "quantities/languages"
HEDGES = "text/hedges.csv"
OF_A_CASE = (
    *("text/units.txt", "text/unit_words.csv", "text/refused_units.csv", "text/directions.csv", "what_if/slips.csv"),
    *(
        "what_if/alphabets.csv",
        "strength/mistakes.csv",
        "strength/evidence_words.csv",
        "strength/probability_words.csv",
    ),
)
OF_A_PASSAGE = (
    *("quantities/things.csv", "relations/familiar.csv", "first_look/usual_things.csv", "library/words.csv"),
    *("text/units.txt", "text/unit_words.csv"),
)
CASE = "data/cases/one"
ASKED = (("verify", CASE), ("verify", CASE, "--full"), ("verify", CASE, "--json"), ("slips", CASE), ("check", CASE))


@cache
def text_of(name: str) -> str:
    """The table as the package has it."""
    return (PACKAGE / name).read_text(encoding="utf-8")


@cache
def of_languages() -> tuple[str, ...]:
    """The tables of all languages."""
    return tuple(sorted(str(path.relative_to(PACKAGE)) for path in (PACKAGE / LANGUAGES).glob("*/*.csv")))


def hedges(rnd: Random, folder: Path) -> Attempt:
    """The table of cues, changed."""
    return _edited(rnd, folder, HEDGES, ASKED if rnd.random() < 0.6 else _looks(rnd))


def kit_tables(rnd: Random, folder: Path) -> Attempt:
    """A table of the package that a case or a passage needs, changed."""
    if rnd.random() < 0.5:
        return _edited(rnd, folder, rnd.choice(OF_A_CASE), ASKED)
    return _edited(rnd, folder, rnd.choice(OF_A_PASSAGE), _looks(rnd))


def languages(rnd: Random, folder: Path) -> Attempt:
    """A table of a language, changed, and a passage in that language."""
    name = rnd.choice(of_languages())
    return _edited(rnd, folder, name, _looks(rnd, name.split("/")[-2]))


def _edited(rnd: Random, folder: Path, name: str, asked: tuple[tuple[str, ...], ...]) -> Attempt:
    small_data(folder)
    path = folder / Path(name).name
    text = text_of(name)
    if name.endswith(".csv"):
        path.write_bytes(csv_bytes(rnd, mutated_grid(rnd, grid_of(text)), plain=0.8))
    else:
        lines = text.splitlines(keepends=True)
        at = rnd.randrange(len(lines))
        lines[at] = mutated_text(rnd, lines[at])
        content = "".join(lines).encode("utf-8", "surrogatepass")
        path.write_bytes(mutated_bytes(rnd, content) if rnd.random() < 0.2 else content)
    return typed((WITH_TABLE, name, path.name, *rnd.choice(asked)))


def _looks(rnd: Random, language: str | None = None) -> tuple[tuple[str, ...], ...]:
    passage = rnd.choice(PASSAGES)
    return (("weigh", *(("--language", language) if language else ()), "--", passage),)
