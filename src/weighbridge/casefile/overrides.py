"""Changes to a case, ``name=value`` or ``name.parameter=value``, made in a copy; the file stays as it is.

The same mechanism serves ``--set`` on the command line, ``case.with_(…)`` and the ``set`` of an option or a reading:
an edit of a copy of the tree, read afterwards by the same rules as the file. A figure that is replaced loses its old
source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..base import CaseError, Place, Problem, suggestion
from ..uncertainty import KINDS
from .located_yaml import Document, Keys
from .schema import ASSUMPTION_KINDS, QUANTITIES

NESTED = ("where", "composition", "parts", *ASSUMPTION_KINDS)


@dataclass(frozen=True)
class Change:
    """What to set, to what, why, and how the user wrote it."""

    target: str
    value: Any
    label: str
    reason: str = "set for this run"
    sources: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, text: str) -> Change:
        """Read ``name.parameter=value`` as on the command line.

        Raises:
            CaseError: there is no name before an equals sign, or no value behind it.
        """
        target, sign, value = text.partition("=")
        if not sign or not target.strip() or not value.strip():
            raise CaseError(
                [
                    Problem(
                        Place(f"--set {text}"),
                        "not a change",
                        "write `--set name=value` or `--set name.parameter=value`",
                    )
                ]
            )
        return cls(target.strip(), value.strip(), f"--set {text}")

    @classmethod
    def parsed(cls, texts: Iterable[str]) -> list[Change]:
        """Several changes as on the command line, each name with one value.

        Raises:
            CaseError: one is no change, or a name is given two values: with both.
        """
        changes = [cls.parse(text) for text in texts]
        if problems := list(two_values("--set", ((change.target, change.value) for change in changes))):
            raise CaseError(problems)
        return changes

    def pairs(self) -> list[tuple[str, str]]:
        """The change as ``--set`` takes it: each name with its value.

        >>> Change("load", {"high": "70 tonne"}, "").pairs()
        [('load.high', '70 tonne')]
        """
        if not isinstance(self.value, Mapping):
            return [(self.target, str(self.value))]
        inside = [Change(f"{self.target}.{key}", value, self.label) for key, value in self.value.items()]
        return [pair for change in inside for pair in change.pairs()]


def pairs_of(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """Several changes as ``--set`` takes them: each name once, with the value that it was given last.

    >>> pairs_of([Change("a", "1 tonne", ""), Change("b", "2 tonne", ""), Change("a", "3 tonne", "")])
    [('b', '2 tonne'), ('a', '3 tonne')]
    """
    found: dict[str, str] = {}
    for name, value in (pair for change in changes for pair in change.pairs()):
        found.pop(name, None)
        found[name] = value
    return list(found.items())


def two_values(option: str, given: Iterable[tuple[str, Any]]) -> Iterator[Problem]:
    """A problem for each name that is typed with two values, of which only one could be taken.

    >>> for problem in two_values("--set", [("load", "1 tonne"), ("load", "1 tonne"), ("load", "2 tonne")]):
    ...     print(problem)
    --set load=2 tonne: `load` has another value already, by `--set load=1 tonne`; give it one of the two
    """
    first: dict[str, Any] = {}
    for name, value in given:
        if (other := first.setdefault(name, value)) != value:
            found = f"`{name}` has another value already, by `{option} {name}={other}`"
            yield Problem(Place(f"{option} {name}={value}"), found, "give it one of the two")


def typed_options(texts: Iterable[str], changes: Iterable[Change] = ()) -> tuple[dict[str, str], list[Problem]]:
    """Options of choices as on the command line, ``choice=option`` each; with what is wrong in those that are none.

    Args:
        changes: what is set as well, which no option may be given for again.

    >>> typed_options(["hedge width=generous"])
    ({'hedge width': 'generous'}, [])
    """
    labels = {change.target: change.label for change in changes}
    options: list[tuple[str, str]] = []
    problems = []
    for text in texts:
        name, _, option = (part.strip() for part in text.partition("="))
        if name in labels and option:
            found = f"`{name}` has a value already, by `{labels[name]}`"
            problems.append(Problem(Place(f"--under {text}"), found, "give it one of the two"))
        elif name and option:
            options.append((name, option))
        else:
            remedy = "write `--under CHOICE=OPTION`; `weighbridge explain CASE CHOICE` has its options"
            problems.append(Problem(Place(f"--under {text}"), "not an option of a choice", remedy))
    return dict(options), [*problems, *two_values("--under", options)]


def with_changes(document: Document, changes: list[Change]) -> Document:
    """A copy of the tree with the changes made; raises ``CaseError`` with every change that has no place."""
    data = _copied(document.data, {change.target.split(".")[0] for change in changes})
    changed = Document(data, document.file, dict(document.places), list(document.problems))
    problems = []
    for change in changes:
        try:
            for part in _chosen(changed, change):
                _apply(changed, part)
        except CaseError as error:
            problems += error.problems
    if problems:
        raise CaseError(problems)
    return changed


def _copied(data: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The tree with copies of all that changes of these names may alter, and with the rest of it as it is."""
    choices = ("alternatives", "claims")  # what a name stands for there may alter any quantity
    if any(isinstance(data.get(section), dict) and names & data[section].keys() for section in choices):
        return _tree(data)
    copied = {key: dict(value) if isinstance(value, dict) else value for key, value in data.items()}
    for section in choices:
        copied[section] = _tree(data[section]) if section in data else None
    for section in (section for section in QUANTITIES if isinstance(copied.get(section), dict)):
        copied[section] |= {name: _tree(data[section][name]) for name in names & copied[section].keys()}
    return {key: value for key, value in copied.items() if key in data}


