"""The changes from one case to another as edits, each of which can be made by itself.

What stands at one name is one edit: a parameter, a reading, an option, what an option sets, a check, a row of a table.
Whatever is only for readers (titles, words, reasons in prose of a quantity) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..evidence import Row
from ..uncertainty import KINDS

Keys = tuple[str, ...]

DISTRIBUTIONS: Final = frozenset({*KINDS, "fixed", "discrete", "empirical", "composition"})
SECTIONS: Final = (
    *("claims", "evidence", "assumptions", "formulas", "correlations", "units"),
    *("alternatives", "events", "checks"),
)
DEFINITIONS: Final = ("evidence", "assumptions", "formulas")  # which do nothing until something refers to them
WHOLE: Final = ("evidence", "formulas", "correlations", "checks", "units")  # whose entries are changed as one
CHOSEN: Final = ("readings", "options", "candidates", "passed_over")
UNNAMED: Final = DISTRIBUTIONS | {*CHOSEN[:-1], "parts", "value", "evidence", "date"}
GROUNDS: Final = frozenset({"reason", "sources", "source", "facts", "quote"})
WORDS: Final = frozenset({"of", "what", "question", "note", "meaning", "elsewhere", "title", "label", "hedge_reason"})
ABSENT: Final = None  # of what one of the two doesn't have; a case file has no key without a value
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Part:
    """One place of the tree: what stands there before and after, and how the keys beside it are ordered after."""

    path: Keys
    before: Any
    after: Any
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """The options of a choice in their order, of which the first is that of the case as written."""

    path: Keys
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class RowPart:
    """One row of a table before and after; none where it isn't there."""

    table: str
    key: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Edit:
    """Everything that is changed under one name.

    Attributes:
        taken: of a choice the option that is taken as written, before and after.
        source: the key of a source that counts otherwise.
        added: the names that it brings, to which other edits may refer.
        removed: the names that it takes away.
    """

    name: str
    parts: tuple[Part, ...] = ()
    orders: tuple[Order, ...] = ()
    rows: tuple[RowPart, ...] = ()
    taken: tuple[str | None, str | None] | None = None
    source: str = ""
    added: frozenset[str] = field(default_factory=frozenset)
    removed: frozenset[str] = field(default_factory=frozenset)

    @property
    def only_defines(self) -> bool:
        """Whether it only adds or removes definitions, which do nothing by themselves."""
        sides = [(part.path, part.before is ABSENT, part.after is ABSENT) for part in self.parts]
        whole = all(len(path) == 2 and path[0] in DEFINITIONS and was != will for path, was, will in sides)
        one_way = len({was for _, was, _ in sides}) == 1
        return bool(sides) and whole and one_way and not self.orders

    @property
    def only_removes(self) -> bool:
        """Whether it takes definitions away, which harm nobody if they stay."""
        return self.only_defines and self.parts[0].after is ABSENT

    @property
    def refers_after(self) -> frozenset[str]:
        """The words in what it puts, among which are the names that it refers to."""
        return frozenset(word for part in self.parts for word in _words(part.after))

    @property
    def refers_before(self) -> frozenset[str]:
        """The same of what it takes away."""
        return frozenset(word for part in self.parts for word in _words(part.before))


def edits_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Edit]:
    """The edits that make one tree of a case the other, by their names."""
    grouped: dict[str, list[Part | Order]] = {}
    for section in SECTIONS:
        for part in _parts((section,), _mapping(before.get(section)), _mapping(after.get(section))):
            grouped.setdefault(name_of(part.path), []).append(part)
    for name in [name for name in grouped if ": " in name]:  # what is set as a whole is set with its parts, in order
        whole = next((other for other in grouped if ": " in other and name.startswith(f"{other}.")), None)
        if whole is not None:
            grouped[whole] += grouped.pop(name)
    return [_edit(name, parts) for name, parts in sorted(grouped.items())]


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """Edits of which those of one name are one."""
    found: dict[str, Edit] = {}
    for edit in edits:
        one = found.get(edit.name, Edit(edit.name))
        found[edit.name] = Edit(
            edit.name,
            (*one.parts, *edit.parts),
            (*one.orders, *edit.orders),
            (*one.rows, *edit.rows),
            edit.taken or one.taken,
            edit.source or one.source,
            one.added | edit.added,
            one.removed | edit.removed,
        )
    return list(found.values())


def row_edits(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]], most: int = 40) -> list[Edit]:
    """The edits that make the rows of some tables those of others; of a table with many, all that differ are one."""
    found = []
    for table in sorted({*before, *after}):
        old, new = (_by_key(tables.get(table, ())) for tables in (before, after))
        keys = [key for key in {**old, **new} if _cells(old.get(key)) != _cells(new.get(key))]
        parts = [RowPart(table, key, old.get(key), new.get(key)) for key in sorted(keys)]
        if len(parts) > most:
            found.append(_row_edit(f"{table}: {len(parts)} rows", parts))
        else:
            found += [_row_edit(f"{table}: {part.key}", [part]) for part in parts]
    return found


