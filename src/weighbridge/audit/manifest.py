"""Whether the files are those that the manifest lists: ``data/MANIFEST.sha256``, in the format of ``sha256sum``.

It lists what figures and results rest on and what is saved of them: tables, sources, corrections and cases; the tables
that rules are made of; saved notebooks, README and its pictures; the pins. The code is not in it: that is what the
commit of a run stands for. ``sha256sum --check data/MANIFEST.sha256`` in the project's folder checks it without Python.

Who can write both a file and the manifest can make them agree again: that shows only in the history of the project,
or beside a copy of the manifest that somebody else keeps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from ..base import committed, data_folder, shown, visible
from ..text import checksum_line, checksum_lines, read_checksum, sha256
from .results import Item, failed, passed, unchecked
from .scope import DATA, SOURCE, Scope, has_program

QUESTION = "manifest"
NAME = f"{DATA}/MANIFEST.sha256"
SHARED = (f"{DATA}/evidence/", f"{DATA}/library/")
RULES = f"{SOURCE}/"
LISTED = (
    f"{DATA}/**/*",
    *(f"{RULES}**/*.{kind}" for kind in ("csv", "txt", "yaml")),
    "notebooks/*.ipynb",
    "README.md",
    "CITATION.cff",
    "LICENSE",
    "docs/*.csv",
    "docs/pictures/**/*",
    "environment.yml",
    "constraints.txt",
)
PACKAGE = Path(__file__).resolve().parents[1]
CONTEXT, LONGEST = 30, 90  # characters of a line that a message shows: before the difference, and at most
RENEW = "`make manifest` lists it anew"
RELEASED = "leave it: the manifest lists what the project was released with"  # where there is no program


@dataclass(frozen=True)
class Entry:
    """A line of a manifest: a file by its path from the project's folder, the SHA-256 of its bytes, and the line."""

    name: str
    digest: str
    line: int

    @property
    def place(self) -> str:
        """Where in the manifest it stands."""
        return f"{NAME}:{self.line}"


def listed_files(root: Path) -> list[str]:
    """The files of a project that a manifest lists, sorted: paths from its folder, with slashes.

    Hidden files and the manifest itself are none of them.
    """
    found = {path.relative_to(root).as_posix() for pattern in LISTED for path in root.glob(pattern) if path.is_file()}
    return sorted(name for name in found if name != NAME and not any(part[0] == "." for part in name.split("/")))


def manifest_text(root: Path) -> str:
    """The manifest of a project as it should be today, a line a file."""
    return "".join(checksum_line(name, sha256((root / name).read_bytes())) for name in listed_files(root))


def manifest(scope: Scope) -> Iterator[Item]:
    """An item for each file that is listed or should be: changed, vanished and new ones are named."""
    root = scope.root or data_folder().resolve().parent
    if scope.root is None:
        why = "the case stands outside the project, and no manifest lists its files"
        remedy = "keep their SHA-256 yourself, as `sha256sum` gives it"
        yield unchecked(QUESTION, "the files of the case", why, remedy, shown(scope.case.path.parent))
    if not (root / NAME).is_file():
        remedy = f"restore {NAME}, or make one with `make manifest`"
        yield unchecked(QUESTION, "the files of the project", "there is no manifest", remedy, shown(root / NAME))
        return
    entries, problems = read_manifest(root)
    yield from problems
    here = entries if has_program(root) else [one for one in entries if not one.name.startswith(RULES)]
    if scope.root is None:  # of the project such a case uses the shared tables and the rules alone
        yield from _compared(root, [one for one in here if one.name.startswith((*SHARED, RULES))])
    else:
        yield from _compared(root, here)
        yield from _unlisted(root, entries)
        yield from _links(root)
    if (root / RULES).resolve() != PACKAGE:
        yield from _rules_that_run(entries)


def read_manifest(root: Path) -> tuple[list[Entry], list[Item]]:
    """The lines of a project's manifest, and an item for each line that can't be one of a manifest."""
    entries: dict[str, Entry] = {}
    problems = []
    for number, line in checksum_lines((root / NAME).read_bytes().decode("utf-8", "replace")):
        name, digest = read_checksum(line) or ("", "")
        fault = "" if name else f"`{line[:60]}` is not a line of a manifest"
        if name and not _is_within(name):
            fault = f"`{name}` leads out of the project"
        elif name in entries:
            fault = f"`{name}` stands twice, first in line {entries[name].line}"
        if fault:
            expected = "64 digits of a SHA-256, two spaces, and the path of a file"
            problems.append(
                failed(QUESTION, "a line of the manifest", f"{NAME}:{number}", fault, expected, _renewal(root))
            )
        else:
            entries[name] = Entry(name, digest, number)
    return list(entries.values()), problems


def _renewal(root: Path) -> str:
    """What to do with the line of a file of which a change is meant."""
    return RENEW if has_program(root) else RELEASED


