"""What a changed case takes over of the case that it was changed from, so that it is not read a second time.

A case is read in steps: each quantity is one, and each option or reading that sets something. A step rests on the
quantities that it is about and on those whose names stand in it. Where none of them changed, what it made stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..base import pint
from ..evidence import Holdings
from ..graph import Choice, Key, Model, Node
from ..text import Spellings
from .leaves import Value
from .located_yaml import Document, Keys
from .schema import QUANTITIES

Added = tuple[str, Node, pint.Unit, Key]


@dataclass(frozen=True)
class Step:
    """What a step of the reading put into the graph: nodes in their order, the values of evidence, a choice."""

    added: tuple[Added, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    choices: Mapping[str, Choice] = field(default_factory=dict)


@dataclass(frozen=True)
class Earlier:
    """A case as it was read without a problem.

    Attributes:
        entries: of each section, as they were read.
        head: the title, the article and the summary.
        steps: by the path of what they read.
    """

    document: Document
    holdings: Holdings
    spellings: Spellings
    entries: Mapping[str, Mapping[str, Any]]
    head: Mapping[str, Any]
    steps: Mapping[Keys, Step]
    model: Model

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of all quantities."""
        return frozenset(name for section in QUANTITIES for name in self.document.data.get(section) or {})

    @cached_property
    def rests_on(self) -> dict[Keys, frozenset[str]]:
        """The quantities that each step can rest on: those that it is about, and those whose names stand in these."""
        sections = [self.document.data.get(section) or {} for section in QUANTITIES]
        written = {name: _words(entries[name]) & self.names for entries in sections for name in entries}
        return {path: self._below(path, step, written) for path, step in self.steps.items()}

    def _below(self, path: Keys, step: Step, written: Mapping[str, frozenset[str]]) -> frozenset[str]:
        about = {path[1], *(name.split(".")[0] for name, *_ in step.added)} & self.names
        if path[0] not in QUANTITIES or len(path) > 2:
            about |= _words(_at(self.document.data, path)) & self.names
        return frozenset(about.union(*(written[name] for name in about)))

    def about(self, path: Keys) -> frozenset[str]:
        """The quantities that a step is about."""
        return frozenset(name.split(".")[0] for name, *_ in self.steps[path].added)


@dataclass(frozen=True)
class TakenOver:
    """What stands of an earlier case in a changed one.

    Attributes:
        stale: the quantities that changed, or that may rest on one that did.
        named: those that a changed quantity names now, and did not before: who sets one of them sets more.
    """

    earlier: Earlier
    document: Document
    stale: frozenset[str]
    named: frozenset[str]

    @classmethod
    def of(cls, earlier: Earlier | None, document: Document, holdings: Holdings) -> TakenOver | None:
        """What stands; none where more changed than quantities, and options and readings that were taken away."""
        if earlier is None or earlier.holdings is not holdings or not _is_like(earlier.document.data, document.data):
            return None
        before, now = earlier.document.data, document.data
        changed = {one for section in QUANTITIES for one in _differing(before.get(section), now.get(section))}
        if not changed <= earlier.names:
            return None
        new = [(now.get(section) or {}).get(name) for section in QUANTITIES for name in changed]
        old = [(before.get(section) or {}).get(name) for section in QUANTITIES for name in changed]
        named = (_words(new) - _words(old)) & earlier.names
        return cls(earlier, document, frozenset(_closed(changed, earlier)), named)

    def entry(self, section: str, name: str, written: Any) -> Any:
        """An entry as it was read, where the same is written; else none."""
        before = self.earlier.document.data.get(section)
        if isinstance(before, Mapping) and name in before and _is_same(before[name], written):
            return self.earlier.entries[section].get(name)
        return None

    def step(self, path: Keys) -> Step | None:
        """A step that stands: nothing that it can rest on changed."""
        found = self.earlier.steps.get(path)
        if found is None or not self.stale.isdisjoint(self.earlier.rests_on[path]):
            return None
        if len(path) > 2:  # an option or a reading
            if not self.named.isdisjoint(self.earlier.about(path)):
                return None
            if not _is_same(_at(self.earlier.document.data, path), _at(self.document.data, path)):
                return None
        return found


def _closed(changed: set[str], earlier: Earlier) -> set[str]:
    """Some quantities, with all that may rest on them."""
    stale, is_growing = set(changed), bool(changed)
    while is_growing:
        more = {
            path[1]
            for path, below in earlier.rests_on.items()
            if len(path) == 2 and path[1] not in stale and not stale.isdisjoint(below)
            if path[0] != "formulas"  # which name others only once the graph is whole
        }
        stale, is_growing = stale | more, bool(more)
    return stale


def _is_like(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether nothing but quantities changed, and what options and readings set was at most taken away."""
    apart = {"alternatives", *QUANTITIES}
    if any(not _is_same(before.get(key), now.get(key)) for key in {*before, *now} - apart):
        return False
    return _only_lacks(before.get("alternatives"), now.get("alternatives"), "options") and _only_lacks(
        before.get("claims"), now.get("claims"), "readings"
    )


def _only_lacks(before: Any, now: Any, within: str) -> bool:
    """Whether of what options or readings set nothing is new."""
    for name, entry in (now or {}).items():
        earlier = ((before or {}).get(name) or {}).get(within) or {}
        found = entry.get(within) or {} if isinstance(entry, Mapping) else None
        if not isinstance(found, Mapping):
            return False
        for option, content in found.items():
            if not isinstance(content, Mapping):
                return False
            known = earlier.get(option) if isinstance(earlier.get(option), Mapping) else {}
            if not _items(content.get("set")) <= _items(known.get("set")):
                return False
    return True


def _items(targets: Any) -> set[tuple[str, str]]:
    return {(name, repr(value)) for name, value in targets.items()} if isinstance(targets, Mapping) else set()


def _differing(before: Any, now: Any) -> Iterator[str]:
    """The names of entries that are not in both as they are."""
    before, now = before or {}, now or {}
    yield from (name for name in {**before, **now} if not _is_same(before.get(name), now.get(name)))


def _is_same(one: Any, other: Any) -> bool:
    return one is other or one == other


def _at(data: Any, path: Keys) -> Any:
    """What stands at a path; none where nothing does."""
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _words(content: Any) -> frozenset[str]:
    """Every text in plain data, and of a name with a parameter the name alone."""
    return frozenset(_texts(content))


def _texts(content: Any) -> Iterator[str]:
    inside: Iterable[Any] = ()
    if isinstance(content, Mapping):
        inside = (*content, *content.values())
    elif isinstance(content, list):
        inside = content
    elif isinstance(content, str):
        yield content
        yield content.split(".")[0]
    for one in inside:
        yield from _texts(one)
