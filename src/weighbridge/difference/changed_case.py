"""A case with some of the edits made that lead to another, weighed for its outcomes alone."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..case import Case
from ..casefile import Document, read_case, with_changes
from ..evidence import EvidenceError, Holdings, Row, Source
from ..graph import Draws
from ..verdict import Weigher, weigh, weigh_claim
from .comparison import Target
from .edits import ABSENT, SECTIONS, Edit, Order, Part, edits_between, merged, row_edits, row_key
from .results import Subject

Outcomes = Mapping[Target, str]
# Sections that make no outcome: what things are called, what is shown beside, and what nobody knows.
NO_OUTCOME = ("words", "comparisons", "losses", "not_known", "summary")


@dataclass(frozen=True)
class Weighed:
    """The outcomes of a case, and of each check what it compares in all ways to read it, by which two are the same."""

    outcomes: Outcomes
    compared: Mapping[str, object]


@dataclass(frozen=True)
class Pair:
    """Two cases and the edits between them: all that are tried, and those that others need with them.

    Attributes:
        rows: of each table that one of the two reads, its rows before.
    """

    before: Case
    data: Mapping[str, Any]
    edits: dict[str, Edit]
    needed: dict[str, Edit]
    rows: Mapping[str, Sequence[Row]]
    newcomers: Mapping[str, Source]
    replaced: Mapping[str, Source]
    taken: Mapping[str, str]

    @classmethod
    def of(cls, before: Case, after: Case) -> Pair:
        """Two cases; both have been weighed, so that the tables that they read are known."""
        old, new = tree(before), tree(after)
        names = sorted({*before.holdings.tables, *after.holdings.tables})
        tables = [{name: rows for name in names if (rows := _rows(case, name))} for case in (before, after)]
        sources = _changed_sources(before, after)
        found = [*edits_between(old, new), *row_edits(*tables), *_source_edits(sources), *_taken(before, after)]
        found = merged(found)
        needed = {edit.name: edit for edit in found if edit.only_defines}
        return cls(
            before=before,
            data=old,
            edits={edit.name: edit for edit in found if edit.name not in needed},
            needed={name: edit for name, edit in needed.items() if not edit.only_removes},
            rows=tables[0],
            newcomers={key: one for key, one in after.holdings.sources.items() if key not in before.holdings.sources},
            replaced={key: one for key, (_, one) in sources.items()},
            taken=dict(before.choices_made),
        )

    def weighed(self, made: Collection[str]) -> Weighed:
        """The earlier case with these edits made, and those that they need.

        Raises:
            WeighbridgeError: they make no case by themselves.
        """
        edits = self._with_needed(made)
        holdings = Holdings(
            self.before.holdings.folders,
            tables={name: with_rows(name, rows, edits) for name, rows in self.rows.items()},
            newcomers=self.newcomers,
            replaced={edit.source: self.replaced[edit.source] for edit in edits if edit.source},
        )
        for edit in edits:  # tables that only the later case reads
            holdings.tables |= {p.table: with_rows(p.table, (), edits) for p in edit.rows if p.table not in self.rows}
        document = self.before.document
        changed = Document(with_edits(self.data, edits), document.file, document.places, [])
        _, model = read_case(changed, holdings, cache=self.before.cache)
        taken = dict(self.taken)
        for edit in edits:
            if edit.taken is not None:
                taken.pop(edit.name, None)
                taken |= {edit.name: edit.taken[1]} if edit.taken[1] is not None else {}
        model = model.taking({name: option for name, option in taken.items() if name in model.choices})
        return outcomes_of(Weigher(model, Draws(model, self.before.settings), holdings.sources))

    def _with_needed(self, made: Collection[str]) -> list[Edit]:
        """Edits with what they refer to, and without taking away what others still refer to."""
        left_out = [edit for name, edit in self.edits.items() if name not in made]
        still = {word for edit in left_out for word in edit.refers_before}
        several = {name: self.edits[name] for name in made}
        chosen = {name: edit for name, edit in several.items() if not edit.removed & still}
        waiting = list(chosen.values())
        every = {**self.edits, **self.needed}
        while waiting:
            words = waiting.pop().refers_after
            for name, edit in every.items():
                if name not in chosen and edit.added & words:
                    chosen[name] = edit
                    waiting.append(edit)
        return list(chosen.values())


def tree(case: Case) -> Mapping[str, Any]:
    """What a case file says once the changes of the case are laid over it, as far as outcomes rest on it."""
    data = with_changes(case.document, list(case.changes)).data
    return {key: value for key, value in data.items() if key not in NO_OUTCOME}


def outcomes_of(weigher: Weigher) -> Weighed:
    """All outcomes: of the article, of each of its numbers, of each check over all ways and as written."""
    checks = [weigher.check(name) for name in weigher.model.checks]
    agreements = weigher.agreements(checks)
    found: dict[Target, str] = {(Subject.ARTICLE, ""): str(weigh(None, checks, agreements).outcome)}
    for claim in sorted({claim for check in checks for claim in check.claims}):
        found[Subject.CLAIM, claim] = str(weigh_claim(claim, checks, agreements).outcome)
    for check in checks:
        found[Subject.CHECK, check.name] = str(check.outcome)
        found[Subject.AS_WRITTEN, check.name] = str(check.range.as_written)
    return Weighed(found, {check.name: tuple(one.way for one in check.combinations) for check in checks})


def with_edits(data: Mapping[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """A copy of a tree with edits made; sections that become empty are gone."""
    changed = {key: copy.deepcopy(value) if key in SECTIONS else value for key, value in data.items()}
    several = list(edits)
    for part in sorted((part for edit in several for part in edit.parts), key=lambda part: part.after is not ABSENT):
        _make(changed, part)
    for order in (order for edit in several for order in edit.orders):
        _reorder(changed, order)
    return {key: value for key, value in changed.items() if value != {}}


def with_rows(table: str, rows: Sequence[Row], edits: Iterable[Edit]) -> tuple[Row, ...]:
    """The rows of a table with edits made: what is new stands at its end."""
    parts = {part.key: part.after for edit in edits for part in edit.rows if part.table == table}
    kept = []
    for row in rows:
        key = row_key(row)
        after = parts.pop(key) if key in parts else row
        kept += [after] if after is not None else []
    return (*kept, *(row for row in parts.values() if row is not None))


def _make(data: dict[str, Any], part: Part) -> None:
    holder = data
    for key in part.path[:-1]:
        inner = holder.get(key)
        if not isinstance(inner, dict):
            if part.after is ABSENT:
                return
            inner = holder[key] = {}
        holder = inner
    key = part.path[-1]
    if part.after is ABSENT:
        holder.pop(key, None)
        return
    is_new = key not in holder
    holder[key] = copy.deepcopy(part.after)
    if is_new and part.order:
        _put_in_order(holder, key, part.order)


def _put_in_order(holder: dict[str, Any], key: str, order: Sequence[str]) -> None:
    """Put a new key where it stands after: before the first of those that follow it there."""
    behind = order[order.index(key) + 1 :] if key in order else ()
    next_one = next((other for other in holder if other in behind), None)
    if next_one is None:
        return
    entries = [(name, value) for name, value in holder.items() if name != key]
    at = next(place for place, (name, _) in enumerate(entries) if name == next_one)
    entries.insert(at, (key, holder[key]))
    holder.clear()
    holder.update(entries)


def _reorder(data: dict[str, Any], order: Order) -> None:
    holder: Any = data
    for key in order.path:
        holder = holder.get(key) if isinstance(holder, dict) else None
    if isinstance(holder, dict):
        entries = sorted(holder.items(), key=lambda one: order.after.index(one[0]) if one[0] in order.after else 0)
        holder.clear()
        holder.update(entries)


def _rows(case: Case, name: str) -> tuple[Row, ...]:
    try:
        return case.holdings.table(name)
    except EvidenceError:  # the other case alone has it
        return ()


def _changed_sources(before: Case, after: Case) -> dict[str, tuple[Source, Source]]:
    """The sources of both that count otherwise: each with what is known of it before and after."""
    old, new = before.holdings.sources, after.holdings.sources
    if old is new:
        return {}
    shared = ((key, old[key], new[key]) for key in sorted({*old} & {*new}))
    return {key: (one, other) for key, one, other in shared if _weight(one) != _weight(other)}


def _weight(source: Source) -> tuple[object, ...]:
    """What of a source an outcome can rest on: what it repeats, and how it was read."""
    return source.origin, source.trust, source.weak


def _source_edits(sources: Mapping[str, tuple[Source, Source]]) -> list[Edit]:
    return [Edit(f"source {key}", source=key) for key in sources]


def _taken(before: Case, after: Case) -> list[Edit]:
    names = sorted({*before.choices_made, *after.choices_made})
    pairs = ((name, before.choices_made.get(name), after.choices_made.get(name)) for name in names)
    return [Edit(name, taken=(one, other)) for name, one, other in pairs if one != other]
