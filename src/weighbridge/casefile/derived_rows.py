"""Figures that were worked out for a table, worked out again from the columns that they rest on.

A row says in ``worked_out`` how: ``payload = total / trucks``, or ``low = paid_low / against_high; high = ...``,
formulas over columns of the row. A column may name a row of another table (``metal-prices:copper:2017-02``), and
``reference.price`` is then a cell of that one. Where an input is not known, ``lacking`` says which, and no case may use
the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..base import Place, Problem, RemediedError, suggestion
from ..evidence import EvidenceError, Holdings, Package, Row, Table
from ..graph import Constant, Floats, Number, Units, fold, names_in, parse, walk
from ..text import describe, factor, parse_unit, same_kind
from .leaves import LACKING

WORKED_OUT, MARK = "worked_out", "mark"
NUMBERS = ("number", "integer")
SLACK = 1e-9  # binary fractions: half a unit of the last digit may be a hair more than half
_STEP = re.compile(r"(?P<targets>\w+(?:\s*=\s*\w+)*?)\s*=\s*(?P<formula>[^=]+)")
_EXAMPLE = "`low = high = money / mass`, or `low = a / b; high = c / d`"


@dataclass(frozen=True)
class _Cell:
    """A figure of a row with its unit."""

    figure: str
    unit: str

    @property
    def in_root_units(self) -> float:
        return float(self.figure) * factor(parse_unit(self.unit))


class DerivedRowError(RemediedError):
    """A figure that can't be worked out again, or that is not what its inputs give."""


def derived_row_problems(package: Package, folder: Path, tables: str = "evidence") -> list[Problem]:
    """Every row of the tables of a data folder that its own columns do not give again, with file and line.

    A row marked D has to say how it was worked out or what is lacking; the result has to agree with the figure to half
    a unit of the last digit written.

    Args:
        package: the description of the tables, which says in what unit each column is.
        folder: the folder of the package.
        tables: the folder of the tables within it.
    """
    return _Workings(package, Holdings((folder / tables,))).problems()


def _workings(text: str) -> dict[str, str]:
    """The formula of every column that a row says how it was worked out; raises where it does not say so."""
    found: dict[str, str] = {}
    for step in filter(None, map(str.strip, text.split(";"))):
        match = _STEP.fullmatch(step)
        if match is None:
            raise DerivedRowError(f"`{step}` in `{WORKED_OUT}` does not say what is what", f"write {_EXAMPLE}")
        found.update(dict.fromkeys(map(str.strip, match["targets"].split("=")), match["formula"].strip()))
    return found


def _names(workings: Mapping[str, str]) -> list[str]:
    """The names that formulas work with."""
    return [name for formula in workings.values() for name in names_in(parse(formula))]


