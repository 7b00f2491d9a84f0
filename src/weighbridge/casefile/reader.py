"""A whole case turned into its text and its graph, or into all its problems at once; nothing is drawn before that."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from ..base import CaseError, Faults, Problem, RemediedError, pint, suggestion, under, visible
from ..evidence import EvidenceError, Holdings, Row
from ..graph import SHAPE, WIDTH, Cache, Check, Choice, Correlation, Key, Model
from ..text import (
    Article,
    BrokenUnit,
    Called,
    Claim,
    DeclaredUnit,
    Event,
    MissingUnit,
    Reading,
    declared_units,
    describe,
)
from .builder import GraphBuilder
from .built_in_choices import choice_of_shape, choice_of_width
from .calendar_lengths import with_calendar_lengths
from .compared_rows import comparison_faults
from .comparisons import TableComparison
from .correlations import correlated
from .cross_checks import Fault, check_references, names_are_sound
from .double_conversions import double_conversions
from .double_names import double_names
from .leaves import BrokenEvidence, known_sources
from .located_yaml import Document, Keys
from .losses import Loss
from .names import check_names, names_of
from .overrides import Change, target_of, with_changes
from .schema import QUANTITIES, SECTIONS, Alternative, Assumption, Option, evidence_of
from .taken_over import Earlier, Step, TakenOver
from .validation import has_unreadable_sections, read_entry, read_shape

Entries = Mapping[str, Mapping[str, Any]]
CITING = ("sources", "evidence", "table")  # under these keys an entry says what it is taken from
UNSUPPORTED = "no source supports it, so it is shown and counts towards no verdict"


@dataclass(frozen=True, repr=False)
class CaseText:
    """What a case says apart from its graph."""

    title: str
    summary: str | None
    article: Article
    claims: Mapping[str, Claim]
    alternatives: Mapping[str, Alternative]
    events: Mapping[str, Event]
    comparisons: Mapping[str, TableComparison]
    not_known: Sequence[str] = ()
    losses: Mapping[str, Loss] = field(default_factory=dict)

    def facts(self, holdings: Holdings) -> dict[str, Row]:
        """The rows of the table of events that speak for or against a day of any event, by their keys.

        Without any no table of events is needed.
        """
        named = {fact for event in self.events.values() for day in event.days for fact in day.facts}
        rows = holdings.table("events") if named else ()
        return {row.cells["key"]: row for row in rows if row.cells.get("key") in named}

    def __repr__(self) -> str:
        quotations = "; ".join(f"“{claim.quote.exact}”" for claim in self.claims.values())
        return visible(f"{self.title}: {quotations}")


def read_case(
    document: Document, holdings: Holdings, expected: Mapping[str, pint.Unit] | None = None, cache: Cache | None = None
) -> tuple[CaseText, Model]:
    """The text and the graph of a case.

    Args:
        expected: the units that changed quantities had before, so that a change of kind is reported at the change.
        cache: where the results of the case are kept; a changed case shares that of the case as it was.

    Raises:
        CaseError: with every problem of the case, each with file and line.
    """
    return read_anew(document, holdings, expected, cache)[:2]


def read_anew(
    document: Document,
    holdings: Holdings,
    expected: Mapping[str, pint.Unit] | None = None,
    cache: Cache | None = None,
    earlier: Earlier | None = None,
) -> tuple[CaseText, Model, Earlier]:
    """The same, with what a case that is made of it by a change need not read again.

    Args:
        earlier: that of the case that this one was made of, whose cache it shares.

    Raises:
        CaseError: as ``read_case`` does. What is wrong with a case is said by reading all of it.
    """
    if (taken := TakenOver.of(earlier, document, holdings)) is not None:
        problems, document.problems = document.problems, list(document.problems)
        with contextlib.suppress(CaseError):
            return _read(document, holdings, expected, cache, taken)
        document.problems = problems
    return _read(document, holdings, expected, cache, None)


def _read(
    document: Document,
    holdings: Holdings,
    expected: Mapping[str, pint.Unit] | None,
    cache: Cache | None,
    taken: TakenOver | None,
) -> tuple[CaseText, Model, Earlier]:
    entries, head = read_shape(document, taken)
    builder = GraphBuilder(holdings, claims_named=_named(document, "claims"), expected=expected or {})
    reader = _Reader(document, builder, taken=taken)
    reader.units(cast(dict[str, DeclaredUnit], entries["units"]))
    entries = reader.entries = reader.without_doubles(entries)
    reader.quantities(entries, None)
    for name, claim in cast(dict[str, Claim], entries["claims"]).items():
        reader.readings(name, claim)
    alternatives = cast(dict[str, Alternative], entries["alternatives"])
    for name, alternative in alternatives.items():
        reader.alternative(name, alternative)
    events = cast(dict[str, Event], entries["events"])
    for name, event in events.items():
        reader.event(name, event)
    comparisons = cast(dict[str, TableComparison], entries["comparisons"])
    if entries["claims"]:
        builder.choices[WIDTH] = choice_of_width()
    claims = cast(dict[str, Claim], entries["claims"])
    if any(check.is_drawn for check in cast(dict[str, Check], entries["checks"]).values()):
        reader.shapes()
    twice, model = _graph(builder, entries, claims, Cache() if cache is None else cache)
    if taken is not None and names_are_sound(model):
        model = model.sharing(taken.earlier.model)
    if not has_unreadable_sections(document):
        _check_whole(document, entries, model)
        reader.comparisons(comparisons, model, events)
    _check_actions(document)
    for path, message, remedy in twice:
        document.report(path, message, remedy)
    if document.problems:
        raise CaseError(document.problems)
    told = head["title"], head["summary"], head["article"]
    losses = cast(dict[str, Loss], entries["losses"])
    text = CaseText(*told, claims, alternatives, events, comparisons, tuple(head["not_known"]), losses)
    return text, model, Earlier(document, holdings, builder.spellings, entries, head, reader.steps, model)


def _check_whole(document: Document, entries: Entries, model: Model) -> None:
    """Report what shows only with the whole case in view."""
    broken = {name for section in QUANTITIES for name in _named(document, section)} - model.nodes.keys()
    document.problems += check_references(document, model, broken)
    for path, message, remedy in double_names(document, model.choices):
        document.report(path, message, remedy)
    check_names(document, cast(dict[str, Called], entries["words"]), model)


def _check_actions(document: Document) -> None:
    """Report losses of one action alone, of which nothing can be chosen."""
    if len(_named(document, "losses")) == 1:
        remedy = "add what else may be done, with its losses"
        document.report(("losses",), "`losses` has one action, at least two", remedy)


def _graph(
    builder: GraphBuilder, entries: Entries, claims: Mapping[str, Claim], cache: Cache
) -> tuple[list[Fault], Model]:
    """The graph that was built, with the lengths of months where it needs them, and what it would convert twice."""
    ties = cast(dict[str, Correlation], entries["correlations"])
    checks = cast(dict[str, Check], entries["checks"])
    nodes = builder.whole()
    twice = [*double_conversions(nodes, builder.units, checks, claims)]
    wired = with_calendar_lengths(correlated(nodes, ties), builder.units, checks, claims)
    given = {"spellings": builder.spellings, "names": names_of(entries)}
    return twice, Model(wired.nodes, wired.units, builder.choices, wired.checks, ties, cache, **given)


def _cites(value: Any, names: Collection[str]) -> bool:
    """Whether a source, a row of a table, or another quantity of the case stands somewhere in what an option sets."""
    if isinstance(value, Mapping):
        return any((key in CITING and inner) or _cites(inner, names) for key, inner in value.items())
    if isinstance(value, list):
        return any(_cites(inner, names) for inner in value)
    return isinstance(value, str) and value in names


def _named(document: Document, section: str) -> Mapping[str, Any]:
    """The entries of a section by name, whether they could be read or not."""
    entries = document.data.get(section)
    return entries if isinstance(entries, Mapping) else {}


def _fixed(document: Document) -> Mapping[str, Any]:
    """The fixed assumptions by name: like evidence, they can be parameters of others."""
    entries = _named(document, "assumptions")
    return {name: entry for name, entry in entries.items() if isinstance(entry, Mapping) and "fixed" in entry}


def _first_fixed(entries: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Entries in an order in which each fixed assumption comes before those that take it as a parameter."""

    def steps(name: str, seen: int = 0) -> int:
        """How many fixed assumptions stand between this one and a number; circles end in the reader's own message."""
        entry = entries.get(name)
        if getattr(entry, "kind", "") != "fixed":
            return len(entries) if isinstance(entry, Assumption) else 0
        return 1 + max((steps(other, seen + 1) for other in evidence_of(entry) if seen < len(entries)), default=0)

    if not any(getattr(entry, "kind", "") == "fixed" for entry in entries.values()):
        return list(entries.items())
    return sorted(entries.items(), key=lambda item: steps(item[0]))