def _tree(value: Any) -> Any:
    """A copy of plain data, of which no part stands in two places: aliases are refused where a case is read."""
    if isinstance(value, dict):
        return {key: _tree(inner) for key, inner in value.items()}
    return [_tree(inner) for inner in value] if isinstance(value, list) else value


def _chosen(document: Document, change: Change) -> list[Change]:
    """The changes that a change stands for: itself with what a chosen reading sets, or what a chosen option sets.

    An alternative that has been decided is not a choice any more, so it leaves the case.
    """
    alternatives = document.data.get("alternatives")
    entry = alternatives.get(change.target) if isinstance(alternatives, dict) else None
    if not isinstance(entry, dict) or not isinstance(entry.get("options"), dict):
        return [change, *_set_by(_reading(document, change), change)]
    options = entry["options"]
    if not isinstance(change.value, str) or change.value not in options:
        what = f"`{change.target}` has no option `{change.value}`"
        raise CaseError([Problem(Place(change.label), what, suggestion(str(change.value), options))])
    option = options[change.value]
    del alternatives[change.target]
    return _set_by(option, change)


def _reading(document: Document, change: Change) -> Any:
    """The reading of a claim that a change takes; None where it takes none."""
    claims = document.data.get("claims")
    claim = claims.get(change.target) if isinstance(claims, dict) else None
    readings = claim.get("readings") if isinstance(claim, dict) else None
    return readings.get(change.value) if isinstance(readings, dict) and isinstance(change.value, str) else None


def _set_by(chosen: Any, change: Change) -> list[Change]:
    """What an option or a reading sets, for its own reason and by its own sources."""
    targets = chosen.get("set") if isinstance(chosen, dict) else None
    if not isinstance(targets, dict):
        return []
    reason, sources = chosen.get("reason"), chosen.get("sources")
    why = reason if isinstance(reason, str) else change.reason
    cited = sources if isinstance(sources, list) else [sources] if isinstance(sources, str) else []
    return [Change(target, value, change.label, why, cited) for target, value in targets.items()]


