"""From the text of a case to its graph. Every problem is told at once; nothing is drawn before all of it fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .article import Article
from .assembly import Assembly, Key
from .build import BrokenEvidence, BuildError, known_sources
from .claim import Claim
from .errors import CaseError, Problem, RemediedError
from .hedge import WIDTHS
from .library import Library
from .marked import Marked, Path_
from .model import WIDTH, Choice, Model
from .overlay import Change, lay_over, touched
from .references import check_references
from .schema import QUANTITIES, Alternative, Assumption, Check, Option, evidence_of
from .shape import read_shape
from .units import unit_names

Entries = Mapping[str, Mapping[str, Any]]
WIDTH_REASONS = {"typical": "the usual width of the cue", "generous": "the width that a lenient reader allows"}


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
    entries, head = read_shape(marked)
    assembly = Assembly(library)
    reader = _Reader(marked, assembly)
    reader.names(entries)
    reader.quantities(entries, None)
    alternatives = cast(dict[str, Alternative], entries["alternatives"])
    for name, alternative in alternatives.items():
        reader.alternative(name, alternative)
    if entries["claims"]:
        assembly.choices[WIDTH] = Choice(WIDTH, "How much does a hedge allow?", WIDTHS, WIDTHS[0], WIDTH_REASONS)
    broken = {name for section in QUANTITIES for name in _named(marked, section)} - assembly.nodes.keys()
    model = Model(assembly.nodes, assembly.units, assembly.choices, cast(dict[str, Check], entries["checks"]))
    marked.problems += check_references(marked, model, broken)
    if marked.problems:
        raise CaseError(marked.problems)
    claims = cast(dict[str, Claim], entries["claims"])
    return CaseText(head["title"], head["summary"], head["article"], claims, alternatives), model


def _named(marked: Marked, section: str) -> Mapping[str, Any]:
    """The entries of a section by name, whether they could be read or not."""
    entries = marked.data.get(section)
    return entries if isinstance(entries, Mapping) else {}


@dataclass
class _Reader:
    """Puts entries into the assembly, and turns what is wrong with them into problems with a line."""

    marked: Marked
    assembly: Assembly

    def names(self, entries: Entries) -> None:
        """One name, one quantity; and none that would read as a unit."""
        seen: dict[str, str] = {}
        for section in QUANTITIES:
            for name in entries[section]:
                if name in seen:
                    self._tell(
                        (section, name), RemediedError(f"it is already one of the {seen[name]}", "choose another name")
                    )
                elif name in unit_names():
                    self._tell((section, name), RemediedError("this is the name of a unit", "choose another name"))
                elif not name.isidentifier():
                    remedy = "use letters, digits and _, and begin with a letter"
                    self._tell((section, name), RemediedError("a formula could not use this name", remedy))
                seen[name] = section

    def quantities(self, entries: Entries, key: Key, only: set[str] | None = None) -> None:
        """Build every entry, or only some, as the variant that ``key`` names; evidence first, formulas last."""
        claims, named = entries["claims"], _named(self.marked, "evidence")
        build: dict[str, Callable[[str, Any], None]] = {
            "evidence": lambda name, entry: self.assembly.evidence(name, entry, key),
            "claims": lambda name, entry: self.assembly.claim(name, entry, key, claims),
            "assumptions": lambda name, entry: self.assembly.assumption(name, entry, key, named),
            "formulas": lambda name, entry: self.assembly.formula(name, entry, key),
        }
        for section, add in build.items():
            for name, entry in entries[section].items():
                if only is None or name in only:
                    self._try((section, name), add, name, entry)

    def alternative(self, name: str, alternative: Alternative) -> None:
        """A choice, and the variants that its options set."""
        options = alternative.options
        for option, entry in options.items():
            self._try(("alternatives", name, "options", option), known_sources, entry.sources, self.assembly.library)
            if entry.set:
                self._option(name, option, entry)
        if name in self.assembly.choices or name == WIDTH:
            self._tell(
                ("alternatives", name), RemediedError("there is already a choice of this name", "choose another name")
            )
        reasons = {option: entry.reason for option, entry in options.items()}
        sources = {option: tuple(entry.sources) for option, entry in options.items()}
        choice = Choice(name, alternative.question, tuple(options), alternative.as_written, reasons, sources)
        self.assembly.choices[name] = choice

    def _option(self, name: str, option: str, entry: Option) -> None:
        """Lay the option over the case and build what it touches; its problems are told at its own line."""
        line = self.marked.place(("alternatives", name, "options", option, "set"))
        own = {problem.message for problem in self.marked.problems}
        try:
            changes = [
                Change(target, value, str(line), entry.reason, entry.sources) for target, value in entry.set.items()
            ]
            changed = lay_over(Marked(self.marked.data, self.marked.file, self.marked.places), changes)
            names = {touched(self.marked, change)[1] for change in changes}
            entries, _ = read_shape(changed)
            # An assumption whose parameter is evidence that the option changes, changes with it.
            names |= {n for n, a in entries["assumptions"].items() if names & set(evidence_of(cast(Assumption, a)))}
            values = dict(self.assembly.values)
            _Reader(changed, self.assembly).quantities(entries, (name, option), names)
            self.assembly.values = values
            problems = changed.problems
        except CaseError as error:
            problems = error.problems
        self.marked.problems += [Problem(line, p.message, p.remedy) for p in problems if p.message not in own]

    def _try(self, path: Path_, build: Callable[..., Any], *arguments: Any) -> None:
        try:
            build(*arguments)
        except BuildError as error:
            for below, inner in error.located:
                self._tell((*path, *below), inner)
        except RemediedError as error:
            self._tell(self._finest(path, error), error)

    def _finest(self, path: Path_, error: RemediedError) -> Path_:
        """The line of an entry that an error is about: that of the first text which the message quotes."""
        below = [place for place in self.marked.places if place[: len(path)] == path]
        for place in sorted(below, key=len, reverse=True):
            text = self.marked.text(place)
            if text and any(f"`{word}`" in error.message for word in (text, text.split()[-1])):
                return place
        return next(((*path, key) for key in ("expression", "value", "table") if (*path, key) in below), path)

    def _tell(self, path: Path_, error: RemediedError) -> None:
        if not isinstance(error, BrokenEvidence):
            name = ".".join(path[1:3])
            self.marked.problems.append(Problem(self.marked.place(path), f"`{name}`: {error.message}", error.remedy))
