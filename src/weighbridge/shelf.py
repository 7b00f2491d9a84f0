"""Where the tables, the sources and the cases are: the shared ones in ``data/``, and a case's own beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .errors import CaseError, Place, Problem, suggestion
from .evidence import EvidenceError, Row, read_table
from .source import Source, read_sources

CASE_FILE = "case.yaml"


def data_folder() -> Path:
    """The project's ``data``: named by ``WEIGHBRIDGE_DATA``, above the working folder, or beside the source."""
    if named := os.environ.get("WEIGHBRIDGE_DATA"):
        return Path(named)
    beside = Path(__file__).resolve().parents[2]
    for folder in (Path.cwd(), *Path.cwd().parents, beside):
        if (folder / "data" / "cases").is_dir():
            return folder / "data"
    return beside / "data"


def case_names() -> list[str]:
    """The names of the cases in the project's data."""
    return sorted(path.parent.name for path in (data_folder() / "cases").glob(f"*/{CASE_FILE}"))


def find_case(name: str) -> Path:
    """The case file of a name, of a folder or of a file; raises ``CaseError`` with the nearest names."""
    path = Path(name)
    try:
        for candidate in (path, path / CASE_FILE, data_folder() / "cases" / name / CASE_FILE):
            if candidate.is_file():
                return candidate
        is_folder = path.is_dir()
    except (OSError, ValueError):  # a name that no file can have
        is_folder = False
    if is_folder and name:
        raise CaseError([Problem(Place(name), f"the folder holds no {CASE_FILE}", "see docs/cases.md")])
    known = case_names()
    raise CaseError(
        [
            Problem(
                Place(f"case `{name[:60]}`"),
                "there is no such case",
                suggestion(name[:60], known)
                or f"looked in {data_folder() / 'cases'}; name a folder, or set WEIGHBRIDGE_DATA",
            )
        ]
    )


def shown(path: Path) -> str:
    """A path as the user would write it: relative where it lies below the working folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@dataclass(frozen=True)
class Shelf:
    """The evidence that a case can draw on: its own folder first, then the shared one."""

    folders: tuple[Path, ...]
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, compare=False, repr=False)
    newcomers: dict[str, Source] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, case_file: Path) -> Shelf:
        """The shelf of a case: ``evidence`` beside it, that of the data it lies in, and the project's own."""
        folders = [folder / "evidence" for folder in case_file.resolve().parents]
        above = [folder for folder in folders if folder.is_dir()]
        return cls(tuple(dict.fromkeys((*above, data_folder() / "evidence"))))

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a table; raises ``EvidenceError`` with the nearest names."""
        if not name.isascii() or len(name) > 60 or not name.replace("-", "").replace("_", "").isalnum():
            raise EvidenceError(f"`{name[:40]}` is not the name of a table", "write its name without folder and ending")
        if name in self.tables:
            return self.tables[name]
        for folder in self.folders:
            if (folder / f"{name}.csv").is_file():
                self.tables[name] = read_table(folder / f"{name}.csv")
                return self.tables[name]
        known = [path.stem for folder in self.folders for path in folder.glob("*.csv")]
        raise EvidenceError(f"there is no table `{name}`", suggestion(name, known))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its key; a case's own wins over the shared one."""
        written = {
            key: source
            for folder in reversed(self.folders)
            for key, source in read_sources(folder / "sources.json", shown(folder / "sources.json")).items()
        }
        return {**self.newcomers, **written}