def name_of(path: Keys) -> str:
    """The name under which what stands at a path is changed, as ``--set`` knows it where it does.

    >>> name_of(("assumptions", "load", "triangular", "high", "value"))
    'load.high'
    >>> name_of(("claims", "mass", "readings", "short", "value")), name_of(("claims", "trucks", "hedge_reason"))
    ('mass.short', 'trucks.hedge')
    >>> name_of(("alternatives", "market", "options", "yard", "set", "price", "uniform", "low"))
    'market.yard: price.low'
    """
    section, *rest = path
    if section in ("evidence", "formulas", "checks", "correlations", "units"):
        return rest[0] if section not in ("correlations", "units") else f"{section}.{rest[0]}"
    keys = [("hedge" if key == "hedge_reason" else key) for key in rest[1:]]
    at = next((place for place, key in enumerate(keys) if key == "set" and keys[place - 1] not in CHOSEN), len(keys))
    before, after = keys[:at], keys[at + 1 :]
    own = ".".join([rest[0], *_named(before)]) if before or section not in ("alternatives", "events") else rest[0]
    return f"{own}: {'.'.join(_named(after))}" if after else own


def _named(keys: Sequence[str]) -> list[str]:
    """The keys that a name has: those that people type."""
    kept: list[str] = []
    for place, key in enumerate(keys):
        is_chosen = place > 0 and keys[place - 1] in CHOSEN  # an option may have any name
        if is_chosen or (key not in UNNAMED and key not in GROUNDS and key not in ("ruled_out", "preferred")):
            kept.append(key)
    return kept


def _edit(name: str, found: Sequence[Part | Order]) -> Edit:
    parts = [part for part in found if isinstance(part, Part)]
    whole = [part for part in parts if len(part.path) == 2]
    added = {part.path[1] for part in whole if part.before is ABSENT}
    removed = {part.path[1] for part in whole if part.after is ABSENT}
    orders = tuple(one for one in found if isinstance(one, Order))
    return Edit(name, tuple(parts), orders, added=frozenset(added - removed), removed=frozenset(removed - added))


def _row_edit(name: str, parts: Sequence[RowPart]) -> Edit:
    added = frozenset(part.key for part in parts if part.before is None)
    return Edit(name, rows=tuple(parts), added=added, removed=frozenset(p.key for p in parts if p.after is None))


def _parts(path: Keys, before: Any, after: Any, order: tuple[str, ...] = ()) -> Iterator[Part | Order]:
    """The places at which two trees differ, as deep as one of them can be changed by itself."""
    if path[-1] in WORDS and len(path) > 2:
        return
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or _is_whole(path, before, after):
        if _plain(before) != _plain(after):
            yield Part(path, before, after, order)
        return
    if path[-1] == "options" and _other_is_first(before, after):
        yield Order(path, tuple(before), tuple(after))
    order = tuple(after)
    for key in {**after, **before}:
        yield from _parts((*path, str(key)), before.get(key, ABSENT), after.get(key, ABSENT), order)


def _other_is_first(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether another of the options that both have stands first, which is the one of the case as written."""
    first, second = ([key for key in one if key in before and key in after][:1] for one in (before, after))
    return first != second


def _is_whole(path: Keys, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether what stands at a path can only be changed as one."""
    if len(path) == 2 and path[0] in WHOLE:
        return True
    return {*before} & DISTRIBUTIONS != {*after} & DISTRIBUTIONS


def _plain(value: Any) -> Any:
    """A value without what is only for readers."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items() if key not in WORDS}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _by_key(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by what tells them apart: their key, or the words in them; the second of two alike has its count."""
    found: dict[str, Row] = {}
    for row in rows:
        key = own = row_key(row)
        count = 1
        while key in found:
            count += 1
            key = f"{own} ({count})"
        found[key] = row
    return found


def row_key(row: Row) -> str:
    """What tells a row from the others of its table: its key, else the words and the dates that stand in it."""
    if row.cells.get("key"):
        return row.cells["key"]
    kept = [text for column, text in row.cells.items() if column not in ("unit", "source", "mark", "note")]
    return " ".join(text for text in kept if 0 < len(text) <= 40 and not _is_number(text))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").lstrip("-").isdigit()


def _cells(row: Row | None) -> Mapping[str, str] | None:
    return None if row is None else {key: text for key, text in row.cells.items() if text and key != "note"}


def _mapping(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _words(value: Any) -> Iterator[str]:
    """Every word in a value, and every text of it as a whole."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _WORD.findall(str(key))
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, str):
        yield value
        yield from _WORD.findall(value)
