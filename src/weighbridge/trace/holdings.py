"""Sources, tables, rows and corrections explained: what they say, and what in the case rests on them."""

from __future__ import annotations

from collections.abc import Iterable

from ..evidence import EvidenceError, Row, Source, root_source
from .explanation import Part, Told
from .grounds import read
from .material import Material
from .users import checks_on, resting_lines

MOST = 20  # lines of one kind


def source_told(material: Material, key: str) -> Told:
    """A source: its citation, how far to trust it, and what in the case rests on it."""
    source = material.holdings.sources[key]
    lines = [f"`{key}`: a source", source.citation(), *_about(source)]
    used = material.uses.get(key, [])
    parts = [
        Part("What in the case rests on it", _users(material, used) or ["nothing in this case"]),
        Part("Rows that the case takes from it", _rows(material, key)),
        _origin(material, key),
        Part("Corrections that touch it", _corrections(material, key)),
    ]
    return Told(lines, parts)


def _about(source: Source) -> list[str]:
    """How it was read and when, why it is weak, what may be done with it, where a copy is kept."""
    told = [read(source), f"read {source.accessed}" if source.accessed else "day of reading not recorded"]
    told += [f"published {source.published}"] if source.published else []
    told += [f"licence: {source.licence}"]
    return [*told, *([f"kept at {source.archive}"] if source.archive else [])]


def _users(material: Material, names: Iterable[str]) -> list[str]:
    """What rests on it by name: quantities, choices, events, the article; then the checks that it reaches."""
    model, named, quantities = material.model, list(names), []
    lines = []
    for name in named:
        if name in model.nodes:
            quantities.append(name)
        elif name in model.choices:
            lines.append(f"`{name}`: {model.names.choice(name)}, a choice")
        else:
            lines.append(f"`{name}`")
    return [*lines, *resting_lines(model, quantities, checks_on(model, *quantities) if quantities else [])]


def _rows(material: Material, key: str) -> list[str]:
    """The rows of tables that the case takes from a source."""
    found = []
    for table, lines in material.rows.items():
        for row in material.holdings.table(table):
            if row.line in lines and key in row.sources:
                found.append(f"`{table}.csv:{row.line}`{_key_of(row)}")
    return _some(found)


def _key_of(row: Row) -> str:
    key = row.cells.get("key")
    return f": `{key}`" if key else ""


def _some(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST else [*lines[:MOST], f"and {len(lines) - MOST} more"]


def _origin(material: Material, key: str) -> Part:
    """What it repeats, and which sources repeat the same origin: together they are one witness."""
    known = material.holdings.sources
    root = root_source(key, known)
    others = [other for other in material.uses if other != key and root_source(other, known) == root]
    repeats = [f"it repeats `{root}`"] if root != key else []
    return Part("Of one origin with it, and one witness", [*repeats, *(f"`{other}`" for other in others)])


def _corrections(material: Material, key: str) -> list[str]:
    found = [name for name, one in material.corrections.items() if key in one.correction.sources]
    return [f"`{name}`: {material.corrections[name].correction.what}" for name in found]


def origin_told(material: Material, name: str) -> Told:
    """An origin that is no source itself: the sources that repeat it."""
    known = material.holdings.sources
    outlets = [key for key in material.uses if root_source(key, known) == name]
    used = [user for key in outlets for user in material.uses[key]]
    parts = [
        Part("The sources that repeat it, one witness", [f"`{key}`" for key in outlets], outlets),
        Part("What in the case rests on it", _users(material, dict.fromkeys(used))),
    ]
    return Told([f"`{name}`: an origin, which no source here is"], parts)


def find_row(material: Material, name: str) -> Row | None:
    """The row that a name means: by its table and line, ``payloads.csv:12``, or by its table and key."""
    table, colon, place = name.partition(":")
    if not colon:
        return None
    try:
        rows = material.holdings.table(table.removesuffix(".csv"))
    except EvidenceError:
        return None
    if place.isdecimal():
        return next((row for row in rows if row.line == int(place)), None)
    return next((row for row in rows if place and row.cells.get("key", row.cells.get("metal")) == place), None)


def row_told(material: Material, row: Row) -> Told:
    """A row of a table: what stands in it, its sources, and what in the case rests on it."""
    name = f"{row.table}.csv:{row.line}"
    cells = [f"{column}: {cell}" for column, cell in row.cells.items() if cell and column != "source"]
    users = material.rows.get(row.table, {}).get(row.line, [])
    facts = [key for key, fact in material.facts.items() if fact == row]
    behind = material.holdings.file_behind(row)
    from_file = [f"read from {behind}"] if behind else []
    days = [
        f"`{event}={option}`"
        for event, known in material.text.events.items()
        for option, day in {**known.candidates, **known.passed_over}.items()
        if set(day.facts) & set(facts)
    ]
    used = [*resting_lines(material.model, users, checks_on(material.model, *users) if users else []), *days]
    parts = [
        Part("What stands in it", [*cells, *from_file], row.sources),
        Part("What in the case rests on it", used or ["nothing in this case but what compares tables"]),
        Part("Corrections that touch it", [one for key in row.sources for one in _corrections(material, key)]),
    ]
    return Told([f"`{name}`: a row of the table `{row.table}.csv`, at {material.holdings.place(row)}"], parts)


def table_told(material: Material, name: str) -> Told:
    """A table of evidence: its columns, and the rows that the case uses."""
    rows = material.holdings.table(name)
    columns = list(rows[0].cells) if rows else []
    used = material.rows.get(name, {})
    lines = [
        f"`{name}.csv:{row.line}`{_key_of(row)}" + (f", for {', '.join(f'`{user}`' for user in used[row.line])}")
        for row in rows
        if used.get(row.line)
    ]
    compared = [
        f"`{key}`"
        for key, one in material.text.comparisons.items()
        if name in (one.table, *(group.table for group in one.groups.values()))
    ]
    parts = [
        Part("Its columns", [", ".join(columns)]),
        Part("Rows that the case uses", _some(lines) or ["none by itself"]),
        Part("Comparisons with it", compared),
    ]
    return Told([f"`{name}.csv`: a table of evidence with {len(rows)} rows"], parts)


def correction_told(material: Material, name: str) -> Told:
    """A correction: what was found, what is used, why, and whether it still stands."""
    one = material.corrections[name]
    first, *rest = str(one).splitlines()
    return Told([f"`{name}`: a correction", first, *rest], keys=one.correction.sources)
