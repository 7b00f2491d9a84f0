"""The graph as it is built: entries become nodes, each under the choice that defines it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..base import RemediedError, pint, suggestion, under
from ..evidence import Evidence, Holdings
from ..graph import Apply, Choice, Figure, Key, Name, Node, Number, Relation, Role, Share, Shares, parse, walk
from ..text import (
    STANDARD,
    WIDTHS,
    Claim,
    Reading,
    Spellings,
    UnitError,
    Written,
    describe,
    kind_of,
    parse_unit,
    same_kind,
)
from .claim_leaves import claim_input
from .leaves import (
    AssumptionLeaf,
    BrokenEvidence,
    Value,
    evidence_input,
    evidence_value,
    known_source,
    known_sources,
    unit_figures,
)
from .schema import Assumption, Formula
from .taken_over import Added, Step


@dataclass
class GraphBuilder:
    """Nodes, units and choices so far; a ``key`` names the choice and option under which an entry holds.

    ``added`` has each node as it was added.
    """

    holdings: Holdings
    spellings: Spellings = STANDARD
    nodes: dict[str, dict[Key, Node]] = field(default_factory=dict)
    units: dict[str, pint.Unit] = field(default_factory=dict)
    choices: dict[str, Choice] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    claims_named: Mapping[str, object] = field(default_factory=dict)
    expected: Mapping[str, pint.Unit] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)

    def add(self, name: str, node: Node, unit: pint.Unit, key: Key) -> None:
        """Add a node; raises when an option changes the kind of unit, or two choices change one quantity."""
        wanted = self.expected.get(name, unit)
        if not same_kind(unit, wanted):
            message = f"the change gives {describe(unit)}, expected a value in {describe(wanted)}"
            raise UnitError(message, "write the number with its unit")
        if key is not None and not same_kind(unit, self.units.get(name, unit)):
            there, here = kind_of(self.units[name]), kind_of(unit)
            message = f"the option `{key[1]}` measures {here}, the case as written {there}"
            raise UnitError(message, "keep the kind of unit")
        variants = self.nodes.get(name, {})
        other = next((other[0] for other in variants if other and key and other[0] != key[0]), None)
        if other is not None and key is not None:
            raise RemediedError(
                f"the choices `{other}` and `{key[0]}` both change it", "join them into one alternative"
            )
        self._put(name, node, unit, key)

    def _put(self, name: str, node: Node, unit: pint.Unit, key: Key) -> None:
        self.nodes.setdefault(name, {})[key] = node
        self.units.setdefault(name, unit)
        self.added.append((name, node, unit, key))

    def take_over(self, step: Step) -> None:
        """Add what a step made before that nothing changed of: it was looked at then."""
        for one in step.added:
            self._put(*one)
        self.values |= step.values
        self.choices |= step.choices

    def whole(self) -> dict[str, dict[Key, Node]]:
        """The nodes of every quantity that the case as written defines; the others are broken, which is reported."""
        return {name: variants for name, variants in self.nodes.items() if None in variants}

    def evidence(self, name: str, evidence: Evidence, key: Key) -> None:
        """A figure from a table or a source."""
        value = evidence_value(evidence, self.holdings, self.spellings)
        self.values[name] = value
        self.add(name, evidence_input(name, value, self.spellings), value.unit, key)

    def claim(self, name: str, claim: Claim, key: Key, claims: Mapping[str, Claim]) -> None:
        """A claim, or the readings of it as options of a choice that has its name."""
        if key is None and len(claim.readings) > 1:
            self.choices[name] = _choice_of_readings(name, claim, str(claim.preferred))
        for index, elsewhere in enumerate(claim.elsewhere):
            with under("elsewhere", str(index), "source"):
                known_source(elsewhere.source, self.holdings)
        if claim.value is not None:
            leaf, unit = claim_input(name, claim, claim.value, None, spellings=self.spellings)
            with under("value"):
                self.add(name, leaf, unit, key)
            return
        reference = str(claim.preferred)
        for option, reading in sorted(claim.readings.items(), key=lambda item: item[0] != reference):
            with under("readings", option, "sources"):
                known_sources(reading.sources, self.holdings)
            self._reading(name, claim, option, key if option == reference else (name, option), claims)

    def _reading(self, name: str, claim: Claim, option: str, key: Key, claims: Mapping[str, Claim]) -> None:
        reading = claim.readings[option]
        stated = name if reading.times is None else f"{name}.{option}"
        leaf, unit = claim_input(stated, claim, reading.value, reading, option, self.spellings)
        with under("readings", option, "value"):
            self.add(stated, leaf, unit, key if reading.times is None else None)
        if reading.times is not None:
            with under("readings", option, "times"):
                whole = unit * _unit_of(reading.times, claims, self.claims_named, self.spellings)
                expression = Apply("*", (Name(stated), Name(reading.times)))
                text = f"{stated} * {reading.times}"
                self.add(name, Relation(name, expression, text, reason=reading.reason), whole, key)

    def assumption(self, name: str, assumption: Assumption, key: Key, named: Mapping[str, object]) -> None:
        """A quantity that had to be judged; ``named`` is all evidence of the case, whether it could be read or not.

        A fixed one may serve as a parameter of another, like evidence.
        """
        broken, changed = named.keys() - self.values.keys(), name in self.expected
        leaf, unit = AssumptionLeaf(
            name, assumption, self.values, self.holdings, broken, changed, self.spellings
        ).build()
        if isinstance(leaf, Shares):
            self._shares(leaf, key)
        elif assumption.kind == "fixed":
            self.values[name] = Value(leaf.laws[WIDTHS[0]].support()[0], unit, leaf.figures[0])
        self.add(name, leaf, unit, key)

    def _shares(self, leaf: Shares, key: Key) -> None:
        """The parts of a composition as quantities; an option may change their shares, not which they are."""
        written = self.nodes.get(leaf.name, {}).get(None)
        if key is not None and isinstance(written, Shares) and written.composition.parts != leaf.composition.parts:
            now, then = (_backticked(parts) for parts in (leaf.composition.parts, written.composition.parts))
            message = f"the option `{key[1]}` has the parts {now}, the case as written {then}"
            raise RemediedError(message, "keep names and order", ("composition",))
        for index, part in enumerate(leaf.composition.parts):
            share = Share(f"{leaf.name}.{part}", leaf.name, index, of=leaf.of)
            self.add(share.name, share, parse_unit("one"), None)

    def formula(self, name: str, formula: Formula, key: Key) -> None:
        """A relation between quantities; a number in it needs a reason."""
        with under("expression"):
            expression = parse(formula.expression, self.spellings)
        with under("unit"):
            unit = parse_unit(formula.unit, self.spellings)
        bare = [node for node in walk(expression) if isinstance(node, Number)]
        if bare and not formula.reason:
            remedy = "say why in `reason: ...`, or make it evidence or an assumption"
            raise RemediedError(f"the formula holds the number {bare[0].value:g}", remedy)
        figures = tuple(Figure(Role.NUMBER, f"{n.value:g} {n.unit}".strip(), reason=formula.reason) for n in bare)
        units = [unit, *(number.declared for number in bare if number.declared)]
        figures += tuple(dict.fromkeys(figure for one in units for figure in unit_figures(one, self.spellings)))
        self.add(name, Relation(name, expression, formula.expression, formula.of, formula.reason, figures), unit, key)


def _backticked(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _choice_of_readings(name: str, claim: Claim, reference: str) -> Choice:
    readings: Mapping[str, Reading] = claim.readings
    return Choice(
        name,
        f"How is “{claim.quote.exact}” to be taken?",
        tuple(readings),
        reference,
        {option: reading.reason for option, reading in readings.items()},
        {option: tuple(reading.sources) for option, reading in readings.items()},
        {option: reading.ruled_out for option, reading in readings.items() if reading.ruled_out},
    )


def _unit_of(name: str, claims: Mapping[str, Claim], named: Mapping[str, object], spellings: Spellings) -> pint.Unit:
    if name not in named:
        raise RemediedError(f"`times` names `{name}`, which is not a claim", suggestion(name, named))
    try:
        claim = claims[name]
        text = next(iter(claim.readings.values())).value if claim.value is None else claim.value
        return Written.parse(text, spellings).unit
    except (KeyError, RemediedError):
        raise BrokenEvidence(f"the claim `{name}` is broken") from None
