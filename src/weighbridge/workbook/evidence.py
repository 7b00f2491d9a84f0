"""The sheet *Evidence*: each figure that is known, with its row, its date and its sources."""

from __future__ import annotations

from collections.abc import Mapping

from ..base import pint
from ..case import Case
from ..graph import Figure, Input, NodeKind, Role
from ..text import factor, show
from .cells import Live, Reference
from .citations import CITING, cite
from .factors import Factors
from .grid import Column, Grid, titled

COLUMNS = {
    "quantity": Column("What it is", 40),
    "value": Column("Value", 14, "input"),
    "unit": Column("Unit", 16, "unit"),
    "row": Column("Table and line", 24, "name"),
    "key": Column("Key of the row", 22, "name"),
    "date": Column("Date", 16),
    "used": Column("Used for", 40),
    **CITING,
    "name": Column("Name in the case", 24, "name"),
}
CONVERTED = {
    "converted": Column("In the calculation", 14, "derived"),
    "its_unit": Column("Unit", 16, "unit"),
}
ABOUT = (
    "Each figure that is known, with where it is from. Change a yellow cell to see what follows. "
    "What is used by no comparison as the case stands belongs to another way to read it."
)
SAMPLE = "Rows of tables that are used as a sample"


class EvidenceCells:
    """The figures of a case that are known, each with its cell in the unit in which its quantity is shown."""

    def __init__(self, case: Case, factors: Factors) -> None:
        self.case, self.factors = case, factors
        self.model, self.sources = case.model, case.holdings.sources
        self.sheet = titled("Evidence", "Evidence", ABOUT)
        self.sheet.frozen = (4, 1)
        self.cells: dict[str, Reference] = {}
        self.rows: dict[tuple[str, int], Reference] = {}
        self.uses = uses_of_evidence(case)
        nodes = {name: self.model.node(name, case.choices) for name in self.model.nodes}
        self.inputs = {name: one for name, one in nodes.items() if isinstance(one, Input)}
        known = {name: one for name, one in self.inputs.items() if one.kind is NodeKind.EVIDENCE}
        self.grid = Grid(self.sheet, self._columns(known))
        for name, node in known.items():
            self._figure(name, node)
        self._samples()

    def _columns(self, known: Mapping[str, Input]) -> dict[str, Column]:
        """The columns; those of a converted figure only where one is shown in another unit than it was found in."""
        converts = any(one.figures[0].quantity().unit != self.model.units[name] for name, one in known.items())
        if not converts:
            return COLUMNS
        places = list(COLUMNS)
        after = places.index("unit") + 1
        return {**{key: COLUMNS[key] for key in places[:after]}, **CONVERTED, **COLUMNS}

    def _figure(self, name: str, node: Input) -> None:
        figure = node.figures[0]
        self.grid.next()
        entry = self.model.names.of(name)
        self.grid.put_all(quantity=entry, used=", ".join(self.uses.get(name, [])) or "no comparison as it stands")
        self.grid.put("name", name)
        self.cells[name] = self._value(figure, self.model.units[name])
        self._from(figure)

    def _value(self, figure: Figure, unit: pint.Unit) -> Reference:
        """The cell of a figure as it was found, or of the same in another unit."""
        written = figure.quantity()
        found = self.grid.put("value", float(written.low))
        self.grid.put("unit", show(written.unit) or "one")
        if written.unit == unit:
            return found
        self.grid.put("its_unit", show(unit) or "one")
        formula = f"{found}{self.factors.between(written.unit, unit)}"
        return self.grid.put("converted", Live(formula, written.roots()[0] / factor(unit)))

    def _from(self, figure: Figure) -> None:
        """Where a figure is from: table, line, key, date, sources."""
        row = figure.row
        self.grid.put_all(
            row=str(row) if row else "cited in the case itself",
            key=row.key if row else None,
            date=str(figure.date) if figure.date else None,
        )
        cite(self.grid, figure.sources, self.sources, figure.mark)

    def _samples(self) -> None:
        """The rows of tables of which a sample is made, each with its own cell."""
        for name, node in self.inputs.items():
            rows = [figure for figure in node.figures if figure.role is Role.ROW]
            if rows:
                self.grid.next()
                self.sheet.put(self.grid.next(), 0, f"{SAMPLE}: {self.model.names.of(name)}", "section")
            for index, figure in enumerate(rows):
                self.grid.next()
                self.grid.put_all(quantity=figure.label, used=self.model.names.of(name))
                self.rows[name, index] = self._value(figure, self.model.units[name])
                self._from(figure)


def uses_of_evidence(case: Case) -> dict[str, list[str]]:
    """For each piece of evidence, what is made of it under the choices of the case, in words."""
    found: dict[str, dict[str, None]] = {}
    for name in asked_of(case):
        node = case.model.node(name, case.choices)
        taken = [one.evidence for one in node.figures if one.evidence]
        for one in (*taken, *node.needs):
            found.setdefault(one, {})[case.model.names.of(name)] = None
    return {name: list(uses) for name, uses in found.items()}


def asked_of(case: Case) -> list[str]:
    """Every quantity that some check rests on under the choices of the case, in the order of the case."""
    seen: set[str] = set()
    waiting = [side for check in case.model.checks.values() for side in check.sides]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += case.model.node(current, case.choices).needs
    return [name for name in case.model.nodes if name in seen]