def target_of(document: Document, change: Change) -> tuple[str, str]:
    """The section and the name of the quantity that a change is about."""
    name = change.target.split(".")[0]
    sections = {section: document.data.get(section) for section in QUANTITIES}
    names = {name: section for section, entries in sections.items() if isinstance(entries, dict) for name in entries}
    if name not in names:
        choices = document.data.get("alternatives")
        known = [*names, *(choices if isinstance(choices, dict) else [])]
        what = f"the case has no quantity and no alternative `{name}`"
        raise CaseError([Problem(Place(change.label), what, suggestion(name, known))])
    if not isinstance(document.data[names[name]][name], dict):
        raise CaseError(
            [Problem(Place(change.label), f"`{name}` has no definition to change", "define it in the case first")]
        )
    return names[name], name


def _apply(document: Document, change: Change) -> None:
    section, name = target_of(document, change)
    if change.value is None or change.value == "":
        raise CaseError(
            [Problem(Place(change.label), f"nothing is given for `{change.target}`", "write a value behind it")]
        )
    keys = change.target.split(".")[1:]
    if keys:
        path = _set_inside(document.data[section][name], keys, change)
        given = _given(document.data[section][name], path, change.value)
    else:
        section, given = _set_whole(document, section, name, change)
        path = ()
        _give_way(document, name)
    document.laid_over += [(section, name, *below) for below in given]
    at, depth = (section, name, *path), 2 + len(path)
    for place in [key for key in document.places if len(key) >= depth and key[1] == name and key[:depth] == at]:
        document.places[place] = Place(change.label)
    for length in range(min(1, len(path)), len(path) + 1):
        document.places[(section, name, *path[:length])] = Place(change.label)


def _given(entry: Any, path: Keys, value: Any) -> list[Keys]:
    """The paths below an entry that are new once a value stands at one; a figure keeps all but its number."""
    if isinstance(value, Mapping):
        return [(*path, str(key)) for key in value]
    for key in path:
        entry = entry[key]
    return [(*path, "value") if isinstance(entry, Mapping) else path]


def _give_way(document: Document, name: str) -> None:
    """Of a quantity that is set whole, an option or a reading can no longer change a parameter: there may be none."""
    claims = document.data.get("claims")
    for entry in claims.values() if isinstance(claims, dict) else ():
        readings = entry.get("readings") if isinstance(entry, dict) else None
        for reading in readings.values() if isinstance(readings, dict) else ():
            _without(reading, name)
    alternatives = document.data.get("alternatives")
    for alternative, entry in list(alternatives.items()) if isinstance(alternatives, dict) else []:
        options = entry.get("options") if isinstance(entry, dict) else None
        for option, content in list(options.items()) if isinstance(options, dict) else []:
            if _without(content, name):
                del options[option]
        if isinstance(options, dict) and len(options) < 2:
            del alternatives[alternative]


def _without(content: Any, name: str) -> bool:
    """Take from what an option or a reading sets the parameters of a quantity; whether that leaves nothing of it."""
    targets = content.get("set") if isinstance(content, dict) else None
    if not isinstance(targets, dict):
        return False
    content["set"] = {target: value for target, value in targets.items() if not target.startswith(f"{name}.")}
    return bool(targets) and not content["set"]


def _set_whole(document: Document, section: str, name: str, change: Change) -> tuple[str, list[Keys]]:
    """Replace a quantity; gives the section it stands in afterwards, and the keys below it that are new."""
    entry, value = document.data[section][name], change.value
    if isinstance(value, Mapping):
        document.data[section][name] = _merged(entry, value, change)
        return section, [(str(key),) for key in value]
    if section == "claims":
        _set_claim(entry, str(value))
        return section, [("value",)]
    if section == "formulas":
        entry["expression"] = str(value)
        return section, [("expression",)]
    if "composition" in entry:
        remedy = f"set a part, as in `{name}.PART.mean`, or `{name}.concentration`"
        raise CaseError([Problem(Place(change.label), f"`{name}` is a composition", remedy)])
    # A figure of the analyst's own is no evidence: it becomes an assumption with the change as its reason.
    what = entry.get("of") or entry.get("what") or name
    del document.data[section][name]
    before = entry.get("fixed", {}).get("value") if isinstance(entry.get("fixed"), Mapping) else None
    fixed = {"of": what, "fixed": {"value": _parameter(value, change, before)}}
    document.data["assumptions"] = {**(document.data.get("assumptions") or {}), name: fixed}
    return "assumptions", [("fixed",)]


