"""The tables and the sources that a case can draw on: its own beside it first, then the shared ones in ``data/``."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from ..base import LEADS_OUT, data_folder, folders_above, lies_within, named, shown, suggestion
from .dialect import Dialect, find_dialect
from .figures import SIGNS, NumberFormat, decimal_signs, readings
from .file_behind import FileBehind, files_behind
from .rows import EvidenceError, Row, date_fault, read_table
from .sources import SOURCES, Source, read_sources, source_places

LIBRARY = "library"
KINDS = ("evidence", LIBRARY)  # of folders: what was gathered for a case goes before everyday evidence
OTHER_TABLES = (".tsv", ".tab", ".txt", ".xlsx", ".xls", ".ods")  # what a spreadsheet saves instead


@dataclass(eq=False)
class Holdings:
    """The evidence that a case can draw on: its own folder first, then the shared one. A table is read once, and kept.

    Attributes:
        tables: those that were read, and those that take the place of one in a folder.
        newcomers: sources that no list has yet.
        replaced: sources that take the place of those that the lists have.
        dialects: how the tables that were read are written.
        packages: the resources of the packages that describe them.
        signs: the decimal signs of those figures of a table's column that can only be read one way.
        files: the files that lines of a table were read from, as far as that is recorded.
        found: what was made of them for a case, for all that is made of it by a change.
    """

    folders: tuple[Path, ...]
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False)
    newcomers: Mapping[str, Source] = field(default_factory=dict, repr=False)
    dialects: dict[str, Dialect] = field(default_factory=dict, repr=False)
    packages: dict[Path, list[Mapping[str, Any]]] = field(default_factory=dict, repr=False)
    signs: dict[tuple[str, str], set[str]] = field(default_factory=dict, repr=False)
    files: dict[str, Mapping[range, FileBehind]] = field(default_factory=dict, repr=False)
    replaced: Mapping[str, Source] = field(default_factory=dict, repr=False)
    found: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        case_file: Path,
        tables: Mapping[str, tuple[Row, ...]] | None = None,
        newcomers: Mapping[str, Source] | None = None,
        data: Path | None = None,
    ) -> Holdings:
        """That of a case: ``evidence`` beside it, that of the data it lies in, the project's own, and the libraries.

        Args:
            data: the folder of data that takes the place of the project's own.
        """
        shared = data or data_folder()
        bases = (*folders_above(case_file), shared)
        above = [folder for kind in KINDS for base in bases if (folder := base / kind).is_dir()]
        folders = above or [shared / "evidence"]
        return cls(tuple(dict.fromkeys(folders)), dict(tables or {}), newcomers or {})

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a table; raises ``EvidenceError`` with the nearest names."""
        if not name.isascii() or len(name) > 60 or not name.replace("-", "").replace("_", "").isalnum():
            remedy = "write its name without folder and ending"
            if Path(name).stem != name:
                remedy += f": `table: {Path(name[:40]).stem}`"
            raise EvidenceError(f"`{name[:40]}` is not the name of a table", remedy)
        if name in self.tables:
            return self.tables[name]
        if path := self._path(name):
            if not lies_within(path, path.parent.parent):
                raise EvidenceError(LEADS_OUT, "put the table itself there", place=named(path))
            self.tables[name] = read_table(path, self._dialect(name))
            return self.tables[name]
        known = [path.stem for folder in self.folders for path in folder.glob("*.csv")]
        others = [path for folder in self.folders for path in folder.glob(f"{name}.*") if path.suffix in OTHER_TABLES]
        if others:
            remedy = f"save it as {name}.csv: CSV, UTF-8, with commas"
            raise EvidenceError(f"the table `{name}` is {shown(others[0])}, expected a CSV file", remedy)
        raise EvidenceError(f"there is no table `{name}`", suggestion(name, known))

    def file_of(self, name: str) -> Path | None:
        """The file of a table, in the first folder that has one; none where no folder has."""
        return self._path(name)

    def description_of(self, name: str) -> Mapping[str, Any]:
        """What the package beside a table says of it, word for word; empty where none describes it."""
        dialect = self._dialect(name)
        for resource in self.packages.get(dialect.package, []) if dialect.described else []:
            if resource.get("name") == dialect.resource:
                return resource
        return {}

    def figure(self, row: Row, column: str) -> str:
        """The figure in a cell as a plain number, ``1250.5``, whatever signs its table writes numbers with.

        The signs are those that are declared for the column; where none are, a figure that may be read in two ways is
        read as those other figures of the column show that leave no choice.

        Raises:
            EvidenceError: it is not a number, is not written as declared, or may be one of two numbers.
        """
        text, dialect = row.cells[column], self._dialect(row.table)
        if declared := dialect.formats.get(column):
            plain = declared.plain(text)
            if plain is None:
                raise self._not_as_declared(row, column, declared)
            return plain
        ways = readings(text)
        if not ways:
            raise self._not_a_number(row, column)
        if len(set(ways.values())) == 1:
            return next(iter(ways.values()))
        if (row.table, column) not in self.signs:
            self.signs[row.table, column] = decimal_signs(one.cells.get(column, "") for one in self.table(row.table))
        signs = self.signs[row.table, column]
        if len(signs) != 1:
            raise self._ambiguous(row, column, ways, signs)
        return ways[next(iter(signs))]

    def unit(self, row: Row, column: str) -> str:
        """The unit of the figures in a column of a row: the column's own, where one is declared, else that of the row.

        Raises:
            EvidenceError: the row has nothing in the column that gives the unit.
        """
        unit, given = self._dialect(row.table).units.get(column, ("", "unit"))
        if not unit and not row.cells.get(given):
            found = f"there is nothing in `{given}`, which gives the unit of `{column}`"
            raise EvidenceError(found, "write the unit there", place=self.place(row))
        return unit or row.cells[given]

    def has_own_unit(self, table: str, column: str) -> bool:
        """Whether the unit of a column is declared, for all of its figures."""
        return bool(self._dialect(table).units.get(column, ("", ""))[0])

    def check_dates(self, row: Row) -> None:
        """Raise ``EvidenceError`` unless all that a row says of when its figures hold are dates."""
        if fault := date_fault(row):
            column, error = fault
            raise EvidenceError(f"in `{column}`, {error.message}", error.remedy, place=self.place(row))

    def place(self, row: Row) -> str:
        """The file and the line of a row, as a message shows them."""
        path = self._path(row.table)
        return f"{shown(path) if path else row.table + '.csv'}:{row.line}"

    def file_behind(self, row: Row) -> FileBehind | None:
        """The file that a row was read from, where the record of its table says so."""
        if row.table not in self.files:
            path = self._path(row.table)
            self.files[row.table] = files_behind(path) if path else {}
        return next((file for lines, file in self.files[row.table].items() if row.line in lines), None)

    def source_place(self, key: str) -> str:
        """The list and the line on which a source begins; the name of such lists where none has it."""
        return self._source_places.get(key, SOURCES)

    @cached_property
    def _source_places(self) -> dict[str, str]:
        return source_places(self.folders)

    def _path(self, name: str) -> Path | None:
        return next((path for folder in self.folders if (path := folder / f"{name}.csv").is_file()), None)

    def _dialect(self, name: str) -> Dialect:
        if name not in self.dialects:
            path = self._path(name) or self.folders[-1] / f"{name}.csv"
            self.dialects[name] = find_dialect(path, self.packages)
        return self.dialects[name]

    def _not_a_number(self, row: Row, column: str) -> EvidenceError:
        found = f"`{column}` is `{row.cells[column][:40]}`, expected one number such as 1250 or 0.5"
        remedy = "write digits alone; the unit stands in the column `unit`, a range in two columns"
        return EvidenceError(found, remedy, place=self.place(row))

    def _not_as_declared(self, row: Row, column: str, declared: NumberFormat) -> EvidenceError:
        groups = f"`{declared.group}`" if declared.group else "nothing"
        package = shown(self._dialect(row.table).package)
        found = f"`{column}` is `{row.cells[column][:40]}`"
        expected = f"{package} declares `{declared.decimal}` for decimals and {groups} between groups of digits"
        remedy = f"write it so, or mend `decimalChar` and `groupChar` in {package}"
        return EvidenceError(f"{found}; {expected}", remedy, place=self.place(row))

    def _ambiguous(self, row: Row, column: str, ways: Mapping[str, str], signs: Collection[str]) -> EvidenceError:
        point, comma = (_short(ways[sign]) for sign in SIGNS)
        others = "others of the column are written in both ways" if signs else "no other figure of the column tells"
        found = f"`{column}` is `{row.cells[column][:40]}`, which may be {point} or {comma}"
        declare = self._dialect(row.table).to_declare_signs(column, ".", ",")
        other = '`"decimalChar": ",", "groupChar": "."`'
        remedy = f"for {point} {declare}; for {comma} the same with {other}"
        return EvidenceError(f"{found}: {others}", remedy, place=self.place(row))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its key; a case's own wins over the shared one. Those of libraries are read when needed."""
        near = [folder for folder in self.folders if folder.name != LIBRARY]
        far = [folder for folder in self.folders if folder.name == LIBRARY]
        if not near:
            near, far = far, []
        return _Sources({**self.newcomers, **_sources_of(near), **self.replaced}, tuple(far))


class _Sources(Mapping[str, Source]):
    """Sources by their keys; the lists of some folders are read when the others lack a key, or when all are wanted."""

    def __init__(self, near: dict[str, Source], far: tuple[Path, ...]) -> None:
        self._near, self._far = near, far

    def __getitem__(self, key: str) -> Source:
        found = self._near.get(key)
        return self._all[key] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> dict[str, Source]:
        return {**_sources_of(self._far), **self._near}


def _sources_of(folders: Sequence[Path]) -> dict[str, Source]:
    """The sources of some folders; the first wins."""
    return {
        key: source
        for folder in reversed(folders)
        for key, source in read_sources(folder / "sources.json", shown(folder / "sources.json")).items()
    }


def _short(plain: str) -> str:
    """A plain number without zeros at its end: ``1.250`` is shown as 1.25."""
    digits, *word = plain.split()
    return " ".join([f"{Decimal(digits).normalize():f}", *word])
