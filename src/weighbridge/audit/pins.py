"""Whether the versions agree: ``constraints.txt``, ``environment.yml``, and what this audit runs with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..base import line_of
from .results import Item, failed, passed, unchecked
from .scope import Scope

QUESTION = "pins"
PINS, CONDA = "constraints.txt", "environment.yml"
RESTING = ("numpy", "scipy", "pint", "pydantic", "ruamel.yaml", "matplotlib", "pillow")  # of figures and pictures
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([\w.!+]+)", re.MULTILINE)
_CONDA = re.compile(r"^\s*- ([A-Za-z0-9][\w.-]*)={1,2}([\w.!+]+)\s*$", re.MULTILINE)


def pins(scope: Scope) -> Iterator[Item]:
    """Items on versions: those of the environment against those that are pinned, and those that are installed."""
    if scope.root is None or not (scope.root / PINS).is_file():
        yield unchecked(QUESTION, "pinned versions", f"there is no {PINS}", "audit the case in its project")
        return
    pinned = pinned_versions(scope.root)
    wrong = list(_environment(scope.root, pinned))
    yield from wrong
    if not wrong:
        yield passed(QUESTION, f"the versions of {CONDA}", CONDA, f"all are those of {PINS}")
    if others := other_versions(pinned):
        remedy = f"audit in an environment of {PINS}: `make audit`"
        yield unchecked(QUESTION, "the versions that this audit runs with", "; ".join(others), remedy, PINS)
    else:
        yield passed(QUESTION, "the versions that this audit runs with", PINS, "figures and pictures rest on them")


def pinned_versions(root: Path) -> dict[str, set[str]]:
    """The versions that a project pins, by the name of the library: several where they differ by Python."""
    path = root / PINS
    found: dict[str, set[str]] = {}
    for name, pin in _PINNED.findall(path.read_text("utf-8")) if path.is_file() else ():
        found.setdefault(_name(name), set()).add(pin)
    return found


def other_versions(pinned: Mapping[str, set[str]], libraries: tuple[str, ...] = RESTING) -> list[str]:
    """Which libraries are not installed in a version that is pinned, each in words."""
    told = []
    for name in libraries:
        try:
            here = version(name)
        except PackageNotFoundError:
            continue  # what is not installed draws nothing, and computes nothing
        if here not in (wanted := pinned.get(_name(name), set())):
            told.append(f"{name} {here} is installed, and {' or '.join(sorted(wanted)) or 'none'} is pinned")
    return told


def _environment(root: Path, pinned: Mapping[str, set[str]]) -> Iterator[Item]:
    """The lines of ``environment.yml`` whose version is not pinned."""
    path = root / CONDA
    text = path.read_text("utf-8") if path.is_file() else ""
    for found in _CONDA.finditer(text):
        name, here = found.groups()
        if (wanted := pinned.get(_name(name))) and here not in wanted:
            place = f"{CONDA}:{line_of(text, found.start(1))}"
            remedy = f"compare both with git; `make pins` writes {PINS} anew, and {CONDA} must follow"
            expected = f"{' or '.join(sorted(wanted))}, as {PINS} has it"
            yield failed(QUESTION, f"the versions of {CONDA}", place, f"{name} {here}", expected, remedy)


def _name(name: str) -> str:
    """A library's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
