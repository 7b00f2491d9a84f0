"""Inputs that no article states: evidence and assumptions, and where each of their numbers comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ..base import Faults, RemediedError, pint, suggestion, under
from ..evidence import TRUST, Evidence, EvidenceError, Holdings, Row, Source, find_row, witnesses
from ..graph import (
    DateOf,
    Fair,
    Figure,
    FigureDate,
    Input,
    Laws,
    NodeKind,
    Role,
    Shares,
    Slot,
    TableRow,
)
from ..library import located
from ..text import (
    STANDARD,
    Spellings,
    UnitError,
    Written,
    describe,
    grounds_of,
    is_difference_of_shares,
    kind_of,
    parse_unit,
    same_calendar,
    same_kind,
    show,
)
from ..uncertainty import (
    BARE,
    KINDS,
    Composition,
    Discrete,
    Distribution,
    DistributionError,
    Empirical,
    Point,
    empirical,
    parameters,
)
from .schema import Assumption, End, FairRange, Parameter, Part

LARGEST_DRAWN = 1e150  # a parameter of which the square is still a number, and so the spread of what is drawn
SHAPED = tuple(kind for kind in KINDS if kind != "fixed")  # the distributions of which the shape is judged
LACKING = "lacking"  # the column in which a row says what is not known of how its figures were worked out
NO_FIXED_LENGTH = "a month has 28 to 31 days, a year 365 or 366: write both by the month or year, or both by the day"


class BrokenEvidence(RemediedError):
    """An entry rests on another that is already reported as wrong: no second message."""


@dataclass(frozen=True)
class Value:
    """A number in root units with the unit it was written in and where it comes from."""

    number: float
    unit: pint.Unit
    figure: Figure


def unit_figures(unit: pint.Unit, spellings: Spellings) -> tuple[Figure, ...]:
    """What the case says of the units that it declares, as far as they stand in ``unit``."""
    grounds = grounds_of(unit, spellings)
    roles = (Role.THING if one.is_counted else Role.UNIT for one in grounds)
    return tuple(Figure(role, one.text, one.sources, one.reason) for role, one in zip(roles, grounds, strict=True))


def evidence_value(evidence: Evidence, holdings: Holdings, spellings: Spellings = STANDARD) -> Value:
    """The figure that evidence stands for."""
    if evidence.library is not None:
        return _library_value(evidence, holdings, spellings)
    if evidence.table is not None:
        with under("table"):
            rows, column = holdings.table(evidence.table), evidence.column or ""
        own = holdings.has_own_unit(evidence.table, column)
        row = find_row(rows, evidence.table, dict(evidence.where), column, own)
        with under("table"):
            return row_value(row, column, Role.VALUE, holdings, spellings)
    with under("value"):
        written = Written.parse(evidence.value or "", spellings)
        if written.is_range:
            found = f"evidence is one figure, found the range `{evidence.value}`"
            raise EvidenceError(found, "make it an assumption with two ends")
    with under("source"):
        known_source(evidence.source or "", holdings)
    date = FigureDate(evidence.date) if evidence.date else None
    figure = Figure(Role.VALUE, evidence.value or "", (evidence.source or "",), date=date, written=written)
    return Value(written.roots()[0], written.unit, figure)


def _library_value(evidence: Evidence, holdings: Holdings, spellings: Spellings) -> Value:
    """The figure of a topic of the library: that of the row in which it stands."""
    found = located(evidence.library or "", evidence.row, evidence.date, evidence.column, holdings)
    with under("library"):
        things = found.things(holdings.unit(found.row, found.column), spellings)
        return row_value(found.row, found.column, Role.VALUE, holdings, spellings, things)


def row_value(
    row: Row, column: str, role: Role, holdings: Holdings, spellings: Spellings = STANDARD, unit: str | None = None
) -> Value:
    """One cell of a table with its unit, its sources and the line it stands on; raises where the row lacks any.

    Kept with the holdings, unless the case has units of its own, which may say something else in another.

    Args:
        unit: that of the figure, where things belong to it which the table does not write.
    """
    if spellings is not STANDARD:
        return _row_value(row, column, role, holdings, spellings, unit)
    key = ("row value", row.table, row.line, column, role, unit)
    if holdings.found.get(key, (None,))[0] is not row:
        holdings.found[key] = row, _row_value(row, column, role, holdings, spellings, unit)
    return holdings.found[key][1]


def _row_value(row: Row, column: str, role: Role, holdings: Holdings, spellings: Spellings, unit: str | None) -> Value:
    """The same, read from the table."""
    behind = holdings.file_behind(row)
    place = TableRow(row.table, row.line, row.cells.get("key"), str(behind) if behind else None)
    has_unit = holdings.has_own_unit(row.table, column)
    for needed in ("source", "mark") if has_unit else ("unit", "source", "mark"):
        if not row.cells.get(needed):
            raise EvidenceError(f"the row {place} has nothing in `{needed}`", "every figure has unit, source and mark")
    if row.cells["mark"] not in TRUST:
        found = f"the row {place} has the mark `{row.cells['mark']}`"
        raise EvidenceError(found, f"expected one of {', '.join(TRUST)}: a figure that rests on memory is not evidence")
    if lacking := row.cells.get(LACKING):
        found = f"{holdings.place(row)}: nobody can work out {place} again; what is lacking: {lacking}"
        raise EvidenceError(found, "take another row")
    known_sources(row.sources, holdings)
    text = f"{holdings.figure(row, column)} {unit or holdings.unit(row, column)}"
    written = Written.parse(text, spellings)
    if written.is_range:
        found = f"the row {place} has the range `{row.cells[column]}` in `{column}`, expected one figure"
        raise EvidenceError(found, "give its two ends a column each, and make an assumption of them")
    holdings.check_dates(row)
    date = dated(row, holdings.sources)
    figure = Figure(role, text, tuple(row.sources), row=place, date=date, mark=row.cells["mark"], written=written)
    return Value(written.roots()[0], written.unit, figure)


def dated(row: Row, sources: Mapping[str, Source]) -> FigureDate:
    """The date of a figure: its own, else that of its source's publication, else when the source was read."""
    known = [sources[key] for key in row.sources if key in sources]
    published = (FigureDate(source.published, DateOf.PUBLICATION) for source in known if source.published)
    accessed = (FigureDate(source.accessed, DateOf.READING) for source in known if source.accessed)
    own = FigureDate(row.date)
    return own if row.date else next(published, None) or next(accessed, own)