def _is_within(name: str) -> bool:
    """Whether a path stays below the folder that it starts from."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and not re.match("[A-Za-z]:", name) and "\0" not in name


def _compared(root: Path, entries: Sequence[Entry]) -> Iterator[Item]:
    """Every file that is listed against its line; those that differ by the ends of their lines alone in one item."""
    other_ends = []
    for entry in entries:
        content = _content(root / entry.name)
        if content is None:
            remedy = f"restore the file; if it was dropped on purpose, {_renewal(root)}"
            yield failed(QUESTION, "a file that is listed", entry.name, "it is not there", f"as {entry.place}", remedy)
        elif sha256(content) == entry.digest:
            yield passed(QUESTION, entry.name, entry.name, f"SHA-256 {entry.digest}")
        elif sha256(content.replace(b"\r\n", b"\n")) == entry.digest:
            other_ends.append(entry)
        else:
            yield _changed(root, entry, content)
    if other_ends:
        found = f"{len(other_ends):,} files end their lines as on Windows, and say the same otherwise"
        remedy = "check them out again after `git config core.autocrlf false`"
        what, places = "the ends of lines", ", ".join(one.name for one in other_ends[:3])
        yield failed(QUESTION, what, places, found, "lines that end with a line feed alone", remedy)


def _content(path: Path) -> bytes | None:
    """The bytes of a file; none where it is not there or can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _changed(root: Path, entry: Entry, content: bytes) -> Item:
    """A file that differs; with its first line that does, where git still has the file as it was listed."""
    what, remedy = "a file that was changed", f"restore the file; if the change is meant, say why, and {_renewal(root)}"
    before = committed(root / entry.name)
    listed = before if before is not None and sha256(before) == entry.digest else None
    number, now, then = _first_difference(content, listed)
    if number:
        return failed(QUESTION, what, f"{entry.name}:{number}", f"the line is {now}", then, remedy)
    found = f"its SHA-256 is {sha256(content)}"
    return failed(QUESTION, what, entry.name, found, f"{entry.digest}, by {entry.place}", remedy)


def _first_difference(content: bytes, before: bytes | None) -> tuple[int, str, str]:
    """The number of the first line that differs, that line now and before; no number where it can't be said.

    >>> _first_difference(b"a,1\\nb,2\\n", b"a,1\\nb,3\\n")
    (2, '`b,2`', '`b,3`')
    """
    if before is None or b"\0" in before or b"\0" in content:
        return 0, "", ""
    pairs = zip_longest(content.split(b"\n"), before.split(b"\n"))
    number, (now, then) = next((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return number, _shown_line(now, then), _shown_line(then, now)


def _shown_line(line: bytes | None, other: bytes | None) -> str:
    """A line as a message shows it: from a little before the place at which the other one differs."""
    if line is None:
        return "not there"
    text, beside = (one.decode("utf-8", "replace").rstrip("\r") for one in (line, other or b""))
    same = next((at for at, (a, b) in enumerate(zip(text, beside, strict=False)) if a != b), 0)
    begin = max(0, same - CONTEXT)
    part = visible(text[begin : begin + LONGEST], lines=False)
    return f"`{'…' if begin else ''}{part}{'…' if begin + LONGEST < len(text) else ''}`"


def _unlisted(root: Path, entries: Sequence[Entry]) -> Iterator[Item]:
    known = {entry.name for entry in entries}
    for name in listed_files(root):
        if name not in known:
            remedy = f"remove it, or if it belongs there, {_renewal(root)}"
            yield failed(QUESTION, "a file that is not listed", name, "no line of the manifest has it", "one", remedy)


def _links(root: Path) -> Iterator[Item]:
    """Links among the data: what they lead to can change, or hold more, and no line of the manifest would tell."""
    for folder, folders, names in os.walk(root / DATA):
        for path in (Path(folder, name) for name in sorted([*folders, *names])):
            if path.is_symlink():
                place = path.relative_to(root).as_posix()
                found = f"it leads to {visible(os.readlink(path), lines=False)[:LONGEST]}"
                yield failed(QUESTION, "a link in place of a file", place, found, "the file itself", "put it there")


def _rules_that_run(entries: Sequence[Entry]) -> Iterator[Item]:
    """The tables of rules of the program that runs, where it is not the one of the project."""
    rules = [entry for entry in entries if entry.name.startswith(RULES)]
    other = [one for one in rules if _digest(PACKAGE / one.name.removeprefix(RULES)) != one.digest]
    for entry in other:
        place = shown(PACKAGE / entry.name.removeprefix(RULES))
        found, expected = "the program that runs has another table of rules", f"that of {entry.place}"
        yield failed(QUESTION, "a table of rules", place, found, expected, "run the program of the project")
    if rules and not other:
        yield passed(QUESTION, "the tables of rules of the program that runs", shown(PACKAGE))


def _digest(path: Path) -> str:
    content = _content(path)
    return "" if content is None else sha256(content.replace(b"\r\n", b"\n"))
