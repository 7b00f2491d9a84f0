"""What has another name in the later of two cases and is the same otherwise; and a case under the later names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ..case import Case
from ..casefile import Document
from .changed_case import tree
from .edits import GROUNDS, WORDS

NAMED: Final = ("claims", "evidence", "assumptions", "formulas", "checks")
# Keys behind which stands prose, a number with its unit, or what looks up a row: no names of the case.
NO_NAMES: Final = GROUNDS | WORDS | {"value", "unit", "where", "table", "column", "ruled_out", "hedge"}
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Renames:
    """Old names with their new ones: of quantities and checks by section, and of the options of choices."""

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def quantities(self) -> dict[str, str]:
        """Those of quantities, to which other entries refer."""
        return {old: new for section, pairs in self.names.items() if section != "checks" for old, new in pairs.items()}

    def __bool__(self) -> bool:
        return any(self.names.values()) or any(self.options.values())


def renames(before: Case, after: Case) -> Renames:
    """What was renamed from one case to another."""
    old, new = tree(before), tree(after)
    names: dict[str, dict[str, str]] = {section: {} for section in NAMED}
    while True:  # a name that is found makes others of what refers to it the same
        known = {one: other for pairs in names.values() for one, other in pairs.items()}
        found = next(_found(_with_names(old, known), new), None)
        if found is None:
            break
        section, one, other = found
        names[section][one] = other
    known = {one: other for section in names for one, other in names[section].items()}
    return Renames(names, _options(_with_names(old, known), new))


def _found(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A section, a name that only the earlier tree has, and the one name of the later that means the same."""
    for section in NAMED:
        first, second = _mapping(old.get(section)), _mapping(new.get(section))
        gone, come = [name for name in first if name not in second], [name for name in second if name not in first]
        for name in gone:
            alike = [other for other in come if _core(first[name]) == _core(second[other])]
            alike = alike or [other for other in come if _is_in_the_place_of(name, other, old, new)]
            if len(alike) == 1:
                yield section, name, alike[0]


def _is_in_the_place_of(name: str, other: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether everything that referred to a name refers to another, and is the same otherwise."""
    referring = [(path, text) for path, text in _texts(old) if _mentions(text, name)]
    later = dict(_texts(new))
    return bool(referring) and all(later.get(path) == _renamed(text, {name: other}) for path, text in referring)


def _options(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Of each choice that both have, the options that are the same under another name."""
    found: dict[str, dict[str, str]] = {}
    for choice, entry in _mapping(old.get("alternatives")).items():
        first = _mapping(_mapping(entry).get("options"))
        second = _mapping(_mapping(_mapping(new.get("alternatives")).get(choice)).get("options"))
        for name in (name for name in first if name not in second):
            alike = [other for other in second if other not in first and _core(second[other]) == _core(first[name])]
            if len(alike) == 1 and _core(first[name]):
                found.setdefault(choice, {})[name] = alike[0]
    return found


def under_new_names(case: Case, found: Renames) -> Case:
    """A case with everything under its new name; the case itself, where nothing was renamed."""
    if not found:
        return case
    old = case.document
    data = _with_names({**old.data, **tree(case)}, found.quantities)
    data["checks"] = {found.names["checks"].get(name, name): one for name, one in data.get("checks", {}).items()}
    for choice, pairs in found.options.items():
        data["alternatives"][choice]["options"] = _keys(data["alternatives"][choice]["options"], pairs)
        candidates = _mapping(_mapping(data.get("events")).get(choice)).get("candidates")
        if candidates:
            data["events"][choice]["candidates"] = _keys(candidates, pairs)
    kept = {"document": Document(data, old.file, _places(old, found), []), "changes": ()}
    taken = {name: found.options.get(name, {}).get(option, option) for name, option in case.choices_made.items()}
    return replace(case, **kept, choices_made=taken)


def _places(document: Document, found: Renames) -> dict[Keys, Any]:
    known = {**found.quantities, **found.names.get("checks", {})}
    return {
        (path[0], known.get(path[1], path[1]), *path[2:]) if len(path) > 1 else path: place
        for path, place in document.places.items()
    }


def _keys(entries: Mapping[str, Any], pairs: Mapping[str, str]) -> dict[str, Any]:
    return {pairs.get(name, name): one for name, one in entries.items()}


def _with_names(data: Mapping[str, Any], pairs: Mapping[str, str]) -> dict[str, Any]:
    """A tree in which quantities have other names, wherever they are defined or referred to."""
    return _mapped(data, lambda text: _renamed(text, pairs)) if pairs else dict(data)


def _mapped(value: Any, put: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {put(key): one if _has_no_names(key, one) else _mapped(one, put) for key, one in value.items()}
    if isinstance(value, list):
        return [_mapped(one, put) for one in value]
    return put(value) if isinstance(value, str) else value


def _has_no_names(key: str, value: Any) -> bool:
    """Whether no name of the case can stand behind a key; a figure may stand behind ``value``, taken from evidence."""
    return key in NO_NAMES and not (key == "value" and isinstance(value, Mapping))


def _renamed(text: str, pairs: Mapping[str, str]) -> str:
    """A text with names in place of others, each as a whole word that stands behind no point."""
    if not any(name in text for name in pairs):
        return text
    return re.sub(r"(?<![\w.])[^\W\d]\w*", lambda word: pairs.get(word[0], word[0]), text)


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) is not None


def _texts(value: Any, path: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every text of a tree in which names may stand, with its path."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if not _has_no_names(key, one):
                yield from _texts(one, (*path, str(key)))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts(one, (*path, str(place)))
    elif isinstance(value, str):
        yield path, value


def _core(value: Any) -> Any:
    """A value without what is only for readers."""
    if isinstance(value, Mapping):
        return {key: _core(one) for key, one in value.items() if key not in WORDS}
    return [_core(one) for one in value] if isinstance(value, list) else value


def _mapping(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}