def evidence_input(name: str, value: Value, spellings: Spellings = STANDARD) -> Input:
    """The leaf of a piece of evidence: a figure taken as it stands."""
    laws = Laws.alike(Point(value.number))
    figures = (value.figure, *unit_figures(value.unit, spellings))
    return Input(name, NodeKind.EVIDENCE, laws, figures, (value.number, value.number))


def known_sources(keys: list[str], holdings: Holdings) -> None:
    """Raise unless every key is a source of the holdings."""
    for index, key in enumerate(keys):
        with under(str(index)):
            known_source(key, holdings)


def known_source(key: str, holdings: Holdings) -> None:
    """Raise unless a key is a source of the holdings."""
    if key not in holdings.sources:
        remedy = suggestion(key, holdings.sources, otherwise="add it to evidence/sources.json beside the case")
        raise EvidenceError(f"unknown source `{key}`", remedy)


class AssumptionLeaf:
    """Builds the input of an assumption; every parameter that is wrong is reported."""

    def __init__(
        self,
        name: str,
        assumption: Assumption,
        evidence: Mapping[str, Value],
        holdings: Holdings,
        broken: Collection[str] = (),
        changed: bool = False,
        spellings: Spellings = STANDARD,
    ) -> None:
        self.name, self.assumption, self.evidence, self.holdings = name, assumption, evidence, holdings
        self.broken, self.changed, self.spellings = broken, changed, spellings
        self.faults: list[RemediedError] = []
        self.figures: list[Figure] = []
        self.unit: pint.Unit | None = None

    def build(self) -> tuple[Input | Shares, pint.Unit]:
        """The leaf and its unit; raises ``Faults`` with everything that is wrong with it."""
        kind, leaf = self.assumption.kind, None
        with self._kept(kind):
            leaf = self._shares() if kind == "composition" else self._input(self._law(kind))
        with self._kept("shape"):
            leaf = self._with_shape(leaf)
        if self.faults or leaf is None:
            raise Faults(self.faults)
        leaf = replace(leaf, figures=(*leaf.figures, *self._of_units()))
        return leaf, self.unit or parse_unit("one")

    def _of_units(self) -> tuple[Figure, ...]:
        """What the case says of the units of its parameters that it declares, each once."""
        units = {figure.written.unit: None for figure in self.figures if figure.written}
        return tuple(dict.fromkeys(figure for unit in units for figure in unit_figures(unit, self.spellings)))

    @contextmanager
    def _kept(self, *keys: str) -> Iterator[None]:
        """A block whose error, of what stands under these keys, is kept beside the others until all are known."""
        try:
            with under(*keys):
                yield
        except RemediedError as error:
            self.faults.append(error)

    def _input(self, law: Distribution | None) -> Input:
        laws = Laws.alike(law or Point(0.0))
        return Input(self.name, NodeKind.ASSUMPTION, laws, tuple(self.figures), of=self.assumption.of)

    def _with_shape(self, leaf: Input | Shares | None) -> Input | Shares | None:
        """The leaf, its shape judged or with what supports it; raises where it could have no other."""
        kind, declared = self.assumption.kind, self.assumption.shape
        if declared is None:
            return replace(leaf, is_shape_judged=kind in SHAPED) if isinstance(leaf, Input) else leaf
        if kind not in SHAPED:
            found = f"`{kind}` has no shape that could be another"
            raise DistributionError(found, f"leave `shape` out; it is for {', '.join(SHAPED)}")
        with under("sources"):
            known_sources(declared.sources, self.holdings)
        figure = Figure(Role.SHAPE, kind, tuple(declared.sources), declared.reason)
        return replace(leaf, figures=(*leaf.figures, figure)) if leaf is not None else None

    def _law(self, kind: str) -> Distribution | None:
        if kind == "discrete":
            return self._discrete()
        if kind == "empirical":
            return self._empirical()
        given: Mapping[str, Parameter] = getattr(self.assumption, kind)
        known = parameters(kind)
        for extra in [parameter for parameter in given if parameter not in known]:
            with self._kept(kind, extra):
                raise DistributionError(f"`{kind}` has no parameter `{extra}`", suggestion(extra, known))
        for lacking in [p for p, needed in known.items() if needed and p not in given]:
            needs = ", ".join(f"`{p}`" for p, needed in known.items() if needed)
            with self._kept(kind):
                raise DistributionError(f"`{kind}` lacks `{lacking}`", f"it needs {needs}")
        values = {p: self._number(given[p], (kind, p), Slot(p)) for p in known if p in given}
        if self.faults:
            return None
        return KINDS[kind](**{p: v for p, v in values.items() if v is not None})

    def _discrete(self) -> Discrete | None:
        rows = self.assumption.discrete or []
        values, weights = [], []
        for index, row in enumerate(rows):
            parameter = Parameter(value=row.value, sources=row.sources, reason=row.reason)
            values.append(self._number(parameter, ("discrete", str(index)), Slot("values", index)))
            weight = Parameter(value=row.weight, sources=row.sources, reason=row.reason)
            weights.append(self._number(weight, ("discrete", str(index), "weight"), Slot("weights", index)))
        return None if self.faults else Discrete(tuple(values), tuple(weights))

    def _empirical(self) -> Empirical:
        column = self.assumption.empirical
        assert column is not None
        rows = self.holdings.table(column.table)
        chosen = [
            row
            for row in rows
            if all(row.cells.get(k) == v for k, v in column.where.items()) and row.cells.get(column.column)
        ]
        if not chosen:
            raise EvidenceError(
                f"no row of `{column.table}` has a figure in `{column.column}`", "check `column` and `where`"
            )
        values = [row_value(row, column.column, Role.ROW, self.holdings, self.spellings) for row in chosen]
        self.figures += [value.figure for value in values]
        for value in values:
            self._same_unit(value.unit)
        origins = witnesses([row.sources for row in chosen], self.holdings.sources)
        return empirical(tuple(value.number for value in values), origins)

    def _shares(self) -> Shares | None:
        composed = self.assumption.composition
        assert composed is not None
        parts = tuple(composed.parts)
        bounds = [self._bounds(part, composed.parts[part]) for part in parts]
        given = [composed.parts[part].mean for part in parts]
        means = None
        if any(given) or composed.concentration:
            means = self._means(parts, given)
        strength = 0.0
        if composed.concentration:
            path = ("composition", "concentration")
            strength = self._number(composed.concentration, path, Slot("concentration")) or 0.0
        if self.faults:
            return None
        if not self.figures:
            self._even_mixes()
        low, high = (tuple(bound[side] for bound in bounds) for side in (0, 1))
        composition = Composition(parts, low, high, means, strength)
        return Shares(self.name, composition, tuple(self.figures), self.assumption.of)

    def _even_mixes(self) -> None:
        """Parts without bounds or means say that every mix is alike: that too needs a reason."""
        if not self.assumption.reason:
            raise EvidenceError(
                "nothing is said of the parts, and no reason is given", "add `reason: ...`, or bounds, or means"
            )
        self.figures.append(Figure(Role.PARTS, "every mix alike", reason=self.assumption.reason))

    def _means(self, parts: tuple[str, ...], given: list[Parameter | None]) -> tuple[float, ...] | None:
        """Mean shares: shares that sum to one, or amounts of one kind (kg/person) that are put in proportion."""
        composed = self.assumption.composition
        assert composed is not None
        if not all(given) or composed.concentration is None or any(p.low or p.high for p in composed.parts.values()):
            raise DistributionError(
                "a composition mixes two forms",
                "give every part a `mean` and the whole a `concentration`, or parts `low` and `high`",
            )
        numbers = [
            self._number(mean, ("composition", "parts", part, "mean"), Slot("mean", part=part))
            for mean, part in zip(given, parts, strict=True)
            if mean
        ]
        unit, self.unit = self.unit, None
        if self.faults or unit is None:
            return None
        if unit.dimensionless:
            return tuple(numbers)
        if least := [number for number in numbers if not number > 0]:
            found = f"an amount that is put in proportion is {least[0]:g}"
            raise DistributionError(found, "expected amounts above zero; leave out what there is none of")
        return tuple(number / sum(numbers) for number in numbers)

    def _bounds(self, name: str, part: Part) -> tuple[float, float]:
        path = ("composition", "parts", name)
        low = self._number(part.low, (*path, "low"), Slot("low", part=name)) if part.low else 0.0
        high = self._number(part.high, (*path, "high"), Slot("high", part=name)) if part.high else 1.0
        return low or 0.0, 1.0 if high is None else high

    def _number(self, parameter: Parameter, path: tuple[str, ...], slot: Slot) -> float | None:
        with self._kept(*path):
            value = self._value(parameter, slot)
            if slot.parameter in BARE:
                self._bare(value.unit)
            else:
                self._same_unit(value.unit)
            if abs(value.number) > LARGEST_DRAWN:
                found = f"{value.figure.text} is larger than any number that can be drawn"
                raise DistributionError(found, f"expected at most {LARGEST_DRAWN:g} in units of the SI")
            if path[0] == "composition" and is_difference_of_shares(value.unit):
                raise UnitError(
                    f"{describe(value.unit)} is a difference between shares, not a share", "write `percent`"
                )
            fair = self._fair(parameter, slot, value) if parameter.fair else value.figure.fair
            self.figures.append(replace(value.figure, fair=fair))
            return value.number
        return None

    def _fair(self, parameter: Parameter, slot: Slot, value: Value) -> Fair | None:
        """The range in which a judged number might as well lie; raises where that is of another kind or elsewhere.

        A number that an analyst set outside it has none: it was not put there by the case.
        """
        assert parameter.fair is not None
        with under("fair"):
            ends = [self._fair_end(parameter.fair, end, slot, value) for end in ("low", "high")]
            if ends[0].number > ends[1].number:
                found = f"the fair range of `{slot.label}` runs downwards"
                raise DistributionError(found, "write the lower end under `low`")
        if not ends[0].number <= value.number <= ends[1].number:
            if self.changed:
                return None
            limits = f"runs from {ends[0].figure.text} to {ends[1].figure.text}"
            found = f"the fair range of `{slot.label}` {limits}, and {value.figure.text} lies outside"
            raise DistributionError(found, "widen it", ("value",))
        return Fair(ends[0].number, ends[1].number, (ends[0].figure, ends[1].figure))

    def _fair_end(self, fair: FairRange, end: str, slot: Slot, value: Value) -> Value:
        with under(end):
            found = self._value(getattr(fair, end), replace(slot, end=end))
            here, there = describe(found.unit), describe(value.unit)
            message = f"`{found.figure.label}` is in {here}, `{slot.label}` in {there}"
            if not same_kind(found.unit, value.unit):
                raise UnitError(message, "write both in one kind of unit")
            if not same_calendar(found.unit, value.unit):
                raise UnitError(message, NO_FIXED_LENGTH)
        return found

    def _value(self, parameter: End, slot: Slot) -> Value:
        if parameter.evidence is not None:
            with under("evidence"):
                return self._of_evidence(parameter, parameter.evidence, slot)
        reason = parameter.reason or self.assumption.reason
        if not parameter.sources and not reason:
            found = f"`{slot.label}` has neither source nor reason"
            value = parameter.value or "50 tonne"
            remedy = f'write `{{value: {value}, reason: "why"}}`, or `sources: [KEY]` in place of the reason'
            raise EvidenceError(found, remedy)
        with under("sources"):
            known_sources(parameter.sources, self.holdings)
        with under("value"):
            written = Written.parse(parameter.value or "", self.spellings)
            if written.is_range:
                found = f"`{slot.label}` is a range, expected one number"
                unit = show(written.unit) or "one"
                ends = f"low: {written.low:f} {unit}, high: {written.high:f} {unit}"
                remedy = f"write a distribution with two ends, as in `uniform: {{{ends}}}`"
                raise DistributionError(found, f"write one number, `{written.low:f} {unit}`" if slot.end else remedy)
        figure = Figure(
            Role.PARAMETER, parameter.value or "", tuple(parameter.sources), reason, slot=slot, written=written
        )
        return Value(written.roots()[0], written.unit, figure)

    def _of_evidence(self, parameter: End, name: str, slot: Slot) -> Value:
        if name in self.broken:
            raise BrokenEvidence(f"the evidence `{name}` is broken")
        if name not in self.evidence:
            raise EvidenceError(f"there is no evidence `{name}`", suggestion(name, self.evidence))
        known = self.evidence[name]
        figure = replace(known.figure, role=Role.PARAMETER, slot=slot, reason=parameter.reason, evidence=name)
        return Value(known.number, known.unit, figure)

    def _bare(self, unit: pint.Unit) -> None:
        if not unit.dimensionless:
            raise UnitError(f"{describe(unit)} stands where a bare number is needed", "write the unit `one`")

    def _same_unit(self, unit: pint.Unit) -> None:
        if self.unit is None:
            self.unit = unit
        elif not same_kind(self.unit, unit):
            message = (
                f"{describe(unit)} does not fit {describe(self.unit)}: {kind_of(unit)} against {kind_of(self.unit)}"
            )
            raise UnitError(message, "give all parameters units of one kind")
        elif not same_calendar(self.unit, unit):
            raise UnitError(f"{describe(unit)} stands beside {describe(self.unit)}", NO_FIXED_LENGTH)
