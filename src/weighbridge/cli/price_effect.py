"""Which findings of which cases move when a table of evidence is replaced."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import CaseError, case_names
from ..case import Case, open_case
from ..checks import Finding
from ..evidence import Row, Source
from ..report import ReportedCheck, both_sides, reading
from ..text import percent


def moved(table: str, new: tuple[Row, ...], source: Source) -> Iterator[str]:
    """Every finding that moves, a line each, before and after; what stays is not told.

    Args:
        new: the rows that would take the place of the table.
        source: where the new ones among them are from.
    """
    for name in case_names():
        try:
            before = open_case(name)
        except CaseError as error:
            yield f"{name}: cannot be read, {len(error.problems)} problems; see `weighbridge verify {name}`"
            continue
        if not _uses(before, table):
            continue
        try:
            after = _with(before, table, new, source).verify()
        except CaseError as error:
            yield f"{name}: could not be read any more: {error.problems[0]}"
            continue
        for one, other in zip(before.verify().checks, after.checks, strict=True):
            yield from (f"{name}, {line}" for line in _moved(one, other))


def _with(case: Case, table: str, rows: tuple[Row, ...], source: Source) -> Case:
    return Case(case.path, case.marked, case.settings, tables={table: rows}, newcomers={source.key: source})


def _uses(case: Case, table: str) -> bool:
    figures = (
        figure
        for variants in case.model.nodes.values()
        for node in variants.values()
        for figure in getattr(node, "figures", ())
    )
    return any(figure.table == table for figure in figures)


def _moved(before: ReportedCheck, after: ReportedCheck) -> Iterator[str]:
    """The findings of one check that come out differently, then the outcome over all choices."""
    for one, other in zip(before.findings, after.findings, strict=True):
        old, new = _account(one), _account(other)
        if old != new:
            turned = "" if one.outcome == other.outcome else ", and so turns"
            yield f"{before.name} ({reading(one)}): {old} → {new}{turned}"
    if before.outcome != after.outcome:
        yield f"{before.name} over all fair choices: {before.outcome} → {after.outcome}"


def _account(finding: Finding) -> str:
    """A finding as a reader sees it: the computed side, its tail probability, the outcome."""
    tail = finding.tail_probability
    share = f", tail probability {percent(tail)}" if tail else ""
    return f"{both_sides(finding)[1]}{share}, {finding.outcome}"
