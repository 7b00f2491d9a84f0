"""The rows of tables that a comparison shows, and what is wrong with a comparison in view of the whole case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..base import RemediedError, pint, suggestion, under
from ..evidence import EvidenceError, Holdings, Row
from ..graph import Model, Shares
from ..text import DateError, Event, Spellings, describe, factor, parse_unit, read_date, same_kind
from .comparisons import Group, TableComparison
from .leaves import LACKING, known_sources

_FIELD = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class ComparedRow:
    """A row of a table in a group: what it is called, and its figure, in the unit of the stated quantity."""

    group: str
    label: str
    low: float
    high: float
    row: Row


def compared_rows(
    comparison: TableComparison, group: str, holdings: Holdings, unit: pint.Unit, spellings: Spellings
) -> list[ComparedRow]:
    """The rows of a group in the order of the table, those in a unit of another kind left out.

    Left out as well are rows that nobody can work out again.

    Args:
        unit: of the stated quantity, into which the figures are converted.
        spellings: of units, with those that the case declares.

    Raises:
        EvidenceError: there is no such table, column or row, or a figure or a date that cannot be read; ``at`` holds
            the key of the group, or of the comparison, that asked for it.
    """
    asked = comparison.groups[group]
    table, value = asked.table or comparison.table, asked.value or comparison.value
    with under(*(("groups", group, "table") if asked.table else ("table",))):
        rows = holdings.table(table)
    columns = list(rows[0].cells) if rows else []
    for column, at in _columns(comparison, group):
        if column not in columns:
            raise EvidenceError(f"the table `{table}` has no column `{column}`", suggestion(column, columns), at)
    taken = [row for row in rows if all(row.cells[name] in values for name, values in asked.where.items())]
    taken = [row for row in taken if not row.cells.get(LACKING)]
    found = [row for row in taken if same_kind(_unit(row, spellings), unit) and all(row.cells[one] for one in value)]
    if not found:
        raise _nothing(table, asked, taken, unit, ("groups", group))
    return [_compared(comparison, group, row, holdings, unit, spellings) for row in found]


def _compared(
    comparison: TableComparison, group: str, row: Row, holdings: Holdings, unit: pint.Unit, spellings: Spellings
) -> ComparedRow:
    asked = comparison.groups[group]
    with under("groups", group):
        known_sources(row.sources, holdings)
        if comparison.around:
            holdings.check_dates(row)
            if not row.date:
                raise EvidenceError(f"{holdings.place(row)}: the row has no date", "say when its figure holds")
        scale = factor(_unit(row, spellings)) / factor(unit)
        ends = [float(holdings.figure(row, column)) * scale for column in asked.value or comparison.value]
    return ComparedRow(group, _filled(asked.label or comparison.label, row), min(ends), max(ends), row)


def _filled(template: str, row: Row) -> str:
    """A template of a case, ``{what}, {place}``, with the cells of a row in it."""
    return _FIELD.sub(lambda field: row.cells[field[1]], template)


def _columns(comparison: TableComparison, group: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each column that a group asks for, and the key that asks."""
    asked, within = comparison.groups[group], ("groups", group)
    yield from ((column, (*within, "where", column)) for column in asked.where)
    for key in ("value", "label", "detail"):
        own = getattr(asked, key)
        given, at = (own, (*within, key)) if own is not None else (getattr(comparison, key), (key,))
        yield from ((column, at) for column in (_FIELD.findall(given) if key == "label" else given))
    yield from ((column, (*within, "table") if asked.table else ("table",)) for column in ("unit",))


def _unit(row: Row, spellings: Spellings) -> pint.Unit:
    with under("table"):
        return parse_unit(row.cells["unit"], spellings)


def _nothing(table: str, asked: Group, taken: list[Row], unit: pint.Unit, at: tuple[str, ...]) -> EvidenceError:
    if taken:
        units = ", ".join(dict.fromkeys(f"`{row.cells['unit']}`" for row in taken))
        found = f"the rows of `{table}` that are asked for have no figure that compares with {describe(unit)}: {units}"
        return EvidenceError(found, "name other rows or another column", at)
    wanted = " and ".join(f"{name}: {' or '.join(values)}" for name, values in asked.where.items())
    return EvidenceError(f"no row of `{table}` has {wanted}", "name values that stand in the table", (*at, "where"))


def comparison_faults(
    comparison: TableComparison, model: Model, holdings: Holdings, events: Mapping[str, Event]
) -> Iterator[RemediedError]:
    """What is wrong with a comparison in view of the whole case: unknown names, tables, columns; rows that lack what
    a chart needs."""
    stated, around = comparison.stated, comparison.around
    if stated not in model.nodes:
        yield RemediedError(f"unknown name `{stated}` under `stated`", suggestion(stated, model.nodes), ("stated",))
        return
    if any(isinstance(node, Shares) for node in model.nodes[stated].values()):
        yield RemediedError(f"`{stated}` is a composition", "name one of its parts", ("stated",))
        return
    if around and around not in events:
        try:
            read_date(around)
        except DateError:
            remedy = suggestion(around, events) if events else "write a date such as `2017-02`"
            yield RemediedError(f"`{around}` is neither an event nor a date", remedy, ("around",))
    for group in comparison.groups:
        try:
            compared_rows(comparison, group, holdings, model.units[stated], model.spellings)
        except RemediedError as error:
            yield error
