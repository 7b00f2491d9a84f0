"""From the text of a case to its graph. Every problem is told at once; nothing is drawn before all of it fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pint

from .article import Article
from .build import BrokenEvidence, BuildError, Judged, Value, claim_input, evidence_input, evidence_value, known_sources
from .claim import Claim, Written
from .errors import CaseError, Problem, RemediedError, suggestion
from .formula import Apply, Name, Number, parse, walk
from .hedge import WIDTHS, hedge
from .library import Library
from .marked import Marked, Path_
from .model import WIDTH, Choice, Figure, Model, Node, Relation, Share, Shares
from .overlay import Change, lay_over, touched
from .references import check_references
from .schema import QUANTITIES, Alternative, Assumption, Check, Formula, evidence_of
from .shape import read_shape
from .units import UnitError, kind_of, parse_unit, same_kind, unit_names

Key = tuple[str, str] | None


@dataclass(frozen=True)
class CaseText:
    """What a case says apart from its graph."""

    title: str
    summary: str | None
    article: Article
    claims: Mapping[str, Claim]
    alternatives: Mapping[str, Alternative]


def read_case(marked: Marked, library: Library) -> tuple[CaseText, Model]:
    """The text and the graph of a case.

    Raises:
        CaseError: with every problem of the case, each with file and line.
    """
    return _Reader(marked, library).read()


@dataclass
class _Reader:
    marked: Marked
    library: Library
    nodes: dict[str, dict[Key, Node]] = field(default_factory=dict)
    units: dict[str, pint.Unit] = field(default_factory=dict)
    choices: dict[str, Choice] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)

    def read(self) -> tuple[CaseText, Model]:
        entries, head = read_shape(self.marked)
        self._names(entries)
        self._quantities(entries, None)
        checks = cast(dict[str, Check], entries["checks"])
        alternatives = cast(dict[str, Alternative], entries["alternatives"])
        for name, alternative in alternatives.items():
            self._alternative(name, alternative)
        if any(node.kind == "claim" for variants in self.nodes.values() for node in variants.values()):
            reasons = {"typical": "the usual width of the cue", "generous": "the width that a lenient reader allows"}
            self.choices[WIDTH] = Choice(WIDTH, "How much does a hedge allow?", WIDTHS, WIDTHS[0], reasons)
        broken = {name for section in QUANTITIES for name in self.marked.data.get(section) or {}} - self.nodes.keys()
        model = Model(self.nodes, self.units, self.choices, checks)
        self.marked.problems += check_references(self.marked, model, broken)
        if self.marked.problems:
            raise CaseError(self.marked.problems)
        claims = cast(dict[str, Claim], entries["claims"])
        return CaseText(head["title"], head["summary"], head["article"], claims, alternatives), model

    def _names(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        """One name, one quantity; and none that would read as a unit or a function."""
        seen: dict[str, str] = {}
        for section in QUANTITIES:
            for name in entries[section]:
                if name in seen:
                    self._tell(
                        (section, name),
                        RemediedError(f"`{name}` is already one of the {seen[name]}", "choose another name"),
                    )
                if not name.isidentifier() or name in unit_names():
                    what = "the name of a unit" if name in unit_names() else "not a name: letters, digits and _"
                    self._tell((section, name), RemediedError(f"`{name}` is {what}", "choose another name"))
                seen[name] = section

    def _quantities(self, entries: Mapping[str, Mapping[str, Any]], key: Key, only: set[str] | None = None) -> None:
        """Build every entry, or only some, as the variant that ``key`` names; formulas last, for they need units."""
        for section, build in (
            ("evidence", self._evidence),
            ("claims", self._claim),
            ("assumptions", self._assumption),
            ("formulas", self._formula),
        ):
            for name, entry in entries[section].items():
                if only is None or name in only:
                    self._try((section, name), build, name, entry, key)

    def _try(self, path: Path_, build: Any, *arguments: Any) -> None:
        try:
            build(*arguments)
        except BuildError as error:
            for below, inner in error.located:
                self._tell((*path, *below), inner)
        except RemediedError as error:
            self._tell(self._finest(path, error), error)

    def _finest(self, path: Path_, error: RemediedError) -> Path_:
        """The line of an entry that an error is about: that of the first key whose text the message quotes."""
        known = [place for place in self.marked.places if place[: len(path)] == path]
        for place in sorted(known, key=len, reverse=True):
            value: Any = self.marked.data
            for step in place:
                value = (
                    value[int(step)]
                    if isinstance(value, list)
                    else value.get(step)
                    if isinstance(value, dict)
                    else None
                )
            if isinstance(value, str) and any(f"`{word}`" in error.message for word in (value, *value.split()[-1:])):
                return place
        return next(((*path, key) for key in ("expression", "value", "table") if (*path, key) in known), path)

    def _tell(self, path: Path_, error: RemediedError) -> None:
        if isinstance(error, BrokenEvidence):
            return
        name = ".".join(path[1:3]) if len(path) > 1 else path[0]
        self.marked.problems.append(Problem(self.marked.place(path), f"`{name}`: {error.message}", error.remedy))

    def _add(self, name: str, node: Node, unit: pint.Unit, key: Key) -> None:
        if key is not None and not same_kind(unit, self.units.get(name, unit)):
            there, here = kind_of(self.units[name]), kind_of(unit)
            raise UnitError(
                f"the option `{key[1]}` measures {here}, the case as written {there}", "keep the kind of unit"
            )
        variants = self.nodes.setdefault(name, {})
        if key is not None and any(other and other[0] != key[0] for other in variants):
            other = next(other[0] for other in variants if other and other[0] != key[0])
            raise RemediedError(
                f"the choices `{other}` and `{key[0]}` both change it", "join them into one alternative"
            )
        variants[key] = node
        self.units.setdefault(name, unit)

    def _evidence(self, name: str, evidence: Any, key: Key) -> None:
        value = evidence_value(name, evidence, self.library)
        self.values[name] = value
        self._add(name, evidence_input(name, value), value.unit, key)

    def _claim(self, name: str, claim: Claim, key: Key) -> None:
        hedge(claim.hedge)
        for elsewhere in claim.elsewhere:
            known_sources([elsewhere.source], self.library)
        if claim.value is not None:
            self._add(name, *claim_input(name, claim, claim.value, None), key)
            return
        reference = next(option for option, reading in claim.readings.items() if reading.preferred)
        for option, reading in sorted(claim.readings.items(), key=lambda item: item[0] != reference):
            known_sources(reading.sources, self.library)
            self._reading(name, claim, option, key if option == reference else (name, option))
        if key is None:
            self.choices[name] = Choice(
                name,
                f"How is “{claim.quote.exact}” to be taken?",
                tuple(claim.readings),
                reference,
                {option: reading.reason for option, reading in claim.readings.items()},
                {option: tuple(reading.sources) for option, reading in claim.readings.items()},
                {option: reading.ruled_out for option, reading in claim.readings.items() if reading.ruled_out},
            )

    def _reading(self, name: str, claim: Claim, option: str, key: Key) -> None:
        reading = claim.readings[option]
        if reading.times is None:
            self._add(name, *claim_input(name, claim, reading.value, (option, reading)), key)
            return
        stated = f"{name}.{option}"
        leaf, unit = claim_input(stated, claim, reading.value, (option, reading))
        self._add(stated, leaf, unit, None)
        other = self._claim_unit(reading.times)
        node = Relation(
            name, Apply("*", (Name(stated), Name(reading.times))), f"{stated} * {reading.times}", reason=reading.reason
        )
        self._add(
            name,
            node,
            self.units.get(name, unit * other)
            if same_kind(unit * other, self.units.get(name, unit * other))
            else unit * other,
            key,
        )

    def _claim_unit(self, name: str) -> pint.Unit:
        entry = (self.marked.data.get("claims") or {}).get(name)
        if not isinstance(entry, dict):
            raise RemediedError(
                f"`times` names `{name}`, which is no claim", suggestion(name, self.marked.data.get("claims") or {})
            )
        readings = entry.get("readings") or {}
        values = [entry.get("value"), *(r.get("value") for r in readings.values() if isinstance(r, dict))]
        return Written.parse(next(value for value in values if value)).unit

    def _assumption(self, name: str, assumption: Assumption, key: Key) -> None:
        broken = (self.marked.data.get("evidence") or {}).keys() - self.values.keys()
        leaf, unit = Judged(name, assumption, self.values, self.library, broken).build()
        self._add(name, leaf, unit, key)
        if isinstance(leaf, Shares):
            for index, part in enumerate(leaf.composition.parts):
                if key is None:
                    self._add(
                        f"{name}.{part}", Share(f"{name}.{part}", name, index, of=leaf.of), parse_unit("one"), None
                    )

    def _formula(self, name: str, formula: Formula, key: Key) -> None:
        expression, unit = parse(formula.expression), parse_unit(formula.unit)
        bare = [node for node in walk(expression) if isinstance(node, Number)]
        if bare and not formula.reason:
            raise RemediedError(
                f"the formula holds the number {bare[0].value:g}",
                "say why in `reason: ...`, or make it evidence or an assumption",
            )
        figures = tuple(Figure("number", f"{n.value:g} {n.unit}".strip(), reason=formula.reason) for n in bare)
        self._add(name, Relation(name, expression, formula.expression, formula.of, formula.reason, figures), unit, key)

    def _alternative(self, name: str, alternative: Alternative) -> None:
        options = alternative.options
        for option, entry in options.items():
            self._try(("alternatives", name, "options", option), known_sources, entry.sources, self.library)
            if entry.set:
                self._option(name, option, alternative)
        reasons = {option: entry.reason for option, entry in options.items()}
        sources = {option: tuple(entry.sources) for option, entry in options.items()}
        if name in self.choices or name == WIDTH:
            self._tell(("alternatives", name), RemediedError(f"`{name}` is already a choice", "choose another name"))
        self.choices[name] = Choice(
            name, alternative.question, tuple(options), alternative.as_written, reasons, sources
        )

    def _option(self, name: str, option: str, alternative: Alternative) -> None:
        entry, base = alternative.options[option], ("alternatives", name, "options", option, "set")
        line = self.marked.place(base)
        plain = Marked(self.marked.data, self.marked.file, self.marked.places, [])
        try:
            changes = [
                Change(target, value, str(line), entry.reason, entry.sources) for target, value in entry.set.items()
            ]
            names = {touched(plain, change)[1] for change in changes}
            changed = lay_over(plain, changes)
            entries, _ = read_shape(Marked(changed.data, changed.file, changed.places, changed.problems))
        except CaseError as error:
            self.marked.problems += [Problem(self.marked.place((*base,)), p.message, p.remedy) for p in error.problems]
            return
        own = {problem.message for problem in self.marked.problems}
        self.marked.problems += [Problem(line, p.message, p.remedy) for p in changed.problems if p.message not in own]
        # An assumption whose parameter is evidence that the option changes, changes with it.
        names |= {n for n, a in entries["assumptions"].items() if names & set(evidence_of(cast(Assumption, a)))}
        values, self.values = self.values, dict(self.values)
        kept, self.marked = self.marked, changed
        before, changed.problems = kept.problems, []
        self._quantities(entries, (name, option), names)
        kept.problems = before + [Problem(line, p.message, p.remedy) for p in changed.problems]
        self.marked, self.values = kept, values
