"""What is done of a run, in a folder beside its output: a file for each stretch of rows, put together at the end.

A stretch is written whole or not at all, so a run that is stopped goes on behind the last stretch that stands there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ..base import (
    CaseError,
    Place,
    Problem,
    StoreError,
    csv_cell,
    exclusive,
    make_folder,
    named,
    needs,
    put_file,
    remove_folder,
    tidy,
)
from .source import Source

Row = dict[str, Any]
PLAN = "plan.json"
ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True)
class Plan:
    """What makes two runs one: the file, what of it is weighed and how, and how many rows a stretch has."""

    sha256: str
    column: str
    sort: str
    stretch: int
    version: str
    options: str


class Parts:
    """The stretches of a run that are done."""

    def __init__(self, out: Path, source: Source, stretch: int, version: str, options: str) -> None:
        """Name the folder of a run.

        Raises:
            CaseError: the output is there already, or has another ending.
        """
        self.out = out
        self.folder = out.with_name(f"{out.name}.parts")
        self.plan = Plan(source.sha256, source.column, source.sort, stretch, version, options)
        if out.suffix not in ENDINGS:
            raise _refusal(out, f"ends in `{out.suffix}`", "name a file that ends in `.csv` or `.parquet`")
        if out.suffix == ".parquet":
            _pyarrow()
        self._refuse_if_there()

    def _refuse_if_there(self) -> None:
        if self.out.exists():
            if self._is_ours():  # and finished: it was stopped before it could remove this
                remove_folder(self.folder)
            tidy(self.out.parent)
            raise _refusal(self.out, "is there already", "move it away, or name another output")

    @contextmanager
    def held(self) -> Iterator[None]:
        """A block in which no other run can write to the folder, made where there is none; it goes with the last part.

        Raises:
            CaseError: the folder is that of another run.
            StoreError: another run holds it, or it cannot be written.
        """
        if self.folder.is_symlink():  # which somebody may have planted, to have files elsewhere written and removed
            raise _refusal(self.folder, "a link stands there", "remove it, or name another output")
        make_folder(self.folder)
        with exclusive(self.folder) as self._write:
            self._refuse_if_there()  # by a run that ended while this one waited
            self._agree()
            yield
        if self.out.exists():
            remove_folder(self.folder)

    def _agree(self) -> None:
        """Write the plan, or see that the one that stands there is the same."""
        if not (self.folder / PLAN).is_file():
            self._write({PLAN: json.dumps(asdict(self.plan), indent=1)})
        elif not self._is_ours():
            found = "holds an unfinished run of another file, column or version"
            raise _refusal(self.folder, found, "remove it, or name another output")

    def _is_ours(self) -> bool:
        """Whether the folder holds this run: the same file, weighed in the same way."""
        try:
            return bool(json.loads((self.folder / PLAN).read_text(encoding="utf-8")) == asdict(self.plan))
        except (OSError, ValueError, RecursionError):
            return False

    def path(self, number: int) -> Path:
        """The file of a stretch, counted from 0."""
        return self.folder / f"{number:07}.jsonl"

    def is_done(self, number: int) -> bool:
        """Whether a stretch stands there whole."""
        return self.path(number).is_file()

    def keep(self, number: int, rows: Sequence[Row]) -> None:
        """Write the rows of a stretch."""
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        self._write({self.path(number).name: text})

    def rows(self, count: int) -> Iterator[list[Row]]:
        """The rows of each of the first stretches, in order."""
        for number in range(count):
            with self.path(number).open(encoding="utf-8") as lines:
                yield [json.loads(line) for line in lines]

    def put_together(self, count: int, columns: dict[str, type]) -> None:
        """Write the output from all stretches, a stretch at a time; raises ``StoreError`` where that cannot be."""
        whole = f"whole{self.out.suffix}"
        write = self._csv if self.out.suffix == ".csv" else self._parquet
        try:
            self._write({whole: lambda file: write(file, count, columns)})
            put_file(self.folder / whole, self.out)
        except StoreError as error:
            found, remedy = error.problem.message, error.problem.remedy
            raise StoreError(
                Problem(Place(named(self.out)), found, f"{remedy}: all rows are weighed and kept")
            ) from None

    def _csv(self, file: BinaryIO, count: int, columns: dict[str, type]) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.DictWriter(text, list(columns), lineterminator="\n")
        writer.writeheader()
        for rows in self.rows(count):
            writer.writerows({name: csv_cell(value) for name, value in row.items()} for row in rows)
        text.detach()  # written to its end; who opened the file closes it

    def _parquet(self, file: BinaryIO, count: int, columns: dict[str, type]) -> None:
        pyarrow, parquet = _pyarrow()
        types = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
        schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
        with parquet.ParquetWriter(file, schema) as writer:
            for rows in self.rows(count):
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


def _pyarrow() -> tuple[Any, Any]:
    with needs("a Parquet file", "scale", "install it with {install}, or name a file that ends in `.csv`"):
        import pyarrow
        import pyarrow.parquet
    return pyarrow, pyarrow.parquet


def _refusal(path: Path, found: str, remedy: str) -> CaseError:
    return CaseError([Problem(Place(named(path)), found, remedy)])
