"""What is tried: files in a folder, and what is typed there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

Call = tuple[str, ...]
WITH_TABLE = "with-table"  # a command that begins so names a table of the package, and the file that takes its place
IN_PROJECT = "in-project"  # one that begins so names the folder that stands for the project of the program
WITHOUT = "without.yaml"  # the same case without one of its checks


@dataclass(frozen=True)
class Attempt:
    """What is typed, one command after the other, in a folder that holds the files which its kind wrote.

    The first command that begins with ``list`` is the door: where it refuses the case, only the last command is
    tried beside it. ``written`` names the files and folders, relative to the folder, that the commands may make or
    change; all others must be what they were. Where ``verify --json`` is typed for a case and for the file
    ``WITHOUT``, the checks that both have must have the same outcome.
    """

    kind: str
    seed: int
    calls: tuple[Call, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of input: ``make`` writes files into an empty folder and says what is typed there.

    What it makes depends on the ``Random`` that it is given and on nothing else, so that it is the same on every
    machine. ``weight`` is its share of the seeds of a run over all kinds.
    """

    name: str
    make: Callable[[Random, Path], Attempt]
    weight: float

    def attempt(self, seed: int, folder: Path) -> Attempt:
        """The attempt of a seed, its files written into the folder."""
        made = self.make(Random(f"{self.name} {seed}"), folder)
        return Attempt(self.name, seed, made.calls, made.written)


def typed(*calls: Call, written: tuple[str, ...] = ()) -> Attempt:
    """An attempt as a kind makes it: its name and its seed are put in by the kind."""
    return Attempt("", 0, calls, written)