class _Workings:
    """The tables of a package with their rows by key."""

    def __init__(self, package: Package, holdings: Holdings) -> None:
        self.holdings = holdings
        self.tables = {one.name: one for one in package.resources if isinstance(one, Table)}

    def problems(self) -> list[Problem]:
        """What is wrong, in the order of the tables."""
        found = []
        for table in self.tables.values():
            if MARK not in table.column_names:
                continue  # a table of other things than figures
            if WORKED_OUT not in table.column_names and not any(r.cells[MARK] == "D" for r in self._rows(table.name)):
                continue
            for row in self._rows(table.name):
                for error in self._faults(table, row):
                    place = Place(self.holdings.place(row).rpartition(":")[0], row.line)
                    message = error.found if isinstance(error, EvidenceError) else error.message
                    found.append(Problem(place, message, error.remedy))
        return found

    def _rows(self, name: str) -> tuple[Row, ...]:
        return self.holdings.table(name)

    def _faults(self, table: Table, row: Row) -> Iterator[RemediedError]:
        """What is wrong with how a row was worked out."""
        text, lacking = (row.cells.get(column, "").strip() for column in (WORKED_OUT, LACKING))
        if text and lacking:
            found = f"`{WORKED_OUT}` and `{LACKING}` are both filled, expected one of them"
            yield DerivedRowError(found, "what can be worked out lacks nothing")
        elif row.cells[MARK] == "D" and not (text or lacking):
            found = f"the row is marked D, worked out by us, and has nothing in `{WORKED_OUT}`"
            remedy = f"write {_EXAMPLE}; or say in `{LACKING}` which input is not known"
            yield DerivedRowError(found, remedy)
        elif text:
            yield from self._not_so(table, row, text)

    def _not_so(self, table: Table, row: Row, text: str) -> Iterator[RemediedError]:
        """Where the figures of a row are not what its workings give, or not all of them are worked out."""
        try:
            workings = _workings(text)
            self._no_circle(row, workings)
        except RemediedError as error:
            yield error
            return
        for target, formula in workings.items():
            try:
                self._agrees(table, row, target, formula)
            except RemediedError as error:
                yield error
        if row.cells[MARK] == "D":
            for figure in [one for one in table.figures if row.cells[one] and one not in workings]:
                found = f"the row is marked D, and `{WORKED_OUT}` does not say how `{figure}` was worked out"
                yield DerivedRowError(found, f"add `; {figure} = ...`")

    def _no_circle(self, row: Row, workings: Mapping[str, str]) -> None:
        """Raise where a figure is worked out from itself, in its own row or by way of others."""
        remedy = "name inputs that a source gives"
        used = _names(workings)
        if again := next((name for name in used if name in workings), None):
            raise DerivedRowError(f"`{again}` is worked out, and `{WORKED_OUT}` works with it", remedy)
        ahead, seen = list(self._origins(row, used)), [row]
        while ahead:
            found = ahead.pop()
            if found is row:
                raise DerivedRowError("the row is worked out from itself, by way of the rows that it names", remedy)
            if found not in seen and (text := found.cells.get(WORKED_OUT)):
                ahead += self._origins(found, _names(_workings(text)))
            seen.append(found)

    def _origins(self, row: Row, names: Iterable[str]) -> Iterator[Row]:
        """The rows that the names of a formula lead to."""
        for column in {name.partition(".")[0] for name in names if "." in name}:
            if row.cells.get(column):
                yield self._row(row.cells[column], column)[1]

    def _agrees(self, table: Table, row: Row, target: str, formula: str) -> None:
        """Raise unless a formula gives the figure of a column to the digits that are written."""
        cell = self._cell(table, row, target)
        found, unit = self._result(table, row, formula), parse_unit(cell.unit)
        if not same_kind(found[1], unit):
            message = f"`{formula}` is {describe(found[1])}, and `{target}` is {describe(unit)}"
            raise DerivedRowError(message, "mend the formula, or the unit of one of its columns")
        value = found[0] / factor(unit)
        half = 10.0 ** Decimal(cell.figure).as_tuple().exponent / 2  # type: ignore[operator]
        if not abs(value - float(cell.figure)) <= half * (1 + SLACK) + SLACK * abs(value):
            message = f"`{target}` is {cell.figure} {cell.unit}, and `{target} = {formula}` gives {value:.6g}"
            raise DerivedRowError(message, "mend the figure, an input or the formula")

    def _result(self, table: Table, row: Row, formula: str) -> tuple[float, object]:
        """What a formula gives of the cells of a row: a number in root units, and its unit."""
        expression = parse(formula)
        for number in [node for node in walk(expression) if isinstance(node, Number)]:
            if number.unit or number.value != 1:
                found = f"the figure {number.value:g} {number.unit}".rstrip() + f" stands in `{formula}`"
                raise DerivedRowError(found, "give it a column of its own, with its unit and what it means")
        cells = {name: self._named(table, row, name) for name in names_in(expression)}
        unit = fold(expression, Units({name: parse_unit(cell.unit) for name, cell in cells.items()}))
        try:
            value = fold(expression, Floats({name: cell.in_root_units for name, cell in cells.items()}.__getitem__))
        except (ArithmeticError, ValueError) as error:
            raise DerivedRowError(f"`{formula}` is not a number: {error}", "check its inputs") from None
        return value, parse_unit("one") if isinstance(unit, Constant) else unit

    def _named(self, table: Table, row: Row, name: str) -> _Cell:
        """The figure that a name of a formula stands for: a cell of the row, or of the row that a cell of it names."""
        column, _, inner = name.partition(".")
        if column not in table.column_names:
            raise DerivedRowError(f"`{table.name}` has no column `{column}`", suggestion(column, table.column_names))
        if not row.cells[column]:
            raise DerivedRowError(f"`{WORKED_OUT}` needs `{column}`, which is empty", "fill it, or mend the formula")
        if not inner:
            return self._cell(table, row, column)
        other, found = self._row(row.cells[column], column)
        if lacking := found.cells.get(LACKING):
            message = f"`{column}` names {row.cells[column]}, which cannot be worked out itself: it lacks {lacking}"
            raise DerivedRowError(message, "rest the figure on another row")
        return self._cell(other, found, inner)

    def _row(self, text: str, column: str) -> tuple[Table, Row]:
        """The row that a cell names as ``TABLE:KEY``, the keys of two columns with a colon between them."""
        name, *key = text.split(":")
        table = self.tables.get(name)
        if table is None:
            raise DerivedRowError(
                f"`{column}` is `{text}`, and there is no table `{name}`", suggestion(name, self.tables)
            )
        keys = {tuple(row.cells[part] for part in table.columns.primaryKey): row for row in self._rows(name)}
        if tuple(key) not in keys:
            parts = ":".join(part.upper() for part in table.columns.primaryKey)
            raise DerivedRowError(f"`{column}` is `{text}`, and `{name}` has no such row", f"write `{name}:{parts}`")
        return table, keys[tuple(key)]

    def _cell(self, table: Table, row: Row, column: str) -> _Cell:
        """A figure of a row with its unit: that of its column, of the column that this names, or of the row."""
        field = next((field for field in table.columns.fields if field.name == column), None)
        if field is None:
            raise DerivedRowError(f"`{table.name}` has no column `{column}`", suggestion(column, table.column_names))
        if field.type not in NUMBERS:
            raise DerivedRowError(f"`{column}` of `{table.name}` holds no numbers", "name a column of figures")
        if not row.cells[column]:
            raise DerivedRowError(f"`{column}` of `{table.name}` is empty in that row", "fill it, or mend the formula")
        return _Cell(self.holdings.figure(row, column), self.holdings.unit(row, column))
