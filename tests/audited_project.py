"""A copy of the project that an audit may find fault with: the files that its manifest lists, and a manifest."""

import shutil
from pathlib import Path

import weighbridge
from small_cases import ROOT
from weighbridge.audit.manifest import NAME, listed_files, manifest_text
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope, project_of

CASE = "gold-ounces"


def copied(folder: Path) -> Path:
    """The folder, with a copy of every listed file in it and a manifest of them."""
    for name in listed_files(ROOT):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    (folder / NAME).write_text(manifest_text(folder), encoding="utf-8")
    return folder


def scope_of(folder: Path, case: str = CASE, **more) -> Scope:
    """What an audit looks at, for a case of a copy."""
    opened = weighbridge.open_case(str(folder / "data" / "cases" / case))
    return Scope(opened, project_of(opened.path), runs_notebooks=False, **more)


def replaced(path: Path, old: str, new: str, count: int = 1) -> None:
    """Put one text in the place of another in a file, where it must stand."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {path.name}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def failures(items):
    """The items that failed."""
    return [item for item in items if item.standing is Standing.FAILED]


def unchecked(items):
    """The items that could not be checked."""
    return [item for item in items if item.standing is Standing.UNCHECKED]
