"""The sheet *Assumptions*: every parameter that was judged or taken from evidence, with its reason and fair range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..base import pint
from ..case import Case
from ..evidence import witnesses
from ..graph import Fair, Figure, Input, NodeKind, Role, Shares, Slot
from ..text import factor, parse_unit, show
from ..uncertainty import BARE, Composition, Discrete, Distribution, Empirical
from .cells import Content, Live, Reference
from .citations import cited
from .evidence import EvidenceCells
from .factors import Factors
from .grid import Column, Grid, equal, titled

COLUMNS = {
    "quantity": Column("What it is", 40),
    "law": Column("Distribution", 13),
    "parameter": Column("Parameter", 18),
    "value": Column("Value", 14, "input"),
    "unit": Column("Unit", 16, "unit"),
    "origin": Column("Taken from", 34),
    "low": Column("Fair from", 12, "figure"),
    "high": Column("Fair to", 12, "figure"),
    "within": Column("Within that?", 9, "centred"),
    "reason": Column("Reason", 56),
    "range": Column("Why that range", 46),
    "sources": Column("Sources", 34),
    "address": Column("Address of the first", 34, "link"),
    "name": Column("Name in the case", 32, "name"),
}
ABOUT = (
    "What had to be judged. A yellow cell is a number that you may change; a white one follows from the evidence. "
    "The fair range says between which values it might as well have been put."
)
WORDS = {"low": "lowest", "mode": "likeliest", "high": "highest", "value": "value"}
GIVEN = "our estimate"
BOUND = "what a share can be at all"


class AssumptionCells:
    """The parameters of everything that was assumed, each with its cell in the unit of its quantity."""

    def __init__(self, case: Case, factors: Factors, evidence: EvidenceCells) -> None:
        self.case, self.factors, self.evidence = case, factors, evidence
        self.model, self.sources = case.model, case.holdings.sources
        self.sheet = titled("Assumptions", "Assumptions", ABOUT)
        self.sheet.frozen = (4, 1)
        self.grid = Grid(self.sheet, COLUMNS)
        self.cells: dict[tuple[str, str], Reference] = {}
        nodes = {name: self.model.node(name, case.choices) for name in self.model.nodes}
        kinds = (NodeKind.ASSUMPTION, NodeKind.DEFINITION)
        leaves = {name: one for name, one in nodes.items() if isinstance(one, Input | Shares) and one.kind in kinds}
        for name in _first_taken(leaves):
            self._leaf(name, leaves[name])
        self._correlations()

    def _leaf(self, name: str, node: Input | Shares) -> None:
        """The parameters of one leaf, a row each."""
        if isinstance(node, Shares):
            self._composition(name, node)
            return
        law = node.as_written(self.case.choices)
        if isinstance(law, Empirical):
            self._sample(name, node, law)
        elif node.kind is NodeKind.DEFINITION:
            self._defined(name, node, law)
        else:
            self._law(name, node, law)

    def _law(self, name: str, node: Input, law: Distribution) -> None:
        for figure in node.figures:
            if figure.slot is not None:
                unit = parse_unit("one") if figure.slot.parameter in BARE else self.model.units[name]
                value = _parameter(law, figure.slot) / factor(unit)
                self._row(name, law.kind, figure.slot.label, unit, figure, value)

    def _row(self, name: str, law: str, key: str, unit: pint.Unit, figure: Figure, value: float) -> Reference:
        """A parameter: what it is, its value, where it is from, how far else it might fairly lie."""
        self.grid.next()
        self.grid.put_all(quantity=self.model.names.of(name), law=law.replace("_", " "), parameter=_words(key))
        content = self._content(figure, unit, value)
        cell = self.grid.put("value", content, "derived" if isinstance(content, Live) else "input")
        self.grid.put("unit", show(unit) or "one")
        self.grid.put_all(origin=self._origin(figure, unit), reason=figure.reason)
        self.grid.put("name", figure.evidence or _set_by(name, figure.slot))
        self._sources(figure.sources)
        if figure.fair is not None:
            self._fair(figure.fair, unit, cell, value)
        self.cells[name, key] = cell
        return cell

    def _content(self, figure: Figure, unit: pint.Unit, value: float) -> Content:
        """A number, or a formula over the cell of the evidence that it is taken from.

        Evidence that an option changes under another name of the case is no longer what stands in its cell.
        """
        found = self._cell_of(figure.evidence)
        if found is None:
            return value
        own = self.model.units[figure.evidence or ""]
        return Live(f"{found}{self.factors.between(own, unit)}", value)

    def _cell_of(self, evidence: str | None) -> Reference | None:
        """The cell of what a parameter is taken from: evidence, or another assumption of one number."""
        if evidence is None:
            return None
        return self.evidence.cells.get(evidence) or self.cells.get((evidence, "value"))

    def _origin(self, figure: Figure, unit: pint.Unit) -> str:
        if figure.evidence is not None:
            own = self.model.units.get(figure.evidence, unit)
            converted = "" if own == unit else f", times the factor from {show(own)} to {show(unit) or 'one'}"
            return f"{self.model.names.of(figure.evidence)}{converted}"
        return "the sources in this row" if figure.sources else GIVEN

    def _sources(self, keys: Sequence[str]) -> None:
        self.grid.put_all(sources=cited(keys, self.sources))
        known = [self.sources[key] for key in keys if key in self.sources]
        if known:
            self.grid.link("address", known[0].url)

    def _fair(self, fair: Fair, unit: pint.Unit, cell: Reference, value: float) -> None:
        """The fair range in the unit of the row, and whether the value lies in it as the sheet stands."""
        ends = []
        for key, number, figure in zip(("low", "high"), (fair.low, fair.high), fair.figures, strict=True):
            content = self._content(figure, unit, number / factor(unit))
            ends.append(self.grid.put(key, content, "derived" if isinstance(content, Live) else "figure"))
        is_within = fair.low <= value * factor(unit) <= fair.high
        formula = f'IF(AND({cell}>={ends[0]},{cell}<={ends[1]}),"yes","no")'
        self.grid.put("within", Live(formula, "yes" if is_within else "no"))
        why = (
            f"{end}: {one.reason or self._origin(one, unit)}"
            for end, one in zip(("from", "to"), fair.figures, strict=True)
        )
        self.grid.put("range", "; ".join(why))

    def _sample(self, name: str, node: Input, law: Empirical) -> None:
        """The values of a table's rows, with the weight of each: those of one origin share theirs."""
        rows = [figure for figure in node.figures if figure.role is Role.ROW]
        origins = witnesses([figure.sources for figure in rows], self.sources)
        numbers = []
        for index, (value, origin) in enumerate(zip(law.values, origins, strict=True)):
            self.grid.next()
            unit = self.model.units[name]
            self.grid.put_all(quantity=self.model.names.of(name), law="sample", parameter=f"value {index + 1}")
            cell = self.grid.put("value", equal(self.evidence.rows[name, index], value / factor(unit)), "derived")
            self.grid.put_all(unit=show(unit) or "one", origin=f"a row of a table, of origin {origin + 1}")
            self.cells[name, f"value {index + 1}"] = cell
            numbers.append(origin + 1)
        group = self._origins(name, numbers)
        for index, weight in enumerate(law.weights):
            self.grid.next()
            self.grid.put_all(quantity=self.model.names.of(name), law="sample", parameter=f"weight {index + 1}")
            own = group[index]
            span = f"{group[0]}:{str(group[-1]).rpartition('!')[2]}"
            content = Live(f"1/COUNTIF({span},{own})", weight)
            self.cells[name, f"weight {index + 1}"] = self.grid.put("value", content, "derived")
            self.grid.put_all(unit="one", origin="one over how many rows share its origin")

    def _origins(self, name: str, numbers: Sequence[int]) -> list[Reference]:
        """A cell for the origin of each row, which a reviewer may renumber who thinks two rows to be of one witness."""
        cells = []
        for index, number in enumerate(numbers):
            self.grid.next()
            self.grid.put_all(
                quantity=self.model.names.of(name), law="sample", parameter=f"origin of value {index + 1}"
            )
            cells.append(self.grid.put("value", number, "input"))
            self.grid.put_all(unit="one", origin="rows with one number have one witness")
        return cells

    def _defined(self, name: str, node: Input, law: Distribution) -> None:
        """A length of the calendar: how many days, and how often."""
        unit = self.model.units[name]
        values = list(zip(law.values, law.weights, strict=True)) if isinstance(law, Discrete) else None
        for index, (days, weight) in enumerate(values or [(law.support()[0], 1.0)]):
            for kind, number, its in (("value", days / factor(unit), unit), ("weight", weight, parse_unit("one"))):
                if kind == "value" or values:
                    self.grid.next()
                    key = f"{kind} {index + 1}" if values else kind
                    self.grid.put_all(quantity=node.of or name, law="by definition", parameter=key)
                    self.cells[name, key] = self.grid.put("value", number, "input")
                    self.grid.put_all(unit=show(its) or "one", reason=node.figures[0].reason)
                    self.grid.put("name", name)

    def _composition(self, name: str, node: Shares) -> None:
        """The parts of a mix: their bounds, or amounts in proportion and how alike such mixes are."""
        parts = node.composition
        for figure in node.figures:
            if figure.slot is not None:
                unit = figure.quantity().unit
                self._row(
                    name, "composition", figure.slot.label, unit, figure, figure.quantity().roots()[0] / factor(unit)
                )
            elif figure.role is Role.PARTS:
                self.grid.next()
                self.grid.put_all(quantity=self.model.names.of(name), law="composition", reason=figure.reason)
                self.grid.put("parameter", figure.text)
        if parts.means is not None:
            self._proportions(name, node, parts, parts.means)
        else:
            self._bounds(name, parts)

    def _proportions(self, name: str, node: Shares, parts: Composition, means: Sequence[float]) -> None:
        """Amounts as shares of their sum; what is given as shares already stays as it is."""
        units = [one.quantity().unit for one in node.figures if one.slot is not None and one.slot.part is not None]
        keys = [f"mean {part}" for part in parts.parts]
        is_share = all(unit.dimensionless for unit in units)
        amounts = [f"{self.cells[name, key]}{self._scaled(unit)}" for key, unit in zip(keys, units, strict=True)]
        for key, amount, mean in zip(keys, amounts, means, strict=True):
            self.grid.next()
            self.grid.put_all(quantity=self.model.names.of(name), law="composition", parameter=f"{key}, as a share")
            content = Live(amount if is_share else f"{amount}/({'+'.join(amounts)})", mean)
            self.cells[name, key] = self.grid.put("value", content, "derived")
            self.grid.put_all(
                unit="one", origin="its amount over the sum of all" if not is_share else "the share above"
            )

    def _scaled(self, unit: pint.Unit) -> str:
        return f"*{self.factors.of(unit)}" if factor(unit) != 1 else ""

    def _bounds(self, name: str, parts: Composition) -> None:
        """Bounds of shares: as given, in plain numbers; where nothing is given, from 0 to 1."""
        for part, low, high in zip(parts.parts, parts.low, parts.high, strict=True):
            for end, number in (("low", low), ("high", high)):
                key = f"{end} {part}"
                given = self.cells.get((name, key))
                unit = None if given is None else self._unit_of(name, end, part)
                if unit is not None and factor(unit) == 1:
                    continue
                self.grid.next()
                self.grid.put_all(
                    quantity=self.model.names.of(name), law="composition", parameter=f"{_words(key)}, as a share"
                )
                content: Content = number if unit is None else Live(f"{given}{self._scaled(unit)}", number)
                self.cells[name, key] = self.grid.put("value", content, "input" if unit is None else "derived")
                self.grid.put_all(unit="one", origin=BOUND if unit is None else "the share above")
                if unit is None:
                    self.grid.put("name", f"{name}.{part}.{end}")

    def _unit_of(self, name: str, end: str, part: str) -> pint.Unit:
        """The unit in which the case gives an end of a share of a mix."""
        node, slot = self.model.node(name, self.case.choices), Slot(end, part=part)
        return next(one for one in node.figures if one.slot == slot).quantity().unit

    def _correlations(self) -> None:
        """What moves together, and how closely."""
        if not self.model.correlations:
            return
        self.grid.next()
        self.sheet.put(self.grid.next(), 0, "What moves together: the rank correlation of each pair", "section")
        for tie in self.model.correlations.values():
            self.grid.next()
            between = " and ".join(map(self.model.names.of, tie.between))
            self.grid.put_all(quantity=between, law="correlation", parameter="rank correlation")
            cell = self._cell_of(tie.rank)
            node = self.model.node(tie.rank, self.case.choices)
            if cell is not None and isinstance(node, Input):
                self.grid.put("value", equal(cell, node.support(self.case.choices)[0]), "derived")
            self.grid.put_all(unit="one", origin=self.model.names.of(tie.rank))


def _first_taken(leaves: Mapping[str, Input | Shares]) -> Iterator[str]:
    """Names in an order in which what others are taken from comes before them."""
    done: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        """One leaf, after those that it is taken from."""
        if name in done or name not in leaves:
            return
        done.add(name)
        for figure in leaves[name].figures:
            if figure.evidence is not None:
                yield from visit(figure.evidence)
        yield name

    for name in leaves:
        yield from visit(name)


def _parameter(law: Distribution, slot: Slot) -> float:
    """A parameter of a distribution in root units; one of several by its place."""
    value = getattr(law, slot.parameter)
    return value[slot.index or 0] if isinstance(value, tuple) else value


def _words(key: str) -> str:
    """A parameter in words: ``standard uncertainty``, ``lowest iron``."""
    first, _, rest = key.partition(" ")
    return " ".join(filter(None, (WORDS.get(first, first), rest))).replace("_", " ")


def _set_by(name: str, slot: Slot | None) -> str:
    """The name by which ``--set`` knows a parameter."""
    if slot is None or slot.parameter == "value":
        return name
    return f"{name}.{slot.part}.{slot.parameter}" if slot.part else f"{name}.{slot.label}"
