"""What a case file says, statement by statement: its tree, under the names by which people set and explain things.

Everything is a statement unless it is listed here as words for a reader. So a key that a later version adds is on
record from its first day, and has to be listed only if nothing follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from pydantic import Field

from ..base import Strict
from ..casefile import Document
from ..text import sha256
from ..uncertainty import KINDS

QUANTITIES = ("claims", "assumptions", "formulas")  # evidence is read with its row
CHOICES = ("alternatives", "events")
# Keys below which stand names and no keys; but for `where` nobody has to type them.
NAMED = ("parts", "readings", "options", "candidates", "passed_over", "where")
HIDDEN = ("composition", *NAMED[:-1])
GROUNDS = ("reason", "sources", "source", "facts", "hedge_reason", "ruled_out")
# Words for a reader, from which no figure and no outcome follows.
HEAD_WORDS = frozenset({"title", "summary", "words"})
WORDS = frozenset({"note"})
WORDS_IN = {
    "article": {"title", "author", "publisher", "words"},  # how many words a paragraph has stands beside its hash
    "claims": {"meaning"},
    "assumptions": {"of"},
    "formulas": {"of"},
    "checks": {"question"},
    "alternatives": {"question"},
    "events": {"question"},
    "comparisons": {"of", "finds", "label", "detail", "mark"},
}
FIRST = ("kind", "stated", "table", "column", "value")  # the keys that come first, in their order
CHOSEN = ("readings", "options", "candidates", "passed_over")
Keys = tuple[str, ...]
LONGEST_NAME = 200
DIGITS = 12  # of a digest that is shown: two texts share one with a chance of one in 10**14


class InputKind(StrEnum):
    """What an input is to its case."""

    CLAIM = "claim"
    READING = "reading"
    HEDGE = "hedge"
    QUOTATION = "quotation"
    EVIDENCE = "evidence"
    ASSUMPTION = "assumption"
    FAIR = "fair range"
    FORMULA = "formula"
    CORRELATION = "correlation"
    CHECK = "check"
    OPTION = "option"
    EVENT = "event"
    COMPARISON = "comparison"
    LOSS = "loss"
    UNIT = "unit"
    ROW = "row of a table"
    CORRECTION = "correction"
    SOURCE = "source"
    RULE = "rule"
    NOT_KNOWN = "what is not known"
    ARTICLE = "article"
    OTHER = "other"


class RecordedInput(Strict):
    """One input of a case: its value as text with its unit, and what stands behind it."""

    name: str = Field(description="as `--set` and `explain` know it, where they do")
    kind: InputKind
    value: str = Field(description="as it is written, with its unit; of evidence the figure that was read")
    reason: str = Field("", description="why it is so, by the case; that of what holds it, where it has none itself")
    sources: tuple[str, ...] = ()
    row: str = Field("", description="the table, the row and the column that it was read from")
    about: str = Field("", description="what else its row or its source says of it: date and mark")
    place: str = Field("", description="the file and the line; no part of what is compared")


OF_SECTION = {
    "claims": InputKind.CLAIM,
    "assumptions": InputKind.ASSUMPTION,
    "formulas": InputKind.FORMULA,
    "correlations": InputKind.CORRELATION,
    "checks": InputKind.CHECK,
    "alternatives": InputKind.OPTION,
    "events": InputKind.EVENT,
    "comparisons": InputKind.COMPARISON,
    "losses": InputKind.LOSS,
    "units": InputKind.UNIT,
    "not_known": InputKind.NOT_KNOWN,
    "article": InputKind.ARTICLE,
}
OF_KEY = {"fair": InputKind.FAIR, "hedge": InputKind.HEDGE, "quote": InputKind.QUOTATION}
OF_KEY |= {"elsewhere": InputKind.QUOTATION, "readings": InputKind.READING, "set": InputKind.OPTION}


@dataclass(frozen=True)
class _At:
    """Where the walk is: the name so far, the keys, and the grounds that hold for what has none of its own."""

    section: str
    name: str
    path: Keys
    kind: InputKind
    reason: str = ""
    sources: tuple[str, ...] = ()

    def below(self, key: str, name: str | None = None) -> _At:
        """The same for what stands under a key."""
        kind = OF_KEY.get(key, self.kind)
        shown = self.name if key in HIDDEN else f"{self.name}.{key}" if self.name else key
        return replace(self, name=shown if name is None else name, path=(*self.path, key), kind=kind)

    def grounded(self, entry: Mapping[str, Any], reason: str = "reason") -> _At:
        """The same with the grounds that an entry gives; what gives neither reason nor source keeps those above it."""
        why = " ".join(_plain(entry[key]) for key in (reason, "ruled_out") if entry.get(key))
        cited = tuple(one for key in ("source", "sources", "facts") for one in _listed(entry.get(key)))
        return replace(self, reason=why or self.reason, sources=cited) if why or cited else self


def statements(document: Document) -> Iterator[RecordedInput]:
    """Everything that a case file states, but for its evidence: a statement each, in the order of the file.

    Args:
        document: with its events laid out as options, which are passed over here: the events themselves are statements.
    """
    walk = _Walk(document)
    named = {name for section in (*QUANTITIES, "evidence") for name in _mapping(document.data.get(section))}
    events = _mapping(document.data.get("events"))
    for section, entries in document.data.items():
        if section in HEAD_WORDS or section == "evidence":
            continue
        kind = OF_SECTION.get(section, InputKind.OTHER)
        if not isinstance(entries, Mapping):
            walk.leaf(_At(section, section, (section,), kind), _plain(entries))
            continue
        for name, entry in entries.items():
            if (section == "article" and name in WORDS | WORDS_IN[section]) or (
                section == "alternatives" and name in events
            ):
                continue
            is_own = section in QUANTITIES or (section in (*CHOICES, "checks") and name not in named)
            shown = name if is_own else f"{section}.{name}"
            walk.entry(_At(section, shown, (section, name), kind), entry)
    yield from walk.found


@dataclass
class _Walk:
    """From the tree of a case to its statements."""

    document: Document
    found: list[RecordedInput] = field(default_factory=list)

    def leaf(self, at: _At, value: str) -> None:
        """Note one statement."""
        place = str(self.document.place(at.path))
        given = {"reason": at.reason, "sources": at.sources, "place": place}
        self.found.append(RecordedInput(name=at.name, kind=at.kind, value=value, **given))

    def entry(self, at: _At, given: Any) -> None:
        """Note all that stands at a place: a text, a list, or what is under keys."""
        if isinstance(given, Mapping):
            self.keys(at, given)
        elif isinstance(given, list) and any(isinstance(one, Mapping) for one in given):
            for index, one in enumerate(given):
                self.entry(replace(at.below(str(index)), name=f"{at.name} {index + 1}"), one)
        else:
            self.leaf(at, _plain(given))

    def keys(self, at: _At, entry: Mapping[str, Any]) -> None:
        """Note what stands under the keys of an entry, with the grounds that it gives."""
        if at.path[-1] in NAMED:
            for name, one in entry.items():
                self.entry(replace(at, name=f"{at.name}.{name}", path=(*at.path, name)), one)
            return
        grounded = at.grounded(entry)
        words = WORDS | WORDS_IN.get(at.section, set())
        inner = {key: value for key, value in entry.items() if key not in words and key not in GROUNDS}
        if at.section in ("checks", "comparisons") and len(at.path) == 2:
            self.declaration(grounded, inner)
            return
        if at.path[-2] in CHOSEN:
            self.standing(grounded, entry)
            inner.pop("preferred", None)
        elif entry and not inner:
            self.leaf(grounded, "given")
        for key, value in inner.items():
            self.key(grounded, key, value, entry)

    def key(self, at: _At, key: str, value: Any, entry: Mapping[str, Any]) -> None:
        """Note what stands under one key."""
        below = at.below(key)
        if key in ("value", "date") and not isinstance(value, Mapping):
            self.leaf(at.below(key, at.name), _plain(value))
        elif key == "evidence":
            self.leaf(at.below(key, at.name), f"evidence {_plain(value)}")
        elif key in KINDS or key in ("discrete", "empirical", "composition"):
            self.distribution(at, key, value)
        elif key == "expression":
            self.leaf(at.below(key, at.name), _plain(value))
        elif key == "quote":
            self.leaf(below, _quotation(value))
        elif key == "elsewhere":
            self.elsewhere(below, value)
        elif key == "set":
            for target, what in _mapping(value).items():
                self.entry(replace(below, name=f"{at.name}: {target}", path=(*below.path, target)), what)
        elif key in ("hedge", "is_a", "rounded_to") and at.section == "claims":
            self.entry(below.grounded(entry, "hedge_reason"), value)
        else:
            self.entry(below, value)

    def distribution(self, at: _At, kind: str, given: Any) -> None:
        """Note which distribution an assumption has, and its parameters; a fixed one is its value."""
        below = at.below(kind, at.name)
        if kind == "fixed":
            self.entry(below, given.get("value") if isinstance(given, Mapping) else given)
        elif kind == "empirical":
            self.leaf(below, f"empirical: {_flat(given)}")
        elif kind == "discrete":
            self.leaf(below, kind)
            for index, one in enumerate(given if isinstance(given, list) else []):
                values = at.below(kind).below(str(index)).grounded(one)
                for key in ("value", "weight"):
                    self.leaf(values.below(key, f"{at.name}.{key} {index + 1}"), _plain(_mapping(one).get(key)))
        elif kind == "composition":
            self.leaf(below, f"composition of {', '.join(_mapping(_mapping(given).get('parts')))}")
            parts = _mapping(given)
            for part, shares in _mapping(parts.get("parts")).items():
                for key, one in _mapping(shares).items():
                    self.entry(below.below("parts").below(part).below(key), one)
            if "concentration" in parts:
                self.entry(below.below("concentration"), parts["concentration"])
        else:
            self.leaf(below, kind)
            for key, one in _mapping(given).items():
                self.entry(below.below(key), one)

    def declaration(self, at: _At, entry: Mapping[str, Any]) -> None:
        """Note what a check asks, or a comparison shows, in one statement; premise and groups by themselves."""
        asked = {key: value for key, value in entry.items() if key not in ("premise", "groups")}
        self.leaf(at, _flat(asked))
        if "premise" in entry:
            self.leaf(at.below("premise"), _plain(entry["premise"]))
        left = WORDS_IN["comparisons"]
        for name, group in _mapping(entry.get("groups")).items():
            shown = {key: value for key, value in _mapping(group).items() if key not in left}
            self.leaf(at.below("groups", at.name).below(name), _flat(shown))

    def standing(self, at: _At, entry: Mapping[str, Any]) -> None:
        """Note whether a reading, an option or a day counts, and which is taken as written."""
        kind = at.path[-2]
        standing = "counts"
        if kind == "passed_over":
            standing = "passed over"
        elif entry.get("ruled_out"):
            standing = "ruled out"
        elif entry.get("preferred") is True or (kind == "options" and not entry.get("set")):
            standing = "as written"
        self.leaf(at if kind == "options" else replace(at, name=f"{at.name} counts"), standing)

    def elsewhere(self, at: _At, given: Any) -> None:
        """Note what other texts say, by their sources."""
        for index, one in enumerate(given if isinstance(given, list) else []):
            said = _mapping(one)
            name = f"{at.name} {index + 1}"
            self.leaf(replace(at.below(str(index)), name=name).grounded(said), _plain(said.get("exact")))


def _mapping(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _listed(given: Any) -> list[str]:
    if given is None:
        return []
    return [_plain(one) for one in given] if isinstance(given, list) else [_plain(given)]


def _plain(given: Any) -> str:
    """A value in one line, as a person would write it."""
    if given is None:
        return ""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, list):
        return "; ".join(_plain(one) for one in given)
    return _flat(given) if isinstance(given, Mapping) else " ".join(str(given).split())


def _flat(given: Any) -> str:
    """What stands under keys in one line, whatever their order; its grounds are left out."""
    if not isinstance(given, Mapping):
        return _plain(given)
    keys = sorted(given.keys() - set(GROUNDS), key=lambda key: (FIRST.index(key) if key in FIRST else len(FIRST), key))
    return ", ".join(
        f"{key} ({_flat(given[key])})" if isinstance(given[key], Mapping) else f"{key} {_plain(given[key])}"
        for key in keys
    )


def _quotation(quote: Any) -> str:
    """A quotation with what stands around it: ``before [exact] behind``."""
    said = _mapping(quote)
    return f"{_plain(said.get('prefix'))} [{_plain(said.get('exact'))}] {_plain(said.get('suffix'))}".strip()


def digest(text: str) -> str:
    """The digest of a text that tells two of them apart, whatever spaces stand between its words.

    >>> digest("our  judgement\\n") == digest("our judgement")
    True
    """
    return sha256(" ".join(text.split()).encode())[:DIGITS]


def shortened(text: str, longest: int) -> str:
    """A text in one line that is no longer than some length and its digest, which tells two long ones apart."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rstrip()}… {digest(line)}"
