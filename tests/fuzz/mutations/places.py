"""Places to write to that are taken, lead elsewhere, or have odd names; all of them within the folder of an attempt."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from random import Random

from .pieces import mutated_text, piece, write_text

ODD = ("-x", "--", "-o", "--out", "a b", "ä", "طن", "=1+1", "a'b", 'a"b', "$x", "%A%", "a&b", "~", "CON", "x" * 120)
NOWHERE = ("/proc/nobody", "/sys/nobody", "/dev/null", "/dev/null/x", "x" * 300)  # where not even root can write


def place(rnd: Random, folder: Path, ending: str = "") -> str:
    """The name of a file or folder that is new, or taken by a file, a folder or a link; or where nobody can write."""
    chosen = rnd.random()
    if chosen < 0.12:
        return rnd.choice(NOWHERE)
    names = (rnd.choice(ODD), rnd.choice(ODD), "new", piece(rnd), mutated_text(rnd, "new/folder"))
    name = within(f"{rnd.choice(names)}{ending}")
    if chosen < 0.5:
        taken(rnd, folder, name)
    return name


def within(name: str) -> str:
    """A name that leads out of no folder and is that of none, as a shell can give it."""
    shown = os.path.normpath(name.replace("\0", "").encode("utf-8", "replace").decode() or ".")
    inside = shown.lstrip("/").replace("..", "").lstrip("/")
    return "new" if inside in ("", ".") else inside


def taken(rnd: Random, folder: Path, name: str) -> None:
    """Put something where the name is: a file, a folder, or a link that leads to one, nowhere or to itself.

    Nothing is put there where no file can have that name, or where something stands already.
    """
    kind = rnd.choice(("file", "folder", "full", "link", "link to a file", "broken", "round"))
    held = rnd.choice(("mine.txt", ".hidden", "notebooks", "README.md"))
    path = folder / name
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "file":
            path.touch(exist_ok=False)
        elif kind in ("folder", "full"):
            path.mkdir()
            if kind == "full":
                write_text(path / held, "mine")
        else:
            _link(path, kind, folder)


def _link(path: Path, kind: str, folder: Path) -> None:
    leads = {"link": folder / "other", "link to a file": folder / "file", "broken": folder / "gone", "round": path}[
        kind
    ]
    path.symlink_to(os.path.relpath(leads, path.parent))
    if kind == "link":
        leads.mkdir()
    elif kind == "link to a file":
        write_text(leads, "mine")


def may_be_written(name: str) -> tuple[str, ...]:
    """What a command may change that writes to a place: all in its first folder, and where a link leads."""
    first = os.path.normpath(name).split(os.sep)[0] if name else "."
    return (first, "other", "file", "gone")