@dataclass
class _Reader:
    """Puts entries into the builder, and turns what is wrong with them into problems with a line."""

    document: Document
    builder: GraphBuilder
    entries: Entries = field(default_factory=dict)  # those of the case as written
    taken: TakenOver | None = None  # what was read before
    steps: dict[Keys, Step] = field(default_factory=dict)

    def units(self, entries: Mapping[str, DeclaredUnit]) -> None:
        """The units that the case declares, for all that follows; a broken one is reported once, where it stands."""
        if self.taken is not None:
            self.builder.spellings = self.taken.earlier.spellings
            return
        broken = [name for name in _named(self.document, "units") if name not in entries]
        told = lambda name, error: self._refuse(("units", name), error)  # noqa: E731
        self.builder.spellings = declared_units(entries, broken, told)
        for name, entry in entries.items():
            self._try(("units", name), self._known_sources, entry.sources)

    def without_doubles(self, entries: Entries) -> Entries:
        """The entries under names that a formula can use, each name once; the others are reported."""
        seen: dict[str, str] = {}
        kept: dict[str, Mapping[str, Any]] = dict(entries)
        for section in QUANTITIES:
            for name in entries[section]:
                if name in seen:
                    self._report((section, name), f"it is already one of the {seen[name]}", "choose another name")
                    kept[section] = {other: entry for other, entry in kept[section].items() if other != name}
                elif self.builder.spellings.is_name(name):
                    self._report((section, name), "this is the name of a unit", "choose another name")
                elif not name.isidentifier():
                    remedy = "use letters, digits and _, and begin with a letter"
                    if (better := re.sub(r"\W+", "_", name).strip("_")).isidentifier():
                        remedy += f": `{better}`"
                    self._report((section, name), "a formula could not use this name", remedy)
                seen.setdefault(name, section)
        return kept

    def quantities(self, entries: Entries, key: Key, only: set[str] | None = None) -> None:
        """Build every entry, or only some, as the variant that ``key`` names; evidence first, formulas last."""
        claims, named = entries["claims"], {**_named(self.document, "evidence"), **_fixed(self.document)}
        build: dict[str, Callable[[str, Any], None]] = {
            "evidence": lambda name, entry: self.builder.evidence(name, entry, key),
            "claims": lambda name, entry: self.builder.claim(name, entry, key, claims),
            "assumptions": lambda name, entry: self.builder.assumption(name, entry, key, named),
            "formulas": lambda name, entry: self.builder.formula(name, entry, key),
        }
        for section, add in build.items():
            for name, entry in _first_fixed(entries[section]):
                if only is None:
                    self._step((section, name), self._try, (section, name), add, name, entry)
                elif name in only:
                    self._try((section, name), add, name, entry)

    def _step(self, path: Keys, build: Callable[..., Any], *arguments: Any) -> None:
        """A step of the reading: what it made before, where that stands, else what it makes."""
        known = self.taken.step(path) if self.taken is not None else None
        if known is not None:
            self.steps[path] = known
            self.builder.take_over(known)
            return
        first = len(self.builder.added)
        build(*arguments)
        is_quantity = path[0] in QUANTITIES and len(path) == 2  # an option or a reading leaves the values as they were
        own = (self.builder.values, self.builder.choices) if is_quantity else ({}, {})
        values, choices = ({path[1]: some[path[1]]} if path[1] in some else {} for some in own)
        self.steps[path] = Step(tuple(self.builder.added[first:]), values, choices)

    def alternative(self, name: str, alternative: Alternative) -> None:
        """A choice, and the variants that its options set."""
        options = alternative.options
        for option, entry in options.items():
            path = ("alternatives", name, "options", option)
            self._try(path, self._known_sources, entry.sources)
            if entry.set:
                self._step(path, self._lay_over, path, (name, option), entry)
        if name in self.builder.choices or name == WIDTH:
            self._report(("alternatives", name), "there is already a choice of this name", "choose another name")
        reasons = {option: entry.reason for option, entry in options.items()}
        sources = {option: tuple(entry.sources) for option, entry in options.items()}
        bare = {o: UNSUPPORTED for o, entry in options.items() if entry.set and not self._is_supported(entry)}
        out = {**bare, **{option: entry.ruled_out for option, entry in options.items() if entry.ruled_out}}
        choice = Choice(name, alternative.question, tuple(options), alternative.as_written, reasons, sources, out)
        self.builder.choices[name] = choice

    def readings(self, name: str, claim: Claim) -> None:
        """What the readings of a claim set besides its number; as with options, without a source they do not count."""
        for option, reading in claim.readings.items():
            path = ("claims", name, "readings", option)
            if any(target.split(".")[0] == name for target in reading.set):
                message = f"`{name}`: the reading `{option}` sets the claim that it is a reading of"
                self.document.report((*path, "set"), message, "write its number under `value`")
            elif reading.set:
                self._step(path, self._lay_over, path, (name, option), reading)
            if reading.set and not reading.ruled_out and not self._is_supported(reading):
                choice = self.builder.choices[name]
                bare = {**choice.ruled_out, option: UNSUPPORTED}
                self.builder.choices[name] = replace(choice, ruled_out=bare)

    def _is_supported(self, option: Option | Reading) -> bool:
        """Whether a source stands behind an option, or behind anything that it sets.

        What nobody but us supposes is run and shown; were it to count, a verdict could be had by supposing more.
        """
        evidence = _named(self.document, "evidence")
        looked_up = any(target.split(".")[0] in evidence for target in option.set)
        return bool(option.sources) or looked_up or _cites(option.set, {*self.builder.nodes})

    def shapes(self) -> None:
        """The choice of a shape for all judged distributions together, with the options that change any of them."""
        leaves = [node for variants in self.builder.nodes.values() for node in variants.values()]
        if (choice := choice_of_shape(leaves)) is None:
            return
        if SHAPE in self.builder.choices:
            section = "claims" if SHAPE in _named(self.document, "claims") else "alternatives"
            self._report((section, SHAPE), "there is already a choice of this name", "choose another name")
        self.builder.choices[SHAPE] = choice

    def event(self, name: str, event: Event) -> None:
        """What the candidates of an event rest on has to be known."""
        if self.taken is not None:
            return  # it was: nothing of an event can be set
        for section in ("candidates", "passed_over"):
            for option, entry in getattr(event, section).items():
                path = ("events", name, section, option)
                self._try(path, self._known_sources, entry.sources)
                self._try(path, self._known_facts, entry.facts)

    def comparisons(self, given: Mapping[str, TableComparison], model: Model, events: Mapping[str, Event]) -> None:
        """What the comparisons name has to be there, and their rows have to be readable."""
        found = self.builder.holdings.found
        for name, comparison in given.items():
            nodes = model.nodes.get(comparison.stated, {}).values()
            rests_on = comparison, model.units.get(comparison.stated), model.spellings, events, [*map(type, nodes)]
            if found.get(("sound comparison", name)) == rests_on:
                continue
            faults = list(comparison_faults(comparison, model, self.builder.holdings, events))
            for error in faults:
                self._refuse(("comparisons", name), error)
            found |= {} if faults else {("sound comparison", name): rests_on}

    def _known_sources(self, sources: list[str]) -> None:
        with under("sources"):
            known_sources(sources, self.builder.holdings)

    def _known_facts(self, facts: list[str]) -> None:
        with under("facts"):
            known = [row.cells.get("key", "") for row in self.builder.holdings.table("events")] if facts else []
            for index, fact in enumerate(facts):
                if fact not in known:
                    message = f"the table `events` has no row `{fact}`"
                    raise EvidenceError(message, suggestion(fact, known), (str(index),))

    def _lay_over(self, at: Keys, key: tuple[str, str], entry: Option | Reading) -> None:
        """Lay over the case what an option or a reading sets, and build that; its problems are reported at its line.

        Args:
            at: where it stands.
            key: the choice and the option under which it holds.
        """
        path = (*at, "set")
        line = self.document.place(path)
        before = {problem.path for problem in self.document.problems}
        changed = Document({}, self.document.file)
        try:
            sources = [key for key in entry.sources if key in self.builder.holdings.sources]
            changes = [Change(target, value, str(line), entry.reason, sources) for target, value in entry.set.items()]
            changed = with_changes(Document(self.document.data, self.document.file, self.document.places), changes)
            names = {target_of(self.document, change)[1] for change in changes}
            entries = self._read_again(changed, names)
            # An assumption whose parameter is evidence that the option changes, changes with it.
            names |= {n for n, a in entries["assumptions"].items() if names & set(evidence_of(cast(Assumption, a)))}
            values = dict(self.builder.values)
            _Reader(changed, self.builder).quantities(entries, key, names)
            self.builder.values = values
            problems = changed.problems
        except CaseError as error:
            problems = error.problems
        for problem in problems:
            keys = problem.path or ()
            own = any(keys[: len(given)] == given for given in changed.laid_over)
            if own or problem.path is None or problem.path not in before:
                self.document.problems.append(Problem(line, problem.message, problem.remedy, path))

    def _read_again(self, changed: Document, names: Collection[str]) -> Entries:
        """The quantities of a changed case: those of these names as they are in it, all others as they were read."""
        found: dict[str, dict[str, Any]] = {}
        for section in QUANTITIES:
            now = _named(changed, section)
            kept = {name: one for name, one in self.entries[section].items() if name in now and name not in names}
            fresh = ((name, now[name]) for name in now if name in names)
            read = {name: read_entry(changed, (section, name), SECTIONS[section], entry) for name, entry in fresh}
            found[section] = kept | {name: entry for name, entry in read.items() if entry is not None}
        return found

    def _try(self, path: Keys, build: Callable[..., Any], *arguments: Any) -> None:
        try:
            build(*arguments)
        except (RemediedError, Faults) as raised:
            for error in raised.errors if isinstance(raised, Faults) else (raised,):
                self._refuse(path, error)

    def _refuse(self, path: Keys, error: RemediedError) -> None:
        """Report an error of the entry at a path, unless it follows from one that is reported already."""
        if not isinstance(error, BrokenEvidence | BrokenUnit):
            at = (*path, *error.at) if error.at else self._number(path)
            self._report(at, error.message, self._with_unit(path, error))

    def _with_unit(self, path: Keys, error: RemediedError) -> str:
        """The remedy; for a changed figure that lacks its unit, with the unit that it had."""
        known = self.builder.expected.get(path[1])
        return (
            f"write its unit, {describe(known)}, behind it"
            if known and isinstance(error, MissingUnit)
            else error.remedy
        )

    def _number(self, path: Keys) -> Keys:
        """Where an entry gives its number: the line of an error that is one of the whole entry."""
        given = ((*path, key) for key in ("expression", "value", "table") if (*path, key) in self.document.places)
        return next(given, path)

    def _report(self, path: Keys, message: str, remedy: str) -> None:
        self.document.report(path, f"`{'.'.join(path[1:3])}`: {message}", remedy)
