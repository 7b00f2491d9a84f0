"""What is handed over: working folders, tables and reports, to places of every sort; and words that are asked about."""

from __future__ import annotations

import contextlib
from functools import cache
from pathlib import Path
from random import Random

from ..attempt import IN_PROJECT, Attempt, Call, typed
from .pieces import mutated_text, piece, write_text
from .places import ODD, may_be_written, place, within
from .small_project import small_data

CASE = "data/cases/one"
PROJECT = "project"
FILES = (
    "notebooks/01-a.ipynb",
    "notebooks/-b.ipynb",
    "data/cases/one/case.yaml",
    "docs/cases.md",
    "README.md",
    "LICENSE",
)
SETS = (
    "trucks=7 truck",
    "limit=40 tonne/truck",
    "mass=x",
    "trucks",
    "=",
    "gone=1",
    "trucks=-1 truck",
    "mass.hedge=nearly",
)
UNDERS = ("shape=peaked", "hedge width=generous", "shape=x", "shape", "=", "gone=x", "mass=short")
FORMS = ("markdown", "html", "latex", "csv")
NAMES = ("claims", "evidence", "sources", "findings")
WIDTHS = ("40", "80", "400", "39", "0", "-1", "x", "1e3", "")


def notebooks(rnd: Random, folder: Path) -> Attempt:
    """A small and sound project that is laid out in a folder: one that is new, holds something, or can be none."""
    project = {name: rnd.choice(("{}", "mine")) for name in rnd.sample(FILES, rnd.choice((1, 3, 6, 6)))}
    if rnd.random() < 0.2:
        project[f"docs/pictures/{within(piece(rnd)).replace('/', '')[:60]}.png"] = "x"
    for name, text in project.items():
        write_text(folder / PROJECT / name, text)
    target = place(rnd, folder)
    if rnd.random() < 0.15 and not target.startswith("/"):
        for name in rnd.sample(FILES, 2):  # as a run that was stopped leaves them, or with something changed
            with contextlib.suppress(OSError):
                write_text(folder / target / name, rnd.choice((project.get(name, "mine"), "mine")))
    call = (IN_PROJECT, PROJECT, "notebooks", *_after_hyphens(rnd, target))
    return typed(call, *((call,) if rnd.random() < 0.2 else ()), written=may_be_written(target))


def _after_hyphens(rnd: Random, *names: str) -> Call:
    """Names as they are typed: behind ``--`` where one looks like an option, but for some that forget it."""
    return ("--", *names) if any(name.startswith("-") for name in names) and rnd.random() < 0.8 else names


@cache
def known_words() -> tuple[str, ...]:
    """The words of the glossary and their other forms, and the commands."""
    from weighbridge.cli.commands import COMMANDS
    from weighbridge.glossary import glossary

    entries = glossary().values()
    return (*sorted({one.word for one in entries} | {form for one in entries for form in one.forms}), *COMMANDS)


def helps(rnd: Random, folder: Path) -> Attempt:
    """A word that is explained, or one that is nearly one, or none; the terminal as wide as it may be."""
    from weighbridge.cli.commands import COMMANDS

    word = rnd.choice(known_words())
    asked = rnd.choice((word, *[mutated_text(rnd, word)] * 5, piece(rnd), *[rnd.choice((*COMMANDS, *ODD))] * 3))
    words = asked.replace("\0", "").encode("utf-8", "replace").decode()
    split = tuple(words.split(" ")) if rnd.random() < 0.5 else (words,)
    width = ("--width", rnd.choice(WIDTHS)) if rnd.random() < 0.3 else ()
    return typed(("help", *width, *_after_hyphens(rnd, *split)))


def _changes(rnd: Random) -> Call:
    """What is changed for the run, which may be nothing that can be."""
    pairs = [("--set", rnd.choice((*SETS, piece(rnd)))) for _ in range(rnd.choice((0, 0, 1, 2)))]
    pairs += [("--under", rnd.choice((*UNDERS, piece(rnd)))) for _ in range(rnd.choice((0, 0, 1)))]
    return tuple(word.replace("\0", "").encode("utf-8", "replace").decode() for pair in pairs for word in pair)


def _some_of(rnd: Random, option: str, words: tuple[str, ...]) -> Call:
    if rnd.random() < 0.4:
        return ()
    chosen = rnd.choices((*words, *words, "", " csv", "x", piece(rnd)), k=rnd.choice((1, 1, 2, 5)))
    return (option, ",".join(chosen).replace("\0", "").encode("utf-8", "replace").decode())


def tables_to_publish(rnd: Random, folder: Path) -> Attempt:
    """The tables of the small case, changed or not, written to a place of any sort."""
    case = small_data(folder, name=rnd.choice(("one", "one", "-one", "a b", "$x"))).relative_to(folder)
    out = place(rnd, folder)
    told = (*_some_of(rnd, "--as", FORMS), *_some_of(rnd, "--only", NAMES), *_changes(rnd))
    return typed(("tables", case.as_posix(), "--out", out, *told), written=may_be_written(out))


def reports(rnd: Random, folder: Path) -> Attempt:
    """The report of the small case, changed or not, to files of any sort; Markdown, for the others take seconds."""
    small_data(folder)
    outs = [
        place(rnd, folder, rnd.choice((".md", ".md", ".MD", ".pdf.md", ".doc", "")))
        for _ in range(rnd.choice((1, 1, 2)))
    ]
    told = ("--replace",) if rnd.random() < 0.3 else ()
    named = tuple(word for one in outs for word in ("-o", one))
    written = tuple(name for one in outs for name in may_be_written(one))
    return typed(("report", CASE, *named, *told, *_changes(rnd)), written=written)
