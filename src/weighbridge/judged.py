"""The leaf of an assumption: a distribution whose every parameter has a source, evidence or a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pint

from .build import BrokenEvidence, BuildError, Located, Value, known_sources, row_value
from .claim import Written
from .composition import Composition
from .distribution import Discrete, Distribution, DistributionError, Point, empirical
from .errors import RemediedError, suggestion
from .evidence import EvidenceError
from .hedge import WIDTHS
from .kinds import KINDS, parameters
from .node import Fair, Figure, Input, Shares
from .schema import Assumption, End, Parameter, Part
from .shelf import Shelf
from .units import UnitError, describe, kind_of, parse_unit, same_kind

BARE = {"concentration", "geometric_standard_deviation", "weight"}  # parameters that have no unit


class Judged:
    """Builds the leaf of an assumption; every parameter that is wrong is told."""

    def __init__(
        self,
        name: str,
        assumption: Assumption,
        evidence: Mapping[str, Value],
        shelf: Shelf,
        broken: Collection[str] = (),
        changed: bool = False,
    ) -> None:
        self.name, self.assumption, self.evidence, self.shelf = name, assumption, evidence, shelf
        self.broken, self.changed = broken, changed
        self.located: list[Located] = []
        self.figures: list[Figure] = []
        self.unit: pint.Unit | None = None

    def build(self) -> tuple[Input | Shares, pint.Unit]:
        """The leaf and its unit; raises ``BuildError``."""
        kind = self.assumption.kind
        try:
            leaf = self._shares() if kind == "composition" else self._input(self._law(kind))
        except RemediedError as error:
            self.located.append(((kind,), error))
        if self.located:
            raise BuildError(self.located)
        return leaf, self.unit or parse_unit("one")

    def _input(self, law: Distribution | None) -> Input:
        laws = dict.fromkeys(WIDTHS, law or Point(0.0))
        return Input(self.name, "assumption", laws, tuple(self.figures), of=self.assumption.of)

    def _law(self, kind: str) -> Distribution | None:
        if kind == "discrete":
            return self._discrete()
        if kind == "empirical":
            return self._empirical()
        given: Mapping[str, Parameter] = getattr(self.assumption, kind)
        known = parameters(kind)
        for extra in [parameter for parameter in given if parameter not in known]:
            self._fault(
                (kind, extra), DistributionError(f"`{kind}` has no parameter `{extra}`", suggestion(extra, known))
            )
        for lacking in [p for p, needed in known.items() if needed and p not in given]:
            needs = ", ".join(f"`{p}`" for p, needed in known.items() if needed)
            self._fault((kind,), DistributionError(f"`{kind}` lacks `{lacking}`", f"it needs {needs}"))
        values = {p: self._number(given[p], (kind, p), p) for p in known if p in given}
        if self.located:
            return None
        return KINDS[kind](**{p: v for p, v in values.items() if v is not None})

    def _discrete(self) -> Discrete | None:
        rows = self.assumption.discrete or []
        values, weights = [], []
        for index, row in enumerate(rows):
            parameter = Parameter(value=row.value, sources=row.sources, reason=row.reason)
            values.append(self._number(parameter, ("discrete", str(index)), f"value {index + 1}"))
            weight = Parameter(value=row.weight, sources=row.sources, reason=row.reason)
            weights.append(self._number(weight, ("discrete", str(index), "weight"), f"weight {index + 1}"))
        return None if self.located else Discrete(tuple(values), tuple(weights))

    def _empirical(self) -> Discrete:
        column = self.assumption.empirical
        assert column is not None
        rows = self.shelf.table(column.table)
        chosen = [
            row
            for row in rows
            if all(row.cells.get(k) == v for k, v in column.where.items()) and row.cells.get(column.column)
        ]
        if not chosen:
            raise EvidenceError(
                f"no row of `{column.table}` has a figure in `{column.column}`", "check `column` and `where`"
            )
        values = [row_value(row, column.column, row.cells.get("key", f"row {row.line}"), self.shelf) for row in chosen]
        self.figures += [value.figure for value in values]
        for value in values:
            self._same_unit(value.unit)
        return empirical(tuple(value.number for value in values))

    def _shares(self) -> Shares:
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
            strength = self._number(composed.concentration, ("composition", "concentration"), "concentration") or 0.0
        if self.located:
            raise BuildError(self.located)
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
        self.figures.append(Figure("parts", "every mix alike", reason=self.assumption.reason))

    def _means(self, parts: tuple[str, ...], given: list[Parameter | None]) -> tuple[float, ...] | None:
        """Mean shares: shares that sum to one, or amounts of one kind (kg/person) that are put in proportion."""
        composed = self.assumption.composition
        assert composed is not None
        if not all(given) or composed.concentration is None or any(p.low or p.high for p in composed.parts.values()):
            raise DistributionError(
                "a composition mixes two forms",
                "give every part a `mean` and the whole a `concentration`, or parts `low` and `high`",
            )
        paths = [("composition", "parts", part, "mean") for part in parts]
        numbers = [self._number(mean, path, f"mean {path[2]}") for mean, path in zip(given, paths, strict=True) if mean]
        unit, self.unit = self.unit, None
        if self.located or unit is None:
            return None
        total = 1.0 if unit.dimensionless else sum(numbers)
        return tuple(number / total for number in numbers)

    def _bounds(self, name: str, part: Part) -> tuple[float, float]:
        path = ("composition", "parts", name)
        low = self._number(part.low, (*path, "low"), f"low {name}") if part.low else 0.0
        high = self._number(part.high, (*path, "high"), f"high {name}") if part.high else 1.0
        return low or 0.0, 1.0 if high is None else high

    def _number(self, parameter: Parameter, path: tuple[str, ...], label: str) -> float | None:
        try:
            value = self._value(parameter, label)
            if path[-1] in BARE:
                self._bare(value.unit)
            else:
                self._same_unit(value.unit)
            fair = self._fair(parameter, label, value) if parameter.fair else value.figure.fair
            self.figures.append(replace(value.figure, fair=fair))
            return value.number
        except RemediedError as error:
            self._fault(path, error)
            return None

    def _fair(self, parameter: Parameter, label: str, value: Value) -> Fair | None:
        """The range in which a judged number might as well lie; raises where that is of another kind or elsewhere.

        A number that an analyst set outside it has none: it was not put there by the case.
        """
        assert parameter.fair is not None
        ends = [self._value(getattr(parameter.fair, side), f"fair {side} of {label}") for side in ("low", "high")]
        for end in ends:
            if not same_kind(end.unit, value.unit):
                found = f"`{end.figure.label}` is in {describe(end.unit)}, `{label}` in {describe(value.unit)}"
                raise UnitError(found, "write both in one kind of unit")
        if ends[0].number > ends[1].number:
            raise DistributionError(f"the fair range of `{label}` runs downwards", "write the lower end under `low`")
        if not ends[0].number <= value.number <= ends[1].number:
            if self.changed:
                return None
            told = f"runs from {ends[0].figure.text} to {ends[1].figure.text}"
            raise DistributionError(
                f"the fair range of `{label}` {told}, and {value.figure.text} lies outside", "widen it"
            )
        return Fair(ends[0].number, ends[1].number, (ends[0].figure, ends[1].figure))

    def _value(self, parameter: End, label: str) -> Value:
        if parameter.evidence is not None:
            if parameter.evidence in self.broken:
                raise BrokenEvidence(f"the evidence `{parameter.evidence}` is broken")
            if parameter.evidence not in self.evidence:
                raise EvidenceError(
                    f"there is no evidence `{parameter.evidence}`", suggestion(parameter.evidence, self.evidence)
                )
            known = self.evidence[parameter.evidence]
            figure = replace(known.figure, label=label, reason=parameter.reason, evidence=parameter.evidence)
            return Value(known.number, known.unit, figure)
        reason = parameter.reason or self.assumption.reason
        if not parameter.sources and not reason:
            raise EvidenceError(f"`{label}` has neither source nor reason", "add `sources: [...]` or `reason: ...`")
        known_sources(parameter.sources, self.shelf)
        written = Written.parse(parameter.value or "")
        if written.is_range:
            raise DistributionError(f"`{label}` is a range, expected one number", "use a distribution with two ends")
        figure = Figure(label, parameter.value or "", tuple(parameter.sources), reason)
        return Value(written.roots()[0], written.unit, figure)

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

    def _fault(self, path: tuple[str, ...], error: RemediedError) -> None:
        self.located.append((path, error))
