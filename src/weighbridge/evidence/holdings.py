"""The tables and the sources that a case can draw on: its own beside it first, then the shared ones in ``data/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..base import data_folder, shown, suggestion
from .sources import Source, read_sources
from .tables import EvidenceError, Row, read_table


@dataclass(eq=False)
class Holdings:
    """The evidence that a case can draw on: its own folder first, then the shared one. A table is read once, and kept.

    Attributes:
        tables: those that were read, and those that take the place of one in a folder.
        newcomers: sources that no list has yet.
    """

    folders: tuple[Path, ...]
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False)
    newcomers: Mapping[str, Source] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        case_file: Path,
        tables: Mapping[str, tuple[Row, ...]] | None = None,
        newcomers: Mapping[str, Source] | None = None,
    ) -> Holdings:
        """That of a case: ``evidence`` beside it, that of the data it lies in, and the project's own."""
        folders = [folder / "evidence" for folder in case_file.resolve().parents]
        above = [folder for folder in folders if folder.is_dir()]
        return cls(tuple(dict.fromkeys((*above, data_folder() / "evidence"))), dict(tables or {}), newcomers or {})

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