def _set_claim(entry: dict[str, Any], value: str) -> None:
    """Give a claim a number, or take one of its readings; one that sets other things is no choice any more."""
    readings = entry.get("readings")
    if not isinstance(readings, dict) or value not in readings:
        entry.pop("readings", None)
        entry["value"] = value
        return
    taken = readings[value]
    if isinstance(taken, dict) and taken.pop("set", None):
        entry["readings"] = readings = {value: taken}
    for name, reading in readings.items():
        if isinstance(reading, dict):
            reading["preferred"] = name == value
            if name == value:
                reading.pop("ruled_out", None)


def _merged(entry: dict[str, Any], value: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """An entry with the keys of ``value`` in it: a new distribution replaces the old, parameters are set one by one."""
    merged = dict(entry)
    for key, inner in value.items():
        if key in ASSUMPTION_KINDS:
            before = merged.get(key)
            merged = {k: v for k, v in merged.items() if k not in (*ASSUMPTION_KINDS, "shape")}
            merged[key] = _parameters(inner, change, before) if key in KINDS else inner
            merged["reason"] = value.get("reason", change.reason)
        else:
            _set_inside(merged, [str(key)], Change(change.target, inner, change.label, change.reason, change.sources))
    return merged


def _parameters(inner: Any, change: Change, before: Any = None) -> Any:
    if not isinstance(inner, Mapping):
        return inner
    known = before if isinstance(before, Mapping) else {}
    return {key: _parameter(value, change, known.get(key)) for key, value in inner.items()}


def _set_inside(entry: dict[str, Any], keys: list[str], change: Change) -> tuple[str, ...]:
    """Set what ``keys`` lead to, looking through the keys that an analyst need not know; gives the full path."""
    path: tuple[str, ...] = ()
    for key in keys[:-1]:
        entry, path = _descend(entry, key, path, change)
    holder, within = _holder(entry, keys[-1])
    old = holder.get(keys[-1])
    is_figure = bool(within & set(ASSUMPTION_KINDS)) or keys[-1] in ("low", "mean", "high", "concentration")
    holder[keys[-1]] = _parameter(change.value, change, old) if is_figure or isinstance(old, dict) else change.value
    return (*path, *_trail(entry, holder), keys[-1])


def _descend(
    entry: dict[str, Any], key: str, path: tuple[str, ...], change: Change
) -> tuple[dict[str, Any], tuple[str, ...]]:
    holder, _ = _holder(entry, key)
    inner = holder.get(key)
    if not isinstance(inner, dict):
        what = f"`{key}` holds one value" if key in holder else f"there is no `{key}` to look into"
        remedy = "leave out what stands behind it" if key in holder else suggestion(key, holder)
        raise CaseError([Problem(Place(change.label), what, remedy)])
    return inner, (*path, *_trail(entry, holder), key)


def _holder(entry: dict[str, Any], key: str) -> tuple[dict[str, Any], set[str]]:
    """The mapping that holds ``key``: the entry itself, or the one nested mapping that an analyst need not name."""
    within: set[str] = set()
    while key not in entry:
        nested = [name for name in NESTED if isinstance(entry.get(name), dict)]
        if not nested:
            break
        within.add(nested[0])
        entry = entry[nested[0]]
    return entry, within


def _trail(entry: dict[str, Any], holder: dict[str, Any]) -> tuple[str, ...]:
    trail: tuple[str, ...] = ()
    while entry is not holder:
        name = next(name for name in NESTED if isinstance(entry.get(name), dict))
        trail, entry = (*trail, name), entry[name]
    return trail


def _parameter(value: Any, change: Change, before: Any = None) -> Any:
    """A figure as a parameter; a bare one has the reason and the sources of the change, and keeps its fair range."""
    if isinstance(value, Mapping):
        return dict(value)
    fair = {"fair": before["fair"]} if isinstance(before, Mapping) and "fair" in before else {}
    return {"value": str(value), "reason": change.reason, "sources": list(change.sources), **fair}
